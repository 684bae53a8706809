//! Mending a text by the edits of its findings.
use super::Diagnostic;
use crate::source::Span;

/// Some text in place of a span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; may be empty.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// A text after mending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// What it says now.
    pub text: String,
    /// How many findings are mended; the others would have touched the same bytes.
    pub count: usize,
}

/// Mends a text by the findings of its file, in order; none whose edits touch those of one before it.
#[must_use]
pub fn fixed<'a>(text: &str, findings: impl IntoIterator<Item = &'a Diagnostic>) -> Fixed {
    let (mut taken, mut count): (Vec<&Edit>, usize) = (Vec::new(), 0);
    for finding in findings {
        let fits = |edit: &Edit| text.get(edit.span.start..edit.span.end).is_some();
        let free = |edit: &Edit| !taken.iter().any(|other| touch(edit.span, other.span));
        if !finding.fix().is_empty() && finding.fix().iter().all(|edit| fits(edit) && free(edit)) {
            taken.extend(finding.fix());
            count += 1;
        }
    }
    taken.sort_by_key(|edit| edit.span);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for edit in taken {
        out.push_str(text.get(done..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        done = edit.span.end;
    }
    out.push_str(&text[done..]);
    Fixed { text: out, count }
}

/// Whether two spans share a byte or an end: what is put at one place twice has no order.
const fn touch(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::{Place, Source};

    fn finding(edits: &[(usize, usize, &str)]) -> Diagnostic {
        let place = Place::new(&Arc::new(Source::new("x.md", "")), Span::default());
        edits.iter().fold(Diagnostic::warn("x", place, "x"), |finding, (from, to, text)| {
            finding.mend(Span::new(*from, *to), *text)
        })
    }

    #[test]
    fn edits_that_touch_are_left_for_the_next_run() {
        let findings = [finding(&[(0, 1, "A"), (4, 5, "E")]), finding(&[(1, 2, "B")]), finding(&[(2, 3, "")])];
        assert_eq!(fixed("abcde", &findings), Fixed { text: "AbdE".into(), count: 2 });
    }

    #[test]
    fn edits_that_do_not_fit_are_none() {
        assert_eq!(
            fixed("é", &[finding(&[(1, 2, "x")]), finding(&[(0, 9, "x")])]),
            Fixed { text: "é".into(), count: 0 }
        );
    }
}
