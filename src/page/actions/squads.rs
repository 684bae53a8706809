//! Who holds how much.
use serde::Serialize;

use super::days;
use crate::config::FacetKind;
use crate::page::part::here::{Here, Link};
use crate::page::part::words::count;
use crate::trend::Promise;

/// The actions of one squad.
#[derive(Serialize)]
pub(super) struct SquadRow {
    squad: Link,
    open: usize,
    overdue: usize,
    without_due: usize,
    /// How long its oldest open one has been open.
    oldest: Option<String>,
    done: usize,
}

/// Every squad that has an open action, those with most overdue first.
pub(super) fn squads(here: &Here<'_>) -> Vec<SquadRow> {
    let squads = here.site.config.taxonomy.facet(FacetKind::Squad);
    let mut held: Vec<Vec<&Promise>> = vec![Vec::new(); squads.terms.len()];
    for promise in &here.site.promises.all {
        held.get_mut(promise.squad).into_iter().for_each(|held| held.push(promise));
    }
    let rows = squads.terms.iter().zip(held).map(|(term, held)| row(here, here.term(squads, term), &held));
    let mut rows: Vec<SquadRow> = rows.filter(|row| row.open > 0).collect();
    rows.sort_by(|a, b| (b.overdue, b.open).cmp(&(a.overdue, a.open)).then_with(|| a.squad.title.cmp(&b.squad.title)));
    rows
}

fn row(here: &Here<'_>, squad: Link, held: &[&Promise]) -> SquadRow {
    let today = here.site.as_of;
    let open = || held.iter().filter(|promise| promise.ended.is_none());
    let oldest = open().map(|promise| promise.opened).min();
    SquadRow {
        squad,
        open: open().count(),
        overdue: open().filter(|promise| promise.due.is_some_and(|due| due < today)).count(),
        without_due: open().filter(|promise| promise.due.is_none()).count(),
        oldest: oldest.map(|opened| count(days(opened, today), "day")),
        done: held.iter().filter(|promise| promise.done).count(),
    }
}
