//! Forty drivers are asked what matters on the road, and answer by link.

use anyhow::Context;
use app::{BallotAct, Refused};
use domain::ballot::Said;
use domain::ids::*;
use domain::words::*;
use domain::{Fact, Moment, Refusal, act};
use uuid::Uuid;

use super::northwind::Northwind;
use super::teller::Teller;

/// What they are asked, and how those on long tours and those in town answer: out of ten, how many agree, and
/// how many disagree.
const STATEMENTS: [(&str, [(u64, u64); 2]); 12] = [
    (
        "Knowing that an outage exists matters more to me than how long it lasts.",
        [(9, 0), (9, 1)],
    ),
    (
        "On the A7 I should be able to make a call from start to finish.",
        [(10, 0), (8, 1)],
    ),
    (
        "A text from dispatch is enough; nobody has to call me while I drive.",
        [(1, 8), (8, 1)],
    ),
    (
        "I would rather have coverage in the mountains than faster data in town.",
        [(10, 0), (1, 8)],
    ),
    (
        "The tablet in the cab takes more time than it saves.",
        [(8, 1), (2, 7)],
    ),
    (
        "When the network fails at night, somebody should answer the phone.",
        [(9, 0), (7, 1)],
    ),
    (
        "I use my own phone because the company's has no signal.",
        [(8, 1), (1, 8)],
    ),
    (
        "Navigation with live traffic is the most useful thing we got this year.",
        [(2, 6), (9, 0)],
    ),
    (
        "Data volume is used up before the month is over.",
        [(1, 7), (7, 2)],
    ),
    (
        "I know whom to tell when something does not work.",
        [(1, 8), (1, 8)],
    ),
    ("Roaming abroad works as well as at home.", [(2, 7), (3, 3)]),
    (
        "New handsets every two years are worth their price.",
        [(4, 4), (5, 4)],
    ),
];

/// What drivers added; the second names a person and is left out.
const ADDED: [&str; 2] = [
    "Tell us before the works on a mast begin, not after.",
    "Karl from dispatch never picks up.",
];

const DRIVERS: u64 = 40;

/// A number that looks drawn and is always the same.
fn drawn(driver: u64, statement: u64) -> u64 {
    let mut mixed =
        driver.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ statement.wrapping_mul(0xD1B5_4A32_D192_ED03);
    mixed ^= mixed >> 29;
    mixed = mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed ^= mixed >> 32;
    mixed % 10
}

/// What a driver says to a statement: those on long tours and those in town answer differently.
fn answer(driver: u64, statement: u64, [long, town]: [(u64, u64); 2]) -> Vote {
    let (agree, disagree) = if driver % 5 < 3 { long } else { town };
    match drawn(driver, statement) {
        it if it < agree => Vote::Agree,
        it if it >= 10 - disagree => Vote::Disagree,
        _ => Vote::Pass,
    }
}

