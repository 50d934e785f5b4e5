//! Features & mix: what could be done, what it costs, and what a budget can carry so that every party
//! at the table is better off.

pub(crate) mod card;
pub mod exchange;
pub mod feature;
mod mixing;
pub mod recorded;
mod telling;

use app::Done;
use std::sync::Arc;

use app::{NoMix, Reading};
use askama::Template;
use domain::act::NewFeature;
use domain::ids::*;
use domain::mix::Standing;
use domain::view::{FeatureView, FeaturesPage, Frame, ValuePage};
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::catalogue::Say;
use crate::figures;
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::money::Money;
use crate::names::{Names, PartyLabel};
use crate::problem::Problem;

use feature::{Fields, PriceFields};
use mixing::{Care, Mixing};
use telling::Telling;

pub(crate) use mixing::WAYS_EFFORT;

/// Stops of the slider, at the most: as many as a hand can tell apart.
const STOPS: u64 = 400;

#[derive(Template)]
#[template(path = "features.html")]
struct Page {
    layout: Layout,
    base: String,
    stay: String,
    may_add: bool,
    may_record: bool,
    may_choose: bool,
    lede: String,
    controls: Option<Controls>,
    mix: Option<Mixing>,
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
    endowments: Vec<(PartyLabel, u32, String)>,
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
    base: String,
    may_record: bool,
    mix: Mixing,
}

/// “€96,000”, or “€90,000 to €96,000”.
pub fn price(say: Say, money: &Money, price: Price) -> String {
    if price.low == price.high {
        return money.text(price.high);
    }
    say.two(
        "price-range",
        ("low", money.text(price.low)),
        ("high", money.text(price.high)),
    )
}

/// What is asked of a mix.
struct Question {
    rule: MixRule,
    budget: u64,
}

