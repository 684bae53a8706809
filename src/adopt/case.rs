//! One case in the making: what is asked of the original is understood, and the rest is kept under `extra`.
use std::collections::BTreeSet;

use super::dates;
use super::order::{self, Order};
use super::original::{IMPORTED_FROM, Original};
use super::shape;
use super::terms::Term;
use super::trial::Trial;
use super::{Adopted, Folder, Found, How, Options, UNCLASSIFIED, Why};
use crate::config::{FRONT_MATTER_KEYS, FacetKind};
use crate::document::LinkUse;
use crate::source::{Span, Spanned};
use crate::table::{self, Syntax, Table, Value};

/// A case while its convention reads it.
pub(super) struct Case<'a> {
    pub(super) original: &'a Original<'a>,
    pub(super) options: &'a Options,
    /// The order of day and month in the original's folder.
    pub(super) order: Option<Order>,
    /// What the template of its folder asks.
    pub(super) hints: Option<&'a BTreeSet<String>>,
    pub(super) trial: &'a Trial,
    asked: BTreeSet<String>,
    front: Table,
    extra: Table,
    /// The keys of `extra`.
    kept: BTreeSet<String>,
    found: Vec<Found>,
    terms: Vec<Term>,
    /// The body where it is not that of the original.
    body: Option<String>,
}

/// A case that has been read and only lacks its id.
pub(super) struct Read<'a> {
    /// The original's path.
    pub(super) path: &'a str,
    /// The terms that it uses.
    pub(super) terms: Vec<Term>,
    convention: &'static str,
    front: Table,
    body: String,
    found: Vec<Found>,
}

impl<'a> Case<'a> {
    pub(super) fn new(original: &'a Original<'a>, options: &'a Options, folder: Folder<'a>, trial: &'a Trial) -> Self {
        let Folder { order, hints } = folder;
        let mut extra = Table::default();
        extra.push(IMPORTED_FROM, Value::Text(original.file.path.clone()));
        let kept = BTreeSet::from([IMPORTED_FROM.to_owned()]);
        let (asked, front, found, terms) = (BTreeSet::new(), Table::default(), Vec::new(), Vec::new());
        Self { original, options, order, hints, trial, asked, front, extra, kept, found, terms, body: None }
    }

