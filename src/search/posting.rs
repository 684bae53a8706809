//! A term's documents and positions, read.
use super::bytes::Reader;

/// One document of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// How much the term says about it, from 1 to 15.
    pub(super) impact: u8,
    /// Where in it the term comes first.
    pub(super) section: u8,
}

/// Reads postings: the distances of the documents, then impact and section of each.
pub(super) fn postings(bytes: &[u8], documents: u32) -> impl Iterator<Item = Posting> {
    let (distances, impacts) = bytes.split_at(bytes.len().saturating_sub(documents as usize));
    let (mut distances, mut next) = (Reader::new(distances), 0);
    impacts.iter().map(move |packed| {
        let document = next + distances.number();
        next = document + 1;
        Posting { document, impact: packed >> 4, section: packed & 15 }
    })
}
