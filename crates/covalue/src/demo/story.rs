//! A year of *Mobile network for Northwind Logistics*: calls that must not drop on the A7, a provider
//! sure that billing matters most, a supplier nobody asked.

use anyhow::Context;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact};

use super::cast::Cast;

/// Tells it.
pub fn tell(cast: &mut Cast) -> anyhow::Result<()> {
    let mut table = Table::open(cast)?;
    table.guess_before_asking()?;
    table.the_customer_speaks()?;
    table.the_drivers_speak()?;
    table.the_supplier_nobody_asked()?;
    table.small_cells_on_trial()?;
    table.a_shutdown_is_announced()?;
    table.the_last_weeks()?;
    masts_for_meridian(cast)
}

/// The relationship, and the outcomes by the short names that the story uses.
struct Table<'a> {
    cast: &'a Cast,
    id: RelationshipId,
    provider: PartyId,
    consumer: PartyId,
    calls: OutcomeId,
    roaming: OutcomeId,
    bill: OutcomeId,
    handset: OutcomeId,
    tracking: OutcomeId,
    outage: OutcomeId,
}

const NOBODY: OutcomeId = OutcomeId(uuid::Uuid::nil());

impl<'a> Table<'a> {
    fn open(cast: &'a Cast) -> anyhow::Result<Self> {
        cast.days_ago(366, 9);
        let (id, provider, consumer) = cast.opens(
            cast.ines,
            Command::OpenRelationship {
                name: "Mobile network for Northwind Logistics".into(),
                side: PartyKind::Provider,
                counterpart: cast.northwind,
                provider_unit: String::new(),
                consumer_unit: String::new(),
                closeness: Closeness::Close,
                currency: "EUR".into(),
                time_zone: "Europe/Berlin".into(),
                purpose: "Voice and data for 340 vehicles and six depots.".into(),
            },
        )?;
        let mut table = Self {
            cast,
            id,
            provider,
            consumer,
            calls: NOBODY,
            roaming: NOBODY,
            bill: NOBODY,
            handset: NOBODY,
            tracking: NOBODY,
            outage: NOBODY,
        };
        for (person, role) in [
            (cast.viktor, Role::RelationshipManager),
            (cast.pia, Role::Delivery),
            (cast.greta, Role::Observer),
        ] {
            table.admits(cast.ines, person, provider, role, Since::Start)?;
        }
        table.terms(
            cast.ines,
            "The radio network, one person who answers, a report every month.",
            "To hear of a new depot or route before it opens.",
            "Promise coverage where no mast may stand; the council decides that.",
        )?;
        table.calls = table.outcome(
            cast.ines,
            "Uninterrupted calls on the A7 corridor",
            "No call lost between Elm Pass and Westhaven on a working day.",
            Quality::Warranty,
        )?;
        table.roaming = table.outcome(
            cast.ines,
            "Roaming that needs no thought",
            "A driver crosses the border and notices nothing, on the phone or on the bill.",
            Quality::Utility,
        )?;
        table.bill = table.outcome(
            cast.ines,
            "One bill the depot can check",
            "The depot clerk finds every line in under five minutes.",
            Quality::Utility,
        )?;
        Ok(table)
    }

    /// Sealed before the customer has said a word.
    fn guess_before_asking(&self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(365, 10);
        for (person, calls, roaming, bill) in
            [(cast.ines, [6, 6, 6], [7, 7, 7], [8, 9, 8]), (cast.pia, [6, 7, 6], [6, 7, 7], [8, 8, 7])]
        {
            self.guesses(person, self.calls, calls)?;
            self.guesses(person, self.roaming, roaming)?;
            self.guesses(person, self.bill, bill)?;
        }
        self.rates(cast.ines, self.bill, [8, 9, 8], "One format for all depots halves our questions.")?;
        self.rates(cast.ines, self.calls, [7, 6, 6], "")?;
        cast.days_ago(364, 9);
        self.admits(cast.ines, cast.mara, self.consumer, Role::Customer, Since::Start)
    }

