//! Features & mix: what could be done, what it costs, and what a budget can carry so that every party
//! at the table is better off.

pub(crate) mod card;
pub mod exchange;
pub mod feature;
pub(crate) mod list;
mod mixing;
pub(crate) mod reading;
pub mod recorded;
pub(crate) mod room;

use app::Done;
use std::sync::Arc;

use app::{NoMix, Reading};
use askama::Template;
use domain::act::NewFeature;
use domain::ids::*;
use domain::mix::Standing;
use domain::view::{FeatureView, FeaturesPage, ValuePage};
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::figures;
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::open;
use crate::problem::Problem;
use crate::room::Room;

use feature::{Fields, PriceFields};
use mixing::{Care, Mixing};
use room::FeaturesRoom;

#[derive(Template)]
#[template(path = "features.html")]
struct Page {
    layout: Layout,
    may_add: bool,
    may_record: bool,
    may_choose: bool,
    /// What could be done, where nothing is offered yet.
    example: String,
    lede: String,
    controls: Option<Controls>,
    mix: Option<Mixing>,
    /// Shares that the visitor's party is asked to bear, where they may say whether it does.
    asked: Vec<Asked>,
    /// Outcomes to guess first, each with its place.
    guess_first: Vec<(String, String)>,
    /// Whether the consumer has yet to open its figures to the visitor's party: then no mix is shown.
    figures_closed: bool,
    /// Why there is no mix at all.
    problem: String,
    empty: bool,
    /// Every feature that could be chosen, where no mix says so.
    plain: Vec<Line>,
    unpriced: Vec<Line>,
    serve_nothing: Vec<Line>,
    nobodys_need: Vec<Line>,
    withdrawn: Vec<(String, String)>,
    /// Of each party its weight, its share, and who stands behind it where that is another one.
    endowments: Vec<(PartyLabel, String, String, String)>,
    endowments_note: String,
    endowments_why: String,
    recorded: Vec<Recorded>,
    sealed: String,
    fields: Fields,
    price: PriceFields,
    own_party: String,
    parties: Vec<PartyLabel>,
}

