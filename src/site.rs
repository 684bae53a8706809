//! All that pages and emitters may look at.
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::snapshot::Snapshot;
use crate::trend::Trends;

/// The site as understood: read, typed, counted. Nothing in it changes any more.
#[derive(Debug)]
pub struct Site {
    /// What was read.
    pub snapshot: Snapshot,
    /// `site.toml`.
    pub config: Arc<Config>,
    /// The postmortems.
    pub corpus: Corpus,
    /// The counts.
    pub trends: Trends,
    /// The day it is, in the site's zone.
    pub as_of: Date,
    /// Files that could not be read as postmortems, with the finding that says why; only with `--keep-going`.
    pub left_out: Vec<Diagnostic>,
}