    fn the_customer_speaks(&mut self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(360, 8);
        self.rates(
            cast.mara,
            self.calls,
            [9, 4, 10],
            "When a truck stops under the Elm bridge I must still be able to reach the driver. Today I \
             find out an hour later.",
        )?;
        self.rates(cast.mara, self.roaming, [7, 8, 7], "It works, mostly. I only notice when it does not.")?;
        self.rates(cast.mara, self.bill, [5, 4, 3], "I never see the bill. Ask the depot.")?;
        self.says(
            cast.mara,
            ContributionKind::Need,
            "When a truck stops under the Elm bridge, I must still be able to **reach the driver**. What \
             hurts is not the call but *not knowing*.",
            &[self.calls],
        )?;
        cast.days_ago(358, 9);
        self.does(
            cast.mara,
            Command::SayPurpose {
                purpose: "Drivers and dispatchers reach each other on the road, without a dropped call."
                    .into(),
            },
        )?;
        self.terms(
            cast.mara,
            "Routes and timetables a month ahead; drivers who say what they hear.",
            "A straight answer within a day, also when it is no.",
            "Change the depots’ phone system before the lease ends in two years.",
        )?;
        self.admits(cast.mara, cast.lea, self.consumer, Role::Sponsor, Since::Start)?;
        cast.days_ago(357, 11);
        self.rates(cast.lea, self.calls, [8, 5, 9], "A dropped call costs us a slot at the ferry.")?;
        self.rates(cast.lea, self.roaming, [7, 7, 7], "")?;
        self.rates(cast.lea, self.bill, [4, 4, 4], "Nice to have. Nobody drives better for it.")?;
        self.handset = self.outcome(
            cast.lea,
            "A new handset on the road within a day",
            "A driver with a broken phone has a working one at the next depot.",
            Quality::Experience,
        )?;
        self.tracking = self.outcome(
            cast.mara,
            "Trailers that stay visible in the depots",
            "Every trailer reports at least once an hour, indoors too.",
            Quality::Warranty,
        )?;
        self.rates(cast.lea, self.handset, [6, 6, 5], "Twice a month somebody waits three days.")?;
        self.rates(cast.mara, self.tracking, [8, 8, 8], "We plan the yard by it.")?;
        cast.days_ago(355, 15);
        self.effect(cast.mara, self.calls, Direction::Removes, Burden::Cost, "re-dispatching after a lost call")?;
        self.effect(
            cast.lea,
            self.calls,
            Direction::Removes,
            Burden::Risk,
            "that a driver is out of reach in an emergency",
        )?;
        self.effect(cast.ines, self.calls, Direction::Imposes, Burden::Cost, "drive tests on 140 km every quarter")?;
        self.effect(cast.mara, self.bill, Direction::Removes, Burden::Cost, "half a day of checking a month")?;
        for (name, maker) in [
            ("Monthly coverage report", self.provider),
            ("Hotline for drivers", self.provider),
            ("Loyalty app", self.provider),
        ] {
            self.does(cast.ines, Command::NamePart { name: name.into(), made_by: maker })?;
        }
        Ok(())
    }

    /// Forty drivers do not drown the customer; but the table should know where they differ.
    fn the_drivers_speak(&self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(330, 6);
        let all: Vec<PersonId> =
            std::iter::once(cast.jonas).chain(cast.drivers.iter().copied()).collect();
        for driver in &all {
            self.admits(cast.mara, *driver, self.consumer, Role::User, Since::Start)?;
        }
        let whys = [
            "Between Elm Pass and the tunnel I am alone.",
            "Mostly fine. Fog days are bad.",
            "",
            "I call back from the lay-by.",
        ];
        cast.days_ago(326, 5);
        for (place, driver) in all.iter().enumerate() {
            let swing = [0, 1, 2, 0, 1, 0, 2, 1, 0, 3, 1, 0, 2][place % 13];
            let why = whys[place % whys.len()];
            self.rates(*driver, self.calls, [9 - swing / 2, 8 - swing, 9 - swing / 2], why)?;
            let low = [3, 2, 4, 3, 1, 3, 8, 2][place % 8];
            if place < 9 {
                self.rates(*driver, self.roaming, [low, low, low.saturating_sub(1)], "")?;
            }
            if place % 3 == 0 {
                self.does(*driver, Command::DeclineToAssess { outcome: self.bill })?;
            }
        }
        self.rates(cast.jonas, self.handset, [9, 8, 9], "Three days without a phone is three days of calls at home.")?;
        self.says(
            cast.jonas,
            ContributionKind::Idea,
            "Tell us when a mast is down. Knowing that an outage exists matters more to me than how long \
             it lasts.",
            &[self.calls],
        )
    }

