//! What fell, what rose and when, worded to its evidence; and the one sentence with which the page begins.

use std::collections::BTreeMap;

use domain::act;
use domain::ids::*;
use domain::measure::Measured;
use domain::view::{Happened, ReviewPage, ReviewedOutcome, ShiftView, ShiftWay};

use crate::markdown;
use crate::names::PartyLabel;
use crate::room::Room;

/// Characters of a title that stand in a sentence.
const SHORT: usize = 100;
/// Things that happened, at most.
const HAPPENED: usize = 12;

/// The sentence with which the page begins, and the one thing to do about it.
pub(super) struct Headline {
    /// `care`, `alert`, or nothing.
    pub look: &'static str,
    pub title: String,
    pub lines: Vec<String>,
    pub action: String,
    pub action_text: String,
    /// Where it is told what fell, and when.
    pub has_falls: bool,
}

/// A change of what a party says.
pub(super) struct Fall {
    pub href: String,
    pub statement: String,
    pub party: PartyLabel,
    pub sentence: String,
    pub when: String,
    /// What happened before or at that time, outside and at the table.
    pub beside: Vec<(String, String)>,
    /// Whether it is more than noise.
    pub is_shift: bool,
    pub less: bool,
}

/// “2 of 3 now say less, by 1 to 3 points; …”
fn sentence(room: &Room<'_>, shift: &ShiftView) -> String {
    let less = shift.less.map_or(0, |moved| moved.people);
    let more = shift.more.map_or(0, |moved| moved.people);
    let (way, moved) = match less >= more {
        true => ("less", shift.less),
        false => ("more", shift.more),
    };
    let by = moved.and_then(|moved| moved.by).unwrap_or([0, 0]);
    let range = match (moved.and_then(|moved| moved.by), by) {
        (None, _) | (_, [0, 0]) => "none",
        (_, [least, most]) if least == most => "one",
        _ => "many",
    };
    let chance = shift.chance.map_or(0, |chance| chance.once_in);
    room.say.with(
        "review-shift",
        &[
            ("way", way.to_owned()),
            ("count", less.max(more).to_string()),
            ("people", shift.people.to_string()),
            ("range", range.to_owned()),
            ("least", by[0].to_string()),
            ("most", by[1].to_string()),
            (
                "chance",
                if chance > 1 { "some" } else { "none" }.to_owned(),
            ),
            ("once", chance.to_string()),
        ],
    )
}

/// “2 of 3 say less”: what stands beside a value.
pub(super) fn in_short(room: &Room<'_>, shift: &ShiftView) -> String {
    // Of one person the value says it already.
    if shift.people < 2 {
        return String::new();
    }
    let less = shift.less.map_or(0, |moved| moved.people);
    let more = shift.more.map_or(0, |moved| moved.people);
    let (key, count) = match (less, more) {
        (0, 0) => return String::new(),
        (less, more) if less >= more => ("review-say-less", less),
        (_, more) => ("review-say-more", more),
    };
    room.say
        .two(key, ("count", count), ("people", shift.people))
}

fn when(room: &Room<'_>, shift: &ShiftView) -> String {
    match shift.first.zip(shift.last) {
        Some((first, last)) if first == last => {
            room.say.one("review-when-on", "day", room.dates.on(first))
        }
        Some((first, last)) => room.say.two(
            "review-when-between",
            ("first", room.dates.on(first)),
            ("last", room.dates.on(last)),
        ),
        None => String::new(),
    }
}

/// What fell or rose: shifts first, then where most say less.
pub(super) fn falls(room: &Room<'_>, view: &ReviewPage) -> Vec<Fall> {
    let shifts = view
        .outcomes
        .iter()
        .flat_map(|outcome| outcome.shifts.iter().map(move |shift| (outcome, shift)));
    let mut told: Vec<(&ReviewedOutcome, &ShiftView)> = shifts
        .filter(|(_, shift)| shift.fell || shift.shift.is_some())
        .collect();
    told.sort_by_key(|(outcome, shift)| {
        let own = outcome.for_party == shift.party;
        (shift.shift.is_none(), !shift.fell, !own)
    });
    told.into_iter()
        .map(|(outcome, shift)| Fall {
            href: room.to(format_args!("outcomes/{}", outcome.id)),
            statement: room.or_erased(outcome.statement.as_ref()),
            party: room.names.party(shift.party).clone(),
            sentence: sentence(room, shift),
            when: when(room, shift),
            beside: beside(room, view, outcome, shift),
            is_shift: shift.shift.is_some(),
            less: shift.shift != Some(ShiftWay::More),
        })
        .collect()
}

/// What happened outside that may touch the outcome, until the last of those said so who went that way.
fn beside(
    room: &Room<'_>,
    view: &ReviewPage,
    outcome: &ReviewedOutcome,
    shift: &ShiftView,
) -> Vec<(String, String)> {
    let Some(last) = shift.last else {
        return Vec::new();
    };
    let factors = room.seen.factors(room.ask.moment()).factors;
    let known = factors.iter().filter(|it| {
        let touches = it.outcomes.iter().any(|one| one.outcome == outcome.id);
        touches && it.withdrawn.is_none() && it.day <= last
    });
    // What lies before the first of the two moments is no news.
    let since = view.since.day_in_utc();
    let recent = known.filter(|it| it.day >= since);
    recent
        .map(|it| {
            let words = room.or_erased(it.words.as_ref());
            let text = room.say.two(
                "review-beside-factor",
                ("words", markdown::excerpt(&words, SHORT)),
                ("day", room.dates.on(it.day)),
            );
            (room.to(format_args!("factors/{}", it.id)), text)
        })
        .collect()
}

