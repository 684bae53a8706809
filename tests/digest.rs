//! A month's review to be sent, and every month's numbers: what is written, in each format.
mod common;
#[path = "common/schema.rs"]
mod schema;

use std::sync::Arc;

use casebook::build::{Readings, build};
use casebook::digest::{Format, digest};
use casebook::export::{Table, csv, human, json};
use casebook::output::SitePath;
use casebook::site::Site;
use casebook::snapshot::{AsOf, Snapshot};
use casebook::time::Month;
use common::{case, snapshot};
use serde_json::Value;

const FORMATS: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

/// A title that is markup in every format, and calls people.
const HOSTILE: &str = "<script>alert(1)</script> *b* [x](javascript:1) @all &amp; it's 50 %";

/// Two years with an incident a month, then an October with a repeat, a planned case, and promises.
fn files() -> Vec<(String, String)> {
    let on = |text: String, day: &str| text.replace("2026-03-04", day);
    let mut files = Vec::new();
    for n in 0..16 {
        let (year, month) = (2025 + n / 12, 1 + n % 12);
        let more = "detected = 2026-03-04T09:20:00Z\nmitigated = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T11:30:00Z\n\
                    published = 2026-03-04\n[impact]\nusers_percent = 2.5\n";
        let text = case(&format!("Queue {n}"), more, "").replace("\"capacity\"", "\"configuration\"");
        files.push((format!("postmortems/q{n}.md"), on(text, &format!("{year}-{month:02}-04"))));
    }
    let actions = "resolved = 2026-03-04T11:30:00Z\npublished = 2026-03-04\n\
                   [[action]]\ntitle = \"Bound the pool\"\nowner = \"payments\"\nclosed = 2026-07-01\nstate = \"done\"\nkind = \"prevent\"\n\
                   [[action]]\ntitle = \"Alert on saturation\"\nowner = \"identity\"\ndue = 2026-08-20\n\
                   [[action]]\ntitle = \"Write it down\"\ndue = 2026-10-20\nclosed = 2026-10-12\nstate = \"wont-do\"\n";
    files.push(("postmortems/pool.md".to_owned(), on(case("Pool ran dry", actions, ""), "2026-06-04")));
    let again = "detected = 2026-03-04T19:20:00Z\nresolved = 2026-03-05T11:30:00Z\npublished = 2026-11-15\n\
                 detection = \"customer\"\nrepeat_of = \"pool\"\n";
    let lessons = "## Lessons learned\n\n### What went wrong\n\n- The <b>bound</b> was removed with the queue.\n";
    let text = on(case(HOSTILE, again, lessons), "2026-10-04").replace("2026-03-05", "2026-10-05");
    files.push(("postmortems/again.md".to_owned(), text));
    let work = case("A new rack", "kind = \"planned\"\nresolved = 2026-03-04T10:00:00Z", "");
    files.push(("postmortems/rack.md".to_owned(), on(work, "2026-10-20")));
    files
}

fn read(files: &[(String, String)], edit: impl FnOnce(&mut Snapshot)) -> Arc<Site> {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let mut snapshot = snapshot(&files);
    edit(&mut snapshot);
    build(snapshot, &mut Readings::default()).site.expect("settings")
}

fn site() -> Arc<Site> {
    read(&files(), |site| site.base_url = Some("https://cases.example/pm/".to_owned()))
}

fn october() -> Month {
    "2026-10".parse().expect("a month")
}

/// Without the bytes of pictures, which have their own tests.
fn without_pictures(html: &str) -> String {
    let parts = html.split("base64,");
    let parts = parts.enumerate().map(|(nth, part)| if nth == 0 { part } else { &part[part.find('"').unwrap_or(0)..] });
    parts.collect::<Vec<_>>().join("base64,PNG")
}

#[test]
fn a_month_is_said_in_each_format() {
    let site = site();
    insta::assert_snapshot!("text", digest(&site, october(), Format::Text));
    insta::assert_snapshot!("markdown", digest(&site, october(), Format::Markdown));
    insta::assert_snapshot!("html", without_pictures(&digest(&site, october(), Format::Html)));
}

#[test]
fn text_has_80_columns_and_no_links_without_an_address() {
    let site = read(&files(), |_| ());
    let text = digest(&site, october(), Format::Text);
    assert!(text.lines().all(|line| line.chars().count() <= 80 && !line.ends_with(' ')), "{text}");
    for format in FORMATS {
        let digest = digest(&site, october(), format);
        assert!(!digest.contains("postmortems/") && !digest.contains("href"), "{digest}");
    }
}

