//! Charts of long series.

use proptest::prelude::*;
use trend::chart::{Chart, Unexplained, explain};
use trend::cusum::Way;
use trend::pelt;

fn noise(count: usize) -> impl Iterator<Item = f64> {
    let mut state: u64 = 1;
    (0..count).map(move |_| {
        let sum: u64 = (0..12)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                state >> 40
            })
            .sum();
        sum as f64 / f64::from(1 << 24) - 6.0
    })
}

/// Sixty readings around 99, then sixty around 95.
fn fall() -> Vec<Option<f64>> {
    let level = |at: usize| if at < 60 { 99.0 } else { 95.0 };
    noise(120)
        .enumerate()
        .map(|(at, noise)| Some(level(at) + noise))
        .collect()
}

#[test]
fn a_fall_is_dated_and_both_levels_are_told() {
    let chart = explain(&fall()).unwrap();
    let [change] = chart.changes[..] else {
        panic!("{:?}", chart.changes);
    };
    assert_eq!((change.after, change.before), (59, 60));
    assert!((change.from - 99.0).abs() < 0.5 && (change.to - 95.0).abs() < 0.5);
    assert!((chart.noise - 1.0).abs() < 0.2, "{}", chart.noise);
    let first = chart.alarms.first().unwrap();
    assert_eq!(first.way, Way::Down);
    assert!((60..66).contains(&first.at), "{first:?}");
    assert!(first.since.abs_diff(60) <= 3, "{first:?}");
    assert_eq!(chart.sums.len(), 120);
}

#[test]
fn a_gap_stays_a_gap() {
    let mut series = fall();
    series[40..75].fill(None);
    series.insert(0, None);
    let chart = explain(&series).unwrap();
    assert_eq!(chart.gaps, [0..1, 41..76]);
    let [change] = chart.changes[..] else {
        panic!("{:?}", chart.changes);
    };
    // Some time in the gap, and nobody knows when.
    assert_eq!((change.after, change.before), (40, 76));
    assert_eq!(chart.levels[0].pieces, vec![1..41]);
    assert_eq!(chart.levels[1].pieces, vec![76..121]);
    assert!(chart.sums[41..76].iter().all(Option::is_none));

    // Within a level, the line is broken and the level is one.
    let mut series = fall();
    series[20..30].fill(None);
    let chart = explain(&series).unwrap();
    assert_eq!(chart.levels[0].pieces, [0..20, 30..60]);
    assert_eq!(chart.levels[0].readings, 50);
}

#[test]
fn twenty_nine_readings_are_shown_and_not_explained() {
    let mut series: Vec<Option<f64>> = fall()[..29].to_vec();
    series.extend([None; 40]);
    assert_eq!(explain(&series), Err(Unexplained::TooFew { readings: 29 }));
    series.push(Some(99.0));
    assert!(explain(&series).is_ok());
}

#[test]
fn twenty_thousand_readings_are_explained_and_one_more_is_not() {
    let mut series: Vec<Option<f64>> = noise(20_000).map(Some).collect();
    let chart = explain(&series).unwrap();
    assert!(chart.changes.is_empty(), "{:?}", chart.changes);
    series.push(Some(0.0));
    let refused = Unexplained::TooMany { readings: 20_001 };
    assert_eq!(explain(&series), Err(refused));
}

#[test]
fn what_is_no_number_is_refused_with_its_place() {
    for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e200] {
        let mut series = fall();
        series[3] = None;
        series[7] = Some(odd);
        assert_eq!(explain(&series), Err(Unexplained::NotANumber { at: 7 }));
    }
}

#[test]
fn what_never_moves_has_one_level_and_no_alarm() {
    let Chart {
        levels,
        changes,
        alarms,
        noise,
        ..
    } = explain(&[Some(100.0); 50]).unwrap();
    assert_eq!(
        (levels.len(), changes.len(), alarms.len(), noise),
        (1, 0, 0, 0.0)
    );
    assert_eq!(levels[0].mean, 100.0);
}

#[test]
fn odd_readings_at_the_ends_are_no_new_level() {
    let mut series: Vec<Option<f64>> = noise(80).map(Some).collect();
    series[0] = Some(9.0);
    series[78] = Some(-9.0);
    series[79] = Some(-9.0);
    let chart = explain(&series).unwrap();
    assert!(chart.changes.is_empty(), "{:?}", chart.changes);
    // As many as a level has at least, less one, and at either end.
    for odd in 1..5 {
        let at_end = |at: usize| at >= 60 - odd;
        let level = |at: usize| if at_end(at) { 90.0 } else { 50.0 };
        let mut series: Vec<Option<f64>> = noise(60)
            .enumerate()
            .map(|(at, noise)| Some(level(at) + noise))
            .collect();
        let changes = explain(&series).unwrap().changes;
        assert!(changes.is_empty(), "{odd} last: {changes:?}");
        series.reverse();
        let changes = explain(&series).unwrap().changes;
        assert!(changes.is_empty(), "{odd} first: {changes:?}");
    }
}

/// The first changes that are found where some readings are others.
fn with(odd: &[(usize, f64)], level: impl Fn(usize) -> f64) -> Vec<(usize, usize)> {
    let readings = noise(128).enumerate();
    let readings = readings.map(|(at, noise)| Some(level(at) + noise * 0.05));
    let mut series: Vec<Option<f64>> = readings.collect();
    for (at, value) in odd {
        series[*at] = Some(*value);
    }
    let changes = explain(&series).unwrap().changes;
    changes.iter().map(|it| (it.after, it.before)).collect()
}

