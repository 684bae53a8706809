//! What holds for every chart.
use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::canvas::Drawing;
use super::{Behind, CHARTS, Card, Figure, Fonts, Input, Theme, card, finding};
use crate::config::Config;
use crate::postmortem::Postmortem;
use crate::trend::sample::{case, cause, config, config_with, corpus, date, months, phase, severe};
use crate::trend::{Calendar, Promises, Repeats, Trends};

fn href(behind: Behind<'_>) -> String {
    match behind {
        Behind::Month(month) => format!("{month}/index.html"),
        Behind::Case(nth) => format!("../postmortems/{nth}/index.html"),
        Behind::Squad(id) => format!("../squads/{id}/index.html"),
        Behind::Cell(squad, cause) => format!("../postmortems/index.html?squad={squad}&root_cause={cause}"),
        Behind::Cause(id) => format!("../root-causes/{id}/index.html?a=1&b=\"2\""),
    }
}

/// The figures of some cases, with counts of their own or others.
fn figures(cases: &[Arc<Postmortem>], trends: Option<&Trends>, config: &Config, as_of: &str) -> Vec<Figure> {
    with_input(cases, trends, config, as_of, |input| CHARTS.iter().map(|chart| (chart.draw)(input)).collect())
}

fn with_input<T>(
    cases: &[Arc<Postmortem>],
    trends: Option<&Trends>,
    config: &Config,
    as_of: &str,
    draw: impl FnOnce(&Input<'_>) -> T,
) -> T {
    let corpus = corpus(cases);
    let calendar = Calendar::new(&corpus, config, date(as_of));
    let scope = calendar.scope(&corpus, config);
    let own = Trends::within(&scope);
    let (promises, repeats) = (Promises::of(&scope), Repeats::of(&scope, &corpus));
    let trends = trends.unwrap_or(&own);
    let (promises, repeats) = (&promises, &repeats);
    draw(&Input { scope: &scope, trends, promises, repeats, config, href: &href, id_prefix: "p-" })
}

fn drawn(cases: &[Arc<Postmortem>], config: &Config, as_of: &str) -> Vec<Figure> {
    figures(cases, None, config, as_of)
}

fn small() -> Vec<Figure> {
    let cases: Vec<_> = (1..=9).map(|month| severe(&format!("2026-{month:02}-03"), month % 4)).collect();
    let extra = [cause("2026-08-04", 1), cause("2026-08-05", 2), case("2026-10-01")];
    let config = Config { phases: vec![phase("2026-03", "a gate for releases")], ..config() };
    drawn(&[cases.as_slice(), &extra].concat(), &config, "2026-10-21")
}

/// A drawing is a tree of known elements whose shapes lie inside it, and nothing in it can run or load.
fn check(svg: &str) {
    let document = roxmltree::Document::parse(svg).expect("well-formed XML");
    let root = document.root_element();
    let size: Vec<f64> = numbers(root.attribute("viewBox").expect("a view box"));
    let known = ["svg", "title", "desc", "g", "rect", "circle", "line", "path", "text"];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(name != "style" && !name.starts_with("on"), "{name}");
            let along = ["x", "x1", "x2", "cx"].contains(&name).then_some(size[2]);
            let down = ["y", "y1", "y2", "cy"].contains(&name).then_some(size[3]);
            if let Some(most) = along.or(down) {
                let value: f64 = value.parse().expect("a number");
                assert!((-1.0..=most + 1.0).contains(&value), "{name}={value} of {most}: {node:?}");
            }
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}={value}");
        }
        if let Some(d) = node.attribute("d") {
            inside(d, size[2], size[3]);
        }
    }
}

/// A file says its colours itself, leads nowhere, and lies on its own surface.
fn check_file(svg: &str) {
    check(svg);
    for word in [" class=", "data-href", "var(", "url(", "href"] {
        assert!(!markup(svg).contains(word), "{word}");
    }
    let document = roxmltree::Document::parse(svg).expect("well-formed XML");
    let root = document.root_element();
    let shapes = ["rect", "path", "text", "line"];
    for shape in document.descendants().filter(|node| shapes.contains(&node.tag_name().name())) {
        assert!(shape.has_attribute("fill") || shape.has_attribute("stroke"), "{shape:?}");
    }
    let surface = root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "rect")));
    let surface = surface.expect("a surface");
    assert_eq!(surface.attribute("width"), root.attribute("width"));
    assert!(root.attribute("font-family").is_some_and(|fonts| fonts.starts_with("Inter, ")));
}

