//! An end against the duration that is written.
use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::Found;
use crate::adopt::dates::Instant;
use crate::adopt::label::{Field, Label};
use crate::adopt::{How, Why};

/// An end on another day than both the duration and the mitigation say, at the same time of day, is a slip.
pub(super) fn slip_of_the_end(
    start: &Found,
    found: &mut BTreeMap<Field, Found>,
    lasted: Option<(SignedDuration, &Label)>,
) {
    let Some((lasted, label)) = lasted else { return };
    let Some(by_duration) = start.instant.at.checked_add(lasted).ok() else { return };
    let Some(mitigated) = found.get(&Field::Mitigated).filter(|other| other.instant.at == by_duration).cloned() else {
        return;
    };
    let Some(end) = found.get_mut(&Field::Resolved) else { return };
    let minutes = |at: Timestamp| at.as_second().rem_euclid(86_400);
    if end.instant.at != by_duration && minutes(end.instant.at) == minutes(by_duration) {
        let how = How::derived(("its day is a slip: the duration and the mitigation say otherwise", label.said()));
        end.instant = Instant { how, ..mitigated.instant };
    }
}

/// An end that is not written, from a duration that is; and a doubt where both are written and differ.
pub(super) fn derive_end(start: &Found, found: &mut BTreeMap<Field, Found>, lasted: Option<(SignedDuration, &Label)>) {
    let Some((lasted, label)) = lasted else { return };
    if let Some(end) = found.get_mut(&Field::Resolved) {
        let off = end.instant.at.duration_since(start.instant.at) - lasted;
        let partial = label.value.contains("support") || label.value.contains("business");
        let slack = SignedDuration::from_mins(10).max(lasted / 10);
        if off.abs() > slack
            && !partial
            && matches!(end.instant.how, How::Sure | How::Derived(Why { reason: "no zone is written", .. }))
        {
            let why = ("as written, though the duration that is written differs", label.said());
            end.instant.how = How::derived(why);
        }
        return;
    }
    let Some(end) = start.instant.later(lasted) else { return };
    let instant = Instant { how: How::derived(("the start and the duration that is written", label.said())), ..end };
    let line = Some(label.line);
    found.insert(Field::Resolved, Found { instant, line, words: String::new(), labelled: true });
}
