//! Reading a table field by field: every fault is reported, none is fatal, and what nobody asked for is unknown.
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Syntax, Table, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{Place, Source, Span, Spanned};

/// Where faults go, and which file they are in.
pub struct Context<'a> {
    /// The file that is read.
    pub source: &'a Arc<Source>,
    /// The sink.
    pub sink: &'a mut Diagnostics,
    /// What the table is written in; advice is given in it.
    pub syntax: Syntax,
    /// Whether what is being read may be left out.
    pub optional: bool,
}

impl<'a> Context<'a> {
    /// Starts reading values that may be left out.
    pub fn new(source: &'a Arc<Source>, sink: &'a mut Diagnostics, syntax: Syntax) -> Self {
        Self { source, sink, syntax, optional: true }
    }

    /// A place in the file that is read.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.source, span)
    }

    /// Where the text of a value stands: its span without quotes.
    #[must_use]
    pub fn inside(&self, span: Span) -> Span {
        let written = span.of(&self.source.text);
        let quoted = |mark: char| written.len() > 1 && written.starts_with(mark) && written.ends_with(mark);
        if quoted('"') || quoted('\'') { Span::new(span.start + 1, span.end - 1) } else { span }
    }

    /// Reports that a value is not what its key takes.
    pub fn wrong(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let finding = Diagnostic::deny("wrong-type", self.place(span), message).help(help);
        self.sink.push(finding);
    }

    /// The text of a value; else a finding that names the key.
    pub fn text(&mut self, key: &str, value: &Spanned<Value>) -> Option<String> {
        match &value.value {
            Value::Text(text) if !text.trim().is_empty() => match bidi_control(text) {
                None => Some(text.clone()),
                Some(control) => {
                    let message = format!("`{key}` holds U+{:04X}, which reorders the text around it", control as u32);
                    self.wrong(value.span, message, "remove the invisible character");
                    None
                }
            },
            Value::Text(_) => {
                let more = if self.optional { ", or remove the line" } else { "" };
                self.wrong(value.span, format!("`{key}` is empty"), format!("write a value between the quotes{more}"));
                None
            }
            other => {
                let message = format!("`{key}` takes a text, not {}", other.describe());
                self.wrong(value.span, message, format!("put it in quotes: `{}`", self.syntax.assign(key, "\"…\"")));
                None
            }
        }
    }
}

