//! What the report says first about itself.
use super::plain::{cut, squeezed};
use super::topics::Topic;
use crate::document::body::SectionKind;
use crate::document::body::blocks::{Block, BlockKind};

/// The longest summary, in bytes.
const LENGTH: usize = 400;

/// The first paragraph of the summary, else of the text, else the first words of a section, else of anything.
pub(super) fn summary(blocks: &[Block], topics: &[Topic]) -> String {
    let texts = || blocks.iter().zip(topics).filter(|(block, _)| block.kind == BlockKind::Paragraph);
    let flows = |(block, _): &(&Block, &Topic)| block.depth == 0 && !block.aside;
    let first = |found: &mut dyn Iterator<Item = (&Block, &Topic)>| {
        found.map(|(block, topic)| squeezed(&block.words.text[topic.label..])).find(|text| !text.is_empty())
    };
    let in_summary = |(_, topic): &(&Block, &Topic)| topic.section == Some(SectionKind::Summary);
    let told = |(_, topic): &(&Block, &Topic)| {
        topic.section.is_some_and(|section| !matches!(section, SectionKind::Timeline | SectionKind::Actions))
    };
    let text = first(&mut texts().filter(in_summary).filter(flows))
        .or_else(|| first(&mut texts().filter(in_summary)))
        .or_else(|| first(&mut texts().filter(flows)))
        .or_else(|| first(&mut texts().filter(told)))
        .or_else(|| first(&mut texts()));
    cut(text.unwrap_or_default(), LENGTH)
}
