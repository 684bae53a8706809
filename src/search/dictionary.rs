//! The dictionary: all terms, and how they are cut into blocks.
use std::ops::Range;

use super::lexicon::{Entry, Lexicon};

/// All terms, cut into blocks.
#[derive(Debug)]
pub(super) struct Dictionary {
    pub(super) lexicon: Lexicon,
    /// The number of each block's first term.
    cuts: Vec<usize>,
    /// The terms whose postings are a shard of their own.
    heavy: Vec<usize>,
}

/// Postings of so many bytes or more are a shard of their own.
pub(super) const HEAVY: usize = 6_000;

/// A block ends at the first term of every so many by hash once it has so many bytes, and at the last with so many.
/// Where it ends depends on its own terms alone, so that a change moves no cut but its own.
const EVERY: u64 = 256;
const LEAST: usize = 20_000;
const MOST: usize = 56_000;

impl Dictionary {
    pub(super) fn new(lexicon: Lexicon) -> Self {
        let (mut cuts, mut heavy, mut size) = (Vec::new(), Vec::new(), 0);
        for (number, entry) in lexicon.entries(0..lexicon.len()).enumerate() {
            let own = size_of(&entry);
            if number == 0 || size + own > MOST || (size >= LEAST && hash(entry.term).is_multiple_of(EVERY)) {
                cuts.push(number);
                size = 0;
            }
            if is_heavy(&entry) {
                heavy.push(number);
            }
            size += own;
        }
        Self { lexicon, cuts, heavy }
    }

    /// The numbers of the terms whose postings are a shard of their own.
    pub(super) fn heavy(&self) -> &[usize] {
        &self.heavy
    }

    /// The terms of each block.
    pub(super) fn blocks(&self) -> impl ExactSizeIterator<Item = Range<usize>> {
        let end = |nth: usize| self.cuts.get(nth + 1).copied().unwrap_or(self.lexicon.len());
        self.cuts.iter().enumerate().map(move |(nth, start)| *start..end(nth))
    }

    /// What each block begins with: the shortest text above all terms before it; the first block's is empty.
    pub(super) fn separators(&self) -> Vec<&str> {
        let between = |cut: &usize| {
            let first = self.lexicon.entry(*cut).term;
            cut.checked_sub(1).map_or("", |last| separator(self.lexicon.entry(last).term, first))
        };
        self.cuts.iter().map(between).collect()
    }

    /// Whether neighbouring terms lie too far apart to be asked for one by one, so that they have an entry together.
    pub(super) fn is_wide(&self, terms: &Range<usize>) -> bool {
        if terms.is_empty() {
            return false;
        }
        let block = |number: usize| self.cuts.partition_point(|cut| *cut <= number);
        let heavy = |number: usize| self.heavy.partition_point(|heavy| *heavy < number);
        block(terms.end - 1) - block(terms.start) + 1 > 2 || heavy(terms.end) - heavy(terms.start) > 4
    }
}

/// Whether a term's postings are a shard of their own.
pub(super) const fn is_heavy(entry: &Entry<'_>) -> bool {
    entry.postings.len() >= HEAVY
}

/// About what a term takes in its block.
fn size_of(entry: &Entry<'_>) -> usize {
    let postings = if is_heavy(entry) { 20 } else { entry.postings.len() };
    entry.term.len() / 2 + 4 + postings
}

/// FNV-1a.
fn hash(term: &str) -> u64 {
    let hash = term
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash >> 20
}

/// The shortest beginning of `first` that is above `last`, in whole characters.
fn separator<'a>(last: &str, first: &'a str) -> &'a str {
    let mut others = last.chars();
    let end = first.char_indices().find(|(_, c)| others.next() != Some(*c));
    end.map_or(first, |(at, c)| &first[..at + c.len_utf8()])
}
