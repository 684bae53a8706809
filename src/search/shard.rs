//! One file of the index: a call in a classic script, named by the hash of what it holds.
use std::io::Write as _;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest as _, Sha256};

use crate::ascii;
use crate::output::{Sink, SitePath};

/// A shard's name: ten letters and digits.
pub(super) type Name = String;

/// In the place of a name where there is no shard.
pub(super) const NO_NAME: &str = "----------";

/// The one shard with a fixed name: it leads to all others.
const FIRST: &str = "m";

/// Where shards go.
#[derive(Clone, Copy)]
pub(super) struct Shelf<'a> {
    sink: &'a Sink<'a>,
}

impl<'a> Shelf<'a> {
    pub(super) const fn new(sink: &'a Sink<'a>) -> Self {
        Self { sink }
    }

    /// Adds a shard; gives its name.
    pub(super) fn put(&self, content: &[u8]) -> Name {
        let name = name(content);
        let (folder, rest) = name.split_at(1);
        (self.sink)(SitePath::new(&format!("{folder}/{rest}.js")), script(&name, content));
        name
    }

    /// Adds the shard that leads to all others, when they are there.
    pub(super) fn put_first(&self, content: &[u8]) {
        (self.sink)(SitePath::new(&format!("{FIRST}.js")), script(FIRST, content));
    }
}

/// The first fifty bits of SHA-256, five a letter.
fn name(content: &[u8]) -> Name {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let hash = Sha256::digest(content);
    let bit = |at: usize| usize::from(hash[at / 8] >> (7 - at % 8) & 1);
    let letter = |nth: usize| (5 * nth..5 * nth + 5).fold(0, |number, at| 2 * number + bit(at));
    (0..10).map(|nth| char::from(LETTERS[letter(nth)])).collect()
}

fn script(name: &str, content: &[u8]) -> Vec<u8> {
    let packed = deflate(content);
    let mut text = String::with_capacity(packed.len() / 3 * 4 + 32);
    text.push_str("$S(\"");
    text.push_str(name);
    text.push_str("\",\"");
    text.push_str(&ascii::unpadded(&packed));
    text.push_str("\")");
    text.into_bytes()
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(content.len() / 2), Compression::new(LEVEL));
    // Memory takes all that it is given.
    let _ = encoder.write_all(content);
    encoder.finish().unwrap_or_default()
}

/// Smaller takes much longer for little.
const LEVEL: u32 = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_hash_in_base_32() {
        // SHA-256 of nothing begins with e3b0c44298fc1c.
        assert_eq!(name(b""), "4oymiquy7q");
    }
}
