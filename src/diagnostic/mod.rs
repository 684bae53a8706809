//! What is wrong with the content, where, and what to write instead.
pub mod human;
pub mod json;
mod position;
mod suggest;

use std::borrow::Cow;

pub use position::{LineColumn, line_column};
pub use suggest::did_you_mean;

use crate::source::Place;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not looked for.
    Allow,
    /// Reported; the build goes on.
    Warn,
    /// Reported; `check` and `build` fail.
    Deny,
}

/// What a finding is called, such as `unknown-term`; stable, for `site.toml` and for machines.
pub type Code = &'static str;

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of fault.
    pub code: Code,
    /// How much it matters.
    pub level: Level,
    /// What is wrong, in one phrase that stands alone, lowercase and without a full stop.
    pub message: String,
    /// Where, the main place first; never empty.
    pub labels: Vec<Label>,
    /// What to write instead, or to know.
    pub help: Vec<String>,
}

/// A remark on a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What about it; may be empty.
    pub text: Cow<'static, str>,
}

impl Diagnostic {
    /// A finding that fails the build.
    #[must_use]
    pub fn deny(code: Code, at: Place, message: impl Into<String>) -> Self {
        Self::new(code, Level::Deny, at, message)
    }

    /// A finding that does not.
    #[must_use]
    pub fn warn(code: Code, at: Place, message: impl Into<String>) -> Self {
        Self::new(code, Level::Warn, at, message)
    }

    /// A finding at a place.
    #[must_use]
    pub fn new(code: Code, level: Level, at: Place, message: impl Into<String>) -> Self {
        let label = Label { place: at, text: Cow::Borrowed("") };
        Self { code, level, message: message.into(), labels: vec![label], help: Vec::new() }
    }

    /// Says what about the last place.
    #[must_use]
    pub fn saying(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        if let Some(label) = self.labels.last_mut() {
            label.text = text.into();
        }
        self
    }

    /// Points at one more place.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<Cow<'static, str>>) -> Self {
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// The main place.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.labels[0].place
    }
}

/// A sink for findings; the order of arrival does not matter.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Takes a finding, unless its level is allowed.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.level > Level::Allow {
            self.0.push(diagnostic);
        }
    }

    /// Takes all findings of another sink.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|other| self.push(other));
    }

    /// All findings by file, then place, then code, each once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place().span, d.code);
            (&a.place().source.path, key(a), &a.message).cmp(&(&b.place().source.path, key(b), &b.message))
        });
        self.0.dedup();
        self.0
    }
}

/// Text of a file made safe to print: control characters, and those that reorder text, become U+FFFD.
#[must_use]
pub fn printable(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// How many findings there are at a level.
#[must_use]
pub fn count(findings: &[Diagnostic], level: Level) -> usize {
    findings.iter().filter(|finding| finding.level == level).count()
}
