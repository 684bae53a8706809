//! What tells, without reading a file, whether it may have changed.
use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// Length, times and identity of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    identity: [i128; 3],
    /// Whether nobody can have written to it afterwards in the same tick of the clock.
    settled: bool,
}

/// The coarsest clock of a file system that is in use: FAT counts in two seconds.
const TICK: Duration = Duration::from_secs(2);

impl Stamp {
    /// The stamp of a file that is about to be read.
    pub(super) fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        let settled = age.is_some_and(|age| age > TICK);
        Self { length: metadata.len(), modified, identity: identity(metadata), settled }
    }

    /// Whether a file with this stamp then still holds the same bytes by its stamp now.
    pub(super) fn holds(&self, metadata: &Metadata) -> bool {
        let now = Self::of(metadata);
        self.settled && *self == now
    }
}

/// The file itself, and when anything of it was changed: a copy that keeps its times is noticed too.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> [i128; 3] {
    use std::os::unix::fs::MetadataExt as _;
    [metadata.ino().into(), metadata.ctime().into(), metadata.ctime_nsec().into()]
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> [i128; 3] {
    [0; 3]
}
