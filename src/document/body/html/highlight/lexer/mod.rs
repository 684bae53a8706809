//! The lexer that most languages share: it reads each byte once and does what the rules of the language say.
mod look;
mod texts;

use super::languages::{Kind, Rules};
use super::paint::{Class, Paint};

/// Colours the code from `start` to `end`.
pub(super) fn lex(paint: &mut Paint<'_>, rules: &'static Rules, start: usize, end: usize) {
    let code = paint.code;
    let bytes = code.as_bytes().get(..end).unwrap_or_default();
    Lexer { bytes, at: start, rules, paint, command: true, named: None }.run();
}

struct Lexer<'a, 'p> {
    bytes: &'a [u8],
    at: usize,
    rules: &'static Rules,
    paint: &'p mut Paint<'a>,
    /// Whether the next word is a command, in languages of commands.
    command: bool,
    /// Where the keyword ended whose next word is the name of a function.
    named: Option<usize>,
}

impl Lexer<'_, '_> {
    fn run(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            match self.rules.kind(byte) {
                Kind::Plain => self.at += 1,
                Kind::Line => self.line_end(),
                Kind::Word => self.word(),
                Kind::Digit => self.number(),
                Kind::Mark => self.mark(byte),
            }
        }
    }

    fn line_end(&mut self) {
        self.command = self.before(self.at) != Some(b'\\');
        self.at += 1;
    }

    fn word(&mut self) {
        let start = self.at;
        self.at = self.word_end(start);
        if self.at - start <= 2 && self.rules.language.prefixes && self.prefixed_text(start) {
            return;
        }
        let class = self.class_of_word(start);
        if class != Class::Plain {
            self.paint.piece(start, self.at, class);
        }
    }

    fn class_of_word(&mut self, start: usize) -> Class {
        let language = self.rules.language;
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        let command = self.command && !language.separators.is_empty();
        let named = self.named.take().and_then(|end| self.bytes.get(end..start));
        if self.is_key(self.at) {
            return Class::Keyword;
        }
        if named.is_some_and(|between| between.iter().all(|byte| *byte == b' ')) {
            return Class::Function;
        }
        if !language.separators.is_empty() && self.byte(self.at) == Some(b'=') {
            return Class::Type;
        }
        let listed = self.before(start) != Some(b'.') && (command || language.separators.is_empty());
        if let Some(class) = listed.then(|| self.rules.class_of(word)).flatten() {
            self.command = !matches!(word, b"for" | b"case" | b"select");
            self.named = matches!(word, b"fn" | b"func" | b"def" | b"function" | b"fun" | b"sub").then_some(self.at);
            return class;
        }
        self.command = false;
        if command || language.calls && self.is_called() {
            return Class::Function;
        }
        if language.capitals && is_capitalised(word) { Class::Type } else { Class::Plain }
    }

    fn is_called(&self) -> bool {
        match self.byte(self.at) {
            Some(b'(') => true,
            Some(b'!') => matches!(self.byte(self.at + 1), Some(b'(' | b'[')),
            _ => false,
        }
    }

    /// Whether what ends here is the key of a value.
    fn is_key(&self, end: usize) -> bool {
        let keys = self.rules.language.keys.as_bytes();
        if keys.is_empty() {
            return false;
        }
        let blank = self.rest(end).iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let sign = self.byte(end + blank);
        let next = self.byte(end + blank + 1);
        sign.is_some_and(|sign| keys.contains(&sign) && next != Some(sign) && !matches!(next, Some(b'~' | b'>' | b'/')))
    }

    fn number(&mut self) {
        let start = self.at;
        let hex = self.has("0x") || self.has("0X");
        while let Some(byte) = self.byte(self.at) {
            let next = self.byte(self.at + 1);
            let more = match byte {
                b'.' => next.is_some_and(|next| next.is_ascii_digit()),
                b'+' | b'-' => {
                    !hex && matches!(self.before(self.at), Some(b'e' | b'E'))
                        && next.is_some_and(|b| b.is_ascii_digit())
                }
                _ => byte.is_ascii_alphanumeric() || byte == b'_',
            };
            if !more {
                break;
            }
            self.at += 1;
        }
        self.paint.piece(start, self.at, Class::Number);
    }

    /// A byte that may begin something: a comment, a text, a variable and so on.
    fn mark(&mut self, byte: u8) {
        let language = self.rules.language;
        let start = self.at;
        if let Some((open, close)) = language.blocks.iter().find(|(open, _)| self.has(open)) {
            self.block_comment(open, close);
        } else if language.lines.iter().any(|line| self.has(line) && (line.len() > 1 || self.is_apart(start))) {
            self.at = self.end_of_line(start);
            self.paint.piece(start, self.at, Class::Comment);
        } else if let Some(quote) = language.quotes.iter().find(|quote| self.has(quote.open)) {
            if language.lifetimes && byte == b'\'' && !self.is_char() {
                self.at = self.word_end(start + 1);
                self.paint.piece(start, self.at, Class::Keyword);
            } else {
                self.text(start, quote);
            }
        } else {
            self.sign(byte);
        }
    }

    fn block_comment(&mut self, open: &str, close: &str) {
        let start = self.at;
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            if self.has(close) && depth > 0 {
                self.at += close.len();
                depth -= 1;
                if depth == 0 {
                    break;
                }
            } else if self.has(open) && (depth == 0 || self.rules.language.nested) {
                self.at += open.len();
                depth += 1;
            } else {
                self.at += 1;
            }
        }
        self.paint.piece(start, self.at, Class::Comment);
    }

    fn sign(&mut self, byte: u8) {
        let language = self.rules.language;
        let start = self.at;
        self.at += 1;
        if language.separators.as_bytes().contains(&byte) {
            // `2>&1` and `&>` end nothing.
            self.command = self.before(start) != Some(b'>') && self.byte(self.at) != Some(b'>');
            return;
        }
        let word = self.word_end(self.at);
        let piece = match byte {
            _ if !language.signs.as_bytes().contains(&byte) => None,
            b'$' => self.variable_or_prompt(start),
            b'[' if self.is_line_start(start) => self.section_end(start).map(|end| (end, Class::Type)),
            _ if word == self.at => None,
            b'-' if self.is_apart(start) => Some((word, Class::Number)),
            b'#' if self.is_first(start) => Some((word, Class::Keyword)),
            b'@' => Some((word, Class::Type)),
            _ => None,
        };
        self.command &= byte != b'-' || piece.is_none();
        if let Some((end, class)) = piece {
            self.at = end;
            self.paint.piece(start, end, class);
        }
    }

    fn variable_or_prompt(&mut self, start: usize) -> Option<(usize, Class)> {
        if !self.rules.language.separators.is_empty() && self.is_line_start(start) && self.byte(self.at) == Some(b' ') {
            return Some((self.at, Class::Comment));
        }
        let end = self.variable_end(start);
        self.command &= end.is_none();
        end.map(|end| (end, Class::Type))
    }

    /// The end of `[section]` or `[[section]]`.
    fn section_end(&self, start: usize) -> Option<usize> {
        let line = self.bytes.get(start..self.end_of_line(start))?;
        line.iter().rposition(|byte| *byte == b']').map(|close| start + close + 1)
    }
}

fn is_capitalised(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_uppercase) && (word.len() == 1 || word.iter().any(u8::is_ascii_lowercase))
}