/// What stands between `<` and `>`; values of attributes hold neither.
fn markup(svg: &str) -> String {
    svg.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag).collect()
}

fn numbers(text: &str) -> Vec<f64> {
    let parts = text.split([' ', ',']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().expect("a number")).collect()
}

/// Follows a path; it must not leave the drawing.
fn inside(path: &str, width: f64, height: f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let path = path.trim_end_matches('z');
    let commands = path.chars().filter(char::is_ascii_alphabetic);
    for (command, values) in commands.zip(path.split(|c: char| c.is_ascii_alphabetic()).skip(1)) {
        match (command, numbers(values).as_slice()) {
            ('M', point) => (x, y) = (point[0], point[1]),
            ('h', step) => x += step[0],
            ('v', step) => y += step[0],
            ('l', step) => (x, y) = (x + step[0], y + step[1]),
            other => panic!("{other:?} in {path}"),
        }
        assert!((-1.0..=width + 1.0).contains(&x) && (-1.0..=height + 1.0).contains(&y), "{x},{y} in {path}");
    }
}

fn check_all(figures: &[Figure]) {
    for figure in figures {
        check(&figure.wide.inline());
        figure.narrow.iter().for_each(|narrow| check(&narrow.inline()));
        let sheet = figure.sheet("A site & its <title>, as of 21 Nov 2026");
        for theme in [Theme::Light, Theme::Dark] {
            check_file(&sheet.file(theme));
        }
        for row in &figure.table.rows {
            assert_eq!(row.cells.len() + 1, figure.table.head.len());
        }
    }
}

#[test]
fn the_table_and_the_folder_agree() {
    // The house's rule is about files, so the test looks at them.
    #[expect(clippy::disallowed_methods, reason = "this test compares a table with a folder")]
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/chart")).expect("the folder");
    let names = folder.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let shared = ["mod.rs", "tests.rs", "sprite.rs"];
    let files = names.filter(|name| !shared.contains(&name.as_str()));
    let files: BTreeSet<String> = files.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect();
    assert_eq!(files, CHARTS.iter().map(|chart| chart.name.to_owned()).collect());
    for (figure, chart) in small().iter().zip(CHARTS) {
        assert_eq!(figure.slug, chart.name);
    }
}

#[test]
fn ids_on_a_page_differ() {
    let figures = small();
    let svgs = figures.iter().flat_map(|figure| [Some(&figure.wide), figure.narrow.as_ref()]).flatten();
    let all: String = svgs.map(Drawing::inline).collect();
    let ids: Vec<&str> = all.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let drawings = figures.iter().map(|figure| 1 + usize::from(figure.narrow.is_some())).sum::<usize>();
    assert_eq!(ids.len(), 2 * drawings);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.iter().all(|id| id.starts_with("p-")));
}

#[test]
fn the_same_counts_give_the_same_bytes() {
    let print = |figures: Vec<Figure>| format!("{figures:?}");
    assert_eq!(print(small()), print(small()));
}

#[test]
fn little_is_drawn_and_said() {
    let titles = |cases: &[Arc<Postmortem>]| {
        let figures = drawn(cases, &config(), "2026-11-21");
        check_all(&figures);
        figures.into_iter().take(2).map(|figure| figure.title).collect::<Vec<_>>()
    };
    let nothing = "No root cause to show: no incidents in complete months";
    assert_eq!(titles(&[]), ["No incidents on record", nothing]);
    assert_eq!(titles(&[case("2026-11-02")]), ["No month is complete yet", nothing]);
    assert_eq!(titles(&[case("2027-11-02")]), ["No incidents on record", nothing]);
    assert_eq!(
        titles(&[case("2026-10-02")]),
        [
            "Oct 2026: 1 incident, too little history to say whether that is unusual",
            "One root cause behind 1 incident: Configuration change"
        ]
    );
}

