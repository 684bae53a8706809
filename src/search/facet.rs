//! The closed lists that results are filtered by.
use serde::Serialize;

use crate::config::{Config, FacetKind};
use crate::corpus::Corpus;
use crate::postmortem::{Kind, Postmortem, Status};

/// A closed list, and each document's terms of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Facet {
    pub(super) key: String,
    pub(super) title: String,
    /// Whether a document may have several.
    pub(super) many: bool,
    /// The names of its operator.
    pub(super) words: Vec<String>,
    /// For each term its id, its title and its aliases.
    pub(super) terms: Vec<Vec<String>>,
    /// For each document the numbers of its terms.
    #[serde(skip)]
    pub(super) of_document: Vec<Vec<usize>>,
}

const STATUSES: [(Status, &str, &str); 3] = [
    (Status::Published, "published", "Published"),
    (Status::InReview, "in-review", "In review"),
    (Status::Draft, "draft", "Draft"),
];

const KINDS: [(Kind, &str, &str); 5] = [
    (Kind::Unplanned, "unplanned", "Incident"),
    (Kind::Planned, "planned", "Planned work"),
    (Kind::Security, "security", "Security"),
    (Kind::Drill, "drill", "Drill"),
    (Kind::NearMiss, "near-miss", "Near miss"),
];

/// The facets of `site.toml`, then how far the review is and what sort of event it was.
pub(super) fn facets(corpus: &Corpus, config: &Config) -> Vec<Facet> {
    let own = config.taxonomy.facets.iter().map(|facet| {
        let term = |term: &std::sync::Arc<crate::config::Term>| {
            [&term.id, &term.title].into_iter().chain(&term.aliases).cloned().collect()
        };
        let ranks = |case: &Postmortem| {
            let mut ranks: Vec<usize> =
                case.terms(&config.taxonomy, facet).iter().map(|term| term.value.rank).collect();
            ranks.sort_unstable();
            ranks.dedup();
            ranks
        };
        Facet {
            key: facet.key.clone(),
            title: facet.title.clone(),
            many: facet.many,
            words: words(facet.kind, &facet.key),
            terms: facet.terms.iter().map(term).collect(),
            of_document: corpus.all().iter().map(|case| ranks(case)).collect(),
        }
    });
    let status = fixed(corpus, "status", "Status", &STATUSES, |case| case.status);
    let kind = fixed(corpus, "kind", "Kind", &KINDS, |case| case.kind);
    own.chain([status, kind]).collect()
}

fn words(kind: FacetKind, key: &str) -> Vec<String> {
    let other = match kind {
        FacetKind::RootCause => Some("cause"),
        FacetKind::Service => Some("service"),
        FacetKind::Severity | FacetKind::Squad | FacetKind::Custom => None,
    };
    std::iter::once(key).chain(other).map(str::to_owned).collect()
}

fn fixed<T: PartialEq>(
    corpus: &Corpus,
    key: &str,
    title: &str,
    all: &[(T, &str, &str)],
    of: impl Fn(&Postmortem) -> T,
) -> Facet {
    let number = |case: &Postmortem| all.iter().position(|(value, _, _)| *value == of(case)).into_iter().collect();
    Facet {
        key: key.to_owned(),
        title: title.to_owned(),
        many: false,
        words: vec![key.to_owned()],
        terms: all.iter().map(|(_, id, title)| vec![(*id).to_owned(), (*title).to_owned()]).collect(),
        of_document: corpus.all().iter().map(|case| number(case)).collect(),
    }
}
