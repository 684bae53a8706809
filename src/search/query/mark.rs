//! Where a text has what was asked for: it is read by the tokenizer again, so that what is marked is what was found.
use super::unit::Unit;
use crate::search::token::{Kind, Token, Tokenizer};
use crate::source::Span;

/// A place in a text where a unit was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) span: Span,
    /// The unit's place among all.
    pub(super) unit: usize,
}

/// A term of the text.
struct Own {
    term: String,
    span: Span,
    kind: Kind,
}

/// All hits, in order.
pub(super) fn hits(text: &str, units: &[Unit]) -> Vec<Hit> {
    let mut all = Vec::new();
    Tokenizer::default().read(text, |token: Token<'_>| {
        all.push(Own { term: token.term.to_owned(), span: token.span, kind: token.kind });
    });
    let placed: Vec<&Own> = all.iter().filter(|own| matches!(own.kind, Kind::Word | Kind::Pair | Kind::Last)).collect();
    let mut hits = Vec::new();
    for (unit, of) in units.iter().enumerate() {
        hits.extend(all.iter().filter(|own| is_exact(of, own)).map(|own| Hit { span: own.span, unit }));
        hits.extend(all.iter().filter(|own| is_begun(of, own)).map(|own| Hit { span: asked(own, of, &placed), unit }));
        hits.extend(phrases(text, of, &placed).map(|span| Hit { span, unit }));
    }
    hits.sort_unstable_by_key(|hit| (hit.span.start, std::cmp::Reverse(hit.span.end), hit.unit));
    hits
}

fn is_exact(unit: &Unit, own: &Own) -> bool {
    unit.exact.iter().any(|(term, _)| *term == own.term)
}

fn is_begun(unit: &Unit, own: &Own) -> bool {
    unit.begun.iter().any(|(text, _)| own.term.starts_with(text.as_str()))
}

/// The part of a term that was asked for: what goes on behind its last atom was not.
fn asked(own: &Own, unit: &Unit, placed: &[&Own]) -> Span {
    if !matches!(own.kind, Kind::Compound | Kind::Tail | Kind::Digits) {
        return own.span;
    }
    let first = placed.partition_point(|other| other.span.start < own.span.start);
    let last = placed.get(first + unit.size.saturating_sub(1)).filter(|last| last.span.end <= own.span.end);
    last.map_or(own.span, |last| Span::new(own.span.start, last.span.end))
}

/// Where the terms of a phrase follow each other in one line.
fn phrases<'a>(text: &'a str, unit: &'a Unit, placed: &'a [&'a Own]) -> impl Iterator<Item = Span> {
    let length = unit.phrase.len();
    let windows = placed.windows(length.max(1)).filter(move |_| length > 0);
    let same = |window: &&[&Own]| unit.phrase.iter().zip(*window).all(|(term, own)| *term == own.term);
    let spans =
        windows.filter(same).filter_map(|window| Some(Span::new(window.first()?.span.start, window.last()?.span.end)));
    spans.filter(move |span| !span.of(text).contains('\n'))
}