#[test]
fn a_signal_is_said_in_title_description_and_table() {
    let mut cases: Vec<_> = (1..=9).map(|month| case(&format!("2026-{month:02}-03"))).collect();
    cases.extend((0..12).map(|_| case("2026-10-04")));
    let figure = drawn(&cases, &config(), "2026-11-21").remove(0);
    assert_eq!(figure.title, "Oct 2026: 12 incidents, above the expected range");
    assert!(figure.subtitle.starts_with("Expected up to 6, from 9 other months averaging 1.0. That is 12× their rate"));
    assert!(figure.description.contains("Months outside their expected range: Oct 2026 (12, above)."));
    assert_eq!(figure.table.rows[9].cells, ["12", "0", "0", "0", "12", "up to 6", "above"]);
    assert_eq!(figure.table.rows[9].href.as_deref(), Some("2026-10/index.html"));
}

#[test]
fn long_histories_show_the_last_three_years() {
    let cases: Vec<_> = (2019..=2026).map(|year| case(&format!("{year}-01-03"))).collect();
    assert_eq!(drawn(&cases, &config(), "2026-11-21")[0].table.rows.len(), 36);
    assert_eq!(drawn(&cases[3..], &config(), "2026-11-21")[0].table.rows.len(), 59);
}

#[test]
fn a_small_drawing_is_known_by_its_bytes() {
    insta::assert_snapshot!("severities", small()[0].narrow.as_ref().map(Drawing::inline).unwrap_or_default());
    insta::assert_snapshot!("causes", small()[1].wide.inline());
    insta::assert_snapshot!("causes_as_a_file", small()[1].sheet("Sample, as of 21 Oct 2026").file(Theme::Light));
}

#[test]
fn themes_differ_in_colours_only() {
    for figure in small() {
        let sheet = figure.sheet("Sample");
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| sheet.file(theme));
        assert_ne!(light, dark);
        let colourless = |svg: &str| svg.split("=\"#").map(|part| part.get(6..).unwrap_or(part)).collect::<String>();
        assert_eq!(colourless(&light), colourless(&dark));
    }
}

#[test]
fn a_sheet_says_what_it_shows_and_whose_numbers_these_are() {
    let figure = small().remove(0);
    let sheet = figure.sheet("Sample <&\"'>, as of 21 Oct 2026");
    let texts: Vec<&str> = sheet.texts().collect();
    assert_eq!(texts.first().copied(), Some(figure.title.as_str()));
    assert_eq!(texts.last().copied(), Some("Sample <&\"'>, as of 21 Oct 2026"));
    assert!(sheet.file(Theme::Light).contains(">Sample &lt;&amp;&quot;'&gt;, as of 21 Oct 2026</text>"));
}

fn carded(cases: &[Arc<Postmortem>], config: &Config, month: &str) -> Option<Card> {
    let month = month.parse().expect("a month");
    with_input(cases, None, config, "2026-10-21", |input| {
        let card = card(input, month);
        assert_eq!(card.as_ref().map(|card| card.finding.clone()), finding(input, month));
        card
    })
}

#[test]
fn a_card_shows_a_month_as_far_as_it_goes() {
    let cases: Vec<_> = (1..=10).map(|month| case(&format!("2026-{month:02}-03"))).collect();
    let config = Config { title: "東京 & <b>".repeat(20), phases: vec![phase("2026-09", "later")], ..config() };
    let card = |month| carded(&cases, &config, month);
    let texts = |card: &Card| card.picture.texts().map(str::to_owned).collect::<Vec<_>>();
    let july = card("2026-07").expect("a card");
    assert_eq!((july.title.as_str(), july.finding.as_str()), ("July 2026", "1 incident, within the expected range"));
    assert!(texts(&july).iter().any(|text| text == "Jul") && !texts(&july).iter().any(|text| text == "Aug"));
    assert!(!texts(&july).iter().any(|text| text == "later"));
    let october = card("2026-10").expect("a card");
    assert_eq!(october.finding, "1 incident so far; the month is not over");
    assert!(texts(&october).iter().any(|text| text.starts_with("later")));
    for card in [july, october] {
        check_file(&card.picture.file(Theme::Light));
    }
    assert!(card("2025-12").is_none() && card("2026-11").is_none());
}

