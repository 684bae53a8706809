//! The sections that have a usual name.
use super::names::Name;
use super::topics::below;
use crate::document::body::Section;
use crate::document::body::blocks::{Block, BlockKind};
use crate::document::body::walk::Walk;
use crate::source::Span;

/// The sections, in the order of their headings; `titles` are the meanings of those. What is a part of a section of its own kind, of a timeline or
/// of the actions is no section again.
pub(super) fn sections(blocks: &[Block], walk: &Walk<'_>, titles: &[Option<Name>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut above: Vec<(u8, Option<Name>, Option<usize>)> = Vec::new();
    for block in blocks {
        let BlockKind::Heading(n) = block.kind else {
            above.iter().filter_map(|(_, _, open)| *open).for_each(|open| sections[open].empty = false);
            continue;
        };
        let Some(title) = walk.headings.get(n).filter(|title| !title.nested) else { continue };
        let heading = &title.heading;
        while let Some((_, _, open)) = above.pop_if(|(level, ..)| *level >= heading.level) {
            end(&mut sections, open, heading.text.span.start);
        }
        let parent = above.last().and_then(|(_, name, _)| *name);
        let own = titles.get(n).copied().flatten();
        let name = below(parent, own);
        let begins = own.is_some() && name == own && parent.map(|name| name.section) != own.map(|name| name.section);
        if let Some(name) = name.filter(|_| begins) {
            let span = Span::new(heading.text.span.start, walk.text.len());
            sections.push(Section { kind: name.section, heading: n, span, empty: true });
        }
        above.push((heading.level, name, begins.then(|| sections.len() - 1)));
    }
    sections
}

fn end(sections: &mut [Section], open: Option<usize>, at: usize) {
    if let Some(section) = open.and_then(|open| sections.get_mut(open)) {
        section.span.end = at;
    }
}
