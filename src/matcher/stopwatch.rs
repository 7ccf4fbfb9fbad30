//! How long rules take.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// How long a rule was tried so far, if that is measured: looking at the clock takes about as long as
/// trying a rule that fails at once.
#[derive(Debug, Default)]
pub(super) struct Stopwatch {
    nanoseconds: Option<AtomicU64>,
}

impl Stopwatch {
    /// Begins to measure, from nothing.
    pub(super) fn start(&mut self) {
        self.nanoseconds = Some(AtomicU64::new(0));
    }

    /// Does `work`, and adds the time that it takes.
    pub(super) fn run<T>(&self, work: impl FnOnce() -> T) -> T {
        let Some(nanoseconds) = &self.nanoseconds else { return work() };
        let start = Instant::now();
        let done = work();
        let spent = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        nanoseconds.fetch_add(spent, Ordering::Relaxed);
        done
    }

    /// How long it was, on all threads together; nothing if it is not measured.
    pub(super) fn read(&self) -> Option<Duration> {
        let nanoseconds = self.nanoseconds.as_ref()?;
        Some(Duration::from_nanos(nanoseconds.load(Ordering::Relaxed)))
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn only_a_started_one_measures() {
        let mut stopwatch = Stopwatch::default();
        assert_eq!(stopwatch.run(|| 7), 7);
        assert_eq!(stopwatch.read(), None);
        stopwatch.start();
        assert_eq!(stopwatch.read(), Some(Duration::ZERO));
        let nap = Duration::from_millis(2);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| stopwatch.run(|| thread::sleep(nap)));
            }
        });
        assert!(stopwatch.read() >= Some(2 * nap));
    }
}
