//! A template's fault as a finding at its file, line and column.
use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError};

use super::Sources;
use crate::diagnostic::Diagnostic;
use crate::source::{Place, Source, Span};

/// The findings of an error; more than one where templates name several things that do not exist.
pub(in crate::emit) fn faults(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![reported(report, sources)],
        ErrorKind::MissingParent { current, parent } => {
            vec![whole(current, sources, format!("extends {parent:?}, and there is no such template"))]
        }
        ErrorKind::CircularExtend { tpl, .. } => vec![whole(tpl, sources, "extends itself".to_owned())],
        ErrorKind::CircularInclude { tpl, .. } => vec![whole(tpl, sources, "includes itself".to_owned())],
        other => printed(&other.to_string(), sources),
    }
}

fn reported(report: &ReportError, sources: &Sources) -> Diagnostic {
    let message = plain(report.message());
    let range = report.span().range.clone();
    match sources.get(report.filename()) {
        Some(source) => Diagnostic::deny("template", Place::new(source, range.into()), message),
        None => whole(report.filename(), sources, message),
    }
}

/// Reads `error: MESSAGE` and `--> NAME:LINE:COLUMN` back from an error that is only text.
fn printed(text: &str, sources: &Sources) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut message = "";
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("error: ") {
            message = rest;
        } else if let Some((_, place)) = line.split_once("--> ") {
            findings.extend(placed(place, message, sources));
        }
    }
    if findings.is_empty() {
        let named = sources.iter().find(|(name, _)| text.contains(&format!("`{name}`")));
        let name = named.map_or("base.html", |(name, _)| name);
        findings.push(whole(name, sources, plain(text)));
    }
    findings
}

fn placed(place: &str, message: &str, sources: &Sources) -> Option<Diagnostic> {
    let (place, column) = place.rsplit_once(':')?;
    let (name, line) = place.rsplit_once(':')?;
    let source = sources.get(name)?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let start: usize = source.text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let within = source.text.get(start..)?.char_indices().nth(column.checked_sub(1)?).map_or(0, |(at, _)| at);
    Some(Diagnostic::deny("template", Place::new(source, Span::at(start + within)), plain(message)))
}

/// A finding about a template as a whole.
fn whole(name: &str, sources: &Sources, message: String) -> Diagnostic {
    let source = sources.get(name).cloned();
    let source = source.unwrap_or_else(|| Arc::new(Source::new(format!("templates/{name}"), "")));
    Diagnostic::deny("template", Place::new(&source, Span::at(0)), message)
}

/// The first line, as findings are written: small, without a full stop.
fn plain(message: &str) -> String {
    let line = message.lines().next().unwrap_or("").trim_end_matches('.');
    let mut chars = line.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}
