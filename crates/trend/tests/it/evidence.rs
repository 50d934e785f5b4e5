//! What may be said, and when nothing may.

use proptest::prelude::*;
use trend::draws::Draws;
use trend::evidence::{
    Comparison, Counts, Evidence, Finding, Moved, Said, Shift, Twice, Voices, Weighed, weigh,
};

fn compared(voices: Voices) -> Comparison {
    Comparison {
        voices,
        draws: Draws { seed: 3, count: 99 },
    }
}

fn pairs(pairs: &[(i32, i32)]) -> Comparison {
    let row = |&(before, after): &(i32, i32)| vec![Said::Rated(before), Said::Rated(after)];
    compared(Voices::SamePeople(pairs.iter().map(row).collect()))
}

fn alone(comparison: Comparison) -> Evidence {
    let Weighed { mut evidence, .. } = weigh(&[comparison], 1).unwrap();
    evidence.remove(0)
}

fn shift(evidence: &Evidence) -> Option<Shift> {
    match &evidence.finding {
        Finding::Tested { shift, .. } => *shift,
        Finding::TooFew { .. } => None,
    }
}

const SEVEN_OF_EIGHT: [(i32, i32); 8] = [
    (8, 5),
    (9, 7),
    (7, 5),
    (8, 7),
    (6, 3),
    (9, 8),
    (7, 6),
    (5, 6),
];

#[test]
fn seven_of_eight_say_less() {
    let evidence = alone(pairs(&SEVEN_OF_EIGHT));
    let one_point = Twice(2);
    let less = Moved {
        people: 7,
        least: one_point,
        most: Twice(6),
    };
    let more = Moved {
        people: 1,
        least: one_point,
        most: one_point,
    };
    let counts = Counts::SamePeople {
        less: Some(less),
        more: Some(more),
        same: 0,
        still_so: 0,
        middle: Twice(-2),
    };
    assert_eq!(evidence.counts, counts);
    assert_eq!(evidence.since, Some(1));
    let Finding::Tested {
        chance,
        holm,
        shift,
    } = evidence.finding
    else {
        panic!("eight people are enough");
    };
    assert_eq!(chance.to_string(), "10/256");
    assert_eq!(chance.once_in(), 25);
    assert_eq!(chance, holm);
    assert_eq!(shift, Some(Shift::Less));
}

#[test]
fn five_whose_rating_changed_are_counted_and_not_tested() {
    let mut five = vec![(9, 3); 5];
    five.extend([(7, 7); 20]);
    assert_eq!(alone(pairs(&five)).finding, Finding::TooFew { changed: 5 });
    five.push((9, 8));
    assert!(matches!(
        alone(pairs(&five)).finding,
        Finding::Tested { .. }
    ));

    let several = |people: usize| {
        let rows = (0..people).map(|_| [9, 9, 3].map(Said::Rated).to_vec());
        alone(compared(Voices::SamePeople(rows.collect())))
    };
    assert_eq!(several(5).finding, Finding::TooFew { changed: 5 });
    assert_eq!(shift(&several(6)), Some(Shift::Less));

    let different = |before: usize, after: usize| {
        let (before, after) = (vec![9; before], vec![3; after]);
        alone(compared(Voices::DifferentPeople { before, after }))
    };
    assert_eq!(different(100, 5).finding, Finding::TooFew { changed: 5 });
    assert_eq!(shift(&different(6, 6)), Some(Shift::Less));
}

#[test]
fn nobody_at_all_is_no_evidence() {
    let nobody = alone(compared(Voices::SamePeople(Vec::new())));
    assert_eq!(nobody.finding, Finding::TooFew { changed: 0 });
    let silent = vec![vec![Said::Nothing; 5]; 9];
    let silent = alone(compared(Voices::SamePeople(silent)));
    assert_eq!(
        (silent.since, silent.finding),
        (None, Finding::TooFew { changed: 0 })
    );
    let (before, after) = (Vec::new(), Vec::new());
    let nobody = alone(compared(Voices::DifferentPeople { before, after }));
    assert_eq!(nobody.finding, Finding::TooFew { changed: 0 });
}

#[test]
fn a_move_of_less_than_a_point_is_no_shift() {
    // Sums of three marks: a point is three units.
    let rows = pairs(&[(20, 22); 40]);
    let weighed = weigh(std::slice::from_ref(&rows), 3).unwrap();
    assert_eq!(shift(&weighed.evidence[0]), None);
    let weighed = weigh(&[rows], 2).unwrap();
    assert_eq!(shift(&weighed.evidence[0]), Some(Shift::More));
}

#[test]
fn a_few_who_fell_far_do_not_make_the_many_rise() {
    let mut moves = vec![(5, 6); 11];
    moves.extend([(10, 0); 10]);
    let evidence = alone(pairs(&moves));
    let Finding::Tested { chance, shift, .. } = &evidence.finding else {
        panic!("enough people");
    };
    assert!(chance.is_at_most(1, 20), "{chance}");
    assert_eq!(*shift, None);
}

