//! Which documents have a unit, and how well: whole numbers, the same as in the script of the pages.
use std::borrow::Cow;

use super::unit::{Rate, Unit};
use crate::search::bytes::Reader;
use crate::search::dictionary::Dictionary;
use crate::search::lexicon::Entry;
use crate::search::posting::{Place, postings};
use crate::search::prefix::Union;

/// For each document 0, or one more than its score.
pub(super) type Scores = Vec<u32>;

/// A unit as it was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) unit: Unit,
    pub(super) scores: Scores,
    /// For each document where the unit stands in its title; see [`Place`].
    pub(super) places: Vec<u8>,
}

impl Found {
    fn nothing(unit: &Unit, documents: usize) -> Self {
        Self { unit: unit.clone(), scores: vec![0; documents], places: vec![0; documents] }
    }

    /// Notes how well a document has the unit.
    fn raise(&mut self, document: u32, score: u32) {
        if let Some(own) = self.scores.get_mut(document as usize) {
            *own = (*own).max(1 + score);
        }
    }

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

/// What is found as it was asked for, and not only as another form or a beginning, comes first: this is more than any
/// score.
const AS_ASKED: u32 = 1 << 23;

/// The least share that stands for what was asked for, in percent.
const ITSELF: u32 = 80;

/// The documents that have a unit; where there are none, those that have it more loosely.
pub(super) fn find(dictionary: &Dictionary, unit: &Unit) -> Found {
    let found = if unit.phrase.is_empty() { in_lists(dictionary, unit) } else { in_order(dictionary, unit) };
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

fn in_lists(dictionary: &Dictionary, unit: &Unit) -> Found {
    let lexicon = &dictionary.lexicon;
    let exact = unit.exact.iter().filter_map(|(term, rate)| Some(List::of(&lexicon.find(term)?, *rate)));
    let begun = unit.begun.iter().flat_map(|(text, rate)| beginning(dictionary, text, *rate));
    let lists: Vec<List<'_>> = exact.chain(begun).collect();
    let sum = lists.iter().fold(0_u32, |sum, list| sum.saturating_add(list.documents));
    let base = idf(dictionary, sum.min(count(dictionary)));
    let mut found = Found::nothing(unit, lexicon.documents);
    for list in &lists {
        let (weight, more) = match list.rate {
            Rate::Whole => (idf(dictionary, list.documents) + WHOLE, AS_ASKED),
            Rate::Percent(percent) => (share(base, percent), if percent < ITSELF { 0 } else { AS_ASKED }),
        };
        for posting in postings(&list.postings, list.documents) {
            found.raise(posting.document, more + weight * u32::from(posting.impact));
        }
    }
    let itself = unit.exact.first().and_then(|(term, _)| lexicon.find(term));
    for posting in itself.iter().flat_map(|entry| postings(entry.postings, entry.documents)) {
        found.places[posting.document as usize] = posting.place;
    }
    found
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

/// The documents that have the terms of a phrase at successive positions, by the greatest impact of any of them.
fn in_order(dictionary: &Dictionary, unit: &Unit) -> Found {
    let mut found = Found::nothing(unit, dictionary.lexicon.documents);
    let entries: Option<Vec<Entry<'_>>> = unit.phrase.iter().map(|term| dictionary.lexicon.find(term)).collect();
    let Some(entries) = entries else { return found };
    let sum = entries.iter().fold(0_u32, |sum, entry| sum.saturating_add(idf(dictionary, entry.documents)));
    let weight = share(sum, unit.phrase_rate);
    let starts = successive(dictionary, &entries);
    for (nth, entry) in entries.iter().enumerate() {
        let mut kept = if nth == 0 { Place::FIRST } else { 0 };
        kept |= if nth + 1 == entries.len() { Place::LAST } else { 0 };
        for posting in postings(entry.postings, entry.documents) {
            if starts.get(posting.document as usize).is_some_and(|starts| !starts.is_empty()) {
                found.raise(posting.document, AS_ASKED + weight * u32::from(posting.impact));
                found.places[posting.document as usize] |= posting.place & kept;
            }
        }
    }
    found
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
