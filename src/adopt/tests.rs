//! What holds for every convention.
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Level};
use crate::source::Source;
use crate::{document, postmortem};

mod prose;

fn of(path: &str, text: &str) -> Adoption {
    adopt(&[Foreign { path: path.into(), text: text.into() }], &Options::default())
}

/// The case of a file that must become one.
pub(super) fn adopted(path: &str, text: &str) -> Adopted {
    let mut adoption = of(path, text);
    assert!(adoption.left.is_empty(), "{:?}", adoption.left);
    adoption.cases.remove(0)
}

/// What the report says of each of its fields.
pub(super) fn told(path: &str, text: &str) -> String {
    let report = report(&of(path, text), true);
    report.split_once(" ← ").unwrap().1.to_owned()
}

/// Why a file did not become a case.
pub(super) fn left(path: &str, text: &str) -> String {
    let mut adoption = of(path, text);
    assert!(adoption.cases.is_empty());
    adoption.left.remove(0).reason
}

/// The findings at the failing level of all cases, read with the site that was made for them.
fn faults(adoption: &Adoption) -> Vec<String> {
    let mut sink = Diagnostics::default();
    let site = Arc::new(Source::new("site.toml", adoption.site.clone()));
    if let Some(config) = Config::read(&site, &mut sink) {
        for case in &adoption.cases {
            let source = Arc::new(Source::new(case.path.clone(), case.text.clone()));
            let document = document::parse(&source, &mut sink);
            let read = postmortem::read(document, &config, &mut sink);
            assert!(read.is_some(), "{}", case.text);
        }
    }
    let denied = sink.into_sorted().into_iter().filter(|finding| finding.level == Level::Deny);
    denied.map(|finding| finding.message).collect()
}

#[test]
fn files_that_are_no_reports_are_left_with_the_reason() {
    assert_eq!(left("a.txt", ""), "it is not a markdown file, by its name's ending");
    assert_eq!(left("x/README.md", "# Hello"), "it is an index, not a report");
    let undated = "nothing tells its day: neither front matter, title, file name nor timeline has one";
    assert_eq!(left("a.md", "# Hello"), undated);
    assert_eq!(left("template-report.md", "# Hello"), "it is a template, not a report");
    assert_eq!(left(".authors.yml", ""), "its name begins with a dot: a file of a tool, not a report");
    assert_eq!(left("CHANGELOG.md", "# 2026-03-04"), "its name says that it is about the folder, not a report");
    let unclear =
        "its date 03/04/2026 can be read in two ways, and nothing in its folder tells which is meant: `--dates` says";
    assert_eq!(left("a.md", "# Outage on 03/04/2026"), unclear);
    assert_eq!(left("a.md", "---\ntitle: [\n---\n"), "line 2: unclosed bracket '['");
    assert_eq!(left("a.md", "---\nlayout: post\n---\n"), undated);
    let ours = "---\nstarted: 2026-01-01T00:00:00Z\nroot_cause: change\n---\n";
    assert_eq!(left("a.md", ours), "it is a postmortem of this program already: copy it as it is");
}

#[test]
fn what_was_adopted_is_known_again() {
    let files = ["x/a.md", "y/a.md"]
        .map(|path| Foreign { path: path.into(), text: "---\ndate: 2026-01-01\naffected: [b]\n---\n".into() });
    let first = adopt(&files[..1], &Options::default());
    let source = Arc::new(Source::new("a.md", first.cases[0].text.clone()));
    let existing = BTreeMap::from([("a".to_owned(), imported_from(&source))]);
    let second = adopt(&files, &Options { existing, ..Options::default() });
    let paths: Vec<_> = second.cases.iter().map(|case| (case.path.as_str(), case.there)).collect();
    assert_eq!(paths, [("postmortems/x/a.md", true), ("postmortems/y/y-a.md", false)]);
    assert!(report(&second, false).starts_with("2 cases (1 there already), 0 left out\n"));
}

#[test]
fn a_file_is_not_taken_for_another_of_the_same_path() {
    let file = |title: &str, day: &str| Foreign { path: "x.md".into(), text: format!("# {title}\n\nDate: {day}\n") };
    let first = adopt(&[file("Cards", "2026-01-01")], &Options::default());
    let source = Arc::new(Source::new("x.md", first.cases[0].text.clone()));
    let existing = BTreeMap::from([("x".to_owned(), imported_from(&source))]);
    let options = Options { existing, known: Known::of(&source).into_iter().collect(), ..Options::default() };
    for (title, day) in [("Cards", "2026-01-01"), ("Cards refused", "2026-01-01"), ("Cards", "2026-01-02")] {
        assert!(adopt(&[file(title, day)], &options).cases[0].there, "{title} {day}");
    }
    let other = adopt(&[file("Ledger", "2026-02-02")], &options);
    assert_eq!(other.cases, []);
    let reason = "the site has a case from another file of this path, postmortems/x.md: give this one another name";
    assert_eq!(other.left, [Left { path: "x.md".into(), reason: reason.into() }]);
}

