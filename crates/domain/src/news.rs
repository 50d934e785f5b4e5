//! What answers a person's own word: the one thing that is told without being asked for.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use crate::audience::{Seen, Sight};
use crate::fact::Fact;
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::relationship::Relationship;
use crate::stamp::{Moment, Stamp};
use crate::words::{ContributionKind, Stance};

/// An answer to something that the viewer said or did, without its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// The consumer has spoken, and the viewer's guess lies open beside it.
    GuessRevealed {
        /// Of which outcome.
        outcome: OutcomeId,
    },
    /// A colleague spoke for the viewer.
    SpokenFor {
        /// What was said.
        contribution: ContributionId,
    },
    /// Somebody replied to the viewer's word.
    Replied {
        /// The viewer's word.
        contribution: ContributionId,
        /// The reply.
        reply: ContributionId,
        /// What the reply is: a question asks.
        kind: ContributionKind,
    },
    /// The viewer's word was said back.
    SaidBack {
        /// The viewer's word.
        contribution: ContributionId,
    },
    /// What the viewer said back is what was meant.
    Confirmed {
        /// What was said back.
        contribution: ContributionId,
    },
    /// What the viewer said back is not quite what was meant.
    Corrected {
        /// What was said back.
        contribution: ContributionId,
    },
    /// The viewer's correction was taken in.
    Acknowledged {
        /// The viewer's word.
        contribution: ContributionId,
    },
    /// The author of an idea nods to what the viewer built on it.
    Nodded {
        /// The viewer's build.
        contribution: ContributionId,
    },
    /// The viewer's word was answered: taken up, tried, or not now.
    Answered {
        /// The viewer's word.
        contribution: ContributionId,
    },
    /// The words of a proposal to which the viewer took a position were changed: they are asked again.
    Amended {
        /// The proposal.
        proposal: ProposalId,
    },
    /// All are in, or the time is over: it can be seen where everybody stands.
    PositionsOpen {
        /// To which proposal.
        proposal: ProposalId,
    },
    /// Somebody objects to what the viewer proposed.
    Objected {
        /// To which proposal.
        proposal: ProposalId,
    },
    /// What the viewer proposed, or took a position to, was adopted.
    Adopted {
        /// The proposal.
        proposal: ProposalId,
    },
    /// The viewer's party is missing, and is asked again.
    AskedAgain {
        /// In which proposal.
        proposal: ProposalId,
    },
    /// The text of the agreement that the viewer signed is a draft again: their signature holds no more.
    SignatureWithdrawn {
        /// Which version.
        version: u64,
    },
    /// Somebody does not sign the text that the viewer opened for signature.
    SigningDeclined {
        /// Which version.
        version: u64,
    },
}

/// A meeting as it was when somebody gave their seat up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenOff {
    /// When it was to begin, as clocks at the table show it.
    pub begins_at: LocalTime,
    /// When that is.
    pub begins: Moment,
    /// How long it was to take: minutes.
    pub minutes: u64,
    /// When it was planned.
    pub planned: Moment,
    /// When they left.
    pub left: Moment,
}

impl Relationship {
    /// Of which meetings a fact of this record tells whose calendars: everybody's of what was planned or changed,
    /// and of what lies ahead theirs who get a seat or give one up.
    pub fn whose_calendars_it_tells(
        &self,
        stamp: Stamp,
        fact: &Fact,
    ) -> Vec<(MeetingId, PersonId)> {
        let everybody = |meeting| {
            let people = self.seated();
            people.map(|person| (meeting, person)).collect()
        };
        let party = |party: PartyId| {
            let all = self.table.seats_ever().filter(|seat| seat.party == party);
            let left =
                all.filter(|seat| seat.left.map(|left| left.sequence) == Some(stamp.sequence));
            left.map(|seat| seat.person).collect()
        };
        let people: Vec<PersonId> = match fact {
            Fact::MeetingPlanned(fact) => return everybody(fact.meeting),
            Fact::MeetingChanged(fact) => return everybody(fact.meeting),
            Fact::MeetingCancelled(fact) => return everybody(fact.meeting),
            Fact::PersonSeated(fact) => vec![fact.person],
            Fact::PersonUnseated(fact) => vec![fact.person],
            Fact::SeatPassedOn(_) => vec![stamp.actor],
            Fact::PartyLeft(fact) => party(fact.party),
            Fact::PartyRemoved(fact) => party(fact.party),
            _ => Vec::new(),
        };
        let told = people.into_iter().flat_map(|person| {
            let all = self.meetings.all.values();
            let of = all.filter(move |it| it.seats.contains_key(&person));
            of.map(move |it| (it.id, person))
        });
        told.collect()
    }

