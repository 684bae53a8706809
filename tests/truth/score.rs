//! Person against program, field by field.
use std::collections::BTreeMap;

use crate::draw::short;
use crate::program::Claims;
use crate::record::{Claim, Record};
use crate::times;

/// The fields that are compared, in the order of the tables.
pub(crate) const FIELDS: [&str; 18] = [
    "case",
    "title",
    "severity",
    "services",
    "kind",
    "started-day",
    "started",
    "detected",
    "acknowledged",
    "mitigated",
    "resolved",
    "published",
    "sections",
    "timeline",
    "actions",
    "done",
    "lessons",
    "durations",
];

/// How a field came out, over one file or many.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) right: usize,
    /// What is claimed and not so.
    pub(crate) wrong: Vec<String>,
    /// What is so and not claimed.
    pub(crate) missed: Vec<String>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong.extend(other.wrong);
        self.missed.extend(other.missed);
    }

    /// The same with the file named in what is listed.
    pub(crate) fn at(mut self, path: &str) -> Self {
        for item in self.wrong.iter_mut().chain(&mut self.missed) {
            *item = format!("{path}: {item}");
        }
        self
    }

    /// Of what is claimed, how many percent are right; none where nothing is claimed.
    pub(crate) fn precision(&self) -> Option<usize> {
        (100 * self.right).checked_div(self.right + self.wrong.len())
    }

    /// Of what is there, how many percent are claimed; none where nothing is there.
    pub(crate) fn recall(&self) -> Option<usize> {
        (100 * self.right).checked_div(self.right + self.missed.len())
    }

    pub(crate) fn right() -> Self {
        Self { right: 1, ..Self::default() }
    }
}

/// Compares all fields of a case.
pub(crate) fn compare(record: &Record, claims: &Claims) -> BTreeMap<&'static str, Tally> {
    let title = claims.title.as_ref().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut all = BTreeMap::from([
        ("title", word(title.as_deref(), &record.title, short)),
        ("severity", word(claims.severity.as_deref(), record.severity.as_slice(), letters)),
        ("kind", word(claims.kind, &record.kind, str::to_owned)),
        ("services", services(record, claims)),
        ("started-day", times::started_day(record, claims)),
        ("started", times::started(record, claims)),
        ("sections", sections(record, claims)),
        ("timeline", timeline(record, claims)),
        ("actions", actions(&record.actions, claims.actions.iter().map(|(title, _)| title))),
        ("done", actions(&record.done, claims.actions.iter().filter(|(_, done)| *done).map(|(title, _)| title))),
        ("lessons", lessons(record, claims)),
        ("durations", times::durations(record, claims)),
    ]);
    for name in ["detected", "acknowledged", "mitigated", "resolved", "published"] {
        all.insert(name, times::time(record, name, claims.times.get(name)));
    }
    all
}

/// One word of which the first that is told is expected and the others are as good.
fn word(claim: Option<&str>, told: &[String], form: impl Fn(&str) -> String) -> Tally {
    match claim {
        Some(claim) if told.contains(&form(claim)) => Tally::right(),
        _ => Tally {
            wrong: claim.map(str::to_owned).into_iter().collect(),
            missed: told.first().cloned().into_iter().collect(),
            ..Tally::default()
        },
    }
}

fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Matches each claim with something told that is not yet taken, else with something that may be said.
fn items<C, T>(
    claims: &[C],
    told: &[T],
    may: &[T],
    same: impl Fn(&C, &T) -> bool,
    label: impl Fn(&C) -> String,
    told_label: impl Fn(&T) -> String,
) -> Tally {
    let mut told: Vec<Option<&T>> = told.iter().map(Some).collect();
    let mut may: Vec<Option<&T>> = may.iter().map(Some).collect();
    let mut tally = Tally::default();
    let take = |open: &mut Vec<Option<&T>>, claim: &C| {
        let slot = open.iter_mut().find(|slot| slot.is_some_and(|item| same(claim, item)));
        slot.and_then(Option::take).is_some()
    };
    for claim in claims {
        if take(&mut told, claim) {
            tally.right += 1;
        } else if !take(&mut may, claim) {
            tally.wrong.push(label(claim));
        }
    }
    tally.missed = told.into_iter().flatten().map(told_label).collect();
    tally
}

fn services(record: &Record, claims: &Claims) -> Tally {
    let same = |(_, digests): &(String, Vec<String>), told: &String| digests.contains(told);
    items(&claims.services, &record.services, &[], same, |(name, _)| name.clone(), String::clone)
}

fn sections(record: &Record, claims: &Claims) -> Tally {
    let same = |claim: &&str, told: &String| claim == told;
    items(&claims.sections, &record.sections, &record.sections_may, same, ToString::to_string, String::clone)
}

fn timeline(record: &Record, claims: &Claims) -> Tally {
    let ((told, may), zones) = (record.timeline(), record.zones());
    items(&claims.timeline, &told, &may, |claim, when| when.is(claim, &zones), Claim::label, times::label)
}

fn actions<'a>(told: &[String], claims: impl Iterator<Item = &'a String>) -> Tally {
    let claims: Vec<&String> = claims.collect();
    items(&claims, told, &[], |claim, told| first_words(claim) == *told, |claim| (*claim).clone(), String::clone)
}

