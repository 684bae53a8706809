//! One look at the whole text of a file, for all checks of words, numbers and secrets together.
mod address;
mod number;
mod person;
mod region;
mod row;
mod secret;
mod words;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::{Arc, LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::config::Config;
use crate::postmortem::Postmortem;
use crate::source::{Place, Source, Span};
use region::Regions;
use row::Row;

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words that blame a person.
    Blame,
    /// The number of a payment card.
    Card,
    /// A stated duration.
    Duration,
    /// A mail address.
    Email,
    /// What a template left behind.
    Hint,
    /// An HTML element.
    Html,
    /// The number of a bank account.
    Iban,
    /// Somebody whom `[people]` names.
    Person,
    /// A phone number.
    Phone,
    /// An address that most readers may not open.
    PrivateLink,
    /// A token, a key or a password.
    Secret,
}

impl Kind {
    /// Whether no message and no line of a message may show it.
    const fn concealed(self) -> bool {
        matches!(self, Self::Card | Self::Email | Self::Iban | Self::Phone | Self::Secret)
    }

    /// Whether it is looked for in the whole file, drafts and files that cannot be read included: it is published
    /// with the repository, whatever the site shows.
    const fn anywhere(self) -> bool {
        self.concealed()
    }

    /// Whether it counts in a block or a run of code.
    const fn in_code(self) -> bool {
        matches!(self, Self::Card | Self::Email | Self::Iban | Self::Secret)
    }

    /// Whether it counts in a comment.
    const fn in_comment(self) -> bool {
        self.concealed() || matches!(self, Self::Hint)
    }

    /// Whether it counts in a quotation.
    const fn in_quotation(self) -> bool {
        !matches!(self, Self::Blame | Self::Hint)
    }
}

/// One such place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// What it is, or what to write instead, as its kind needs it.
    pub(super) note: Cow<'static, str>,
}

/// A file that has been looked at.
pub(super) struct Text<'a> {
    pub(super) source: &'a Arc<Source>,
    /// What it is read as; none for a draft or a file that could not be read.
    pub(super) postmortem: Option<&'a Postmortem>,
    hits: Vec<Hit>,
}

impl Text<'_> {
    /// The places of one kind, in order.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(move |hit| hit.kind == kind)
    }

    pub(super) fn place(&self, hit: &Hit) -> Place {
        Place::new(self.source, hit.span)
    }

    /// What must not be shown.
    pub(super) fn secrets(&self) -> Vec<Place> {
        self.hits.iter().filter(|hit| hit.kind.concealed()).map(|hit| self.place(hit)).collect()
    }
}

/// Words, ready to be found in one pass.
struct Finder {
    words: AhoCorasick,
    rows: Vec<Row>,
}

impl Finder {
    /// None where there is nothing to find, or more than an automaton can hold.
    fn new(rows: Vec<Row>) -> Option<Self> {
        let mut builder = AhoCorasick::builder();
        builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::DFA));
        let words = builder.build(rows.iter().map(|row| row.word.as_ref())).ok()?;
        (!rows.is_empty()).then_some(Self { words, rows })
    }

    fn find(&self, text: &str, wanted: &dyn Fn(Kind, usize) -> bool, hits: &mut Vec<Hit>) {
        for found in self.words.find_iter(text) {
            let Some(row) = self.rows.get(found.pattern().as_usize()) else { continue };
            if !wanted(row.kind, found.start()) {
                continue;
            }
            if let Some(span) = (row.find)(text, Span::new(found.start(), found.end())) {
                hits.push(Hit { kind: row.kind, span, note: row.note.clone() });
            }
        }
    }
}

/// What every site looks for.
static WORDS: LazyLock<Option<Finder>> = LazyLock::new(|| Finder::new(words::rows()));

/// What one site looks for.
pub(super) struct Scanner {
    people: Option<Finder>,
}

impl Scanner {
    pub(super) fn new(config: &Config) -> Self {
        Self { people: Finder::new(person::rows(config).collect()) }
    }

    /// Looks at a file; `postmortem` is what the site shows of it.
    pub(super) fn scan<'a>(&self, source: &'a Arc<Source>, postmortem: Option<&'a Postmortem>) -> Text<'a> {
        let text = source.text.as_str();
        let body = postmortem.map(|postmortem| postmortem.body);
        let wanted = |kind: Kind, at: usize| kind.anywhere() || body.is_some_and(|body| body.start <= at);
        let mut hits = Vec::new();
        for finder in WORDS.iter().chain(&self.people) {
            finder.find(text, &wanted, &mut hits);
        }
        number::find(text, &mut |kind, span, note| {
            hits.push(Hit { kind, span, note: Cow::Borrowed(note) });
        });
        settle(&mut hits, text, body);
        Text { source, postmortem, hits }
    }
}

/// Puts hits in order, without those that lie in a secret or where their kind does not count.
fn settle(hits: &mut Vec<Hit>, text: &str, body: Option<Span>) {
    hits.sort_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end)));
    let regions = OnceCell::new();
    let regions = || regions.get_or_init(|| Regions::of(text, body.map_or(0, |body| body.start)));
    let mut secret_end = 0;
    let mut link: Option<Span> = None;
    hits.retain(|hit| {
        let counts = hit.span.start >= secret_end
            && (hit.kind.in_code() || !regions().is_code(hit.span.start))
            && (hit.kind.in_comment() || !regions().is_comment(hit.span.start))
            && (hit.kind.in_quotation() || !regions().is_quotation(text, hit.span.start));
        if counts && hit.kind == Kind::Secret {
            secret_end = hit.span.end;
        }
        if counts && hit.kind == Kind::PrivateLink {
            // `[address](address)` is one link.
            let twin = link.is_some_and(|link| link.end + 2 == hit.span.start && link.of(text) == hit.span.of(text));
            link = Some(hit.span);
            return !twin;
        }
        counts
    });
}

#[cfg(test)]
mod tests;
