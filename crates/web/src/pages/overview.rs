//! A relationship at a glance, from where the visitor looks: who keeps it sees how the table is doing,
//! who pays for it what it costs them, who uses it what became of their words.

mod lines;
mod since;

use askama::Template;
use domain::Moment;
use domain::act;
use domain::ids::*;
use domain::turns::Turns;
use domain::view::{ContributionView, OutcomeView, Standpoint, ValuePage};
use domain::words::{Audience, Proof};

use self::lines::Line;
use self::since::Since;
use crate::ask::{Answer, Ask, page, see};
use crate::figures::{self, Silent, Table};
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::needs::{self, Todo, todos};
use crate::pages::agreement;
use crate::pages::confirmation::prove_seat;
use crate::pages::dialogue::cards::Cards;
use crate::pages::dialogue::composer::AtOnce;
use crate::pages::features::card::Card;
use crate::problem::Problem;
use crate::room::Room;
use crate::{chart, markdown};

/// Outcomes on the overview; the value page has all.
const OUTCOMES_SHOWN: usize = 6;
/// Parties below the name, where there are many; their page has all.
const PARTIES_SHOWN: usize = 6;
/// Said on the overview.
const WORDS_SHOWN: usize = 4;

#[derive(Template)]
#[template(path = "overview.html")]
struct Page {
    layout: Layout,
    name: String,
    purpose: String,
    purpose_by: String,
    parties: Vec<PartyLabel>,
    /// “7 more parties”; empty where all are shown.
    more_parties: String,
    needs: Vec<Todo>,
    /// Where whoever does not keep the relationship says what they need.
    at_once: Option<AtOnce>,
    /// What others did since the visitor was last here.
    since: Option<Since>,
    /// Whether the visitor uses the service, and is nothing else there.
    uses: bool,
    /// Whether they pay for it, and set no requirements.
    pays: bool,
    /// Whether they see how the table is doing: who keeps it, and who facilitates.
    dashboard: bool,
    /// For whoever uses the service, instead of tables.
    lines: Vec<Line>,
    table: Option<Table>,
    outcomes: usize,
    spoken: Vec<Spoken>,
    silent: Option<Silent>,
    better_off: Vec<BetterOff>,
    words: Vec<Said>,
    cards: Cards,
    mix: Card,
    /// How far the latest version of the agreement is, and what is left until everybody wins.
    agreed: Option<Agreed>,
    may_speak: bool,
    may_add: bool,
    facts: Vec<(String, String)>,
}

struct Agreed {
    state: String,
    left: String,
}

struct Spoken {
    party: PartyLabel,
    count: String,
    bar: String,
}

struct BetterOff {
    party: PartyLabel,
    answer: String,
    statement: String,
    lang: &'static str,
    note: String,
}

struct Said {
    id: ContributionId,
    /// With which entry it was said.
    entry: u64,
    party: PartyLabel,
    who: String,
    kind: String,
    at: Moment,
    /// The language of what was typed, where it is known to be another one than the page's.
    lang: &'static str,
    html: String,
    audience: String,
    /// Not said to the whole table.
    narrower: bool,
    /// Its author may take it back still.
    fresh: bool,
    /// The visitor's party is asked to say it back.
    to_say_back: bool,
}

/// Whoever the party's organisation came to know as its own since they sat down comes with its account now: that is
/// said at the table, once.
fn proves_by_account(ask: &Ask) -> Result<bool, Problem> {
    let (person, seen) = (&ask.visitor()?.person, ask.seen()?);
    if !person.is_member() || person.is_guest() || seen.proof() == Proof::Account {
        return Ok(false);
    }
    let frame = seen.frame();
    let own = frame.parties.iter().find(|party| party.id == seen.party());
    let own = own.is_some_and(|party| party.organisation == person.organisation);
    Ok(own && seen.may::<act::ProveSeat>(()) && prove_seat(ask, ask.table()?.id, person.id))
}

