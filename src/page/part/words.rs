//! Numbers, times and days as people read them.
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;

/// A time for machines and for people.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Stamp {
    /// ISO 8601.
    pub(crate) iso: String,
    /// In words.
    pub(crate) words: String,
}

impl Stamp {
    /// A day: `3 Nov 2026`.
    pub(crate) fn day(date: Date) -> Self {
        Self { iso: date.to_string(), words: day(date) }
    }

    /// The day of an instant in a zone.
    pub(crate) fn day_of(at: Timestamp, zone: &TimeZone) -> Self {
        Self::day(at.to_zoned(zone.clone()).date())
    }

    /// An instant with its weekday and the zone's abbreviation: `Tue 3 Nov 2026, 09:12 GMT`.
    pub(crate) fn full(at: Timestamp, zone: &TimeZone) -> Self {
        Self { iso: at.to_string(), words: at.to_zoned(zone.clone()).strftime("%a %-d %b %Y, %H:%M %Z").to_string() }
    }
}

/// A day: `3 Nov 2026`.
pub(crate) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// A number with its thousands apart: `12,345`.
pub(crate) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number and what it counts: `1 case`, `12 cases`, `no cases`.
pub(crate) fn count(n: usize, one: &str) -> String {
    match n {
        0 => format!("no {}", plural(one)),
        1 => format!("1 {one}"),
        _ => format!("{} {}", number(n as u64), plural(one)),
    }
}

/// The plural of a noun that this program uses, or of a name that a site gives a facet.
pub(crate) fn plural(one: &str) -> String {
    let vowel_before = |stem: &str| stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match one.strip_suffix('y') {
        Some(stem) if !vowel_before(stem) => format!("{stem}ies"),
        _ if one.ends_with('s') => format!("{one}es"),
        _ => format!("{one}s"),
    }
}

/// Joins with commas and a last "and".
pub(crate) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The same with a capital letter first.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What stood behind a label, `Well: the switch itself`, begins a sentence. What may be a name stays as it is.
pub(crate) fn sentence(text: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    let plain = word.len() < text.len() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if plain { capital(text) } else { text.to_owned() }
}

/// The first sentences, as many as can be taken in at a glance; at least one.
pub(crate) fn first_sentences(text: &str) -> &str {
    sentences(text, AT_A_GLANCE)
}

/// The first sentences within `most` bytes; at least one.
fn sentences(text: &str, most: usize) -> &str {
    let ends = text.match_indices(['.', '!', '?', '。']).map(|(at, mark)| at + mark.len());
    let starts_anew = |rest: &str| {
        let mut rest = rest.chars();
        rest.next() == Some(' ') && rest.next().is_some_and(|first| !first.is_lowercase())
    };
    let mut ends = ends.filter(|end| starts_anew(&text[*end..])).chain([text.len()]);
    let first = ends.next().unwrap_or(text.len());
    let last = ends.take_while(|end| *end <= most).last();
    &text[..last.unwrap_or(first)]
}

/// The same, cut between words where even the first sentence is too long.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let text = sentences(text.trim(), most);
    if text.len() <= most.max(AT_A_GLANCE) {
        return text.to_owned();
    }
    let hard = text.floor_char_boundary(most.max(AT_A_GLANCE));
    let soft = text[..hard].rfind(char::is_whitespace).filter(|at| *at > hard / 2).unwrap_or(hard);
    format!("{}…", text[..soft].trim_end_matches(|c: char| c.is_whitespace() || ",;:.-–—".contains(c)))
}

/// Bytes of text that can be taken in at a glance.
pub(crate) const AT_A_GLANCE: usize = 240;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_begins_like_a_sentence_unless_it_begins_with_a_name() {
        assert_eq!(sentence("the switch itself."), "The switch itself.");
        assert_eq!(sentence("iOS told us."), "iOS told us.");
        assert_eq!(sentence("tcp_retries2 was 15."), "tcp_retries2 was 15.");
        assert_eq!(sentence("état des lieux."), "état des lieux.");
    }

    #[test]
    fn numbers_keep_their_thousands_apart() {
        assert_eq!(["7", "1,000", "12,345,678"], [7, 1000, 12_345_678].map(number).each_ref().map(String::as_str));
    }

    #[test]
    fn nouns_follow_their_numbers() {
        assert_eq!(count(0, "case"), "no cases");
        assert_eq!(count(1, "near miss"), "1 near miss");
        assert_eq!(count(2, "near miss"), "2 near misses");
        assert_eq!(plural("Journey"), "Journeys");
        assert_eq!(plural("Severity"), "Severities");
    }

    #[test]
    fn a_summary_is_cut_between_sentences() {
        let text = "Payments failed for e.g. cards, for 42 minutes. Nobody noticed.";
        assert_eq!(first_sentences(text), text);
        let long = format!("{text} {}.", "More and more".repeat(30));
        assert_eq!(first_sentences(&long), text);
        assert_eq!(first_sentences(&"long ".repeat(100)), "long ".repeat(100));
        assert_eq!(first_sentences(""), "");
        assert_eq!(excerpt(&long, AT_A_GLANCE), text);
        let cut = excerpt(&"wörter, ".repeat(60), 100);
        assert!(cut.len() <= AT_A_GLANCE + 3 && cut.ends_with("wörter…"), "{cut}");
    }
}
