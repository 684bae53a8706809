//! Open actions: those past their day first, then those whose day comes next, then those without one.
use jiff::ToSpan as _;
use serde::Serialize;

use super::{days, find};
use crate::config::FacetKind;
use crate::page::A_PAGE;
use crate::page::part::action::{is_web, owner};
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{Stamp, count};
use crate::trend::Promise;

/// What is due within so many days comes next.
const SOON: i64 = 30;

/// Open actions under one heading.
#[derive(Serialize)]
pub(super) struct Group {
    title: &'static str,
    anchor: &'static str,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    title: String,
    lang: Option<String>,
    owner: Option<String>,
    squad: Option<Link>,
    due: Option<Stamp>,
    /// Whether the day is that of the policy, since none is written.
    by_policy: bool,
    late: Option<String>,
    open_for: String,
    ticket: Option<String>,
    ticket_href: Option<String>,
    case: Link,
}

/// The open ones in the order of the list.
pub(super) fn sorted(all: &[Promise]) -> Vec<&Promise> {
    let mut open: Vec<&Promise> = all.iter().filter(|promise| promise.ended.is_none()).collect();
    open.sort_by_key(|promise| (promise.due.is_none(), promise.due, promise.opened, promise.at));
    open
}

/// One page of them, under headings.
pub(super) fn groups(here: &Here<'_>, open: &[&Promise], nth: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for promise in open.iter().skip((nth - 1) * A_PAGE).take(A_PAGE) {
        let (title, anchor) = heading(here, promise);
        if groups.last().is_none_or(|group| group.anchor != anchor) {
            groups.push(Group { title, anchor, rows: Vec::new() });
        }
        groups.last_mut().into_iter().for_each(|group| group.rows.extend(row(here, promise)));
    }
    groups
}

fn heading(here: &Here<'_>, promise: &Promise) -> (&'static str, &'static str) {
    let today = here.site.as_of;
    match promise.due {
        None => ("Without a due day", "no-day"),
        Some(due) if due < today => ("Overdue", "overdue"),
        Some(due) if due <= today.saturating_add(SOON.days()) => ("Due within 30 days", "soon"),
        Some(_) => ("Due later", "later"),
    }
}

fn row(here: &Here<'_>, promise: &Promise) -> Option<Row> {
    let (case, action) = find(here, promise.at)?;
    let today = here.site.as_of;
    let squads = here.site.config.taxonomy.facet(FacetKind::Squad);
    let late = promise.due.filter(|due| *due < today).map(|due| count(days(due, today), "day"));
    Some(Row {
        title: action.title.value.clone(),
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        owner: owner(action),
        squad: action.squad.as_ref().map(|squad| here.term(squads, squad)),
        due: promise.due.map(Stamp::day),
        by_policy: action.due.is_none() && promise.due.is_some(),
        late,
        open_for: count(days(promise.opened, today), "day"),
        ticket: action.ticket.as_ref().map(|ticket| ticket.value.clone()),
        ticket_href: action.ticket.as_ref().filter(|ticket| is_web(&ticket.value)).map(|ticket| ticket.value.clone()),
        case: here.case(case),
    })
}
