//! What several kinds of pages show.
pub(super) mod action;
pub(super) mod chrome;
pub(super) mod clock;
pub(super) mod count;
pub(super) mod fact;
pub(super) mod figure;
pub(super) mod here;
pub(super) mod left_out;
pub(super) mod months;
pub(super) mod pager;
pub(super) mod related;
pub(super) mod row;
pub(super) mod similar;
pub(super) mod term;
pub(super) mod words;

use serde::Serialize;
use tera::Value;

/// A view as a template sees it.
pub(super) fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
