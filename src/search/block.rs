//! The blocks of the dictionary as shards: terms with their postings, positions apart.
use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::bytes::{put, put_len, put_term};
use super::dictionary::{Dictionary, HEAVY, is_heavy};
use super::prefix;
use super::shard::{NO_NAME, Name, Shelf};

/// Where the postings of an entry lie.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// In the block, the positions in the block's own shard.
    Here(&'a [u8], Option<&'a [u8]>),
    /// In shards of their own.
    Apart(&'a str, &'a str),
}

/// One entry of a block.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    term: &'a str,
    documents: u32,
    place: Place<'a>,
}

/// The entry of a beginning that many terms have.
#[derive(Debug)]
struct Beginning {
    documents: u32,
    /// Its postings, or the shard that holds them.
    postings: Result<Vec<u8>, Name>,
}

/// Writes all blocks, and what lies apart from them; gives their names in order.
pub(super) fn write(dictionary: &Dictionary, shelf: Shelf<'_>) -> Vec<Name> {
    let heavy = heavy(dictionary, shelf);
    let beginnings = beginnings(dictionary, shelf);
    let separators = dictionary.separators();
    let blocks: Vec<(usize, Range<usize>)> = dictionary.blocks().enumerate().collect();
    let write = |(nth, terms): (usize, Range<usize>)| {
        let from = separators[nth].to_owned();
        let own = match separators.get(nth + 1) {
            Some(until) => beginnings.range(from..(*until).to_owned()),
            None => beginnings.range(from..),
        };
        let own = own.map(|(term, beginning)| beginning.line(term));
        let mut lines: Vec<Line<'_>> = lines(dictionary, &heavy, terms).chain(own).collect();
        lines.sort_unstable_by_key(|line| line.term);
        block(&lines, shelf)
    };
    blocks.into_par_iter().map(write).collect()
}

/// The shards of the heavy terms by their numbers: postings and positions.
fn heavy(dictionary: &Dictionary, shelf: Shelf<'_>) -> BTreeMap<usize, (Name, Name)> {
    let write = |number: &usize| {
        let entry = dictionary.lexicon.entry(*number);
        (*number, (shelf.put(entry.postings), shelf.put(entry.positions)))
    };
    dictionary.heavy().par_iter().map(write).collect()
}

/// The entries `p*`.
fn beginnings(dictionary: &Dictionary, shelf: Shelf<'_>) -> BTreeMap<String, Beginning> {
    let give = |text: &str, documents: u32, postings: Vec<u8>| {
        let postings = if postings.len() >= HEAVY { Err(shelf.put(&postings)) } else { Ok(postings) };
        (format!("{text}*"), Beginning { documents, postings })
    };
    prefix::unite(dictionary, &prefix::wide(dictionary), &give).into_iter().collect()
}

impl Beginning {
    fn line<'a>(&'a self, term: &'a str) -> Line<'a> {
        let place = match &self.postings {
            Ok(postings) => Place::Here(postings, None),
            Err(name) => Place::Apart(name, NO_NAME),
        };
        Line { term, documents: self.documents, place }
    }
}

fn lines<'a>(
    dictionary: &'a Dictionary,
    heavy: &'a BTreeMap<usize, (Name, Name)>,
    terms: Range<usize>,
) -> impl Iterator<Item = Line<'a>> {
    terms.map(|number| {
        let entry = dictionary.lexicon.entry(number);
        let place = match heavy.get(&number) {
            Some((postings, positions)) if is_heavy(&entry) => Place::Apart(postings, positions),
            _ => Place::Here(entry.postings, Some(entry.positions)),
        };
        Line { term: entry.term, documents: entry.documents, place }
    })
}

/// Writes one block and its positions.
fn block(lines: &[Line<'_>], shelf: Shelf<'_>) -> Name {
    let (mut positions, mut before) = (Vec::new(), "");
    for line in lines {
        if let Place::Here(_, Some(own)) = line.place {
            put_len(&mut positions, own.len());
            positions.extend_from_slice(own);
        }
    }
    let mut out = shelf.put(&positions).into_bytes();
    put_len(&mut out, lines.len());
    for line in lines {
        put_term(&mut out, before, line.term);
        before = line.term;
        put(&mut out, line.documents);
        match line.place {
            Place::Here(postings, _) => put_len(&mut out, postings.len()),
            Place::Apart(postings, positions) => {
                put(&mut out, 0);
                out.extend_from_slice(postings.as_bytes());
                out.extend_from_slice(positions.as_bytes());
            }
        }
    }
    for line in lines {
        if let Place::Here(postings, _) = line.place {
            out.extend_from_slice(postings);
        }
    }
    shelf.put(&out)
}
