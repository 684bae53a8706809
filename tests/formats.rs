//! Findings in every format: well-formed, complete, and nothing in a postmortem can pretend to be more than text.
mod common;
#[path = "common/schema.rs"]
mod schema;

use casebook::build::{Readings, build};
use casebook::check::explained;
use casebook::diagnostic::{Diagnostic, Level, github, gitlab, human, json, junit, sarif, short};
use common::{case, snapshot};
use serde_json::Value;

/// Tries to be a command, a sequence of the terminal, a row, a tag and an element at once.
const HOSTILE: &str = "x\\n::error::pwned\\r\\n##[error]pwned\\u001b[31m \\u009b2J \\u202e | a | b | <script>alert(1)</script> ]]> & %0A `";

fn hostile() -> Vec<Diagnostic> {
    let plain = HOSTILE.replace("\\u202e", "");
    let front = format!("detection = \"{plain}\"\nrelated = [\"{HOSTILE}\"]\ntags = 1\nrepeat-of = \"x\"");
    let body = "[a](::error::pwned##[error]x.md) [b](javascript:alert\u{1b}[31m) ![](a|b.png) <br>\u{2028}::error::x";
    build(snapshot(&[("postmortems/a.md", &case("A", &front, body))]), &mut Readings::default()).findings
}

fn many(n: usize) -> Vec<Diagnostic> {
    let body = (0..n).map(|nth| format!("<br> [x](no-{nth}.md)")).collect::<Vec<_>>().join("\n");
    build(snapshot(&[("postmortems/a.md", &case("A", "", &body))]), &mut Readings::default()).findings
}

fn sarif_of(findings: &[Diagnostic]) -> String {
    let all: Vec<_> = explained().into_iter().map(|one| (one, one.summary())).collect();
    let rules: Vec<_> = all.iter().map(|(one, summary)| one.rule(summary)).collect();
    sarif::render(findings, &rules, "docs/")
}

/// Characters that move the cursor or reorder a line.
fn moves(text: &str) -> Option<char> {
    let hidden = |c: &char| (c.is_control() && *c != '\n') || matches!(c, '\u{2028}' | '\u{202a}'..='\u{202e}');
    text.chars().find(hidden)
}

#[test]
fn no_text_of_a_postmortem_reaches_a_terminal_as_more_than_text() {
    let findings = hostile();
    assert!(findings.len() > 5, "{findings:?}");
    let github = github::render(&findings, "");
    for shown in [
        human::render(&findings, human::Style { colour: false, width: 100 }),
        short::render(&findings),
        json::render(&findings),
        github.commands,
        github.summary,
        gitlab::render(&findings, ""),
        sarif_of(&findings),
        junit::render(&findings),
    ] {
        assert_eq!(moves(&shown), None, "{shown}");
    }
}

#[test]
fn no_text_of_a_postmortem_is_a_command_to_github() {
    for findings in [hostile(), many(30)] {
        let report = github::render(&findings, "docs/");
        let commands = report.commands.lines().filter(|line| line.trim_start().starts_with("::")).count();
        assert_eq!(commands, findings.len().min(10));
        let known = |line: &str| line.starts_with("::error file=docs/") || line.starts_with("::warning file=docs/");
        for line in report.commands.lines() {
            let plain = line.starts_with("postmortems/") && !line.contains("##[");
            assert!(known(line) || plain, "{line}");
        }
        assert_eq!(report.commands.lines().count(), findings.len());
    }
}

#[test]
fn github_hears_of_the_worst_first() {
    let findings = many(12);
    let report = github::render(&findings, "");
    let first: Vec<_> = report.commands.lines().take(10).collect();
    assert!(first.iter().all(|line| line.starts_with("::error ")), "{first:?}");
    insta::assert_snapshot!(first[0], @"::error file=postmortems/a.md,line=10,endLine=10,col=10,endColumn=16,title=broken-link::there is no `postmortems/no-0.md`%0Ahelp: link to a postmortem's `.md` file, as GitHub would follow it, or to an address on the web");
}

#[test]
fn a_row_of_the_summary_stays_a_row() {
    for findings in [hostile(), many(3)] {
        let summary = github::render(&findings, "").summary;
        let table: Vec<_> = summary.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(table.len(), findings.len() + 2);
        for row in &table[2..] {
            assert_eq!(row.matches('|').count(), 4, "{row}");
            assert!(!row.contains(['<', '`', '*', '[', ']', '\\']), "{row}");
        }
    }
    let long = github::render(&many(12_000), "").summary;
    assert!(long.len() < 1 << 20 && long.contains("more"), "GitHub drops what is longer than a mebibyte");
}

#[test]
fn json_and_sarif_keep_to_their_schemas() {
    for findings in [hostile(), many(3), Vec::new()] {
        let value: Value = serde_json::from_str(&json::render(&findings)).expect("JSON");
        assert_eq!(schema::faults(include_str!("../docs/findings.schema.json"), &value), [""; 0]);
        let value: Value = serde_json::from_str(&sarif_of(&findings)).expect("JSON");
        assert_eq!(schema::faults(include_str!("schemas/sarif-2.1.0.json"), &value), [""; 0]);
        let run = &value["runs"][0];
        for result in run["results"].as_array().expect("results") {
            let rule = &run["tool"]["driver"]["rules"]
                [usize::try_from(result["ruleIndex"].as_u64().expect("a rule")).unwrap()];
            assert_eq!(rule["id"], result["ruleId"]);
            let file = &result["locations"][0]["physicalLocation"]["artifactLocation"];
            assert_eq!(file["uri"], "docs/postmortems/a.md");
        }
    }
}

