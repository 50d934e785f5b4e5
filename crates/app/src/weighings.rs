//! What comparisons of ratings came to, kept until something is recorded: weighing draws many lots, and says the same
//! until then.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use domain::Moment;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::Weighed;

/// How many are kept: those of as many tables, or of viewers who see otherwise. Each is some twenty kilobytes.
const KEPT: usize = 200;

/// Of what it was weighed: the table, the end of its record as it was shown, since when, and a digest of what the
/// viewer may see of it. Two viewers who may see the same are told the same.
type Key = (RelationshipId, (u64, Moment), Moment, u64);

#[derive(Default)]
pub(crate) struct Weighings(Mutex<VecDeque<(Key, Arc<Weighed>)>>);

impl Weighings {
    /// What was said before a moment and since, weighed now or before.
    pub fn of(&self, id: RelationshipId, seen: &Seen<'_>, since: Moment) -> Arc<Weighed> {
        let mut sight = DefaultHasher::new();
        seen.compares().hash(&mut sight);
        let key = (id, seen.end(), since, sight.finish());
        if let Some(kept) = self.find(&key) {
            return kept;
        }
        // Whoever asks meanwhile weighs it, too: that is seldom, and nobody waits for another.
        let day_of = crate::time::days_in(seen.time_zone());
        let weighed = Arc::new(seen.weighed(since, &day_of));
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != key);
        kept.push_back((key, Arc::clone(&weighed)));
        if kept.len() > KEPT {
            kept.pop_front();
        }
        weighed
    }

    /// The latest used is let go of last.
    fn find(&self, key: &Key) -> Option<Arc<Weighed>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(other, _)| other == key)?;
        let found = kept.remove(place)?;
        let weighed = Arc::clone(&found.1);
        kept.push_back(found);
        Some(weighed)
    }
}
