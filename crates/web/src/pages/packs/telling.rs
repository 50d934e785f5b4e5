//! What a pack says, part by part: the same on the page, on paper and as Markdown. Two pages come first: what is to be
//! decided, what became of last time's actions, the outcomes, and what broke. Then each party's own page; the rest is
//! the appendix.

use ::paper::Block;
use domain::view::{
    CommitmentState, Figure, Happened, MeasureView, Measured, PackAction, PackMeasure, PackOutcome,
    PackRepair, PackView, ShiftView,
};
use domain::{Moment, PEOPLE_PER_STEP};

use crate::figures;
use crate::markdown;
use crate::pages::review::with_still_so;
use crate::pages::{measures, trust};
use crate::room::Room;

/// Outcomes that are told in front, and actions; the appendix has all.
const IN_FRONT: usize = 6;
/// What broke, in front.
const BROKE_IN_FRONT: usize = 3;
/// Characters of what somebody said that are told in front.
const SHORT: usize = 110;
/// Characters of what broke that are told in front; the appendix has all of it.
const BROKE: usize = 600;

/// Everything that a version of a pack says.
pub(super) fn blocks(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let room = &room.on_paper();
    let mut blocks = head(room, view);
    blocks.extend(decisions(room, view));
    blocks.extend(last_time(room, view));
    blocks.extend(outcomes_in_front(room, view));
    blocks.extend(broke(room, view));
    blocks.extend(confidence(room, view));
    blocks.extend(own_pages(room, view));
    blocks.extend(appendix(room, view));
    blocks
}

fn head(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let values = [
        ("point", room.dates.exact(view.pack.point)),
        ("zone", room.frame.time_zone.replace('_', " ")),
        ("since", room.dates.day(view.pack.since)),
        ("version", view.version.to_string()),
        ("day", room.dates.day(view.version_at)),
        ("party", room.names.on_paper(view.pack.party)),
    ];
    let title = say.one("pack-title", "number", view.pack.number);
    vec![
        Block::Heading(1, title),
        Block::Lead(room.called()),
        Block::Note(say.with("pack-head", &values)),
    ]
}

fn decisions(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = vec![Block::Heading(2, say.text("pack-decisions"))];
    if let Some(it) = &view.to_sign {
        let missing = it.missing.iter();
        let missing: Vec<_> = missing.map(|it| room.names.on_paper(*it)).collect();
        blocks.push(Block::Paragraph(say.two(
            "pack-to-sign",
            ("version", it.version.to_string()),
            ("parties", missing.join(", ")),
        )));
    }
    if view.decisions.is_empty() && view.to_sign.is_none() {
        blocks.push(Block::Paragraph(say.text("pack-decisions-none")));
    }
    for it in &view.decisions {
        let by = say.with(
            "pack-decision-by",
            &[
                ("party", room.names.quoted_party(it.party, None)),
                ("words", room.names.quoted_party(it.worded_by, None)),
                (
                    "worded",
                    match it.worded_by == it.party {
                        true => "self".to_owned(),
                        false => "other".to_owned(),
                    },
                ),
                ("day", room.dates.on(it.until)),
                ("over", if it.over { "yes" } else { "no" }.to_owned()),
            ],
        );
        blocks.push(Block::quote(short(room, it.title.as_ref()), by));
    }
    if view.more_decisions > 0 {
        blocks.push(Block::Note(
            say.count("pack-decisions-more", view.more_decisions),
        ));
    }
    blocks
}

fn last_time(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = vec![Block::Heading(2, say.text("pack-actions"))];
    if view.actions.is_empty() {
        let key = match view.pack.before {
            Some(_) => "pack-actions-none",
            None => "pack-actions-first",
        };
        blocks.push(Block::Paragraph(say.text(key)));
        return blocks;
    }
    let front = view.actions.iter().take(IN_FRONT);
    blocks.push(actions(room, front));
    if view.actions.len() > IN_FRONT {
        let more = view.actions.len() - IN_FRONT;
        blocks.push(Block::Note(say.count("pack-more-in-appendix", more)));
    }
    blocks
}

fn actions<'a>(room: &Room<'_>, all: impl Iterator<Item = &'a PackAction>) -> Block {
    let row = |it: &PackAction| {
        vec![
            said(room, it.words.as_ref()),
            room.say.two(
                "pack-from-to",
                ("party", room.short(it.party)),
                ("to", room.short(it.to)),
            ),
            room.dates.on(it.due),
            fate(room, it),
        ]
    };
    Block::Table {
        head: head_of(room, ["what", "who", "due", "fate"]),
        rows: all.map(row).collect(),
    }
}

