//! Files that are made together, in the background: until they are there the ones before them answer.
use std::collections::BTreeMap;
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::shown::Shown;
use crate::output::SitePath;

type Files = BTreeMap<String, Arc<[u8]>>;

/// The groups of the newest version.
#[derive(Default)]
pub(super) struct Groups {
    state: Mutex<State>,
    made: Condvar,
}

#[derive(Default)]
struct State {
    /// The newest version, while its groups are not made.
    waiting: Option<Arc<Shown>>,
    /// Whether somebody has asked: nothing is made for nobody.
    asked: bool,
    /// Whether a thread is making them.
    busy: bool,
    files: Option<Files>,
    /// Those of the version before: pages that are open may still know their names.
    before: Files,
}

impl Groups {
    /// Takes note of a new version, and makes its groups if somebody has asked for one before.
    pub(super) fn renew(self: &Arc<Self>, shown: &Arc<Shown>) {
        let mut state = self.lock();
        state.waiting = Some(shown.clone());
        self.begin(&mut state);
    }

    /// The file at a path, if that is a group's; waits only for the very first.
    pub(super) fn find(self: &Arc<Self>, path: &str, shown: &Shown) -> Option<Arc<[u8]>> {
        let of_group = shown.output.groups().any(|(folder, _)| path.starts_with(folder));
        if !of_group {
            return None;
        }
        let mut state = self.lock();
        state.asked = true;
        self.begin(&mut state);
        while state.files.is_none() && state.busy {
            state = self.made.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.files.as_ref().and_then(|files| files.get(path)).or_else(|| state.before.get(path)).cloned()
    }

    fn begin(self: &Arc<Self>, state: &mut State) {
        if state.asked && !state.busy && state.waiting.is_some() {
            state.busy = true;
            let groups = self.clone();
            std::thread::spawn(move || groups.work());
        }
    }

    /// Makes the groups of the newest version, until there is no newer one.
    fn work(&self) {
        // One processor is left to whoever waits for a page.
        let spare = std::thread::available_parallelism().map_or(1, |all| all.get().saturating_sub(1).max(1));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(spare).build();
        while let Some(shown) = self.next() {
            let files = match &pool {
                Ok(pool) => pool.install(|| make(&shown)),
                Err(_) => make(&shown),
            };
            let mut state = self.lock();
            let old = state.files.take().unwrap_or_default();
            state.files = Some(shared(files, &old));
            state.before = old;
            self.made.notify_all();
        }
    }

    fn next(&self) -> Option<Arc<Shown>> {
        let mut state = self.lock();
        let next = state.waiting.take();
        state.busy = next.is_some();
        next
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make(shown: &Shown) -> Files {
    let mut all = Files::new();
    for (folder, make) in shown.output.groups() {
        let files = Mutex::new(Files::new());
        make(&|path: SitePath, bytes: Vec<u8>| {
            let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
            files.insert(format!("{folder}{path}"), bytes.into());
        });
        all.append(&mut mem::take(&mut *files.lock().unwrap_or_else(PoisonError::into_inner)));
    }
    all
}

/// The same files, those that were there before not twice.
fn shared(mut files: Files, old: &Files) -> Files {
    for (path, bytes) in &mut files {
        if let Some(known) = old.get(path).filter(|known| *known == bytes) {
            *bytes = known.clone();
        }
    }
    files
}
