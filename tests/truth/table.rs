//! Tables of what was reached, in the form of the floors, and the floors themselves.
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::score::{FIELDS, Tally};

/// A corpus and a field.
pub(crate) type Key = (&'static str, &'static str);

/// How every field of every corpus came out.
pub(crate) type Tallies = BTreeMap<Key, Tally>;

/// Precision and recall that must be reached.
pub(crate) type Floors = BTreeMap<Key, (Percent, Percent)>;

/// A part in percent; none where there is nothing to be a part of.
type Percent = Option<usize>;

/// Reads the table of the floors.
pub(crate) fn floors(table: &'static str) -> Floors {
    let mut lines = table.lines().filter(|line| !line.trim().is_empty()).map(str::split_whitespace);
    let corpora: Vec<&str> = lines.next().expect("a first line").skip(1).collect();
    let mut floors = BTreeMap::new();
    for mut line in lines {
        let field = line.next().expect("a field");
        let cells: Vec<&str> = line.collect();
        assert_eq!(cells.len(), corpora.len(), "cells of {field}");
        floors.extend(corpora.iter().zip(cells).map(|(corpus, text)| ((*corpus, field), cell(text))));
    }
    floors
}

fn cell(text: &str) -> (Percent, Percent) {
    let (precision, recall) = text.split_once('/').expect("precision/recall");
    let percent = |text: &str| (text != "-").then(|| text.parse().expect("a number"));
    (percent(precision), percent(recall))
}

/// What was reached, by corpus, as the floors are written.
pub(crate) fn by_corpus(tallies: &Tallies, corpora: &[&'static str]) -> String {
    let mut out = format!("{:<13}", "field");
    for corpus in corpora {
        let _ = write!(out, " {corpus:>10.10}");
    }
    for field in FIELDS {
        let _ = write!(out, "\n{field:<13}");
        for corpus in corpora {
            let tally = tallies.get(&(*corpus, field)).cloned().unwrap_or_default();
            let _ = write!(out, " {:>10}", percents(&tally));
        }
    }
    out
}

fn part(percent: Percent) -> String {
    percent.map_or("-".to_owned(), |percent| percent.to_string())
}

fn percents(tally: &Tally) -> String {
    format!("{}/{}", part(tally.precision()), part(tally.recall()))
}

/// What was reached, over all corpora, with counts.
pub(crate) fn overall(tallies: &Tallies) -> String {
    let mut out =
        format!("{:<13} {:>6} {:>6} {:>7} {:>10} {:>7}", "field", "right", "wrong", "missed", "precision", "recall");
    for field in FIELDS {
        let mut sum = Tally::default();
        for (_, tally) in tallies.iter().filter(|((_, of), _)| *of == field) {
            sum.add(tally.clone());
        }
        let part = |percent: Percent| percent.map_or("-".to_owned(), |percent| format!("{percent} %"));
        let (precision, recall) = (part(sum.precision()), part(sum.recall()));
        let (wrong, missed) = (sum.wrong.len(), sum.missed.len());
        let _ = write!(out, "\n{field:<13} {:>6} {wrong:>6} {missed:>7} {precision:>10} {recall:>7}", sum.right);
    }
    out
}

/// What is below its floor, and what was reached instead. Where the floor says that nothing is claimed, nothing wrong
/// may be.
pub(crate) fn fallen(tallies: &Tallies, floors: &Floors) -> Vec<(Key, String)> {
    let below = |reached: Percent, floor: usize| reached.is_some_and(|reached| reached < floor);
    let mut fallen = Vec::new();
    for (key, tally) in tallies {
        let (precision, recall) = floors.get(key).copied().unwrap_or_else(|| panic!("no floor for {key:?}"));
        if below(tally.precision(), precision.unwrap_or(100)) || below(tally.recall(), recall.unwrap_or(0)) {
            let floor = format!("{}/{}", part(precision), part(recall));
            fallen.push((*key, format!("{} {}: {} is below {floor}", key.0, key.1, percents(tally))));
        }
    }
    fallen
}

/// The disagreements of some, one a line.
pub(crate) fn disagreements(tallies: &Tallies, of: impl Fn(&Key) -> bool) -> String {
    let mut out = String::new();
    for ((corpus, field), tally) in tallies.iter().filter(|(key, _)| of(key)) {
        for (sign, items) in [("wrong", &tally.wrong), ("missed", &tally.missed)] {
            for item in items {
                let _ = writeln!(out, "{corpus:<10} {field:<12} {sign:<6} {item}");
            }
        }
    }
    out
}
