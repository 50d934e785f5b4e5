//! One feature: what it is, what it costs and who bears that, what it serves.

use askama::Template;
use domain::ids::*;
use domain::view::{BearingView, FeatureView, Touches, ValuePage};
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::figures;
use crate::form::Form;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::factors;
use crate::problem::Problem;
use crate::room::Room;

use super::price;
use super::room::FeaturesRoom;

#[derive(Template)]
#[template(path = "feature.html")]
struct Page {
    layout: Layout,
    id: FeatureId,
    name: String,
    /// What happens outside and may touch it.
    factors: Vec<(String, String)>,
    note: String,
    said: String,
    withdrawn: String,
    cost: String,
    cost_note: String,
    /// That the price was said for other words; else empty.
    priced_words: String,
    /// Who bears it, and what each said to that.
    bearing: Vec<Borne>,
    /// The share that the visitor's party may say yes or no to.
    share: Option<Share>,
    /// The recorded mixes that could choose it, newest first: which, and why it is in or out.
    mixes: Vec<InMix>,
    offered_by: PartyLabel,
    facts: Vec<(String, String)>,
    serves: Vec<(String, String, String)>,
    fields: Fields,
    may_change: bool,
    may_price: bool,
    may_withdraw: bool,
    price: PriceFields,
}

/// A party that bears a part of the price.
struct Borne {
    party: PartyLabel,
    share: String,
    /// What the party says to that.
    said: String,
    why: String,
    /// Whether it is the party's own word.
    agreed: bool,
}

/// What the visitor's party is asked to bear.
struct Share {
    said: String,
    low: u64,
    high: u64,
    may_agree: bool,
    may_decline: bool,
}

/// What a recorded mix made of a feature.
struct InMix {
    title: String,
    href: String,
    chosen: bool,
    why: String,
    card: String,
    link: String,
}

/// Recorded mixes that a feature's page tells of; the others stand on the page of all features.
const MIXES_TOLD: usize = 2;

