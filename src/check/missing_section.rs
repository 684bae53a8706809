//! See `missing_section.md`.
use super::{Check, Report, Rules, Scope, section_kind};
use crate::diagnostic::{Level, did_you_mean};
use crate::document::SectionKind;
use crate::postmortem::{Postmortem, Status};
use crate::source::Span;

pub(super) const CHECK: Check = Check {
    name: "missing-section",
    level: Level::Deny,
    docs: include_str!("missing_section.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let severity = &postmortem.severity.value;
    let policy = rules.config.policy.get(&severity.id).filter(|_| postmortem.status == Status::Published);
    for name in policy.into_iter().flat_map(|policy| &policy.sections) {
        let Some(kind) = section_kind(&name.value) else { continue };
        let of_kind = || postmortem.sections.iter().filter(|section| section.kind == kind);
        if of_kind().any(|section| !section.empty) {
            continue;
        }
        let asked = format!("`site.toml` asks for it where severity is `{}`", severity.id);
        if let Some(section) = of_kind().next() {
            let place = postmortem.outline.get(section.heading).map_or(section.span, |heading| heading.text.span);
            let message = format!("the section `{}` is empty", name.value);
            let help = format!("write below it what is known: {asked}");
            report.push(postmortem.place(place), message, |finding| finding.help(help));
        } else {
            let message = format!("the section `{}` is missing", name.value);
            if let Some((place, help)) = meant(postmortem, kind) {
                report.push(postmortem.place(place), message, |finding| finding.help(help).help(asked));
                continue;
            }
            let help = format!("add a heading such as `## {}`: {asked}", title(&name.value));
            let place = Span::at(postmortem.body.start);
            report.push(postmortem.place(place), message, |finding| finding.help(help));
        }
    }
}

/// The line that was most likely meant to be the heading, and what is wrong with it.
fn meant(postmortem: &Postmortem, kind: SectionKind) -> Option<(Span, String)> {
    let mut at = postmortem.body.start;
    let lines = postmortem.body.of(&postmortem.source.text).split_inclusive('\n').map(|line| {
        at += line.len();
        (Span::new(at - line.len(), at - line.len() + line.trim_end().len()), line.trim_end())
    });
    lines.filter(|(_, line)| line.starts_with('#')).find_map(|(span, line)| {
        let words = line.trim_start_matches('#');
        let name = did_you_mean(words.trim(), kind.usual_names())?;
        let nth = postmortem.outline.iter().position(|heading| heading.text.span.start == span.start);
        let known = postmortem.sections.iter().any(|section| Some(section.heading) == nth);
        let help = match nth {
            Some(_) if known => return None,
            Some(_) => format!("did you mean `{}`?", title(name)),
            None if words.starts_with(' ') => {
                "this is no heading: end the code or the comment that begins above".to_owned()
            }
            None => format!("write a blank behind `{}`", &line[..line.len() - words.len()]),
        };
        Some((span, help))
    })
}

/// `root-cause` as a heading.
fn title(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).map(|c| if c == '-' { ' ' } else { c }).collect()
}
