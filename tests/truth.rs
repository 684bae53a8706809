//! The import against people: forty real reports, read by hand before the program saw them. See `truth/README.md`.
#[path = "truth/draw.rs"]
mod draw;
#[path = "truth/program.rs"]
mod program;
#[path = "truth/record.rs"]
mod record;
#[path = "truth/score.rs"]
mod score;
#[path = "truth/table.rs"]
mod table;
#[path = "truth/times.rs"]
mod times;

use std::collections::BTreeMap;

use program::{Claims, Imported};
use record::{Record, Records};
use score::Tally;
use table::Tallies;

/// What must be reached, precision/recall in percent, as the test prints it; `-` where nothing is claimed (and then
/// nothing wrong may be) or nothing is there. 0/0 for a corpus that is not adopted yet. Raise them with everything that
/// the import learns; a figure that falls is a fault.
const FLOORS: &str = "
field           berkeley    jenkins kubernetes        moj   mybinder     python       rust
case             100/100    100/100    100/100    100/100    100/100    100/100    100/100
title            100/100    100/100    100/100    100/100    100/100    100/100    100/100
severity             -/-    100/100        -/-        -/-        -/-        -/-    100/100
services             -/-    100/100        -/-        -/-        -/-        -/-        -/-
kind             100/100    100/100    100/100    100/100    100/100    100/100    100/100
started-day      100/100    100/100    100/100    100/100    100/100    100/100        -/-
started              -/-    100/100    100/100        -/-    100/100     100/66        -/-
detected             -/-        -/-    100/100    100/100    100/100    100/100        -/-
acknowledged         -/-        -/-        -/-    100/100        -/-        -/0        -/-
mitigated            -/-        -/-    100/100    100/100        -/-        -/-        -/-
resolved         100/100    100/100    100/100    100/100     100/75        -/-        -/-
published            -/-        -/-        -/-        -/-        -/-        -/-    100/100
sections         100/100        -/-    100/100    100/100    100/100     100/96    100/100
timeline         100/100     100/50    100/100     95/100    100/100    100/100    100/100
actions          100/100        -/-    100/100    100/100    100/100    100/100        -/-
done                 -/-        -/-        -/-        -/-    100/100    100/100        -/-
lessons              -/-        -/-    100/100        -/-    100/100    100/100        -/-
durations            -/-        -/-    100/100     100/66        -/-        -/-        -/-
";

/// The corpora: name, zone of times without one where the reports leave it to the reader, and records.
const CORPORA: [(&str, Option<&str>, &str); 7] = [
    ("berkeley-datahub", Some("America/Los_Angeles"), include_str!("truth/berkeley-datahub.toml")),
    ("jenkins-status", None, include_str!("truth/jenkins-status.toml")),
    ("kubernetes-test-infra", None, include_str!("truth/kubernetes-test-infra.toml")),
    ("moj-cloud-platform", Some("Europe/London"), include_str!("truth/moj-cloud-platform.toml")),
    ("mybinder", None, include_str!("truth/mybinder.toml")),
    ("python-discord", None, include_str!("truth/python-discord.toml")),
    ("rust-blog", None, include_str!("truth/rust-blog.toml")),
];

#[test]
fn the_files_are_the_drawn_ones() {
    let files = |corpus| {
        let root = program::folder(corpus);
        let entries = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let path = |entry: walkdir::DirEntry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        files.map(path).collect::<Vec<_>>()
    };
    let there: Vec<_> = CORPORA.iter().map(|(corpus, ..)| (*corpus, files(corpus))).collect();
    assert_eq!(there.iter().map(|(_, paths)| paths.len()).sum::<usize>(), 427);
    let recorded = |text| {
        let mut paths: Vec<_> = Records::parse(text).files.into_iter().map(|record| record.path).collect();
        paths.sort();
        paths
    };
    let recorded: Vec<_> = CORPORA.iter().map(|(corpus, _, text)| ((*corpus).to_owned(), recorded(text))).collect();
    assert_eq!(draw::draw(&there), recorded);
}

#[test]
#[expect(clippy::print_stdout, reason = "the tables are what this test is for")]
#[expect(clippy::disallowed_methods, reason = "whoever runs it may ask for more")]
fn the_import_finds_what_people_find() {
    let mut tallies = Tallies::new();
    for (corpus, zone, text) in CORPORA {
        let imported = program::import(corpus, zone);
        for record in &Records::parse(text).files {
            for (field, tally) in judge(record, &imported) {
                tallies.entry((short_name(corpus), field)).or_default().add(tally.at(&record.path));
            }
        }
    }
    let names = CORPORA.map(|(corpus, ..)| short_name(corpus));
    println!("{}\n\n{}\n", table::overall(&tallies), table::by_corpus(&tallies, &names));
    if std::env::var("CASEBOOK_TRUTH").is_ok_and(|value| value == "verbose") {
        println!("{}", table::disagreements(&tallies, |_| true));
    }
    let fallen = table::fallen(&tallies, &table::floors(FLOORS));
    let about = table::disagreements(&tallies, |key| fallen.iter().any(|(of, _)| of == key));
    let lines: Vec<_> = fallen.iter().map(|(_, line)| line.as_str()).collect();
    assert!(fallen.is_empty(), "below its floor:\n{}\n\n{about}", lines.join("\n"));
}

/// All fields of one file. Of a file that is no case nothing else is asked.
fn judge(record: &Record, imported: &Imported) -> BTreeMap<&'static str, Tally> {
    let (claims, left) = (imported.cases.get(&record.path), imported.left.get(&record.path));
    let mut all =
        if record.case { score::compare(record, claims.unwrap_or(&Claims::default())) } else { BTreeMap::new() };
    let case = match (record.case, claims, left) {
        (true, Some(_), _) => Tally { right: 1, ..Tally::default() },
        (true, None, reason) => Tally { missed: vec![format!("{reason:?}")], ..Tally::default() },
        (false, Some(_), _) => Tally { wrong: vec![record.reason.clone()], ..Tally::default() },
        (false, None, Some(reason)) if !reason.is_empty() => Tally::default(),
        (false, None, _) => Tally { wrong: vec!["lost without a reason".into()], ..Tally::default() },
    };
    all.insert("case", case);
    all
}

/// A corpus as the tables name it.
fn short_name(corpus: &'static str) -> &'static str {
    corpus.split_once('-').map_or(corpus, |(first, _)| first)
}
