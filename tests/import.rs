//! Real reports, which lie beside the repository: each becomes a case that the site made for it accepts.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use casebook::adopt::{Adopted, Adoption, Foreign, Options, adopt, imported_from, json, report};
use casebook::build::{Readings, build};
use casebook::check::{self, Ground, Rules};
use casebook::config::Config;
use casebook::corpus::Corpus;
use casebook::diagnostic::{Diagnostics, Level};
use casebook::document;
use casebook::output::SitePath;
use casebook::postmortem::{self, Event, Kind, Postmortem, Status};
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;
use casebook::table::Syntax;
use jiff::tz::TimeZone;

/// Each corpus, the zone that its people live in, how many files become cases, and those that do not.
const CORPORA: [(&str, &str, usize, &[Left]); 7] = [
    ("berkeley-datahub", "America/Los_Angeles", 19, &[("index.qmd", INDEX)]),
    ("jenkins-status", "UTC", 297, &[]),
    ("kubernetes-test-infra", "America/Los_Angeles", 5, &[("README.md", INDEX)]),
    ("moj-cloud-platform", "Europe/London", 39, &[("index.html.md.erb", INDEX)]),
    ("mybinder", "UTC", 23, &[("index.md", INDEX), ("template-incident-report.md", "it is a template, not a report")]),
    (
        "python-discord",
        "UTC",
        6,
        &[(".authors.yml", "its name begins with a dot: a file of a tool, not a report"), ("index.md", INDEX)],
    ),
    ("rust-blog", "UTC", 31, &[]),
];

/// A file and the reason.
type Left = (&'static str, &'static str);

const INDEX: &str = "it is an index, not a report";

/// The files of a corpus. Without the corpora these tests cannot say anything, and so fail.
#[expect(clippy::disallowed_methods, reason = "a test reads the reports where they are")]
fn files(corpus: &str) -> Vec<Foreign> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(corpus);
    assert!(root.is_dir(), "the reports that this test imports are not there: {}", root.display());
    let entries = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&root).expect("below its root");
        let path = path.to_str().expect("a name in UTF-8").replace('\\', "/");
        Foreign { path, text: std::fs::read_to_string(entry.path()).expect("a text in UTF-8") }
    });
    files.collect()
}

fn options(corpus: &str, syntax: Syntax) -> Options {
    let zone = CORPORA.iter().find(|(name, ..)| *name == corpus).map(|(_, zone, ..)| *zone);
    let timezone = zone.filter(|zone| *zone != "UTC").map(|zone| TimeZone::get(zone).expect("a zone"));
    Options { syntax, folder: corpus.into(), timezone, ..Options::default() }
}

fn adoption(corpus: &str, syntax: Syntax) -> Adoption {
    adopt(&files(corpus), &options(corpus, syntax))
}

/// Reads the site that was made for the cases, and all of them, and checks them; no finding may fail the build.
fn read_back(adoption: &Adoption) -> BTreeMap<String, Arc<Postmortem>> {
    let mut sink = Diagnostics::default();
    let config = Config::read(&Arc::new(Source::new("site.toml", adoption.site.clone())), &mut sink);
    let config = config.expect("a valid site.toml");
    let mut cases = BTreeMap::new();
    for case in &adoption.cases {
        let document = document::parse(&Arc::new(Source::new(case.path.clone(), case.text.clone())), &mut sink);
        let postmortem = postmortem::read(document, &config, &mut sink);
        let postmortem = postmortem.unwrap_or_else(|| panic!("{} is no postmortem", case.path));
        cases.insert(case.from.clone(), Arc::new(postmortem));
    }
    let corpus = Corpus::new(cases.values().cloned().collect(), true);
    let as_of = jiff::civil::date(2026, 11, 21);
    let sources: Vec<_> = corpus.all().iter().map(|case| case.source.clone()).collect();
    let rules = Rules::new(&config, as_of);
    sink.extend(corpus.all().iter().flat_map(|case| rules.judge(&case.source, Some(case)).findings));
    check::run(&Ground { rules: &rules, sources: &sources, corpus: &corpus, attachments: &[] }, &mut sink);
    let denied = sink.into_sorted().into_iter().filter(|finding| finding.level == Level::Deny);
    let denied: Vec<_> = denied.map(|finding| (finding.place().source.path.clone(), finding.message)).collect();
    assert_eq!(denied, []);
    cases
}

#[test]
fn every_file_is_a_case_or_has_a_reason_not_to_be() {
    let mut files = 0;
    for (corpus, _, cases, left) in CORPORA {
        let adoption = adoption(corpus, Syntax::Toml);
        assert_eq!(adoption.cases.len(), cases, "{corpus}");
        let reasons: Vec<_> = adoption.left.iter().map(|left| (left.path.as_str(), left.reason.as_str())).collect();
        assert_eq!(reasons, left, "{corpus}");
        let ids: BTreeSet<_> = adoption.cases.iter().map(|case| postmortem::id_of(&case.path).to_lowercase()).collect();
        assert_eq!(ids.len(), cases, "{corpus}: ids are unique");
        files += cases + left.len();
    }
    assert_eq!(files, 427);
}

