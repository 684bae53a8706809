//! What the parser of TOML says, in plain words and once.
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::fault::{Fault, firsts, in_quotes, line_at, pair, pairs};
use crate::source::Span;

/// Faults from the parser's errors: one a line, and one where everything behind it is a consequence.
pub(super) fn faults(text: &str, errors: &[(Span, String)], lists: &[Span]) -> Vec<Fault> {
    let Some((at, _)) = errors.first() else { return Vec::new() };
    if pairs(text, ':') > 2 && pairs(text, '=') == 0 {
        let line = line_at(text, at.start);
        return vec![Fault::new(line, "this is YAML, between the fences of TOML", "write `---` above and below it")];
    }
    if let Some((list, from)) = unclosed(errors, lists) {
        let before = errors.iter().filter(|(at, _)| at.start < list.start);
        let end = Span::new(list.start, line_at(text, list.start).end);
        let fault = Fault::new(Span::at(from.min(end.end)), "this list is never closed", "add `]` at its end");
        let fault = Fault { also: Some((Span::new(list.start, list.start + 1), "opened here")), ..fault };
        return one_a_line(text, before).chain(std::iter::once(fault)).collect();
    }
    one_a_line(text, errors.iter()).collect()
}

/// The list that was never closed, and where the parser first noticed.
pub(super) fn unclosed(errors: &[(Span, String)], lists: &[Span]) -> Option<(Span, usize)> {
    let never = |message: &str| message.starts_with("unclosed array") || message.starts_with("unexpected `=` in array");
    let (noticed, _) = errors.iter().find(|(_, message)| never(message))?;
    let list = lists.iter().rev().find(|list| list.start <= noticed.start && noticed.start <= list.end)?;
    let inside = errors.iter().map(|(at, _)| at.start).filter(|at| *at > list.start);
    Some((*list, inside.min()?))
}

/// The first of each line; of a table that is written again and again, the first of all.
fn one_a_line<'e>(text: &str, errors: impl Iterator<Item = &'e (Span, String)>) -> impl Iterator<Item = Fault> {
    let (mut last, mut tables, keys) = (None, BTreeSet::new(), Keys::new(text));
    errors.filter_map(move |(at, message)| {
        let line = line_at(text, at.start);
        let again = line.of(text).trim_start().starts_with('[') && !tables.insert(at.of(text).to_owned());
        let new = last != Some(line.start) && !again;
        last = Some(line.start);
        new.then(|| fault(&keys, *at, message, line))
    })
}

fn fault(keys: &Keys<'_>, at: Span, message: &str, line: Span) -> Fault {
    let text = keys.text;
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let quote = expected.trim_matches('`');
    match what {
        "invalid basic string" | "invalid literal string" if quote.len() == 1 => {
            Fault::new(at, "this text has no closing quote", format!("add `{quote}` at its end"))
        }
        "string values must be quoted" | "invalid boolean" => unquoted(text, at, line),
        "key with no value" | "invalid unquoted key" => no_value(text, at, message, line),
        "duplicate key" => twice(keys, at),
        "unexpected key or value" => too_much(text, at, line),
        "missing escaped value" => Fault::new(
            at,
            "a `\\` begins a special character here",
            "write `\\\\` for one, or put the whole text between single quotes: '…'",
        ),
        "missing comma between array elements" => {
            Fault::new(at, "a comma is missing before this value", "put `,` between the values of a list")
        }
        _ => Fault::bare(at, message.to_owned()),
    }
}

