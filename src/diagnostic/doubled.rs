//! One mistake, one finding: what could not be read is not said to be of the wrong type as well.
use super::Diagnostic;
use crate::source::Span;

/// Drops findings `wrong-type` that share a byte or an end with one `invalid-toml`; all come sorted by file and place.
pub(super) fn drop_doubled(all: &mut Vec<Diagnostic>) {
    if !all.iter().any(is_unread) {
        return;
    }
    let mut kept = Vec::with_capacity(all.len());
    let file = |finding: &Diagnostic| finding.place().source.path.clone();
    let mut rest = std::mem::take(all).into_iter().peekable();
    while let Some(first) = rest.next() {
        let path = file(&first);
        let mut of_file = vec![first];
        while let Some(next) = rest.next_if(|next| next.place().source.path == path) {
            of_file.push(next);
        }
        let unread = Unread::of(&of_file);
        kept.extend(of_file.into_iter().filter(|it| it.code != "wrong-type" || !unread.touches(it.place().span)));
    }
    *all = kept;
}

fn is_unread(finding: &Diagnostic) -> bool {
    finding.code == "invalid-toml"
}

/// Where a file could not be read: each start, and the furthest end of all up to it.
struct Unread(Vec<(usize, usize)>);

impl Unread {
    fn of(findings: &[Diagnostic]) -> Self {
        let mut furthest = 0;
        let spans = findings.iter().filter(|finding| is_unread(finding)).map(|finding| finding.place().span);
        Self(
            spans
                .map(|span| {
                    furthest = furthest.max(span.end);
                    (span.start, furthest)
                })
                .collect(),
        )
    }

    fn touches(&self, span: Span) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= span.end);
        before.checked_sub(1).is_some_and(|last| self.0[last].1 >= span.start)
    }
}
