//! What a reader finds on the page of a case, of all actions and of all lessons.
mod common;

use std::fmt::Write as _;

use casebook::build::{Readings, build};
use casebook::output::{Output, SitePath};
use casebook::snapshot::Snapshot;
use common::{case, snapshot};

fn site(files: &[(&str, &str)]) -> Output {
    made(snapshot(files))
}

fn made(snapshot: Snapshot) -> Output {
    build(snapshot, &mut Readings::default()).output
}

fn page(output: &Output, path: &str) -> String {
    let entry = output.get(&SitePath::new(path)).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(entry.bytes().expect("renders").to_vec()).expect("UTF-8")
}

/// The words of a piece of HTML, with single blanks.
fn words(html: &str) -> String {
    let (mut text, mut tag) = (String::new(), false);
    for c in html.chars() {
        match c {
            '<' => {
                tag = true;
                text.push(' ');
            }
            '>' => tag = false,
            c if !tag => text.push(c),
            _ => {}
        }
    }
    let text = text.replace("&#x27;", "'").replace("&quot;", "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two marks of a page.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let start = html.find(from).unwrap_or_else(|| panic!("no {from}"));
    let rest = &html[start..];
    &rest[..rest.find(to).unwrap_or(rest.len())]
}

const TIMES: &str = "mitigated = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T12:00:00Z\n[impact]\nusers_percent = 3.5";
const TIMELINE: &str =
    "## Timeline\n\nTimes are UTC.\n\n- 09:12 It began.\n- 09:58 The pool was **doubled**.\n- 11:00 Cleaned up.\n";

#[test]
fn a_case_says_first_how_bad_how_long_why_and_what_ended_it() {
    let body = format!("## Root cause\n\nWhy?\n\nThe pool was too small. It had been for years.\n\n{TIMELINE}");
    let output = site(&[("postmortems/a.md", &case("A", TIMES, &body))]);
    let page = page(&output, "postmortems/a/index.html");
    insta::assert_snapshot!(words(between(&page, "<dl class=\"brief\">", "</dl>")), @"How bad 3.5% of users How long Mitigated after 48 min, resolved after 2 h 48 min. Why Capacity : The pool was too small. It had been for years. Read on What ended it 09:58 The pool was doubled. Read on");
}

#[test]
fn what_ended_it_is_what_the_timeline_says_of_that_time_and_nothing_ended_what_lasts() {
    let brief = |more: &str, body: &str| {
        let output = site(&[("postmortems/a.md", &case("A", more, body))]);
        words(between(&page(&output, "postmortems/a/index.html"), "<dl class=\"brief\">", "</dl>"))
    };
    let resolution = "## Resolution\n\nWe doubled the pool.\n";
    assert!(brief(TIMES, resolution).ends_with("Resolution We doubled the pool. Read on"));
    let both = format!("{resolution}\n{TIMELINE}");
    assert!(brief(TIMES, &both).contains("What ended it 09:58 The pool was doubled."));
    let lasting = "status = \"in-review\"\nmitigated = 2026-03-04T10:00:00Z";
    assert!(brief(lasting, TIMELINE).contains("So far 09:58 The pool was doubled."));
    let later = TIMES.replace("T10:00", "T10:45");
    assert!(!brief(&later, TIMELINE).contains("ended"), "nothing is said of the half hour before");
}

#[test]
fn why_is_what_the_part_called_root_cause_says_and_not_the_whys_before_it() {
    let body = "## Five whys\n\nThe pages were gone.\n\n## Root cause\n\nThe pool was small.\n";
    let output = site(&[("postmortems/a.md", &case("A", "", body))]);
    let page = page(&output, "postmortems/a/index.html");
    let brief = words(between(&page, "<dl class=\"brief\">", "</dl>"));
    assert!(brief.contains(": The pool was small."), "{brief}");
}

#[test]
fn actions_in_the_text_are_shown_with_their_state() {
    let body = "## Action items\n\n- [x] Double the pool @payments due:2026-04-01 closed:2026-03-30 kind:prevent PAY-1\n\
                - [ ] Alert on `due:x` before it is full (@nobody, due:2026-05-01)\n";
    let output = site(&[("postmortems/a.md", &case("A", "", body))]);
    let page = page(&output, "postmortems/a/index.html");
    let list = between(&page, "<li dir=\"auto\"><input", "</ul>");
    insta::assert_snapshot!(words(list), @"Double the pool Payments due 1 Apr 2026 closed 30 Mar 2026 to prevent PAY-1 Alert on due:x before it is full ( nobody , due 1 May 2026, 204 days overdue )");
    assert!(list.contains("<a class=\"said\" href=\"../../squads/payments/index.html\" dir=\"auto\">Payments</a>"));
    assert!(list.contains("<span class=\"said late\""));
}

#[test]
fn cases_like_this_one_share_the_cause_and_the_place() {
    let ledger = case("Ledger", "services = [\"ledger\"]", "");
    let squad = case("Squad", "", "");
    let elsewhere = case("Elsewhere", "", "").replace("squad = \"payments\"", "squad = \"identity\"");
    let named = case("Named", "services = [\"ledger\"]", "");
    let other = case("Other cause", "services = [\"ledger\"]", "").replace("\"capacity\"", "\"configuration\"");
    let own = case("Own", "services = [\"ledger\"]\nrelated = [\"named\"]", "");
    let output = site(&[
        ("postmortems/own.md", &own),
        ("postmortems/ledger.md", &ledger),
        ("postmortems/squad.md", &squad),
        ("postmortems/elsewhere.md", &elsewhere),
        ("postmortems/named.md", &named),
        ("postmortems/other.md", &other),
    ]);
    let page = page(&output, "postmortems/own/index.html");
    insta::assert_snapshot!(words(between(between(&page, "id=\"case:similar\"", "</section>"), "<ul>", "</ul>")), @"Ledger 4 Mar 2026 High Capacity, Ledger Squad 4 Mar 2026 High Capacity, squad Payments");
}

#[test]
fn a_picture_keeps_its_room() {
    let mut snapshot =
        snapshot(&[("postmortems/a.md", &case("A", "", "![Pool](pool.png)")), ("postmortems/pool.png", "")]);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x03\x20\0\0\x01\x90\x08\x06\0\0\0".to_vec();
    png.resize(64, 0);
    snapshot.attachments[0].bytes = png.into();
    let page = page(&made(snapshot), "postmortems/a/index.html");
    assert!(page.contains("src=\"pool.png\" alt=\"Pool\" width=\"800\" height=\"400\""), "{page}");
}

const PROMISES: &str = "published = 2026-03-10\n\
    [[action]]\ntitle = \"Late\"\nowner = \"identity\"\ndue = 2026-11-01\n\
    [[action]]\ntitle = \"Later\"\nowner = \"payments\"\ndue = 2026-06-01\n\
    [[action]]\ntitle = \"Soon\"\nowner = \"A role\"\ndue = 2026-12-01\n\
    [[action]]\ntitle = \"Some day\"\n\
    [[action]]\ntitle = \"Kept\"\nowner = \"payments\"\ndue = 2026-11-01\nclosed = 2026-11-06\n\
    [[action]]\ntitle = \"Dropped\"\nowner = \"payments\"\nclosed = 2026-11-05\nstate = \"wont-do\"\n\
    [[action]]\ntitle = \"Undated\"\nowner = \"payments\"\nstate = \"done\"\n";

#[test]
fn open_actions_come_in_the_order_in_which_they_are_late() {
    let output = site(&[("postmortems/a.md", &case("A", PROMISES, ""))]);
    let page = page(&output, "actions/index.html");
    insta::assert_snapshot!(words(between(&page, "<div class=\"actions-page\">", "<section")), @"Actions 4 of 6 actions are open: 2 overdue, 1 without a due day and 1 without an owner. Of 1 that was due in the 8 months to October 2026, none was done by the day promised. As of 21 Nov 2026 . Overdue Due within 30 days Without a due day By squad Closed lately");
    insta::assert_snapshot!(words(between(&page, "<section", "<section aria-labelledby=\"by-squad\">")), @"Overdue Overdue Action Owner Due Open for Later A Payments 1 Jun 2026 173 days overdue 256 days Late A Identity 1 Nov 2026 20 days overdue 256 days Due within 30 days Due within 30 days Action Owner Due Open for Soon A A role 1 Dec 2026 256 days Without a due day Without a due day Action Owner Due Open for Some day A no owner no day 256 days");
    insta::assert_snapshot!(words(between(&page, "<section aria-labelledby=\"by-squad\">", "</section>")), @"By squad Actions by squad, those with most overdue first Squad Overdue Open No day Oldest Done so far Payments 1 3 1 256 days 1 Identity 1 1 0 256 days 0");
    insta::assert_snapshot!(words(between(&page, "<section aria-labelledby=\"closed\">", "</div>\n</main>")), @"Closed lately In the last 90 days, newest first. Actions closed in the last 90 days Action Owner Closed Kept A Payments 6 Nov 2026 5 days late Dropped A Payments 5 Nov 2026 given up 1 more action closed without saying when: it cannot be placed in time, and counts nowhere.");
}

#[test]
fn a_day_of_the_policy_is_said_to_be_one() {
    let action = "published = 2026-11-10\n[[action]]\ntitle = \"Do it\"\nowner = \"payments\"\n";
    let output =
        site(&[("site.toml", "[policy.high]\naction_days = 30\n"), ("postmortems/a.md", &case("A", action, ""))]);
    assert!(words(&page(&output, "actions/index.html")).contains("10 Dec 2026 by policy"));
}

#[test]
fn nothing_promised_and_nothing_learned_is_said() {
    let output = site(&[]);
    assert!(page(&output, "actions/index.html").contains("Nothing has been promised yet."));
    assert!(page(&output, "lessons/index.html").contains("No case has lessons yet."));
}

#[test]
fn lessons_stand_below_the_cause_of_their_case() {
    let lessons =
        "## Lessons learned\n\n### What went well\n\n- The alert.\n\n### Where we got lucky\n\n- It was Sunday.\n";
    let other = case("B", "", "## Lessons learned\n\n- Measure first.\n").replace("\"capacity\"", "\"configuration\"");
    let output = site(&[("postmortems/a.md", &case("A", "", lessons)), ("postmortems/b.md", &other)]);
    let page = page(&output, "lessons/index.html");
    insta::assert_snapshot!(words(between(&page, "<main", "</main>")), @"Lessons 3 lessons from 2 of 2 cases: 1 on what went well, 1 on luck and 1 general. By root cause Capacity 2 Configuration 1 Capacity A 4 Mar 2026 High Went well The alert. Got lucky It was Sunday. Configuration B 4 Mar 2026 High Learned Measure first.");
}

/// More than a page of open actions, of causes, and of cases with long lessons each.
fn busy() -> Output {
    let mut toml = String::new();
    for nth in 0..38 {
        let _ = writeln!(toml, "[[root_cause]]\nid = \"cause-{nth}\"\ntitle = \"Cause {nth}\"");
    }
    let mut body = "## Lessons learned\n\n".to_owned();
    let lesson = format!("- {}\n", "A long lesson. ".repeat(40));
    body.push_str(&lesson.repeat(8));
    body.push_str("\n## Action items\n\n- [ ] One @payments due:2026-05-01\n- [ ] Two @identity\n");
    let text = |nth: usize| {
        case(&format!("Case {nth}"), "", &body).replace("\"capacity\"", &format!("\"cause-{}\"", nth % 38))
    };
    let texts: Vec<(String, String)> = (0..380).map(|nth| (format!("postmortems/c{nth}.md"), text(nth))).collect();
    let mut files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    files.push(("site.toml", &toml));
    site(&files)
}

#[test]
fn no_page_grows_with_the_site() {
    let output = busy();
    for path in ["actions/index.html", "actions/page/8/index.html", "lessons/index.html"] {
        let length = page(&output, path).len();
        assert!((10_000..300_000).contains(&length), "{path} has {length} bytes");
    }
    assert!(output.get(&SitePath::new("actions/page/9/index.html")).is_none());
    let second = words(between(&page(&output, "actions/page/2/index.html"), "<main", "</main>"));
    assert!(second.contains("101–200 of 760 open actions, page 2 of 8 ← Before After →"), "{second}");
    assert!(!second.contains("By squad"));
    let lessons = words(&page(&output, "lessons/index.html"));
    assert!(lessons.contains("8 more cases have lessons about Cause 3"));
    assert!(lessons.contains("3 more in the case"));
}
