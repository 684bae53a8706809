//! The kinds of values that keys take, as schemas.
use serde_json::{Map, Value, json};

use crate::config::{Facet, Term};

/// A key, what it is for, and what it takes.
pub(super) type Key = (&'static str, &'static str, Value);

/// A table with these keys and no others.
pub(super) fn table(keys: impl IntoIterator<Item = Key>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties(keys), "required": required, "additionalProperties": false })
}

/// Keys with their schemas.
pub(super) fn properties(keys: impl IntoIterator<Item = Key>) -> Map<String, Value> {
    keys.into_iter().map(|(key, about, schema)| (key.to_owned(), described(schema, about))).collect()
}

/// A schema with a description. Beside a reference draft 7 reads nothing, so that is wrapped.
pub(super) fn described(schema: Value, about: &str) -> Value {
    let mut schema = if schema.get("$ref").is_some() { json!({ "allOf": [schema] }) } else { schema };
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), about.into());
    }
    schema
}

/// A text with something in it.
pub(super) fn text() -> Value {
    json!({ "type": "string", "pattern": "\\S" })
}

/// An address of the web.
pub(super) fn address() -> Value {
    json!({ "type": "string", "pattern": "^https?://" })
}

/// An id.
pub(super) fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9-]+$" })
}

pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

/// A whole number that is not negative.
pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

pub(super) fn percent() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 100 })
}

/// A list, and nothing else.
pub(super) fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// A list, or one value alone.
pub(super) fn some(items: &Value) -> Value {
    json!({ "anyOf": [items, list(items)] })
}

/// One of a few words.
pub(super) fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Value {
    json!({ "type": "string", "enum": words.into_iter().collect::<Vec<_>>() })
}

const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

/// A day. TOML has a type for it, which `format` names; in YAML it is a text.
pub(super) fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": format!("^{DAY}$") })
}

/// A date and time, with an offset or in the site's zone. The names of formats are those by which tombi knows the types
/// of TOML.
pub(super) fn moment() -> Value {
    let clock = "[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?";
    json!({ "anyOf": [
        { "type": "string", "format": "date-time", "pattern": format!("^{DAY}{clock}([Zz]|[+-][0-9]{{2}}:?[0-9]{{2}})$") },
        { "type": "string", "format": "partial-date-time", "pattern": format!("^{DAY}{clock}$") },
        { "type": "string", "pattern": format!("^{DAY}{clock}([Zz]|[+-][0-9]{{2}}:?[0-9]{{2}})$") },
    ] })
}

/// The terms of a facet: ids with their titles and definitions, then old names, then terms for old files only.
pub(super) fn terms(facet: &Facet) -> Value {
    let live = facet.terms.iter().filter(|term| !term.retired).map(|term| named(&term.id, term, false));
    let aliases = facet.terms.iter().flat_map(|term| term.aliases.iter().map(|alias| named(alias, term, true)));
    let retired = facet.terms.iter().filter(|term| term.retired).map(|term| named(&term.id, term, true));
    json!({ "title": facet.title, "anyOf": live.chain(aliases).chain(retired).collect::<Vec<_>>() })
}

/// One word that stands for a term.
fn named(word: &str, term: &Term, old: bool) -> Value {
    let about = term.definition.as_deref().or(term.domain.as_deref());
    let mut schema = json!({ "type": "string", "const": word, "title": term.title });
    let note = match (old, term.retired) {
        (false, _) => None,
        (true, true) => Some("Retired: for old postmortems only.".to_owned()),
        (true, false) => Some(format!("Old name of `{}`.", term.id)),
    };
    if let Value::Object(schema) = &mut schema {
        if let Some(note) = &note {
            schema.insert("deprecated".to_owned(), true.into());
            schema.insert("deprecationMessage".to_owned(), note.as_str().into());
        }
        let about: Vec<&str> = note.as_deref().into_iter().chain(about).collect();
        if !about.is_empty() {
            schema.insert("description".to_owned(), about.join(" ").into());
        }
    }
    schema
}
