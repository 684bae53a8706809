//! What was promised: what is overdue, what comes next, who holds how much, and what was kept lately.
mod kept;
mod open;
mod squads;

use jiff::civil::Date;
use serde::Serialize;

use super::Page;
use super::part::figure::{Figure, figures};
use super::part::here::{Head, Here};
use super::part::pager::{Pager, pages_of};
use super::part::value;
use super::part::words::{Stamp, capital, count, list};
use crate::postmortem::{Action, Postmortem};
use crate::route::Route;
use crate::site::Site;
use crate::trend::{ActionAt, Actions, Promise};

#[derive(Serialize)]
struct View {
    head: Head,
    as_of: Stamp,
    /// Whether this is the first page, which alone has more than the list.
    first: bool,
    sentence: String,
    kept_sentence: Option<String>,
    groups: Vec<open::Group>,
    pager: Pager,
    squads: Vec<squads::SquadRow>,
    closed: Vec<kept::Kept>,
    /// What counts nowhere, and why.
    uncounted: Option<String>,
    figures: Vec<Figure>,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let open = site.promises.all.iter().filter(|promise| promise.ended.is_none()).count();
    let page = |nth| Page::new(Route::Actions(nth), move |here| value(&view(here, nth)));
    (1..=pages_of(open)).map(page).collect()
}

fn view(here: &Here<'_>, nth: usize) -> View {
    let site = here.site;
    let first = nth == 1;
    let open = open::sorted(&site.promises.all);
    let counted = Actions::of(&site.scope(), &site.promises);
    let sentence = sentence(here, &counted, &open);
    View {
        head: here.head("Actions", "actions", &sentence),
        as_of: Stamp::day(site.as_of),
        first,
        sentence,
        kept_sentence: kept::sentence(&counted),
        groups: open::groups(here, &open, nth),
        pager: Pager::new(here, nth, open.len(), Route::Actions).of("open actions"),
        squads: if first { squads::squads(here) } else { Vec::new() },
        closed: if first { kept::lately(here) } else { Vec::new() },
        uncounted: uncounted(site).filter(|_| first),
        figures: if first && counted.all > 0 { figures(here, &["actions"]) } else { Vec::new() },
    }
}

/// `22 of 283 actions are open: 5 overdue, 1 without a due day and 2 without an owner.`
fn sentence(here: &Here<'_>, counted: &Actions, open: &[&Promise]) -> String {
    let unowned = open.iter().filter(|promise| unowned(here, promise.at)).count();
    let parts =
        [(counted.overdue.len(), "overdue"), (counted.without_due, "without a due day"), (unowned, "without an owner")];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let all = count(counted.all, "action");
    match (open.len(), parts.is_empty()) {
        (0, _) if counted.all == 0 => "Nothing has been promised yet.".to_owned(),
        (0, _) => format!("None of {all} is open."),
        (n, none) => {
            let verb = if n == 1 { "is" } else { "are" };
            let rest = if none { ", none of them overdue".to_owned() } else { format!(": {}", list(&parts)) };
            format!("{n} of {all} {verb} open{rest}.")
        }
    }
}

/// `3 more are closed without saying when, and count nowhere.`
fn uncounted(site: &Site) -> Option<String> {
    let (undated, impossible) = (site.promises.without_date.len(), site.promises.impossible.len());
    let parts = [(undated, "closed without saying when"), (impossible, "said to be closed before they were opened")];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", count(*n, "more action"))).collect();
    let verb = if undated + impossible == 1 { "counts" } else { "count" };
    (!parts.is_empty())
        .then(|| format!("{}: they cannot be placed in time, and {verb} nowhere.", capital(&list(&parts))))
        .map(|words| if undated + impossible == 1 { words.replacen("they", "it", 1) } else { words })
}

fn find<'a>(here: &Here<'a>, at: ActionAt) -> Option<(&'a Postmortem, &'a Action)> {
    let case = here.site.case(at.case).as_ref();
    case.actions.get(at.action).map(|action| (case, action))
}

fn unowned(here: &Here<'_>, at: ActionAt) -> bool {
    find(here, at).is_some_and(|(_, action)| action.owner.is_none() && action.squad.is_none())
}

/// Whole days from one day to a later one; none where it is not later.
fn days(from: Date, to: Date) -> usize {
    from.until(to).ok().and_then(|span| usize::try_from(span.get_days()).ok()).unwrap_or(0)
}
