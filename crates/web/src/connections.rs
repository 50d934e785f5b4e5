//! Connections: whose they are, and which of them gives way when there are too many.
//!
//! A connection belongs to the network it comes from until a request on it shows who is signed in;
//! then it is that person's. Each owner has room for some. When there is none left, the owner's own
//! connection that has been idle longest is closed: whoever holds thousands of sockets takes them
//! from themselves. A proxy of ours brings everybody's requests, so that its connections are
//! nobody's in particular and bounded only by what all may have.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::ids::PersonId;
use tokio::sync::Notify;

use crate::lanes::network;

/// Of all connections, the part that one network may have of whom nobody is signed in.
const PART_OF_A_NETWORK: usize = 8;
/// The part of one person, on all their devices: their open pages and what these load.
const PART_OF_A_PERSON: usize = 32;

/// What an owner has at least, however small the server: what a browser opens for one page.
const FEWEST: usize = 6;

/// How long a connection may take to be asked something before it gives way to its owner's others: a
/// house comes back all at once when a server was away.
const GRACE: Duration = Duration::from_secs(1);

/// Whose a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Network(IpAddr),
    Person(PersonId),
    Proxy,
}

/// The connections of this node.
#[derive(Clone)]
pub struct Connections {
    room: usize,
    open: Arc<Mutex<Open>>,
}

#[derive(Default)]
struct Open {
    places: HashMap<u64, Held>,
    /// Each owner's connections that do nothing at present, in the order in which they began to.
    idle: HashMap<Owner, BTreeMap<u64, (u64, Instant)>>,
    counts: HashMap<Owner, usize>,
    last: u64,
    moments: u64,
}

struct Held {
    owner: Owner,
    /// `None` while a request is being answered.
    idle_since: Option<u64>,
    close: Arc<Notify>,
}

/// A connection's place; given back when dropped.
pub struct Place {
    connections: Connections,
    number: u64,
    /// The owner while nobody is known to be signed in.
    stranger: Owner,
    close: Arc<Notify>,
}

impl Connections {
    /// Room for this many.
    pub fn new(room: usize) -> Self {
        Self {
            room,
            open: Arc::default(),
        }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        // Nothing panics while holding the lock.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.open().places.len()
    }

    fn room_of(&self, owner: Owner) -> usize {
        let part = match owner {
            Owner::Network(_) => PART_OF_A_NETWORK,
            Owner::Person(_) => PART_OF_A_PERSON,
            Owner::Proxy => 1,
        };
        (self.room / part).max(FEWEST)
    }

    /// A place for a connection from there; none when every one of the owner's is in use.
    pub fn admit(&self, from: IpAddr, is_proxy: bool) -> Option<Arc<Place>> {
        self.admit_at(from, is_proxy, Instant::now())
    }

    fn admit_at(&self, from: IpAddr, is_proxy: bool, now: Instant) -> Option<Arc<Place>> {
        let owner = if is_proxy {
            Owner::Proxy
        } else {
            Owner::Network(network(from))
        };
        let mut open = self.open();
        if open.count(owner) >= self.room_of(owner) {
            let (oldest, since) = open.oldest_idle_of(owner)?;
            // Many who come at the same moment are still to say who they are.
            if now.duration_since(since) >= GRACE {
                open.close(oldest);
            }
        }
        if open.places.len() >= self.room {
            // Of whoever has most, and of those whose has been idle longest, one gives way.
            let crowded = |(other, idle): &(&Owner, &BTreeMap<u64, _>)| {
                let since = idle.first_key_value().map(|(moment, _)| *moment);
                (open.count(**other), Reverse(since))
            };
            let most = open.idle.iter().max_by_key(crowded);
            let most = most.map(|(owner, _)| *owner)?;
            let oldest = open.oldest_idle_of(most).map(|(number, _)| number)?;
            open.close(oldest);
        }
        open.last += 1;
        let number = open.last;
        let close = Arc::new(Notify::new());
        let held = Held {
            owner,
            idle_since: None,
            close: Arc::clone(&close),
        };
        open.places.insert(number, held);
        *open.counts.entry(owner).or_default() += 1;
        open.rests(number, now);
        drop(open);
        Some(Arc::new(Place {
            connections: self.clone(),
            number,
            stranger: owner,
            close,
        }))
    }
}

impl Open {
    fn count(&self, owner: Owner) -> usize {
        self.counts.get(&owner).copied().unwrap_or_default()
    }

    /// The owner's connection that has been idle longest, and since when.
    fn oldest_idle_of(&self, owner: Owner) -> Option<(u64, Instant)> {
        self.idle
            .get(&owner)?
            .first_key_value()
            .map(|(_, idle)| *idle)
    }

    fn close(&mut self, number: u64) {
        if let Some(held) = self.places.get(&number) {
            held.close.notify_one();
        }
        self.remove(number);
    }

    fn rests(&mut self, number: u64, now: Instant) {
        self.works(number);
        self.moments += 1;
        let moment = self.moments;
        if let Some(held) = self.places.get_mut(&number) {
            held.idle_since = Some(moment);
            let idle = self.idle.entry(held.owner).or_default();
            idle.insert(moment, (number, now));
        }
    }

    fn works(&mut self, number: u64) {
        let Some(held) = self.places.get_mut(&number) else {
            return;
        };
        if let Some(moment) = held.idle_since.take()
            && let Some(idle) = self.idle.get_mut(&held.owner)
        {
            idle.remove(&moment);
            if idle.is_empty() {
                self.idle.remove(&held.owner);
            }
        }
    }

