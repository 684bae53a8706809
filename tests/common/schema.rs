//! As much of JSON Schema as our own schemas use; a word that it does not know is a fault of the schema.
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
        let fits = match word.as_str() {
            "title" | "definitions" => true,
            "$ref" => {
                let path = rule.as_str().and_then(|path| path.strip_prefix('#')).expect("a local reference");
                judge(root, root.pointer(path).expect("a definition"), value, at, faults);
                true
            }
            "type" => match rule.as_str() {
                Some("object") => value.is_object(),
                Some("array") => value.is_array(),
                Some("string") => value.is_string(),
                Some("integer") => value.is_u64() || value.is_i64(),
                other => panic!("no type {other:?}"),
            },
            "const" => value == rule,
            "enum" => rule.as_array().expect("a list").contains(value),
            "minimum" => value.as_i64().is_none_or(|number| number >= rule.as_i64().expect("a number")),
            "required" => {
                let keys = rule.as_array().expect("a list").iter().filter_map(Value::as_str);
                keys.into_iter().all(|key| value.get(key).is_some())
            }
            "properties" => {
                for (key, rule) in rule.as_object().expect("properties") {
                    if let Some(inner) = value.get(key) {
                        judge(root, rule, inner, &format!("{at}.{key}"), faults);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema.get("properties").and_then(Value::as_object).expect("properties");
                value.as_object().is_none_or(|object| object.keys().all(|key| known.contains_key(key)))
            }
            "items" => {
                for (nth, inner) in value.as_array().into_iter().flatten().enumerate() {
                    judge(root, rule, inner, &format!("{at}[{nth}]"), faults);
                }
                true
            }
            other => panic!("the schema uses `{other}`, which nobody checks"),
        };
        if !fits {
            faults.push(format!("{at}: {word}"));
        }
    }
}
