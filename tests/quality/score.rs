//! Precision and recall, by category.
use std::collections::BTreeMap;
use std::fmt;

use super::Query;

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// How well one query was answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    /// Of the first hits, ten or as many as there should be if those are fewer: the share that is right. One where
    /// nothing should be found and nothing is, else zero.
    pub(crate) precision: f64,
    /// Of what should be found: the share that is.
    pub(crate) recall: f64,
}

impl Mark {
    /// `hits` are the numbers of all cases found, best first.
    pub(crate) fn of(query: &Query, hits: &[usize]) -> Self {
        if query.truth.is_empty() {
            return Self { precision: if hits.is_empty() { 1.0 } else { 0.0 }, recall: 1.0 };
        }
        let first = query.truth.len().min(10);
        let right = hits.iter().take(first).filter(|hit| query.truth.contains(hit)).count();
        let found = hits.iter().filter(|hit| query.truth.contains(hit)).count();
        Self { precision: share(right, first), recall: share(found, query.truth.len()) }
    }

    pub(crate) fn passes(self) -> bool {
        self.precision >= 1.0 && self.recall >= 1.0
    }
}

/// The means of each category.
#[derive(Debug, Default)]
pub(crate) struct Table(BTreeMap<&'static str, Vec<Mark>>);

impl Table {
    pub(crate) fn add(&mut self, category: &'static str, mark: Mark) {
        self.0.entry(category).or_default().push(mark);
    }

    /// The means of precision and recall of a category.
    pub(crate) fn means(&self, category: &str) -> (f64, f64) {
        mean(&self.0[category])
    }

    /// The means over all queries.
    pub(crate) fn total(&self) -> (f64, f64) {
        mean(&self.0.values().flatten().copied().collect::<Vec<_>>())
    }
}

fn mean(marks: &[Mark]) -> (f64, f64) {
    let mean = |value: fn(&Mark) -> f64| marks.iter().map(value).sum::<f64>() * share(1, marks.len().max(1));
    (mean(|mark| mark.precision), mean(|mark| mark.recall))
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<16}{:>8}{:>8}{:>8}{:>8}", "category", "queries", "passed", "P@10", "recall")?;
        for (category, marks) in &self.0 {
            let (precision, recall) = mean(marks);
            let passed = marks.iter().filter(|mark| mark.passes()).count();
            writeln!(f, "{category:<16}{:>8}{passed:>8}{precision:>8.3}{recall:>8.3}", marks.len())?;
        }
        Ok(())
    }
}
