//! The examples in the documentation of each finding are what is found, and the tables are the folders.
#![allow(clippy::disallowed_methods, reason = "these tests read the sources themselves, and accept new answers")]
mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use casebook::build::{Readings, build};
use casebook::check::{CHECKS, Explained, explained};
use casebook::diagnostic::Diagnostic;
use casebook::diagnostic::human::{Style, render};
use casebook::snapshot::Refusal;
use casebook::source::Source;

/// What no file in a document can show: its own tests do.
const SHOWN_ELSEWHERE: &[&str] = &["body-too-large", "undrawn-picture", "unreadable-file"];

/// An example: files with a fault, what is said of them, and the files as they should be.
struct Example {
    bad: Vec<(String, String)>,
    said: String,
    good: Vec<(String, String)>,
}

impl Example {
    fn of(one: &Explained) -> Self {
        let blocks = fenced(one.docs);
        let answers: Vec<usize> = (0..blocks.len()).filter(|nth| blocks[*nth].0 == "text").collect();
        assert_eq!(answers.len(), 1, "{}: one example with one answer", one.code);
        let files = |blocks: &[(String, String)]| {
            let named =
                blocks.iter().filter_map(|(info, text)| Some((info.split_once(' ')?.1.to_owned(), text.clone())));
            named.collect::<Vec<_>>()
        };
        let (bad, rest) = blocks.split_at(answers[0]);
        Self { bad: files(bad), said: rest[0].1.clone(), good: files(&rest[1..]) }
    }
}

fn findings(files: &[(String, String)]) -> Vec<Diagnostic> {
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    build(common::snapshot(&files), &mut Readings::default()).findings
}

fn with_examples() -> impl Iterator<Item = Explained> {
    explained().into_iter().filter(|one| !SHOWN_ELSEWHERE.contains(&one.code))
}

fn shown(findings: &[Diagnostic]) -> String {
    render(findings, Style { colour: false, width: 120 })
}

#[test]
fn examples_are_true_and_show_one_thing() {
    for one in with_examples() {
        let example = Example::of(&one);
        let found = findings(&example.bad);
        let codes: BTreeSet<_> = found.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, BTreeSet::from([one.code]), "{}", shown(&found));
        let now = shown(&found);
        if std::env::var("INSTA_UPDATE").is_ok_and(|value| value == "always") && now.trim() != example.said.trim() {
            accept(&one, &example.said, &now);
        } else {
            assert_eq!(now.trim(), example.said.trim(), "{}", one.code);
        }
    }
}

#[test]
fn what_is_as_it_should_be_is_not_found() {
    for one in with_examples() {
        let example = Example::of(&one);
        assert!(!example.good.is_empty(), "{}: nothing that passes", one.code);
        let found = findings(&example.good);
        assert!(found.is_empty(), "{}\n{}", one.code, shown(&found));
    }
}

/// Writes the new answer into the document, as `INSTA_UPDATE=always` does with snapshots.
fn accept(one: &Explained, old: &str, new: &str) {
    let folder = if one.settable { "src/check" } else { "src/check/reading" };
    let path = format!("{folder}/{}.md", one.code.replace('-', "_"));
    let text = std::fs::read_to_string(&path).expect("the document");
    let block = |answer: &str| format!("```text\n{}\n```\n", answer.trim_end());
    std::fs::write(&path, text.replace(&block(old), &block(new))).expect("the document");
}

#[test]
fn the_tables_are_the_folders() {
    let checks: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
    assert!(checks.is_sorted(), "in order of name: {checks:?}");
    let codes = |settable: bool| {
        let all = explained().into_iter().filter(move |one| one.settable == settable);
        all.map(|one| one.code.replace('-', "_")).collect::<BTreeSet<_>>()
    };
    assert_eq!(stems("src/check", "md"), codes(true));
    assert_eq!(stems("src/check", "rs"), codes(true));
    assert_eq!(stems("src/check/reading", "md"), codes(false));
}

/// The names of the files in a folder, without those that belong to no finding.
fn stems(folder: &str, extension: &str) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(folder).max_depth(1).into_iter();
    let paths = entries.map(|entry| entry.expect("the folder can be read").into_path());
    let files = paths.filter(|path| path.extension().is_some_and(|x| x == extension));
    let stems = files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    stems.filter(|stem| !matches!(stem.as_str(), "mod" | "explained")).collect()
}

