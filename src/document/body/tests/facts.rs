use super::super::{ClockZone, LessonKind, LinkUse, SectionKind};
use super::body;

/// The timeline, an entry a line.
fn timeline(text: &str) -> String {
    let line = |entry: &super::super::TimelineEntry| {
        let date = entry.clock.date.map_or(String::from("-"), |date| date.to_string());
        let time = entry.clock.time.map_or(String::from("-"), |time| time.strftime("%H:%M").to_string());
        let zone = match entry.clock.zone {
            Some(ClockZone::Offset(seconds)) => format!("{:+}", seconds / 3600),
            Some(ClockZone::Site) => "local".into(),
            None => "-".into(),
        };
        format!("{date} {time} {zone} {}", entry.text.replace('\n', " / "))
    };
    body(text).timeline.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The actions, one a line: tick, title, owner, marks, ticket.
fn actions(text: &str) -> String {
    let line = |action: &super::super::ActionItem| {
        let tick = action.ticked.map_or("-", |done| if done { "x" } else { "o" });
        let owner = action.owner.as_ref().map_or("-", |owner| &owner.value);
        let ticket = action.ticket.as_ref().map_or("-", |ticket| &ticket.value);
        let marks: Vec<_> = action.marks.iter().map(|(key, value)| format!("{key}={}", value.value)).collect();
        format!("{tick} {} | {owner} | {} | {ticket}", action.title.value, marks.join(" "))
    };
    body(&format!("## Action items\n\n{text}")).actions.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn timelines_are_read_from_bullets() {
    insta::assert_snapshot!(timeline(
        "## Timeline\n\nAll times in UTC.\n\n- **09:14** alert fired\n  - seen by nobody\n- 09:20 PST - [paged](x)\n- no time\n* 2021-03-05 00:10: quiet\n- Resolved 2021-03-05 01:00\n"
    ), @"
    - 09:14 +0 alert fired / seen by nobody
    - 09:20 -8 paged / no time
    2021-03-05 00:10 +0 quiet
    2021-03-05 01:00 +0 Resolved
    ");
}

#[test]
fn timelines_are_read_from_headings() {
    insta::assert_snapshot!(timeline(
        "## Timeline (CET)\n### 2021-03-04 09:14\nfirst\n\n- detail\n```\nlog\n```\n### 9:20 PM - Paged\nsecond\n### 21:30-22:00\nthird\n## Impact\nat 10:00\n"
    ), @"
    2021-03-04 09:14 +1 first / detail
    - 21:20 +1 Paged / second
    - 21:30 +1 (to 22:00) / third
    ");
}

#[test]
fn timelines_are_read_from_tables() {
    insta::assert_snapshot!(timeline(
        "## Key events\n| Date | Time (UTC) | What | Who |\n|-|-|-|-|\n| 2021-03-04 | 09:14 | alert | A |\n| | 09:20 | paged | |\n| | | more | |\n"
    ), @"
    2021-03-04 09:14 +0 alert — A
    - 09:20 +0 paged / more
    ");
    insta::assert_snapshot!(timeline("## Timeline\n| Event | Seen |\n|-|-|\n| alert | 09:14 |\n| page | 09:20 |\n"), @"
    - 09:14 - alert
    - 09:20 - page
    ");
}

#[test]
fn timelines_are_read_from_bare_lines() {
    insta::assert_snapshot!(timeline(
        "## Timeline\nOn 4 March 2021 (times are BST):\n\n09:14 alert\n09:20 paged,\nand answered\n23:59 quiet\n\nAt 10:00 we slept.\n"
    ), @"
    2021-03-04 09:14 +1 alert
    - 09:20 +1 paged, / and answered
    - 23:59 +1 quiet / At 10:00 we slept.
    ");
}

#[test]
fn a_day_by_itself_is_that_of_the_next_entry() {
    insta::assert_snapshot!(timeline(
        "## Timeline\n### 2021-03-04\n- 09:14 a\n- 09:20 b\n### 5 March\n- 00:10 c\n- 03/04/2021 10:00 d\n### 2021-03-06\nquiet\n- 2021-03-07:\n  - 10:00 e\n"
    ), @"
    2021-03-04 09:14 - a
    - 09:20 - b
    2021-03-05 00:10 - c
    - 10:00 - d
    2021-03-06 - - quiet
    2021-03-07 10:00 - e
    ");
}

#[test]
fn times_outside_of_a_timeline_count_only_where_there_is_none() {
    let list = "- 09:14 a\n- 09:20 b\n- 23:50 c\n- 00:10 d\n";
    assert_eq!(body(&format!("## Leadup\n{list}")).timeline.len(), 4);
    assert_eq!(body(&format!("## Leadup\n{list}\n## Timeline\n")).timeline.len(), 0);
    assert_eq!(body("## x\n- 09:14 a\n- 08:20 b\n- 07:50 c\n").timeline.len(), 0, "out of order");
    assert_eq!(body("## x\n- 09:14 a\n- 09:20 b\n").timeline.len(), 0, "too few");
    assert_eq!(body("## 09:14\na\n## 09:20\nb\n## 10:00\nc\n## End\n11:00 x").timeline.len(), 3);
}

#[test]
fn actions_are_bullets_with_marks() {
    insta::assert_snapshot!(actions(
        "- [x] Alert on pool saturation @payments due:2026-11-30 closed:2026-11-20 kind:detect PAY-123\n- [ ] PAY-9: Ask @bob to check UTF-8 and INC-7 first\n- Plain `due:code` one\n  - nested @sre\n- Due later (@clano, due 2023-10-17)\n- Fix (Jira DH-259)\n- **Process**\n  - Write it down, due: 2026-01-02\n- Later:\n  1. Numbered\n-\n- @sre\n"
    ), @"
    x Alert on pool saturation | payments | due=2026-11-30 closed=2026-11-20 kind=detect | PAY-123
    o Ask @bob to check UTF-8 and INC-7 first | bob |  | PAY-9
    - Plain due:code one | sre |  | -
    - Due later | clano | due=2023-10-17 | -
    - Fix (Jira DH-259) | - |  | DH-259
    - Write it down | - | due=2026-01-02 | -
    - Numbered | - |  | -
    ");
}

#[test]
fn actions_are_rows_of_tables() {
    insta::assert_snapshot!(actions(
        "| # | Action item | Owner | Due date | Status | Ticket |\n|-|-|-|-|-|-|\n| 1 | Do `x` | @sre | 2026-01-02 | Done | [PAY-1](y) |\n| 2 | Do y PAY-2 | TBD | - | | |\n| 3 | | a | b | c | d |\n"
    ), @"
    - Do x | sre | due=2026-01-02 state=Done | PAY-1
    - Do y | - |  | PAY-2
    ");
    assert_eq!(actions("Only prose about @sre.\n\n> - quoted"), "");
}

#[test]
fn marks_stand_where_they_are_written() {
    let text = "## Actions\n- Do *it* & [that](x) @sre due:2026-01-02 A-1 AB-1\n";
    let action = &body(text).actions[0];
    assert_eq!(action.title.value, "Do it & that @sre due:2026-01-02 A-1");
    assert_eq!(action.owner.as_ref().map(|owner| owner.span.of(text)), Some("sre"));
    assert_eq!(action.marks[0].1.span.of(text), "2026-01-02");
    assert_eq!(action.ticket.as_ref().map(|ticket| ticket.span.of(text)), Some("AB-1"));
}

#[test]
fn lessons_know_what_went_how() {
    let text = "## Lessons learned\nHints.\n\n- General\n\n### What went well\n\n1. Good\n   - because\n\n### What went wrong?\n\nBad prose.\n\n**Where we got lucky**\n\n- Lucky\n\n## What went poorly\n- Poor\n";
    let body = body(text);
    let told: Vec<_> = body.lessons.iter().map(|lesson| (lesson.kind, lesson.text.value.as_str())).collect();
    assert_eq!(
        told,
        [
            (LessonKind::Learned, "General"),
            (LessonKind::Well, "Good\nbecause"),
            (LessonKind::Wrong, "Bad prose."),
            (LessonKind::Lucky, "Lucky"),
            (LessonKind::Wrong, "Poor"),
        ]
    );
    assert_eq!(body.sections.len(), 2);
}

#[test]
fn a_bold_label_with_a_full_stop_tells_the_kind_of_its_lesson() {
    let text = "## Lessons learned\n\n**Keys expire.** Renew.\n\n**Went well.** The page came.\n\n**Went wrong.** No key.\n\n## Cause\n\n**Went well.** No.\n";
    let body = body(text);
    let told: Vec<_> = body.lessons.iter().map(|lesson| (lesson.kind, lesson.text.value.as_str())).collect();
    assert_eq!(
        told,
        [
            (LessonKind::Learned, "Keys expire. Renew."),
            (LessonKind::Well, "The page came."),
            (LessonKind::Wrong, "No key."),
        ]
    );
}

#[test]
fn a_label_without_emphasis_tells_the_kind_of_its_lesson() {
    let text = "## Lessons learned\n\nWhat went well: the page came at once.\n\nWhat went wrong: nobody had the key.\n\n## Learnings\n\n- Where we got lucky: it was Sunday\n- Keys expire: renew them\n- What went well:\n  - A drill\n";
    let body = body(text);
    let told: Vec<_> = body.lessons.iter().map(|lesson| (lesson.kind, lesson.text.value.as_str())).collect();
    assert_eq!(
        told,
        [
            (LessonKind::Well, "the page came at once."),
            (LessonKind::Wrong, "nobody had the key."),
            (LessonKind::Lucky, "it was Sunday"),
            (LessonKind::Learned, "Keys expire: renew them"),
            (LessonKind::Well, "A drill"),
        ]
    );
}

#[test]
fn bold_labels_divide_a_list() {
    let text = "- **Key events**\n  - Detected 2020-02-18 14:13\n  - Resolved 2020-02-18 14:59\n- **Impact**: 2020-02-18 15:00\n- **Review actions**:\n  - Do it\n- **Context**:\n  - Not this\n";
    let body = body(text);
    assert_eq!(body.timeline.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["Detected", "Resolved"]);
    assert_eq!(body.actions.iter().map(|action| action.title.value.as_str()).collect::<Vec<_>>(), ["Do it"]);
}

#[test]
fn sections_reach_to_the_next_of_their_level() {
    let text = "# T\n## 1. Impact:\n### Users\nx\n## Timeline\n### Detection\n<!-- hint -->\n- \n## Thanks\ny\n";
    let body = body(text);
    let told: Vec<_> =
        body.sections.iter().map(|section| (section.kind, section.span.of(text).len(), section.empty)).collect();
    assert_eq!(told, [(SectionKind::Impact, 26, false), (SectionKind::Timeline, 43, true)]);
    assert_eq!(body.sections[1].heading, 3);
}

#[test]
fn a_summary_is_the_first_paragraph() {
    let summary = |text| body(text).summary;
    assert_eq!(summary("# T\nFirst *one*.\n\n## TL;DR\n- a\n\nSecond\none."), "Second one.");
    assert_eq!(summary("# T\n> q\n\n- a\n\nFirst."), "First.");
    assert_eq!(summary("- **Summary**: In short."), "In short.");
    assert_eq!(summary(""), "");
    let long = summary(&"word ".repeat(200));
    assert!(long.len() <= 404 && long.ends_with("word…"), "{long}");
}

#[test]
fn links_are_found_with_their_destinations() {
    let text = "[a `b`](c.md \"t\") ![i](<d e.png>) [r] https://x.y/z. <https://u.v> `https://no` [![k](l.png)](m) [esc](a\\_b)\n\n[r]: ref.md\n";
    let body = body(text);
    let told: Vec<_> =
        body.links.iter().map(|link| (link.usage, link.target.value.as_str(), link.target.span.of(text))).collect();
    assert_eq!(
        told,
        [
            (LinkUse::Link, "c.md", "c.md"),
            (LinkUse::Image, "d e.png", "d e.png"),
            (LinkUse::Link, "ref.md", "[r]"),
            (LinkUse::Link, "https://x.y/z", "https://x.y/z"),
            (LinkUse::Link, "https://u.v", "https://u.v"),
            (LinkUse::Link, "m", "m"),
            (LinkUse::Image, "l.png", "l.png"),
            (LinkUse::Link, "a_b", "[esc](a\\_b)"),
        ]
    );
}
