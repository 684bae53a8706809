//! What was promised: what was due, what was closed, what is overdue at the month's end.
use jiff::civil::Date;
use serde::Serialize;

use crate::page::part::action::owner;
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{Stamp, capital, count, number};
use crate::postmortem::ActionState;
use crate::route::Route;
use crate::trend::{ActionAt, Review};

/// Actions of one sort that are named, so that a month prints on few pages.
const MOST: usize = 8;

#[derive(Serialize)]
pub(crate) struct Promised {
    pub(crate) sentence: String,
    pub(crate) until: Stamp,
    /// Where every action that is still open is listed.
    pub(crate) open: String,
    pub(crate) overdue: Vec<Promise>,
    /// How many more are overdue.
    pub(crate) more: usize,
    pub(crate) closed: Vec<Promise>,
    /// How many more were closed.
    pub(crate) more_closed: usize,
    /// Due in this month and not done, nor overdue yet.
    pub(crate) due: Vec<Promise>,
    /// How many more are due.
    pub(crate) more_due: usize,
}

/// One action.
#[derive(Serialize)]
pub(crate) struct Promise {
    pub(crate) title: String,
    pub(crate) lang: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) due: Option<Stamp>,
    pub(crate) closed: Option<Stamp>,
    pub(crate) given_up: bool,
    /// How long past its day, at the day up to which the month is seen.
    pub(crate) late: Option<String>,
    pub(crate) case: Link,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Promised {
    let actions = &review.actions;
    let first = |list: &[ActionAt]| {
        let named = list.iter().take(MOST).map(|at| promise(here, *at, actions.until));
        (named.collect::<Vec<_>>(), list.len().saturating_sub(MOST))
    };
    let open = |at: &&ActionAt| !actions.closed.contains(at) && !actions.overdue.contains(at) && is_open(here, **at);
    let due: Vec<ActionAt> = actions.due.iter().filter(open).copied().collect();
    let ((overdue, more), (closed, more_closed), (due, more_due)) =
        (first(&actions.overdue), first(&actions.closed), first(&due));
    Promised {
        sentence: sentence(review),
        until: Stamp::day(actions.until),
        open: here.link(&Route::Actions(1)),
        overdue,
        more,
        closed,
        more_closed,
        due,
        more_due,
    }
}

fn is_open(here: &Here<'_>, at: ActionAt) -> bool {
    here.site.case(at.case).actions.get(at.action).is_some_and(|action| action.state == ActionState::Open)
}

fn sentence(review: &Review) -> String {
    let actions = &review.actions;
    let overdue = if review.partial { "overdue today" } else { "overdue at the month’s end" };
    if [&actions.opened, &actions.due, &actions.closed, &actions.overdue].iter().all(|some| some.is_empty()) {
        return format!("No action was opened, due, closed or {overdue}.");
    }
    let opened = capital(&count(actions.opened.len(), "action"));
    format!(
        "{opened} opened, {} due, {} closed, {} {overdue}.",
        some(actions.due.len()),
        some(actions.closed.len()),
        some(actions.overdue.len())
    )
}

fn some(n: usize) -> String {
    if n == 0 { "none".to_owned() } else { number(n as u64) }
}

/// An action as seen on a day.
pub(super) fn promise(here: &Here<'_>, at: ActionAt, until: Date) -> Promise {
    let case = here.site.case(at.case);
    let action = case.actions.get(at.action);
    let due = action.and_then(|action| action.due.as_ref()).map(|due| due.value);
    let closed = action.and_then(|action| action.closed.as_ref()).map(|closed| closed.value);
    let late = due.filter(|due| *due < until).and_then(|due| due.until(until).ok());
    let late = late.and_then(|span| usize::try_from(span.get_days()).ok());
    Promise {
        title: action.map(|action| action.title.value.clone()).unwrap_or_default(),
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        owner: action.and_then(owner),
        due: due.map(Stamp::day),
        closed: closed.map(Stamp::day),
        given_up: action.is_some_and(|action| matches!(action.state, ActionState::WontDo | ActionState::Superseded)),
        late: late.map(|days| count(days, "day")),
        case: here.case(case),
    }
}
