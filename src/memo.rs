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
    kept: HashMap<K, Arc<V>>,
    asked: HashMap<K, Arc<V>>,
    made: usize,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { state: Mutex::new(State { kept: HashMap::new(), asked: HashMap::new(), made: 0 }) }
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
        state.asked.entry(key).or_insert(value).clone()
    }

    /// Ends a build: forgets what it did not ask for, and gives the number of values it made.
    pub fn sweep(&mut self) -> usize {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        state.kept = std::mem::take(&mut state.asked);
        std::mem::take(&mut state.made)
    }

    fn known(&self, key: &K) -> Option<Arc<V>> {
        let mut state = self.lock();
        if let Some(value) = state.asked.get(key) {
            return Some(value.clone());
        }
        let (key, value) = state.kept.remove_entry(key)?;
        state.asked.insert(key, value.clone());
        Some(value)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State<K, V>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
