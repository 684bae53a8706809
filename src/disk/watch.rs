//! Waits until a site's folder has changed.
//!
//! Events make it quick, and looking makes it sure. Whatever an event says, it only means that a new snapshot is to be
//! taken and compared: how editors save, and what of it is reported, differs too much to be believed. And because some
//! file systems report nothing (network shares, folders of another system), all stamps are looked at now and then in
//! any case. Where that finds a change that no event told of, it is done often from then on.
use std::path::Path;
use std::time::{Duration, Instant};

use super::events::Bell;
use super::read::{ReadOptions, Reader};
use crate::snapshot::Snapshot;

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Events {
    /// By what the system tells, and by looking now and then.
    Heard,
    /// By looking often.
    Ignored,
}

/// A site's folder, and how it was when it was last looked at.
pub struct Watch {
    reader: Reader,
    bell: Bell,
    last: Option<Snapshot>,
    pace: Pace,
}

/// How often to look.
struct Pace {
    often: bool,
    /// How long the last look took.
    cost: Duration,
    /// Whether an event woke us.
    told: bool,
    /// When a change was found of which no event had told.
    untold: Option<Instant>,
}

/// How long no event may come before a snapshot is taken: editors take several steps to save a file.
const QUIET: Duration = Duration::from_millis(5);

/// How long to wait for that at most.
const PATIENCE: Duration = Duration::from_millis(60);

/// How often new folders are looked for again, where folders come and go.
const RETRIES: usize = 4;

/// How long an event may be late.
const LATE: Duration = Duration::from_millis(500);

impl Watch {
    /// Begins to watch a folder.
    ///
    /// # Errors
    /// Where there is no such folder.
    pub fn new(root: &Path, options: ReadOptions, events: Events) -> anyhow::Result<Self> {
        let reader = Reader::new(root, options)?;
        let often = events == Events::Ignored;
        let bell = if often { Bell::silent() } else { Bell::new() };
        Ok(Self { reader, bell, last: None, pace: Pace { often, cost: Duration::ZERO, told: true, untold: None } })
    }

    /// Takes a snapshot; `None` where nothing has changed since the last one.
    ///
    /// # Errors
    /// Where there are no settings, or a file cannot be read: perhaps only because it is just being saved.
    pub fn read(&mut self) -> anyhow::Result<Option<Snapshot>> {
        let begun = Instant::now();
        let mut read = self.reader.read();
        // What was made in a new folder before it was watched, no event tells.
        for _ in 0..RETRIES {
            if !self.bell.follow(self.reader.places()) {
                break;
            }
            read = self.reader.read();
        }
        self.pace.cost = begun.elapsed();
        let snapshot = read?;
        if self.last.as_ref().is_some_and(|last| snapshot.differences(last).is_empty()) {
            return Ok(None);
        }
        let first = self.last.replace(snapshot.clone()).is_none();
        self.pace.changed(first);
        Ok(Some(snapshot))
    }

    /// The same. What is being saved may be away for a moment, so a failure is believed only when it lasts.
    ///
    /// # Errors
    /// As before.
    pub fn read_patiently(&mut self) -> anyhow::Result<Option<Snapshot>> {
        for _ in 0..RETRIES {
            let read = self.read();
            if read.is_ok() {
                return read;
            }
            self.bell.wait(PATIENCE);
        }
        self.read()
    }

    /// Waits until it is worth looking again; a burst of events is one.
    pub fn wait(&mut self) {
        self.pace.often |= !self.bell.works();
        self.pace.told = self.bell.wait(self.pace.interval());
        if self.pace.told {
            self.pace.untold = None;
            let begun = Instant::now();
            while begun.elapsed() < PATIENCE && self.bell.wait(QUIET) {}
        } else if self.pace.untold.is_some_and(|found| found.elapsed() > LATE) {
            self.pace.often = true;
        }
    }

    /// Whether it was an event that ended the last waiting.
    #[must_use]
    pub const fn was_told(&self) -> bool {
        self.pace.told
    }

    /// Whether changes are found by looking only.
    #[must_use]
    pub const fn is_polling(&self) -> bool {
        self.pace.often
    }
}

impl Pace {
    /// Looking takes a hundredth of the time, or where nothing else tells of changes a tenth.
    fn interval(&self) -> Duration {
        if self.often {
            (self.cost * 10).clamp(Duration::from_millis(200), Duration::from_secs(10))
        } else {
            (self.cost * 100).clamp(Duration::from_secs(1), Duration::from_secs(30))
        }
    }

    fn changed(&mut self, first: bool) {
        if !self.told && !first && !self.often {
            self.untold = Some(Instant::now());
        }
    }
}
