//! The words that a mistyped one is compared with.
use super::bytes::{put, put_len, put_term};
use super::lexicon::{Entry, Lexicon};
use super::token::{is_joiner, is_unspaced};

/// The list as a shard.
pub(super) fn content(lexicon: &Lexicon) -> Vec<u8> {
    let (mut out, mut before, mut count) = (Vec::new(), "", 0);
    for entry in words(lexicon) {
        put_term(&mut out, before, entry.term);
        // Only as much as the nearest word is chosen by, since readers wait for this list.
        put(&mut out, u32::BITS - entry.documents.leading_zeros());
        (before, count) = (entry.term, count + 1);
    }
    let mut content = Vec::with_capacity(out.len() + 5);
    put_len(&mut content, count);
    content.append(&mut out);
    content
}

/// Words of letters alone, in so many documents that they are unlikely to be mistyped themselves.
pub(super) fn words(lexicon: &Lexicon) -> impl Iterator<Item = Entry<'_>> {
    let least = match lexicon.documents {
        0..300 => 1,
        300..3_000 => 2,
        _ => 3,
    };
    let entries = lexicon.entries(0..lexicon.len());
    entries.filter(move |entry| entry.documents >= least && is_word(entry.term))
}

fn is_word(term: &str) -> bool {
    let letter = |c: char| !c.is_numeric() && !is_joiner(c) && !is_unspaced(c) && !matches!(c, '+' | '#');
    (4..=4 * 24).contains(&term.len()) && (4..=24).contains(&term.chars().count()) && term.chars().all(letter)
}
