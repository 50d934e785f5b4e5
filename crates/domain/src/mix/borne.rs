//! What each party pays of a mix.

use crate::audience::Seen;
use crate::ids::*;
use crate::words::*;

/// What a party pays of what a mix chooses, in minor units, by what it says to that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Borne {
    /// What it put on itself, or said yes to.
    pub agreed: u64,
    /// What it is asked to pay, and has not answered.
    pub asked: u64,
    /// What it said no to.
    pub declined: u64,
}

impl Borne {
    /// All of it.
    pub fn all(self) -> u64 {
        let some = self.agreed.saturating_add(self.asked);
        some.saturating_add(self.declined)
    }
}

impl Seen<'_> {
    /// The same mix with what each bearer says to its share by now, where that share is the same: what is asked
    /// and agreed is told as it is, not as it was when a mix was recorded.
    pub fn borne_by_now(&self, result: &MixResult) -> MixResult {
        let mut result = result.clone();
        for mixed in &mut result.features {
            let Some(feature) = self.then.features.get(mixed.feature) else {
                continue;
            };
            let now = feature.bearing();
            for then in &mut mixed.bearing {
                let same = |now: &&Bearing| now.party == then.party && now.share == then.share;
                if let Some(now) = now.iter().find(same) {
                    then.word = now.word;
                }
            }
        }
        result
    }
}

impl MixResult {
    /// What each party pays of what is chosen.
    pub fn borne(&self) -> Vec<(PartyId, Borne)> {
        let mut sums: Vec<(PartyId, Borne)> = Vec::new();
        let chosen = self.features.iter().filter(|mixed| mixed.why.is_in());
        for one in chosen.flat_map(|mixed| &mixed.bearing) {
            let place = sums.iter().position(|(party, _)| *party == one.party);
            let place = place.unwrap_or_else(|| {
                sums.push((one.party, Borne::default()));
                sums.len() - 1
            });
            let sum = &mut sums[place].1;
            let part = match one.word {
                ShareWord::Own | ShareWord::Agreed => &mut sum.agreed,
                ShareWord::Asked => &mut sum.asked,
                ShareWord::Declined => &mut sum.declined,
            };
            *part = part.saturating_add(one.share.high);
        }
        sums
    }

    /// What this party pays of what is chosen.
    pub fn borne_by(&self, party: PartyId) -> Borne {
        let mut sums = self.borne().into_iter();
        let own = sums.find(|(bearer, _)| *bearer == party);
        own.map(|(_, sum)| sum).unwrap_or_default()
    }
}
