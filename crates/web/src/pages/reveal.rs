//! The reveal: what the provider guessed beside what the consumer said, and one sentence back.

use askama::Template;
use domain::ids::*;
use domain::needs::GAP_WORTH_A_TALK;
use domain::view::{Figure, GuessView, MovedSinceView, OutcomeView, Said, SeatView};
use domain::words::*;
use domain::{Command, Refusal, act};

use crate::ask::{Answer, Ask, page, see};
use crate::called::called;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::messages::Messages;
use crate::pages::outcome::said_today;
use crate::pages::way_back;
use crate::problem::Problem;
use crate::room::Room;
use crate::{chart, figures};

#[derive(Template)]
#[template(path = "reveal.html")]
struct Page {
    layout: Layout,
    party: PartyLabel,
    provider: PartyLabel,
    consumer: PartyLabel,
    widest: Option<Widest>,
    others: Vec<Other>,
    /// What is said where there is nothing to compare yet.
    nothing: String,
    /// Outcomes that the visitor has yet to guess.
    to_guess: bool,
    sentence_title: String,
    seen_by: String,
    speak: bool,
}

/// The outcome on which guess and word lie furthest apart.
struct Widest {
    outcome: OutcomeId,
    statement: String,
    when: String,
    guessed_by: String,
    guessed: String,
    said_by: String,
    said: String,
    bars: String,
    gap: String,
    sentence: String,
    /// What is said by now, where that is something else.
    today: Option<String>,
}

struct Other {
    href: String,
    statement: String,
    guessed: String,
    said: String,
    /// That guess or value were about other words; else empty.
    other_words: String,
    /// What is said by now, where that is something else.
    today: Option<String>,
}

#[derive(Template)]
#[template(path = "reveal_end.html")]
struct EndPage {
    layout: Layout,
    party: PartyLabel,
    /// What becomes of what was said.
    lede: String,
    /// When mail comes, and that it comes only with their consent.
    consent: String,
    may_claim: bool,
    /// A guest's own way back; empty for an account.
    way_back: String,
    /// A guest's mail; `None` for an account, which has its own page for it.
    messages: Option<Messages>,
}

/// An outcome whose guess lies open beside its value, as both were then.
struct Opened<'a> {
    outcome: &'a OutcomeView,
    guessed: f64,
    said: f64,
    yours: Option<f64>,
    /// What the value is by now, and since when, where it is another.
    today: Option<(f64, MovedSinceView)>,
}

impl Opened<'_> {
    fn gap(&self) -> f64 {
        (self.said - self.guessed).abs()
    }
}

fn opened(outcomes: &[OutcomeView]) -> Vec<Opened<'_>> {
    let open = outcomes.iter().filter_map(|outcome| match outcome.guess {
        GuessView::Revealed {
            guessed,
            gap: Some(gap),
            yours,
            opened,
            ..
        } => Some(Opened {
            outcome,
            guessed: opened.map_or(guessed, |then| then.guessed),
            said: opened.map_or(guessed + gap, |then| then.said),
            yours,
            today: opened
                .and_then(|then| then.moved)
                .map(|moved| (guessed + gap, moved)),
        }),
        _ => None,
    });
    let mut open: Vec<_> = open.collect();
    open.sort_by(|a, b| b.gap().total_cmp(&a.gap()));
    open
}

/// `GET …/reveal`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    if ask.query.has("end") {
        return end(&room);
    }
    let value = room.seen.value();
    let mut opened = opened(&value.outcomes);
    // One can be asked for; else the widest comes first.
    if let Some(asked) = ask.query.optional::<OutcomeId>("outcome")?
        && let Some(place) = opened.iter().position(|it| it.outcome.id == asked)
    {
        opened[..=place].rotate_right(1);
    }
    let guesser = opened
        .first()
        .and_then(|it| only_guesser(&room, it.outcome.id));
    room.name(guesser)?;
    let (provider, consumer) = (
        room.names.party(room.frame.provider),
        room.names.party(room.frame.consumer),
    );
    let guessed_by = match guesser {
        Some(person) => called(room.say, &room.names.person(person)).to_owned(),
        None => provider.short.clone(),
    };
    let widest = opened.first().map(|opened| widest(&room, opened));
    let your_turn = |o: &OutcomeView| matches!(o.guess, GuessView::YourTurn);
    let to_guess = room.frame.you.guess && value.outcomes.iter().any(your_turn);
    let nothing = match room.frame.you.kind {
        _ if to_guess => room.say.one("reveal-guess-first", "party", &consumer.short),
        PartyKind::Consumer => room.say.one("reveal-no-guess", "party", &provider.short),
        _ if figures::are_closed(&room.frame) => {
            room.say.one("reveal-closed", "party", &consumer.short)
        }
        _ if value.outcomes.iter().any(|it| it.consumer_spoke) => {
            room.say.one("reveal-none-sealed", "party", &consumer.short)
        }
        _ => room.say.one("reveal-not-yet", "party", &consumer.short),
    };
    let (title, hearers) = if room.frame.you.kind == PartyKind::Consumer {
        (
            room.say.one("reveal-back", "name", guessed_by),
            vec![consumer, provider],
        )
    } else if room.frame.you.kind == PartyKind::Provider {
        (
            room.say.one("reveal-back", "name", &consumer.short),
            vec![provider, consumer],
        )
    } else {
        let own = room.names.party(room.frame.you.party);
        (
            room.say.text("reveal-back-all"),
            vec![own, provider, consumer],
        )
    };
    let hearers: Vec<_> = hearers
        .into_iter()
        .map(|party| party.short.as_str())
        .collect();
    let layout = room.layout(room.say.text("reveal-title"))?;
    page(&Page {
        party: room.names.party(room.frame.you.party).clone(),
        others: opened
            .iter()
            .skip(1)
            .map(|opened| Other {
                href: room.to(format_args!("reveal?outcome={}", opened.outcome.id)),
                statement: figures::statement(&room, opened.outcome),
                guessed: format!("{:.0}", opened.guessed),
                said: format!("{:.0}", opened.said),
                other_words: other_words(&room, opened.outcome),
                today: opened
                    .today
                    .map(|(said, moved)| said_today(&room, said, moved)),
            })
            .collect(),
        widest,
        nothing,
        to_guess,
        sentence_title: title,
        seen_by: seen_by(&room, &hearers),
        speak: room.seen.may::<act::Say>(()),
        provider: provider.clone(),
        consumer: consumer.clone(),
        layout,
    })
}

