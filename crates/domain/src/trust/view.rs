//! What a viewer sees of both sides' confidence in each other.

use serde::Serialize;
use utoipa::ToSchema;

use super::state::Round;
use super::{TRUST_AFTER_DAYS, TrustFigure, TrustMarks};
use crate::act;
use crate::audience::Seen;
use crate::day::Day;
use crate::ids::*;
use crate::needs::Need;
use crate::stamp::Moment;

/// What both sides answered, quarter by quarter, and what the viewer answers in this one.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrustPage {
    /// Whether the viewer is of a side that is asked.
    pub may_answer: bool,
    /// Whether enough people of the viewer's side speak here that their marks can be told.
    pub may_mark: bool,
    /// How many people of the viewer's side speak here, whether they count among five of it or not.
    pub speak: usize,
    /// Whether the viewer's marks count among those of five people: not while another party could have sent them for that.
    pub counts: bool,
    /// The party whose link is all that is known of the viewer: their marks count nowhere until they prove their seat.
    pub counts_not: Option<PartyId>,
    /// What the viewer answered in the quarter that runs.
    pub answered: Option<OwnTrust>,
    /// Quarters that are over and not open yet, by their first day, in order.
    pub to_open: Vec<Day>,
    /// Quarters that lie open, the latest first.
    pub rounds: Vec<RoundTrust>,
}

/// What the viewer answered.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OwnTrust {
    /// The quarter, by its first day.
    pub quarter: Day,
    /// In figures; nothing where they passed.
    pub marks: Option<TrustMarks>,
    /// The sentence; empty where there is none, nothing once erased.
    pub sentence: Option<String>,
}

/// What both sides answered in one quarter.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RoundTrust {
    /// The quarter, by its first day.
    pub quarter: Day,
    /// When it was opened.
    pub opened: Moment,
    /// The entry with which it was.
    pub sequence: u64,
    /// The provider, then the consumer.
    pub sides: Vec<SideTrust>,
}

/// What one side answered about the other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SideTrust {
    /// The side that was asked.
    pub party: PartyId,
    /// About which side.
    pub about: PartyId,
    /// What its people's marks come to; nothing where fewer than five have marked.
    pub figure: Option<TrustFigure>,
    /// What its people said, in the order of the record.
    pub sentences: Vec<TrustSentence>,
}

/// A sentence of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrustSentence {
    /// Who.
    pub person: PersonId,
    /// When.
    pub at: Moment,
    /// The entry of the record.
    pub sequence: u64,
    /// What; `None` once erased.
    pub words: Option<String>,
    /// The party whose link was all that was known of who said it.
    pub by_link_of: Option<PartyId>,
}

