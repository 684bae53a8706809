//! All postmortems, ordered and indexed.
use std::collections::HashMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use crate::postmortem::{Postmortem, Status};
use crate::time::Month;

/// The postmortems that the site shows, oldest first.
#[derive(Debug, Default)]
pub struct Corpus {
    all: Vec<Arc<Postmortem>>,
    by_id: HashMap<String, usize>,
    by_path: HashMap<String, usize>,
    drafts_left_out: usize,
}

/// How ids are compared: case-folded and normalised.
#[must_use]
pub fn fold_id(id: &str) -> String {
    id.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

impl Corpus {
    /// Orders and indexes. Of two with one id the first by path is the one that links lead to.
    #[must_use]
    pub fn new(mut all: Vec<Arc<Postmortem>>, drafts: bool) -> Self {
        let before = all.len();
        all.retain(|postmortem| drafts || postmortem.status != Status::Draft);
        let drafts_left_out = before - all.len();
        all.sort_by(|a, b| (a.started(), &a.id, &a.source.path).cmp(&(b.started(), &b.id, &b.source.path)));
        let mut corpus = Self { by_id: HashMap::new(), by_path: HashMap::new(), drafts_left_out, all };
        for (nth, postmortem) in corpus.all.iter().enumerate() {
            corpus.by_id.entry(fold_id(&postmortem.id)).or_insert(nth);
            corpus.by_path.insert(postmortem.source.path.clone(), nth);
        }
        for (nth, postmortem) in corpus.all.iter().enumerate() {
            for alias in &postmortem.aliases {
                corpus.by_id.entry(fold_id(&alias.value)).or_insert(nth);
            }
        }
        corpus
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

    /// The one of a file, by its path from the site's root.
    #[must_use]
    pub fn by_path(&self, path: &str) -> Option<&Arc<Postmortem>> {
        self.by_path.get(path).map(|nth| &self.all[*nth])
    }

    /// How many drafts there are that the site does not show.
    #[must_use]
    pub const fn drafts_left_out(&self) -> usize {
        self.drafts_left_out
    }

    /// The first and the last month in a zone.
    #[must_use]
    pub fn months(&self, zone: &TimeZone) -> Option<(Month, Month)> {
        let month = |postmortem: &Arc<Postmortem>| month_of(postmortem, zone);
        Some((month(self.all.first()?), month(self.all.last()?)))
    }
}

/// The month that a postmortem counts in: that of its start, in the site's zone.
#[must_use]
pub fn month_of(postmortem: &Postmortem, zone: &TimeZone) -> Month {
    Month::of(postmortem.started().to_zoned(zone.clone()).date())
}
