//! What the parser of YAML says, in plain words.
use super::fault::{Fault, firsts, in_quotes, line_at, pair, pairs};
use crate::source::Span;

/// The fault that the parser's message is about; `at` is where it stopped.
pub(super) fn fault(text: &str, at: Span, message: String) -> Fault {
    let line = line_at(text, at.start);
    if let Some(key) = message.strip_prefix("duplicate mapping key: ").and_then(|rest| rest.split(',').next()) {
        return twice(text, at, key);
    }
    if message.contains("tabs disallowed") {
        return Fault::new(at, "YAML takes no tab here", "indent by blanks");
    }
    if let Some(list) = open_bracket(text, at.start) {
        return Fault::new(list, "this list is never closed", "add `]` at its end");
    }
    if let Some(value) = open_quote(text, at.start) {
        let mark = &value.of(text)[..1];
        return Fault::new(value, "this text has no closing quote", format!("add `{mark}` at its end"));
    }
    let above = text[..line.start].trim_end_matches(['\n', '\r']).len();
    let on_line = odd_line(text, line);
    on_line.or_else(|| odd_line(text, line_at(text, above))).unwrap_or_else(|| by_message(line, at, message))
}

/// Where YAML was not found at all.
pub(super) fn no_table(text: &str, at: Span) -> Fault {
    if pairs(text, '=') > 2 {
        let line = line_at(text, at.start);
        return Fault::new(line, "this is TOML, between the fences of YAML", "write `+++` above and below it");
    }
    Fault::new(line_at(text, at.start), "this gives no key a value", "write `key: value`, one a line")
}

fn twice(text: &str, at: Span, key: &str) -> Fault {
    let first = firsts(text, ':').get(key).copied().filter(|first| first.start < at.start);
    let whole = Span::new(at.start, at.start + key.len());
    let at = if whole.of(text) == key { whole } else { at };
    let fault = Fault::new(at, format!("`{key}` is written twice"), "keep the one that is right");
    Fault { also: first.map(|first| (first, "first here")), ..fault }
}

/// What is wrong with a line by itself: most faults can be told from it.
fn odd_line(text: &str, line: Span) -> Option<Fault> {
    let written = line.of(text);
    let Some((key, value)) = pair(text, line, ':') else { return no_pair(text, line) };
    let (name, words) = (key.of(text), value.of(text));
    if words.is_empty() {
        return None;
    }
    if !written[key.end - line.start..].starts_with(": ") && !words.starts_with(['"', '\'', '[', '{']) {
        return Some(Fault::new(line, "a blank is missing after the colon", format!("write `{name}: {words}`")));
    }
    let quote = words.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(mark) = quote.filter(|mark| words.matches(*mark).count() == 1) {
        return Some(Fault::new(value, "this text has no closing quote", format!("add `{mark}` at its end")));
    }
    let inner = |mark: char| words.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let wrong = match quote {
        Some(mark) if inner(mark).is_some_and(|inner| !inner.contains(mark)) => None,
        Some(_) => Some("something stands behind the closing quote"),
        // `|` and `>` alone begin a text of several lines.
        None if words.starts_with(['@', '`', '%', '*', '&', '!'])
            || words.starts_with(['|', '>']) && words.len() > 2 =>
        {
            Some("a text that begins like this must be in quotes")
        }
        None if words.contains(": ") || words.ends_with(':') => {
            Some("a text with a colon and a blank must be in quotes")
        }
        None => None,
    }?;
    Some(Fault::new(value, wrong, format!("write `{name}: {}`", in_quotes(words))))
}

fn no_pair(text: &str, line: Span) -> Option<Fault> {
    let written = line.of(text).trim();
    let (key, value) = written.split_once('=')?;
    let help = format!("write `{}: {}`", key.trim(), value.trim());
    Some(Fault::new(line, "YAML has `:` where TOML has `=`", help))
}

/// What remains is mostly a matter of indentation.
fn by_message(line: Span, at: Span, message: String) -> Fault {
    let indented = ["mapping values", "expected key", "indentation", "block", "simple key"];
    if indented.iter().any(|part| message.contains(part)) {
        let help = "begin all keys of one table, and all entries of one list, in the same column";
        return Fault::new(line, "this line does not fit the ones above it", help);
    }
    Fault::bare(at, message)
}

/// The `[` of a list that is open on the line before an offset, and on no line since.
fn open_bracket(text: &str, at: usize) -> Option<Span> {
    let open = text[..text.floor_char_boundary(at)].rfind('[')?;
    let line = line_at(text, open);
    let (_, value) = pair(text, line, ':')?;
    let still = value.start == open && !text[open..text.floor_char_boundary(at)].contains(']');
    (still && !line.of(text).contains(']')).then(|| Span::new(open, line.end))
}

/// The value of the last key before an offset that begins with a quote and does not end on its line.
fn open_quote(text: &str, at: usize) -> Option<Span> {
    let mut end = text.floor_char_boundary(at);
    loop {
        let line = line_at(text, end);
        if let Some((_, value)) = pair(text, line, ':') {
            let words = value.of(text);
            let mark = words.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            return (words.matches(mark).count() == 1).then_some(value);
        }
        end = line.start.checked_sub(1)?;
    }
}
