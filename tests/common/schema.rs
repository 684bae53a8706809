//! As much of JSON Schema as the project's own schemas use; panics at the first fault, and at a word that it lacks.
use serde_json::Value;

/// Checks a value; `at` is where it is.
pub(crate) fn check(root: &Value, schema: &Value, value: &Value, at: &str) {
    for (word, rule) in schema.as_object().expect("a schema is an object") {
        match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => {}
            "$ref" => {
                let name = rule.as_str().and_then(|name| name.strip_prefix("#/$defs/")).expect("a definition");
                check(root, &root["$defs"][name], value, at);
            }
            "type" => {
                let types = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                assert!(
                    types.iter().any(|name| is(value, name.as_str().unwrap_or_default())),
                    "{at}: {value} is no {rule}"
                );
            }
            "const" => assert_eq!(value, rule, "{at}"),
            "enum" => {
                let known = rule.as_array().is_some_and(|all| all.contains(value));
                assert!(known, "{at}: {value} is none of {rule}");
            }
            "minimum" => assert!(value.as_f64().is_none_or(|n| Some(n) >= rule.as_f64()), "{at}: {value} < {rule}"),
            "pattern" => {
                let pattern = regex_lite::Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                assert!(value.as_str().is_none_or(|text| pattern.is_match(text)), "{at}: {value} is not like {rule}");
            }
            "required" => {
                let missing = |key: &&Value| value.is_object() && value.get(key.as_str().unwrap_or_default()).is_none();
                assert_eq!(rule.as_array().and_then(|keys| keys.iter().find(missing)), None, "{at} lacks a key");
            }
            "properties" | "additionalProperties" => keys(root, schema, word, value, at),
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                items.for_each(|(nth, value)| check(root, rule, value, &format!("{at}[{nth}]")));
            }
            "minItems" | "maxItems" => {
                let (least, count) = (word == "minItems", value.as_array().map(|all| all.len() as u64));
                let fits = |n| if least { Some(n) >= rule.as_u64() } else { Some(n) <= rule.as_u64() };
                assert!(count.is_none_or(fits), "{at}: {word} is {rule}");
            }
            other => panic!("{at}: `{other}` is not understood here"),
        }
    }
}

/// The keys that a schema names, or the others.
fn keys(root: &Value, schema: &Value, word: &str, value: &Value, at: &str) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let at = format!("{at}.{key}");
        match (word, schema["properties"].get(key)) {
            ("properties", Some(own)) => check(root, own, value, &at),
            ("properties", None) | (_, Some(_)) => {}
            (_, None) if schema[word].is_object() => check(root, &schema[word], value, &at),
            (_, None) => panic!("{at} is not known"),
        }
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        other => panic!("no type `{other}`"),
    }
}
