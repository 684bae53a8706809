//! Whether one sample of durations is longer than another, whatever their distribution.

/// One sample against another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// How many times as long the first is: the median of all quotients (Hodges and Lehmann, on logarithms).
    pub ratio: f64,
    /// How probable a difference as great as this is without any cause, from 0 to 1.
    pub p: f64,
    /// Whether `p` is exact, else by the normal approximation with ties.
    pub exact: bool,
}
