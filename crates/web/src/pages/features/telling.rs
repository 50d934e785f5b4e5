//! What every page of features and mixes stands on: whose features they are, and the sentences that
//! all of them say.

use domain::audience::Seen;
use domain::ids::*;
use domain::view::{FeatureView, FeaturesPage, Frame};
use domain::words::*;

use crate::ask::Ask;
use crate::catalogue::Say;
use crate::chart;
use crate::layout::Layout;
use crate::money::Money;
use crate::names::{Names, PartyLabel};
use crate::problem::Problem;

/// What a page needs to say what a feature or a mix is.
pub(super) struct Telling {
    pub say: Say,
    pub frame: Frame,
    pub names: Names,
    pub money: Money,
    pub page: FeaturesPage,
    /// `/r/…`
    pub base: String,
    /// `?as_of=…`, or nothing.
    pub stay: String,
    /// Whether the visitor may say anything here, now.
    pub writable: bool,
}

/// What a party gets.
pub(super) struct Gets {
    pub party: PartyLabel,
    pub percent: String,
    pub bar: String,
    pub note: String,
}

/// Whether a group was passed over, and what fairness costs.
pub(super) struct Fair {
    pub holds: bool,
    pub verdict: String,
    pub costs: Vec<String>,
}

/// “43 %”, as the language writes it.
pub(super) fn percent(say: Say, percent: u8) -> String {
    say.one("percent", "number", percent)
}

/// “A, B and C”.
fn list(say: Say, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => say.two("list-and", ("first", first.join(", ")), ("last", last)),
    }
}

/// That the voices of these parties are missing from a mix; nothing when none is.
pub(super) fn provisional(say: Say, silent: &[String]) -> String {
    if silent.is_empty() {
        return String::new();
    }
    say.with(
        "mix-provisional",
        &[
            ("parties", list(say, silent)),
            ("count", silent.len().to_string()),
        ],
    )
}

impl Telling {
    /// The frame of a page called `title`, and what it tells with; `people` are those it names.
    pub(super) fn around(
        ask: &Ask,
        seen: &Seen<'_>,
        page: FeaturesPage,
        people: impl IntoIterator<Item = PersonId>,
        title: impl Into<String>,
    ) -> Result<(Layout, Self), Problem> {
        let frame = seen.frame();
        let names = Names::of(ask.web.app().accounts(), ask.say, &frame, people)?;
        let layout = Layout::around(ask, title, &frame, &names)?;
        let around = layout.relationship.as_ref().ok_or(Problem::NotFound)?;
        let telling = Telling {
            say: ask.say,
            money: Money::new(ask.say, &frame.currency),
            base: around.base.clone(),
            stay: around.stay.clone(),
            writable: around.as_of.is_none() && frame.you.speak,
            frame,
            names,
            page,
        };
        Ok((layout, telling))
    }

    pub(super) fn feature(&self, id: FeatureId) -> Option<&FeatureView> {
        let mut all = self.page.features.iter().chain(&self.page.withdrawn);
        all.find(|feature| feature.id == id)
    }

    pub(super) fn name(&self, id: FeatureId) -> String {
        let name = self.feature(id).and_then(|feature| feature.name.clone());
        name.unwrap_or_else(|| self.say.text("text-erased"))
    }

    pub(super) fn names_of(&self, features: &[FeatureId]) -> String {
        let names: Vec<String> = features.iter().map(|id| self.name(*id)).collect();
        self.list(&names)
    }

    /// “A, B and C”.
    pub(super) fn list(&self, names: &[String]) -> String {
        list(self.say, names)
    }

    pub(super) fn short(&self, party: PartyId) -> String {
        self.names.party(party).short.clone()
    }

    pub(super) fn parties(&self, percents: &[PartyPercent]) -> Vec<String> {
        let giving = percents.iter().filter(|one| one.percent > 0);
        giving.map(|one| self.short(one.party)).collect()
    }

