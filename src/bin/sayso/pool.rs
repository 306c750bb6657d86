//! Work on many things at once whose results come in the order of the things.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many results may wait for a slow one before it, for each thread. No more jobs are taken than that.
const AHEAD: usize = 4;

/// The results of `work` on each of `jobs`, in their order, made by `threads` threads; `None` where the work panicked.
///
/// Whoever stops asking stops the work, at the latest after the jobs that were taken.
pub(crate) fn in_order<J, R>(
    jobs: impl Iterator<Item = J> + Send + 'static,
    threads: usize,
    work: impl Fn(J) -> R + Send + Sync + 'static,
) -> impl Iterator<Item = Option<R>>
where
    J: Send + 'static,
    R: Send + 'static,
{
    let (to_do, taken) = mpsc::sync_channel::<(J, SyncSender<R>)>(threads);
    let (promised, results) = mpsc::sync_channel::<Receiver<R>>(threads * AHEAD);
    let (taken, work) = (Arc::new(Mutex::new(taken)), Arc::new(work));
    for _ in 0..threads {
        let (taken, work) = (Arc::clone(&taken), Arc::clone(&work));
        thread::spawn(move || {
            loop {
                let next = taken.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((job, done)) = next else { return };
                if let Ok(result) = panic::catch_unwind(AssertUnwindSafe(|| work(job))) {
                    // Nobody may be waiting any more.
                    let _ = done.send(result);
                }
            }
        });
    }
    thread::spawn(move || {
        for job in jobs {
            let (done, result) = mpsc::sync_channel(1);
            if promised.send(result).is_err() || to_do.send((job, done)).is_err() {
                return;
            }
        }
    });
    results.into_iter().map(|result| result.recv().ok())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_whoever_is_slow() {
        let slow = |n: u64| {
            thread::sleep(Duration::from_millis(if n.is_multiple_of(7) { 5 } else { 0 }));
            n * 2
        };
        let results: Vec<_> = in_order(0..100, 4, slow).collect();
        assert_eq!(results, (0..100).map(|n| Some(n * 2)).collect::<Vec<_>>());
    }

    #[test]
    fn no_more_is_taken_than_can_wait() {
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let jobs = (0..1_000_000).inspect(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let mut results = in_order(jobs, 2, |n| n);
        assert_eq!(results.next(), Some(Some(0)));
        thread::sleep(Duration::from_millis(50));
        let most = 2 * AHEAD + 3;
        assert!(taken.load(Ordering::Relaxed) <= most, "{}", taken.load(Ordering::Relaxed));
    }

    #[test]
    fn a_panic_costs_one_result() {
        let results: Vec<_> = in_order(0..4, 1, |n| if n == 1 { panic!("on purpose") } else { n }).collect();
        assert_eq!(results, [Some(0), None, Some(2), Some(3)]);
    }
}
