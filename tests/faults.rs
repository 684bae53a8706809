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

/// What is said of one file, a line each: where, what, and what to write.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let findings = build(common::snapshot(files), &mut Readings::default()).findings;
    let line = |finding: &casebook::diagnostic::Diagnostic| {
        let place = finding.place();
        let at = casebook::diagnostic::line_column(&place.source.text, place.span.start);
        format!("{}:{} {}: {} => {}", at.line, at.column, finding.code, finding.message, finding.help.join("; "))
    };
    findings.iter().map(line).collect()
}

/// The one thing that is said where a line of good front matter is written in another way.
fn instead(syntax: char, line: &str, other: &str) -> String {
    let good = match syntax {
        '+' => timed("services = [\"ledger\"]\nstarted = 2026-03-04T15:00:00Z"),
        _ => yaml("services: [ledger]\nstarted: 2026-03-04T15:00:00Z"),
    };
    assert!(good.contains(line), "{line}");
    let mut told = told(&[("postmortems/queue.md", &good.replace(line, other))]);
    assert_eq!(told.len(), 1, "{other}: {told:#?}");
    told.remove(0)
}

#[test]
fn syntax_errors_of_toml_say_what_to_write() {
    let (title, cause) = ("\"Queue stood still\"", "\"capacity\"");
    for (line, other, said) in [
        (title, "\"Queue stood still", "2:27 invalid-toml: this text has no closing quote => add `\"` at its end"),
        (title, "Queue stood still", "2:9 invalid-toml: this text is not in quotes => write `\"Queue stood still\"`"),
        (
            title,
            "“Queue stood still”",
            "2:9 invalid-toml: these are not the quotes of a keyboard => write `\"Queue stood still\"`",
        ),
        (
            title,
            "\"The \"queue\" stood\"",
            "2:15 invalid-toml: the text ends at the quote before this => write `'The \"queue\" stood'`",
        ),
        (
            title,
            r#""C:\queue""#,
            r"2:13 invalid-toml: a `\` begins a special character here => write `\\` for one, or put the whole text between single quotes: '…'",
        ),
        (cause, "capacity", "4:14 invalid-toml: this text is not in quotes => write `\"capacity\"`"),
        (cause, "", "4:14 invalid-toml: `root_cause` has no value => write it behind `=`, a text in quotes"),
        (
            "severity = \"high\"",
            "severity: high",
            "3:9 invalid-toml: TOML has `=` where YAML has `:` => write `severity = \"high\"`",
        ),
        (
            "severity = \"high\"",
            "severity \"high\"",
            "3:10 invalid-toml: `=` is missing after `severity` => write `severity = \"high\"`",
        ),
        ("[\"ledger\"]", "[ledger]", "6:13 invalid-toml: this text is not in quotes => write `\"ledger\"`"),
        ("[\"ledger\"]", "[\"ledger\"", "6:21 invalid-toml: this list is never closed => add `]` at its end"),
        (
            "2026-03-04T15:00:00Z",
            "04/03/2026 15:00",
            "7:11 invalid-toml: this is neither a text in quotes nor a number nor a date => write texts in quotes, dates and times as `2026-03-04T09:12:00`",
        ),
        (
            "squad = ",
            "severity = \"low\"\nsquad = ",
            "5:1 invalid-toml: `severity` is written twice => keep the one that is right",
        ),
    ] {
        assert_eq!(instead('+', line, other), said);
    }
}

#[test]
fn syntax_errors_of_yaml_stand_at_their_line() {
    let title = "Queue stood still";
    for (line, other, said) in [
        (
            title,
            "Ledger: the queue stood",
            "2:8 invalid-yaml: a text with a colon and a blank must be in quotes => write `title: \"Ledger: the queue stood\"`",
        ),
        (
            title,
            "\"Queue\" stood still",
            "2:8 invalid-yaml: something stands behind the closing quote => write `title: '\"Queue\" stood still'`",
        ),
        (title, "\"Queue stood still", "2:8 invalid-yaml: this text has no closing quote => add `\"` at its end"),
        (
            title,
            "*Queue* stood still",
            "2:8 invalid-yaml: a text that begins like this must be in quotes => write `title: \"*Queue* stood still\"`",
        ),
        (
            title,
            "#42 stood still",
            "2:1 missing-key: `title` has no value: a comment begins at `#` => put a text that begins with `#` in quotes",
        ),
    ] {
        assert_eq!(instead('-', line, other), said);
    }
}

