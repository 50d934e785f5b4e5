//! The table as it is: who sits where and as what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::OrdMap;

use crate::fact::*;
use crate::ids::*;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

/// The table as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The service, in a few words; `None` once erased.
    pub name: Option<String>,
    /// How close the relationship is kept.
    pub closeness: Closeness,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA time zone.
    pub time_zone: String,
    /// What it is for, and whose words these are.
    pub purpose: Option<Purpose>,
    /// The provider's party.
    pub provider: PartyId,
    /// The consumer's party.
    pub consumer: PartyId,
    /// Every party that ever sat here.
    pub parties: BTreeMap<PartyId, Party>,
    /// The order in which they sat down.
    pub order: Vec<PartyId>,
    /// Every person's latest seat.
    pub seats: OrdMap<PersonId, Arc<Seat>>,
    /// Suppliers that the service depends on.
    pub dependencies: BTreeMap<DependencyId, Dependency>,
    /// Colleagues whom somebody would like to see invited.
    pub suggestions: OrdMap<SuggestionId, Suggestion>,
    /// Who wears the facilitator's hat.
    pub facilitator: Option<PersonId>,
    /// When the relationship was opened.
    pub opened: Stamp,
    /// When it was closed.
    pub closed: Option<Stamp>,
}

/// What the relationship is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Whose words these are.
    pub party: PartyId,
    /// The words; `None` once erased.
    pub words: Option<String>,
    /// When they were said.
    pub said: Stamp,
}

/// An organisation at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its seat.
    pub id: PartyId,
    /// Which organisation it is.
    pub organisation: OrganisationId,
    /// Unit, where both sides are one organisation.
    pub unit: String,
    /// In which part it sits.
    pub kind: PartyKind,
    /// When it sat down.
    pub seated: Stamp,
    /// When it left.
    pub left: Option<Stamp>,
    /// Whether it was taken from the table as a mistake, before anybody of it had spoken.
    pub removed: bool,
    /// What it brings, expects and cannot do.
    pub terms: Option<Terms>,
}

/// What a party brings, expects and cannot do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The words; `None` once erased.
    pub words: Option<TermsText>,
    /// When they were said.
    pub said: Stamp,
}

/// A person's seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub person: PersonId,
    /// In which party.
    pub party: PartyId,
    /// What they are there.
    pub roles: BTreeSet<Role>,
    /// How far back they read contributions and reasons.
    pub since: Since,
    /// When the seat was given.
    pub given: Stamp,
    /// Who gave it, to them or to whoever sat there before them by the same link.
    pub brought_by: PersonId,
    /// The other party that gave it, if one did.
    pub invited_by: Option<PartyId>,
    /// Whether the person has an account.
    pub claimed: bool,
    /// How it is known that they are whom the seat is meant for.
    pub proof: Proof,
    /// The domain of the address at which they were shown to read mail; `None` where they were not, or
    /// once erased.
    pub mail_at: Option<String>,
    /// Who said that they are one of the party's people, though another party brought them.
    pub vouched_by: BTreeSet<PersonId>,
    /// When whoever holds the link said that somebody else used it first.
    pub contested: Option<Stamp>,
    /// When the person last did anything here, if ever: until then the seat is not taken up.
    pub acted: Option<Moment>,
    /// When the person last did anything here that everybody at the table could know of: not what they
    /// said of values under their role, nor a guess, nor what they said to some parties alone.
    pub seen_acting: Option<Moment>,
    /// With which entry the person last did something here that the speaking people of a party could know
    /// of, and not everybody: in what they said to some parties alone.
    pub seen_within: BTreeMap<PartyId, Stamp>,
    /// When the person left.
    pub left: Option<Stamp>,
}

/// A supplier that the service depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The dependency.
    pub id: DependencyId,
    /// Who it is and what for; `None` once erased.
    pub name: Option<String>,
    /// Who named it.
    pub named: Stamp,
    /// The seat that answers it.
    pub party: Option<PartyId>,
    /// Why it has no seat.
    pub left_out: Option<String>,
}

/// A colleague whom somebody would like to see invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The suggestion.
    pub id: SuggestionId,
    /// Of which party the colleague is.
    pub party: PartyId,
    /// Who made it.
    pub made: Stamp,
    /// Whom and why; `None` once erased.
    pub words: Option<SuggestionText>,
    /// Whether they were invited, or it was set aside.
    pub settled: bool,
}

impl Seat {
    /// Whether the person may speak: anything but an observer alone.
    pub fn speaks(&self) -> bool {
        self.roles.iter().any(|role| *role != Role::Observer)
    }