fn fate(room: &Room<'_>, it: &PackAction) -> String {
    room.say.text(match it.state {
        CommitmentState::Open => "pack-fate-open",
        CommitmentState::DueToday => "commitment-today",
        CommitmentState::Late => "commitment-late",
        CommitmentState::Reported => "pack-fate-reported",
        CommitmentState::Kept => "commitment-kept",
        CommitmentState::Released => "commitment-released",
        CommitmentState::Joined => "commitment-joined",
    })
}

fn outcomes_in_front(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = vec![Block::Heading(2, say.text("review-came-true"))];
    if view.outcomes.is_empty() {
        blocks.push(Block::Paragraph(say.text("review-no-outcomes")));
        return blocks;
    }
    let front = view.outcomes.iter().take(IN_FRONT);
    blocks.push(outcomes(room, view, front));
    if view.outcomes.len() > IN_FRONT {
        let more = view.outcomes.len() - IN_FRONT;
        blocks.push(Block::Note(say.count("pack-more-in-appendix", more)));
    }
    blocks
}

fn outcomes<'a>(
    room: &Room<'_>,
    view: &PackView,
    all: impl Iterator<Item = &'a PackOutcome>,
) -> Block {
    Block::Table {
        head: head_of(
            room,
            ["outcome", "promised", "measured", "worth", "came_true"],
        ),
        rows: all.map(|it| outcome(room, view, it)).collect(),
    }
}

/// “990 ms on 3 December 2025”; of what people answered: of how many, in which month or quarter.
fn reading(
    room: &Room<'_>,
    value: String,
    at: Moment,
    people: Option<u64>,
    of: &MeasureView,
) -> String {
    let say = room.say;
    let day = || room.there.day(at);
    let Some(people) = people else {
        return say.two("pack-read", ("value", value), ("day", day()));
    };
    let period = of
        .asked
        .as_ref()
        .map_or_else(day, |asked| measures::asked::period_of(room, asked, at));
    let values = [
        ("value", value),
        ("period", period),
        ("people", people.to_string()),
    ];
    say.with("pack-answered", &values)
}

/// What was measured, and that the measure was dropped where the agreement has it all the same.
fn measured(room: &Room<'_>, it: &PackMeasure) -> String {
    let told = read(room, it);
    match measures::dropped(room, &it.measured) {
        dropped if dropped.is_empty() => told,
        dropped => format!("{told}; {dropped}"),
    }
}

/// What was measured; where the review says nothing of that time, the latest reading and nothing of the target.
fn read(room: &Room<'_>, it: &PackMeasure) -> String {
    let say = room.say;
    let (of, measured) = (&it.measured.measure, it.measured.measured);
    let (_, state, text, note) = measures::measured(room, measured, of);
    let latest = it.latest.map(|latest| {
        let value = measures::with_unit(room, latest.value, of);
        reading(room, value, latest.at, latest.people, of)
    });
    match (measured, latest) {
        (
            Measured::Read {
                at,
                people,
                readings,
                reached,
                ..
            },
            _,
        ) => {
            let text = reading(room, text, at, people, of);
            let counts = [
                ("reached", reached.to_string()),
                ("readings", readings.to_string()),
            ];
            // Of one reading its verdict says it already.
            match readings {
                1 => format!("{text} ({state})"),
                _ => format!("{text} ({state}; {})", say.with("pack-reached", &counts)),
            }
        }
        (Measured::NotMeasured { .. }, Some(read)) => say.one("pack-last-read", "read", read),
        (Measured::NotKnown { .. }, Some(read)) => {
            say.two("pack-too-few", ("few", note), ("read", read))
        }
        (_, None) => text,
    }
}

fn outcome(room: &Room<'_>, view: &PackView, it: &PackOutcome) -> Vec<String> {
    let say = room.say;
    let promised = match &it.promised {
        None => say.text("review-nothing-promised"),
        Some(promised) => {
            let targets = promised.measures.iter();
            let targets: Vec<_> = targets.map(|one| measures::target(room, one)).collect();
            match (targets.is_empty(), &promised.objective) {
                (false, _) => targets.join("; "),
                (true, Some(objective)) => said(room, Some(objective)),
                (true, None) => say.text("review-promised-in-words"),
            }
        }
    };
    let several = it.measures.len() > 1;
    let measured = it.measures.iter().map(|one| {
        let text = measured(room, one);
        match several {
            true => {
                let name = said(room, one.measured.measure.name.as_ref());
                format!("{name}: {text}")
            }
            false => text,
        }
    });
    let measured: Vec<_> = measured.collect();
    vec![
        format!(
            "{} ({})",
            said(room, it.statement.as_ref()),
            room.short(it.for_party)
        ),
        promised,
        match measured.is_empty() {
            true => say.text("review-not-measured"),
            false => measured.join("; "),
        },
        worth(room, view, it),
        match &it.judged {
            Some(judged) => {
                let said = say.text(&format!("came_true-{}", judged.came_true.word()));
                match judged.other_words {
                    true => say.one("pack-of-other-words", "said", said),
                    false => said,
                }
            }
            None => say.text("review-not-said"),
        },
    ]
}