impl Seen<'_> {
    /// Whether there is something to say or to read of what both sides think of each other, or of what broke.
    pub fn has_trust(&self) -> bool {
        let opened = self
            .then
            .trust
            .rounds
            .values()
            .any(|it| it.opened.is_some());
        opened || !self.then.repairs.all.is_empty() || self.may::<act::OpenRepair>(())
    }

    /// The zone in which the table's days begin, by its IANA name.
    pub fn time_zone(&self) -> &str {
        &self.then.table.time_zone
    }

    /// What both sides answered. What the viewer answered is that of the quarter in which `now` lies.
    pub fn trust(&self, now: Moment) -> TrustPage {
        let rounds = self.then.trust.rounds.iter().rev();
        let open = rounds.filter(|(_, round)| round.opened.is_some());
        let viewer = self.seat.person;
        TrustPage {
            may_answer: self.may::<act::AnswerTrust>(()),
            may_mark: self.today.may_mark(self.seat.party),
            speak: {
                let people = self.today.table.people_of(self.seat.party);
                people.filter(|seat| seat.speaks()).count()
            },
            counts: self.today.table.counts(self.seat),
            counts_not: self.today.table.link_behind(viewer),
            answered: self.answered_trust(now),
            to_open: self
                .then
                .trust
                .over(now)
                .filter(|quarter| self.may::<act::OpenTrust>(*quarter))
                .collect(),
            rounds: open
                .filter_map(|(quarter, round)| self.round_trust(*quarter, round))
                .collect(),
        }
    }

    fn answered_trust(&self, now: Moment) -> Option<OwnTrust> {
        let mut rounds = self.then.trust.rounds.iter().rev();
        let (quarter, round) = rounds.find(|(_, round)| round.ends > now)?;
        let own = round.answers.get(&self.seat.person)?;
        Some(OwnTrust {
            quarter: *quarter,
            marks: own.marks,
            sentence: own
                .said
                .as_ref()
                .map_or(Some(String::new()), |said| said.words.clone()),
        })
    }

    fn round_trust(&self, quarter: Day, round: &Round) -> Option<RoundTrust> {
        let opened = round.opened?;
        let table = &self.then.table;
        let two = [
            (table.provider, table.consumer),
            (table.consumer, table.provider),
        ];
        let side = |(party, about)| SideTrust {
            party,
            about,
            figure: round.figures.get(&party).copied(),
            sentences: self.sentences_of(round, party),
        };
        Some(RoundTrust {
            quarter,
            opened: opened.at,
            sequence: opened.sequence,
            sides: two.into_iter().map(side).collect(),
        })
    }

    fn sentences_of(&self, round: &Round, party: PartyId) -> Vec<TrustSentence> {
        let answers = round.answers.values().filter(|it| it.party == party);
        let said = answers.filter_map(|answer| answer.said.as_ref());
        let told = said.filter(|said| round.tells(said.stamp) && self.reaches(said.stamp));
        let mut told: Vec<_> = told
            .map(|said| TrustSentence {
                person: said.stamp.actor,
                at: said.stamp.at,
                sequence: said.stamp.sequence,
                words: said.words.clone(),
                by_link_of: said.by_link_of,
            })
            .collect();
        told.sort_by_key(|said| said.sequence);
        told
    }

    /// Every sentence that the viewer may read, their own before its quarter opens, too; and when it was said.
    pub(crate) fn trust_texts(&self) -> Vec<(Moment, String)> {
        let rounds = self.then.trust.rounds.values();
        let said = rounds.flat_map(|round| {
            let said = round.answers.values().filter_map(|it| it.said.as_ref());
            said.filter(|said| {
                let own = said.stamp.actor == self.seat.person;
                own || round.tells(said.stamp) && self.reaches(said.stamp)
            })
        });
        said.filter_map(|said| Some((said.stamp.at, said.words.clone()?)))
            .collect()
    }

    /// Whether the viewer is asked in this quarter, or can open the one before.
    pub(crate) fn trust_needs(&self, now: Moment) -> Vec<Need> {
        let mut needs = Vec::new();
        let trust = &self.today.trust;
        if self.you().speak_for_party {
            let mut over = trust.over(now);
            if over.any(|quarter| self.may::<act::OpenTrust>(quarter)) {
                needs.push(Need::OpenTrust);
            }
        }
        let young = now.days_since(self.today.table.opened.at) < TRUST_AFTER_DAYS;
        let latest = trust.rounds.values().rev();
        let mut latest = latest.filter(|round| round.ends > now);
        let answered = latest.next();
        let answered = answered.is_some_and(|it| it.answers.contains_key(&self.seat.person));
        if !young && !answered && self.may::<act::AnswerTrust>(()) {
            needs.push(Need::AnswerTrust);
        }
        needs
    }

    /// The moments at which that changes.
    pub(crate) fn trust_days(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let asked = self.today.table.opened.at.0;
        let asked = Moment(asked.saturating_add(TRUST_AFTER_DAYS * Moment::DAY));
        let ends = self.today.trust.rounds.values().map(|round| round.ends);
        ends.chain([asked]).filter(move |day| *day > now)
    }
}
