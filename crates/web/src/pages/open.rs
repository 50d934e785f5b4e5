//! Opening a relationship: which customer, which service, and the first outcomes.

use std::collections::BTreeMap;

use accounts::Called;
use askama::Template;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Refusal, act};
use domain::{places, text};
use sha2::{Digest, Sha256};

use crate::ask::{Answer, Ask, page, see};
use crate::dates;
use crate::figures;
use crate::host;
use crate::layout::Layout;
use crate::problem::Problem;
use crate::room::Room;

/// Outcomes to begin with, by kind of service. Their words are in the catalogue.
const STARTERS: &[(&str, &[(&str, Quality)])] = &[
    (
        "telecom",
        &[
            ("telecom-calls", Quality::Warranty),
            ("telecom-roaming", Quality::Experience),
            ("telecom-bill", Quality::Experience),
            ("telecom-device", Quality::Utility),
        ],
    ),
    (
        "workplace",
        &[
            ("workplace-first-day", Quality::Utility),
            ("workplace-back", Quality::Warranty),
            ("workplace-anywhere", Quality::Utility),
            ("workplace-help", Quality::Experience),
        ],
    ),
    (
        "hosting",
        &[
            ("hosting-there", Quality::Warranty),
            ("hosting-change", Quality::Utility),
            ("hosting-safe", Quality::Warranty),
            ("hosting-footprint", Quality::Sustainability),
        ],
    ),
    (
        "clinic",
        &[
            ("clinic-admit", Quality::Warranty),
            ("clinic-findings", Quality::Utility),
            ("clinic-night", Quality::Experience),
            ("clinic-private", Quality::Warranty),
        ],
    ),
    (
        "payroll",
        &[
            ("payroll-right", Quality::Warranty),
            ("payroll-answer", Quality::Experience),
            ("payroll-change", Quality::Utility),
            ("payroll-private", Quality::Warranty),
        ],
    ),
    (
        "logistics",
        &[
            ("logistics-where", Quality::Utility),
            ("logistics-on-time", Quality::Warranty),
            ("logistics-fault", Quality::Experience),
            ("logistics-empty", Quality::Sustainability),
        ],
    ),
    (
        "facility",
        &[
            ("facility-welcome", Quality::Experience),
            ("facility-repair", Quality::Warranty),
            ("facility-room", Quality::Utility),
            ("facility-energy", Quality::Sustainability),
        ],
    ),
];
/// Beginnings of words by which a service tells of which kind it is, in either language: of the first that fits, the
/// starters stand first, and examples speak.
const TELLING: &[(&str, &[&str])] = &[
    (
        "clinic",
        &[
            "clinic", "klini", "hospital", "krankenh", "patient", "ward", "arztpra", "medic",
            "mediz",
        ],
    ),
    (
        "payroll",
        &[
            "payroll",
            "salar",
            "wages",
            "gehalt",
            "gehälter",
            "lohn",
            "löhne",
            "hr",
            "personal",
        ],
    ),
    (
        "logistics",
        &[
            "logisti",
            "freight",
            "parcel",
            "warehous",
            "transport",
            "fracht",
            "paket",
            "spedit",
            "lager",
        ],
    ),
    (
        "telecom",
        &[
            "mobile", "mobilf", "telecom", "telekom", "telef", "phone", "network", "netz", "sim",
        ],
    ),
    (
        "hosting",
        &[
            "host",
            "cloud",
            "application",
            "anwendung",
            "server",
            "platform",
            "plattform",
            "datab",
            "datenb",
        ],
    ),
    (
        "facility",
        &[
            "facilit",
            "building",
            "gebäude",
            "office",
            "büro",
            "cleaning",
            "reinigung",
        ],
    ),
    (
        "workplace",
        &["workpl", "arbeitspl", "desktop", "laptop", "helpdesk", "it"],
    ),
];

/// Of which kind a service is, by what it is called; a wrong guess changes only what stands first.
fn kind_of(service: &str) -> Option<&'static str> {
    let service = service.to_lowercase();
    let words: Vec<_> = service
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // Two letters begin too many words to tell anything but themselves.
    let begins = |word: &str, telling: &str| match telling.len() {
        ..=2 => word == telling,
        _ => word.starts_with(telling),
    };
    let tells = |telling: &&str| words.iter().any(|word| begins(word, telling));
    let found = TELLING.iter().find(|(_, all)| all.iter().any(tells));
    found.map(|(kind, _)| *kind)
}

