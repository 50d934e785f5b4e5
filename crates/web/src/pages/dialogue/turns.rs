//! What is done in the dialogue: each turn one form and one command.

use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::ask::{Answer, Ask};
use crate::form::Form;
use crate::pages::dialogue::{show, show_thread};
use crate::problem::Problem;

/// `POST …/dialogue`: begins a thread, or says something in one.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn say(ask: &Ask) -> Answer {
    let base = format!("/r/{}/dialogue", ask.table()?.id);
    ask.act(
        saying(&ask.form, None, None),
        |done| match done.facts.first() {
            Some(Fact::ContributionSaid(said)) => {
                let id = said.contribution;
                format!("{base}/{id}?said=words-said#said-{id}")
            }
            _ => base.clone(),
        },
        show,
    )
}

/// `POST …/dialogue/{contribution}/replies`: says something to what was said.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn reply(ask: &Ask) -> Answer {
    let under: ContributionId = ask.param("contribution")?;
    let base = format!("/r/{}/dialogue/{under}", ask.table()?.id);
    ask.act(
        as_in_thread(ask, under).and_then(|audience| saying(&ask.form, Some(under), audience)),
        |done| match done.facts.first() {
            Some(Fact::ContributionSaid(said)) => {
                format!("{base}?said=words-said#said-{}", said.contribution)
            }
            _ => base.clone(),
        },
        show_thread,
    )
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
    form: &Form,
    under: Option<ContributionId>,
    in_thread: Option<Audience>,
) -> Result<Command, Problem> {
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
    Ok(Command::from(act::Say {
        outcomes: ids(outcomes, "outcome")?,
        under,
        limit,
        condition: form.text("condition").to_owned(),
        spoken_for: form.optional("spoken_for")?,
        ..act::Say::new(kind, audience, form.text("words"))
    }))
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

/// Carries out what a form of the thread's page makes, and leads back to the thread.
fn turn(
    ask: &Ask,
    said: &str,
    command: impl FnOnce(&Ask, ContributionId) -> Result<Command, Problem>,
) -> Answer {
    let id: ContributionId = ask.param("contribution")?;
    let on = format!("/r/{}/dialogue/{id}?said={said}#said-{id}", ask.table()?.id);
    ask.act(command(ask, id), |_| on.clone(), show_thread)
}

/// `POST …/{contribution}/withdrawal`: within five minutes its author takes it back.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn take_back(ask: &Ask) -> Answer {
    let contribution: ContributionId = ask.param("contribution")?;
    let on = format!("/r/{}/dialogue?said=words-taken-back", ask.table()?.id);
    ask.act(
        Ok(Command::TakeBack(act::TakeBack { contribution })),
        |_| on.clone(),
        show_thread,
    )
}

/// `POST …/{contribution}/explanation`: what the need would let its author do.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn explain(ask: &Ask) -> Answer {
    turn(ask, "dialogue-explained", |ask, contribution| {
        Ok(Command::ExplainNeed(act::ExplainNeed {
            contribution,
            enables: ask.form.text("enables").to_owned(),
        }))
    })
}

/// `POST …/{contribution}/own-word`: the absent person confirms or withdraws.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn own_word(ask: &Ask) -> Answer {
    let said = match ask.form.text("stand") {
        "yes" => "dialogue-stood-by",
        _ => "dialogue-withdrawn",
    };
    turn(ask, said, |ask, contribution| {
        match ask.form.text("stand") {
            "yes" => Ok(Command::ConfirmSpokenWord(act::ConfirmSpokenWord {
                contribution,
            })),
            "no" => Ok(Command::WithdrawSpokenWord(act::WithdrawSpokenWord {
                contribution,
            })),
            _ => Err(Problem::Field {
                field: "stand",
                what: "problem-choose",
            }),
        }
    })
}

/// `POST …/{contribution}/reflections`: another party says it back.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn say_back(ask: &Ask) -> Answer {
    turn(ask, "dialogue-said-back", |ask, contribution| {
        Ok(Command::SayBack(act::SayBack {
            contribution,
            words: ask.form.text("words").to_owned(),
        }))
    })
}

/// `POST …/reflections/{reflection}/confirmation`: yes, that is it.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn confirm(ask: &Ask) -> Answer {
    turn(ask, "dialogue-confirmed", |ask, contribution| {
        Ok(Command::ConfirmReflection(act::ConfirmReflection {
            contribution,
            reflection: ask.param("reflection")?,
        }))
    })
}

/// `POST …/reflections/{reflection}/correction`: not quite …
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn correct(ask: &Ask) -> Answer {
    turn(ask, "dialogue-corrected", |ask, contribution| {
        Ok(Command::CorrectReflection(act::CorrectReflection {
            contribution,
            reflection: ask.param("reflection")?,
            words: ask.form.text("words").to_owned(),
        }))
    })
}

/// `POST …/reflections/{reflection}/acknowledgement`: the correction is taken in.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn acknowledge(ask: &Ask) -> Answer {
    turn(ask, "dialogue-acknowledged", |ask, contribution| {
        Ok(Command::AcknowledgeCorrection(act::AcknowledgeCorrection {
            contribution,
            reflection: ask.param("reflection")?,
        }))
    })
}

/// `POST …/{contribution}/nod`: the author of an idea nods to this build on it.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn nod(ask: &Ask) -> Answer {
    turn(ask, "dialogue-nodded", |_, build| {
        Ok(Command::NodToBuild(act::NodToBuild { build }))
    })
}

/// `POST …/{contribution}/answers`: what becomes of it.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn answer(ask: &Ask) -> Answer {
    turn(ask, "dialogue-answered", |ask, contribution| {
        let form = &ask.form;
        let kind = form.word("kind", AnswerKind::from_word)?;
        let taken_up = kind == AnswerKind::TakenUp;
        Ok(Command::Answer(act::Answer {
            contribution,
            kind,
            words: form.text("words").to_owned(),
            became_outcome: became(form, taken_up, "became_outcome")?,
            became_contribution: became(form, taken_up, "became_contribution")?,
            became_feature: became(form, taken_up, "became_feature")?,
            returns: match kind {
                AnswerKind::NotNow => Some(day(ask)?),
                _ => None,
            },
        }))
    })
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

/// The beginning of the day typed, in the relationship's zone.
fn day(ask: &Ask) -> Result<Moment, Problem> {
    let problem = Problem::Field {
        field: "returns",
        what: "problem-day",
    };
    let zone = ask.seen()?.frame().time_zone;
    let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let day: Date = match ask.form.text("returns").trim().parse() {
        Ok(day) => day,
        Err(_) => return Err(problem),
    };
    let start = day.to_zoned_datetime(zone).map_err(|_| problem)?;
    Ok(Moment(start.timestamp().as_millisecond()))
}

/// `POST …/answers/{answer}/confirmation`: the answer heard its author.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn confirm_answer(ask: &Ask) -> Answer {
    turn(ask, "dialogue-answer-confirmed", |ask, contribution| {
        Ok(Command::ConfirmAnswer(act::ConfirmAnswer {
            contribution,
            answer: ask.param("answer")?,
        }))
    })
}

/// `POST …/voices/dismissal`: a piece of advice is put away.
///
/// # Errors
/// Whatever cannot be mended in the form.
pub fn dismiss(ask: &Ask) -> Answer {
    let on = format!("/r/{}/dialogue?said=advice-away", ask.table()?.id);
    let advice = ask.form.text("advice").to_owned();
    ask.act(
        Ok(Command::DismissAdvice(act::DismissAdvice { advice })),
        |_| on.clone(),
        show,
    )
}