    /// The number under which somebody's calendar knows a meeting: it grows with another time or place, and with
    /// each seat that they get or give up while it lies ahead.
    pub fn calendar_number(&self, person: PersonId, meeting: MeetingId) -> u64 {
        let Some(meeting) = self.meetings.all.get(&meeting) else {
            return 0;
        };
        let seats = meeting.seats.get(&person);
        meeting.revision + seats.map_or(0, |seats| seats.times)
    }

    /// What is taken off somebody's calendar who sits at the table no more: what it knows of the meeting's time, and
    /// nothing that came after they left.
    pub fn taken_off(&self, person: PersonId, meeting: MeetingId) -> Option<TakenOff> {
        let meeting = self.meetings.all.get(&meeting)?;
        let (left, (begins_at, begins), minutes) = meeting.seats.get(&person)?.left?;
        Some(TakenOff {
            begins_at,
            begins,
            minutes,
            planned: meeting.planned.at,
            left: left.at,
        })
    }

    /// Everybody who sits at the table now.
    pub fn seated(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.everybody().filter(|person| self.seats(*person))
    }

    /// Whose own word a fact of this record answers, and how; never told to who did it. What of it
    /// still stands, and whether they may see it, [`Seen::news`] decides when it is told.
    pub fn whom_it_answers(&self, stamp: Stamp, fact: &Fact) -> Vec<(PersonId, News)> {
        let author = |id| self.dialogue.get(id).map(|said| said.author);
        // Who spoke for their party when they said it back.
        let teller = |id, reflection| {
            let said = self.dialogue.get(id)?;
            let telling = said.reflections.iter().find(|told| told.id == reflection)?;
            Some(telling.stamp.actor)
        };
        let (person, news) = match fact {
            Fact::GuessesRevealed(fact) => {
                let news = News::GuessRevealed {
                    outcome: fact.outcome,
                };
                let others = fact.people.iter().filter(|person| **person != stamp.actor);
                return others.map(|person| (*person, news)).collect();
            }
            Fact::ContributionSaid(fact) => {
                let (contribution, kind) = (fact.contribution, fact.kind);
                let spoken = fact
                    .spoken_for
                    .map(|person| (person, News::SpokenFor { contribution }));
                let replied = fact.under.and_then(|under| {
                    let news = News::Replied {
                        contribution: under,
                        reply: contribution,
                        kind,
                    };
                    Some((author(under)?, news))
                });
                let both = spoken.into_iter().chain(replied);
                return both.filter(|(person, _)| *person != stamp.actor).collect();
            }
            Fact::SaidBack(fact) => {
                let contribution = fact.contribution;
                (author(contribution), News::SaidBack { contribution })
            }
            Fact::ReflectionConfirmed(fact) => {
                let contribution = fact.contribution;
                let teller = teller(contribution, fact.reflection);
                (teller, News::Confirmed { contribution })
            }
            Fact::ReflectionCorrected(fact) => {
                let contribution = fact.contribution;
                let teller = teller(contribution, fact.reflection);
                (teller, News::Corrected { contribution })
            }
            Fact::CorrectionAcknowledged(fact) => {
                let contribution = fact.contribution;
                (author(contribution), News::Acknowledged { contribution })
            }
            Fact::BuildNodded(fact) => {
                let contribution = fact.build;
                (author(contribution), News::Nodded { contribution })
            }
            Fact::ContributionAnswered(fact) => {
                let contribution = fact.contribution;
                (author(contribution), News::Answered { contribution })
            }
            Fact::ProposalAmended(fact) => {
                let proposal = fact.proposal;
                return self.tell_of(stamp, proposal, false, News::Amended { proposal });
            }
            Fact::PositionsRevealed(fact) => {
                let proposal = fact.proposal;
                return self.tell_of(stamp, proposal, true, News::PositionsOpen { proposal });
            }
            Fact::ProposalAdopted(fact) => {
                let proposal = fact.proposal;
                return self.tell_of(stamp, proposal, true, News::Adopted { proposal });
            }
            Fact::PartyAskedAgain(fact) => {
                let news = News::AskedAgain {
                    proposal: fact.proposal,
                };
                let people = self.table.people_of(fact.party);
                let people = people.filter(|seat| seat.speaks_for_party());
                return people.map(|seat| (seat.person, news)).collect();
            }
            Fact::SignaturesWithdrawn(fact) => {
                let news = News::SignatureWithdrawn {
                    version: fact.version,
                };
                let people = fact.people.iter().filter(|person| **person != stamp.actor);
                return people.map(|person| (*person, news)).collect();
            }
            Fact::SigningDeclined(fact) => {
                let version = fact.version;
                let opened = self.agreements.version(version);
                let opened = opened.and_then(|it| it.open());
                let opener = opened.map(|opened| opened.stamp.actor);
                (opener, News::SigningDeclined { version })
            }
            Fact::PositionTaken(fact) if fact.stance == Stance::Object => {
                let proposal = fact.proposal;
                let opened = self.proposals.all.get(&proposal);
                // Of a position that nobody else sees nobody is told, and no mail waits.
                let opened =
                    opened.filter(|it| !it.sealed.contains(&stamp.sequence) && !it.is_sealed());
                let opener = opened.map(|opened| opened.opened.actor);
                (opener, News::Objected { proposal })
            }
            _ => return Vec::new(),
        };
        let told = person.filter(|person| *person != stamp.actor);
        told.map(|person| (person, news)).into_iter().collect()
    }
}

