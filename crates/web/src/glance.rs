//! What of a relationship concerns its reader most, in one sentence: for whoever uses the service their own
//! words, for whoever pays what it costs them, for everybody else how far the table is.

use domain::mix::Borne;
use domain::unheard::OwnWords;
use domain::view::{Gap, Standpoint, Summary};
use domain::words::Experience;

use crate::catalogue::Say;
use crate::money::Money;
use crate::names::Names;

/// The sentence in a list of many.
pub(crate) fn note(names: &Names, summary: &Summary) -> String {
    let (say, you) = (names.say(), &summary.frame.you);
    match (you.standpoint(), &summary.pays, &summary.widest_gap) {
        (Standpoint::Uses, ..) => said(say, summary.own_words),
        (Standpoint::Pays, Some((_, sum)), _) => {
            let money = Money::new(say, &summary.frame.currency);
            paid(&money, say, sum)
        }
        (Standpoint::Pays, None, _) => say.text("done-nothing"),
        (_, _, Some(gap)) => widest_gap(names, gap),
        (_, _, None) => progress(names, summary),
    }
}

/// “You said 3 things that ask to be heard; 2 of them were heard.”
pub(crate) fn said(say: Say, own: OwnWords) -> String {
    match own.said {
        0 => say.text("you-said-nothing"),
        said => say.two("you-said", ("said", said), ("heard", own.heard)),
    }
}

/// What one of those who are asked by a link answered: “7 of 10”, “15 minutes”.
pub(crate) fn answered(say: Say, about: Experience, answer: u32) -> String {
    let count = usize::try_from(answer).unwrap_or(usize::MAX);
    match (about, answer) {
        (Experience::Contentment, _) => say.one("asked-of-ten", "mark", answer),
        (Experience::LostTime, 0) => say.text("asked-no-time"),
        (Experience::LostTime, 60..) => say.count("asked-hours", count / 60),
        (Experience::LostTime, _) => say.count("asked-minutes", count),
    }
}

/// What a party pays of a mix, and what of it is not agreed, told to its own people.
pub(crate) fn paid(money: &Money, say: Say, sum: &Borne) -> String {
    let (paid, open) = (you_pay(money, say, sum), open_parts(money, say, sum));
    format!("{paid} {open}").trim_end().to_owned()
}

/// What a party pays of a mix, told to its own people.
pub(crate) fn you_pay(money: &Money, say: Say, sum: &Borne) -> String {
    match (sum.agreed, sum.all()) {
        (0, 0) => say.text("you-pay-nothing"),
        (0, _) => say.text("you-pay-nothing-yet"),
        (agreed, _) => say.one("you-pay", "amount", money.text(agreed)),
    }
}

/// What is put on a party that it has not said yes to, in words; empty where there is nothing.
pub(crate) fn open_parts(money: &Money, say: Say, sum: &Borne) -> String {
    let mut parts = Vec::new();
    if sum.asked > 0 {
        // More than what is agreed, where anything is.
        let key = match sum.agreed {
            0 => "pays-asked-only",
            _ => "pays-asked",
        };
        parts.push(say.one(key, "amount", money.text(sum.asked)));
    }
    if sum.declined > 0 {
        parts.push(say.one("pays-declined", "amount", money.text(sum.declined)));
    }
    parts.join(" ")
}

/// “The widest gap is “One bill”: guessed 8; they said 4.”
fn widest_gap(names: &Names, gap: &Gap) -> String {
    let say = names.say();
    let Gap {
        statement,
        guessed,
        gap,
    } = gap;
    let statement = statement.clone();
    say.with(
        "home-gap",
        &[
            (
                "outcome",
                statement.unwrap_or_else(|| say.text("text-erased")),
            ),
            ("guess", format!("{guessed:.0}")),
            ("said", format!("{:.0}", guessed + gap)),
        ],
    )
}

fn progress(names: &Names, summary: &Summary) -> String {
    let say = names.say();
    let Summary {
        outcomes, valued, ..
    } = summary;
    if *outcomes == 0 {
        return say.text("home-no-outcomes");
    }
    say.two("home-valued", ("done", *valued), ("total", *outcomes))
}
