//! Reading impact buckets, policy, trends, phases and the levels of checks.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Facet, FacetKind, ImpactBucket, Phase, Policy, SITE_KEYS, Taxonomy, Term, TrendSettings, terms};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, did_you_mean};
use crate::source::{Place, Source, Spanned};
use crate::table::{Context, Fields, Syntax, Table, Value};

pub(super) fn impact(
    source: &Arc<Source>,
    tables: &[&Table],
    taxonomy: &Taxonomy,
    sink: &mut Diagnostics,
) -> Vec<ImpactBucket> {
    let mut buckets = Vec::new();
    for table in tables {
        let mut fields = Fields::new(source, table, "`[[impact]]`", sink).inside(SITE_KEYS);
        let id = fields.required("id", "\"major\"", |context, value| terms::slug(context, "id", value));
        let title = fields.text("title");
        let from = fields.required("from_percent", "25", percent);
        let least =
            fields.optional("at_least", |context, value| term(context, taxonomy.facet(FacetKind::Severity), value));
        fields.finish();
        let (Some(id), Some(from)) = (id, from) else { continue };
        buckets.push(ImpactBucket {
            title: title.map_or_else(|| id.value.clone(), |title| title.value),
            id: id.value,
            from_percent: from.value,
            at_least: least.map(|term| term.value),
        });
    }
    buckets.sort_by(|a, b| b.from_percent.total_cmp(&a.from_percent));
    buckets
}

pub(super) fn policy(
    source: &Arc<Source>,
    table: Option<&Table>,
    taxonomy: &Taxonomy,
    sink: &mut Diagnostics,
) -> BTreeMap<String, Policy> {
    let mut policies = BTreeMap::new();
    for (key, value) in table.into_iter().flat_map(|table| &table.entries) {
        let Some(severity) = taxonomy.facet(FacetKind::Severity).find(&key.value) else {
            let ids = taxonomy.severities().iter().map(|term| term.id.as_str());
            let finding = unknown(source, "severity", key, ids);
            sink.push(finding);
            continue;
        };
        let Value::Table(table) = &value.value else {
            let message = format!("`policy.{}` takes a table, not {}", key.value, value.value.describe());
            let help = format!("write `[policy.{}]` and its keys below", key.value);
            sink.push(Diagnostic::deny("wrong-type", Place::new(source, value.span), message).help(help));
            continue;
        };
        let mut fields = Fields::new(source, table, "`[policy.…]`", sink).inside(SITE_KEYS);
        let review = fields.optional("review_days", |context, value| whole(context, "review_days", value));
        let action = fields.optional("action_days", |context, value| whole(context, "action_days", value));
        let sections = fields.texts("sections");
        fields.finish();
        let (review_days, action_days) = (review.map(|days| days.value), action.map(|days| days.value));
        policies.insert(severity.id.clone(), Policy { review_days, action_days, sections });
    }
    policies
}

pub(super) fn trends(source: &Arc<Source>, table: Option<&Table>, sink: &mut Diagnostics) -> TrendSettings {
    let mut settings = TrendSettings::default();
    let Some(table) = table else { return settings };
    let mut fields = Fields::new(source, table, "`[trends]`", sink).inside(SITE_KEYS);
    if let Some(days) = fields.optional("grace_days", |context, value| whole(context, "grace_days", value)) {
        settings.grace_days = days.value;
    }
    if let Some(months) = fields.optional("repeat_months", |context, value| whole(context, "repeat_months", value)) {
        settings.repeat_months = months.value;
    }
    fields.finish();
    settings
}

