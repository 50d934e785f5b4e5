//! Steps of five: what people say under their role reaches others only together with what others say
//! under theirs.
//!
//! A figure over people who do not stand by name tells what one of them said as soon as somebody can
//! compare it with the figure without that person. So of what they say nothing counts until five
//! people have said something, and then what counts changes only by five people or more: between any
//! two states that anybody could ever read, today or as of a moment of the past, either nobody's word
//! differs, or that of at least [`PEOPLE_PER_STEP`] people. Whoever stands by name is not among them:
//! theirs counts at once ([`Counted`]).
//!
//! What follows from a public act never moves anything by itself. Whoever leaves the table, or speaks
//! by name from now on, keeps counting with what they said before until five such people have
//! gathered: else the difference would be theirs, and everybody knows who left.
//!
//! What remains: somebody who knows what all but one of the five said knows the fifth. That is so with
//! every secret ballot, and nobody can be kept from telling what they said themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::*;
use crate::names::Names;
use crate::stamp::{Moment, Stamp};
use crate::table::Seat;
use crate::words::Role;

/// People whose words come to count, or to be replaced, together.
pub const PEOPLE_PER_STEP: u32 = 5;

/// What people said of one thing under one role, and what of it others see.
///
/// `W` says what one person said: by the places of entries in the record, never by its content, so
/// that an erasure changes no step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps<W> {
    /// What others see of each person.
    shown: BTreeMap<PersonId, Shown<W>>,
    /// People who have said something else since, and in which entry; `None`: nothing any more.
    waiting: BTreeMap<PersonId, (Option<W>, u64)>,
    /// People who left or speak by name now; what they said still counts.
    gone: BTreeSet<PersonId>,
    /// For each state that others could read, the empty one first: of how many people something else
    /// was seen than what they say now.
    apart: Vec<u32>,
    /// Per person, from which state on which word of theirs was seen.
    past: BTreeMap<PersonId, Vec<(usize, Option<W>)>>,
    /// Every step, in order.
    pub taken: Vec<Step>,
}

/// What others see of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<W> {
    /// What they said.
    pub word: W,
    /// The earliest entry of the step with which it came. Who reads back to it may read its reasons;
    /// each one's own place would tell an order. `None` where it stood by name before.
    pub reach: Option<u64>,
}

/// A change that others see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// On which day.
    pub day: Moment,
    /// How many people's words came, changed or went.
    pub people: u32,
}

/// What changes, of one person, in what others see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<W> {
    /// Who.
    pub person: PersonId,
    /// What counted so far.
    pub before: Option<W>,
    /// What counts from now on.
    pub after: Option<W>,
}

impl<W> Default for Steps<W> {
    fn default() -> Self {
        Self {
            shown: BTreeMap::new(),
            waiting: BTreeMap::new(),
            gone: BTreeSet::new(),
            apart: vec![0],
            past: BTreeMap::new(),
            taken: Vec::new(),
        }
    }
}

