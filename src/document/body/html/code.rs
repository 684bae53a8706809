//! Blocks of code.
use pulldown_cmark::CodeBlockKind;

use super::escape::{attribute, escape};
use super::highlight::highlight;

/// How many bytes of code one body may have coloured: colouring is slow, and slowest on what is no code.
pub(super) const COLOURED: usize = 64 << 10;

/// An open block of code.
pub(super) struct Code {
    language: String,
    pub(super) text: String,
}

impl Code {
    pub(super) fn new(kind: &CodeBlockKind<'_>) -> Self {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next().unwrap_or("").to_lowercase(),
            CodeBlockKind::Indented => String::new(),
        };
        Self { language, text: String::new() }
    }

    /// Writes it, in colours where its language is known and not too much was coloured before. It scrolls by keyboard, and code runs left to right.
    pub(super) fn write(self, out: &mut String, colours: &mut usize) {
        out.push_str("<pre tabindex=\"0\" dir=\"ltr\"><code");
        if !self.language.is_empty() {
            attribute(out, "data-lang", &self.language);
        }
        out.push('>');
        let may = self.text.len() <= *colours;
        match if may { highlight(&self.language, &self.text) } else { None } {
            Some(html) => {
                *colours -= self.text.len();
                out.push_str(&html);
            }
            None => escape(out, &self.text),
        }
        out.push_str("</code></pre>\n");
    }
}
