//! Laws that hold for any ratings, against counting one by one.

use proptest::prelude::*;
use trend::draws::Draws;
use trend::{different_people, same_people, several_moments};

const DRAWS: Draws = Draws { seed: 1, count: 99 };

fn rows(
    people: std::ops::Range<usize>,
    moments: usize,
) -> impl Strategy<Value = Vec<Vec<Option<i32>>>> {
    let rating = prop_oneof![4 => (0..=10).prop_map(Some), 1 => Just(None)];
    prop::collection::vec(prop::collection::vec(rating, moments), people)
}

/// Of all ways to flip the moves, how many lie as far out.
fn flipped_one_by_one(moves: &[i64]) -> (u64, u64) {
    let moves: Vec<i64> = moves.iter().copied().filter(|&moved| moved != 0).collect();
    let seen = moves.iter().sum::<i64>().abs();
    let extreme = (0_u64..1 << moves.len()).filter(|signs| {
        let signed = moves.iter().enumerate();
        let sum: i64 = signed
            .map(|(at, &m)| if signs >> at & 1 == 1 { m } else { -m })
            .sum();
        sum.abs() >= seen
    });
    (extreme.count() as u64, 1 << moves.len())
}

/// Of all choices of as many people, how many have a sum of mid-ranks as far out.
fn chosen_one_by_one(before: &[i32], after: &[i32]) -> (u64, u64) {
    let all: Vec<i32> = before.iter().chain(after).copied().collect();
    let twice_rank = |rating: i32| {
        let below = all.iter().filter(|&&other| other < rating).count();
        let equal = all.iter().filter(|&&other| other == rating).count();
        2 * below + equal + 1
    };
    let apart = |people: u64| {
        let chosen = all
            .iter()
            .enumerate()
            .filter(|(at, _)| people >> at & 1 == 1);
        let sum: usize = chosen.map(|(_, &rating)| twice_rank(rating)).sum();
        sum.abs_diff(before.len() * (all.len() + 1))
    };
    let seen = apart((1 << before.len()) - 1);
    let choices = (0_u64..1 << all.len()).filter(|p| p.count_ones() as usize == before.len());
    let far = choices.clone().filter(|&people| apart(people) >= seen);
    (far.count() as u64, choices.count() as u64)
}

/// The strongest statistic as a fraction, over orders of each person's ratings, in rational arithmetic.
fn relabelled_one_by_one(rows: &[Vec<Option<i32>>]) -> Option<(u64, u64)> {
    let people: Vec<(Vec<usize>, Vec<i64>)> = rows
        .iter()
        .map(|row| {
            let rated = row
                .iter()
                .enumerate()
                .filter_map(|(at, r)| Some((at, i64::from((*r)?))));
            rated.unzip()
        })
        .filter(|(_, ratings): &(_, Vec<i64>)| ratings.iter().any(|r| *r != ratings[0]))
        .collect();
    let moments = rows.iter().map(Vec::len).max()?;
    // Every person has at most four ratings: in units of a twelfth all means are whole.
    let strongest = |orders: &[Vec<i64>]| -> Option<(i128, i128)> {
        let splits = (1..moments).filter_map(|since| {
            let (mut before, mut after, mut sum, mut variance) = (0, 0, 0_i128, 0_i128);
            for ((at, _), order) in people.iter().zip(orders) {
                let (n, mean) = (
                    order.len() as i128,
                    i128::from(order.iter().sum::<i64>() * 12),
                );
                let mean = mean / n;
                let late = at.iter().filter(|&&at| at >= since).count();
                before += usize::from(late < at.len());
                after += usize::from(late > 0);
                for (place, rating) in order.iter().enumerate() {
                    let from_mean = i128::from(rating * 12) - mean;
                    if at[place] >= since {
                        sum += from_mean;
                    }
                    let late = late as i128;
                    variance += from_mean * from_mean * late * (n - late) * (12 / (n * (n - 1)));
                }
            }
            (before.min(after) >= 3 && variance > 0).then_some((sum * sum, variance))
        });
        splits.max_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)))
    };
    let orders: Vec<Vec<i64>> = people.iter().map(|(_, ratings)| ratings.clone()).collect();
    let seen = strongest(&orders)?;
    let every: Vec<Vec<Vec<i64>>> = orders.iter().map(|ratings| permutations(ratings)).collect();
    let whole: usize = every.iter().map(Vec::len).product();
    let mut extreme = 0;
    for mut at in 0..whole {
        let orders: Vec<Vec<i64>> = every
            .iter()
            .map(|orders| {
                let order = orders[at % orders.len()].clone();
                at /= orders.len();
                order
            })
            .collect();
        let (square, variance) = strongest(&orders)?;
        extreme += u64::from(square * seen.1 >= seen.0 * variance);
    }
    Some((extreme, whole as u64))
}

