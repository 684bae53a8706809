//! A case that the site has already, to tell whether a file of the same path is the report that it was adopted from.
use std::sync::Arc;

use super::case::words;
use super::{Adopted, Left, imported_from};
use crate::diagnostic::Diagnostics;
use crate::document;
use crate::source::Source;

/// What tells a case from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    title: String,
    /// As written, `2026-03-04`.
    day: String,
}

impl Known {
    /// Of a case of ours that was adopted, with the path of its original.
    #[must_use]
    pub fn of(source: &Arc<Source>) -> Option<(String, Self)> {
        let document = document::parse(source, &mut Diagnostics::default());
        let value = |key| document.front.get(key).map(|value| words(&value.value)).unwrap_or_default();
        Some((imported_from(source)?, Self { title: value("title"), day: day(&value("started")) }))
    }

    /// The reason to leave a file that is another report: people mend a title or a day, hardly both.
    pub(super) fn other(&self, case: &Adopted) -> Option<Left> {
        let value = |key: &str| case.fields.iter().find(|found| found.field == key).map_or("", |found| &found.value);
        let other = self.title != value("title") && self.day != day(value("started"));
        let reason =
            || format!("the site has a case from another file of this path, {}: give this one another name", case.path);
        other.then(|| Left { path: case.from.clone(), reason: reason() })
    }
}

fn day(started: &str) -> String {
    started.get(..10).unwrap_or(started).to_owned()
}
