//! What fell, what rose and when, worded to its evidence; and the one sentence with which the page begins.

use std::collections::BTreeMap;

use accounts::Language;
use domain::ids::*;
use domain::measure::Measured;
use domain::view::{
    ChanceView, Happened, Happening, MeasuredView, MovedView, OverTimeView, ReviewPage,
    ReviewedOutcome, ShiftView, ShiftWay,
};
use domain::words::{CameTrue, Principle};
use domain::{Day, Moment, act};

use crate::markdown;
use crate::names::PartyLabel;
use crate::room::Room;

/// Characters of a title that stand in a sentence.
const SHORT: usize = 100;
/// Things that happened, at most.
const HAPPENED: usize = 12;
/// Of these, beside one change.
const BESIDE: usize = 3;

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

/// What changed over several months.
pub(super) struct OverMonths {
    pub href: String,
    pub statement: String,
    pub party: PartyLabel,
    pub sentence: String,
    pub is_shift: bool,
    pub less: bool,
    /// What happened at the time: where it is, and what.
    pub beside: Vec<(String, String)>,
}

/// “2 of 3 who rated again now say less, by 1 to 3 points; …”
fn sentence(room: &Room<'_>, shift: &ShiftView) -> String {
    let moved = (shift.less, shift.more);
    let people = shift.people;
    let told = told(room, "review-shift", moved, people, shift.chance, "");
    with_still_so(room, told, shift)
}

/// With how many say that it still holds: whoever only reads of those who rated again takes them for all.
pub(crate) fn with_still_so(room: &Room<'_>, told: String, shift: &ShiftView) -> String {
    match shift.still_so {
        0 => told,
        count => format!("{told}; {}", room.say.count("review-still-so", count)),
    }
}

fn told(
    room: &Room<'_>,
    key: &str,
    (less, more): (Option<MovedView>, Option<MovedView>),
    people: usize,
    chance: Option<ChanceView>,
    since: &str,
) -> String {
    let count = |moved: Option<MovedView>| moved.map_or(0, |moved| moved.people);
    let (way, moved) = match count(less) >= count(more) {
        true => ("less", less),
        false => ("more", more),
    };
    let by = moved.and_then(|moved| moved.by).unwrap_or([0, 0]);
    let range = match (moved.and_then(|moved| moved.by), by) {
        (None, _) | (_, [0, 0]) => "none",
        (_, [least, most]) if least == most => "one",
        // Less than half a point each, as whole points are told.
        (_, [0, _]) => "up",
        _ => "many",
    };
    room.say.with(
        key,
        &[
            ("way", way.to_owned()),
            ("count", count(less).max(count(more)).to_string()),
            ("people", people.to_string()),
            ("range", range.to_owned()),
            ("least", by[0].to_string()),
            ("most", by[1].to_string()),
            (
                "chance",
                match chance {
                    Some(chance) if chance.once_in > 1 && chance.drawn => "drawn",
                    Some(chance) if chance.once_in > 1 => "counted",
                    _ => "none",
                }
                .to_owned(),
            ),
            (
                "once",
                grouped(room.say.0, chance.map_or(0, |chance| chance.once_in)),
            ),
            ("since", since.to_owned()),
        ],
    )
}