/// `title = Pool ran dry`, `title = “Pool ran dry”`, `title = `.
fn unquoted(text: &str, at: Span, line: Span) -> Fault {
    let written = at.of(text).trim();
    let key = pair(text, line, '=').map_or("this key", |(key, _)| key.of(text));
    let bare = written.trim_matches(['“', '”', '„', '‟', '‘', '’', '«', '»']);
    if written.is_empty() {
        Fault::new(at, format!("`{key}` has no value"), "write it behind `=`, a text in quotes")
    } else if written.starts_with(|c: char| c.is_ascii_digit()) {
        let help = "write texts in quotes, dates and times as `2026-03-04T09:12:00`";
        Fault::new(at, "this is neither a text in quotes nor a number nor a date", help)
    } else if bare == written {
        Fault::new(at, "this text is not in quotes", format!("write `{}`", in_quotes(bare)))
    } else {
        Fault::new(at, "these are not the quotes of a keyboard", format!("write `{}`", in_quotes(bare)))
    }
}

/// `severity "high"`, `severity: high`.
fn no_value(text: &str, at: Span, message: &str, line: Span) -> Fault {
    if let Some((key, value)) = pair(text, line, ':') {
        let (key, value) = (key.of(text), value.of(text));
        let plain = value.starts_with(['"', '\'', '[', '{']) || value.starts_with(|c: char| c.is_ascii_digit());
        let value = if plain { value.to_owned() } else { in_quotes(value) };
        return Fault::new(at, "TOML has `=` where YAML has `:`", format!("write `{key} = {value}`"));
    }
    if line.of(text).contains('=') {
        return Fault::bare(at, message.to_owned());
    }
    let written = line.of(text).trim();
    let key = written.split_whitespace().next().unwrap_or_default();
    match written.strip_prefix(key).map(str::trim).filter(|value| value.starts_with(['"', '\'', '['])) {
        Some(value) => Fault::new(at, format!("`=` is missing after `{key}`"), format!("write `{key} = {value}`")),
        None => Fault::new(line, "this line gives no key a value", "write `key = \"value\"`, or remove the line"),
    }
}

fn twice(keys: &Keys<'_>, at: Span) -> Fault {
    let key = at.of(keys.text);
    let fault = Fault::new(at, format!("`{key}` is written twice"), "keep the one that is right");
    let line = line_at(keys.text, at.start).of(keys.text).trim_start();
    if line.starts_with('[') {
        let help = if keys.is_list(key) {
            format!("write each as `[[{key}]]`")
        } else {
            format!("write its keys below one `[{key}]`")
        };
        return Fault { help: Some(help), ..fault };
    }
    let first = keys.first(key).filter(|first| first.start < at.start);
    Fault { also: first.map(|first| (first, "first here")), ..fault }
}

/// What a text gives values to, looked up once however often it is asked for.
struct Keys<'t> {
    text: &'t str,
    firsts: OnceCell<BTreeMap<&'t str, Span>>,
    lists: OnceCell<BTreeSet<&'t str>>,
}

impl<'t> Keys<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, firsts: OnceCell::new(), lists: OnceCell::new() }
    }

    /// Where a key stands first, at the start of a line.
    fn first(&self, key: &str) -> Option<Span> {
        self.firsts.get_or_init(|| firsts(self.text, '=')).get(key).copied()
    }

    /// Whether `[[key]]` stands anywhere.
    fn is_list(&self, key: &str) -> bool {
        let inner = |line: &'t str| Some(line.trim().strip_prefix("[[")?.split_once("]]")?.0.trim());
        self.lists.get_or_init(|| self.text.lines().filter_map(inner).collect()).contains(key)
    }
}

/// `title = "The "pool" ran dry"`, `users = 4,200`.
fn too_much(text: &str, at: Span, line: Span) -> Fault {
    let value = pair(text, line, '=').map_or("", |(_, value)| value.of(text));
    let number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '\'' | ' ' | '_');
    // A longer one may be a card, which no advice repeats.
    if (1..=12).contains(&value.len()) && value.chars().all(number) {
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        return Fault::new(at, "a number has no separators", format!("write `{digits}`"));
    }
    match value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|inner| !inner.contains('\\')) {
        Some(inner) => {
            Fault::new(at, "the text ends at the quote before this", format!("write `{}`", in_quotes(inner)))
        }
        None => Fault::new(at, "something stands behind the value", "write one key and one value a line"),
    }
}
