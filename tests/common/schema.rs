//! As much of JSON Schema as the schemas of our formats use; a word that it does not know is a fault of the schema.
use std::collections::BTreeSet;

use serde_json::Value;

/// What is wrong with a value, each with the path to it; nothing where it fits.
pub(crate) fn faults(schema: &str, value: &Value) -> Vec<String> {
    let root: Value = serde_json::from_str(schema).expect("a schema");
    let mut faults = Vec::new();
    judge(&root, &root, value, "$", &mut faults);
    faults
}

fn judge(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    for (word, rule) in schema.as_object().expect("a schema is an object") {
        let fits = fits(word, rule, value).unwrap_or_else(|| inside(root, schema, word, value, at, faults));
        if !fits {
            faults.push(format!("{at}: {word}"));
        }
    }
}

/// Whether a value fits what one word says of it alone; `None` for words that look into it.
fn fits(word: &str, rule: &Value, value: &Value) -> Option<bool> {
    let list = || rule.as_array().expect("a list");
    Some(match word {
        "$schema" | "$id" | "title" | "description" | "definitions" => true,
        "type" => match rule.as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("number") => value.is_number(),
            Some("integer") => value.is_u64() || value.is_i64(),
            other => panic!("no type {other:?}"),
        },
        "const" => value == rule,
        "enum" => list().contains(value),
        "required" => list().iter().filter_map(Value::as_str).all(|key| value.get(key).is_some()),
        "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().expect("a number")),
        "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().expect("a number")),
        "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= rule.as_u64().expect("a number")),
        "uniqueItems" => value.as_array().is_none_or(|list| {
            let different: BTreeSet<String> = list.iter().map(Value::to_string).collect();
            rule != true || different.len() == list.len()
        }),
        "pattern" => {
            let pattern = regex_lite::Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        // Addresses and dates: what may stand in neither.
        "format" => value.as_str().is_none_or(|text| !text.contains([' ', '\n', '<', '>', '"', '\\', '^', '`'])),
        _ => return None,
    })
}

/// Whether what lies in a value fits one word of a schema.
fn inside(root: &Value, schema: &Value, word: &str, value: &Value, at: &str, faults: &mut Vec<String>) -> bool {
    let rule = &schema[word];
    match word {
        "$ref" => {
            let path = rule.as_str().and_then(|path| path.strip_prefix('#')).expect("a local reference");
            judge(root, root.pointer(path).expect("a definition"), value, at, faults);
        }
        "anyOf" | "oneOf" => {
            let fitting = rule.as_array().expect("a list").iter().filter(|rule| {
                let mut faults = Vec::new();
                judge(root, rule, value, at, &mut faults);
                faults.is_empty()
            });
            return if word == "oneOf" { fitting.count() == 1 } else { fitting.count() > 0 };
        }
        "properties" => {
            let rules = rule.as_object().expect("properties").iter();
            for (key, rule, inner) in rules.filter_map(|(key, rule)| Some((key, rule, value.get(key)?))) {
                judge(root, rule, inner, &format!("{at}.{key}"), faults);
            }
        }
        "additionalProperties" => {
            let known = |key: &str| schema.get("properties").is_some_and(|all| all.get(key).is_some());
            let more = value.as_object().into_iter().flatten().filter(|(key, _)| !known(key));
            if let Value::Bool(allowed) = rule {
                return *allowed || more.count() == 0;
            }
            more.for_each(|(key, inner)| judge(root, rule, inner, &format!("{at}.{key}"), faults));
        }
        "items" => {
            for (nth, inner) in value.as_array().into_iter().flatten().enumerate() {
                judge(root, rule, inner, &format!("{at}[{nth}]"), faults);
            }
        }
        other => panic!("the schema uses `{other}`, which nobody checks"),
    }
    true
}