/// What moves the budget and chooses the rule.
struct Controls {
    currency: String,
    budget: String,
    /// In whole units of the currency.
    slider: [String; 4],
    rules: Vec<(&'static str, String, bool)>,
    rule: &'static str,
    as_of: String,
}

/// A feature in a list.
struct Line {
    href: String,
    name: String,
    note: String,
}

/// A share of a price that the visitor's party is asked to bear.
struct Asked {
    id: FeatureId,
    href: String,
    name: String,
    /// How much, and who asks.
    said: String,
    low: u64,
    high: u64,
}

struct Recorded {
    href: String,
    title: String,
    note: String,
    digest: String,
}

/// The parts of a page that change with the budget.
#[derive(Template)]
#[template(path = "features_mix.html")]
struct Fragment {
    layout: Layout,
    may_record: bool,
    mix: Mixing,
}

/// “€96,000”, or “€90,000 to €96,000”.
pub fn price(room: &Room<'_>, price: Price) -> String {
    if price.low == price.high {
        return room.money.text(price.high);
    }
    room.say.two(
        "price-range",
        ("low", room.money.text(price.low)),
        ("high", room.money.text(price.high)),
    )
}

/// What is asked of a mix.
struct Question {
    rule: MixRule,
    budget: u64,
}

/// The question of the query; where it says nothing, the budget of the mix recorded last, or three
/// fifths of what everything costs, by equal voices.
fn question(shown: &FeaturesRoom<'_>, reading: &Reading) -> Result<Question, Problem> {
    let (room, ask) = (&shown.room, shown.room.ask);
    let last = shown.page.mixes.first();
    let typed = ask.query.text("budget");
    let budget = if typed.trim().is_empty() {
        let round = |amount: u64| {
            let (_, _, step) = reading.stops();
            amount / step * step
        };
        let usual = || round(reading.all() / 5 * 3);
        last.map_or_else(usual, |mix| mix.budget)
    } else {
        let budget = room.money.field("budget", typed)?;
        if budget > domain::mix::MOST_BUDGET {
            return Err(Problem::Field {
                field: "budget",
                what: "mix-budget-too-large",
            });
        }
        budget
    };
    let rule = match ask.query.text("rule") {
        "" => MixRule::EqualVoice,
        word => MixRule::from_word(word).ok_or(Problem::Field {
            field: "rule",
            what: "problem-choose",
        })?,
    };
    Ok(Question { rule, budget })
}

/// `GET /r/{relationship}/features`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let (value, features) = (room.seen.value(), room.seen.features());
    let people = features.endowments.chosen_by.into_iter();
    let people: Vec<PersonId> = people
        .chain(features.mixes.iter().map(|mix| mix.person))
        .collect();
    room.name(people)?;
    let mut layout = room.layout(room.say.text("nav-features"))?;
    let shown = FeaturesRoom::of(room, features);
    let (room, features) = (&shown.room, &shown.page);
    let reading = ask.web.app().mix_reading(room.id, &room.seen);
    let (mut controls, mut mix, mut problem) = (None, None, String::new());
    match &reading {
        Ok(reading) if reading.features() > 0 => {
            let question = match question(&shown, reading) {
                Ok(question) => question,
                Err(wrong) => {
                    problem = wrong.message(room.say);
                    Question {
                        rule: MixRule::EqualVoice,
                        budget: reading.all() / 5 * 3,
                    }
                }
            };
            controls = Some(self::controls(room, features, reading, &question));
            let mixing = shown.mixing(reading, question.rule, question.budget, Care::Full);
            if ["rule", "budget"]
                .iter()
                .any(|asked| !ask.query.text(asked).is_empty())
            {
                layout.told.clone_from(&mixing.said);
            }
            mix = Some(mixing);
        }
        Err(NoMix::Refused(refusal)) => {
            problem = room.say.text(&format!("rule-{}", refusal.rule()));
        }
        Ok(_) | Err(NoMix::GuessFirst(_)) => {}
    }
    let line = |id: &FeatureId, note: &dyn Fn(&FeatureView) -> String| {
        let feature = shown.feature(*id)?;
        Some(Line {
            href: room.to(format_args!("features/{id}")),
            name: shown.name(*id),
            note: note(feature),
        })
    };
    let unpriced = features.features.iter().filter_map(|feature| {
        let why = match feature.standing {
            Standing::InPlay => return None,
            Standing::NoPrice => {
                let party = room.short(feature.offered_by);
                room.say.one("feature-price-waits", "party", party)
            }
            Standing::Waits { need } => room.say.one("feature-waits", "feature", shown.name(need)),
        };
        line(&feature.id, &|_| why.clone())
    });
    let priced = |feature: &FeatureView| {
        let cost = feature.price.map(|cost| price(room, cost));
        let borne = shown.borne(&feature.bearers);
        room.say.two(
            "feature-costs",
            ("price", cost.unwrap_or_default()),
            ("bearers", borne),
        )
    };
    let in_play = |feature: &&FeatureView| feature.standing == Standing::InPlay;
    let plain = features.features.iter().filter(in_play);
    let plain = plain
        .filter(|_| mix.is_none())
        .filter_map(|feature| line(&feature.id, &priced));
    let serves_nothing = |_: &FeatureView| String::new();
    let from = |feature: &FeatureView| {
        let origins = feature.origins.iter();
        let origins = origins.map(|origin| room.say.text(&format!("origin-{}", origin.word())));
        origins.collect::<Vec<_>>().join(", ")
    };
    let own = room.names.party(room.frame.you.party).id.to_string();
    page(&Page {
        lede: lede(room, features),
        figures_closed: room.frame.you.kind != PartyKind::Provider
            && !features.guess_first.is_empty(),
        asked: asked(&shown),
        guess_first: if room.frame.you.kind == PartyKind::Provider {
            guess_first(room, &value, features)
        } else {
            Vec::new()
        },
        plain: plain.collect(),
        unpriced: unpriced.collect(),
        serve_nothing: features
            .serve_nothing
            .iter()
            .filter_map(|id| line(id, &serves_nothing))
            .collect(),
        nobodys_need: features
            .nobodys_need
            .iter()
            .filter_map(|id| line(id, &from))
            .collect(),
        withdrawn: features
            .withdrawn
            .iter()
            .map(|feature| {
                let why = room.or_erased(feature.withdrawn_why.as_ref());
                (shown.name(feature.id), why)
            })
            .collect(),
        example: open::example_feature(room),
        endowments: endowments(room, features),
        endowments_note: endowments_note(room, features),
        endowments_why: features.endowments.why.clone().unwrap_or_default(),
        recorded: recorded(room, features),
        sealed: if features.mixes_sealed > 0 {
            room.say.count("mix-sealed", features.mixes_sealed)
        } else {
            String::new()
        },
        fields: feature::fields(room, &value, &features.features, None),
        price: feature::price_fields(room, None),
        own_party: default_offer(room, own),
        parties: room.names.seated().cloned().collect(),
        may_choose: room.seen.may::<act::ChooseEndowments>(()),
        empty: features.features.is_empty(),
        problem,
        controls,
        mix,
        may_add: shown.may_add,
        may_record: shown.may_record,
        layout,
    })
}

