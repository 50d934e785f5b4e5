//! What every page of features and mixes stands on: whose features they are, and the sentences that
//! all of them say.

use domain::act::{self, AddFeatures, RecordMix};
use domain::ids::*;
use domain::view::{FeatureView, FeatureWordsView, FeaturesPage};
use domain::words::*;

use crate::chart;
use crate::figures::{self, Silent};
use crate::names::PartyLabel;
use crate::room::Room;

/// The room of features and mixes: a table's, with its features.
pub(super) struct FeaturesRoom<'a> {
    pub room: Room<'a>,
    pub page: FeaturesPage,
    /// What features are called that were put in other words after what the page tells of.
    pub then: Vec<FeatureWordsView>,
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
pub(super) fn percent(room: &Room<'_>, percent: u8) -> String {
    room.say.one("percent", "number", percent)
}

/// “A, B and C”.
fn list(room: &Room<'_>, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => room
            .say
            .two("list-and", ("first", first.join(", ")), ("last", last)),
    }
}

/// That the voices of these of so many parties are missing from a mix; nothing when none is.
pub(super) fn provisional(room: &Room<'_>, silent: &[String], parties: usize) -> String {
    if silent.is_empty() {
        return String::new();
    }
    if silent.len() == parties {
        return room.say.text("mix-provisional-all");
    }
    room.say.with(
        "mix-provisional",
        &[
            ("parties", list(room, silent)),
            ("count", silent.len().to_string()),
        ],
    )
}

impl<'a> FeaturesRoom<'a> {
    /// A room whose people have been named already.
    pub(super) fn of(room: Room<'a>, page: FeaturesPage) -> Self {
        Self {
            may_add: room.seen.may::<AddFeatures>(1),
            may_record: room.seen.may::<RecordMix>(()),
            may_rate: room.seen.may::<act::Say>(()),
            then: Vec::new(),
            room,
            page,
        }
    }
}

impl FeaturesRoom<'_> {
    pub(super) fn feature(&self, id: FeatureId) -> Option<&FeatureView> {
        let mut all = self.page.features.iter().chain(&self.page.withdrawn);
        all.find(|feature| feature.id == id)
    }

    pub(super) fn name(&self, id: FeatureId) -> String {
        match self.then.iter().find(|then| then.feature == id) {
            Some(then) => self.room.or_erased(then.name.as_ref()),
            None => self.name_now(id),
        }
    }

    pub(super) fn name_now(&self, id: FeatureId) -> String {
        let feature = self.feature(id);
        self.room
            .or_erased(feature.and_then(|feature| feature.name.as_ref()))
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
        self.room
            .say
            .with("list-and-more", &[first, ("count", more)])
    }

    /// “A, B and C”.
    pub(super) fn list(&self, names: &[String]) -> String {
        list(&self.room, names)
    }

    pub(super) fn short(&self, party: PartyId) -> String {
        self.room.short(party).to_owned()
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
                let share = percent(&self.room, share);
                format!("{}\u{a0}{share}", self.short(bearer.party))
            }
            Bearers::Amounts(_) => {
                let share = self.room.money.text(bearer.share);
                format!("{}\u{a0}{share}", self.short(bearer.party))
            }
        };
        let all: Vec<_> = bearers.all().iter().map(share).collect();
        if all.is_empty() {
            self.room.say.text("borne-unsaid")
        } else {
            all.join(", ")
        }
    }

    /// The voices behind a feature as a bar, and in words.
    pub(super) fn backed(&self, backed: &[PartyPercent]) -> (String, String) {
        let parts: Vec<(String, u8)> = backed
            .iter()
            .map(|one| {
                let look = self.room.names.party(one.party).look;
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
                let share = percent(&self.room, one.percent);
                format!("{}\u{a0}{share}", self.short(one.party))
            })
            .collect();
        let words = if words.is_empty() {
            self.room.say.text("backed-by-nobody")
        } else {
            words.join(", ")
        };
        (chart::parts(&parts, &words), words)
    }

    /// What each party that has rated gets.
    pub(super) fn gets(&self, result: &MixResult) -> Vec<Gets> {
        let say = self.room.say;
        let one = |one: &PartyPercent| {
            let party = self.room.names.party(one.party).clone();
            let title = say.two(
                "mix-gets-title",
                ("party", &party.short),
                ("percent", percent(&self.room, one.percent)),
            );
            let class = format!("party-{}", party.look);
            Gets {
                percent: percent(&self.room, one.percent),
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
        Silent::of(
            &self.room,
            "mix-not-rated",
            names.iter().map(String::as_str),
        )
    }

    /// “6 features for €219,000; €21,000 are left.”
    pub(super) fn summary(&self, budget: u64, result: &MixResult) -> String {
        let left = budget.saturating_sub(result.cost);
        self.room.say.with(
            "mix-summary",
            &[
                ("count", result.selected.len().to_string()),
                ("cost", self.room.money.text(result.cost)),
                ("left", self.room.money.text(left)),
            ],
        )
    }

    /// Whether a mix is proven to be the rule's answer, or how much better another could be. `looking`
    /// while that may still change.
    pub(super) fn proof(&self, rule: MixRule, result: &MixResult, looking: bool) -> String {
        let say = self.room.say;
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
            let point = if self.room.say.code() == "de" {
                ','
            } else {
                '.'
            };
            format!("{}{point}{}", room / 10, room % 10)
        };
        if rule == MixRule::WorstOff {
            self.room.say.one("points", "number", tenths)
        } else {
            self.room.say.one("percent", "number", tenths)
        }
    }

    /// What a mix by `rule` means for everybody, in sentences.
    pub(super) fn fair(&self, rule: MixRule, fairness: &Fairness) -> Fair {
        let say = self.room.say;
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
                    say.one(
                        "fair-uneven",
                        "percent",
                        percent(&self.room, fairness.uneven),
                    )
                },
                say.one(lost, "percent", percent(&self.room, fairness.lost)),
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
        self.room.say.with(key, &named)
    }

    /// Whose word on how things turned out a mix reads, where they have not said what they expect; nothing
    /// when everybody has.
    pub(super) fn realised(&self, result: &MixResult) -> String {
        let parties: Vec<String> = result.realised.iter().map(|id| self.short(*id)).collect();
        match parties.is_empty() {
            true => String::new(),
            false => self
                .room
                .say
                .one("mix-realised", "parties", self.list(&parties)),
        }
    }

    pub(super) fn provisional(&self, result: &MixResult) -> String {
        let silent: Vec<String> = result.silent.iter().map(|id| self.short(*id)).collect();
        provisional(&self.room, &silent, result.endowments.len())
    }
}
