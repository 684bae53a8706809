//! YAML: keys, quoted texts, constants, anchors and comments; long texts below `|` or `>` stay plain.
use super::paint::{Class, Paint};

pub(super) fn lex(paint: &mut Paint<'_>) {
    let code = paint.code;
    let mut reader = Reader { line: "", base: 0, at: 0, paint, flow: 0, key: true, column: 0, block: None };
    let mut base = 0;
    for line in code.split_inclusive('\n') {
        reader.line(line.trim_ascii_end(), base);
        base += line.len();
    }
}

struct Reader<'a, 'p> {
    /// The line that is read, and where it begins in the code.
    line: &'a str,
    base: usize,
    at: usize,
    paint: &'p mut Paint<'a>,
    /// How many brackets are open.
    flow: usize,
    /// Whether a key may come next in this line.
    key: bool,
    /// The column of the last key or `-`.
    column: usize,
    /// What a long text is written deeper than, while one goes on.
    block: Option<usize>,
}

impl<'a> Reader<'a, '_> {
    fn line(&mut self, line: &'a str, base: usize) {
        let indent = line.len() - line.trim_ascii_start().len();
        if self.block.is_some_and(|column| line.is_empty() || indent > column) {
            return;
        }
        (self.line, self.base, self.at) = (line, base, indent);
        (self.key, self.column, self.block) = (true, indent, None);
        let mark = line.starts_with("---") || line.starts_with("...") || line.starts_with('%');
        if mark && matches!(line.as_bytes().get(3), None | Some(b' ')) {
            (self.at, self.flow) = (3, 0);
            self.piece(0, Class::Comment);
        }
        while let Some(byte) = self.byte(0) {
            self.token(byte);
        }
    }

    fn token(&mut self, byte: u8) {
        let start = self.at;
        match byte {
            b' ' | b'\t' => self.at += 1,
            b'#' if self.is_apart() => {
                self.at = self.line.len();
                self.piece(start, Class::Comment);
            }
            b'-' | b'?' if matches!(self.byte(1), None | Some(b' ')) => {
                self.at += 1;
                (self.key, self.column) = (true, start);
            }
            b'[' | b'{' | b']' | b'}' | b',' => self.bracket(byte),
            b'"' | b'\'' => self.quoted(byte),
            b'&' | b'*' | b'!' => {
                let end = |byte: u8| matches!(byte, b' ' | b'\t' | b',' | b']' | b'}');
                self.at += self.rest().bytes().take_while(|byte| !end(*byte)).count();
                self.piece(start, Class::Type);
            }
            b'|' | b'>' if self.is_header() => {
                self.block = Some(self.column);
                self.at += self.rest().find(" #").map_or(self.rest().len(), |at| at + 1);
            }
            _ => self.plain(),
        }
    }

    fn bracket(&mut self, byte: u8) {
        self.at += 1;
        match byte {
            b'[' | b'{' => self.flow += 1,
            b']' | b'}' => self.flow = self.flow.saturating_sub(1),
            _ => {}
        }
    }

    fn quoted(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.byte(0) {
            self.at += if byte == b'\\' && quote == b'"' { 2 } else { 1 };
            if byte == quote {
                break;
            }
        }
        self.at = self.at.min(self.line.len());
        let key = self.is_key();
        self.piece(start, if key { Class::Keyword } else { Class::Text });
        self.after(key, start);
    }

    /// A text without quotes, up to what ends it.
    fn plain(&mut self) {
        let start = self.at;
        let flow = self.flow > 0;
        self.at += 1;
        while let Some(byte) = self.byte(0) {
            let ends = match byte {
                b',' | b'[' | b']' | b'{' | b'}' => flow,
                b':' => self.is_key(),
                b'#' => self.is_apart(),
                _ => false,
            };
            if ends {
                break;
            }
            self.at += 1;
        }
        let key = self.is_key();
        let text = self.line.get(start..self.at).unwrap_or_default().trim_ascii_end();
        let end = self.base + start + text.len();
        if key {
            self.paint.piece(self.base + start, end, Class::Keyword);
        } else if is_constant(text) {
            self.paint.piece(self.base + start, end, Class::Number);
        }
        self.after(key, start);
    }

    /// Goes on behind a key or a value.
    fn after(&mut self, key: bool, start: usize) {
        if key {
            self.at += 1;
            (self.key, self.column) = (false, if self.flow == 0 { start } else { self.column });
        }
    }

    /// Whether the colon that ends a key stands here.
    fn is_key(&self) -> bool {
        let next = self.byte(1);
        let ends = matches!(next, None | Some(b' ' | b'\t')) || self.flow > 0 && matches!(next, Some(b',' | b'}'));
        self.byte(0) == Some(b':') && ends && (self.key || self.flow > 0)
    }

    /// Whether the sign of a long text stands here, and not the beginning of a word.
    fn is_header(&self) -> bool {
        let signs = self.rest().bytes().skip(1).take_while(|byte| matches!(byte, b'-' | b'+' | b'0'..=b'9')).count();
        self.flow == 0 && matches!(self.byte(1 + signs), None | Some(b' '))
    }

    fn is_apart(&self) -> bool {
        self.at.checked_sub(1).and_then(|at| self.line.as_bytes().get(at)).is_none_or(u8::is_ascii_whitespace)
    }

    /// The byte at a distance from here, in this line.
    fn byte(&self, ahead: usize) -> Option<u8> {
        self.line.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// Colours the line from `start` to here.
    fn piece(&mut self, start: usize, class: Class) {
        self.paint.piece(self.base + start, self.base + self.at, class);
    }
}

fn is_constant(text: &str) -> bool {
    const WORDS: [&str; 7] = ["true", "false", "null", "yes", "no", "on", "off"];
    let number = || text.bytes().next().is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.'));
    text == "~" || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) || number() && text.parse::<f64>().is_ok()
}
