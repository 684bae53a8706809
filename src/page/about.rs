//! What the words and the numbers mean.
use serde::Serialize;

use super::Page;
use super::part::here::Head;
use super::part::here::Here;
use super::part::left_out::{LeftOut, left_out};
use super::part::term::{facet_title, term_rows};
use super::part::value;
use super::part::words::{Stamp, day};
use crate::config::{Facet, Term};
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    facets: Vec<FacetView>,
    impact: Vec<Bucket>,
    grace_days: u32,
    repeat_months: u32,
    zone: String,
    cases: usize,
    drafts_left_out: usize,
    as_of: Stamp,
    commit: Option<CommitView>,
    version: &'static str,
    left_out: Vec<LeftOut>,
    checks: String,
}

#[derive(Serialize)]
struct FacetView {
    title: String,
    key: String,
    folder: String,
    href: String,
    many: bool,
    /// Whether no term has more to say than its name.
    brief: bool,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    id: String,
    title: String,
    href: String,
    text: Option<String>,
    group: Option<String>,
    aliases: Vec<String>,
    retired: bool,
    count: usize,
    rank: Option<usize>,
}

#[derive(Serialize)]
struct Bucket {
    title: String,
    from: String,
    at_least: Option<String>,
}

/// A commit as printed.
#[derive(Serialize)]
struct CommitView {
    id: String,
    date: Stamp,
}

pub(super) fn pages(_: &Site) -> Vec<Page> {
    vec![Page::new(Route::About, |here| value(&view(here)))]
}

fn view(here: &Here<'_>) -> View {
    let site = here.site;
    let config = &site.config;
    let facets = config.taxonomy.facets.iter().enumerate().filter(|(_, facet)| !facet.terms.is_empty());
    let commit = site.snapshot.history.head.as_ref();
    View {
        head: here.head("About", "about", "What the words on this site mean, and how its numbers are computed."),
        facets: facets.map(|(nth, facet)| facet_view(here, nth, facet)).collect(),
        impact: config.impact.iter().map(bucket).collect(),
        grace_days: config.trends.grace_days,
        repeat_months: config.trends.repeat_months,
        zone: config.timezone_name.clone(),
        cases: site.index().pages().len(),
        drafts_left_out: site.corpus.drafts_left_out(),
        as_of: Stamp { iso: site.as_of.to_string(), words: day(site.as_of) },
        commit: commit.map(|commit| CommitView {
            id: commit.id.chars().take(12).collect(),
            date: Stamp::day_of(commit.date, &config.timezone),
        }),
        version: env!("CARGO_PKG_VERSION"),
        left_out: left_out(site),
        checks: here.link(&Route::Checks),
    }
}

fn bucket(bucket: &crate::config::ImpactBucket) -> Bucket {
    Bucket {
        title: bucket.title.clone(),
        from: bucket.from_percent.to_string(),
        at_least: bucket.at_least.as_ref().map(|term| term.title.clone()),
    }
}

fn facet_view(here: &Here<'_>, nth: usize, facet: &Facet) -> FacetView {
    let term = |(term, row): (&std::sync::Arc<Term>, super::part::term::TermRow)| TermView {
        id: term.id.clone(),
        title: row.title,
        href: row.href,
        text: term.definition.clone().or_else(|| term.domain.clone()),
        group: term.group.clone(),
        aliases: term.aliases.clone(),
        retired: term.retired,
        count: row.count,
        rank: row.rank,
    };
    FacetView {
        title: facet_title(facet),
        key: facet.key.clone(),
        folder: facet.folder.clone(),
        href: here.link(&Route::Facet(facet.folder.clone())),
        many: facet.many,
        brief: facet.terms.iter().all(|term| term.definition.is_none() && term.domain.is_none()),
        terms: facet.terms.iter().zip(term_rows(here, nth, facet)).map(term).collect(),
    }
}
