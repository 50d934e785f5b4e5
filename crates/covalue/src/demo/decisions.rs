//! What the demo's table decides: one thing long since, one that waits.

use anyhow::Context;
use domain::ids::*;
use domain::words::*;
use domain::{Day, Fact, Moment, act};

use super::northwind::Northwind;
use super::teller::{Teller, Voice};

fn opened(facts: &[Fact]) -> anyhow::Result<ProposalId> {
    let opened = facts.iter().find_map(|fact| match fact {
        Fact::ProposalOpened(fact) => Some(fact.proposal),
        _ => None,
    });
    opened.context("nothing was proposed")
}

/// The first Sunday from a day on: “Sunday 13 December”.
fn sunday_from(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let days = day.begins_in_utc().0 / Moment::DAY;
    // The first day of 1970 was a Thursday.
    let sunday = Moment((days + (3 - days).rem_euclid(7)) * Moment::DAY);
    let (_, month, day) = sunday.day_in_utc().date();
    format!("Sunday {day} {}", MONTHS[(month - 1) as usize])
}

/// A position without a word with it.
fn takes(
    voice: Voice<'_>,
    proposal: ProposalId,
    version: u64,
    stance: Stance,
    words: &str,
) -> anyhow::Result<()> {
    voice.does(act::TakePosition {
        proposal,
        version,
        stance,
        words: words.to_owned(),
        workable: String::new(),
        harms: None,
    })?;
    Ok(())
}

/// A trial that was decided in the summer, with a concern by which it is looked at again.
pub fn tell_an_early_one(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let (ines, mara, tom) = (voice(known.ines), voice(known.mara), voice(known.tom));
    teller.days_ago(24)?;
    let in_days = |days: i64| -> anyhow::Result<_> {
        let at = Moment(teller.now()?.as_millisecond() + days * Moment::DAY);
        Ok(at.day_in_utc())
    };
    let proposal = opened(&ines.does(act::OpenProposal {
        title: "The night desk calls back within ten minutes, for eight weeks".to_owned(),
        text: "Whoever reaches the night desk and is not helped at once is called back within ten minutes. \
               Meridian puts a second person on the desk from midnight to five. Halden tells the desk before \
               a mast goes down, not after."
            .to_owned(),
        outcomes: vec![known.night],
        costs: vec![CostTo {
            party: known.provider,
            amount: 1_460_000,
        }],
        contribution: None,
        mix: None,
        follows: None,
        blind: true,
        until: in_days(7)?,
        trial: true,
        review: Some(in_days(56)?),
    })?)?;
    takes(ines, proposal, 1, Stance::Consent, "")?;
    teller.days_ago(23)?;
    takes(
        mara,
        proposal,
        1,
        Stance::Consent,
        "Ten minutes I can tell a driver.",
    )?;
    teller.days_ago(22)?;
    takes(
        tom,
        proposal,
        1,
        Stance::Concern,
        "When two masts fail in one night, ten minutes will not hold. Count those nights apart.",
    )
}

/// Two small cells: proposed from an idea that came from a need, answered blind by two of three.
pub fn propose_the_cells(
    teller: &Teller,
    known: &Northwind,
    idea: ContributionId,
) -> anyhow::Result<ProposalId> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let in_days = |days: i64| -> anyhow::Result<_> {
        let at = Moment(teller.now()?.as_millisecond() + days * Moment::DAY);
        Ok(at.day_in_utc())
    };
    let proposal = opened(&voice(known.viktor).does(act::OpenProposal {
        title: "Two small cells at Elm Pass before winter".to_owned(),
        text: "Meridian mounts two small cells on the lamp posts of the bridge. Works run over five \
               nights. Halden opens the site and switches the power."
            .to_owned(),
        outcomes: vec![known.a7],
        costs: vec![CostTo {
            party: known.consumer,
            amount: 9_600_000,
        }],
        contribution: Some(idea),
        mix: None,
        follows: None,
        blind: true,
        until: in_days(4)?,
        trial: false,
        review: Some(in_days(120)?),
    })?)?;
    takes(voice(known.lea), proposal, 1, Stance::Consent, "")?;
    takes(
        voice(known.ines),
        proposal,
        1,
        Stance::Concern,
        "The lamp posts carry less than we assume; measure the wind load first.",
    )?;
    voice(known.mara).does(act::TakePosition {
        proposal,
        version: 1,
        stance: Stance::Object,
        words: "Night works would close the only dispatch route for a week.".to_owned(),
        workable: "The works move to the two Sundays.".to_owned(),
        harms: Some(Harms::Outcome(known.a7)),
    })?;
    Ok(proposal)
}

