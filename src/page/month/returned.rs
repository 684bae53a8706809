//! What came back, and which closed action should have prevented it.
use serde::Serialize;

use super::promises::{Promise, promise};
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{Stamp, count};
use crate::trend::{Repeat, Review, Why};

#[derive(Serialize)]
pub(super) struct Returned {
    /// The answer in one sentence.
    sentence: String,
    repeats: Vec<Again>,
}

#[derive(Serialize)]
struct Again {
    case: Link,
    earlier: Link,
    when: Stamp,
    /// Whether the case itself says so, else root cause and service or squad do.
    said: bool,
    /// Preventive actions that were done before.
    not_prevented_by: Vec<Promise>,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Returned {
    let again = |(repeat, actions): &(Repeat, Vec<_>)| Again {
        case: here.case(here.site.case(repeat.nth)),
        earlier: here.case(here.site.case(repeat.earlier)),
        when: Stamp::day_of(here.site.case(repeat.earlier).started(), &here.site.config.timezone),
        said: repeat.why == Why::Said,
        not_prevented_by: actions.iter().map(|at| promise(here, *at, review.actions.until)).collect(),
    };
    Returned { sentence: sentence(here, review), repeats: review.repeats.iter().map(again).collect() }
}

fn sentence(here: &Here<'_>, review: &Review) -> String {
    let eligible = here.site.repeats.eligible_from.is_some_and(|from| from <= review.month.last_day());
    match (review.incidents.len(), review.repeats.len()) {
        (0, _) => "There was nothing that could have come back.".to_owned(),
        (_, 0) if !eligible => "The history is too short to say.".to_owned(),
        (_, 0) => "No incident of this month repeats an earlier one.".to_owned(),
        (all, again) => {
            let verb = if again == 1 { "repeats" } else { "repeat" };
            format!("{again} of {} {verb} an earlier one.", count(all, "incident"))
        }
    }
}
