//! Whether what machines read is as its schema says.
use serde_json::Value;

/// What is wrong with a value, each with the path to it; nothing where it fits.
pub(crate) fn faults(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}
