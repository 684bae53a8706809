//! Questions worth asking, each from something that the month's postmortems say or leave out.
use jiff::SignedDuration;

use crate::page::part::here::Here;
use crate::page::part::words::{capital, count, number};
use crate::postmortem::{Detection, Postmortem};
use crate::time::duration_words;
use crate::trend::{Review, Signal};

/// More questions than this are no longer asked.
const MOST: usize = 6;

/// An incident that nobody noticed for longer than this asks for a question.
const LONG: SignedDuration = SignedDuration::from_hours(4);

pub(super) fn of(here: &Here<'_>, review: &Review) -> Vec<String> {
    let all = [returned, unusual, late, outsiders, unnoticed, untaught, unreviewed, unmeasured, quiet];
    all.iter().filter_map(|ask| ask(here, review)).take(MOST).collect()
}

/// `The one incident does`, `2 of 7 incidents do`: how many of the month's, and the verb that fits.
fn some_of(n: usize, review: &Review, (one, several): (&str, &str)) -> String {
    match (n, review.incidents.len()) {
        (_, 1) => format!("The one incident {one}"),
        (n, all) if n == all => format!("All {} {several}", count(all, "incident")),
        (1, all) => format!("1 of {} {one}", count(all, "incident")),
        (_, all) => format!("{} of {} {several}", number(n as u64), count(all, "incident")),
    }
}

fn cases<'a>(here: &'a Here<'_>, review: &'a Review) -> impl Iterator<Item = &'a Postmortem> {
    review.incidents.iter().map(|nth| here.site.case(*nth).as_ref())
}

fn returned(here: &Here<'_>, review: &Review) -> Option<String> {
    let (repeat, actions) = review.repeats.iter().find(|(_, actions)| !actions.is_empty())?;
    let action = actions.first().and_then(|at| here.site.case(at.case).actions.get(at.action))?;
    let title = &here.site.case(repeat.nth).title.value;
    Some(format!(
        "“{}” was done, and yet “{title}” came back: did the action do what it was meant to, or was the cause another?",
        action.title.value
    ))
}

fn unusual(here: &Here<'_>, review: &Review) -> Option<String> {
    let signal = here.site.trends.month(review.month).filter(|_| !review.partial)?.signal()?;
    Some(match signal {
        Signal::Above => "The month lies above the expected range: what do its incidents have in common?".to_owned(),
        Signal::Below => {
            "The month lies below the expected range: what went well, or is something not being written up?".to_owned()
        }
    })
}

fn late(here: &Here<'_>, review: &Review) -> Option<String> {
    let old = |at: &&crate::trend::ActionAt| {
        let action = here.site.case(at.case).actions.get(at.action);
        let due = action.and_then(|action| action.due.as_ref()).map(|due| due.value);
        due.and_then(|due| due.until(review.actions.until).ok()).is_some_and(|span| span.get_days() > 90)
    };
    let old = review.actions.overdue.iter().filter(old).count();
    let verb = if old == 1 { "is" } else { "are" };
    (old > 0).then(|| {
        format!(
            "{} {verb} more than 90 days late: still right, to be planned anew, or to be given up openly?",
            capital(&count(old, "action"))
        )
    })
}

fn outsiders(here: &Here<'_>, review: &Review) -> Option<String> {
    let told = |case: &&Postmortem| {
        case.detection.as_ref().is_some_and(|by| matches!(by.value, Detection::Customer | Detection::Partner))
    };
    let told = cases(here, review).filter(told).count();
    (told > 0).then(|| {
        let told = some_of(told, review, ("came", "came"));
        format!("{told} to light through customers or partners: which signal was missing?")
    })
}

fn unnoticed(here: &Here<'_>, review: &Review) -> Option<String> {
    let after = |case: &Postmortem| case.times.since_start(case.times.detected.as_ref());
    let longest = cases(here, review).filter_map(|case| Some((after(case)?, case))).max_by_key(|(after, _)| *after)?;
    (longest.0 > LONG).then(|| {
        format!(
            "“{}” went unnoticed for {}: what would have shown it sooner?",
            longest.1.title.value,
            duration_words(longest.0)
        )
    })
}

fn untaught(here: &Here<'_>, review: &Review) -> Option<String> {
    let silent = cases(here, review).filter(|case| !case.ongoing() && case.lessons.is_empty()).count();
    let (verb, them) = if silent == 1 { ("says", "it") } else { ("say", "them") };
    (silent > 0).then(|| {
        format!(
            "{} {verb} nothing about what was learned: is there nothing to learn from {them}?",
            capital(&count(silent, "postmortem"))
        )
    })
}

fn unreviewed(here: &Here<'_>, review: &Review) -> Option<String> {
    let open = cases(here, review).filter(|case| case.status == crate::postmortem::Status::InReview).count();
    let verb = if open == 1 { "is" } else { "are" };
    (open > 0 && !review.partial).then(|| {
        format!("{} {verb} still in review: who closes the review, and when?", capital(&count(open, "postmortem")))
    })
}

fn unmeasured(here: &Here<'_>, review: &Review) -> Option<String> {
    let blind = cases(here, review).filter(|case| case.impact.users_percent.is_none()).count();
    (blind > 0).then(|| {
        let blind = match review.incidents.len() {
            all if all > 1 && all == blind => format!("None of {} says", count(all, "incident")),
            _ => format!("{} not say", some_of(blind, review, ("does", "do"))),
        };
        format!("{blind} how many users were hit: how could that be measured?")
    })
}

fn quiet(_: &Here<'_>, review: &Review) -> Option<String> {
    let nothing = review.incidents.is_empty() && review.apart.is_empty() && !review.partial;
    nothing.then(|| "Nothing was written up: were there near misses or drills to learn from?".to_owned())
}