/// Each different order once.
fn permutations(ratings: &[i64]) -> Vec<Vec<i64>> {
    if ratings.is_empty() {
        return vec![Vec::new()];
    }
    let mut all: Vec<Vec<i64>> = (0..ratings.len())
        .flat_map(|first| {
            let mut rest = ratings.to_vec();
            let first = rest.remove(first);
            permutations(&rest).into_iter().map(move |mut order| {
                order.push(first);
                order
            })
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

fn counts((extreme, all): (u64, u64)) -> String {
    format!("{extreme}/{all}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn flips_are_counted_as_one_by_one(moves in prop::collection::vec(-10_i64..=10, 0..=8)) {
        let ours = same_people::chance(&moves, DRAWS);
        prop_assert_eq!(ours.to_string(), counts(flipped_one_by_one(&moves)));
    }

    #[test]
    fn flips_of_few_sizes_are_counted_as_one_by_one(moves in prop::collection::vec(-1_i64..=2, 0..=14)) {
        let ours = same_people::chance(&moves, DRAWS);
        prop_assert_eq!(ours.to_string(), counts(flipped_one_by_one(&moves)));
    }

    #[test]
    fn choices_are_counted_as_one_by_one(
        before in prop::collection::vec(0..=10, 0..=8),
        after in prop::collection::vec(0..=10, 0..=6),
    ) {
        let ours = different_people::chance(&before, &after, DRAWS);
        prop_assert_eq!(ours.to_string(), counts(chosen_one_by_one(&before, &after)));
    }

    #[test]
    fn choices_with_many_ties_are_counted_as_one_by_one(
        before in prop::collection::vec(6..=8, 0..=7),
        after in prop::collection::vec(6..=8, 0..=7),
    ) {
        let ours = different_people::chance(&before, &after, DRAWS);
        prop_assert_eq!(ours.to_string(), counts(chosen_one_by_one(&before, &after)));
    }

    #[test]
    fn two_moments_are_those_of_the_same_people(rows in rows(3..12, 2)) {
        let moves: Vec<i64> = rows.iter().filter_map(|r| Some(i64::from(r[1]? - r[0]?))).collect();
        let split = several_moments::find(&rows, DRAWS).unwrap();
        if moves.iter().filter(|&&moved| moved != 0).count() < 3 {
            prop_assert_eq!(split, None);
        } else {
            let expected = same_people::chance(&moves, DRAWS);
            prop_assert_eq!(split.unwrap().chance, expected);
        }
    }

    #[test]
    fn who_did_not_move_changes_no_chance(
        moves in prop::collection::vec(-10_i64..=10, 0..60),
        still in 0_usize..5,
        times in 1_i64..50,
    ) {
        let alone = same_people::chance(&moves, DRAWS);
        let mut with: Vec<i64> = moves.iter().map(|moved| -moved * times).collect();
        with.extend(vec![0; still]);
        with.reverse();
        // Nor does the direction, the unit or the order of people.
        prop_assert_eq!(alone, same_people::chance(&with, DRAWS));
    }

    #[test]
    fn before_and_after_may_change_places(
        before in prop::collection::vec(-5..=30, 0..40),
        after in prop::collection::vec(-5..=30, 0..40),
    ) {
        let there = different_people::chance(&before, &after, DRAWS);
        let back = different_people::chance(&after, &before, DRAWS);
        let way = different_people::way(&before, &after);
        prop_assert_eq!(way, different_people::way(&after, &before).reverse());
        let above = after.iter().flat_map(|later| before.iter().map(move |earlier| later.cmp(earlier) as i64));
        prop_assert_eq!(way, above.sum::<i64>().cmp(&0));
        prop_assert_eq!(there.compare(&back), std::cmp::Ordering::Equal);
        // Ranks see the order of ratings only.
        let bent = |ratings: &[i32]| ratings.iter().map(|r| r * r * r + 7).collect::<Vec<_>>();
        let bent = different_people::chance(&bent(&before), &bent(&after), DRAWS);
        prop_assert_eq!(there, bent);
    }

    #[test]
    fn who_never_changes_is_in_no_split(rows in rows(3..6, 3), level in 0..=10) {
        let alone = several_moments::find(&rows, DRAWS).unwrap();
        let mut with = rows.clone();
        with.push(vec![Some(level); 3]);
        with.push(vec![None, Some(level), None]);
        prop_assert_eq!(alone, several_moments::find(&with, DRAWS).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn relabellings_are_counted_as_one_by_one(rows in rows(3..6, 3)) {
        let ours = several_moments::find(&rows, DRAWS).unwrap();
        let ours = ours.map(|split| split.chance.to_string());
        prop_assert_eq!(ours, relabelled_one_by_one(&rows).map(counts));
    }

    #[test]
    fn relabellings_at_four_moments_are_counted_as_one_by_one(rows in rows(3..4, 4)) {
        let ours = several_moments::find(&rows, DRAWS).unwrap();
        let ours = ours.map(|split| split.chance.to_string());
        prop_assert_eq!(ours, relabelled_one_by_one(&rows).map(counts));
    }
}

/// A fixed sequence of ratings.
fn made_up(count: usize) -> Vec<i32> {
    let mut state: u64 = 1;
    let numbers = (0..count).map(|_| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as i32 % 11
    });
    numbers.collect()
}

#[test]
fn what_is_drawn_is_the_same_everywhere() {
    let draws = Draws::from_seed(2026);
    let ratings = made_up(2400);
    let moves: Vec<i64> = ratings[..1200]
        .iter()
        .zip(&ratings[1200..])
        .map(|(a, b)| i64::from(b - a))
        .collect();
    let rows: Vec<Vec<Option<i32>>> = ratings
        .chunks(6)
        .map(|row| row.iter().copied().map(Some).collect())
        .collect();
    let drawn = [
        same_people::chance(&moves, draws),
        different_people::chance(&ratings[..200], &ratings[200..500], draws),
        several_moments::find(&rows, draws).unwrap().unwrap().chance,
    ];
    assert!(drawn.iter().all(trend::chance::Chance::is_drawn));
    assert_eq!(
        drawn.map(|chance| chance.to_string()),
        ["3895/10000", "6908/10000", "5288/10000"]
    );
}

#[test]
fn what_is_drawn_is_close_to_what_is_counted() {
    let draws = Draws::from_seed(7);
    let ratings = made_up(600);
    // Just below and just above what is counted, the same people: nearly the same chance.
    let (few, many) = (&ratings[..254], &ratings[..256]);
    let counted = different_people::chance(&few[..120], &few[120..], draws);
    let drawn = different_people::chance(&many[..120], &many[120..], draws);
    assert!(!counted.is_drawn() && drawn.is_drawn());
    assert!(
        (counted.to_f64() - drawn.to_f64()).abs() < 0.05,
        "{} {}",
        counted.to_f64(),
        drawn.to_f64()
    );
}

#[test]
fn a_thousand_people_are_still_counted() {
    let moves: Vec<i64> = made_up(1_000)
        .into_iter()
        .map(|rating| i64::from(rating - 5))
        .collect();
    assert!(!same_people::chance(&moves, DRAWS).is_drawn());
    let large: Vec<i64> = moves.iter().map(|moved| moved * 1_000_003 + 1).collect();
    assert!(same_people::chance(&large, DRAWS).is_drawn());
}

#[test]
fn ratings_of_any_size_are_taken() {
    let ends = [i32::MIN, i32::MAX];
    different_people::chance(&ends, &[0, 1], DRAWS);
    let moves = [i64::from(i32::MAX) - i64::from(i32::MIN); 70];
    assert_eq!(same_people::chance(&moves, DRAWS).once_in(), u64::MAX);
    let rows: Vec<Vec<Option<i32>>> = (0..50)
        .map(|person| {
            (0..40)
                .map(|at| (at != person % 38).then_some(ends[at & 1]))
                .collect()
        })
        .collect();
    assert!(several_moments::find(&rows, DRAWS).unwrap().is_some());
    let refused = several_moments::find(&[vec![Some(1); 41]], DRAWS).unwrap_err();
    assert_eq!(refused.moments, 41);
}