/// What a form of a feature offers to choose from, with what is chosen.
pub(super) struct Fields {
    pub name: String,
    pub note: String,
    pub origins: Vec<(&'static str, String, bool)>,
    /// What the form may say of each outcome: word and text.
    pub strengths: Vec<(&'static str, String)>,
    pub outcomes: Vec<Served>,
    pub needs: Vec<(FeatureId, String, bool)>,
    pub excludes: Vec<(FeatureId, String, bool)>,
    /// Whether the reader may put it in other words.
    pub may_word: bool,
    pub may_must: bool,
    pub must: bool,
}

/// An outcome and how strongly it is served.
pub(super) struct Served {
    pub field: String,
    pub statement: String,
    pub chosen: &'static str,
}

/// What a form of a price offers.
pub(super) struct PriceFields {
    pub currency: String,
    pub low: String,
    pub high: String,
    pub bearers: Vec<(String, PartyLabel, String)>,
    /// In which unit shares are said: value and text, and which it is.
    pub units: [(&'static str, String); 2],
    pub unit: &'static str,
}

/// The fields of a form, as `feature` stands.
pub(super) fn fields(
    room: &Room<'_>,
    value: &ValuePage,
    features: &[FeatureView],
    feature: Option<&FeatureView>,
) -> Fields {
    let stands = |text: Option<&String>| text.cloned().unwrap_or_default();
    let origin = |origin: &Origin| {
        let chosen = feature.is_some_and(|feature| feature.origins.contains(origin));
        (
            origin.word(),
            room.say.text(&format!("origin-{}", origin.word())),
            chosen,
        )
    };
    let outcomes = value.outcomes.iter().map(|outcome| {
        let field = format!("serves-{}", outcome.id);
        let mut serves = feature.into_iter().flat_map(|feature| &feature.serves);
        let served = serves.find(|one| one.outcome == outcome.id);
        let served = served.map_or("none", |one| one.strength.word());
        Served {
            chosen: served,
            field,
            statement: figures::statement(room, outcome),
        }
    });
    let others = |linked: &[FeatureId]| {
        let own = feature.map(|feature| feature.id);
        let others = features.iter().filter(|other| Some(other.id) != own);
        let named = |other: &FeatureView| {
            let name = room.or_erased(other.name.as_ref());
            (other.id, name, linked.contains(&other.id))
        };
        others.map(named).collect()
    };
    let links = |pick: fn(&FeatureView) -> &Vec<FeatureId>| {
        feature
            .map(|feature| pick(feature).clone())
            .unwrap_or_default()
    };
    Fields {
        name: stands(feature.and_then(|f| f.name.as_ref())),
        note: stands(feature.and_then(|f| f.note.as_ref())),
        origins: Origin::ALL.iter().map(origin).collect(),
        outcomes: outcomes.collect(),
        needs: others(&links(|feature| &feature.needs)),
        excludes: others(&links(|feature| &feature.excludes)),
        may_word: feature.is_none_or(|feature| feature.may_word),
        may_must: room.frame.you.speak_for_party,
        must: feature.is_some_and(|f| f.must),
        strengths: ["none", "weak", "medium", "strong"]
            .map(|word| (word, room.say.text(&format!("strength-{word}"))))
            .into(),
    }
}

pub(super) fn price_fields(room: &Room<'_>, feature: Option<&FeatureView>) -> PriceFields {
    let plain = |amount: Option<u64>| amount.map(|a| room.money.plain(a)).unwrap_or_default();
    let price = feature.and_then(|feature| feature.price);
    let range = price.filter(|price| price.low != price.high);
    let bearers = feature.map(|feature| feature.bearers.clone());
    let bearers = bearers.unwrap_or_default();
    let amounts = matches!(bearers, Bearers::Amounts(_));
    let share = |party: &PartyLabel| {
        let mut all = bearers.all().iter();
        let share = all.find(|bearer| bearer.party == party.id);
        share.map_or_else(String::new, |bearer| {
            if amounts {
                room.money.plain(bearer.share)
            } else {
                bearer.share.to_string()
            }
        })
    };
    PriceFields {
        currency: room.money.code().to_owned(),
        low: plain(price.map(|price| price.low)),
        high: plain(range.map(|price| price.high)),
        bearers: room
            .names
            .seated()
            .map(|party| {
                let field = format!("bears-{}", party.id);
                (field, party.clone(), share(party))
            })
            .collect(),
        units: [
            ("percent", room.say.text("feature-bears-percent")),
            ("amounts", room.money.code().to_owned()),
        ],
        unit: if amounts { "amounts" } else { "percent" },
    }
}

/// The outcomes served, as a form says them.
pub(super) fn serves(form: &Form, value: &ValuePage) -> Result<Vec<Serves>, Problem> {
    let mut serves = Vec::new();
    for outcome in &value.outcomes {
        let word = form.text(&format!("serves-{}", outcome.id));
        if matches!(word, "" | "none") {
            continue;
        }
        let strength = Strength::from_word(word).ok_or(Problem::Field {
            field: "serves",
            what: "problem-choose",
        })?;
        serves.push(Serves {
            outcome: outcome.id,
            strength,
        });
    }
    Ok(serves)
}

/// Features named in a field that may be sent several times.
pub(super) fn linked(form: &Form, field: &'static str) -> Result<Vec<FeatureId>, Problem> {
    form.words(field, |text| text.parse().ok())
}

/// The price of a form, and who bears it; none when its field was left empty.
pub(super) fn priced(room: &Room<'_>) -> Result<Option<(Price, Bearers)>, Problem> {
    let form = &room.ask.form;
    let amount = |field: &'static str| room.money.field(field, form.text(field));
    if form.text("price").trim().is_empty() {
        return Ok(None);
    }
    let low = amount("price")?;
    let high = if form.text("price_to").trim().is_empty() {
        low
    } else {
        amount("price_to")?
    };
    let amounts = form.text("bears_in") == "amounts";
    let mut all = Vec::new();
    for party in room.names.seated() {
        let typed = form.text(&format!("bears-{}", party.id)).trim().to_owned();
        if typed.is_empty() || typed == "0" {
            continue;
        }
        let share = if amounts {
            room.money.field("bearers", &typed)?
        } else {
            let percent = typed.trim_end_matches(['%', ' ']).parse();
            percent.map_err(|_| Problem::Field {
                field: "bearers",
                what: "rule-bearers",
            })?
        };
        all.push(Bearer {
            party: party.id,
            share,
        });
    }
    let bearers = if amounts {
        Bearers::Amounts(all)
    } else {
        Bearers::Percent(all)
    };
    Ok(Some((Price { low, high }, bearers)))
}

/// `GET …/features/{feature}`
///
/// # Errors
/// [`Problem::NotFound`] for a feature that is not there.
pub fn show(ask: &Ask) -> Answer {
    let id: FeatureId = ask.param("feature")?;
    let mut room = ask.room()?;
    let (value, features) = (room.seen.value(), room.seen.features());
    let mut all = features.features.iter().chain(&features.withdrawn);
    let feature = all.find(|feature| feature.id == id);
    let feature = feature.ok_or(Problem::NotFound)?.clone();
    let answered = feature.bearing.iter().filter_map(|one| one.person);
    room.name(answered.chain([feature.person]))?;
    let name = room.or_erased(feature.name.as_ref());
    let layout = room.layout(name.clone())?;
    let shown = FeaturesRoom::of(room, features);
    let (room, features) = (&shown.room, &shown.page);
    let mut facts = Vec::new();
    let origins = feature.origins.iter();
    let origins = origins.map(|origin| room.say.text(&format!("origin-{}", origin.word())));
    facts.push((
        room.say.text("feature-origins"),
        origins.collect::<Vec<_>>().join(", "),
    ));
    if feature.must {
        facts.push((
            room.say.text("feature-must"),
            room.say.text("feature-must-yes"),
        ));
    }
    if !feature.needs.is_empty() {
        facts.push((
            room.say.text("feature-needs"),
            shown.names_of(&feature.needs),
        ));
    }
    if !feature.excludes.is_empty() {
        facts.push((
            room.say.text("feature-excludes"),
            shown.names_of(&feature.excludes),
        ));
    }
    let outcomes = value.outcomes.iter().chain(&value.retired);
    let serves = outcomes.filter_map(|outcome| {
        let mut serves = feature.serves.iter();
        let one = serves.find(|one| one.outcome == outcome.id)?;
        Some((
            room.to(format_args!("outcomes/{}", outcome.id)),
            figures::statement(room, outcome),
            room.say.text(&format!("strength-{}", one.strength.word())),
        ))
    });
    let said = room.say.two(
        "feature-said-by",
        ("who", room.names.person(feature.person)),
        ("day", ask.dates().day(feature.added)),
    );
    page(&Page {
        id,
        factors: factors::touching(room, Touches::Feature(id)),
        said,
        note: room.or_erased(feature.note.as_ref()),
        withdrawn: feature
            .withdrawn
            .map(|at| {
                let why = room.or_erased(feature.withdrawn_why.as_ref());
                room.say.two(
                    "feature-was-withdrawn",
                    ("day", ask.dates().day(at)),
                    ("why", why),
                )
            })
            .unwrap_or_default(),
        cost: feature
            .price
            .map_or_else(|| room.say.text("feature-no-price"), |p| price(room, p)),
        cost_note: feature.priced.map_or_else(
            || {
                let party = room.short(feature.offered_by);
                room.say.one("feature-price-waits", "party", party)
            },
            |at| room.say.one("feature-priced", "day", ask.dates().day(at)),
        ),
        priced_words: feature
            .priced_words
            .as_ref()
            .map(|words| {
                let key = if feature.may_price {
                    "feature-priced-words-yours"
                } else {
                    "feature-priced-words"
                };
                room.say.two(
                    key,
                    ("name", room.or_erased(words.name.as_ref())),
                    ("note", words.note.clone().unwrap_or_default()),
                )
            })
            .unwrap_or_default(),
        bearing: bearing(&shown, &feature),
        share: share(&shown, &feature),
        mixes: in_mixes(&shown, id),
        offered_by: room.names.party(feature.offered_by).clone(),
        facts,
        serves: serves.collect(),
        fields: fields(room, &value, &features.features, Some(&feature)),
        price: price_fields(room, Some(&feature)),
        may_change: room.seen.may::<act::ChangeFeature>(id),
        may_price: feature.may_price,
        may_withdraw: feature.may_withdraw,
        name,
        layout,
    })
}

/// Who bears the price of a feature, and what each said to that.
fn bearing(shown: &FeaturesRoom<'_>, feature: &FeatureView) -> Vec<Borne> {
    let room = &shown.room;
    let one = |one: &BearingView| {
        let key = format!("share-{}", one.word.word());
        let said = match (one.person, one.at) {
            (Some(person), Some(at)) => room.say.two(
                &key,
                ("who", room.names.person(person)),
                ("day", room.dates.day(at)),
            ),
            _ => room.say.one(&key, "party", room.short(one.party)),
        };
        Borne {
            party: room.names.party(one.party).clone(),
            share: price(room, one.share),
            said,
            why: room.or_erased(one.why.as_ref()),
            agreed: matches!(one.word, ShareWord::Own | ShareWord::Agreed),
        }
    };
    feature.bearing.iter().map(one).collect()
}

/// What the visitor may say yes or no to for their party.
fn share(shown: &FeaturesRoom<'_>, feature: &FeatureView) -> Option<Share> {
    let (room, own) = (&shown.room, shown.room.frame.you.party);
    let mut bearing = feature.bearing.iter();
    let asked = bearing.find(|one| one.party == own && feature.may_answer)?;
    let amount = price(room, asked.share);
    let key = format!("share-yours-{}", asked.word.word());
    Some(Share {
        said: room.say.two(
            &key,
            ("amount", amount),
            ("party", room.short(feature.offered_by)),
        ),
        low: asked.share.low,
        high: asked.share.high,
        may_agree: asked.word != ShareWord::Agreed,
        may_decline: asked.word != ShareWord::Declined,
    })
}

/// What the mixes recorded last made of a feature.
fn in_mixes(shown: &FeaturesRoom<'_>, id: FeatureId) -> Vec<InMix> {
    let (room, say) = (&shown.room, shown.room.say);
    let told = shown.page.mixes.iter().filter_map(|mix| {
        let mut features = mix.result.features.iter();
        let mixed = features.find(|mixed| mixed.feature == id)?;
        let (chosen, href) = (
            mixed.why.is_in(),
            room.to(format_args!("features/mixes/{}", mix.id)),
        );
        Some(InMix {
            title: shown.mix_title(mix),
            card: room.to(format_args!("features/mixes/{}/why/{id}", mix.id)),
            link: say.text(if chosen {
                "mix-why-go-in"
            } else {
                "mix-why-go"
            }),
            why: shown.why(mix.rule, mixed),
            chosen,
            href,
        })
    });
    told.take(MIXES_TOLD).collect()
}

/// `POST …/features/{feature}/share`
pub(crate) fn answer_share(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let share = Price {
        low: form.parse_field("share_low")?,
        high: form.parse_field("share_high")?,
    };
    Ok(Command::AnswerShare(act::AnswerShare {
        feature: ask.param("feature")?,
        share,
        bears: form.text("bears") == "yes",
        why: form.text("why").to_owned(),
    }))
}

/// `POST …/features/{feature}`
pub(crate) fn change(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let value = ask.seen()?.value();
    Ok(Command::ChangeFeature(act::ChangeFeature {
        feature: ask.param("feature")?,
        name: form.text("name").to_owned(),
        note: form.text("note").to_owned(),
        origins: form.words("origins", Origin::from_word)?,
        serves: serves(form, &value)?,
        needs: linked(form, "needs")?,
        excludes: linked(form, "excludes")?,
        must: form.has("must"),
    }))
}

/// `POST …/features/{feature}/price`
pub(crate) fn set_price(ask: &Ask) -> Result<Command, Problem> {
    let (price, bearers) = priced(&ask.room()?)?.ok_or(Problem::Field {
        field: "price",
        what: "feature-price-malformed",
    })?;
    Ok(Command::PriceFeature(act::PriceFeature {
        feature: ask.param("feature")?,
        price,
        bearers,
    }))
}

/// `POST …/features/{feature}/withdrawal`
pub(crate) fn withdraw(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::WithdrawFeature(act::WithdrawFeature {
        feature: ask.param("feature")?,
        why: ask.form.text("why").to_owned(),
    }))
}