/// “18 of 18 who rated again now say less than on 3 May”: since that day the pack looks back, which may be before the last one.
fn moved(room: &Room<'_>, view: &PackView, shift: &ShiftView) -> Option<String> {
    let less = shift.less.map_or(0, |moved| moved.people);
    let more = shift.more.map_or(0, |moved| moved.people);
    let (key, count) = match less >= more {
        true => ("pack-say-less", less),
        false => ("pack-say-more", more),
    };
    let than = match shift.from {
        Some(_) => room.say.text("review-than-before"),
        None => {
            let day = room.dates.day(view.pack.since);
            room.say.one("review-than-on", "day", day)
        }
    };
    let values = [
        ("count", count.to_string()),
        ("people", shift.people.to_string()),
        ("than", than),
    ];
    (count > 0).then(|| with_still_so(room, room.say.with(key, &values), shift))
}

/// “7 (last time 9, a year ago 8)”, each with as many decimals.
fn worth(room: &Room<'_>, view: &PackView, it: &PackOutcome) -> String {
    let say = room.say;
    let (worth, raters, other_words) = match &it.figure {
        None => return say.text("pack-left-out-here"),
        Some(Figure::Said(said)) => {
            let other_words = figures::other_words(room, said.other_words, said.raters);
            (said.worth, said.raters, other_words)
        }
        Some(_) => return say.text("pack-not-heard"),
    };
    // A figure of few people is whole.
    let past = [it.before, it.year_ago].into_iter().flatten();
    let whole = past.chain([worth]).all(|value| value.fract() == 0.0);
    let raters = if whole {
        1
    } else {
        raters.max(PEOPLE_PER_STEP)
    };
    let past = |value: f64| figures::number(room, value, raters);
    let now = past(worth);
    let mut then = vec![other_words];
    then.retain(|it| !it.is_empty());
    if let Some(before) = it.before {
        then.push(match view.pack.before {
            Some(_) => say.one("pack-last-time", "value", past(before)),
            None => {
                let day = room.dates.day(view.pack.since);
                say.two("review-before-since", ("value", past(before)), ("day", day))
            }
        });
    }
    if let Some(year) = it.year_ago {
        then.push(say.one("pack-year-ago", "value", past(year)));
    }
    then.extend(it.shift.as_ref().and_then(|shift| moved(room, view, shift)));
    match then.is_empty() {
        true => now,
        false => format!("{now} ({})", then.join(", ")),
    }
}

fn broke(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = vec![Block::Heading(2, say.text("pack-broke"))];
    if view.repairs.is_empty() {
        blocks.push(Block::Paragraph(say.text("pack-broke-none")));
    }
    for it in view.repairs.iter().take(BROKE_IN_FRONT) {
        blocks.extend(repair(room, it, BROKE));
    }
    if view.repairs.iter().any(is_long) {
        blocks.push(Block::Note(say.text("pack-broke-in-full")));
    }
    if view.repairs.len() > BROKE_IN_FRONT {
        let more = view.repairs.len() - BROKE_IN_FRONT;
        blocks.push(Block::Note(say.count("pack-more-in-appendix", more)));
    }
    blocks
}

/// Everything that was said to what broke, as it would be told.
fn words_of(it: &PackRepair) -> impl Iterator<Item = &String> {
    let answers = it.repair.cost.iter().chain(&it.repair.answers);
    let answers = answers.map(|it| &it.words);
    let verdict = it.repair.verdicts.last().map(|it| &it.said.words);
    let promises = it.promises.iter().map(|it| &it.words);
    let all = [&it.repair.happened].into_iter().chain(answers);
    all.chain(promises).chain(verdict).flatten()
}

fn is_long(it: &PackRepair) -> bool {
    words_of(it).any(|words| words.chars().count() > BROKE)
}

