//! TOML to [`Table`]: every syntax error, each with its place, and all that could be read all the same.
use std::collections::BTreeSet;
use std::sync::Arc;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Syntax, Table, Value, toml_fault};
use crate::diagnostic::Diagnostics;
use crate::source::{Source, Span, Spanned};

/// Reads a part of a source as TOML. Syntax errors are findings `invalid-toml`.
#[must_use]
pub fn parse(source: &Arc<Source>, part: Span, sink: &mut Diagnostics) -> Table {
    let text = part.of(&source.text);
    let (table, errors) = DeTable::parse_recoverable(text);
    // What looks like a date and is none is judged where it is known what it should be.
    let odd = odd_dates(table.get_ref());
    let span_of = |error: &toml::de::Error| error.span().map_or(Span::at(0), Span::from);
    let errors: Vec<_> = errors.into_iter().filter(|error| !odd.contains(&span_of(error))).collect();
    let mut errors: Vec<_> =
        errors.into_iter().map(|error| (span_of(&error), error.message().replace('\n', ", "))).collect();
    // The parser tells lines without a value before the rest of them.
    errors.sort_by_key(|(span, _)| span.start);
    let lists = lists(table.get_ref());
    for fault in toml_fault::faults(text, &errors, &lists) {
        sink.push(fault.finding("invalid-toml", source, part.start));
    }
    let mut table = convert(table.get_ref(), text, part.start);
    if let Some((_, from)) = toml_fault::unclosed(&errors, &lists) {
        // What stands behind a list that is never closed was taken for parts of it.
        let end = part.start + from;
        table.entries.iter_mut().for_each(|(_, value)| cut(&mut value.value, end));
    }
    (table.span, table.broken) = (part, !errors.is_empty());
    table
}

/// The lists of the outermost table.
fn lists(table: &DeTable<'_>) -> Vec<Span> {
    let lists = table.values().filter(|value| matches!(value.get_ref(), DeValue::Array(_)));
    lists.map(|value| Span::from(value.span())).collect()
}

/// Leaves out the parts of a list from an offset on.
fn cut(value: &mut Value, end: usize) {
    if let Value::List(items) = value {
        items.retain(|item| item.span.start < end || !matches!(item.value, Value::Text(_) | Value::DateTime(_)));
    }
}

/// Where dates stand that could not be read.
fn odd_dates(table: &DeTable<'_>) -> BTreeSet<Span> {
    let mut odd = BTreeSet::new();
    let mut values: Vec<_> = table.values().collect();
    while let Some(value) = values.pop() {
        match value.get_ref() {
            DeValue::Datetime(time) if time.to_string().is_empty() => drop(odd.insert(Span::from(value.span()))),
            DeValue::Array(items) => values.extend(items.iter()),
            DeValue::Table(table) => values.extend(table.values()),
            _ => {}
        }
    }
    odd
}

fn convert(table: &DeTable<'_>, text: &str, base: usize) -> Table {
    let entry = |(key, value): (&TomlSpanned<_>, &TomlSpanned<DeValue<'_>>)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        (Spanned::new(name.to_string(), Span::from(key.span()).shifted(base)), spanned(value, text, base))
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|(key, _)| key.span);
    Table { span: extent(&entries), entries, syntax: Syntax::Toml, broken: false }
}

fn spanned(value: &TomlSpanned<DeValue<'_>>, text: &str, base: usize) -> Spanned<Value> {
    let inner = match value.get_ref() {
        DeValue::String(words) => Value::Text(words.to_string()),
        // What does not fit stays text, and so is refused where a number is wanted.
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Integer),
        DeValue::Float(number) => {
            number.as_str().parse().map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Float)
        }
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(time) => Value::DateTime(match time.to_string() {
            odd if odd.is_empty() => Span::from(value.span()).of(text).to_owned(),
            time => time,
        }),
        DeValue::Array(items) => Value::List(items.iter().map(|item| spanned(item, text, base)).collect()),
        DeValue::Table(table) => {
            let mut inner = convert(table, text, base);
            if inner.entries.is_empty() {
                inner.span = Span::from(value.span()).shifted(base);
            }
            Value::Table(inner)
        }
    };
    Spanned::new(inner, Span::from(value.span()).shifted(base))
}

fn extent(entries: &[(Spanned<String>, Spanned<Value>)]) -> Span {
    let start = entries.first().map_or(0, |(key, _)| key.span.start);
    let end = entries.iter().map(|(_, value)| value.span.end).max().unwrap_or(start);
    Span::new(start, end.max(start))
}
