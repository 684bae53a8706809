//! What a site changes about its look: blocks, accent, logo; and the contract that its own templates are written for.
mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casebook::build::{Build, Readings, build};
use casebook::diagnostic::human::{Style, render};
use casebook::emit::CONTRACT;
use casebook::output::{Output, SitePath};
use casebook::page::{Chrome, Here, PAGES};
use common::{case, snapshot};

fn run(files: &[(&str, &str)]) -> Build {
    build(snapshot(files), &mut Readings::default())
}

fn said(files: &[(&str, &str)]) -> String {
    render(&run(files).findings, Style { colour: false, width: 120 })
}

fn file(output: &Output, path: &str) -> String {
    let entry = output.get(&SitePath::new(path)).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(entry.bytes().expect("renders").to_vec()).expect("UTF-8")
}

#[test]
fn a_block_is_on_every_page_and_needs_no_version() {
    let names = ["head", "before_content", "after_content", "footer", "home_intro"];
    let paths = names.map(|name| format!("templates/blocks/{name}.html"));
    let texts = names.map(|name| format!("<!-- ours: {name} of {{{{ site.title }}}}, {{{{ page.head.title }}}} -->"));
    let files: Vec<_> = paths.iter().zip(&texts).map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let build = run(&files);
    assert!(build.findings.is_empty(), "{:?}", build.findings);
    for (path, own) in [("index.html", "Test site"), ("about/index.html", "About"), ("404.html", "Page not found")] {
        let html = file(&build.output, path);
        let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{path} has no {text}"));
        let ours = |name: &str| at(&format!("<!-- ours: {name} of Test site, {own} -->"));
        assert!(ours("head") < at("</head>") && at("casebook.css") < ours("head"));
        assert!(at("<main") < ours("before_content") && ours("before_content") < at("<h1"));
        assert!(at("<h1") < ours("after_content") && ours("after_content") < at("</main>"));
        assert!(at("<footer") < ours("footer") && ours("footer") < at("</footer>"));
        assert_eq!(html.contains("ours: home_intro"), path == "index.html", "{path}");
    }
}

