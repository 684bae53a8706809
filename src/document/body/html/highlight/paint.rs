//! The brush: writes every byte of a code once, whatever a lexer says, so that no lexer can lose or invent text.
use super::super::escape::escape;

/// What a piece of code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Plain,
    Comment,
    /// Also the keys of data.
    Keyword,
    Text,
    /// Also constants such as `true`.
    Number,
    Function,
    /// Also variables, where a sign tells them from words.
    Type,
    Inserted,
    Deleted,
}

impl Class {
    const fn open(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Comment => "<span class=\"hl-c\">",
            Self::Keyword => "<span class=\"hl-k\">",
            Self::Text => "<span class=\"hl-s\">",
            Self::Number => "<span class=\"hl-n\">",
            Self::Function => "<span class=\"hl-f\">",
            Self::Type => "<span class=\"hl-t\">",
            Self::Inserted => "<span class=\"hl-i\">",
            Self::Deleted => "<span class=\"hl-d\">",
        }
    }
}

/// Writes a code from its beginning to its end, neighbours of one class in one span.
pub(super) struct Paint<'a> {
    pub(super) code: &'a str,
    out: &'a mut String,
    done: usize,
    /// Up to where nothing but white space follows what is done.
    blank: usize,
    class: Class,
}

impl<'a> Paint<'a> {
    pub(super) fn new(out: &'a mut String, code: &'a str) -> Self {
        Self { code, out, done: 0, blank: 0, class: Class::Plain }
    }

    /// Writes what is not yet written before `start` plain and from there to `end` in a class.
    pub(super) fn piece(&mut self, start: usize, end: usize, class: Class) {
        self.to(start, Class::Plain);
        self.to(end, class);
    }

    /// Writes the rest, plain.
    pub(super) fn finish(mut self) {
        self.to(self.code.len(), Class::Plain);
        self.turn(Class::Plain);
        escape(self.out, &self.code[self.done..]);
    }

    /// White space before a piece stays outside its span, unless it stands between two of one class.
    fn to(&mut self, end: usize, class: Class) {
        let end = self.code.floor_char_boundary(end);
        let unseen = self.code.get(self.blank..end).unwrap_or_default();
        let words = unseen.trim_ascii_start();
        self.blank += unseen.len() - words.len();
        if words.is_empty() {
            return;
        }
        let blank = &self.code[self.done..self.blank];
        if class == self.class {
            self.out.push_str(blank);
        } else {
            self.turn(Class::Plain);
            self.out.push_str(blank);
            self.turn(class);
        }
        escape(self.out, words);
        (self.done, self.blank) = (end, end);
    }

    fn turn(&mut self, class: Class) {
        if self.class != Class::Plain {
            self.out.push_str("</span>");
        }
        self.out.push_str(class.open());
        self.class = class;
    }
}
