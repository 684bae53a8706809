//! Queries nobody wrote: drawn from the cases by seed, with what each must find.
use std::collections::{BTreeMap, BTreeSet};

use regex_lite::Regex;

use super::Query;
use super::corpus::{Case, Random};
use super::truth::{Pattern, Texts, fold};

/// The categories, and the least precision and recall that each must reach.
pub(crate) const CATEGORIES: [&str; 9] =
    ["identifier", "phrase", "word", "word pair", "prefix", "typo", "accents", "unspaced", "other script"];

/// `each` queries of every category.
pub(crate) fn queries(cases: &[Case], texts: &Texts, seed: u64, each: usize) -> Vec<Query> {
    let maker = Maker { cases, words: word_counts(texts), shapes: Shapes::new() };
    let mut all = Vec::new();
    for (nth, category) in CATEGORIES.iter().enumerate() {
        let mut random = Random::new(seed, nth);
        let mut given = BTreeSet::new();
        // A draw that gives no query is drawn again; a category that never gives one is a fault of this file.
        for _ in 0..each * 4_000 {
            if given.len() == each {
                break;
            }
            let Some((text, patterns)) = maker.make(category, &mut random) else { continue };
            if given.insert(text.clone()) {
                all.push(Query { category, text, truth: texts.all_of(&patterns) });
            }
        }
        assert_eq!(given.len(), each, "too few queries of {category}");
    }
    all
}

/// In how many cases each word of plain letters stands.
fn word_counts(texts: &Texts) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for case in 0..texts.len() {
        let words: BTreeSet<&str> = texts.lines(case).flat_map(letters_only).collect();
        for word in words {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    counts
}

fn letters_only(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
}

struct Shapes {
    identifier: Regex,
    timestamp: Regex,
    unspaced: Regex,
    spaced: Regex,
}

impl Shapes {
    fn new() -> Self {
        let shape = |pattern| Regex::new(pattern).expect("a good pattern");
        Self {
            identifier: shape(r"^[A-Za-z0-9]+(?:(?:[-.:/_]|::|__)[A-Za-z0-9]+)*$"),
            timestamp: shape(r"^\d{4}-.*T"),
            unspaced: shape("[\u{e00}-\u{e7f}\u{3041}-\u{30ff}\u{4e00}-\u{9fff}]{2,}"),
            spaced: shape("[\u{370}-\u{3ff}\u{1f00}-\u{1fff}\u{620}-\u{6ff}]{3,}"),
        }
    }
}

struct Maker<'a> {
    cases: &'a [Case],
    words: BTreeMap<String, usize>,
    shapes: Shapes,
}

/// A query, and all that must match.
type Made = Option<(String, Vec<Pattern>)>;

