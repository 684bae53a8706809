//! Text becomes terms: words, compounds and what they are made of, each with its place.
use unicode_normalization::char::is_combining_mark;

use super::fold::fold_into;
use crate::source::Span;

/// One term of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// The term, folded.
    pub term: &'a str,
    /// Where it stands, in bytes of the text; in order of the starts.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Its position, counted in atoms; none for what is derived.
    pub position: Option<u32>,
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A run of word characters.
    Word,
    /// Atoms joined by joiners, whole.
    Compound,
    /// A compound from one of its later atoms on.
    Tail,
    /// A version without its `v`.
    Digits,
    /// A part of a word in mixed case.
    Part,
    /// Two words joined by a hyphen, as one.
    Joined,
    /// A word with `+` or `#` behind it.
    Sign,
    /// Two characters of a script without spaces.
    Pair,
    /// The last character of a run without spaces.
    Last,
}

impl Kind {
    /// Its name in the examples that both tokenizers are checked by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Compound => "compound",
            Self::Tail => "tail",
            Self::Digits => "digits",
            Self::Part => "part",
            Self::Joined => "joined",
            Self::Sign => "sign",
            Self::Pair => "pair",
            Self::Last => "last",
        }
    }

    /// Whether it counts half.
    #[must_use]
    pub const fn half(self) -> bool {
        matches!(self, Self::Tail | Self::Digits | Self::Part | Self::Joined)
    }
}

/// The longest atom that is kept, in scalars; what follows is cut off.
const ATOM: usize = 48;
/// The longest compound that is kept, in scalars; a longer one is no term.
const COMPOUND: usize = 64;

/// Reads texts; it only keeps room to be used again.
#[derive(Debug, Default)]
pub struct Tokenizer {
    atoms: Vec<Atom>,
    /// The folded atoms with their joiners.
    folded: String,
    /// Other folded terms of the word at hand.
    other: String,
}

/// A run of word characters: where it stands in the text, and where among the folded ones.
#[derive(Debug, Clone, Copy)]
struct Atom {
    span: Span,
    folded: Span,
}

