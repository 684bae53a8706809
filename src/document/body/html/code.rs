//! Blocks of code.
use pulldown_cmark::CodeBlockKind;

use super::escape::{attribute, escape};
use super::highlight::highlight;

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

    /// Writes it, in colours if asked to. It scrolls by keyboard, and code runs left to right.
    pub(super) fn write(self, out: &mut String, colours: bool) {
        out.push_str("<pre tabindex=\"0\" dir=\"ltr\"><code");
        if !self.language.is_empty() {
            attribute(out, "data-lang", &self.language);
        }
        out.push('>');
        if colours {
            highlight(out, &self.language, &self.text);
        } else {
            escape(out, &self.text);
        }
        out.push_str("</code></pre>\n");
    }
}
