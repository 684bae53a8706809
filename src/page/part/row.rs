//! Postmortems as rows of a list.
use serde::Serialize;

use super::here::Here;
use super::term::Grade;
use super::words::{Stamp, count};
use crate::corpus::month_of;
use crate::postmortem::{Kind, Postmortem, Status};
use crate::time::duration_words;

/// One postmortem in a list.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    title: String,
    href: String,
    lang: Option<String>,
    date: Stamp,
    severity: Grade,
    squad: String,
    cause: String,
    resolved_after: String,
    resolved: bool,
    marks: Vec<&'static str>,
}

/// Rows under one heading.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    title: String,
    href: String,
    note: String,
    rows: Vec<Row>,
}

/// The row of a postmortem.
pub(crate) fn row(here: &Here<'_>, case: &Postmortem) -> Row {
    let link = here.case(case);
    Row {
        title: link.title,
        href: link.href,
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        date: Stamp::day_of(case.started(), &here.site.config.timezone),
        severity: grade(case),
        squad: case.squad.value.title.clone(),
        cause: case.root_cause.value.title.clone(),
        resolved_after: resolved_after(case),
        resolved: case.times.since_start(case.times.resolved.as_ref()).is_some(),
        marks: marks(case),
    }
}

/// Rows in the order given.
pub(crate) fn rows(here: &Here<'_>, cases: impl IntoIterator<Item = usize>) -> Vec<Row> {
    cases.into_iter().map(|nth| row(here, here.site.case(nth))).collect()
}

/// Rows under their months, in the order given.
pub(crate) fn by_month(here: &Here<'_>, cases: impl IntoIterator<Item = usize>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for nth in cases {
        let case = here.site.case(nth);
        let month = month_of(case, &here.site.config.timezone);
        if last.replace(month) != Some(month) {
            let link = here.month(month);
            let note = count(here.site.index().of_month(month).len(), "case");
            groups.push(Group { title: link.title, href: link.href, note, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(here, case));
        }
    }
    groups
}

/// The severity of a postmortem.
pub(crate) fn grade(case: &Postmortem) -> Grade {
    Grade { title: case.severity.value.title.clone(), rank: case.severity.value.rank }
}

/// What sets a postmortem apart, in words.
pub(crate) fn marks(case: &Postmortem) -> Vec<&'static str> {
    let status = match case.status {
        Status::Draft => Some("Draft"),
        Status::InReview => Some("In review"),
        Status::Published => None,
    };
    status.into_iter().chain(kind_word(case.kind)).collect()
}

/// The name of a kind, where it is not the usual one.
pub(crate) fn kind_word(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Unplanned => None,
        Kind::Planned => Some("Planned work"),
        Kind::Security => Some("Security"),
        Kind::Drill => Some("Drill"),
        Kind::NearMiss => Some("Near miss"),
    }
}

fn resolved_after(case: &Postmortem) -> String {
    match case.times.since_start(case.times.resolved.as_ref()) {
        Some(duration) => duration_words(duration),
        None if case.ongoing() => "ongoing".to_owned(),
        None => "not known".to_owned(),
    }
}
