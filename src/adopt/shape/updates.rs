//! Updates of a status page, each below a label with its moment, become a timeline.
use std::borrow::Cow;

use super::one_zone::zone;
use super::{About, Line, Shaper, code, read, text};
use crate::adopt::clock::{self, Context, Said};
use crate::document::ClockZone;

pub(super) const SHAPER: Shaper = Shaper { does: "updates with a moment in their labels became a timeline", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let code = code(lines);
    let labels: Vec<_> =
        lines.iter().zip(&code).map(|(line, code)| label(line.text.trim()).filter(|_| !code)).collect();
    let dated = labels.iter().filter(|label| label.is_some_and(|label| moment(label).is_some())).count();
    if dated == 0 || !read(&text(lines)).timeline.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(lines.len() + 2 * dated + 1);
    let mut inside = false;
    for (line, label) in lines.iter().zip(labels) {
        let made = |text: String| Line { text: Cow::Owned(text), from: line.from };
        match (label, label.and_then(moment)) {
            (Some(_), Some(moment)) => {
                if !inside {
                    out.push(made("## Timeline\n\n".into()));
                }
                inside = true;
                out.push(made(format!("### {moment}\n\n")));
                out.push(line.clone());
            }
            // What follows is no part of the update before it.
            (Some(label), None) if inside => {
                inside = false;
                out.push(made(format!("## {label}\n")));
            }
            _ => out.push(line.clone()),
        }
    }
    (read(&text(&out)).timeline.len() == dated).then_some(out)
}

/// The words of a line that is only a label, `[Update …]` or `**Update …**`.
fn label(line: &str) -> Option<&str> {
    let square = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let bold = line.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    let words = square.or(bold)?.trim();
    let plain = !words.contains(['[', ']', '*', '<', '|']) && words.len() <= 60;
    let first = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let known = ["update", "updated", "initial", "final"].iter().any(|word| first.eq_ignore_ascii_case(word));
    (plain && known).then_some(words)
}

/// The moment in a label, as an entry of a timeline begins with it; it must have a date.
fn moment(label: &str) -> Option<String> {
    let at = label.find(|c: char| c.is_ascii_digit())?;
    let Said { date, time, zone: named, rest, .. } = clock::read(&label[at..], Context::default())?;
    let date = date.filter(|_| rest.is_empty())?;
    let zone = match named {
        Some(ClockZone::Offset(seconds)) => format!(" {}", zone(seconds)),
        _ => String::new(),
    };
    Some(time.map_or_else(|| date.to_string(), |time| format!("{date} {}{zone}", time.strftime("%H:%M"))))
}

#[cfg(test)]
mod tests {
    use super::super::{Shaped, read};

    #[test]
    fn dated_updates_become_entries_and_others_sections() {
        let body = "[Final message]\nAll is well.\n\n[Update 4th of March 2026 - 19:00 UTC]\nBetter.\n\n\
                    **Update on 2026-03-04**\nBad.\n\n[Initial Message]\nIt broke.\n";
        let shaped = Shaped::of(body);
        insta::assert_snapshot!(shaped.text(), @r"
        [Final message]
        All is well.

        ## Timeline (UTC)

        ### 2026-03-04 19:00 UTC

        [Update 4th of March 2026 - 19:00 UTC]
        Better.

        ### 2026-03-04

        **Update on 2026-03-04**
        Bad.

        ## Initial Message
        It broke.
        ");
        assert_eq!(read(&shaped.text()).timeline.len(), 2);
        for body in [
            "[Update]\nAll is well.\n",
            "[Update 3]\na\n",
            "[Update on 2026-03-04](x)\n",
            "## Timeline\n\n- 10:00 a\n\n[Update 2026-03-04 10:00]\n",
        ] {
            assert_eq!(Shaped::of(body).text(), body);
        }
    }
}