#[test]
fn lines_of_yaml_that_do_not_fit_say_so() {
    for (line, other, said) in [
        (
            "severity: high",
            "severity:high",
            "3:1 invalid-yaml: a blank is missing after the colon => write `severity: high`",
        ),
        (
            "severity: high",
            "severity = high",
            "3:1 invalid-yaml: YAML has `:` where TOML has `=` => write `severity: high`",
        ),
        (
            "severity: high",
            " severity: high",
            "3:1 invalid-yaml: this line does not fit the ones above it => begin all keys of one table, and all entries of one list, in the same column",
        ),
        (
            "severity: high",
            "severity: high\nseverity: low",
            "4:1 invalid-yaml: `severity` is written twice => keep the one that is right",
        ),
        (
            "squad: payments",
            "squad:",
            "5:1 missing-key: `squad` has no value => write `squad: \"…\"`, one of: payments, identity",
        ),
        ("[ledger]", "[ledger", "6:11 invalid-yaml: this list is never closed => add `]` at its end"),
        ("[ledger]", "\n\t- ledger", "7:2 invalid-yaml: YAML takes no tab here => indent by blanks"),
        (
            "[ledger]",
            "\n  - ledger\n   - ledger",
            "7:5 unknown-term: `site.toml` has no service `ledger - ledger` => begin all entries of the list in the same column",
        ),
    ] {
        assert_eq!(instead('-', line, other), said);
    }
}

#[test]
fn one_syntax_between_the_fences_of_the_other() {
    let toml = timed("started = 2026-03-04T15:00:00Z").replace("+++", "---");
    assert_eq!(
        told(&[("postmortems/queue.md", &toml)]),
        ["2:1 invalid-yaml: this is TOML, between the fences of YAML => write `+++` above and below it"]
    );
    let yaml = yaml("started: 2026-03-04T15:00:00Z").replace("---", "+++");
    assert_eq!(
        told(&[("postmortems/queue.md", &yaml)]),
        ["2:1 invalid-toml: this is YAML, between the fences of TOML => write `---` above and below it"]
    );
}

#[test]
fn advice_never_repeats_a_secret_or_a_card() {
    let secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    for value in [format!("Ledger: {secret}"), format!("\"{secret}\" stood")] {
        let said = told(&[("postmortems/queue.md", &yaml("started: 2026-03-04").replace("Queue stood still", &value))]);
        assert_eq!(said.len(), 2, "{said:#?}");
        assert!(!said.concat().contains(secret), "{said:#?}");
    }
    let card = timed("started = 2026-03-04T15:00:00Z\n[impact]\nusers = 4539 1488 0343 6467");
    let said = told(&[("postmortems/queue.md", &card)]).concat();
    assert!(!said.contains("4539148803436467"), "{said}");
}

#[test]
fn a_key_by_another_name_is_one_fault() {
    for (line, other, said) in [
        ("started =", "date =", "7:1 unknown-key: unknown key `date` in front matter => did you mean `started`?"),
        ("squad =", "team =", "5:1 unknown-key: unknown key `team` in front matter => did you mean `squad`?"),
        (
            "severity =",
            "severty =",
            "3:1 unknown-key: unknown key `severty` in front matter => did you mean `severity`?",
        ),
    ] {
        assert_eq!(instead('+', line, other), said);
    }
}

#[test]
fn a_term_is_chosen_from_those_there_are() {
    let choice = "one of: critical, high, low";
    for (other, said) in [
        ("", format!("3:1 missing-key => add `severity = \"…\"`, {choice}")),
        ("severity = \"\"\n", format!("3:12 wrong-type: `severity` is empty => {choice}")),
        (
            "severity = \"SEV-1\"\n",
            "3:12 unknown-term: `site.toml` has no severity `SEV-1` => did you mean `critical`?".into(),
        ),
    ] {
        let found = instead('+', "severity = \"high\"\n", other);
        match other {
            "" => assert!(
                found.ends_with(&format!("front matter lacks `severity` => add `severity = \"…\"`, {choice}")),
                "{found}"
            ),
            _ => assert_eq!(found, said),
        }
    }
    assert_eq!(
        instead('+', "[\"ledger\"]", "\"ledger, ledger\""),
        "6:12 unknown-term: `site.toml` has no service `ledger, ledger` => write `services = [\"ledger\", \"ledger\"]`"
    );
}