#[test]
fn every_case_is_valid_in_the_site_that_was_made_for_it() {
    for (corpus, ..) in CORPORA {
        for syntax in [Syntax::Toml, Syntax::Yaml] {
            let adoption = adoption(corpus, syntax);
            assert_eq!(read_back(&adoption).len(), adoption.cases.len(), "{corpus}");
        }
    }
}

/// The words of a text and how often each stands in it; marks of structure are none, nor are short-codes of emoji in
/// headings or tags that fold a part of the page away.
fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut words = BTreeMap::new();
    let code = |part: &&str| part.len() > 2 && part.starts_with(':') && part.ends_with(':');
    let folds =
        |line: &&str| ["<details", "</details>", "<summary>", "</summary>"].iter().any(|tag| line.starts_with(tag));
    let parts = text
        .lines()
        .filter(|line| !folds(line))
        .flat_map(|line| line.split(' ').filter(move |part| !(line.starts_with('#') && code(part))));
    let parts = parts.flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    parts.for_each(|word| *words.entry(word).or_default() += 1);
    words
}

#[test]
fn bodies_stay_as_they_were_or_the_report_says_what_changed() {
    let mut changed = BTreeMap::new();
    for (corpus, ..) in CORPORA {
        let originals: BTreeMap<_, _> = files(corpus).into_iter().map(|file| (file.path, file.text)).collect();
        let adoption = adoption(corpus, Syntax::Toml);
        let said: BTreeSet<_> = adoption
            .cases
            .iter()
            .filter(|case| case.fields.iter().any(|found| found.field == "body"))
            .map(|case| case.from.as_str())
            .collect();
        for (from, case) in read_back(&adoption) {
            let original = &originals[&from];
            let fence = if original.starts_with("+++") { "\n+++\n" } else { "\n---\n" };
            let fenced = original.starts_with(fence.trim_start());
            let body = if fenced { original.split_once(fence).expect("front matter").1 } else { original };
            let adopted = case.body.of(&case.source.text);
            if said.contains(from.as_str()) {
                *changed.entry(corpus).or_insert(0) += 1;
                let now = words(&case.source.text);
                for (word, count) in words(body) {
                    assert!(now.get(word).is_some_and(|now| *now >= count), "{from}: {word}");
                }
            } else {
                assert_eq!(adopted, body, "{from}");
            }
        }
    }
    insta::assert_snapshot!(format!("{changed:?}"), @r#"{"berkeley-datahub": 4, "jenkins-status": 4, "kubernetes-test-infra": 5, "moj-cloud-platform": 39, "mybinder": 23, "python-discord": 6, "rust-blog": 2}"#);
}

#[test]
fn the_same_files_give_the_same_cases_again() {
    for (corpus, ..) in CORPORA {
        let mut files = files(corpus);
        let mut options = options(corpus, Syntax::Toml);
        let first = adopt(&files, &options);
        files.reverse();
        let second = adopt(&files, &options);
        assert_eq!(first, second, "{corpus}");
        assert_eq!(json(&first), json(&second), "{corpus}");
        let known = |case: &Adopted| {
            let source = Arc::new(Source::new(case.path.clone(), case.text.clone()));
            (postmortem::id_of(&case.path).to_owned(), imported_from(&source))
        };
        options.existing = first.cases.iter().map(known).collect();
        let third = adopt(&files, &options);
        for (before, now) in first.cases.iter().zip(&third.cases) {
            assert_eq!((&before.path, &before.text), (&now.path, &now.text), "{corpus}");
            assert!(now.there && !before.there, "{}", now.path);
        }
    }
}

#[test]
fn kinds_and_states_are_told_from_words_and_keys() {
    let cases = read_back(&adoption("jenkins-status", Syntax::Toml));
    let of = |kind| cases.values().filter(|case| case.kind == kind).count();
    assert_eq!((of(Kind::Planned), of(Kind::Unplanned)), (198, 99));
    assert_eq!(cases.values().filter(|case| case.times.resolved.is_none()).count(), 8);
    assert!(cases.values().all(|case| case.status == Status::Published));
    let posts = read_back(&adoption("rust-blog", Syntax::Toml));
    assert_eq!(posts.values().filter(|case| case.kind == Kind::Security).count(), 24);
    assert!(posts.values().all(|case| case.published.is_some()));
}

/// The cases with an event a day or more before the start, or months after it: where a report says so itself.
#[test]
fn timelines_lie_where_their_incidents_do() {
    let mut odd = Vec::new();
    let mut events = BTreeMap::new();
    for (corpus, ..) in CORPORA {
        for (from, case) in read_back(&adoption(corpus, Syntax::Toml)) {
            let hours = |event: &Event| event.at.duration_since(case.started()).as_hours();
            *events.entry(corpus).or_insert(0) += case.events.len();
            let (first, last) = (case.events.first().map(hours), case.events.last().map(hours));
            if first.is_some_and(|first| first < -24) || last.is_some_and(|last| last > 24 * 60) {
                odd.push(format!("{corpus}/{from}: {first:?} to {last:?} h"));
            }
        }
    }
    insta::assert_snapshot!(odd.join("\n"), @r"
    berkeley-datahub/2017-03-20-too-many-volumes.qmd: Some(-31) to Some(14) h
    berkeley-datahub/2017-10-10-hung-nodes.qmd: Some(-3685) to Some(-3678) h
    kubernetes-test-infra/2019-03-26.md: Some(-2647) to Some(23) h
    moj-cloud-platform/2021-06-09-unable-to-create-new-ingress-rules.html.md.erb: Some(-8746) to Some(13) h
    moj-cloud-platform/2023-01-05-circleci-security-incident.html.md.erb: Some(-8727) to Some(682) h
    moj-cloud-platform/2023-01-11-cluster-image-pull.html.md.erb: Some(-8745) to Some(16) h
    moj-cloud-platform/2023-07-25-prometheus-on-live-cluster-down.html.md.erb: Some(-463) to Some(1503) h
    moj-cloud-platform/2026-03-30-ingress-nginx-rollback.html.md.erb: Some(-416) to Some(14) h
    mybinder/2018-01-17-ubuntu-upgrade.md: Some(-40) to Some(27) h
    rust-blog/cve-2021-42574.md: Some(0) to Some(2376) h
    ");
    insta::assert_snapshot!(format!("{events:?}"), @r#"{"berkeley-datahub": 148, "jenkins-status": 27, "kubernetes-test-infra": 56, "moj-cloud-platform": 306, "mybinder": 198, "python-discord": 8, "rust-blog": 83}"#);
}

/// Front matter without the title's words, and how long the body is.
fn shape(adoption: &Adoption, from: &str) -> String {
    let case = adoption.cases.iter().find(|case| case.from == from).expect("an adopted file");
    let mut out = format!("{}\n", case.path);
    let fence = &case.text[..4];
    let (front, body) = case.text[4..].split_once(&format!("\n{fence}")).expect("front matter");
    for line in front.lines() {
        let _ = match line.strip_prefix("title") {
            Some(title) => writeln!(out, "title: {} bytes", title.len()),
            None => writeln!(out, "{line}"),
        };
    }
    let _ = writeln!(out, "body: {} bytes", body.len());
    out
}

/// The report's first two paragraphs: how many, and how sure.
fn table(adoption: &Adoption) -> String {
    report(adoption, false).split("\n\n").take(2).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn status_issues_as_cases() {
    let adoption = adoption("jenkins-status", Syntax::Toml);
    insta::assert_snapshot!(shape(&adoption, "2021-12-15-jira-outage.md"), @r#"
    postmortems/2021-12-15-jira-outage.md
    title: 36 bytes
    severity = "down"
    root_cause = "unclassified"
    squad = "unclassified"
    started = 2021-12-15T15:50:00Z
    resolved = 2021-12-15T16:05:00Z
    kind = "unplanned"
    services = ["issues-jenkins-io"]

    [extra]
    imported_from = "2021-12-15-jira-outage.md"
    body: 234 bytes
    "#);
    insta::assert_snapshot!(shape(&adoption, "2023-12-06-systempool-tainted.md"), @r#"
    postmortems/2023-12-06-systempool-tainted.md
    title: 38 bytes
    severity = "notice"
    root_cause = "unclassified"
    squad = "unclassified"
    started = 2023-12-06T09:15:00Z
    kind = "planned"
    services = ["all-publick8s-services"]

    [extra]
    imported_from = "2023-12-06-systempool-tainted.md"
    resolvedWhen = "2023-12-05T11:15:00-00:00"
    body: 221 bytes
    "#);
    insta::assert_snapshot!(shape(&adoption, "2023-02-03-s390x-agent-down.md"), @r#"
    postmortems/2023-02-03-s390x-agent-down.md
    title: 41 bytes
    severity = "notice"
    root_cause = "unclassified"
    squad = "unclassified"
    started = 2023-02-03T16:00:00-05:00
    resolved = 2023-02-03T22:00:00-05:00
    kind = "planned"
    services = ["ci-jenkins-io"]

    [extra]
    imported_from = "2023-02-03-s390x-agent-down.md"
    body: 137 bytes
    "#);
}

#[test]
fn what_is_known_of_status_issues() {
    let adoption = adoption("jenkins-status", Syntax::Toml);
    insta::assert_snapshot!(table(&adoption), @r"
    297 cases, 0 left out

    field                  sure  derived  unknown  dropped
    title                   297        0        0        0
    severity                297        0        0        0
    root_cause                0        0      297        0
    squad                     0        0      297        0
    started                 274       23        0        0
    resolved                275       14        8        0
    published                 0        0      297        0
    kind                      0      289        8        0
    services                291        0        6        0
    body                      0        4        0        0
    extra.resolvedWhen        8        0        0        0
    section                   0        0        0      297
    ");
    assert_eq!(adoption.alike.len(), 2);
}

#[test]
fn posts_as_cases() {
    let adoption = adoption("rust-blog", Syntax::Yaml);
    insta::assert_snapshot!(shape(&adoption, "cve-2021-42574.md"), @r"
    postmortems/cve-2021-42574.md
    title: 46 bytes
    severity: unclassified
    root_cause: unclassified
    squad: unclassified
    started: 2021-07-25
    published: 2021-11-01
    kind: security
    extra:
      imported_from: cve-2021-42574.md
    body: 4677 bytes
    ");
    insta::assert_snapshot!(shape(&adoption, "inside-rust/dns-outage-portmortem.md"), @r#"
    postmortems/inside-rust/dns-outage-portmortem.md
    title: 26 bytes
    severity: unclassified
    root_cause: unclassified
    squad: unclassified
    started: 2023-01-25
    resolved: 2023-01-25T09:40:00Z
    published: 2023-02-08
    kind: unplanned
    extra:
      imported_from: inside-rust/dns-outage-portmortem.md
      team_url: "https://www.rust-lang.org/governance/teams/infra"
    body: 3794 bytes
    "#);
    insta::assert_snapshot!(shape(&adoption, "2025-09-crates-io-phishing-campaign.md"), @r#"
    postmortems/2025-09-crates-io-phishing-campaign.md
    title: 29 bytes
    severity: unclassified
    root_cause: unclassified
    squad: unclassified
    started: 2025-09-12
    published: 2025-09-12
    kind: security
    extra:
      imported_from: "2025-09-crates-io-phishing-campaign.md"
    body: 811 bytes
    "#);
}

#[test]
fn what_is_known_of_posts() {
    let adoption = adoption("rust-blog", Syntax::Yaml);
    insta::assert_snapshot!(table(&adoption), @r"
    31 cases, 0 left out

    field              sure  derived  unknown  dropped
    title                31        0        0        0
    severity              0        4       27        0
    root_cause            0        0       31        0
    squad                 0        0       31        0
    started               0       31        0        0
    detected              0        7       24        0
    acknowledged          0        2        0        0
    mitigated             0        1        0        0
    resolved              0        2       29        0
    published             0       31        0        0
    kind                  0       31        0        0
    services              0        0       31        0
    aliases               0        0        0       23
    authors               0        0        0       31
    body                  0        2        0        0
    extra.team_url       11        0        0        0
    team                  0        0        0       11
    ");
}

/// What a person gets who runs only `import` and `build`: every case has its page, and every page is made.
#[test]
fn every_corpus_builds() {
    for (corpus, _, count, _) in CORPORA {
        let adoption = adoption(corpus, Syntax::Toml);
        let source = |case: &Adopted| Arc::new(Source::new(case.path.clone(), case.text.clone()));
        let postmortems = adoption.cases.iter().map(source).collect();
        let config = Arc::new(Source::new("site.toml", adoption.site));
        let snapshot = Snapshot::new(config, postmortems, AsOf::Date(jiff::civil::date(2026, 11, 21)));
        let built = build(snapshot, &mut Readings::default());
        let denied = built.findings.iter().find(|finding| finding.level == Level::Deny);
        assert!(denied.is_none(), "{corpus}: {denied:?}");
        let site = built.site.expect("a site");
        assert_eq!(site.corpus.all().len(), count, "{corpus}");
        for case in site.corpus.all() {
            let page = SitePath::new(&format!("postmortems/{}/index.html", case.id));
            assert!(built.output.get(&page).is_some(), "{corpus}: {} has no page", case.id);
        }
        for (path, entry) in built.output.entries() {
            let bytes = entry.bytes().unwrap_or_default();
            assert!(!bytes.is_empty(), "{corpus}: {path} is not made");
            // Nobody has said yet why any of them happened.
            let claims = String::from_utf8_lossy(&bytes).contains("Cases like this one");
            assert!(!claims, "{corpus}: {path} finds cases of the same cause");
        }
    }
}
