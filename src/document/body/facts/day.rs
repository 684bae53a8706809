//! Dates as people write them.
use jiff::civil::Date;

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// With its year.
    Full(Date),
    /// Month and day; the text around it knows the year.
    InYear(i8, i8),
    /// Such as `03/04/2021`, which nobody can tell; never guessed.
    Unclear,
}

impl Day {
    /// The date, if it can be told.
    pub(super) fn date(self, year: Option<i16>) -> Option<Date> {
        match self {
            Self::Full(date) => Some(date),
            Self::InYear(month, day) => Date::new(year?, month, day).ok(),
            Self::Unclear => None,
        }
    }
}

/// The date that a text begins with, and its length.
pub(super) fn day(text: &str) -> Option<(Day, usize)> {
    let after_weekday = weekday(text);
    let rest = &text[after_weekday..];
    let (day, length) = numeric(rest).or_else(|| month_first(rest)).or_else(|| day_first(rest))?;
    let end = after_weekday + length;
    let joined = text[end..].starts_with(|c: char| c.is_alphanumeric() && c != 'T');
    (!joined).then_some((day, end))
}

/// The first date with a year anywhere in a text.
pub(super) fn day_in(text: &str) -> Option<Date> {
    let mut start = true;
    text.char_indices().find_map(|(at, c)| {
        let begins = std::mem::replace(&mut start, !c.is_alphanumeric()) && c.is_alphanumeric();
        match begins.then(|| day(&text[at..]))? {
            Some((Day::Full(date), _)) => Some(date),
            _ => None,
        }
    })
}

/// The digits that a text begins with, as a number and how many they are; none where there are more than four.
pub(super) fn digits(text: &str) -> Option<(i16, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > 4 { None } else { text[..length].parse().ok().map(|number| (number, length)) }
}

fn numeric(text: &str) -> Option<(Day, usize)> {
    let (first, a) = digits(text)?;
    let separator = text[a..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, b) = digits(&text[a + 1..])?;
    let rest = &text[a + b + 1..];
    let third = rest.strip_prefix(separator).and_then(digits);
    let Some((third, c)) = third else {
        let in_front_of_time =
            separator != '.' && (a, b) == (2, 2) && rest.starts_with(' ') && clocklike(rest.trim_start());
        return in_front_of_time.then_some((Day::Unclear, a + b + 1));
    };
    let length = a + b + c + 2;
    let day = match (a, c) {
        (4, 1..=2) => Day::Full(date(first, second, third)?),
        (1..=2, 4) if separator == '.' => Day::Full(date(third, second, first)?),
        (1..=2, 4) => by_size(first, second, third)?,
        (1..=2, 2) if separator != '.' => Day::Unclear,
        _ => return None,
    };
    Some((day, length))
}

/// `31/12/2021` and `12/31/2021` can be told, `03/04/2021` cannot.
fn by_size(first: i16, second: i16, year: i16) -> Option<Day> {
    match (first, second) {
        (13.., _) => date(year, second, first).map(Day::Full),
        (_, 13..) => date(year, first, second).map(Day::Full),
        _ if first == second => date(year, first, second).map(Day::Full),
        _ => date(year, first, second).map(|_| Day::Unclear),
    }
}

fn clocklike(text: &str) -> bool {
    digits(text).is_some_and(|(_, length)| length <= 2 && text[length..].starts_with(':'))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let plausible = (1970..=2199).contains(&year);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| plausible)
}

/// `March 4th, 2021`.
fn month_first(text: &str) -> Option<(Day, usize)> {
    let (month, a) = month(text)?;
    let after = text[a..].trim_start_matches(['.', ' ']);
    let (number, b) = digits(after).filter(|(_, length)| *length <= 2)?;
    let after = ordinal(&after[b..]);
    if after.starts_with(':') && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    with_year(text, after, month, number)
}