/// `GET /r/{relationship}`
pub fn show(ask: &Ask) -> Answer {
    if proves_by_account(ask)? {
        return Ok(see(&ask.base()?));
    }
    let mut room = ask.room()?;
    let value = room.seen.value();
    let words: Vec<ContributionView> = room.seen.words().take(WORDS_SHOWN * 2).collect();
    let parties = room.frame.parties.iter();
    let speakers = parties.filter_map(|party| party.better_off.as_ref().map(|said| said.person));
    let people: Vec<PersonId> = words
        .iter()
        .map(|word| word.person)
        .chain(speakers)
        .chain(figures::authors(&room, &value.outcomes))
        .collect();
    room.name(people)?;
    let cards = Cards::of(&mut room)?;
    let since = since::since(&mut room)?;
    let name = room.called();
    let layout = room.layout(name.clone())?;
    let around = layout.relationship.as_ref().ok_or(Problem::NotFound)?;
    let from = room.frame.you.standpoint();
    let dashboard = from == Standpoint::Keeps || room.frame.you.facilitate;
    let needs = room.seen.needs_with(around.turns.clone(), ask.now);
    let needs = room.seen.matters(needs);
    room.name(needs::people(&needs))?;
    let purpose = room.frame.purpose.as_ref();
    let shown = shown(&value);
    let caption = room.say.text("overview-caption");
    let (spoken, silent) = spoken(&room, value.outcomes.len());
    let seated = room.names.seated().count();
    let parties_shown = figures::named(seated, PARTIES_SHOWN);
    page(&Page {
        name,
        purpose: purpose
            .map(|purpose| room.or_erased(purpose.words.as_ref()))
            .unwrap_or_default(),
        purpose_by: purpose
            .filter(|it| it.party != room.frame.consumer || it.by_link_of.is_some())
            .map(|purpose| {
                let short = room.short(purpose.party);
                let key = match purpose.party == room.frame.consumer {
                    true => "parties-purpose-by",
                    false => "purpose-by",
                };
                let by = room.say.one(key, "party", short);
                room.names.with_link(by, purpose.by_link_of)
            })
            .unwrap_or_default(),
        more_parties: match seated - parties_shown {
            0 => String::new(),
            more => room.say.count("overview-parties-more", more),
        },
        parties: room.names.seated().take(parties_shown).cloned().collect(),
        since,
        at_once: match from {
            Standpoint::Keeps => None,
            _ => AtOnce::of(&room)?,
        },
        uses: from == Standpoint::Uses,
        pays: from == Standpoint::Pays,
        dashboard,
        lines: match from {
            Standpoint::Uses => lines::lines(&room, &value),
            _ => Vec::new(),
        },
        needs: todos(&room.names, &room.base, &needs),
        table: (!shown.is_empty()).then(|| figures::table(&room, caption, &shown)),
        outcomes: value.outcomes.len(),
        spoken,
        silent,
        better_off: better_off(&room),
        // What nobody has heard stands beside them, for whoever has the dashboard.
        words: words
            .iter()
            .filter(|word| !dashboard || cards.unheard.iter().all(|one| one.id != word.id))
            .take(WORDS_SHOWN)
            .map(|word| view_words(&room, word, &around.turns))
            .collect(),
        cards,
        mix: Card::of(&room),
        agreed: match from {
            Standpoint::Uses => None,
            _ => agreed(&room),
        },
        facts: facts(&room, &value),
        may_speak: room.seen.may::<act::Say>(()),
        may_add: room.seen.may::<act::AddOutcome>(()),
        layout,
    })
}

/// How far the agreement is, where there is one.
fn agreed(room: &Room<'_>) -> Option<Agreed> {
    let version = room.seen.latest_agreement()?;
    let distance = room.seen.distance(room.ask.moment());
    Some(Agreed {
        state: agreement::state(room, &version),
        left: room.say.count("distance-steps", distance.steps()),
    })
}

/// The outcomes that want attention first: guesses far off, then those most valued by those they are
/// for, as far as the visitor may see.
fn shown(value: &ValuePage) -> Vec<&OutcomeView> {
    use domain::view::{Figure, GuessView};
    let weight = |outcome: &OutcomeView| {
        let gap = match outcome.guess {
            GuessView::Revealed { gap: Some(gap), .. } => gap.abs(),
            GuessView::YourTurn => 10.0,
            _ => 0.0,
        };
        let worth = outcome
            .figures
            .iter()
            .find_map(|figure| match &figure.figure {
                Figure::Said(said) if figure.party == outcome.for_party => Some(said.worth),
                _ => None,
            });
        gap * 2.0 + worth.unwrap_or(0.0)
    };
    let mut outcomes: Vec<_> = value.outcomes.iter().collect();
    outcomes.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
    outcomes.truncate(OUTCOMES_SHOWN);
    outcomes
}

