//! Squads by root cause: every number, and outlined what both totals do not explain.
mod words;

use super::canvas::{Align, Canvas, Caption, Drawing, Fill, Font, Point, Stroke, Token, fit};
use super::kit::legend::{Legend, Sign};
use super::kit::number::count;
use super::kit::ticks::slots;
use super::kit::words::{nothing, title};
use super::{Behind, Figure, Input};
use crate::config::FacetKind;
use crate::trend::{Cell, Cells};

const WIDTH: f64 = 960.0;
const ROW: f64 = 24.0;
const NAMES: f64 = 170.0;

/// Space right of the cells for the totals with their bars, and the widest that a cell gets.
const TOTALS: f64 = 110.0;
const BROAD: f64 = 92.0;

/// Heads of columns rise by this angle, and are cut at this length.
const SLANT: i32 = 35;
const HEAD: f64 = 170.0;

/// More squads or causes than this are drawn as one; the table has all of them.
const MOST: usize = 20;
const MOST_CAUSES: usize = 14;

const NAME: Font = Font { size: 12.0, token: Token::Ink, bold: false, align: Align::End, halo: false };

/// From which count on a cell is how dark.
const SHADES: [(usize, f64); 5] = [(1, 0.16), (2, 0.28), (3, 0.42), (4, 0.60), (6, 1.0)];

pub(super) fn draw(input: &Input<'_>) -> Figure {
    let taxonomy = &input.config.taxonomy;
    let (squads, causes) = (taxonomy.facet(FacetKind::Squad), taxonomy.facet(FacetKind::RootCause));
    let cells = Cells::of(input.scope, squads, causes, input.scope.newest(12));
    words::of(&cells, input).figure("cells", input, &|caption: Caption<'_>| picture(&cells, input, caption), None)
}

fn picture(cells: &Cells, input: &Input<'_>, caption: Caption<'_>) -> Drawing {
    if cells.total == 0 {
        return nothing("No incidents in complete months yet; drawn once there are.", WIDTH, caption);
    }
    if cells.cells.len() < 2 {
        return nothing(&words::alone(cells), WIDTH, caption);
    }
    let grid = Grid::new(cells);
    let legend = Legend::new(legend(cells), None, WIDTH);
    let bottom = grid.top + ROW * slots(grid.rows.len() + usize::from(grid.other_rows() > 0));
    let canvas = Canvas::new(WIDTH, bottom + 14.0 + legend.height);
    canvas.group("axis", || grid.heads(&canvas));
    for (line, row) in grid.rows.iter().enumerate() {
        grid.row(&canvas, line, *row, input);
    }
    canvas.group("notes", || grid.rest(&canvas));
    legend.draw(&canvas, (grid.left, bottom + 12.0));
    canvas.finish(caption)
}

/// Where everything lies.
struct Grid<'a> {
    cells: &'a Cells,
    /// The rows and columns that have one of their own, in their order.
    rows: Vec<usize>,
    columns: Vec<usize>,
    left: f64,
    top: f64,
    cell: f64,
}

impl<'a> Grid<'a> {
    fn new(cells: &'a Cells) -> Self {
        let (rows, columns) = (largest(&cells.row_totals, MOST), largest(&cells.column_totals, MOST_CAUSES));
        let names = rows.iter().map(|row| NAME.width(&title(&cells.rows[*row]))).fold(80.0, f64::max);
        let left = names.min(NAMES) + 10.0;
        let across = columns.len() + usize::from(columns.len() < cells.columns.len());
        let cell = ((WIDTH - left - TOTALS) / slots(across)).min(BROAD);
        let heads = columns.iter().map(|column| Font::LABEL.width(&title(&cells.columns[*column])));
        let rise = libm::sin(f64::from(SLANT).to_radians());
        let top = heads.fold(0.0, f64::max).min(HEAD) * rise + 30.0;
        Self { cells, rows, columns, left, top, cell }
    }

    const fn other_rows(&self) -> usize {
        self.cells.rows.len() - self.rows.len()
    }

    const fn other_columns(&self) -> usize {
        self.cells.columns.len() - self.columns.len()
    }

    /// The middle of a cell.
    fn at(&self, line: usize, slot: usize) -> Point {
        (self.left + self.cell * (slots(slot) + 0.5), self.top + ROW * (slots(line) + 0.5))
    }

    /// The names of the causes, and their totals.
    fn heads(&self, canvas: &Canvas) {
        for (slot, column) in self.columns.iter().enumerate() {
            self.head(canvas, slot, &title(&self.cells.columns[*column]), self.cells.column_totals[*column]);
        }
        if self.other_columns() > 0 {
            let shown: usize = self.columns.iter().map(|column| self.cells.column_totals[*column]).sum();
            let words = format!("{} other causes", count(self.other_columns()));
            self.head(canvas, self.columns.len(), &words, self.cells.total - shown);
        }
    }

    fn head(&self, canvas: &Canvas, slot: usize, words: &str, total: usize) {
        let (x, _) = self.at(0, slot);
        // The last heads must not leave the drawing.
        let room = ((WIDTH - x) / libm::cos(f64::from(SLANT).to_radians())).min(HEAD);
        let words = fit(words, room, Font::LABEL.size, false);
        canvas.slanted(&words, (x - 2.0, self.top - 26.0), SLANT, Font::LABEL);
        let font = Font { size: 12.0, ..Font::LABEL }.strong(Token::Ink).aligned(Align::Middle);
        canvas.text(&count(total), (x, self.top - 10.0), font);
    }

