//! The facts of a case as names and values.
use serde::Serialize;

use super::action::{is_web, summary};
use super::clock::detected_by;
use super::here::Here;
use super::words::{capital, number};
use crate::chart::number::percent;
use crate::config::{Facet, FacetKind};
use crate::page::postmortem::actions_anchor;
use crate::postmortem::{Impact, Postmortem, TermAt};

/// A name and its values.
#[derive(Debug, Serialize)]
pub(crate) struct Fact {
    name: String,
    /// Whether its values are single words that share a line.
    words: bool,
    /// Whether its values are long.
    wide: bool,
    values: Vec<FactValue>,
}

#[derive(Debug, Default, Serialize)]
struct FactValue {
    text: String,
    href: Option<String>,
    note: Option<String>,
}

impl From<String> for FactValue {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// All facts that a case states, those that say most first.
pub(crate) fn facts(here: &Here<'_>, case: &Postmortem) -> Vec<Fact> {
    let taxonomy = &here.site.config.taxonomy;
    let facet = |kind| taxonomy.facet(kind);
    let custom = taxonomy.facets.iter().filter(|facet| facet.kind == FacetKind::Custom);
    let mut all = vec![fact("Impact", impact(here, &case.impact))];
    all.push(terms(here, "Root cause", facet(FacetKind::RootCause), std::slice::from_ref(&case.root_cause)));
    all.push(terms(here, "Trigger", facet(FacetKind::RootCause), &case.trigger));
    all.push(terms(here, "Contributing", facet(FacetKind::RootCause), &case.contributing));
    all.push(terms(here, "Squad", facet(FacetKind::Squad), std::slice::from_ref(&case.squad)));
    all.push(terms(here, "Also involved", facet(FacetKind::Squad), &case.involved));
    all.push(terms(here, "Services", facet(FacetKind::Service), &case.services));
    all.extend(custom.map(|facet| terms(here, &facet.title, facet, case.terms(taxonomy, facet))));
    let detected = case.detection.as_ref().map(|detection| capital(detected_by(detection.value)).into());
    all.push(fact("Detected", detected.into_iter().collect()));
    all.push(fact("Actions", actions(here, case)));
    all.push(fact("Tickets", case.tickets.iter().map(|ticket| address(&ticket.value)).collect()));
    all.push(fact("Links", case.links.iter().map(|link| address(&link.value)).collect()));
    all.push(fact("Tags", case.tags.iter().map(|tag| tag.value.clone().into()).collect()));
    all.retain(|fact| !fact.values.is_empty());
    all
}

fn fact(name: &str, values: Vec<FactValue>) -> Fact {
    Fact { name: name.to_owned(), words: name == "Tags", wide: name == "Impact", values }
}

fn terms(here: &Here<'_>, name: &str, facet: &Facet, terms: &[TermAt]) -> Fact {
    let value = |term: &TermAt| {
        let link = here.term(facet, &term.value);
        FactValue { text: link.title, href: Some(link.href), note: None }
    };
    fact(name, terms.iter().map(value).collect())
}

/// The first two measures of an impact, those that say most first.
pub(crate) fn impact_words(impact: &Impact) -> Option<String> {
    let words: Vec<String> = measures(impact).take(2).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn measures(impact: &Impact) -> impl Iterator<Item = String> {
    let share = impact.users_percent.as_ref().map(|share| format!("{} of users", percent(share.value)));
    let users = impact.users.as_ref().map(|users| format!("{} users", number(users.value)));
    let transactions = impact.transactions.as_ref().map(|n| format!("{} transactions", number(n.value)));
    let cost = impact.cost.as_ref().map(|cost| cost.value.clone());
    [share, users, transactions, cost].into_iter().flatten()
}

fn impact(here: &Here<'_>, impact: &Impact) -> Vec<FactValue> {
    let bucket = impact.bucket(&here.site.config).map(|bucket| bucket.title.clone());
    let mut values: Vec<FactValue> = measures(impact).map(Into::into).collect();
    if let (Some(first), Some(bucket)) = (values.first_mut(), bucket) {
        first.note = Some(format!("band: {bucket}"));
    }
    if let Some(how) = &impact.how {
        let note = Some(format!("Measured as {}", how.value));
        values.push(FactValue { note, ..FactValue::default() });
    }
    values
}

fn actions(here: &Here<'_>, case: &Postmortem) -> Vec<FactValue> {
    if case.actions.is_empty() {
        return Vec::new();
    }
    let own = case.actions.iter().any(|action| action.span.start < case.body.start);
    let anchor = actions_anchor(case).map(|anchor| format!("#{}", crate::route::encode(anchor)));
    let href = if own { Some("#case:actions".to_owned()) } else { anchor };
    vec![FactValue { text: summary(case, here.site.as_of), href, note: None }]
}

/// An address as a link with short words; anything else as text.
fn address(text: &str) -> FactValue {
    let words = text.split_once("://").map_or(text, |(_, rest)| rest.trim_end_matches('/'));
    FactValue { text: words.to_owned(), href: is_web(text).then(|| text.to_owned()), note: None }
}