/// Of which kind a relationship's service is, by its name, else by what it is for.
fn kind(room: &Room<'_>) -> Option<&'static str> {
    let purpose = room.frame.purpose.as_ref();
    let purpose = purpose.and_then(|purpose| purpose.words.as_deref());
    let told = [room.frame.name.as_deref(), purpose];
    told.into_iter().flatten().find_map(kind_of)
}

/// The example for services of its kind; the other one where that is not known.
fn by_kind(room: &Room<'_>, otherwise: &str, of: impl Fn(&str) -> String) -> String {
    match kind(room) {
        Some(kind) => room.say.text(&of(kind)),
        None => room.say.text(otherwise),
    }
}

/// What somebody could be able to do because of such a service, as an example.
pub(crate) fn example(room: &Room<'_>) -> String {
    by_kind(room, "opening-own-example", |kind| {
        format!("example-{kind}")
    })
}

/// The same as an outcome is worded.
pub(crate) fn example_outcome(room: &Room<'_>) -> String {
    capitalised(&example(room))
}

/// What could happen outside that touches such a service, as an example.
pub(crate) fn example_factor(room: &Room<'_>) -> String {
    by_kind(room, "factors-example", |kind| {
        format!("factors-example-{kind}")
    })
}

/// How it could be measured that such a service does what it is for, as an example.
pub(crate) fn example_measure(room: &Room<'_>) -> String {
    by_kind(room, "measure-example", |kind| {
        format!("measure-example-{kind}")
    })
}

/// What could change outside while something is agreed, in one sentence, as an example.
pub(crate) fn example_trigger(room: &Room<'_>) -> String {
    by_kind(room, "trigger-example", |kind| {
        format!("trigger-example-{kind}")
    })
}

/// What could be done at such a service, and what for, as an example.
pub(crate) fn example_feature(room: &Room<'_>) -> String {
    by_kind(room, "features-example", |kind| {
        format!("features-example-{kind}")
    })
}

/// What such a service lets somebody do, as they could say it.
pub(crate) fn example_use(room: &Room<'_>) -> String {
    match kind(room) {
        Some(_) => example_outcome(room),
        None => room.say.text("welcome-lets-example"),
    }
}

/// What those who use such a service could agree with or not, as an example.
pub(crate) fn example_statement(room: &Room<'_>) -> String {
    by_kind(room, "statement-example", |kind| {
        format!("statement-example-{kind}")
    })
}

/// What those who use such a service could be asked, as examples.
pub(crate) fn example_asking(room: &Room<'_>) -> String {
    by_kind(room, "asking-example", |kind| {
        format!("asking-example-{kind}")
    })
}

/// Characters of the name that a table is opened with: it fills the subject of each mail. What it is for has
/// a field of its own.
const SHORT_NAME: usize = 60;
/// Fields for outcomes in one's own words.
const OWN: [&str; 3] = ["own_1", "own_2", "own_3"];

#[derive(Template)]
#[template(path = "open.html")]
struct OpenPage {
    layout: Layout,
    /// Organisations with which the visitor shares a table already.
    known: Vec<(OrganisationId, String)>,
    own: String,
    zone: String,
    zones: Vec<String>,
    closeness: Vec<(&'static str, String, String)>,
    /// Whether what is folded away holds something to mend.
    unfold: bool,
    /// Whether the visitor opens tables in their organisation's name.
    may_open: bool,
    operator: String,
}

#[derive(Template)]
#[template(path = "open_outcomes.html")]
struct OutcomesPage {
    layout: Layout,
    service: String,
    consumer: String,
    present: Vec<String>,
    sets: Vec<StarterSet>,
    /// Fields for outcomes in one's own words, each with its label and perhaps an example.
    own: Vec<(&'static str, String, String)>,
}

struct StarterSet {
    title: String,
    open: bool,
    starters: Vec<Starter>,
}

struct Starter {
    key: &'static str,
    statement: String,
    quality: String,
}

/// `GET /open`
pub fn show(ask: &Ask) -> Answer {
    let (visitor, say) = (ask.visitor()?, ask.say);
    let closeness = Closeness::ALL.iter().map(|closeness| {
        let word = closeness.word();
        let (name, note) = (
            format!("closeness-{word}"),
            format!("opening-closeness-{word}"),
        );
        (word, say.text(&name), say.text(&note))
    });
    let form = &ask.form;
    page(&OpenPage {
        known: known(ask)?.into_iter().collect(),
        own: visitor.person.organisation_name.clone(),
        zone: visitor.person.time_zone.clone(),
        zones: dates::zones(Some(&visitor.person.time_zone)),
        closeness: closeness.collect(),
        may_open: speaks_for_organisation(ask)?,
        operator: host::operator(&ask.web),
        unfold: form.has("units") || form.text("side") == "consumer",
        layout: Layout::new(ask, say.text("opening-title"))?,
    })
}

/// `POST /open`: opens the relationship; a form sent twice opens one.
pub fn open(ask: &Ask) -> Answer {
    let id = id_of_form(ask)?;
    let on = || see(&format!("/r/{id}/begin/outcomes"));
    if is_open(ask, id)? {
        return Ok(on());
    }
    match opening(ask, id).and_then(|command| ask.carry_out(id, command)) {
        Ok(_) => Ok(on()),
        // The same form came twice at the same time: the other one was faster.
        Err(_) if is_open(ask, id)? => Ok(on()),
        Err(problem) => ask.mend(problem, show),
    }
}

/// The relationship that this form opens, the same each time it is sent.
fn id_of_form(ask: &Ask) -> Result<RelationshipId, Problem> {
    let key = ask.form.text("key");
    if key.is_empty() {
        return Ok(RelationshipId(ask.web.app().fresh_id()));
    }
    let mut digest = Sha256::new();
    digest.update(ask.person()?.0.as_bytes());
    digest.update(key);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.finalize()[..16]);
    Ok(RelationshipId(
        uuid::Builder::from_custom_bytes(bytes).into_uuid(),
    ))
}

fn is_open(ask: &Ask, id: RelationshipId) -> Result<bool, Problem> {
    let (relationship, person) = (ask.web.app().relationship(id)?, ask.person()?);
    Ok(relationship.is_some_and(|relationship| relationship.seats(person)))
}

/// The command of the form. What it says is checked before an organisation is made for it.
fn opening(ask: &Ask, id: RelationshipId) -> Result<Command, Problem> {
    let (form, visitor) = (&ask.form, ask.visitor()?);
    if !speaks_for_organisation(ask)? {
        // Refused before an organisation is named for nothing.
        return Err(Problem::Rule(Refusal::OrganisationUnproved));
    }
    let rule = Problem::Rule;
    let name = text::line("name", form.text("name")).map_err(rule)?;
    if name.chars().nth(SHORT_NAME).is_some() {
        return Err(rule(Refusal::TooLong {
            field: "name",
            limit: SHORT_NAME,
        }));
    }
    let purpose = text::optional_passage("purpose", form.text("purpose")).map_err(rule)?;
    let currency = places::currency(form.text("currency")).map_err(rule)?;
    let time_zone = places::time_zone(form.text("time_zone")).map_err(rule)?;
    let side = form.word("side", PartyKind::from_word)?;
    let closeness = form.word("closeness", Closeness::from_word)?;
    let (counterpart, provider_unit, consumer_unit) = if form.has("units") {
        let unit = |field| text::line(field, form.text(field)).map_err(rule);
        (
            visitor.person.organisation,
            unit("provider_unit")?,
            unit("consumer_unit")?,
        )
    } else {
        (counterpart(ask, id)?, String::new(), String::new())
    };
    Ok(Command::OpenRelationship(act::OpenRelationship {
        name,
        side,
        counterpart,
        provider_unit,
        consumer_unit,
        closeness,
        currency,
        time_zone,
        purpose,
    }))
}

/// Whether the visitor's organisation knows them as its own, so that they open tables in its name.
pub(crate) fn speaks_for_organisation(ask: &Ask) -> Result<bool, Problem> {
    Ok(ask.visitor()?.person.is_member())
}

/// The organisation chosen among those known, or a new one of the name typed: either way named for this
/// one relationship, since nobody but its own people can say that it is the same as elsewhere.
fn counterpart(ask: &Ask, id: RelationshipId) -> Result<OrganisationId, Problem> {
    let form = &ask.form;
    let called = if form.text("known").is_empty() {
        let name = text::line("organisation", form.text("organisation")).map_err(Problem::Rule)?;
        Called::Name(name)
    } else {
        let chosen = form.parse_field("known")?;
        if !known(ask)?.contains_key(&chosen) {
            return Err(Problem::Field {
                field: "known",
                what: "problem-choose",
            });
        }
        Called::Known(chosen)
    };
    name_for(ask, &called, id)
}

/// Names an organisation for one relationship, as the visitor calls it.
pub(crate) fn name_for(
    ask: &Ask,
    called: &Called,
    id: RelationshipId,
) -> Result<OrganisationId, Problem> {
    let (accounts, person) = (ask.web.app().accounts(), ask.person()?);
    let named = accounts.name_organisation(called, person, id, ask.timestamp())?;
    Ok(named.id)
}

/// The other organisations of the visitor's tables, those of whose existence they know; each once, where
/// it is said to be the same one at several.
pub(crate) fn known(ask: &Ask) -> Result<BTreeMap<OrganisationId, String>, Problem> {
    let (app, visitor) = (ask.web.app(), ask.visitor()?);
    let mut ids = Vec::new();
    for (id, summary) in app.summaries_of(visitor.person.id, ask.now)? {
        if !visitor.may_open(id) {
            continue;
        }
        // What was seated by mistake is nobody whom one knows.
        let parties = summary.frame.parties.iter().filter(|party| !party.removed);
        ids.extend(parties.map(|party| party.organisation));
    }
    let own = visitor.person.organisation;
    let organisations = app.accounts().organisations(&ids)?;
    let mut known = BTreeMap::new();
    for (id, organisation) in organisations {
        let meant = organisation.said_to_be.unwrap_or(id);
        if meant != own && id != own {
            known.entry(meant).or_insert(organisation.name);
        }
    }
    Ok(known)
}

/// `GET …/begin/outcomes`
pub fn outcomes(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let value = room.seen.value();
    if !room.seen.may::<act::AddOutcome>(()) {
        return Ok(see(&room.base));
    }
    let consumer = room.consumer();
    let present: Vec<String> = value
        .outcomes
        .iter()
        .map(|outcome| figures::statement(&room, outcome))
        .collect();
    let typed = |key: &str| ask.form.all("starter").any(|ticked| ticked == key);
    let fitting = kind(&room);
    let mut ordered: Vec<_> = STARTERS.iter().collect();
    ordered.sort_by_key(|(set, _)| fitting != Some(*set));
    let sets = ordered.into_iter().map(|(set, starters)| StarterSet {
        title: room.say.text(&format!("starter-{set}")),
        open: fitting == Some(*set) || starters.iter().any(|(key, _)| typed(key)),
        starters: starters
            .iter()
            .map(|(key, quality)| Starter {
                key,
                statement: room.say.text(&format!("starter-{key}")),
                quality: room.say.text(&format!("depends-on-{}", quality.word())),
            })
            .filter(|starter| !present.contains(&starter.statement))
            .collect(),
    });
    page(&OutcomesPage {
        service: room.frame.name.clone().unwrap_or_default(),
        consumer: consumer.to_owned(),
        sets: sets.filter(|set| !set.starters.is_empty()).collect(),
        own: OWN
            .into_iter()
            .zip(1..)
            .map(|(name, n)| {
                let label = room
                    .say
                    .two("opening-own-label", ("party", consumer), ("n", n));
                let example = match n {
                    1 => example(&room),
                    _ => String::new(),
                };
                (name, label, example)
            })
            .collect(),
        layout: Layout::new(
            ask,
            room.say.one("opening-outcomes-title", "party", consumer),
        )?,
        present,
    })
}

/// `POST …/begin/outcomes`: adds what was ticked and typed, each outcome once.
pub fn add_outcomes(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let (id, frame, present) = (ask.table()?.id, seen.frame(), seen.value().outcomes);
    let mut wanted = match wanted(ask) {
        Ok(wanted) => wanted,
        Err(problem) => return ask.mend(problem, outcomes),
    };
    let is_present = |statement: &str| {
        present
            .iter()
            .any(|outcome| outcome.statement.as_deref() == Some(statement))
    };
    wanted.retain(|(statement, _)| !is_present(statement));
    if wanted.is_empty() && present.is_empty() {
        let problem = Problem::Field {
            field: "own_1",
            what: "opening-outcomes-none",
        };
        return ask.mend(problem, outcomes);
    }
    for (place, (statement, depends_on)) in wanted.into_iter().enumerate() {
        let command = Command::AddOutcome(act::AddOutcome {
            statement,
            objective: String::new(),
            for_party: frame.consumer,
            depends_on,
            delivered: ask.form.has("delivered"),
        });
        if let Err(problem) = ask.carry_out_part(id, &place.to_string(), command) {
            return ask.mend(problem, outcomes);
        }
    }
    let next = if frame.you.guess { "guess" } else { "rate" };
    Ok(see(&format!("/r/{id}/{next}")))
}

/// The statements ticked and typed. All are checked before any is recorded.
fn wanted(ask: &Ask) -> Result<Vec<(String, Quality)>, Problem> {
    let mut wanted = Vec::new();
    for field in OWN {
        let statement = text::optional_line(field, ask.form.text(field)).map_err(Problem::Rule)?;
        if !statement.is_empty() {
            // What one must be able to do is utility until somebody says otherwise.
            wanted.push((capitalised(&statement), Quality::Utility));
        }
    }
    for (key, quality) in STARTERS.iter().flat_map(|(_, starters)| *starters) {
        if ask.form.all("starter").any(|ticked| ticked == *key) {
            wanted.push((ask.say.text(&format!("starter-{key}")), *quality));
        }
    }
    Ok(wanted)
}

/// Typed as the end of a sentence, shown as a heading.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::{STARTERS, TELLING, capitalised, kind_of};
    use crate::catalogue;
    use accounts::Language;

    #[test]
    fn a_service_tells_of_which_kind_it_is() {
        for (service, kind) in [
            ("Clinic IT for Harbour Hospital", Some("clinic")),
            ("IT im Krankenhaus", Some("clinic")),
            ("Payroll and HR", Some("payroll")),
            ("Lohn und Gehalt", Some("payroll")),
            ("Parcel network north", Some("logistics")),
            ("Mobile network for drivers", Some("telecom")),
            ("Cloud-Plattform", Some("hosting")),
            ("Managed workplaces", Some("workplace")),
            ("IT-Arbeitsplatz", Some("workplace")),
            ("Security guards", None),
            ("With care", None),
        ] {
            assert_eq!(kind_of(service), kind, "{service}");
        }
    }

    #[test]
    fn every_kind_has_an_example_in_every_language() {
        for (kind, _) in TELLING {
            assert!(STARTERS.iter().any(|(set, _)| set == kind), "{kind}");
            for language in [accounts::Language::En, accounts::Language::De] {
                for of in [
                    "example",
                    "factors-example",
                    "features-example",
                    "measure-example",
                    "trigger-example",
                    "statement-example",
                    "asking-example",
                ] {
                    let key = format!("{of}-{kind}");
                    assert!(catalogue::has(language, &key), "{key}");
                }
            }
        }
    }

    #[test]
    fn every_starter_is_worded_in_every_language() {
        let outcomes = STARTERS
            .iter()
            .flat_map(|(_, starters)| starters.iter().map(|(k, _)| k));
        for key in STARTERS.iter().map(|(set, _)| set).chain(outcomes) {
            for language in [Language::En, Language::De] {
                assert!(catalogue::has(language, &format!("starter-{key}")), "{key}");
            }
        }
    }

    #[test]
    fn a_statement_begins_with_a_capital_letter() {
        assert_eq!(
            capitalised("über die Grenze fahren"),
            "Über die Grenze fahren"
        );
        assert_eq!(capitalised(""), "");
    }
}