    fn remove(&mut self, number: u64) -> Option<Owner> {
        self.works(number);
        let owner = self.places.remove(&number)?.owner;
        if let Some(count) = self.counts.get_mut(&owner) {
            *count -= 1;
            if *count == 0 {
                self.counts.remove(&owner);
            }
        }
        Some(owner)
    }
}

impl Place {
    /// Resolves when the connection is to give way.
    pub async fn closed(&self) {
        self.close.notified().await;
    }

    /// A request has arrived whole, of this person if they are signed in: until it is answered the
    /// connection gives way to none.
    pub(crate) fn works_for(&self, person: Option<PersonId>) {
        let owner = match (self.stranger, person) {
            (Owner::Proxy, _) | (_, None) => self.stranger,
            (_, Some(person)) => Owner::Person(person),
        };
        let mut open = self.connections.open();
        let Some(held) = open.places.get(&self.number) else {
            return;
        };
        let before = held.owner;
        open.works(self.number);
        if before == owner {
            return;
        }
        if open.count(owner) >= self.connections.room_of(owner)
            && let Some((oldest, _)) = open.oldest_idle_of(owner)
        {
            open.close(oldest);
        }
        if let Some(held) = open.places.get_mut(&self.number) {
            held.owner = owner;
        }
        *open.counts.entry(owner).or_default() += 1;
        if let Some(count) = open.counts.get_mut(&before) {
            *count -= 1;
            if *count == 0 {
                open.counts.remove(&before);
            }
        }
    }

    /// The answer is on its way.
    pub(crate) fn rests(&self) {
        self.connections.open().rests(self.number, Instant::now());
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.open().remove(self.number);
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    const ROOM: usize = 64;

    fn address(last: u8) -> IpAddr {
        [192, 0, 2, last].into()
    }

    fn is_closed(place: &Place) -> bool {
        use futures_util::FutureExt;
        let closed = place.closed().now_or_never();
        // What was taken is noticed again.
        if closed.is_some() {
            place.close.notify_one();
        }
        closed.is_some()
    }

    #[test]
    fn whoever_holds_many_sockets_takes_them_from_themselves() {
        let (connections, start) = (Connections::new(ROOM), Instant::now());
        let other = connections.admit_at(address(2), false, start).unwrap();
        let many: Vec<_> = (0..1_000)
            .map(|second| {
                let now = start + 2 * GRACE * second;
                connections.admit_at(address(1), false, now).unwrap()
            })
            .collect();
        assert_eq!(connections.count(), 1 + ROOM / PART_OF_A_NETWORK);
        assert!(!is_closed(&other));
        assert!(is_closed(&many[0]) && is_closed(&many[900]));
        assert!(!is_closed(&many[999]));
        drop(many);
        drop(other);
        let open = connections.open();
        assert!(open.places.is_empty() && open.idle.is_empty() && open.counts.is_empty());
    }

    #[test]
    fn a_house_that_comes_all_at_once_comes_in() {
        let (connections, start) = (Connections::new(ROOM), Instant::now());
        let house: Vec<_> = (0..ROOM)
            .map(|_| connections.admit_at(address(1), false, start).unwrap())
            .collect();
        assert!(house.iter().all(|place| !is_closed(place)));
        // Even then somebody from elsewhere comes in.
        let newcomer = connections.admit_at(address(2), false, start).unwrap();
        assert!(!is_closed(&newcomer));
        assert!(is_closed(&house[0]) && !is_closed(&house[1]));
    }

    #[test]
    fn many_networks_leave_room_for_a_newcomer() {
        let connections = Connections::new(ROOM);
        let many: Vec<_> = (0..200)
            .map(|last| connections.admit(address(last), false).unwrap())
            .collect();
        assert_eq!(connections.count(), ROOM);
        let newcomer = connections.admit(address(255), false).unwrap();
        assert!(!is_closed(&newcomer));
        assert!(is_closed(&many[0]));
    }

    #[test]
    fn what_is_being_answered_gives_way_to_none() {
        let connections = Connections::new(ROOM);
        let each = ROOM / PART_OF_A_NETWORK;
        let busy: Vec<_> = (0..each)
            .map(|_| {
                let place = connections.admit(address(1), false).unwrap();
                place.works_for(None);
                place
            })
            .collect();
        assert!(connections.admit(address(1), false).is_none());
        busy[3].rests();
        let later = Instant::now() + GRACE;
        assert!(connections.admit_at(address(1), false, later).is_some());
        assert!(is_closed(&busy[3]) && !is_closed(&busy[0]));
    }

    #[test]
    fn an_office_that_is_signed_in_is_not_one_address() {
        let connections = Connections::new(4_096);
        let mut office = Vec::new();
        for person in 0..200_u128 {
            for _ in 0..6 {
                let place = connections.admit(address(1), false).unwrap();
                place.works_for(Some(PersonId(Uuid::from_u128(person))));
                place.rests();
                office.push(place);
            }
        }
        assert!(office.iter().all(|place| !is_closed(place)));
        // One of them is somebody's who opens ever more: their own give way.
        let greedy: Vec<_> = (0..500)
            .map(|_| {
                let place = connections.admit(address(1), false).unwrap();
                place.works_for(Some(PersonId(Uuid::from_u128(7))));
                place.rests();
                place
            })
            .collect();
        let kept = greedy.iter().filter(|place| !is_closed(place)).count();
        assert_eq!(kept, 4_096 / PART_OF_A_PERSON);
        let closed = office.iter().filter(|place| is_closed(place)).count();
        assert_eq!(closed, 6);
    }

    #[test]
    fn a_proxy_brings_everybody() {
        let connections = Connections::new(ROOM);
        let places: Vec<_> = (0..ROOM)
            .map(|_| connections.admit(address(1), true).unwrap())
            .collect();
        assert!(places.iter().all(|place| !is_closed(place)));
    }
}
