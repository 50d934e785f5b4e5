//! Saying something, for oneself or for an absent colleague, and taking it back; and putting away
//! what the product advises.

use crate::act::{Act, At, Context, Decided, acts, one};
use crate::audience::Seen;
use crate::dialogue::attached::{self, Attaching, Attachment};
use crate::dialogue::voices::DISMISSED;
use crate::dialogue::{CONTRIBUTIONS, Contribution, DEPTH, LINKS, MENDINGS, MENTIONS, TAKE_BACK};
use crate::edits::Edited;
use crate::fact::*;
use crate::ids::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::table::Seat;
use crate::text;
use crate::words::*;

/// Within this time the very same words, sent again from a page that shows them, are no second word: milliseconds.
const JUST_NOW: i64 = 600_000;

acts! {
    /// Say something.
    Say {
        /// What it is.
        kind: ContributionKind,
        /// Who may see it.
        audience: Audience,
        /// The words as they were typed.
        words: String,
        /// The outcomes it is about.
        #[serde(default)]
        outcomes: Vec<OutcomeId>,
        /// What it answers.
        #[serde(default)]
        under: Option<ContributionId>,
        /// The proposal that it is about; what answers something in its thread is so anyway.
        #[serde(default)]
        about: Option<ProposalId>,
        /// For a limit, of which kind it is.
        #[serde(default)]
        limit: Option<LimitKind>,
        /// For a limit, what would lift it; for a concern, what would make it work.
        #[serde(default)]
        condition: String,
        /// An absent colleague for whom one speaks; it counts once they confirm it.
        #[serde(default)]
        spoken_for: Option<PersonId>,
        /// People at the table who are asked to read it: those who may.
        #[serde(default)]
        mentions: Vec<PersonId>,
        /// Pictures and PDFs that go with it, which the shell has looked at: no command holds them as JSON.
        #[serde(skip)]
        attachments: Vec<Attaching>,
    }

    /// Say that one has read a word in which one is mentioned.
    NoteMention about contribution: ContributionId {
        /// The contribution.
        contribution: ContributionId,
    }

    /// Make a word that a colleague said in one's absence one's own.
    ConfirmSpokenWord about contribution: ContributionId {
        /// The contribution.
        contribution: ContributionId,
    }

    /// Not stand by a word that a colleague said in one's absence.
    WithdrawSpokenWord about contribution: ContributionId {
        /// The contribution.
        contribution: ContributionId,
    }

    /// Put one's own word right, once the time is over in which it can be taken back. What it said before stays.
    MendWord about contribution: ContributionId {
        /// The contribution.
        contribution: ContributionId,
        /// The words as they were typed.
        words: String,
        /// For a limit, what would lift it; for a concern, what would make it work.
        #[serde(default)]
        condition: String,
        /// Whether it means something else now: then it is heard and answered once more.
        #[serde(default)]
        meant_otherwise: bool,
    }

    /// Say what one's need would let one do.
    ExplainNeed about contribution: ContributionId {
        /// The need.
        contribution: ContributionId,
        /// What it would let one do.
        enables: String,
    }

    /// Take a word back within five minutes.
    TakeBack about contribution: ContributionId {
        /// The contribution.
        contribution: ContributionId,
    }

    /// Put a piece of advice away for good.
    DismissAdvice {
        /// Which advice.
        advice: String,
    }
}

impl Say {
    /// The beginning of a thread about nothing in particular: most of what can be said stays unsaid.
    pub fn new(kind: ContributionKind, audience: Audience, words: impl Into<String>) -> Self {
        Self {
            kind,
            audience,
            words: words.into(),
            outcomes: Vec::new(),
            under: None,
            about: None,
            limit: None,
            condition: String::new(),
            spoken_for: None,
            mentions: Vec::new(),
            attachments: Vec::new(),
        }
    }

