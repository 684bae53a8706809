//! A term's documents and positions, read.
use super::bytes::Reader;

/// One document of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// How much the term says about it, from 1 to 15.
    pub(super) impact: u8,
    /// Where in its title the term stands; 0 for nowhere. See [`Place`].
    pub(super) place: u8,
}

/// Where a term stands in a title: the number of the atom that it first begins at, and whether the title ends with it.
pub(super) struct Place;

impl Place {
    /// The number, from 1; 7 stands for all later ones.
    pub(super) const FIRST: u8 = 7;
    /// Whether it ends the title.
    pub(super) const LAST: u8 = 8;

    /// Of a term that begins at some atom, counted from 1.
    pub(super) fn of(begins: usize, ends: bool) -> u8 {
        let begins = u8::try_from(begins).unwrap_or(u8::MAX).min(Self::FIRST);
        if ends { begins | Self::LAST } else { begins }
    }
}

/// Reads postings: the distances of the documents, then of each its impact and its place in the title.
pub(super) fn postings(bytes: &[u8], documents: u32) -> impl Iterator<Item = Posting> {
    let (distances, impacts) = bytes.split_at(bytes.len().saturating_sub(documents as usize));
    let (mut distances, mut next) = (Reader::new(distances), 0);
    impacts.iter().map(move |packed| {
        let document = next + distances.number();
        next = document + 1;
        Posting { document, impact: packed >> 4, place: packed & 15 }
    })
}