/// Of how many outcomes each party has said what they are worth; and who has of none.
fn spoken(room: &Room<'_>, outcomes: usize) -> (Vec<Spoken>, Option<Silent>) {
    let seated = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    let (spoken, silent): (Vec<_>, Vec<_>) = seated.partition(|party| party.outcomes_valued > 0);
    let silent = silent
        .iter()
        .map(|party| room.names.party(party.id).short.as_str());
    let silent = Silent::of(room, "silent", silent);
    let spoken = spoken
        .into_iter()
        .map(|party| {
            let label = room.names.party(party.id).clone();
            let (done, total) = (party.outcomes_valued.to_string(), outcomes.to_string());
            let count = room.say.two("count-of", ("done", &done), ("total", &total));
            let title = room.say.with(
                "spoken-title",
                &[
                    ("party", label.short.clone()),
                    ("done", done),
                    ("total", total),
                ],
            );
            let class = format!("party-{}", label.look);
            let bar = chart::progress(party.outcomes_valued, outcomes, &class, &title);
            Spoken {
                party: label,
                count,
                bar,
            }
        })
        .collect();
    (spoken, silent)
}

fn better_off(room: &Room<'_>) -> Vec<BetterOff> {
    let said = room
        .frame
        .parties
        .iter()
        .filter_map(|party| Some((party, party.better_off.as_ref()?)));
    said.map(|(party, said)| BetterOff {
        party: room.names.party(party.id).clone(),
        answer: room.say.text(&format!("answer-{}", said.answer.word())),
        statement: room.or_erased(said.statement.as_ref()),
        lang: room.names.language(said.person),
        note: room.audience(&said.audience, party.id),
    })
    .collect()
}

fn view_words(room: &Room<'_>, word: &ContributionView, turns: &Turns) -> Said {
    let say = room.say;
    let audience = match &word.audience {
        Audience::WholeTable => say.text("audience-whole_table"),
        narrower => room.audience(narrower, word.party),
    };
    Said {
        id: word.id,
        entry: word.sequence,
        to_say_back: turns.to_say_back.contains(&word.id),
        fresh: word
            .take_back_until
            .is_some_and(|until| room.ask.now < until)
            && room.seen.may::<act::TakeBack>(word.id),
        party: room.names.party(word.party).clone(),
        who: room.names.person(word.person),
        kind: say.text(&format!("contribution-{}", word.kind.word())),
        at: word.at,
        lang: room.names.language(word.spoken_by.unwrap_or(word.person)),
        html: match &word.words {
            Some(words) => markdown::to_html(words),
            None => markdown::to_html(&say.text("text-erased")),
        },
        narrower: word.audience != Audience::WholeTable,
        audience,
    }
}

fn facts(room: &Room<'_>, value: &ValuePage) -> Vec<(String, String)> {
    let valued = value
        .outcomes
        .iter()
        .filter(|outcome| outcome.consumer_spoke)
        .count();
    let open = value
        .outcomes
        .iter()
        .filter(|o| matches!(o.guess, domain::view::GuessView::Revealed { .. }))
        .count();
    let seated = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    let (seated, here): (Vec<_>, usize) = {
        let seated: Vec<_> = seated.collect();
        let here = seated.iter().filter(|party| party.taken_up).count();
        (seated, here)
    };
    let of = |done: usize, total: usize| room.say.two("count-of", ("done", done), ("total", total));
    let mut facts = vec![
        (
            room.say.text("fact-valued"),
            of(valued, value.outcomes.len()),
        ),
        (room.say.text("fact-parties"), of(here, seated.len())),
    ];
    // What is open to others is not to whoever the figures are closed to.
    if !figures::are_closed(&room.frame) {
        facts.push((room.say.text("fact-guesses"), open.to_string()));
    }
    facts
}