impl<W: Copy + Eq> Steps<W> {
    /// What others see of each person.
    pub fn shown(&self) -> impl Iterator<Item = (PersonId, Shown<W>)> + '_ {
        self.shown.iter().map(|(person, shown)| (*person, *shown))
    }

    /// What the person says now, whether others see it or not.
    fn truth(&self, person: PersonId) -> Option<W> {
        match self.waiting.get(&person) {
            Some((word, _)) => *word,
            None => self.shown.get(&person).map(|shown| shown.word),
        }
    }

    /// What was seen of the person in an earlier state.
    fn seen_in(&self, state: usize, person: PersonId) -> Option<W> {
        let past = self.past.get(&person)?;
        let until = past.partition_point(|(from, _)| *from <= state);
        past[..until].last().and_then(|(_, word)| *word)
    }

    /// Whether a new word of this person would take a step.
    pub fn would_step(&self, person: PersonId) -> bool {
        let now = self.truth(person);
        let enough = |(state, apart): (usize, &u32)| {
            let counted = self.seen_in(state, person) != now;
            apart + u32::from(!counted) >= PEOPLE_PER_STEP
        };
        self.apart.iter().enumerate().all(enough)
    }

    /// What the person says from now on; `None`: nothing any more. The changes that others see
    /// because of it, if five people's have gathered.
    pub fn note(&mut self, person: PersonId, now: Option<W>, stamp: Stamp) -> Vec<Change<W>> {
        self.gone.remove(&person);
        self.set(person, now, stamp.sequence);
        self.step_if_due(stamp.at)
    }

    fn set(&mut self, person: PersonId, now: Option<W>, said: u64) {
        let before = self.truth(person);
        if before == now {
            return;
        }
        for state in 0..self.apart.len() {
            let seen = self.seen_in(state, person);
            let apart = self.apart[state] + u32::from(seen != now);
            self.apart[state] = apart - u32::from(seen != before);
        }
        if self.shown.get(&person).map(|shown| shown.word) == now {
            self.waiting.remove(&person);
        } else {
            self.waiting.insert(person, (now, said));
        }
    }

    /// A state is read beside every earlier one, so it is apart from each by five people or by none.
    fn step_if_due(&mut self, at: Moment) -> Vec<Change<W>> {
        let fine = |apart: &u32| *apart == 0 || *apart >= PEOPLE_PER_STEP;
        if self.waiting.is_empty() || !self.apart.iter().all(fine) {
            return Vec::new();
        }
        let state = self.apart.len();
        let waiting = std::mem::take(&mut self.waiting);
        let reach = waiting.values().map(|(_, said)| *said).min();
        let mut changes = Vec::new();
        for (person, (after, _)) in waiting {
            let before = match after {
                Some(word) => self.shown.insert(person, Shown { word, reach }),
                None => self.shown.remove(&person),
            };
            self.past.entry(person).or_default().push((state, after));
            changes.push(Change {
                person,
                before: before.map(|shown| shown.word),
                after,
            });
        }
        self.apart.push(0);
        self.taken(at, changes.len());
        changes
    }

    fn taken(&mut self, at: Moment, people: usize) {
        self.taken.push(Step {
            day: at.day(),
            people: u32::try_from(people).unwrap_or(u32::MAX),
        });
    }

    /// The person left, or speaks by name from now on. What nobody has seen is as if never said; what
    /// others see stays until at least five such people can go together.
    pub fn leave(&mut self, person: PersonId, at: Moment) -> Vec<Change<W>> {
        let Some(shown) = self.shown.get(&person) else {
            self.set(person, None, 0);
            return Vec::new();
        };
        if shown.reach.is_none() {
            // Everybody knows what that was.
            let before = self.forget(person);
            let after = None;
            return vec![Change {
                person,
                before,
                after,
            }];
        }
        self.gone.insert(person);
        if !self.may_go() {
            return Vec::new();
        }
        let gone = std::mem::take(&mut self.gone);
        let changes: Vec<_> = gone
            .into_iter()
            .map(|person| Change {
                person,
                before: self.forget(person),
                after: None,
            })
            .collect();
        self.apart
            .push(u32::try_from(self.waiting.len()).unwrap_or(u32::MAX));
        self.taken(at, changes.len());
        changes
    }

    /// Whether those who are gone may go together: beside each earlier state nobody of them is missing
    /// or at least five are, and of the others nobody's word differs or that of at least five.
    fn may_go(&self) -> bool {
        let fine = |people: usize| people == 0 || people >= PEOPLE_PER_STEP as usize;
        let is_gone = |person: &PersonId| self.gone.contains(person);
        let now = |person: &PersonId| self.shown.get(person).map(|shown| shown.word);
        (0..self.apart.len()).all(|state| {
            let seen = |person: &PersonId| self.seen_in(state, *person);
            let gone = self.gone.iter().filter(|person| seen(person).is_some());
            let others = self.past.keys().filter(|person| !is_gone(person));
            fine(gone.count()) && fine(others.filter(|person| seen(person) != now(person)).count())
        })
    }

    /// The person stands by name now, also with what they said before: they are no longer among
    /// those whom the steps hide. What others saw of them so far.
    pub fn forget(&mut self, person: PersonId) -> Option<W> {
        let now = self.truth(person);
        for state in 0..self.apart.len() {
            self.apart[state] -= u32::from(self.seen_in(state, person) != now);
        }
        self.gone.remove(&person);
        self.waiting.remove(&person);
        self.past.remove(&person);
        self.shown.remove(&person).map(|shown| shown.word)
    }

    /// The person stood by name and stands by role from now on: what everybody has seen keeps
    /// counting, and counts for no step. Nothing where an earlier word of theirs is still seen.
    pub fn keep(&mut self, person: PersonId, word: W) -> Option<W> {
        if self.shown.contains_key(&person) {
            return None;
        }
        self.forget(person);
        self.shown.insert(person, Shown { word, reach: None });
        self.past.insert(person, vec![(0, Some(word))]);
        Some(word)
    }
}

/// What people said of one thing, as far as it counts in what others see: by name at once, by role in
/// steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<W> {
    /// Whoever stands by name.
    pub by_name: BTreeMap<PersonId, Placed<W>>,
    /// The users of each party who do not.
    pub by_role: BTreeMap<PartyId, Steps<W>>,
}

/// What somebody said by name, and as what they sit there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<W> {
    /// Their party.
    pub party: PartyId,
    /// The roles under which it counts.
    pub roles: Vec<Role>,
    /// What they said.
    pub word: W,
}

/// A word that comes to count, or counts no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move<W> {
    /// Whose.
    pub person: PersonId,
    /// Where and as what.
    pub placed: Placed<W>,
    /// Whether it comes.
    pub comes: bool,
}

/// What an entry changes in what others see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves<W> {
    /// Words that go, then words that come.
    pub moves: Vec<Move<W>>,
    /// The parties whose users took a step.
    pub stepped: Vec<PartyId>,
}

