//! A syntax error in plain words, and the line that it is about.
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source, Span};

/// A syntax error as whoever wrote the text should see it. Places count from the start of the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where it is.
    pub(super) at: Span,
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead, where that can be told.
    pub(super) help: Option<String>,
    /// Another place that it is about, and what is there.
    pub(super) also: Option<(Span, &'static str)>,
}

impl Fault {
    pub(super) fn new(at: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: Some(help.into()), also: None }
    }

    /// The finding, for a text that begins at `base` of its source.
    pub(super) fn finding(self, code: Code, source: &Arc<Source>, base: usize) -> Diagnostic {
        let place = |span: Span| Place::new(source, span.shifted(base));
        let finding = Diagnostic::deny(code, place(self.at), self.message);
        let finding = self.help.into_iter().fold(finding, Diagnostic::help);
        self.also.into_iter().fold(finding, |finding, (at, what)| finding.also(place(at), what))
    }

    /// What the parser says, where nothing is known that says it better.
    pub(super) const fn bare(at: Span, message: String) -> Self {
        Self { at, message, help: None, also: None }
    }
}

/// The line around an offset, without its end.
pub(super) fn line_at(text: &str, offset: usize) -> Span {
    let offset = text.floor_char_boundary(offset);
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    Span::new(start, start + text[start..end].trim_end_matches('\r').len())
}

/// A key and its value on one line, each with its place; a comment counts as part of the value.
pub(super) fn pair(text: &str, line: Span, mark: char) -> Option<(Span, Span)> {
    let written = line.of(text);
    let at = written.find(mark)?;
    let key = within(line.start, &written[..at])?;
    let value = within(line.start + at + mark.len_utf8(), &written[at + mark.len_utf8()..]);
    let plain = key.of(text).bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    plain.then(|| (key, value.unwrap_or(Span::at(line.end))))
}

/// Where the text without the blanks around it stands.
fn within(base: usize, text: &str) -> Option<Span> {
    let start = base + text.len() - text.trim_start().len();
    let trimmed = text.trim();
    (!trimmed.is_empty()).then(|| Span::new(start, start + trimmed.len()))
}

/// How many lines give a key a value by this mark: `title: …`.
pub(super) fn pairs(text: &str, mark: char) -> usize {
    lines(text).filter(|line| pair(text, *line, mark).is_some_and(|(_, value)| value.start < value.end)).count()
}

/// Where each key stands first, at the start of a line.
pub(super) fn firsts(text: &str, mark: char) -> BTreeMap<&str, Span> {
    let mut firsts = BTreeMap::new();
    for (key, _) in lines(text).filter_map(|line| pair(text, line, mark)) {
        firsts.entry(key.of(text)).or_insert(key);
    }
    firsts
}

fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        Span::new(at - line.len(), at)
    })
}

/// A text between quotes that it does not hold itself, as TOML and YAML both read it.
pub(super) fn in_quotes(text: &str) -> String {
    let harmless = |mark: char| !text.contains([mark, '\\']);
    if !harmless('"') && !text.contains('\'') { format!("'{text}'") } else { super::quoted(text) }
}
