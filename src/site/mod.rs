//! All that pages and emitters may look at.
mod index;

use std::sync::Arc;

use jiff::civil::Date;

pub use index::Index;

use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::postmortem::Postmortem;
use crate::snapshot::Snapshot;
use crate::trend::{Calendar, Promises, Repeats, Scope, Trends};

/// The site as understood: read, typed, counted. Nothing in it changes any more.
#[derive(Debug)]
pub struct Site {
    /// What was read.
    pub snapshot: Snapshot,
    /// `site.toml`.
    pub config: Arc<Config>,
    /// The postmortems.
    pub corpus: Arc<Corpus>,
    /// The counts.
    pub trends: Trends,
    /// The day it is, in the site's zone.
    pub as_of: Date,
    /// Files that could not be read as postmortems, with the finding that says why; only with `--keep-going`.
    pub left_out: Vec<Diagnostic>,
    /// Which incidents repeat an earlier one.
    pub repeats: Repeats,
    /// What was promised.
    pub promises: Promises,
    calendar: Calendar,
    index: Index,
}

impl Site {
    /// Counts, and computes the index.
    #[must_use]
    pub fn new(snapshot: Snapshot, config: Arc<Config>, corpus: Arc<Corpus>, left_out: Vec<Diagnostic>) -> Self {
        let as_of = snapshot.as_of.date(&config.timezone);
        let calendar = Calendar::new(&corpus, &config, as_of);
        let scope = calendar.scope(&corpus, &config);
        let count = || (Trends::within(&scope), Repeats::of(&scope, &corpus), Promises::of(&scope));
        let (index, (trends, repeats, promises)) = rayon::join(|| Index::new(&snapshot, &config, &corpus), count);
        Self { snapshot, config, corpus, trends, as_of, left_out, repeats, promises, calendar, index }
    }

    /// All cases, for counting. [`Scope::at`] with a list of the index gives those of a term or a month.
    #[must_use]
    pub fn scope(&self) -> Scope<'_> {
        self.calendar.scope(&self.corpus, &self.config)
    }

    /// Which postmortems belong to what.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The postmortem at a position of [`Corpus::all`], as the index has them.
    ///
    /// # Panics
    /// For a position that is not of this site's index.
    #[must_use]
    pub fn case(&self, nth: usize) -> &Arc<Postmortem> {
        &self.corpus.all()[nth]
    }

    /// The fonts that the site brings for its pictures.
    pub fn fonts(&self) -> impl Iterator<Item = Arc<[u8]>> + '_ {
        let is_font = |path: &str| {
            let name = path.strip_prefix("static/fonts/").and_then(|name| name.rsplit_once('.'));
            name.is_some_and(|(_, ending)| ["ttf", "otf"].iter().any(|font| ending.eq_ignore_ascii_case(font)))
        };
        self.snapshot.assets.iter().filter(move |blob| is_font(&blob.path)).map(|blob| blob.bytes.clone())
    }

    /// Where the site is published, ending in `/`.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.snapshot.base_url.as_deref().or(self.config.base_url.as_deref())
    }
}