impl<W> Default for Counted<W> {
    fn default() -> Self {
        Self {
            by_name: BTreeMap::new(),
            by_role: BTreeMap::new(),
        }
    }
}

impl<W> Default for Moves<W> {
    fn default() -> Self {
        Self {
            moves: Vec::new(),
            stepped: Vec::new(),
        }
    }
}

impl<W: Copy + Eq> Moves<W> {
    fn push(&mut self, person: PersonId, placed: Placed<W>, comes: bool) {
        self.moves.push(Move {
            person,
            placed,
            comes,
        });
    }

    fn push_changes(&mut self, party: PartyId, changes: Vec<Change<W>>) {
        if !changes.is_empty() {
            self.stepped.push(party);
        }
        for change in changes {
            if let Some(word) = change.before {
                self.push(change.person, Placed::by_role(party, word), false);
            }
            if let Some(word) = change.after {
                self.push(change.person, Placed::by_role(party, word), true);
            }
        }
    }
}

impl<W> Placed<W> {
    fn by_role(party: PartyId, word: W) -> Self {
        Self {
            party,
            roles: vec![Role::User],
            word,
        }
    }
}

/// What settles anew how a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// They said something of this thing.
    Said,
    /// Their seat or roles changed, or whether their name stands beside their figures.
    Sits,
}

impl<W: Copy + Eq> Counted<W> {
    /// Everything that counts: whose it is, and what others see of it.
    pub fn all(&self) -> impl Iterator<Item = (PersonId, PartyId, Shown<W>)> + '_ {
        let by_name = self.by_name.iter().map(|(person, placed)| {
            let shown = Shown {
                word: placed.word,
                reach: None,
            };
            (*person, placed.party, shown)
        });
        let by_role = self.by_role.iter().flat_map(|(party, steps)| {
            let shown = steps.shown();
            shown.map(move |(person, shown)| (person, *party, shown))
        });
        by_name.chain(by_role)
    }

    /// Whether something new that this person of the party says under their role takes a step.
    pub fn would_step(&self, person: PersonId, party: PartyId) -> bool {
        let steps = self.by_role.get(&party);
        // One alone takes no step.
        steps.is_some_and(|steps| steps.would_step(person))
    }

    /// Settles how one person counts, after they did something or sit there otherwise. `word` gives
    /// what they say, of those of their entries that are asked for.
    pub fn settle(
        &mut self,
        person: PersonId,
        seat: Option<&Seat>,
        names: &Names,
        because: Because,
        stamp: Stamp,
        word: impl Fn(&dyn Fn(u64) -> bool) -> Option<W>,
    ) -> Moves<W> {
        let mut moves = Moves::default();
        let sits = seat.filter(|seat| seat.speaks());
        let named = sits.filter(|seat| names.names(seat));
        let by_name = |sequence| names.stand_by_name(person, sequence);
        let now = named.and_then(|seat| {
            Some(Placed {
                party: seat.party,
                roles: seat.speaking_roles().collect(),
                word: word(&by_name)?,
            })
        });
        let was = match &now {
            Some(now) => self.by_name.insert(person, now.clone()),
            None => self.by_name.remove(&person),
        };
        // Who said it by name and says nothing new, but does not stand by name any more: it keeps
        // counting, among the users.
        let kept = was
            .as_ref()
            .filter(|was| now.is_none() && because == Because::Sits && is_at(sits, was.party));
        let kept = kept.map(|was| (was.party, was.word));
        if was != now {
            if let Some(was) = was {
                moves.push(person, was, false);
            }
            if let Some(now) = &now {
                moves.push(person, now.clone(), true);
            }
        }
        if let Some((party, word)) = kept
            && let Some(word) = self.by_role.entry(party).or_default().keep(person, word)
        {
            moves.push(person, Placed::by_role(party, word), true);
        }
        for (party, steps) in &mut self.by_role {
            if !is_at(sits, *party)
                || (named.is_some() && !names.is_open(person))
                    && (now.is_some() || because == Because::Said)
            {
                moves.push_changes(*party, steps.leave(person, stamp.at));
            } else if names.is_open(person)
                && let Some(word) = steps.forget(person)
            {
                moves.push(person, Placed::by_role(*party, word), false);
            }
        }
        if let Some(seat) = sits
            && !names.is_open(person)
        {
            let says = match named {
                None => Some(word(&|_| true)),
                Some(_) if now.is_none() && because == Because::Sits => {
                    Some(word(&|sequence| !by_name(sequence)))
                }
                Some(_) => None,
            };
            let known = self.by_role.contains_key(&seat.party);
            if let Some(says) = says.filter(|says| known || says.is_some()) {
                let steps = self.by_role.entry(seat.party).or_default();
                moves.push_changes(seat.party, steps.note(person, says, stamp));
            }
        }
        moves
    }
}

fn is_at(seat: Option<&Seat>, party: PartyId) -> bool {
    seat.is_some_and(|seat| seat.party == party)
}
