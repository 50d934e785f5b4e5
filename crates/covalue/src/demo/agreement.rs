//! The demo's value agreement: agreed on early, again half a year in, and open for signature a third time.

use anyhow::Context;
use domain::ids::*;
use domain::view::ProposalState;
use domain::words::*;
use domain::{Fact, Moment, act};

use super::northwind::Northwind;
use super::teller::{Teller, Voice};

/// What one version is put together from.
struct Version<'a> {
    number: u64,
    outcomes: &'a [OutcomeId],
    mix: Option<MixId>,
    decisions: &'a [ProposalId],
    commitments: &'a [CommitmentId],
    factor: &'a str,
    fall: &'a str,
}

/// Somebody puts a version together and opens it for signature.
fn opens(
    teller: &Teller,
    voice: Voice<'_>,
    version: &Version<'_>,
    days: i64,
) -> anyhow::Result<()> {
    let at = Moment(teller.now()?.as_millisecond() + days * Moment::DAY);
    voice.does(act::ComposeAgreement {
        version: version.number,
        withdraws: 0,
        outcomes: version.outcomes.to_vec(),
        mix: version.mix,
        decisions: version.decisions.to_vec(),
        commitments: version.commitments.to_vec(),
        months: 6,
        review: at.day_in_utc(),
        factor: version.factor.to_owned(),
        fall: version.fall.to_owned(),
        contract: String::new(),
    })?;
    let composed = voice.last()?;
    voice.does(act::OpenForSignature {
        version: version.number,
        composed,
    })?;
    Ok(())
}

fn reopens(voice: Voice<'_>, version: u64, because: Reopening, why: &str) -> anyhow::Result<()> {
    voice.does(act::ReopenAgreement {
        version,
        because,
        why: why.to_owned(),
    })?;
    Ok(())
}

/// The first, between two, three months in.
pub fn sign_the_first(
    teller: &Teller,
    [ines, lea]: [Voice<'_>; 2],
    outcomes: &[OutcomeId],
) -> anyhow::Result<()> {
    let first = Version {
        number: 1,
        outcomes,
        mix: None,
        decisions: &[],
        commitments: &[],
        factor: "",
        fall: "",
    };
    opens(teller, ines, &first, 60)?;
    ines.signs(1, Role::ServiceOwner)?;
    lea.signs(1, Role::Sponsor)?;
    Ok(())
}

/// The second, once it had shown what the first was good for.
pub fn sign_the_second(
    teller: &Teller,
    [ines, mara]: [Voice<'_>; 2],
    outcomes: &[OutcomeId],
) -> anyhow::Result<()> {
    ines.measures(
        outcomes[0],
        (
            "Calls held, each month, from Meridian’s core",
            "%",
            Aim::AtLeast,
            99_000,
        ),
        "Each calendar month, day and night, as Berlin’s clocks have it. A call counts once it is over; what is still \
         looked into counts as dropped. From the call records of the core network.",
        Quality::Warranty,
    )?;
    reopens(
        mara,
        1,
        Reopening::Other,
        "The night was forgotten: nobody had asked the drivers then.",
    )?;
    let second = Version {
        number: 2,
        outcomes,
        mix: None,
        decisions: &[],
        commitments: &[],
        factor: "A radio layer on the A7 is switched off.",
        fall: "",
    };
    opens(teller, mara, &second, 180)?;
    ines.signs(2, Role::ServiceOwner)?;
    mara.signs(2, Role::Customer)?;
    Ok(())
}

/// The third, between three: two have signed it, and it waits for the customer.
pub fn open_the_third(teller: &Teller, known: &Northwind) -> anyhow::Result<()> {
    let voice = |person: PersonId| teller.voice(known.table, person);
    let (ines, mara, tom) = (voice(known.ines), voice(known.mara), voice(known.tom));
    teller.days_ago(5)?;
    reopens(
        mara,
        2,
        Reopening::Factor,
        "5G is off between Elm Pass and Westhaven, and the masts are Halden’s: they belong in it.",
    )?;
    ines.measures(
        known.night,
        (
            "Time until somebody answers who knows the tour",
            "minutes",
            Aim::AtMost,
            2_000,
        ),
        "The middle call of each month, from ten in the evening until six, as Berlin’s clocks have it. A call that nobody \
         answered counts with the time until it was given up. From the telephone system of the night desk.",
        Quality::Experience,
    )?;
    voice(known.jonas).does(act::SayDissent {
        words: "The bill by depot is not worth its price to us drivers.".to_owned(),
    })?;
    teller.days_ago(4)?;
    let relationship = teller
        .app()
        .relationship(known.table)?
        .context("the table is there")?;
    let seen = relationship.seen_by(known.ines, &relationship);
    let seen = seen.context("Ines sits there")?;
    let mixes = seen.features().mixes;
    let promised = seen.commitments(relationship.last_at()).commitments;
    let open = promised.iter().filter(|it| it.ended.is_none());
    let promised: Vec<CommitmentId> = open.map(|it| it.id).collect();
    let proposals = seen.proposals(relationship.last_at()).proposals;
    let adopted = proposals
        .iter()
        .filter(|it| it.state == ProposalState::Adopted);
    let decided: Vec<ProposalId> = adopted.map(|it| it.id).collect();
    let third = Version {
        number: 3,
        outcomes: &[known.a7, known.night, known.roaming, known.tablets],
        mix: mixes.first().map(|mix| mix.id),
        decisions: &decided,
        commitments: &promised,
        factor: "3G is switched off elsewhere, or another layer on the A7.",
        fall: "Two of three at Northwind say less than 6 for the first outcome.",
    };
    opens(teller, ines, &third, 107)?;
    ines.signs(3, Role::ServiceOwner)?;
    teller.days_ago(3)?;
    tom.signs(3, Role::Representative)?;
    Ok(())
}

impl Voice<'_> {
    /// The entry with which the last version was composed.
    fn last(&self) -> anyhow::Result<u64> {
        let shown = self.shown()?;
        Ok(shown.composed)
    }

    fn signs(&self, version: u64, capacity: Role) -> anyhow::Result<()> {
        let text = self.shown()?.text.context("it is open for signature")?;
        self.does_in_the_demo(act::SignAgreement {
            version,
            text,
            capacity,
        })?;
        Ok(())
    }

    pub(super) fn measures(
        &self,
        outcome: OutcomeId,
        (name, unit, aim, target): (&str, &str, Aim, i64),
        how: &str,
        quality: Quality,
    ) -> anyhow::Result<Vec<Fact>> {
        self.does(act::NameMeasure {
            outcome,
            quality,
            name: name.to_owned(),
            unit: unit.to_owned(),
            how: how.to_owned(),
            aim,
            target,
        })
    }
}