impl Maker<'_> {
    fn make(&self, category: &str, random: &mut Random) -> Made {
        let case = &self.cases[random.below(self.cases.len())];
        let line = &case.lines[random.below(case.lines.len())];
        match category {
            "identifier" => self.identifier(case, random),
            "phrase" => phrase(line, random),
            "word" => {
                let word = word(line, 3, random)?;
                // What stands everywhere says nothing about the search.
                (self.words.get(&word).is_some_and(|count| *count < self.cases.len() / 2)).then_some(())?;
                Some((word.clone(), vec![Pattern::whole(&word)]))
            }
            "word pair" => {
                let (first, second) =
                    (word(line, 4, random)?, word(&case.lines[random.below(case.lines.len())], 4, random)?);
                (first != second)
                    .then(|| (format!("{first} {second}"), vec![Pattern::whole(&first), Pattern::whole(&second)]))
            }
            "prefix" => {
                let word = word(line, 5, random)?;
                let prefix = &word[..3 + random.below(word.len() - 3)];
                Some((prefix.to_owned(), vec![Pattern::begins(prefix)]))
            }
            "typo" => self.typo(&word(line, 6, random)?, random),
            "accents" => accents(line, random),
            "unspaced" => Some(part_of_run(self.shapes.unspaced.find(line)?.as_str(), random)),
            "other script" => {
                let all: Vec<_> = self.shapes.spaced.find_iter(line).collect();
                let word = all.get(random.below(all.len()))?.as_str();
                Some((word.to_owned(), vec![Pattern::whole(&fold(word))]))
            }
            other => panic!("no queries are called {other}"),
        }
    }

    /// The name of a machine's thing, as it stands in the text.
    fn identifier(&self, case: &Case, random: &mut Random) -> Made {
        let parts =
            case.lines.iter().flat_map(|line| line.split(|c: char| c.is_whitespace() || "=()\"'«»,;".contains(c)));
        let parts: Vec<&str> =
            parts.map(|part| part.trim_end_matches(['.', ':'])).filter(|part| self.named(part)).collect();
        let part = parts.get(random.below(parts.len()))?;
        Some(((*part).to_owned(), vec![Pattern::whole(&fold(part))]))
    }

    fn named(&self, part: &str) -> bool {
        (6..=64).contains(&part.len())
            && part.bytes().any(|b| b.is_ascii_digit())
            && self.shapes.identifier.is_match(part)
            && !self.shapes.timestamp.is_match(part)
    }

    /// A word with one letter wrong, where only one word of the cases is that near.
    fn typo(&self, word: &str, random: &mut Random) -> Made {
        if self.words.get(word).is_none_or(|count| *count < 3) {
            return None;
        }
        let wrong = misspelt(word, random);
        let near = self.words.keys().filter(|other| is_one_edit(&wrong, other)).count();
        // What is a word, or begins one, needs no correction.
        let begins = self.words.range(wrong.clone()..).next().is_some_and(|(other, _)| other.starts_with(&wrong));
        (near == 1 && !begins).then(|| (wrong, vec![Pattern::whole(word)]))
    }
}

/// A word of Latin letters without accents.
fn word(line: &str, shortest: usize, random: &mut Random) -> Option<String> {
    let folded = fold(line);
    let words: Vec<&str> = letters_only(&folded).filter(|word| word.len() >= shortest).collect();
    words.get(random.below(words.len())).map(ToString::to_string)
}

fn phrase(line: &str, random: &mut Random) -> Made {
    let folded = fold(line);
    let words: Vec<&str> = folded.split(' ').map(|word| word.trim_end_matches([',', '.'])).collect();
    let length = 3 + random.below(3);
    let at = random.below(words.len().checked_sub(length)? + 1);
    let words = &words[at..at + length];
    let plain = words.iter().all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric()));
    plain.then(|| (format!("\"{}\"", words.join(" ")), vec![Pattern::phrase(words)]))
}

/// A word with accents, without them.
fn accents(line: &str, random: &mut Random) -> Made {
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || "«»".contains(c)).collect();
    let word = words[random.below(words.len())];
    let plain = fold(word);
    let changed = plain.len() > 3 && !word.is_ascii() && plain.bytes().all(|b| b.is_ascii_lowercase());
    changed.then(|| (plain.clone(), vec![Pattern::whole(&plain)]))
}

/// Two to six characters of a text without spaces.
fn part_of_run(run: &str, random: &mut Random) -> (String, Vec<Pattern>) {
    let characters: Vec<char> = run.chars().collect();
    let length = (2 + random.below(5)).min(characters.len());
    let at = random.below(characters.len() - length + 1);
    let part: String = characters[at..at + length].iter().collect();
    (part.clone(), vec![Pattern::anywhere(&fold(&part))])
}

/// One letter less, more, other, or two swapped; never the first.
fn misspelt(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let letter = char::from(b'a' + u8::try_from(random.below(26)).unwrap_or(0));
    let at = 1 + random.below(letters.len() - 2);
    match random.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 => letters[at] = letter,
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// Whether two different words differ by one letter less, more, other, or by two neighbours swapped.
fn is_one_edit(one: &str, other: &str) -> bool {
    if one.len().abs_diff(other.len()) > 1 || one == other {
        return false;
    }
    let (a, b) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[same..], &b[same..]);
    if a.len() < b.len() {
        return rest_a == &rest_b[1..];
    }
    let swapped = rest_a.len() > 1 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] && rest_a[2..] == rest_b[2..];
    rest_a[1..] == rest_b[1..] || swapped
}