#[test]
fn only_what_is_new_is_reported_unless_all_is_asked_for() {
    let file = |path: &str| Foreign { path: path.into(), text: "# On 2026-01-01\n\nSeverity: high\n".into() };
    let existing = BTreeMap::from([("a".to_owned(), Some("a.md".to_owned()))]);
    let adoption = adopt(&[file("a.md")], &Options { existing: existing.clone(), ..Options::default() });
    assert_eq!(report(&adoption, false), "1 case (1 there already), 0 left out\n");
    assert!(report(&adoption, true).contains("  1 case `unclassified`: list your squads"));
    let adoption = adopt(&[file("a.md"), file("b.md")], &Options { existing, ..Options::default() });
    let told = report(&adoption, false);
    assert!(told.contains("  1 case `unclassified`: list your squads") && !told.contains("a.md"), "{told}");
}

#[test]
fn what_a_site_that_is_there_must_list_is_said() {
    let site = "title = \"Ours\"\ntimezone = \"UTC\"\n[[severity]]\nid = \"sev1\"\naliases = [\"high\"]\n\
                [[root_cause]]\nid = \"change\"\n[[squad]]\nid = \"unclassified\"\n";
    let site = Config::read(&Arc::new(Source::new("site.toml", site)), &mut Diagnostics::default());
    let report_of = |severity: &str| format!("# On 2026-01-01\n\nSeverity: {severity}\n\nServices: Card API\n");
    let file = |path: &str, severity| Foreign { path: path.into(), text: report_of(severity) };
    let existing = BTreeMap::from([("c".to_owned(), Some("c.md".to_owned()))]);
    let options = Options { site, existing, ..Options::default() };
    let adoption = adopt(&[file("a.md", "high"), file("b.md", "minor"), file("c.md", "absurd")], &options);
    let told = report(&adoption, false);
    let (_, told) = told.split_once("\nNext:\n").unwrap();
    insta::assert_snapshot!(told, @r#"
      3 terms of these cases are not in `site.toml`: add what follows, each list in its place, or make them aliases of terms that are there
      2 cases `unclassified`: list your root causes in `site.toml`, then set `root_cause`
      2 cases `unclassified`: list your squads in `site.toml`, then set `squad`
      look at what was concluded, fill in what only a person can tell, and run `casebook check`

    [[severity]]
    id = "minor"
    title = "Minor"

    [[root_cause]]
    id = "unclassified"
    title = "Unclassified cause"

    [[service]]
    id = "card-api"
    title = "Card API"
    "#);
    let json: serde_json::Value = serde_json::from_str(&json(&adoption)).unwrap();
    assert_eq!(json["lacks"][0]["list"], "severity");
    let adoption = adopt(&[file("a.md", "high")], &Options::default());
    assert_eq!(adoption.lacks, []);
}

#[test]
fn the_squad_that_is_given_is_everybodys() {
    let options = Options { squad: Some("Payments Team".into()), folder: "old-reports".into(), ..Options::default() };
    let file = Foreign { path: "a.md".into(), text: "+++\ntitle = \"A\"\ndate = 2026-01-01\n+++\n".into() };
    let adoption = adopt(&[file], &options);
    assert_eq!(faults(&adoption), Vec::<String>::new());
    insta::assert_snapshot!(adoption.site, @r#"
    # Made by `casebook import`. Everything here is yours to change: give terms better titles and definitions,
    # name the old ones in `aliases = [...]`, and the cases that use them stay valid.
    title = "Old reports"
    timezone = "UTC" # of times without a zone, and of months

    # Worst first.
    [[severity]]
    id = "unclassified"
    title = "Unclassified severity"
    definition = "Nobody has said yet how bad it was."

    # Why things fail here: list the causes that you tell apart, then replace the one below, case by case.
    [[root_cause]]
    id = "unclassified"
    title = "Unclassified cause"
    definition = "Nobody has said yet."

    # Who owns what: a squad keeps its cases when it is renamed, by `aliases`.
    [[squad]]
    id = "payments-team"
    title = "Payments Team"

    [[squad]]
    id = "unclassified"
    title = "Unclassified squad"
    definition = "Nobody has said yet."

    # Reports that were written elsewhere cannot pass these; remove a line once its findings are mended.
    [checks]
    broken-link = "warn"
    missing-section = "warn"
    time-order = "warn"
    unknown-case = "warn"
    "#);
}

#[test]
fn the_report_says_what_is_known_and_what_to_do() {
    let adoption = of("a.md", "+++\ntitle = \"A\"\ndate = 2026-01-01\nauthor = \"x\"\n+++\n");
    insta::assert_snapshot!(report(&adoption, false), @r#"
    1 case, 0 left out

    field          sure  derived  unknown  dropped
    title             1        0        0        0
    severity          0        0        1        0
    root_cause        0        0        1        0
    squad             0        0        1        0
    started           0        1        0        0
    detected          0        0        1        0
    resolved          0        0        1        0
    published         1        0        0        0
    kind              0        0        1        0
    services          0        0        1        0
    author            0        0        0        1

    Concluded; please look:
      started: the day of the post; the incident was no later (1 case)
        a.md

    Only a person can tell:
      severity: how bad it was (1 case)
        a.md
      root_cause: why it happened (1 case)
        a.md
      squad: who owns what failed (1 case)
        a.md
      detected: when it was noticed (1 case)
        a.md
      resolved: when it was resolved (1 case)
        a.md
      kind: whether it was planned; no word tells (1 case)
        a.md
      services: what was affected (1 case)
        a.md

    Not carried over:
      author: names of people are not carried over (1 case)
        a.md

    Next:
      1 case `unclassified`: list your severities in `site.toml`, then set `severity`
      1 case `unclassified`: list your root causes in `site.toml`, then set `root_cause`
      1 case `unclassified`: list your squads in `site.toml`, then set `squad`
      look at what was concluded, fill in what only a person can tell, and run `casebook check`
    "#);
}

#[test]
fn programs_read_the_same_as_json() {
    let report: serde_json::Value = serde_json::from_str(&json(&of("a.md", "+++\ndate = 2026-01-01\n+++\n"))).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["cases"][0]["path"], "postmortems/a.md");
    let started = &report["cases"][0]["fields"][4];
    let expected = r#"{"field":"started","value":"2026-01-01","line":2,"how":"derived","why":"the day of the post; the incident was no later"}"#;
    assert_eq!(started, &serde_json::from_str::<serde_json::Value>(expected).unwrap());
    let report: serde_json::Value = serde_json::from_str(&json(&of("a.md", ""))).unwrap();
    assert_eq!(report["left"][0]["path"], "a.md");
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2026-03-04T9:12:00+01:00".to_owned()),
        Just("2026-03-04".to_owned()),
        Just("true".to_owned()),
        Just("[a, \"\\u202e\", 1.10, {b: ~}]".to_owned()),
        "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}T[0-9]{1,3}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?",
        any::<String>().prop_map(|text| crate::table::quoted(&text)),
    ]
}

fn issue() -> impl Strategy<Value = String> {
    let keys = ["title", "date", "resolved", "resolvedWhen", "severity", "affected", "informational", "other"];
    proptest::collection::vec(value(), keys.len()).prop_map(move |values| {
        let lines = keys.iter().zip(values).map(|(key, value)| format!("{key}: {value}\n"));
        format!("---\n{}---\nBody\n", lines.collect::<String>())
    })
}

proptest! {
    #[test]
    fn whatever_is_adopted_is_valid(issue in issue(), stem in "[ -.0-~é]{0,12}") {
        let adoption = of(&format!("2026-01-01{stem}.md"), &issue);
        prop_assert_eq!(faults(&adoption), Vec::<String>::new());
        prop_assert_eq!(adoption.cases.len() + adoption.left.len(), 1);
        prop_assert!(adoption.cases.iter().all(|case| case.text.ends_with("\n---\nBody\n") || case.text.ends_with("\n+++\nBody\n")));
    }

    #[test]
    fn no_text_is_too_odd(path in any::<String>(), text in any::<String>()) {
        for (open, close) in [("", ""), ("---\n", "\n---\n"), ("+++\n", "\n+++\n")] {
            let adoption = of(&format!("{path}.md"), &format!("{open}{text}{close}"));
            prop_assert_eq!(adoption.cases.len() + adoption.left.len(), 1);
            prop_assert_eq!(faults(&adoption), Vec::<String>::new());
        }
    }
}

#[test]
fn lines_count_from_one_behind_a_byte_order_mark_and_carriage_returns_too() {
    let adopted =
        adopted("2026-03-04-a.md", "\u{feff}---\r\ntitle: A\r\nresolved: true\r\naffected: [b]\r\n---\r\nBody\r\n");
    let lines: Vec<_> = adopted.fields.iter().filter_map(|found| Some((found.field.as_str(), found.line?))).collect();
    assert_eq!(lines, [("title", 2), ("resolved", 3), ("kind", 2), ("services", 4)]);
    assert!(adopted.text.ends_with("+++\nBody\r\n"));
}