    /// What the original says under a key, which thereby counts as understood.
    pub(super) fn ask(&mut self, key: &str) -> Option<&'a Spanned<Value>> {
        self.asked.insert(key.to_owned());
        self.original.front.get(key).filter(|value| !empty(&value.value))
    }

    /// A date or a date and time, as front matter has it.
    pub(super) fn date(&self, text: &str) -> Option<dates::Written> {
        dates::read(&order::plain(text, self.order))
    }

    /// Counts keys of the original as understood.
    pub(super) fn understand(&mut self, keys: &[&str]) {
        self.asked.extend(keys.iter().map(|key| (*key).to_owned()));
    }

    /// Gives a key of ours a value. `at` is where it is from.
    pub(super) fn set(&mut self, key: &str, value: Value, at: Option<Span>, how: How) {
        self.say(key, words(&value), at, how);
        self.front.push(key, value);
    }

    /// The same for a value that stands in the body, or nowhere.
    pub(super) fn put(&mut self, key: &str, value: Value, line: Option<usize>, how: How) {
        self.tell(key, words(&value), line, how);
        self.front.push(key, value);
    }

    /// The value of a key of ours, as people read it.
    pub(super) fn value(&self, key: &str) -> Option<String> {
        self.front.get(key).map(|value| words(&value.value))
    }

    /// The severity that the options give for a word, else the word.
    pub(super) fn mapped_severity(&self, word: &str) -> (String, How) {
        let same = |(from, _): &&(String, String)| from.eq_ignore_ascii_case(word.trim());
        match self.options.severities.iter().find(same) {
            Some((from, to)) => {
                (to.clone(), How::derived(("the severity that was given for a word", format!("“{from}”"))))
            }
            None => (word.to_owned(), How::Sure),
        }
    }

    /// The same for a term that stands in the body.
    pub(super) fn classify_at(&mut self, key: &str, term: Term, line: Option<usize>, how: How) {
        self.put(key, Value::Text(term.id.clone()), line, how);
        self.terms.push(term);
    }

    /// Takes another text for the body, and says how it differs.
    pub(super) fn write(&mut self, body: String) {
        self.body = Some(body);
    }

    /// Gives a key of ours the id of a term, which the site will list.
    pub(super) fn classify(&mut self, key: &str, term: Term, at: Option<Span>, how: How) {
        self.set(key, Value::Text(term.id.clone()), at, how);
        self.terms.push(term);
    }

    /// Uses a term that stands in no key of its own.
    pub(super) fn uses(&mut self, term: Term) {
        self.terms.push(term);
    }

    /// Reports that a key of ours stays without a value, and what a person must find out.
    pub(super) fn unknown(&mut self, key: &str, at: Option<Span>, what: impl Into<Why>) {
        self.say(key, String::new(), at, How::unknown(what));
    }

    /// Leaves a key of the original out of the case.
    pub(super) fn drop(&mut self, key: &str, why: &'static str) {
        if let Some(value) = self.ask(key) {
            self.say(key, String::new(), Some(value.span), How::Dropped(why.into()));
        }
    }

    /// Keeps a value of the original under `extra`, although its key was asked for.
    pub(super) fn keep(&mut self, key: &str, value: &Spanned<Value>) {
        let mut name = key.to_owned();
        while !self.kept.insert(name.clone()) {
            name.insert_str(0, "original_");
        }
        let kept = self.verbatim(value);
        self.say(&format!("extra.{name}"), words(&kept), Some(value.span), How::Sure);
        self.extra.push(name, kept);
    }

    /// The squad as the options say, and the cause, which nobody says: both are a person's to decide.
    pub(super) fn unclassified(&mut self) {
        match &self.options.squad {
            Some(squad) => {
                let term = Term::new(FacetKind::Squad, squad);
                self.classify("squad", term, None, How::derived("the squad that was given for all"));
            }
            None => self.leave_open("squad", FacetKind::Squad, "who owns what failed"),
        }
        self.leave_open("root_cause", FacetKind::RootCause, "why it happened");
    }

    /// Gives a key the term that stands for "nobody has said".
    pub(super) fn leave_open(&mut self, key: &str, kind: FacetKind, what: impl Into<Why>) {
        self.classify(key, Term::new(kind, UNCLASSIFIED), None, How::unknown(what));
    }

    /// The title as written; else the words of the file's name.
    pub(super) fn title(&mut self) {
        let written = self.ask("title");
        let text = written.map(|value| plain_title(&words(&value.value)));
        let at = written.map(|value| value.span);
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.set("title", Value::Text(text), at, How::Sure);
            return;
        }
        let name = visible(&self.original.stem().replace(['-', '_'], " "));
        let name = if name.is_empty() { "Untitled".to_owned() } else { name };
        self.set("title", Value::Text(name), None, How::derived("the file's name"));
    }

    /// Keeps what nobody asked for, and puts our keys into their order.
    pub(super) fn finish(mut self, convention: &'static str) -> Read<'a> {
        for (key, value) in &self.original.front.entries {
            if self.asked.contains(&key.value) {
                continue;
            }
            match &value.value {
                Value::Table(table) if key.value == "extra" => {
                    table.entries.iter().for_each(|(key, value)| self.keep_or_drop(&key.value, value));
                }
                _ => self.keep_or_drop(&key.value, value),
            }
        }
        let Self { original, mut front, extra, mut found, terms, body, .. } = self;
        let body = body.unwrap_or_else(|| original.body.to_owned());
        front.push("extra", Value::Table(extra));
        front.entries.sort_by_key(|(key, _)| rank(&key.value));
        found.sort_by_key(|found| rank(&found.field));
        Read { path: &original.file.path, terms, convention, front, body, found }
    }

    fn keep_or_drop(&mut self, key: &str, value: &Spanned<Value>) {
        const PEOPLE: [&str; 3] = ["author", "authors", "team"];
        if PEOPLE.contains(&key) {
            let why = How::Dropped("names of people are not carried over".into());
            self.say(key, String::new(), Some(value.span), why);
        } else if empty(&value.value) {
            self.say(key, String::new(), Some(value.span), How::Dropped("it has no value".into()));
        } else {
            self.keep(key, value);
        }
    }

    fn say(&mut self, field: &str, value: String, at: Option<Span>, how: How) {
        let line = at.map(|span| self.original.line(span));
        self.tell(field, value, line, how);
    }

    /// Reports on a field; `line` counts from 1.
    pub(super) fn tell(&mut self, field: &str, value: String, line: Option<usize>, how: How) {
        self.found.push(Found { field: field.to_owned(), value, line, how });
    }

    /// A number that would be written otherwise, such as the version `1.10`, is kept as the text that it was.
    fn verbatim(&self, value: &Spanned<Value>) -> Value {
        match &value.value {
            Value::Integer(_) | Value::Float(_) => {
                let written = value.span.of(&self.original.text);
                let same = written == words(&value.value) || written.is_empty();
                if same { value.value.clone() } else { Value::Text(written.to_owned()) }
            }
            Value::List(items) => {
                let item = |item: &Spanned<Value>| Spanned::new(self.verbatim(item), item.span);
                Value::List(items.iter().map(item).collect())
            }
            Value::Table(table) => {
                let mut copy = Table::default();
                table.entries.iter().for_each(|(key, value)| copy.push(key.value.clone(), self.verbatim(value)));
                Value::Table(copy)
            }
            other => other.clone(),
        }
    }
}

