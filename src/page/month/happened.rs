//! What happened: each incident in one line, and what it taught.
use serde::Serialize;

use crate::document::{Lesson, LessonKind};
use crate::page::part::here::Here;
use crate::page::part::row::{Row, row};
use crate::page::part::words::first_sentences;
use crate::postmortem::Postmortem;
use crate::trend::Review;

/// One incident and its lesson.
#[derive(Serialize)]
pub(crate) struct Happened {
    pub(crate) row: Row,
    /// What was learned, else what happened; may be missing.
    pub(crate) lesson: Option<String>,
    /// Whether it is a lesson, else the summary's beginning.
    pub(crate) learned: bool,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Vec<Happened> {
    let one = |nth: &usize| {
        let case = here.site.case(*nth);
        let lesson = lesson(case);
        let summary = Some(first_sentences(&case.summary).to_owned()).filter(|text| !text.is_empty());
        Happened { row: row(here, case), learned: lesson.is_some(), lesson: lesson.or(summary) }
    };
    review.incidents.iter().map(one).collect()
}

/// The lesson that is one as such, else what went wrong.
fn lesson(case: &Postmortem) -> Option<String> {
    let of = |kind: LessonKind| case.lessons.iter().find(move |lesson: &&Lesson| lesson.kind == kind);
    let lesson = of(LessonKind::Learned).or_else(|| of(LessonKind::Wrong))?;
    Some(first_sentences(&lesson.text.value).to_owned())
}