#[test]
fn a_mail_runs_nothing_and_asks_for_nothing() {
    let html = digest(&site(), october(), Format::Html);
    let lower = without_pictures(&html).to_lowercase();
    for never in ["<script", "<link", "<iframe", "url(", "@import", "onerror", "href=\"javascript", "<base"] {
        assert!(!lower.contains(never), "{never}");
    }
    let sources: Vec<&str> = html.split("src").skip(1).filter(|rest| rest.starts_with(['=', 's'])).collect();
    assert_eq!(sources.len(), 2, "light and dark");
    assert!(sources.iter().all(|rest| rest.trim_start_matches("set").starts_with("=\"data:image/png;base64,iVBOR")));
    assert!(html.contains("alt=\"Stacked bars of incidents a month"));
    assert!(html.contains("href=\"https://cases.example/pm/postmortems/again/\""));
    assert!(html.len() < 200_000, "{} bytes", html.len());
}

#[test]
fn a_digest_answers_the_questions_of_the_page() {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let build = build(snapshot(&files), &mut Readings::default());
    let page =
        build.output.get(&SitePath::new("trends/2026-10/index.html")).expect("a page").bytes().expect("it renders");
    let page = String::from_utf8_lossy(&page).into_owned();
    let text = digest(&build.site.expect("settings"), october(), Format::Markdown);
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("**")?.strip_suffix("**")).collect();
    assert!(headings.len() >= 7, "{headings:?}");
    for heading in headings.iter().skip(1) {
        assert!(page.contains(&format!("{heading}</h2>")), "{heading}");
    }
    assert_eq!(page.matches("<h2 id=").count(), headings.len() - 1, "no question is left out");
}

/// A month with more of everything than anyone can talk about: a few of each severity, drills, one cause.
fn busy() -> Arc<Site> {
    let severities = ["low", "high", "critical"];
    let mut files: Vec<(String, String)> = (0..60)
        .map(|n| {
            let over = format!("resolved = 2026-03-04T{:02}:{:02}:00Z", 10 + n / 8, n % 60);
            let kind = if n % 2 == 0 { String::new() } else { "\nkind = \"drill\"".to_owned() };
            let text = case(&format!("Case {n}"), &(over + &kind), "");
            let text = text.replace("2026-03-04", &format!("2026-10-{:02}", 1 + n % 28));
            let severity = format!("severity = \"{}\"", severities[n / 2 % 3]);
            (format!("postmortems/c{n}.md"), text.replace("severity = \"high\"", &severity))
        })
        .collect();
    files.push(("postmortems/before.md".to_owned(), case("Before", "resolved = 2026-03-04T10:00:00Z", "")));
    read(&files, |site| site.base_url = Some("https://cases.example/".to_owned()))
}

#[test]
fn a_busy_month_names_the_worst_and_counts_the_rest() {
    let said = digest(&busy(), october(), Format::Markdown);
    let happened = said.split("What happened").nth(1).and_then(|rest| rest.split("What came back").next());
    let happened = happened.expect("the section");
    let incidents = happened.split("Not counted").next().unwrap_or_default();
    let cases: Vec<&str> = incidents.lines().filter(|line| line.contains("**[Case ")).collect();
    assert_eq!(cases.len(), 10, "{happened}");
    // Of the critical ones, what took longest is the worst.
    assert!(cases[0].contains("Case 58]") && cases[9].contains("Case 4]"), "{happened}");
    let from = "&from=2026-10-01&to=2026-10-31";
    let search = "https://cases.example/postmortems/?kind=";
    assert!(happened.contains(&format!("[and 20 more incidents]({search}unplanned,security{from})")), "{happened}");
    let others = format!("[and 20 more cases]({search}planned,drill,near-miss{from})");
    assert!(happened.contains(&others), "{happened}");
    assert!(said.contains("30 incidents by severity, October 2026"), "{said}");
    assert!(said.contains("23 more repeats](https://cases.example/trends/2026-10/)"), "{said}");
    assert!(said.contains("27 earlier incidents](https://cases.example/trends/2026-10/)"), "{said}");
}

#[test]
fn the_day_it_is_decides() {
    let early = read(&files(), |site| site.as_of = AsOf::Date(jiff::civil::date(2026, 10, 10)));
    let text = digest(&early, october(), Format::Text);
    assert!(text.contains("So far, up to 10 Oct 2026: 1 incident (high). Counted apart: 1 planned case."), "{text}");
    assert!(text.contains("The month is not over and not judged."));
    assert!(text.contains("As of 10 Oct 2026."));
    let table = Table::of(&early, None);
    let last: Value = serde_json::from_str(&json(&table)).expect("JSON");
    let months = last["months"].as_array().expect("months");
    let last = months.last().expect("a month");
    assert_eq!((&last["month"], &last["days"], &last["state"]), (&"2026-10".into(), &10.into(), &"partial".into()));
}

