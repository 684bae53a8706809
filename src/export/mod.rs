//! The trends as numbers for people, programs and spreadsheets; `docs/trends.md` is the contract.
mod human;
mod json;
mod tidy;

use std::collections::BTreeMap;

use crate::config::{FacetKind, Term};
use crate::site::Site;
use crate::time::Month;
use crate::trend::{ActionMonth, Actions, Durations, ImpactMinutes, ImpactMonth, Measure, MonthCount};
use crate::trend::{Promises, RepeatMonth, Repeats, Rolling, Scope, Trends};

pub use human::human;
pub use json::json;
pub use tidy::csv;

/// The shape of the two formats for programs; it changes where a reader of the old one would go wrong.
pub const VERSION: u32 = 1;

/// What is measured from the start of an incident.
const MEASURES: [Measure; 3] = [Measure::Detect, Measure::Mitigate, Measure::Resolve];

/// The counts of a site or of a squad, month by month.
#[derive(Debug, Clone)]
pub struct Table {
    site: String,
    as_of: String,
    timezone: String,
    /// The squad, by id.
    squad: Option<String>,
    /// Severities, worst first: id and title.
    severities: Vec<(String, String)>,
    /// Files that could not be read and are not counted.
    left_out: usize,
    months: Vec<Row>,
}

/// One month.
#[derive(Debug, Clone)]
struct Row {
    count: MonthCount,
    /// The six months that end with it, by [`MEASURES`].
    durations: Vec<Rolling>,
    repeats: RepeatMonth,
    actions: ActionMonth,
    impact: ImpactMonth,
    /// The id of the case that was felt most.
    largest: Option<String>,
}

impl Table {
    /// Counts all incidents and actions, or those of a squad.
    #[must_use]
    pub fn of(site: &Site, squad: Option<&Term>) -> Self {
        let severities = site.config.taxonomy.severities();
        let months = match squad {
            None => rows(site, &site.scope(), &site.trends, &site.promises),
            Some(squad) => {
                let scope = scope(site, squad);
                rows(site, &scope, &Trends::within(&scope), &site.promises.of_squad(squad.rank))
            }
        };
        Self {
            site: site.config.title.clone(),
            as_of: site.as_of.to_string(),
            timezone: site.config.timezone_name.clone(),
            squad: squad.map(|squad| squad.id.clone()),
            severities: severities.iter().map(|term| (term.id.clone(), term.title.clone())).collect(),
            left_out: site.left_out.len(),
            months,
        }
    }

    /// The same with no months but these; what is said of each stays, since it was computed from all.
    #[must_use]
    pub fn between(mut self, from: Option<Month>, to: Option<Month>) -> Self {
        let shown = |month| from.is_none_or(|from| from <= month) && to.is_none_or(|to| month <= to);
        self.months.retain(|row| shown(row.count.month));
        self
    }
}

/// A squad's cases, with the phases that concern it.
fn scope<'a>(site: &'a Site, squad: &'a Term) -> Scope<'a> {
    let facet = site.config.taxonomy.facets.iter().position(|facet| facet.kind == FacetKind::Squad);
    let cases = facet.map_or(&[][..], |facet| site.index().of_term(facet, squad.rank));
    site.scope().at(cases).of_squad(&squad.id)
}

/// All parts run over the same months, those of the site's history.
fn rows(site: &Site, scope: &Scope<'_>, trends: &Trends, promises: &Promises) -> Vec<Row> {
    let durations = MEASURES.map(|measure| Durations::of(scope, measure).months);
    let repeats = by_month(Repeats::rates(&site.repeats, scope).months, |of| of.month);
    let actions = by_month(Actions::of(scope, promises).months, |of| of.month);
    let impact = by_month(ImpactMinutes::of(scope).months, |of| of.month);
    let durations = durations.map(|months| by_month(months, |of| of.month));
    let row = |count: &MonthCount| {
        let month = count.month;
        let impact = *impact.get(&month)?;
        Some(Row {
            count: count.clone(),
            durations: durations.iter().map(|months| months.get(&month).copied()).collect::<Option<_>>()?,
            repeats: *repeats.get(&month)?,
            actions: *actions.get(&month)?,
            largest: impact.sum.largest.map(|(nth, _)| site.case(nth).id.clone()),
            impact,
        })
    };
    trends.months.iter().filter_map(row).collect()
}

fn by_month<T>(months: Vec<T>, month: impl Fn(&T) -> Month) -> BTreeMap<Month, T> {
    months.into_iter().map(|one| (month(&one), one)).collect()
}

/// As many digits as anybody can use; nothing where a number has no end.
fn rounded(x: f64) -> Option<f64> {
    // Adding nothing turns a negative zero into the usual one.
    x.is_finite().then(|| libm::round(x * 1000.0) / 1000.0 + 0.0)
}

/// Whether and how it is final.
const fn state(count: &MonthCount) -> &'static str {
    match (count.partial, count.provisional) {
        (true, _) => "partial",
        (_, true) => "provisional",
        _ => "complete",
    }
}

/// The name of a measure in both formats for programs.
const fn name(measure: Measure) -> &'static str {
    match measure {
        Measure::Detect => "detect",
        Measure::Acknowledge => "acknowledge",
        Measure::Mitigate => "mitigate",
        Measure::Resolve => "resolve",
    }
}
