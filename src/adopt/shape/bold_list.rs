//! Sections written as one list, `- **Impact**: …`, become headings.
use std::borrow::Cow;

use super::{About, Line, Shaper, code, usual};
use crate::adopt::clock::{self, Context};
use crate::adopt::label::{bold, unmarked};

pub(super) const SHAPER: Shaper = Shaper { does: "bold points of one list became headings", shape };

/// The fewest such points that make sections of a list.
const FEWEST: usize = 3;

/// The longest text that stands beside its title.
const SHORT: usize = 60;

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let code = code(lines);
    let titles: Vec<_> =
        lines.iter().zip(&code).map(|(line, code)| if *code { None } else { title(&line.text) }).collect();
    let found = || titles.iter().flatten();
    let sections = found().filter(|(title, _)| usual(title)).count();
    if found().count() < FEWEST || sections < 2 || sections * 3 < found().count() {
        return None;
    }
    let mut out = Vec::with_capacity(lines.len() * 2);
    let first = titles.iter().position(Option::is_some)?;
    out.extend_from_slice(&lines[..first]);
    let mut starts: Vec<usize> = (first..lines.len()).filter(|n| titles[*n].is_some()).collect();
    starts.push(lines.len());
    for pair in starts.windows(2) {
        section(&lines[pair[0]..pair[1]], titles[pair[0]].unwrap_or_default(), &mut out);
    }
    Some(out)
}

/// The title of a point of the outermost list, and what follows it on the line.
fn title(line: &str) -> Option<(&str, &str)> {
    let (text, item) = unmarked(line);
    let (title, rest) = bold(text.trim_end()).filter(|_| item)?;
    // Emphasis at the beginning of a sentence is no title.
    let after = text.trim_end()[2 + title.len()..].trim_start_matches([':', ' ']).trim_start_matches('*').trim_start();
    let ends = rest.is_empty() || after.starts_with(':') || text[..title.len() + 4].contains(':');
    (ends && !title.is_empty() && title.len() <= 60).then_some((title, rest))
}

/// A point as a section; what was nested in it moves to the left.
fn section<'a>(lines: &[Line<'a>], (title, rest): (&str, &str), out: &mut Vec<Line<'a>>) {
    let Some((head, below)) = lines.split_first() else { return };
    let line = |text: String| Line { text: Cow::Owned(text), from: head.from };
    if out.last().is_some_and(|line| !line.text.trim().is_empty()) {
        out.push(line("\n".into()));
    }
    let indent = below.iter().find(|line| !line.text.trim().is_empty()).map_or(0, |line| indent(&line.text)).min(6);
    let moved: Vec<Line<'a>> = below.iter().map(|line| moved(line, indent)).collect();
    let more = if timed(&moved) && !usual(title) { " and timeline" } else { "" };
    let bare = below.iter().all(|line| line.text.trim().is_empty());
    if bare && !rest.is_empty() && rest.len() <= SHORT && !usual(title) {
        // A figure is no paragraph: the first of those sums a report up.
        out.push(line(format!("## {title}: {rest}\n")));
        out.extend(moved);
        return;
    }
    out.push(line(format!("## {title}{more}\n")));
    if !rest.is_empty() {
        out.push(line(format!("\n{rest}\n")));
    }
    if rest.is_empty() && moved.first().is_some_and(|line| !line.text.trim().is_empty()) {
        out.push(line("\n".into()));
    }
    for moved in moved {
        match self::title(&moved.text).filter(|(title, _)| usual(title)) {
            Some((title, rest)) => {
                out.push(Line { text: Cow::Owned(format!("\n## {title}\n\n{rest}\n")), from: moved.from });
            }
            None => out.push(moved),
        }
    }
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

fn moved<'a>(line: &Line<'a>, by: usize) -> Line<'a> {
    let by = by.min(indent(&line.text));
    let text = match &line.text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[by..]),
        Cow::Owned(text) => Cow::Owned(text[by..].to_owned()),
    };
    Line { text, from: line.from }
}

/// Whether most points of a list begin with a date and time.
fn timed(lines: &[Line<'_>]) -> bool {
    let items = || lines.iter().filter_map(|line| Some(unmarked(&line.text)).filter(|(_, item)| *item));
    let timed = items().filter(|(text, _)| {
        clock::read(text, Context::default()).is_some_and(|said| said.date.is_some() && said.time.is_some())
    });
    let timed = timed.count();
    timed >= FEWEST && timed * 2 >= items().count()
}

#[cfg(test)]
mod tests {
    use super::super::Shaped;

    #[test]
    fn bold_points_become_sections_and_what_is_below_moves_left() {
        let body = "# Card outage\n\n- **Key events**\n  - First seen 2026-03-04 10:00\n  - Over 2026-03-04 11:00\n\n\
                    - **Time to repair**: 1h\n\n- **Impact**: cards\n  refused\n\n- **Context**:\n  - 2026-03-04 10:00: a\n  \
                    - 2026-03-04 10:01 b\n  - 2026-03-04 10:02 - c\n    - nested\n\n- **Resolution**:\n    We\n    waited.\n";
        let shaped = Shaped::of(body);
        insta::assert_snapshot!(shaped.text(), @r"
        # Card outage

        ## Key events

        - First seen 2026-03-04 10:00
        - Over 2026-03-04 11:00

        ## Time to repair: 1h

        ## Impact

        cards
        refused

        ## Context and timeline

        - 2026-03-04 10:00: a
        - 2026-03-04 10:01 b
        - 2026-03-04 10:02 - c
          - nested

        ## Resolution

        We
        waited.
        ");
        let waited = shaped.text().find("waited").unwrap();
        assert_eq!(super::super::line_at(&shaped.places(), waited), 19);
        assert_eq!(super::super::read(&shaped.text()).timeline.len(), 5);
    }

    #[test]
    fn other_lists_stay_byte_for_byte() {
        for body in [
            "- **Impact**: a\n- **Timeline**: b\n",
            "- **One**: a\n- **Two**: b\n- **Three**: c\n",
            "- **Impact** was low\n- **Timeline** is long\n- **Resolution** was quick\n",
            "```\n- **Impact**: a\n- **Timeline**: b\n- **Resolution**: c\n```\n",
        ] {
            assert_eq!(Shaped::of(body).text(), body);
            assert!(Shaped::of(body).done.is_empty());
        }
    }
}
