//! What was promised, and what is late.
use jiff::civil::Date;
use serde::Serialize;

use super::here::{Here, Link};
use super::words::{Stamp, count};
use crate::config::FacetKind;
use crate::postmortem::{Action, ActionKind, ActionState, Postmortem};

/// Promises past their day.
#[derive(Debug, Serialize)]
pub(crate) struct Overdue {
    /// How many there are.
    total: usize,
    /// How many have not been closed.
    open: usize,
    /// The latest ones.
    rows: Vec<OverdueRow>,
}

#[derive(Debug, Serialize)]
struct OverdueRow {
    title: String,
    lang: Option<String>,
    owner: Option<String>,
    days: String,
    due: Stamp,
    case: Link,
}

/// One promise of a case.
#[derive(Debug, Serialize)]
pub(crate) struct ActionRow {
    title: String,
    owner: Option<String>,
    squad: Option<Link>,
    state: &'static str,
    done: bool,
    overdue: bool,
    kind: Option<&'static str>,
    due: Option<Stamp>,
    closed: Option<Stamp>,
    ticket: Option<String>,
    ticket_href: Option<String>,
}

/// The open promises of the whole site past their due day, latest first, at most `most` of them in full.
pub(crate) fn overdue(here: &Here<'_>, most: usize) -> Overdue {
    let as_of = here.site.as_of;
    let cases = here.site.index().pages().iter().map(|nth| here.site.case(*nth));
    let all = cases.flat_map(|case| case.actions.iter().map(move |action| (case, action)));
    let mut open = 0;
    let mut late: Vec<(Date, &Postmortem, &Action)> = Vec::new();
    for (case, action) in all.filter(|(_, action)| action.state == ActionState::Open) {
        open += 1;
        let due = action.due.as_ref().map(|due| due.value);
        late.extend(due.filter(|_| action.overdue(as_of)).map(|due| (due, case.as_ref(), action)));
    }
    late.sort_by(|a, b| (a.0, &a.1.id, a.2.span).cmp(&(b.0, &b.1.id, b.2.span)));
    let rows = late.iter().take(most).map(|(due, case, action)| overdue_row(here, *due, case, action)).collect();
    Overdue { total: late.len(), open, rows }
}

fn overdue_row(here: &Here<'_>, due: Date, case: &Postmortem, action: &Action) -> OverdueRow {
    let days = due.until(here.site.as_of).map_or(0, |span| span.get_days());
    OverdueRow {
        title: action.title.value.clone(),
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        owner: owner(action),
        days: count(usize::try_from(days).unwrap_or(0), "day"),
        due: Stamp::day(due),
        case: here.case(case),
    }
}

/// A promise as the row of a table.
pub(crate) fn row(here: &Here<'_>, action: &Action) -> ActionRow {
    let squads = here.site.config.taxonomy.facet(FacetKind::Squad);
    ActionRow {
        title: action.title.value.clone(),
        owner: owner(action),
        squad: action.squad.as_ref().map(|squad| here.term(squads, squad)),
        state: state(action.state),
        done: action.state != ActionState::Open,
        overdue: action.overdue(here.site.as_of),
        kind: action.kind.map(kind),
        due: action.due.as_ref().map(|due| Stamp::day(due.value)),
        closed: action.closed.as_ref().map(|closed| Stamp::day(closed.value)),
        ticket: action.ticket.as_ref().map(|ticket| ticket.value.clone()),
        ticket_href: action.ticket.as_ref().filter(|ticket| is_web(&ticket.value)).map(|ticket| ticket.value.clone()),
    }
}

/// `6 actions: 4 done, 1 open, 1 overdue`.
pub(crate) fn summary(case: &Postmortem, as_of: Date) -> String {
    let open = case.actions.iter().filter(|action| action.state == ActionState::Open).count();
    let late = case.actions.iter().filter(|action| action.overdue(as_of)).count();
    let total = count(case.actions.len(), "action");
    match (open, late) {
        (0, _) => format!("{total}, all closed"),
        (_, 0) => format!("{total}, {open} open"),
        _ => format!("{total}, {open} open, {late} overdue"),
    }
}

/// Whether a text is an address that a browser may open.
pub(crate) fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Who promised it: the squad's name, else what is written.
pub(crate) fn owner(action: &Action) -> Option<String> {
    let squad = action.squad.as_ref().map(|squad| squad.title.clone());
    squad.or_else(|| action.owner.as_ref().map(|owner| owner.value.clone()))
}

fn state(state: ActionState) -> &'static str {
    match state {
        ActionState::Open => "Open",
        ActionState::Done => "Done",
        ActionState::WontDo => "Will not do",
        ActionState::Superseded => "Superseded",
    }
}

fn kind(kind: ActionKind) -> &'static str {
    match kind {
        ActionKind::Prevent => "to prevent",
        ActionKind::Detect => "to detect",
        ActionKind::Mitigate => "to mitigate",
        ActionKind::Process => "process",
    }
}
