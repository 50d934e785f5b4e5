//! How far the table is from everybody's win: each item leads to where something can be done about it.

use domain::act;
use domain::ids::*;
use domain::view::{Distance, DistantWord};

use crate::markdown;
use crate::room::Room;

/// Of one kind, so many are told one by one; the page that has all is one click away.
const EACH: usize = 6;
/// Characters of what somebody said that stand in the list.
const SHORT: usize = 90;

/// How far it is.
pub(crate) struct Far {
    /// “Six things are left.”
    pub sum: String,
    pub lines: Vec<Left>,
}

/// What is left of one kind.
pub(crate) struct Left {
    /// “Signed”, “Objections open”.
    pub what: String,
    /// “2 of 3”, “1”.
    pub count: String,
    /// What it is, and where it is mended.
    pub items: Vec<(String, String)>,
    /// “4 more”, and where; empty where all are told.
    pub more: String,
    pub more_at: String,
}

impl Far {
    pub(crate) fn of(room: &Room<'_>, distance: &Distance) -> Self {
        let say = room.say;
        let all = &distance.left;
        let mut lines = Vec::new();
        if let Some(version) = distance.version {
            let signed = distance.parties - all.unsigned;
            let of = [("signed", signed), ("of", distance.parties)];
            lines.push(Left {
                what: say.text("distance-signed"),
                count: say.two("distance-signed-of", of[0], of[1]),
                items: unsigned(room, distance, version),
                more: String::new(),
                more_at: String::new(),
            });
        }
        let objections = distance.objections.iter();
        let objections: Vec<_> = objections
            .map(|it| {
                let title = room.or_erased(it.title.as_ref());
                (title, room.to(format_args!("decisions/{}", it.proposal)))
            })
            .collect();
        let mut line = left(room, "objections", all.proposals, objections, "decisions");
        line.count = all.objections.to_string();
        lines.push(line);
        let told = distance.uncovered.as_ref().zip(all.uncovered);
        if let Some((uncovered, count)) = told.filter(|_| distance.needs > 0) {
            let of = [("covered", distance.needs - count), ("of", distance.needs)];
            let mut line = left(room, "covered", count, words(room, uncovered), "dialogue");
            line.count = say.two("distance-covered-of", of[0], of[1]);
            lines.push(line);
        }
        let unanswered = words(room, &distance.unanswered);
        lines.push(left(room, "needs", all.unanswered, unanswered, "dialogue"));
        let unheard = words(room, &distance.unheard);
        lines.push(left(room, "unheard", all.unheard, unheard, "dialogue"));
        let unvalued = unvalued(room, distance);
        lines.push(left(room, "unvalued", all.unvalued, unvalued, "value"));
        let late: Vec<_> = distance
            .late
            .iter()
            .map(|it| {
                let said = markdown::excerpt(&room.or_erased(it.words.as_ref()), SHORT);
                let told = say.two(
                    "distance-said",
                    ("party", room.short(it.party)),
                    ("words", &said),
                );
                (told, room.to(format_args!("commitments/{}", it.commitment)))
            })
            .collect();
        lines.push(left(room, "late", all.late, late, "commitments"));
        Self {
            sum: say.count("distance-steps", distance.steps()),
            lines,
        }
    }
}

/// What is left of a kind whose page is `place`: the first of them, of `count` in all.
fn left(
    room: &Room<'_>,
    kind: &str,
    count: usize,
    mut items: Vec<(String, String)>,
    place: &str,
) -> Left {
    items.truncate(EACH);
    let more = count - items.len();
    Left {
        what: room.say.text(&format!("distance-{kind}")),
        count: count.to_string(),
        items,
        more: match more {
            0 => String::new(),
            more => room.say.count("distance-more", more),
        },
        more_at: room.to(format_args!("{place}")),
    }
}

/// Each party that has not signed, with who can; where the visitor can, it leads to signing.
fn unsigned(room: &Room<'_>, distance: &Distance, version: u64) -> Vec<(String, String)> {
    let own = room.frame.you.party;
    let may_sign = room.seen.may::<act::SignAgreement>(version);
    let place = |party: PartyId| match party == own && may_sign {
        true => room.to(format_args!("agreement/versions/{version}/sign")),
        false => room.to(format_args!("agreement/versions/{version}#signatures")),
    };
    let each = distance.unsigned.iter();
    each.map(|party| (room.names.party(*party).name.clone(), place(*party)))
        .collect()
}

fn words(room: &Room<'_>, said: &[DistantWord]) -> Vec<(String, String)> {
    let told = said.iter().map(|it| {
        let words = markdown::excerpt(&room.or_erased(it.words.as_ref()), SHORT);
        let party = room.short(it.party);
        (
            room.say
                .two("distance-said", ("party", party), ("words", words.as_str())),
            room.to(format_args!("dialogue/{}", it.contribution)),
        )
    });
    told.collect()
}

/// Whoever can value an outcome is led there; everybody else to what is known of it.
fn unvalued(room: &Room<'_>, distance: &Distance) -> Vec<(String, String)> {
    let statements = room.seen.outcome_statements();
    let told = distance.unvalued.iter().map(|id| {
        let mut all = statements.iter();
        let found = all.find(|(outcome, _)| outcome == id);
        let words = found.and_then(|(_, words)| words.as_ref());
        let consumer = room.frame.you.party == room.frame.consumer;
        let place = match consumer && room.seen.may::<act::Assess>(*id) {
            true => room.to(format_args!("rate/{id}")),
            false => room.to(format_args!("outcomes/{id}")),
        };
        (markdown::excerpt(&room.or_erased(words), SHORT), place)
    });
    told.collect()
}
