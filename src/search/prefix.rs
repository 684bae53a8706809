//! What is found by the beginning of a word: where too many terms begin so, they have an entry together.
use std::ops::Range;

use rayon::prelude::*;

use super::bytes::put;
use super::dictionary::Dictionary;
use super::lexicon::Entry;
use super::posting::postings;

/// A beginning that many terms have.
#[derive(Debug)]
pub(super) struct Wide {
    text: String,
    terms: Range<usize>,
    /// Longer ones that begin so too.
    below: Vec<Wide>,
}

/// The documents that have any of some terms: for each its greatest impact; 0 where it has none.
#[derive(Debug, Clone)]
pub(super) struct Union(Vec<u8>);

impl Union {
    pub(super) fn new(documents: usize) -> Self {
        Self(vec![0; documents])
    }

    /// Adds the documents of one term.
    pub(super) fn add(&mut self, entry: &Entry<'_>) {
        for posting in postings(entry.postings, entry.documents) {
            if let Some(own) = self.0.get_mut(posting.document as usize) {
                *own = posting.impact.max(*own);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own = (*own).max(*other));
    }

    /// How many documents, and the postings.
    pub(super) fn postings(&self) -> (u32, Vec<u8>) {
        let (mut out, mut impacts, mut next) = (Vec::new(), Vec::new(), 0);
        for (document, impact) in (0..).zip(&self.0).filter(|(_, impact)| **impact > 0) {
            put(&mut out, document - next);
            impacts.push(impact << 4);
            next = document + 1;
        }
        out.extend_from_slice(&impacts);
        (u32::try_from(impacts.len()).unwrap_or(u32::MAX), out)
    }
}

/// All beginnings that need an entry.
pub(super) fn wide(dictionary: &Dictionary) -> Vec<Wide> {
    below(dictionary, "", 0..dictionary.lexicon.len())
}

/// Those among some terms that all begin with a text. What is not wide has nothing wide below it.
fn below(dictionary: &Dictionary, prefix: &str, mut terms: Range<usize>) -> Vec<Wide> {
    let mut found = Vec::new();
    while !terms.is_empty() {
        let Some(next) = dictionary.lexicon.entry(terms.start).term[prefix.len()..].chars().next() else {
            terms.start += 1;
            continue;
        };
        let text = format!("{prefix}{next}");
        let own = dictionary.lexicon.beginning(&text);
        terms.start = own.end;
        if dictionary.is_wide(&own) {
            let below = below(dictionary, &text, own.clone());
            found.push(Wide { text, terms: own, below });
        }
    }
    found
}

/// Gives each wide beginning with its number of documents and their postings, in any order; then what all have.
pub(super) fn unite<T: Send>(
    dictionary: &Dictionary,
    wide: &[Wide],
    give: &(impl Fn(&str, u32, Vec<u8>) -> T + Sync),
) -> Vec<T> {
    wide.par_iter().flat_map_iter(|one| one.unite(dictionary, give).1).collect()
}

impl Wide {
    fn unite<T: Send>(
        &self,
        dictionary: &Dictionary,
        give: &(impl Fn(&str, u32, Vec<u8>) -> T + Sync),
    ) -> (Union, Vec<T>) {
        let lexicon = &dictionary.lexicon;
        let (mut union, mut given, mut next) = (Union::new(lexicon.documents), Vec::new(), self.terms.start);
        for below in &self.below {
            lexicon.entries(next..below.terms.start).for_each(|entry| union.add(&entry));
            let (other, more) = below.unite(dictionary, give);
            union.merge(&other);
            given.extend(more);
            next = below.terms.end;
        }
        lexicon.entries(next..self.terms.end).for_each(|entry| union.add(&entry));
        let (documents, postings) = union.postings();
        given.push(give(&self.text, documents, postings));
        (union, given)
    }
}
