//! What is wrong with the content, where, and what to write instead.
mod conceal;
mod doubled;
mod fingerprint;
mod fix;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
mod position;
pub mod sarif;
pub mod short;
mod suggest;

use std::borrow::Cow;

pub use fix::{Edit, Fixed, fixed};
pub use position::{LineColumn, Positions, line_column};
pub use suggest::did_you_mean;

use crate::source::{Place, Span};

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
    more: Option<Box<More>>,
}

/// What few findings have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct More {
    fix: Vec<Edit>,
    about: Vec<String>,
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
        Self { code, level, message: message.into(), labels: vec![label], help: Vec::new(), more: None }
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

    /// Says how to mend it: `text` in place of `span`, in the file of the main place.
    #[must_use]
    pub fn mend(mut self, span: Span, text: impl Into<String>) -> Self {
        self.more.get_or_insert_default().fix.push(Edit { span, text: text.into() });
        self
    }

    /// Names a file that it depends on, by path or id.
    #[must_use]
    pub fn depends_on(mut self, file: impl Into<String>) -> Self {
        self.more.get_or_insert_default().about.push(file.into());
        self
    }

    /// What mends it for sure, in the file of the main place; empty where a person has to decide.
    #[must_use]
    pub fn fix(&self) -> &[Edit] {
        self.more.as_ref().map_or(&[], |more| &more.fix)
    }

    /// Files beside those of its places that it depends on, by path or id: a link's target that is gone.
    #[must_use]
    pub fn about(&self) -> &[String] {
        self.more.as_ref().map_or(&[], |more| &more.about)
    }

    /// The main place.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.labels[0].place
    }
}

/// A sink for findings; the order of arrival does not matter.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    secrets: Vec<Place>,
}

impl Diagnostics {
    /// Takes a finding, unless its level is allowed.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.level > Level::Allow {
            self.all.push(diagnostic);
        }
    }

    /// Takes all findings of another sink.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|other| self.push(other));
    }

    /// Takes all that another sink has, and what must not be shown.
    pub fn merge(&mut self, other: Self) {
        self.all.extend(other.all);
        self.secrets.extend(other.secrets);
    }

    /// The finding that came last.
    pub fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        self.all.last_mut()
    }

    /// Notes text that must not be shown, whichever finding stands on its line.
    pub fn conceal(&mut self, places: impl IntoIterator<Item = Place>) {
        self.secrets.extend(places);
    }

    /// Findings as they may be shown, given what is known to be secret so far.
    #[must_use]
    pub fn concealed(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        conceal::conceal(findings, &self.secrets)
    }

    /// All findings by file, then place, then code, each once; what must not be shown is not in them, and of
    /// what could not be read only that.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut all = conceal::conceal(self.all, &self.secrets);
        all.sort_by(|a, b| {
            let key = |d: &Diagnostic| (d.place().span, d.code);
            (&a.place().source.path, key(a), &a.message).cmp(&(&b.place().source.path, key(b), &b.message))
        });
        all.dedup();
        doubled::drop_doubled(&mut all);
        all
    }
}

impl Level {
    /// As people and programs are told: `error`, `warning`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deny => "error",
            Self::Warn => "warning",
            Self::Allow => "allowed",
        }
    }
}

/// Text of a file made safe to print: control characters, and those that reorder text, become U+FFFD.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Whether a character could move a cursor, end a line or reorder what stands around it.
fn is_hidden(c: char) -> bool {
    let moves = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    moves || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many findings there are at a level.
#[must_use]
pub fn count(findings: &[Diagnostic], level: Level) -> usize {
    findings.iter().filter(|finding| finding.level == level).count()
}
