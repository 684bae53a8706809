//! Remembering pure work between builds.
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by the whole input they were made from, usable from many threads. What a build does not ask for
/// is forgotten after it.
#[derive(Debug)]
pub struct Memo<K, V> {
    state: Mutex<State<K, V>>,
}

#[derive(Debug)]
struct State<K, V> {
    /// Each value, with the build that asked for it last.
    values: HashMap<K, (Arc<V>, usize)>,
    build: usize,
    made: usize,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { state: Mutex::new(State { values: HashMap::new(), build: 0, made: 0 }) }
    }
}

impl<K: Eq + Hash, V> Memo<K, V> {
    /// The value for a key, made if it is not known. Two threads that ask at once may both make it: it is
    /// pure, so either will do, and none waits for the other.
    pub fn get(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        if let Some(known) = self.known(&key) {
            return known;
        }
        let value = Arc::new(make());
        let mut state = self.lock();
        state.made += 1;
        let build = state.build;
        state.values.entry(key).or_insert((value, build)).0.clone()
    }

    /// Ends a build: forgets what it did not ask for, and gives the number of values it made.
    pub fn sweep(&mut self) -> usize {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        state.values.retain(|_, (_, asked)| *asked == state.build);
        state.build += 1;
        std::mem::take(&mut state.made)
    }

    fn known(&self, key: &K) -> Option<Arc<V>> {
        let mut state = self.lock();
        let build = state.build;
        let (value, asked) = state.values.get_mut(key)?;
        *asked = build;
        Some(value.clone())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State<K, V>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
