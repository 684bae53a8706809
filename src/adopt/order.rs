//! Whether the day or the month stands first in dates such as `03/04/2026`: a folder decides, never one file.
use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::dates;
use super::original::{Original, split};

/// Which comes first in dates such as `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `03/04/2026` is in April.
    DayFirst,
    /// `03/04/2026` is in March.
    MonthFirst,
}

/// What the files of each folder tell.
#[derive(Debug, Default)]
pub(super) struct Orders<'a>(BTreeMap<&'a str, [usize; 2]>);

impl<'a> Orders<'a> {
    /// Weighs all dates of all files: those that can be read in one way only, and those of which one reading is the
    /// day in the file's own name.
    pub(super) fn of(originals: &[Original<'a>]) -> Self {
        let mut folders: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        for original in originals {
            let named = dates::within(original.stem());
            let votes = folders.entry(split(&original.file.path).0).or_default();
            for (_, numbers) in numeric(&original.file.text) {
                match vote(numbers, named) {
                    Some(Order::DayFirst) => votes[0] += 1,
                    Some(Order::MonthFirst) => votes[1] += 1,
                    None => {}
                }
            }
        }
        Self(folders)
    }

    /// The order in a file's folder; `None` where nothing tells, or its files disagree.
    pub(super) fn at(&self, path: &str) -> Option<Order> {
        match self.0.get(split(path).0)? {
            [day, 0] if *day > 0 => Some(Order::DayFirst),
            [0, month] if *month > 0 => Some(Order::MonthFirst),
            _ => None,
        }
    }
}

fn vote([first, second, year]: [i16; 3], named: Option<Date>) -> Option<Order> {
    let date = |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match (date(second, first), date(first, second)) {
        (Some(_), None) => Some(Order::DayFirst),
        (None, Some(_)) => Some(Order::MonthFirst),
        (Some(a), Some(b)) if a != b && named == Some(a) => Some(Order::DayFirst),
        (Some(a), Some(b)) if a != b && named == Some(b) => Some(Order::MonthFirst),
        _ => None,
    }
}

/// Dates such as `3/4/2026` and `03-04-2026`: where they stand, and their numbers.
fn numeric(text: &str) -> impl Iterator<Item = (Range<usize>, [i16; 3])> {
    let bytes = text.as_bytes();
    let joined = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"/-.".contains(byte));
    let starts =
        (0..bytes.len()).filter(move |at| bytes[*at].is_ascii_digit() && (*at == 0 || !joined(bytes.get(at - 1))));
    starts.filter_map(move |at| {
        let number = |from: usize, lengths: std::ops::RangeInclusive<usize>| {
            let length = bytes.get(from..)?.iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
            lengths.contains(&length).then(|| (text[from..from + length].parse::<i16>().ok(), from + length))
        };
        let (first, a) = number(at, 1..=2)?;
        let mark = bytes.get(a).filter(|byte| matches!(byte, b'/' | b'-'))?;
        let (second, b) = number(a + 1, 1..=2)?;
        let (year, c) = number((bytes.get(b) == Some(mark)).then_some(b + 1)?, 4..=4)?;
        let year = year.filter(|year| (1970..=2199).contains(year))?;
        let ends = bytes.get(c).is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"/-".contains(byte));
        ends.then_some((at..c, [first?, second?, year]))
    })
}

/// A text in which the first such date is written as `2026-04-03`, where the order is known.
pub(super) fn plain(text: &str, order: Option<Order>) -> String {
    let Some((range, [first, second, year])) = numeric(text).next() else { return text.to_owned() };
    let (month, day) = match order {
        Some(Order::DayFirst) => (second, first),
        Some(Order::MonthFirst) => (first, second),
        None => return text.to_owned(),
    };
    format!("{}{year:04}-{month:02}-{day:02}{}", &text[..range.start], &text[range.end..])
}

/// The first date of a text that can be read in two ways.
pub(super) fn unclear(text: &str) -> Option<&str> {
    numeric(text).find(|(_, numbers)| two_ways(*numbers)).map(|(range, _)| &text[range])
}

/// The same for a date that the text begins with, behind marks.
pub(super) fn begins_unclear(text: &str) -> bool {
    leading(text).is_some_and(|(_, numbers)| two_ways(numbers))
}

/// What follows the date that a text begins with, behind marks.
pub(super) fn after_leading(text: &str) -> Option<&str> {
    leading(text).map(|(range, _)| &text[range.end..])
}

/// The date that a text begins with, behind marks and the number of a list.
fn leading(text: &str) -> Option<(Range<usize>, [i16; 3])> {
    let (range, numbers) = numeric(text).next()?;
    let before = text[..range.start].trim_start();
    let number = before.bytes().take_while(u8::is_ascii_digit).count();
    let marks = if before[number..].starts_with(['.', ')']) { &before[number + 1..] } else { before };
    (!marks.contains(char::is_alphanumeric)).then_some((range, numbers))
}

fn two_ways([first, second, year]: [i16; 3]) -> bool {
    let date = |month: i16, day: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    first != second && date(second, first).is_some() && date(first, second).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::Foreign;
    use super::*;

    fn order(files: &[(&str, &str)]) -> Option<Order> {
        let files: Vec<_> =
            files.iter().map(|(path, text)| Foreign { path: (*path).into(), text: (*text).into() }).collect();
        let originals: Vec<_> = files.iter().map(|file| Original::parse(file).ok().unwrap()).collect();
        Orders::of(&originals).at("x/a.md")
    }

    #[test]
    fn the_folder_tells() {
        assert_eq!(order(&[("x/a.md", "# On 03/04/2026"), ("x/b.md", "# 23/04/2026")]), Some(Order::DayFirst));
        assert_eq!(order(&[("x/a.md", "# On 03/04/2026"), ("x/b.md", "# 4-23-2026,")]), Some(Order::MonthFirst));
        assert_eq!(order(&[("x/2026-04-03.md", "# On 03/04/2026")]), Some(Order::DayFirst));
        assert_eq!(order(&[("x/a.md", "# On 03/04/2026"), ("y/b.md", "# 23/04/2026")]), None);
        assert_eq!(order(&[("x/a.md", "# 23/04/2026 and 04/23/2026")]), None);
        assert_eq!(order(&[("x/a.md", "# 04/04/2026, https://x.example/13/04/2026/")]), None);
    }

    #[test]
    fn dates_are_written_plainly_once_the_order_is_known() {
        assert_eq!(plain("on 03/04/2026 10:00", Some(Order::DayFirst)), "on 2026-04-03 10:00");
        assert_eq!(plain("on 3-4-2026", Some(Order::MonthFirst)), "on 2026-03-04");
        assert_eq!(plain("on 03/04/2026", None), "on 03/04/2026");
        assert_eq!(unclear("on 03/04/2026"), Some("03/04/2026"));
        assert_eq!(unclear("on 23/04/2026 and 04/04/2026"), None);
        assert!(begins_unclear("  2. **03/04/2026** 10:00") && begins_unclear("| 03/04/2026 |"));
        assert!(!begins_unclear("on 03/04/2026") && !begins_unclear("13/04/2026, not 03/04/2026"));
    }
}
