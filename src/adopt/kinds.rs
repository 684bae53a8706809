//! Planned work, told from incidents by the words of titles and file names.
mod words;

use words::{apart, first_words, security};

use super::How;
use super::case::Case;
use crate::postmortem::Kind;
use crate::source::Span;
use crate::table::Value;

/// Sets the kind where words tell it; where none does, or two disagree, a person must.
pub(super) fn decide(case: &mut Case<'_>) {
    if given(case) {
        return;
    }
    let (title, at) = title(case);
    let (kind, how) = match judge(&title, case.original.stem()) {
        Evidence::Planned(word) => ("planned", How::derived(("planned work, by a word", word))),
        Evidence::Incident(word) => ("unplanned", How::derived(("an incident, by a word", word))),
        Evidence::Torn(words) => return case.unknown("kind", at, ("whether it was planned; words disagree", words)),
        Evidence::Silent => return case.unknown("kind", at, "whether it was planned; no word tells"),
    };
    case.set("kind", Value::Text(kind.into()), at, how);
}

/// The same, for those who also write of security, rehearsals and near misses; what a report says first decides where
/// its title does not.
pub(super) fn decide_by_words(case: &mut Case<'_>, first: &str) {
    if given(case) {
        return;
    }
    let (title, at) = title(case);
    let stem = case.original.stem();
    let told = security(&title, stem).map(|word| ("security", "a matter of security, by a word", word));
    let told = told.or_else(|| apart(&title, stem).map(|(kind, word)| (kind, "no incident, by a word", word)));
    let silent = || judge(&title, stem) == Evidence::Silent;
    let told = told.or_else(|| first_words(first).filter(|_| silent()));
    match told {
        Some((kind, reason, word)) => {
            case.set("kind", Value::Text(kind.into()), at, How::derived((reason, word)));
        }
        None => decide(case),
    }
}

/// Sets the kind that the options give for words of the title or the file's name; says whether they do.
fn given(case: &mut Case<'_>) -> bool {
    let (title, at) = title(case);
    let stem = case.original.stem().replace(['-', '_'], " ").to_lowercase();
    let lower = title.to_lowercase();
    let fits = |words: &str| lower.contains(&words.to_lowercase()) || stem.contains(&words.to_lowercase());
    let Some((words, kind)) = case.options.kinds.iter().find(|(words, _)| fits(words)) else { return false };
    let how = How::derived(("the kind that was given for words", format!("“{words}”")));
    case.set("kind", Value::Text(kind_word(*kind).into()), at, how);
    true
}

/// The kind that front matter calls by this word.
#[must_use]
pub fn kind_named(word: &str) -> Option<Kind> {
    let all = [Kind::Unplanned, Kind::Planned, Kind::Security, Kind::Drill, Kind::NearMiss];
    all.into_iter().find(|kind| kind_word(*kind) == word)
}

/// How front matter says a kind.
const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Unplanned => "unplanned",
        Kind::Planned => "planned",
        Kind::Security => "security",
        Kind::Drill => "drill",
        Kind::NearMiss => "near-miss",
    }
}

/// The title that was found, and where it stands in the front matter.
fn title(case: &Case<'_>) -> (String, Option<Span>) {
    let written = case.original.front.get("title");
    (case.value("title").unwrap_or_default(), written.map(|title| title.span))
}

/// What the words say.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Evidence {
    /// Planned work; the word that says so and where it stands.
    Planned(String),
    /// An incident; the word that says so and where it stands.
    Incident(String),
    /// Both; what says which.
    Torn(String),
    /// Nothing.
    Silent,
}

/// How words of planned work begin.
const PLANNED: &[&str] = &[
    "brownout",
    "cleanup",
    "deploy",
    "downgrad",
    "enforc",
    "maintenance",
    "migrat",
    "operation",
    "planned",
    "reindex",
    "removal",
    "restart",
    "schedul",
    "upgrad",
];

/// How words begin by which work was announced.
const ANNOUNCED: &[&str] = &["brownout", "maintenance", "planned", "schedul"];

/// How words begin by which a report calls itself one of an incident.
const CALLED: &[&str] = &["accident", "incident", "outage", "post-mortem", "postmortem"];

/// How words of incidents begin.
const INCIDENT: &[&str] = &[
    "accident",
    "blocked",
    "broken",
    "degrad",
    "disconnect",
    "disrupt",
    "emergency",
    "error",
    "exceeded",
    "expir",
    "fail",
    "flak",
    "incident",
    "invalid",
    "outage",
    "post-mortem",
    "postmortem",
    "problem",
    "slow",
    "unavailable",
    "unreachable",
    "vulnerab",
];

