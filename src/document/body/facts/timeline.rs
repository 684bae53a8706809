//! What happened when: in lists, below headings, in tables and on bare lines.
use jiff::civil::Date;

use super::clock::{Stamp, stamp, stamp_at_end};
use super::day::{Day, day_in};
use super::names::name_of;
use super::plain::{ENTRY, add, cut, squeezed};
use super::table::Columns;
use super::topics::Topic;
use super::zone::{zone_in, zone_of_remark};
use crate::document::body::blocks::{Block, BlockKind, Words};
use crate::document::body::{Clock, ClockZone, SectionKind, TimelineEntry};
use crate::source::Span;

mod unnamed;

/// The entries of the sections called a timeline; where there is no such section, of a list or of headings
/// that clearly are one.
pub(super) fn timeline(blocks: &[Block], topics: &[Topic]) -> Vec<TimelineEntry> {
    let mut reader = Reader::new(blocks);
    let named = |topic: &&Topic| topic.section == Some(SectionKind::Timeline);
    if topics.iter().any(|topic| named(&topic)) {
        let mut inside = false;
        for (block, topic) in blocks.iter().zip(topics) {
            let was_inside = std::mem::replace(&mut inside, named(&topic));
            if inside {
                if !was_inside {
                    reader.begin();
                }
                reader.take(block, topic.label);
            }
        }
    } else {
        unnamed::entries(blocks).for_each(|block| reader.take(block, 0));
    }
    reader.finish()
}

struct Reader<'a> {
    blocks: &'a [Block],
    entries: Vec<TimelineEntry>,
    /// What a remark anywhere in the report says about all its times.
    general: Option<ClockZone>,
    zone: Option<ClockZone>,
    /// A day that was named by itself, for the next entry.
    day: Option<(Date, Span)>,
    year: Option<i16>,
    /// Whether there is an entry in this section that further text belongs to.
    open: bool,
    columns: Columns,
}

impl<'a> Reader<'a> {
    fn new(blocks: &'a [Block]) -> Self {
        let texts = || blocks.iter().map(|block| block.words.text.as_str());
        let general = texts().filter(|text| text.len() < 400).find_map(zone_of_remark);
        let columns = Columns::default();
        Self { blocks, entries: Vec::new(), general, zone: general, day: None, year: None, open: false, columns }
    }

    fn begin(&mut self) {
        (self.zone, self.day, self.open) = (self.general, None, false);
    }

    fn take(&mut self, block: &Block, label: usize) {
        let text = &block.words.text[label.min(block.words.text.len())..];
        match &block.kind {
            BlockKind::Heading(_) if name_of(text).is_some_and(|name| name.section == SectionKind::Timeline) => {
                self.begin();
                self.remark(text, zone_in(text), block.span);
            }
            BlockKind::Heading(_) => {
                self.line(text, block.span, true);
            }
            BlockKind::Row { head, cells } => self.row(*head, cells, block.span),
            BlockKind::Code => self.extend(block.span),
            BlockKind::Paragraph if block.aside => self.more(text, block.span),
            BlockKind::Paragraph if block.opens_item => self.item(text, block.span),
            BlockKind::Paragraph if block.depth > 0 => self.more(text, block.span),
            BlockKind::Paragraph => self.lines(text, block.span),
        }
    }

    /// An item: its first line has the moment, in front or at the end.
    fn item(&mut self, text: &str, span: Span) {
        if self.line(text, span, false) {
            return;
        }
        match stamp_at_end(text.trim_end()) {
            Some((found, at)) => {
                let words = text[..at].trim_end().trim_end_matches([':', '-', '–', '—', ',', '(']);
                self.entry(&found, squeezed(words), span);
            }
            None => self.more(text, span),
        }
    }

    /// A paragraph: each line that begins with a moment is an entry, if the first does or more than one.
    fn lines(&mut self, text: &str, span: Span) {
        // "At 10:00 we …" is a sentence; `10:00 we …` is an entry.
        let timed = |line: &str| stamp(line).is_some_and(|found| found.time.is_some() && !found.in_sentence);
        let starts = text.lines().filter(|line| timed(line)).count();
        let first = text.lines().next().and_then(stamp);
        if starts < 2 && first.is_none_or(|found| found.in_sentence && found.rest < text.trim_end().len()) {
            return self.more(text, span);
        }
        for (n, line) in text.lines().enumerate() {
            if !((n == 0 || timed(line)) && self.line(line, span, false)) {
                self.more(line, span);
            }
        }
    }

