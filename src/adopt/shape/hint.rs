//! What a template asks below its headings, left standing in a report, is hidden: it is no part of what happened.
use std::borrow::Cow;
use std::ops::Range;

use super::{About, Line, Shaper, code};

pub(super) const SHAPER: Shaper = Shaper { does: "what the template asks below its headings became comments", shape };

fn shape<'a>(lines: &[Line<'a>], about: &About<'_>) -> Option<Vec<Line<'a>>> {
    let hints = about.hints?;
    let mut out = lines.to_vec();
    let mut changed = false;
    for (range, _) in asked(lines).into_iter().filter(|(_, text)| hints.contains(text) && !text.contains("--")) {
        let (first, last) = (range.start, range.end - 1);
        out[first].text.to_mut().insert_str(0, "<!-- ");
        let end = out[last].text.trim_end().len();
        out[last].text.to_mut().insert_str(end, " -->");
        changed = true;
    }
    changed.then_some(out)
}

/// The paragraphs in emphasis that stand first below a heading: which lines, and the words on one line.
pub(super) fn asked(lines: &[Line<'_>]) -> Vec<(Range<usize>, String)> {
    let code = code(lines);
    let text = |n: usize| lines.get(n).map_or("", |line| line.text.trim());
    let heading = |n: &usize| !code[*n] && text(*n).starts_with('#');
    let below = (0..lines.len()).filter(heading).filter_map(|n| {
        let first = (n + 1..lines.len()).find(|n| !text(*n).is_empty())?;
        let last = (first..lines.len()).find(|n| text(*n).is_empty()).unwrap_or(lines.len());
        let words = lines[first..last].iter().map(|line| Cow::Borrowed(line.text.trim())).collect::<Vec<_>>().join(" ");
        emphasis(&words).then_some((first..last, words))
    });
    below.collect()
}

/// Whether all of a text stands in one pair of marks.
fn emphasis(text: &str) -> bool {
    ['*', '_'].into_iter().any(|mark| {
        let inside = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
        inside.is_some_and(|inside| inside.contains(' ') && !inside.starts_with(' ') && !inside.contains(mark))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{About, Shaped};

    #[test]
    fn only_what_others_ask_too_is_hidden() {
        let body =
            "## Lessons\n\n*What did\nwe learn?*\n\nMuch.\n\n## Impact\n*mine alone*\n\n## Cause\n**bold words**\n";
        let hints = BTreeSet::from(["*What did we learn?*".to_owned(), "**bold words**".to_owned()]);
        let shaped = Shaped::with(body, &About { hints: Some(&hints), ..About::default() });
        assert_eq!(shaped.text(), body.replace("*What", "<!-- *What").replace("learn?*", "learn?* -->"));
        assert_eq!(Shaped::of(body).text(), body);
    }
}
