//! Which places are taken, so that labels do not lie on each other.
use std::cell::RefCell;

use crate::chart::canvas::Point;

/// The rectangles that are taken.
#[derive(Default)]
pub(crate) struct Room {
    taken: RefCell<Vec<(Point, Point)>>,
}

impl Room {
    /// Takes a rectangle by its upper left and lower right corner, if it is free.
    pub(crate) fn take(&self, from: Point, to: Point) -> bool {
        let free = self.lowest_above(from, to).is_none();
        if free {
            self.block(from, to);
        }
        free
    }

    /// Takes a rectangle, free or not.
    pub(crate) fn block(&self, from: Point, to: Point) {
        self.taken.borrow_mut().push((from, to));
    }

    /// How far up a rectangle has to move to be free of everything in it now: to above this y.
    pub(crate) fn lowest_above(&self, from: Point, to: Point) -> Option<f64> {
        let taken = self.taken.borrow();
        let meets = |(a, b): &&(Point, Point)| a.0 < to.0 && from.0 < b.0 && a.1 < to.1 && from.1 < b.1;
        taken.iter().filter(meets).map(|(a, _)| a.1).min_by(f64::total_cmp)
    }
}