#[test]
fn the_schemas_would_notice() {
    let wrong = serde_json::json!({ "version": 2, "errors": -1, "findings": [{ "code": 3 }], "more": 1 });
    assert!(schema::faults(include_str!("../docs/findings.schema.json"), &wrong).len() > 4);
    assert!(!schema::faults(include_str!("schemas/sarif-2.1.0.json"), &wrong).is_empty());
}

#[test]
fn gitlab_gets_names_that_differ_and_stay() {
    let names = |findings: &[Diagnostic]| {
        let issues: Value = serde_json::from_str(&gitlab::render(findings, "docs/")).expect("JSON");
        let issues = issues.as_array().expect("a list").clone();
        for issue in &issues {
            assert!(matches!(issue["severity"].as_str(), Some("minor" | "major")));
            assert_eq!(issue["location"]["path"], "docs/postmortems/a.md");
            assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0));
        }
        issues.iter().map(|issue| issue["fingerprint"].to_string()).collect::<Vec<_>>()
    };
    let all = names(&many(20));
    let unique: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(unique.len(), all.len());
    let few = names(&many(10));
    assert!(few.iter().all(|name| all.contains(name)), "a finding keeps its name while others come and go");
}

#[test]
fn junit_is_xml_and_counts() {
    for findings in [hostile(), many(3), Vec::new()] {
        let xml = junit::render(&findings);
        let document = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
        let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name)).count();
        assert_eq!(named("testcase"), findings.len().max(1));
        let errors = findings.iter().filter(|finding| finding.level == Level::Deny).count();
        assert_eq!(named("failure"), errors);
        assert_eq!(document.root_element().attribute("failures"), Some(errors.to_string().as_str()));
    }
}

#[test]
fn short_is_a_line_each() {
    let findings = many(1);
    insta::assert_snapshot!(short::render(&findings), @"
    postmortems/a.md:10:1: warning[raw-html]: HTML is shown as text
    postmortems/a.md:10:10: error[broken-link]: there is no `postmortems/no-0.md`
    ");
    assert_eq!(short::render(&hostile()).lines().count(), hostile().len());
}

#[test]
fn a_secret_is_shown_in_no_format_and_on_no_line() {
    let key = format!("{}{}", "glpat", "-Ab3dEf6hIj9kLm2nOp5q");
    let front = format!("rlated = \"{key}\"");
    let body = format!("See [{key}](https://x.example/{key}) <br> and [b](no.md?{key}) ![]({key}.png)");
    let broken = format!("+++\nseverity = \"{key}\"\n+++\n");
    let site = snapshot(&[("postmortems/a.md", &case(&key, &front, &body)), ("postmortems/b.md", &broken)]);
    let findings = build(site, &mut Readings::default()).findings;
    assert!(findings.iter().filter(|finding| finding.code == "secret").count() >= 5);
    assert!(findings.iter().any(|finding| finding.code == "unknown-term"));
    let github = github::render(&findings, "");
    for shown in [
        human::render(&findings, human::Style { colour: true, width: 400 }),
        short::render(&findings),
        json::render(&findings),
        github.commands,
        github.summary,
        gitlab::render(&findings, ""),
        sarif_of(&findings),
        junit::render(&findings),
    ] {
        assert!(!shown.contains("dEf6hIj9"), "{shown}");
    }
}

#[test]
fn thousands_of_a_kind_are_counted_and_not_listed() {
    let site = |body: &str| snapshot(&[("postmortems/a.md", &case("A", "", body))]);
    let findings = build(site(&"<br>".repeat(5_000)), &mut Readings::default()).findings;
    assert_eq!(findings.len(), 100);
    assert!(findings[99].help[1].starts_with("4900 more like it"), "{:?}", findings[99].help);
    let secret = format!("{}{} ", "glpat", "-Ab3dEf6hIj9kLm2nOp5q");
    let findings = build(site(&secret.repeat(5_000)), &mut Readings::default()).findings;
    let shown = human::render(&findings, human::Style { colour: false, width: 400 });
    assert!(!shown.contains("dEf6hIj9"), "what is not listed is not shown either");
}

#[test]
fn places_that_are_far_apart_are_shown_apart() {
    let between = |lines: usize| "# something else\n".repeat(lines);
    let shown = |lines: usize| {
        let front = format!("note = \"cards\"\n{}note = \"ledger\"", between(lines));
        let site = snapshot(&[("postmortems/a.md", &case("A", &front, ""))]);
        let mut findings = build(site, &mut Readings::default()).findings;
        findings.retain(|finding| finding.message.contains("written twice"));
        human::render(&findings, human::Style { colour: false, width: 100 })
    };
    let (near, far) = (shown(5), shown(1_000));
    assert!(near.contains("first here") && far.contains("first here"), "{near}{far}");
    assert_eq!((near.matches("a.md:").count(), far.matches("a.md:").count()), (1, 2), "{near}{far}");
}

#[test]
fn a_line_as_long_as_a_file_is_named_and_not_shown() {
    let services: Vec<String> = (0..5_000).map(|nth| format!("\"nobody-knows-{nth}\"")).collect();
    let site = snapshot(&[("postmortems/a.md", &case("A", &format!("services = [{}]", services.join(",")), ""))]);
    let findings = build(site, &mut Readings::default()).findings;
    let shown = human::render(&findings, human::Style { colour: false, width: 100 });
    let columns = shown.lines().filter(|line| line.trim_start().starts_with("--> postmortems/a.md:")).count();
    assert!(columns >= 5_000 && shown.len() < 400 * findings.len(), "{columns} {}", shown.len() / findings.len());
}
