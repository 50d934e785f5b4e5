//! What a viewer sees of the stages: what is worked on at each, who took part, who was left out, and what to do next.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use super::packs::{self, Pack};
use super::state::Staged;
use crate::act;
use crate::audience::Seen;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::steps::PEOPLE_PER_STEP;
use crate::words::*;

/// The stages of a table, and who took part in each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StagesPage {
    /// From which pack they are.
    pub pack: StagePack,
    /// Where the pack's names are from; empty where it is from nowhere.
    pub source: String,
    /// When that was looked up: year and month.
    pub looked_up: String,
    /// The stages, in order.
    pub stages: Vec<StageView>,
    /// What stands at no stage and is the viewer's to place, the latest first.
    pub to_place: Vec<Staged>,
    /// How many there are, with those that are not told.
    pub to_place_in_all: usize,
    /// What stands at no stage and is for others to place, the latest first.
    pub to_place_by_others: Vec<Staged>,
    /// How many things stand at no stage.
    pub unplaced: usize,
    /// The next best step.
    pub next: NextStep,
    /// Whether the viewer may choose other stages.
    pub may_choose: bool,
}

/// One stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StageView {
    /// The stage.
    pub id: StageId,
    /// Its word, where it is one of a pack.
    pub word: Option<String>,
    /// What the table calls it, where it is its own; `None` also once erased.
    pub name: Option<String>,
    /// What is worked on at it, in the order in which it was said.
    pub things: Vec<StagedView>,
    /// The parties that took part, in the order in which they sat down.
    pub took_part: Vec<StageParty>,
    /// Parties that were at the table by then and took no part. None where nothing stands at the stage.
    pub left_out: Vec<PartyId>,
    /// Whether users took part.
    pub users: UsersPart,
}

/// Something that stands at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StagedView {
    /// What.
    pub about: Staged,
    /// Whether the viewer may place it elsewhere.
    pub may_place: bool,
}

/// A party that took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StageParty {
    /// Which.
    pub party: PartyId,
    /// In how many of the things.
    pub things: usize,
    /// The roles of its people who did; users stand in [`StageView::users`].
    pub roles: Vec<Role>,
    /// Where the party is here only by links that another party made: which one.
    pub by_link_of: Option<PartyId>,
}

/// What is said of users at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UsersPart {
    /// There are none, or nothing stands there, or too few took part to be told of.
    NotTold,
    /// Five or more took part.
    TookPart,
    /// Users sit at the table, and none took part.
    LeftOut,
}

/// What would help most, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextStep {
    /// Nothing stands at any stage.
    PlaceSomething,
    /// A party took no part at a stage where others did.
    Ask {
        /// At which stage.
        stage: StageId,
        /// Whom.
        party: PartyId,
        /// In how many things others took part.
        things: usize,
    },
    /// Users took no part at a stage where others did.
    AskUsers {
        /// At which stage.
        stage: StageId,
        /// In how many things others took part.
        things: usize,
    },
    /// Nothing stands at a stage.
    Begin {
        /// At which stage.
        stage: StageId,
    },
    /// Everybody took part at every stage.
    Nothing,
}

/// The latest of what can be placed, told at once.
const TO_PLACE: usize = 30;

