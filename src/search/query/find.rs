//! Which documents have a unit, and how well: whole numbers, the same as in the script of the pages.
use std::borrow::Cow;

use super::unit::{Rate, Unit};
use crate::search::bytes::Reader;
use crate::search::dictionary::Dictionary;
use crate::search::lexicon::Entry;
use crate::search::posting::postings;
use crate::search::prefix::Union;

/// For each document 0, or one more than its score.
pub(super) type Scores = Vec<u32>;

/// A unit as it was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) unit: Unit,
    pub(super) scores: Scores,
}

impl Found {
    /// Whether any document has it.
    pub(super) fn any(&self) -> bool {
        self.scores.iter().any(|score| *score > 0)
    }
}

/// Documents with their impacts.
struct List<'a> {
    documents: u32,
    postings: Cow<'a, [u8]>,
    rate: Rate,
}

/// One in so many: what rarities are counted in.
const UNIT: f64 = 1024.0;

/// What an identifier found as a whole counts beside its rarity.
const WHOLE: u32 = 4 * 1024;

/// The documents that have a unit; where there are none, those that have it more loosely.
pub(super) fn find(dictionary: &Dictionary, unit: &Unit) -> Found {
    let phrase = !unit.phrase.is_empty();
    let scores = if phrase { phrase_scores(dictionary, unit) } else { list_scores(dictionary, unit) };
    let found = Found { unit: unit.clone(), scores };
    match &unit.loose {
        Some(loose) if !found.any() => find(dictionary, loose),
        _ => found,
    }
}

/// How rare a term is that so many documents have.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the logarithm of a number from 1 to 2^33")]
fn idf(dictionary: &Dictionary, documents: u32) -> u32 {
    let all = f64::from(count(dictionary));
    let have = f64::from(documents);
    (libm::log(1.0 + (all - have + 0.5) / (have + 0.5)) * UNIT + 0.5) as u32
}

fn count(dictionary: &Dictionary) -> u32 {
    u32::try_from(dictionary.lexicon.documents).unwrap_or(u32::MAX)
}

const fn share(weight: u32, percent: u32) -> u32 {
    weight * percent / 100
}

fn list_scores(dictionary: &Dictionary, unit: &Unit) -> Scores {
    let lexicon = &dictionary.lexicon;
    let exact = unit.exact.iter().filter_map(|(term, rate)| Some(List::of(&lexicon.find(term)?, *rate)));
    let begun = unit.begun.iter().flat_map(|(text, rate)| beginning(dictionary, text, *rate));
    let lists: Vec<List<'_>> = exact.chain(begun).collect();
    let sum = lists.iter().fold(0_u32, |sum, list| sum.saturating_add(list.documents));
    let base = idf(dictionary, sum.min(count(dictionary)));
    let mut scores = vec![0; lexicon.documents];
    for list in &lists {
        let weight = match list.rate {
            Rate::Whole => idf(dictionary, list.documents) + WHOLE,
            Rate::Percent(percent) => share(base, percent),
        };
        for posting in postings(&list.postings, list.documents) {
            raise(&mut scores, posting.document, weight, posting.impact);
        }
    }
    scores
}

impl<'a> List<'a> {
    const fn of(entry: &Entry<'a>, rate: Rate) -> Self {
        Self { documents: entry.documents, postings: Cow::Borrowed(entry.postings), rate }
    }
}

/// The lists of all terms that begin with a text, or the one that stands for them.
fn beginning<'a>(dictionary: &'a Dictionary, text: &str, rate: Rate) -> Vec<List<'a>> {
    let terms = dictionary.lexicon.beginning(text);
    if !dictionary.is_wide(&terms) {
        return dictionary.lexicon.entries(terms).map(|entry| List::of(&entry, rate)).collect();
    }
    let mut union = Union::new(dictionary.lexicon.documents);
    dictionary.lexicon.entries(terms).for_each(|entry| union.add(&entry));
    let (documents, postings) = union.postings();
    vec![List { documents, postings: Cow::Owned(postings), rate }]
}

fn raise(scores: &mut [u32], document: u32, weight: u32, impact: u8) {
    if let Some(score) = scores.get_mut(document as usize) {
        *score = (*score).max(1 + weight * u32::from(impact));
    }
}

/// The documents that have the terms of a phrase at successive positions, by the greatest impact of any of them.
fn phrase_scores(dictionary: &Dictionary, unit: &Unit) -> Scores {
    let mut scores = vec![0; dictionary.lexicon.documents];
    let entries: Option<Vec<Entry<'_>>> = unit.phrase.iter().map(|term| dictionary.lexicon.find(term)).collect();
    let Some(entries) = entries else { return scores };
    let sum = entries.iter().fold(0_u32, |sum, entry| sum.saturating_add(idf(dictionary, entry.documents)));
    let weight = share(sum, unit.phrase_rate);
    let starts = successive(dictionary, &entries);
    for entry in &entries {
        for posting in postings(entry.postings, entry.documents) {
            if starts.get(posting.document as usize).is_some_and(|starts| !starts.is_empty()) {
                raise(&mut scores, posting.document, weight, posting.impact);
            }
        }
    }
    scores
}

/// For each document the positions at which some terms begin to follow each other.
fn successive(dictionary: &Dictionary, entries: &[Entry<'_>]) -> Vec<Vec<u32>> {
    let documents = dictionary.lexicon.documents;
    let mut starts: Vec<Vec<u32>> = vec![Vec::new(); documents];
    for (nth, entry) in (0..).zip(entries) {
        let mut here: Vec<Vec<u32>> = vec![Vec::new(); documents];
        let mut positions = Reader::new(entry.positions);
        for posting in postings(entry.postings, entry.documents) {
            let own = read_positions(&mut positions);
            let Some(before) = starts.get(posting.document as usize) else { continue };
            let own = own.into_iter().filter_map(|position| position.checked_sub(nth));
            here[posting.document as usize] =
                own.filter(|start| nth == 0 || before.binary_search(start).is_ok()).collect();
        }
        starts = here;
    }
    starts
}

fn read_positions(positions: &mut Reader<'_>) -> Vec<u32> {
    let mut before = 0;
    let count = positions.number();
    let next = |_| {
        before += positions.number();
        before
    };
    (0..count).map(next).collect()
}
