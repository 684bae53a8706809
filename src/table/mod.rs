//! Keys and values with their places, from TOML or YAML, and reading them field by field.
mod fault;
mod fields;
pub mod toml;
mod toml_fault;
mod write;
pub mod yaml;
mod yaml_fault;

pub use fields::{Context, Fields};
pub use write::{quoted, write};

use crate::source::{Span, Spanned};

/// A table as written, keys in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Key and value, each with its place.
    pub entries: Vec<(Spanned<String>, Spanned<Value>)>,
    /// From its first to its last byte.
    pub span: Span,
    /// What it is written in.
    pub syntax: Syntax,
    /// Whether some of it could not be read: what seems to be missing may then be there.
    pub broken: bool,
}

/// A syntax of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Syntax {
    /// TOML between `+++`.
    #[default]
    Toml,
    /// YAML between `---`.
    Yaml,
}

impl Syntax {
    /// How a key is given a value.
    #[must_use]
    pub fn assign(self, key: &str, value: &str) -> String {
        match self {
            Self::Toml => format!("{key} = {value}"),
            Self::Yaml => format!("{key}: {value}"),
        }
    }

    /// How a table is written, as advice.
    pub(super) fn table(self, key: &str) -> String {
        match self {
            Self::Toml => format!("write `[{key}]` and its keys below"),
            Self::Yaml => format!("write `{key}:` and its keys indented below"),
        }
    }

    /// Where a key of the table around belongs, as advice.
    pub(super) fn move_out(self, key: &str, table: &str) -> String {
        match self {
            Self::Toml => format!("`{key}` does not belong to {table}: write it above the first `[…]`"),
            Self::Yaml => format!("`{key}` does not belong to {table}: write it at the first column"),
        }
    }

    /// How a list of tables is written, as advice.
    pub(super) fn tables(self, key: &str) -> String {
        match self {
            Self::Toml => format!("write `[[{key}]]` and the keys of one below, as often as needed"),
            Self::Yaml => format!("write `{key}:` and each one below, its first key after `- `"),
        }
    }
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

impl Value {
    /// What it is, in words: "a text", "a number".
    #[must_use]
    pub const fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Integer(_) | Self::Float(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::DateTime(_) => "a date or time",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Null => "nothing",
        }
    }
}
