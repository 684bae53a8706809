//! A timeline that never names its day gets it in front of its first time.
use jiff::civil::Date;

use super::{Shaped, read, time_in};

/// Puts the day before the first time of the body's timeline, where that names none; says whether it did.
pub(in crate::adopt) fn dated(shaped: &mut Shaped<'_>, day: Date) -> bool {
    let text = shaped.text();
    let timeline = read(&text).timeline;
    let Some(first) = timeline.first().filter(|first| first.clock.date.is_none()) else { return false };
    let entry = first.span.of(&text);
    let Some(at) = time_in(entry).map(|at| first.span.start + at) else { return false };
    let mut dated = text.clone();
    dated.insert_str(at, &format!("{day} "));
    let again = read(&dated).timeline;
    let same = again.first().is_some_and(|entry| (entry.clock.date, entry.clock.time) == (Some(day), first.clock.time));
    let fits = same && again.len() == timeline.len();
    if fits {
        shaped.insert(at, &format!("{day} "));
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_stands_before_the_first_time() {
        let day = jiff::civil::date(2026, 3, 4);
        for (body, expected) in [
            ("## Timeline\n\n* [13:26] a\n* [13:30] b\n", "* [2026-03-04 13:26] a"),
            ("## Timeline\n\n### ~13:26 UTC\n\na\n", "### ~2026-03-04 13:26 UTC"),
            ("- **13:26 UTC:** a\n- 13:27 b\n- 13:28 c\n", "- **2026-03-04 13:26 UTC:** a"),
            ("## Timeline\n\n1. 13:26 a\n2. 13:30 b\n", "1. 2026-03-04 13:26 a"),
            ("## Timeline\n\n| Time | What |\n|-|-|\n| 13:26 | a |\n", "| 2026-03-04 13:26 | a |"),
        ] {
            let mut shaped = Shaped::of(body);
            assert!(dated(&mut shaped, day), "{body}");
            assert!(shaped.text().contains(expected), "{}", shaped.text());
        }
        for body in ["", "## Timeline\n\n- 2026-03-05 13:26 a\n", "All was well at 13:26.\n"] {
            let mut shaped = Shaped::of(body);
            assert!(!dated(&mut shaped, day), "{body}");
            assert_eq!(shaped.text(), body);
        }
    }
}