/// The digest of the first five words that have letters.
fn first_words(title: &str) -> String {
    let words =
        title.split_whitespace().map(|word| word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect());
    let words: Vec<String> = words.filter(|word: &String| !word.is_empty()).take(5).collect();
    short(&words.join(" "))
}

fn lessons(record: &Record, claims: &Claims) -> Tally {
    let count = |from: &BTreeMap<String, usize>, kind: &str| from.get(kind).copied().unwrap_or(0);
    let mut tally = Tally::default();
    for kind in ["well", "wrong", "lucky", "learned"] {
        let (told, may) = (count(&record.lessons, kind), count(&record.lessons_may, kind));
        let claimed = claims.lessons.get(kind).copied().unwrap_or(0);
        tally.right += told.min(claimed);
        tally.wrong.extend(std::iter::repeat_n(kind.to_owned(), claimed.saturating_sub(told + may)));
        tally.missed.extend(std::iter::repeat_n(kind.to_owned(), told.saturating_sub(claimed)));
    }
    tally
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::record::Records;

    fn record(text: &str) -> Record {
        let text = format!("zone = \"Europe/London\"\n[[file]]\npath = \"a.md\"\ncase = true\n{text}");
        Records::parse(&text).files.remove(0)
    }

    fn claim(at: &str) -> Claim {
        let at: jiff::Timestamp = at.parse().unwrap();
        let timed = at.to_zoned(TimeZone::UTC).time() != jiff::civil::Time::midnight();
        Claim { at, timed, site: TimeZone::UTC }
    }

    fn case(times: &[(&'static str, &str)]) -> Claims {
        Claims { times: times.iter().map(|(name, at)| (*name, claim(at))).collect(), ..Claims::default() }
    }

    /// Right, wrong, missed.
    fn counts(record: &Record, claims: &Claims, field: &str) -> [usize; 3] {
        let tally = &compare(record, claims)[field];
        [tally.right, tally.wrong.len(), tally.missed.len()]
    }

    #[test]
    fn a_time_is_right_to_the_minute_in_its_zone() {
        let told = record("resolved = \"2023-06-06T11:21\"\nresolved_may = [\"2023-06-06T13:11\"]");
        let of = |at| counts(&told, &case(&[("resolved", at)]), "resolved");
        assert_eq!(of("2023-06-06T10:21:40Z"), [1, 0, 0]);
        assert_eq!(of("2023-06-06T11:21:00Z"), [0, 1, 1], "an hour off");
        assert_eq!(of("2023-06-06T12:11:00Z"), [1, 0, 0], "the other reading");
        assert_eq!(of("2023-06-06T00:00:00Z"), [0, 0, 1], "the day alone is not wrong");
        assert_eq!(of("2023-06-07T00:00:00Z"), [0, 1, 1], "another day is");
        assert_eq!(counts(&told, &case(&[]), "resolved"), [0, 0, 1]);
    }

    #[test]
    fn what_nobody_can_tell_must_not_be_claimed() {
        let told = record("started = \"2023-06-06\"\ndetected_may = [\"2023-06-06T10:26\"]");
        let claims = case(&[("started", "2023-06-06T09:23:00Z"), ("detected", "2023-06-06T09:26:00Z")]);
        assert_eq!(counts(&told, &claims, "started-day"), [1, 0, 0]);
        assert_eq!(counts(&told, &claims, "started"), [0, 1, 0], "the day is known, the minute is invented");
        assert_eq!(counts(&told, &claims, "detected"), [0, 0, 0], "may be said");
        assert_eq!(counts(&told, &case(&[("resolved", "2023-06-06T09:26:00Z")]), "resolved"), [0, 1, 0]);
        let actions = Claims { actions: vec![("Buy more disks".into(), true)], ..Claims::default() };
        assert_eq!(counts(&told, &actions, "actions"), [0, 1, 0]);
        assert_eq!(counts(&told, &actions, "done"), [0, 1, 0]);
    }

    #[test]
    fn each_item_counts_once() {
        let told = record("timeline = [\"2023-06-06T10:30\", \"2023-06-06T10:30\", \"2023-06-07\"]");
        let timeline = ["2023-06-06T09:30:00Z", "2023-06-07T00:00:00Z", "2023-06-07T00:00:00Z"].map(claim).to_vec();
        let claims = Claims { timeline, ..Claims::default() };
        assert_eq!(counts(&told, &claims, "timeline"), [2, 1, 1]);
        let told = record("lessons = { well = 2, wrong = 1 }");
        let claims = Claims { lessons: BTreeMap::from([("well", 3), ("lucky", 1)]), ..Claims::default() };
        assert_eq!(counts(&told, &claims, "lessons"), [2, 2, 1]);
    }

    #[test]
    fn two_times_bear_a_duration_out() {
        let told = record("durations = [31, 43]");
        let claims = case(&[("detected", "2021-06-09T12:15:00Z"), ("mitigated", "2021-06-09T12:46:00Z")]);
        assert_eq!(counts(&told, &claims, "durations"), [1, 0, 1]);
    }
}