    fn the_supplier_nobody_asked(&mut self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(280, 10);
        self.does(
            cast.viktor,
            Command::NameDependency { name: "Halden Towers: the masts between Elm Pass and the coast".into() },
        )?;
        let named = self.does(
            cast.pia,
            Command::NameDependency { name: "Westhaven Grid: power at four mast sites".into() },
        )?;
        self.does(
            cast.mara,
            Command::NameDependency { name: "Fleetline: the tracking units in the trailers".into() },
        )?;
        let grid = first(&named, |fact| match fact {
            Fact::DependencyNamed(named) => Some(named.dependency),
            _ => None,
        })?;
        self.does(
            cast.viktor,
            Command::LeaveDependencyOut {
                dependency: grid,
                why: "A regulated network: it answers to the regulator, and tells us of works a year ahead."
                    .into(),
            },
        )?;
        cast.days_ago(240, 10);
        let halden = self.dependency_of_halden()?;
        let seated = self.does(
            cast.ines,
            Command::SeatParty {
                organisation: cast.halden,
                kind: PartyKind::Supplier,
                dependency: Some(halden),
            },
        )?;
        let supplier = first(&seated, |fact| match fact {
            Fact::PartySeated(seated) => Some(seated.party),
            _ => None,
        })?;
        self.admits(cast.ines, cast.tom, supplier, Role::Representative, Since::Start)?;
        cast.days_ago(236, 14);
        self.terms(
            cast.tom,
            "Eleven masts, a field team of four, keys to the sites.",
            "Ten days’ notice for work at night.",
            "Open a site without the landowner; two of them answer letters only.",
        )?;
        self.rates(cast.tom, self.calls, [5, 5, 5], "For us it is two site visits a month.")?;
        self.rates(cast.tom, self.bill, [2, 2, 2], "We never see it.")?;
        self.says(
            cast.tom,
            ContributionKind::Limit,
            "Night access to the masts needs the landowner’s letter, ten days ahead. A faster way would need \
             a change in the lease.",
            &[self.calls],
        )?;
        self.says(
            cast.tom,
            ContributionKind::Idea,
            "We could mount two small cells on the Elm bridge itself; the council already lets us use the \
             lamp posts.",
            &[self.calls],
        )?;
        self.effect(cast.tom, self.calls, Direction::Imposes, Burden::Cost, "night access to two masts")?;
        self.outage = self.outcome(
            cast.tom,
            "A shared board that shows which mast is down",
            "Dispatch sees an outage within two minutes of our own alarm.",
            Quality::Experience,
        )?;
        self.rates(cast.tom, self.outage, [8, 9, 8], "It would spare us forty calls a week.")?;
        self.outcome_for(
            cast.tom,
            supplier,
            "Fewer site visits for the mast crews",
            "No more than one visit per mast and month.",
            Quality::Sustainability,
        )?;
        Ok(())
    }

    fn small_cells_on_trial(&self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(200, 9);
        self.guesses(cast.ines, self.outage, [5, 5, 5])?;
        self.guesses(cast.ines, self.tracking, [7, 7, 7])?;
        self.guesses(cast.ines, self.handset, [6, 6, 6])?;
        self.rates(cast.mara, self.outage, [9, 8, 9], "This is what I meant by not knowing.")?;
        self.rates(cast.lea, self.outage, [8, 8, 8], "")?;
        self.rates(cast.ines, self.outage, [6, 6, 6], "")?;
        self.rates(cast.pia, self.calls, [7, 6, 6], "")?;
        self.says(
            cast.lea,
            ContributionKind::Need,
            "Put our depots’ outage board on the same mast feed, so that dispatch sees it at once.",
            &[self.outage],
        )?;
        cast.days_ago(150, 9);
        self.rates(cast.mara, self.calls, [9, 7, 10], "Two cells on trial: the bridge works.")?;
        self.rates(cast.lea, self.calls, [9, 8, 9], "No missed ferry since they went up.")?;
        for (place, driver) in cast.drivers.iter().enumerate().take(9) {
            self.rates(*driver, self.calls, [9, [8, 9, 7][place % 3], 9], "")?;
        }
        self.judges(cast.mara, "Loyalty app", Verdict::Stop, "Nobody has opened it since spring.")?;
        self.judges(cast.lea, "Loyalty app", Verdict::Stop, "")?;
        self.judges(cast.jonas, "Hotline for drivers", Verdict::Keep, "They know the road.")?;
        self.judges(cast.mara, "Monthly coverage report", Verdict::Change, "Show the routes we drive, not the county.")?;
        cast.days_ago(148, 16);
        self.better_off(
            cast.lea,
            Answer::Yes,
            "Two missed ferries this quarter instead of nine.",
            Audience::WholeTable,
        )?;
        self.better_off(
            cast.ines,
            Answer::Partly,
            "Fewer complaints, but the drive tests eat the margin.",
            Audience::OwnParty,
        )
    }

