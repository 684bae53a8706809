//! Faults that real reports show, in our own words: each is named for what it is, at its column, with what to write.
mod common;

use casebook::build::{Readings, build};
use casebook::diagnostic::human::{Style, render};

/// What is said of one file, as people see it.
fn said(path: &str, text: &str) -> String {
    let findings = build(common::snapshot(&[(path, text)]), &mut Readings::default()).findings;
    render(&findings, Style { colour: false, width: 120 })
}

/// A file whose front matter says these times.
fn timed(times: &str) -> String {
    format!(
        "+++\ntitle = \"Queue stood still\"\nseverity = \"high\"\nroot_cause = \"capacity\"\nsquad = \"payments\"\n{times}\n+++\n"
    )
}

/// The same in YAML, where anything may stand.
fn yaml(times: &str) -> String {
    format!("---\ntitle: Queue stood still\nseverity: high\nroot_cause: capacity\nsquad: payments\n{times}\n---\n")
}

#[test]
fn an_end_before_the_start() {
    let text = timed("started = 2026-03-04T15:00:00Z\nresolved = 2026-03-04T13:30:00Z");
    insta::assert_snapshot!(said("postmortems/queue.md", &text), @r#"
    error[time-order]: `resolved` lies before `started`
     --> postmortems/queue.md:7:12
      |
    6 | started = 2026-03-04T15:00:00Z
      |           -------------------- started
    7 | resolved = 2026-03-04T13:30:00Z
      |            ^^^^^^^^^^^^^^^^^^^^
      |
      = help: correct the one that is wrong: the order is started, detected, acknowledged, mitigated, resolved
    "#);
}

#[test]
fn an_hour_of_three_digits() {
    insta::assert_snapshot!(said("postmortems/queue.md", &timed("started = 2026-03-04T015:00:00Z")), @r#"
    error[wrong-type]: `started` is no time: the hour `015` has three digits
     --> postmortems/queue.md:6:22
      |
    6 | started = 2026-03-04T015:00:00Z
      |                      ^^^
      |
      = help: write `2026-03-04T15:00:00Z`
    "#);
    insta::assert_snapshot!(said("postmortems/queue.md", &yaml("started: 2026-03-04T015:00:00")), @r#"
    error[wrong-type]: `started` is no time: the hour `015` has three digits
     --> postmortems/queue.md:6:21
      |
    6 | started: 2026-03-04T015:00:00
      |                     ^^^
      |
      = help: write `2026-03-04T15:00:00`
    "#);
}

#[test]
fn an_hour_of_one_digit() {
    insta::assert_snapshot!(said("postmortems/queue.md", &timed("started = 2026-03-04T9:15:00Z")), @r#"
    error[wrong-type]: `started` is no time: the hour `9` needs two digits
     --> postmortems/queue.md:6:22
      |
    6 | started = 2026-03-04T9:15:00Z
      |                      ^
      |
      = help: write `2026-03-04T09:15:00Z`
    "#);
    insta::assert_snapshot!(said("postmortems/queue.md", &yaml("started: 2026-03-04T9:15")), @r#"
    error[wrong-type]: `started` is no time: the hour `9` needs two digits
     --> postmortems/queue.md:6:21
      |
    6 | started: 2026-03-04T9:15
      |                     ^
      |
      = help: write `2026-03-04T09:15`
    "#);
}

#[test]
fn a_year_of_five_digits() {
    insta::assert_snapshot!(said("postmortems/queue.md", &timed("started = 22025-03-04T09:15:00Z")), @r#"
    error[wrong-type]: `started` is no time: the year `22025` has five digits
     --> postmortems/queue.md:6:11
      |
    6 | started = 22025-03-04T09:15:00Z
      |           ^^^^^
      |
      = help: did you mean `2025`?
    "#);
    insta::assert_snapshot!(said("postmortems/queue.md", &yaml("started: 22025-03-04T09:15:00Z")), @r#"
    error[wrong-type]: `started` is no time: the year `22025` has five digits
     --> postmortems/queue.md:6:10
      |
    6 | started: 22025-03-04T09:15:00Z
      |          ^^^^^
      |
      = help: did you mean `2025`?
    "#);
}

#[test]
fn a_closing_fence_without_an_opening_one() {
    let toml = timed("started = 2026-03-04T15:00:00Z");
    insta::assert_snapshot!(said("postmortems/queue.md", toml.trim_start_matches("+++\n")), @r#"
    error[missing-front-matter]: the file has no front matter
     --> postmortems/queue.md:1:1
      |
    1 | title = "Queue stood still"
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ...
    6 | +++
      | --- closed here, never opened
      |
      = help: add a line `+++` at the top
    "#);
    let yaml = yaml("started: 2026-03-04T15:00:00Z");
    insta::assert_snapshot!(said("postmortems/queue.md", yaml.trim_start_matches("---\n")), @r#"
    error[missing-front-matter]: the file has no front matter
     --> postmortems/queue.md:1:1
      |
    1 | title: Queue stood still
      | ^^^^^^^^^^^^^^^^^^^^^^^^
    ...
    6 | ---
      | --- closed here, never opened
      |
      = help: add a line `---` at the top
    "#);
}

#[test]
fn a_file_named_for_another_day() {
    let text = timed("started = 2026-03-04T15:00:00Z");
    insta::assert_snapshot!(said("postmortems/2026-04-03-queue.md", &text), @r#"
    warning[file-date]: the file is named 2026-04-03, and the incident started on 2026-03-04
     --> postmortems/2026-04-03-queue.md:6:11
      |
    6 | started = 2026-03-04T15:00:00Z
      |           ^^^^^^^^^^^^^^^^^^^^
      |
      = help: correct the one that is wrong; links to the old name go on with `aliases`
    "#);
    insta::assert_snapshot!(said("postmortems/2025/queue.md", &text), @r#"
    warning[file-date]: the file lies in 2025/, and the incident started on 2026-03-04
     --> postmortems/2025/queue.md:6:11
      |
    6 | started = 2026-03-04T15:00:00Z
      |           ^^^^^^^^^^^^^^^^^^^^
      |
      = help: correct the year that is wrong; a file in another folder keeps its address
    "#);
}

#[test]
fn a_date_that_is_empty_or_a_question() {
    insta::assert_snapshot!(said("postmortems/queue.md", &yaml("started: 2026-03-04T15:00:00Z\nresolved: \"\"")), @r#"
    error[wrong-type]: `resolved` is empty
     --> postmortems/queue.md:7:11
      |
    7 | resolved: ""
      |           ^^
      |
      = help: write a value between the quotes, or remove the line
    "#);
    insta::assert_snapshot!(said("postmortems/queue.md", &yaml("started: 2026-03-04T15:00:00Z\nresolved: \"?\"")), @r#"
    error[wrong-type]: `resolved` takes a date and time, not `?`
     --> postmortems/queue.md:7:11
      |
    7 | resolved: "?"
      |           ^^^
      |
      = help: write `2026-03-04T09:12:00`, with an offset such as `+01:00` or `Z`, or without for the site's zone
    "#);
}

#[test]
fn an_offset_here_and_none_there() {
    let text = timed("started = 2026-07-04T15:00:00\nresolved = 2026-07-04T15:20:00Z");
    insta::assert_snapshot!(said("postmortems/queue.md", &text), @r#"
    warning[mixed-offset]: `started` has no offset, and `resolved` has one
     --> postmortems/queue.md:6:11
      |
    6 | started = 2026-07-04T15:00:00
      |           ^^^^^^^^^^^^^^^^^^^
    7 | resolved = 2026-07-04T15:20:00Z
      |            -------------------- with an offset
      |
      = help: it is taken for local time, `+01:00`: write the offset that was meant
    "#);
    let day = timed("started = 2026-07-04\nresolved = 2026-07-04T15:20:00Z");
    assert_eq!(said("postmortems/queue.md", &day), "", "a day needs no offset");
}
