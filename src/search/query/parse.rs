//! A query as it was typed: operators, quotations and exclusions are taken out, words stay.
use jiff::civil::Date;

use super::unit::{Unit, units};
use crate::search::column::days_since_1970;
use crate::search::facet::Facet;
use crate::search::fold::fold;
use crate::source::Span;

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Query {
    /// What a document must have, in the order of the query.
    pub(in crate::search) units: Vec<Unit>,
    /// What it must not have.
    pub(in crate::search) refused: Vec<Unit>,
    /// The terms of which it must have one, by facet; and those that it must not have.
    pub(in crate::search) chosen: Vec<Choice>,
    pub(in crate::search) banned: Vec<Choice>,
    /// The first day that it may have begun, and the first after the last, in days since 1970.
    pub(in crate::search) from: u32,
    pub(in crate::search) before: Option<u32>,
    /// What stands behind an operator and is no term of it: `squad:nobody`.
    pub(in crate::search) unknown: Vec<String>,
}

/// A term, by the numbers of its facet and of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Choice {
    pub(in crate::search) facet: usize,
    pub(in crate::search) term: usize,
}

/// Reads a query.
pub(in crate::search) fn parse(text: &str, facets: &[Facet]) -> Query {
    let mut parser = Parser { text, facets, query: Query::default(), rest: String::with_capacity(text.len()) };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let begins = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let taken = if begins { parser.operator(at) } else { None };
        let taken = taken.or_else(|| parser.quotation(at, begins));
        let taken = taken.or_else(|| if begins { parser.exclusion(at) } else { None });
        match taken {
            // What was taken out still parts the words around it, and places stay.
            Some(end) => parser.rest.extend(text[at..end].bytes().map(|_| ' ')),
            None => parser.rest.push(c),
        }
        at = taken.unwrap_or(at + c.len_utf8());
    }
    let Parser { mut query, rest, .. } = parser;
    query.units.extend(units(&rest, true));
    query.units.sort_by_key(|unit| unit.span.start);
    query
}

struct Parser<'a> {
    text: &'a str,
    facets: &'a [Facet],
    query: Query,
    /// The text, with spaces for what was taken out.
    rest: String,
}

impl Parser<'_> {
    /// `severity:high`, `-squad:"Core banking"`, `before:2026-03`; gives where it ends.
    fn operator(&mut self, at: usize) -> Option<usize> {
        let minus = self.text[at..].starts_with('-');
        let word_at = at + usize::from(minus);
        let word = self.text[word_at..].split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).next()?;
        let value_at = word_at + word.len() + 1;
        let (value, length) = value_of(self.text[word_at + word.len()..].strip_prefix(':')?);
        self.operate(minus, &word.to_lowercase(), value).then_some(value_at + length)
    }

    /// Whether a word is an operator; then its value is noted. One without a value is not yet typed.
    fn operate(&mut self, minus: bool, word: &str, value: &str) -> bool {
        let value = value.trim();
        let facet = self.facets.iter().position(|facet| facet.words.iter().any(|own| own == word));
        if let Some(facet) = facet {
            let names = |names: &Vec<String>| names.iter().any(|name| fold(name) == fold(value));
            match self.facets[facet].terms.iter().position(names) {
                _ if value.is_empty() => {}
                Some(term) if minus => self.query.banned.push(Choice { facet, term }),
                Some(term) => self.query.chosen.push(Choice { facet, term }),
                None => self.query.unknown.push(format!("{word}:{value}")),
            }
            return true;
        }
        match (word, first_day(value)) {
            ("before" | "after", None) if value.is_empty() => {}
            ("before" | "after", None) => self.query.unknown.push(format!("{word}:{value}")),
            ("after", Some(day)) => self.query.from = self.query.from.max(day),
            ("before", Some(day)) => self.query.before = Some(self.query.before.map_or(day, |other| other.min(day))),
            _ => return false,
        }
        true
    }

    /// `"a phrase"`, or one that must not be there; gives where it ends.
    fn quotation(&mut self, at: usize, begins: bool) -> Option<usize> {
        let rest = &self.text[at..];
        let minus = begins && rest.starts_with("-\"");
        let inner = rest[usize::from(minus)..].strip_prefix('"')?;
        let (inner, _) = inner.split_once('"')?;
        let end = at + usize::from(minus) + inner.len() + 2;
        let unit = Unit::phrase(inner, Span::new(at + usize::from(minus), end));
        if unit.size > 0 {
            if minus { self.query.refused.push(unit) } else { self.query.units.push(unit) }
        }
        Some(end)
    }

    /// `-word`, up to the next space; gives where it ends.
    fn exclusion(&mut self, at: usize) -> Option<usize> {
        let rest = self.text[at..].strip_prefix('-')?;
        let word = rest.split(|c: char| c.is_whitespace() || c == '"').next()?;
        word.starts_with(char::is_alphanumeric).then(|| {
            self.query.refused.extend(units(word, false));
            at + 1 + word.len()
        })
    }
}

