//! The closed lists of terms, all of one kind: a facet.
use std::collections::BTreeMap;
use std::sync::Arc;

/// All facets: severity, root cause, squad and service first, then the site's own.
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    /// In the order of `site.toml` after the four that every site has.
    pub facets: Vec<Facet>,
}

/// What a facet is to the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FacetKind {
    /// How bad it was; ordered, worst first.
    Severity,
    /// Why it happened.
    RootCause,
    /// Who owns what failed.
    Squad,
    /// What failed.
    Service,
    /// A facet of the site's own.
    Custom,
}

/// One closed list.
#[derive(Debug, Clone)]
pub struct Facet {
    /// What it is to the program.
    pub kind: FacetKind,
    /// The key in front matter: `severity`, `root_cause`, `squad`, `services`, `journey`.
    pub key: String,
    /// Its name in the singular: `Root cause`.
    pub title: String,
    /// Its folder on the site: `root-causes`.
    pub folder: String,
    /// Whether a postmortem may have several of its terms.
    pub many: bool,
    /// Its terms, in the order of `site.toml`.
    pub terms: Vec<Arc<Term>>,
    /// Whether some of them could not be read: what seems to be unknown may be one of these.
    pub broken: bool,
}

/// One word of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Term {
    /// `[a-z0-9-]+`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What counts as this.
    pub definition: Option<String>,
    /// Its position in its list, from 0; for a severity, 0 is the worst.
    pub rank: usize,
    /// Old ids, still valid in files.
    pub aliases: Vec<String>,
    /// Whether new files may no longer use it.
    pub retired: bool,
    /// A root cause's group.
    pub group: Option<String>,
    /// What a squad owns.
    pub domain: Option<String>,
    /// The squad of a service, by id.
    pub squad: Option<String>,
    /// A squad's links by name: `dashboard`, `runbooks`, `escalation`.
    pub links: BTreeMap<String, String>,
}

/// The id of a term that stands for "nobody has said yet": cases have nothing in common by it.
pub const UNCLASSIFIED: &str = "unclassified";

impl Term {
    /// Whether it only stands for what nobody has said.
    #[must_use]
    pub fn is_unclassified(&self) -> bool {
        self.id == UNCLASSIFIED
    }
}

impl Taxonomy {
    /// A facet that every site has.
    ///
    /// # Panics
    /// Never for a taxonomy that was read from a file: the four are always there.
    #[must_use]
    pub fn facet(&self, kind: FacetKind) -> &Facet {
        self.facets.iter().find(|facet| facet.kind == kind).expect("every taxonomy has the four built-in facets")
    }

    /// The severities, worst first.
    #[must_use]
    pub fn severities(&self) -> &[Arc<Term>] {
        &self.facet(FacetKind::Severity).terms
    }

    /// The squads, in the order of `site.toml`.
    #[must_use]
    pub fn squads(&self) -> &[Arc<Term>] {
        &self.facet(FacetKind::Squad).terms
    }

    /// The root causes, in the order of `site.toml`.
    #[must_use]
    pub fn root_causes(&self) -> &[Arc<Term>] {
        &self.facet(FacetKind::RootCause).terms
    }
}

impl Facet {
    /// The term of an id or an alias.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Arc<Term>> {
        let by_id = self.terms.iter().find(|term| term.id == id);
        by_id.or_else(|| self.terms.iter().find(|term| term.aliases.iter().any(|alias| alias == id)))
    }
}

/// The keys of front matter that every site has; no facet of a site's own may be called so.
pub const FRONT_MATTER_KEYS: &[&str] = &[
    "title",
    "severity",
    "root_cause",
    "squad",
    "started",
    "detected",
    "acknowledged",
    "mitigated",
    "resolved",
    "status",
    "published",
    "kind",
    "trigger",
    "contributing",
    "services",
    "involved",
    "impact",
    "detection",
    "repeat_of",
    "related",
    "tickets",
    "links",
    "tags",
    "aliases",
    "lang",
    "action",
    "extra",
];