    /// “Northwind 50 %, Meridian 50 %”.
    pub(super) fn borne(&self, bearers: &Bearers) -> String {
        let share = |bearer: &Bearer| match bearers {
            Bearers::Percent(all) if all.len() == 1 => self.short(bearer.party),
            Bearers::Percent(_) => {
                let share = u8::try_from(bearer.share).unwrap_or(100);
                let share = percent(self.say, share);
                format!("{} {share}", self.short(bearer.party))
            }
            Bearers::Amounts(_) => {
                let share = self.money.text(bearer.share);
                format!("{} {share}", self.short(bearer.party))
            }
        };
        let all: Vec<_> = bearers.all().iter().map(share).collect();
        if all.is_empty() {
            self.say.text("borne-unsaid")
        } else {
            all.join(", ")
        }
    }

    /// The voices behind a feature as a bar, and in words.
    pub(super) fn backed(&self, backed: &[PartyPercent]) -> (String, String) {
        let parts: Vec<(String, u8)> = backed
            .iter()
            .map(|one| {
                let look = self.names.party(one.party).look;
                (format!("party-{look}"), one.percent)
            })
            .collect();
        let parts: Vec<(&str, u8)> = parts
            .iter()
            .map(|(class, p)| (class.as_str(), *p))
            .collect();
        let giving = backed.iter().filter(|one| one.percent > 0);
        let words: Vec<String> = giving
            .map(|one| {
                let share = percent(self.say, one.percent);
                format!("{} {share}", self.short(one.party))
            })
            .collect();
        let words = if words.is_empty() {
            self.say.text("backed-by-nobody")
        } else {
            words.join(", ")
        };
        (chart::parts(&parts, &words), words)
    }

    pub(super) fn gets(&self, result: &MixResult) -> Vec<Gets> {
        let say = self.say;
        let one = |one: &PartyPercent| {
            let party = self.names.party(one.party).clone();
            let silent = result.silent.contains(&one.party);
            let title = say.two(
                "mix-gets-title",
                ("party", &party.short),
                ("percent", percent(say, one.percent)),
            );
            let class = format!("party-{}", party.look);
            Gets {
                percent: if silent {
                    "–".to_owned()
                } else {
                    percent(say, one.percent)
                },
                bar: chart::progress(usize::from(one.percent), 100, &class, &title),
                note: if silent {
                    say.text("mix-not-rated")
                } else {
                    String::new()
                },
                party,
            }
        };
        result.gets.iter().map(one).collect()
    }

    /// What a mix means for everybody, in sentences.
    pub(super) fn fair(&self, fairness: &Fairness) -> Fair {
        let say = self.say;
        let lost = if fairness.most_proven {
            "fair-lost"
        } else {
            "fair-lost-at-least"
        };
        Fair {
            holds: fairness.passed_over.is_none(),
            verdict: match &fairness.passed_over {
                None => say.text("fair-holds"),
                Some(over) => self.passed_over(over),
            },
            costs: vec![
                say.count("fair-nothing", fairness.with_nothing as usize),
                if fairness.uneven == 0 {
                    say.text("fair-even")
                } else {
                    say.one("fair-uneven", "percent", percent(say, fairness.uneven))
                },
                if fairness.lost == 0 && fairness.most_proven {
                    say.text("fair-lost-nothing")
                } else {
                    say.one(lost, "percent", percent(say, fairness.lost))
                },
            ],
        }
    }

    fn passed_over(&self, over: &PassedOver) -> String {
        let parties: Vec<String> = over.parties.iter().map(|id| self.short(*id)).collect();
        let mut named = vec![
            ("parties", self.list(&parties)),
            ("feature", self.name(over.feature)),
        ];
        let key = match over.people {
            Some(people) => {
                named.push(("count", people.to_string()));
                "fair-passed-over-counted"
            }
            None => "fair-passed-over",
        };
        self.say.with(key, &named)
    }

    pub(super) fn provisional(&self, silent: &[PartyId]) -> String {
        let silent: Vec<String> = silent.iter().map(|id| self.short(*id)).collect();
        provisional(self.say, &silent)
    }
}