    /// Whether whoever sits here knows that the person of the other seat has done anything. What one may
    /// not see changes nothing of what one is shown, offered or refused.
    pub fn sees_acting(&self, other: &Seat) -> bool {
        let told = || other.seen_within.get(&self.party);
        let within = |it: &Stamp| self.speaks() && it.sequence >= self.reads_from();
        other.seen_acting.is_some()
            || other.person == self.person && other.acted.is_some()
            || told().is_some_and(within)
    }

    /// When a person of this party could last see the person do anything.
    pub(crate) fn last_sign(&self) -> Option<Moment> {
        let within = self.seen_within.get(&self.party);
        self.seen_acting.max(within.map(|stamp| stamp.at))
    }

    /// Whether the person speaks for the party.
    pub fn speaks_for_party(&self) -> bool {
        self.roles.iter().any(|role| role.speaks_for_party())
    }

    /// Whether the person's figures stand under a role instead of a name: users and no more.
    pub fn is_user_only(&self) -> bool {
        self.speaking_roles().eq([Role::User])
    }

    /// The roles in which the person speaks.
    pub fn speaking_roles(&self) -> impl Iterator<Item = Role> + '_ {
        let roles = self.roles.iter().copied();
        roles.filter(|role| *role != Role::Observer)
    }
}

impl Table {
    pub(crate) fn opened(stamp: Stamp, fact: &RelationshipOpened) -> Self {
        let text = fact.text.as_ref();
        let party = |id, organisation, kind, unit: Option<&String>| Party {
            id,
            organisation,
            unit: unit.cloned().unwrap_or_default(),
            kind,
            seated: stamp,
            left: None,
            removed: false,
            terms: None,
        };
        let parties = [
            party(
                fact.provider,
                fact.provider_organisation,
                PartyKind::Provider,
                text.map(|t| &t.provider_unit),
            ),
            party(
                fact.consumer,
                fact.consumer_organisation,
                PartyKind::Consumer,
                text.map(|t| &t.consumer_unit),
            ),
        ];
        Self {
            name: text.map(|t| t.name.clone()),
            closeness: fact.closeness,
            currency: fact.currency.clone(),
            time_zone: fact.time_zone.clone(),
            purpose: None,
            provider: fact.provider,
            consumer: fact.consumer,
            order: parties.iter().map(|party| party.id).collect(),
            parties: parties.into_iter().map(|party| (party.id, party)).collect(),
            seats: OrdMap::new(),
            dependencies: BTreeMap::new(),
            suggestions: OrdMap::new(),
            facilitator: None,
            opened: stamp,
            closed: None,
        }
    }

    /// The person's seat, if they sit here now.
    pub fn seat(&self, person: PersonId) -> Option<&Seat> {
        self.seat_ever(person).filter(|seat| seat.left.is_none())
    }

    /// The person's latest seat, whether they sit here still or not.
    pub fn seat_ever(&self, person: PersonId) -> Option<&Seat> {
        self.seats.get(&person).map(|seat| &**seat)
    }

    /// On whose side a person sits, or sat.
    pub fn side_of(&self, person: PersonId) -> Option<PartyId> {
        self.seat_ever(person).map(|seat| seat.party)
    }

    /// Everybody's latest seat.
    pub fn seats_ever(&self) -> impl Iterator<Item = &Seat> {
        self.seats.values().map(|seat| &**seat)
    }

    pub(crate) fn seat_mut(&mut self, person: PersonId) -> Option<&mut Seat> {
        self.seats.get_mut(&person).map(Arc::make_mut)
    }

    /// The party, if it sits here now.
    pub fn party(&self, party: PartyId) -> Option<&Party> {
        self.parties
            .get(&party)
            .filter(|party| party.left.is_none())
    }

    /// The parties that sit here now, in the order in which they sat down.
    pub fn seated_parties(&self) -> impl Iterator<Item = &Party> {
        self.order.iter().filter_map(|id| self.party(*id))
    }

    /// The people of a party who sit here now.
    pub fn people_of(&self, party: PartyId) -> impl Iterator<Item = &Seat> {
        self.seats_ever()
            .filter(move |seat| seat.party == party && seat.left.is_none())
    }

    /// The seat that answers a named supplier, while it is at the table.
    pub fn seat_of(&self, dependency: &Dependency) -> Option<PartyId> {
        dependency.party.filter(|id| self.party(*id).is_some())
    }

    /// What a party's people suggested and nobody has settled, in the order of its ids.
    pub fn open_suggestions(&self, party: PartyId) -> impl Iterator<Item = &Suggestion> {
        let all = self.suggestions.values();
        all.filter(move |suggestion| suggestion.party == party && !suggestion.settled)
    }

