//! Texts in quotes, and the variables that stand in them.
use super::super::languages::Quote;
use super::super::paint::Class;
use super::Lexer;

impl Lexer<'_, '_> {
    /// A text that began at `start` and whose quote opens here.
    pub(super) fn text(&mut self, start: usize, quote: &Quote) {
        let mut from = start;
        self.at += quote.open.len();
        while let Some(byte) = self.byte(self.at) {
            if Some(byte) == quote.escape {
                self.at += 1 + usize::from(self.byte(self.at + 1).is_some_and(|next| next != b'\n'));
            } else if self.has(quote.close) {
                self.at += quote.close.len();
                break;
            } else if byte == b'\n' && !quote.lines {
                break;
            } else if byte == b'$'
                && quote.variables
                && let Some(end) = self.variable_end(self.at)
            {
                self.paint.piece(from, self.at, Class::Text);
                self.paint.piece(self.at, end, Class::Type);
                (self.at, from) = (end, end);
            } else {
                self.at += 1;
            }
        }
        self.at = self.at.min(self.bytes.len());
        let class = if from == start && self.is_key(self.at) { Class::Keyword } else { Class::Text };
        self.paint.piece(from, self.at, class);
        self.command = false;
    }

    /// `f"…"`, `b'…'`, `r#"…"#`: a short word and the text that follows it.
    pub(super) fn prefixed_text(&mut self, start: usize) -> bool {
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        if self.rules.language.hashes && word.contains(&b'r') && self.raw_text(start) {
            return true;
        }
        let Some(quote) = self.rules.language.quotes.iter().find(|quote| self.has(quote.open)) else { return false };
        self.text(start, quote);
        true
    }

    /// `r##"…"##`, after its `r`.
    pub(super) fn raw_text(&mut self, start: usize) -> bool {
        let hashes = |lexer: &Self, at| lexer.rest(at).iter().take_while(|byte| **byte == b'#').count();
        let count = hashes(self, self.at);
        if self.byte(self.at + count) != Some(b'"') {
            return false;
        }
        self.at += count + 1;
        while self.at < self.bytes.len() {
            self.at = self.find(self.at, b'"').map_or(self.bytes.len(), |at| at + 1);
            let found = hashes(self, self.at).min(count);
            self.at += found;
            if found == count {
                break;
            }
        }
        self.paint.piece(start, self.at, Class::Text);
        true
    }

    /// `'x'` or `'\n'`, not `'a`.
    pub(super) fn is_char(&self) -> bool {
        let after = self.rest(self.at + 1);
        let letter = after.first().map_or(0, |first| if *first < 0x80 { 1 } else { first.leading_ones() as usize });
        after.first() == Some(&b'\\') || after.get(letter) == Some(&b'\'')
    }

    /// The end of the `$name`, `${…}` or `$?` that begins here.
    pub(super) fn variable_end(&self, start: usize) -> Option<usize> {
        let after = self.rest(start + 1);
        let length = match after.first()? {
            b'{' => braces(after),
            first if first.is_ascii_alphabetic() || *first == b'_' => {
                after.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
            }
            first if first.is_ascii_digit() || b"?@#*!$".contains(first) => 1,
            _ => return None,
        };
        Some(start + 1 + length)
    }
}

/// The length of `{…}` with what stands in it, at most to the end of the line.
fn braces(after: &[u8]) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in after.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth <= 1 => return at + 1,
            b'}' => depth -= 1,
            b'\n' => return at,
            _ => {}
        }
    }
    after.len()
}
