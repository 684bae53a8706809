//! What is looked for in every postmortem, and why: what `casebook explain` says, with the levels of this site.
use serde::Serialize;
use tera::Value;

use super::Page;
use super::part::here::{Head, Here, Link};
use super::part::value;
use crate::check::{Explained, explained};
use crate::diagnostic::Level;
use crate::document::body::{Target, render};
use crate::route::Route;

#[derive(Serialize)]
struct View {
    head: Head,
    up: Link,
    checks: Vec<CheckView>,
    always: Vec<CheckView>,
}

#[derive(Serialize)]
struct CheckView {
    code: &'static str,
    level: &'static str,
    /// What it is when `site.toml` says nothing, where that is another level.
    usual: Option<&'static str>,
    summary: Value,
    parts: Vec<Part>,
}

/// What stands below one heading.
#[derive(Serialize)]
struct Part {
    title: &'static str,
    html: Value,
    example: bool,
}

pub(super) fn pages(_: &crate::site::Site) -> Vec<Page> {
    vec![Page::new(Route::Checks, |here| value(&view(here)))]
}

fn view(here: &Here<'_>) -> View {
    let (checks, always): (Vec<_>, Vec<_>) = explained().into_iter().partition(|one| one.settable);
    let views = |all: &[Explained]| all.iter().map(|one| check(here, one)).collect();
    View {
        head: here.head(
            "Checks",
            "about",
            "What is looked for in every postmortem, why it matters, and how to mend it.",
        ),
        up: here.to("About", &Route::About),
        checks: views(&checks),
        always: views(&always),
    }
}

fn check(here: &Here<'_>, one: &Explained) -> CheckView {
    let set = here.site.config.checks.get(one.code).filter(|_| one.settable).map(|level| level.value);
    let level = set.unwrap_or(one.level);
    let mut sections = sections(one.docs).into_iter();
    let (_, summary) = sections.next().unwrap_or_default();
    CheckView {
        code: one.code,
        level: word(level),
        usual: (level != one.level).then(|| word(one.level)),
        summary: html(summary),
        parts: sections.map(|(title, text)| Part { title, html: html(text), example: title == "Example" }).collect(),
    }
}

/// The title and the text of each section. Headings within blocks of code are those of examples.
fn sections(docs: &'static str) -> Vec<(&'static str, &'static str)> {
    let (mut starts, mut at, mut code) = (vec![0], 0, false);
    for line in docs.split_inclusive('\n') {
        code ^= line.starts_with("```");
        if !code && line.starts_with("## ") {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([docs.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| docs.get(*start..end)?.split_once('\n'));
    parts.map(|(title, text)| (title.trim_start_matches(['#', ' ']), text)).collect()
}

const fn word(level: Level) -> &'static str {
    match level {
        Level::Deny => "Error",
        Level::Warn => "Warning",
        Level::Allow => "Not looked for",
    }
}

fn html(markdown: &str) -> Value {
    Value::safe_string(&render(markdown, &|_, _| Target::Nowhere).html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_an_example_begin_no_section() {
        let docs = "# name\nWhat.\n\n## Why\nSo.\n\n## Example\n```markdown a.md\n## Impact\nNone.\n```\nAnd so.\n";
        let example = "```markdown a.md\n## Impact\nNone.\n```\nAnd so.\n";
        assert_eq!(sections(docs), [("name", "What.\n\n"), ("Why", "So.\n\n"), ("Example", example)]);
    }

    #[test]
    fn every_check_says_what_why_how_and_shows_it() {
        for one in explained() {
            let titles: Vec<_> = sections(one.docs).into_iter().map(|(title, _)| title).collect();
            assert_eq!(titles.first(), Some(&one.code));
            assert!(titles.len() > 1 && !titles.contains(&"Impact"), "{}: {titles:?}", one.code);
        }
    }
}