/// Controls that let text show in another order than it is read (as the Rust compiler refuses them).
fn bidi_control(text: &str) -> Option<char> {
    text.chars().find(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

/// A table being read. What is asked for is what is allowed: [`Fields::finish`] reports the rest.
pub struct Fields<'t, 's> {
    /// Where faults go.
    pub context: Context<'s>,
    table: &'t Table,
    /// What the table is, for messages: "front matter", "`[[squad]]`".
    what: &'t str,
    asked: Vec<&'t str>,
    /// Keys that must be there and are not, each with what to add.
    missing: Vec<(&'t str, String)>,
    /// The keys of the table that this one stands in: what somebody may have meant to write there.
    outer: &'t [&'t str],
}

impl<'t, 's> Fields<'t, 's> {
    /// Starts reading.
    pub fn new(source: &'s Arc<Source>, table: &'t Table, what: &'t str, sink: &'s mut Diagnostics) -> Self {
        let context = Context::new(source, sink, table.syntax);
        Self { context, table, what, asked: Vec::new(), missing: Vec::new(), outer: &[] }
    }

    /// Where the table stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.table.span
    }

    /// Names the keys of the table that this one stands in, so that a misplaced key is known for one.
    #[must_use]
    pub fn inside(mut self, outer: &'t [&'t str]) -> Self {
        self.outer = outer;
        self
    }

    /// The value of a key as written, `Null` counting as absent.
    pub fn raw(&mut self, key: &'t str) -> Option<&'t Spanned<Value>> {
        self.asked.push(key);
        self.table.get(key).filter(|value| value.value != Value::Null)
    }

    /// A field that may be left out, read by `read`, which reports its own faults.
    pub fn optional<T>(
        &mut self,
        key: &'t str,
        read: impl FnOnce(&mut Context<'_>, &Spanned<Value>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let value = self.raw(key)?;
        read(&mut self.context, value).map(|read| Spanned::new(read, value.span))
    }

    /// A field that must be there; `example` is what to write for it.
    pub fn required<T>(
        &mut self,
        key: &'t str,
        example: &str,
        read: impl FnOnce(&mut Context<'_>, &Spanned<Value>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let add = format!("add `{}`", self.context.syntax.assign(key, example));
        self.one_of(key, add, read)
    }

    /// A field that must be there; `add` is the advice where it is not.
    pub fn one_of<T>(
        &mut self,
        key: &'t str,
        add: String,
        read: impl FnOnce(&mut Context<'_>, &Spanned<Value>) -> Option<T>,
    ) -> Option<Spanned<T>> {
        if self.raw(key).is_none() {
            self.missing.push((key, add));
            return None;
        }
        self.context.optional = false;
        let value = self.optional(key, read);
        self.context.optional = true;
        value
    }

    /// An optional text.
    pub fn text(&mut self, key: &'t str) -> Option<Spanned<String>> {
        self.optional(key, |context, value| context.text(key, value))
    }

    /// A list, item by item; one value alone counts as a list of one.
    pub fn list<T>(
        &mut self,
        key: &'t str,
        mut read: impl FnMut(&mut Context<'_>, &Spanned<Value>) -> Option<T>,
    ) -> Vec<Spanned<T>> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let items = match &value.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let context = &mut self.context;
        items.iter().filter_map(|item| read(context, item).map(|read| Spanned::new(read, item.span))).collect()
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'t str) -> Vec<Spanned<String>> {
        self.list(key, |context, value| context.text(key, value))
    }

    /// A list of tables, as `[[key]]` writes it.
    pub fn tables(&mut self, key: &'t str) -> Vec<&'t Table> {
        let Some(value) = self.raw(key) else { return Vec::new() };
        let items = match &value.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(value),
        };
        let mut tables = Vec::new();
        for item in items {
            match &item.value {
                Value::Table(table) => tables.push(table),
                other => {
                    let message = format!("`{key}` takes tables, not {}", other.describe());
                    self.context.wrong(item.span, message, self.context.syntax.tables(key));
                }
            }
        }
        tables
    }

    /// One table, as `[key]` writes it.
    pub fn table(&mut self, key: &'t str) -> Option<&'t Table> {
        let value = self.raw(key)?;
        if let Value::Table(table) = &value.value {
            return Some(table);
        }
        let message = format!("`{key}` takes a table, not {}", value.value.describe());
        self.context.wrong(value.span, message, self.context.syntax.table(key));
        None
    }

    /// Reports the keys that nobody asked for, with what was probably meant, and those that are not there.
    pub fn finish(mut self) {
        let table = self.table;
        let unknown: Vec<_> =
            table.entries.iter().map(|(key, _)| key).filter(|key| !self.asked.contains(&key.value.as_str())).collect();
        // Asking the table for each would cost its length times that of what it holds.
        let written: BTreeSet<&str> = table.entries.iter().map(|(key, _)| key.value.as_str()).collect();
        let unused: Vec<&'t str> = self.asked.iter().copied().filter(|known| !written.contains(known)).collect();
        for key in unknown {
            let meant = self.meant(&key.value, &unused);
            self.unknown(key, meant);
            // One key in place of another is one fault.
            self.missing.retain(|(missing, _)| Some(*missing) != meant);
        }
        if !self.table.broken {
            self.absent();
        }
    }

    /// The key that was probably meant by another.
    fn meant(&self, key: &str, unused: &[&'t str]) -> Option<&'t str> {
        let unused = || unused.iter().copied();
        let word = key.to_lowercase().replace('-', "_");
        let same = SAME.iter().find(|(other, _)| *other == word).map(|(_, known)| *known);
        let same = same.and_then(|same| unused().find(|known| *known == same));
        same.or_else(|| did_you_mean(key, unused().chain(self.outer.iter().copied())))
    }

    fn unknown(&mut self, key: &Spanned<String>, meant: Option<&str>) {
        let (what, place) = (self.what, self.context.place(key.span));
        let finding = Diagnostic::deny("unknown-key", place, format!("unknown key `{}` in {what}", key.value));
        let finding = match meant {
            Some(near) if self.asked.contains(&near) => {
                let finding = finding.help(format!("did you mean `{near}`?"));
                let same = near == key.value.to_lowercase().replace('-', "_");
                if same { finding.mend(self.context.inside(key.span), near) } else { finding }
            }
            Some(near) => finding.help(self.context.syntax.move_out(near, what)),
            None => finding.help(format!("{what} takes: {}", known(&self.asked))),
        };
        self.context.sink.push(finding);
    }

    /// Reports the keys that are not there, where they could be added, or where they stand without a value.
    fn absent(self) {
        let Self { context, table, what, missing, .. } = self;
        for (key, add) in missing {
            let written = table.entries.iter().find(|(name, _)| name.value == key);
            let place = context.place(written.map_or(Span::at(table.span.end), |(name, _)| name.span));
            let (message, help) = match written {
                // YAML takes what follows a `#` for a comment.
                Some(_) if before_comment(&place) => (
                    format!("`{key}` has no value: a comment begins at `#`"),
                    "put a text that begins with `#` in quotes".to_owned(),
                ),
                Some(_) => (format!("`{key}` has no value"), add.replacen("add", "write", 1)),
                None => (format!("{what} lacks `{key}`"), add),
            };
            context.sink.push(Diagnostic::deny("missing-key", place, message).help(help));
        }
    }
}

fn before_comment(key: &Place) -> bool {
    let after = key.source.text.get(key.span.end..).and_then(|text| text.lines().next());
    after.is_some_and(|line| line.trim_start_matches([':', ' ']).starts_with('#'))
}

/// What other tools and habits call a key of ours.
const SAME: [(&str, &str); 21] = [
    ("action", "title"),
    ("assignee", "owner"),
    ("category", "root_cause"),
    ("cause", "root_cause"),
    ("customers", "users"),
    ("date", "started"),
    ("deadline", "due"),
    ("ended", "resolved"),
    ("end", "resolved"),
    ("finished", "resolved"),
    ("incident_date", "started"),
    ("name", "title"),
    ("owner", "squad"),
    ("priority", "severity"),
    ("sev", "severity"),
    ("start_time", "started"),
    ("end_time", "resolved"),
    ("subject", "title"),
    ("task", "title"),
    ("team", "squad"),
    ("text", "title"),
];

fn known(asked: &[&str]) -> String {
    let mut keys: Vec<String> = asked.iter().map(|key| format!("`{key}`")).collect();
    keys.dedup();
    keys.join(", ")
}
