//! See `template_hint.md`.
use super::text::{Hit, Kind, Text};
use super::{Check, Report, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Status;
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    name: "template-hint",
    level: Level::Warn,
    docs: include_str!("template_hint.md"),
    scope: Scope::Text(Kind::Hint, find),
};

fn find(hit: &Hit, text: &Text<'_>, report: &mut Report<'_>) {
    if text.postmortem.is_none_or(|postmortem| postmortem.status != Status::Published) {
        return;
    }
    if hit.note == "comment" {
        report.push(text.place(hit), "a hint of the template is still here", |finding| {
            finding.help("remove it once the section is written").mend(whole_line(&text.source.text, hit.span), "")
        });
    } else if hit.note == "asks" {
        report.push(text.place(hit), "a hint of the template is still here", |finding| {
            finding.help("remove it once the section is written")
        });
    } else {
        let words = hit.span.of(&text.source.text);
        report.push(text.place(hit), format!("`{words}` is still to be filled in"), |finding| {
            finding.help("write what is known, or remove it")
        });
    }
}

/// A comment with its line, where nothing else stands on that.
fn whole_line(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |newline| span.end + newline + 1);
    let alone = text[start..span.start].trim().is_empty() && text[span.end..end].trim().is_empty();
    if alone { Span::new(start, end) } else { span }
}