/// The question of the query; where it says nothing, the budget of the mix recorded last, or three
/// fifths of what everything costs, by equal voices.
fn question(
    ask: &Ask,
    money: &Money,
    page: &FeaturesPage,
    reading: &Reading,
) -> Result<Question, Problem> {
    let last = page.mixes.first();
    let typed = ask.query.text("budget");
    let budget = if typed.trim().is_empty() {
        let round = |amount: u64| {
            let (_, _, step) = stops(money, reading);
            amount / step * step
        };
        let usual = || round(reading.all() / 5 * 3);
        last.map_or_else(usual, |mix| mix.budget)
    } else {
        let most = domain::mix::MOST_BUDGET;
        let budget = money.parse(typed).filter(|budget| *budget <= most);
        budget.ok_or(Problem::Field {
            field: "budget",
            what: "mix-budget-malformed",
        })?
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

/// The slider's ends and the distance of its stops, in minor units: round ones.
fn stops(money: &Money, reading: &Reading) -> (u64, u64, u64) {
    let unit = money.unit();
    let span = reading.all().max(unit);
    let mut step = unit;
    for factor in [2, 5, 10].into_iter().cycle() {
        if span / step <= STOPS {
            break;
        }
        let decade = 10u64.pow((step / unit).checked_ilog10().unwrap_or(0)) * unit;
        step = match factor {
            2 => decade * 2,
            5 => decade * 5,
            _ => decade * 10,
        };
    }
    let low = reading.least().div_ceil(step) * step;
    let high = reading.all().div_ceil(step).max(1) * step;
    (low, high.max(low + step), step)
}

/// `GET /r/{relationship}/features`
///
/// # Errors
/// When the database fails.
pub fn show(ask: &Ask) -> Answer {
    let (seen, say) = (ask.seen()?, ask.say);
    let (value, features) = (seen.value(), seen.features());
    let people = features.endowments.chosen_by.into_iter();
    let people: Vec<PersonId> = people
        .chain(features.mixes.iter().map(|mix| mix.person))
        .collect();
    let (layout, telling) =
        Telling::around(ask, &seen, features, people, say.text("nav-features"))?;
    let Telling {
        frame,
        names,
        money,
        page: features,
        base,
        stay,
        ..
    } = &telling;
    let around = layout.relationship.as_ref();
    let as_of = around.and_then(|around| around.as_of.as_ref());
    let as_of = as_of.map(|at| at.machine.clone());
    let table = ask.table()?.id;
    let reading = ask.web.app().mix_reading(table, &seen);
    let (mut controls, mut mix, mut problem) = (None, None, String::new());
    match &reading {
        Ok(reading) if reading.features() > 0 => {
            let question = match question(ask, money, features, reading) {
                Ok(question) => question,
                Err(wrong) => {
                    problem = wrong.message(say);
                    Question {
                        rule: MixRule::EqualVoice,
                        budget: reading.all() / 5 * 3,
                    }
                }
            };
            controls = Some(self::controls(say, money, reading, &question, as_of));
            mix = Some(telling.mixing(reading, question.rule, question.budget, Care::Full));
        }
        Err(NoMix::Refused(refusal)) => {
            problem = say.text(&format!("rule-{}", refusal.rule()));
        }
        Ok(_) | Err(NoMix::GuessFirst(_)) => {}
    }
    let line = |id: &FeatureId, note: &dyn Fn(&FeatureView) -> String| {
        let feature = telling.feature(*id)?;
        Some(Line {
            href: format!("{base}/features/{id}{stay}"),
            name: telling.name(*id),
            note: note(feature),
        })
    };
    let unpriced = features.features.iter().filter_map(|feature| {
        let why = match feature.standing {
            Standing::InPlay => return None,
            Standing::NoPrice => {
                let party = &names.party(feature.offered_by).short;
                say.one("feature-price-waits", "party", party)
            }
            Standing::Waits { need } => say.one("feature-waits", "feature", telling.name(need)),
        };
        line(&feature.id, &|_| why.clone())
    });
    let priced = |feature: &FeatureView| {
        let cost = feature.price.map(|cost| price(say, money, cost));
        let borne = telling.borne(&feature.bearers);
        say.two(
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
        let origins = origins.map(|origin| say.text(&format!("origin-{}", origin.word())));
        origins.collect::<Vec<_>>().join(", ")
    };
    let own = names.party(frame.you.party).id.to_string();
    page(&Page {
        lede: lede(say, features),
        figures_closed: frame.you.kind != PartyKind::Provider && !features.guess_first.is_empty(),
        guess_first: if frame.you.kind == PartyKind::Provider {
            guess_first(say, &value, features, base)
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
                let why = feature.withdrawn_why.clone();
                (
                    telling.name(feature.id),
                    why.unwrap_or_else(|| say.text("text-erased")),
                )
            })
            .collect(),
        endowments: endowments(say, names, &layout, features),
        endowments_note: endowments_note(ask, names, features),
        endowments_why: features.endowments.why.clone().unwrap_or_default(),
        recorded: recorded(ask, names, money, features, base, stay),
        sealed: if features.mixes_sealed > 0 {
            say.count("mix-sealed", features.mixes_sealed)
        } else {
            String::new()
        },
        fields: feature::fields(
            say,
            &layout.draft,
            "feature",
            frame,
            &value,
            &features.features,
            None,
        ),
        price: feature::price_fields(&layout.draft, "feature", names, money, None),
        own_party: layout
            .draft
            .value("feature", "offered_by", &default_offer(frame, own)),
        parties: names.seated().cloned().collect(),
        may_choose: seen.may::<act::ChooseEndowments>(()),
        empty: features.features.is_empty(),
        problem,
        controls,
        mix,
        may_add: telling.may_add,
        may_record: telling.may_record,
        base: base.clone(),
        stay: stay.clone(),
        layout,
    })
}

/// Who would do it, unless somebody says otherwise: a supplier's own, and the provider what a customer
/// wishes.
fn default_offer(frame: &Frame, own: String) -> String {
    if frame.you.kind == PartyKind::Consumer {
        frame.provider.to_string()
    } else {
        own
    }
}

fn lede(say: Say, features: &FeaturesPage) -> String {
    say.text(if features.endowments.chosen_by.is_some() {
        "features-lede-chosen"
    } else {
        "features-lede"
    })
}

fn guess_first(
    say: Say,
    value: &ValuePage,
    features: &FeaturesPage,
    base: &str,
) -> Vec<(String, String)> {
    let named = |id: &OutcomeId| {
        let outcome = value.outcomes.iter().find(|outcome| outcome.id == *id)?;
        Some((
            format!("{base}/guess/{id}"),
            figures::statement(say, outcome),
        ))
    };
    features.guess_first.iter().filter_map(named).collect()
}

fn controls(
    say: Say,
    money: &Money,
    reading: &Reading,
    question: &Question,
    as_of: Option<String>,
) -> Controls {
    let (low, high, step) = stops(money, reading);
    let unit = money.unit();
    let budget = question.budget.clamp(low, high) / unit;
    let rules = MixRule::ALL.iter().map(|rule| {
        let name = say.text(&format!("mix-rule-{}", rule.word()));
        (rule.word(), name, *rule == question.rule)
    });
    Controls {
        currency: money.code().to_owned(),
        budget: money.plain(question.budget),
        slider: [low / unit, high / unit, step / unit, budget].map(|n| n.to_string()),
        rules: rules.collect(),
        rule: question.rule.word(),
        as_of: as_of.unwrap_or_default(),
    }
}

fn endowments(
    say: Say,
    names: &Names,
    layout: &Layout,
    features: &FeaturesPage,
) -> Vec<(PartyLabel, u32, String)> {
    let all = &features.endowments.endowments;
    let whole: u32 = all.iter().map(|one| one.weight).sum();
    all.iter()
        .map(|one| {
            let share = (one.weight * 100 + whole / 2) / whole.max(1);
            let share = telling::percent(say, u8::try_from(share).unwrap_or(100));
            let field = format!("weight-{}", one.party);
            let typed = layout
                .draft
                .value("endowments", &field, &one.weight.to_string());
            let weight = typed.parse().unwrap_or(one.weight);
            (names.party(one.party).clone(), weight, share)
        })
        .collect()
}

fn endowments_note(ask: &Ask, names: &Names, features: &FeaturesPage) -> String {
    let chosen = &features.endowments;
    match (chosen.chosen_by, chosen.at) {
        (Some(person), Some(at)) => ask.say.two(
            "endowments-chosen",
            ("who", names.person(person)),
            ("day", ask.dates().day(at)),
        ),
        _ => ask.say.text("endowments-note"),
    }
}

fn recorded(
    ask: &Ask,
    names: &Names,
    money: &Money,
    features: &FeaturesPage,
    base: &str,
    stay: &str,
) -> Vec<Recorded> {
    let say = ask.say;
    let mixes = features.mixes.iter();
    mixes
        .map(|mix| Recorded {
            href: format!("{base}/features/mixes/{}{stay}", mix.id),
            title: say.two(
                "mix-recorded-title",
                ("rule", say.text(&format!("mix-rule-{}", mix.rule.word()))),
                ("budget", money.text(mix.budget)),
            ),
            note: say.with(
                "mix-recorded-line",
                &[
                    ("who", names.person(mix.person)),
                    ("day", ask.dates().day(mix.at)),
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
    let (seen, say) = (ask.seen()?, ask.say);
    let (layout, telling) =
        Telling::around(ask, &seen, seen.features(), [], say.text("nav-features"))?;
    let reading = reading(ask)?;
    let question = question(ask, &telling.money, &telling.page, &reading)?;
    let care = if ask.query.has("quick") {
        Care::Quick
    } else if ask.query.has("deeper") {
        Care::Deeper
    } else {
        Care::Full
    };
    let mix = telling.mixing(&reading, question.rule, question.budget, care);
    page(&Fragment {
        mix,
        layout,
        may_record: telling.may_record,
        base: telling.base,
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
    let seen = ask.seen()?;
    let (frame, value) = (seen.frame(), seen.value());
    let names = Names::of(ask.web.app().accounts(), ask.say, &frame, [])?;
    let money = Money::new(ask.say, &frame.currency);
    let priced = feature::priced(form, &names, &money)?;
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
    let money = Money::new(ask.say, &ask.seen()?.frame().currency);
    Ok(Command::RecordMix(act::RecordMix {
        rule: form.word("rule", MixRule::from_word)?,
        budget: money.parse(form.text("budget")).ok_or(Problem::Field {
            field: "budget",
            what: "mix-budget-malformed",
        })?,
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
