//! Two facets crossed: who has which cause more often than both alone explain.
use std::sync::Arc;

use super::CLEAR;
use super::method::fdr::adjusted;
use super::method::limits::real;
use super::method::poisson;
use super::scope::Scope;
use super::window::Window;
use crate::config::{Facet, Term};

/// An excess begins at this many incidents.
pub const LEAST_EXCESS: usize = 3;

/// Incidents by the terms of two facets. An incident with several terms of a facet counts once for each.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// The months.
    pub window: Window,
    /// Terms down, in the order of `site.toml`, without those that have no incident.
    pub rows: Vec<Arc<Term>>,
    /// Terms across, likewise.
    pub columns: Vec<Arc<Term>>,
    /// Row by row.
    pub cells: Vec<Cell>,
    /// The sum of each row.
    pub row_totals: Vec<usize>,
    /// The sum of each column.
    pub column_totals: Vec<usize>,
    /// The sum of all.
    pub total: usize,
}

/// One pair of terms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Incidents.
    pub count: usize,
    /// How many there would be if the two facets had nothing to do with each other.
    pub expected: f64,
    /// How probable so many or more are then.
    pub p: f64,
    /// That, adjusted for having looked at all cells.
    pub adjusted: f64,
    /// Whether it is clearly more than expected, and at least [`LEAST_EXCESS`].
    pub excess: bool,
}

impl Cells {
    /// Crosses two facets of the site's taxonomy over some months.
    #[must_use]
    pub fn of(scope: &Scope<'_>, rows: &Facet, columns: &Facet, window: Window) -> Self {
        let mut counts = vec![vec![0_usize; columns.terms.len()]; rows.terms.len()];
        let taxonomy = &scope.config.taxonomy;
        for case in scope.within(&window) {
            for row in case.postmortem.terms(taxonomy, rows) {
                for column in case.postmortem.terms(taxonomy, columns) {
                    let row = counts.get_mut(row.value.rank);
                    if let Some(count) = row.and_then(|row| row.get_mut(column.value.rank)) {
                        *count += 1;
                    }
                }
            }
        }
        Self::judge(window, (rows, columns), &counts)
    }

    /// The cell of a row and a column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        (column < self.columns.len()).then(|| self.cells.get(row * self.columns.len() + column)).flatten()
    }

    fn judge(window: Window, (rows, columns): (&Facet, &Facet), counts: &[Vec<usize>]) -> Self {
        let row_totals: Vec<usize> = counts.iter().map(|row| row.iter().sum()).collect();
        let column_total = |column: usize| counts.iter().map(|row| row[column]).sum::<usize>();
        let column_totals: Vec<usize> = (0..columns.terms.len()).map(column_total).collect();
        let total = row_totals.iter().sum();
        let seen = |totals: &[usize]| (0..totals.len()).filter(|at| totals[*at] > 0).collect::<Vec<_>>();
        let (down, across) = (seen(&row_totals), seen(&column_totals));
        let pairs = down.iter().flat_map(|row| across.iter().map(move |column| (*row, *column)));
        let cell = |(row, column): (usize, usize)| {
            Cell::new(counts[row][column], real(row_totals[row]) * real(column_totals[column]) / real(total))
        };
        let mut cells: Vec<Cell> = pairs.map(cell).collect();
        mark(&mut cells);
        let terms = |facet: &Facet, at: &[usize]| at.iter().map(|at| Arc::clone(&facet.terms[*at])).collect();
        let totals = |totals: &[usize], at: &[usize]| at.iter().map(|at| totals[*at]).collect();
        Self {
            window,
            rows: terms(rows, &down),
            columns: terms(columns, &across),
            cells,
            row_totals: totals(&row_totals, &down),
            column_totals: totals(&column_totals, &across),
            total,
        }
    }
}

impl Cell {
    fn new(count: usize, expected: f64) -> Self {
        Self { count, expected, p: poisson::at_least(count, expected), adjusted: 1.0, excess: false }
    }
}

fn mark(cells: &mut [Cell]) {
    let p: Vec<f64> = cells.iter().map(|cell| cell.p).collect();
    for (cell, adjusted) in cells.iter_mut().zip(adjusted(&p)) {
        cell.adjusted = adjusted;
        cell.excess = adjusted < CLEAR && cell.count >= LEAST_EXCESS;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Calendar;
    use super::super::sample::{build, config, corpus, date};
    use super::*;
    use crate::config::FacetKind;
    use crate::postmortem::Kind;

    /// Severities down, causes across.
    fn crossed(counts: &[(usize, usize, usize)]) -> Cells {
        let one = |severity, cause| build("2026-10-03", severity, cause, Kind::Unplanned);
        let all = counts.iter().flat_map(|(row, column, n)| (0..*n).map(|_| one(*row, *column)));
        let (corpus, config) = (corpus(&all.collect::<Vec<_>>()), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        let facet = |kind| config.taxonomy.facet(kind);
        Cells::of(&scope, facet(FacetKind::Severity), facet(FacetKind::RootCause), scope.newest(12))
    }

    #[test]
    fn an_excess_is_more_than_both_margins_explain() {
        let cells = crossed(&[(0, 0, 30), (0, 2, 2), (1, 0, 2), (1, 2, 30), (3, 0, 1)]);
        assert_eq!((cells.rows.len(), cells.columns.len(), cells.total), (3, 2, 65));
        assert_eq!((cells.row_totals.as_slice(), cells.column_totals.as_slice()), (&[32, 32, 1][..], &[33, 32][..]));
        let cell = cells.cell(0, 0).expect("it is there");
        assert!((cell.expected - 32.0 * 33.0 / 65.0).abs() < 1e-12 && cell.excess && cell.adjusted >= cell.p);
        assert_eq!(cells.cells.iter().filter(|cell| cell.excess).count(), 2);
        assert!(cells.cell(0, 2).is_none() && cells.cell(3, 0).is_none());
    }

    #[test]
    fn two_are_no_excess_however_few_are_expected() {
        let cells = crossed(&[(0, 0, 2_000), (1, 1, 2)]);
        let cell = cells.cell(1, 1).expect("it is there");
        assert!(cell.adjusted < 0.001 && !cell.excess, "{cell:?}");
    }

    #[test]
    fn nothing_crossed_is_nothing() {
        let cells = crossed(&[]);
        assert!(cells.cells.is_empty() && cells.rows.is_empty() && cells.total == 0);
    }
}
