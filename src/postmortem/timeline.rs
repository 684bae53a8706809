//! When what happened: the body's clock times made instants.
use jiff::Timestamp;

use crate::source::Span;

/// One event of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Whether the text names a time of day, not only a day.
    pub timed: bool,
    /// What, as plain text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
