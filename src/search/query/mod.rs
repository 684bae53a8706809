//! How the index is asked; the script of the pages asks and ranks in the same way.
mod excerpt;
mod find;
mod inflect;
mod mark;
mod narrow;
mod parse;
mod spell;
mod title;
mod unit;

use rayon::prelude::*;

pub use excerpt::{Excerpt, Piece};
use find::{Found, Scores, find};
use narrow::{Narrowed, admits, narrow};
use parse::{Query, parse};
use spell::{Change, find_or_correct, replaced};
use title::Title;
use unit::Unit;

use super::column::Columns;
use super::dictionary::Dictionary;
use super::record::Record;
use super::write::invert;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::source::Span;

/// The index of a site, in memory.
#[derive(Debug)]
pub struct Index {
    dictionary: Dictionary,
    columns: Columns,
}

/// What results are sorted by; of equal ones the newer comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// How well they fit.
    #[default]
    Relevance,
    /// When they began, the newest first.
    Date,
    /// How bad they were, the worst first.
    Severity,
    /// How long they took, the longest first.
    Duration,
}

/// The answer to a query.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The documents found, the best first, by their place in the corpus.
    pub documents: Vec<usize>,
    /// For each facet its key, and for each of its terms its id and how many documents it has or would add.
    pub counts: Vec<(String, Vec<(String, u32)>)>,
    /// The query as it was understood, where words were mistyped.
    pub corrected: Option<String>,
    /// Operators whose value names nothing, as written: then nothing is found.
    pub unknown: Vec<String>,
    /// Where nothing is found: each word, and how many documents have all the others.
    pub in_the_way: Vec<(String, usize)>,
    units: Vec<Unit>,
}

impl Index {
    /// The index of a corpus.
    #[must_use]
    pub fn new(corpus: &Corpus, config: &Config) -> Self {
        let (dictionary, _) = invert(corpus, config, &|_| ());
        Self { dictionary, columns: Columns::of(corpus, config) }
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dictionary.lexicon.documents
    }

    /// Whether there are no documents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers a query.
    #[must_use]
    pub fn ask(&self, text: &str, sort: Sort) -> Answer {
        let query = parse(text, &self.columns.facets);
        let (found, changes): (Vec<Found>, Vec<Vec<Change>>) =
            query.units.par_iter().map(|unit| find_or_correct(&self.dictionary, text, unit)).unzip();
        let open = self.matching(&query, &found);
        let Narrowed { kept, counts } = narrow(&query, &self.columns, open.iter().copied());
        let changes = changes.concat();
        Answer {
            documents: self.ordered(kept, sort, &found),
            counts: self.named(&counts),
            corrected: (!changes.is_empty()).then(|| replaced(text, Span::new(0, text.len()), &changes)),
            unknown: query.unknown,
            in_the_way: if open.is_empty() { self.in_the_way(&found) } else { Vec::new() },
            units: found.into_iter().map(|found| found.unit).collect(),
        }
    }

    /// The documents that have all that is asked for and nothing that is refused, choices of facets aside.
    fn matching(&self, query: &Query, found: &[Found]) -> Vec<usize> {
        if !query.unknown.is_empty() {
            return Vec::new();
        }
        let refused: Vec<Scores> = query.refused.iter().map(|unit| find(&self.dictionary, unit).scores).collect();
        let has = |document: usize| {
            found.iter().all(|found| found.scores[document] > 0) && refused.iter().all(|scores| scores[document] == 0)
        };
        (0..self.len()).filter(|document| has(*document) && admits(query, &self.columns, *document)).collect()
    }

    fn ordered(&self, mut documents: Vec<usize>, sort: Sort, found: &[Found]) -> Vec<usize> {
        let severity = |document: usize| {
            let facet = self.columns.facets.iter().find(|facet| facet.key == "severity");
            facet.and_then(|facet| facet.of_document.get(document)?.first()).copied().unwrap_or(usize::MAX)
        };
        let title = Title::of(found);
        let rank = |document: usize| -> u64 {
            match sort {
                Sort::Relevance => {
                    let scores = found.iter().map(|found| u64::from(found.scores[document]));
                    title.score(document) + scores.sum::<u64>()
                }
                Sort::Date => 0,
                Sort::Severity => u64::MAX - severity(document) as u64,
                Sort::Duration => self.columns.minutes[document].map_or(0, |minutes| u64::from(minutes) + 1),
            }
        };
        documents.sort_by_cached_key(|document| std::cmp::Reverse((rank(*document), *document)));
        documents
    }

    fn named(&self, counts: &[Vec<u32>]) -> Vec<(String, Vec<(String, u32)>)> {
        let facets = self.columns.facets.iter().zip(counts);
        let id = |names: &Vec<String>| names.first().cloned().unwrap_or_default();
        let named = facets.map(|(facet, counts)| {
            (facet.key.clone(), facet.terms.iter().map(id).zip(counts.iter().copied()).collect())
        });
        named.collect()
    }

    /// For each unit how many documents have all the others.
    fn in_the_way(&self, found: &[Found]) -> Vec<(String, usize)> {
        let without = |nth: usize| {
            let others = || found.iter().enumerate().filter(|(other, _)| *other != nth).map(|(_, found)| found);
            let all = |document: &usize| others().all(|found| found.scores[*document] > 0);
            if found.len() > 1 { (0..self.len()).filter(all).count() } else { 0 }
        };
        found.iter().enumerate().map(|(nth, found)| (found.unit.text.clone(), without(nth))).collect()
    }
}

impl Answer {
    /// The part of a case that shows best why it was found.
    #[must_use]
    pub fn excerpt(&self, record: &Record) -> Excerpt {
        excerpt::excerpt(record, &self.units)
    }

    /// A text cut where it has what was asked for.
    #[must_use]
    pub fn marked(&self, text: &str) -> Vec<Piece> {
        excerpt::marked(text, &self.units)
    }
}
