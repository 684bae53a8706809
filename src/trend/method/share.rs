//! A share, with how exactly it is known.
use super::wilson::wilson;

/// Some of all, with the 95 % interval of Wilson.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// The least share that this allows, from 0 to 1.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

impl Share {
    /// A share; all of the scale is possible where there is nothing to have a share in.
    #[must_use]
    pub fn new(count: usize, of: usize) -> Self {
        let (low, high) = wilson(count, of);
        Self { count, of, low, high }
    }

    /// The share seen, from 0 to 1; 0 of nothing is 0.
    #[must_use]
    pub fn value(&self) -> f64 {
        if self.of == 0 { 0.0 } else { super::limits::real(self.count) / super::limits::real(self.of) }
    }
}
