//! The pages of a site: every link leads somewhere, nothing can run, templates and static files are the site's own.
#![allow(clippy::disallowed_methods, reason = "two tests read the folders of this repository")]
mod common;

use std::collections::BTreeSet;
use std::path::Path;

use casebook::build::{Build, Readings, build};
use casebook::diagnostic::{Diagnostic, line_column};
use casebook::emit::EMITTERS;
use casebook::output::{Output, SitePath};
use casebook::page::PAGES;
use common::{case, snapshot};

const HOSTILE: &str = r#"<script>alert("1")</script> & '"><img src=x onerror=alert(2)>"#;

fn run(files: &[(&str, &str)]) -> Build {
    build(snapshot(files), &mut Readings::default())
}

fn page(output: &Output, path: &str) -> String {
    let entry = output.get(&SitePath::new(path)).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(entry.bytes().expect("renders").to_vec()).expect("UTF-8")
}

/// Every HTML page with its path.
fn pages(output: &Output) -> Vec<(String, String)> {
    let html = output.entries().map(|(path, _)| path.as_str()).filter(|path| path.ends_with(".html"));
    html.map(|path| (path.to_owned(), page(output, path))).collect()
}

/// A site with some of everything.
fn rich() -> Build {
    let front = "services = [\"ledger\"]\njourney = [\"pay\"]\ninvolved = [\"identity\"]\ntags = [\"a b\"]\n\
                 tickets = [\"https://tickets.example/1\"]\nrelated = [\"second\"]\n[impact]\nusers_percent = 3.5\nusers = 120000\n\
                 [[action]]\ntitle = \"Do it\"\nowner = \"payments\"\ndue = 2026-01-20\n";
    let body = "## Summary\n\nIt broke. [Second](second.md#impact), ![A picture](pool.png), <https://example.com>.\n\n## Impact\n\nSome.\n";
    let hostile = format!("title = {HOSTILE:?}\nstatus = \"in-review\"\n");
    run(&[
        ("postmortems/first.md", &case(&format!("started = 2026-01-05T10:00:00Z\nresolved = 2026-01-05T12:00:00Z\n{front}"), body)),
        ("postmortems/second.md", &case("started = 2025-11-05T10:00:00Z\nkind = \"drill\"\n", "## Impact\n\nSee [first](first.md).\n")),
        ("postmortems/deep/third.md", &case(&format!("started = 2026-02-05T10:00:00Z\n{hostile}"), "Text.\n")),
        ("postmortems/pool.png", "\u{0}"),
        ("site.toml", "[repository]\nurl = \"https://git.example/x\"\nedit = \"https://git.example/x/edit/main/{path}\"\n"),
    ])
}
