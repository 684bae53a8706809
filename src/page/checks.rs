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
        head: here.head("Checks", "about"),
        up: here.to("About", &Route::About),
        checks: views(&checks),
        always: views(&always),
    }
}

fn check(here: &Here<'_>, one: &Explained) -> CheckView {
    let set = here.site.config.checks.get(one.code).filter(|_| one.settable).map(|level| level.value);
    let level = set.unwrap_or(one.level);
    let (head, rest) = one.docs.split_once("\n## ").unwrap_or((one.docs, ""));
    let summary = head.split_once('\n').map_or("", |(_, summary)| summary);
    let parts = rest.split("\n## ").filter_map(|part| part.split_once('\n'));
    CheckView {
        code: one.code,
        level: word(level),
        usual: (level != one.level).then(|| word(one.level)),
        summary: html(summary),
        parts: parts.map(|(title, text)| Part { title, html: html(text), example: title == "Example" }).collect(),
    }
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
