//! What was learned, by root cause: the newest cases that say so, in their own words.
use std::sync::Arc;

use serde::Serialize;

use super::Page;
use super::part::here::{Head, Here, Link};
use super::part::row::{grade, marks};
use super::part::term::Grade;
use super::part::value;
use super::part::words::{Stamp, capital, count, excerpt, list, sentence};
use crate::config::{FacetKind, Term};
use crate::document::{Lesson, LessonKind};
use crate::postmortem::Postmortem;
use crate::route::Route;
use crate::site::Site;

/// Cases that the page has room for, shared by the causes; of one cause, and lessons of one case.
const ROOM: usize = 100;
const OF_A_CAUSE: usize = 6;
const OF_A_CASE: usize = 5;
/// Bytes of one lesson; all of it stands in its case.
const OF_A_LESSON: usize = 320;

#[derive(Serialize)]
struct View {
    head: Head,
    note: String,
    causes: Vec<Cause>,
}

/// One root cause and what it taught.
#[derive(Serialize)]
struct Cause {
    title: String,
    anchor: String,
    definition: Option<String>,
    group: Option<String>,
    /// How many lessons its cases tell.
    lessons: usize,
    cases: Vec<Taught>,
    /// How many further cases have lessons, and where all are.
    more: usize,
    all: Link,
}

/// One case and its lessons.
#[derive(Serialize)]
struct Taught {
    case: Link,
    lang: Option<String>,
    date: Stamp,
    severity: Grade,
    marks: Vec<&'static str>,
    lessons: Vec<Told>,
    more: usize,
}

#[derive(Serialize)]
struct Told {
    word: &'static str,
    kind: &'static str,
    text: String,
}

pub(super) fn pages(_: &Site) -> Vec<Page> {
    vec![Page::new(Route::Lessons, |here| value(&view(here)))]
}

fn view(here: &Here<'_>) -> View {
    let taxonomy = &here.site.config.taxonomy;
    let facet_nth = taxonomy.facets.iter().position(|facet| facet.kind == FacetKind::RootCause).unwrap_or(0);
    let terms = taxonomy.facet(FacetKind::RootCause).terms.iter().enumerate();
    let of_term = |(rank, term): (usize, &Arc<Term>)| {
        let all = here.site.index().of_term(facet_nth, rank).iter().rev().copied();
        (term.clone(), all.filter(|nth| !here.site.case(*nth).lessons.is_empty()).collect::<Vec<usize>>())
    };
    let found: Vec<(Arc<Term>, Vec<usize>)> = terms.map(of_term).filter(|(_, cases)| !cases.is_empty()).collect();
    let most = (ROOM / found.len().max(1)).clamp(1, OF_A_CAUSE);
    let mut causes: Vec<Cause> = found.iter().map(|(term, cases)| cause(here, term, cases, most)).collect();
    // Causes of one group stand together, in the order of `site.toml`.
    let groups: Vec<Option<String>> = causes.iter().map(|cause| cause.group.clone()).collect();
    causes.sort_by_key(|cause| groups.iter().position(|group| *group == cause.group));
    let note = note(here, &found);
    View { head: here.head("Lessons", "lessons", &note), note, causes }
}

fn cause(here: &Here<'_>, term: &Term, cases: &[usize], most: usize) -> Cause {
    let facet = here.site.config.taxonomy.facet(FacetKind::RootCause);
    let shown = cases.iter().take(most).map(|nth| taught(here, here.site.case(*nth)));
    Cause {
        title: term.title.clone(),
        anchor: format!("cause:{}", term.id),
        definition: term.definition.clone(),
        group: term.group.clone(),
        lessons: cases.iter().map(|nth| here.site.case(*nth).lessons.len()).sum(),
        cases: shown.collect(),
        more: cases.len().saturating_sub(most),
        all: here.term(facet, term),
    }
}

fn taught(here: &Here<'_>, case: &Postmortem) -> Taught {
    Taught {
        case: here.case(case),
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        date: Stamp::day_of(case.started(), &here.site.config.timezone),
        severity: grade(case),
        marks: marks(case),
        lessons: case.lessons.iter().take(OF_A_CASE).map(told).collect(),
        more: case.lessons.len().saturating_sub(OF_A_CASE),
    }
}

fn told(lesson: &Lesson) -> Told {
    let (word, kind) = match lesson.kind {
        LessonKind::Well => ("Went well", "well"),
        LessonKind::Wrong => ("Went wrong", "wrong"),
        LessonKind::Lucky => ("Got lucky", "lucky"),
        LessonKind::Learned => ("Learned", "learned"),
    };
    Told { word, kind, text: sentence(&excerpt(&lesson.text.value, OF_A_LESSON)) }
}

/// `312 lessons from 61 of 63 cases: 130 on what went wrong and 120 on what went well.`
fn note(here: &Here<'_>, found: &[(Arc<Term>, Vec<usize>)]) -> String {
    let cases: Vec<&Postmortem> =
        found.iter().flat_map(|(_, cases)| cases).map(|nth| here.site.case(*nth).as_ref()).collect();
    let of = |kind| cases.iter().flat_map(|case| &case.lessons).filter(|lesson| lesson.kind == kind).count();
    let kinds = [
        (of(LessonKind::Wrong), "on what went wrong"),
        (of(LessonKind::Well), "on what went well"),
        (of(LessonKind::Lucky), "on luck"),
        (of(LessonKind::Learned), "general"),
    ];
    let total = kinds.iter().map(|(n, _)| n).sum();
    let parts: Vec<String> = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let all = count(here.site.index().pages().len(), "case");
    format!("{} from {} of {all}: {}.", capital(&count(total, "lesson")), cases.len(), list(&parts))
}