/// A count with its thousands set apart, as its language does.
fn grouped(language: Language, count: u64) -> String {
    let digits = count.to_string();
    let mark = match language {
        Language::En => ',',
        Language::De => '.',
    };
    let mut text = String::with_capacity(digits.len() + 6);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// The day since which is looked back: of a version in force the table's, else the one that was asked for.
pub(super) fn since_day(room: &Room<'_>, view: &ReviewPage) -> String {
    match view.since_version {
        Some(_) => room.there.day(view.since),
        None => room.dates.on(view.since.day_in_utc()),
    }
}

/// What changed over several months: shifts first.
pub(super) fn over_time(room: &Room<'_>, view: &ReviewPage) -> Vec<OverMonths> {
    let mut all: Vec<&OverTimeView> = view.over_time.iter().collect();
    all.sort_by_key(|it| (it.shift.is_none(), it.shift == Some(ShiftWay::More)));
    let statements = room.seen.outcome_statements();
    let tell = |it: &OverTimeView| {
        let found = statements.iter().find(|(id, _)| *id == it.outcome);
        let month = room.dates.month(it.since);
        let moved = (it.less, it.more);
        let chance = Some(it.chance);
        OverMonths {
            href: room.to(format_args!("outcomes/{}", it.outcome)),
            statement: room.or_erased(found.and_then(|(_, words)| words.as_ref())),
            party: room.names.party(it.party).clone(),
            sentence: told(room, "review-over-time", moved, it.people, chance, &month),
            is_shift: it.shift.is_some(),
            less: it.shift != Some(ShiftWay::More),
            beside: around(room, it.outcome, it.since),
        }
    };
    all.into_iter().map(tell).collect()
}

/// What happened in that month or the three before, and is about the outcome.
fn around(room: &Room<'_>, outcome: OutcomeId, since: Day) -> Vec<(String, String)> {
    const DAYS: i64 = 92;
    let begins = since.begins_in_utc().0;
    let from = Moment(begins - DAYS * Moment::DAY);
    let until = Moment(begins + 31 * Moment::DAY).min(room.ask.moment());
    set_beside(room, outcome, &room.seen.happenings(from, until))
}

/// What is about the outcome: what happened outside before what was done at the table, the latest first.
fn set_beside(room: &Room<'_>, outcome: OutcomeId, all: &[Happening]) -> Vec<(String, String)> {
    let about = all.iter().filter(|it| room.seen.is_about(it.what, outcome));
    let mut about: Vec<&Happening> = about.collect();
    about.sort_by_key(|it| !matches!(it.what, Happened::Factor { .. }));
    let told = about.into_iter().filter_map(|it| dated(room, it));
    told.take(BESIDE).collect()
}

/// Something that happened: where it is, and “what (when)”.
pub(crate) fn dated(room: &Room<'_>, it: &Happening) -> Option<(String, String)> {
    let (href, words) = happening(room, it.what)?;
    let day = ("day", room.there.day(it.at));
    let text = room.say.two("review-beside-factor", ("words", words), day);
    Some((href, text))
}

/// Something that happened: where it is, and what.
fn happening(room: &Room<'_>, what: Happened) -> Option<(String, String)> {
    let say = room.say;
    let short = |words: Option<Option<String>>| {
        let words = room.or_erased(words?.as_ref());
        Some(markdown::excerpt(&words, SHORT))
    };
    let (place, text) = match what {
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
    Some((room.to(place), text))
}

/// Of how many outcomes people enough changed their rating over several months.
pub(super) fn tested_over_time(room: &Room<'_>, view: &ReviewPage) -> String {
    match view.over_time.len() {
        0 => String::new(),
        tested => room.say.two(
            "review-tested",
            ("count", tested),
            ("chance", tested.div_ceil(20)),
        ),
    }
}

/// “2 of 3 who rated again say less”: what is told beside a value.
pub(super) fn in_short(room: &Room<'_>, shift: &ShiftView) -> String {
    // Of one person alone the value says it already.
    if shift.people + shift.still_so < 2 {
        return String::new();
    }
    let less = shift.less.map_or(0, |moved| moved.people);
    let more = shift.more.map_or(0, |moved| moved.people);
    let (key, count) = match (less, more) {
        (0, 0) => return String::new(),
        (less, more) if less >= more => ("review-say-less", less),
        (_, more) => ("review-say-more", more),
    };
    let told = room
        .say
        .two(key, ("count", count), ("people", shift.people));
    with_still_so(room, told, shift)
}

/// Whether what became of it is among what changed.
fn is_told(shift: &ShiftView) -> bool {
    shift.fell || shift.shift.is_some() || shift.less.is_some()
}

/// When it was said, and with what those are compared who had said nothing by the moment since which is looked back.
fn when(room: &Room<'_>, view: &ReviewPage, shift: &ShiftView) -> String {
    let said = said_when(room, shift);
    let Some(from) = shift.from else {
        return said;
    };
    let since = ("since", since_day(room, view));
    let first = ("day", room.dates.on(from));
    let first = room.say.two("review-compared-first", since, first);
    format!("{said} {first}").trim().to_owned()
}

fn said_when(room: &Room<'_>, shift: &ShiftView) -> String {
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
    let mut told: Vec<(&ReviewedOutcome, &ShiftView)> =
        shifts.filter(|(_, shift)| is_told(shift)).collect();
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
            when: when(room, view, shift),
            beside: beside(room, view, outcome, shift),
            is_shift: shift.shift.is_some(),
            less: shift.shift != Some(ShiftWay::More),
        })
        .collect()
}

