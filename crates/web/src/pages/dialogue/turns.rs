//! What is done in the dialogue: each turn one form and one command.

use app::Done;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Day, Fact, NoDay, act};

use crate::ask::Ask;
use crate::form::Form;
use crate::pages::dialogue::attachments;
use crate::problem::Problem;

/// `POST …/dialogue`: begins a thread, or says something in one.
pub(crate) fn say(ask: &Ask) -> Result<Command, Problem> {
    saying(ask, None, None)
}

/// The thread that begins with what was said.
pub(crate) fn said(ask: &Ask, done: &Done) -> String {
    ask.fill(&match done.facts.first() {
        Some(Fact::ContributionSaid(said)) => {
            let id = said.contribution;
            format!("/r/{{relationship}}/dialogue/{id}?said=words-said#said-{id}")
        }
        _ => "/r/{relationship}/dialogue".to_owned(),
    })
}

/// `POST …/dialogue/{contribution}/replies`: says something to what was said.
pub(crate) fn reply(ask: &Ask) -> Result<Command, Problem> {
    let under = ask.param("contribution")?;
    let audience = as_in_thread(ask, under)?;
    saying(ask, Some(under), audience)
}

/// The thread, where what was said stands.
pub(crate) fn replied(ask: &Ask, done: &Done) -> String {
    let thread = "/r/{relationship}/dialogue/{contribution}";
    ask.fill(&match done.facts.first() {
        Some(Fact::ContributionSaid(said)) => {
            format!("{thread}?said=words-said#said-{}", said.contribution)
        }
        _ => thread.to_owned(),
    })
}

/// The audience of whoever says something to `under` and means everybody who sees that.
fn as_in_thread(ask: &Ask, under: ContributionId) -> Result<Option<Audience>, Problem> {
    let seen = ask.seen()?;
    let thread = seen
        .thread_part(under, ask.now, 0..1)
        .ok_or(Problem::NotFound)?;
    let own = seen.you().party;
    Ok(thread.said.first().map(|said| {
        let word = &said.contribution;
        match &word.audience {
            Audience::Parties(parties) => {
                let all = parties.iter().chain([&word.party]);
                Audience::Parties(all.filter(|party| **party != own).copied().collect())
            }
            same => same.clone(),
        }
    }))
}

fn saying(
    ask: &Ask,
    under: Option<ContributionId>,
    in_thread: Option<Audience>,
) -> Result<Command, Problem> {
    let form = &ask.form;
    let audience = match form.text("audience") {
        "thread" => in_thread.ok_or(Problem::Field {
            field: "audience",
            what: "problem-choose",
        })?,
        "whole_table" => Audience::WholeTable,
        "own_party" => Audience::OwnParty,
        "parties" => Audience::Parties(ids(form.all("parties"), "audience")?),
        _ => {
            return Err(Problem::Field {
                field: "audience",
                what: "problem-choose",
            });
        }
    };
    let kind = form.word("kind", ContributionKind::from_word)?;
    let limit = match kind {
        ContributionKind::Limit => Some(form.word("limit", LimitKind::from_word)?),
        _ => None,
    };
    let outcomes = form.all("outcome").filter(|id| !id.is_empty());
    let mut mentions: Vec<PersonId> = ids(form.all("mentions"), "mentions")?;
    mentions.extend(typed_mentions(ask, form.text("words"), &audience)?);
    let said = act::Say {
        mentions,
        outcomes: ids(outcomes, "outcome")?,
        under,
        limit,
        condition: form.text("condition").to_owned(),
        spoken_for: form.optional("spoken_for")?,
        ..act::Say::new(kind, audience, form.text("words"))
    };
    // Looked at last: that takes longest.
    Ok(Command::from(act::Say {
        attachments: attachments::brought(ask)?,
        ..said
    }))
}

/// Who is mentioned in the words as “@Mara Osei”, or “@Mara” where one at the table is called so, of those
/// who will read them.
fn typed_mentions(ask: &Ask, words: &str, audience: &Audience) -> Result<Vec<PersonId>, Problem> {
    if !words.contains('@') {
        return Ok(Vec::new());
    }
    let mut room = ask.room()?;
    let seats = room.seen.table().seats;
    room.name(seats.iter().map(|seat| seat.person))?;
    let named = |name: &str| {
        let mention = format!("@{name}");
        let mut places = words.match_indices(&mention).map(|(at, it)| at + it.len());
        let ends = |at: usize| !words[at..].starts_with(char::is_alphanumeric);
        !name.is_empty() && places.any(ends)
    };
    let people: Vec<(PersonId, String)> = seats
        .iter()
        .map(|seat| (seat.person, room.names.person(seat.person)))
        .collect();
    let first = |name: &str| {
        name.split_whitespace()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let is_mentioned = |(person, name): &&(PersonId, String)| {
        let called = first(name);
        let alone = people
            .iter()
            .filter(|(_, other)| first(other) == called)
            .count()
            == 1;
        (named(name) || alone && named(&called)) && room.seen.would_be_read_by(*person, audience)
    };
    Ok(people
        .iter()
        .filter(is_mentioned)
        .map(|(person, _)| *person)
        .collect())
}

/// `POST …/{contribution}/note`: who is mentioned has read it.
pub(crate) fn note(ask: &Ask) -> Result<Command, Problem> {
    let contribution = ask.param("contribution")?;
    Ok(act::NoteMention { contribution }.into())
}

fn ids<'a, T: std::str::FromStr>(
    texts: impl Iterator<Item = &'a str>,
    field: &'static str,
) -> Result<Vec<T>, Problem> {
    let problem = Problem::Field {
        field,
        what: "problem-choose",
    };
    texts
        .map(|text| text.parse().ok())
        .collect::<Option<_>>()
        .ok_or(problem)
}