/// Mara asks; forty answer within days, two add a statement, one is left out, and she ends it.
pub fn ask(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let mara = teller.voice(known.table, known.mara);
    teller.days_ago(32)?;
    let until = Moment(teller.now()?.as_millisecond() + 6 * Moment::DAY).day_in_utc();
    let facts = mara.does(act::OpenConsultation {
        question: "What matters on the road?".to_owned(),
        statements: STATEMENTS.iter().map(|(words, _)| (*words).to_owned()).collect(),
        rules: "Statements that name a person, insult somebody, or have nothing to do with driving and \
                the phone are left out."
            .to_owned(),
        parties: vec![known.consumer],
        until,
        adding: true,
        moderation: Moderation::After,
        showing: Showing::Meanwhile,
        outcome: Some(known.a7),
        language: Some(Tongue::En),
        letters_only: false,
    })?;
    let opened = facts.iter().find_map(|fact| match fact {
        Fact::ConsultationOpened(opened) => Some(opened.consultation),
        _ => None,
    });
    let consultation = opened.context("nobody was asked")?;
    let says = |driver: u64, said: Said| -> anyhow::Result<()> {
        let act = BallotAct {
            relationship: known.table,
            consultation,
            voice: VoiceId(Uuid::from_u128(0xD417_0000 + u128::from(driver))),
            party: known.consumer,
            key: Uuid::new_v4().to_string(),
            said,
        };
        Ok(teller.app().take_down(act)?)
    };
    for driver in 0..DRIVERS {
        if driver % 10 == 0 {
            teller.days_ago(31 - i64::try_from(driver / 10)?)?;
        }
        for (statement, (_, leans)) in (1..).zip(STATEMENTS) {
            // Not everybody goes on to the end.
            if drawn(driver + 100, statement) > 0 {
                let vote = answer(driver, statement, leans);
                says(driver, Said::Vote { statement, vote })?;
            }
        }
        if let Some(text) = ADDED
            .get(usize::try_from(driver / 7).unwrap_or(9))
            .filter(|_| driver % 7 == 6)
        {
            says(
                driver,
                Said::Add {
                    text: (*text).to_owned(),
                    language: Some(Tongue::En),
                },
            )?;
        }
        if driver == 15 {
            mara.does(act::RejectStatement {
                consultation,
                statement: 14,
                why: "It names a person. What bothers you about it can be said without the name."
                    .to_owned(),
            })?;
        }
        if driver > 6 {
            let (statement, vote) = (13, answer(driver, 13, [(9, 0), (8, 1)]));
            says(driver, Said::Vote { statement, vote })?;
        }
    }
    teller.days_ago(27)?;
    mara.does(act::CloseConsultation { consultation })?;
    let bring = |statement, place, words: &str| act::BringStatement {
        consultation,
        statement,
        place,
        words: words.to_owned(),
        outcome: Some(known.a7),
        proposal: None,
        for_party: None,
        depends_on: None,
    };
    mara.does(bring(2, Bringing::BesideOutcome, ""))?;
    let words = "Tell drivers that an outage exists, at once.";
    mara.does(bring(1, Bringing::Need, words))?;
    Ok(())
}

/// Mara has drivers asked each month how much time the tablet cost them; Northwind's people have the link.
pub fn ask_about_lost_time(teller: &Teller, known: &Northwind) -> anyhow::Result<MeasureId> {
    let table = teller.app().relationship(known.table)?;
    let table = table.context("no such table")?;
    let rhythm = Rhythm::Month;
    let facts = teller.voice(known.table, known.mara).does(act::AskPeople {
        outcome: known.tablets,
        party: known.consumer,
        about: Experience::LostTime,
        question: "How much time did the tablet cost you this month?".to_owned(),
        target: 15_000,
        rhythm,
        period: teller.app().period_now(&table, rhythm),
    })?;
    let asked = facts.iter().find_map(|fact| match fact {
        Fact::PeopleAsked(asked) => Some(asked.measure),
        _ => None,
    });
    asked.context("nobody was asked")
}

/// A dozen of them answer, for the month that it is.
pub fn answer_about_lost_time(
    teller: &Teller,
    known: &Northwind,
    measure: MeasureId,
) -> anyhow::Result<()> {
    let table = teller.app().relationship(known.table)?;
    let table = table.context("no such table")?;
    let period = teller.app().period_now(&table, Rhythm::Month);
    let (_, _, day) = period.date();
    for driver in 0..12 {
        let minutes = [0, 5, 5, 15, 15, 15, 30, 0, 5, 15];
        let drawn = drawn(driver, period.date().1.unsigned_abs() + day.unsigned_abs());
        let answered = teller.app().take_down(BallotAct {
            relationship: known.table,
            consultation: measure.answers(),
            voice: VoiceId(Uuid::from_u128(0xD418_0000 + u128::from(driver))),
            party: known.consumer,
            key: Uuid::new_v4().to_string(),
            said: Said::Answer {
                period,
                answer: minutes[usize::try_from(drawn)?],
            },
        });
        match answered {
            // In a month with both days, some say the same again.
            Ok(()) | Err(Refused::Rule(Refusal::NothingNew)) => {}
            Err(refused) => return Err(refused.into()),
        }
    }
    Ok(())
}

/// Mara counts what was answered in the months that are over.
pub fn count_lost_time(
    teller: &Teller,
    known: &Northwind,
    measure: MeasureId,
) -> anyhow::Result<()> {
    let mara = teller.voice(known.table, known.mara);
    mara.does(act::CountAnswers { measure })?;
    Ok(())
}