    fn a_shutdown_is_announced(&self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(110, 10);
        self.says(
            cast.viktor,
            ContributionKind::Concern,
            "The old 5G core is switched off next spring. The tracking units in older trailers will not \
             register any more; a new module would make it work.",
            &[self.tracking],
        )?;
        cast.days_ago(96, 9);
        self.rates(cast.mara, self.tracking, [6, 5, 9], "Every fifth trailer is dark already in the new halls.")?;
        self.rates(cast.lea, self.tracking, [5, 4, 9], "We pay people to look for trailers again.")?;
        self.rates(cast.pia, self.tracking, [7, 7, 7], "Targets are met: 99.2 % of pings arrive.")?;
        cast.days_ago(95, 17);
        self.does(
            cast.ines,
            Command::Say {
                kind: ContributionKind::Limit,
                audience: Audience::OwnParty,
                words: "We cannot carry the modules ourselves this year; finance has said so twice.".into(),
                outcomes: vec![self.tracking],
            },
        )?;
        Ok(())
    }

    fn the_last_weeks(&self) -> anyhow::Result<()> {
        let cast = self.cast;
        cast.days_ago(21, 9);
        self.rates(cast.mara, self.calls, [9, 8, 10], "I have stopped counting the calls. That says it all.")?;
        self.rates(cast.lea, self.calls, [9, 9, 10], "")?;
        self.outcome(
            cast.viktor,
            "Data that is there before the driver asks",
            "",
            Quality::Experience,
        )?;
        cast.days_ago(9, 10);
        self.says(
            cast.tom,
            ContributionKind::Question,
            "Who tells the landowner at Elm Pass about the works on the two Sundays?",
            &[self.calls],
        )?;
        cast.days_ago(2, 8);
        self.does(
            cast.mara,
            Command::Say {
                kind: ContributionKind::Need,
                audience: Audience::Parties(vec![self.provider]),
                words: "Before the review: what would the new modules cost us per trailer?".into(),
                outcomes: vec![self.tracking],
            },
        )?;
        cast.days_ago(0, 7);
        self.rates(cast.jonas, self.calls, [9, 9, 10], "No gap on the A7 this week.")
    }

    fn dependency_of_halden(&self) -> anyhow::Result<DependencyId> {
        let relationship = self.cast.relationship(self.id)?;
        let seen = relationship.seen_by(self.cast.ines, &relationship).context("Ines sits here")?;
        let named = seen.table().dependencies.into_iter().find(|dependency| {
            dependency.name.as_deref().is_some_and(|name| name.starts_with("Halden"))
        });
        Ok(named.context("Halden was named")?.id)
    }

    fn does(&self, actor: PersonId, command: Command) -> anyhow::Result<app::Done> {
        self.cast.does(self.id, actor, command)
    }

    fn admits(
        &self,
        actor: PersonId,
        person: PersonId,
        party: PartyId,
        role: Role,
        since: Since,
    ) -> anyhow::Result<()> {
        self.does(actor, Command::AdmitPerson { person, party, roles: vec![role], since })?;
        Ok(())
    }

    fn terms(
        &self,
        actor: PersonId,
        brings: &str,
        expects: &str,
        cannot: &str,
    ) -> anyhow::Result<()> {
        self.does(
            actor,
            Command::SayTerms {
                brings: brings.into(),
                expects: expects.into(),
                cannot: cannot.into(),
            },
        )?;
        Ok(())
    }

    fn outcome(
        &self,
        actor: PersonId,
        statement: &str,
        objective: &str,
        depends_on: Quality,
    ) -> anyhow::Result<OutcomeId> {
        self.outcome_for(actor, self.consumer, statement, objective, depends_on)
    }

    fn outcome_for(
        &self,
        actor: PersonId,
        for_party: PartyId,
        statement: &str,
        objective: &str,
        depends_on: Quality,
    ) -> anyhow::Result<OutcomeId> {
        let done = self.does(
            actor,
            Command::AddOutcome {
                statement: statement.into(),
                objective: objective.into(),
                for_party,
                depends_on,
                delivered: true,
            },
        )?;
        first(&done, |fact| match fact {
            Fact::OutcomeAdded(added) => Some(added.outcome),
            _ => None,
        })
    }