#[test]
fn a_card_has_the_size_that_is_usual() {
    let cases: Vec<_> = (1..=9).map(|month| severe(&format!("2026-{month:02}-03"), month % 4)).collect();
    let card = carded(&cases, &config(), "2026-09").expect("a card");
    let png = || Fonts::new([]).png(&card.picture, Theme::Light, Card::SCALE).expect("a picture");
    let bytes = png();
    let number = |at: usize| bytes[at..at + 4].iter().fold(0, |sum, byte| sum * 256 + u32::from(*byte));
    assert_eq!((number(16), number(20)), (1200, 630));
    assert!((10_000..300_000).contains(&bytes.len()), "{}", bytes.len());
    assert_eq!(bytes, png());
}

/// Any history: counts by severity and month, phases, and names that nobody should choose.
fn history() -> impl Strategy<Value = (Trends, Config)> {
    let name = prop_oneof!["\\PC{0,40}", Just("<script>&\"'\u{0}\u{202e}".to_owned()), Just(String::new())];
    let names = prop::collection::vec(name, 1..7);
    let count = prop_oneof![3 => 0..4_usize, 2 => 0..60_usize, 1 => 0..5000_usize];
    let counts = prop::collection::vec(count, 0..240);
    (names, counts, prop::collection::vec((0..260_i32, "\\PC{0,60}"), 0..4), any::<bool>()).prop_map(built)
}

type Parts = (Vec<String>, Vec<usize>, Vec<(i32, String)>, bool);

fn built((names, counts, phases, partial): Parts) -> (Trends, Config) {
    let mut config = config_with(&names, &names);
    let first = "2005-11".parse::<crate::time::Month>().expect("a month");
    config.phases = phases.into_iter().map(|(nth, reason)| phase(&first.plus(nth).to_string(), &reason)).collect();
    let mut all = months("2005-11", &counts);
    for (nth, month) in all.iter_mut().enumerate() {
        let total = month.total();
        month.by_severity =
            (0..names.len()).map(|rank| total * usize::from((rank + nth) % 2 == 0) / names.len()).collect();
    }
    if let Some(last) = all.last_mut() {
        last.partial = partial;
    }
    (Trends::judged(all, &config), config)
}

/// Charts lie in pages whose other stylesheets would dress a group that is named like one of theirs.
#[test]
fn groups_are_named_like_nothing_else_in_a_page() {
    let cases: Vec<_> = (1..=9).map(|month| severe(&format!("2026-{month:02}-03"), month % 4)).collect();
    let others = [include_str!("../../static/casebook.css"), include_str!("../../static/search.css")].concat();
    for figure in drawn(&cases, &config(), "2026-11-21") {
        let drawing = figure.wide.inline();
        let classes = drawing.split("<g class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for class in classes.flat_map(str::split_whitespace) {
            let dressed = [" {", ",", ":", " "].iter().any(|end| others.contains(&format!("\n.{class}{end}")));
            assert!(!dressed, "{}: .{class}", figure.slug);
        }
    }
}

proptest! {
    // Each draws every chart; `PROPTEST_CASES=2048` looks as long as one likes.
    #![proptest_config(ProptestConfig { cases: 1 + ProptestConfig::default().cases / 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_drawn_within_its_frame((trends, config) in history()) {
        check_all(&figures(&[], Some(&trends), &config, "2026-11-21"));
    }

    #[test]
    fn any_causes_are_drawn_within_their_frame(
        names in prop::collection::vec("\\PC{0,80}", 1..40),
        picks in prop::collection::vec((0..40_usize, 0..26_i32), 0..200),
    ) {
        let first = "2024-10".parse::<crate::time::Month>().expect("a month");
        let pick = |(rank, nth): &(usize, i32)| cause(&format!("{}-05", first.plus(*nth)), rank % names.len());
        let cases: Vec<_> = picks.iter().map(pick).collect();
        check_all(&drawn(&cases, &config_with(&["One".to_owned()], &names), "2026-11-21"));
    }
}
