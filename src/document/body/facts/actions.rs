//! What was promised.
use super::marks;
use super::plain::squeezed;
use super::table::Columns;
use super::topics::Topic;
use crate::document::body::blocks::{Block, BlockKind, Words};
use crate::document::body::{ActionItem, Mark, SectionKind};
use crate::source::{Span, Spanned};

/// The items and table rows of the sections about actions. What is nested in an item is a part of it, unless
/// the item is only the name of a group.
pub(super) fn actions(blocks: &[Block], topics: &[Topic]) -> Vec<ActionItem> {
    let mut reader = Reader::default();
    for (n, (block, topic)) in blocks.iter().zip(topics).enumerate() {
        let about = topic.section == Some(SectionKind::Actions) && !block.aside;
        match &block.kind {
            BlockKind::Paragraph if about && block.opens_item && topic.label == 0 => {
                let leads = blocks.get(n + 1).is_some_and(|next| next.opens_item && next.depth > block.depth);
                reader.item(block, leads);
            }
            BlockKind::Row { head: true, cells } if about => reader.columns = Some(Columns::of(cells)),
            BlockKind::Row { head: false, cells } if about => reader.row(cells, block.span),
            _ => {}
        }
    }
    reader.actions
}

/// The marks in the items of the sections about actions.
pub(super) fn marks(blocks: &[Block], topics: &[Topic]) -> Vec<Mark> {
    let about = blocks.iter().zip(topics).filter(|(block, topic)| {
        let said = topic.section == Some(SectionKind::Actions) && topic.label == 0;
        said && !block.aside && block.depth > 0 && block.kind == BlockKind::Paragraph
    });
    about.flat_map(|(block, _)| marks::marks(&block.words)).collect()
}

#[derive(Default)]
struct Reader {
    actions: Vec<ActionItem>,
    /// In how many lists the item stands that what follows is nested in.
    inside: Option<usize>,
    columns: Option<Columns>,
}

impl Reader {
    fn item(&mut self, block: &Block, leads: bool) {
        if let Some(item) = self.actions.last_mut().filter(|_| self.inside.is_some_and(|depth| block.depth > depth)) {
            marks::read(&block.words, 0, item);
            return;
        }
        self.inside = None;
        let text = block.words.text.trim_end();
        if leads && (text.ends_with(':') || block.bold >= text.len()) {
            return;
        }
        let mut item = empty(block.ticked);
        let left = marks::read(&block.words, 0, &mut item);
        let title = squeezed(&block.words.text[left.clone()]);
        if title.contains(char::is_alphanumeric) {
            item.title = Spanned::new(title, block.words.place(&left));
            self.actions.push(item);
            self.inside = Some(block.depth);
        }
    }

    fn row(&mut self, cells: &[Words], span: Span) {
        let Some(columns) = self.columns else { return };
        let taken = [columns.owner, columns.due, columns.closed, columns.state, columns.kind, columns.ticket];
        let title = columns.action.or_else(|| (0..cells.len()).find(|n| !taken.contains(&Some(*n))));
        let Some(words) = title.and_then(|n| cells.get(n)) else { return };
        let mut item = empty(None);
        let left = marks::read(words, 0, &mut item);
        let text = squeezed(&words.text[left.clone()]);
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        let place = words.place(&left);
        item.title = Spanned::new(text, if place == Span::default() { span } else { place });
        let cell = |column: Option<usize>| column.and_then(|n| cells.get(n)).and_then(said);
        if let Some(owner) = cell(columns.owner) {
            item.owner = Some(owner.map(|name| name.trim_start_matches('@').to_owned()));
        }
        item.ticket = cell(columns.ticket).or(item.ticket);
        for (key, column) in
            [("due", columns.due), ("closed", columns.closed), ("state", columns.state), ("kind", columns.kind)]
        {
            item.marks.extend(cell(column).map(|value| (key.to_owned(), value)));
        }
        self.actions.push(item);
        self.inside = None;
    }
}

fn empty(ticked: Option<bool>) -> ActionItem {
    ActionItem {
        title: Spanned::new(String::new(), Span::default()),
        ticked,
        owner: None,
        marks: Vec::new(),
        ticket: None,
    }
}

/// What a cell says, if anything.
fn said(cell: &Words) -> Option<Spanned<String>> {
    let text = squeezed(&cell.text);
    let nothing = !text.contains(char::is_alphanumeric) && !text.contains(|c: char| !c.is_ascii());
    let nothing =
        nothing || ["n/a", "none", "tbd", "unassigned", "–", "—"].iter().any(|word| text.eq_ignore_ascii_case(word));
    (!nothing).then(|| Spanned::new(text, cell.span()))
}
