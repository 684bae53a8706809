//! The text of a new postmortem: keys with the site's own terms beside them, and the sections to fill in.
use std::fmt::Write as _;

use jiff::Zoned;

use crate::config::{Config, Facet, FacetKind, Syntax};

/// What is known of a case before it is written.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// One line.
    pub title: &'a str,
    /// When users were first affected, in the site's zone.
    pub started: Zoned,
    /// Ids of terms, by the key of their facet.
    pub terms: Vec<(FacetKind, String)>,
    /// Later times, in their order: the key and the time in the site's zone.
    pub times: Vec<(&'static str, Zoned)>,
    /// Other keys, each with its words; a key of several words becomes a list.
    pub more: Vec<(String, Words)>,
    /// What the front matter is written in.
    pub syntax: Syntax,
}

/// What another key says.
#[derive(Debug, Clone)]
pub enum Words {
    /// One word.
    One(String),
    /// Any number of them.
    List(Vec<String>),
}

impl Words {
    /// As both syntaxes read it.
    fn written(&self) -> String {
        match self {
            Self::One(word) => quoted(word),
            Self::List(words) => format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// What each section is for; the comments do not show on the site.
const SECTIONS: &[(&str, &str)] = &[
    ("Summary", "Two or three sentences: what users saw, for how long, why it happened, what ended it."),
    ("Impact", "Whom it hit, how badly, and how you know. Say what did not break, too."),
    ("Timeline", "One line each, times in the site's zone: - **09:12** The first payment fails."),
    ("Root cause", "Why it could happen: the system, the decision, the assumption. Never who."),
    ("Detection", "How it was noticed, and what would have noticed it sooner."),
    ("Resolution", "What ended it, and what was tried before that did not."),
    ("Lessons learned", "What went well, what went wrong, where we got lucky."),
    ("Action items", "One line each: - [ ] Alert on pool saturation @squad due:2026-11-30 kind:detect"),
];

/// What each section of a new postmortem says until somebody has filled it in.
pub fn hints() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().map(|(_, hint)| *hint)
}

/// Writes the file.
#[must_use]
pub fn write(draft: &Draft<'_>, config: &Config) -> String {
    let fence = match draft.syntax {
        Syntax::Toml => "+++",
        Syntax::Yaml => "---",
    };
    let mut out = format!("{fence}\n");
    let mut line = |key: &str, value: &str, comment: &str| {
        let comment = if comment.is_empty() { String::new() } else { format!(" # {comment}") };
        let _ = writeln!(out, "{}{comment}", draft.syntax.assign(key, value));
    };
    line("title", &quoted(draft.title), "");
    for kind in [FacetKind::Severity, FacetKind::RootCause, FacetKind::Squad] {
        let facet = config.taxonomy.facet(kind);
        line(&facet.key, &quoted(&known(draft, facet)), &format!("one of: {}", ids(facet)));
    }
    let written = |time: &Zoned| time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    line(
        "started",
        &written(&draft.started),
        "when users were first affected, or only the day; then detected, acknowledged, mitigated, resolved",
    );
    for (key, time) in &draft.times {
        line(key, &written(time), "");
    }
    for (key, words) in &draft.more {
        line(key, &words.written(), "");
    }
    line("status", &quoted("draft"), "then in-review, then published with the date: published = 2026-03-11");
    let _ = writeln!(out, "{fence}");
    for (name, hint) in SECTIONS {
        let _ = write!(out, "\n## {name}\n\n<!-- {hint} -->\n");
    }
    out
}

/// The file's name for a title: small letters, digits and hyphens; `postmortem` where nothing is left.
#[must_use]
pub fn slug(title: &str) -> String {
    let plain = deunicode::deunicode(title).to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        // Addresses stay readable: whole words up to some sixty characters.
        if !slug.is_empty() && slug.len() + word.len() > 60 {
            break;
        }
        slug.push_str(if slug.is_empty() { "" } else { "-" });
        slug.push_str(word);
    }
    slug.truncate(100);
    if slug.is_empty() { "postmortem".to_owned() } else { slug }
}

/// The term that was given; the only one there is; else nothing, which `check` asks for.
fn known(draft: &Draft<'_>, facet: &Facet) -> String {
    let given = draft.terms.iter().find(|(kind, _)| *kind == facet.kind).map(|(_, id)| id.clone());
    let mut live = facet.terms.iter().filter(|term| !term.retired);
    let only = live.next().filter(|_| live.next().is_none()).map(|term| term.id.clone());
    given.or(only).unwrap_or_default()
}

fn ids(facet: &Facet) -> String {
    let live = facet.terms.iter().filter(|term| !term.retired);
    live.map(|term| term.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// A text in quotes that TOML and YAML read alike.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(slug("Zahlungen über 10 € – schlugen fehl!"), "zahlungen-uber-10-eur-schlugen-fehl");
        assert_eq!(slug("連接池"), "lian-jie-chi");
        assert_eq!(slug("!!"), "postmortem");
    }
}
