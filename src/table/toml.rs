//! TOML to [`Table`]: every syntax error, each with its place, and all that could be read all the same.
use std::collections::BTreeSet;
use std::sync::Arc;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Syntax, Table, Value};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Place, Source, Span, Spanned};

/// Reads a part of a source as TOML. Syntax errors are findings `invalid-toml`.
#[must_use]
pub fn parse(source: &Arc<Source>, part: Span, sink: &mut Diagnostics) -> Table {
    let text = part.of(&source.text);
    let (table, errors) = DeTable::parse_recoverable(text);
    // What looks like a date and is none is judged where it is known what it should be.
    let odd = odd_dates(table.get_ref());
    let span_of = |error: &toml::de::Error| error.span().map_or(Span::at(0), Span::from);
    let errors: Vec<_> = errors.into_iter().filter(|error| !odd.contains(&span_of(error))).collect();
    let broken = !errors.is_empty();
    for error in errors {
        let span = span_of(&error).shifted(part.start);
        sink.push(Diagnostic::deny("invalid-toml", Place::new(source, span), error.message().replace('\n', ", ")));
    }
    let mut table = convert(table.get_ref(), text, part.start);
    (table.span, table.broken) = (part, broken);
    table
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
        DeValue::Table(table) => Value::Table(convert(table, text, base)),
    };
    Spanned::new(inner, Span::from(value.span()).shifted(base))
}

fn extent(entries: &[(Spanned<String>, Spanned<Value>)]) -> Span {
    let start = entries.first().map_or(0, |(key, _)| key.span.start);
    let end = entries.iter().map(|(_, value)| value.span.end).max().unwrap_or(start);
    Span::new(start, end.max(start))
}