/// Who guessed, where it was one person alone: the sentence back is to them.
fn only_guesser(room: &Room<'_>, outcome: OutcomeId) -> Option<PersonId> {
    match room.seen.outcome(outcome)?.guesses.as_slice() {
        [guess] => Some(guess.person),
        _ => None,
    }
}

/// That guess or value were about other words than those shown; else empty.
fn other_words(room: &Room<'_>, outcome: &OutcomeView) -> String {
    if figures::compares_other_words(outcome, room.frame.consumer) {
        room.say.text("reveal-other-words")
    } else {
        String::new()
    }
}

fn seen_by(room: &Room<'_>, parties: &[&str]) -> String {
    let sight = room
        .say
        .one("reveal-seen-by", "parties", parties.join(", "));
    room.with_operator(sight)
}

fn widest(room: &Room<'_>, opened: &Opened<'_>) -> Widest {
    let (say, outcome) = (room.say, opened.outcome);
    let (provider, consumer) = (
        room.short(room.frame.provider),
        room.short(room.frame.consumer),
    );
    let guessed = format!("{:.0}", opened.guessed);
    let said = format!("{:.0}", opened.said);
    let figure = said_by(outcome, room.frame.consumer);
    // A number of several people is nobody's own, even if they agree.
    let alone = figure.is_some_and(|figure| figure.raters == 1) && opened.today.is_none();
    // Nor is it the reader's who is not counted yet: users are counted from five on.
    let counted = !room.frame.you.by_role || room.frame.you.figures_open;
    let you_said =
        alone && counted && room.frame.you.kind == PartyKind::Consumer && outcome.yours.is_some();
    let guesses = room
        .seen
        .outcome(outcome.id)
        .map(|page| page.guesses)
        .unwrap_or_default();
    let you_guessed = guesses.len() == 1 && opened.yours.is_some();
    let left = if you_guessed {
        say.one("reveal-you-guessed", "guess", &guessed)
    } else {
        say.two(
            "reveal-they-guessed",
            ("party", provider),
            ("guess", &guessed),
        )
    };
    let right = if you_said {
        say.one("reveal-you-said", "said", &said)
    } else {
        say.two("reveal-they-said", ("party", consumer), ("said", &said))
    };
    let verdict = if figures::compares_other_words(outcome, room.frame.consumer) {
        "reveal-sentence-other-words"
    } else if opened.gap() >= GAP_WORTH_A_TALK {
        "reveal-sentence-talk"
    } else {
        "reveal-sentence-alike"
    };
    let sealed = guesses
        .iter()
        .filter(|guess| !guess.late)
        .map(|guess| guess.at)
        .min();
    Widest {
        outcome: outcome.id,
        statement: figures::statement(room, outcome),
        when: match sealed {
            Some(at) => say.one("reveal-sealed-on", "day", room.dates.day(at)),
            None => say.text("reveal-late"),
        },
        guessed_by: if you_guessed {
            say.text("reveal-card-you-guessed")
        } else {
            say.one("reveal-card-guessed", "party", provider)
        },
        said_by: if you_said {
            say.text("reveal-card-you-said")
        } else {
            say.one("reveal-card-said", "party", consumer)
        },
        bars: figure
            .filter(|_| opened.today.is_none())
            .map(|figure| figures::bars(room, figure))
            .unwrap_or_default(),
        gap: chart::gap(
            opened.guessed,
            opened.said,
            &say.two("reveal-both", ("left", &left), ("right", &right)),
        ),
        sentence: say.two(verdict, ("left", left), ("right", right)),
        today: opened
            .today
            .map(|(said, moved)| said_today(room, said, moved)),
        guessed,
        said,
    }
}

