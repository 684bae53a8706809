//! See `image_without_text.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::document::LinkUse;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check = Check {
    name: "image-without-text",
    level: Level::Warn,
    docs: include_str!("image_without_text.md"),
    scope: Scope::Each(find),
};

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let text = postmortem.source.text.as_str();
    for image in postmortem.body_links.iter().filter(|link| link.usage == LinkUse::Image) {
        let span = image.target.span;
        let before = text.get(..span.start).unwrap_or_default().trim_end_matches('<');
        if before.ends_with("![](") || span.of(text).starts_with("![]") {
            report.push(postmortem.place(span), "this picture has no description", |finding| {
                finding.help("write what it shows between the brackets: `![errors per minute, from 09:00](errors.png)`")
            });
        }
    }
}