/// What broke, what the other side said to it and promised, and whether that repairs it.
fn repair(room: &Room<'_>, it: &PackRepair, most: usize) -> Vec<Block> {
    let say = room.say;
    let (_, state) = trust::repair::state(room, &it.repair);
    let promises = &it.promises;
    let it = &it.repair;
    let by = |party: String, person, at| {
        let day = room.dates.day(at);
        format!("{party}, {}, {day}", room.names.person(person))
    };
    let told = |words: Option<&String>| markdown::excerpt(&room.or_erased(words), most);
    // What is not shortened keeps its lines and points.
    let whole = |words: Option<&String>| match words.filter(|it| it.chars().count() <= most) {
        Some(words) => words.clone(),
        None => told(words),
    };
    let party = room.names.marked(it.party, it.by_link_of);
    let mut blocks = vec![Block::quote(
        whole(it.happened.as_ref()),
        by(party, it.person, it.at),
    )];
    if let Some(cost) = &it.cost {
        let party = room.names.marked(it.party, cost.by_link_of);
        let by = by(party, cost.person, cost.at);
        let by = say.one("pack-cost", "by", by);
        blocks.push(Block::quote(whole(cost.words.as_ref()), by));
    }
    for answer in &it.answers {
        let of = room.names.on_paper(it.of);
        let by = by(of, answer.person, answer.at);
        blocks.push(Block::quote(whole(answer.words.as_ref()), by));
    }
    let promised = promises.iter().map(|promise| {
        let words = room.names.quoted_words(&told(promise.words.as_ref()));
        say.with(
            "pack-promise",
            &[
                ("party", room.short(promise.party).to_owned()),
                ("words", words),
                ("day", room.dates.on(promise.due)),
                ("fate", fate(room, promise)),
            ],
        )
    });
    let promised: Vec<_> = promised.collect();
    if !promised.is_empty() {
        blocks.push(Block::List(promised));
    }
    if let Some(verdict) = it.verdicts.last() {
        let key = match verdict.accepted {
            true => "pack-accepted",
            false => "pack-not-yet",
        };
        let party = room.names.marked(it.party, verdict.said.by_link_of);
        let by = by(party, verdict.said.person, verdict.said.at);
        match &verdict.said.words {
            Some(words) if words.is_empty() => {
                blocks.push(Block::Paragraph(say.one(key, "by", by)));
            }
            words => blocks.push(Block::quote(whole(words.as_ref()), say.one(key, "by", by))),
        }
    }
    // Who accepted it was said just before.
    if !it.verdicts.last().is_some_and(|verdict| verdict.accepted) {
        blocks.push(Block::Note(state));
    }
    blocks
}

fn confidence(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let Some(confidence) = &view.trust else {
        return Vec::new();
    };
    let quarter = trust::quarter(room, confidence.quarter);
    let rows = confidence.sides.iter().map(|side| {
        let mark = |of: fn(&domain::view::TrustFigure) -> f64| {
            let Some(now) = side.figure.as_ref().map(of) else {
                return "–".to_owned();
            };
            let was = side.before.as_ref().map(of).filter(|was| *was != now);
            let now = trust::number(room, now);
            match was {
                None => now,
                Some(was) => {
                    let was = say.one("trust-was", "mark", trust::number(room, was));
                    format!("{now} ({was})")
                }
            }
        };
        vec![
            say.two(
                "pack-about",
                ("party", room.short(side.party)),
                ("about", room.short(side.about)),
            ),
            mark(|it| it.keeps_word),
            mark(|it| it.speaks_up),
            side.figure
                .map_or_else(|| say.text("pack-untold"), |it| it.people.to_string()),
        ]
    });
    vec![
        Block::Heading(2, say.one("trust-latest", "quarter", quarter)),
        Block::Table {
            head: head_of(room, ["side", "keeps_word", "speaks_up", "people"]),
            rows: rows.collect(),
        },
    ]
}

fn own_pages(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = Vec::new();
    for it in &view.own_pages {
        let party = room.names.marked(it.party, it.by_link_of);
        let by = say.with(
            "pack-page-by",
            &[
                ("who", room.names.person(it.person)),
                ("party", party.clone()),
                ("day", room.dates.exact(it.at)),
                ("entry", it.sequence.to_string()),
            ],
        );
        blocks.push(Block::NewPage);
        blocks.push(Block::Heading(2, say.one("pack-page-of", "party", party)));
        blocks.push(Block::quote(room.or_erased(it.words.as_ref()), by));
    }
    blocks
}