/// The time of the first round is over; the objection is taken in, and one party is missing still.
pub fn take_the_objection_in(
    teller: &Teller,
    known: &Northwind,
    proposal: ProposalId,
) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let (ines, viktor, tom) = (voice(known.ines), voice(known.viktor), voice(known.tom));
    let (mara, lea) = (voice(known.mara), voice(known.lea));
    let in_days = |days: i64| -> anyhow::Result<_> {
        let at = Moment(teller.now()?.as_millisecond() + days * Moment::DAY);
        Ok(at.day_in_utc())
    };
    viktor.does(act::AmendProposal {
        proposal,
        version: 1,
        title: "Two small cells at Elm Pass before winter".to_owned(),
        text: format!(
            "Meridian mounts two small cells on the lamp posts of the bridge. Works run on {} and {}, 06:00 to \
             16:00. Halden opens the site and switches the power.",
            sunday_from(in_days(21)?),
            sunday_from(in_days(28)?),
        ),
        outcomes: vec![known.a7],
        costs: vec![CostTo {
            party: known.consumer,
            amount: 9_600_000,
        }],
        until: in_days(9)?,
        trial: false,
        review: Some(in_days(120)?),
        takes_in: Some(known.mara),
    })?;
    lea.does(act::KeepPosition {
        proposal,
        version: 2,
    })?;
    ines.does(act::KeepPosition {
        proposal,
        version: 2,
    })?;
    takes(
        mara,
        proposal,
        2,
        Stance::Consent,
        "Sundays work: hardly a truck moves.",
    )?;
    viktor.does(act::AskAgain {
        proposal,
        party: known.supplier,
    })?;
    // Two of them go round in circles since.
    let first = tom.contributes(act::Say {
        about: Some(proposal),
        ..act::Say::new(
            ContributionKind::Question,
            Audience::WholeTable,
            "Who measures the wind load on the lamp posts, and who signs the road closure?",
        )
    })?;
    let turns = [
        (
            viktor,
            "The wind load is fine on paper: the maker's tables allow it for posts of this height and \
             this age; the road closure is yours to sign.",
        ),
        (
            tom,
            "Paper is not wind load. And the road closure is not ours to sign.",
        ),
        (viktor, "The road closure is yours, the wind load is fine."),
        (
            tom,
            "Not ours to sign, the road closure. Who measures the wind load?",
        ),
        (viktor, "The wind load is fine on paper."),
        (tom, "Paper is not wind load."),
        (viktor, "And the road closure is yours to sign."),
    ];
    for (voice, words) in turns {
        voice.replies(first, ContributionKind::Reply, Audience::WholeTable, words)?;
    }
    Ok(())
}

/// What was promised after the trial was decided: one is kept, one both sides changed, one comes due, one is late.
pub fn tell_promises(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let (ines, viktor) = (voice(known.ines), voice(known.viktor));
    let (mara, tom) = (voice(known.mara), voice(known.tom));
    let (provider, consumer) = (known.provider, known.consumer);
    let in_days = |days: i64| -> anyhow::Result<_> {
        let at = Moment(teller.now()?.as_millisecond() + days * Moment::DAY);
        Ok(at.day_in_utc())
    };
    let promises = |voice: Voice<'_>, to: PartyId, words: &str, days: i64| -> anyhow::Result<_> {
        let facts = voice.does(act::MakeCommitment {
            to,
            words: words.to_owned(),
            due: in_days(days)?,
            contribution: None,
            proposal: None,
            outcomes: Vec::new(),
        })?;
        let made = facts.iter().find_map(|fact| match fact {
            Fact::CommitmentMade(made) => Some(made.commitment),
            _ => None,
        });
        made.context("nothing was promised")
    };
    let desk = promises(
        ines,
        consumer,
        "A second person sits at the night desk from midnight to five.",
        2,
    )?;
    promises(
        tom,
        provider,
        "We tell the night desk of works on a mast a week before, with the hour.",
        12,
    )?;
    promises(
        mara,
        provider,
        "Dispatch writes down every call that broke off on the A7, with the place.",
        25,
    )?;
    let survey = promises(
        viktor,
        consumer,
        "The wind load of the lamp posts at Elm Pass is measured.",
        30,
    )?;
    viktor.does(act::AskForChange {
        commitment: survey,
        words: "The wind load of the lamp posts at Elm Pass is measured, on a day with wind."
            .to_owned(),
        due: in_days(60)?,
        why: "The first measuring day was still.".to_owned(),
    })?;
    teller.days_ago(21)?;
    ines.does(act::ReportKept {
        commitment: desk,
        words: "Since Monday; the rota is on the depot’s board.".to_owned(),
    })?;
    mara.does(act::AnswerKept {
        commitment: desk,
        kept: true,
        words: "Two of my drivers have said so by themselves.".to_owned(),
    })?;
    let table = teller.app().relationship(known.table)?;
    let table = table.context("no such table")?;
    let seen = table
        .seen_by(known.mara, &table)
        .context("Mara has no seat")?;
    let promised = seen.commitments(table.last_at()).commitments;
    let survey = promised.iter().find(|it| it.id == survey);
    let survey = survey.context("nothing was promised")?;
    let change = survey.changes.last().context("no change was asked for")?;
    mara.does(act::AnswerChange {
        commitment: survey.id,
        asked: change.asked,
        agrees: true,
        words: String::new(),
    })?;
    Ok(())
}
