//! Zola: posts of a site or blog, TOML.
use jiff::civil::Date;

use super::case::{Case, words};
use super::dates;
use super::original::Original;
use super::{Convention, How, kinds};
use crate::config::FacetKind;
use crate::source::Span;
use crate::table::{Syntax, Value};

pub(super) const CONVENTION: Convention = Convention { name: "Zola", fits, read };

fn fits(original: &Original<'_>) -> bool {
    original.front.syntax == Syntax::Toml
}

fn read(case: &mut Case<'_>) -> Result<(), String> {
    let (day, at, from) = day(case).ok_or("it has no date, nor has its path or name")?;
    case.title();
    case.leave_open("severity", FacetKind::Severity, "how bad it was");
    case.unclassified();
    started(case, day, at);
    case.unknown("resolved", None, "when it was resolved");
    status(case);
    case.set("published", Value::DateTime(day.to_string()), at, from);
    kinds::decide_with_security(case);
    case.unknown("services", None, "what was affected; posts have no key for it");
    case.drop("aliases", "addresses of another site, not ids of this one");
    Ok(())
}

/// The day of the post, where it stands, and how sure that is.
fn day(case: &mut Case<'_>) -> Option<(Date, Option<Span>, How)> {
    let (date, path) = (case.ask("date"), case.ask("path"));
    if let Some((value, written)) = date.and_then(|value| Some((value, dates::read(&words(&value.value))?))) {
        return Some((written.date, Some(value.span), How::Sure));
    }
    if let Some((value, day)) = path.and_then(|value| Some((value, dates::within(&words(&value.value))?))) {
        return Some((day, Some(value.span), How::derived("the day in `path`")));
    }
    let day = dates::within(case.original.stem())?;
    Some((day, None, How::derived("the day in the file's name")))
}

/// A day that the title names, if the post can have told of it; else the post's own. Neither has a time.
fn started(case: &mut Case<'_>, post: Date, at: Option<Span>) {
    let title = case.original.front.get("title");
    let named = title.and_then(|title| Some((dates::within(&words(&title.value))?, title.span)));
    let (day, at, why) = match named.filter(|(day, _)| *day <= post) {
        Some((day, span)) => (day, Some(span), "the day only, from the title"),
        None => (post, at, "the day of the post; the incident was no later"),
    };
    case.set("started", Value::DateTime(dates::midnight(day)), at, How::derived(why));
}

fn status(case: &mut Case<'_>) {
    if let Some(value) = case.ask("draft")
        && value.value == Value::Bool(true)
    {
        case.set("status", Value::Text("draft".into()), Some(value.span), How::Sure);
    }
}
