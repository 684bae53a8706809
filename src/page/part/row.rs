//! Postmortems as rows of a list.
use serde::Serialize;

use super::here::Here;
use super::term::Grade;
use super::words::Stamp;
use crate::corpus::month_of;
use crate::postmortem::{Kind, Postmortem, Status};
use crate::route::Route;
use crate::time::{Month, duration_words};

/// One postmortem in a list.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) title: String,
    pub(crate) href: String,
    pub(crate) lang: Option<String>,
    pub(crate) date: Stamp,
    pub(crate) severity: Grade,
    pub(crate) squad: String,
    pub(crate) cause: String,
    pub(crate) resolved_after: String,
    pub(crate) resolved: bool,
    pub(crate) marks: Vec<&'static str>,
}

/// Rows under one heading.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    title: String,
    href: String,
    rows: Vec<Row>,
}

impl Row {
    /// `resolved after 2 h`, `ongoing`, `not known when resolved`.
    pub(crate) fn resolution(&self) -> String {
        match (self.resolved, self.resolved_after.as_str()) {
            (true, after) => format!("resolved after {after}"),
            (false, "not known") => "not known when resolved".to_owned(),
            (false, other) => other.to_owned(),
        }
    }
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

/// Rows under headings, in the order given: under their months where those are well filled, else under their years.
pub(crate) fn grouped(here: &Here<'_>, cases: impl IntoIterator<Item = usize>) -> Vec<Group> {
    let cases: Vec<&Postmortem> = cases.into_iter().map(|nth| here.site.case(nth).as_ref()).collect();
    let mut months: Vec<Month> = cases.iter().map(|case| month_of(case, &here.site.config.timezone)).collect();
    let of_case = months.clone();
    months.dedup();
    let by_month = cases.len() >= months.len() * WELL_FILLED;
    let mut groups: Vec<Group> = Vec::new();
    for (case, month) in cases.into_iter().zip(of_case) {
        let year = || here.to(month.year().to_string(), &Route::Year(month.year()));
        let link = if by_month { here.month(month) } else { year() };
        if groups.last().is_none_or(|group| group.title != link.title) {
            groups.push(Group { title: link.title, href: link.href, rows: Vec::new() });
        }
        groups.last_mut().into_iter().for_each(|group| group.rows.push(row(here, case)));
    }
    groups
}

/// Rows a month, on average, that deserve a heading of their own.
const WELL_FILLED: usize = 5;

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
