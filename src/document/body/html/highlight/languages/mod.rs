//! The languages: what tells their words, texts and comments apart.
mod curly;
mod data;
mod scripts;
mod words;

use std::sync::LazyLock;

use super::paint::Class;
use words::Words;

/// How a language is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    Rules,
    Yaml,
    Markup,
    Diff,
    Http,
    Shell,
    Prompt,
}

/// A language; lists of words are parted by spaces, and signs are single letters of a string.
#[expect(clippy::struct_excessive_bools, reason = "a row of a table, whose cells have nothing to do with each other")]
pub(super) struct Language {
    /// What it is called after the fence, in lower case.
    names: &'static str,
    way: Way,
    keywords: &'static str,
    constants: &'static str,
    types: &'static str,
    /// Whether words mean the same in capitals; the lists are in lower case.
    any_case: bool,
    /// What begins a comment to the end of the line; a single letter does so only after a space.
    pub(super) lines: &'static [&'static str],
    /// What begins and ends other comments, and whether they may stand in each other.
    pub(super) blocks: &'static [(&'static str, &'static str)],
    pub(super) nested: bool,
    /// Longer quotes first.
    pub(super) quotes: &'static [Quote],
    /// Whether one or two letters before a quote belong to the text.
    pub(super) prefixes: bool,
    /// Whether there are texts such as `r#"…"#`.
    pub(super) hashes: bool,
    /// Whether `'a` is a name unless a quote closes it.
    pub(super) lifetimes: bool,
    /// What belongs to a word beside letters, digits and `_`, though not as its first.
    joins: &'static str,
    /// What means something before a word: `$` variables, `@` annotations, `-` options, `#` directives, `[` sections.
    pub(super) signs: &'static str,
    /// What ends a command, in languages where the first word of each is one.
    pub(super) separators: &'static str,
    /// What stands between a key and its value.
    pub(super) keys: &'static str,
    /// Whether `name(` is a function.
    pub(super) calls: bool,
    /// Whether `Name` is a type.
    pub(super) capitals: bool,
}

const PLAIN: Language = Language {
    names: "",
    way: Way::Rules,
    keywords: "",
    constants: "true false null",
    types: "",
    any_case: false,
    lines: &["#"],
    blocks: &[],
    nested: false,
    quotes: &[DOUBLE, SINGLE],
    prefixes: false,
    hashes: false,
    lifetimes: false,
    joins: "",
    signs: "",
    separators: "",
    keys: "",
    calls: false,
    capitals: false,
};

/// A kind of text.
#[derive(Clone, Copy)]
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// What takes its meaning from the next letter.
    pub(super) escape: Option<u8>,
    /// Whether it may go over lines.
    pub(super) lines: bool,
    /// Whether variables stand in it.
    pub(super) variables: bool,
}

const DOUBLE: Quote = Quote { open: "\"", close: "\"", escape: Some(b'\\'), lines: false, variables: false };
const SINGLE: Quote = Quote { open: "'", close: "'", ..DOUBLE };
const TRIPLE: Quote = Quote { open: "\"\"\"", close: "\"\"\"", lines: true, ..DOUBLE };
const TRIPLE_SINGLE: Quote = Quote { open: "'''", close: "'''", ..TRIPLE };
const BACKTICK: Quote = Quote { open: "`", close: "`", lines: true, ..DOUBLE };

/// What a byte may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Line,
    Word,
    Digit,
    Mark,
}

/// A language made ready for use.
pub(super) struct Rules {
    pub(super) language: &'static Language,
    kinds: [Kind; 256],
    joins: [bool; 256],
    words: Words<Class>,
}

impl Rules {
    fn new(language: &'static Language) -> Self {
        let comments = language.lines.iter().chain(language.blocks.iter().map(|(open, _)| open));
        let marks =
            comments.chain(language.quotes.iter().map(|quote| &quote.open)).filter_map(|mark| mark.bytes().next());
        let mut kinds = std::array::from_fn(|byte| match u8::try_from(byte) {
            Ok(b'\n') => Kind::Line,
            Ok(b'0'..=b'9') => Kind::Digit,
            Ok(b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..) => Kind::Word,
            _ => Kind::Plain,
        });
        let joins = std::array::from_fn(|byte| {
            matches!(kinds[byte], Kind::Word | Kind::Digit)
                || language.joins.bytes().any(|join| usize::from(join) == byte)
        });
        for mark in marks.chain(language.signs.bytes()).chain(language.separators.bytes()) {
            kinds[usize::from(mark)] = Kind::Mark;
        }
        let listed = |words: &'static str, class| words.split_ascii_whitespace().map(move |word| (word, class));
        let words = listed(language.keywords, Class::Keyword)
            .chain(listed(language.constants, Class::Number))
            .chain(listed(language.types, Class::Type));
        Self { language, kinds, joins, words: Words::new(words) }
    }

    pub(super) fn way(&self) -> Way {
        self.language.way
    }

    pub(super) fn kind(&self, byte: u8) -> Kind {
        self.kinds[usize::from(byte)]
    }

    /// Whether a word goes on with this byte.
    pub(super) fn joins(&self, byte: u8) -> bool {
        self.joins[usize::from(byte)]
    }

    /// The class of a listed word.
    pub(super) fn class_of(&self, word: &[u8]) -> Option<Class> {
        if !self.language.any_case {
            return self.words.get(word);
        }
        let mut lower = [0; 24];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word);
        lower.make_ascii_lowercase();
        self.words.get(lower)
    }
}

struct Table {
    rules: Vec<Rules>,
    names: Words<usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let languages = || curly::LANGUAGES.iter().chain(scripts::LANGUAGES).chain(data::LANGUAGES);
    let names =
        languages().enumerate().flat_map(|(row, language)| language.names.split(' ').map(move |name| (name, row)));
    Table { names: Words::new(names), rules: languages().map(Rules::new).collect() }
});

/// The rules of a language by any of its names.
pub(super) fn find(name: &str) -> Option<&'static Rules> {
    TABLE.names.get(name.as_bytes()).and_then(|row| TABLE.rules.get(row))
}

/// Every name of every language.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    TABLE.rules.iter().flat_map(|rules| rules.language.names.split(' ')).collect()
}
