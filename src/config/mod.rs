//! `site.toml`: the site's settings and its closed lists of terms.
mod read;
mod settings;
mod taxonomy;
mod terms;
mod theme;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

pub use taxonomy::{FRONT_MATTER_KEYS, Facet, FacetKind, Taxonomy, Term, UNCLASSIFIED};
pub use theme::{Accent, Theme};

use crate::diagnostic::{Diagnostics, Level};
use crate::source::{Digest, Source, Spanned};
pub use crate::table::Syntax;
use crate::time::Month;

/// What `site.toml` says, defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file.
    pub source: Arc<Source>,
    /// The site's name.
    pub title: String,
    /// The zone of local times and of months.
    pub timezone: TimeZone,
    /// The zone's IANA name.
    pub timezone_name: String,
    /// Where the site is published, ending in `/`; only feeds, sitemap and social cards need it.
    pub base_url: Option<String>,
    /// What `new` writes.
    pub front_matter: Syntax,
    /// Where the postmortems are reviewed.
    pub repository: Option<Repository>,
    /// The words that front matter may use.
    pub taxonomy: Taxonomy,
    /// The impact buckets, widest impact first.
    pub impact: Vec<ImpactBucket>,
    /// What is asked of a postmortem, by id of its severity.
    pub policy: BTreeMap<String, Policy>,
    /// How trends are computed.
    pub trends: TrendSettings,
    /// Where the level of incidents is said to have changed, earliest first.
    pub phases: Vec<Phase>,
    /// Names and handles of people, and the role to write instead of each.
    pub people: BTreeMap<String, String>,
    /// How the site looks.
    pub theme: Theme,
    /// How much each check matters here, each with the place of its name; a check not named keeps its own level.
    pub checks: BTreeMap<String, Spanned<Level>>,
}

impl Config {
    /// Reads `site.toml`. `None` where it lacks what every site must say; why is in the sink.
    pub fn read(source: &Arc<Source>, sink: &mut Diagnostics) -> Option<Self> {
        read::read(source, sink)
    }

    /// What readings depend on besides their own file.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.source.digest
    }
}

/// Where the postmortems are reviewed.
#[derive(Debug, Clone)]
pub struct Repository {
    /// Its address, without a trailing `/`.
    pub url: String,
    /// Where a file is edited; `{path}` stands for its path.
    pub edit: Option<String>,
}

/// A range of impact, and the least severity that it deserves.
#[derive(Debug, Clone)]
pub struct ImpactBucket {
    /// `[a-z0-9-]+`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The least share of users affected, in percent.
    pub from_percent: f64,
    /// The severity that such an incident has at least.
    pub at_least: Option<Arc<Term>>,
}

/// What is asked of a postmortem of one severity.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Days from resolved to published.
    pub review_days: Option<u32>,
    /// Days from opened to done, for an action without a due date.
    pub action_days: Option<u32>,
    /// Sections that must be there, by the names of [`crate::document::SectionKind`].
    pub sections: Vec<Spanned<String>>,
}

/// How trends are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrendSettings {
    /// Days after its end until a month's figures are final.
    pub grace_days: u32,
    /// Months within which the same cause counts as a repeat.
    pub repeat_months: u32,
}

impl Default for TrendSettings {
    fn default() -> Self {
        Self { grace_days: 10, repeat_months: 6 }
    }
}

/// A written reason why the level of incidents changed.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Its first month.
    pub from: Month,
    /// Why, in a few words.
    pub reason: String,
    /// The postmortem that tells more.
    pub case: Option<Spanned<String>>,
    /// The squad that it is about; all of them if none.
    pub squad: Option<Arc<Term>>,
}

/// An http or https address, ending in `/`; `None` for anything else.
#[must_use]
pub fn checked_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let plain = !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', ' ', '"', '<', '>']);
    plain.then(|| format!("{}/", url.trim_end_matches('/')))
}

/// The keys of `site.toml` that stand in no table.
const SITE_KEYS: &[&str] = &["title", "timezone", "base_url", "front_matter"];