    fn row(&self, canvas: &Canvas, line: usize, row: usize, input: &Input<'_>) {
        let squad = &self.cells.rows[row];
        let (left, y) = (self.left, self.at(line, 0).1);
        let total = self.cells.row_totals[row];
        let tooltip = format!("{}\n{} of {}", title(squad), count(total), count(self.cells.total));
        canvas.mark(&tooltip, &input.href(Behind::Squad(&squad.id)), || {
            canvas.sense((0.0, y - ROW / 2.0), (left, y + ROW / 2.0));
            canvas.text(&fit(&title(squad), NAMES, NAME.size, false), (left - 10.0, y), NAME);
            self.total(canvas, y, total);
        });
        for (slot, column) in self.columns.iter().enumerate() {
            let Some(cell) = self.cells.cell(row, *column) else { continue };
            let cause = &self.cells.columns[*column];
            let href = if cell.count > 0 { input.href(Behind::Cell(&squad.id, &cause.id)) } else { String::new() };
            let tooltip = format!("{}, {}\n{}", title(squad), title(cause), words::cell(cell));
            canvas.mark(&tooltip, &href, || self.cell(canvas, self.at(line, slot), cell));
        }
        if self.other_columns() > 0 {
            let shown: usize =
                self.columns.iter().filter_map(|at| self.cells.cell(row, *at)).map(|cell| cell.count).sum();
            plain(canvas, self.at(line, self.columns.len()), total - shown);
        }
    }

    fn corners(&self, (x, y): Point) -> (Point, Point) {
        ((x - self.cell / 2.0 + 1.0, y - ROW / 2.0 + 1.0), (x + self.cell / 2.0 - 1.0, y + ROW / 2.0 - 1.0))
    }

    fn cell(&self, canvas: &Canvas, middle: Point, cell: &Cell) {
        let (from, to) = self.corners(middle);
        let shade = shade(cell.count);
        let fill = match shade {
            None => Fill { radius: 2.0, opacity: 0.6, ..Fill::new(Token::Band) },
            Some(opacity) => Fill { radius: 2.0, opacity, ..Fill::new(Token::Accent) },
        };
        canvas.rectangle(from, to, fill);
        if cell.count > 0 {
            let token = if shade.is_some_and(|shade| shade > 0.9) { Token::Surface } else { Token::Ink };
            canvas.text(&count(cell.count), middle, Font { size: 12.0, token, ..Font::LABEL }.aligned(Align::Middle));
        }
        if cell.excess {
            canvas.outline(from, to, 3.0, Stroke::new(Token::Worse, 2.0));
        }
    }

    /// The sum of a row, and a bar as long.
    fn total(&self, canvas: &Canvas, y: f64, total: usize) {
        let slots_across = self.columns.len() + usize::from(self.other_columns() > 0);
        let left = self.left + self.cell * slots(slots_across) + 10.0;
        let most = self.cells.row_totals.iter().copied().max().unwrap_or(1).max(1);
        let long = 60.0 * slots(total) / slots(most);
        canvas.rectangle((left, y - 5.0), (left + long, y + 5.0), Fill { radius: 2.0, ..Fill::new(Token::Soft) });
        let font = Font { size: 12.0, ..Font::LABEL }.strong(Token::Ink).aligned(Align::End);
        let room = font.width(&count(self.cells.total)).max(26.0);
        canvas.text(&count(total), (left + 60.0 + 8.0 + room, y), font);
    }

    /// The squads that have no row of their own, as one.
    fn rest(&self, canvas: &Canvas) {
        if self.other_rows() == 0 {
            return;
        }
        let y = self.at(self.rows.len(), 0).1;
        let words = format!("{} other squads", count(self.other_rows()));
        canvas.text(&words, (self.left - 10.0, y), Font { token: Token::Muted, ..NAME });
        for (slot, column) in self.columns.iter().enumerate() {
            let shown: usize =
                self.rows.iter().filter_map(|row| self.cells.cell(*row, *column)).map(|cell| cell.count).sum();
            plain(canvas, self.at(self.rows.len(), slot), self.cells.column_totals[*column] - shown);
        }
        let shown: usize = self.rows.iter().map(|row| self.cells.row_totals[*row]).sum();
        self.total(canvas, y, self.cells.total - shown);
    }
}

/// A number without a shade.
fn plain(canvas: &Canvas, middle: Point, number: usize) {
    canvas.text(&count(number), middle, Font { size: 12.0, ..Font::LABEL }.aligned(Align::Middle));
}

/// The indices of the greatest, at most so many, in their own order.
fn largest(totals: &[usize], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..totals.len()).collect();
    if order.len() > most {
        order.sort_by_key(|at| (std::cmp::Reverse(totals[*at]), *at));
        order.truncate(most - 1);
        order.sort_unstable();
    }
    order
}

/// How dark a count is; `None` for nothing.
fn shade(count: usize) -> Option<f64> {
    SHADES.iter().rev().find(|(from, _)| count >= *from).map(|(_, opacity)| *opacity)
}

fn legend(cells: &Cells) -> Vec<(Sign, String)> {
    let most = cells.cells.iter().map(|cell| cell.count).max().unwrap_or(0);
    let until = |nth: usize| SHADES.get(nth + 1).map(|(next, _)| next - 1);
    let words = |nth: usize, from: usize| match until(nth) {
        None => format!("{from} or more"),
        Some(last) if last > from => format!("{from}–{last}"),
        Some(_) => from.to_string(),
    };
    let shades = SHADES.iter().enumerate().filter(|(_, (from, _))| *from <= most);
    let mut entries: Vec<_> =
        shades.map(|(nth, (from, opacity))| (Sign::Shade(Token::Accent, *opacity), words(nth, *from))).collect();
    if cells.cells.iter().any(|cell| cell.excess) {
        entries.push((Sign::Outline(Token::Worse), "more than both totals explain".to_owned()));
    }
    entries
}
