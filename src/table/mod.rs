//! Keys and values with their places, from TOML or YAML, and reading them field by field.
use crate::source::{Span, Spanned};

/// A table as written, keys in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Key and value, each with its place.
    pub entries: Vec<(Spanned<String>, Spanned<Value>)>,
    /// From its first to its last byte.
    pub span: Span,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; also YAML's plain words.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// A date, time or both, as written: a TOML date-time.
    DateTime(String),
    /// Several values.
    List(Vec<Spanned<Value>>),
    /// A table.
    Table(Table),
    /// Nothing: YAML's `~` or an empty value.
    Null,
}

impl Table {
    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Spanned<Value>> {
        self.entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }
}
