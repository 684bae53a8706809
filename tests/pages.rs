//! The pages of a site: every link leads somewhere, nothing can run, templates and static files may be the site's own.
#![allow(clippy::disallowed_methods, reason = "a test compares tables with the folders of this repository")]
mod common;

use std::collections::BTreeSet;
use std::path::Path;

use casebook::build::{Build, Readings, build};
use casebook::diagnostic::line_column;
use casebook::disk::{ReadOptions, read};
use casebook::emit::EMITTERS;
use casebook::output::{Output, SitePath};
use casebook::page::PAGES;
use casebook::snapshot::{AsOf, Snapshot};
use common::{case, snapshot};

const HOSTILE: &str = "<script>alert(1)</script> & '><img src=x onerror=alert(2)> {{ 1 }}";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and the rest";

fn run(files: &[(&str, &str)]) -> Build {
    build(snapshot(files), &mut Readings::default())
}

fn page(output: &Output, path: &str) -> String {
    let entry = output.get(&SitePath::new(path)).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(entry.bytes().expect("renders").to_vec()).expect("UTF-8")
}

/// Every HTML page with its path.
fn pages(output: &Output) -> Vec<(String, String)> {
    let html = output
        .entries()
        .map(|(path, _)| path.as_str())
        .filter(|path| Path::new(path).extension().is_some_and(|x| x == "html"));
    html.map(|path| (path.to_owned(), page(output, path))).collect()
}

fn started(text: &str, at: &str) -> String {
    text.replace("2026-03-04T09:12:00Z", at)
}

/// A site with some of everything.
fn rich() -> Snapshot {
    let front = "services = [\"ledger\"]\njourney = [\"pay\"]\ninvolved = [\"identity\"]\ntags = [\"a b\"]\n\
                 resolved = 2026-03-04T12:00:00Z\nrelated = [\"second\"]\n\
                 [impact]\nusers_percent = 3.5\nusers = 120000\n\
                 [[action]]\ntitle = \"Do it\"\nowner = \"payments\"\ndue = 2026-06-20\n";
    let body = "## Summary\n\nIt broke. [Second](second.md#impact), ![A picture](pool.png), <https://example.com>.\n";
    let second = case("Second", "kind = \"drill\"", "## Impact\n\nSee [first](first.md) and [deep](deep/%74hird.md).");
    let third = case(HOSTILE, "status = \"in-review\"\nlang = \"ar\"", "[up](../first.md) [gone](gone.md)");
    let mut rich = snapshot(&[
        ("postmortems/first.md", &case("First", front, body)),
        ("postmortems/second.md", &started(&second, "2025-11-05T10:00:00Z")),
        ("postmortems/deep/third.md", &started(&third, "2026-02-05T10:00:00Z")),
        ("postmortems/pool.png", ""),
        (
            "site.toml",
            "[repository]\nurl = \"https://git.example/x\"\nedit = \"https://git.example/x/edit/main/{path}\"\n",
        ),
    ]);
    rich.attachments[0].bytes = PNG.into();
    rich
}

/// The values of an attribute, entities undone.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let value = |piece: &str| piece.split('"').next().unwrap_or("").replace("&#x2F;", "/").replace("&amp;", "&");
    html.split(&start).skip(1).map(value).collect()
}

/// Where a relative link on a page leads.
fn target(page: &str, link: &str) -> String {
    let link = link.split(['#', '?']).next().unwrap_or("");
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop().expect("stays below the root")),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn every_link_leads_to_a_file_of_the_site() {
    let output = build(rich(), &mut Readings::default()).output;
    let mut followed = 0;
    for (path, html) in pages(&output).into_iter().filter(|(path, _)| path != "404.html") {
        let links = ["href", "src", "data-href"].map(|name| attributes(&html, name)).concat();
        for link in links.iter().filter(|link| !link.starts_with('#') && !link.contains(':')) {
            let target = target(&path, link);
            assert!(output.get(&SitePath::new(&target)).is_some(), "{path}: {link} leads to {target}");
            followed += 1;
        }
        for anchor in links.iter().filter_map(|link| link.strip_prefix('#')) {
            let there = html.contains(&format!("id=\"{anchor}\""));
            assert!(there, "{path}: #{anchor}");
        }
    }
    assert!(followed > 500, "{followed}");
}