    /// Whether anybody of the party who sits here now has done anything, seen by others or not.
    pub(crate) fn has_acted(&self, party: PartyId) -> bool {
        self.people_of(party).any(|seat| seat.acted.is_some())
    }

    /// Whether anybody of the party has ever done anything here, present or gone, seen by others or not.
    pub(crate) fn has_ever_acted(&self, party: PartyId) -> bool {
        let mut ever = self.seats_ever().filter(|seat| seat.party == party);
        ever.any(|seat| seat.acted.is_some())
    }

    /// The seat on which one stands for whose it is: itself, or that of the colleague who gave it, and so on.
    fn stands_on<'a>(&'a self, seat: &'a Seat) -> &'a Seat {
        let mut seat = seat;
        // Nobody is seated by whom they seated, but a seat given again could close a circle.
        for _ in 0..self.seats.len() {
            match (seat.proof, self.seat_ever(seat.brought_by)) {
                (Proof::Colleague, Some(by)) if by.person != seat.person => seat = by,
                _ => break,
            }
        }
        seat
    }

    /// Whether something better than another party's link says that the seat is its person's: their own
    /// proof, or that of the colleague who seated them, and so on.
    pub fn is_vouched(&self, seat: &Seat) -> bool {
        matches!(self.stands_on(seat).proof, Proof::Mail | Proof::Account)
    }

    /// Who says of whom that they are one of a party's people, by the seats on which both stand: whoever gave a
    /// colleague a seat, and whoever vouches for somebody whom another party brought.
    fn words(&self, party: PartyId) -> Vec<(&Seat, &Seat)> {
        let mut words = Vec::new();
        for seat in self.people_of(party) {
            let gave = seat.invited_by.is_none().then_some(seat.brought_by);
            let by = seat.vouched_by.iter().copied().chain(gave);
            let by = by.filter_map(|by| self.seat_ever(by));
            let by = by.filter(|by| by.party == party && by.person != seat.person);
            words.extend(by.map(|by| (self.stands_on(by), self.stands_on(seat))));
        }
        words
    }

    /// The seats whose word somebody has: their own, those of whoever says of them that they are one of the party's
    /// people, of whoever says so of these, and so on.
    fn has_word_of(&self, seat: &Seat) -> BTreeSet<PersonId> {
        let words = self.words(seat.party);
        let mut with = vec![self.stands_on(seat).person];
        let mut next = 0;
        while let Some(of) = with.get(next).copied() {
            next += 1;
            for (by, _) in words.iter().filter(|(_, told)| told.person == of) {
                if !with.contains(&by.person) {
                    with.push(by.person);
                }
            }
        }
        with.into_iter().collect()
    }

    /// Whether what somebody says for their party binds it. Whomever another party brought could be of its choosing,
    /// and mail shows that somebody reads it, not who: beside people of the party who do not say that they are one of
    /// them, they speak for themselves.
    pub fn binds(&self, seat: &Seat) -> bool {
        let is_own = |seat: &Seat| seat.proof == Proof::Account;
        // Nearly everybody: nothing else is looked at.
        if is_own(self.stands_on(seat)) {
            return true;
        }
        let with = self.has_word_of(seat);
        let mut known_with = with.iter().filter_map(|person| self.seat_ever(*person));
        let known = |other: &&Seat| self.is_vouched(other) || other.seen_acting.is_some();
        let mut others = self.people_of(seat.party).filter(known);
        let beside = |other: &Seat| {
            let on = self.stands_on(other);
            // Whom one brought oneself stands in nobody's way, but with an account of the organisation.
            let brought = !is_own(on) && with.contains(&self.came_by(other));
            !with.contains(&on.person) && !brought
        };
        known_with.any(is_own) || !others.any(beside)
    }

    /// Everybody of a party who [binds](Self::binds) it. It is asked once of each seat on which others stand: those are
    /// few, and a party's people may be many.
    pub fn who_binds(&self, party: PartyId) -> BTreeSet<PersonId> {
        let mut asked = BTreeMap::new();
        let binds = |seat: &&Seat| {
            let on = self.stands_on(seat);
            *asked.entry(on.person).or_insert_with(|| self.binds(seat))
        };
        let binding = self.people_of(party).filter(binds);
        binding.map(|seat| seat.person).collect()
    }

    /// Everybody of a party who [counts](Self::counts) among five of it.
    pub fn who_counts(&self, party: PartyId) -> BTreeSet<PersonId> {
        let mut binding = self.who_binds(party);
        binding.retain(|person| self.seat(*person).is_some_and(|seat| self.is_vouched(seat)));
        binding
    }

