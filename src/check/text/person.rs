//! The names and handles that `[people]` lists.
use std::borrow::Cow;

use super::Kind;
use super::row::{Row, whole_word};
use crate::config::Config;
use crate::source::Span;

/// A row for each, whose note is the role to write instead.
pub(super) fn rows(config: &Config) -> impl Iterator<Item = Row> {
    config.people.iter().map(|(name, role)| Row {
        word: Cow::Owned(name.clone()),
        kind: Kind::Person,
        note: Cow::Owned(role.clone()),
        find: if name.starts_with(char::is_uppercase) { capitalised } else { whole_word },
    })
}

/// Min, but not 5 min.
fn capitalised(text: &str, at: Span) -> Option<Span> {
    whole_word(text, at).filter(|at| at.of(text).starts_with(char::is_uppercase))
}
