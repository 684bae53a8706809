//! One case: the first screen says what happened, how bad, how long, why, what ended it; then the author's own words.
mod brief;
mod prose;

use std::collections::BTreeSet;

use brief::{Brief, brief, lede};
use prose::prose;
use serde::Serialize;
use tera::Value;

use super::Page;
use super::part::action::{self, ActionRow};
use super::part::clock::{Clock, clock};
use super::part::fact::{Fact, facts};
use super::part::here::{Head, Here, Link};
use super::part::related::{Related, related};
use super::part::row::{grade, kind_word};
use super::part::similar::{Similar, similar};
use super::part::term::Grade;
use super::part::value;
use super::part::words::Stamp;
use crate::config::FacetKind;
use crate::corpus::month_of;
use crate::document::{Heading, Section, SectionKind};
use crate::postmortem::{Kind, Postmortem, Status};
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    up: Link,
    month: Link,
    id: String,
    lang: Option<String>,
    dir: &'static str,
    severity: Grade,
    severity_href: String,
    squad: Link,
    date: Stamp,
    notices: Vec<Notice>,
    lede: String,
    brief: Brief,
    cause: Link,
    clock: Clock,
    facts: Vec<Fact>,
    contents: Vec<Entry>,
    body: Value,
    actions: Vec<ActionRow>,
    actions_summary: Option<String>,
    related: Vec<Related>,
    similar: Vec<Similar>,
    previous: Option<Link>,
    next: Option<Link>,
    source: Option<String>,
    edit: Option<String>,
    path: String,
    commit: Option<Commit>,
}

/// Something that a reader must know before the first number.
#[derive(Serialize)]
struct Notice {
    word: &'static str,
    text: &'static str,
}

/// A heading of the body.
#[derive(Serialize)]
struct Entry {
    title: String,
    anchor: String,
    deep: bool,
}

#[derive(Serialize)]
struct Commit {
    id: String,
    date: Stamp,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let page =
        |nth: usize| Page::new(Route::Postmortem(site.case(nth).id.clone()), move |here| value(&view(here, nth)));
    site.index().pages().iter().copied().map(page).collect()
}

fn view(here: &Here<'_>, nth: usize) -> View {
    let site = here.site;
    let case = site.case(nth);
    let facet = |kind| site.config.taxonomy.facet(kind);
    let neighbour = |nth: Option<usize>| nth.and_then(|nth| site.corpus.all().get(nth)).map(|case| here.case(case));
    let (source, edit) = repository_links(here, case);
    let body = prose(here, case);
    let related = related(here, nth);
    let named: BTreeSet<String> = related.iter().map(|other| other.id.clone()).collect();
    let lede = lede(case, &body.sections);
    View {
        head: here.head(&case.title.value, "postmortems", description(here, case, &lede)),
        up: here.to("Postmortems", &Route::Postmortems(1)),
        month: here.month(month_of(case, &site.config.timezone)),
        id: case.id.clone(),
        lang: case.lang.as_ref().map(|lang| lang.value.clone()),
        dir: direction(case),
        severity: grade(case),
        severity_href: here.term(facet(FacetKind::Severity), &case.severity.value).href,
        squad: here.term(facet(FacetKind::Squad), &case.squad.value),
        date: Stamp::day_of(case.started(), &site.config.timezone),
        notices: notices(case),
        lede,
        brief: brief(here, case, &body.sections),
        cause: here.term(facet(FacetKind::RootCause), &case.root_cause.value),
        clock: clock(case, &site.config.timezone),
        facts: facts(here, case),
        contents: contents(case),
        body: Value::safe_string(&body.html),
        actions: if actions_in_body(case) { Vec::new() } else { action_rows(here, case) },
        actions_summary: (!case.actions.is_empty()).then(|| action::summary(case, site.as_of)),
        similar: similar(here, nth, &named),
        related,
        previous: neighbour(nth.checked_sub(1)),
        next: neighbour(nth.checked_add(1)),
        source,
        edit,
        path: case.source.path.clone(),
        commit: commit(here, case),
    }
}

