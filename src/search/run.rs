//! The terms of some neighbouring documents, inverted: for each term where it stands.
use std::collections::{BTreeMap, HashMap};

use super::bytes::{put, put_len, put_term};
use super::posting::Place;
use super::record::{Field, Record};
use super::token::{Kind, Token, Tokenizer};
use crate::source::Span;

/// The inverted terms of some documents, by first byte: each part can then be merged with those of other runs by
/// itself. Small, since all runs of a site are kept at once.
#[derive(Debug)]
pub(super) struct Run {
    /// For each first byte, its terms in order. For each: the term as it differs from the one before, its number of
    /// documents, its postings and its positions, each with their size. A posting is the document's distance from
    /// the one before (the first: its number), then 16 times its doubled weight, plus its place in the title.
    pub(super) parts: BTreeMap<u8, Vec<u8>>,
    /// How many positions each document takes.
    pub(super) lengths: Vec<u32>,
}

/// One term in one place.
#[derive(Debug, Clone, Copy)]
struct Occurrence {
    term: u32,
    document: u32,
    position: Option<u32>,
    /// Doubled.
    weight: u32,
    /// See [`Place`].
    place: u8,
}

/// Inverts documents one by one.
#[derive(Debug, Default)]
pub(super) struct Inverter {
    tokenizer: Tokenizer,
    numbers: HashMap<Box<str>, u32>,
    occurrences: Vec<Occurrence>,
    lengths: Vec<u32>,
}

impl Inverter {
    /// Adds a document; numbers have to grow.
    pub(super) fn add(&mut self, number: u32, record: &Record) {
        let (mut start, mut length) = (0, 0);
        for field in record.fields() {
            for line in field.text.split('\n') {
                let taken = self.line(line, start, number, field);
                length += taken;
                start = next_start(start, taken);
            }
        }
        self.lengths.push(length);
    }

    /// Adds a line; gives how many positions it takes.
    fn line(&mut self, line: &str, start: u32, document: u32, field: Field<'_>) -> u32 {
        let Self { tokenizer, numbers, occurrences, .. } = self;
        let title = field.title.then(|| Title::read(tokenizer, line));
        tokenizer.read(line, |token: Token<'_>| {
            let weight = if token.kind.half() { field.weight } else { 2 * field.weight };
            let position = token.position.map(|position| position + start);
            let term = number_of(numbers, token.term);
            let place = title.as_ref().map_or(0, |title| title.place(&token));
            occurrences.push(Occurrence { term, document, position, weight, place });
        })
    }

    /// The run.
    pub(super) fn finish(self) -> Run {
        let by_term = Grouped::new(&self.occurrences, self.numbers.len());
        let mut terms: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        terms.sort_unstable();
        let mut parts: BTreeMap<u8, Vec<u8>> = BTreeMap::new();
        for terms in terms.chunk_by(|(a, _), (b, _)| a.bytes().next() == b.bytes().next()) {
            let (mut part, mut before) = (Vec::new(), "");
            for (term, number) in terms {
                put_term(&mut part, before, term);
                put_lists(&mut part, &self.occurrences, by_term.of(*number));
                before = term;
            }
            parts.extend(before.bytes().next().map(|first| (first, part)));
        }
        parts.values_mut().for_each(Vec::shrink_to_fit);
        Run { parts, lengths: self.lengths }
    }
}

/// The atoms of a title.
struct Title(Vec<Span>);

impl Title {
    fn read(tokenizer: &mut Tokenizer, text: &str) -> Self {
        let mut atoms = Vec::new();
        tokenizer.read(text, |token: Token<'_>| atoms.extend(token.position.map(|_| token.span)));
        Self(atoms)
    }

    /// Where a term stands; nowhere if it is only derived from what does, or a part of a compound that does.
    fn place(&self, token: &Token<'_>) -> u8 {
        if matches!(token.kind, Kind::Tail | Kind::Part | Kind::Digits | Kind::Joined) {
            return 0;
        }
        let begins = self.0.partition_point(|atom| atom.start <= token.span.start);
        Place::of(begins, self.0.last().is_some_and(|last| token.span.end >= last.end))
    }
}

/// Where the next line begins: at a multiple of 16, with at least one free position before it, so that no phrase
/// runs across, and so that a word more here seldom moves all that follows.
const fn next_start(start: u32, taken: u32) -> u32 {
    if taken == 0 { start } else { (start + taken + 1).next_multiple_of(16) }
}

fn number_of(numbers: &mut HashMap<Box<str>, u32>, term: &str) -> u32 {
    if let Some(number) = numbers.get(term) {
        return *number;
    }
    let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.insert(term.into(), number);
    number
}

/// Occurrences by term; those of one term stay in order.
struct Grouped {
    order: Vec<u32>,
    ends: Vec<u32>,
}

impl Grouped {
    fn new(occurrences: &[Occurrence], terms: usize) -> Self {
        let mut ends = vec![0; terms + 1];
        for occurrence in occurrences {
            ends[occurrence.term as usize + 1] += 1;
        }
        for term in 0..terms {
            ends[term + 1] += ends[term];
        }
        let mut order = vec![0; occurrences.len()];
        for (nth, occurrence) in (0..).zip(occurrences) {
            let next = &mut ends[occurrence.term as usize];
            order[*next as usize] = nth;
            *next += 1;
        }
        Self { order, ends }
    }

    fn of(&self, term: u32) -> &[u32] {
        let term = term as usize;
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.order[start as usize..self.ends[term] as usize]
    }
}

/// Adds the number of documents, the postings and the positions of one term.
fn put_lists(out: &mut Vec<u8>, all: &[Occurrence], of_term: &[u32]) {
    let (mut documents, mut before) = (0, 0);
    let (mut postings, mut positions) = (Vec::new(), Vec::new());
    for places in of_term.chunk_by(|a, b| all[*a as usize].document == all[*b as usize].document) {
        let places = || places.iter().map(|nth| &all[*nth as usize]);
        let Some(first) = places().next() else { continue };
        let begins = places().map(|place| place.place & Place::FIRST).find(|begins| *begins > 0).unwrap_or(0);
        let ends = places().fold(0, |ends, place| ends | place.place & Place::LAST);
        let weight: u32 = places().map(|place| place.weight).sum();
        put(&mut postings, first.document - before);
        put(&mut postings, weight.min(u32::MAX >> 4) << 4 | u32::from(begins | ends));
        put_positions(&mut positions, places().filter_map(|place| place.position));
        (documents, before) = (documents + 1, first.document);
    }
    put(out, documents);
    for list in [postings, positions] {
        put_len(out, list.len());
        out.extend_from_slice(&list);
    }
}

/// How many there are, and the distance of each from the one before.
fn put_positions(out: &mut Vec<u8>, positions: impl Iterator<Item = u32> + Clone) {
    put_len(out, positions.clone().count());
    let mut before = 0;
    for position in positions {
        put(out, position - before);
        before = position;
    }
}
