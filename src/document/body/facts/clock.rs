//! The moment that a line begins with.
use jiff::civil::Time;

use super::day::{Day, day, digits};
use super::zone::zone;
use crate::document::body::ClockZone;

/// A moment as written at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) day: Option<Day>,
    pub(super) time: Option<Time>,
    pub(super) zone: Option<ClockZone>,
    /// Where a range ends: bytes of the line.
    pub(super) until: Option<(usize, usize)>,
    /// Where the line's words begin.
    pub(super) rest: usize,
    /// Whether a word such as "at" or "between" stands before it.
    pub(super) in_sentence: bool,
}

/// Words that may stand around a moment and say nothing about it.
const FILLERS: &[&str] =
    &["approximately", "approx.", "approx", "around", "about", "circa", "between", "from", "ca.", "at", "on"];

/// Reads the moment that a line begins with: a time, a date, or both in either order.
pub(super) fn stamp(line: &str) -> Option<Stamp> {
    let mut cursor = Cursor { line, at: 0 };
    cursor.skip(&['[', '(', '{', '~', '≈', '*', '_', '"', '`']);
    let in_sentence = line[..cursor.at].contains(|c: char| c.is_ascii_alphabetic());
    let mut found = Stamp { day: cursor.day(), time: None, zone: None, until: None, rest: 0, in_sentence };
    let before_time = cursor.at;
    let iso = found.day.is_some() && cursor.time_mark();
    if found.day.is_some() && !iso {
        cursor.skip(&[',', ':', '@', '~', '≈', '-', '–', '—', '|']);
    }
    let clock = cursor.time(found.day.is_some());
    match clock {
        Some(_) => {
            found.zone = cursor.zone(iso);
            found.until = cursor.until(found.day.is_some());
            found.zone = found.zone.or_else(|| cursor.zone(iso));
            found.day = found.day.or_else(|| cursor.day_after());
        }
        None => cursor.at = before_time,
    }
    found.time = match (clock, found.until) {
        (Some(first), Some((from, to))) => Some(first.towards(clock_at(&line[from..to], true).map(|(clock, _)| clock))),
        (Some(first), None) => Some(first.time),
        (None, _) => None,
    };
    found.rest = cursor.words()?;
    let named = found.time.is_some() || matches!(found.day, Some(Day::Full(_)));
    let dated = found.day.is_some()
        && (found.rest == line.len() || line[cursor.at..].trim_start().starts_with([':', '-', '–', '—', ',']));
    (named || dated).then_some(found)
}

/// The moment that ends a line, such as `Resolved 2020-02-18 14:59`, and where it begins. It has date and time.
pub(super) fn stamp_at_end(line: &str) -> Option<(Stamp, usize)> {
    let mut starts = line.match_indices('-').filter_map(|(dash, _)| dash.checked_sub(4));
    let at =
        starts.rfind(|at| line.get(*at..).and_then(day).is_some() && !line[..*at].ends_with(char::is_alphanumeric))?;
    let found = stamp(&line[at..])?;
    let whole = matches!(found.day, Some(Day::Full(_))) && found.time.is_some() && at + found.rest == line.len();
    whole.then_some((found, at))
}

/// A time of day, and whether it says that it is after noon.
#[derive(Debug, Clone, Copy)]
struct Clock {
    time: Time,
    after_noon: Option<bool>,
}

impl Clock {
    /// The beginning of a range: in `1:00–2:30 pm` the end says that both are after noon.
    fn towards(self, end: Option<Self>) -> Time {
        let Some(end) = end.filter(|end| self.after_noon.is_none() && end.after_noon == Some(true)) else {
            return self.time;
        };
        let later = Time::new(self.time.hour() + 12, self.time.minute(), self.time.second(), 0);
        later.ok().filter(|later| self.time.hour() < 12 && *later <= end.time).unwrap_or(self.time)
    }
}

