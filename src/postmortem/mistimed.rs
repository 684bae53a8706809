//! What is wrong with a date or time that no calendar and no clock shows: the first part of it that is, and where.
use std::ops::Range;

use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;

/// What is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistimed {
    /// The bytes of the text that are.
    pub(super) at: Range<usize>,
    /// In one phrase: "the hour `9` needs two digits".
    pub(super) why: String,
    /// The whole text as it was surely meant, if that can be told.
    pub(super) meant: Option<String>,
    /// The year that was most likely meant, where it has a digit too many.
    pub(super) year: Option<String>,
}

/// The name of a part, its digits, and the greatest number that it can be.
const PARTS: [(&str, usize, u32); 6] =
    [("year", 4, 9999), ("month", 2, 12), ("day", 2, 31), ("hour", 2, 23), ("minute", 2, 59), ("second", 2, 59)];

/// Finds the first part that is wrong; none where the text has not the shape of a date at all.
pub(super) fn mistimed(text: &str) -> Option<Mistimed> {
    let parts = parts(text)?;
    let faults = parts.iter().zip(PARTS).filter_map(|(at, part)| Some((at.clone(), fault(&text[at.clone()], part)?)));
    let (at, why) = faults.into_iter().next().or_else(|| day_of_month(text, &parts))?;
    let year = near_year(&text[parts[0].clone()]);
    Some(Mistimed { at, why, meant: meant(text, &parts), year })
}

/// Where year, month and day stand, and as much of hour, minute and second as there is.
fn parts(text: &str) -> Option<Vec<Range<usize>>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for separators in ["", "-", "-", "Tt ", ":", ":"] {
        if !separators.is_empty() {
            let next = text[at..].chars().next().filter(|c| separators.contains(*c));
            if next.is_none() {
                break;
            }
            at += 1;
        }
        let end = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if end == at {
            break;
        }
        parts.push(at..end);
        at = end;
    }
    (parts.len() >= 3).then_some(parts)
}

fn fault(digits: &str, (name, length, most): (&str, usize, u32)) -> Option<String> {
    let number = digits.parse::<u32>().ok();
    match digits.len() {
        n if n < length => Some(format!("the {name} `{digits}` needs {} digits", words(length))),
        n if n > length => Some(format!("the {name} `{digits}` has {} digits", words(n))),
        _ if number.is_none_or(|number| number > most) => Some(format!("there is no {name} {digits}")),
        _ if number == Some(0) && matches!(name, "month" | "day") => Some(format!("there is no {name} {digits}")),
        _ => None,
    }
}

fn words(n: usize) -> String {
    match n {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        n => n.to_string(),
    }
}

/// The only year of our time that is left when one digit goes: `2025` of `22025`.
fn near_year(digits: &str) -> Option<String> {
    let without = |nth: usize| [&digits[..nth], &digits[nth + 1..]].concat();
    let mut years: Vec<String> = if digits.len() == 5 { (0..5).map(without).collect() } else { Vec::new() };
    years.retain(|year| ("1990".."2100").contains(&year.as_str()));
    years.sort();
    years.dedup();
    years.pop().filter(|_| years.is_empty())
}

/// `2026-02-30`.
fn day_of_month(text: &str, parts: &[Range<usize>]) -> Option<(Range<usize>, String)> {
    let number = |nth: usize| text[parts.get(nth)?.clone()].parse::<i16>().ok();
    let (year, month, day) = (number(0)?, i8::try_from(number(1)?).ok()?, number(2)?);
    let days = Date::new(year, month, 1).ok()?.days_in_month();
    (day > i16::from(days)).then(|| (parts[2].clone(), format!("{year:04}-{month:02} has {days} days")))
}

/// With a zero where one is missing, and without one that is too many.
fn meant(text: &str, parts: &[Range<usize>]) -> Option<String> {
    let (mut out, mut done) = (String::with_capacity(text.len() + 4), 0);
    for part in parts.iter().skip(1) {
        let digits = &text[part.clone()];
        out.push_str(&text[done..part.start]);
        done = part.end;
        match digits.len() {
            1 => out.push('0'),
            3 if digits.starts_with('0') => {
                out.push_str(&digits[1..]);
                continue;
            }
            _ => {}
        }
        out.push_str(digits);
    }
    out.push_str(&text[done..]);
    (out != text && Pieces::parse(&out).is_ok()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_with_a_digit_too_many_is_told_where_only_one_can_be_meant() {
        for (written, meant) in [("22025", Some("2025")), ("20025", None), ("20225", None), ("2025", None)] {
            assert_eq!(near_year(written).as_deref(), meant, "{written}");
        }
    }

    fn said(text: &str) -> Option<(String, String, Option<String>)> {
        mistimed(text).map(|found| (text[found.at].to_owned(), found.why, found.meant))
    }

    #[test]
    fn the_first_part_that_is_wrong_is_named() {
        for (text, part, why, meant) in [
            ("2026-03-04T9:15", "9", "the hour `9` needs two digits", Some("2026-03-04T09:15")),
            ("2026-03-04T015:00:00", "015", "the hour `015` has three digits", Some("2026-03-04T15:00:00")),
            ("2026-3-4 9:5+01:00", "3", "the month `3` needs two digits", Some("2026-03-04 09:05+01:00")),
            ("22025-03-04T09:15:00Z", "22025", "the year `22025` has five digits", None),
            ("2026-02-30T09:15:00Z", "30", "2026-02 has 28 days", None),
            ("2026-13-01", "13", "there is no month 13", None),
            ("2026-03-04T25:15:00Z", "25", "there is no hour 25", None),
            ("2026-03-04T09:15:75Z", "75", "there is no second 75", None),
            ("2026-00-04", "00", "there is no month 00", None),
            ("2026-03-04T115:00", "115", "the hour `115` has three digits", None),
        ] {
            assert_eq!(said(text), Some((part.into(), why.into(), meant.map(str::to_owned))), "{text}");
        }
        for text in ["", "4 March 2026", "04/03/2026", "2026-03", "2026-03-04T", "now", "é-é-é"] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