/// What the case says first; of one that says nothing, what its front matter says.
fn description(here: &Here<'_>, case: &Postmortem, lede: &str) -> String {
    if !lede.is_empty() {
        return lede.to_owned();
    }
    let day = Stamp::day_of(case.started(), &here.site.config.timezone).words;
    format!("{}, {}, {day}.", case.severity.value.title, case.squad.value.title)
}

fn notices(case: &Postmortem) -> Vec<Notice> {
    let status = match case.status {
        Status::Draft => Some(("Draft", "Not published and not counted: shown here for its authors.")),
        Status::InReview => Some(("In review", "Being reviewed: words and numbers may still change.")),
        Status::Published => None,
    };
    let kind = match case.kind {
        Kind::Unplanned => None,
        Kind::Planned => Some("Planned work is not counted as an incident."),
        Kind::Security => Some("A security incident; trends count it as an incident."),
        Kind::Drill => Some("A rehearsal: nobody was affected, and it is not counted as an incident."),
        Kind::NearMiss => Some("Nothing happened this time; it is not counted as an incident."),
    };
    let kind = kind_word(case.kind).zip(kind);
    status.into_iter().chain(kind).map(|(word, text)| Notice { word, text }).collect()
}

/// The direction of the article: its language tells, unless it names a script.
fn direction(case: &Postmortem) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 9] = ["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur"];
    let mut parts = case.lang.as_ref().map_or("", |lang| &lang.value).split('-');
    let language = parts.next().unwrap_or("").to_ascii_lowercase();
    let latin = parts.any(|part| part.eq_ignore_ascii_case("latn"));
    if RIGHT_TO_LEFT.contains(&language.as_str()) && !latin { "rtl" } else { "ltr" }
}

/// The headings of the two highest levels that the body uses; a heading that only repeats the title is not shown, and
/// a lone one of the first level is a title beside the others, however low they are.
fn contents(case: &Postmortem) -> Vec<Entry> {
    let repeats = |heading: &Heading| heading.level == 1 && heading.text.value == case.title.value;
    let shown = || case.outline.iter().filter(|heading| !repeats(heading));
    let alone = shown().filter(|heading| heading.level == 1).count() == 1;
    let levels = || shown().map(|heading| heading.level);
    let top = levels().filter(|level| !alone || *level > 1).min().or_else(|| levels().min()).unwrap_or(0);
    let entry = |heading: &Heading| Entry {
        title: heading.text.value.clone(),
        anchor: heading.anchor.clone(),
        deep: heading.level > top,
    };
    shown().filter(|heading| heading.level <= top + 1).map(entry).collect()
}

fn actions_in_body(case: &Postmortem) -> bool {
    case.actions.iter().any(|action| action.span.start >= case.body.start)
}

fn action_rows(here: &Here<'_>, case: &Postmortem) -> Vec<ActionRow> {
    case.actions.iter().map(|action| action::row(here, action)).collect()
}

/// The anchor of the body's own list of actions.
pub(super) fn actions_anchor(case: &Postmortem) -> Option<&str> {
    let section = |section: &&Section| section.kind == SectionKind::Actions;
    let heading = case.sections.iter().find(section).map(|section| section.heading)?;
    case.outline.get(heading).map(|heading| heading.anchor.as_str())
}

/// Where the file is read and where it is edited.
fn repository_links(here: &Here<'_>, case: &Postmortem) -> (Option<String>, Option<String>) {
    let Some(repository) = &here.site.config.repository else { return (None, None) };
    let path: Vec<String> = case.source.path.split('/').map(crate::route::encode).collect();
    let edit = repository.edit.as_ref().map(|edit| edit.replace("{path}", &path.join("/")));
    let source = edit.as_ref().filter(|edit| edit.contains("/edit/")).map(|edit| edit.replacen("/edit/", "/blob/", 1));
    (source, edit)
}

fn commit(here: &Here<'_>, case: &Postmortem) -> Option<Commit> {
    let commit = here.site.snapshot.history.files.get(&case.source.path)?;
    let date = Stamp::day_of(commit.date, &here.site.config.timezone);
    Some(Commit { id: commit.id.chars().take(8).collect(), date })
}
