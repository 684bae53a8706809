//! Counting, month by month. Counts and never draws.
/// The counts that pages and charts show.
#[derive(Debug, Default)]
pub struct Trends {}