fn appendix(room: &Room<'_>, view: &PackView) -> Vec<Block> {
    let say = room.say;
    let mut blocks = vec![Block::NewPage, Block::Heading(2, say.text("pack-appendix"))];
    // In front there are as many as fit; what their own parties say of them is here alone.
    let all = view.outcomes.len() > IN_FRONT;
    let said = view.outcomes.iter().flat_map(|it| judged(room, it));
    let said: Vec<Block> = said.collect();
    if all || !said.is_empty() {
        blocks.push(Block::Heading(3, say.text("pack-all-outcomes")));
    }
    if all {
        blocks.push(outcomes(room, view, view.outcomes.iter()));
    }
    blocks.extend(said);
    if view.actions.len() > IN_FRONT {
        blocks.push(Block::Heading(3, say.text("pack-actions")));
        blocks.push(actions(room, view.actions.iter()));
    }
    blocks.push(Block::Heading(3, say.text("pack-promised")));
    match (view.promised.is_empty(), view.actions.is_empty()) {
        (true, true) => blocks.push(Block::Paragraph(say.text("pack-promised-nothing"))),
        (true, false) => blocks.push(Block::Paragraph(say.text("pack-promised-none"))),
        (false, _) => blocks.push(actions(room, view.promised.iter())),
    }
    if view.repairs.len() > BROKE_IN_FRONT || view.repairs.iter().any(is_long) {
        blocks.push(Block::Heading(3, say.text("pack-broke")));
        for it in &view.repairs {
            blocks.extend(repair(room, it, usize::MAX));
        }
    }
    blocks.push(Block::Heading(3, say.text("pack-happened")));
    let happened = happened(room, view);
    match happened.is_empty() {
        true => blocks.push(Block::Paragraph(say.text("pack-happened-none"))),
        false => blocks.push(Block::Table {
            head: head_of(room, ["day", "what"]),
            rows: happened,
        }),
    }
    blocks.push(Block::Heading(3, say.text("pack-not-in-here")));
    let mut left_out = Vec::new();
    if view.left_out > 0 {
        left_out.push(say.count("pack-left-out", view.left_out));
    }
    left_out.push(say.text("pack-left-out-words"));
    blocks.push(Block::List(left_out));
    blocks.push(Block::Note(say.one(
        "pack-check",
        "point",
        room.dates.exact(view.pack.point),
    )));
    blocks
}

fn judged(room: &Room<'_>, it: &PackOutcome) -> Vec<Block> {
    let Some(judged) = &it.judged else {
        return Vec::new();
    };
    if judged.words.as_ref().is_some_and(String::is_empty) {
        return Vec::new();
    }
    let by = room.say.with(
        "pack-judged-by",
        &[
            ("who", room.names.person(judged.person)),
            ("party", room.names.marked(it.for_party, judged.by_link_of)),
            ("day", room.dates.day(judged.at)),
            ("entry", judged.sequence.to_string()),
        ],
    );
    vec![
        Block::Lead(said(room, it.statement.as_ref())),
        Block::quote(room.or_erased(judged.words.as_ref()), by),
    ]
}

fn happened(room: &Room<'_>, view: &PackView) -> Vec<Vec<String>> {
    let say = room.say;
    let told = view.happened.iter().filter_map(|it| {
        let words = |words: Option<Option<String>>| Some(said(room, words?.as_ref()));
        let text = match it.what {
            Happened::Factor { factor } => words(room.seen.factor_words(factor))?,
            Happened::Decided { proposal } => {
                let title = words(room.seen.proposal_title(proposal))?;
                say.one("pack-decided", "title", title)
            }
            Happened::Kept { commitment } => {
                let kept = words(room.seen.commitment_words(commitment))?;
                say.one("pack-kept", "words", kept)
            }
            Happened::Agreed { version } => say.one("review-agreed", "version", version),
        };
        Some(vec![room.dates.day(it.at), text])
    });
    told.collect()
}

fn head_of<const N: usize>(room: &Room<'_>, columns: [&str; N]) -> Vec<String> {
    let told = columns.map(|it| room.say.text(&format!("pack-column-{it}")));
    told.to_vec()
}

/// The beginning of what somebody typed.
fn short(room: &Room<'_>, words: Option<&String>) -> String {
    markdown::excerpt(&room.or_erased(words), SHORT)
}

/// The beginning of what somebody typed, where it is within a sentence of ours: quoted.
fn said(room: &Room<'_>, words: Option<&String>) -> String {
    match words {
        Some(_) => room.names.quoted_words(&short(room, words)),
        None => room.or_erased(None),
    }
}
