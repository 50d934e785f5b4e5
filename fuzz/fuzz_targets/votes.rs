//! Any bytes are votes or statements, or are refused with a line of theirs; what are votes has a map,
//! or too few of something.
#![no_main]

use libfuzzer_sys::fuzz_target;
use opinion::map::{Map, Options};
use opinion::polis;

fuzz_target!(|bytes: &[u8]| {
    let lines = 2 + bytes.iter().filter(|&&b| b == b'\n').count();
    if let Err(error) = polis::comments(bytes) {
        assert!((1..=lines).contains(&error.line), "{error}");
    }
    let votes = match polis::votes(bytes) {
        Ok(votes) => votes,
        Err(error) => {
            assert!((1..=lines).contains(&error.line), "{error}");
            return;
        }
    };
    let all = votes.counts(|_| true);
    let counted: usize = all.iter().map(|of| of.all() as usize).sum();
    assert_eq!(counted, votes.len());
    // Few votes are enough, or nothing that is read ever has a map.
    let own = Options {
        min_votes: 1,
        resamples: 2,
        ..Options::default()
    };
    for options in [own, Options::reference()] {
        if let Ok(map) = Map::draw(&votes, &options, None) {
            assert!(map.places.iter().flatten().all(|x| x.is_finite()));
            assert!(map.groups.iter().all(|group| group.letter < 26));
            let again = Map::draw(&votes, &options, Some(&map.start()));
            assert!(again.is_ok());
            let _ = (map.common_ground(), map.divides(), map.majorities());
        }
    }
});