    /// A thread hangs on an outcome, a need, a limit or an idea: off-topic lives nowhere.
    fn check_beginning(&self, relationship: &Relationship) -> Result<(), Refusal> {
        if let Some(proposal) = self.about {
            relationship.proposal(proposal)?;
            if !ContributionKind::ABOUT_PROPOSALS.contains(&self.kind) {
                return Err(Refusal::NotSaidThere);
            }
            return match self.audience {
                Audience::WholeTable => Ok(()),
                _ => Err(Refusal::NotForAll),
            };
        }
        if !ContributionKind::OPENING.contains(&self.kind) {
            return Err(Refusal::NotSaidThere);
        }
        let asks = matches!(
            self.kind,
            ContributionKind::Question | ContributionKind::Concern
        );
        if asks && self.outcomes.is_empty() {
            return Err(Refusal::HangsNowhere);
        }
        Ok(())
    }

    /// A reply is of a kind that answers what it is under, and reaches no further.
    fn check_reply(
        &self,
        relationship: &Relationship,
        seat: &Seat,
        under: ContributionId,
    ) -> Result<(), Refusal> {
        let under = relationship.standing_contribution(seat.person, under)?;
        if !under.kind.answered_by().contains(&self.kind) {
            return Err(Refusal::NotSaidThere);
        }
        if under.depth + 1 >= DEPTH {
            return Err(Refusal::Full {
                what: "replies upon replies",
                limit: DEPTH,
            });
        }
        if !relationship.is_within(under, seat.party, &self.audience) {
            return Err(Refusal::WiderThanThread);
        }
        Ok(())
    }

    fn check_outcomes(&self, relationship: &Relationship) -> Result<(), Refusal> {
        if self.outcomes.len() > LINKS {
            return Err(Refusal::Full {
                what: "linked outcomes",
                limit: LINKS,
            });
        }
        let known = &relationship.value.outcomes;
        if self.outcomes.iter().any(|id| !known.contains_key(id)) {
            return Err(Refusal::Unknown { what: "outcome" });
        }
        Ok(())
    }

    /// Only who reads it can be mentioned; who is mentioned twice, or by themselves, is so once or not.
    fn mentions(&self, relationship: &Relationship, seat: &Seat) -> Result<Vec<PersonId>, Refusal> {
        let mut mentions: Vec<PersonId> = Vec::new();
        for person in self.mentions.iter().filter(|it| **it != seat.person) {
            if !relationship.would_read(*person, &self.audience, seat.party) {
                return Err(Refusal::MentionedWouldNotRead);
            }
            if !mentions.contains(person) {
                mentions.push(*person);
            }
        }
        if mentions.len() > MENTIONS {
            return Err(Refusal::Full {
                what: "mentions",
                limit: MENTIONS,
            });
        }
        Ok(mentions)
    }

    fn condition(&self, relationship: &Relationship) -> Result<String, Refusal> {
        let under = self
            .under
            .and_then(|under| relationship.dialogue.get(under));
        let about_idea = under.is_some_and(|under| under.kind.is_idea());
        condition(self.kind, about_idea, &self.condition)
    }

    /// Whether the same person said the very same a moment ago, and the page from which it comes shows that: a browser
    /// that goes back brings the form again with what was sent, under another key.
    fn was_just_said(
        &self,
        relationship: &Relationship,
        seat: &Seat,
        context: &Context<'_>,
        words: &str,
        attachments: &[Attachment],
    ) -> bool {
        let Some(shown_at) = context.shown_at else {
            return false;
        };
        let said = relationship.dialogue.said.iter().rev();
        let mut lately = said.take_while(|said| context.at.0 - said.stamp.at.0 < JUST_NOW);
        lately.any(|said| {
            let is_same = (said.kind, &said.audience, said.under)
                == (self.kind, &self.audience, self.under)
                && said.outcomes == self.outcomes
                && (self.under.is_some() || said.about == self.about)
                // A browser that goes back brings no files again: with some, something else is said.
                && (attachments.is_empty() || said.attachments == attachments)
                && said.words.as_deref() == Some(words);
            let author = self.spoken_for.unwrap_or(seat.person);
            is_same && said.author == author && said.stamp.sequence <= shown_at
        })
    }

    /// One speaks for somebody else of one's own party, to an audience in which they are.
    fn check_absent(
        &self,
        relationship: &Relationship,
        seat: &Seat,
        absent: PersonId,
    ) -> Result<(), Refusal> {
        let theirs = relationship.table.seat(absent).filter(|theirs| {
            let colleague = absent != seat.person && theirs.party == seat.party;
            colleague && theirs.speaks() && self.audience != Audience::OnlyMe
        });
        theirs.map(|_| ()).ok_or(Refusal::NotAbsentColleague)
    }
}