    fn guesses(&self, actor: PersonId, outcome: OutcomeId, marks: [u8; 3]) -> anyhow::Result<()> {
        let [benefit, usefulness, importance] = marks;
        self.does(actor, Command::SealGuess { outcome, benefit, usefulness, importance })?;
        Ok(())
    }

    /// As it turned out: the service has been running for years.
    fn rates(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        marks: [u8; 3],
        why: &str,
    ) -> anyhow::Result<()> {
        let [benefit, usefulness, importance] = marks;
        self.does(
            actor,
            Command::Assess {
                outcome,
                stage: Stage::Realised,
                benefit,
                usefulness,
                importance,
                why: why.into(),
            },
        )?;
        Ok(())
    }

    fn effect(
        &self,
        actor: PersonId,
        outcome: OutcomeId,
        direction: Direction,
        burden: Burden,
        what: &str,
    ) -> anyhow::Result<()> {
        self.does(
            actor,
            Command::StateEffect { outcome, direction, burden, what: what.into() },
        )?;
        Ok(())
    }

    fn says(
        &self,
        actor: PersonId,
        kind: ContributionKind,
        words: &str,
        outcomes: &[OutcomeId],
    ) -> anyhow::Result<()> {
        self.does(
            actor,
            Command::Say {
                kind,
                audience: Audience::WholeTable,
                words: words.into(),
                outcomes: outcomes.to_vec(),
            },
        )?;
        Ok(())
    }

    fn better_off(
        &self,
        actor: PersonId,
        answer: Answer,
        statement: &str,
        audience: Audience,
    ) -> anyhow::Result<()> {
        self.does(actor, Command::SayBetterOff { answer, statement: statement.into(), audience })?;
        Ok(())
    }

    fn judges(
        &self,
        actor: PersonId,
        part: &str,
        verdict: Verdict,
        why: &str,
    ) -> anyhow::Result<()> {
        let relationship = self.cast.relationship(self.id)?;
        let seen = relationship.seen_by(actor, &relationship).context("they sit here")?;
        let named = seen.value().parts.into_iter().find(|p| p.name.as_deref() == Some(part));
        let part = named.context("the part was named")?.id;
        self.does(actor, Command::JudgePart { part, verdict, why: why.into() })?;
        Ok(())
    }
}

/// Services chain: the supplier of one relationship is the provider of the next.
fn masts_for_meridian(cast: &Cast) -> anyhow::Result<()> {
    cast.days_ago(60, 9);
    let (id, provider, consumer) = cast.opens(
        cast.tom,
        Command::OpenRelationship {
            name: "Mast sites for Meridian Mobile".into(),
            side: PartyKind::Provider,
            counterpart: cast.meridian,
            provider_unit: String::new(),
            consumer_unit: String::new(),
            closeness: Closeness::Regular,
            currency: "EUR".into(),
            time_zone: "Europe/Berlin".into(),
            purpose: "Room, power and keys for the radio gear on eleven masts.".into(),
        },
    )?;
    let table = Table {
        cast,
        id,
        provider,
        consumer,
        calls: NOBODY,
        roaming: NOBODY,
        bill: NOBODY,
        handset: NOBODY,
        tracking: NOBODY,
        outage: NOBODY,
    };
    let access = table.outcome(
        cast.tom,
        "Get to a mast on the day something breaks",
        "Keys and escort within four hours.",
        Quality::Warranty,
    )?;
    let notice = table.outcome(
        cast.tom,
        "Know of works before they begin",
        "",
        Quality::Experience,
    )?;
    table.guesses(cast.tom, access, [8, 8, 8])?;
    cast.days_ago(58, 9);
    table.admits(cast.tom, cast.ines, consumer, Role::Customer, Since::Start)?;
    cast.days_ago(55, 9);
    table.rates(cast.ines, access, [9, 5, 9], "Four hours is what we promise our own customers.")?;
    table.admits(cast.ines, cast.viktor, consumer, Role::Sponsor, Since::Start)?;
    table.says(
        cast.ines,
        ContributionKind::Question,
        "Could the field team carry a second set of keys?",
        &[access, notice],
    )
}

fn first<T>(done: &app::Done, pick: impl Fn(&Fact) -> Option<T>) -> anyhow::Result<T> {
    done.facts.iter().find_map(pick).context("the act left its fact")
}
