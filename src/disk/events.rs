//! What the system tells of changes, reduced to a bell that rings.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::places::Places;

/// Rings when something may have changed.
pub(super) struct Bell {
    watcher: Option<RecommendedWatcher>,
    rings: Receiver<()>,
    places: Arc<Mutex<Places>>,
    watched: BTreeMap<(PathBuf, bool), u64>,
}

impl Bell {
    /// A bell that watches nothing yet.
    pub(super) fn new() -> Self {
        let (ring, rings) = sync_channel(1);
        let places = Arc::new(Mutex::new(Places::default()));
        let matters = places.clone();
        let heard = move |event: notify::Result<Event>| hear(&event, &matters, &ring);
        // Links are followed by whoever says what to watch.
        let watcher = RecommendedWatcher::new(heard, Config::default().with_follow_symlinks(false)).ok();
        Self { watcher, rings, places, watched: BTreeMap::new() }
    }

    /// A bell that never rings.
    pub(super) fn silent() -> Self {
        Self { watcher: None, rings: sync_channel(1).1, places: Arc::default(), watched: BTreeMap::new() }
    }

    /// Whether it can ring.
    pub(super) const fn works(&self) -> bool {
        self.watcher.is_some()
    }

    /// Waits for a ring; gives whether there was one.
    pub(super) fn wait(&self, most: Duration) -> bool {
        let rung = self.rings.recv_timeout(most);
        if rung == Err(RecvTimeoutError::Disconnected) {
            thread::sleep(most);
        }
        rung.is_ok()
    }

    /// Watches these places and no others; gives whether some are new. Where the system refuses, it watches none.
    pub(super) fn follow(&mut self, places: &Places) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let deep = places.deep.iter().map(|path| (path.clone(), true));
        let flat = places.flat.iter().filter(|path| !places.deep.iter().any(|deep| path.starts_with(deep)));
        let wanted = deep.chain(flat.map(|path| (path.clone(), false)));
        // A folder in the place of another one is another folder.
        let wanted: BTreeMap<_, _> = wanted.filter_map(|place| identity(&place.0).map(|id| (place, id))).collect();
        let gone: Vec<_> = self.watched.iter().filter(|(place, id)| wanted.get(*place) != Some(*id)).collect();
        // What is gone need not be left.
        for ((path, _), _) in gone {
            drop(watcher.unwatch(path));
        }
        let new: Vec<_> = wanted.iter().filter(|(place, id)| self.watched.get(*place) != Some(*id)).collect();
        let any = !new.is_empty();
        let failed = new.into_iter().any(|((path, deep), _)| watch(watcher, path, *deep).is_err());
        *self.places.lock().unwrap_or_else(PoisonError::into_inner) = places.clone();
        self.watched = wanted;
        if failed {
            self.watcher = None;
        }
        any
    }
}

fn watch(watcher: &mut RecommendedWatcher, path: &Path, deep: bool) -> notify::Result<()> {
    let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
    match watcher.watch(path, mode) {
        // It went away in the meantime; that is the next change.
        Err(_) if !path.exists() => Ok(()),
        result => result,
    }
}

/// Reading is no change, and our own reading would ring for ever.
fn hear(event: &notify::Result<Event>, places: &Mutex<Places>, ring: &SyncSender<()>) {
    let matters = match event {
        Ok(Event { kind: EventKind::Access(AccessKind::Close(AccessMode::Write)), paths, .. }) => Some(paths),
        Ok(Event { kind: EventKind::Access(_), .. }) => return,
        Ok(event) => Some(&event.paths),
        Err(_) => None,
    };
    let places = places.lock().unwrap_or_else(PoisonError::into_inner);
    let matters = matters.is_none_or(|paths| paths.is_empty() || paths.iter().any(|path| places.matter(path)));
    if matters {
        // It rings already.
        let _ = ring.try_send(());
    }
}

/// Which folder lies at a path; nothing where there is none.
fn identity(path: &Path) -> Option<u64> {
    let metadata = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let id = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let id = u64::from(metadata.is_dir());
    Some(id)
}
