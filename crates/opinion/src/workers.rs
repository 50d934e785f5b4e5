//! Work shared between threads without changing a bit of its result.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many threads may work on one map. The answer is the same for any number: work is cut into
/// the same pieces, and what they give is put together in the order of the pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workers(pub usize);

impl Workers {
    /// What `piece` gives for each of `0..count`, in that order.
    pub(crate) fn each<R: Send>(self, count: usize, piece: impl Fn(usize) -> R + Sync) -> Vec<R> {
        let threads = self.0.clamp(1, count.max(1));
        if threads == 1 {
            return (0..count).map(piece).collect();
        }
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= count {
                    return done;
                }
                done.push((at, piece(at)));
            }
        };
        let mut all: Vec<(usize, R)> = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut all = work();
            for other in others {
                match other.join() {
                    Ok(done) => all.extend(done),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        });
        all.sort_unstable_by_key(|&(at, _)| at);
        all.into_iter().map(|(_, result)| result).collect()
    }
}

impl Default for Workers {
    fn default() -> Self {
        Workers(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for threads in [0, 1, 2, 5] {
            let squares = Workers(threads).each(100, |at| at * at);
            assert_eq!(squares, (0..100).map(|at| at * at).collect::<Vec<_>>());
        }
    }
}
