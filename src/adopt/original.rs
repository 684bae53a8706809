//! A foreign file split into front matter and body.
use std::borrow::Cow;
use std::sync::Arc;

use super::Foreign;
use crate::diagnostic::{Diagnostics, line_column, printable};
use crate::document;
use crate::source::{Source, Span};
use crate::table::{Table, Value};

/// A file that can be read; its front matter may be empty.
pub(super) struct Original<'a> {
    pub(super) file: &'a Foreign,
    pub(super) front: Table,
    /// What the spans of the front matter point into.
    pub(super) text: Cow<'a, str>,
    pub(super) body: &'a str,
    /// How many lines stand above the body.
    pub(super) above: usize,
    /// Where the lines of the front matter begin; the first is not the file's where it had to be supplied.
    lines: Vec<usize>,
    supplied: bool,
}

/// What the names of reports end in, the longest first.
const SUFFIXES: &[&str] =
    &[".html.markdown.erb", ".html.md.erb", ".markdown.erb", ".md.erb", ".markdown", ".qmd", ".md"];

/// Names of files that stand beside reports and are none, in small letters.
const BESIDE: &[&str] =
    &["changelog", "code_of_conduct", "contributing", "licence", "license", "makefile", "security", "summary"];

impl<'a> Original<'a> {
    /// Splits a file; the reason where that cannot be.
    pub(super) fn parse(file: &'a Foreign) -> Result<Self, String> {
        no_report(file)?;
        let text = file.text.as_str();
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        match fences(&text[start..]) {
            Fences::None => Ok(Self::bare(file, start)),
            Fences::Both => Self::fenced(file, Cow::Borrowed(text), false),
            Fences::ClosingOnly => Self::fenced(file, Cow::Owned(format!("---\n{}", &text[start..])), true),
        }
    }

    fn bare(file: &'a Foreign, start: usize) -> Self {
        let (text, body) = (Cow::Borrowed(file.text.as_str()), &file.text[start..]);
        Self { file, front: Table::default(), text, body, above: 0, lines: Vec::new(), supplied: false }
    }

    fn fenced(file: &'a Foreign, text: Cow<'a, str>, supplied: bool) -> Result<Self, String> {
        let source = Arc::new(Source::new(file.path.clone(), text.as_ref()));
        let mut sink = Diagnostics::default();
        let document = document::parse(&source, &mut sink);
        if document.front.broken || document.front_span.start == document.front_span.end {
            return Err(sink.into_sorted().first().map_or_else(
                || "its front matter cannot be read".to_owned(),
                |fault| {
                    let line = line_column(&text, fault.place().span.start).line - usize::from(supplied);
                    format!("line {line}: {}", printable(&fault.message))
                },
            ));
        }
        if document.front.get("started").is_some() && document.front.get("root_cause").is_some() {
            return Err("it is a postmortem of this program already: copy it as it is".into());
        }
        let front = document.front_span.of(&text);
        let after_newline = front.match_indices('\n').map(|(at, _)| document.front_span.start + at + 1);
        let lines: Vec<usize> = std::iter::once(0).chain(after_newline).collect();
        let length = document.body_span.end - document.body_span.start;
        let body = &file.text[file.text.len() - length..];
        let above = text[..document.body_span.start].matches('\n').count() - usize::from(supplied);
        Ok(Self { file, front: document.front, text, body, above, lines, supplied })
    }

    /// The line of a place in the front matter, from 1.
    pub(super) fn line(&self, span: Span) -> usize {
        self.lines.partition_point(|start| *start <= span.start) - usize::from(self.supplied)
    }

    /// Whether a template engine would have read it before anybody.
    pub(super) fn templated(&self) -> bool {
        let end = self.file.path.rsplit('.').next().unwrap_or_default();
        end.eq_ignore_ascii_case("erb")
    }

    /// The last part of the path without its suffix; of a folder that holds one report as `index.md`, its name.
    pub(super) fn stem(&self) -> &'a str {
        stem(&self.file.path)
    }
}

/// Why a file is none, as far as its name and first words tell.
fn no_report(file: &Foreign) -> Result<(), String> {
    let parts: Vec<&str> = file.path.split('/').collect();
    let name = parts.last().copied().unwrap_or_default();
    let bare = bare(name);
    if name.starts_with('.') && name != ".md" {
        return Err("its name begins with a dot: a file of a tool, not a report".into());
    }
    if bare.len() == name.len()
        && (name.contains('.') || !file.text.lines().any(|line| line.starts_with(['#', '*', '-'])))
    {
        return Err("it is not a markdown file, by its name's ending".into());
    }
    if matches!(bare, "_index" | "README") || parts.len() == 1 && bare == "index" {
        return Err("it is an index, not a report".into());
    }
    if BESIDE.contains(&bare.to_lowercase().as_str()) {
        return Err("its name says that it is about the folder, not a report".into());
    }
    let heading = file.text.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default().to_lowercase();
    let template =
        |text: &str| text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| word == "template");
    let undated = super::dates::within(bare).is_none();
    if undated && (template(bare) || heading.trim_start().starts_with("template") || heading.contains("yyyy-mm-dd")) {
        return Err("it is a template, not a report".into());
    }
    Ok(())
}

enum Fences {
    None,
    Both,
    /// `---` below keys, and nothing above them.
    ClosingOnly,
}

fn fences(text: &str) -> Fences {
    let key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            let named = key.starts_with(|c: char| c.is_ascii_alphabetic())
                && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
            named && (value.is_empty() || value.starts_with(' '))
        })
    };
    let mut lines = text.lines().map(str::trim_end);
    match lines.next() {
        Some("+++") => Fences::Both,
        // A line of hyphens above prose is a rule.
        Some("---") => {
            let first = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
            if first.is_none_or(|line| key(line) || line == "---" || line.starts_with(['"', '\'', '{', '['])) {
                Fences::Both
            } else {
                Fences::None
            }
        }
        Some(first) if key(first) => {
            let inside = |line: &&str| line.is_empty() || key(line) || line.starts_with([' ', '-', '#']);
            let closed = lines.take(60).take_while(inside).any(|line| line == "---");
            if closed { Fences::ClosingOnly } else { Fences::None }
        }
        _ => Fences::None,
    }
}

/// See [`Original::stem`].
pub(super) fn stem(path: &str) -> &str {
    split(path).1
}

/// The folders of a path, and its stem.
pub(super) fn split(path: &str) -> (&str, &str) {
    let bare = bare(path);
    let bare = bare.strip_suffix("/index").unwrap_or(bare);
    bare.rsplit_once('/').unwrap_or(("", bare))
}

/// A name without what says that it is a report.
fn bare(name: &str) -> &str {
    SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name)
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
