//! The author's text as HTML: links lead to pages, pictures keep their room, marks of actions are words.
use jiff::civil::Date;

use crate::config::FacetKind;
use crate::document::LinkUse;
use crate::document::body::{Mark, RenderOptions, Rendered, Shown, Target, marks, render_with};
use crate::links::{Lead, follow, size_of};
use crate::page::part::here::Here;
use crate::page::part::words::{capital, count, day};
use crate::postmortem::Postmortem;
use crate::route::Route;
use crate::source::Span;
use crate::way::Way;

pub(super) fn prose(here: &Here<'_>, case: &Postmortem) -> Rendered {
    let attachments = &here.site.snapshot.attachments;
    let resolve = |_: LinkUse, target: &str| match follow(
        &here.site.corpus,
        attachments,
        case,
        &Way::of(&case.source.path, target),
    ) {
        Lead::Case(other, anchor) => {
            let anchor = anchor.map(|anchor| format!("#{}", crate::route::encode(anchor))).unwrap_or_default();
            Target::Address(here.link(&Route::Postmortem(other.id.clone())) + &anchor)
        }
        Lead::Picture(blob, name) => {
            let address = here.link(&Route::Attachment(case.id.clone(), name.to_owned()));
            match size_of(blob) {
                Some((width, height)) => Target::Picture(address, width, height),
                None => Target::Address(address),
            }
        }
        Lead::Outside | Lead::Anchor(_) => Target::Address(target.to_owned()),
        Lead::Missing(_) => Target::Nowhere,
    };
    let shown = shown_marks(here, case);
    let options = RenderOptions { title: &case.title.value, shown: &shown, ..RenderOptions::default() };
    render_with(case.markdown(), &resolve, &options)
}

/// What stands in place of the marks of the body's own actions.
fn shown_marks(here: &Here<'_>, case: &Postmortem) -> Vec<Shown> {
    if case.actions.iter().all(|action| action.span.start < case.body.start) {
        return Vec::new();
    }
    marks(case.markdown()).into_iter().filter_map(|mark| shown(here, case, &mark)).collect()
}

fn shown(here: &Here<'_>, case: &Postmortem, mark: &Mark) -> Option<Shown> {
    let squads = here.site.config.taxonomy.facet(FacetKind::Squad);
    let squad = (mark.key == "owner").then(|| squads.find(&mark.value)).flatten();
    let late = (mark.key == "due").then(|| days_late(here, case, mark.span)).flatten();
    let date = || mark.value.parse::<Date>().ok().map(day);
    let text = match mark.key {
        "owner" => squad.map_or_else(|| mark.value.clone(), |squad| squad.title.clone()),
        "due" => match late {
            Some(late) => format!("due {}, {} overdue", date()?, count(late, "day")),
            None => format!("due {}", date()?),
        },
        "opened" | "closed" => format!("{} {}", mark.key, date()?),
        "kind" if mark.value == "process" => "process".to_owned(),
        "kind" => format!("to {}", mark.value),
        "state" => capital(&mark.value.replace('-', " ")),
        _ => mark.value.clone(),
    };
    let class = match (mark.trails, late) {
        (true, Some(_)) => "said late",
        (true, None) => "said",
        (false, Some(_)) => "late",
        (false, None) => "said-within",
    };
    let href = squad.map(|squad| here.term(squads, squad).href);
    Some(Shown { span: mark.span, text, href, class })
}

/// How long past its day the action is whose day stands within a mark.
fn days_late(here: &Here<'_>, case: &Postmortem, mark: Span) -> Option<usize> {
    let mark = mark.shifted(case.body.start);
    let due_here = |due: Span| mark.start <= due.start && due.end <= mark.end;
    let action = case.actions.iter().find(|action| action.due.as_ref().is_some_and(|due| due_here(due.span)))?;
    let due = action.due.as_ref().filter(|_| action.overdue(here.site.as_of))?.value;
    due.until(here.site.as_of).ok().and_then(|span| usize::try_from(span.get_days()).ok())
}
