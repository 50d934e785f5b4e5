//! Saying what an outcome is worth: one outcome at a time, three scales that start empty, and why.

use askama::Template;
use domain::audience::Seen;
use domain::ids::*;
use domain::needs::Need;
use domain::view::{GuessView, OutcomeView};
use domain::words::*;
use domain::{Command, Refusal, act};

use crate::ask::{Answer, Ask, page, see};
use crate::cookie;
use crate::figures;
use crate::layout::Layout;
use crate::names::PartyLabel;
use crate::pages::reveal;
use crate::problem::Problem;
use crate::room::Room;

/// More steps than this are told as a number only.
const STEPS_DRAWN: usize = 12;

#[derive(Template)]
#[template(path = "rate.html")]
struct Page {
    layout: Layout,
    action: String,
    party: PartyLabel,
    place: String,
    way: Vec<&'static str>,
    statement: String,
    objective: String,
    lede: String,
    marks: Vec<Mark>,
    seen_by: String,
    /// Whether the visitor stands by role and may choose their name instead.
    may_name: bool,
    stage_summary: String,
    stages: Vec<(&'static str, String, bool)>,
    again: bool,
    /// The words for which it is.
    wording: u64,
    /// What the visitor said of other words, if it may still hold.
    still: Option<Still>,
}

/// What somebody said of an outcome before its words were changed.
pub(crate) struct Still {
    /// “You said on 3 May: …”
    pub said: String,
    /// The words of that time.
    pub statement: String,
    /// Their objective; empty where there was none.
    pub objective: String,
    /// Whom it was for, where that has changed; else empty.
    pub for_party: String,
}

impl Still {
    /// What the visitor said to other words than those of now and has not confirmed, where they can.
    pub(crate) fn of(room: &Room<'_>, outcome: &OutcomeView) -> Option<Self> {
        let words = outcome.your_words.as_ref()?;
        if !room.seen.may::<act::ConfirmAssessment>(outcome.id) {
            return None;
        }
        let moved = words.for_party != outcome.for_party;
        let objective = words.objective.clone().unwrap_or_default();
        let objective = if objective.is_empty() || Some(&objective) == outcome.objective.as_ref() {
            String::new()
        } else {
            room.say.one("rate-objective", "objective", objective)
        };
        Some(Self {
            said: said_last(room, outcome),
            statement: room.or_erased(words.statement.as_ref()),
            objective,
            for_party: if moved {
                room.say
                    .one("wording-was-for", "party", room.short(words.for_party))
            } else {
                String::new()
            },
        })
    }
}

/// What the visitor said last of an outcome, in a sentence; empty where they said nothing.
pub(crate) fn said_last(room: &Room<'_>, outcome: &OutcomeView) -> String {
    match &outcome.yours {
        Some(yours) => room.say.with(
            "yours-last",
            &[
                ("benefit", yours.marks.benefit.to_string()),
                ("usefulness", yours.marks.usefulness.to_string()),
                ("importance", yours.marks.importance.to_string()),
                ("day", room.dates.day(yours.at)),
            ],
        ),
        None if outcome.declined => room.say.text("yours-declined"),
        None => String::new(),
    }
}

/// One of the three scales.
pub(crate) struct Mark {
    /// Its field.
    pub name: &'static str,
    /// What it is called.
    pub legend: String,
    /// What it asks.
    pub hint: String,
    /// What its ends mean.
    pub least: String,
    /// The other one.
    pub most: String,
    /// Whose colour it has; empty for the one who decides.
    pub look: &'static str,
    /// What was said before, shown once something new is chosen.
    pub before: String,
}

/// The three scales of a form, empty unless it was refused; their questions begin with `ask_as`.
pub(crate) fn scales(
    room: &Room<'_>,
    ask_as: &str,
    look: &'static str,
    before: [String; 3],
) -> Vec<Mark> {
    ["benefit", "usefulness", "importance"]
        .into_iter()
        .zip(before)
        .map(|(name, before)| Mark {
            name,
            legend: room.say.text(&format!("mark-{name}")),
            hint: room.say.text(&format!("{ask_as}-{name}")),
            least: room.say.text(&format!("mark-{name}-least")),
            most: room.say.text(&format!("mark-{name}-most")),
            look,
            before,
        })
        .collect()
}

/// How far one is: a word per outcome (`done`, `here`, or nothing), none when they are too many.
pub(crate) fn way(
    outcomes: &[OutcomeView],
    here: OutcomeId,
    done: impl Fn(&OutcomeView) -> bool,
) -> Vec<&'static str> {
    if outcomes.len() < 2 || outcomes.len() > STEPS_DRAWN {
        return Vec::new();
    }
    let step = |outcome: &OutcomeView| match outcome {
        _ if outcome.id == here => "here",
        _ if done(outcome) => "done",
        _ => "",
    };
    outcomes.iter().map(step).collect()
}

