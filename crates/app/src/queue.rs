//! Work that is done in turn: a thread that takes jobs from a queue, so that whatever waits for one stream is
//! decided together.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use crate::{Error, Refused};

/// Jobs and the thread that does them.
pub(crate) struct Queue<J> {
    /// `None` only while being dropped.
    jobs: Option<Sender<J>>,
    thread: Option<JoinHandle<()>>,
}

impl<J: Send + 'static> Queue<J> {
    /// Starts the thread of this name; `job` is what it is asked for, for the log.
    pub fn start(name: &str, job: &str, run: impl FnOnce(&Receiver<J>) + Send + 'static) -> Self {
        let (jobs, waiting) = channel();
        let spawned = thread::Builder::new()
            .name(name.into())
            .spawn(move || run(&waiting));
        let thread = spawned.inspect_err(|error| {
            tracing::error!(%error, "the {name} cannot start; every {job} will be refused");
        });
        Self {
            jobs: Some(jobs),
            thread: thread.ok(),
        }
    }

    /// Puts a job into the queue and waits for its answer.
    pub fn ask<T>(
        &self,
        job: impl FnOnce(SyncSender<Result<T, Refused>>) -> J,
    ) -> Result<T, Refused> {
        let (answer, done) = sync_channel(1);
        let stopped = || Refused::Failed(Error::Stopped);
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.send(job(answer)).map_err(|_| stopped())?;
        // A job that ends without an answer was dropped by a panic.
        done.recv().map_err(|_| Refused::Failed(Error::Defect))?
    }
}

/// Waits for a job and takes with it what else waits, at most `most` together, apart by what they are about;
/// nothing once the queue is gone.
pub(crate) fn batches<J, I: PartialEq>(
    waiting: &Receiver<J>,
    most: usize,
    about: impl Fn(&J) -> I,
) -> Option<Vec<(I, Vec<J>)>> {
    let job = waiting.recv().ok()?;
    let mut batches: Vec<(I, Vec<J>)> = Vec::new();
    for job in std::iter::once(job).chain(waiting.try_iter().take(most - 1)) {
        let id = about(&job);
        match batches.iter_mut().find(|(other, _)| *other == id) {
            Some((_, jobs)) => jobs.push(job),
            None => batches.push((id, vec![job])),
        }
    }
    Some(batches)
}

impl<J> Drop for Queue<J> {
    /// Waits until the thread is done and has let go of the database: whoever drops the product
    /// may open the database again at once.
    fn drop(&mut self) {
        drop(self.jobs.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
