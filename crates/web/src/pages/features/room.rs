//! What every page of features and mixes stands on: whose features they are, and the sentences that
//! all of them say.

use domain::act::{self, AddFeatures, RecordMix};
use domain::ids::*;
use domain::mix::Borne;
use domain::view::{FeatureView, FeatureWordsView, FeaturesPage};
use domain::words::*;

use crate::chart;
use crate::figures::{self, Silent};
use crate::glance;
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

/// A feature in or out.
pub(super) struct Row {
    pub id: FeatureId,
    pub chosen: bool,
    pub href: String,
    pub name: String,
    pub why: String,
    pub cost: String,
    /// The lower end of its price, where that is a range.
    pub cost_from: String,
    /// The bar of voices, as SVG.
    pub backed: String,
    pub backed_words: String,
    pub borne: String,
    /// Where a no is explained as one card; only of a recorded mix, and of what is out.
    pub card: String,
}

/// Whether a group was passed over, and what fairness costs.
pub(super) struct Fair {
    pub holds: bool,
    pub verdict: String,
    pub costs: Vec<String>,
}

/// What the reader's party pays of a mix.
#[derive(Default)]
pub(super) struct Pays {
    /// “You pay €112,000.”
    pub said: String,
    /// What of it is not the party's own word.
    pub asked: Option<String>,
    /// Where to say whether the party bears it.
    pub answer: String,
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
pub(super) fn provisional(
    room: &Room<'_>,
    features: &[FeatureView],
    silent: &[String],
    parties: usize,
) -> String {
    if silent.is_empty() {
        return String::new();
    }
    if silent.len() == parties {
        let serves = features.iter().any(|feature| !feature.serves.is_empty());
        return room.say.text(match serves {
            true => "mix-provisional-all",
            false => "mix-linked-to-nothing",
        });
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

    /// The features of a mix, those that are in first, each with why it is in or out; then the others, the
    /// nearest to coming in first.
    pub(super) fn rows(
        &self,
        rule: MixRule,
        selected: &[FeatureId],
        features: &[MixedFeature],
    ) -> Vec<Row> {
        let find = |id: &FeatureId| features.iter().find(|mixed| mixed.feature == *id);
        let mut out: Vec<&MixedFeature> = features
            .iter()
            .filter(|mixed| !selected.contains(&mixed.feature))
            .collect();
        out.sort_by_key(|mixed| mixed.distance());
        let chosen = selected.iter().filter_map(find);
        let rows = chosen.chain(out);
        rows.map(|mixed| self.row(rule, mixed)).collect()
    }

    fn row(&self, rule: MixRule, mixed: &MixedFeature) -> Row {
        let (backed, backed_words) = self.backed(&mixed.backed);
        let range = self.feature(mixed.feature).and_then(|one| one.price);
        let range = range.filter(|price| price.low < price.high && price.high == mixed.price);
        let money = &self.room.money;
        Row {
            id: mixed.feature,
            chosen: mixed.why.is_in(),
            href: self.room.to(format_args!("features/{}", mixed.feature)),
            name: self.name(mixed.feature),
            why: self.why(rule, mixed),
            cost: money.text(mixed.price),
            cost_from: range.map_or_else(String::new, |price| {
                let low = money.text(price.low);
                self.room.say.one("mix-cost-from", "low", low)
            }),
            backed,
            backed_words,
            borne: self.bearing(&mixed.bearing, mixed.price),
            card: String::new(),
        }
    }

    /// Why a feature is in, or out and what would bring it in.
    pub(super) fn why(&self, rule: MixRule, mixed: &MixedFeature) -> String {
        match mixed.why.is_in() {
            true => self.why_in(rule, mixed),
            false => self.why_out(rule, mixed),
        }
    }

    fn why_in(&self, rule: MixRule, mixed: &MixedFeature) -> String {
        let say = self.room.say;
        let parties = self.parties(&mixed.backed);
        let came = match mixed.why {
            Why::Must => say.text("mix-in-must"),
            Why::Voice if parties.len() > 2 && parties.len() == mixed.backed.len() => {
                say.count("mix-in-voice-all", parties.len())
            }
            Why::Voice if parties.is_empty() => say.text("mix-in-free"),
            Why::Voice => say.one("mix-in-voice", "parties", self.list(&parties)),
            Why::LeftOver => say.one("mix-in-left", "parties", self.list(&parties)),
            _ => say.text(&format!("mix-in-{}", rule.word())),
        };
        let mut all = Vec::new();
        for (key, only) in [("mix-only-wish", true), ("mix-first-wish", false)] {
            let theirs = mixed.wishes.iter().filter(|wish| wish.only == only);
            let theirs: Vec<String> = theirs.map(|wish| self.short(wish.party)).collect();
            if !theirs.is_empty() {
                let count = theirs.len().to_string();
                all.push(say.with(key, &[("count", count), ("parties", self.list(&theirs))]));
            }
        }
        all.push(came);
        all.join(" ")
    }

    fn why_out(&self, rule: MixRule, mixed: &MixedFeature) -> String {
        let say = self.room.say;
        let why = match mixed.why {
            Why::Short { .. } | Why::Outweighed if mixed.fits.is_some() => {
                self.why_no_room(rule, mixed)
            }
            Why::ServesNothing => say.text("mix-out-serves-nothing"),
            Why::Unwanted => say.text("mix-out-unwanted"),
            Why::Excluded { by } => say.one("mix-out-excluded", "feature", self.name(by)),
            Why::Waits { need } => say.one("mix-out-waits", "feature", self.name(need)),
            Why::Short { .. } => {
                let parties = self.parties(&mixed.backed);
                let key = match parties.len() {
                    1 => "mix-out-short-one",
                    all if all == mixed.backed.len() => "mix-out-short-all",
                    _ => "mix-out-short",
                };
                say.one(key, "parties", self.list(&parties))
            }
            _ => say.text("mix-out-outweighed"),
        };
        match self.ways_in(mixed) {
            Some(ways) => format!("{why} {}", say.one("mix-comes-in", "ways", ways)),
            None => why,
        }
    }

    /// How the price of a feature that is out for others lies beside the budget.
    fn why_no_room(&self, rule: MixRule, mixed: &MixedFeature) -> String {
        let say = self.room.say;
        let parties = self.parties(&mixed.backed);
        match mixed.fits {
            Some(Fits::NotTheBudget) => say.text("mix-out-not-the-budget"),
            Some(Fits::NotBeside { left }) if parties.is_empty() => {
                let left = self.room.money.text(left);
                say.one("mix-out-not-beside", "left", left)
            }
            Some(Fits::NotBeside { left }) => say.with(
                "mix-out-not-beside-valued",
                &[
                    ("left", self.room.money.text(left)),
                    ("count", parties.len().to_string()),
                    ("parties", self.list(&parties)),
                ],
            ),
            _ => say.text(&format!("mix-out-beside-{}", rule.word())),
        }
    }

    /// How many people of a party sit here.
    fn people_of(&self, party: PartyId) -> usize {
        self.room.seen.people_of(party)
    }

    /// What would bring a feature in that is out: “with €6,000 more, or at a price of €90,000”.
    fn ways_in(&self, mixed: &MixedFeature) -> Option<String> {
        if !matches!(mixed.why, Why::Short { .. } | Why::Outweighed) {
            return None;
        }
        let (say, money) = (self.room.say, &self.room.money);
        let WayIn {
            more,
            price,
            people,
        } = mixed.way_in;
        let mut ways = Vec::new();
        ways.extend(more.map(|more| say.one("mix-way-more", "more", money.text(more))));
        ways.extend(price.map(|price| say.one("mix-way-price", "price", money.text(price))));
        // A party of one has no dozen more people to bring: at most as many join as are there.
        let joining = people.filter(|it| it.count as usize <= self.people_of(it.party));
        ways.extend(joining.map(|joining| {
            let count = ("count", joining.count.to_string());
            say.with(
                "mix-way-people",
                &[count, ("party", self.short(joining.party))],
            )
        }));
        let last = ways.pop()?;
        Some(match ways.is_empty() {
            true => last,
            false => say.two("list-or", ("first", ways.join(", ")), ("last", last)),
        })
    }

    /// Who bears a price and what each says to that: “Northwind €48,000, asked of Halden €48,000”.
    pub(super) fn bearing(&self, bearing: &[Bearing], price: u64) -> String {
        let one = |one: &Bearing| {
            let party = self.short(one.party);
            let said = match one.share.high == price {
                true => party,
                false => format!("{party}\u{a0}{}", self.room.money.text(one.share.high)),
            };
            match one.word {
                ShareWord::Own | ShareWord::Agreed => said,
                ShareWord::Asked => self.room.say.one("borne-asked", "party", said),
                ShareWord::Declined => self.room.say.one("borne-declined", "party", said),
            }
        };
        match bearing {
            [] => self.room.say.text("borne-unsaid"),
            all => all.iter().map(one).collect::<Vec<_>>().join(", "),
        }
    }

    /// What is put on a party that it has not said yes to, in words; empty where there is nothing.
    pub(super) fn open_parts(&self, sum: &Borne) -> String {
        glance::open_parts(&self.room.money, self.room.say, sum)
    }

    /// What the reader's party pays of a mix.
    pub(super) fn you_pay(&self, result: &MixResult) -> Pays {
        let own = self.room.frame.you.party;
        let sum = result.borne_by(own);
        let said = glance::you_pay(&self.room.money, self.room.say, &sum);
        let may = |mixed: &&MixedFeature| {
            let asked = mixed.bearing.iter();
            let mut asked = asked.filter(|one| one.word == ShareWord::Asked);
            let open = asked.any(|one| one.party == own);
            open && self.feature(mixed.feature).is_some_and(|now| {
                let mut asked = now.bearing.iter();
                let asked = asked.find(|one| one.party == own);
                now.may_answer && asked.is_some_and(|one| one.word == ShareWord::Asked)
            })
        };
        let chosen = result.features.iter().filter(|mixed| mixed.why.is_in());
        let answer = match chosen.filter(may).count() {
            0 => String::new(),
            _ => format!("{}#asked", self.room.to("features")),
        };
        let open = self.open_parts(&sum);
        Pays {
            said,
            asked: (!open.is_empty()).then_some(open),
            answer,
        }
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
            (_, _, true) if fairness.loses_nothing == Some(true) => "fair-lost-nothing",
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
                // Beside “no group passed over” it sounds like the contrary.
                match (
                    fairness.passed_over.is_none(),
                    fairness.with_nothing as usize,
                ) {
                    (true, nothing @ 1..) => say.count("fair-nothing-still", nothing),
                    (_, nothing) => say.count("fair-nothing", nothing),
                },
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
        provisional(
            &self.room,
            &self.page.features,
            &silent,
            result.endowments.len(),
        )
    }
}

/// What a rule is called with these voices: “equal voice” is said of equal ones only.
pub fn rule_name(room: &Room<'_>, rule: MixRule, voices: &[Endowment]) -> String {
    let say = room.say;
    let equal = voices.windows(2).all(|two| two[0].weight == two[1].weight);
    match rule {
        MixRule::EqualVoice if !equal => say.text("mix-rule-chosen_voice"),
        _ => say.text(&format!("mix-rule-{}", rule.word())),
    }
}
