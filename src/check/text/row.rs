//! One word to look for, and what it must stand in to count.
use std::borrow::Cow;

use super::Kind;
use crate::source::Span;

/// The whole place that a word is a sign of, if it is one.
pub(super) type Find = fn(&str, Span) -> Option<Span>;

/// A word, in any case, and what it may be a sign of.
pub(super) struct Row {
    pub(super) word: Cow<'static, str>,
    pub(super) kind: Kind,
    pub(super) note: Cow<'static, str>,
    /// The whole place, given the text and where the word stands; none where it is a sign of nothing.
    pub(super) find: Find,
}

impl Row {
    pub(super) const fn new(word: &'static str, kind: Kind, note: &'static str, find: Find) -> Self {
        Self { word: Cow::Borrowed(word), kind, note: Cow::Borrowed(note), find }
    }
}

/// The character before an offset.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character from an offset on.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a place is a whole word or several.
pub(super) fn whole_word(text: &str, at: Span) -> Option<Span> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let joined = before(text, at.start).is_some_and(part) || after(text, at.end).is_some_and(part);
    (!joined).then_some(at)
}

/// The offset after a run of characters of a kind.
pub(super) fn run(text: &str, from: usize, of: impl Fn(u8) -> bool) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| of(**byte)).count()
}

/// The line that an offset stands in, without its end.
pub(super) fn line(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    Span::new(start, end)
}
