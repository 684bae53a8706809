//! [`Table`] to TOML or YAML: what is written here reads back as the same keys and values, in the same order.
use std::fmt::Write as _;

use super::{Syntax, Table, Value};
use crate::source::{Span, Spanned};

impl Table {
    /// Adds a key at the end; a table of the program's own making has no places.
    pub fn push(&mut self, key: impl Into<String>, value: Value) {
        self.entries.push((Spanned::new(key.into(), Span::default()), Spanned::new(value, Span::default())));
    }
}

/// Writes a table, its lines ended by `\n`, without fences. TOML has no word for [`Value::Null`]: such values are
/// left out of it. YAML has no type for dates: they read back as texts.
#[must_use]
pub fn write(table: &Table, syntax: Syntax) -> String {
    let mut out = String::new();
    match syntax {
        Syntax::Toml => toml_table(&mut out, "", table),
        Syntax::Yaml => yaml_table(&mut out, 0, table),
    }
    out
}

/// A text in double quotes, as TOML and YAML both read it. What cannot be seen is escaped.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if unseen(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Controls, line separators, marks of direction and byte order: all below U+10000, where `\uXXXX` reaches.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Plain values first, then a section for each table that no plain value follows: so the order stays.
fn toml_table(out: &mut String, path: &str, table: &Table) {
    let entries: Vec<_> = table
        .entries
        .iter()
        .map(|(key, value)| (&key.value, &value.value))
        .filter(|(_, v)| **v != Value::Null)
        .collect();
    let plain = entries.iter().rposition(|(_, value)| !section(value)).map_or(0, |last| last + 1);
    for (key, value) in &entries[..plain] {
        let _ = writeln!(out, "{} = {}", toml_key(key), inline(value, Syntax::Toml));
    }
    for (key, value) in &entries[plain..] {
        let path = format!("{path}{}", toml_key(key));
        let (open, close, tables): (_, _, &[Spanned<Value>]) = match value {
            Value::List(items) => ("[[", "]]", items),
            _ => ("[", "]", &[]),
        };
        let own = if let Value::Table(table) = value { Some(table) } else { None };
        for table in own.into_iter().chain(tables.iter().filter_map(as_table)) {
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}{open}{path}{close}");
            toml_table(out, &format!("{path}."), table);
        }
    }
}

fn section(value: &Value) -> bool {
    match value {
        Value::Table(_) => true,
        Value::List(items) => !items.is_empty() && items.iter().all(|item| as_table(item).is_some()),
        _ => false,
    }
}

const fn as_table(value: &Spanned<Value>) -> Option<&Table> {
    if let Value::Table(table) = &value.value { Some(table) } else { None }
}

fn yaml_table(out: &mut String, indent: usize, table: &Table) {
    for (key, value) in &table.entries {
        let _ = write!(out, "{:indent$}{}:", "", yaml_key(&key.value));
        match &value.value {
            Value::Table(table) if !table.entries.is_empty() => {
                out.push('\n');
                yaml_table(out, indent + 2, table);
            }
            Value::List(items) if !items.is_empty() && items.iter().all(filled) => {
                out.push('\n');
                for item in items.iter().filter_map(as_table) {
                    let mut lines = String::new();
                    yaml_table(&mut lines, indent + 4, item);
                    let _ = write!(out, "{:indent$}  - {}", "", lines.trim_start());
                }
            }
            other => {
                let _ = writeln!(out, " {}", inline(other, Syntax::Yaml));
            }
        }
    }
}

fn filled(value: &Spanned<Value>) -> bool {
    as_table(value).is_some_and(|table| !table.entries.is_empty())
}

