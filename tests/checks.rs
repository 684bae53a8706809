//! The examples in each check's documentation are what the check finds, and the table is the folder.
mod common;

use std::collections::BTreeSet;

use casebook::build::{Readings, build};
use casebook::check::CHECKS;
use casebook::diagnostic::Diagnostic;
use casebook::diagnostic::human::{Style, render};

#[test]
fn examples_are_true() {
    for check in CHECKS {
        let blocks = fenced(check.docs);
        let files: Vec<_> =
            blocks.iter().filter_map(|(info, text)| Some((info.split_once(' ')?.1, text.as_str()))).collect();
        let expected: Vec<_> = blocks.iter().filter(|(info, _)| info == "text").map(|(_, text)| text.trim()).collect();
        assert_eq!(expected.len(), 1, "{}: one example with one answer", check.name);
        let found = build(common::snapshot(&files), &mut Readings::default()).findings;
        let own: Vec<Diagnostic> = found.iter().filter(|finding| finding.code == check.name).cloned().collect();
        let shown = render(&own, Style { colour: false, width: 120 });
        assert_eq!(
            shown.trim(),
            expected[0],
            "{}\nAll findings:\n{}",
            check.name,
            render(&found, Style { colour: false, width: 120 })
        );
    }
}

#[test]
fn examples_have_no_other_fault() {
    for check in CHECKS {
        let blocks = fenced(check.docs);
        let files: Vec<_> =
            blocks.iter().filter_map(|(info, text)| Some((info.split_once(' ')?.1, text.as_str()))).collect();
        let codes: BTreeSet<_> = build(common::snapshot(&files), &mut Readings::default())
            .findings
            .iter()
            .map(|finding| finding.code)
            .collect();
        assert_eq!(codes, BTreeSet::from([check.name]), "an example shows one thing");
    }
}

#[test]
fn the_table_is_the_folder() {
    let names: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
    assert!(names.is_sorted(), "in order of name: {names:?}");
    let listed: BTreeSet<_> = names.iter().map(|name| name.replace('-', "_")).collect();
    for extension in ["rs", "md"] {
        let there: BTreeSet<_> = walkdir::WalkDir::new("src/check")
            .into_iter()
            .map(|entry| entry.expect("the folder can be read").into_path())
            .filter(|path| path.extension().is_some_and(|x| x == extension))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .filter(|stem| stem != "mod")
            .collect();
        assert_eq!(there, listed, "src/check/*.{extension}");
    }
}

#[test]
fn every_check_explains_itself() {
    for check in CHECKS {
        let first = check.docs.lines().next().unwrap_or_default();
        assert_eq!(first, format!("# {}", check.name));
        for heading in ["## Why it matters", "## How to mend it", "## Example"] {
            assert!(check.docs.contains(heading), "{} lacks `{heading}`", check.name);
        }
    }
}

#[test]
fn a_check_can_be_allowed() {
    for check in CHECKS {
        let blocks = fenced(check.docs);
        let mut files: Vec<_> =
            blocks.iter().filter_map(|(info, text)| Some((info.split_once(' ')?.1, text.clone()))).collect();
        files.push(("site.toml", format!("[checks]\n{} = \"allow\"\n", check.name)));
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let found = build(common::snapshot(&files), &mut Readings::default()).findings;
        assert!(found.iter().all(|finding| finding.code != check.name), "{} still reports", check.name);
    }
}

/// Fenced blocks: what stands behind the fence, and the text.
fn fenced(docs: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in docs.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some((_, text)), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}
