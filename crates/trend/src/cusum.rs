//! When a series has left its level: the two-sided cumulative sum of Page.
//!
//! ```text
//! up_t = max(0, up_{t−1} + z_t − slack)      down_t = max(0, down_{t−1} − z_t − slack)
//! ```
//!
//! where `z_t` is how many spreads a reading lies above the level. A sum beyond the limit is an alarm, dated
//! back to where that sum last left zero.
//!
//! With normal readings, a slack of ½ and a limit of `h`, a steady series has an alarm once in about
//! `e^(h + 1.166) − h − 2.166` readings: 470 for the customary limit of 5, 3,500 for 7. A lasting change by
//! one spread is noticed after some `2·h` readings.
//!
//! Page, *Continuous Inspection Schemes*, Biometrika 41, 1954; how often: Siegmund, *Sequential Analysis*,
//! 1985; the dating back: Montgomery, *Introduction to Statistical Quality Control*.

/// What each reading may be off without counting, in spreads: made for a lasting change by one.
pub const SLACK: f64 = 0.5;

/// Which way it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Above the level.
    Up,
    /// Below the level.
    Down,
}

/// A sum went beyond the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// At this reading.
    pub at: usize,
    /// Since this reading the sum had been above zero.
    pub since: usize,
    /// Which way.
    pub way: Way,
}

/// Both sums of a chart and since when each is above zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Above the level.
    pub up: f64,
    /// Below the level.
    pub down: f64,
    up_since: usize,
    down_since: usize,
}

impl Sums {
    /// Takes in the reading at a place, so many spreads above the level; says when a sum goes beyond the limit.
    pub fn take(&mut self, at: usize, above: f64, limit: f64) -> Option<Alarm> {
        let grow = |sum: &mut f64, since: &mut usize, above: f64| {
            if *sum == 0.0 {
                *since = at;
            }
            *sum = (*sum + above - SLACK).max(0.0);
            (*sum > limit).then_some(*since)
        };
        let up = grow(&mut self.up, &mut self.up_since, above);
        let down = grow(&mut self.down, &mut self.down_since, -above);
        let alarm = |way| move |since| Alarm { at, since, way };
        up.map(alarm(Way::Up)).or(down.map(alarm(Way::Down)))
    }

    /// The sum that went beyond the limit begins again at zero.
    fn begin_again(&mut self, way: Way) {
        match way {
            Way::Up => self.up = 0.0,
            Way::Down => self.down = 0.0,
        }
    }
}

/// All alarms of a series against one fixed level and spread. A series that has left its level for good sets
/// off one alarm after the other: [`chart`](crate::chart) takes a new level after each.
pub fn alarms(readings: &[f64], level: f64, spread: f64, limit: f64) -> Vec<Alarm> {
    let mut sums = Sums::default();
    let readings = readings.iter().enumerate();
    readings
        .filter_map(|(at, reading)| {
            let alarm = sums.take(at, (reading - level) / spread, limit)?;
            sums.begin_again(alarm.way);
            Some(alarm)
        })
        .collect()
}