    /// Takes a text that begins with a moment; says whether it does. A title without one is no text.
    fn line(&mut self, text: &str, span: Span, title: bool) -> bool {
        let Some(found) = stamp(text) else {
            if title {
                self.remark(text, None, span);
            }
            return title;
        };
        let words = squeezed(&text[found.rest..]);
        if found.time.is_none() && words.is_empty() {
            self.day = self.date(found.day).map(|date| (date, span));
            return true;
        }
        let until = found.until.map(|(from, to)| format!("(to {})", &text[from..to]));
        let parts = until.into_iter().chain([words]).filter(|part| !part.is_empty());
        self.entry(&found, parts.collect::<Vec<_>>().join(" "), span);
        true
    }

    fn row(&mut self, head: bool, cells: &[Words], span: Span) {
        if head {
            self.columns = Columns::of(cells);
            let zone = self.columns.time.and_then(|n| cells.get(n)).and_then(|cell| zone_in(&cell.text));
            self.zone = zone.or(self.zone);
            return;
        }
        let time = self
            .columns
            .time
            .or_else(|| cells.iter().position(|cell| stamp(&cell.text).is_some_and(|s| s.time.is_some())));
        let words = |n: Option<usize>| n.and_then(|n| cells.get(n)).map_or("", |cell| cell.text.trim());
        let moment = format!("{} {}", words(self.columns.date.filter(|n| Some(*n) != time)), words(time));
        let others = cells.iter().enumerate().filter(|(n, _)| Some(*n) != time && Some(*n) != self.columns.date);
        let text = others
            .map(|(_, cell)| squeezed(&cell.text))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" — ");
        match stamp(moment.trim()) {
            Some(found) if found.time.is_some() || !text.is_empty() => {
                let rest = squeezed(&moment.trim()[found.rest..]);
                let parts = [rest, text].into_iter().filter(|part| !part.is_empty());
                self.entry(&found, parts.collect::<Vec<_>>().join(" — "), span);
            }
            Some(_) => {
                self.line(moment.trim(), span, false);
            }
            None if time.is_some() => self.more(&text, span),
            None => self.extend(span),
        }
    }

    fn entry(&mut self, found: &Stamp, text: String, span: Span) {
        let written = self.date(found.day);
        let named = self.day.take().map(|(date, _)| date);
        let date = if found.day.is_some() { written } else { named };
        if date.is_none() && found.time.is_none() {
            return self.more(&text, span);
        }
        let clock = Clock { date, time: found.time, zone: found.zone.or(self.zone) };
        self.entries.push(TimelineEntry { clock, text, span });
        self.open = true;
    }

    /// The date of a day; one without a year is of the year that was named last, else anywhere in the report.
    fn date(&mut self, day: Option<Day>) -> Option<Date> {
        let day = day?;
        if self.year.is_none() && matches!(day, Day::InYear(..)) {
            self.year = self.blocks.iter().find_map(|block| day_in(&block.words.text)).map(Date::year);
        }
        let date = day.date(self.year)?;
        self.year = Some(date.year());
        Some(date)
    }

    /// Text without a moment: of the day that was just named, else of the entry before it, else a remark.
    fn more(&mut self, text: &str, span: Span) {
        if self.remark(text, None, span) {
            return;
        }
        if let Some((date, at)) = self.day.take() {
            let clock = Clock { date: Some(date), time: None, zone: self.zone };
            self.entries.push(TimelineEntry { clock, text: String::new(), span: at });
            self.open = true;
        }
        if let Some(entry) = self.entries.last_mut().filter(|_| self.open) {
            add(&mut entry.text, text);
        }
        self.extend(span);
    }

    fn extend(&mut self, span: Span) {
        if let Some(entry) = self.entries.last_mut().filter(|_| self.open) {
            entry.span.end = entry.span.end.max(span.end);
        }
    }

    /// What names the zone or, beside it, the day of all that follows. Says whether the text is only that.
    fn remark(&mut self, text: &str, zone: Option<ClockZone>, span: Span) -> bool {
        let remark = zone_of_remark(text).filter(|_| text.len() < 400);
        if let Some(zone) = zone.or(remark) {
            self.zone = Some(zone);
        }
        if (remark.is_some() || name_of(text).is_some())
            && let Some(date) = day_in(text)
        {
            self.day = Some((date, span));
            self.year = Some(date.year());
        }
        remark.is_some() && !self.open
    }

    fn finish(mut self) -> Vec<TimelineEntry> {
        for entry in &mut self.entries {
            entry.text = cut(std::mem::take(&mut entry.text), ENTRY);
        }
        self.entries
    }
}