pub(super) fn phases(
    source: &Arc<Source>,
    tables: &[&Table],
    taxonomy: &Taxonomy,
    sink: &mut Diagnostics,
) -> Vec<Phase> {
    let mut phases = Vec::new();
    for table in tables {
        let mut fields = Fields::new(source, table, "`[[phase]]`", sink).inside(SITE_KEYS);
        let from = fields.required("from", "\"2026-01\"", |context, value| {
            let text = context.text("from", value)?;
            let month = text.parse().ok();
            if month.is_none() {
                context.wrong(value.span, format!("`{text}` is not a month"), "write `2026-01`");
            }
            month
        });
        let reason = fields.required("reason", "\"…\"", |context, value| context.text("reason", value));
        let case = fields.text("case");
        let squad = fields.optional("squad", |context, value| term(context, taxonomy.facet(FacetKind::Squad), value));
        fields.finish();
        let (Some(from), Some(reason)) = (from, reason) else { continue };
        phases.push(Phase { from: from.value, reason: reason.value, case, squad: squad.map(|squad| squad.value) });
    }
    phases.sort_by_key(|phase| phase.from);
    phases
}

/// Names and handles, and the role to write instead of each.
pub(super) fn people(source: &Arc<Source>, table: Option<&Table>, sink: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut people = BTreeMap::new();
    for (name, role) in table.into_iter().flat_map(|table| &table.entries) {
        let mut context = Context::new(source, sink, Syntax::Toml);
        if name.value.trim().len() < 3 {
            context.wrong(
                name.span,
                format!("`{}` is too short for a name", name.value),
                "write the whole name or handle",
            );
        } else if let Some(role) = context.text(&name.value, role) {
            people.insert(name.value.trim().to_owned(), role);
        }
    }
    people
}

pub(super) fn checks(
    source: &Arc<Source>,
    table: Option<&Table>,
    sink: &mut Diagnostics,
) -> BTreeMap<String, Spanned<Level>> {
    let mut levels = BTreeMap::new();
    for (key, value) in table.into_iter().flat_map(|table| &table.entries) {
        let level = match &value.value {
            Value::Text(text) => match text.as_str() {
                "allow" => Some(Level::Allow),
                "warn" => Some(Level::Warn),
                "deny" => Some(Level::Deny),
                _ => None,
            },
            _ => None,
        };
        if let Some(level) = level {
            levels.insert(key.value.clone(), Spanned::new(level, key.span));
        } else {
            let message = format!("`checks.{}` is not a level", key.value);
            let finding = Diagnostic::deny("wrong-type", Place::new(source, value.span), message);
            sink.push(finding.help("write \"allow\", \"warn\" or \"deny\""));
        }
    }
    levels
}

fn term(context: &mut Context<'_>, facet: &Facet, value: &Spanned<Value>) -> Option<Arc<Term>> {
    let id = context.text(&facet.key, value)?;
    let found = facet.find(&id).cloned();
    if found.is_none() {
        let ids = facet.terms.iter().map(|term| term.id.as_str());
        let finding = unknown(context.source, &facet.key, &Spanned::new(id, value.span), ids);
        context.sink.push(finding);
    }
    found
}

fn unknown<'t>(
    source: &Arc<Source>,
    key: &str,
    id: &Spanned<String>,
    known: impl Iterator<Item = &'t str> + Clone,
) -> Diagnostic {
    let message = format!("no {key} is called `{}`", id.value);
    let finding = Diagnostic::deny("unknown-term", Place::new(source, id.span), message);
    match did_you_mean(&id.value, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("one of: {}", known.collect::<Vec<_>>().join(", "))),
    }
}

fn percent(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<f64> {
    let number = match value.value {
        #[expect(clippy::cast_precision_loss, reason = "a percentage is small")]
        Value::Integer(whole) => Some(whole as f64),
        Value::Float(number) => Some(number),
        _ => None,
    };
    let fits = number.filter(|number| (0.0..=100.0).contains(number));
    if fits.is_none() {
        context.wrong(
            value.span,
            "`from_percent` takes a number from 0 to 100",
            "write the least share of users, `25`",
        );
    }
    fits
}

fn whole(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<u32> {
    let number = match value.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    };
    if number.is_none() {
        context.wrong(value.span, format!("`{key}` takes a whole number"), format!("write `{key} = 10`"));
    }
    number
}
