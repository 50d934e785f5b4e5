//! What every page of features and mixes stands on: whose features they are, and the sentences that
//! all of them say.

use domain::act::{self, AddFeatures, RecordMix};
use domain::audience::Seen;
use domain::ids::*;
use domain::view::{FeatureView, FeaturesPage, Frame};
use domain::words::*;

use crate::ask::Ask;
use crate::catalogue::Say;
use crate::chart;
use crate::figures::{self, Silent};
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
    pub may_add: bool,
    /// Whether they may put a mix on record.
    pub may_record: bool,
    /// Whether they may say what outcomes are worth.
    pub may_rate: bool,
}

/// What a party gets.
pub(super) struct Gets {
    pub party: PartyLabel,
    pub percent: String,
    pub bar: String,
}

/// Whether a group was passed over, and what fairness costs.
pub(super) struct Fair {
    pub holds: bool,
    pub verdict: String,
    pub costs: Vec<String>,
}

/// Features named one by one where many come in together.
const NAMED: usize = 3;
/// Features that are out and not folded away.
const OUT_SHOWN: usize = 5;

/// Takes off what is out beyond the first handful, unless that is next to nothing.
pub(super) fn fold<Row>(rows: &mut Vec<Row>, chosen: impl Fn(&Row) -> bool) -> Vec<Row> {
    let chosen = rows.iter().take_while(|row| chosen(row)).count();
    if rows.len() <= chosen + OUT_SHOWN + 2 {
        return Vec::new();
    }
    rows.split_off(chosen + OUT_SHOWN)
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

/// That the voices of these of so many parties are missing from a mix; nothing when none is.
pub(super) fn provisional(say: Say, silent: &[String], parties: usize) -> String {
    if silent.is_empty() {
        return String::new();
    }
    if silent.len() == parties {
        return say.text("mix-provisional-all");
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
            may_add: seen.may::<AddFeatures>(1),
            may_record: seen.may::<RecordMix>(()),
            may_rate: seen.may::<act::Say>(()),
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

    /// “A, B and C”, or “A, B and 4 more”.
    pub(super) fn first_names_of(&self, features: &[FeatureId]) -> String {
        let (first, rest) = features.split_at(figures::named(features.len(), NAMED));
        if rest.is_empty() {
            return self.names_of(features);
        }
        let first: Vec<String> = first.iter().map(|id| self.name(*id)).collect();
        let more = rest.len().to_string();
        let first = ("first", first.join(", "));
        self.say.with("list-and-more", &[first, ("count", more)])
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
                format!("{}\u{a0}{share}", self.short(bearer.party))
            }
            Bearers::Amounts(_) => {
                let share = self.money.text(bearer.share);
                format!("{}\u{a0}{share}", self.short(bearer.party))
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
                format!("{}\u{a0}{share}", self.short(one.party))
            })
            .collect();
        let words = if words.is_empty() {
            self.say.text("backed-by-nobody")
        } else {
            words.join(", ")
        };
        (chart::parts(&parts, &words), words)
    }

    /// What each party that has rated gets.
    pub(super) fn gets(&self, result: &MixResult) -> Vec<Gets> {
        let say = self.say;
        let one = |one: &PartyPercent| {
            let party = self.names.party(one.party).clone();
            let title = say.two(
                "mix-gets-title",
                ("party", &party.short),
                ("percent", percent(say, one.percent)),
            );
            let class = format!("party-{}", party.look);
            Gets {
                percent: percent(say, one.percent),
                bar: chart::progress(usize::from(one.percent), 100, &class, &title),
                party,
            }
        };
        let heard = |one: &&PartyPercent| !result.silent.contains(&one.party);
        result.gets.iter().filter(heard).map(one).collect()
    }

    /// The parties that have not rated: they do not get nothing, they are not heard yet.
    pub(super) fn not_rated(&self, result: &MixResult) -> Option<Silent> {
        let names: Vec<String> = result.silent.iter().map(|id| self.short(*id)).collect();
        Silent::of(self.say, "mix-not-rated", names.iter().map(String::as_str))
    }

    /// “6 features for €219,000; €21,000 are left.”
    pub(super) fn summary(&self, budget: u64, result: &MixResult) -> String {
        let left = budget.saturating_sub(result.cost);
        self.say.with(
            "mix-summary",
            &[
                ("count", result.selected.len().to_string()),
                ("cost", self.money.text(result.cost)),
                ("left", self.money.text(left)),
            ],
        )
    }

    /// Whether a mix is proven to be the rule's answer, or how much better another could be. `looking`
    /// while that may still change.
    pub(super) fn proof(&self, rule: MixRule, result: &MixResult, looking: bool) -> String {
        let say = self.say;
        let of_rule = |key: &str| format!("mix-{key}-{}", rule.word());
        match (rule, result.room) {
            (MixRule::EqualVoice, _) if looking => say.text("mix-raising"),
            (_, Some(room)) => {
                let key = of_rule(if looking { "open-yet" } else { "open" });
                say.one(&key, "room", self.room(rule, room))
            }
            (_, None) if result.proven => say.text(&of_rule("proof")),
            (_, None) => say.text("mix-open-unsaid"),
        }
    }

    /// How much better another mix could be: per mille of the total value, or of what the party that
    /// gets least could get.
    pub(super) fn room(&self, rule: MixRule, room: u64) -> String {
        let tenths = if room.is_multiple_of(10) {
            (room / 10).to_string()
        } else {
            let point = if self.say.code() == "de" { ',' } else { '.' };
            format!("{}{point}{}", room / 10, room % 10)
        };
        if rule == MixRule::WorstOff {
            self.say.one("points", "number", tenths)
        } else {
            self.say.one("percent", "number", tenths)
        }
    }

    /// What a mix by `rule` means for everybody, in sentences.
    pub(super) fn fair(&self, rule: MixRule, fairness: &Fairness) -> Fair {
        let say = self.say;
        let lost = match (rule, fairness.lost, fairness.most_proven) {
            (MixRule::MostValue, _, true) => "fair-lost-nothing",
            (_, 0, true) => "fair-lost-little",
            (_, 0, false) => "fair-lost-open",
            (_, _, true) => "fair-lost",
            (_, _, false) => "fair-lost-at-least",
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
                say.one(lost, "percent", percent(say, fairness.lost)),
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

    pub(super) fn provisional(&self, result: &MixResult) -> String {
        let silent: Vec<String> = result.silent.iter().map(|id| self.short(*id)).collect();
        provisional(self.say, &silent, result.endowments.len())
    }
}
