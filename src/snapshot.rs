//! Everything a build reads, taken at one moment, the date included.
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::source::Source;

/// All inputs of a build. The same snapshot gives the same bytes.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// `site.toml`.
    pub config: Arc<Source>,
    /// `postmortems/**/*.md`, sorted by path; without `README.md` and names that begin with `_` or `.`.
    pub postmortems: Vec<Arc<Source>>,
    /// Other files under `postmortems/`, sorted by path.
    pub attachments: Vec<Blob>,
    /// The site's own `templates/**`, sorted by path.
    pub templates: Vec<Arc<Source>>,
    /// The site's own `static/**`, sorted by path.
    pub assets: Vec<Blob>,
    /// Files that were there but could not be taken, sorted by path.
    pub refused: Vec<Refusal>,
    /// What git knows.
    pub history: Arc<History>,
    /// The day it is.
    pub as_of: AsOf,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Overrides `base_url` of `site.toml`.
    pub base_url: Option<String>,
}

impl Snapshot {
    /// A site of settings and postmortems, sorted by path here, and of nothing else.
    #[must_use]
    pub fn new(config: Arc<Source>, mut postmortems: Vec<Arc<Source>>, as_of: AsOf) -> Self {
        postmortems.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            config,
            postmortems,
            attachments: Vec::new(),
            templates: Vec::new(),
            assets: Vec::new(),
            refused: Vec::new(),
            history: Arc::default(),
            as_of,
            drafts: false,
            base_url: None,
        }
    }
}

impl Snapshot {
    /// The paths of the files that another snapshot has not or has otherwise, sorted in each sort of file.
    #[must_use]
    pub fn differences<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let mut paths = Vec::new();
        if self.config != other.config {
            paths.push(&*self.config.path);
        }
        differing(&self.postmortems, &other.postmortems, |source| &source.path, &mut paths);
        differing(&self.attachments, &other.attachments, |blob| &blob.path, &mut paths);
        differing(&self.templates, &other.templates, |source| &source.path, &mut paths);
        differing(&self.assets, &other.assets, |blob| &blob.path, &mut paths);
        differing(&self.refused, &other.refused, |refusal| &refusal.path, &mut paths);
        paths
    }
}

/// Walks two lists sorted by path side by side. What is shared is told to be the same without looking into it, and that
/// is nearly all of it.
fn differing<'a, T: PartialEq>(ours: &'a [T], others: &'a [T], path: fn(&T) -> &str, out: &mut Vec<&'a str>) {
    let (mut ours, mut others) = (ours.iter().peekable(), others.iter().peekable());
    loop {
        let order = match (ours.peek(), others.peek()) {
            (None, None) => return,
            (Some(one), Some(other)) if one == other => {
                ours.next();
                others.next();
                continue;
            }
            (one, None) => one.map(|_| Ordering::Less),
            (None, other) => other.map(|_| Ordering::Greater),
            (Some(one), Some(other)) => Some(path(one).cmp(path(other))),
        };
        let (one, other) = match order {
            Some(Ordering::Less) => (ours.next(), None),
            Some(Ordering::Greater) => (None, others.next()),
            _ => (ours.next(), others.next()),
        };
        if one != other {
            out.extend(one.or(other).map(path));
        }
    }
}

/// A file that is not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Where it lies, from the site's root, with `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// A file that could not be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where it lies, as text: what is not UTF-8 is replaced.
    pub path: String,
    /// Why, in one phrase: "is not valid UTF-8: byte 0xff at line 3, column 12".
    pub reason: String,
}

/// The day it is: given, or an instant that the site's zone makes a day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsOf {
    /// `--as-of`.
    Date(Date),
    /// `SOURCE_DATE_EPOCH`, or the clock.
    Instant(Timestamp),
}

impl AsOf {
    /// The day in a zone.
    #[must_use]
    pub fn date(&self, zone: &TimeZone) -> Date {
        match self {
            Self::Date(date) => *date,
            Self::Instant(instant) => instant.to_zoned(zone.clone()).date(),
        }
    }
}

/// What git knows of the site's folder; empty without git, in a shallow clone or with `--no-git`.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The commit that is checked out.
    pub head: Option<Commit>,
    /// The last commit that touched a file, by its path from the site's root.
    pub files: BTreeMap<String, Commit>,
}

/// One commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// 40 hexadecimal digits.
    pub id: Arc<str>,
    /// When it was committed.
    pub date: Timestamp,
}
