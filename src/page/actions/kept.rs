//! What was kept: how much of what was due was done by its day, and what was closed lately.
use jiff::ToSpan as _;
use serde::Serialize;

use super::{days, find};
use crate::page::part::action::owner;
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{Stamp, count};
use crate::trend::{Actions, Promise};

/// What was closed within so many days was closed lately, and so many of those are named.
const LATELY: i64 = 90;
const MOST: usize = 30;

/// An action that was closed.
#[derive(Serialize)]
pub(super) struct Kept {
    title: String,
    lang: Option<String>,
    owner: Option<String>,
    closed: Stamp,
    done: bool,
    /// How long after its day.
    late: Option<String>,
    case: Link,
}

/// `Of 143 that were due in the 12 months to October 2026, 120 were done by the day promised.`
pub(super) fn sentence(counted: &Actions) -> Option<String> {
    let (kept, due) = counted.due;
    let last = counted.window.last.filter(|_| due > 0)?.words();
    let months =
        if counted.window.months == 1 { last } else { format!("the {} months to {last}", counted.window.months) };
    let was = if due == 1 { "was" } else { "were" };
    let done = match kept {
        0 => "none was".to_owned(),
        1 => "1 was".to_owned(),
        _ => format!("{kept} were"),
    };
    Some(format!("Of {due} that {was} due in {months}, {done} done by the day promised."))
}

/// Those closed lately, newest first.
pub(super) fn lately(here: &Here<'_>) -> Vec<Kept> {
    let since = here.site.as_of.saturating_sub(LATELY.days());
    let mut closed: Vec<&Promise> =
        here.site.promises.all.iter().filter(|promise| promise.ended.is_some_and(|ended| ended >= since)).collect();
    closed.sort_by_key(|promise| (std::cmp::Reverse(promise.ended), promise.at));
    closed.into_iter().take(MOST).filter_map(|promise| kept(here, promise)).collect()
}

fn kept(here: &Here<'_>, promise: &Promise) -> Option<Kept> {
    let (case, action) = find(here, promise.at)?;
    let ended = promise.ended?;
    let late = promise.due.map_or(0, |due| days(due, ended));
    Some(Kept {
        title: action.title.value.clone(),
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        owner: owner(action),
        closed: Stamp::day(ended),
        done: promise.done,
        late: (late > 0 && promise.done).then(|| format!("{} late", count(late, "day"))),
        case: here.case(case),
    })
}