#[test]
fn a_day_is_asked_for_where_a_day_belongs() {
    let text = timed("started = 2026-03-04T15:00:00Z\nresolved = 2026-03-04\npublished = true");
    assert_eq!(
        told(&[("postmortems/queue.md", &text)]),
        [
            "7:12 wrong-type: `resolved` has a day but no time => write the time of day as well, as in `2026-03-04T09:12`, or remove the line",
            "8:13 wrong-type: `published` takes a date, not true or false => write `published = 2026-03-04`",
        ]
    );
}

#[test]
fn a_due_day_that_cannot_be_read_is_not_said_to_be_missing() {
    let text = timed("started = 2026-03-04T15:00:00Z") + "\n## Actions\n\n- [ ] Alert @payments due:2026-02-35\n";
    assert_eq!(
        told(&[("postmortems/queue.md", &text)]),
        [
            "11:35 wrong-type: `due` is no time: there is no day 35 => write a day or time that there is, as in `2026-03-04`"
        ]
    );
    let text = timed("started = 2026-03-04T15:00:00Z\n[[action]]\ntitle = \"Alert\"");
    assert_eq!(
        told(&[("postmortems/queue.md", &text)]),
        [
            "8:9 action-without-owner: an open action has neither owner nor due date => add `owner = \"payments\"` and `due = 2026-11-30`"
        ]
    );
}

#[test]
fn a_list_of_the_settings_that_is_faulty_is_the_only_fault() {
    let text = timed("started = 2026-03-04T15:00:00Z").replace("\"payments\"", "\"cards\"");
    let twice = "[[squad]]\nid = \"payments\"\ntitle = \"Cards\"\n";
    let said = told(&[("site.toml", twice), ("postmortems/queue.md", &text)]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("duplicate-term"), "{said:#?}");
    let said = told(&[("site.toml", "[squad]\nid = \"cards\"\n"), ("postmortems/queue.md", &text)]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].ends_with("invalid-toml: `squad` is written twice => write each as `[[squad]]`"), "{said:#?}");
}

#[test]
fn a_level_that_cannot_be_set_is_not_said_to_be_unknown() {
    let said = told(&[("site.toml", "[checks]\ninvalid-toml = \"allow\"\n")]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("the level of `invalid-toml` cannot be set"), "{said:#?}");
}

#[test]
fn a_section_is_looked_for_where_it_was_meant() {
    let site = "[policy.high]\nsections = [\"root-cause\"]\n";
    let asked = "`site.toml` asks for it where severity is `high`";
    for (heading, help) in [
        ("## Root casue", "did you mean `Root cause`?"),
        ("##Root cause", "write a blank behind `##`"),
        ("```\nlog\n\n## Root cause", "this is no heading: end the code or the comment that begins above"),
    ] {
        let front = timed("started = 2026-03-04T15:00:00Z\nstatus = \"published\"\npublished = 2026-03-09");
        let text = format!("{front}\n{heading}\n\nNo limit.\n");
        let line = text.lines().position(|line| line.starts_with('#')).map_or(0, |nth| nth + 1);
        assert_eq!(
            told(&[("site.toml", site), ("postmortems/queue.md", &text)]),
            [format!("{line}:1 missing-section: the section `root-cause` is missing => {help}; {asked}")]
        );
    }
}

#[test]
fn a_link_is_suggested_as_it_would_be_written() {
    let good = timed("started = 2026-03-04T15:00:00Z");
    let link = |to: &str| {
        let text = format!("{good}\n{to}\n");
        told(&[
            ("postmortems/2026/queue.md", &text),
            ("postmortems/2025/ledger-slow.md", &good.replace("Queue", "Ledger")),
        ])
    };
    let code = "10:3 broken-link: there is no";
    let has = |said: Vec<String>, end: &str| {
        assert!(said.iter().any(|said| said.contains("broken-link") && said.ends_with(end)), "{code}: {said:#?}");
    };
    has(link("[a](ledger-slow.md)"), "=> did you mean `../2025/ledger-slow.md`?");
    has(link("[a](ledger-slwo.md)"), "=> did you mean `../2025/ledger-slow.md`?");
    has(link("![errors per minute](graph.png)"), "=> put the picture beside this file, or correct its name");
    has(link("[a]()"), "=> write the address between the round brackets, or keep the words alone");
    has(link("[a](../../../x.md)"), "=> take out a `../`: the way begins in the folder of this file");
}

