//! See `empty_section.md`.
use super::{Check, Report, Rules, Scope, section_kind};
use crate::diagnostic::Level;
use crate::postmortem::{Postmortem, Status};
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    name: "empty-section",
    level: Level::Warn,
    docs: include_str!("empty_section.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    if postmortem.status != Status::Published {
        return;
    }
    let asked = rules.config.policy.get(&postmortem.severity.value.id).map_or(&[][..], |policy| &policy.sections);
    let asked: Vec<_> = asked.iter().filter_map(|name| section_kind(&name.value)).collect();
    let outline = &postmortem.outline;
    for (nth, heading) in outline.iter().enumerate() {
        let next = outline.get(nth + 1);
        let end = next.map_or(postmortem.body.end, |next| next.text.span.start);
        let below = Span::new(heading.text.span.end, end).of(&postmortem.source.text);
        let parts = next.is_some_and(|next| next.level > heading.level);
        // A heading that is an entry of the timeline says all in its own words.
        let entry = postmortem.events.iter().any(|event| event.span.start == heading.text.span.start);
        // Where it is asked for, another check says so.
        let required =
            postmortem.sections.iter().any(|section| section.heading == nth && asked.contains(&section.kind));
        // `Time to repair: 0h 38m` says it all.
        let says = heading.text.value.split_once(": ").is_some();
        if !parts && !entry && !required && !says && is_nothing(below) {
            let place = postmortem.place(heading.text.span);
            report.push(place, format!("nothing stands below `{}`", heading.text.value), |finding| {
                finding.help("say what is known, or remove the heading")
            });
        }
    }
}

/// Whether a text holds nothing but blanks and comments.
fn is_nothing(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    rest.is_empty()
}
