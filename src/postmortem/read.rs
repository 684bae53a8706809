//! From a document to a postmortem.
use jiff::civil::Date;

use super::{BodyLink, Impact, Postmortem, Status, TermAt, Times, action, fields, timeline};
use crate::config::{Config, FRONT_MATTER_KEYS, Facet, FacetKind};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Document, Link};
use crate::source::{Place, Source, Spanned};
use crate::table::{Fields, Table, Value};
use crate::way::Way;
use std::sync::Arc;

/// The id of a file: its stem.
#[must_use]
pub fn id_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// Whether a document calls itself a draft, be it a whole postmortem yet or not.
#[must_use]
pub fn is_draft(document: &Document) -> bool {
    document.front.get("status").is_some_and(|status| matches!(&status.value, Value::Text(text) if text == "draft"))
}

/// Types a document. `None` where it lacks what every postmortem must say; why is in the sink.
pub fn read(document: Document, config: &Config, sink: &mut Diagnostics) -> Option<Postmortem> {
    let Document { source, front, front_span, body_span, body } = document;
    let (head, rest, impact, actions) = read_front(&source, &front, config, sink);
    let Head { title, severity, root_cause, squad, times } = head?;
    check_retired(&source, config, &rest, [&severity, &root_cause, &squad], sink);
    let opened = opened(&rest, &times, config);
    let actions = actions.unwrap_or_else(|| action::from_body(&source, &body.actions, config, sink));
    let body_links = body.links.into_iter().map(|link| leading(&source, link)).collect();
    let events = timeline::resolve(&body.timeline, times.started.value, &config.timezone);
    Some(Postmortem {
        id: id_of(&source.path).to_owned(),
        body: body_span,
        title,
        severity,
        root_cause,
        squad,
        services: rest.services,
        custom: rest.custom,
        involved: rest.involved,
        trigger: rest.trigger,
        contributing: rest.contributing,
        times,
        status: rest.status,
        published: rest.published,
        kind: rest.kind,
        impact,
        detection: rest.detection,
        repeat_of: rest.repeat_of,
        related: rest.related,
        tickets: rest.tickets,
        links: rest.links,
        tags: rest.tags,
        aliases: rest.aliases,
        lang: rest.lang,
        actions: actions.into_iter().map(|draft| draft.opened_by(opened)).collect(),
        events,
        lessons: body.lessons,
        outline: body.outline,
        sections: body.sections,
        body_links,
        summary: body.summary,
        front_span,
        source,
    })
}

fn leading(source: &Source, link: Link) -> BodyLink {
    let way = Way::of(&source.path, &link.target.value);
    BodyLink { usage: link.usage, target: link.target, way }
}

/// Reads the whole table before anybody gives up, so that all faults are reported in one run. The actions are
/// `None` where the front matter has none: then those of the body count.
fn read_front(
    source: &Arc<Source>,
    front: &Table,
    config: &Config,
    sink: &mut Diagnostics,
) -> (Option<Head>, Rest, Impact, Option<Vec<action::Draft>>) {
    let mut fields = Fields::new(source, front, "front matter", sink);
    let head = Head::read(&mut fields, config);
    let rest = Rest::read(&mut fields, config);
    let (impact, actions) = (fields.table("impact"), fields.tables("action"));
    fields.raw("extra");
    fields.finish();
    let impact = impact.map(|table| read_impact(source, table, sink)).unwrap_or_default();
    let drafts = actions.iter().filter_map(|table| action::from_table(source, table, config, sink)).collect();
    (head, rest, impact, (!actions.is_empty()).then_some(drafts))
}

/// What every postmortem must say.
struct Head {
    title: Spanned<String>,
    severity: TermAt,
    root_cause: TermAt,
    squad: TermAt,
    times: Times,
}

impl Head {
    fn read(fields: &mut Fields<'_, '_>, config: &Config) -> Option<Self> {
        let title = fields.required("title", "\"…\"", |context, value| context.text("title", value));
        let mut term = |key, kind| {
            let facet = config.taxonomy.facet(kind);
            let add = format!("add `{}`, {}", fields.context.syntax.assign(key, "\"…\""), fields::choice(facet));
            fields.one_of(key, add, |context, value| fields::term(context, facet, value))
        };
        let severity = term("severity", FacetKind::Severity);
        let root_cause = term("root_cause", FacetKind::RootCause);
        let squad = term("squad", FacetKind::Squad);
        let zone = &config.timezone;
        let add = format!(
            "add when users were first affected, as in `{}`",
            fields.context.syntax.assign("started", "2026-03-04T09:12:00Z")
        );
        let started =
            fields.one_of("started", add, |context, value| fields::moment_or_day(context, "started", value, zone));
        let mut time = |key| fields.optional(key, |context, value| fields::moment(context, key, value, zone));
        let detected = time("detected");
        let acknowledged = time("acknowledged");
        let mitigated = time("mitigated");
        let resolved = time("resolved");
        let times = Times { started: started?, detected, acknowledged, mitigated, resolved };
        Some(Self { title: title?, severity: severity?, root_cause: root_cause?, squad: squad?, times })
    }
}