/// `4 March 2021`, `4. March`, `4th of March, 2021`.
fn day_first(text: &str) -> Option<(Day, usize)> {
    let (number, a) = digits(text).filter(|(_, length)| *length <= 2)?;
    let after = ordinal(&text[a..]).trim_start_matches(['.', ' ', '-']);
    let after = after.strip_prefix("of ").unwrap_or(after);
    let (month, b) = month(after)?;
    with_year(text, &after[b..], month, number)
}

fn with_year(text: &str, after: &str, month: i8, number: i16) -> Option<(Day, usize)> {
    let day = i8::try_from(number).ok()?;
    Date::new(2000, month, day).ok()?;
    let year_at = after.trim_start_matches([',', '.', ' ', '-']);
    let year = digits(year_at).filter(|(_, length)| *length == 4);
    match year.and_then(|(year, _)| date(year, month.into(), number)) {
        Some(date) => Some((Day::Full(date), text.len() - year_at.len() + 4)),
        None => Some((Day::InYear(month, day), text.len() - after.len())),
    }
}

fn ordinal(text: &str) -> &str {
    ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_prefix(end)).unwrap_or(text)
}

fn word(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphabetic).count()]
}

fn month(text: &str) -> Option<(i8, usize)> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word(text);
    let is = |name: &&str| shortens(word, name, 3) || (word.eq_ignore_ascii_case("sept") && *name == "september");
    let n = NAMES.iter().position(is)?;
    Some((i8::try_from(n).ok()? + 1, word.len()))
}

/// Whether a word is a name, or its first letters, at most `most` and no fewer than three.
fn shortens(word: &str, name: &str, most: usize) -> bool {
    let head = name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    head && (word.len() == name.len() || (3..=most).contains(&word.len()))
}

/// How long a weekday in front of a date is, with what follows it.
fn weekday(text: &str) -> usize {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word(text);
    if !NAMES.iter().any(|name| shortens(word, name, 5)) {
        return 0;
    }
    text.len() - text[word.len()..].trim_start_matches([',', '.', ' ']).len()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Day, day, day_in};

    #[test]
    fn dates_are_read_in_the_forms_that_reports_use() {
        let full = Day::Full(date(2021, 3, 4));
        for text in [
            "2021-03-04",
            "2021/03/04",
            "2021.3.4",
            "4 March 2021",
            "March 4th, 2021",
            "Mar 4 2021",
            "4th of March, 2021",
            "Thu, Mar  4, 2021",
            "Thursday, 4 March 2021",
            "4.3.2021",
            "4-Mar-2021",
            "04. March 2021",
        ] {
            assert_eq!(day(text), Some((full, text.len())), "{text}");
        }
        assert_eq!(day("Mar 4, 10:00"), Some((Day::InYear(3, 4), 5)));
        assert_eq!(day("4. April, 10:00"), Some((Day::InYear(4, 4), 8)));
        assert_eq!(day("31/12/2021 x"), Some((Day::Full(date(2021, 12, 31)), 10)));
        assert_eq!(day("12/31/2021"), Some((Day::Full(date(2021, 12, 31)), 10)));
        assert_eq!(day("2021-03-04T10:00"), Some((full, 10)));
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        assert_eq!(day("03/04/2021"), Some((Day::Unclear, 10)));
        assert_eq!(day("12-05 16:21"), Some((Day::Unclear, 5)));
        for text in [
            "12-05 servers",
            "2021-13-04",
            "2021-02-30",
            "22025-01-01",
            "1.2.3",
            "May be",
            "10:00",
            "4 hosts",
            "",
            "2021-03-045",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(Day::InYear(2, 29).date(Some(2021)), None);
        assert_eq!(Day::InYear(2, 29).date(None), None);
    }

    #[test]
    fn a_date_is_found_in_a_sentence() {
        assert_eq!(day_in("All times in PST, on February 8th 2019"), Some(date(2019, 2, 8)));
        assert_eq!(day_in("Incident on 2021-03-04 - x"), Some(date(2021, 3, 4)));
        assert_eq!(day_in("no date at v1.2.3"), None);
    }
}