/// What happened since the first of the two moments and is about the outcome, until the last of those said so who went
/// that way.
fn beside(
    room: &Room<'_>,
    view: &ReviewPage,
    outcome: &ReviewedOutcome,
    shift: &ShiftView,
) -> Vec<(String, String)> {
    let Some(last) = shift.last else {
        return Vec::new();
    };
    let ends = last.begins_in_utc().0 + Moment::DAY;
    let until = view.happened.iter().filter(|it| it.at.0 < ends);
    let until: Vec<Happening> = until.copied().collect();
    set_beside(room, outcome.id, &until)
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
    let told = view.happened.iter().take(HAPPENED).filter_map(|it| {
        let (href, text) = happening(room, it.what)?;
        Some((room.there.day(it.at), href, text))
    });
    told.collect()
}

/// Whether anybody says less than before: `unknown` where nobody is compared, or not everybody of whom others know.
fn says_less(view: &ReviewPage) -> &'static str {
    let shifts = || view.outcomes.iter().flat_map(|outcome| &outcome.shifts);
    if shifts().any(|shift| shift.less.is_some()) {
        return "somebody";
    }
    let compared = shifts().any(|shift| shift.people > 0);
    let apart = view.closed > 0 || shifts().any(|shift| shift.users_apart);
    match compared && !apart {
        true => "nobody",
        false => "unknown",
    }
}

/// The guiding principle that fits what is looked back at.
pub(super) fn principle(view: &ReviewPage) -> Principle {
    let fell = || {
        let mut shifts = view.outcomes.iter().flat_map(|outcome| &outcome.shifts);
        shifts.any(|shift| shift.fell)
    };
    let failed = |it: &ReviewedOutcome| {
        let judged = it.judged.as_ref().map(|judged| judged.came_true);
        judged.is_some_and(|came_true| came_true != CameTrue::Met)
    };
    if fell() || view.outcomes.iter().any(failed) {
        Principle::Steps
    } else if !view.serve_nothing.is_empty() || !view.promised_for_nothing.is_empty() {
        Principle::Simple
    } else if !view.unmeasured.is_empty() {
        Principle::Start
    } else {
        Principle::Value
    }
}