/// A value on one line.
fn inline(value: &Value, syntax: Syntax) -> String {
    let yaml = syntax == Syntax::Yaml;
    match value {
        Value::Text(text) if yaml && plain(text) => text.clone(),
        Value::Text(text) => quoted(text),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number, yaml),
        Value::Bool(flag) => flag.to_string(),
        Value::DateTime(time) if yaml && !time.contains('-') => quoted(time),
        Value::DateTime(time) => time.clone(),
        Value::Null => "null".to_owned(),
        Value::List(items) => {
            let items = items.iter().filter(|item| yaml || item.value != Value::Null);
            let items: Vec<_> = items.map(|item| inline(&item.value, syntax)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let entries = table.entries.iter().filter(|(_, value)| yaml || value.value != Value::Null);
            let entry = |(key, value): &(Spanned<String>, Spanned<Value>)| {
                let key = if yaml { yaml_key(&key.value) } else { toml_key(&key.value) };
                syntax.assign(&key, &inline(&value.value, syntax))
            };
            let entries: Vec<_> = entries.map(entry).collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
    }
}

fn float(number: f64, yaml: bool) -> String {
    match (number.is_finite(), yaml) {
        // The shortest form that reads back as the same number, always with a point or an exponent.
        (true, _) => format!("{number:?}"),
        (false, false) => format!("{number:?}").to_lowercase(),
        (false, true) if number.is_nan() => ".nan".to_owned(),
        (false, true) => if number > 0.0 { ".inf" } else { "-.inf" }.to_owned(),
    }
}

fn toml_key(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if bare { key.to_owned() } else { quoted(key) }
}

fn yaml_key(key: &str) -> String {
    if plain(key) { key.to_owned() } else { quoted(key) }
}

/// Whether YAML reads the bare text as just that text: letters first, nothing that could mean something.
fn plain(text: &str) -> bool {
    const MEANT: [&str; 11] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ._-/()".contains(&byte))
        && !MEANT.contains(&text.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::Source;
    use crate::table;

    fn read(text: &str, syntax: Syntax) -> Table {
        let source = Arc::new(Source::new("x", text));
        let mut sink = Diagnostics::default();
        let part = Span::new(0, text.len());
        let table = match syntax {
            Syntax::Toml => table::toml::parse(&source, part, &mut sink),
            Syntax::Yaml => table::yaml::parse(&source, part, &mut sink),
        };
        assert!(sink.into_sorted().is_empty(), "does not read back:\n{text}");
        bare(&table, Syntax::Toml)
    }

    /// The same without places; for YAML with dates as texts.
    fn bare(table: &Table, syntax: Syntax) -> Table {
        let mut out = Table::default();
        for (key, value) in &table.entries {
            out.push(key.value.clone(), bare_value(&value.value, syntax));
        }
        out
    }

    fn bare_value(value: &Value, syntax: Syntax) -> Value {
        match value {
            Value::DateTime(time) if syntax == Syntax::Yaml => Value::Text(time.clone()),
            Value::Table(table) => Value::Table(bare(table, syntax)),
            Value::List(items) => {
                let item = |item: &Spanned<Value>| Spanned::new(bare_value(&item.value, syntax), Span::default());
                Value::List(items.iter().map(item).collect())
            }
            other => other.clone(),
        }
    }

    fn values(null: bool) -> impl Strategy<Value = Table> {
        let scalar = prop_oneof![
            any::<String>().prop_map(Value::Text),
            "[ -~]{0,12}".prop_map(Value::Text),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>().prop_filter("equal to itself", |f| !f.is_nan()).prop_map(Value::Float),
            any::<bool>().prop_map(Value::Bool),
            Just(Value::DateTime("2026-03-04T09:12:00Z".into())),
            Just(if null { Value::Null } else { Value::Bool(true) }),
        ];
        let value = scalar.prop_recursive(3, 24, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(|items| Value::List(
                    items.into_iter().map(|v| Spanned::new(v, Span::default())).collect()
                )),
                entries(inner.clone()).prop_map(Value::Table),
                proptest::collection::vec(entries(inner), 1..3).prop_map(|tables| {
                    let item = |table| Spanned::new(Value::Table(table), Span::default());
                    Value::List(tables.into_iter().map(item).collect())
                }),
            ]
        });
        entries(value)
    }

    fn entries(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Table> {
        let key = prop_oneof!["[a-z]{1,6}", "[ -~]{1,8}", any::<String>()];
        proptest::collection::vec((key, value), 0..6).prop_map(|entries| {
            let mut table = Table::default();
            for (key, value) in entries {
                if table.get(&key).is_none() && key != "<<" {
                    table.push(key, value);
                }
            }
            table
        })
    }

    proptest! {
        #[test]
        fn toml_reads_back(table in values(false)) {
            prop_assert_eq!(read(&write(&table, Syntax::Toml), Syntax::Toml), table);
        }

        #[test]
        fn yaml_reads_back(table in values(true)) {
            prop_assert_eq!(read(&write(&table, Syntax::Yaml), Syntax::Yaml), bare(&table, Syntax::Yaml));
        }
    }

    #[test]
    fn looks_as_people_write_it() {
        let mut inner = Table::default();
        inner.push("source", Value::Text("old.md".into()));
        let mut table = Table::default();
        table.push("title", Value::Text("It said \"no\": \u{202e}C:\\".into()));
        table.push("started", Value::DateTime("2026-03-04T09:12:00Z".into()));
        table.push("services", Value::List(vec![Spanned::new(Value::Text("api".into()), Span::default())]));
        table.push("extra", Value::Table(inner.clone()));
        table.push("action", Value::List(vec![Spanned::new(Value::Table(inner), Span::default())]));
        insta::assert_snapshot!(write(&table, Syntax::Toml), @r#"
        title = "It said \"no\": \u202EC:\\"
        started = 2026-03-04T09:12:00Z
        services = ["api"]

        [extra]
        source = "old.md"

        [[action]]
        source = "old.md"
        "#);
        insta::assert_snapshot!(write(&table, Syntax::Yaml), @r#"
        title: "It said \"no\": \u202EC:\\"
        started: 2026-03-04T09:12:00Z
        services: [api]
        extra:
          source: old.md
        action:
          - source: old.md
        "#);
    }

    #[test]
    fn toml_leaves_out_what_it_has_no_word_for() {
        let mut table = Table::default();
        table.push("nothing", Value::Null);
        table.push("kept", Value::Integer(1));
        assert_eq!(write(&table, Syntax::Toml), "kept = 1\n");
    }
}
