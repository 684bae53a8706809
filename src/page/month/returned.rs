//! What came back, and which closed action should have prevented it.
use serde::Serialize;

use super::promises::{Promise, promise};
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{Stamp, count};
use crate::trend::{Repeat, Review, Why, told};

#[derive(Serialize)]
pub(crate) struct Returned {
    /// The answer in one sentence.
    pub(crate) sentence: String,
    pub(crate) repeats: Vec<Again>,
    /// Those after the first few; folded away, so that a month prints on few pages.
    pub(crate) rest: Vec<Again>,
}

/// Repeats that stand open.
const OPEN: usize = 6;

/// Actions that are named with a repeat.
const ACTIONS: usize = 3;

#[derive(Serialize)]
pub(crate) struct Again {
    pub(crate) case: Link,
    pub(crate) earlier: Link,
    pub(crate) when: Stamp,
    /// What makes it a repeat, between the two titles.
    pub(crate) why: &'static str,
    /// Preventive actions that were done before, the first few.
    pub(crate) not_prevented_by: Vec<Promise>,
    /// How many more there were; the earlier case names them.
    pub(crate) more_actions: usize,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Returned {
    let again = |(repeat, actions): &(Repeat, Vec<_>)| Again {
        case: here.case(here.site.case(repeat.nth)),
        earlier: here.case(here.site.case(repeat.earlier)),
        when: Stamp::day_of(here.site.case(repeat.earlier).started(), &here.site.config.timezone),
        why: match repeat.why {
            Why::Said => "says that it repeats",
            Why::Cause => "has the cause and the place of",
        },
        more_actions: actions.len().saturating_sub(ACTIONS),
        not_prevented_by: actions.iter().take(ACTIONS).map(|at| promise(here, *at, review.actions.until)).collect(),
    };
    // What an action should have prevented is the first to talk about.
    let (missed, others): (Vec<_>, Vec<_>) = review.repeats.iter().partition(|(_, actions)| !actions.is_empty());
    let mut repeats: Vec<Again> = missed.into_iter().chain(others).map(again).collect();
    let rest = repeats.split_off(repeats.len().min(OPEN));
    Returned { sentence: sentence(here, review), repeats, rest }
}

fn sentence(here: &Here<'_>, review: &Review) -> String {
    let eligible = here.site.repeats.eligible_from.is_some_and(|from| from <= review.month.last_day());
    let untold = review.incidents.iter().filter(|nth| !told(here.site.case(**nth))).count();
    match (review.incidents.len(), review.repeats.len()) {
        (0, _) => "There was nothing that could have come back.".to_owned(),
        (_, 0) if !eligible => "The history is too short to say.".to_owned(),
        (1, 0) if untold == 1 => "It does not say its root cause, so whether it came back cannot be said.".to_owned(),
        (all, 0) if untold == all => {
            "None of them says its root cause, so whether one came back cannot be said.".to_owned()
        }
        (_, 0) if untold > 0 => {
            format!(
                "No incident of this month repeats an earlier one, as far as root causes are said: of {untold} it is not."
            )
        }
        (_, 0) => "No incident of this month repeats an earlier one.".to_owned(),
        (all, again) => {
            let verb = if again == 1 { "repeats" } else { "repeat" };
            format!("{again} of {} {verb} an earlier one.", count(all, "incident"))
        }
    }
}
