//! What each block is about: by the headings above it, and by bold labels.
use super::names::{Name, name_of};
use crate::document::body::blocks::{Block, BlockKind};
use crate::document::body::walk::Walk;
use crate::document::body::{LessonKind, SectionKind};

/// What a block is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Topic {
    /// The usual section it belongs to.
    pub(super) section: Option<SectionKind>,
    /// The kind of lessons it belongs to.
    pub(super) lesson: Option<LessonKind>,
    /// Counts the titles and labels so far: blocks with the same number stand under the same one.
    pub(super) group: usize,
    /// Bytes of the words that are a label, such as `What went well:`.
    pub(super) label: usize,
}

/// The topic of each block; `titles` are the meanings of the walk's headings.
pub(super) fn topics(blocks: &[Block], walk: &Walk<'_>, titles: &[Option<Name>]) -> Vec<Topic> {
    let mut state = State { walk, titles, above: Vec::new(), label: None, group: 0 };
    blocks.iter().map(|block| state.topic(block)).collect()
}

/// What a title means below another: the parts of a timeline or of a list of actions stay parts of it.
pub(super) fn below(parent: Option<Name>, own: Option<Name>) -> Option<Name> {
    let whole =
        |name: &Name| matches!(name.section, SectionKind::Timeline | SectionKind::Actions | SectionKind::Lessons);
    let keeps = |name: &Name| matches!(name.section, SectionKind::Timeline | SectionKind::Actions);
    match parent {
        Some(parent) if keeps(&parent) => own.filter(whole).or(Some(parent)),
        _ => own.or(parent),
    }
}

struct State<'a> {
    walk: &'a Walk<'a>,
    titles: &'a [Option<Name>],
    /// The headings above: level and meaning.
    above: Vec<(u8, Option<Name>)>,
    /// The label in force: in how many lists it stands, and its meaning.
    label: Option<(usize, Option<Name>)>,
    group: usize,
}

impl State<'_> {
    fn topic(&mut self, block: &Block) -> Topic {
        let mut label = 0;
        match block.kind {
            BlockKind::Heading(n) => self.heading(n),
            BlockKind::Paragraph if !block.aside => label = self.paragraph(block),
            _ => {}
        }
        let heading = self.above.last().and_then(|(_, name)| *name);
        let own = self.label.and_then(|(_, own)| own);
        let name = below(heading, own);
        // A label that only names a part of what the heading says is a part of the words.
        let label = if name == own { label } else { 0 };
        let (section, lesson) = (name.map(|name| name.section), name.and_then(|name| name.lesson));
        Topic { section, lesson, group: self.group, label }
    }

    fn heading(&mut self, n: usize) {
        let Some(title) = self.walk.headings.get(n).filter(|title| !title.nested) else { return };
        self.above.retain(|(level, _)| *level < title.heading.level);
        let parent = self.above.last().and_then(|(_, name)| *name);
        self.above.push((title.heading.level, below(parent, self.titles.get(n).copied().flatten())));
        self.label = None;
        self.group += 1;
    }

    /// Takes a label into account; gives its length where it is one that has a meaning.
    fn paragraph(&mut self, block: &Block) -> usize {
        if block.opens_item && self.label.is_some_and(|(depth, _)| depth > 0 && block.depth <= depth) {
            self.label = None;
            self.group += 1;
        }
        let bold = label_length(block).map(|length| (&block.words.text[..block.bold], length));
        let Some((title, length)) = bold.or_else(|| self.plain_label(block)) else { return 0 };
        let name = name_of(title);
        let in_list = block.depth > 0;
        if name.is_none() && (in_list || length < block.words.text.trim_end().len()) {
            return 0;
        }
        self.label = name.map(|name| (block.depth, Some(name)));
        self.group += 1;
        if name.is_some() { length } else { 0 }
    }

    /// A label without emphasis or colon, `What went well: …` or `**What went well.** …`: only in a section about lessons,
    /// and only by its usual name.
    fn plain_label<'b>(&self, block: &'b Block) -> Option<(&'b str, usize)> {
        let name = self.above.last().and_then(|(_, name)| *name)?;
        let text = block.words.text.as_str();
        let bold = text.get(..block.bold).and_then(|bold| bold.trim_end().strip_suffix('.'));
        let title = bold.or_else(|| Some(text.split_once(':')?.0)).filter(|_| name.section == SectionKind::Lessons)?;
        let own = name_of(title).filter(|own| title.len() <= LONGEST_LABEL && own.lesson != name.lesson)?;
        (own.section == SectionKind::Lessons).then_some((title, title.len() + 1))
    }
}

/// In bytes; what is longer in front of a colon is a sentence.
const LONGEST_LABEL: usize = 50;

/// The length of a bold beginning that is all of the block, or that a colon follows or ends.
fn label_length(block: &Block) -> Option<usize> {
    let (bold, rest) = block.words.text.split_at_checked(block.bold).filter(|(bold, _)| !bold.is_empty())?;
    let after = rest.trim_start_matches(' ');
    let colon = after.starts_with(':');
    let alone = after.trim().is_empty();
    let labels = alone || colon || bold.trim_end().ends_with(':');
    labels.then_some(block.words.text.len() - after.len() + usize::from(colon))
}
