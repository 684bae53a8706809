//! The names and handles that `[people]` lists.
use std::borrow::Cow;

use super::Kind;
use super::row::{Row, whole_word};
use crate::config::Config;

/// A row for each, whose note is the role to write instead.
pub(super) fn rows(config: &Config) -> impl Iterator<Item = Row> {
    config.people.iter().map(|(name, role)| Row {
        word: Cow::Owned(name.clone()),
        kind: Kind::Person,
        note: Cow::Owned(role.clone()),
        find: whole_word,
    })
}
