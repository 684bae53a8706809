//! Words that were mistyped.
use super::find::{Found, find};
use super::unit::{Unit, units};
use crate::search::dictionary::Dictionary;
use crate::search::fold::fold;
use crate::search::spelling::words;
use crate::search::token::{Kind, Token, Tokenizer};
use crate::source::Span;

/// A word that was understood as another, by its place in the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Change {
    pub(in crate::search) span: Span,
    pub(in crate::search) to: String,
}

/// A unit found; where nothing is found, as it was most likely meant.
pub(super) fn find_or_correct(dictionary: &Dictionary, text: &str, unit: &Unit) -> (Found, Vec<Change>) {
    let found = find(dictionary, unit);
    let changes = if found.any() { None } else { corrections(dictionary, text, unit.span) };
    let Some(changes) = changes.filter(|changes| !changes.is_empty()) else { return (found, Vec::new()) };
    let again = replaced(text, unit.span, &changes);
    let other = match again.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if unit.is_quotation() => Some(Unit::phrase(inner, unit.span)),
        _ => units(&again, unit.open).into_iter().next(),
    };
    match other {
        Some(other) => (find(dictionary, &Unit { span: unit.span, ..other }), changes),
        None => (found, Vec::new()),
    }
}

/// A part of a text with each change in place of what stood there.
pub(super) fn replaced(text: &str, part: Span, changes: &[Change]) -> String {
    let (mut out, mut at) = (String::new(), part.start);
    for change in changes {
        out.push_str(Span::new(at, change.span.start).of(text));
        out.push_str(&change.to);
        at = change.span.end;
    }
    out.push_str(Span::new(at, part.end).of(text));
    out
}

/// How the unknown words of a unit are spelt; none where one of them is like no word.
fn corrections(dictionary: &Dictionary, text: &str, unit: Span) -> Option<Vec<Change>> {
    let mut atoms = Vec::new();
    Tokenizer::default().read(unit.of(text), |token: Token<'_>| {
        if token.kind == Kind::Word {
            atoms.push(token.span.shifted(unit.start));
        }
    });
    let mut changes = Vec::new();
    for span in atoms {
        let word = fold(span.of(text));
        if word.chars().count() < 4 || word.contains(char::is_numeric) || dictionary.lexicon.find(&word).is_some() {
            continue;
        }
        changes.push(Change { span, to: nearest(dictionary, &word)? });
    }
    Some(changes)
}

/// The word that was most likely meant: the nearest, then one of the same first letter, then the most frequent.
fn nearest(dictionary: &Dictionary, word: &str) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let most = if letters.len() > 7 { 2 } else { 1 };
    let rank = |other: &str, documents: u32| {
        let other: Vec<char> = other.chars().collect();
        let near = other.len().abs_diff(letters.len()) <= most;
        let distance = near.then(|| distance(&letters, &other)).filter(|distance| *distance <= most)?;
        Some((distance, other.first() != letters.first(), documents.leading_zeros()))
    };
    let ranked = words(&dictionary.lexicon).filter_map(|entry| Some((rank(entry.term, entry.documents)?, entry.term)));
    // Of equal ones the first is taken.
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, term)| term.to_owned())
}

/// How many letters are missing, too many, wrong or swapped.
fn distance(a: &[char], b: &[char]) -> usize {
    let (mut two, mut one): (Vec<usize>, Vec<usize>) = (Vec::new(), (0..=b.len()).collect());
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let wrong = one[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            let least = wrong.min(one[j] + 1).min(row[j - 1] + 1);
            row.push(if swapped { least.min(two[j - 2] + 1) } else { least });
        }
        (two, one) = (one, row);
    }
    one[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swaps_count_once() {
        let far = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(["abcd", "abdc", "acbd", "bcd", "xabcd", "abxd", ""].map(|b| far("abcd", b)), [0, 1, 1, 1, 1, 1, 4]);
    }
}