#[test]
fn links_between_postmortems_lead_to_their_pages() {
    let output = build(rich(), &mut Readings::default()).output;
    let first = page(&output, "postmortems/first/index.html");
    assert!(first.contains("href=\"../second/index.html#impact\""));
    assert!(first.contains("src=\"pool.png\""));
    let second = page(&output, "postmortems/second/index.html");
    assert!(second.contains("href=\"../third/index.html\""));
    assert!(!page(&output, "postmortems/third/index.html").contains("gone.md\""));
    assert_eq!(
        output.get(&SitePath::new("postmortems/first/pool.png")).map(|e| e.bytes().unwrap().to_vec()),
        Some(PNG.to_vec())
    );
}

#[test]
fn the_policy_comes_first_and_nothing_on_a_page_can_run() {
    let output = build(rich(), &mut Readings::default()).output;
    for (path, html) in pages(&output) {
        let head = html.split_once("<head>").map_or("", |(_, rest)| rest).trim_start();
        assert!(head.starts_with("<meta http-equiv=\"Content-Security-Policy\""), "{path}");
        assert!(!html.contains(" style="), "{path}: a style attribute");
        assert!(!html.contains("<style"), "{path}: a style sheet");
        assert!(!html.contains("<img src=x") && !html.contains("<script>"), "{path}: hostile text as markup");
        assert!(html.matches("<script").all(|_| html.contains("<script src=\"")), "{path}");
        assert_eq!(html.matches("<script").count(), html.matches("<script src=\"").count(), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}: one h1");
        assert!(
            html.contains("noindex") && html.contains("no-referrer") && html.contains("<html lang=\"en\">"),
            "{path}"
        );
        assert!(!html.contains("rel=\"canonical\""), "{path}: there is no base_url");
    }
    assert!(page(&output, "postmortems/third/index.html").contains("&lt;script&gt;alert(1)"));
}

#[test]
fn every_page_says_in_a_sentence_what_it_is_about() {
    let output = build(rich(), &mut Readings::default()).output;
    let description = |html: &str| {
        let tag =
            html.lines().find(|line| line.starts_with("<meta name=\"description\"")).unwrap_or_default().to_owned();
        attributes(&tag, "content").pop().unwrap_or_default()
    };
    for (path, html) in pages(&output) {
        let said = description(&html);
        assert!(said.trim().len() > 4 && said.len() < 400, "{path}: {said:?}");
    }
    let of = |path: &str| description(&page(&output, path));
    assert_eq!(of("postmortems/first/index.html"), "It broke. Second, A picture, https://example.com.");
    assert_eq!(of("postmortems/second/index.html"), "See first and deep.");
    assert_eq!(of("trends/2026-03/index.html"), "March 2026: 1 incident (high).");
    assert_eq!(
        of("squads/payments/index.html"),
        "Squad: Payments. Since November 2025: 2 incidents, all high. Counted apart: 1 drill."
    );
}

#[test]
fn what_a_browser_paints_around_a_page_is_the_ground_of_the_page() {
    let html = page(&run(&[]).output, "index.html");
    let sheet = std::fs::read_to_string("static/casebook.css").expect("it is there");
    let grounds: Vec<&str> = sheet.lines().filter_map(|line| line.trim().strip_prefix("--surface: ")).collect();
    for (theme, ground) in [("light", grounds[0]), ("dark", grounds[1])] {
        let colour = ground.trim_end_matches(';');
        let tag = format!("<meta name=\"theme-color\" content=\"{colour}\" media=\"(prefers-color-scheme: {theme})\">");
        assert!(html.contains(&tag), "{tag}");
    }
}

#[test]
fn ids_on_a_page_differ() {
    let output = build(rich(), &mut Readings::default()).output;
    for (path, html) in pages(&output) {
        let ids = attributes(&html, "id");
        let different: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), different.len(), "{path}: {ids:?}");
    }
}

#[test]
fn the_page_for_missing_addresses_links_from_the_root() {
    let site = |base: Option<&str>| {
        let mut snapshot = rich();
        snapshot.base_url = base.map(str::to_owned);
        build(snapshot, &mut Readings::default()).output
    };
    let links = |output: &Output| attributes(&page(output, "404.html"), "href");
    let relative = |link: &String| !link.starts_with('#') && !link.starts_with('/');
    assert!(!links(&site(None)).iter().any(relative));
    let below = site(Some("https://bank.example/reports/"));
    assert!(links(&below).contains(&"/reports/postmortems/".to_owned()), "{:?}", links(&below));
    let case = page(&below, "postmortems/first/index.html");
    assert!(case.contains("<link rel=\"canonical\" href=\"https:&#x2F;&#x2F;bank.example&#x2F;reports&#x2F;postmortems&#x2F;first&#x2F;\">") || case.contains("<link rel=\"canonical\" href=\"https://bank.example/reports/postmortems/first/\">"));
}

