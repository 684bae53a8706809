//! Who may import whom. The order of the floors is the architecture, and imports point downwards.
#![allow(clippy::disallowed_methods, reason = "this test reads the sources themselves")]
use std::collections::BTreeSet;
use std::path::Path;

/// The floors, from the ground up.
const FLOORS: &[&[&str]] = &[
    &["source", "memo", "time", "csv", "ascii", "colour"],
    &["diagnostic", "snapshot"],
    &["output", "table"],
    &["route", "way"],
    &["config", "document", "disk", "server"],
    &["postmortem", "draft"],
    &["corpus", "adopt"],
    &["links", "trend"],
    &["check", "chart", "search", "site"],
    &["page", "schema", "export"],
    &["emit", "digest"],
    &["build"],
    &["cli"],
];

/// Each foreign crate has one room.
const ROOMS: &[(&str, &str)] = &[
    ("aho_corasick", "src/check/text/"),
    ("annotate_snippets", "src/diagnostic/human.rs"),
    ("base64", "src/ascii.rs"),
    ("clap", "src/cli/"),
    ("clap_complete", "src/cli/completions.rs"),
    ("clap_mangen", "src/cli/man.rs"),
    ("deunicode", "src/draft.rs"),
    ("imagesize", "src/links.rs"),
    ("flate2", "src/search/shard.rs"),
    ("hyper", "src/server/"),
    ("hyper_util", "src/server/"),
    ("notify", "src/disk/events.rs"),
    ("plotters", "src/chart/canvas"),
    ("plotters_backend", "src/chart/canvas"),
    ("png", "src/chart/canvas/pixels.rs"),
    ("pulldown_cmark", "src/document/body/"),
    ("resvg", "src/chart/canvas/pixels.rs"),
    ("rustix", "src/disk/"),
    ("serde_saphyr", "src/table/"),
    ("strsim", "src/diagnostic/suggest.rs"),
    ("tokio", "src/server/"),
    ("toml", "src/table/"),
    ("unicode_width", "src/digest/text.rs"),
    ("walkdir", "src/disk/"),
];

#[test]
fn modules_import_only_from_floors_below() {
    let mut wrong = BTreeSet::new();
    for (path, text) in sources() {
        let own = module_of(&path);
        for other in own_imports(&text) {
            if other != own && floor(&other) >= floor(&own) {
                wrong.insert(format!("{own} -> {other} ({path})"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_stands_on_one_floor() {
    let there: BTreeSet<String> = sources().iter().map(|(path, _)| module_of(path)).collect();
    let listed: BTreeSet<String> = FLOORS.iter().flat_map(|floor| floor.iter()).map(ToString::to_string).collect();
    assert_eq!(there, listed);
}

#[test]
fn each_foreign_crate_has_one_room() {
    for (name, room) in ROOMS {
        let users: Vec<_> = sources().into_iter().filter(|(_, text)| uses(text, name)).map(|(path, _)| path).collect();
        assert!(!users.is_empty(), "nobody uses {name}");
        for user in users {
            assert!(user.starts_with(room), "{name} lives in {room}, not in {user}");
        }
    }
}

/// Whether a text names a crate at the beginning of a path: `use name::`, ` name::`, `(name::`.
fn uses(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code(text).any(|line| {
        line.match_indices(&path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
        })
    })
}

fn own_imports(text: &str) -> BTreeSet<String> {
    let parts = code(text).flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>());
    let word = |part: String| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    parts.map(word).filter(|word| !word.is_empty()).collect()
}

/// The lines that are not comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

fn floor(module: &str) -> usize {
    let floor = FLOORS.iter().position(|floor| floor.contains(&module));
    floor.unwrap_or_else(|| panic!("`{module}` stands on no floor"))
}

fn sources() -> Vec<(String, String)> {
    let entries =
        walkdir::WalkDir::new("src").sort_by_file_name().into_iter().map(|entry| entry.expect("src can be read"));
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|x| x == "rs"));
    let read = |path: &Path| std::fs::read_to_string(path).expect("a source can be read");
    let named = files.map(|entry| (entry.path().to_str().expect("plain names").to_owned(), read(entry.path())));
    // Tests inside the house may go where they like.
    let own = |path: &str| {
        !matches!(path, "src/lib.rs" | "src/main.rs") && !path.contains("/tests/") && !path.ends_with("/tests.rs")
    };
    named.filter(|(path, _)| own(path)).collect()
}

fn module_of(path: &str) -> String {
    let first = path.trim_start_matches("src/").split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}
