//! Everything that a finding may be called: what checks find, and what reading a file finds.
use super::CHECKS;
use crate::diagnostic::{Code, Level, sarif::Rule};

/// A kind of finding, explained.
#[derive(Debug, Clone, Copy)]
pub struct Explained {
    /// What it is called.
    pub code: Code,
    /// How much it matters, unless `site.toml` says otherwise.
    pub level: Level,
    /// Whether `site.toml` may say otherwise: without what is read, there is nothing to show.
    pub settable: bool,
    /// What it means, why it matters and how to mend it, in markdown.
    pub docs: &'static str,
}

impl Explained {
    /// What it is, in one sentence: the first of its documentation.
    #[must_use]
    pub fn summary(&self) -> String {
        let paragraph = self.docs.split("\n\n").nth(1).unwrap_or_default().replace('\n', " ");
        let end = paragraph.find(". ").map_or(paragraph.len(), |at| at + 1);
        paragraph[..end].to_owned()
    }

    /// As code scanning wants it described; `summary` is its own.
    #[must_use]
    pub const fn rule<'a>(&self, summary: &'a str) -> Rule<'a> {
        Rule { code: self.code, level: self.level, summary, docs: self.docs }
    }
}

/// All of them, by code.
#[must_use]
pub fn explained() -> Vec<Explained> {
    let checks = CHECKS.iter().map(|check| (check.name, check.level, true, check.docs));
    let reading = READING.iter().map(|(code, level, docs)| (*code, *level, false, *docs));
    let mut all: Vec<_> =
        checks.chain(reading).map(|(code, level, settable, docs)| Explained { code, level, settable, docs }).collect();
    all.sort_by_key(|one| one.code);
    all
}

/// What reading finds: no check, since what cannot be read cannot be shown.
pub(super) const READING: &[(Code, Level, &str)] = &[
    ("ambiguous-time", Level::Warn, include_str!("reading/ambiguous_time.md")),
    ("asset-clash", Level::Deny, include_str!("reading/asset_clash.md")),
    ("body-too-large", Level::Deny, include_str!("reading/body_too_large.md")),
    ("character-without-font", Level::Warn, include_str!("reading/character_without_font.md")),
    ("duplicate-term", Level::Deny, include_str!("reading/duplicate_term.md")),
    ("faint-accent", Level::Deny, include_str!("reading/faint_accent.md")),
    ("invalid-toml", Level::Deny, include_str!("reading/invalid_toml.md")),
    ("invalid-yaml", Level::Deny, include_str!("reading/invalid_yaml.md")),
    ("missing-front-matter", Level::Deny, include_str!("reading/missing_front_matter.md")),
    ("missing-file", Level::Deny, include_str!("reading/missing_file.md")),
    ("missing-key", Level::Deny, include_str!("reading/missing_key.md")),
    ("nesting-too-deep", Level::Deny, include_str!("reading/nesting_too_deep.md")),
    ("retired-term", Level::Deny, include_str!("reading/retired_term.md")),
    ("template", Level::Deny, include_str!("reading/template.md")),
    ("template-version", Level::Warn, include_str!("reading/template_version.md")),
    ("unclosed-front-matter", Level::Deny, include_str!("reading/unclosed_front_matter.md")),
    ("undrawn-picture", Level::Deny, include_str!("reading/undrawn_picture.md")),
    ("unknown-key", Level::Deny, include_str!("reading/unknown_key.md")),
    ("unknown-term", Level::Deny, include_str!("reading/unknown_term.md")),
    ("unreadable-file", Level::Deny, include_str!("reading/unreadable_file.md")),
    ("wrong-type", Level::Deny, include_str!("reading/wrong_type.md")),
];
