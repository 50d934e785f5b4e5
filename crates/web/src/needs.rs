//! What needs somebody, as sentences with a place to do it. The sentences of a need are in the
//! catalogue under its word: `need-` what to do, `-why` why, `reminder-` as a mail may say it, which
//! quotes nobody.

use domain::fact::Field;
use domain::ids::PersonId;
use domain::needs::Need;
use domain::view::Matter;

use crate::catalogue::has;
use crate::markdown;
use crate::names::Names;

/// Things that need somebody which are told at once, the most consequential ones: on a page the others are in a fold.
pub const NEEDS_SHOWN: usize = 5;
/// How many of them are told at once at a table, where its page is about more than that.
pub const FIRST: usize = 3;
/// Characters of a word that somebody is asked about.
const EXCERPT: usize = 90;

/// One thing that needs somebody, one tap from done.
pub struct Todo {
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// Where.
    pub href: String,
}

/// What needs somebody, all of it, in the order given. The names know [whom they name](people).
pub fn todos(names: &Names, base: &str, matters: &[Matter]) -> Vec<Todo> {
    let say = names.say();
    let todo = |matter: &Matter| {
        let key = format!("need-{}", matter.need.word());
        let values = values(names, matter);
        Todo {
            what: say.with(&key, &values),
            why: if is_about_words(&matter.need) {
                markdown::excerpt(matter.about.as_deref().unwrap_or_default(), EXCERPT)
            } else {
                say.with(&format!("{key}-why"), &values)
            },
            href: format!("{base}{}", place(&matter.need)),
        }
    };
    matters.iter().map(todo).collect()
}

/// The people whom its sentences name.
pub fn people(matters: &[Matter]) -> impl Iterator<Item = PersonId> + '_ {
    matters.iter().filter_map(|matter| match &matter.need {
        Need::VouchFor { people } => people.first().copied(),
        _ => None,
    })
}

/// A need as a mail may say it: nobody's words, and no name that a mail program takes for a link.
pub fn reminder(names: &Names, matter: &Matter) -> String {
    let say = names.say();
    let word = matter.need.word();
    let values = [
        ("count", matter.count.to_string()),
        (
            "party",
            crate::messages::unlinked(&party(names, &matter.need)),
        ),
    ];
    let key = format!("reminder-{word}");
    let key = if has(say.0, &key) {
        key
    } else {
        format!("need-{word}")
    };
    say.with(&key, &values)
}

/// What its sentences may mention.
fn values(names: &Names, matter: &Matter) -> Vec<(&'static str, String)> {
    let say = names.say();
    let about = matter.about.clone();
    let mut values = vec![
        ("count", matter.count.to_string()),
        ("party", party(names, &matter.need)),
        ("about", about.unwrap_or_else(|| say.text("text-erased"))),
    ];
    match &matter.need {
        Need::TalkAboutGap { guessed, gap, .. } => {
            values.push(("guess", format!("{guessed:.0}")));
            values.push(("said", format!("{:.0}", guessed + gap)));
        }
        Need::VouchFor { people } => {
            let first = people.first().map(|person| names.person(*person));
            values.push(("person", first.unwrap_or_default()));
        }
        Need::OpenReveal { side, .. } => values.push(("side", side.word().to_owned())),
        Need::RateAgain { days, .. } => values.push(("days", days.to_string())),
        Need::KeepCommitment { late, .. } => {
            values.push(("late", if *late { "yes" } else { "no" }.to_owned()));
        }
        Need::SignatureWithdrawn { because, .. } => {
            values.push(("because", because.word().to_owned()));
        }
        Need::LookAtFactors { asks, .. } => values.push(("asks", asks.word().to_owned())),
        _ => {}
    }
    values
}

/// The party that a need is about; where it is about none, the consumer.
fn party(names: &Names, need: &Need) -> String {
    match need.about() {
        Field::Party(party) => names.party(party).short.clone(),
        _ => names.consumer().to_owned(),
    }
}

/// Whether a need is about words: then those are quoted instead of a reason.
pub fn is_about_words(need: &Need) -> bool {
    matches!(need.about(), Field::Contribution(_))
}

