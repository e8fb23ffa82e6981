//! What passed, what failed, and how long it took.

use std::time::{Duration, Instant};

use crate::say::{self, Outcome};

/// How many passed and failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Held.
    pub passed: u64,
    /// Did not.
    pub failed: u64,
    /// Which did not, as far as their runner named them.
    pub names: Vec<String>,
}

impl Count {
    /// One check that holds or not.
    pub fn one(holds: bool) -> Count {
        Count { passed: holds.into(), failed: (!holds).into(), names: Vec::new() }
    }

    /// Both together.
    pub fn plus(mut self, other: Count) -> Count {
        self.passed += other.passed;
        self.failed += other.failed;
        self.names.extend(other.names);
        self
    }

    /// A runner that ended badly without naming a test that failed has failed itself.
    pub fn with_end(self, well: bool) -> Count {
        if well || self.failed > 0 { self } else { Count { failed: 1, ..self } }
    }
}

/// The parts that ran, in their order.
#[derive(Default)]
pub struct Tally(Vec<(String, Option<Count>, Duration)>);

impl Tally {
    /// Runs a part that counts. What keeps it from running is said and counts as a failure.
    pub fn count(&mut self, name: &str, part: impl FnOnce() -> Outcome<Count>) {
        say::step(name);
        let start = Instant::now();
        let count = part().unwrap_or_else(|trouble| {
            say::trouble(&trouble);
            Count::one(false)
        });
        self.0.push((name.to_owned(), Some(count), start.elapsed()));
    }

    /// Runs work that everything after it needs. It counts only when it fails.
    pub fn of<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        say::step(name);
        let start = Instant::now();
        let done = work();
        let count = done.is_err().then_some(Count::one(false));
        self.0.push((name.to_owned(), count, start.elapsed()));
        done
    }

    /// All parts together.
    pub fn sum(&self) -> Count {
        self.0.iter().filter_map(|(_, count, _)| count.clone()).fold(Count::default(), Count::plus)
    }

    /// One line a part, then one for each test that failed: whoever sees only the end of a long
    /// run sees what to look for.
    pub fn print(&self, whole: Duration) {
        let width = self.0.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0);
        eprintln!();
        for (name, count, time) in &self.0 {
            let time = say::duration(*time);
            match count {
                None => eprintln!("  {name:width$}  {:>6} {:>6}  {time}", "", ""),
                Some(Count { passed, failed: 0, .. }) => {
                    eprintln!("✓ {name:width$}  {passed:>6} {:>6}  {time}", "")
                }
                Some(Count { passed, failed, .. }) => {
                    eprintln!("✗ {name:width$}  {passed:>6} {failed:>6}  {time}")
                }
            }
        }
        eprintln!("  {:width$}  {:>6} {:>6}  {}\n", "", "passed", "failed", say::duration(whole));
        for (part, count, _) in &self.0 {
            for name in count.iter().flat_map(|count| &count.names) {
                eprintln!("✗ {part}: {name}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::Trouble;

    fn passed(passed: u64, failed: u64) -> Count {
        Count { passed, failed, names: Vec::new() }
    }

    #[test]
    fn trouble_counts_as_a_failure_and_does_not_end_the_run() {
        let mut tally = Tally::default();
        tally.count("one", || Ok(passed(3, 0)));
        tally.count("two", || Err(Trouble::new("nothing to run it with")));
        assert_eq!(tally.of("three", || Ok(7)), Ok(7));
        assert!(tally.of("four", || Outcome::<()>::Err(Trouble::new("does not compile"))).is_err());
        assert_eq!(tally.sum(), passed(3, 2));
    }

    #[test]
    fn a_runner_that_ends_badly_never_counts_as_passed() {
        assert_eq!(passed(3, 0).with_end(false), passed(3, 1));
        assert_eq!(passed(3, 0).with_end(true), passed(3, 0));
        assert_eq!(passed(3, 2).with_end(false).failed, 2);
    }
}
