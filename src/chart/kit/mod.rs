//! What several charts need: numbers in words, ticks, findings, a legend, and room for labels.
pub(super) mod legend;
pub(super) mod months;
pub(crate) mod number;
pub(super) mod room;
pub(super) mod strip;
pub(super) mod ticks;
pub(super) mod words;