/// What would lift the limit or make it work; asked of a concern about an idea.
fn condition(kind: ContributionKind, about_idea: bool, typed: &str) -> Result<String, Refusal> {
    match kind {
        ContributionKind::Concern if about_idea => text::passage("condition", typed),
        ContributionKind::Concern | ContributionKind::Limit => {
            text::optional_passage("condition", typed)
        }
        _ => Ok(String::new()),
    }
}

impl Act for Say {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        if relationship.dialogue.said.len() >= CONTRIBUTIONS {
            return Err(Refusal::Full {
                what: "contributions",
                limit: CONTRIBUTIONS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        relationship.check_audience(&self.audience)?;
        self.check_outcomes(relationship)?;
        match self.under {
            Some(under) => self.check_reply(relationship, seat, under)?,
            None => self.check_beginning(relationship)?,
        }
        let limit = match self.kind {
            ContributionKind::Limit => Some(self.limit.ok_or(Refusal::NoLimitKind)?),
            _ => None,
        };
        let words = text::passage("words", &self.words)?;
        let condition = self.condition(relationship)?;
        if let Some(absent) = self.spoken_for {
            self.check_absent(relationship, seat, absent)?;
        }
        let mentions = self.mentions(relationship, seat)?;
        let attachments = attached::attached(relationship, seat, &self.attachments)?;
        if self.was_just_said(relationship, seat, context, &words, &attachments) {
            return Err(Refusal::SaidJustNow);
        }
        one(ContributionSaid {
            contribution: ContributionId(context.id()),
            kind: self.kind,
            audience: self.audience,
            outcomes: self.outcomes,
            under: self.under,
            about: self.about.filter(|_| self.under.is_none()),
            limit,
            spoken_for: self.spoken_for,
            mentions,
            text: Some(ContributionText {
                words,
                condition,
                attachments,
            }),
        })
    }
}

impl Act for NoteMention {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        if !said.mentions.contains(&actor) || said.noted.contains(&actor) {
            return Err(Refusal::NothingNew);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let contribution = self.contribution;
        one(MentionNoted { contribution })
    }
}

impl Act for ConfirmSpokenWord {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        relationship.spoken_word(actor, on)?;
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let contribution = self.contribution;
        one(SpokenWordConfirmed { contribution })
    }
}

impl Act for WithdrawSpokenWord {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        ConfirmSpokenWord::allowed(relationship, actor, on)
    }

    /// The entry whose text goes is part of the decision.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let contribution = self.contribution;
        let said = relationship.spoken_word(seat.person, contribution)?;
        one(SpokenWordWithdrawn {
            contribution,
            sequence: said.stamp.sequence,
        })
    }
}

impl Act for MendWord {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Word(self.contribution))
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        // A word that a colleague said in one's absence is not one's own to put in other words.
        if said.author != actor || said.stamp.actor != actor {
            return Err(Refusal::NotAuthor);
        }
        if said.words.is_none() {
            return Err(Refusal::NothingSaid);
        }
        if said.earlier.len() >= MENDINGS {
            return Err(Refusal::Full {
                what: "mendings",
                limit: MENDINGS,
            });
        }
        Ok(seat)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let said = relationship.standing_contribution(seat.person, self.contribution)?;
        let words = text::passage("words", &self.words)?;
        let condition = condition(said.kind, said.about_idea, &self.condition)?;
        if context.at.0 - said.stamp.at.0 <= TAKE_BACK {
            return Err(Refusal::StillFresh);
        }
        if said.words.as_ref() == Some(&words) && said.condition == condition {
            return Err(Refusal::NothingNew);
        }
        one(ContributionMended {
            contribution: self.contribution,
            meant_otherwise: self.meant_otherwise,
            text: Some(MendedText { words, condition }),
        })
    }
}

impl Act for ExplainNeed {
    fn edits(&self, _: &Seat) -> Option<Edited> {
        Some(Edited::Need(self.contribution))
    }

    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.speaker(actor)?;
        let said = relationship.standing_contribution(actor, on)?;
        if said.kind != ContributionKind::Need {
            return Err(Refusal::NotSaidThere);
        }
        if said.author != actor {
            return Err(Refusal::NotAuthor);
        }
        Ok(seat)
    }

    fn decide(self, _: At<'_, '_>) -> Decided {
        let enables = text::passage("enables", &self.enables)?;
        one(NeedExplained {
            contribution: self.contribution,
            text: Some(ExplanationText { enables }),
        })
    }
}

