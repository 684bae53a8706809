//! Small corpora for tests.
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::months::{Apart, MonthCount};
use crate::config::{Config, Facet, FacetKind, Phase, Syntax, Taxonomy, Term, TrendSettings};
use crate::corpus::Corpus;
use crate::postmortem::{Action, ActionState, Impact, Kind, Postmortem, Status, Times};
use crate::source::{Source, Span, Spanned};
use crate::time::{Moment, Month};

/// A site in Jakarta (UTC+7) with four severities and three causes.
pub(crate) fn config() -> Config {
    let severities = ["Critical", "High", "Medium", "Low"].map(str::to_owned);
    let causes = ["Configuration change", "Software defect", "Third party"].map(str::to_owned);
    config_with(&severities, &causes)
}

/// A site with these severities, worst first, and these root causes.
pub(crate) fn config_with(severities: &[String], causes: &[String]) -> Config {
    let facet = |kind, key: &str, titles: &[String]| Facet {
        broken: false,
        kind,
        key: key.to_owned(),
        title: key.to_owned(),
        folder: key.to_owned(),
        many: false,
        terms: titles.iter().enumerate().map(|(rank, title)| term(rank, title)).collect(),
    };
    let facets = vec![
        facet(FacetKind::Severity, "severity", severities),
        facet(FacetKind::RootCause, "root_cause", causes),
        facet(FacetKind::Squad, "squad", &["Payments".to_owned()]),
        facet(FacetKind::Service, "services", &[]),
    ];
    Config {
        people: BTreeMap::new(),
        theme: crate::config::Theme::default(),
        source: Arc::new(Source::new("site.toml", "")),
        title: "Sample".to_owned(),
        timezone: TimeZone::get("Asia/Jakarta").expect("a bundled zone"),
        timezone_name: "Asia/Jakarta".to_owned(),
        base_url: None,
        front_matter: Syntax::Toml,
        repository: None,
        taxonomy: Taxonomy { facets },
        impact: Vec::new(),
        policy: BTreeMap::new(),
        trends: TrendSettings::default(),
        phases: Vec::new(),
        checks: BTreeMap::new(),
    }
}

fn term(rank: usize, title: &str) -> Arc<Term> {
    Arc::new(Term { id: format!("term-{rank}"), title: title.to_owned(), rank, ..Term::default() })
}

/// A phase of the whole site.
pub(crate) fn phase(from: &str, reason: &str) -> Phase {
    Phase { from: month(from), reason: reason.to_owned(), case: None, squad: None }
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

/// Complete months with this many incidents each, all of the worst severity.
pub(crate) fn months(from: &str, counts: &[usize]) -> Vec<MonthCount> {
    let months = (0..).map(|nth| month(from).plus(nth));
    let of = |(month, count): (Month, &usize)| MonthCount {
        month,
        days: u32::from(month.last_day().day().unsigned_abs()),
        partial: false,
        provisional: false,
        by_severity: vec![*count, 0, 0, 0],
        apart: Apart::default(),
        expected: None,
    };
    months.zip(counts).map(of).collect()
}

pub(crate) fn corpus(cases: &[Arc<Postmortem>]) -> Corpus {
    Corpus::new(cases.to_vec(), false)
}

/// A case that began at noon of a day, or at an instant that ends in `Z`.
pub(crate) fn case(started: &str) -> Arc<Postmortem> {
    build(started, 0, 0, Kind::Unplanned)
}

pub(crate) fn severe(started: &str, severity: usize) -> Arc<Postmortem> {
    build(started, severity, 0, Kind::Unplanned)
}

pub(crate) fn cause(started: &str, cause: usize) -> Arc<Postmortem> {
    build(started, 0, cause, Kind::Unplanned)
}

pub(crate) fn kind(started: &str, kind: Kind) -> Arc<Postmortem> {
    build(started, 1, 0, kind)
}

/// A case with its later times in minutes after its start: detected, acknowledged, mitigated, resolved.
pub(crate) fn timed_case(started: &str, minutes: [Option<i64>; 4], status: Status) -> Arc<Postmortem> {
    edited(case(started), |case| {
        let at = |nth: usize| {
            let minutes = minutes[nth]?;
            Some(spanned(Moment::exact(case.started() + jiff::SignedDuration::from_mins(minutes))))
        };
        let (detected, acknowledged, mitigated, resolved) = (at(0), at(1), at(2), at(3));
        case.times = Times { started: case.times.started.clone(), detected, acknowledged, mitigated, resolved };
        case.status = status;
    })
}

/// A case of services, by their ranks.
pub(crate) fn serving(case: Arc<Postmortem>, services: &[usize]) -> Arc<Postmortem> {
    edited(case, |case| case.services = services.iter().map(|rank| spanned(term(*rank, ""))).collect())
}

/// A case with an id and a file of its own.
pub(crate) fn named(case: Arc<Postmortem>, id: &str) -> Arc<Postmortem> {
    edited(case, |case| {
        id.clone_into(&mut case.id);
        case.source = Arc::new(Source::new(format!("postmortems/{id}.md"), ""));
    })
}

/// An action with its days: opened, due, closed.
pub(crate) fn action(opened: &str, due: Option<&str>, closed: Option<&str>, state: ActionState) -> Action {
    Action {
        due_unread: false,
        title: spanned("An action".to_owned()),
        squad: None,
        owner: None,
        opened: date(opened),
        due: due.map(|due| spanned(date(due))),
        closed: closed.map(|closed| spanned(date(closed))),
        state,
        kind: None,
        ticket: None,
        span: Span::default(),
    }
}

/// A case, changed.
pub(crate) fn edited(case: Arc<Postmortem>, edit: impl FnOnce(&mut Postmortem)) -> Arc<Postmortem> {
    let mut case = Arc::into_inner(case).expect("nobody else has it yet");
    edit(&mut case);
    Arc::new(case)
}

pub(crate) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

pub(crate) fn build(started: &str, severity: usize, cause: usize, kind: Kind) -> Arc<Postmortem> {
    let at = if started.ends_with('Z') { started.to_owned() } else { format!("{started}T05:00Z") };
    let started = spanned(Moment::exact(at.parse().expect("an instant")));
    Arc::new(Postmortem {
        source: Arc::new(Source::new("postmortems/case.md", "")),
        id: "case".to_owned(),
        body: Span::default(),
        title: spanned("A case".to_owned()),
        severity: spanned(term(severity, "")),
        root_cause: spanned(term(cause, "")),
        squad: spanned(term(0, "Payments")),
        services: Vec::new(),
        custom: Vec::new(),
        involved: Vec::new(),
        trigger: Vec::new(),
        contributing: Vec::new(),
        times: Times { started, detected: None, acknowledged: None, mitigated: None, resolved: None },
        status: Status::Published,
        published: None,
        kind,
        impact: Impact::default(),
        detection: None,
        repeat_of: None,
        related: Vec::new(),
        tickets: Vec::new(),
        links: Vec::new(),
        tags: Vec::new(),
        aliases: Vec::new(),
        lang: None,
        actions: Vec::new(),
        events: Vec::new(),
        lessons: Vec::new(),
        outline: Vec::new(),
        sections: Vec::new(),
        body_links: Vec::new(),
        summary: String::new(),
        front_span: Span::default(),
    })
}