#[test]
fn nothing_is_said_of_nothing() {
    let site = read(&[], |_| ());
    for format in FORMATS {
        let digest = digest(&site, october(), format);
        assert!(digest.contains("Nothing that began in this month has been written up."), "{digest}");
        assert!(!digest.contains("<img"));
    }
    let table = Table::of(&site, None);
    assert_eq!(human(&table), "Nothing has been recorded in these months.\n");
    assert_eq!(csv(&table).lines().count(), 1);
    valid(&json(&table));
}

#[test]
fn what_is_left_out_is_said() {
    let mut files = files();
    files.push(("postmortems/torn.md".to_owned(), "+++\ntitle = \"Torn\"\n+++\n".to_owned()));
    files.push(("postmortems/later.md".to_owned(), case("Later", "status = \"draft\"", "")));
    let site = read(&files, |_| ());
    let text = digest(&site, october(), Format::Text);
    assert!(text.contains("Not counted: 1 file that cannot be read."), "{text}");
    assert!(text.contains("Not counted: 1 draft."), "{text}");
    assert!(json(&Table::of(&site, None)).contains("\"files_left_out\": 1"));
}

#[test]
fn threads_change_no_byte() {
    let made = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let site = site();
            let table = Table::of(&site, None);
            let digests = FORMATS.map(|format| digest(&site, october(), format));
            (digests, [json(&table), csv(&table), human(&table)])
        })
    };
    assert!(made(1) == made(8));
}

#[test]
fn numbers_are_said_in_each_format() {
    let site = site();
    let squads = &site.config.taxonomy.facet(casebook::config::FacetKind::Squad);
    let table = Table::of(&site, None);
    let newest = || Table::of(&site, None).between(Some(october()), Some(october()));
    insta::assert_snapshot!("trends-human", human(&table));
    insta::assert_snapshot!("trends-csv", csv(&newest()));
    insta::assert_snapshot!("trends-json", json(&newest()));
    valid(&json(&table));
    let payments = squads.find("payments").expect("a squad");
    let identity = squads.find("identity").expect("a squad");
    let total = |squad| {
        let all: Value = serde_json::from_str(&json(&Table::of(&site, squad))).expect("JSON");
        valid(&all.to_string());
        let months = all["months"].as_array().expect("months").iter();
        months.map(|month| month["incidents"]["count"].as_u64().expect("a count")).collect::<Vec<_>>()
    };
    assert_eq!(total(None).iter().sum::<u64>(), 18);
    assert_eq!(total(Some(payments)), total(None), "all are theirs");
    assert_eq!(total(Some(identity)), vec![0; 23], "a year without incidents is one");
}

#[test]
fn both_formats_for_programs_agree() {
    let table = Table::of(&site(), None);
    let all: Value = serde_json::from_str(&json(&table)).expect("JSON");
    let csv = csv(&table);
    let cell = |month: &Value, measure: &str, column: usize| {
        let begins = month["month"].as_str().expect("a month");
        let row = csv.lines().find(|row| row.starts_with(begins) && row.split(',').nth(3) == Some(measure));
        row.and_then(|row| row.split(',').nth(column)).and_then(|cell| cell.parse::<f64>().ok())
    };
    for month in all["months"].as_array().expect("months") {
        assert_eq!(cell(month, "incidents", 6), month["incidents"]["count"].as_f64());
        assert_eq!(cell(month, "incidents_expected", 8), month["incidents"]["expected"]["high"].as_f64());
        let median = &month["durations"]["measures"]["resolve"]["median"];
        assert_eq!(cell(month, "resolve_median", 6), median["value"].as_f64());
        assert_eq!(cell(month, "resolve_median", 7), median["interval"][0].as_f64());
        assert_eq!(cell(month, "repeat_rate", 6), month["repeats"]["rate"]["value"].as_f64());
        assert_eq!(cell(month, "actions_overdue", 6), month["actions"]["overdue"].as_f64());
        assert_eq!(cell(month, "impact", 6), month["impact"]["minutes"].as_f64());
    }
}

/// Holds a document against the published schema.
fn valid(text: &str) {
    let value: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(schema::faults(include_str!("../docs/trends.schema.json"), &value), [""; 0]);
}

#[test]
#[should_panic(expected = "/months/0")]
fn the_schema_refuses_what_it_does_not_know() {
    let mut wrong: Value = serde_json::from_str(&json(&Table::of(&site(), None))).expect("JSON");
    wrong["months"][0]["incidents"]["count"] = "two".into();
    valid(&wrong.to_string());
}
