//! Reading the closed lists.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FRONT_MATTER_KEYS, Facet, FacetKind, SITE_KEYS, Term};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::route;
use crate::source::{Place, Source, Spanned};
use crate::table::{Context, Fields, Table, Value};

/// The four facets that every site has, in their order; `broken` where some of `site.toml` could not be read.
pub(super) fn builtin(
    source: &Arc<Source>,
    [severity, root_cause, squad, service]: [&[&Table]; 4],
    broken: bool,
    sink: &mut Diagnostics,
) -> Vec<Facet> {
    let facet = |kind, key: &str, title: &str, folder: &str, many, (terms, broken)| Facet {
        kind,
        key: key.to_owned(),
        title: title.to_owned(),
        folder: folder.to_owned(),
        many,
        terms,
        broken,
    };
    let squads = read_list(source, squad, FacetKind::Squad, sink);
    let services = read_list(source, service, FacetKind::Service, sink);
    check_owners(source, service, &squads.0, squads.1 || broken, sink);
    vec![
        facet(FacetKind::Severity, "severity", "Severity", "severities", false, {
            read_list(source, severity, FacetKind::Severity, sink)
        }),
        facet(FacetKind::RootCause, "root_cause", "Root cause", "root-causes", false, {
            read_list(source, root_cause, FacetKind::RootCause, sink)
        }),
        facet(FacetKind::Squad, "squad", "Squad", "squads", false, squads),
        facet(FacetKind::Service, "services", "Service", "services", true, services),
    ]
}

/// The site's own facets.
pub(super) fn custom(source: &Arc<Source>, tables: &[&Table], sink: &mut Diagnostics) -> Vec<Facet> {
    let mut facets: Vec<Facet> = Vec::new();
    for table in tables {
        let mut fields = Fields::new(source, table, "`[[facet]]`", sink).inside(SITE_KEYS);
        let id = fields.required("id", "\"journey\"", facet_id);
        let title = fields.text("title");
        let many = fields.optional("many", |context, value| flag(context, "many", value));
        let terms = fields.tables("terms");
        fields.finish();
        let (terms, broken) = read_list(source, &terms, FacetKind::Custom, sink);
        let Some(id) = id else { continue };
        if facets.iter().any(|facet| facet.key == id.value) {
            let place = Place::new(source, id.span);
            sink.push(Diagnostic::deny("duplicate-term", place, format!("two facets are called `{}`", id.value)));
            continue;
        }
        facets.push(Facet {
            kind: FacetKind::Custom,
            title: title.map_or_else(|| id.value.clone(), |title| title.value),
            folder: id.value.clone(),
            key: id.value,
            many: many.is_some_and(|many| many.value),
            terms,
            broken,
        });
    }
    facets
}

/// The terms, and whether there are more that could not be read.
fn read_list(
    source: &Arc<Source>,
    tables: &[&Table],
    kind: FacetKind,
    sink: &mut Diagnostics,
) -> (Vec<Arc<Term>>, bool) {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let mut terms = Vec::new();
    for table in tables {
        let Some((term, names)) = read_term(source, table, kind, terms.len(), sink) else { continue };
        let mut twice = false;
        for (nth, name) in names.into_iter().enumerate() {
            let place = Place::new(source, name.span);
            if let Some(first) = seen.get(&name.value) {
                // An id that is taken would claim the other term's page.
                twice |= nth == 0;
                let finding = Diagnostic::deny("duplicate-term", place, format!("`{}` is listed twice", name.value));
                sink.push(finding.also(first.clone(), "first here").help("an id or alias names one term of its list"));
            } else {
                seen.insert(name.value, place);
            }
        }
        if twice {
            continue;
        }
        terms.push(Arc::new(term));
    }
    let broken = terms.len() < tables.len();
    (terms, broken)
}

