//! Steps with their names and times, and the totals at the end.

use std::{
    iter::Sum,
    ops::{Add, AddAssign},
    process::ExitCode,
    time::Instant,
};

use anyhow::Result;

/// Tests counted by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Totals {
    /// What cargo's `test result: ok. 3 passed; 0 failed; 1 ignored; …` says; `None` for any
    /// other line.
    pub fn in_cargo_line(line: &str) -> Option<Self> {
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let count = |what: &str| {
            counts
                .split("; ")
                .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
        };
        Some(Self {
            passed: count("passed")?,
            failed: count("failed")?,
            skipped: count("ignored")?,
        })
    }

    /// What the last lines of a TAP report by Node's test runner say (`# pass 3`).
    pub fn in_tap(report: &str) -> Self {
        report
            .lines()
            .filter_map(|line| line.strip_prefix("# ")?.split_once(' '))
            .fold(Self::default(), |mut totals, (what, count)| {
                let count = count.parse().unwrap_or(0);
                match what {
                    "pass" => totals.passed += count,
                    "fail" | "cancelled" => totals.failed += count,
                    "skipped" | "todo" => totals.skipped += count,
                    _ => {}
                }
                totals
            })
    }
}

impl Add for Totals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(each: I) -> Self {
        each.fold(Self::default(), Self::add)
    }
}

/// What has been done so far. A step that fails without naming a failed test (formatting, a
/// crate that does not compile) counts as one failure, so that the last line never says
/// "0 failed" of a run that failed.
#[derive(Default)]
pub struct Report {
    totals: Totals,
    steps: Vec<String>,
}

impl Report {
    /// Runs a step that either succeeds or fails as a whole, and says which.
    pub fn check(&mut self, name: &str, step: impl FnOnce() -> Result<()>) -> bool {
        let failures_before = self.totals.failed;
        self.tests(name, || step().map(|()| Totals::default()));
        self.totals.failed == failures_before
    }

    /// Runs a step that counts tests.
    pub fn tests(&mut self, name: &str, step: impl FnOnce() -> Result<Totals>) {
        println!("\n── {name}");
        let start = Instant::now();
        let result = step();
        let seconds = start.elapsed().as_secs_f32();
        let ending = match result {
            Ok(totals) => {
                self.totals += totals;
                match totals.failed {
                    0 => "ok".to_owned(),
                    failed => format!("{failed} failed"),
                }
            }
            Err(error) => {
                self.totals.failed += 1;
                println!("error: {error:#}");
                "failed".to_owned()
            }
        };
        let line = format!("── {name}: {ending}, {seconds:.1} s");
        println!("{line}");
        self.steps.push(line);
    }

    /// Repeats how each step ended, then the totals alone on the last line.
    pub fn finish(self) -> ExitCode {
        println!("\n{}\n", self.steps.join("\n"));
        let Totals {
            passed,
            failed,
            skipped,
        } = self.totals;
        println!("{passed} passed, {failed} failed, {skipped} skipped");
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::bail;

    use super::*;

    #[test]
    fn cargo_result_lines_are_counted() {
        let line = "test result: FAILED. 12 passed; 3 failed; 4 ignored; 0 measured; 7 filtered out; finished in 0.01s";
        let totals = Totals {
            passed: 12,
            failed: 3,
            skipped: 4,
        };
        assert_eq!(Totals::in_cargo_line(line), Some(totals));
        assert_eq!(Totals::in_cargo_line("test a_test ... ok"), None);
    }

    #[test]
    fn cancelled_browser_tests_count_as_failed() {
        let tap = "ok 1 - a\n# tests 6\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 1\n# duration_ms 9.5";
        assert_eq!(
            Totals::in_tap(tap),
            Totals {
                passed: 2,
                failed: 2,
                skipped: 2
            }
        );
    }

    #[test]
    fn a_step_that_fails_without_a_failed_test_counts_as_one_failure() {
        let mut report = Report::default();
        assert!(report.check("good", || Ok(())));
        assert!(!report.check("bad", || bail!("does not compile")));
        assert_eq!(
            report.totals,
            Totals {
                passed: 0,
                failed: 1,
                skipped: 0
            }
        );
        assert_eq!(report.finish(), ExitCode::FAILURE);
    }
}