impl Tokenizer {
    /// Gives every term of a text, and how many positions it takes.
    pub fn read(&mut self, text: &str, mut take: impl FnMut(Token<'_>)) -> u32 {
        let (mut at, mut position) = (0, 0);
        while let Some(c) = text[at..].chars().next() {
            match Class::of(c) {
                Class::Word => at = self.word(text, at, &mut position, &mut take),
                Class::Unspaced => at = self.run(text, at, &mut position, &mut take),
                Class::Other => at += c.len_utf8(),
            }
        }
        position
    }

    /// A word and all that is derived from it; gives where it ends.
    fn word(&mut self, text: &str, start: usize, position: &mut u32, take: &mut impl FnMut(Token<'_>)) -> usize {
        self.gather(text, start);
        let Some(end) = self.atoms.last().map(|atom| atom.span.end) else { return start };
        let compound = self.atoms.len() > 1 && !is_timestamp(&text[start..end]);
        for nth in 0..self.atoms.len() {
            if compound && nth + 1 < self.atoms.len() {
                self.tail(nth, end, take);
            }
            if nth == 0 && compound {
                self.joined(text, Span::new(start, end), take);
            }
            self.atom(text, self.atoms[nth], position, take);
        }
        if self.atoms.len() == 1 { self.sign(text, Span::new(start, end), take) } else { end }
    }

    /// Finds the atoms of a word, and folds them.
    fn gather(&mut self, text: &str, start: usize) {
        self.atoms.clear();
        self.folded.clear();
        let mut at = start;
        loop {
            let end = run_end(text, at, Class::Word);
            let folded = self.folded.len();
            fold_into(&mut self.folded, &text[at..end]);
            self.atoms.push(Atom { span: Span::new(at, end), folded: Span::new(folded, self.folded.len()) });
            let Some(next) = joined_at(text, end) else { break };
            fold_into(&mut self.folded, &text[end..next]);
            at = next;
        }
    }

    /// The compound from one of its atoms on, and the same without the `v` of a version.
    fn tail(&mut self, nth: usize, end: usize, take: &mut impl FnMut(Token<'_>)) {
        let atom = self.atoms[nth];
        let term = &self.folded[atom.folded.start..];
        if term.len() > COMPOUND * 4 || term.chars().count() > COMPOUND {
            return;
        }
        let kind = if nth == 0 { Kind::Compound } else { Kind::Tail };
        let give = |term, kind, start| Token { term, span: Span::new(start, end), kind, position: None };
        take(give(term, kind, atom.span.start));
        if is_version(atom.folded.of(&self.folded)) {
            take(give(&term[1..], Kind::Digits, atom.span.start));
        }
    }

    /// Two words with a hyphen between them, as one.
    fn joined(&mut self, text: &str, span: Span, take: &mut impl FnMut(Token<'_>)) {
        let [first, second] = &*self.atoms else { return };
        let letters = |atom: &Atom| !atom.span.of(text).chars().any(char::is_numeric);
        if &text[first.span.end..second.span.start] != "-" || !letters(first) || !letters(second) {
            return;
        }
        self.other.clear();
        self.other.push_str(first.folded.of(&self.folded));
        self.other.push_str(second.folded.of(&self.folded));
        if (1..=COMPOUND).contains(&self.other.chars().count()) {
            take(Token { term: &self.other, span, kind: Kind::Joined, position: None });
        }
    }

    /// One atom: itself, its digits, its parts.
    fn atom(&mut self, text: &str, atom: Atom, position: &mut u32, take: &mut impl FnMut(Token<'_>)) {
        let term = cut(atom.folded.of(&self.folded));
        if term.is_empty() {
            return;
        }
        take(Token { term, span: atom.span, kind: Kind::Word, position: Some(*position) });
        *position += 1;
        if is_version(term) {
            take(Token { term: &term[1..], span: atom.span, kind: Kind::Digits, position: None });
        }
        self.parts(text, atom.span, take);
    }

    /// The parts of an atom in mixed case, each once.
    fn parts(&mut self, text: &str, span: Span, take: &mut impl FnMut(Token<'_>)) {
        let word = cut(span.of(text));
        let (mut start, mut seen) = (0, Vec::new());
        for end in part_ends(word) {
            let part = &word[start..end];
            let span = Span::new(start, end).shifted(span.start);
            start = end;
            if part.len() == word.len() || part.chars().nth(2).is_none() {
                continue;
            }
            self.other.clear();
            fold_into(&mut self.other, part);
            let term = cut(&self.other);
            if !term.is_empty() && !seen.iter().any(|other| other == term) {
                take(Token { term, span, kind: Kind::Part, position: None });
                seen.push(term.to_owned());
            }
        }
    }

    /// A word with one or two `+` or `#` behind it; gives where it ends.
    fn sign(&mut self, text: &str, word: Span, take: &mut impl FnMut(Token<'_>)) -> usize {
        let signs = signs(text, word.end);
        let end = word.end + signs;
        if signs == 0 {
            return end;
        }
        self.folded.push_str(&text[word.end..end]);
        if self.folded.len() > signs && self.folded.chars().count() <= COMPOUND {
            take(Token { term: &self.folded, span: Span::new(word.start, end), kind: Kind::Sign, position: None });
        }
        end
    }

    /// A run without spaces: its pairs, and its last character; gives where it ends.
    fn run(&mut self, text: &str, start: usize, position: &mut u32, take: &mut impl FnMut(Token<'_>)) -> usize {
        let end = run_end(text, start, Class::Unspaced);
        let mut at = start;
        while at < end {
            let mut characters = text[at..end].char_indices();
            let next = characters.nth(1).map_or(end, |(offset, _)| at + offset);
            let until = characters.next().map_or(end, |(offset, _)| at + offset);
            let kind = if next == end { Kind::Last } else { Kind::Pair };
            self.other.clear();
            fold_into(&mut self.other, &text[at..until]);
            take(Token { term: &self.other, span: Span::new(at, until), kind, position: Some(*position) });
            *position += 1;
            at = next;
        }
        end
    }
}

/// The words, compounds and unspaced runs of a text, each with its signs.
pub(super) fn runs(text: &str) -> Vec<Span> {
    let (mut runs, mut at) = (Vec::new(), 0);
    while let Some(c) = text[at..].chars().next() {
        let end = match Class::of(c) {
            Class::Word => word_end(text, at),
            Class::Unspaced => run_end(text, at, Class::Unspaced),
            Class::Other => {
                at += c.len_utf8();
                continue;
            }
        };
        runs.push(Span::new(at, end));
        at = end;
    }
    runs
}

/// Where a word ends that begins here, its signs included.
fn word_end(text: &str, start: usize) -> usize {
    let (mut end, mut atoms) = (run_end(text, start, Class::Word), 1);
    while let Some(next) = joined_at(text, end) {
        end = run_end(text, next, Class::Word);
        atoms += 1;
    }
    if atoms == 1 { end + signs(text, end) } else { end }
}

/// How many signs belong to a word of one atom that ends here.
fn signs(text: &str, end: usize) -> usize {
    let signs = text[end..].bytes().take(2).take_while(|byte| matches!(byte, b'+' | b'#')).count();
    let goes_on = text[end + signs..].chars().next().is_some_and(|c| Class::of(c) == Class::Word);
    if goes_on { 0 } else { signs }
}

/// What a character is to the tokenizer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Unspaced,
    Other,
}

impl Class {
    pub(super) fn of(c: char) -> Self {
        if c.is_ascii() {
            return if c.is_ascii_alphanumeric() { Self::Word } else { Self::Other };
        }
        if is_unspaced(c) {
            Self::Unspaced
        } else if c.is_alphanumeric() || is_combining_mark(c) {
            Self::Word
        } else {
            Self::Other
        }
    }
}

/// Characters that join atoms to a compound.
pub(super) const fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '.' | ':' | '/' | '@' | '\'' | '’' | '_')
}

/// Characters of scripts that put no spaces between words.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF
        | 0x1000..=0x109F
        | 0x1780..=0x17FF
        | 0x3005..=0x3007
        | 0x3040..=0x30FF
        | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F
        | 0x20000..=0x2FA1F
        | 0x30000..=0x3134F)
}

/// Where a run of one class ends.
fn run_end(text: &str, start: usize, class: Class) -> usize {
    let rest = &text[start..];
    start + rest.find(|c| Class::of(c) != class).unwrap_or(rest.len())
}

/// Where the next atom of a compound begins, if one is joined here.
fn joined_at(text: &str, end: usize) -> Option<usize> {
    let mut rest = text[end..].chars();
    let joiner = rest.next().filter(|c| is_joiner(*c))?;
    let next = rest.next()?;
    if Class::of(next) == Class::Word {
        return Some(end + joiner.len_utf8());
    }
    let doubled = next == joiner && matches!(joiner, '_' | ':');
    (doubled && Class::of(rest.next()?) == Class::Word).then_some(end + 2)
}

/// `2026-03-04T09:12:00Z`: as numerous as useless.
fn is_timestamp(compound: &str) -> bool {
    let digit = compound.starts_with(|c: char| c.is_ascii_digit());
    digit && compound.chars().nth(4) == Some('-') && compound.contains('T') && compound.chars().nth(15).is_some()
}

/// `v4`, folded.
fn is_version(atom: &str) -> bool {
    atom.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// At most the first scalars of an atom.
fn cut(term: &str) -> &str {
    if term.len() <= ATOM {
        return term;
    }
    term.char_indices().nth(ATOM).map_or(term, |(end, _)| &term[..end])
}

/// Where the parts of a word in mixed case end; the last ends with it.
fn part_ends(word: &str) -> impl Iterator<Item = usize> {
    let here = word.char_indices().skip(1);
    let after = word.chars().skip(2).map(Some).chain([None]);
    let begins = |before: char, c: char, after: Option<char>| {
        let amid = before.is_uppercase() || before.is_numeric();
        c.is_uppercase() && (before.is_lowercase() || amid && after.is_some_and(char::is_lowercase))
    };
    let starts = word.chars().zip(here).zip(after);
    let starts =
        starts.filter(move |((before, (_, c)), after)| begins(*before, *c, *after)).map(|((_, (at, _)), _)| at);
    starts.chain([word.len()])
}