impl Seen<'_> {
    /// The stages, and who took part in each.
    pub fn stages(&self) -> StagesPage {
        let stages = &self.then.stages;
        let ids = stages.of_now();
        let pack = Pack::of(stages.pack);
        let views: Vec<StageView> = ids.iter().map(|id| self.stage_view(*id)).collect();
        let mut unplaced = self.unplaced();
        let count = unplaced.len();
        unplaced.sort_by_key(|(_, at)| std::cmp::Reverse(*at));
        let may_place = |about: &Staged| self.may::<act::PlaceAtStage>(*about);
        let unplaced = unplaced.into_iter().map(|(about, _)| about);
        let (mine, others): (Vec<Staged>, Vec<Staged>) = unplaced.partition(may_place);
        StagesPage {
            pack: stages.pack,
            source: pack.map_or("", |pack| pack.source).to_owned(),
            looked_up: pack.map_or("", |pack| pack.looked_up).to_owned(),
            next: next(&views),
            stages: views,
            to_place_in_all: mine.len(),
            to_place: mine.into_iter().take(TO_PLACE).collect(),
            to_place_by_others: others.into_iter().take(TO_PLACE).collect(),
            unplaced: count,
            may_choose: self.may::<act::ChooseStages>(()),
        }
    }

    /// What a stage is called in the catalogue, and what the table calls it.
    pub fn stage_named(&self, id: StageId) -> (Option<&'static str>, Option<String>) {
        let own = self.then.stages.names.get(&id).cloned().flatten();
        (packs::word(id), own)
    }

    /// At which stage something stands.
    pub fn stage_of(&self, about: Staged) -> Option<StageId> {
        self.then.stages.stage_of(about)
    }

    /// What the table's own stages are called, and when that was said.
    pub(crate) fn stage_texts(&self) -> Option<(Moment, Vec<String>)> {
        let stages = &self.then.stages;
        let names = stages
            .own
            .iter()
            .filter_map(|id| stages.names.get(id)?.clone());
        Some((stages.chosen?.at, names.collect()))
    }

    fn stage_view(&self, id: StageId) -> StageView {
        let stages = &self.then.stages;
        let placed = stages.placed.iter().filter(|(_, (at, _))| *at == id);
        let there = placed.filter(|(about, _)| self.then.whose(**about).is_some());
        let mut there: Vec<(Staged, u64)> = there
            .map(|(about, (_, stamp))| (*about, stamp.sequence))
            .collect();
        there.sort_by_key(|(_, sequence)| *sequence);
        let mut took: BTreeMap<PartyId, (usize, BTreeSet<Role>)> = BTreeMap::new();
        let mut users: BTreeSet<PersonId> = BTreeSet::new();
        let mut latest = Moment(0);
        for (about, _) in &there {
            let (people, at) = self.people_in(*about);
            latest = latest.max(at);
            let parties: BTreeSet<PartyId> = people.iter().map(|(party, _)| *party).collect();
            for party in parties {
                took.entry(party).or_default().0 += 1;
            }
            for (party, person) in people {
                let seat = self.then.table.seat_ever(person);
                for role in seat.into_iter().flat_map(|seat| seat.roles.iter().copied()) {
                    match role {
                        Role::User => {
                            users.insert(person);
                        }
                        role => {
                            took.entry(party).or_default().1.insert(role);
                        }
                    }
                }
            }
        }
        let table = &self.then.table;
        let seated = || table.seated_parties();
        let (word, name) = self.stage_named(id);
        let has_users = seated().any(|party| {
            let mut people = table.people_of(party.id);
            people.any(|seat| seat.roles.contains(&Role::User))
        });
        let none = there.is_empty();
        StageView {
            id,
            word: word.map(str::to_owned),
            name,
            left_out: seated()
                .filter(|party| !none && party.seated.at <= latest && !took.contains_key(&party.id))
                .map(|party| party.id)
                .collect(),
            took_part: seated()
                .filter_map(|party| {
                    let (things, roles) = took.get(&party.id)?;
                    Some(StageParty {
                        party: party.id,
                        things: *things,
                        roles: roles.iter().copied().collect(),
                        by_link_of: table.only_by_link_of(party.id),
                    })
                })
                .collect(),
            users: match users.len() {
                0 if has_users && !none => UsersPart::LeftOut,
                count if count >= PEOPLE_PER_STEP as usize => UsersPart::TookPart,
                _ => UsersPart::NotTold,
            },
            things: there
                .into_iter()
                .map(|(about, _)| StagedView {
                    about,
                    may_place: self.may::<act::PlaceAtStage>(about),
                })
                .collect(),
        }
    }

    /// Who took part in something, as everybody at the table can know, and when it was last worked on. Of a meeting that
    /// has not begun, in writing neither, and a proposal whose positions lie sealed nobody can tell yet.
    fn people_in(&self, about: Staged) -> (Vec<(PartyId, PersonId)>, Moment) {
        let mut acted: Vec<Stamp> = Vec::new();
        let mut there: Vec<(PartyId, PersonId)> = Vec::new();
        match about {
            Staged::Feature(id) => {
                let mut features = self.then.features.live();
                if let Some(feature) = features.find(|feature| feature.id == id) {
                    let answers = feature.answers.values().map(|answer| answer.stamp);
                    acted.push(feature.added);
                    acted.extend(feature.priced.iter().map(|priced| priced.stamp));
                    acted.extend(answers);
                }
            }
            Staged::Proposal(id) => {
                let proposal = self.then.proposals.all.get(&id);
                if let Some(proposal) = proposal.filter(|proposal| !proposal.is_sealed()) {
                    acted.push(proposal.opened);
                    acted.extend(proposal.positions.values().map(|position| position.stamp));
                }
            }
            Staged::Meeting(id) => {
                let meeting = self.then.meetings.all.get(&id);
                if let Some((meeting, sitting)) =
                    meeting.and_then(|it| Some((it, it.sitting.as_ref()?)))
                {
                    acted.push(sitting.begun);
                    // Who is there only on another party's word did not take part for their own.
                    let here = meeting
                        .here
                        .iter()
                        .filter(|(_, here)| here.was == Some(None));
                    there.extend(here.map(|(person, here)| (here.party, *person)));
                }
                // In a round in writing one is there by one's word.
                let topics = meeting.into_iter().flat_map(|it| it.standing());
                acted.extend(topics.flat_map(|topic| topic.written.iter().map(|it| it.stamp)));
            }
            Staged::Commitment(id) => {
                if let Some(commitment) = self.then.commitments.all.get(&id) {
                    acted.push(commitment.made);
                    for report in &commitment.reports {
                        acted.push(report.stamp);
                        acted.extend(report.answer.iter().map(|answer| answer.stamp));
                    }
                    for change in &commitment.changes {
                        acted.push(change.stamp);
                        acted.extend(change.answer.iter().map(|answer| answer.stamp));
                    }
                }
            }
        }
        let at = acted
            .iter()
            .map(|stamp| stamp.at)
            .max()
            .unwrap_or(Moment(0));
        let side = |stamp: &Stamp| Some((self.then.table.side_of(stamp.actor)?, stamp.actor));
        there.extend(acted.iter().filter_map(side));
        (there, at)
    }

    /// What stands at no stage of now, and when it was made.
    fn unplaced(&self) -> Vec<(Staged, Moment)> {
        let then = self.then;
        let features = then
            .features
            .live()
            .map(|it| (Staged::Feature(it.id), it.added.at));
        let proposals = then.proposals.all.values();
        let proposals = proposals.map(|it| (Staged::Proposal(it.id), it.opened.at));
        let meetings = then.meetings.all.values();
        let meetings = meetings.map(|it| (Staged::Meeting(it.id), it.planned.at));
        let commitments = then.commitments.all.values();
        let commitments = commitments.map(|it| (Staged::Commitment(it.id), it.made.at));
        let all = features.chain(proposals).chain(meetings).chain(commitments);
        let standing = all.filter(|(about, _)| then.whose(*about).is_some());
        let stages = then.stages.of_now();
        let at_one = |about: &Staged| {
            let placed = then.stages.placed.get(about);
            placed.is_some_and(|(stage, _)| stages.contains(stage))
        };
        standing.filter(|(about, _)| !at_one(about)).collect()
    }
}

/// The next best step: the party that missed most, then users, then a stage without anything.
fn next(stages: &[StageView]) -> NextStep {
    if stages.iter().all(|stage| stage.things.is_empty()) {
        return NextStep::PlaceSomething;
    }
    let asked = stages.iter().filter_map(|stage| {
        let party = *stage.left_out.first()?;
        Some((stage.things.len(), stage.id, party))
    });
    // Of as many the earlier stage.
    if let Some((things, stage, party)) = asked.rev().max_by_key(|(things, ..)| *things) {
        return NextStep::Ask {
            stage,
            party,
            things,
        };
    }
    let users = stages
        .iter()
        .filter(|stage| stage.users == UsersPart::LeftOut);
    if let Some(stage) = users.rev().max_by_key(|stage| stage.things.len()) {
        return NextStep::AskUsers {
            stage: stage.id,
            things: stage.things.len(),
        };
    }
    let mut empty = stages.iter().filter(|stage| stage.things.is_empty());
    empty
        .next()
        .map_or(NextStep::Nothing, |stage| NextStep::Begin {
            stage: stage.id,
        })
}