/// Where it is done, below the relationship.
pub fn place(need: &Need) -> String {
    match need {
        Need::AnswerClosing { .. } => "/settings",
        Need::TakePosition { proposals }
        | Need::KeepPosition { proposals }
        | Need::AnswerObjection { proposals }
        | Need::HearObjection { proposals }
        | Need::LacksConsent { proposals }
        | Need::CountSilence { proposals }
        | Need::AdoptComplete { proposals }
        | Need::ReviewDecision { proposals } => match proposals.first() {
            Some(proposal) => return format!("/decisions/{proposal}"),
            None => "/decisions",
        },
        Need::AnswerKept { commitments }
        | Need::AnswerChange { commitments }
        | Need::KeepCommitment { commitments, .. } => match commitments.first() {
            Some(commitment) => return format!("/commitments/{commitment}"),
            None => "/commitments",
        },
        Need::ComeToMeeting { meetings }
        | Need::WriteInRound { meetings }
        | Need::BeginMeeting { meetings }
        | Need::SayComing { meetings }
        | Need::ReadMinutes { meetings } => match meetings.first() {
            Some(meeting) => return format!("/meetings/{meeting}"),
            None => "/meetings",
        },
        Need::LookAtFactors { factors, .. } => match factors.first() {
            Some(factor) => return format!("/factors/{factor}"),
            None => "/factors",
        },
        Need::PromiseRepair { repairs } | Need::AcceptRepair { repairs } => match repairs.first() {
            Some(repair) => return format!("/repairs/{repair}"),
            None => "/trust",
        },
        Need::WritePackPage { pack } => return format!("/packs/{pack}#write"),
        Need::OpenTrust | Need::AnswerTrust => "/trust",
        Need::JudgeOutcomes { .. } => "/review#outcomes",
        Need::ReadAgain { measures } | Need::CountAnswers { measures } => match measures.first() {
            Some(measure) => return format!("/measures/{measure}"),
            None => "/review",
        },
        Need::SignAgreement { version } => return format!("/agreement/versions/{version}/sign"),
        Need::EndConsultation { consultations } => match consultations.first() {
            Some(consultation) => return format!("/consultations/{consultation}"),
            None => "/consultations",
        },
        Need::LookAtStatements { consultations } => match consultations.first() {
            Some(consultation) => return format!("/consultations/{consultation}#statements"),
            None => "/consultations",
        },
        Need::ReviewAgreement { version } | Need::SignatureWithdrawn { version, .. } => {
            return format!("/agreement/versions/{version}");
        }
        Need::SigningDeclined { version, .. } => {
            return format!("/agreement/versions/{version}#declined");
        }
        Need::VouchFor { .. } => "/parties",
        Need::ShareFigures { .. } => "/parties#figures",
        Need::GuessSpoken { .. } | Need::Guess { .. } => "/guess",
        Need::OpenReveal { .. } => "/reveal",
        Need::RateForMix { outcomes } => match outcomes.first() {
            Some(outcome) => return format!("/rate/{outcome}"),
            None => "/rate",
        },
        Need::Rate { .. } => "/rate",
        Need::InviteParty { party } | Need::InviteAgain { party, .. } => {
            return format!("/invite?party={party}");
        }
        Need::InviteSuggested { .. } => "/parties",
        Need::PriceFeatures { .. } => "/features#unpriced",
        Need::TalkAboutGap { outcome, .. } => return format!("/outcomes/{outcome}#about"),
        Need::SayPurpose => "/parties#purpose",
        Need::AddOutcome => "/value#add",
        // One that is asked for leads back to it; several follow one another.
        Need::RateAgain { outcomes, .. } | Need::StillSo { outcomes } => {
            match outcomes.as_slice() {
                [one] => return format!("/rate/{one}"),
                _ => "/rate?again=1",
            }
        }
        Need::AnswerWording { outcomes } => match outcomes.first() {
            Some(outcome) => return format!("/outcomes/{outcome}#proposed"),
            None => "/value",
        },
        Need::AnswerShares { .. } => "/features#asked",
        Need::ShareDeclined { features } => match features.first() {
            Some(feature) => return format!("/features/{feature}#cost"),
            None => "/features",
        },
        Need::StillPriced { features } => match features.first() {
            Some(feature) => return format!("/features/{feature}#cost"),
            None => "/features",
        },
        Need::SeatDependency { .. } => "/parties#suppliers",
        Need::SayBetterOff => "/better-off",
        Need::SayTerms => "/parties#terms",
        Need::ClaimSeat => "/claim",
        Need::Mentioned { contributions }
        | Need::ConfirmSpokenWords { contributions }
        | Need::ConfirmReflections { contributions }
        | Need::AcknowledgeCorrections { contributions }
        | Need::ConfirmAnswers { contributions }
        | Need::NodToBuilds { contributions }
        | Need::SayBack { contributions }
        | Need::Answer { contributions }
        | Need::Reply { contributions } => match contributions.first() {
            Some(first) => return format!("/dialogue/{first}"),
            None => "/dialogue",
        },
    }
    .to_owned()
}