impl Act for TakeBack {
    fn allowed(
        relationship: &Relationship,
        actor: PersonId,
        on: ContributionId,
    ) -> Result<&Seat, Refusal> {
        let seat = relationship.seat(actor)?;
        let said = relationship.own_words(actor, on)?;
        if said.gone || said.words.is_none() {
            return Err(Refusal::NothingToErase);
        }
        Ok(seat)
    }

    /// Within five minutes the author takes a word back: its text goes, its place stays.
    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship,
            seat,
            context,
        } = at;
        let contribution = self.contribution;
        let said = relationship.own_words(seat.person, contribution)?;
        if context.at.0 - said.stamp.at.0 > TAKE_BACK {
            return Err(Refusal::TooLate);
        }
        one(ContributionTakenBack {
            contribution,
            sequence: said.stamp.sequence,
        })
    }
}

impl Act for DismissAdvice {
    fn allowed(relationship: &Relationship, actor: PersonId, (): ()) -> Result<&Seat, Refusal> {
        relationship.speaker(actor)
    }

    fn decide(self, at: At<'_, '_>) -> Decided {
        let At {
            relationship, seat, ..
        } = at;
        let advice = self.advice;
        if !relationship.can_be_advised(&advice) {
            return Err(Refusal::Unknown { what: "advice" });
        }
        if let Some(dismissed) = relationship.dialogue.dismissed.get(&seat.person) {
            if dismissed.contains(&advice) {
                return Err(Refusal::NothingNew);
            }
            if dismissed.len() >= DISMISSED {
                return Err(Refusal::Full {
                    what: "pieces of advice put away",
                    limit: DISMISSED,
                });
            }
        }
        one(AdviceDismissed { advice })
    }
}

impl Relationship {
    /// A word that somebody said in the actor's absence and that waits for them.
    fn spoken_word(
        &self,
        actor: PersonId,
        contribution: ContributionId,
    ) -> Result<&Contribution, Refusal> {
        let said = self.contribution(actor, contribution)?;
        if said.author != actor {
            return Err(Refusal::NotAuthor);
        }
        if said.confirmed || said.gone {
            return Err(Refusal::NothingNew);
        }
        Ok(said)
    }

    /// What the actor wrote. A word that is not one's own may be one that one may not know of.
    fn own_words(
        &self,
        actor: PersonId,
        contribution: ContributionId,
    ) -> Result<&Contribution, Refusal> {
        let said = self.dialogue.get(contribution);
        said.filter(|said| said.stamp.actor == actor)
            .ok_or(Refusal::Unknown {
                what: "contribution",
            })
    }

    /// Whether somebody at the table would read what is said by `party` to `audience`.
    fn would_read(&self, person: PersonId, audience: &Audience, party: PartyId) -> bool {
        let seat = self.table.seat(person);
        seat.is_some_and(|seat| match audience {
            Audience::WholeTable => true,
            Audience::OnlyMe => false,
            narrower => seat.speaks() && narrower.reaches(party, seat.party),
        })
    }

    /// Whether everybody who sees something said by `party` to `audience` sees `under` too.
    pub(super) fn is_within(
        &self,
        under: &Contribution,
        party: PartyId,
        audience: &Audience,
    ) -> bool {
        match (&under.audience, audience) {
            (Audience::WholeTable, _) | (_, Audience::OnlyMe) => true,
            (_, Audience::WholeTable) | (Audience::OnlyMe, _) => false,
            (wider, narrower) => self
                .table
                .order
                .iter()
                .filter(|reader| narrower.reaches(party, **reader))
                .all(|reader| wider.reaches(under.party, *reader)),
        }
    }
}

impl Seen<'_> {
    /// Whether somebody else at the table would read what the viewer says to this audience.
    pub fn would_be_read_by(&self, person: PersonId, audience: &Audience) -> bool {
        let you = self.you();
        person != you.person && self.today.would_read(person, audience, you.party)
    }
}