#[test]
fn lists_have_a_hundred_a_page() {
    let files: Vec<(String, String)> =
        (0..201).map(|nth| (format!("postmortems/case-{nth:03}.md"), case(&format!("Case {nth}"), "", ""))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let output = run(&files).output;
    for folder in ["postmortems", "squads/payments", "severities/high"] {
        let rows = |path: &str| page(&output, &format!("{folder}/{path}")).matches("class=\"what\"").count();
        assert_eq!(
            [rows("index.html"), rows("page/2/index.html"), rows("page/3/index.html")],
            [100, 100, 1],
            "{folder}"
        );
        assert!(output.get(&SitePath::new(&format!("{folder}/page/4/index.html"))).is_none());
    }
    assert!(page(&output, "postmortems/page/2/index.html").contains("101–200 of 201 cases, page 2 of 3"));
}

#[test]
fn an_empty_site_says_what_to_do() {
    let output = run(&[]).output;
    assert!(page(&output, "index.html").contains("casebook new"));
    assert!(page(&output, "postmortems/index.html").contains("casebook new"));
    assert!(pages(&output).len() > 10);
}

#[test]
fn drafts_show_only_where_they_are_asked_for_and_count_nowhere() {
    let files = [("postmortems/a.md", case("A", "status = \"draft\"", ""))];
    let files = files.each_ref().map(|(path, text)| (*path, text.as_str()));
    assert!(run(&files).output.get(&SitePath::new("postmortems/a/index.html")).is_none());
    let shown = build(Snapshot { drafts: true, ..snapshot(&files) }, &mut Readings::default()).output;
    assert!(page(&shown, "postmortems/a/index.html").contains("<strong>Draft.</strong>"));
    assert!(page(&shown, "trends/2026-03/index.html").contains("No incidents."));
}

/// What a site with templates of its own says.
const CONTRACT: (&str, &str) = ("site.toml", "[theme]\ntemplates = 1\n");

#[test]
fn a_template_of_the_site_takes_the_place_of_the_built_in_one() {
    let own = "{% extends \"base.html\" %}{% block main %}<h1>Ours: {{ site.title }}</h1>{% endblock %}";
    let build = run(&[("templates/home.html", own), CONTRACT]);
    assert!(build.findings.is_empty(), "{:?}", build.findings);
    let output = build.output;
    assert!(page(&output, "index.html").contains("<h1>Ours: Test site</h1>"));
    assert!(page(&output, "about/index.html").contains("<h1>About</h1>"));
}

#[test]
fn every_check_is_explained_with_the_level_of_the_site() {
    let checks = page(&run(&[("site.toml", "[checks]\nraw-html = \"deny\"\n")]).output, "about/checks/index.html");
    for one in casebook::check::explained() {
        assert!(checks.contains(&format!("<h3 id=\"{}\">", one.code)), "{}", one.code);
    }
    let raw_html = checks.split("<h3 id=").find(|part| part.starts_with("\"raw-html\"")).expect("it is there");
    assert!(raw_html.contains("<span class=\"mark\">Error</span>"), "{raw_html}");
    assert!(raw_html.contains("elsewhere: Warning."), "{raw_html}");
}

#[test]
fn a_broken_template_is_a_finding_at_its_place() {
    let found = |name: &str, text: &str| {
        let built = run(&[(&format!("templates/{name}"), text), CONTRACT]);
        let recipes = built.output.entries().filter_map(|(_, entry)| entry.bytes().err());
        let all = built.findings.iter().cloned().chain(recipes);
        let mut lines: Vec<String> = all
            .map(|finding| {
                let place = finding.place();
                let at = line_column(&place.source.text, place.span.start);
                format!("{} {}:{}:{} {}", finding.code, place.source.path, at.line, at.column, finding.message)
            })
            .collect();
        lines.dedup();
        lines
    };
    insta::assert_debug_snapshot!(found("home.html", "<p>\n{% if %}"), @r#"
    [
        "template templates/home.html:2:7 found `%}` but expected one of: integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`",
    ]
    "#);
    insta::assert_debug_snapshot!(found("home.html", "<p>\n  {{ page.nothing }}"), @r#"
    [
        "template templates/home.html:2:11 field `nothing` is not defined. Available fields: all, as_of, browse, figures, head, left_out, month, newest, overdue, sentence, total",
    ]
    "#);
    insta::assert_debug_snapshot!(found("home.html", "é {{ 1 | nothing }}\n{{ <nobody/> }}"), @r#"
    [
        "template templates/home.html:1:10 unknown filter `nothing`",
        "template templates/home.html:2:4 unknown component `nobody`",
    ]
    "#);
    insta::assert_debug_snapshot!(found("home.html", "{% extends \"none.html\" %}"), @r#"
    [
        "template templates/home.html:1:1 extends \"none.html\", and there is no such template",
    ]
    "#);
    insta::assert_debug_snapshot!(found("home.html", "{{ asset(path=\"none.css\") }}"), @r#"
    [
        "template templates/home.html:1:4 there is no static file \"none.css\"",
    ]
    "#);
    insta::assert_debug_snapshot!(found("home.html", "{% include \"home.html\" %}"), @r#"
    [
        "template templates/home.html:1:1 includes itself",
    ]
    "#);
}

#[test]
fn static_files_go_to_the_root_and_may_not_take_a_page() {
    let built = run(&[
        ("static/logo.txt", "logo"),
        ("static/casebook.css", "body {}"),
        ("static/Index.html", "mine"),
        ("static/about", "a file where a folder is needed"),
        ("static/index.html/deep.txt", "a folder where a file is"),
        ("static/casebook.json", "{}"),
    ]);
    let clashes: Vec<_> = built.findings.iter().filter(|finding| finding.code == "asset-clash").collect();
    let paths: Vec<&str> = clashes.iter().map(|finding| finding.place().source.path.as_str()).collect();
    assert_eq!(
        paths,
        ["static/Index.html", "static/about", "static/casebook.json", "static/index.html/deep.txt"],
        "{:?}",
        built.findings
    );
    assert_eq!(page(&built.output, "logo.txt"), "logo");
    assert_eq!(page(&built.output, "casebook.css"), "body {}");
    let hash = casebook::source::Digest::of(b"body {}").short(8);
    assert!(page(&built.output, "about/index.html").contains(&format!("\"../casebook.css?h={hash}\"")));
}

#[test]
fn only_pictures_become_attachments() {
    let mut snapshot = rich();
    snapshot.attachments[0].bytes = b"<svg onload=alert(1)>".as_slice().into();
    let output = build(snapshot, &mut Readings::default()).output;
    assert!(output.get(&SitePath::new("postmortems/first/pool.png")).is_none());
}

/// The names of the files of a folder of this repository, subfolders with `/` before them.
fn names(folder: &str, subfolders: bool) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder is there") {
        let entry = entry.expect("readable");
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.path().is_dir() {
            true if subfolders => {
                all.extend(names(&format!("{folder}/{name}"), true).iter().map(|f| format!("{name}/{f}")));
            }
            true => {}
            false => drop(all.insert(name)),
        }
    }
    all
}

#[test]
fn tables_equal_their_folders() {
    let rust = |table: Vec<&str>| -> BTreeSet<String> {
        table.into_iter().chain(["mod"]).map(|name| format!("{name}.rs")).collect()
    };
    assert_eq!(names("src/page", false), rust(PAGES.iter().map(|kind| kind.name).collect()));
    assert_eq!(names("src/emit", false), rust(EMITTERS.iter().map(|emitter| emitter.name).collect()));
    let html: BTreeSet<String> = PAGES.iter().map(|kind| format!("{}.html", kind.name)).collect();
    let frames = ["base.html", "parts.html"].map(str::to_owned);
    let blocks = ["head", "before_content", "after_content", "footer", "home_intro"];
    let blocks = blocks.map(|name| format!("blocks/{name}.html"));
    assert_eq!(names("templates", true), html.into_iter().chain(frames).chain(blocks).collect());
    let output = run(&[]).output;
    for file in names("static", true) {
        assert!(output.get(&SitePath::new(&file)).is_some(), "static/{file} is not built in");
    }
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let text = case("Moved", "aliases = [\"old name\", \"../up\"]", "");
    let build = run(&[("postmortems/new.md", &text)]);
    let codes: Vec<_> = build.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(codes, ["`../up` cannot be an address"]);
    let html = page(&build.output, "postmortems/old name/index.html");
    assert!(html.contains("<meta http-equiv=\"refresh\" content=\"0; url=../new/index.html\">"), "{html}");
}

#[test]
fn drafts_that_are_shown_are_not_counted() {
    let mut with_drafts = snapshot(&[("postmortems/a.md", &case("A", "status = \"draft\"", ""))]);
    with_drafts.drafts = true;
    let site = build(with_drafts, &mut Readings::default()).site.expect("a site");
    assert_eq!(site.corpus.all().len(), 1);
    assert_eq!(site.trends.months.iter().map(casebook::trend::MonthCount::total).sum::<usize>(), 0);
}

#[test]
fn a_start_without_a_time_shows_its_day_and_no_duration() {
    let times = "started = 2026-03-04\ndetected = 2026-03-04T09:20:00Z\nresolved = 2026-03-04T12:00:00Z\n";
    let text = format!(
        "+++\ntitle = \"A\"\nseverity = \"low\"\nroot_cause = \"capacity\"\nsquad = \"payments\"\ndetection = \"alert\"\n{times}+++\n"
    );
    let build = run(&[("postmortems/a.md", &text)]);
    let output = &build.output;
    let case = page(output, "postmortems/a/index.html");
    let course =
        case.split("<dl class=\"brief\">").nth(1).and_then(|rest| rest.split("</section>").next()).expect("it");
    for shown in ["Wed 4 Mar 2026</time> <em>time of day not known</em>", "09:20 GMT", "12:00", "the start has a day"] {
        assert!(course.contains(shown), "{shown}: {course}");
    }
    assert!(!course.contains(" 00:00") && !course.contains("at the start") && !course.contains(">after "), "{course}");
    // One bar: from the first known time, the detection, to the end.
    assert_eq!(course.matches("<rect x=\"0\" width=\"1000\"").count(), 1, "{course}");
    assert_eq!(course.matches("<rect").count(), 1, "{course}");
    assert!(page(output, "postmortems/index.html").contains("not known"));
}

/// The bytes of a file.
fn bytes(output: &Output, path: &str) -> Vec<u8> {
    let entry = output.get(&SitePath::new(path)).unwrap_or_else(|| panic!("no {path}"));
    entry.bytes().expect("it is made").to_vec()
}

/// Width and height of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn every_chart_is_there_as_files_and_its_page_leads_to_those_that_show_something() {
    let output = build(rich(), &mut Readings::default()).output;
    let trends = page(&output, "trends/index.html");
    let mut shown = 0;
    for chart in casebook::chart::CHARTS {
        let figure = trends.split("<figure").find(|part| part.contains(&format!("id=\"{}\"", chart.name)));
        let figure = figure.expect("a figure");
        let drawn = figure.contains("<svg class=\"chart ");
        shown += usize::from(drawn);
        assert_eq!(figure.contains("<details"), drawn, "{figure}");
        for (kind, ending) in [("SVG", ".svg"), ("PNG", ".png"), ("CSV", ".csv")] {
            let link = format!("../charts/{}{ending}", chart.name);
            assert_eq!(attributes(&trends, "href").contains(&link), drawn, "{link}");
            let label = format!("Download the {} chart as {kind}", chart.name);
            assert_eq!(attributes(&trends, "aria-label").contains(&label), drawn, "{label}");
        }
        let path = |ending: &str| format!("charts/{}{ending}", chart.name);
        for ending in [".svg", "-dark.svg"] {
            let svg = page(&output, &path(ending));
            assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "), "{svg}");
            assert!(svg.contains(">Test site, as of 21 Nov 2026</text>"), "{svg}");
        }
        assert_eq!(size(&bytes(&output, &path(".png"))).0, 2080);
        let csv = page(&output, &path(".csv"));
        let rows: Vec<&str> = csv.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
        assert!(rows.len() > 1 && csv.starts_with('\u{feff}'), "{csv}");
    }
    assert!((4..casebook::chart::CHARTS.len()).contains(&shown), "{shown}");
    assert_eq!(page(&output, "charts/severities.csv").matches("Mar 2026,0,1,0,1,").count(), 1);
}

#[test]
fn a_site_with_nothing_in_it_has_its_charts_all_the_same() {
    let output = run(&[]).output;
    assert!(page(&output, "charts/severities.svg").contains(">No incidents on record</text>"));
    assert!(size(&bytes(&output, "charts/causes.png")).1 > 200);
}

#[test]
fn months_have_cards_where_the_address_of_the_site_is_known() {
    let site = |base: Option<&str>| {
        build(Snapshot { base_url: base.map(str::to_owned), ..rich() }, &mut Readings::default()).output
    };
    let cards = |output: &Output| output.entries().filter(|(path, _)| path.as_str().ends_with("/card.png")).count();
    let without = site(None);
    assert_eq!(cards(&without), 0);
    assert!(pages(&without).iter().all(|(_, html)| !html.contains("og:")));
    let with = site(Some("https://bank.example/reports/"));
    assert_eq!(cards(&with), 13);
    assert_eq!(size(&bytes(&with, "trends/2026-03/card.png")), (1200, 630));
    let mut shown = 0;
    for (path, html) in pages(&with) {
        for image in attributes(&html, "content").iter().filter(|value| value.ends_with("/card.png")) {
            let path_of_card = image.strip_prefix("https://bank.example/reports/").expect("an absolute address");
            assert!(with.get(&SitePath::new(path_of_card)).is_some(), "{path}: {image}");
            shown += 1;
        }
    }
    // Home, the trends and each month that was counted.
    assert_eq!(shown, 15);
    let march = page(&with, "trends/2026-03/index.html");
    assert!(march.contains("<meta property=\"og:title\" content=\"March 2026\">"), "{march}");
    assert!(
        attributes(&march, "content").iter().any(|value| value.starts_with("1 incident, within the expected range"))
    );
}

#[test]
fn a_character_that_no_font_has_is_said_once() {
    let more = "[[root_cause]]\nid = \"east\"\ntitle = \"<東>\"\n[[root_cause]]\nid = \"k\"\ntitle = \"京\"\n";
    let case = case("First", "", "").replace("\"capacity\"", "\"east\"");
    let files = [("site.toml", more), ("postmortems/first.md", case.as_str())];
    let found = |snapshot: Snapshot| {
        let findings = build(snapshot, &mut Readings::default()).findings;
        let places = findings.iter().filter(|finding| finding.code == "character-without-font").map(|finding| {
            let at = line_column(&finding.place().source.text, finding.place().span.start);
            format!("{}:{}:{} {}", finding.place().source.path, at.line, at.column, finding.message)
        });
        places.collect::<Vec<_>>()
    };
    insta::assert_debug_snapshot!(found(snapshot(&files)), @r#"
    [
        "site.toml:43:11 `東` stands in the causes chart, and the font of its PNG picture lacks it",
    ]
    "#);
    // A term that no chart shows is nobody's concern; a font of the site has the other one.
    let mut own = snapshot(&[files[0], files[1], ("static/fonts/East.TTF", "")]);
    own.assets[0].bytes = include_bytes!("common/east.ttf").as_slice().into();
    assert_eq!(found(own), Vec::<String>::new());
    assert_eq!(found(snapshot(&files[..1])), Vec::<String>::new());
}

/// What stands between two texts, for the last of the first.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.rsplit_once(from)?.1.split(to).next()
}

/// This repository's own site: on the page of each month, the sentence, the chart's words and the band that is drawn
/// name one range.
#[test]
fn a_month_has_one_expected_range() {
    let as_of = AsOf::Date("2026-11-21".parse().expect("a date"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = read(root, &ReadOptions { git: false, ..ReadOptions::new(as_of) }).expect("it can be read");
    let build = build(own, &mut Readings::default());
    let months = build.output.entries().map(|(path, _)| path.as_str().to_owned());
    let months = months.filter(|path| path.starts_with("trends/2") && path.matches('-').count() == 1);
    let mut compared = 0;
    for path in months {
        let html = page(&build.output, &path);
        let Some(said) = between(&html, " the expected range: ", " incident") else { continue };
        let words = between(&html, "<p>Expected ", ", from").expect("the chart says what was expected");
        let wide = html.split("<svg class=\"chart narrow\"").next().unwrap_or_default();
        let drawn = between(wide, " a month, expected ", "</text>").unwrap_or(words);
        assert_eq!((said, said), (words, drawn), "{path}");
        compared += usize::from(drawn.as_ptr() != words.as_ptr());
    }
    assert!(compared >= 10, "{compared} months were compared");
}
