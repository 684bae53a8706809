//! Days of a timeline that lack their year, `[03-26 08:10]` or `Mar 26, 08:10`, get that of the report.
use std::borrow::Cow;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{About, Line, Shaper, read, text};
use crate::adopt::clock;
use crate::document::{SectionKind, TimelineEntry};

pub(super) const SHAPER: Shaper = Shaper { does: "the year was put where days of the timeline leave it out", shape };

fn shape<'a>(lines: &[Line<'a>], about: &About<'_>) -> Option<Vec<Line<'a>>> {
    let whole = text(lines);
    let timeline = read(&whole).timeline;
    if timeline.len() < 2 || timeline.iter().any(|entry| entry.clock.date.is_some()) {
        return None;
    }
    let day = lines.iter().take(3).find_map(|line| clock::day_in(&line.text, None)).or(about.day)?;
    numbers(lines, &whole, &timeline, day).or_else(|| names(lines, &whole, &timeline, day))
}

/// Writes `03-26 08:10` as `2026-03-26 08:10`, where all entries begin so and one is of the report's day.
fn numbers<'a>(lines: &[Line<'a>], whole: &str, timeline: &[TimelineEntry], day: Date) -> Option<Vec<Line<'a>>> {
    let found: Option<Vec<(usize, Date)>> = timeline
        .iter()
        .map(|entry| {
            let words = entry.span.of(whole);
            let at = words.find(|c: char| c.is_ascii_digit())?;
            let written = words.get(at..at + 6).filter(|written| written.ends_with(' '))?;
            Some((entry.span.start + at, of_year(written.trim_end(), day)?))
        })
        .collect();
    let found = found?;
    if found.iter().all(|(_, date)| *date != day) {
        return None;
    }
    let mut out = lines.to_vec();
    for (at, date) in found {
        insert(&mut out, lines, at, &format!("{:04}-", date.year()));
    }
    let after = read(&text(&out)).timeline;
    (after.len() == timeline.len() && after.iter().all(|entry| entry.clock.date.is_some())).then_some(out)
}

/// The day that `03-26` means in a report of some day: no later than weeks after it.
fn of_year(written: &str, day: Date) -> Option<Date> {
    let (month, date) = written.split_once('-')?;
    let number = |part: &str| part.parse::<i8>().ok().filter(|_| part.len() == 2);
    let date = Date::new(day.year(), number(month)?, number(date)?).ok()?;
    if (date - day).get_days() > 60 { date.checked_sub(1.years()).ok() } else { Some(date) }
}

/// Puts the report's day into the title of a timeline that begins with the name of a month: its year then counts.
fn names<'a>(lines: &[Line<'a>], whole: &str, timeline: &[TimelineEntry], day: Date) -> Option<Vec<Line<'a>>> {
    let first = timeline.first()?.span.of(whole).trim_start_matches(|c: char| !c.is_alphanumeric());
    if !clock::month(first) {
        return None;
    }
    let section = read(whole).sections.into_iter().find(|section| section.kind == SectionKind::Timeline)?;
    let nth = whole[..section.span.start].matches('\n').count();
    let title = lines.get(nth).filter(|line| line.text.starts_with('#'))?;
    let words = title.text.trim_end().trim_end_matches('#').trim_end();
    let mut out = lines.to_vec();
    out[nth].text = Cow::Owned(format!("{words} ({day}){}", &title.text[title.text.trim_end().len()..]));
    let after = read(&text(&out)).timeline;
    let first = after.first()?.clock.date?;
    let near = (first - day).get_days().abs() <= 60;
    (near && after.len() == timeline.len()).then_some(out)
}

fn insert(out: &mut [Line<'_>], lines: &[Line<'_>], at: usize, words: &str) {
    let mut start = 0;
    for (line, before) in out.iter_mut().zip(lines) {
        if (start..start + before.text.len()).contains(&at) {
            line.text.to_mut().insert_str(at - start, words);
            return;
        }
        start += before.text.len();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{About, Shaped, read};

    fn shaped(body: &str) -> String {
        Shaped::with(body, &About { day: Some(date(2026, 3, 26)), ..About::default() }).text()
    }

    #[test]
    fn days_get_the_year_of_the_report() {
        let body = "## Timeline\n\n- [12-05 16:21] a\n- [03-26 23:04] b\n- [03-26 02:50] c\n";
        let expected = body.replace("12-05", "2025-12-05").replace("03-26", "2026-03-26");
        assert_eq!(shaped(body), expected);
        for other in [
            "## Timeline\n\n- [12-05 16:21] a\n- [02-05 23:04] b\n",
            "## Timeline\n\n- 10:10 a\n- 10-20 b\n- 10:30 c\n",
        ] {
            assert_eq!(shaped(other), other);
        }
    }

    #[test]
    fn names_of_months_get_it_too() {
        let body =
            "## Timeline ##\n\n### March 25, around 19:30 ###\n\na\n\n### Mar 26, 09:08\n\nb\n\n### 09:16\n\nc\n";
        let text = shaped(body);
        assert_eq!(text, body.replace("Timeline ##", "Timeline (2026-03-26)"));
        let days: Vec<_> =
            read(&text).timeline.iter().map(|entry| entry.clock.date.map(|day| day.to_string())).collect();
        assert_eq!(days, [Some("2026-03-25".into()), Some("2026-03-26".into()), None]);
        assert_eq!(Shaped::of(body).text(), body, "nobody knows the year");
    }
}
