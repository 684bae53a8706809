//! The marks of an action: `@payments due:2026-11-30 kind:detect PAY-123`.
use std::ops::Range;

use crate::document::body::ActionItem;
use crate::document::body::Mark as Written;
use crate::document::body::blocks::Words;
use crate::source::Spanned;

/// What may stand before a colon.
const KEYS: &[&str] = &["due", "closed", "opened", "kind", "state", "ticket"];
/// Of these, those whose value is a date.
const DATES: &[&str] = &["due", "closed", "opened"];
/// What looks like a ticket and is a standard.
const STANDARDS: &[&str] =
    &["UTF", "SHA", "ISO", "CVE", "CWE", "RFC", "HTTP", "TLS", "SSL", "AES", "MD", "GHSA", "PCI", "COVID", "IPV", "EC"];

/// One mark, and which bytes of the words it takes.
enum Mark {
    Owner(Range<usize>),
    Key(String, Range<usize>),
    Ticket(Range<usize>),
}

/// Reads the marks of some words, from byte `from` on, into an action. The words without the marks in front of
/// them and at their end are left: a mark in the middle of a sentence is a part of it.
pub(super) fn read(words: &Words, from: usize, item: &mut ActionItem) -> Range<usize> {
    let tokens = tokens(words, from);
    let mut kinds: Vec<bool> = Vec::with_capacity(tokens.len());
    let mut n = 0;
    while n < tokens.len() {
        if let Some((mark, used)) = mark(words, &tokens[n..]) {
            keep(words, mark, item);
            kinds.extend(std::iter::repeat_n(true, used));
            n += used;
        } else {
            kinds.push(!words.text[tokens[n].clone()].contains(char::is_alphanumeric));
            n += 1;
        }
    }
    left(words, from, &tokens, &kinds)
}

/// The marks among some words, with the whole of each.
pub(super) fn marks(words: &Words) -> Vec<Written> {
    let tokens = tokens(words, 0);
    let mut marks = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        let Some((mark, used)) = mark(words, &tokens[n..]) else {
            if words.text[tokens[n].clone()].contains(char::is_alphanumeric) {
                marks.iter_mut().for_each(|mark: &mut Written| mark.trails = false);
            }
            n += 1;
            continue;
        };
        let whole = bare(words, &tokens[n]).start..bare(words, &tokens[n + used - 1]).end;
        marks.extend(written(words, &mark, &whole));
        n += used;
    }
    marks
}

/// A mark with its place, where it is written as it reads.
fn written(words: &Words, mark: &Mark, whole: &Range<usize>) -> Option<Written> {
    let (key, value) = match mark {
        Mark::Owner(range) => ("owner", range),
        Mark::Key(key, range) => (*KEYS.iter().find(|known| *known == key)?, range),
        Mark::Ticket(range) => ("ticket", range),
    };
    let whole = if key == "ticket" { value } else { whole };
    let span = words.place(whole);
    let exact = span.end - span.start == whole.len();
    exact.then(|| Written { span, key, value: words.text[value.clone()].to_owned(), trails: true })
}

/// What is left between the marks in front and those at the end.
fn left(words: &Words, from: usize, tokens: &[Range<usize>], marks: &[bool]) -> Range<usize> {
    let Some(last) = marks.iter().rposition(|mark| !mark) else { return from..from };
    let first = marks.iter().position(|mark| !mark).unwrap_or(0);
    let start = tokens.get(first).map_or(from, |token| token.start);
    let end = tokens.get(last).map_or(start, |token| token.end);
    let text = &words.text[start..end];
    if last + 1 == tokens.len() {
        return start..end;
    }
    let kept = text.trim_end_matches([',', '(', '[', ';', '-', '–', '—', '|']).trim_end();
    let opened = |open, close| kept.matches(open).count() > kept.matches(close).count();
    // `(see PAY-123)`: the mark is a part of what the brackets say.
    let end = if opened('(', ')') || opened('[', ']') { words.text.trim_end().len() } else { start + kept.len() };
    start..end
}

/// The words between blanks, without code.
fn tokens(words: &Words, from: usize) -> Vec<Range<usize>> {
    let text = &words.text;
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)).chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (true, Some(begun)) => {
                tokens.push(begun..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    tokens
}

/// The mark that some tokens begin with, and how many of them it takes.
fn mark(words: &Words, tokens: &[Range<usize>]) -> Option<(Mark, usize)> {
    let token = bare(words, tokens.first()?);
    let text = &words.text[token.clone()];
    if words.is_code(token.start) {
        return None;
    }
    if let Some(name) = text.strip_prefix('@') {
        let named = name.starts_with(|c: char| c.is_alphanumeric()) && !name.contains('@');
        return named.then(|| (Mark::Owner(token.start + 1..token.end), 1));
    }
    let ticket = text.trim_end_matches(':');
    if is_ticket(ticket) {
        return Some((Mark::Ticket(token.start..token.start + ticket.len()), 1));
    }
    let (key, value) = text.split_once(':').map_or((text, None), |(key, value)| (key, Some(value)));
    let key = KEYS.iter().find(|known| key.eq_ignore_ascii_case(known))?;
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        return Some((Mark::Key((*key).to_owned(), token.end - value.len()..token.end), 1));
    }
    let next = bare(words, tokens.get(1)?);
    let dated = DATES.contains(key) && is_date(&words.text[next.clone()]);
    dated.then(|| (Mark::Key((*key).to_owned(), next), 2))
}

/// A token without the brackets and commas around it.
fn bare(words: &Words, token: &Range<usize>) -> Range<usize> {
    let text = &words.text[token.clone()];
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', ',', ';', '.']);
    let start = token.start + text.len() - text.trim_start_matches(['(', '[']).len();
    start..(start + inner.len()).max(start)
}

fn is_date(text: &str) -> bool {
    super::day::day(text).is_some_and(|(_, length)| length == text.len())
}

fn is_ticket(text: &str) -> bool {
    let Some((project, number)) = text.split_once('-') else { return false };
    let name = project.len() >= 2
        && project.starts_with(|c: char| c.is_ascii_uppercase())
        && project.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let numbered = !number.is_empty() && number.len() <= 9 && number.bytes().all(|byte| byte.is_ascii_digit());
    name && numbered && !STANDARDS.contains(&project)
}

fn keep(words: &Words, mark: Mark, item: &mut ActionItem) {
    let value = |range: Range<usize>| Spanned::new(words.text[range.clone()].to_owned(), words.place(&range));
    match mark {
        Mark::Owner(range) => {
            item.owner.get_or_insert_with(|| value(range));
        }
        Mark::Ticket(range) => {
            item.ticket.get_or_insert_with(|| value(range));
        }
        Mark::Key(key, range) => item.marks.push((key, value(range))),
    }
}
