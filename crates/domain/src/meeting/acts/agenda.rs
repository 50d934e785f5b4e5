//! The agenda: what each party brings, what all want talked about, and what is taken up.

use super::*;

acts! {
    /// Bring a point to a meeting, for one's party.
    BringTopic about meeting: MeetingId {
        /// To which meeting.
        meeting: MeetingId,
        /// What it is called; may be empty where it is about something: then it is called as that is.
        title: String,
        /// Its time-box: minutes.
        minutes: u64,
        /// What it is about.
        #[serde(default)]
        subject: Option<Subject>,
    }

    /// Say one's word to a point of a round in writing, for one's party. An earlier one is told no more.
    WriteWord about topic: TopicId {
        /// To which point.
        topic: TopicId,
        /// The words.
        words: String,
    }

    /// Take a point of one's party off the agenda, before it is talked about.
    WithdrawTopic about topic: TopicId {
        /// Which point.
        topic: TopicId,
    }

    /// Say that one's party wants a point talked about, or no more.
    BackTopic about topic: TopicId {
        /// Which point.
        topic: TopicId,
        /// Whether it does.
        backs: bool,
    }

    /// Begin a point of the agenda; what was talked about before is over. Whoever speaks, or waits to, goes on doing
    /// so: nobody is silenced by another point.
    BeginTopic about topic: TopicId {
        /// Which point.
        topic: TopicId,
    }
}

impl Act for BringTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        meeting: MeetingId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let meeting = relationship.open_meeting(meeting)?;
        let made = meeting.topics.iter().map(|topic| topic.brought.actor);
        relationship.within_share(seat, 1, ("topics", TOPICS), made)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        // Words of others stay theirs: they are told from what they said, for as long as that is there to be read.
        let title = match self.subject {
            Some(_) => text::optional_line("title", &self.title)?,
            None => text::line("title", &self.title)?,
        };
        let minutes = within(TIME_BOX, self.minutes)?;
        let relationship = at.relationship;
        let meeting = relationship.open_meeting(self.meeting)?;
        meeting.takes_points(at.context.at)?;
        match self.subject {
            None => {}
            Some(Subject::Outcome(outcome)) => {
                relationship.live_outcome(outcome)?;
            }
            Some(Subject::Contribution(said)) => {
                relationship.said_to_all(at.seat.person, said)?;
            }
            Some(Subject::Proposal(proposal)) => {
                let known = relationship.proposals.all.contains_key(&proposal);
                known
                    .then_some(())
                    .ok_or(Refusal::Unknown { what: "proposal" })?;
            }
            Some(Subject::Commitment(commitment)) => {
                let known = relationship.commitments.all.contains_key(&commitment);
                known
                    .then_some(())
                    .ok_or(Refusal::Unknown { what: "commitment" })?;
            }
        }
        one(TopicBrought {
            topic: TopicId(at.context.id()),
            meeting: self.meeting,
            party: at.seat.party,
            minutes,
            subject: self.subject,
            text: Some(TopicText { title }),
        })
    }
}

impl Act for WriteWord {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, topic) = relationship.open_topic(topic)?;
        if !meeting.is_in_writing() {
            return Err(Refusal::NotBegun);
        }
        let own = topic.written.iter().filter(|it| it.stamp.actor == actor);
        if own.count() >= WORDS_TO_A_POINT {
            return Err(Refusal::Full {
                what: "words to one point",
                limit: WORDS_TO_A_POINT,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, topic) = at.relationship.open_topic(self.topic)?;
        if at.context.at < meeting.begins.1 {
            return Err(Refusal::NotBegun);
        }
        if !meeting.takes_words(at.context.at) {
            return Err(Refusal::MeetingOver);
        }
        let words = text::passage("words", &self.words)?;
        let mut latest = topic.latest_written();
        let own = latest.find(|it| it.stamp.actor == at.seat.person);
        if own.is_some_and(|own| own.words.as_ref() == Some(&words)) {
            return Err(Refusal::NothingNew);
        }
        one(WordWritten {
            meeting: meeting.id,
            topic: self.topic,
            party: at.seat.party,
            text: Some(WordWrittenText { words }),
        })
    }
}

impl Act for WithdrawTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, topic) = relationship.open_topic(topic)?;
        if topic.party != seat.party {
            return Err(Refusal::OnlyWhoBrought);
        }
        if !topic.written.is_empty() {
            return Err(Refusal::TopicBegun);
        }
        let waits = meeting.waiting().any(|it| it.id == topic.id);
        waits.then_some(seat).ok_or(Refusal::TopicBegun)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, _) = at.relationship.open_topic(self.topic)?;
        meeting.can_be_held(at.context.at)?;
        one(TopicWithdrawn {
            meeting: meeting.id,
            topic: self.topic,
        })
    }
}

impl Act for BackTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, topic) = relationship.open_topic(topic)?;
        let waits = meeting.waiting().any(|it| it.id == topic.id);
        waits.then_some(seat).ok_or(Refusal::TopicBegun)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, topic) = at.relationship.open_topic(self.topic)?;
        meeting.can_be_held(at.context.at)?;
        let party = at.seat.party;
        if topic.backed.contains(&party) == self.backs {
            return Err(Refusal::NothingNew);
        }
        one(TopicBacked {
            meeting: meeting.id,
            topic: self.topic,
            party,
            backs: self.backs,
        })
    }
}

impl Act for BeginTopic {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        topic: TopicId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let (meeting, _) = relationship.open_topic(topic)?;
        relationship.chair(actor, meeting.id)?;
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let (meeting, topic) = at.relationship.open_topic(self.topic)?;
        let (_, sitting) = at.relationship.running_meeting(meeting.id)?;
        if sitting.topic() == Some(topic.id) {
            return Err(Refusal::NothingNew);
        }
        let begun = TopicBegun {
            meeting: meeting.id,
            topic: self.topic,
            keeps: true,
        };
        in_sitting(&at, meeting, [Some(begun.into())])
    }
}
