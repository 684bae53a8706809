//! See `unportable_name.md`.
use std::collections::HashMap;
use std::sync::Arc;

use super::{Check, Ground, Report, Scope};
use crate::corpus::fold_id;
use crate::diagnostic::Level;
use crate::source::{Place, Source, Span};
use crate::way::folder_of;

pub(super) const CHECK: Check = Check {
    name: "unportable-name",
    level: Level::Deny,
    docs: include_str!("unportable_name.md"),
    scope: Scope::All(find),
};

/// Names that Windows keeps for devices, whatever ending they have.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

fn find(ground: &Ground<'_>, report: &mut Report<'_>) {
    let nowhere = |path: &str| Place::new(&Arc::new(Source::new(path, "")), Span::default());
    let sources = ground.sources.iter().map(|source| (source.path.as_str(), Place::new(source, Span::default())));
    let files = sources.chain(ground.attachments.iter().map(|blob| (blob.path.as_str(), nowhere(&blob.path))));
    let mut seen: HashMap<String, &str> = HashMap::new();
    let (mut folder, mut twin_above) = ("", None);
    for (path, place) in files {
        if let Some((part, why)) = path.split('/').find_map(|part| Some((part, fault(part)?))) {
            report.push(place.clone(), format!("`{part}` {why}"), |finding| {
                let better = portable(part);
                if fault(&better).is_none() {
                    finding.help(format!("rename it, as in `{better}`"))
                } else {
                    finding.help("choose another name: Windows keeps this one for itself")
                }
            });
        }
        let mut twin = |part| {
            let first = *seen.entry(fold_id(part)).or_insert(part);
            (first != part).then_some((part, first))
        };
        // Files of one folder follow each other: what is above them is looked up once.
        if folder_of(path) != folder {
            folder = folder_of(path);
            twin_above = path.match_indices('/').find_map(|(end, _)| twin(&path[..end]));
        }
        if let Some((part, first)) = twin_above.or_else(|| twin(path)) {
            report.push(place, format!("`{part}` and `{first}` are one name to Windows and to a Mac"), |finding| {
                finding.help("rename one: only one of them survives a checkout there")
            });
        }
    }
}

/// A name in small letters, digits and hyphens, its ending kept.
fn portable(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.to_lowercase().chars() {
        match c {
            '.' | '_' => {
                out.truncate(out.trim_end_matches('-').len());
                out.push(c);
            }
            c if c.is_alphanumeric() => out.push(c),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches(['-', '.']).len());
    out
}

/// What keeps a name from being written on Windows.
fn fault(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let device = DEVICES.contains(&stem.as_str()) && stem == numbered && !matches!(numbered, "com" | "lpt");
    let port = matches!(numbered, "com" | "lpt") && stem.len() == 4;
    if device || port {
        Some("is the name of a device on Windows")
    } else if name.contains(|c: char| matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\') || c.is_control()) {
        Some("holds a character that no name on Windows may have")
    } else if name.ends_with(['.', ' ']) {
        Some("ends in a dot or a blank, which Windows drops")
    } else {
        None
    }
}
