//! From places in the body to places in its file.
use super::Body;
use crate::source::Span;

/// Moves every span by the body's place in its source.
pub(super) fn shift(body: &mut Body, base: usize) {
    let move_by_base = |span: &mut Span| *span = span.shifted(base);
    body.outline.iter_mut().for_each(|heading| move_by_base(&mut heading.text.span));
    body.links.iter_mut().for_each(|link| move_by_base(&mut link.target.span));
    body.sections.iter_mut().for_each(|section| move_by_base(&mut section.span));
    body.timeline.iter_mut().for_each(|entry| move_by_base(&mut entry.span));
    body.lessons.iter_mut().for_each(|lesson| move_by_base(&mut lesson.text.span));
    for action in &mut body.actions {
        move_by_base(&mut action.title.span);
        action.owner.iter_mut().for_each(|owner| move_by_base(&mut owner.span));
        action.ticket.iter_mut().for_each(|ticket| move_by_base(&mut ticket.span));
        action.marks.iter_mut().for_each(|(_, value)| move_by_base(&mut value.span));
    }
}
