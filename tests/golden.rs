//! A small site, whole: what a change does to the pages that people read shows here first.
mod common;

use std::fmt::Write as _;
use std::sync::Arc;

use casebook::build::{Readings, build};
use casebook::output::SitePath;
use casebook::snapshot::{Commit, Snapshot};
use common::{case, snapshot};

fn site() -> Snapshot {
    let front = "detected = 2026-03-04T09:20:00Z\nmitigated = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T11:30:00Z\n\
                 published = 2026-03-12\nservices = [\"ledger\"]\njourney = [\"pay\"]\ndetection = \"alert\"\n\
                 related = [\"second\"]\ntags = [\"pool\"]\n\
                 [impact]\nusers_percent = 3.5\nusers = 70000\nhow = \"failed requests over all requests\"\n\
                 [[action]]\ntitle = \"Alert on saturation\"\nowner = \"payments\"\ndue = 2026-06-20\nkind = \"detect\"\n";
    let body = "## Summary\n\nThe pool ran dry. It took the [second](second.md#timeline) with it.[^1]\n\n[^1]: As pools do.\n\n\
                ## Timeline\n\n- **09:12** First timeout.\n- **11:30** Over.\n\n\
                ## Root cause\n\n| Pool | Size |\n| --- | ---: |\n| main | 12 |\n\n```sql\nselect 1; -- one\n```\n\n> [!NOTE]\n> Mind `<script>` and {{ braces }}.\n";
    let second =
        case("A near miss", "kind = \"near-miss\"\nresolved = 2026-02-01T10:00:00Z", "## Timeline\n\n- 09:00 Seen.")
            .replace("started = 2026-03-04T09:12:00Z", "started = 2026-02-01T09:00:00Z");
    let ongoing = "---\ntitle: Still going on\nseverity: critical\nroot_cause: configuration\nsquad: identity\nstarted: 2026-11-20T22:00:00\nstatus: in-review\n---\n\nNobody knows yet.\n";
    let mut site = snapshot(&[
        ("postmortems/2026/first.md", &case("Pool ran dry", front, body)),
        ("postmortems/2026/second.md", &second),
        ("postmortems/2026/ongoing.md", ongoing),
        (
            "site.toml",
            "[repository]\nurl = \"https://git.example/x\"\nedit = \"https://git.example/x/edit/main/{path}\"\n\
             [checks]\noverdue-action = \"allow\"\n",
        ),
    ]);
    let commit = Commit {
        id: Arc::from("0123456789abcdef0123456789abcdef01234567"),
        date: "2026-03-12T10:00:00Z".parse().expect("a time"),
    };
    let history = Arc::make_mut(&mut site.history);
    history.files.insert("postmortems/2026/first.md".to_owned(), commit.clone());
    history.head = Some(commit);
    site
}

#[test]
fn pages_are_as_they_were() {
    let build = build(site(), &mut Readings::default());
    assert!(build.findings.is_empty(), "{:?}", build.findings);
    let page = |path: &str| {
        let bytes = build.output.get(&SitePath::new(path)).expect("a page").bytes().expect("it renders");
        without_hashes(std::str::from_utf8(&bytes).expect("text"))
    };
    insta::assert_snapshot!("home", page("index.html"));
    insta::assert_snapshot!("case", page("postmortems/first/index.html"));
    insta::assert_snapshot!("ongoing", page("postmortems/ongoing/index.html"));
    insta::assert_snapshot!("month", page("trends/2026-03/index.html"));
    insta::assert_snapshot!("about", page("about/index.html"));
    let trends = page("trends/index.html");
    let standing = trends.split("<section class=\"standing\"").nth(1).and_then(|rest| rest.split("</section>").next());
    insta::assert_snapshot!("standing", standing.unwrap_or_default());
}

/// What static files hold has its own reviewers: a changed colour is no change of every page.
fn without_hashes(html: &str) -> String {
    let parts: Vec<&str> = html.split("?h=").collect();
    let rest = parts.iter().skip(1).map(|part| part.get(8..).unwrap_or_default());
    std::iter::once(parts[0]).chain(rest).collect::<Vec<_>>().join("?h=HASH")
}

#[test]
fn paths_are_as_they_were() {
    let build = build(site(), &mut Readings::default());
    let mut paths = String::new();
    for (path, _) in build.output.entries() {
        let _ = writeln!(paths, "{path}");
    }
    insta::assert_snapshot!(paths);
}