/// Who would do it, unless somebody says otherwise: a supplier's own, and the provider what a customer
/// wishes.
fn default_offer(room: &Room<'_>, own: String) -> String {
    if room.frame.you.kind == PartyKind::Consumer {
        room.frame.provider.to_string()
    } else {
        own
    }
}

/// What the visitor's party is asked to bear and has not answered.
fn asked(shown: &FeaturesRoom<'_>) -> Vec<Asked> {
    let (room, own) = (&shown.room, shown.room.frame.you.party);
    let open = shown.page.features.iter().filter(|one| one.may_answer);
    let asked = open.filter_map(|feature| {
        let mut bearing = feature.bearing.iter();
        let share = bearing.find(|one| one.party == own && one.word == ShareWord::Asked)?;
        let share = share.share;
        Some(Asked {
            id: feature.id,
            href: room.to(format_args!("features/{}", feature.id)),
            name: shown.name(feature.id),
            said: room.say.two(
                "share-asked-line",
                ("amount", price(room, share)),
                ("party", room.short(feature.offered_by)),
            ),
            low: share.low,
            high: share.high,
        })
    });
    asked.collect()
}

fn lede(room: &Room<'_>, features: &FeaturesPage) -> String {
    room.say.text(if features.endowments.chosen_by.is_some() {
        "features-lede-chosen"
    } else {
        "features-lede"
    })
}

fn guess_first(
    room: &Room<'_>,
    value: &ValuePage,
    features: &FeaturesPage,
) -> Vec<(String, String)> {
    let named = |id: &OutcomeId| {
        let outcome = value.outcomes.iter().find(|outcome| outcome.id == *id)?;
        Some((
            format!("{}/guess/{id}", room.base),
            figures::statement(room, outcome),
        ))
    };
    features.guess_first.iter().filter_map(named).collect()
}

fn controls(
    room: &Room<'_>,
    features: &FeaturesPage,
    reading: &Reading,
    question: &Question,
) -> Controls {
    let (low, high, step) = reading.stops();
    let unit = room.money.unit();
    let budget = question.budget.clamp(low, high) / unit;
    let as_of = room.ask.table.as_ref().and_then(|table| table.as_of);
    let rules = MixRule::ALL.iter().map(|rule| {
        let name = room::rule_name(room, *rule, &features.endowments.endowments);
        (rule.word(), name, *rule == question.rule)
    });
    Controls {
        currency: room.money.code().to_owned(),
        budget: room.money.plain(question.budget),
        slider: [low / unit, high / unit, step / unit, budget].map(|n| n.to_string()),
        rules: rules.collect(),
        rule: question.rule.word(),
        as_of: as_of.map(|at| room.dates.machine(at)).unwrap_or_default(),
    }
}

fn endowments(
    room: &Room<'_>,
    features: &FeaturesPage,
) -> Vec<(PartyLabel, String, String, String)> {
    let all = &features.endowments.endowments;
    let whole: u32 = all.iter().map(|one| one.weight).sum();
    all.iter()
        .filter_map(|one| {
            let share = (one.weight * 100 + whole / 2) / whole.max(1);
            let share = room::percent(room, u8::try_from(share).unwrap_or(100));
            let weight = one.weight.to_string();
            let mut parties = room.frame.parties.iter();
            let behind = parties.find(|it| it.id == one.party)?.counts_with;
            let behind = behind.map_or_else(String::new, |by| {
                room.say.one("endowments-behind", "party", room.short(by))
            });
            Some((room.names.party(one.party).clone(), weight, share, behind))
        })
        .collect()
}

fn endowments_note(room: &Room<'_>, features: &FeaturesPage) -> String {
    let chosen = &features.endowments;
    match (chosen.chosen_by, chosen.at) {
        (Some(person), Some(at)) => room.say.two(
            "endowments-chosen",
            ("who", room.names.person(person)),
            ("day", room.dates.day(at)),
        ),
        _ => room.say.text("endowments-note"),
    }
}

