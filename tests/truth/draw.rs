//! Which files are looked at: drawn by a seed, so that nobody can pick the easy ones.
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

const SEED: &str = "casebook-truth-1:";
const FILES: usize = 40;
const AT_LEAST: usize = 4;

/// The lowest files of each corpus by the digest of seed and path; `corpora` are names and the paths in them.
pub(crate) fn draw(corpora: &[(&str, Vec<String>)]) -> Vec<(String, Vec<String>)> {
    let sizes: Vec<usize> = corpora.iter().map(|(_, paths)| paths.len()).collect();
    let shares = shares(&sizes);
    let lowest = |(name, paths): &(&str, Vec<String>), share| {
        let mut paths = paths.clone();
        paths.sort_by_cached_key(|path| digest(&format!("{SEED}{name}/{path}")));
        paths.truncate(share);
        paths.sort();
        ((*name).to_owned(), paths)
    };
    corpora.iter().zip(shares).map(|(corpus, share)| lowest(corpus, share)).collect()
}

/// How many of each: in proportion to its size, but at least four; what then remains goes to those with more.
fn shares(sizes: &[usize]) -> Vec<usize> {
    let all: usize = sizes.iter().sum();
    let large = |size: &usize| size * FILES >= AT_LEAST * all;
    let in_large: usize = sizes.iter().filter(|size| large(size)).sum();
    let rest = FILES - AT_LEAST * sizes.iter().filter(|size| !large(size)).count();
    sizes.iter().map(|size| if large(size) { rest * size / in_large } else { AT_LEAST.min(*size) }).collect()
}

/// The first twelve digits of SHA-256.
pub(crate) fn short(text: &str) -> String {
    digest(text)[..12].to_owned()
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

#[test]
fn a_corpus_gives_its_share_but_at_least_four() {
    assert_eq!(shares(&[20, 297, 6, 40, 25, 8, 31]), [4, 16, 4, 4, 4, 4, 4]);
    assert_eq!(shares(&[100, 100]), [20, 20]);
}
