//! Front matter in TOML and YAML gives one model and the same findings, every fault of every file in one run.
mod common;

use casebook::build::{Build, Readings, build};
use casebook::diagnostic::{human, json};
use casebook::postmortem::{ActionState, Postmortem};
use common::{case, snapshot};
use insta::assert_snapshot;

fn run(files: &[(&str, &str)]) -> Build {
    build(snapshot(files), &mut Readings::default())
}

fn shown(files: &[(&str, &str)]) -> String {
    human::render(&run(files).findings, human::Style { colour: false, width: 110 })
}

/// Code, line and column of each finding.
fn places(files: &[(&str, &str)]) -> Vec<String> {
    let found = run(files).findings;
    let line = |finding: &casebook::diagnostic::Diagnostic| {
        let at = casebook::diagnostic::line_column(&finding.place().source.text, finding.place().span.start);
        format!("{} {}:{} {}", finding.code, at.line, at.column, finding.message)
    };
    found.iter().map(line).collect()
}

/// What was understood, without places.
fn model(postmortem: &Postmortem) -> String {
    let term = |term: &casebook::postmortem::TermAt| term.value.id.clone();
    let terms = |terms: &[casebook::postmortem::TermAt]| terms.iter().map(term).collect::<Vec<_>>();
    let times: Vec<_> = postmortem.times.named().map(|(name, time)| format!("{name} {}", time.value.at)).collect();
    let texts =
        |texts: &[casebook::source::Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    let impact = &postmortem.impact;
    let actions = postmortem.actions.iter().map(|action| {
        format!(
            "{} {:?} {:?} opened {} due {:?} closed {:?} {:?} {:?} {:?}",
            action.title.value,
            action.owner.as_ref().map(|owner| &owner.value),
            action.squad.as_ref().map(|squad| &squad.id),
            action.opened,
            action.due.as_ref().map(|due| due.value),
            action.closed.as_ref().map(|closed| closed.value),
            action.state,
            action.kind,
            action.ticket.as_ref().map(|ticket| &ticket.value),
        )
    });
    format!(
        "{:?} {} {} {}\n{times:?}\n{:?} {:?} {:?}\n{:?} {:?} {:?} {:?} {:?}\n{:?} {:?} {:?} {:?} {:?}\n{:?} {:?} {:?} {:?} {:?} {:?} {:?}\n{}",
        postmortem.title.value,
        term(&postmortem.severity),
        term(&postmortem.root_cause),
        term(&postmortem.squad),
        postmortem.status,
        postmortem.kind,
        postmortem.published.as_ref().map(|date| date.value),
        terms(&postmortem.services),
        terms(&postmortem.involved),
        terms(&postmortem.trigger),
        terms(&postmortem.contributing),
        postmortem.custom.iter().map(|list| terms(list)).collect::<Vec<_>>(),
        impact.users_percent.as_ref().map(|n| n.value),
        impact.users.as_ref().map(|n| n.value),
        impact.transactions.as_ref().map(|n| n.value),
        impact.cost.as_ref().map(|n| &n.value),
        impact.how.as_ref().map(|n| &n.value),
        postmortem.detection.as_ref().map(|word| word.value),
        postmortem.repeat_of.as_ref().map(|id| &id.value),
        texts(&postmortem.related),
        texts(&postmortem.tickets),
        texts(&postmortem.links),
        texts(&postmortem.tags),
        postmortem.lang.as_ref().map(|lang| &lang.value),
        actions.collect::<Vec<_>>().join("\n"),
    )
}

const TOML: &str = r#"+++
title = "Pool: \"dry\""
severity = "sev1"
root_cause = "capacity"
squad = "money-movement"
started = 2026-03-04T09:12:00+00:00
detected = 2026-03-04T09:20:00Z
acknowledged = 2026-03-04T09:21:30
mitigated = "2026-03-04 10:00"
resolved = 2026-03-04T12:00:00+01:00
status = "in-review"
published = 2026-03-12
kind = "security"
trigger = "configuration"
contributing = ["configuration", "capacity"]
services = ["ledger"]
involved = ["identity"]
journey = ["pay", "sign-in"]
detection = "alert"
related = ["other"]
repeat_of = "other"
tickets = ["PAY-1"]
links = ["https://example.test/x"]
tags = ["pool"]
lang = "en-GB"

[impact]
users_percent = 3
users = 68000
transactions = 12
cost = "£58,000"
how = "counted"

[[action]]
title = "Alert"
owner = "payments"
due = 2026-04-01
closed = 2026-03-20
kind = "detect"
ticket = "PAY-2"

[[action]]
title = "Runbook"
owner = "duty manager"
opened = 2026-03-13
due = "2026-04-02"
state = "wont-do"

[extra]
anything = { goes = [1, "two"] }
+++
"#;

const YAML: &str = r#"---
title: 'Pool: "dry"'
severity: sev1
root_cause: capacity
squad: money-movement
started: 2026-03-04T09:12:00+00:00
detected: "2026-03-04T09:20:00Z"
acknowledged: 2026-03-04T09:21:30
mitigated: 2026-03-04 10:00
resolved: 2026-03-04T12:00:00+01:00
status: in-review
published: 2026-03-12
kind: security
trigger: configuration
contributing: [configuration, capacity]
services:
  - ledger
involved: identity
journey: [pay, sign-in]
detection: alert
related: [other]
repeat_of: other
tickets: [PAY-1]
links: [https://example.test/x]
tags: [pool]
lang: en-GB
impact:
  users_percent: 3
  users: 68000
  transactions: 12
  cost: £58,000
  how: counted
action:
  - title: Alert
    owner: payments
    due: 2026-04-01
    closed: 2026-03-20
    kind: detect
    ticket: PAY-2
  - title: Runbook
    owner: duty manager
    opened: 2026-03-13
    due: 2026-04-02
    state: wont-do
extra:
  anything: { goes: [1, two] }
---
"#;

fn read(text: &str) -> String {
    let build = run(&[("postmortems/a.md", text), ("postmortems/other.md", &case("Other", "", ""))]);
    assert_eq!(shown(&[("postmortems/a.md", text), ("postmortems/other.md", &case("Other", "", ""))]), "");
    model(build.site.expect("a site").corpus.by_id("a").expect("the case"))
}

#[test]
fn both_syntaxes_give_one_model() {
    assert_eq!(read(TOML), read(YAML));
    assert_snapshot!(read(TOML));
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    for text in [TOML, YAML] {
        assert_eq!(read(&text.replace('\n', "\r\n")), read(text));
        assert_eq!(read(&format!("\u{feff}{text}")), read(text));
    }
}

#[test]
fn both_syntaxes_give_the_same_findings_at_their_places() {
    let keys = [
        ("title", "7"),
        ("severity", "\"criticl\""),
        ("root_cuse", "\"capacity\""),
        ("squad", "\"Payments\""),
        ("started", "\"yesterday\""),
        ("resolved", "2026-03-04"),
        ("published", "\"2026-03-04T10:00\""),
        ("status", "\"publshed\""),
        ("services", "[\"ledgr\", 3]"),
        ("journey", "\"payy\""),
        ("tags", "\"\""),
        ("lang", "true"),
    ];
    let write = |fence: &str, sign: &str| {
        let lines: Vec<_> = keys.iter().map(|(key, value)| format!("{key}{sign}{value}")).collect();
        format!("{fence}\n{}\n{fence}\n", lines.join("\n"))
    };
    let toml = places(&[("postmortems/a.md", &write("+++", " = "))]);
    let yaml = places(&[("postmortems/a.md", &write("---", ": "))]);
    let column =
        |line: &String| line.split(' ').nth(1).and_then(|at| at.split(':').nth(1)?.parse().ok()).unwrap_or(0usize);
    let words = |line: &String| {
        line.split(' ').enumerate().filter(|(nth, _)| *nth != 1).map(|(_, w)| w.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(toml.iter().map(words).collect::<Vec<_>>(), yaml.iter().map(words).collect::<Vec<_>>());
    for (toml, yaml) in toml.iter().zip(&yaml) {
        // ` = ` is one longer than `: `; keys and the closing fence stand at the first column in both.
        assert!(column(toml) == column(yaml) + 1 || (column(toml) == 1 && column(yaml) == 1), "{toml} / {yaml}");
    }
    assert_snapshot!(toml.join("\n"));
}

#[test]
fn all_faults_of_all_files_come_in_one_run() {
    let open = "+++\ntitle = \"never closed\"\n";
    let none = "Just prose.\n";
    let half = "title: Half\nseverity: high\n---\nText.\n";
    let torn = "+++\ntitle = \"torn\nseverity = \"hig\"\n+++\n";
    let yaml = "---\ntitle: [a\nseverity: high\n---\n";
    let list = "---\n- a\n- b\n---\n";
    let missing = "---\ntitle: Only this\n---\n";
    let clock = "+++\ntitle = \"Clock\"\nseverity = \"high\"\nroot_cause = \"capacity\"\nsquad = \"branches\"\nstatus = \"in-review\"\nstarted = 2026-03-29T01:30:00\nresolved = 2026-10-25T01:30:00\n+++\n";
    assert_snapshot!(shown(&[
        ("postmortems/clock.md", clock),
        ("postmortems/half.md", half),
        ("postmortems/list.md", list),
        ("postmortems/missing.md", missing),
        ("postmortems/none.md", none),
        ("postmortems/open.md", open),
        ("postmortems/torn.md", torn),
        ("postmortems/yaml.md", yaml),
    ]));
}

#[test]
fn faults_of_the_settings_stand_at_their_places() {
    assert_snapshot!(shown(&[(
        "site.toml",
        r#"
base_ul = "https://example.test"
[[severity]]
id = "SEV 2"
[[squad]]
id = "payments"
titel = "Twice"
links = { dashboard = "ftp://x" }
[[service]]
id = "cards"
squad = "paymnts"
[[facet]]
id = "severity"
[[impact]]
id = "major"
from_percent = 250
at_least = "hgh"
[policy.hihg]
review_days = 3
[policy.high]
review_days = -1
sections = ["impct"]
[trends]
grace_days = "ten"
[[phase]]
from = "2025-13"
case = "nobody"
[checks]
broken-lnk = "warn"
time-order = "off"
"#
    )]));
}

#[test]
fn settings_that_lack_the_taxonomy_say_so() {
    let mut snapshot = snapshot(&[]);
    snapshot.config = std::sync::Arc::new(casebook::source::Source::new("site.toml", "timezone = \"Europe/Londn\"\n"));
    let findings = build(snapshot, &mut Readings::default()).findings;
    assert_snapshot!(human::render(&findings, human::Style { colour: false, width: 110 }));
}

#[test]
fn findings_are_data() {
    let findings =
        run(&[("postmortems/a.md", &case("A", "rlated = [\"b\"]\nresolved = 2026-03-04T08:00:00Z", ""))]).findings;
    assert_snapshot!(json::render(&findings));
}

#[test]
fn actions_of_the_body_count_unless_the_front_matter_has_some() {
    let body = "## Follow-ups\n\n- [x] One @payments due:2026-04-01 closed:2026-03-30 PAY-9\n- Two @night-desk due:2026-05-01 kind:process\n";
    let build = run(&[("postmortems/a.md", &case("A", "published = 2026-03-10", body))]);
    let site = build.site.expect("a site");
    let actions = &site.corpus.by_id("a").expect("the case").actions;
    assert_eq!(actions.len(), 2);
    assert_eq!((actions[0].state, actions[1].state), (ActionState::Done, ActionState::Open));
    assert_eq!(actions[0].squad.as_ref().map(|squad| squad.id.as_str()), Some("payments"));
    assert_eq!(actions[1].owner.as_ref().map(|owner| owner.value.as_str()), Some("night-desk"));
    assert_eq!(actions[1].opened.to_string(), "2026-03-10");
    let text = case("A", "[[action]]\ntitle = \"Three\"\nowner = \"identity\"\ndue = 2026-04-01", body);
    let site = run(&[("postmortems/a.md", &text)]).site.expect("a site");
    let titles: Vec<_> =
        site.corpus.by_id("a").expect("the case").actions.iter().map(|action| &action.title.value).collect();
    assert_eq!(titles, ["Three"]);
}

#[test]
fn a_case_that_is_not_over_is_ongoing_only_before_it_is_published() {
    let read = |status: &str| {
        let text = case("A", &format!("status = \"{status}\""), "");
        run(&[("postmortems/a.md", &text)]).site.expect("a site").corpus.by_id("a").expect("the case").ongoing()
    };
    assert!(read("in-review"));
    assert!(!read("published"));
}

#[test]
fn drafts_are_left_out_and_counted() {
    let text = case("A", "status = \"draft\"", "");
    let site = run(&[("postmortems/a.md", &text)]).site.expect("a site");
    assert_eq!((site.corpus.all().len(), site.corpus.drafts_left_out()), (0, 1));
    let mut with = snapshot(&[("postmortems/a.md", &text)]);
    with.drafts = true;
    let site = build(with, &mut Readings::default()).site.expect("a site");
    assert_eq!((site.corpus.all().len(), site.corpus.drafts_left_out()), (1, 0));
}

#[test]
fn a_fault_in_another_file_is_not_reported_twice() {
    let text = case("A", "related = [\"b\", \"c\"]", "[b](b.md)");
    let draft = case("C", "status = \"draft\"", "");
    let codes: Vec<_> =
        run(&[("postmortems/a.md", &text), ("postmortems/b.md", "+++\nx = 1\n+++\n"), ("postmortems/c.md", &draft)])
            .findings
            .iter()
            .filter(|finding| finding.place().source.path.ends_with("a.md"))
            .map(|finding| finding.message.clone())
            .collect();
    assert_eq!(codes, ["`c` is a draft, which the site does not show"]);
}

#[test]
fn a_key_below_the_wrong_table_is_known_for_one() {
    let toml = case(
        "A",
        "[impact]\nusers = 3\nhow = \"counted\"\ntags = [\"x\"]\n[[action]]\ntitle = \"T\"\nstatuss = \"draft\"",
        "",
    );
    let yaml = "---\ntitle: B\nseverity: high\nroot_cause: capacity\nsquad: payments\nstarted: 2026-03-04T09:12:00Z\nimpact:\n  tags: [x]\n---\n";
    assert_snapshot!(shown(&[("postmortems/a.md", &toml), ("postmortems/b.md", yaml)]));
}

#[test]
fn every_key_of_front_matter_is_listed() {
    // A key that is read but not listed could be taken by a facet of the site's own.
    for key in casebook::config::FRONT_MATTER_KEYS {
        let found = places(&[("postmortems/a.md", &format!("+++\n{key} = 2026-01-01\n+++\n"))]);
        assert!(!found.iter().any(|finding| finding.starts_with("unknown-key")), "{key}: {found:?}");
    }
    let found = places(&[("postmortems/a.md", "+++\nzzz = 1\n+++\n")]).join("");
    assert!(found.contains("unknown key `zzz`"));
}

#[test]
fn of_two_files_with_one_name_the_younger_is_left_out_and_named() {
    let later = case("Later", "", "").replace("2026-03-04", "2026-04-04");
    let build = run(&[("postmortems/newer/a.md", &later), ("postmortems/older/a.md", &case("Earlier", "", ""))]);
    assert_eq!(build.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["duplicate-id", "duplicate-id"]);
    let site = build.site.expect("a site");
    assert_eq!(site.corpus.all().iter().map(|case| case.title.value.as_str()).collect::<Vec<_>>(), ["Earlier"]);
    assert_eq!(
        site.left_out.iter().map(|left| left.place().source.path.as_str()).collect::<Vec<_>>(),
        ["postmortems/newer/a.md"]
    );
}

#[test]
fn a_start_may_be_only_a_day_and_nothing_is_counted_from_it() {
    let text = |fence: &str, sign: &str, started: &str| {
        let keys = [
            ("title", "\"A\""),
            ("severity", "\"high\""),
            ("root_cause", "\"capacity\""),
            ("squad", "\"payments\""),
            ("started", started),
            ("resolved", "2026-06-04T12:00:00Z"),
        ];
        let lines: Vec<_> = keys.iter().map(|(key, value)| format!("{key}{sign}{value}\n")).collect();
        format!("{fence}\n{}{fence}\n", lines.concat())
    };
    for (fence, sign) in [("+++", " = "), ("---", ": ")] {
        for started in ["2026-06-04", "\"2026-06-04\""] {
            let text = text(fence, sign, started);
            let build = run(&[("postmortems/a.md", &text)]);
            assert_eq!(places(&[("postmortems/a.md", &text)]), [""; 0]);
            let corpus = &build.site.expect("a site").corpus;
            let times = &corpus.by_id("a").expect("the case").times;
            let start = times.started.value;
            // The site is in London, where that day began an hour before it did in UTC.
            assert_eq!((start.at.to_string().as_str(), start.timed), ("2026-06-03T23:00:00Z", false));
            assert_eq!(times.since_start(times.resolved.as_ref()), None);
        }
    }
}

#[test]
fn a_detection_on_the_day_of_the_start_is_in_order_and_one_before_it_is_not() {
    let times = |detected: &str, resolved: &str| {
        let times = format!("started = 2026-06-04\ndetected = {detected}\nresolved = {resolved}\n");
        let text = format!(
            "+++\ntitle = \"A\"\nseverity = \"low\"\nroot_cause = \"capacity\"\nsquad = \"payments\"\n{times}+++\n"
        );
        places(&[("postmortems/a.md", &text)])
    };
    assert_eq!(times("2026-06-04T00:10:00+01:00", "2026-06-04T00:20:00+01:00"), [""; 0]);
    assert_eq!(
        times("2026-06-03T23:50:00+01:00", "2026-06-04T00:20:00+01:00"),
        ["early-detection 7:12 `detected` lies before `started`"]
    );
    assert_eq!(
        times("2026-06-04T00:10:00+01:00", "2026-06-03T23:50:00+01:00"),
        ["time-order 8:12 `resolved` lies before `started`"]
    );
}