/// `POST …/{contribution}/withdrawal`: within five minutes its author takes it back.
pub(crate) fn take_back(ask: &Ask) -> Result<Command, Problem> {
    let contribution = ask.param("contribution")?;
    Ok(act::TakeBack { contribution }.into())
}

/// `POST …/{contribution}/mending`: its author puts it right.
pub(crate) fn mend(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::MendWord(act::MendWord {
        contribution: ask.param("contribution")?,
        words: form.text("words").to_owned(),
        condition: form.text("condition").to_owned(),
        meant_otherwise: form.has("meant_otherwise"),
    }))
}

/// `POST …/{contribution}/explanation`: what the need would let its author do.
pub(crate) fn explain(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::ExplainNeed(act::ExplainNeed {
        contribution: ask.param("contribution")?,
        enables: ask.form.text("enables").to_owned(),
    }))
}

/// `POST …/{contribution}/own-word`: the absent person confirms or withdraws.
pub(crate) fn own_word(ask: &Ask) -> Result<Command, Problem> {
    let contribution = ask.param("contribution")?;
    match ask.form.text("stand") {
        "yes" => Ok(act::ConfirmSpokenWord { contribution }.into()),
        "no" => Ok(act::WithdrawSpokenWord { contribution }.into()),
        _ => Err(Problem::Field {
            field: "stand",
            what: "problem-choose",
        }),
    }
}

/// The thread, saying whether its person stands by the word.
pub(crate) fn stood(ask: &Ask, _: &Done) -> String {
    let said = match ask.form.text("stand") {
        "yes" => "dialogue-stood-by",
        _ => "dialogue-withdrawn",
    };
    ask.fill(&format!(
        "/r/{{relationship}}/dialogue/{{contribution}}?said={said}#said-{{contribution}}"
    ))
}

/// `POST …/{contribution}/reflections`: another party says it back.
pub(crate) fn say_back(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::SayBack(act::SayBack {
        contribution: ask.param("contribution")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/reflections/{reflection}/confirmation`: yes, that is it.
pub(crate) fn confirm(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::ConfirmReflection(act::ConfirmReflection {
        contribution: ask.param("contribution")?,
        reflection: ask.param("reflection")?,
    }))
}

/// `POST …/reflections/{reflection}/correction`: not quite …
pub(crate) fn correct(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::CorrectReflection(act::CorrectReflection {
        contribution: ask.param("contribution")?,
        reflection: ask.param("reflection")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/reflections/{reflection}/acknowledgement`: the correction is taken in.
pub(crate) fn acknowledge(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::AcknowledgeCorrection(act::AcknowledgeCorrection {
        contribution: ask.param("contribution")?,
        reflection: ask.param("reflection")?,
    }))
}

/// `POST …/{contribution}/nod`: the author of an idea nods to this build on it.
pub(crate) fn nod(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::NodToBuild(act::NodToBuild {
        build: ask.param("contribution")?,
    }))
}

/// `POST …/{contribution}/not-heard`: a party has not heard what it was ticked for in a sitting.
pub(crate) fn deny_hearing(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::DenyHearing(act::DenyHearing {
        contribution: ask.param("contribution")?,
    }))
}

/// `POST …/{contribution}/answers`: what becomes of it.
pub(crate) fn answer(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let kind = form.word("kind", AnswerKind::from_word)?;
    let taken_up = kind == AnswerKind::TakenUp;
    Ok(Command::Answer(act::Answer {
        contribution: ask.param("contribution")?,
        kind,
        words: form.text("words").to_owned(),
        became_outcome: became(form, taken_up, "became_outcome")?,
        became_contribution: became(form, taken_up, "became_contribution")?,
        became_feature: became(form, taken_up, "became_feature")?,
        returns: match kind {
            AnswerKind::NotNow | AnswerKind::Tried => Some(day(ask)?),
            AnswerKind::TakenUp => None,
        },
    }))
}

fn became<T: std::str::FromStr>(
    form: &Form,
    taken_up: bool,
    field: &'static str,
) -> Result<Option<T>, Problem> {
    if taken_up {
        form.optional(field)
    } else {
        Ok(None)
    }
}

/// The day typed.
fn day(ask: &Ask) -> Result<Day, Problem> {
    let day = ask.form.text("returns").trim().parse();
    day.map_err(|NoDay| Problem::Field {
        field: "returns",
        what: "problem-day",
    })
}

/// `POST …/answers/{answer}/confirmation`: the answer heard its author.
pub(crate) fn confirm_answer(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::ConfirmAnswer(act::ConfirmAnswer {
        contribution: ask.param("contribution")?,
        answer: ask.param("answer")?,
    }))
}

/// `POST …/voices/dismissal`: a piece of advice is put away.
pub(crate) fn dismiss(ask: &Ask) -> Result<Command, Problem> {
    let advice = ask.form.text("advice").to_owned();
    Ok(act::DismissAdvice { advice }.into())
}