#[test]
fn every_code_in_the_sources_is_explained() {
    let known: BTreeSet<_> = explained().into_iter().map(|one| one.code.to_owned()).collect();
    let files = walkdir::WalkDir::new("src").into_iter().map(|entry| entry.expect("src can be read").into_path());
    let sources = files.filter(|path| path.extension().is_some_and(|x| x == "rs"));
    let mut used = BTreeSet::new();
    for path in sources.filter(|path| !path.starts_with("src/diagnostic")) {
        let text = std::fs::read_to_string(&path).expect("a source");
        for call in ["Diagnostic::deny(", "Diagnostic::warn(", ".finding("] {
            let codes =
                text.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
            used.extend(codes.map(str::to_owned));
        }
    }
    let unknown: Vec<_> = used.difference(&known).collect();
    assert!(unknown.is_empty(), "without a document: {unknown:?}");
    let reading: BTreeSet<_> = explained().iter().filter(|one| !one.settable).map(|one| one.code.to_owned()).collect();
    let unused: Vec<_> = reading.difference(&used).collect();
    assert!(unused.is_empty(), "nothing is called so: {unused:?}");
}

#[test]
fn every_finding_explains_itself() {
    for one in explained() {
        let first = one.docs.lines().next().unwrap_or_default();
        assert_eq!(first, format!("# {}", one.code));
        let headings = ["## Why it matters", "## How to mend it", "## Example"];
        for heading in headings.iter().take(if SHOWN_ELSEWHERE.contains(&one.code) { 2 } else { 3 }) {
            assert!(one.docs.contains(heading), "{} lacks `{heading}`", one.code);
        }
        assert!(one.summary().ends_with('.') || one.summary().ends_with('”'), "{}: {}", one.code, one.summary());
    }
}

#[test]
fn a_check_can_be_allowed() {
    for one in with_examples().filter(|one| one.settable) {
        let mut files = Example::of(&one).bad;
        let own = files.iter().position(|(path, _)| path == "site.toml").map(|nth| files.remove(nth).1);
        let rest = own.unwrap_or_default().replace("[checks]\nnamed-person = \"warn\"", "");
        files.push(("site.toml".to_owned(), format!("{rest}\n[checks]\n{} = \"allow\"\n", one.code)));
        let found = findings(&files);
        assert!(found.iter().all(|finding| finding.code != one.code), "{} still reports", one.code);
    }
}

#[test]
fn a_body_that_is_too_large_is_said() {
    let body = "a line of some log\n".repeat(60_000);
    let found = findings(&[("postmortems/pool.md".to_owned(), common::case("Pool", "", &body))]);
    assert_eq!(found.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["body-too-large"]);
}

#[test]
fn a_file_that_cannot_be_taken_is_said() {
    let mut snapshot = common::snapshot(&[]);
    snapshot.refused.push(Refusal { path: "postmortems/pipe.md".into(), reason: "is not a regular file".into() });
    let found = build(snapshot, &mut Readings::default()).findings;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "unreadable-file");
    assert_eq!(found[0].place().source, Arc::new(Source::new("postmortems/pipe.md", "")));
}

/// Fenced blocks: what stands behind the fence, and the text.
fn fenced(docs: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, String, String)> = None;
    for line in docs.lines() {
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        match &mut open {
            Some((fence, ..)) if ticks == *fence => blocks.extend(open.take().map(|(_, info, text)| (info, text))),
            Some((_, _, text)) => {
                text.push_str(line);
                text.push('\n');
            }
            None if ticks >= 3 => open = Some((ticks, line[ticks..].to_owned(), String::new())),
            None => {}
        }
    }
    blocks
}

#[test]
fn every_file_below_a_folder_with_a_twin_is_named() {
    let text = common::case("A", "", "");
    let files = ["postmortems/A/x.md", "postmortems/a/y.md", "postmortems/a/z.md"];
    let site: Vec<_> = files.iter().map(|path| (*path, text.as_str())).collect();
    let findings = build(common::snapshot(&site), &mut Readings::default()).findings;
    let named: Vec<_> = findings
        .iter()
        .filter(|one| one.code == "unportable-name")
        .map(|one| one.place().source.path.as_str())
        .collect();
    assert_eq!(named, ["postmortems/a/y.md", "postmortems/a/z.md"]);
}