/// Words of incidents that are too short to be the beginning of one, and in file names may be parts of other names.
const INCIDENT_WHOLE: &[&str] = &["down", "hung", "issue", "issues", "leak", "lost", "not", "oom", "stuck"];

/// What "update" means something else before: a thing that hands out updates.
const UPDATER: &[&str] = &["center", "centre", "server", "servers", "service", "site", "sites"];

/// Judges a title and a file's stem. Where both speak they must agree.
fn judge(title: &str, stem: &str) -> Evidence {
    let title = title.to_lowercase();
    let stem = stem.to_lowercase();
    // Names of hosts stay one word: `issues.example.org` tells of no issue.
    let in_title: Vec<&str> = title
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .map(|word| word.trim_matches(['.', '-', '_']))
        .collect();
    let in_stem: Vec<&str> = stem.split(['-', '_']).collect();
    let whole = in_title.iter().find(|word| INCIDENT_WHOLE.contains(word));
    let titled = |word: &str| format!("“{word}” in the title");
    let named = |word: &str| format!("“{word}” in the file's name");
    let planned = beginning(&in_title, PLANNED).map(titled).or_else(|| beginning(&in_stem, PLANNED).map(named));
    let incident = beginning(&in_title, INCIDENT).or(whole.copied()).map(titled);
    let incident = incident.or_else(|| beginning(&in_stem, INCIDENT).map(named));
    let announced = beginning(&in_title, ANNOUNCED).or(beginning(&in_stem, ANNOUNCED));
    match (planned, incident) {
        (Some(planned), None) => Evidence::Planned(planned),
        (None, Some(incident)) => Evidence::Incident(incident),
        // Work that a report calls an incident in its title went wrong.
        (Some(_), Some(incident))
            if (beginning(&in_title, CALLED).or(beginning(&in_stem, CALLED)).is_some()) && announced.is_none() =>
        {
            Evidence::Incident(incident)
        }
        (Some(planned), Some(incident)) => Evidence::Torn(format!("{planned}, but {incident}")),
        (None, None) if updates(&in_title) => Evidence::Planned(titled("update")),
        (None, None) => Evidence::Silent,
    }
}

fn beginning<'w>(words: &[&'w str], starts: &[&str]) -> Option<&'w str> {
    words.iter().copied().find(|word| starts.iter().any(|start| word.starts_with(start)))
}

fn updates(words: &[&str]) -> bool {
    let after = |at: usize| words.get(at + 1).is_some_and(|next| UPDATER.contains(next));
    words.iter().enumerate().any(|(at, word)| *word == "update" && !after(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sort(title: &str, stem: &str) -> char {
        match judge(title, stem) {
            Evidence::Planned(_) => 'p',
            Evidence::Incident(_) => 'i',
            Evidence::Torn(_) => 't',
            Evidence::Silent => '-',
        }
    }

    #[test]
    fn titles_and_names_tell_planned_work_from_incidents() {
        for (title, stem, expected) in [
            ("Maintenance on issues.example.org", "2026-03-04-tracker", 'p'),
            ("Cluster version update", "2026-03-04-k8s", 'p'),
            ("The update site does not load", "2026-03-04-site", 'i'),
            ("The update server is late", "2026-03-04-server", '-'),
            ("Payments are down", "2026-03-04-payments", 'i'),
            ("Work with downtime", "2026-03-04-maintenance", 'p'),
            ("Login is late", "2026-03-04-login-outage", 'i'),
            ("Upgrade failed", "2026-03-04-upgrade", 't'),
            ("Maintenance", "2026-03-04-outage", 't'),
            ("Incident on 4 March: an upgrade restarted all", "2026-03-04-upgrade", 'i'),
            ("Incident in a scheduled upgrade", "2026-03-04-upgrade", 't'),
            ("New keys", "2026-03-04-keys", '-'),
            ("Update on the broken gateway", "2026-03-04-gateway", 'i'),
            ("tracker-issues migration", "2026-03-04-tracker-issues-migration", 'p'),
        ] {
            assert_eq!(sort(title, stem), expected, "{title} / {stem}");
        }
    }

    #[test]
    fn the_word_that_decided_is_named() {
        assert_eq!(judge("Ledger migrated", "x"), Evidence::Planned("“migrated” in the title".into()));
    }
}
