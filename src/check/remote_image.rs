//! See `remote_image.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::document::LinkUse;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check =
    Check { name: "remote-image", level: Level::Warn, docs: include_str!("remote_image.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let images = postmortem.body_links.iter().filter(|link| link.usage == LinkUse::Image);
    let remote =
        |target: &str| target.split_once("://").is_some_and(|(scheme, _)| scheme.to_lowercase().starts_with("http"));
    for image in images.filter(|image| remote(image.target.value.trim())) {
        report.push(
            postmortem.place(image.target.span),
            "a picture on another site is shown as a link only",
            |finding| {
                finding
                    .help("put the picture beside this file: it then stays as it was, and no reader is seen elsewhere")
            },
        );
    }
}