/// The value of an operator, and how long it is as written; a quotation that is still open goes on to the end.
fn value_of(text: &str) -> (&str, usize) {
    let Some(quoted) = text.strip_prefix('"') else {
        let value = text.split(|c: char| c.is_whitespace() || c == '"').next().unwrap_or("");
        return (value, value.len());
    };
    quoted.split_once('"').map_or((quoted, text.len()), |(value, _)| (value, value.len() + 2))
}

/// The first day of `2026`, `2026-03` or `2026-03-04`, in days since 1970.
fn first_day(text: &str) -> Option<u32> {
    let digits = text
        .bytes()
        .enumerate()
        .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let whole = match text.len() {
        _ if !digits => return None,
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return None,
    };
    whole.parse::<Date>().ok().map(days_since_1970)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn texts(list: &Value) -> Vec<String> {
        list.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text").to_owned()).collect()
    }

    fn facet(of: &Value) -> Facet {
        Facet {
            key: of["key"].as_str().expect("a key").to_owned(),
            title: String::new(),
            many: false,
            words: texts(&of["words"]),
            terms: of["terms"].as_array().expect("a list").iter().map(texts).collect(),
            of_document: Vec::new(),
        }
    }

    fn read(text: &str, facets: &[Facet]) -> Value {
        let query = parse(text, facets);
        let texts = |units: &[Unit]| units.iter().map(|unit| unit.text.clone()).collect::<Vec<_>>();
        let named = |choices: &[Choice]| {
            let name = |choice: &Choice| {
                format!("{}:{}", facets[choice.facet].key, facets[choice.facet].terms[choice.term][0])
            };
            let mut names: Vec<String> = choices.iter().map(name).collect();
            names.sort();
            names
        };
        json!({
            "units": texts(&query.units),
            "refused": texts(&query.refused),
            "chosen": named(&query.chosen),
            "banned": named(&query.banned),
            "days": [query.from, query.before.map(|before| before.saturating_sub(1))],
            "unknown": query.unknown,
        })
    }

    /// The script of the pages reads the same examples.
    #[test]
    fn queries_are_read_as_the_examples_say() {
        let examples: Value = serde_json::from_str(include_str!("../../../tests/search/parse.json")).expect("JSON");
        let facets: Vec<Facet> = examples["facets"].as_array().expect("a list").iter().map(facet).collect();
        for example in examples["queries"].as_array().expect("a list") {
            let text = example[0].as_str().expect("a text");
            let none = json!([]);
            let mut expected = json!({ "units": none, "refused": none, "chosen": none, "banned": none, "days": [0, null], "unknown": none });
            for (key, value) in example[1].as_object().expect("what is not empty") {
                expected[key] = value.clone();
            }
            assert_eq!(read(text, &facets), expected, "{text}");
        }
    }
}
