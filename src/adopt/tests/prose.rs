//! Reports that follow no tool, written for these tests.
use proptest::prelude::*;

use super::*;

/// What is told of some fields of a report.
fn of_fields(path: &str, text: &str, fields: &[&str]) -> String {
    let told = told(path, text);
    let wanted = |line: &&str| fields.iter().any(|field| line.starts_with(&format!("{field} =")));
    told.lines().map(str::trim).filter(wanted).collect::<Vec<_>>().join("\n")
}

const TIMES: &[&str] = &["started", "detected", "acknowledged", "mitigated", "resolved"];

fn times(path: &str, text: &str) -> String {
    of_fields(path, text, TIMES)
}

#[test]
fn metadata_headings_before_the_title() {
    let text = "### Date: 4 March 2026\n### Severity: SEV-2\n\n# The ledger stood still\n\nIt did.\n";
    insta::assert_snapshot!(of_fields("ledger.md", text, &["title", "severity", "started"]), @r"
    title = The ledger stood still [line 4] sure
    severity = sev-2 [line 2] sure
    started = 2026-03-04 [line 1] derived: the day only, from a label
    ");
    let adoption = of("ledger.md", text);
    assert_eq!(faults(&adoption), Vec::<String>::new());
    assert!(adoption.site.contains("id = \"sev-2\"\ntitle = \"SEV-2\""), "{}", adoption.site);
}

#[test]
fn a_date_with_more_words_is_a_title() {
    let text = "# Incident date: 2026-03-04, the ledger stood still\n";
    insta::assert_snapshot!(of_fields("ledger.md", text, &["title", "started"]), @r"
    title = Incident date: 2026-03-04, the ledger stood still [line 1] sure
    started = 2026-03-04 [line 1] derived: the day only, from a label
    ");
}

#[test]
fn a_table_of_one_row_and_a_duration() {
    let text = "# Cards\n\n| Start | Duration | Severity | Services |\n|---|---|---|---|\n\
                | 2026-03-04 09:12 CET | 1 hour 10 minutes | P1 | Card API, ATM |\n";
    insta::assert_snapshot!(of_fields("x.markdown", text, &["severity", "started", "resolved", "services"]), @r#"
    severity = p1 [line 5] sure
    started = 2026-03-04T09:12:00+01:00 [line 5] sure
    resolved = 2026-03-04T10:22:00+01:00 [line 5] derived: the start and the duration that is written, `Duration`: 1 hour 10 minutes
    services = card-api, atm [line 5] sure
    "#);
}

#[test]
fn a_duration_in_front_matter_tells_the_end() {
    let end = |keys: &str, body: &str| {
        of_fields("2026-03-04-x.md", &format!("---\ntitle: Cards\n{keys}\n---\n{body}"), &["started", "resolved"])
    };
    insta::assert_snapshot!(end("date: 2026-03-04T09:12:00+01:00\nduration: 669 minutes", ""), @r#"
    started = 2026-03-04T09:12:00+01:00 [line 3] sure
    resolved = 2026-03-04T20:21:00+01:00 [line 4] derived: the start and the duration that is written, `duration`: 669 minutes
    "#);
    insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nduration_minutes: 669", ""), @r#"
    started = 2026-03-04T09:12:00Z [line 3] sure
    resolved = 2026-03-04T20:21:00Z [line 4] derived: the start and the duration that is written, `duration_minutes`: 669 minutes
    "#);
    let told = "## Timeline (UTC)\n\n- 09:12: outage begins\n- 09:30: we look\n";
    insta::assert_snapshot!(end("duration: 2d 1h 29m", told), @r#"
    started = 2026-03-04T09:12:00Z [line 7] derived: words say so, “outage begins”
    resolved = 2026-03-06T10:41:00Z [line 3] derived: the start and the duration that is written, `duration`: 2d 1h 29m
    "#);
    insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nduration: 669", ""), @r#"
    started = 2026-03-04T09:12:00Z [line 3] sure
    resolved =  unknown: when it was resolved
    "#);
    insta::assert_snapshot!(end("duration: 669 minutes", ""), @r#"
    started = 2026-03-04 derived: the day only, from the file's name
    resolved =  unknown: when it was resolved
    "#);
}

/// What becomes of a report whose dates have two readings, in the order that is given.
fn in_order(dates: Option<Order>, path: &str, text: &str) -> Adoption {
    adopt(&[Foreign { path: path.into(), text: text.into() }], &Options { dates, ..Options::default() })
}

const EITHER: &str = "# Cards\n\n**Started:** 03/04/2026 10:00 UTC\n\n**Resolved:** 03/04/2026 11:00 UTC\n\n## Timeline\n\n\
                      - 03/04/2026 10:00 UTC: outage begins\n- 03/04/2026 11:00 UTC: incident resolved\n";

#[test]
fn a_date_of_either_order_is_asked_for() {
    let without = in_order(None, "x.md", EITHER);
    assert!(without.left[0].reason.ends_with("`--dates` says"), "{:?}", without.left);
    for (order, day) in [(Order::DayFirst, "2026-04-03"), (Order::MonthFirst, "2026-03-04")] {
        let adoption = in_order(Some(order), "x.md", EITHER);
        let text = &adoption.cases[0].text;
        assert!(text.contains(&format!("started = {day}T10:00:00Z\nresolved = {day}T11:00:00Z\n")), "{text}");
        assert!(text.contains(&format!("- {day} 10:00 UTC: outage begins\n")), "{text}");
        let told = report(&adoption, false);
        assert!(told.contains("dates: day and month in the order that was given, 03/04/2026 (1 case)"), "{told}");
    }
    let issue = "---\ntitle: A\ndate: 03/04/2026 10:00\nresolvedWhen: 03/04/2026 11:00\naffected: [b]\n---\n";
    assert!(in_order(None, "a.md", issue).left[0].reason.ends_with("`--dates` says"));
    let text = in_order(Some(Order::DayFirst), "a.md", issue).cases.remove(0).text;
    assert!(text.contains("started = 2026-04-03T10:00:00Z\nresolved = 2026-04-03T11:00:00Z\n"), "{text}");
}

#[test]
fn a_time_beside_a_date_of_either_order_is_put_on_no_other_day() {
    insta::assert_snapshot!(times("2026-05-06-x.md", EITHER), @r#"
    started = 2026-05-06 derived: the day only: what is written may be of two days; `--dates` says which, 03/04/2026
    detected =  unknown: when it was noticed
    resolved =  unknown: its date may be of two days; `--dates` says which, 03/04/2026
    "#);
    let folder = ["x/a.md", "x/b.md"].map(|path| Foreign {
        path: path.into(),
        text: if path == "x/a.md" { EITHER.to_owned() } else { "# On 23/04/2026\n".to_owned() },
    });
    let told = report(&in_order(None, "2026-05-06-x.md", EITHER), false);
    assert!(told.contains("  1 file has dates that can be read in two ways: run again with `--dates"), "{told}");
    // What the folder tells is not overruled.
    let options = Options { dates: Some(Order::MonthFirst), ..Options::default() };
    let text = &adopt(&folder, &options).cases[0].text;
    assert!(text.contains("started = 2026-04-03T10:00:00Z"), "{text}");
}

#[test]
fn stats_at_the_end() {
    let text = "# Cards\n\nAll times in UTC.\n\n## What happened\n\nText.\n\n## Stats\n\n- Started: 2026-03-04 9:12am\n\
                - Detected: 09:20\n- Resolved: 10:00\n- Duration: 48 minutes\n";
    insta::assert_snapshot!(times("x.md", text), @r#"
    started = 2026-03-04T09:12:00Z [line 11] sure
    detected = 2026-03-04T09:20:00Z [line 12] sure
    resolved = 2026-03-04T10:00:00Z [line 13] sure
    "#);
}

#[test]
fn what_cannot_be_is_said() {
    let start = "# Cards\n\n**Started:** 2026-03-04 09:12 UTC\n";
    insta::assert_snapshot!(times("a.md", &format!("{start}**Resolved:** 2026-03-03 10:00 UTC\n")), @r#"
    started = 2026-03-04T09:12:00Z [line 3] sure
    detected =  unknown: when it was noticed
    resolved =  [line 4] unknown: what is written lies before the start, 2026-03-03T10:00:00Z
    "#);
    insta::assert_snapshot!(times("b.md", &format!("{start}**Resolved:** 2025-03-04 10:00 UTC\n")), @r#"
    started = 2026-03-04T09:12:00Z [line 3] sure
    detected =  unknown: when it was noticed
    resolved = 2026-03-04T10:00:00Z [line 4] derived: the year is a slip in writing it, 2025-03-04 10:00 UTC
    "#);
    insta::assert_snapshot!(times("c.md", &format!("{start}**Resolved:** 2026-03-04 10:00 UTC\n**Duration:** 5 h\n")), @r#"
    started = 2026-03-04T09:12:00Z [line 3] sure
    detected =  unknown: when it was noticed
    resolved = 2026-03-04T10:00:00Z [line 4] derived: as written, though the duration that is written differs, `Duration`: 5 h
    "#);
    insta::assert_snapshot!(times("d.md", &format!("{start}**Duration:** ?\n")), @r#"
    started = 2026-03-04T09:12:00Z [line 3] sure
    detected =  unknown: when it was noticed
    resolved =  unknown: when it was resolved
    "#);
    insta::assert_snapshot!(times("e.md", "# Cards, 2026-03-04\n\n**Resolved:** 10:00 UTC\n"), @r"
    started = 2026-03-04 [line 1] derived: the day only, from the title
    detected =  unknown: when it was noticed
    resolved = 2026-03-04T10:00:00Z [line 3] sure
    ");
    insta::assert_snapshot!(times("f.md", "# Cards\n\nFirst detected: 22026-03-04 1015\n"), @r"
    started = 2026-03-04 [line 3] derived: the day only: when it was noticed is written, but not when it began, First detected
    detected = 2026-03-04T10:15:00Z [line 3] derived: no zone is written, taken as UTC; a slip in writing it is mended
    resolved =  unknown: when it was resolved
    ");
}

#[test]
fn an_end_on_the_wrong_day_is_mended_where_all_else_agrees() {
    let text = "- **Started**: 2026-03-04 09:12Z\n- **Repaired**: 2026-03-04 10:00Z\n- **Resolved**: 2026-05-04 10:00Z\n\
                - **Time to resolve**: 48m\n";
    insta::assert_snapshot!(of_fields("a.md", text, &["resolved"]), @"resolved = 2026-03-04T10:00:00Z [line 3] derived: its day is a slip: the duration and the mitigation say otherwise, `Time to resolve`: 48m");
}

#[test]
fn plain_words_of_the_timeline_tell_and_the_first_entry_alone_does_not() {
    let timeline = |entries: &str| format!("# 2026-03-04, Cards\n\n## Timeline\n\nAll times in CET\n\n{entries}");
    let told =
        timeline("### 16:30\n\nOutage begins.\n\n### 16:41\n\nThe team is paged.\n\n### 18:00\n\nBack to normal.\n");
    insta::assert_snapshot!(times("a.md", &told), @r#"
    started = 2026-03-04T16:30:00+01:00 [line 7] derived: words say so, “Outage begins.”
    detected = 2026-03-04T16:41:00+01:00 [line 11] derived: words say so, “The team is paged.”
    resolved = 2026-03-04T18:00:00+01:00 [line 15] derived: words say so, “Back to normal.”
    "#);
    let silent = timeline("### 16:30\n\nWe deploy.\n\n### 18:00\n\nWe go home.\n");
    insta::assert_snapshot!(times("a.md", &silent), @r"
    started = 2026-03-04 [line 1] derived: the day only, from the title
    detected =  unknown: when it was noticed
    resolved =  unknown: when it was resolved
    ");
    let body = adopted("a.md", &silent).text;
    assert!(body.contains("\n### 16:30\n"), "the start says on which day the timeline begins: {body}");
}

#[test]
fn the_first_sentences_tell() {
    let text = "---\ndate: 2026-03-04\n---\n# Cards\n\nAt **16:30 UTC**, all terminals stopped working. Later we\n\
                slept, and by 17:45 UTC all was back to normal.\n";
    insta::assert_snapshot!(times("a.md", text), @r#"
    started = 2026-03-04T16:30:00Z [line 6] derived: words say so, “At 16:30 UTC, all terminals stopped working”
    detected =  unknown: when it was noticed
    resolved = 2026-03-04T17:45:00Z [line 7] derived: words say so, “Later we slept, and by 17:45 UTC all was back to normal.”
    "#);
    let range = "# Cards\n\nOn 2026-03-04 between 16:30 and 17:45 UTC, payments were down.\n\n## Timeline\n\n- 2026-03-04 16:00 UTC x\n";
    insta::assert_snapshot!(times("a.md", range), @r#"
    started = 2026-03-04T16:30:00Z [line 3] derived: words say so, “On 2026-03-04 between 16:30 and 17:45 UTC, payments were down.”
    detected =  unknown: when it was noticed
    resolved = 2026-03-04T17:45:00Z [line 3] derived: words say so, “On 2026-03-04 between 16:30 and 17:45 UTC, payments were down.”
    "#);
}

#[test]
fn the_day_is_what_most_places_say() {
    let started = |path: &str, text: &str| of_fields(path, text, &["started"]);
    insta::assert_snapshot!(started("2026-03-04-cards.md", "# 2026-03-01, Cards\n\n## Timeline\n\n- 2026-03-04 10:00 x\n"), @"started = 2026-03-04 derived: the day only, from the file's name, the title has 2026-03-01");
    insta::assert_snapshot!(started("cards.qmd", "---\ndate: March 4th, 2026\n---\n"), @"started = 2026-03-04 [line 2] derived: the day only, from `date`");
    insta::assert_snapshot!(started("2026/03/04/cards.html.md.erb", "# Cards\n"), @"started = 2026-03-04 derived: the day only, from the file's name");
    insta::assert_snapshot!(started("cards", "# Cards\n\n## Timeline\n\n- 2026-03-04 10:00 We deploy\n"), @"started = 2026-03-04 derived: the day only, from the timeline");
}

#[test]
fn the_folder_decides_which_number_is_the_month() {
    let files =
        [("x/a.md", "# Cards on 03/04/2026\n"), ("x/b.md", "# ATMs on 23/04/2026\n"), ("y/a.md", "# 03/04/2026\n")];
    let files = files.map(|(path, text)| Foreign { path: path.into(), text: text.into() });
    let adoption = adopt(&files, &Options::default());
    let text = &adoption.cases[0].text;
    assert!(text.contains("started = 2026-04-03\n"), "{text}");
    assert_eq!(adoption.cases.len(), 2);
    assert_eq!(adoption.left[0].path, "y/a.md");
}

#[test]
fn front_matter_that_is_closed_but_never_opened() {
    let text = "title: Cards\ndate: 2026-03-04\ncategories: [card, atm]\ndraft: true\n---\n\nText\n";
    insta::assert_snapshot!(adopted("a.md", text).text, @r#"
    +++
    title = "Cards"
    severity = "unclassified"
    root_cause = "unclassified"
    squad = "unclassified"
    started = 2026-03-04
    status = "draft"
    tags = ["card", "atm"]

    [extra]
    imported_from = "a.md"
    +++

    Text
    "#);
    insta::assert_snapshot!(of_fields("a.md", text, &["title", "started", "status", "tags"]), @r"
    title = Cards [line 1] sure
    started = 2026-03-04 [line 2] derived: the day only, from `date`
    status = draft [line 4] sure
    tags = card, atm [line 3] sure
    ");
    assert_eq!(left("b.md", "---\n\nA rule above prose, and no date.\n\n---\n").chars().next(), Some('n'));
}

#[test]
fn the_options_say_what_prose_cannot() {
    let options = Options {
        severities: vec![("P1".into(), "critical".into())],
        kinds: vec![("window".into(), Kind::Planned)],
        timezone: TimeZone::get("Europe/London").ok(),
        ..Options::default()
    };
    let text = "# Failed in the change window\n\nSeverity: p1\nStarted: 2026-07-04 10:00\n";
    let file = Foreign { path: "a.md".into(), text: text.into() };
    let adoption = adopt(&[file], &options);
    let case = &adoption.cases[0].text;
    for line in ["severity = \"critical\"", "kind = \"planned\"", "started = 2026-07-04T10:00:00+01:00"] {
        assert!(case.contains(line), "{case}");
    }
    assert_eq!(faults(&adoption), Vec::<String>::new());
}

#[test]
fn several_incidents_in_one_file_stay_one_case_and_are_told() {
    let text = "# Log\n\n## 2026-03-04: Cards\n\nText.\n\n## 2026-03-09: ATMs\n\nText.\n";
    let told = of_fields("2026-log-2026-03-01.md", text, &["body"]);
    insta::assert_snapshot!(told, @r#"
    body =  derived: its first heading says just the title, and went there
    body =  derived: several days have parts of their own; it stays one case, which a person may split, 2
    "#);
}

#[test]
fn templates_of_pages_stay_as_text() {
    let text = "# Cards 2026-03-04\n\n<%= partial 'x' %> and {{ y }}\n";
    let case = adopted("a.html.md.erb", text);
    assert!(case.text.ends_with("+++\n\n<%= partial 'x' %> and {{ y }}\n") || case.text.contains("<%= partial 'x' %>"));
    assert!(case.fields.iter().any(|found| found.field == "body" && matches!(found.how, How::Derived(_))));
}

/// Pieces that reports are made of, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "# Cards 2026-03-04\n",
        "## Timeline\n",
        "### 10:45a\n",
        "## 10:50 ##\n",
        "### {{ 06:10 }}\n",
        "- **Impact**: all\n",
        "- **Key events**\n  - First detected 2026-03-04 10:00\n",
        "- **Resolution**:\n    We waited\n",
        "- **Started**: 3/4/2026 10:00\n",
        "* [13:26] x\n",
        "- 16:20 PST y\n",
        "| Start | End |\n|-|-|\n| 10:00 | 11:00 |\n",
        "Duration: 2d 1h\n",
        "---\n",
        "+++\n",
        "title: x\n",
        "```\n",
        "Resolved: 22026-03-04T015:00\n",
        "All times in PST\n",
        "\n",
        "\u{feff}",
        "\r\n",
        "Date: 1/2/2026 9:00pm - 11:00pm\n",
    ];
    prop_oneof![
        6 => proptest::sample::select(pieces.map(str::to_owned).to_vec()),
        1 => any::<String>().prop_map(|text| format!("{text}\n")),
        1 => "[-#*|: 0-9a-zé.]{0,20}\n",
    ]
}

proptest! {
    #[test]
    fn no_word_of_a_report_is_lost(pieces in proptest::collection::vec(piece(), 0..24), stem in "2026-03-0[1-9]|[a-z]{1,6}") {
        let text = pieces.concat();
        let path = format!("{stem}.md");
        let adoption = of(&path, &text);
        prop_assert_eq!(adoption.cases.len() + adoption.left.len(), 1);
        prop_assert_eq!(faults(&adoption), Vec::<String>::new());
        let file = Foreign { path, text };
        if let (Some(case), Ok(original)) = (adoption.cases.first(), Original::parse(&file)) {
            let said = case.fields.iter().any(|found| found.field == "body");
            prop_assert!(said || case.text.ends_with(original.body), "{}", case.text);
            let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<BTreeSet<_>>();
            let now = words(&case.text);
            for word in words(original.body) {
                prop_assert!(now.contains(&word), "{word} is lost");
            }
        }
    }
}

#[test]
fn an_impact_names_when_users_were_hit() {
    let text = "# 2026-03-04, Cards\n\n## Impact\n\nTerminals refused cards. (Between 1:46pm - 5:30pm UTC)\n\n\
                ## Timeline\n\n- 16:04 UTC: We notice a queue\n- 17:59 UTC: All cleaned up, and confirmed the ledger is healthy.\n\
                - 18:09 UTC: We write a mail\n";
    insta::assert_snapshot!(times("a.md", text), @r"
    started = 2026-03-04T13:46:00Z [line 5] derived: words say so, “(Between 1:46pm - 5:30pm UTC)”
    detected = 2026-03-04T16:04:00Z [line 9] derived: words say so, “We notice a queue”
    mitigated = 2026-03-04T17:30:00Z [line 5] derived: words say so, “(Between 1:46pm - 5:30pm UTC)”
    resolved = 2026-03-04T17:59:00Z [line 10] derived: words say so, “All cleaned up, and confirmed the ledger is healthy.”
    ");
}

#[test]
fn what_was_noticed_did_not_begin_then() {
    let text = "# 2026-03-04, Cards\n\nAt 13:24 UTC, we noticed that the ledger was unavailable.\n\n## Timeline\n\n\
                - 2026-03-04 15:00 UTC: The gateway is back online\n";
    insta::assert_snapshot!(times("a.md", text), @r"
    started = 2026-03-04 [line 1] derived: the day only: when it was noticed is written, but not when it began, “At 13:24 UTC, we noticed that the ledger was unavailable.”
    detected = 2026-03-04T13:24:00Z [line 3] derived: words say so, “At 13:24 UTC, we noticed that the ledger was unavailable.”
    resolved = 2026-03-04T15:00:00Z [line 7] derived: words say so, “The gateway is back online”
    ");
    let day = "# 2026-03-05, Cards\n\n- First detected 2026-03-04 (time unknown)\n- Resolved: 2026-03-06 10:00 UTC\n";
    insta::assert_snapshot!(times("2026-03-05-a.md", day), @r"
    started = 2026-03-04 [line 3] derived: the day only: when it was noticed is written, but not when it began, First detected
    detected =  unknown: when it was noticed
    resolved = 2026-03-06T10:00:00Z [line 4] sure
    ");
}

#[test]
fn what_was_done_by_accident_is_the_start() {
    let text = "# 2026-03-04, Cards\n\n## Timeline\n\nAll times in UTC\n\n### 11:20\n\nWe resume the pipeline.\n\n### 11:22\n\n\
                Routes are destroyed by a queued change.\n\n### 11:24\n\nThe team is alerted.\n";
    insta::assert_snapshot!(times("a.md", text), @r"
    started = 2026-03-04T11:22:00Z [line 11] derived: words say so, “Routes are destroyed by a queued change.”
    detected = 2026-03-04T11:24:00Z [line 15] derived: words say so, “The team is alerted.”
    resolved =  unknown: when it was resolved
    ");
    let labelled = text.replacen("## Timeline", "- First detected: 2026-03-04 11:21 UTC\n\n## Timeline", 1);
    insta::assert_snapshot!(times("a.md", &labelled), @r"
    started = 2026-03-04 [line 3] derived: the day only: when it was noticed is written, but not when it began, First detected
    detected = 2026-03-04T11:21:00Z [line 3] sure
    resolved =  unknown: when it was resolved
    ");
}

#[test]
fn a_report_dated_by_its_end_began_where_its_first_sentences_and_its_timeline_say() {
    let text = |told: &str| {
        format!(
            "---\ndate: 2026-03-19\n---\n# Cards\n\n{told}\n\n## Timeline\n\n- 2026-03-10 09:06 a\n- 2026-03-19 10:00 b\n"
        )
    };
    let started = |told| of_fields("2026-03-19-cards.md", &text(told), &["started"]);
    insta::assert_snapshot!(started("On March 10, 2026, the vendor closed our account."), @"started = 2026-03-10 derived: the day only, from the first sentences and the timeline, the report has 2026-03-19");
    insta::assert_snapshot!(started("The vendor closed our account."), @"started = 2026-03-19 [line 2] derived: the day only, from `date`, the timeline has 2026-03-10");
}

#[test]
fn a_sentence_tells_the_severity_and_no_two() {
    let severity = |text: &str| of_fields("2026-03-04-cards.md", &format!("# Cards\n\n{text}\n"), &["severity"]);
    insta::assert_snapshot!(severity("The severity of the fault is **medium** for users of terminals."), @"severity = medium derived: a sentence says so, “The severity of the fault is medium for users of terminals.”");
    insta::assert_snapshot!(severity("Its severity is high for some. The severity is low for others."), @"severity = unclassified unknown: how bad it was");
    insta::assert_snapshot!(severity("We spoke of severity. All is high."), @"severity = unclassified unknown: how bad it was");
}

#[test]
fn hints_of_a_template_are_no_lessons() {
    let report =
        |lesson: &str| format!("# :tada: Cards\n\n## :bulb: Lessons learned\n\n*What did we\nlearn?*\n\n{lesson}\n");
    let files = [("x/2026-03-04-a.md", "Much."), ("x/2026-03-05-b.md", "Little."), ("y/2026-03-06-c.md", "None.")];
    let files = files.map(|(path, lesson)| Foreign { path: path.into(), text: report(lesson) });
    let adoption = adopt(&files, &Options::default());
    let text = &adoption.cases[0].text;
    assert!(text.contains("title = \"Cards\"\n"), "{text}");
    assert!(text.ends_with("\n## Lessons learned\n\n<!-- *What did we\nlearn?* -->\n\nMuch.\n"), "{text}");
    assert!(adoption.cases[2].text.contains("\n*What did we\n"), "nobody else in that folder asks it");
}
