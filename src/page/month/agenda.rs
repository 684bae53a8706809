//! What one month says, question by question: the page and the digest show the same.
use serde::Serialize;

use super::{changes, happened, promises, questions, recurring, returned, unusual};
use crate::page::part::count::{Breakdown, Tally, breakdowns};
use crate::page::part::here::Here;
use crate::page::part::words::day;
use crate::time::Month;
use crate::trend::Review;

/// One month, in the order in which a review asks.
#[derive(Serialize)]
pub(crate) struct Agenda {
    /// The day up to which a month that is not over is counted.
    pub(crate) so_far: Option<String>,
    /// The month in one sentence.
    pub(crate) sentence: String,
    /// Whether it was unusual.
    pub(crate) unusual: unusual::Unusual,
    /// What began in it.
    pub(crate) happened: happened::Happenings,
    /// What came back.
    pub(crate) returned: returned::Returned,
    /// What was promised.
    pub(crate) promises: promises::Promised,
    /// What changed.
    pub(crate) changes: changes::Changes,
    /// Its incidents by severity, squad and root cause.
    pub(crate) breakdowns: Vec<Breakdown>,
    /// Candidates for assessment.
    pub(crate) recurring: recurring::Recurring,
    /// Questions worth asking.
    pub(crate) questions: Vec<String>,
}

/// Gathers a month; links lead from the place of a page, or from wherever `here` is.
pub(crate) fn agenda(here: &Here<'_>, month: Month) -> Agenda {
    let site = here.site;
    let cases = site.index().of_month(month);
    let review = Review::of(&site.scope(), &site.trends, &site.repeats, &site.promises, month);
    Agenda {
        so_far: (month == Month::of(site.as_of)).then(|| day(site.as_of)),
        sentence: Tally::of(here, cases).sentence(site.config.taxonomy.severities()),
        unusual: unusual::of(here, &review),
        happened: happened::of(here, &review, cases),
        returned: returned::of(here, &review),
        promises: promises::of(here, &review),
        changes: changes::of(here, &review),
        breakdowns: breakdowns(here, cases, None),
        recurring: recurring::of(here, &review),
        questions: questions::of(here, &review),
    }
}