#[test]
fn an_alias_that_is_taken_is_to_be_removed_and_no_file_renamed() {
    let one = timed("started = 2026-03-04T15:00:00Z\naliases = [\"ledger\"]");
    let two = timed("started = 2026-03-05T15:00:00Z").replace("Queue", "Ledger");
    assert_eq!(
        told(&[("postmortems/queue.md", &one), ("postmortems/ledger.md", &two)]),
        [
            "1:1 duplicate-id: two postmortems are called `ledger` => the other file has it among its `aliases`: remove it there, unless this file is to be renamed",
            "7:12 duplicate-id: two postmortems are called `ledger` => remove this alias, or correct it: a name or an alias leads to one postmortem",
        ]
    );
}

#[test]
fn a_year_too_early_and_a_publication_before_the_start() {
    let year =
        timed("started = 2025-03-04T15:00:00Z\ndetected = 2026-03-04T15:05:00Z\nresolved = 2026-03-04T16:00:00Z");
    assert_eq!(
        told(&[("postmortems/queue.md", &year)]),
        [
            "7:12 implausible-time: `detected` lies a year or more after `started` => one of the two years is most likely wrong"
        ]
    );
    let early = timed("started = 2026-03-04T15:00:00Z\nstatus = \"published\"\npublished = 2026-03-02");
    assert_eq!(
        told(&[("postmortems/queue.md", &early)]),
        ["8:13 time-order: `published` lies before `started` => correct the one that is wrong"]
    );
    assert_eq!(said("postmortems/queue.md", &early.replace("03-02", "03-03")), "", "it may have been, elsewhere");
    let planned = early.replace("status =", "kind = \"planned\"\nstatus =");
    assert_eq!(said("postmortems/queue.md", &planned), "", "what is planned is announced before");
}

#[test]
fn a_card_is_known_beside_when_it_expires() {
    for card in ["4539148803436467 12/27", "4539 1488 0343 6467 12/27", "4539148803436467 5555555555554444"] {
        let text = timed("started = 2026-03-04T15:00:00Z") + "\nPaid by " + card + "\n";
        let said = said("postmortems/queue.md", &text);
        assert!(said.contains("error[card-number]") && !said.contains("6467"), "{said}");
    }
}

#[test]
fn what_begins_a_text_of_several_lines_is_no_fault() {
    let text = "started: 2026-03-04T15:00:00Z\nimpact:\n  how: |\n    from the log\n   of the gateway\n  users: 3\n";
    let said = told(&[("postmortems/queue.md", &yaml(text))]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("invalid-yaml: this line does not fit the ones above it"), "{said:#?}");
}

#[test]
fn a_file_that_cannot_be_read_is_known_by_its_name() {
    let text = timed("started = 2026-03-04T15:00:00Z\nrepeat_of = \"ledger-slwo\"") + "\n[a](ledger-slwo.md)\n";
    let said = told(&[("postmortems/queue.md", &text), ("postmortems/ledger-slow.md", "+++\n+++\n")]);
    let near = |code: &str, help: &str| said.iter().any(|said| said.contains(code) && said.ends_with(help));
    assert!(near("unknown-case", "=> did you mean `ledger-slow`?"), "{said:#?}");
    assert!(near("broken-link", "=> did you mean `ledger-slow.md`?"), "{said:#?}");
}

#[test]
fn a_name_that_windows_refuses_is_given_a_better_one() {
    let text = timed("started = 2026-03-04T15:00:00Z");
    for (path, help) in [
        ("postmortems/2026-03-04: Queue?.md", "=> rename it, as in `2026-03-04-queue.md`"),
        ("postmortems/aux.md", "=> choose another name: Windows keeps this one for itself"),
    ] {
        let said = told(&[(path, &text)]);
        assert!(said.len() == 1 && said[0].contains("unportable-name") && said[0].ends_with(help), "{said:#?}");
    }
}

#[test]
fn lines_of_another_syntax_are_one_fault_each() {
    let text = timed("started: 2026-03-04T13:00:00Z\nresolved: 2026-03-04T15:00:00Z\ntrigger: cutover");
    let said = said("postmortems/queue.md", &text);
    assert_eq!(said.matches("TOML has `=` where YAML has `:`").count(), 3, "{said}");
    assert!(said.contains("write `trigger = \"cutover\"`"), "{said}");
}
