//! What both sides think of each other in the demo's year, and what broke and was repaired.

use anyhow::Context;
use domain::ids::*;
use domain::{Fact, Moment, act};

use super::northwind::Northwind;
use super::teller::{Teller, Voice};

/// The spring after which all is well.
pub fn tell_the_first(
    [ines, viktor]: [Voice<'_>; 2],
    northwind: &[Voice<'_>],
) -> anyhow::Result<()> {
    let marks = [[9, 7], [8, 8], [8, 7], [7, 8], [9, 8], [8, 6], [7, 7]];
    for (voice, marks) in northwind.iter().zip(marks) {
        voice.thinks(Some(marks), "")?;
    }
    ines.thinks(
        None,
        "They say what they need and pay on the day; I would like to hear sooner what annoys the drivers.",
    )?;
    viktor.thinks(
        None,
        "A customer who answers. Twice this quarter we changed a rollout because of what Mara told us in time.",
    )
}

/// The summer in which 5G went.
pub fn tell_the_second(
    [ines, viktor]: [Voice<'_>; 2],
    northwind: &[Voice<'_>],
) -> anyhow::Result<()> {
    let marks = [[7, 4], [7, 5], [8, 5], [6, 5], [8, 6], [7, 4], [7, 5]];
    for (place, (voice, marks)) in northwind.iter().zip(marks).enumerate() {
        let sentence = match place {
            0 => "You tell us late when something slips.",
            _ => "",
        };
        voice.thinks(Some(marks), sentence)?;
    }
    ines.thinks(
        None,
        "We were late with the news about 5G, and they stayed fair about it. I owe them an earlier call next time.",
    )?;
    viktor.thinks(
        None,
        "Still good to work with, although every meeting now begins with the tablets.",
    )
}

/// Two nights without the night desk: what Mara says of it, and what Viktor promises.
pub fn tell_what_broke(
    teller: &Teller,
    known: &Northwind,
) -> anyhow::Result<(RepairId, CommitmentId)> {
    let (mara, viktor) = (
        teller.voice(known.table, known.mara),
        teller.voice(known.table, known.viktor),
    );
    let facts = mara.does(act::OpenRepair {
        of: known.provider,
        happened: "Two nights in a row nobody picked up at the night desk between two and five."
            .to_owned(),
        cost: "A cold load for the harbour missed its ship.".to_owned(),
        outcomes: vec![known.night],
    })?;
    let repair = facts.iter().find_map(|fact| match fact {
        Fact::RepairOpened(opened) => Some(opened.repair),
        _ => None,
    });
    let repair = repair.context("nothing was said that broke")?;
    viktor.does(act::AnswerRepair {
        repair,
        words: "Both nights one person was alone at the desk and fell ill; the calls rang at an empty chair, and \
                no alarm told us. You had to find out before we did, and that should not have been so. I am sorry."
            .to_owned(),
    })?;
    let due = Moment(teller.now()?.as_millisecond() + 12 * Moment::DAY).day_in_utc();
    let facts = viktor.does(act::PromiseRepair {
        repair,
        words: "From now on two people sit at the night desk, and a call that rings longer than a minute wakes the \
                engineer on duty and me. If the desk is ever short again we call dispatch before you notice."
            .to_owned(),
        due,
    })?;
    let promised = facts.iter().find_map(|fact| match fact {
        Fact::RepairPromised(promised) => Some(promised.commitment),
        _ => None,
    });
    Ok((repair, promised.context("nothing was promised")?))
}

/// It is kept, as both sides say; and some days later Mara accepts it.
pub fn tell_that_it_is_kept(
    teller: &Teller,
    known: &Northwind,
    commitment: CommitmentId,
) -> anyhow::Result<()> {
    let (mara, viktor) = (
        teller.voice(known.table, known.mara),
        teller.voice(known.table, known.viktor),
    );
    viktor.does(act::ReportKept {
        commitment,
        words: "Two people since the first of the month; the alarm rang twice in the test and woke all of us."
            .to_owned(),
    })?;
    mara.does(act::AnswerKept {
        commitment,
        kept: true,
        words: String::new(),
    })?;
    Ok(())
}

/// What repairs it, in the word of the side that was hurt.
pub fn accept(teller: &Teller, known: &Northwind, repair: RepairId) -> anyhow::Result<()> {
    let mara = teller.voice(known.table, known.mara);
    mara.does(act::AcceptRepair {
        repair,
        accepted: true,
        words: "Nobody has waited since.".to_owned(),
    })?;
    Ok(())
}

/// A quarter is over, and Ines opens what both sides said; then she answers for this one.
pub fn open(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let ines = teller.voice(known.table, known.ines);
    ines.thinks(
        None,
        "The masts’ own people sit here now, and since then we argue about dates instead of about blame.",
    )
}

/// Meridian’s people leave guesses aside of what is agreed: the whole table may see what it is worth.
pub fn leave_guesses_aside(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let table = teller.app().relationship(known.table)?;
    let table = table.context("no such table")?;
    let agreed = [known.a7, known.tablets, known.night, known.roaming];
    for person in table.everybody() {
        let Some(seen) = table.seen_by(person, &table) else {
            continue;
        };
        let of_meridian = seen.party() == known.provider;
        let open = agreed
            .iter()
            .filter(|outcome| of_meridian && seen.may::<act::SkipGuess>(**outcome));
        for outcome in open {
            let skips = act::SkipGuess { outcome: *outcome };
            teller.voice(known.table, person).does(skips)?;
        }
    }
    Ok(())
}

/// A pack before a review, and the page that each side adds.
pub fn make_a_pack(
    teller: &Teller,
    known: &Northwind,
    [meridian, northwind]: [&str; 2],
) -> anyhow::Result<()> {
    let voice = |person| teller.voice(known.table, person);
    let facts = voice(known.ines).does(act::MakePack {})?;
    let made = facts.iter().find_map(|fact| match fact {
        Fact::PackMade(made) => Some(made.pack),
        _ => None,
    });
    let pack = made.context("no pack was made")?;
    let words = meridian.to_owned();
    voice(known.viktor).does(act::WritePackPage { pack, words })?;
    let words = northwind.to_owned();
    voice(known.mara).does(act::WritePackPage { pack, words })?;
    Ok(())
}

/// What both sides write before the review of the second quarter.
pub const SECOND_QUARTER: [&str; 2] = [
    "What went well. The A7 holds, and disputes about the bill are down by half since it is split by depot.\n\n\
     What did not. 5G went off earlier than we had told you, and the tablets are slow by day since. We knew the \
     regulator’s date for two weeks before we said it; that was ours to say.\n\n\
     What we ask. Tell us which three ramps hurt most. A fixed line costs us the same wherever it goes.",
    "Calls on the A7 are what we paid for. The tablets are not, since 5G went. Say it earlier next time.",
];

/// What both sides write before the review of the third quarter.
pub const THIRD_QUARTER: [&str; 2] = [
    "What went well. The latest reading of every target meets it, and nobody has waited at the night desk since two \
     people sit there.\n\n\
     What did not. You are less content than in spring, and our targets do not show it: signatures arrive, and a \
     driver waits a minute for each. We measured the wrong thing.\n\n\
     What we ask. Decide with us about the two small cells at Elm Pass before winter, and let two of your drivers \
     try a fixed line for a night.",
    "The night desk is fine now. A minute in the car park, forty times a day, is not.",
];
