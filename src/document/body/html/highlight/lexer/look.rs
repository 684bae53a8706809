//! What stands around a place.
use super::Lexer;

impl Lexer<'_, '_> {
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    pub(super) fn before(&self, at: usize) -> Option<u8> {
        at.checked_sub(1).and_then(|at| self.byte(at))
    }

    pub(super) fn rest(&self, at: usize) -> &[u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    pub(super) fn has(&self, mark: &str) -> bool {
        self.rest(self.at).starts_with(mark.as_bytes())
    }

    pub(super) fn find(&self, at: usize, byte: u8) -> Option<usize> {
        self.rest(at).iter().position(|other| *other == byte).map(|found| at + found)
    }

    pub(super) fn end_of_line(&self, at: usize) -> usize {
        self.find(at, b'\n').unwrap_or(self.bytes.len())
    }

    /// The end of a word, whose first letter may be anything; an apostrophe belongs to it as in `couldn't`.
    pub(super) fn word_end(&self, start: usize) -> usize {
        let short = if self.rules.language.prefixes { start + 2 } else { start };
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            let inner = byte == b'\'' && at > short && self.byte(at + 1).is_some_and(|next| next.is_ascii_alphabetic());
            if !inner && !self.rules.joins(byte) {
                break;
            }
            at += 1;
        }
        at
    }

    pub(super) fn is_line_start(&self, at: usize) -> bool {
        self.before(at).is_none_or(|before| before == b'\n')
    }

    /// Whether white space or nothing stands before.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.before(at).is_none_or(|before| before.is_ascii_whitespace())
    }

    /// Whether only white space stands before in its line.
    pub(super) fn is_first(&self, at: usize) -> bool {
        let blank = self.bytes.iter().take(at).rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.is_line_start(at - blank)
    }
}