    /// Who brought somebody: the colleague who gave their seat, or who gave that one theirs, and so on to whom none did.
    fn came_by(&self, seat: &Seat) -> PersonId {
        let mut seat = seat;
        for _ in 0..self.seats.len() {
            match (seat.invited_by, self.seat_ever(seat.brought_by)) {
                (None, Some(by)) if by.person != seat.person && by.party == seat.party => seat = by,
                _ => break,
            }
        }
        seat.person
    }

    /// Whether it changes anything that somebody says of a colleague that they are one of their people: of one who
    /// stands on nobody's word and does not bind the party.
    pub fn could_vouch(&self, own: &Seat, theirs: &Seat) -> bool {
        own.party == theirs.party
            && self.stands_on(theirs).person == theirs.person
            && !self.binds(theirs)
            && !self
                .has_word_of(theirs)
                .contains(&self.stands_on(own).person)
    }

    /// Whether somebody counts among five of their party: nobody whom another party could have sent for that.
    pub fn counts(&self, seat: &Seat) -> bool {
        self.is_vouched(seat) && self.binds(seat)
    }

    /// Whether a party is here with somebody who speaks for it.
    pub fn is_spoken_for(&self, party: PartyId) -> bool {
        let speaks = |seat: &Seat| seat.claimed && seat.speaks_for_party() && self.binds(seat);
        self.party(party).is_some() && self.people_of(party).any(speaks)
    }

    /// Whether somebody decides on a seat of their own party: whoever could be of another party's choosing does on
    /// their own and on those that they gave, and on nobody else's.
    pub(crate) fn decides_on(&self, own: &Seat, theirs: &Seat) -> bool {
        let is_theirs = theirs.person == own.person || theirs.brought_by == own.person;
        own.party == theirs.party && (is_theirs || self.counts(own))
    }

    /// The party whose link is all that is known of who says something: that by which they came, or by which
    /// the colleague did who seated them. None of whoever was here as one of the party's own.
    pub fn link_behind(&self, person: PersonId) -> Option<PartyId> {
        let seat = self.stands_on(self.seat_ever(person)?);
        let vouched = matches!(seat.proof, Proof::Mail | Proof::Account);
        seat.invited_by.filter(|by| !vouched && *by != seat.party)
    }

    /// The party by whose links alone those came who speak for another one, so that they could be of its choosing: an
    /// account of their own changes nothing, nor does mail, which shows that somebody reads it, not who.
    pub(crate) fn chosen_by(&self, party: PartyId) -> Option<PartyId> {
        let speaks = |seat: &&Seat| seat.claimed && seat.speaks_for_party() && self.binds(seat);
        let by_link = |seat: &Seat| {
            let with = self.has_word_of(seat);
            let mut known = with.iter().filter_map(|person| self.seat_ever(*person));
            let is_own = known.any(|seat| seat.proof == Proof::Account);
            let by = self.stands_on(seat).invited_by;
            by.filter(|by| !is_own && *by != party)
        };
        let mut by = self.people_of(party).filter(speaks).map(by_link);
        let first = by.next()??;
        by.all(|other| other == Some(first)).then_some(first)
    }

    /// A party, the one by whose links alone it is here, the one by whose links that is, and so on.
    pub(crate) fn behind(&self, party: PartyId) -> impl Iterator<Item = PartyId> {
        let behind = std::iter::successors(Some(party), |party| self.chosen_by(*party));
        behind.take(self.parties.len())
    }

    /// The side with which a party takes turns and wants points talked about: a third party that is here by the links
    /// of another alone goes with the one behind it, so that nobody multiplies by parties of their own making.
    pub(crate) fn takes_turns_with(&self, party: PartyId) -> PartyId {
        let is_principal = |party: &PartyId| [self.provider, self.consumer].contains(party);
        let mut last = party;
        for party in self.behind(party) {
            last = party;
            if is_principal(&party) {
                break;
            }
        }
        last
    }

    /// The party that made the links by which alone a party's people came here; `None` where nobody
    /// came yet, and where anybody's seat is proved better.
    pub fn only_by_link_of(&self, party: PartyId) -> Option<PartyId> {
        let ever = || self.seats_ever().filter(move |seat| seat.party == party);
        let present = self.people_of(party).next().is_some();
        // Words and figures of whoever left are still the party's, and no better known for that.
        let vouched = ever()
            .filter(|seat| !present || seat.left.is_none())
            .any(|seat| self.is_vouched(seat));
        if vouched || !ever().any(|seat| seat.seen_acting.is_some()) {
            return None;
        }
        let links = |seat: &Seat| seat.invited_by.filter(|_| seat.proof == Proof::Link);
        ever().filter_map(links).next()
    }
}
