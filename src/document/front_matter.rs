//! The fences of front matter, and the table between them.
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Place, Source, Span};
use crate::table::{self, Syntax, Table};

/// Splits a file into its front matter's table, the span of the front matter with its fences, and that of the body.
pub(super) fn split(source: &Arc<Source>, sink: &mut Diagnostics) -> Parts {
    let text = source.text.as_str();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = lines(text, start);
    let opening = lines.next().unwrap_or((Span::at(start), ""));
    let Some(syntax) = fence(opening.1) else {
        sink.push(no_fence(source, start));
        return Parts { table: unreadable(), front: Span::at(start), body: Span::new(start, text.len()) };
    };
    let Some(closing) = lines.find(|(_, line)| fence(line) == Some(syntax)) else {
        let fence = opening.1.trim_end();
        let finding =
            Diagnostic::deny("unclosed-front-matter", Place::new(source, opening.0), "front matter is never closed")
                .saying("opened here")
                .help(format!("add a line `{fence}` after its last key"));
        sink.push(finding);
        return Parts { table: unreadable(), front: Span::new(start, text.len()), body: Span::at(text.len()) };
    };
    let inner = Span::new(next_line(text, opening.0.end), closing.0.start);
    let table = match syntax {
        Syntax::Toml => table::toml::parse(source, inner, sink),
        Syntax::Yaml => table::yaml::parse(source, inner, sink),
    };
    let body = Span::new(next_line(text, closing.0.end), text.len());
    Parts { table, front: Span::new(start, closing.0.end), body }
}

/// The parts of a file.
pub(super) struct Parts {
    /// What stands between the fences; empty where it could not be read.
    pub(super) table: Table,
    /// The front matter with its fences.
    pub(super) front: Span,
    /// All after the closing fence's line.
    pub(super) body: Span,
}

fn unreadable() -> Table {
    Table { broken: true, ..Table::default() }
}

fn fence(line: &str) -> Option<Syntax> {
    match line.trim_end() {
        "+++" => Some(Syntax::Toml),
        "---" => Some(Syntax::Yaml),
        _ => None,
    }
}

/// The lines from an offset on, without their ends; a carriage return alone ends none.
fn lines(text: &str, start: usize) -> impl Iterator<Item = (Span, &str)> {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let bare = line.trim_end_matches(['\n', '\r']);
        let span = Span::new(at, at + bare.len());
        at += line.len();
        (span, bare)
    })
}

/// The offset after the line end that follows `end`.
fn next_line(text: &str, end: usize) -> usize {
    text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1)
}

fn no_fence(source: &Arc<Source>, start: usize) -> Diagnostic {
    let first = lines(&source.text, start).next().map_or(Span::at(start), |(span, _)| span);
    let finding = Diagnostic::deny("missing-front-matter", Place::new(source, first), "the file has no front matter");
    let key_value = |line: &str| {
        line.split_once([':', '=']).is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        })
    };
    let head = lines(&source.text, start).take(60);
    let mut keys = head.take_while(|(_, line)| line.is_empty() || key_value(line) || fence(line).is_some());
    match keys.find(|(_, line)| fence(line).is_some()) {
        Some((closing, line)) => {
            let place = Place::new(source, closing);
            finding
                .also(place, "closed here, never opened")
                .help(format!("add a line `{}` at the top", line.trim_end()))
                .mend(Span::at(start), format!("{}\n", line.trim_end()))
        }
        None => finding.help("begin with a line `+++`, the keys in TOML, and a line `+++`; `casebook new` writes one"),
    }
}