/// “2 of 3”.
pub(crate) fn place(room: &Room<'_>, outcomes: &[OutcomeView], here: OutcomeId) -> String {
    let place = outcomes
        .iter()
        .position(|outcome| outcome.id == here)
        .unwrap_or(0)
        + 1;
    room.say
        .two("count-of", ("done", place), ("total", outcomes.len()))
}

/// `GET …/rate`: the next outcome that waits for the visitor, or what comes after the last one.
pub fn next(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let base = ask.base()?;
    if ask.table()?.as_of.is_some() {
        return Ok(see(&base));
    }
    let again = ask.query.has("again");
    let outcomes = seen.value().outcomes;
    let waiting = waiting(ask, &seen, again);
    let after = ask
        .query
        .get("after")
        .and_then(|id| id.parse::<OutcomeId>().ok());
    // “Not now” goes on to what follows; it does not come round again.
    let start = after
        .and_then(|after| outcomes.iter().position(|outcome| outcome.id == after))
        .map_or(0, |place| place + 1);
    let next = outcomes
        .iter()
        .skip(start)
        .find(|outcome| waiting.contains(&outcome.id));
    Ok(see(&match next {
        Some(outcome) if again => format!("{base}/rate/{}?again=1", outcome.id),
        Some(outcome) => format!("{base}/rate/{}", outcome.id),
        None if after.is_none() => base,
        None => base + after_the_last(&seen, &outcomes),
    }))
}

fn waiting(ask: &Ask, seen: &Seen<'_>, again: bool) -> Vec<OutcomeId> {
    let waiting = seen
        .needs(ask.now)
        .into_iter()
        .filter_map(|need| match need {
            Need::Rate { outcomes } | Need::RateForMix { outcomes } if !again => Some(outcomes),
            Need::RateAgain { outcomes, .. } | Need::StillSo { outcomes } if again => {
                Some(outcomes)
            }
            _ => None,
        });
    waiting.flatten().collect()
}

/// A guest is asked what is missing; the others see what came of it.
fn after_the_last(seen: &Seen<'_>, outcomes: &[OutcomeView]) -> &'static str {
    let you = seen.you();
    let opened = |o: &OutcomeView| matches!(o.guess, GuessView::Revealed { gap: Some(_), .. });
    if seen.may::<act::Say>(()) && !you.claimed {
        "/missing"
    } else if you.kind == PartyKind::Consumer && outcomes.iter().any(opened) {
        "/reveal"
    } else if outcomes.iter().any(reveal::has_rated) {
        "?said=rated"
    } else {
        ""
    }
}

/// `GET …/rate/{outcome}`
///
/// # Errors
/// [`Problem::NotFound`] for an outcome that is not looked at.
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let value = room.seen.value();
    if !room.seen.may::<act::Say>(()) {
        return Ok(see(&room.base));
    }
    let id: OutcomeId = ask.param("outcome")?;
    let outcome = value.outcomes.iter().find(|outcome| outcome.id == id);
    let outcome = outcome.ok_or(Problem::NotFound)?;
    let party = room.names.party(room.frame.you.party).clone();
    let statement = figures::statement(&room, outcome);
    let layout = room.layout(statement.clone())?;
    let before = before(&room, outcome);
    let (lede, summary) = if outcome.delivered {
        ("rate-lede-realised", "rate-is-realised")
    } else {
        ("rate-lede-expected", "rate-is-expected")
    };
    page(&Page {
        action: format!("{}/rate/{id}", room.base),
        place: place(&room, &value.outcomes, id),
        way: way(&value.outcomes, id, |o| o.yours.is_some() || o.declined),
        objective: outcome
            .objective
            .as_ref()
            .filter(|objective| !objective.is_empty())
            .map(|objective| room.say.one("rate-objective", "objective", objective))
            .unwrap_or_default(),
        lede: room.say.one(lede, "party", &party.short),
        marks: scales(
            &room,
            "rate",
            room.names.party(room.frame.you.party).look,
            before,
        ),
        seen_by: seen_by(&room, &party.short),
        may_name: room.frame.you.by_role && !room.frame.you.figures_open,
        stage_summary: room.say.text(summary),
        stages: [
            (Stage::Realised, outcome.delivered),
            (Stage::Expected, !outcome.delivered),
        ]
        .map(|(stage, chosen)| {
            let text = room.say.text(&format!("rate-stage-{}", stage.word()));
            (stage.word(), text, chosen)
        })
        .into(),
        again: ask.query.has("again") || ask.form.has("again"),
        wording: outcome.wording,
        still: Still::of(&room, outcome),
        statement,
        party,
        layout,
    })
}

