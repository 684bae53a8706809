//! A foreign file split into front matter and body.
use std::sync::Arc;

use super::Foreign;
use crate::diagnostic::{Diagnostics, line_column, printable};
use crate::document;
use crate::source::{Source, Span};
use crate::table::{Table, Value};

/// A file whose front matter can be read.
pub(super) struct Original<'a> {
    pub(super) file: &'a Foreign,
    pub(super) front: Table,
    pub(super) body: &'a str,
    /// Where the lines of the front matter begin.
    lines: Vec<usize>,
}

impl<'a> Original<'a> {
    /// Splits a file; the reason where that cannot be.
    pub(super) fn parse(file: &'a Foreign) -> Result<Self, String> {
        if file.path.strip_suffix(".md").is_none() {
            return Err("it is not a markdown file: its name does not end in `.md`".into());
        }
        let parts: Vec<&str> = file.path.split('/').collect();
        if matches!(parts.as_slice(), [.., "_index.md" | "README.md"] | ["index.md"]) {
            return Err("it is an index, not a report".into());
        }
        let source = Arc::new(Source::new(file.path.clone(), file.text.clone()));
        let mut sink = Diagnostics::default();
        let document = document::parse(&source, &mut sink);
        if document.front.broken || document.front_span.start == document.front_span.end {
            return Err(sink.into_sorted().first().map_or_else(
                || "it has no front matter".to_owned(),
                |fault| {
                    let line = line_column(&file.text, fault.place().span.start).line;
                    format!("line {line}: {}", printable(&fault.message))
                },
            ));
        }
        if document.front.get("started").is_some() && document.front.get("root_cause").is_some() {
            return Err("it is a postmortem of this program already: copy it as it is".into());
        }
        let front = document.front_span.of(&file.text);
        let after_newline = front.match_indices('\n').map(|(at, _)| document.front_span.start + at + 1);
        let lines = std::iter::once(0).chain(after_newline).collect();
        Ok(Self { file, front: document.front, body: document.body_span.of(&file.text), lines })
    }

    /// The line of a place in the front matter, from 1.
    pub(super) fn line(&self, span: Span) -> usize {
        self.lines.partition_point(|start| *start <= span.start)
    }

    /// The last part of the path without its suffix; of a folder that holds one report as `index.md`, its name.
    pub(super) fn stem(&self) -> &'a str {
        stem(&self.file.path)
    }
}

/// See [`Original::stem`].
pub(super) fn stem(path: &str) -> &str {
    split(path).1
}

/// The folders of a path, and its stem.
pub(super) fn split(path: &str) -> (&str, &str) {
    let bare = path.strip_suffix(".md").unwrap_or(path);
    let bare = bare.strip_suffix("/index").unwrap_or(bare);
    bare.rsplit_once('/').unwrap_or(("", bare))
}

/// The file that a case of ours was adopted from, as its front matter says.
#[must_use]
pub fn imported_from(source: &Arc<Source>) -> Option<String> {
    let document = document::parse(source, &mut Diagnostics::default());
    let Value::Table(extra) = &document.front.get("extra")?.value else { return None };
    match &extra.get(IMPORTED_FROM)?.value {
        Value::Text(path) => Some(path.clone()),
        _ => None,
    }
}

/// The key below `extra` that names the original.
pub(super) const IMPORTED_FROM: &str = "imported_from";
