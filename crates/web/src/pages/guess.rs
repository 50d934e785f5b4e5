//! The provider's guess: what will the consumer say? Sealed until they have spoken.

use askama::Template;
use domain::ids::*;
use domain::needs::Need;
use domain::view::{GuessView, OutcomeView};
use domain::{Command, Fact, Refusal, act};

use crate::ask::{Answer, Ask, page, see};
use crate::figures;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::rate::{Mark, place, scales, way};
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "guess.html")]
struct Page {
    layout: Layout,
    action: String,
    party: PartyLabel,
    place: String,
    way: Vec<&'static str>,
    statement: String,
    lede: String,
    sealed: String,
    /// That one's own was made for other words; else empty.
    outdated: String,
    wording: u64,
    marks: Vec<Mark>,
    several: bool,
}

/// `GET …/guess`: the next outcome to guess, or what comes after the last one.
pub fn next(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let base = ask.base()?;
    let (you, outcomes, open) = (seen.you(), seen.value().outcomes, open(ask)?);
    if !you.guess || !seen.is_present() {
        return Ok(see(&base));
    }
    if let Some(outcome) = outcomes.iter().find(|outcome| open.contains(&outcome.id)) {
        return Ok(see(&format!("{base}/guess/{}", outcome.id)));
    }
    let opened = |o: &OutcomeView| matches!(o.guess, GuessView::Revealed { gap: Some(_), .. });
    if outcomes.iter().any(opened) {
        return Ok(see(&format!("{base}/reveal")));
    }
    let unasked = you.speak_for_party && nobody_asked(ask)?;
    let on = if unasked {
        "/invite"
    } else {
        "?said=guesses-sealed"
    };
    Ok(see(&format!("{base}{on}")))
}

/// The outcomes that the visitor has neither guessed nor skipped.
fn open(ask: &Ask) -> Result<Vec<OutcomeId>, Problem> {
    let needs = ask.seen()?.needs(ask.now).into_iter();
    let guess = needs.filter_map(|need| match need {
        Need::GuessSpoken { outcomes } | Need::Guess { outcomes } => Some(outcomes),
        _ => None,
    });
    Ok(guess.flatten().collect())
}

/// Whether nobody of the consumer has a seat yet.
fn nobody_asked(ask: &Ask) -> Result<bool, Problem> {
    let seen = ask.seen()?;
    let consumer = seen.frame().consumer;
    Ok(!seen.table().seats.iter().any(|seat| seat.party == consumer))
}

/// `GET …/guess/{outcome}`
///
/// # Errors
/// [`Problem::NotFound`] for an outcome that is not looked at, and for who does not guess.
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let value = room.seen.value();
    if !room.seen.is_present() {
        return Ok(see(&room.base));
    }
    let id: OutcomeId = ask.param("outcome")?;
    if !room.seen.may::<act::SealGuess>(id) {
        return Err(Problem::NotFound);
    }
    let outcome = value.outcomes.iter().find(|outcome| outcome.id == id);
    let outcome = outcome.ok_or(Problem::NotFound)?;
    let consumer = room.consumer();
    let statement = figures::statement(&room, outcome);
    let layout = room.layout(statement.clone())?;
    let open = open(ask)?;
    let sealed = match outcome.guess {
        GuessView::YourTurn => "guess-spoken",
        GuessView::Revealed { .. } => "guess-open",
        _ => "guess-sealed-note",
    };
    let outdated = matches!(outcome.guess, GuessView::Sealed { outdated: true, .. });
    page(&Page {
        outdated: if outdated {
            room.say.text("guess-outdated")
        } else {
            String::new()
        },
        wording: outcome.wording,
        action: format!("{}/guess/{id}", room.base),
        party: room.names.party(room.frame.you.party).clone(),
        place: place(&room, &value.outcomes, id),
        way: way(&value.outcomes, id, |outcome| !open.contains(&outcome.id)),
        lede: room.say.one("guess-lede", "party", consumer),
        sealed: room.say.one(sealed, "party", consumer),
        marks: scales(&room, "guess", "provider", Default::default()),
        several: open.len() > 1,
        statement,
        layout,
    })
}

/// `POST …/guess/{outcome}`: seals a guess, skips it, or skips all that are left.
pub fn guess(ask: &Ask) -> Answer {
    let form = &ask.form;
    let table = ask.table()?;
    let outcome: OutcomeId = ask.param("outcome")?;
    let skipped = match form.text("answer") {
        "skip" => vec![outcome],
        "skip_all" => open(ask)?,
        _ => {
            let command = || {
                Ok(Command::SealGuess(act::SealGuess {
                    outcome,
                    benefit: form.mark("benefit")?,
                    usefulness: form.mark("usefulness")?,
                    importance: form.mark("importance")?,
                    wording: form.optional("wording")?,
                }))
            };
            let opened = |facts: &[Fact]| {
                facts
                    .iter()
                    .any(|it| matches!(it, Fact::GuessesRevealed(_)))
            };
            return ask.act(
                command(),
                |done| match opened(&done.facts) {
                    // They spoke before: what they said is seen at once.
                    true => format!("/r/{}/reveal?outcome={outcome}", table.id),
                    false => format!("/r/{}/guess", table.id),
                },
                show,
            );
        }
    };
    for (place, outcome) in skipped.into_iter().enumerate() {
        let command = Command::SkipGuess(act::SkipGuess { outcome });
        match ask.carry_out_part(table.id, &place.to_string(), command) {
            Ok(_) | Err(Problem::Rule(Refusal::NothingNew)) => {}
            Err(problem) => return ask.mend(problem, show),
        }
    }
    Ok(see(&format!("/r/{}/guess", table.id)))
}
