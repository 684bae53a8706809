//! All terms of a site in order, each with its documents and its positions.
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use rayon::prelude::*;

use super::bytes::{Reader, put};
use super::impact::Scale;
use super::run::Run;

/// All terms, in order of their bytes, numbered from 0.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// By first byte, none empty.
    parts: Vec<Part>,
    /// The number of each part's first term, and at the end the number of all terms.
    starts: Vec<usize>,
    /// How many documents there are.
    pub(super) documents: usize,
}

/// The terms with one first byte.
#[derive(Debug, Default)]
struct Part {
    terms: String,
    postings: Vec<u8>,
    positions: Vec<u8>,
    ends: Vec<End>,
}

/// Where a term's share of its part ends.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    term: usize,
    postings: usize,
    positions: usize,
    documents: u32,
}

/// One term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) term: &'a str,
    /// How many documents have it.
    pub(super) documents: u32,
    /// The distances of the documents, then impact and place of each, as `docs/search.md` says.
    pub(super) postings: &'a [u8],
    /// For each document how many positions, and their distances.
    pub(super) positions: &'a [u8],
}

impl Lexicon {
    /// Merges the runs of all documents, which are in order.
    pub(super) fn merge(mut runs: Vec<Run>) -> Self {
        let lengths: Vec<u32> = runs.iter().flat_map(|run| run.lengths.iter().copied()).collect();
        let scale = Scale::new(&lengths);
        let mut shares: Vec<Vec<Vec<u8>>> = (0..=u8::MAX).map(|_| Vec::new()).collect();
        for run in &mut runs {
            for (first, bytes) in std::mem::take(&mut run.parts) {
                shares[usize::from(first)].push(bytes);
            }
        }
        shares.retain(|shares| !shares.is_empty());
        let parts: Vec<Part> = shares.into_par_iter().map(|shares| Part::merge(&shares, &scale)).collect();
        let mut starts = vec![0];
        for part in &parts {
            starts.push(starts[starts.len() - 1] + part.ends.len());
        }
        Self { parts, starts, documents: lengths.len() }
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// A term by its number.
    ///
    /// # Panics
    /// For a number that is not below [`Self::len`].
    pub(super) fn entry(&self, number: usize) -> Entry<'_> {
        let part = self.starts.partition_point(|start| *start <= number) - 1;
        self.parts[part].entry(number - self.starts[part])
    }

    /// Terms by their numbers.
    pub(super) fn entries(&self, numbers: Range<usize>) -> impl Iterator<Item = Entry<'_>> {
        numbers.map(|number| self.entry(number))
    }

    /// The numbers of the terms that begin with a text.
    pub(super) fn beginning(&self, prefix: &str) -> Range<usize> {
        let start = self.partition_point(|term| term < prefix);
        let end = self.partition_point(|term| term < prefix || term.starts_with(prefix));
        start..end
    }

    /// A term.
    pub(super) fn find(&self, term: &str) -> Option<Entry<'_>> {
        let number = self.partition_point(|other| other < term);
        (number < self.len()).then(|| self.entry(number)).filter(|entry| entry.term == term)
    }

    fn partition_point(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.entry(middle).term) { low = middle + 1 } else { high = middle }
        }
        low
    }
}

impl Part {
    fn entry(&self, number: usize) -> Entry<'_> {
        let start = number.checked_sub(1).map_or_else(End::default, |before| self.ends[before]);
        let end = self.ends[number];
        Entry {
            term: &self.terms[start.term..end.term],
            documents: end.documents,
            postings: &self.postings[start.postings..end.postings],
            positions: &self.positions[start.positions..end.positions],
        }
    }

    /// Merges what the runs have of one first byte.
    fn merge(shares: &[Vec<u8>], scale: &Scale) -> Self {
        let room = shares.iter().map(Vec::len).sum::<usize>() / 2;
        let mut part =
            Self { postings: Vec::with_capacity(room), positions: Vec::with_capacity(room), ..Self::default() };
        let mut cursors: Vec<Cursor<'_>> = shares.iter().map(|share| Cursor::new(share)).collect();
        let mut next: BinaryHeap<Reverse<(String, usize)>> = BinaryHeap::new();
        for (nth, cursor) in cursors.iter_mut().enumerate() {
            next.extend(cursor.next(String::new()).map(|term| Reverse((term, nth))));
        }
        let mut lists = Lists::default();
        while let Some(Reverse((term, nth))) = next.pop() {
            lists.add(&cursors[nth], scale, &mut part.positions);
            if next.peek().is_none_or(|Reverse((other, _))| *other != term) {
                part.close(&term, &mut lists);
            }
            next.extend(cursors[nth].next(term).map(|term| Reverse((term, nth))));
        }
        part.shrink();
        part
    }

    fn close(&mut self, term: &str, lists: &mut Lists) {
        self.terms.push_str(term);
        self.postings.append(&mut lists.documents);
        self.postings.append(&mut lists.impacts);
        self.ends.push(End {
            term: self.terms.len(),
            postings: self.postings.len(),
            positions: self.positions.len(),
            documents: std::mem::take(&mut lists.count),
        });
    }

    fn shrink(&mut self) {
        self.terms.shrink_to_fit();
        self.postings.shrink_to_fit();
        self.positions.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// The postings of the term at hand.
#[derive(Debug, Default)]
struct Lists {
    documents: Vec<u8>,
    impacts: Vec<u8>,
    count: u32,
    last: u32,
}

impl Lists {
    /// Adds what one run has of the term.
    fn add(&mut self, cursor: &Cursor<'_>, scale: &Scale, positions: &mut Vec<u8>) {
        let (mut postings, mut document) = (Reader::new(cursor.postings), 0);
        while !postings.is_empty() {
            document += postings.number();
            let packed = postings.number();
            let distance = if self.count == 0 { document } else { document - self.last - 1 };
            put(&mut self.documents, distance);
            self.impacts.push(scale.impact(document, packed >> 4) << 4 | (packed & 15).to_le_bytes()[0]);
            (self.count, self.last) = (self.count + 1, document);
        }
        positions.extend_from_slice(cursor.positions);
    }
}

/// A place in a run.
struct Cursor<'a> {
    rest: Reader<'a>,
    postings: &'a [u8],
    positions: &'a [u8],
}

impl<'a> Cursor<'a> {
    const fn new(share: &'a [u8]) -> Self {
        Self { rest: Reader::new(share), postings: &[], positions: &[] }
    }

    /// Goes to the next term, which shares letters with the one before.
    fn next(&mut self, mut term: String) -> Option<String> {
        if self.rest.is_empty() {
            return None;
        }
        // Terms are cut at bytes, not at characters.
        let mut bytes = std::mem::take(&mut term).into_bytes();
        bytes.truncate(self.rest.number() as usize);
        bytes.extend_from_slice(self.rest.sized());
        self.rest.number();
        self.postings = self.rest.sized();
        self.positions = self.rest.sized();
        String::from_utf8(bytes).ok()
    }
}