impl Relationship {
    /// Tells those who took a position, and whoever opened the proposal, but not who did it.
    fn tell_of(
        &self,
        stamp: Stamp,
        proposal: ProposalId,
        opener: bool,
        news: News,
    ) -> Vec<(PersonId, News)> {
        let Some(proposal) = self.proposals.all.get(&proposal) else {
            return Vec::new();
        };
        let opened = Some(proposal.opened.actor).filter(|_| opener);
        let takers = proposal.positions.values().map(|position| position.person);
        let people: BTreeSet<PersonId> = takers.chain(opened).collect();
        let people = people.into_iter().filter(|person| *person != stamp.actor);
        people.map(|person| (person, news)).collect()
    }
}

impl Seen<'_> {
    /// The number under which the viewer's calendar knows a meeting.
    pub fn calendar_number(&self, meeting: MeetingId) -> u64 {
        self.today.calendar_number(self.viewer(), meeting)
    }

    /// What an entry of the record answers of the viewer's own words, as far as they may see it now.
    pub fn news(&self, stamp: Stamp, fact: &Fact) -> Option<News> {
        // That one's own guess lies open is told also where users brought it about, who stand by role.
        let own_guess = matches!(fact, Fact::GuessesRevealed(_));
        if !own_guess && self.sight(stamp, fact) != Sight::Whole {
            return None;
        }
        let answered = self.today.whom_it_answers(stamp, fact).into_iter();
        let mut own = answered.filter(|(person, _)| *person == self.viewer());
        own.next()
            .map(|(_, news)| news)
            .filter(|news| self.stands(*news))
    }

    /// Whether what was answered, and what answers it, were neither retired nor taken back since.
    fn stands(&self, news: News) -> bool {
        let said = |id: ContributionId| {
            let said = self.today.dialogue.get(id);
            said.is_some_and(|said| !said.gone && self.hears_contribution(said))
        };
        match news {
            News::GuessRevealed { outcome } => {
                let outcome = self.today.value.outcomes.get(&outcome);
                outcome.is_some_and(|outcome| outcome.retired.is_none())
            }
            News::Replied {
                contribution,
                reply,
                ..
            } => said(contribution) && said(reply),
            News::Amended { proposal }
            | News::PositionsOpen { proposal }
            | News::Objected { proposal }
            | News::AskedAgain { proposal } => {
                let proposal = self.today.proposals.all.get(&proposal);
                proposal.is_some_and(|proposal| proposal.is_open())
            }
            News::Adopted { .. } => true,
            News::SignatureWithdrawn { version } => {
                let withdrawn = self.signature_withdrawn();
                withdrawn.is_some_and(|(of, _)| of == version)
            }
            News::SigningDeclined { version } => {
                let version = self.today.agreements.version(version);
                version.is_some_and(|it| it.open().is_some() && !it.declined.is_empty())
            }
            News::SpokenFor { contribution }
            | News::SaidBack { contribution }
            | News::Confirmed { contribution }
            | News::Corrected { contribution }
            | News::Acknowledged { contribution }
            | News::Nodded { contribution }
            | News::Answered { contribution } => said(contribution),
        }
    }
}
