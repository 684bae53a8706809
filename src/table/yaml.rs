//! YAML to [`Table`]: the same keys, values and places as TOML would give.
use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Options, Spanned as YamlSpanned};

use super::fault::Fault;
use super::{Syntax, Table, Value, yaml_fault};
use crate::diagnostic::Diagnostics;
use crate::source::{Source, Span, Spanned};

/// Reads a part of a source as YAML 1.2. A syntax error is a finding `invalid-yaml`; YAML cannot be read past one.
#[must_use]
pub fn parse(source: &Arc<Source>, part: Span, sink: &mut Diagnostics) -> Table {
    let text = part.of(&source.text);
    let mut fault = |fault: Fault| sink.push(fault.finding("invalid-yaml", source, part.start));
    let mut table = match serde_saphyr::from_str_with_options::<Option<YamlSpanned<Node>>>(text, options()) {
        Ok(None) => Table::default(),
        Ok(Some(node)) => match convert(node, part.start) {
            Spanned { value: Value::Table(table), .. } => table,
            Spanned { value: Value::Null, .. } => Table::default(),
            other => {
                fault(yaml_fault::no_table(text, Span::at(other.span.start.saturating_sub(part.start))));
                broken()
            }
        },
        Err(error) => {
            let at = error.location().map_or(Span::at(0), |location| stopped(text, &location));
            fault(yaml_fault::fault(text, at, words(&error)));
            broken()
        }
    };
    table.span = part;
    table.syntax = Syntax::Yaml;
    table
}

fn broken() -> Table {
    Table { broken: true, ..Table::default() }
}

fn options() -> Options {
    let mut options = Options::default();
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    options.strict_booleans = true;
    options.with_snippet = false;
    options
}

/// The parser's message without its own line and column, which count from the fence.
fn words(error: &serde_saphyr::Error) -> String {
    let message = error.without_snippet().to_string();
    let plain = message.split(" at line ").next().unwrap_or(&message);
    let plain = plain.split_once(": ").filter(|(head, _)| head.starts_with("error")).map_or(plain, |(_, rest)| rest);
    plain.lines().collect::<Vec<_>>().join(", ")
}

/// Where the parser stopped; errors of syntax have a line and a column only.
fn stopped(text: &str, location: &Location) -> Span {
    let number = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(number(location.line())).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let column: usize = line.chars().take(number(location.column())).map(char::len_utf8).sum();
    Span::at(before + column)
}

fn span_of(location: &Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let len = span.byte_len().and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    Span::new(start, start + len)
}

fn convert(node: YamlSpanned<Node>, base: usize) -> Spanned<Value> {
    let mut span = span_of(&node.referenced).shifted(base);
    let value = match node.value {
        Node::Scalar(value) => value,
        Node::List(items) => {
            let items: Vec<_> = items.into_iter().map(|item| convert(item, base)).collect();
            span = around(span, items.iter().map(|item| item.span));
            Value::List(items)
        }
        Node::Table(entries) => {
            let key = |key: YamlSpanned<String>| Spanned::new(key.value, span_of(&key.referenced).shifted(base));
            let entries: Vec<_> = entries.into_iter().map(|(name, value)| (key(name), convert(value, base))).collect();
            span = around(span, entries.iter().flat_map(|(name, value)| [name.span, value.span]));
            Value::Table(Table { entries, span, syntax: Syntax::Yaml, broken: false })
        }
    };
    Spanned::new(value, span)
}

/// A collection's own location may be a point: it reaches to the end of its last part.
fn around(own: Span, parts: impl Iterator<Item = Span>) -> Span {
    parts.fold(own, |all, part| Span::new(all.start.min(part.start), all.end.max(part.end)))
}

/// A value as the YAML parser gives it.
enum Node {
    Scalar(Value),
    List(Vec<YamlSpanned<Node>>),
    Table(Vec<(YamlSpanned<String>, YamlSpanned<Node>)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Bool(flag)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Integer(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Scalar(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), Value::Integer)))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Node, E> {
        Ok(Node::Scalar(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), Value::Integer)))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Node, E> {
        Ok(Node::Scalar(i64::try_from(number).map_or_else(|_| Value::Text(number.to_string()), Value::Integer)))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Float(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Text(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Scalar(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Node::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut all = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            all.push(entry);
        }
        Ok(Node::Table(all))
    }
}