impl Read<'_> {
    /// The finished case, under its path.
    pub(super) fn adopted(self, path: String, there: bool, syntax: Syntax) -> Adopted {
        let fence = match syntax {
            Syntax::Toml => "+++",
            Syntax::Yaml => "---",
        };
        let text = format!("{fence}\n{}{fence}\n{}", table::write(&self.front, syntax), self.body);
        let images = shape::read(&self.body).links.into_iter().filter(|link| link.usage == LinkUse::Image);
        let pictures = images.map(|link| link.target.value).collect();
        let (from, convention) = (self.path.to_owned(), self.convention);
        Adopted { from, convention, path, there, text, pictures, fields: self.found }
    }
}

/// Our own keys in their order, then the original's.
pub(super) fn rank(key: &str) -> usize {
    FRONT_MATTER_KEYS.iter().position(|known| *known == key).unwrap_or(FRONT_MATTER_KEYS.len())
}

fn empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Table(table) => table.entries.is_empty(),
        _ => false,
    }
}

/// A value as people read it in a report.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::DateTime(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(flag) => flag.to_string(),
        Value::Null => String::new(),
        Value::List(items) => items.iter().map(|item| words(&item.value)).collect::<Vec<_>>().join(", "),
        Value::Table(table) => {
            let pair =
                |(key, value): &(Spanned<String>, Spanned<Value>)| format!("{}: {}", key.value, words(&value.value));
            table.entries.iter().map(pair).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A title as [`visible`] gives it, without the short-codes of emoji.
pub(super) fn plain_title(written: &str) -> String {
    let text = visible(written);
    shape::without_short_codes(&text).unwrap_or(text)
}

/// A text on one line, without the invisible marks that would show it in another order than it is read.
pub(super) fn visible(text: &str) -> String {
    let hidden = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| !hidden(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect::<String>()
        .trim()
        .to_owned()
}