#[test]
fn a_day_far_off_hides_no_change_and_is_none() {
    let fell = |at: usize| if at < 96 { 99.4 } else { 97.6 };
    let exactly = |odd: &[(usize, f64)]| {
        let mut series: Vec<Option<f64>> = (0..128).map(|at| Some(fell(at))).collect();
        for (at, value) in odd {
            series[*at] = Some(*value);
        }
        let changes = explain(&series).unwrap().changes;
        changes.iter().map(|it| (it.after, it.before)).collect()
    };
    let none: &[(usize, f64)] = &[];
    let longer: Vec<(usize, f64)> = (40..44).map(|at| (at, 50.0)).collect();
    for odd in [
        none,
        &[(40, 50.0)],
        &[(0, 50.0)],
        &[(127, 50.0)],
        &[(20, 50.0), (64, 0.0), (110, 12.5)],
        &longer,
    ] {
        assert_eq!(with(odd, fell), [(95, 96)], "{odd:?}");
        let exact: Vec<(usize, usize)> = exactly(odd);
        assert_eq!(exact, [(95, 96)], "{odd:?}");
        assert_eq!(with(odd, |_| 99.4), [], "{odd:?}");
    }
    // What is off for as long as a level is one.
    let level: Vec<(usize, f64)> = (40..45).map(|at| (at, 50.0)).collect();
    assert_eq!(with(&level, |_| 99.4), [(39, 40), (44, 45)]);
}

#[test]
fn means_are_those_of_all_readings() {
    let series: Vec<Option<f64>> = (0..100)
        .map(|at| Some(if at == 50 { 0.0 } else { 100.0 }))
        .collect();
    assert_eq!(explain(&series).unwrap().levels[0].mean, 99.0);
}

#[test]
fn a_level_at_the_end_is_told_from_six_readings_on() {
    let changes = |new: usize| {
        let level = |at: usize| if at >= 60 { 58.0 } else { 50.0 };
        let series: Vec<Option<f64>> = noise(60 + new)
            .enumerate()
            .map(|(at, noise)| Some(level(at) + noise))
            .collect();
        explain(&series).unwrap().changes
    };
    assert!(changes(5).is_empty());
    assert_eq!(changes(6).first().map(|change| change.before), Some(60));
}

#[test]
fn after_an_alarm_the_new_level_is_no_alarm_again() {
    let chart = explain(&fall()).unwrap();
    assert_eq!(chart.alarms.len(), 1, "{:?}", chart.alarms);
}

#[test]
fn steady_noise_seldom_has_two_levels_or_an_alarm() {
    let all: Vec<f64> = noise(60_000).collect();
    let charts = all.chunks(100).map(|series| {
        let series: Vec<Option<f64>> = series.iter().copied().map(Some).collect();
        explain(&series).unwrap()
    });
    let charts: Vec<Chart> = charts.collect();
    let share =
        |has: fn(&Chart) -> bool| charts.iter().filter(|chart| has(chart)).count() as f64 / 600.0;
    let (changes, alarms) = (
        share(|c| !c.changes.is_empty()),
        share(|c| !c.alarms.is_empty()),
    );
    println!("of 600 steady series of 100, {changes} have a change and {alarms} an alarm");
    assert!(changes < 0.05 && alarms < 0.05, "{changes} {alarms}");
}

/// The cheapest cutting, by trying every last cut.
fn cheapest(readings: &[f64], penalty: f64, least: usize) -> f64 {
    let mut best = vec![f64::INFINITY; readings.len() + 1];
    best[0] = -penalty;
    for end in least..=readings.len() {
        for start in 0..=end - least {
            best[end] = best[end].min(best[start] + cost(&readings[start..end]) + penalty);
        }
    }
    best[readings.len()]
}

fn cost_of(readings: &[f64], bounds: &[usize], penalty: f64) -> f64 {
    let stretches = bounds
        .windows(2)
        .map(|bound| cost(&readings[bound[0]..bound[1]]));
    stretches.sum::<f64>() + penalty * (bounds.len() - 2) as f64
}

fn cost(stretch: &[f64]) -> f64 {
    let mean = stretch.iter().sum::<f64>() / stretch.len() as f64;
    stretch.iter().map(|reading| (reading - mean).powi(2)).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_cutting_is_cheaper(
        readings in prop::collection::vec((0..6, 0..4).prop_map(|(a, b)| f64::from(a * b)), 2..70),
        penalty in 0.0..60.0,
        least in 1_usize..7,
    ) {
        prop_assume!(readings.len() >= 2 * least);
        let changes = pelt::changes(&readings, penalty, least);
        let bounds: Vec<usize> = [0].into_iter().chain(changes).chain([readings.len()]).collect();
        prop_assert!(bounds.windows(2).all(|bound| bound[1] - bound[0] >= least));
        let (ours, best) = (cost_of(&readings, &bounds, penalty), cheapest(&readings, penalty, least));
        prop_assert!((ours - best).abs() < 1e-6, "{} {}", ours, best);
    }

    #[test]
    fn filling_in_gaps_adds_nothing(gaps in prop::collection::vec(0_usize..120, 0..40)) {
        // Gaps change where things are, not what they are.
        let readings = fall();
        let mut with = readings.clone();
        for &gap in &gaps {
            with.insert(gap, None);
        }
        let (without, with) = (explain(&readings).unwrap(), explain(&with).unwrap());
        prop_assert_eq!(without.levels.len(), with.levels.len());
        for (a, b) in without.levels.iter().zip(&with.levels) {
            prop_assert_eq!((a.readings, a.mean), (b.readings, b.mean));
        }
        prop_assert_eq!(without.alarms.len(), with.alarms.len());
        prop_assert_eq!(with.gaps.iter().map(|gap| gap.len()).sum::<usize>(), gaps.len());
    }
}
