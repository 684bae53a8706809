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
                assert!(rule.as_array().is_some_and(|all| all.contains(value)), "{at}: {value} is none of {rule}")
            }
            "minimum" => assert!(value.as_f64().is_none_or(|n| Some(n) >= rule.as_f64()), "{at}: {value} < {rule}"),
            "pattern" => {
                let pattern = regex_lite::Regex::new(rule.as_str().expect("a pattern")).expect("a pattern");
                assert!(value.as_str().is_none_or(|text| pattern.is_match(text)), "{at}: {value} is not like {rule}");
            }
            "required" => {
                for key in rule.as_array().expect("a list").iter().filter_map(Value::as_str) {
                    assert!(value.as_object().is_none_or(|table| table.contains_key(key)), "{at}.{key} is missing");
                }
            }
            "properties" => {
                for (key, schema) in rule.as_object().expect("a table") {
                    value.get(key).into_iter().for_each(|value| check(root, schema, value, &format!("{at}.{key}")));
                }
            }
            "additionalProperties" => {
                let known = |key: &str| schema["properties"].get(key).is_some();
                for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| !known(key)) {
                    assert!(rule.is_object(), "{at}.{key} is not known");
                    check(root, rule, value, &format!("{at}.{key}"));
                }
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                items.for_each(|(nth, value)| check(root, rule, value, &format!("{at}[{nth}]")));
            }
            "minItems" => {
                assert!(value.as_array().is_none_or(|all| all.len() as u64 >= rule.as_u64().unwrap_or(0)), "{at}")
            }
            "maxItems" => {
                assert!(value.as_array().is_none_or(|all| all.len() as u64 <= rule.as_u64().unwrap_or(0)), "{at}")
            }
            other => panic!("{at}: `{other}` is not understood here"),
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