/// The one sentence, and the one thing to do about it.
pub(super) fn headline(room: &Room<'_>, view: &ReviewPage) -> Headline {
    let say = room.say;
    let measures = || view.outcomes.iter().flat_map(|it| it.measures.iter());
    // A target is met where every reading reaches it; one that two parties read, where all of both do.
    let mut read: BTreeMap<MeasureId, (u64, u64)> = BTreeMap::new();
    for it in measures() {
        if let Measured::Read {
            reached, readings, ..
        } = it.measured
        {
            let so_far = read.entry(it.measure.id).or_default();
            *so_far = (so_far.0 + reached, so_far.1 + readings);
        }
    }
    let not_met = || read.values().filter(|(reached, all)| reached < all);
    let missed = not_met().count();
    let met = read.len() - missed;
    let reached: u64 = not_met().map(|(reached, _)| reached).sum();
    let readings: u64 = not_met().map(|(_, all)| all).sum();
    let fell = view.falls();
    let party = fell.first().map(|(outcome, _)| outcome.for_party);
    let party = party.map_or_else(String::new, |party| room.short(party).to_owned());
    let compared_first = fell.first().is_some_and(|(_, shift)| shift.from.is_some());
    let than = match compared_first {
        true => say.text("review-than-before"),
        false => say.one("review-than-on", "day", since_day(room, view)),
    };
    // What is measured, and told of by no reading.
    let few = measures().find(|it| matches!(it.measured, Measured::NotKnown { .. }));
    let unread = few.or_else(|| measures().next());
    let unsaid = view.outcomes.iter().filter(|it| it.agreed);
    let unsaid = unsaid.filter(|it| it.judged.is_none()).count();
    let less = says_less(view);
    let (look, key) = match (missed, fell.is_empty(), met) {
        (0, false, 1..) => ("care", "review-head-green"),
        (1.., false, _) => ("care", "review-head-both"),
        (1.., true, _) => ("care", "review-head-missed"),
        (0, false, 0) => ("care", "review-head-fell"),
        (0, true, 0) if few.is_some() => ("", "review-head-few"),
        (0, true, 0) if unread.is_some() => ("", "review-head-unread"),
        (0, true, 0) => ("", "review-head-unmeasured"),
        (0, true, _) if unsaid > 0 => ("", "review-head-unsaid"),
        (0, true, _) if less == "somebody" => ("care", "review-head-good"),
        (0, true, _) => ("", "review-head-good"),
    };
    let (there, expected) = match few.map(|it| it.measured) {
        Some(Measured::NotKnown { readings, expected }) => (readings, expected),
        _ => (0, 0),
    };
    let promised = view.outcomes.iter().any(|it| it.promised.is_some());
    let title = say.with(
        key,
        &[
            ("met", met.to_string()),
            ("read", read.len().to_string()),
            ("reached", reached.to_string()),
            (
                "readings",
                match key {
                    "review-head-few" => there,
                    _ => readings,
                }
                .to_string(),
            ),
            ("expected", expected.to_string()),
            ("party", party),
            ("than", than),
            ("since", since_day(room, view)),
            ("count", unsaid.to_string()),
            ("less", less.to_owned()),
            ("promised", if promised { "yes" } else { "no" }.to_owned()),
            (
                "measured",
                match (few, unread) {
                    (Some(_), _) => "few",
                    (None, Some(_)) => "unread",
                    (None, None) => "none",
                }
                .to_owned(),
            ),
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
        let promises = |it: &ReviewedOutcome| {
            let promised = it.promised.as_ref();
            promised.is_some_and(|promised| !promised.measures.is_empty())
        };
        let unpromised = fell.iter().filter(|(it, _)| !promises(it));
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
        "review-head-few" | "review-head-unread" => {
            let reads = |it: &&MeasuredView| room.seen.may::<act::TakeReadings>(it.measure.id);
            let like = |it: &&MeasuredView| {
                few.is_none() || matches!(it.measured, Measured::NotKnown { .. })
            };
            let own = measures().filter(like).find(reads);
            let place = own
                .or(unread)
                .map(|it| format!("measures/{}", it.measure.id));
            let place = place.unwrap_or_else(|| "value".to_owned());
            match own {
                Some(_) => (room.to(format!("{place}#take")), say.text("review-do-read")),
                None => (room.to(place), say.text("review-do-see-readings")),
            }
        }
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
        has_falls: view.outcomes.iter().flat_map(|it| &it.shifts).any(is_told),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_the_separators_of_their_language() {
        let told = |language, count| grouped(language, count);
        assert_eq!(told(Language::En, 131_072), "131,072");
        assert_eq!(told(Language::De, 10_000), "10.000");
        assert_eq!(told(Language::En, 32), "32");
    }
}