#[test]
fn a_block_that_no_page_includes_is_a_finding() {
    insta::assert_snapshot!(said(&[("templates/blocks/foter.html", "x"), ("templates/blocks/banner.html", "x")]), @r##"
    error[template]: no page includes a block `banner.html`
     --> templates/blocks/banner.html:1:1
      |
    1 | x
      | ^
      |
      = help: one of: after_content.html, before_content.html, footer.html, head.html, home_intro.html

    error[template]: no page includes a block `foter.html`
     --> templates/blocks/foter.html:1:1
      |
    1 | x
      | ^
      |
      = help: did you mean `footer.html`?
    "##);
}

#[test]
fn faults_of_the_theme_stand_at_their_places() {
    let files = [
        ("static/img/logo.svg", "<svg/>"),
        (
            "site.toml",
            "[theme]\naccent = \"#fc0\"\naccent_dark = \"navy\"\nlogo = \"static/img/lgo.svg\"\nlogo_dark = \"logo.svg\"\n\
             templates = \"one\"\ncolour = \"#000000\"\n",
        ),
    ];
    insta::assert_snapshot!("faults", said(&files));
    insta::assert_snapshot!(said(&[("site.toml", "[theme]\naccent_dark = \"#83d0bd\"\n")]), @r##"
    error[wrong-type]: `accent_dark` stands without `accent`
      --> site.toml:42:15
       |
    42 | accent_dark = "#83d0bd"
       |               ^^^^^^^^^
       |
       = help: write `accent` too: light pages need one as well
    "##);
    insta::assert_snapshot!(said(&[("site.toml", "[theme]\naccent = \"#0f5c4d\"\naccent_dark = \"#0f5c4d\"\n")]), @r##"
    error[faint-accent]: `#0f5c4d` cannot be read as text on dark pages
      --> site.toml:43:15
       |
    43 | accent_dark = "#0f5c4d"
       |               ^^^^^^^^^ a contrast of 2.0, and text needs 4.5
       |
       = help: the nearest colour of this hue that can: `#4f9382`
    "##);
}

#[test]
fn an_accent_has_a_style_sheet_after_the_others() {
    let output = run(&[("site.toml", "[theme]\naccent = \"#00539f\"\n")]).output;
    insta::assert_snapshot!(file(&output, "accent.css"), @r##"
    :root {
      --accent: #00539f;
      --accent-soft: color-mix(in srgb, #00539f 36%, var(--surface));
    }
    @media (prefers-color-scheme: dark) {
    :root:not([data-theme="light"]) {
      --accent: #67adff;
      --accent-soft: color-mix(in srgb, #67adff 36%, var(--surface));
    }
    }
    :root[data-theme="dark"] {
      --accent: #67adff;
      --accent-soft: color-mix(in srgb, #67adff 36%, var(--surface));
    }
    @media print {
    :root,
    :root[data-theme="dark"],
    :root:not([data-theme="light"]) {
      --accent: #00539f;
      --accent-soft: color-mix(in srgb, #00539f 36%, var(--surface));
    }
    }
    "##);
    let html = file(&output, "about/index.html");
    let link = html.find("href=\"../accent.css?h=00539f").expect("a link");
    assert!(html.find("search.css").is_some_and(|other| other < link));
    let plain = run(&[]).output;
    assert!(plain.get(&SitePath::new("accent.css")).is_none());
    assert!(!file(&plain, "index.html").contains("accent.css"));
}

#[test]
fn a_logo_stands_beside_the_title() {
    let config = ("site.toml", "[theme]\nlogo = \"static/a b.svg\"\nlogo_dark = \"static/night.svg\"\n");
    let build = run(&[("static/a b.svg", "<svg/>"), ("static/night.svg", "<svg/>"), config]);
    assert!(build.findings.is_empty(), "{:?}", build.findings);
    let html = file(&build.output, "about/index.html");
    let hash = casebook::source::Digest::of(b"<svg/>").short(8);
    for (class, name) in [("by-day", "a%20b.svg"), ("by-night", "night.svg")] {
        let image = format!("<img class=\"logo {class}\" src=\"../{name}?h={hash}\" alt=\"\">");
        assert!(html.contains(&image), "{image}");
    }
    let alone = run(&[("static/l.svg", "<svg/>"), ("site.toml", "[theme]\nlogo = \"static/l.svg\"\n")]).output;
    assert!(file(&alone, "index.html").contains("<img class=\"logo\" src=\"l.svg?h="));
}

#[test]
fn templates_for_another_version_are_findings_that_say_what_changed() {
    let own = ("templates/home.html", "{% extends \"base.html\" %}{% block main %}<h1>Ours</h1>{% endblock %}");
    let other = ("templates/about.html", own.1);
    insta::assert_snapshot!("unstated", said(&[own, other]));
    insta::assert_snapshot!("older", said(&[own, other, ("site.toml", "[theme]\ntemplates = 0\n")]));
    insta::assert_snapshot!("newer", said(&[own, ("site.toml", "[theme]\ntemplates = 1000000\n")]));
    let built_in = include_str!("../templates/home.html");
    let parts = ("templates/ours/part.html", "a part of ours");
    assert_eq!(said(&[("templates/home.html", built_in), parts]), "", "the same text is no template of one's own");
}

/// Where this changes, templates that sites wrote may break: raise `CONTRACT`, and say what changed beside it.
#[test]
fn the_contract_is_what_templates_see() {
    let mut seen = BTreeMap::new();
    for files in [vec![], some_of_everything()] {
        let files: Vec<_> =
            files.iter().map(|(path, text): &(String, String)| (path.as_str(), text.as_str())).collect();
        let site = run(&files).site.expect("a site");
        let chrome = Chrome::new(&site);
        for kind in PAGES {
            for page in (kind.pages)(&site) {
                keys(&format!("{}: page", kind.name), &(page.view)(&Here::new(&site, &page.route)), &mut seen);
                keys("every page: site", &chrome.of(&page.route), &mut seen);
            }
        }
    }
    let mut text = format!("version {CONTRACT}\n");
    for (path, kinds) in seen {
        let _ = writeln!(text, "{path}: {}", kinds.into_iter().collect::<Vec<_>>().join(" or "));
    }
    insta::assert_snapshot!("contract", text);
}

fn some_of_everything() -> Vec<(String, String)> {
    let front = "detected = 2026-03-04T09:20:00Z\nmitigated = 2026-03-04T10:00:00Z\nresolved = 2026-03-04T11:30:00Z\n\
                 published = 2026-03-12\nservices = [\"ledger\"]\njourney = [\"pay\"]\ndetection = \"alert\"\n\
                 related = [\"second\"]\ntags = [\"pool\"]\naliases = [\"old\"]\nlang = \"de\"\n\
                 [impact]\nusers_percent = 3.5\nusers = 70000\nhow = \"measured\"\n\
                 [[action]]\ntitle = \"Alert\"\nowner = \"payments\"\ndue = 2026-06-20\n";
    let body = "## Summary\n\nIt broke.\n\n## Timeline\n\n- **09:12** First.\n\n## Lessons\n\n- One.\n";
    let first = case("First", front, body);
    let second = first.replace("\"First\"", "\"Second\"").replace("-03-", "-05-").replace("aliases = [\"old\"]\n", "");
    let theme = "[repository]\nurl = \"https://git.example/x\"\nedit = \"https://git.example/x/edit/main/{path}\"\n\
                 [theme]\naccent = \"#00539f\"\nlogo = \"static/l.svg\"\nlogo_dark = \"static/l.svg\"\n\
                 [[impact]]\nid = \"few\"\nfrom_percent = 0\nat_least = \"low\"\n";
    let files = [
        ("postmortems/first.md", first.as_str()),
        ("postmortems/second.md", &second),
        ("static/l.svg", "<svg/>"),
        ("site.toml", theme),
    ];
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

/// The names in a value, with what stands below each: lists by what they hold, texts as texts.
fn keys(path: &str, value: &tera::Value, seen: &mut BTreeMap<String, std::collections::BTreeSet<&'static str>>) {
    let kind = if let Some(map) = value.as_map() {
        map.iter().for_each(|(key, value)| keys(&format!("{path}.{key}"), value, seen));
        return;
    } else if let Some(list) = value.as_array() {
        for item in list {
            keys(&format!("{path}[]"), item, seen);
        }
        "list"
    } else if value.is_string() {
        "text"
    } else if value.is_number() {
        "number"
    } else if value.is_bool() {
        "yes or no"
    } else {
        "none"
    };
    seen.entry(path.to_owned()).or_default().insert(kind);
}
