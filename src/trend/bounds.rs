//! Between what the impact of several incidents together lies.
use super::scope::{Case, Scope};
use crate::postmortem::Times;
use crate::source::Spanned;
use crate::time::Moment;

/// Between what something lies, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// At least this much.
    pub least: f64,
    /// At most this much, if nothing is unknown.
    pub most: f64,
    /// Of how many incidents it is known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

/// Whether a threshold is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Surely not.
    No,
    /// Nothing is known.
    Unknown,
    /// Perhaps: only if the incidents hit different clients, or by what is not known yet.
    Perhaps,
    /// Surely.
    Yes,
}

impl Reached {
    /// Either of two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        // That one is not reached says nothing where the other is unknown.
        self.max(other)
    }
}

impl Bounds {
    /// Whether it is more than a threshold.
    #[must_use]
    pub fn above(&self, threshold: f64) -> Reached {
        match self {
            _ if self.least > threshold => Reached::Yes,
            _ if self.most > threshold => Reached::Perhaps,
            _ if self.known == self.of => Reached::No,
            _ if self.known == 0 && self.most <= 0.0 => Reached::Unknown,
            _ => Reached::Perhaps,
        }
    }

    /// Of what may overlap: at least the greatest, at most the sum.
    pub(super) fn of_shares(shares: impl Iterator<Item = Option<f64>>) -> Self {
        shares.fold(Self::default(), |bounds, share| Self {
            least: bounds.least.max(share.unwrap_or(0.0)),
            most: bounds.most + share.unwrap_or(0.0),
            known: bounds.known + usize::from(share.is_some()),
            of: bounds.of + 1,
        })
    }
}

/// The minutes in which some incident was not resolved.
pub(super) fn duration(scope: &Scope<'_>, cases: &[&Case<'_>]) -> Bounds {
    union(scope, cases, |times| times.resolved.as_ref())
}

/// The minutes in which some incident was not mitigated.
pub(super) fn downtime(scope: &Scope<'_>, cases: &[&Case<'_>]) -> Bounds {
    union(scope, cases, |times| times.mitigated.as_ref())
}

fn union(scope: &Scope<'_>, cases: &[&Case<'_>], end: fn(&Times) -> Option<&Spanned<Moment>>) -> Bounds {
    let (mut spans, mut known) = (Vec::new(), 0);
    for case in cases {
        let (times, over) = (&case.postmortem.times, end(&case.postmortem.times));
        let running = over.is_none() && case.postmortem.ongoing();
        let until = if running { Some(scope.now()) } else { over };
        if let Some(length) = times.since_start(until) {
            let from = case.postmortem.started().as_duration().as_secs_f64();
            spans.push((from, from + length.as_secs_f64()));
            known += usize::from(!running);
        }
    }
    let minutes = covered(spans) / 60.0;
    Bounds { least: minutes, most: minutes, known, of: cases.len() }
}

/// How much of a line some spans cover.
fn covered(mut spans: Vec<(f64, f64)>) -> f64 {
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = f64::NEG_INFINITY;
    let part = |(from, until): (f64, f64)| {
        let part = (until - from.max(end)).max(0.0);
        end = end.max(until);
        part
    };
    spans.into_iter().map(part).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_overlap_count_once() {
        assert!((covered(vec![(5.0, 9.0), (0.0, 3.0), (2.0, 6.0), (6.0, 7.0)]) - 9.0).abs() < 1e-12);
        assert!(covered(Vec::new()).abs() < 1e-12);
    }

    #[test]
    fn a_threshold_is_not_reached_only_where_all_is_known() {
        let of = |shares: &[Option<f64>]| Bounds::of_shares(shares.iter().copied()).above(10.0);
        assert_eq!(of(&[Some(11.0), None]), Reached::Yes);
        assert_eq!(of(&[Some(6.0), Some(6.0)]), Reached::Perhaps);
        assert_eq!(of(&[Some(2.0), Some(2.0)]), Reached::No);
        assert_eq!((of(&[Some(2.0), None]), of(&[None, None])), (Reached::Perhaps, Reached::Unknown));
    }
}
