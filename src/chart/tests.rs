//! What holds for every chart.
use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::canvas::Drawing;
use super::{Behind, CHARTS, Figure, Input};
use crate::config::Config;
use crate::postmortem::Postmortem;
use crate::trend::Trends;
use crate::trend::sample::{case, cause, config, config_with, corpus, date, months, phase, severe};

fn href(behind: Behind<'_>) -> String {
    match behind {
        Behind::Month(month) => format!("{month}/index.html"),
        Behind::Cause(id) => format!("../root-causes/{id}/index.html?a=1&b=\"2\""),
    }
}

fn figures(trends: &Trends, config: &Config) -> Vec<Figure> {
    let input = Input { trends, config, href: &href, id_prefix: "p-" };
    CHARTS.iter().map(|chart| (chart.draw)(&input)).collect()
}

fn drawn(cases: &[Arc<Postmortem>], config: &Config, as_of: &str) -> Vec<Figure> {
    figures(&Trends::of(&corpus(cases), config, date(as_of)), config)
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
    let known = ["svg", "title", "desc", "g", "rect", "line", "path", "text"];
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(name != "style" && !name.starts_with("on"), "{name}");
            let along = ["x", "x1", "x2"].contains(&name).then_some(size[2]);
            let down = ["y", "y1", "y2"].contains(&name).then_some(size[3]);
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
    assert_eq!(ids.len(), 8);
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
        figures.into_iter().map(|figure| figure.title).collect::<Vec<_>>()
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_is_drawn_within_its_frame((trends, config) in history()) {
        check_all(&figures(&trends, &config));
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
