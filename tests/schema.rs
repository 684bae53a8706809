//! The JSON Schemas: they take what the program takes, and have the keys that it reads.
#![allow(clippy::disallowed_methods, reason = "these tests read the demonstration's own files")]
mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use casebook::build::{Readings, build};
use casebook::config::{Config, FRONT_MATTER_KEYS};
use casebook::diagnostic::Diagnostics;
use casebook::source::{Source, Span};
use casebook::table::{Table, Value as Written, toml};
use casebook::{document, schema};
use jsonschema::Validator;
use serde_json::{Value, json};

fn config(text: &str) -> Config {
    let mut sink = Diagnostics::default();
    let config = Config::read(&Arc::new(Source::new("site.toml", text)), &mut sink);
    assert_eq!(sink.into_sorted(), [], "the settings have no faults");
    config.expect("settings")
}

/// As language servers see it: dates and times are texts.
fn json_of(table: &Table) -> Value {
    let value = |value: &Written| json_value(value);
    table.entries.iter().map(|(key, inner)| (key.value.clone(), value(&inner.value))).collect()
}

fn json_value(value: &Written) -> Value {
    match value {
        Written::Text(text) | Written::DateTime(text) => text.as_str().into(),
        Written::Integer(number) => (*number).into(),
        Written::Float(number) => (*number).into(),
        Written::Bool(flag) => (*flag).into(),
        Written::List(items) => items.iter().map(|item| json_value(&item.value)).collect(),
        Written::Table(table) => json_of(table),
        Written::Null => Value::Null,
    }
}

fn settings_of(text: &str) -> Value {
    let source = Arc::new(Source::new("site.toml", text));
    json_of(&toml::parse(&source, Span::new(0, text.len()), &mut Diagnostics::default()))
}

fn faults(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::meta::validate(schema).expect("a schema of draft 7");
    jsonschema::draft7::new(schema).expect("a schema")
}

