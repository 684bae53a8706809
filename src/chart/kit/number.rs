//! How numbers are printed; the only place where they are rounded.
use std::fmt::Display;

use jiff::civil::Date;

use crate::time::Month;
use crate::trend::Limits;

/// `2,500`.
pub(crate) fn count(n: usize) -> String {
    let digits = n.to_string();
    let head = digits.len() % 3;
    let (first, rest) = digits.split_at(head);
    let groups = rest.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let first = (!first.is_empty()).then(|| first.to_owned());
    first.into_iter().chain(groups).collect::<Vec<_>>().join(",")
}

/// A printed number as machines read it: `2,500` as `2500`, `–` as nothing; other words as they are.
pub(crate) fn plain(printed: &str) -> String {
    let mut groups = printed.split(',');
    let first = groups.next().is_some_and(|head| (1..=3).contains(&head.len()));
    let digits = printed.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    match printed {
        "–" => String::new(),
        _ if first && digits && groups.all(|group| group.len() == 3) => printed.replace(',', ""),
        words => words.to_owned(),
    }
}

/// `1 incident`, `12 incidents`.
pub(crate) fn incidents(n: usize) -> String {
    many(n, "incident", "incidents")
}

/// `1 month`, `12 months`.
pub(crate) fn many(n: usize, one: &str, several: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { several })
}

/// A mean: `0`, `0.3`, `10.6`; whole from 100 on: `1,204`.
pub(crate) fn mean(x: f64) -> String {
    if x <= 0.0 {
        return count(0);
    }
    if x < 0.05 {
        return "<0.1".to_owned();
    }
    if x < 99.95 { format!("{:.1}", libm::round(x * 10.0) / 10.0) } else { whole(x) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
fn whole(x: f64) -> String {
    count(libm::round(x) as usize)
}

/// A percentage as it is written everywhere: `22%`, `6.5%`.
pub(crate) fn percent(value: impl Display) -> String {
    format!("{value}%")
}

/// A share: `22%`; `<1%` and `>99%` where rounding would say none or all.
pub(crate) fn share(part: usize, whole: usize) -> String {
    match (part.saturating_mul(200).saturating_add(whole)).checked_div(whole.saturating_mul(2)) {
        None => "–".to_owned(),
        Some(0) if part > 0 => percent("<1"),
        Some(100..) if part < whole => percent(">99"),
        Some(whole) => percent(whole),
    }
}

/// The ends of an interval of shares: `12–32%`.
pub(crate) fn share_range((low, high): (f64, f64)) -> String {
    format!("{:.0}–{}", libm::round(low * 100.0), percent(libm::round(high * 100.0)))
}

/// A ratio: `0.5×`, `12×`; finer near 1, as `0.97×`.
pub(crate) fn times(ratio: f64) -> String {
    match ratio {
        none if none <= 0.0 => "0×".to_owned(),
        tiny if tiny < 0.005 => "<0.01×".to_owned(),
        small if small < 0.095 => format!("{:.2}×", libm::round(small * 100.0) / 100.0),
        even if (0.795..1.245).contains(&even) => format!("{:.2}×", libm::round(even * 100.0) / 100.0),
        fair if fair < 9.95 => format!("{:.1}×", libm::round(fair * 10.0) / 10.0),
        large => format!("{}×", whole(large)),
    }
}

/// The ends of an interval of ratios, finer where they would read alike: `0.5×` and `12×`, `0.15×` and `0.24×`.
pub(crate) fn times_range(low: f64, high: f64) -> (String, String) {
    let finer = |ratio: f64| format!("{:.2}×", libm::round(ratio * 100.0) / 100.0);
    match (times(low), high.is_finite()) {
        (said, false) => (said, "any".to_owned()),
        (said, true) if said == times(high) && high >= 0.005 => (finer(low), finer(high)),
        (said, true) => (said, times(high)),
    }
}

/// The counts that are no signal: `2–22`; `up to 22` where no count is too small.
pub(crate) fn range(limits: Limits) -> String {
    match limits.low {
        0 => format!("up to {}", count(limits.high)),
        low => format!("{}–{}", count(low), count(limits.high)),
    }
}

/// `Oct 2026`.
pub(crate) fn month(month: Month) -> String {
    format!("{} {}", short(month), month.year())
}

/// `3 Oct 2026`.
pub(crate) fn day(day: Date) -> String {
    format!("{} {}", day.day(), month(Month::of(day)))
}

/// `Oct`.
pub(crate) fn short(month: Month) -> &'static str {
    month.name().get(..3).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_rounded_once() {
        assert_eq!([0, 999, 1000, 1_234_567].map(count), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([0.04, 10.55, 99.94, 99.96, 1204.4].map(mean), ["<0.1", "10.6", "99.9", "100", "1,204"]);
        assert_eq!(
            [0.0, 0.001, 0.04, 0.5, 9.96, 1500.0].map(times),
            ["0×", "<0.01×", "0.04×", "0.5×", "10×", "1,500×"]
        );
        assert_eq!([0.966, 1.1, 1.35, 9.96, 1500.0].map(times), ["0.97×", "1.10×", "1.4×", "10×", "1,500×"]);
    }

    #[test]
    fn printed_numbers_are_read_back() {
        for n in [0, 7, 999, 1000, 1_234_567] {
            assert_eq!(plain(&count(n)), n.to_string());
        }
        assert_eq!(
            ["–", "1,20", "12,3456", "2–22", "1,000×", "", ","].map(plain),
            ["", "1,20", "12,3456", "2–22", "1,000×", "", ","]
        );
    }

    #[test]
    fn shares_never_round_to_none_or_all() {
        let shares = [(0, 5), (1, 1000), (1, 3), (2, 3), (999, 1000), (5, 5), (1, 0)];
        assert_eq!(shares.map(|(part, whole)| share(part, whole)), ["0%", "<1%", "33%", "67%", ">99%", "100%", "–"]);
        assert_eq!(mean(0.0), "0");
        assert_eq!(times_range(0.15, 0.24), ("0.15×".to_owned(), "0.24×".to_owned()));
        assert_eq!(times_range(0.5, f64::INFINITY), ("0.5×".to_owned(), "any".to_owned()));
        assert_eq!(share_range((0.118_285, 0.317_818)), "12–32%");
    }

    #[test]
    fn a_range_without_a_lower_end_has_none() {
        assert_eq!(range(Limits { low: 0, high: 6 }), "up to 6");
        assert_eq!(range(Limits { low: 1200, high: 1500 }), "1,200–1,500");
    }
}
