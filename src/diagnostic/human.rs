//! For people: snippets in the manner of rustc.
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};

use super::{Diagnostic, Label, Level, Positions, is_hidden, printable};
use crate::source::{Place, Span};

/// Bytes of one file that are too many for one excerpt, since the renderer reads all of them each time.
const FAR: usize = 16 << 10;

/// How wide lines may be, and whether they are coloured.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether the terminal shows colours.
    pub colour: bool,
    /// Columns; long lines of the source are cut to them.
    pub width: usize,
}

/// Shows findings, one paragraph each; ends with a line end unless there are none.
#[must_use]
pub fn render(findings: &[Diagnostic], style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() }.term_width(style.width);
    let mut positions = Positions::default();
    findings.iter().map(|finding| one(finding, &renderer, &mut positions) + "\n\n").collect()
}

fn one(finding: &Diagnostic, renderer: &Renderer, positions: &mut Positions) -> String {
    let level = if finding.level == Level::Deny { Shown::ERROR } else { Shown::WARNING };
    let mut group = Group::with_title(level.primary_title(printable(&finding.message)).id(finding.code));
    let mut rest: Vec<(usize, &Label)> = finding.labels.iter().enumerate().collect();
    while let Some(source) = rest.first().map(|(_, label)| label.place.source.clone()) {
        let first = rest[0].1.place.span.start;
        let near =
            |label: &Label| label.place.source.path == source.path && label.place.span.start.abs_diff(first) < FAR;
        let (here, elsewhere): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(_, label)| near(label));
        group = match snippet(&here, positions) {
            Some(snippet) => group.element(snippet),
            None => group.element(origin(&here[0].1.place, positions)),
        };
        rest = elsewhere;
    }
    for help in &finding.help {
        group = group.element(Shown::HELP.message(printable(help)));
    }
    // The renderer shows what the source holds, but for most controls.
    renderer.render(&[group]).chars().map(|c| if !c.is_ascii() && is_hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// A place without its line: of a file that was not read as text, or in a line as long as a file.
fn origin<'a>(place: &'a Place, positions: &mut Positions) -> Origin<'a> {
    let origin = Origin::path(printable(&place.source.path));
    if place.source.text.is_empty() {
        return origin;
    }
    let (start, _) = positions.range(place);
    origin.line(start.line).char_column(start.column)
}

/// The lines of one file that the labels touch, unless they are too much to read; handing over the whole file
/// would cost its length each time.
fn snippet<'a>(
    labels: &[(usize, &'a Label)],
    positions: &mut Positions,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let source = &labels[0].1.place.source;
    let text = source.text.as_str();
    if text.is_empty() {
        return None;
    }
    let spans = labels.iter().map(|(_, label)| label.place.span);
    let from = spans.clone().map(|span| span.start).min().unwrap_or(0).min(text.len());
    let to = spans.map(|span| span.end).max().unwrap_or(from).clamp(from, text.len());
    let from = text[..text.floor_char_boundary(from)].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text.ceil_char_boundary(to);
    let to = text[to..].find('\n').map_or(text.len(), |newline| to + newline);
    let lines = &text[from..to];
    let from = if lines.starts_with('\u{feff}') { from + '\u{feff}'.len_utf8() } else { from };
    let lines = text.get(from..to).filter(|lines| lines.len() <= 2 * FAR)?;
    let clip = |at: usize| lines.floor_char_boundary(at.saturating_sub(from).min(lines.len()));
    let annotations = labels.iter().map(|(nth, label)| {
        let kind = if *nth == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let span = label.place.span;
        let mark = kind.span(clip(span.start)..clip(span.end.max(span.start)));
        if label.text.is_empty() { mark } else { mark.label(printable(&label.text)) }
    });
    let (start, _) = positions.range(&Place::new(source, Span::at(from)));
    let snippet = Snippet::source(lines).path(printable(&source.path)).line_start(start.line);
    Some(snippet.annotations(annotations))
}
