//! “You said, we did”: how each word went from need to delivery.

use domain::view::{CommitmentState, WayView};

use crate::figures::{self, Cell};
use crate::markdown;
use crate::names::PartyLabel;
use crate::pages::dialogue::said::{heard_name, to_earlier};
use crate::room::Room;

/// Characters of a word that stand in a list.
const SHORT: usize = 180;
/// Characters of what became of it.
const STEP: usize = 80;

/// A word and its way.
pub(super) struct Way {
    pub href: String,
    pub party: PartyLabel,
    pub words: String,
    pub lang: &'static str,
    pub who: String,
    pub steps: Vec<Step>,
    pub cell: Option<Cell>,
}

/// One step of it.
pub(super) struct Step {
    pub text: String,
    /// Where it is; empty where it is on no page.
    pub href: String,
    /// `alert` where something is late, `quiet` where nothing happened yet.
    pub look: &'static str,
}

pub(super) fn tell(room: &Room<'_>, way: &WayView) -> Way {
    let words = room.or_erased(way.words.as_ref());
    let label = room.names.party(way.party);
    let cell = way
        .worth
        .as_ref()
        .zip(way.outcome)
        .map(|(figure, outcome)| figures::cell(room, label, true, figure, outcome));
    Way {
        href: room.to(format_args!("dialogue/{}", way.contribution)),
        party: label.clone(),
        words: markdown::excerpt(&words, SHORT),
        lang: room.names.language(way.person),
        who: room.names.person(way.person),
        steps: steps(room, way),
        cell: cell.filter(|cell| !cell.number.is_empty()),
    }
}

fn steps(room: &Room<'_>, way: &WayView) -> Vec<Step> {
    let say = room.say;
    let day = |at| room.dates.day(at);
    let plain = |text: String| Step {
        text,
        href: String::new(),
        look: "",
    };
    let mut steps = vec![plain(say.one("way-said", "day", day(way.said)))];
    if let Some(at) = way.mended {
        steps.push(plain(say.one("way-corrected", "day", day(at))));
    }
    match way.heard {
        Some(at) => {
            let by = way.heard_by.iter().map(|it| {
                let otherwise = way.heard_otherwise.contains(it);
                heard_name(room, room.short(*it), otherwise)
            });
            let by: Vec<_> = by.collect();
            let by = by.join(", ");
            steps.push(plain(say.two("way-heard", ("day", day(at)), ("by", by))));
        }
        None => steps.push(Step {
            look: "quiet",
            ..plain(say.text("way-not-heard"))
        }),
    }
    if let Some(answer) = &way.answer {
        let words = answer.words.as_deref().unwrap_or_default();
        let words = markdown::excerpt(words, STEP);
        let key = format!("way-answer-{}", answer.kind.word());
        let returns = answer.returns.map(|day| room.dates.on(day));
        let told = say.with(
            &key,
            &[
                ("day", day(answer.at)),
                ("by", room.short(answer.by).to_owned()),
                ("words", words),
                ("returns", returns.unwrap_or_default()),
            ],
        );
        steps.push(plain(match &answer.to_earlier {
            None => told,
            earlier => format!("{told}. {}", to_earlier(room, earlier.as_ref())),
        }));
        if let Some(feature) = answer.feature {
            let names = room.seen.feature_names();
            let found = names.iter().find(|(id, _)| *id == feature.feature);
            let name = room.or_erased(found.and_then(|(_, name)| name.as_ref()));
            let key = if feature.in_mix {
                "way-in-mix"
            } else {
                "way-feature"
            };
            steps.push(Step {
                text: say.one(key, "name", name),
                href: room.to(format_args!("features/{}", feature.feature)),
                look: "",
            });
        }
    } else if way.proposals.is_empty() && way.commitments.is_empty() {
        steps.push(Step {
            look: "quiet",
            ..plain(say.text("way-not-answered"))
        });
    }
    for proposal in &way.proposals {
        let title = room.or_erased(proposal.title.as_ref());
        let title = markdown::excerpt(&title, STEP);
        let text = match proposal.adopted {
            Some(at) => say.two("way-decided", ("title", title), ("day", day(at))),
            None => say.one("way-proposed", "title", title),
        };
        steps.push(Step {
            text,
            href: room.to(format_args!("decisions/{}", proposal.proposal)),
            look: "",
        });
    }
    if let Some(version) = way.agreed {
        steps.push(Step {
            text: say.one("way-agreed", "version", version),
            href: room.to(format_args!("agreement/versions/{version}")),
            look: "",
        });
    }
    for it in &way.commitments {
        let words = room.or_erased(it.words.as_ref());
        let state = match it.state {
            CommitmentState::Kept => "kept",
            CommitmentState::Late => "late",
            CommitmentState::Released | CommitmentState::Joined => "ended",
            _ => "due",
        };
        let text = say.two(
            &format!("way-promised-{state}"),
            ("words", markdown::excerpt(&words, STEP)),
            ("day", room.dates.on(it.due)),
        );
        steps.push(Step {
            text,
            href: room.to(format_args!("commitments/{}", it.commitment)),
            look: if state == "late" { "alert" } else { "" },
        });
    }
    steps
}