/// What a postmortem may say.
struct Rest {
    services: Vec<TermAt>,
    custom: Vec<Vec<TermAt>>,
    involved: Vec<TermAt>,
    trigger: Vec<TermAt>,
    contributing: Vec<TermAt>,
    status: Status,
    published: Option<Spanned<Date>>,
    kind: super::Kind,
    detection: Option<Spanned<super::Detection>>,
    repeat_of: Option<Spanned<String>>,
    related: Vec<Spanned<String>>,
    tickets: Vec<Spanned<String>>,
    links: Vec<Spanned<String>>,
    tags: Vec<Spanned<String>>,
    aliases: Vec<Spanned<String>>,
    lang: Option<Spanned<String>>,
}

impl Rest {
    fn read<'t>(fields: &mut Fields<'t, '_>, config: &'t Config) -> Self {
        let status =
            fields.optional("status", |context, value| fields::word(context, "status", value, fields::STATUSES));
        let kind = fields.optional("kind", |context, value| fields::word(context, "kind", value, fields::KINDS));
        let detection = fields
            .optional("detection", |context, value| fields::word(context, "detection", value, fields::DETECTIONS));
        let published = fields.optional("published", |context, value| fields::date(context, "published", value));
        let taxonomy = &config.taxonomy;
        let mut terms =
            |key: &'t str, facet: &Facet| fields.list(key, |context, value| fields::term(context, facet, value));
        let squads = taxonomy.facet(FacetKind::Squad);
        let causes = taxonomy.facet(FacetKind::RootCause);
        let own = taxonomy.facets.iter().filter(|facet| facet.kind == FacetKind::Custom);
        Self {
            services: terms("services", taxonomy.facet(FacetKind::Service)),
            involved: terms("involved", squads),
            trigger: terms("trigger", causes),
            contributing: terms("contributing", causes),
            custom: own.map(|facet| own_terms(fields, facet)).collect(),
            status: status.map_or(Status::default(), |status| status.value),
            published,
            kind: kind.map_or(super::Kind::default(), |kind| kind.value),
            detection,
            repeat_of: fields.text("repeat_of"),
            related: fields.texts("related"),
            tickets: fields.texts("tickets"),
            links: fields.texts("links"),
            tags: fields.texts("tags"),
            aliases: fields.list("aliases", fields::address),
            lang: fields.text("lang"),
        }
    }
}

/// Terms of a facet of the site's own; one that takes a single term says so where there are more.
fn own_terms<'t>(fields: &mut Fields<'t, '_>, facet: &'t Facet) -> Vec<TermAt> {
    let mut terms = fields.list(&facet.key, |context, value| fields::term(context, facet, value));
    if !facet.many && terms.len() > 1 {
        let message = format!("`{}` takes one term, not {}", facet.key, terms.len());
        fields.context.wrong(
            terms[1].span,
            message,
            "keep the one that fits best, or set `many = true` in `site.toml`",
        );
        terms.truncate(1);
    }
    terms
}

fn read_impact(source: &Arc<Source>, table: &Table, sink: &mut Diagnostics) -> Impact {
    let mut fields = Fields::new(source, table, "`impact`", sink).inside(FRONT_MATTER_KEYS);
    let impact = Impact {
        users_percent: fields
            .optional("users_percent", |context, value| fields::percent(context, "users_percent", value)),
        users: fields.optional("users", |context, value| fields::count(context, "users", value)),
        transactions: fields.optional("transactions", |context, value| fields::count(context, "transactions", value)),
        cost: fields.optional("cost", |context, value| fields::amount(context, "cost", value)),
        how: fields.text("how"),
    };
    fields.finish();
    impact
}

/// A retired term is for old files: one that is not yet published is new.
fn check_retired(source: &Arc<Source>, config: &Config, rest: &Rest, head: [&TermAt; 3], sink: &mut Diagnostics) {
    if rest.status == Status::Published {
        return;
    }
    let more = [&rest.services, &rest.involved, &rest.trigger, &rest.contributing];
    let terms = head.into_iter().chain(more.into_iter().flatten()).chain(rest.custom.iter().flatten());
    for term in terms.filter(|term| term.value.retired) {
        let message = format!("`{}` is retired: old postmortems keep it, new ones do not take it", term.value.id);
        let finding = Diagnostic::deny("retired-term", Place::new(source, term.span), message);
        let facet =
            config.taxonomy.facets.iter().find(|facet| facet.terms.iter().any(|other| Arc::ptr_eq(other, &term.value)));
        let live = facet.into_iter().flat_map(|facet| &facet.terms).filter(|other| !other.retired);
        let live: Vec<_> = live.map(|other| other.id.as_str()).collect();
        sink.push(finding.help(format!("one of: {}", live.join(", "))));
    }
}

/// The day from which a promise without its own `opened` counts.
fn opened(rest: &Rest, times: &Times, config: &Config) -> Date {
    let day = |time: &Spanned<crate::time::Moment>| time.value.at.to_zoned(config.timezone.clone()).date();
    let published = rest.published.as_ref().map(|date| date.value);
    published.or_else(|| times.resolved.as_ref().map(day)).unwrap_or_else(|| day(&times.started))
}
