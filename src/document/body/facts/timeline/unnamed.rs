//! Timelines that stand under no such title.
use jiff::civil::Date;

use super::super::clock::{Stamp, stamp};
use super::super::day::Day;
use crate::document::body::blocks::{Block, BlockKind};

/// The fewest entries that make a timeline of a list or of headings.
const FEWEST: usize = 3;

/// The blocks of the longest list, or of the headings, that clearly are a timeline; may be none.
pub(super) fn entries(blocks: &[Block]) -> impl Iterator<Item = &Block> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading(_));
    let lists = blocks.chunk_by(|a, b| a.depth > 0 && b.depth > 0);
    let list = lists.map(|list| (timed_items(list), list)).max_by_key(|(timed, _)| *timed);
    let titles: Vec<usize> =
        (0..blocks.len()).filter(|n| is_heading(&blocks[*n]) && timed(&blocks[*n]).is_some()).collect();
    let in_order = ordered(titles.iter().filter_map(|n| timed(&blocks[*n])));
    match (list, titles.first().zip(titles.last())) {
        (_, Some((first, end))) if titles.len() >= FEWEST && in_order => {
            let after = blocks[end + 1..].iter().position(is_heading).map_or(blocks.len(), |n| end + 1 + n);
            blocks[*first..after].iter()
        }
        (Some((timed, list)), _) if timed >= FEWEST => list.iter(),
        _ => blocks[..0].iter(),
    }
}

/// How many top items of a list begin with a time; none where too few do or they are out of order.
fn timed_items(list: &[Block]) -> usize {
    let items = || list.iter().filter(|block| block.depth == 1 && block.opens_item);
    let count = items().filter_map(timed).count();
    if count * 5 >= items().count() * 4 && ordered(items().filter_map(timed)) { count } else { 0 }
}

fn timed(block: &Block) -> Option<Stamp> {
    stamp(&block.words.text).filter(|stamp| stamp.time.is_some() && !block.aside)
}

/// Whether moments never go back, but for one midnight among those without a date.
fn ordered(stamps: impl Iterator<Item = Stamp>) -> bool {
    let mut before: Option<(Option<Date>, Stamp)> = None;
    let mut midnights = 0;
    for stamp in stamps {
        let date = stamp.day.and_then(|day| match day {
            Day::Full(date) => Some(date),
            _ => None,
        });
        if let Some((day, last)) = before {
            match (day, date) {
                (Some(day), Some(date)) if date < day => return false,
                (Some(day), Some(date)) if date > day => {}
                (_, Some(_)) if day.is_none() => {}
                _ => midnights += usize::from(stamp.time < last.time),
            }
        }
        before = Some((date.or(before.and_then(|(day, _)| day)), stamp));
    }
    midnights <= 1
}
