//! See `mixed_offset.md`.
use jiff::fmt::temporal::{Pieces, PiecesOffset};

use super::{Check, Report, Rules, Scope};
use crate::diagnostic::Level;
use crate::postmortem::Postmortem;

pub(super) const CHECK: Check =
    Check { name: "mixed-offset", level: Level::Warn, docs: include_str!("mixed_offset.md"), scope: Scope::Each(find) };

fn find(postmortem: &Postmortem, rules: &Rules<'_>, report: &mut Report<'_>) {
    let text = postmortem.source.text.as_str();
    let named = || postmortem.times.named().map(|(name, time)| (name, time, offset(time.span.of(text))));
    let Some((other, example, seconds)) = named().find_map(|(name, time, offset)| Some((name, time, offset?))) else {
        return;
    };
    // A day needs no offset.
    for (name, time, _) in named().filter(|(_, time, offset)| offset.is_none() && time.value.timed) {
        let taken = time.value.at.to_zoned(rules.config.timezone.clone());
        // Where local time is what the others are written in, both mean the same.
        if taken.offset().seconds() == seconds {
            continue;
        }
        report.push(postmortem.place(time.span), format!("`{name}` has no offset, and `{other}` has one"), |finding| {
            let taken = taken.strftime("%:z");
            finding
                .also(postmortem.place(example.span), "with an offset")
                .help(format!("it is taken for local time, `{taken}`: write the offset that was meant"))
        });
    }
}

/// The offset that a date and time is written with, perhaps in quotes, in seconds.
fn offset(written: &str) -> Option<i32> {
    match Pieces::parse(written.trim_matches(['"', '\'', ' ', '\r'])).ok()?.offset()? {
        PiecesOffset::Zulu => Some(0),
        PiecesOffset::Numeric(numeric) => Some(numeric.offset().seconds()),
        _ => None,
    }
}