/// A term, and its id and aliases with their places.
fn read_term(
    source: &Arc<Source>,
    table: &Table,
    kind: FacetKind,
    rank: usize,
    sink: &mut Diagnostics,
) -> Option<(Term, Vec<Spanned<String>>)> {
    let mut fields = Fields::new(source, table, what(kind), sink).inside(SITE_KEYS);
    let id = fields.required("id", "\"…\"", |context, value| slug(context, "id", value));
    let title = fields.text("title");
    let definition = fields.text("definition");
    let aliases = fields.texts("aliases");
    let retired = fields.optional("retired", |context, value| flag(context, "retired", value));
    let group = if kind == FacetKind::RootCause { fields.text("group") } else { None };
    let domain = if kind == FacetKind::Squad { fields.text("domain") } else { None };
    let links = if kind == FacetKind::Squad { fields.table("links") } else { None };
    let squad = if kind == FacetKind::Service { fields.text("squad") } else { None };
    fields.finish();
    let links = links.map(|table| read_links(source, table, sink)).unwrap_or_default();
    let id = id?;
    let names = std::iter::once(id.clone()).chain(aliases.iter().cloned()).collect();
    let text = |field: Option<Spanned<String>>| field.map(|field| field.value);
    let term = Term {
        title: title.map_or_else(|| id.value.clone(), |title| title.value),
        id: id.value,
        definition: text(definition),
        rank,
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        retired: retired.is_some_and(|retired| retired.value),
        group: text(group),
        domain: text(domain),
        squad: text(squad),
        links,
    };
    Some((term, names))
}

const fn what(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Severity => "`[[severity]]`",
        FacetKind::RootCause => "`[[root_cause]]`",
        FacetKind::Squad => "`[[squad]]`",
        FacetKind::Service => "`[[service]]`",
        FacetKind::Custom => "a facet's term",
    }
}

fn read_links(source: &Arc<Source>, table: &Table, sink: &mut Diagnostics) -> BTreeMap<String, String> {
    let mut links = BTreeMap::new();
    for (key, value) in &table.entries {
        let mut context = Context::new(source, sink, table.syntax);
        let Some(url) = context.text(&key.value, value) else { continue };
        if url.starts_with("https://") || url.starts_with("http://") {
            links.insert(key.value.clone(), url);
        } else {
            context.wrong(value.span, format!("`{url}` is not an http or https address"), "write `https://…`");
        }
    }
    links
}

/// Where the list of squads is `broken`, one that seems to be unknown may be in it.
fn check_owners(source: &Arc<Source>, services: &[&Table], squads: &[Arc<Term>], broken: bool, sink: &mut Diagnostics) {
    for value in services.iter().filter_map(|table| table.get("squad")) {
        let Value::Text(id) = &value.value else { continue };
        if squads.iter().any(|squad| squad.id == *id || squad.aliases.contains(id)) {
            continue;
        }
        let finding =
            Diagnostic::deny("unknown-term", Place::new(source, value.span), format!("no squad is called `{id}`"));
        match did_you_mean(id, squads.iter().map(|squad| squad.id.as_str())) {
            Some(near) => sink.push(finding.help(format!("did you mean `{near}`?"))),
            None if broken => {}
            None => sink.push(finding.help("list it as a `[[squad]]`")),
        }
    }
}

fn facet_id(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<String> {
    let id = slug(context, "id", value)?;
    if FRONT_MATTER_KEYS.contains(&id.as_str()) || route::RESERVED.contains(&id.as_str()) {
        context.wrong(value.span, format!("a facet cannot be called `{id}`: the name is taken"), "choose another id");
        return None;
    }
    Some(id)
}

/// An id: small letters, digits and hyphens.
pub(super) fn slug(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<String> {
    let id = context.text(key, value)?;
    let fits = id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if !fits {
        let near: String = id.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let message = format!("`{id}` is not an id: small letters, digits and hyphens only");
        context.wrong(value.span, message, format!("write `{}`", near.trim_matches('-')));
    }
    fits.then_some(id)
}

fn flag(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<bool> {
    if let Value::Bool(flag) = value.value {
        return Some(flag);
    }
    context.wrong(value.span, format!("`{key}` takes true or false, not {}", value.value.describe()), "write `true`");
    None
}
