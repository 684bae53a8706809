//! See `unsafe_address.md`.
use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;
use crate::way;

pub(super) const CHECK: Check = Check {
    name: "unsafe-address",
    level: Level::Deny,
    docs: include_str!("unsafe_address.md"),
    scope: Scope::Each(find),
};

/// What runs or reads something on the reader's machine.
const HARMFUL: [&str; 4] = ["javascript", "data", "vbscript", "file"];

fn find(postmortem: &Postmortem, _: &Rules<'_>, report: &mut Report<'_>) {
    let body = postmortem.body_links.iter().map(|link| (&link.target, false));
    let links = postmortem.links.iter().map(|link| (link, false));
    // A ticket may be called `PAY:123`.
    let tickets = postmortem.tickets.iter().map(|ticket| (ticket, true));
    for (target, name) in body.chain(links).chain(tickets) {
        let Some(scheme) = way::unsafe_scheme(&target.value) else { continue };
        if name && !HARMFUL.contains(&scheme.as_str()) {
            continue;
        }
        let message = match scheme.as_str() {
            "//" => "an address without `https:` is not followed".to_owned(),
            drive if drive.len() == 1 => "a place on one machine is not followed".to_owned(),
            scheme => format!("`{scheme}:` addresses are not followed"),
        };
        report.push(postmortem.place(target.span), message, |finding| {
            finding.help("link to an address that begins with `https://`, `http://` or `mailto:`")
        });
    }
}