#[test]
fn a_shift_is_found_where_it_was() {
    let rows: Vec<Vec<Said>> = (0..9)
        .map(|person| {
            [8, 8 - person % 2, 8, 5, 5 + person % 2, 4]
                .map(Said::Rated)
                .to_vec()
        })
        .collect();
    let evidence = alone(compared(Voices::SamePeople(rows)));
    assert_eq!(evidence.since, Some(3));
    assert_eq!(shift(&evidence), Some(Shift::Less));
    let Counts::SamePeople {
        less: Some(less),
        more: None,
        same: 0,
        middle,
        ..
    } = evidence.counts
    else {
        panic!("{:?}", evidence.counts);
    };
    assert_eq!((less.people, middle), (9, Twice(-6)));
}

#[test]
fn comparisons_made_together_are_counted_and_corrected() {
    let small = pairs(&[(9, 3); 3]);
    let noise = pairs(&[(5, 6), (6, 5), (5, 7), (7, 5), (4, 6), (6, 4), (5, 5)]);
    let strong = pairs(&[(8, 5); 12]);
    let together = [pairs(&SEVEN_OF_EIGHT), small, noise.clone(), strong, noise];
    let weighed = weigh(&together, 1).unwrap();
    assert_eq!(weighed.tested, 4);
    assert_eq!(weighed.by_chance(), 0.2);
    let corrected: Vec<Option<(String, String)>> = weighed
        .evidence
        .iter()
        .map(|evidence| match &evidence.finding {
            Finding::Tested { chance, holm, .. } => Some((chance.to_string(), holm.to_string())),
            Finding::TooFew { .. } => None,
        })
        .collect();
    let both = |chance: &str, holm: &str| Some((chance.to_owned(), holm.to_owned()));
    assert_eq!(
        corrected,
        [
            both("10/256", "30/256"),
            None,
            both("64/64", "64/64"),
            both("2/4096", "8/4096"),
            both("64/64", "64/64"),
        ]
    );
    // What is corrected still says what it would be alone.
    assert_eq!(shift(&weighed.evidence[0]), Some(Shift::Less));
}

#[test]
fn a_corrected_chance_never_falls_below_a_smaller_one() {
    // Of equal ones, the second times two would be less than the first times three.
    let first = pairs(&[(0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (0, 2), (1, 0)]);
    let weighed = weigh(&[first.clone(), first.clone(), first], 1).unwrap();
    for evidence in &weighed.evidence {
        let Finding::Tested { chance, holm, .. } = &evidence.finding else {
            panic!("seven people are enough");
        };
        assert!(
            (holm.to_f64() - 3.0 * chance.to_f64()).abs() < 1e-12,
            "{holm}"
        );
    }
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        6 => (0..=10).prop_map(Said::Rated),
        1 => Just(Said::Nothing),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn still_so_changes_no_value_and_no_chance(
        rows in (2_usize..5).prop_flat_map(|moments| {
            prop::collection::vec(prop::collection::vec((said(), any::<bool>()), moments), 0..9)
        }),
    ) {
        let silent: Vec<Vec<Said>> =
            rows.iter().map(|row| row.iter().map(|&(said, _)| said).collect()).collect();
        let confirmed: Vec<Vec<Said>> = rows
            .iter()
            .map(|row| {
                let confirm = |&(said, confirms): &(Said, bool)| match said {
                    Said::Nothing if confirms => Said::StillSo,
                    said => said,
                };
                row.iter().map(confirm).collect()
            })
            .collect();
        let mut silent = alone(compared(Voices::SamePeople(silent)));
        let confirmed = alone(compared(Voices::SamePeople(confirmed)));
        // Only how many confirmed is told.
        if let (Counts::SamePeople { still_so, .. }, Counts::SamePeople { still_so: told, .. }) =
            (&mut silent.counts, &confirmed.counts)
        {
            prop_assert_eq!(*still_so, 0);
            *still_so = *told;
        }
        prop_assert_eq!(silent, confirmed);
    }

    #[test]
    fn everybody_who_rated_on_both_sides_is_counted_once(
        rows in prop::collection::vec(prop::collection::vec(said(), 2), 0..30),
    ) {
        let both = |row: &&Vec<Said>| row.iter().all(|said| matches!(said, Said::Rated(_)));
        let expected = rows.iter().filter(both).count();
        let evidence = alone(compared(Voices::SamePeople(rows)));
        if let Counts::SamePeople { less, more, same, .. } = evidence.counts {
            let people = |moved: Option<Moved>| moved.map_or(0, |moved| moved.people);
            prop_assert_eq!(people(less) + people(more) + same, expected);
        }
    }

    #[test]
    fn a_shift_is_rare_large_and_one_of_six(
        rows in prop::collection::vec(((0..=10), (0..=10)), 0..20),
        point in 1_u16..4,
    ) {
        let weighed = weigh(&[pairs(&rows)], point).unwrap();
        let evidence = &weighed.evidence[0];
        if let (Some(_), Finding::Tested { chance, .. }) = (shift(evidence), &evidence.finding) {
            prop_assert!(chance.to_f64() <= 0.05);
            prop_assert!(rows.iter().filter(|(before, after)| before != after).count() >= 6);
            let Counts::SamePeople { middle, .. } = evidence.counts else {
                panic!("the same people");
            };
            prop_assert!(middle.units().abs() >= f64::from(point));
        }
    }
}