/// What the visitor said last, per scale.
fn before(room: &Room<'_>, outcome: &OutcomeView) -> [String; 3] {
    let Some(yours) = &outcome.yours else {
        return Default::default();
    };
    let day = room.dates.day(yours.at);
    [
        yours.marks.benefit,
        yours.marks.usefulness,
        yours.marks.importance,
    ]
    .map(|mark| room.say.two("rate-before", ("day", &day), ("mark", mark)))
}

/// Who will see a figure, and who runs the server.
fn seen_by(room: &Room<'_>, party: &str) -> String {
    let you = &room.frame.you;
    let sight = if you.by_role && !you.figures_open {
        "rate-seen-by-role"
    } else {
        "rate-seen-by-name"
    };
    let sight = room.say.one(sight, "party", party);
    room.with_operator(sight)
}

/// `POST …/rate/{outcome}`: says it, says that it does not concern one, or puts it off.
pub fn rate(ask: &Ask) -> Answer {
    let form = &ask.form;
    let outcome: OutcomeId = ask.param("outcome")?;
    let base = ask.base()?;
    let on = format!("{base}/rate?after={outcome}");
    if form.has("again") {
        return carry(ask, outcome, format!("{on}&again=1"));
    }
    let spoke = |o: &OutcomeView| o.id == outcome && (o.yours.is_some() || o.declined);
    if ask.seen()?.value().outcomes.iter().any(spoke) {
        return carry(
            ask,
            outcome,
            format!("{base}/outcomes/{outcome}?said=rated"),
        );
    }
    carry(ask, outcome, on)
}

fn carry(ask: &Ask, outcome: OutcomeId, on: String) -> Answer {
    let form = &ask.form;
    let id = ask.table()?.id;
    let command = match form.text("answer") {
        "later" => return Ok(cookie::keep_typed(see(&on))),
        "still" => confirmation(ask, outcome),
        "not_ours" => Ok(Command::DeclineToAssess(act::DeclineToAssess { outcome })),
        _ => assessment(ask, outcome),
    };
    // First the name, so that what is said next stands by it.
    let command = command.and_then(|command| {
        if form.has("by_name") && matches!(command, Command::Assess(act::Assess { .. })) {
            let named = ask.carry_out_part(id, "name", act::OpenFigures { open: true });
            if let Err(problem) = named
                && !matches!(problem, Problem::Rule(Refusal::NothingNew))
            {
                return Err(problem);
            }
        }
        Ok(command)
    });
    match command.and_then(|command| ask.carry_out(id, command)) {
        Ok(_) | Err(Problem::Rule(Refusal::NothingNew)) => Ok(see(&on)),
        Err(problem) => ask.mend(problem, show),
    }
}

fn assessment(ask: &Ask, outcome: OutcomeId) -> Result<Command, Problem> {
    let form = &ask.form;
    Ok(Command::Assess(act::Assess {
        outcome,
        stage: form.word("stage", Stage::from_word)?,
        benefit: form.mark("benefit")?,
        usefulness: form.mark("usefulness")?,
        importance: form.mark("importance")?,
        why: form.text("why").to_owned(),
        wording: form.optional("wording")?,
    }))
}

/// “Still so”: what was said to other words holds for those that the page shows.
pub(crate) fn confirmation(ask: &Ask, outcome: OutcomeId) -> Result<Command, Problem> {
    Ok(Command::ConfirmAssessment(act::ConfirmAssessment {
        outcome,
        wording: ask.form.parse_field("wording")?,
    }))
}