fn recorded(room: &Room<'_>, features: &FeaturesPage) -> Vec<Recorded> {
    let say = room.say;
    let mixes = features.mixes.iter();
    mixes
        .map(|mix| Recorded {
            href: room.to(format_args!("features/mixes/{}", mix.id)),
            title: say.two(
                "mix-recorded-title",
                (
                    "rule",
                    room::rule_name(room, mix.rule, &mix.result.endowments),
                ),
                ("budget", room.money.text(mix.budget)),
            ),
            note: say.with(
                "mix-recorded-line",
                &[
                    ("who", room.names.person(mix.person)),
                    ("day", room.dates.day(mix.at)),
                    ("count", mix.result.selected.len().to_string()),
                    ("sequence", mix.read_at.to_string()),
                ],
            ),
            digest: say.two(
                "mix-recorded-digest",
                ("engine", &mix.engine),
                ("digest", mix.inputs.chars().take(16).collect::<String>()),
            ),
        })
        .collect()
}

/// `GET …/features/mix`: the parts of the page that change with budget and rule. With `quick` while a
/// slider moves, with `deeper` to look further for a proof.
///
/// # Errors
/// Names `budget` or `rule` when it cannot be read; [`Problem::Rule`] when there is no mix.
pub fn mix(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let layout = room.layout(room.say.text("nav-features"))?;
    let features = room.seen.features();
    let shown = FeaturesRoom::of(room, features);
    let reading = reading(ask)?;
    let question = question(&shown, &reading)?;
    let care = if ask.query.has("quick") {
        Care::Quick
    } else if ask.query.has("deeper") {
        Care::Deeper
    } else {
        Care::Full
    };
    let mix = shown.mixing(&reading, question.rule, question.budget, care);
    page(&Fragment {
        mix,
        layout,
        may_record: shown.may_record,
    })
}

/// What the engine reads for this visitor.
pub(crate) fn reading(ask: &Ask) -> Result<Arc<Reading>, Problem> {
    lanes::belongs_in(Lane::Engine);
    let seen = ask.seen()?;
    let reading = ask.web.app().mix_reading(ask.table()?.id, &seen);
    reading.map_err(|none| match none {
        NoMix::GuessFirst(_) => Problem::Rule(seen.why_no_mix()),
        NoMix::Refused(refusal) => Problem::Rule(refusal),
    })
}

/// `POST …/features`
pub(crate) fn add(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let room = ask.room()?;
    let value = room.seen.value();
    let priced = feature::priced(&room)?;
    let (price, bearers) = priced
        .map(|(price, bearers)| (Some(price), bearers))
        .unwrap_or_default();
    Ok(Command::AddFeatures(act::AddFeatures {
        features: vec![NewFeature {
            name: form.text("name").to_owned(),
            note: form.text("note").to_owned(),
            offered_by: form.parse_field("offered_by")?,
            origins: form.words("origins", Origin::from_word)?,
            serves: feature::serves(form, &value)?,
            price,
            bearers,
            needs: feature::linked(form, "needs")?,
            needs_added: Vec::new(),
            excludes: feature::linked(form, "excludes")?,
            excludes_added: Vec::new(),
            must: form.has("must"),
        }],
    }))
}

/// `POST …/features/endowments`
pub(crate) fn choose_endowments(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let features = ask.seen()?.features();
    let mut endowments = Vec::new();
    for one in &features.endowments.endowments {
        let weight = form.text(&format!("weight-{}", one.party)).trim().parse();
        let malformed = Problem::Field {
            field: "endowments",
            what: "rule-endowments",
        };
        endowments.push(Endowment {
            party: one.party,
            weight: weight.map_err(|_| malformed)?,
        });
    }
    Ok(Command::ChooseEndowments(act::ChooseEndowments {
        endowments,
        why: form.text("why").to_owned(),
    }))
}

/// `POST …/features/mixes`
pub(crate) fn record(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let money = ask.room()?.money;
    Ok(Command::RecordMix(act::RecordMix {
        rule: form.word("rule", MixRule::from_word)?,
        budget: money.field("budget", form.text("budget"))?,
        read_at: form.parse_field("read_at")?,
        note: form.text("note").to_owned(),
    }))
}

/// The mix that was recorded.
pub(crate) fn recorded_mix(ask: &Ask, done: &Done) -> String {
    ask.fill(&match done.facts.first() {
        Some(domain::Fact::MixRecorded(mix)) => {
            format!(
                "/r/{{relationship}}/features/mixes/{}?said=mix-recorded",
                mix.mix
            )
        }
        _ => "/r/{relationship}/features".to_owned(),
    })
}
