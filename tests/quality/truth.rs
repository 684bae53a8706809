//! What a query must find, said by regular expressions over what a reader sees, and by nothing of the search.
use std::collections::BTreeSet;

use regex_lite::{Regex, escape};
use unicode_normalization::UnicodeNormalization as _;

use super::corpus::Case;

/// The characters that words are made of, as the inside of a class; scripts without spaces are not among them.
pub(crate) const WORD: &str = "0-9a-z\u{e0}-\u{24f}\u{370}-\u{3ff}\u{400}-\u{4ff}\u{600}-\u{6ff}";

/// Every case's text, folded, each of its lines on a line; and again with spaces between the parts of camelCase.
pub(crate) struct Texts(Vec<String>);

impl Texts {
    pub(crate) fn of(cases: &[Case]) -> Self {
        let parts = Parts::new();
        Self(cases.iter().map(|case| case.lines.iter().flat_map(|line| parts.folded(line)).collect()).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn lines(&self, case: usize) -> impl Iterator<Item = &str> {
        self.0[case].lines()
    }

    /// The numbers of the cases in which each pattern matches some line.
    pub(crate) fn all_of(&self, patterns: &[Pattern]) -> BTreeSet<usize> {
        let matches = |text: &String| patterns.iter().all(|pattern| pattern.is_in(text));
        (0..self.0.len()).filter(|case| matches(&self.0[*case])).collect()
    }
}

/// Where a word in mixed case has parts.
struct Parts([Regex; 2]);

impl Parts {
    fn new() -> Self {
        let part = |pattern| Regex::new(pattern).expect("a good pattern");
        Self([part(r"([a-z])([A-Z])"), part(r"([A-Z0-9])([A-Z][a-z])")])
    }

    fn folded(&self, line: &str) -> Vec<String> {
        let mut all = vec![fold(line) + "\n"];
        let mixed = line.as_bytes().windows(2).any(|two| two[0].is_ascii_alphanumeric() && two[1].is_ascii_uppercase());
        if mixed {
            let split = self.0.iter().fold(line.to_owned(), |text, cut| cut.replace_all(&text, "$1 $2").into_owned());
            all.extend((split != line).then(|| fold(&split) + "\n"));
        }
        all
    }
}

/// Text without accents and case.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mark = |c: &char| matches!(*c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}');
    let plain: String = text.nfkd().filter(|c| !mark(c)).flat_map(char::to_lowercase).nfc().collect();
    let letters = plain.chars().map(|c| match c {
        'ς' => "σ".to_owned(),
        'ß' => "ss".to_owned(),
        'æ' => "ae".to_owned(),
        'œ' => "oe".to_owned(),
        'ø' => "o".to_owned(),
        'ł' => "l".to_owned(),
        'đ' => "d".to_owned(),
        'ı' => "i".to_owned(),
        '’' => "'".to_owned(),
        other => other.to_string(),
    });
    letters.collect()
}

/// A regular expression for one line, and a text that stands in each line that it matches, to look there only.
pub(crate) struct Pattern {
    literal: String,
    regex: Regex,
}

impl Pattern {
    /// A text as it stands, with no character of one class before it and none of another behind it.
    pub(crate) fn at(not_before: &str, literal: &str, not_after: &str) -> Self {
        let before = if not_before.is_empty() { String::new() } else { format!("(?:^|[^{not_before}])") };
        let after = if not_after.is_empty() { String::new() } else { format!("(?:[^{not_after}]|$)") };
        Self::new(literal, &format!("{before}{}{after}", escape(literal)))
    }

    /// A text that is a whole word, or whole words.
    pub(crate) fn whole(text: &str) -> Self {
        Self::at(WORD, text, WORD)
    }

    /// A text at the beginning of a word.
    pub(crate) fn begins(text: &str) -> Self {
        Self::at(WORD, text, "")
    }

    /// A text anywhere.
    pub(crate) fn anywhere(text: &str) -> Self {
        Self::at("", text, "")
    }

    /// Whole words, one behind the other, whatever stands between them that is no word.
    pub(crate) fn phrase(words: &[&str]) -> Self {
        let longest = words.iter().max_by_key(|word| word.len()).expect("a phrase has words");
        let words: Vec<String> = words.iter().map(|word| escape(word)).collect();
        Self::new(longest, &format!("(?:^|[^{WORD}]){}(?:[^{WORD}]|$)", words.join(&format!("[^{WORD}]+"))))
    }

    fn new(literal: &str, regex: &str) -> Self {
        Self { literal: literal.to_owned(), regex: Regex::new(regex).expect("a good pattern") }
    }

    fn is_in(&self, text: &str) -> bool {
        text.contains(&self.literal)
            && text.lines().any(|line| line.contains(&self.literal) && self.regex.is_match(line))
    }
}
