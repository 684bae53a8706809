//! Entries of a timeline of headings that stand as high as its own title move below it.
use std::borrow::Cow;

use super::{About, Line, Shaper, code, read};
use crate::adopt::clock::{self, Context};
use crate::document::SectionKind;

pub(super) const SHAPER: Shaper =
    Shaper { does: "times that stood as high as their timeline's title moved below it", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let code = code(lines);
    let mut out = lines.to_vec();
    // The levels of the timeline's title and of its first entry.
    let mut inside: Option<(usize, Option<usize>)> = None;
    let mut changed = false;
    for (line, _) in out.iter_mut().zip(code).filter(|(_, code)| !code) {
        let Some((level, title)) = heading(&line.text) else { continue };
        let moment = clock::read(title, Context::default()).is_some_and(|said| said.time.is_some());
        match inside {
            Some((above, Some(entry))) if moment && level <= above => {
                line.text = Cow::Owned(format!("{}{}", "#".repeat(entry - level), line.text));
                changed = true;
            }
            Some((above, None)) if moment && level > above => inside = Some((above, Some(level))),
            Some((above, _)) if level > above => {}
            _ => inside = is_timeline(title).then_some((level, None)),
        }
    }
    changed.then_some(out)
}

/// The level and the words of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = line[level..].strip_prefix(' ')?.trim().trim_end_matches('#').trim();
    (1..=6).contains(&level).then_some((level, title))
}

fn is_timeline(title: &str) -> bool {
    let sections = read(&format!("## {title}\n\nx\n")).sections;
    sections.first().is_some_and(|section| section.kind == SectionKind::Timeline)
}

#[cfg(test)]
mod tests {
    use super::super::{Shaped, read};

    #[test]
    fn stray_entries_move_below_their_timeline() {
        let body = "# T\n\n## Timeline\n\n### 2026-03-04 10:00\n\na\n\n## 10:20\n\nb\n\n### 10:30\n\nc\n\n## Impact\n\n## 10:40\n";
        let shaped = Shaped::of(body);
        assert_eq!(shaped.text(), body.replace("\n## 10:20", "\n### 10:20"));
        assert_eq!(read(&shaped.text()).timeline.len(), 3);
        let fine = "## Timeline\n\n## 10:00\n\n## Impact\n";
        assert_eq!(Shaped::of(fine).text(), fine);
    }
}