struct Cursor<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn left(&self) -> &'a str {
        &self.line[self.at..]
    }

    /// Skips blanks, the given marks and words that say nothing.
    fn skip(&mut self, marks: &[char]) {
        loop {
            let left = self.left();
            let trimmed = left.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c));
            let trimmed = FILLERS.iter().find_map(|word| after_word(trimmed, word)).unwrap_or(trimmed);
            if trimmed.len() == left.len() {
                return;
            }
            self.at = self.line.len() - trimmed.len();
        }
    }

    fn day(&mut self) -> Option<Day> {
        let (day, length) = day(self.left())?;
        self.at += length;
        Some(day)
    }

    /// The `T` of `2021-03-04T10:00`.
    fn time_mark(&mut self) -> bool {
        let is = self.left().strip_prefix('T').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        self.at += usize::from(is);
        is
    }

    fn time(&mut self, dated: bool) -> Option<Clock> {
        let (clock, length) = clock_at(self.left(), dated)?;
        self.at += length;
        Some(clock)
    }

    fn zone(&mut self, iso: bool) -> Option<ClockZone> {
        let trimmed = self.left().trim_start_matches([' ', '(', '\u{a0}', '\u{202f}']);
        let (zone, length) = zone(trimmed, iso)?;
        self.at = self.line.len() - trimmed.len() + length;
        Some(zone)
    }

    /// A date after the time: `14:13 on 4 March 2021`.
    fn day_after(&mut self) -> Option<Day> {
        let start = self.at;
        self.skip(&[',']);
        let found = self.day().filter(|day| matches!(day, Day::Full(_)));
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn until(&mut self, dated: bool) -> Option<(usize, usize)> {
        let left = self.left().trim_start();
        let after = ["to", "until", "till", "and"].iter().find_map(|word| after_word(left, word));
        let after = after.or_else(|| left.strip_prefix(['-', '–', '—']))?;
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || c == '~');
        let date = day(after).map_or(0, |(_, length)| length);
        let time = after[date..].trim_start_matches([' ', 'T']);
        let (_, length) = clock_at(time, dated)?;
        let start = self.line.len() - time.len();
        self.at = start + length;
        Some((start, self.at))
    }

    /// Where the words begin; none where the moment is only the beginning of a word or a number.
    fn words(&self) -> Option<usize> {
        let left = self.left();
        if left.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '/' | '_')) {
            return None;
        }
        let closing = |c: char| c.is_whitespace() || "])}*_`\":-–—|,.;>→=".contains(c);
        Some(self.line.len() - left.trim_start_matches(closing).len())
    }
}

/// What follows a word of its own, in any case.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    let ends = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '~');
    (head.eq_ignore_ascii_case(word) && ends).then_some(rest)
}

/// The time of day that a text begins with, and its length. `11.50` is one only after a date or before `pm`.
fn clock_at(text: &str, dated: bool) -> Option<(Clock, usize)> {
    let (hour, a) = digits(text).filter(|(_, length)| *length <= 2)?;
    let (minute, second, length, plain) = match text[a..].chars().next() {
        Some(mark @ (':' | '.' | 'h')) if pair(&text[a + 1..]).is_some() => {
            let minute = pair(&text[a + 1..])?;
            let (second, b) = if mark == ':' { seconds(&text[a + 3..])? } else { (0, 0) };
            (minute, second, a + 3 + b, mark != '.' || dated)
        }
        _ => (0, 0, a, false),
    };
    let after_noon = meridiem(&text[length..]);
    if !plain && after_noon.is_none() {
        return None;
    }
    let hour = match (hour, after_noon) {
        (12, Some((false, _))) => 0,
        (0..12, Some((true, _))) => hour + 12,
        _ => hour,
    };
    let time = Time::new(i8::try_from(hour).ok()?, minute, second, 0).ok()?;
    let (after_noon, more) = after_noon.unzip();
    Some((Clock { time, after_noon }, length + more.unwrap_or(0)))
}

/// Two digits and no third.
fn pair(text: &str) -> Option<i8> {
    let (number, length) = digits(text)?;
    if length == 2 { i8::try_from(number).ok() } else { None }
}

/// `:05`, `:05.123` or nothing; none where a colon goes on otherwise.
fn seconds(text: &str) -> Option<(i8, usize)> {
    let Some(rest) = text.strip_prefix(':').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) else {
        return Some((0, 0));
    };
    let second = pair(rest)?;
    let fraction = rest[2..].strip_prefix('.').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    Some((second, 3 + if fraction > 0 { fraction + 1 } else { 0 }))
}

/// `a`, `am`, ` PM`, ` p.m.`: whether it is after noon, and its length.
fn meridiem(text: &str) -> Option<(bool, usize)> {
    let trimmed = text.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let blanks = text.len() - trimmed.len();
    let lower = trimmed.get(..trimmed.floor_char_boundary(5))?.to_ascii_lowercase();
    let found = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("a", false), ("p", true)];
    found.into_iter().find_map(|(word, after_noon)| {
        let ends = !lower.strip_prefix(word)?.starts_with(|c: char| c.is_alphanumeric());
        (ends && (word.len() > 1 || blanks == 0)).then_some((after_noon, blanks + word.len()))
    })
}

#[cfg(test)]
mod tests;
