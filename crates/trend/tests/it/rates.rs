//! How often chance alone passes for a shift, and how often a shift is found: over tables made up by lot.
//!
//! The long runs, whose results are in `docs/trend.md`:
//! `cargo test --package trend --test it rates -- --ignored --nocapture --test-threads 1`

use trend::draws::Draws;
use trend::evidence::{Comparison, Finding, Said, Voices, weigh};

/// Numbers by lot for these tests.
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((bits ^ (bits >> 31)) >> 32) * bound) >> 32
    }

    fn share(&mut self) -> f64 {
        self.below(1 << 32) as f64 / f64::from(1 << 16).powi(2)
    }

    /// Nearly normal, with a variance of 1.
    fn noise(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }

    fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to - from + 1)
    }
}

fn rating(level: f64) -> i32 {
    level.round().clamp(0.0, 10.0) as i32
}

/// People whose level differs and whose ratings scatter around it, who all move by so much at one moment.
struct Table {
    people: u64,
    moments: usize,
    scatter: f64,
    moves: f64,
    /// One in so many ratings is missing.
    missing: u64,
    /// Whether half of those who would say the same only confirm it.
    confirms: bool,
}

impl Table {
    /// Where nothing has changed.
    fn stable(lot: &mut Lot, most: u64, moments: usize) -> Table {
        Table {
            people: lot.between(2, most),
            moments,
            scatter: [0.4, 0.8, 1.5, 3.0][lot.below(4) as usize],
            moves: 0.0,
            missing: lot.between(5, 50),
            confirms: lot.below(2) == 0,
        }
    }

    fn same_people(&self, lot: &mut Lot) -> Voices {
        let rows = (0..self.people).map(|_| {
            let level = 2.0 + 8.0 * lot.share();
            let mut last = None;
            let mut row = Vec::with_capacity(self.moments);
            for moment in 0..self.moments {
                let moved = if 2 * moment >= self.moments {
                    self.moves
                } else {
                    0.0
                };
                let rating = rating(level + moved + self.scatter * lot.noise());
                if lot.below(self.missing) == 0 {
                    row.push(Said::Nothing);
                } else if self.confirms && last == Some(rating) && lot.below(2) == 0 {
                    row.push(Said::StillSo);
                } else {
                    last = Some(rating);
                    row.push(Said::Rated(rating));
                }
            }
            row
        });
        Voices::SamePeople(rows.collect())
    }

    fn different_people(&self, lot: &mut Lot) -> Voices {
        let mut ratings = |people: u64, moved: f64| {
            let rating = |_| rating(2.0 + 8.0 * lot.share() + moved + self.scatter * lot.noise());
            (0..people).map(rating).collect()
        };
        let first = if self.moves == 0.0 {
            1 + self.people / 2 * 2 / 3
        } else {
            self.people
        };
        let second = if self.moves == 0.0 {
            self.people - first
        } else {
            self.people
        };
        Voices::DifferentPeople {
            before: ratings(first, 0.0),
            after: ratings(second, self.moves),
        }
    }
}

/// How many tables pass for unlikely, and of these how many for a shift.
#[derive(Default)]
struct Found {
    tables: u32,
    unlikely: u32,
    shifts: u32,
}

impl Found {
    fn look(&mut self, voices: Voices, draws: Draws) {
        let weighed = weigh(&[Comparison { voices, draws }], 1).unwrap();
        self.tables += 1;
        if let Finding::Tested { chance, shift, .. } = &weighed.evidence[0].finding {
            self.unlikely += u32::from(chance.is_at_most(1, 20));
            self.shifts += u32::from(shift.is_some());
        }
    }

    fn share(&self, count: u32) -> f64 {
        f64::from(count) / f64::from(self.tables)
    }

    #[track_caller]
    fn is_rare(&self, what: &str) {
        let (unlikely, shifts) = (self.share(self.unlikely), self.share(self.shifts));
        println!(
            "{what}: of {} stable tables {:.2} % unlikely, {:.2} % a shift",
            self.tables,
            100.0 * unlikely,
            100.0 * shifts
        );
        let error = (0.05 * 0.95 / f64::from(self.tables)).sqrt();
        assert!(unlikely <= 0.05 + 3.0 * error, "{what}: {unlikely}");
    }
}

fn stable(what: &str, tables: u32, count: u32, make: impl Fn(&mut Lot) -> Voices) -> Found {
    let mut found = Found::default();
    let mut lot = Lot(20_261_128);
    for seed in 0..u64::from(tables) {
        let voices = make(&mut lot);
        found.look(voices, Draws { seed, count });
    }
    found.is_rare(what);
    found
}

fn same(lot: &mut Lot) -> Voices {
    Table::stable(lot, 200, 2).same_people(lot)
}

fn different(most: u64) -> impl Fn(&mut Lot) -> Voices {
    move |lot| Table::stable(lot, most, 2).different_people(lot)
}

fn several(most: u64) -> impl Fn(&mut Lot) -> Voices {
    move |lot| {
        let moments = lot.between(3, 8) as usize;
        Table::stable(lot, most, moments).same_people(lot)
    }
}

#[test]
fn stable_tables_seldom_pass_for_shifts() {
    let found = stable("same people", 20_000, 0, same);
    // The test is not merely timid.
    assert!(found.share(found.unlikely) > 0.03);
    stable("different people", 2_000, 0, different(100));
    stable("several moments", 500, 199, several(40));
}

#[test]
fn a_move_of_two_points_is_mostly_found() {
    for (people, least) in [(8, 0.6), (12, 0.9), (30, 0.99)] {
        let table = moved(people, 2, 2.0);
        let found = power(300, |lot| table.same_people(lot));
        assert!(found >= least, "{people} people: {found}");
    }
}

fn moved(people: u64, moments: usize, moves: f64) -> Table {
    Table {
        people,
        moments,
        scatter: 1.0,
        moves: -moves,
        missing: u64::MAX >> 33,
        confirms: true,
    }
}

/// The share of tables whose shift is found.
fn power(tables: u32, make: impl Fn(&mut Lot) -> Voices) -> f64 {
    let mut found = Found::default();
    let mut lot = Lot(4711);
    for seed in 0..u64::from(tables) {
        found.look(make(&mut lot), Draws { seed, count: 999 });
    }
    found.share(found.shifts)
}

#[test]
#[ignore = "minutes"]
fn stable_tables_of_two_to_two_hundred_people() {
    stable("same people", 100_000, 0, same);
    stable("several moments", 2_000, 9_999, several(200));
    stable("different people", 100_000, 0, different(200));
}

#[test]
#[ignore = "minutes"]
fn power_of_the_tests() {
    println!("| people | move | same people | different people (as many each) | six moments |");
    for people in [6, 8, 12, 20, 50, 100] {
        for moves in [1.0, 1.5, 2.0, 3.0] {
            let (two, six) = (moved(people, 2, moves), moved(people, 6, moves));
            println!(
                "| {people} | {moves} | {:.0} % | {:.0} % | {:.0} % |",
                100.0 * power(1_000, |lot| two.same_people(lot)),
                100.0 * power(200, |lot| two.different_people(lot)),
                100.0 * power(200, |lot| six.same_people(lot)),
            );
        }
    }
}
