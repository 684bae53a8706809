//! What was learned.
use super::plain::{ENTRY, add, cut, squeezed};
use super::topics::Topic;
use crate::document::body::Lesson;
use crate::document::body::blocks::{Block, BlockKind};
use crate::source::Spanned;

/// The bullets below each title or label about lessons; its paragraphs where it has no bullets.
pub(super) fn lessons(blocks: &[Block], topics: &[Topic]) -> Vec<Lesson> {
    let about: Vec<_> = blocks
        .iter()
        .zip(topics)
        .filter(|(block, topic)| topic.lesson.is_some() && block.kind == BlockKind::Paragraph)
        .collect();
    let mut lessons = Vec::new();
    for group in about.chunk_by(|a, b| a.1.group == b.1.group) {
        // A label in a list makes the items below it what they are; itself it is none, unless words follow it.
        let top = group
            .iter()
            .filter(|(block, topic)| block.depth > 0 && topic.label == 0)
            .map(|(block, _)| block.depth)
            .min();
        let before = lessons.len();
        for (block, topic) in group {
            take(&mut lessons, before, block, topic, top);
        }
    }
    for lesson in &mut lessons {
        lesson.text.value = cut(std::mem::take(&mut lesson.text.value), ENTRY);
    }
    lessons
}

fn take(lessons: &mut Vec<Lesson>, before: usize, block: &Block, topic: &Topic, top: Option<usize>) {
    let text = squeezed(&block.words.text[topic.label..]);
    let Some(kind) = topic.lesson.filter(|_| !text.is_empty()) else { return };
    let own = match top {
        None => true,
        Some(top) => (block.opens_item && block.depth == top && topic.label == 0) || (topic.label > 0),
    };
    if own {
        lessons.push(Lesson { kind, text: Spanned::new(text, block.span) });
    } else if let Some(lesson) = lessons[before..].last_mut().filter(|_| top.is_some_and(|top| block.depth >= top)) {
        add(&mut lesson.text.value, &text);
    }
}
