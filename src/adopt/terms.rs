//! The closed lists that adopted cases need, and terms that may be one under two spellings.
use std::collections::{BTreeMap, BTreeSet};

use super::case::{Read, visible};
use super::{Lack, site};
use crate::config::{FacetKind, Taxonomy};
use crate::draft;

/// A term that a case uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) kind: FacetKind,
    pub(super) id: String,
    /// As written.
    pub(super) title: String,
}

impl Term {
    /// A term by the name that people gave it; a name without letters or digits gives an id of its own.
    pub(super) fn new(kind: FacetKind, written: &str) -> Self {
        let title = visible(written);
        let id = slug(&title);
        Self { kind, title: if title.is_empty() { id.clone() } else { title }, id }
    }
}

/// Small letters and digits, all else one hyphen, however long: `Repo (EU).example` is `repo-eu-example`.
fn slug(written: &str) -> String {
    let words = written.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.map(draft::slug).collect::<Vec<_>>().join("-");
    if id.is_empty() { "unnamed".to_owned() } else { id }
}

/// All terms of all cases: by facet the title of each id.
pub(super) struct Terms {
    pub(super) severities: BTreeMap<String, String>,
    pub(super) causes: BTreeMap<String, String>,
    pub(super) squads: BTreeMap<String, String>,
    pub(super) services: BTreeMap<String, String>,
}

/// Gathers what the cases use. Of several spellings of one id the commonest becomes its title.
pub(super) fn gather<'a>(cases: &(impl Iterator<Item = &'a Read<'a>> + Clone)) -> Terms {
    let of = |kind: FacetKind| {
        let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for term in cases.clone().flat_map(|case| &case.terms).filter(|term| term.kind == kind) {
            *spellings.entry(term.id.clone()).or_default().entry(&term.title).or_default() += 1;
        }
        let title = |titles: BTreeMap<&str, usize>| {
            let best = titles.into_iter().max_by(|(a, n), (b, m)| n.cmp(m).then_with(|| b.cmp(a)));
            best.map_or(String::new(), |(title, _)| title.to_owned())
        };
        spellings.into_iter().map(|(id, titles)| (id, title(titles))).collect::<BTreeMap<_, _>>()
    };
    Terms {
        severities: of(FacetKind::Severity),
        causes: of(FacetKind::RootCause),
        squads: of(FacetKind::Squad),
        services: of(FacetKind::Service),
    }
}

impl Terms {
    /// Those that a site's lists do not have, neither as a term nor as an alias of one.
    pub(super) fn lacking(&self, taxonomy: &Taxonomy) -> Vec<Lack> {
        let lists = [
            ("severity", FacetKind::Severity, &self.severities),
            ("root_cause", FacetKind::RootCause, &self.causes),
            ("squad", FacetKind::Squad, &self.squads),
            ("service", FacetKind::Service, &self.services),
        ];
        let lacking = lists.into_iter().flat_map(|(list, kind, terms)| {
            let facet = taxonomy.facet(kind);
            let missing = terms.iter().filter(|(id, _)| facet.find(id).is_none());
            missing.map(move |(id, title)| Lack { list, id: id.clone(), title: site::name(list, id, title) })
        });
        lacking.collect()
    }

    /// Pairs of services whose ids differ by one letter added, left out, changed or swapped with its neighbour, or
    /// only by hyphens; not those that differ by a digit alone, which number things.
    pub(super) fn alike(&self) -> Vec<(String, String)> {
        // Two ids are that near where they become equal by leaving out at most one letter of each: no pair is compared.
        let mut shortened: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for id in self.services.keys().filter(|id| (6..=80).contains(&id.len())) {
            let bare = id.replace('-', "");
            for at in 0..bare.len() {
                shortened.entry(bare[..at].to_owned() + &bare[at + 1..]).or_default().insert(id);
            }
            shortened.entry(bare).or_default().insert(id);
        }
        let without_digits = |id: &str| id.replace(|c: char| c.is_ascii_digit(), "");
        let mut pairs = BTreeSet::new();
        for ids in shortened.values() {
            for (a, b) in ids.iter().zip(ids.iter().skip(1)) {
                if without_digits(a) != without_digits(b) {
                    pairs.insert((*a, *b));
                }
            }
        }
        let title = |id: &str| self.services.get(id).cloned().unwrap_or_default();
        pairs.into_iter().map(|(a, b)| (title(a), title(b))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(names: &[&str]) -> Vec<(String, String)> {
        let services = names.iter().map(|name| (slug(name), (*name).to_owned())).collect();
        Terms { severities: BTreeMap::new(), causes: BTreeMap::new(), squads: BTreeMap::new(), services }.alike()
    }

    #[test]
    fn ids_are_slugs() {
        for (written, id) in [
            ("Repo (EU).example", "repo-eu-example"),
            ("Zürich", "zurich"),
            ("…", "unnamed"),
            ("a..b", "a-b"),
            ("北京 3", "bei-jing-3"),
        ] {
            assert_eq!(slug(written), id);
        }
    }

    #[test]
    fn slips_are_found_and_numbers_are_not() {
        let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
        assert_eq!(alike(&["cert.example", "crt.example", "mail"]), pair("cert.example", "crt.example"));
        assert_eq!(alike(&["irc bot", "ircbot"]), pair("irc bot", "ircbot"));
        assert_eq!(alike(&["cluster-1", "cluster-2"]), []);
        assert_eq!(alike(&["login", "logic"]), []);
    }
}
