//! What a body says: each kind of fact is read from the same blocks, in a file of its own.
mod actions;
mod clock;
mod day;
mod lessons;
mod links;
mod marks;
pub(super) mod names;
mod plain;
mod sections;
mod summary;
mod table;
mod timeline;
mod topics;
mod zone;

use super::blocks::blocks;
use super::walk::Walk;
use super::{Body, Mark};

/// The marks of actions.
pub(super) fn marks_of(walk: &Walk<'_>) -> Vec<Mark> {
    let blocks = blocks(walk);
    let titles: Vec<_> = walk.headings.iter().map(|title| names::name_of(&title.heading.text.value)).collect();
    let topics = topics::topics(&blocks, walk, &titles);
    actions::marks(&blocks, &topics)
}

/// Reads every fact; spans are those of the walked text.
pub(super) fn facts(walk: &Walk<'_>) -> Body {
    let blocks = blocks(walk);
    let titles: Vec<_> = walk.headings.iter().map(|title| names::name_of(&title.heading.text.value)).collect();
    let topics = topics::topics(&blocks, walk, &titles);
    Body {
        outline: walk.headings.iter().map(|title| title.heading.clone()).collect(),
        links: links::links(walk),
        sections: sections::sections(&blocks, walk, &titles),
        timeline: timeline::timeline(&blocks, &topics),
        actions: actions::actions(&blocks, &topics),
        lessons: lessons::lessons(&blocks, &topics),
        summary: summary::summary(&blocks, &topics),
    }
}
