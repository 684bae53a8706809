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
        found
            .map(|(block, topic)| squeezed(&block.words.text[topic.label..]))
            .find(|text| !text.is_empty() && !is_salutation(text))
    };
    let in_summary = |(_, topic): &(&Block, &Topic)| topic.section == Some(SectionKind::Summary);
    let told = |(_, topic): &(&Block, &Topic)| {
        topic.section.is_some_and(|section| !matches!(section, SectionKind::Timeline | SectionKind::Actions))
    };
    let about = |section| move |(_, topic): &(&Block, &Topic)| topic.section == Some(section);
    // Who noticed it is not what happened.
    let instead = texts().find(flows).filter(about(SectionKind::Detection)).map(|_| ());
    let text = first(&mut texts().filter(in_summary).filter(flows))
        .or_else(|| first(&mut texts().filter(in_summary)))
        .or_else(|| initial(blocks))
        .or_else(|| {
            first(&mut instead.into_iter().flat_map(|()| texts().filter(flows).filter(about(SectionKind::Impact))))
        })
        .or_else(|| first(&mut texts().filter(flows)))
        .or_else(|| first(&mut texts().filter(told)))
        .or_else(|| first(&mut texts()));
    cut(text.unwrap_or_default(), LENGTH)
}

/// `Dear customers,`: whom it is for is not what happened.
fn is_salutation(text: &str) -> bool {
    text.len() < 60 && text.ends_with(',')
}

/// What a status page said first: its updates stand newest first, and the newest says only that it is over.
fn initial(blocks: &[Block]) -> Option<String> {
    const NAME: &str = "initial message";
    let (nth, rest) = blocks.iter().enumerate().find_map(|(nth, block)| {
        let text = block.words.text.trim_start_matches(['[', ' ']);
        let name = text.get(..NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME))?;
        let after = text[name.len()..].chars().next();
        let whole = !after.is_some_and(char::is_alphanumeric);
        whole.then(|| (nth, squeezed(text[name.len()..].trim_start_matches([']', ':', ' ', '\n']))))
    })?;
    let next = || blocks.get(nth + 1).filter(|block| block.kind == BlockKind::Paragraph);
    if rest.is_empty() { next().map(|block| squeezed(&block.words.text)) } else { Some(rest) }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diagnostic::Diagnostics;
    use crate::document::body;
    use crate::source::{Source, Span};

    #[test]
    fn of_updates_newest_first_the_initial_one_sums_up() {
        assert_eq!(summary("[Final message]\nOver.\n\n[Initial Message]\nCards fail.\n\nMore.\n"), "Cards fail.");
        assert_eq!(summary("[Final message]\nOver.\n\n## Initial message\nCards fail.\n"), "Cards fail.");
        assert_eq!(summary("Over.\n\nInitial messages were lost.\n"), "Over.");
        assert_eq!(summary("Over.\n\n## Initial message\n"), "Over.");
    }

    #[test]
    fn who_noticed_it_does_not_sum_up_where_an_impact_is_told() {
        assert_eq!(summary("## Identified\n\nBy chance\n\n## Impact\n\nCards fail.\n"), "Cards fail.");
        assert_eq!(summary("## Identified\n\nBy chance\n\n## Cause\n\nRust.\n"), "By chance");
        assert_eq!(summary("Cards and more.\n\n## Impact\n\nCards fail.\n"), "Cards and more.");
    }

    #[test]
    fn a_letter_begins_behind_its_salutation() {
        assert_eq!(summary("Dear customers,\n\ncards failed on Monday.\n"), "cards failed on Monday.");
        assert_eq!(summary("Dear customers,\n"), "");
    }

    fn summary(text: &str) -> String {
        let source = Arc::new(Source::new("", text));
        body::read(&source, Span::new(0, text.len()), &mut Diagnostics::default()).summary
    }
}
