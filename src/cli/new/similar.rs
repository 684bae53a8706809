//! Earlier cases that share words with a title.
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::search::{Index, Sort};

/// How many are named.
const MOST: usize = 3;

/// The positions in the corpus of the cases that have at least two of a title's rarer words, those with the rarest first.
pub(super) fn similar(title: &str, index: &Index) -> Vec<usize> {
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for word in words(title) {
        let answer = index.ask(&format!("\"{word}\""), Sort::Date);
        let common = answer.documents.len() > 3 && answer.documents.len() * 4 > index.len();
        if common || answer.corrected.is_some() {
            continue;
        }
        // A word counts for more the fewer cases have it.
        let weight = index.len() * 100 / answer.documents.len().max(1);
        for document in answer.documents {
            let (words, score) = found.entry(document).or_default();
            (*words, *score) = (*words + 1, *score + weight);
        }
    }
    let mut found: Vec<_> = found.into_iter().filter(|(_, (words, _))| *words > 1).collect();
    found.sort_by_key(|(document, (_, score))| Reverse((*score, *document)));
    found.into_iter().take(MOST).map(|(document, _)| document).collect()
}

/// Its words of four letters and more, each once.
fn words(title: &str) -> BTreeSet<String> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.map(str::to_lowercase).collect()
}