/// How many comparisons were made, and how many shifts come up by chance among as many.
pub(super) fn tested(room: &Room<'_>, view: &ReviewPage) -> String {
    match view.tested {
        0 => room.say.text("review-tested-none"),
        tested => room.say.two(
            "review-tested",
            ("count", tested),
            ("chance", tested.div_ceil(20)),
        ),
    }
}

/// What happened since, the latest first: when, where it is, what.
pub(super) fn happened(room: &Room<'_>, view: &ReviewPage) -> Vec<(String, String, String)> {
    let say = room.say;
    let told = view.happened.iter().take(HAPPENED).filter_map(|it| {
        let short = |words: Option<Option<String>>| {
            let words = room.or_erased(words?.as_ref());
            Some(markdown::excerpt(&words, SHORT))
        };
        let (place, text) = match it.what {
            Happened::Factor { factor } => {
                let words = short(room.seen.factor_words(factor))?;
                (format!("factors/{factor}"), words)
            }
            Happened::Decided { proposal } => {
                let title = short(room.seen.proposal_title(proposal))?;
                let text = say.one("review-decided", "title", title);
                (format!("decisions/{proposal}"), text)
            }
            Happened::Kept { commitment } => {
                let words = short(room.seen.commitment_words(commitment))?;
                let text = say.one("review-was-kept", "words", words);
                (format!("commitments/{commitment}"), text)
            }
            Happened::Agreed { version } => {
                let text = say.one("review-agreed", "version", version);
                (format!("agreement/versions/{version}"), text)
            }
        };
        Some((room.dates.day(it.at), room.to(place), text))
    });
    told.collect()
}

/// The one sentence, and the one thing to do about it.
pub(super) fn headline(room: &Room<'_>, view: &ReviewPage) -> Headline {
    let say = room.say;
    let measures = || view.outcomes.iter().flat_map(|it| it.measures.iter());
    // A target that two parties read is met where both say so.
    let mut read: BTreeMap<MeasureId, bool> = BTreeMap::new();
    for it in measures() {
        if let Measured::Read { met, .. } = it.measured {
            *read.entry(it.measure.id).or_insert(true) &= met;
        }
    }
    let met = read.values().filter(|met| **met).count();
    let missed = read.len() - met;
    let own = |outcome: &ReviewedOutcome| {
        let mut all = outcome.shifts.iter();
        all.find(|shift| shift.party == outcome.for_party && shift.fell)
            .copied()
    };
    let fell: Vec<_> = view
        .outcomes
        .iter()
        .filter_map(|outcome| Some((outcome, own(outcome)?)))
        .collect();
    let party = fell.first().map(|(outcome, _)| outcome.for_party);
    let party = party.map_or_else(String::new, |party| room.short(party).to_owned());
    let unsaid = view.outcomes.iter().filter(|it| it.agreed);
    let unsaid = unsaid.filter(|it| it.judged.is_none()).count();
    let (look, key) = match (missed, fell.is_empty(), met) {
        (0, false, 1..) => ("care", "review-head-green"),
        (1.., false, _) => ("care", "review-head-both"),
        (1.., true, _) => ("care", "review-head-missed"),
        (0, false, 0) => ("care", "review-head-fell"),
        (0, true, 0) => ("", "review-head-unmeasured"),
        (0, true, _) if unsaid > 0 => ("", "review-head-unsaid"),
        (0, true, _) => ("", "review-head-good"),
    };
    let title = say.with(
        key,
        &[
            ("met", met.to_string()),
            ("missed", missed.to_string()),
            ("read", (met + missed).to_string()),
            ("party", party),
            ("since", room.dates.day(view.since)),
            ("count", unsaid.to_string()),
        ],
    );
    let mut lines = Vec::new();
    if let Some((outcome, shift)) = fell.first() {
        let words = markdown::excerpt(&room.or_erased(outcome.statement.as_ref()), SHORT);
        let told = sentence(room, shift);
        lines.push(say.two("review-head-first", ("words", words), ("told", told)));
        if let Some((_, text)) = beside(room, view, outcome, shift).first() {
            lines.push(say.one("review-head-beside", "what", text));
        }
        let unpromised = fell.iter().filter(|(it, _)| it.measures.is_empty());
        match (unpromised.count(), fell.len()) {
            (0, _) => {}
            (none, all) => {
                lines.push(say.two("review-head-unpromised", ("none", none), ("all", all)))
            }
        }
    }
    let mut outcomes = view.outcomes.iter();
    let judged = |it: &&ReviewedOutcome| it.agreed && it.judged.is_none() && it.may_judge;
    // Only what the reader may do; for everybody else what there is to see, or a word.
    let (action, action_text) = match key {
        "review-head-unmeasured" => {
            let named = outcomes.find(|it| room.seen.may::<act::NameMeasure>(it.id));
            match named {
                Some(it) => (
                    room.to(format_args!("outcomes/{}#measures", it.id)),
                    say.text("review-do-measure"),
                ),
                None => (room.to("value"), say.text("review-do-value")),
            }
        }
        "review-head-unsaid" => match outcomes.find(judged) {
            Some(it) => (format!("#outcome-{}", it.id), say.text("review-do-say")),
            None => (room.to("value"), say.text("review-do-value")),
        },
        _ if key != "review-head-good" && room.seen.may::<act::MakeCommitment>(()) => {
            (room.to("commitments#make"), say.text("review-do-next"))
        }
        _ if key != "review-head-good" && room.seen.may::<act::Say>(()) => {
            (room.to("dialogue#say"), say.text("review-do-word"))
        }
        _ => (room.to("commitments"), say.text("review-do-commitments")),
    };
    Headline {
        look,
        title,
        lines,
        action,
        action_text,
        has_falls: !fell.is_empty(),
    }
}
