//! What of one map the next one starts from.

use serde::{Deserialize, Serialize};

use crate::axes::Point;

/// What a later map takes over from an earlier one, so that groups keep their place and their name
/// when votes come in. Whoever wants the same map again records it: together with the votes it
/// determines every bit.
///
/// Serialised, numbers that are not whole stand as their bits, so that reading gives them back
/// exactly in any format.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Record", into = "Record")]
pub struct Start {
    /// Ids of the statements, ascending.
    pub statements: Vec<u64>,
    /// The two directions over those statements.
    pub directions: [Vec<f64>; 2],
    /// Each group's letter (0 for A) and where its centre lay.
    pub groups: Vec<(u8, Point)>,
    /// Another number of groups that did clearly better last time: the second time in a row it
    /// takes over.
    pub challenger: Option<usize>,
    /// People who keep a place on the map even if they now have fewer votes than it takes.
    pub members: Vec<u64>,
    /// People to be treated as one place, in lots; nobody, if everybody is on their own.
    pub together: Vec<Vec<u64>>,
}

/// As [`Start`], with the bits of numbers that are not whole.
#[derive(Serialize, Deserialize)]
struct Record {
    statements: Vec<u64>,
    directions: [Vec<u64>; 2],
    groups: Vec<(u8, [u64; 2])>,
    challenger: Option<usize>,
    members: Vec<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    together: Vec<Vec<u64>>,
}

impl From<Record> for Start {
    fn from(record: Record) -> Self {
        let numbers = |bits: Vec<u64>| bits.into_iter().map(f64::from_bits).collect();
        let groups = record.groups.into_iter();
        Start {
            statements: record.statements,
            directions: record.directions.map(numbers),
            groups: groups
                .map(|(letter, bits)| (letter, bits.map(f64::from_bits)))
                .collect(),
            challenger: record.challenger,
            members: record.members,
            together: record.together,
        }
    }
}

impl From<Start> for Record {
    fn from(start: Start) -> Self {
        let bits = |numbers: Vec<f64>| numbers.into_iter().map(f64::to_bits).collect();
        let groups = start.groups.into_iter();
        Record {
            statements: start.statements,
            directions: start.directions.map(bits),
            groups: groups
                .map(|(letter, centre)| (letter, centre.map(f64::to_bits)))
                .collect(),
            challenger: start.challenger,
            members: start.members,
            together: start.together,
        }
    }
}

impl Start {
    /// The directions over other statements: 0 where this has none.
    pub(crate) fn directions_over(&self, statements: &[u64]) -> [Vec<f64>; 2] {
        [0, 1].map(|axis: usize| {
            let of = |id: &u64| {
                let at = self.statements.binary_search(id).ok();
                at.and_then(|at| self.directions[axis].get(at))
                    .map_or(0.0, |&x| x)
            };
            statements.iter().map(of).collect()
        })
    }
}