fn said_by(outcome: &OutcomeView, party: PartyId) -> Option<&Said> {
    outcome
        .figures
        .iter()
        .find_map(|figure| match &figure.figure {
            Figure::Said(said) if figure.party == party => Some(said),
            _ => None,
        })
}

/// Who is asked to say back what the visitor said: whoever invited them, where that is somebody of
/// another party who may, else the party across the table.
fn hearer(room: &Room<'_>, inviter: Option<(PersonId, &str)>) -> String {
    let you = &room.frame.you;
    let across = if you.kind == PartyKind::Provider {
        room.frame.consumer
    } else {
        room.frame.provider
    };
    let table = room.seen.table();
    let hears = |person: PersonId| {
        table.seats.iter().any(|seat: &SeatView| {
            let other = seat.party != you.party && seat.person == person;
            other && seat.roles.iter().any(|role| *role != Role::Observer)
        })
    };
    match inviter {
        Some((person, name)) if hears(person) => name.to_owned(),
        _ => room.short(across).to_owned(),
    }
}

/// Who invited the visitor here, and what they are called, while that is known.
fn inviter(ask: &Ask) -> Result<Option<(PersonId, String)>, Problem> {
    let (accounts, person) = (ask.web.app().accounts(), ask.person()?);
    let invitations = accounts.invitations_to(ask.table()?.id)?;
    let own = invitations.into_iter().find(|it| it.person == person);
    let Some(inviter) = own.map(|invitation| invitation.invited_by) else {
        return Ok(None);
    };
    let name = accounts.names(&[inviter])?.remove(&inviter);
    let name = name.and_then(|name| name.name);
    Ok(name.map(|name| (inviter, called(ask.say, &name).to_owned())))
}

/// The end of a guest's first visit, shown again with what to mend.
pub(crate) fn thanks(ask: &Ask) -> Answer {
    end(&ask.room()?)
}

/// Whether the visitor said something of the outcome: that it does not concern them is something.
pub(crate) fn has_rated(outcome: &OutcomeView) -> bool {
    outcome.yours.is_some() || outcome.declined
}

fn end(room: &Room<'_>) -> Answer {
    let ask = room.ask;
    let inviter = inviter(ask)?;
    let inviter = inviter
        .as_ref()
        .map(|(person, name)| (*person, name.as_str()));
    let asker = inviter.map_or(room.provider(), |(_, name)| name);
    let (viewer, thanks) = (room.seen.viewer(), room.say.text("end-title"));
    let (title, lede) = if room.seen.asked_to_be_heard() {
        let name = hearer(room, inviter);
        (thanks, room.say.one("end-lede", "name", name))
    } else if room.seen.words().any(|word| word.person == viewer) {
        (thanks, room.say.text("end-lede-said"))
    } else if room.seen.value().outcomes.iter().any(has_rated) {
        (thanks, room.say.text("end-lede-rated"))
    } else {
        let title = room.say.text("end-title-nothing");
        (title, room.say.text("end-lede-nothing"))
    };
    page(&EndPage {
        party: room.names.party(room.frame.you.party).clone(),
        lede,
        may_claim: room.seen.may::<act::ClaimSeat>(()),
        way_back: way_back::link(ask)?.unwrap_or_default(),
        messages: if ask.visitor()?.person.is_guest() {
            Some(Messages::of(ask)?).filter(|messages| messages.sends)
        } else {
            None
        },
        layout: room.layout(title)?,
        consent: format!(
            "{} {}",
            room.say.one("messages-when", "name", asker),
            room.say.plain("messages-consent")
        ),
    })
}

/// `POST …/reveal`: one sentence to the other side, or nothing; either way the visitor has looked.
pub fn answer(ask: &Ask) -> Answer {
    let (form, id) = (&ask.form, ask.table()?.id);
    let frame = ask.seen()?.frame();
    match ask.carry_out_part(id, "looked", act::LookAtReveal {}) {
        Ok(_) | Err(Problem::Rule(Refusal::NothingNew)) => {}
        Err(problem) => return ask.mend(problem, show),
    }
    let nothing_said = form.has("nothing") || form.text("words").trim().is_empty();
    let to_table = form.text("nothing") == "table";
    let on = match frame.you.claimed || to_table {
        true if nothing_said => format!("/r/{id}"),
        true => format!("/r/{id}?said=sentence-said"),
        false => format!("/r/{id}/reveal?end=1"),
    };
    if nothing_said {
        return Ok(see(&on));
    }
    let both = [frame.provider, frame.consumer].into_iter();
    let command = || {
        let kind = form.word("kind", ContributionKind::from_word)?;
        let audience = Audience::Parties(both.filter(|id| *id != frame.you.party).collect());
        let outcomes = match form.text("outcome") {
            "" => Vec::new(),
            _ => vec![form.parse_field("outcome")?],
        };
        Ok(Command::from(act::Say {
            outcomes,
            ..act::Say::new(kind, audience, form.text("words"))
        }))
    };
    ask.act(command(), |_| on.clone(), show)
}
