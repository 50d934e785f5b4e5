//! What concerns who uses the service, in three lines: their own words, what users find it worth, and
//! what is done about that.

use domain::ids::*;
use domain::view::{Figure, OutcomeView, ValuePage};
use domain::words::Role;

use crate::room::Room;
use crate::{figures, glance};

/// One line, and where more of it stands.
pub struct Line {
    /// What is so.
    pub said: String,
    /// What to do, or to look at.
    pub link: String,
    /// Where.
    pub href: String,
}

/// Features named before the rest is counted.
const NAMED: usize = 2;

/// The three lines.
pub(super) fn lines(room: &Room<'_>, value: &ValuePage) -> Vec<Line> {
    vec![own_words(room), worth(room, value), done(room, value)]
}

fn own_words(room: &Room<'_>) -> Line {
    let (say, own) = (room.say, room.seen.own_words());
    match own.first {
        None => Line {
            said: say.text("you-said-nothing"),
            link: say.text("you-said-go"),
            href: room.to("dialogue#say"),
        },
        Some(word) => Line {
            said: glance::said(say, own),
            link: say.text("you-said-see"),
            href: room.to(format_args!("dialogue/{word}")),
        },
    }
}

/// What users of the reader's party find an outcome worth, as far as it counts.
fn to_users(room: &Room<'_>, outcome: &OutcomeView) -> Option<(f64, u32)> {
    let mut figures = outcome.figures.iter();
    let own = figures.find(|figure| figure.party == room.frame.you.party)?;
    let Figure::Said(said) = &own.figure else {
        return None;
    };
    let mut roles = said.roles.iter();
    let users = roles.find(|figure| figure.role == Role::User)?;
    Some((users.worth, users.raters))
}

fn worth(room: &Room<'_>, value: &ValuePage) -> Line {
    let say = room.say;
    let rated = value
        .outcomes
        .iter()
        .filter_map(|outcome| Some((outcome, to_users(room, outcome)?)));
    let rated: Vec<(&OutcomeView, (f64, u32))> = rated.collect();
    let by_worth =
        |a: &&(&OutcomeView, (f64, u32)), b: &&(&OutcomeView, (f64, u32))| a.1.0.total_cmp(&b.1.0);
    let told = |(outcome, (worth, raters)): &(&OutcomeView, (f64, u32))| {
        (
            figures::statement(room, outcome),
            figures::number(room, *worth, *raters),
        )
    };
    let see = |said: String| Line {
        said,
        link: say.text("value-all-go"),
        href: room.to("value"),
    };
    let most = rated.iter().rev().max_by(by_worth);
    let least = rated.iter().min_by(by_worth);
    if let (Some(most), Some(least)) = (most, least) {
        let (best, number) = told(most);
        let mut values = vec![("most", best), ("most_worth", number)];
        let key = if most.1.0 > least.1.0 {
            let (worst, number) = told(least);
            values.extend([("least", worst), ("least_worth", number)]);
            "users-find"
        } else {
            "users-find-one"
        };
        return see(say.with(key, &values));
    }
    let has_said = |outcome: &OutcomeView| outcome.yours.is_some() || outcome.declined;
    if value.outcomes.iter().any(has_said) {
        return see(say.text("users-find-from-five"));
    }
    match value.outcomes.is_empty() {
        true => see(say.text("value-empty")),
        false => Line {
            said: say.text("you-rated-nothing"),
            link: say.text("you-rate-go"),
            href: format!("{}/rate", room.base),
        },
    }
}

fn done(room: &Room<'_>, value: &ValuePage) -> Line {
    let (say, page) = (room.say, room.seen.features());
    let Some(mix) = page.mixes.first() else {
        return Line {
            said: say.text("done-nothing"),
            link: say.text("mix-card-go"),
            href: room.to("features"),
        };
    };
    let concerns = |outcome: &OutcomeId| {
        let mut all = value.outcomes.iter();
        let outcome = all.find(|one| one.id == *outcome);
        outcome.is_some_and(|one| one.yours.is_some() || to_users(room, one).is_some())
    };
    let chosen = mix.result.selected.iter();
    let chosen = chosen.filter_map(|id| page.features.iter().find(|feature| feature.id == *id));
    let ours = chosen.filter(|feature| {
        let mut serves = feature.serves.iter();
        serves.any(|serves| concerns(&serves.outcome))
    });
    let names: Vec<String> = ours
        .map(|feature| room.or_erased(feature.name.as_ref()))
        .collect();
    let day = room.dates.day(mix.at);
    let named = figures::named(names.len(), NAMED);
    let rest = names.len() - named;
    let first = names[..named].join(", ");
    Line {
        said: match (named, rest) {
            (0, _) => say.one("done-nothing-ours", "day", day),
            (_, 0) => say.two("done-ours", ("day", day), ("features", first)),
            _ => say.with(
                "done-ours-more",
                &[
                    ("day", day),
                    ("features", first),
                    ("count", rest.to_string()),
                ],
            ),
        },
        link: say.text("mix-card-open"),
        href: room.to(format_args!("features/mixes/{}", mix.id)),
    }
}
