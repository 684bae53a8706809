//! What happened: each incident in one line, worst first, and what it taught.
use std::cmp::Reverse;

use serde::Serialize;

use crate::document::{Lesson, LessonKind};
use crate::page::part::here::{Here, Link};
use crate::page::part::row::{Row, row, rows};
use crate::page::part::words::{count, first_sentences, sentence};
use crate::postmortem::Postmortem;
use crate::route::Route;
use crate::time::Month;
use crate::trend::Review;

/// As many cases of one sort are all named; of more than these only the first few, so that a month prints on few pages.
const ALL: usize = 15;
const FEW: usize = 10;

/// What began in the month.
#[derive(Serialize)]
pub(crate) struct Happenings {
    /// How many incidents there were.
    pub(crate) n: usize,
    /// The worst of them.
    pub(crate) incidents: Vec<Happened>,
    /// How many more there were, and where all are listed.
    pub(crate) more: Option<Link>,
    /// What else began, by start.
    pub(crate) others: Vec<Row>,
    /// How many more began, and where all are listed.
    pub(crate) more_others: Option<Link>,
}

/// One incident and its lesson.
#[derive(Serialize)]
pub(crate) struct Happened {
    pub(crate) row: Row,
    /// What was learned, else what happened; may be missing.
    pub(crate) lesson: Option<String>,
    /// Whether it is a lesson, else the summary's beginning.
    pub(crate) learned: bool,
}

/// `cases` are all of the month, drafts too where they are shown.
pub(super) fn of(here: &Here<'_>, review: &Review, cases: &[usize]) -> Happenings {
    let mut incidents = review.incidents.clone();
    incidents.sort_by_key(|nth| badness(here.site.case(*nth)));
    let others: Vec<usize> = cases.iter().copied().filter(|nth| !here.site.case(*nth).counted()).collect();
    let more = |n: usize, noun: &str, kinds: &str| {
        let more = n - named(n);
        (more > 0).then(|| Link { title: count(more, noun), href: listed(here, review.month, kinds) })
    };
    Happenings {
        n: incidents.len(),
        more: more(incidents.len(), "more incident", "unplanned,security"),
        incidents: incidents.iter().take(named(incidents.len())).map(|nth| happened(here, *nth)).collect(),
        others: rows(here, others.iter().copied().take(named(others.len()))),
        more_others: more(others.len(), "more case", "planned,drill,near-miss"),
    }
}

const fn named(n: usize) -> usize {
    if n > ALL { FEW } else { n }
}

/// Sorts the worst first: by severity, then what is not over, then what took long; by start where that is all alike.
fn badness(case: &Postmortem) -> impl Ord + use<> {
    let duration = case.times.since_start(case.times.resolved.as_ref());
    (case.severity.value.rank, !case.ongoing(), Reverse(duration))
}

/// The search of a month's cases of some kinds.
fn listed(here: &Here<'_>, month: Month, kinds: &str) -> String {
    let all = here.link(&Route::Postmortems(1));
    format!("{all}?kind={kinds}&from={}&to={}", month.first_day(), month.last_day())
}

fn happened(here: &Here<'_>, nth: usize) -> Happened {
    let case = here.site.case(nth);
    let lesson = lesson(case);
    let summary = Some(first_sentences(&case.summary).to_owned()).filter(|text| !text.is_empty());
    Happened { row: row(here, case), learned: lesson.is_some(), lesson: lesson.or(summary) }
}

/// The lesson that is one as such, else what went wrong.
fn lesson(case: &Postmortem) -> Option<String> {
    let of = |kind: LessonKind| case.lessons.iter().find(move |lesson: &&Lesson| lesson.kind == kind);
    let lesson = of(LessonKind::Learned).or_else(|| of(LessonKind::Wrong))?;
    Some(sentence(first_sentences(&lesson.text.value)))
}