/// All of the demonstration is valid by the schemas made from its own settings.
#[test]
fn the_demonstration_is_valid() {
    let text = std::fs::read_to_string("site.toml").expect("settings");
    let config = config(&text);
    assert_eq!(faults(&validator(&schema::site(Some(&config))), &settings_of(&text)), [""; 0]);
    assert_eq!(faults(&validator(&schema::site(None)), &settings_of(&text)), [""; 0]);
    let front_matter = validator(&schema::front_matter(&config));
    let files = walkdir::WalkDir::new("postmortems").into_iter().map(|entry| entry.expect("an entry").into_path());
    let mut seen = 0;
    for path in files.filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = std::fs::read_to_string(&path).expect("a postmortem");
        let source = Arc::new(Source::new(path.to_string_lossy(), text));
        let front = document::parse(&source, &mut Diagnostics::default()).front;
        if !front.entries.is_empty() {
            assert_eq!(faults(&front_matter, &json_of(&front)), [""; 0], "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 60, "{seen} postmortems");
}

fn case() -> Value {
    json!({
        "title": "Pool ran dry", "severity": "high", "root_cause": "capacity", "squad": "payments",
        "started": "2026-03-04T09:12:00Z",
    })
}

fn with(key: &str, value: &Value) -> Value {
    let mut case = case();
    case[key] = value.clone();
    case
}

/// What the program takes or refuses, the schema takes or refuses.
#[test]
fn front_matter_is_taken_and_refused_as_the_program_does() {
    let validator = validator(&schema::front_matter(&config(common::SITE)));
    let taken = [
        ("severity", json!("sev1")),
        ("squad", json!("branches")),
        ("started", json!("2026-03-04")),
        ("started", json!("2026-03-04 09:12")),
        ("resolved", json!("2026-03-04T09:12:00+01:00")),
        ("services", json!("ledger")),
        ("services", json!(["ledger"])),
        ("journey", json!(["pay", "sign-in"])),
        ("impact", json!({ "users_percent": 12.5, "cost": "1,200 EUR" })),
        ("action", json!([{ "title": "Alert", "due": "2026-04-01", "state": "wont-do" }])),
        ("extra", json!({ "anything": [1, null] })),
    ];
    for (key, value) in taken {
        assert_eq!(faults(&validator, &with(key, &value)), [""; 0], "{key} = {value}");
        assert!(!fails(key, &value), "{key} = {value}: the program refuses it");
    }
    let refused = [
        ("titel", json!("Pool ran dry")),
        ("title", json!(" ")),
        ("title", json!(7)),
        ("severity", json!("hihg")),
        ("services", json!(["ledgr"])),
        ("journey", json!("walk")),
        ("started", json!("yesterday")),
        ("resolved", json!("2026-03-04")),
        ("published", json!("2026-03-04T09:12:00Z")),
        ("status", json!("done")),
        ("detection", json!("luck")),
        ("impact", json!({ "users_percent": 112 })),
        ("impact", json!({ "user": 3 })),
        ("impact", json!(3)),
        ("action", json!([{ "owner": "payments" }])),
        ("action", json!([{ "title": "Alert", "due": "soon" }])),
        ("aliases", json!("old/name")),
    ];
    for (key, value) in refused {
        assert_ne!(faults(&validator, &with(key, &value)), [""; 0], "{key} = {value}");
        assert!(fails(key, &value), "{key} = {value}: the program takes it");
    }
    for key in ["title", "severity", "root_cause", "squad", "started"] {
        let mut case = case();
        case.as_object_mut().expect("a table").remove(key);
        assert_ne!(faults(&validator, &case), [""; 0], "without {key}");
    }
}

/// Whether the program refuses a case for the value of a key.
fn fails(key: &str, value: &Value) -> bool {
    // JSON is YAML.
    let text = format!("---\n{}\n---\n", with(key, value));
    let findings = build(common::snapshot(&[("postmortems/pool.md", &text)]), &mut Readings::default()).findings;
    findings.iter().any(|finding| matches!(finding.code, "unknown-key" | "unknown-term" | "wrong-type" | "missing-key"))
}

#[test]
fn settings_with_faults_are_refused() {
    let good = settings_of(common::SITE);
    let validator = validator(&schema::site(Some(&config(common::SITE))));
    assert_eq!(faults(&validator, &good), [""; 0]);
    let change = |pointer: &str, key: &str, value: Value| {
        let mut changed = good.clone();
        changed.pointer_mut(pointer).expect("a place")[key] = value;
        changed
    };
    let broken = [
        change("", "titel", json!("x")),
        change("", "timezone", json!("Europe/Londn")),
        change("", "front_matter", json!("json")),
        change("", "squad", json!([])),
        change("/severity/0", "id", json!("Not An Id")),
        change("/severity/0", "domain", json!("not of a severity")),
        change("/root_cause/0", "retired", json!("yes")),
        change("/facet/0/terms/0", "name", json!("x")),
        change("", "checks", json!({ "broken-link": "error" })),
        change("", "checks", json!({ "broken-lnik": "warn" })),
        change("", "policy", json!({ "high": { "sections": ["timelin"] } })),
        change("", "phase", json!([{ "from": "2026-13", "reason": "x" }])),
        change("", "repository", json!({ "url": "https://git.example", "edit": "https://git.example/edit" })),
    ];
    for settings in broken {
        assert_ne!(faults(&validator, &settings), [""; 0], "{settings}");
    }
    // A squad that was added after the schema was printed is no fault.
    let newer = change("/service/0", "squad", json!("just-added"));
    assert_eq!(faults(&validator, &newer), [""; 0]);
}

/// Old names are offered as such, with what they stand for.
#[test]
fn terms_say_what_they_are() {
    let schema = schema::front_matter(&config(common::SITE));
    let squads = schema["definitions"]["squad"]["anyOf"].as_array().expect("terms").clone();
    let words: Vec<_> = squads.iter().map(|term| (term["const"].as_str(), term["deprecated"] == true)).collect();
    assert_eq!(
        words,
        [
            (Some("payments"), false),
            (Some("identity"), false),
            (Some("money-movement"), true),
            (Some("branches"), true)
        ]
    );
    assert_eq!(squads[2]["description"], "Old name of `payments`.");
    assert_eq!(squads[3]["description"], "Retired: for old postmortems only.");
}

/// What a reader says that a table takes, asked by a key that nobody knows.
fn read_keys(files: &[(&str, &str)], what: &str) -> BTreeSet<String> {
    let findings = build(common::snapshot(files), &mut Readings::default()).findings;
    let wanted = format!("unknown key `zzzzzzzz` in {what}");
    let finding = findings.iter().find(|finding| finding.message == wanted);
    let finding = finding.unwrap_or_else(|| panic!("no finding for {what}: {findings:#?}"));
    let takes = finding.help[0].split_once(" takes: ").expect("the keys").1;
    takes.split(", ").map(|key| key.trim_matches('`').to_owned()).collect()
}

/// The keys of a table of a schema.
fn schema_keys(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let table = schema.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {schema:#}"));
    table["properties"].as_object().expect("a table").keys().cloned().collect()
}

#[test]
fn front_matter_has_the_keys_that_are_read() {
    let schema = schema::front_matter(&config(common::SITE));
    let read = |more: &str, what: &str| read_keys(&[("postmortems/pool.md", &common::case("Pool", more, ""))], what);
    let main = read("zzzzzzzz = 1", "front matter");
    assert_eq!(main, schema_keys(&schema, ""));
    let own = BTreeSet::from(["journey".to_owned()]);
    assert_eq!(
        main,
        FRONT_MATTER_KEYS.iter().map(ToString::to_string).collect::<BTreeSet<_>>().union(&own).cloned().collect()
    );
    assert_eq!(read("[impact]\nzzzzzzzz = 1", "`impact`"), schema_keys(&schema, "/properties/impact"));
    assert_eq!(read("[[action]]\nzzzzzzzz = 1", "`[[action]]`"), schema_keys(&schema, "/properties/action/items"));
}

#[test]
fn settings_have_the_keys_that_are_read() {
    let schema = schema::site(None);
    let tables = [
        ("[repository]", "`[repository]`", "/properties/repository"),
        ("[[severity]]", "`[[severity]]`", "/properties/severity/items"),
        ("[[root_cause]]", "`[[root_cause]]`", "/properties/root_cause/items"),
        ("[[squad]]", "`[[squad]]`", "/properties/squad/items"),
        ("[[service]]", "`[[service]]`", "/properties/service/items"),
        ("[[facet]]", "`[[facet]]`", "/properties/facet/items"),
        ("[[facet]]\nid = \"f\"\n[[facet.terms]]", "a facet's term", "/properties/facet/items/properties/terms/items"),
        ("[[impact]]", "`[[impact]]`", "/properties/impact/items"),
        ("[policy.high]", "`[policy.…]`", "/properties/policy/additionalProperties"),
        ("[trends]", "`[trends]`", "/properties/trends"),
        ("[theme]", "`[theme]`", "/properties/theme"),
        ("[[phase]]", "`[[phase]]`", "/properties/phase/items"),
    ];
    for (head, what, pointer) in tables {
        let keys = read_keys(&[("site.toml", &format!("{head}\nzzzzzzzz = 1\n"))], what);
        assert_eq!(keys, schema_keys(&schema, pointer), "{head}");
    }
    let mut snapshot = common::snapshot(&[]);
    snapshot.config = Arc::new(Source::new("site.toml", format!("zzzzzzzz = 1\n{}", common::SITE)));
    let findings = build(snapshot, &mut Readings::default()).findings;
    let finding = findings.iter().find(|finding| finding.code == "unknown-key").expect("a finding");
    let takes = finding.help[0].split_once(" takes: ").expect("the keys").1;
    let keys: BTreeSet<_> = takes.split(", ").map(|key| key.trim_matches('`').to_owned()).collect();
    assert_eq!(keys, schema_keys(&schema, ""));
}
