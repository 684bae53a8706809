//! All postmortems, ordered and indexed.
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use crate::postmortem::{Postmortem, id_of};
use crate::time::Month;

/// The postmortems that the site shows, oldest first.
#[derive(Debug, Default)]
pub struct Corpus {
    all: Vec<Arc<Postmortem>>,
    by_id: HashMap<String, usize>,
    by_path: HashMap<String, usize>,
    contested: BTreeSet<String>,
    absent: BTreeMap<String, Absent>,
}

/// Why the site does not show a postmortem that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It is a draft.
    Draft,
    /// It could not be read; its own findings say why.
    Unreadable,
}

/// How ids are compared: case-folded and normalised.
#[must_use]
pub fn fold_id(id: &str) -> String {
    if id.is_ascii() {
        return id.to_ascii_lowercase();
    }
    id.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

impl Corpus {
    /// Orders and indexes. Of two with one id the older is the one that links lead to.
    #[must_use]
    pub fn new(mut all: Vec<Arc<Postmortem>>, drafts: bool) -> Self {
        let left_out = all.iter().filter(|postmortem| !postmortem.is_shown(drafts));
        let absent = left_out.map(|draft| (draft.source.path.clone(), Absent::Draft)).collect();
        all.retain(|postmortem| postmortem.is_shown(drafts));
        all.sort_by(|a, b| (a.started(), &a.id, &a.source.path).cmp(&(b.started(), &b.id, &b.source.path)));
        let by_path = || all.iter().enumerate().map(|(nth, case)| (case.source.path.clone(), nth)).collect();
        let ((by_id, contested), by_path) = rayon::join(|| names(&all), by_path);
        Self { all, by_id, by_path, contested, absent }
    }

    /// Notes the files that are no postmortems, by path.
    #[must_use]
    pub fn without(mut self, others: impl IntoIterator<Item = (String, Absent)>) -> Self {
        self.absent.extend(others);
        self
    }

    /// Leaves out those whose id another one has already, since two cannot lie at one address; the others of each
    /// id, beside the corpus without them.
    #[must_use]
    pub fn unique(this: Arc<Self>) -> (Arc<Self>, Vec<Arc<Postmortem>>) {
        let owner = |nth: usize| this.by_id.get(&fold_id(&this.all[nth].id)) == Some(&nth);
        if this.contested.is_empty() || (0..this.all.len()).all(owner) {
            return (this, Vec::new());
        }
        let (kept, others): (Vec<_>, Vec<_>) = (0..this.all.len()).partition(|nth| owner(*nth));
        let pick = |nths: Vec<usize>| nths.into_iter().map(|nth| this.all[nth].clone()).collect();
        let unique = Self { absent: this.absent.clone(), ..Self::new(pick(kept), true) };
        (Arc::new(unique), pick(others))
    }

    /// All of them, oldest first; by id where they began at once.
    #[must_use]
    pub fn all(&self) -> &[Arc<Postmortem>] {
        &self.all
    }

    /// The one with an id or an alias.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Arc<Postmortem>> {
        self.by_id.get(&fold_id(id)).map(|nth| &self.all[*nth])
    }

    /// The folded ids and aliases that are claimed more than once.
    #[must_use]
    pub fn contested(&self) -> &BTreeSet<String> {
        &self.contested
    }

    /// The one of a file, by its path from the site's root.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<&Arc<Postmortem>> {
        self.by_path.get(path).map(|nth| &self.all[*nth])
    }

    /// The position in [`Corpus::all`] of the one of a file.
    #[must_use]
    pub fn position(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// How many drafts there are that the site does not show.
    #[must_use]
    pub fn drafts_left_out(&self) -> usize {
        self.absent.values().filter(|why| **why == Absent::Draft).count()
    }

    /// The paths of the files that are there and not shown, sorted.
    pub fn absent_paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.absent.keys().map(String::as_str)
    }

    /// Why the file at a path from the site's root is not shown, if it is there.
    #[must_use]
    pub fn absent(&self, path: &str) -> Option<Absent> {
        self.absent.get(path).copied()
    }

    /// Why the postmortem of an id is not shown, if it is there.
    #[must_use]
    pub fn absent_id(&self, id: &str) -> Option<Absent> {
        let id = fold_id(id);
        self.absent.iter().find(|(path, _)| fold_id(id_of(path)) == id).map(|(_, why)| *why)
    }

    /// The first and the last month in a zone.
    #[must_use]
    pub fn months(&self, zone: &TimeZone) -> Option<(Month, Month)> {
        let month = |postmortem: &Arc<Postmortem>| month_of(postmortem, zone);
        Some((month(self.all.first()?), month(self.all.last()?)))
    }
}

/// By folded id or alias, ids first; and what is claimed more than once.
fn names(all: &[Arc<Postmortem>]) -> (HashMap<String, usize>, BTreeSet<String>) {
    let (mut names, mut contested) = (HashMap::with_capacity(all.len()), BTreeSet::new());
    let mut claim = |name: &str, nth: usize| match names.entry(fold_id(name)) {
        Entry::Vacant(free) => drop(free.insert(nth)),
        Entry::Occupied(taken) => drop(contested.insert(taken.key().clone())),
    };
    for (nth, case) in all.iter().enumerate() {
        claim(&case.id, nth);
    }
    for (nth, case) in all.iter().enumerate() {
        case.aliases.iter().for_each(|alias| claim(&alias.value, nth));
    }
    (names, contested)
}

/// The month that a postmortem counts in: that of its start, in the site's zone.
#[must_use]
pub fn month_of(postmortem: &Postmortem, zone: &TimeZone) -> Month {
    Month::of(postmortem.started().to_zoned(zone.clone()).date())
}
