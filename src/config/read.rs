//! From `site.toml` to [`Config`], with every fault reported at its place.
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{Config, Repository, SITE_KEYS, Syntax, Taxonomy, settings, terms, theme};
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::source::{Place, Source, Span, Spanned};
use crate::table::{self, Context, Fields, Table, Value};

pub(super) fn read(source: &Arc<Source>, sink: &mut Diagnostics) -> Option<Config> {
    let start = if source.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let table = table::toml::parse(source, Span::new(start, source.text.len()), sink);
    let mut fields = Fields::new(source, &table, "`site.toml`", sink);
    let title = fields.required("title", "\"Postmortems\"", |context, value| context.text("title", value));
    let timezone = fields.required("timezone", "\"Europe/London\"", timezone);
    let base_url = fields.optional("base_url", base_url);
    let front_matter = fields.optional("front_matter", syntax);
    let repository = fields.table("repository");
    let lists = Lists::ask(&mut fields);
    let tables = Tables::ask(&mut fields);
    fields.finish();

    let repository = repository.and_then(|table| read_repository(source, table, sink));
    let (taxonomy, whole) = lists.read(source, &table, sink);
    let impact = settings::impact(source, &tables.impact, &taxonomy, sink);
    let policy = settings::policy(source, tables.policy, &taxonomy, sink);
    let trends = settings::trends(source, tables.trends, sink);
    let phases = settings::phases(source, &tables.phases, &taxonomy, sink);
    let checks = settings::checks(source, tables.checks, sink);
    let people = settings::people(source, tables.people, sink);
    let theme = theme::theme(source, tables.theme, sink);
    let (title, (timezone_name, timezone)) = (title?.value, timezone?.value);
    whole.then(|| Config {
        source: source.clone(),
        title,
        timezone,
        timezone_name,
        base_url: base_url.map(|url| url.value),
        front_matter: front_matter.map_or(Syntax::default(), |syntax| syntax.value),
        repository,
        impact,
        policy,
        trends,
        phases,
        people,
        theme,
        checks,
        taxonomy,
    })
}

/// The closed lists as tables, before they are typed.
struct Lists<'a> {
    severity: Vec<&'a Table>,
    root_cause: Vec<&'a Table>,
    squad: Vec<&'a Table>,
    service: Vec<&'a Table>,
    facet: Vec<&'a Table>,
}

impl<'a> Lists<'a> {
    fn ask(fields: &mut Fields<'a, '_>) -> Self {
        Self {
            severity: fields.tables("severity"),
            root_cause: fields.tables("root_cause"),
            squad: fields.tables("squad"),
            service: fields.tables("service"),
            facet: fields.tables("facet"),
        }
    }

    /// The taxonomy, and whether it has what every site must list.
    fn read(&self, source: &Arc<Source>, whole: &Table, sink: &mut Diagnostics) -> (Taxonomy, bool) {
        let mut there = true;
        for (key, list) in [("severity", &self.severity), ("root_cause", &self.root_cause), ("squad", &self.squad)] {
            if list.is_empty() {
                there = false;
                let at = Place::new(source, Span::at(whole.span.end));
                let help = format!("add at least one `[[{key}]]` with `id` and `title`");
                sink.push(Diagnostic::deny("missing-key", at, format!("`site.toml` lists no `[[{key}]]`")).help(help));
            }
        }
        let facets =
            terms::builtin(source, [&self.severity, &self.root_cause, &self.squad, &self.service], whole.broken, sink);
        let own = terms::custom(source, &self.facet, sink);
        let mut facets: Vec<_> = facets.into_iter().chain(own).collect();
        for facet in &mut facets {
            facet.broken |= whole.broken;
        }
        (Taxonomy { facets }, there)
    }
}

/// The other tables, before they are typed.
struct Tables<'a> {
    impact: Vec<&'a Table>,
    policy: Option<&'a Table>,
    trends: Option<&'a Table>,
    phases: Vec<&'a Table>,
    people: Option<&'a Table>,
    theme: Option<&'a Table>,
    checks: Option<&'a Table>,
}

impl<'a> Tables<'a> {
    fn ask(fields: &mut Fields<'a, '_>) -> Self {
        Self {
            impact: fields.tables("impact"),
            policy: fields.table("policy"),
            trends: fields.table("trends"),
            phases: fields.tables("phase"),
            people: fields.table("people"),
            theme: fields.table("theme"),
            checks: fields.table("checks"),
        }
    }
}

fn timezone(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<(String, TimeZone)> {
    let name = context.text("timezone", value)?;
    if let Ok(zone) = TimeZone::get(&name) {
        let canonical = zone.iana_name().unwrap_or(&name).to_owned();
        return Some((canonical, zone));
    }
    let known: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).collect();
    let message = format!("`{name}` is not an IANA time zone");
    let finding = Diagnostic::deny("wrong-type", context.place(value.span), message);
    context.sink.push(match did_you_mean(&name, known.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("write a name such as `Europe/London` or `Asia/Jakarta`"),
    });
    None
}

fn base_url(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<String> {
    let url = context.text("base_url", value)?;
    let checked = super::checked_base_url(&url);
    if checked.is_none() {
        let help = "write where the site is published: `https://postmortems.example/`";
        context.wrong(value.span, "`base_url` is not an http or https address", help);
    }
    checked
}

fn syntax(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<Syntax> {
    match context.text("front_matter", value)?.as_str() {
        "toml" => Some(Syntax::Toml),
        "yaml" => Some(Syntax::Yaml),
        other => {
            context.wrong(value.span, format!("`{other}` is not a syntax of front matter"), "write `toml` or `yaml`");
            None
        }
    }
}

fn read_repository(source: &Arc<Source>, table: &Table, sink: &mut Diagnostics) -> Option<Repository> {
    let mut fields = Fields::new(source, table, "`[repository]`", sink).inside(SITE_KEYS);
    let address = |context: &mut Context<'_>, value: &Spanned<Value>| {
        let url = context.text("url", value)?;
        let web = url.starts_with("https://") || url.starts_with("http://");
        if !web {
            context.wrong(value.span, "the repository's address is not http or https", "write `https://…`");
        }
        web.then(|| url.trim_end_matches('/').to_owned())
    };
    let url = fields.required("url", "\"https://…\"", address);
    let edit = fields.optional("edit", |context, value| {
        let edit = context.text("edit", value)?;
        let whole = edit.contains("{path}") && (edit.starts_with("https://") || edit.starts_with("http://"));
        if !whole {
            let help = "write `https://…/edit/main/{path}`: `{path}` stands for the file";
            context.wrong(value.span, "`edit` is not an address with `{path}` in it", help);
        }
        whole.then_some(edit)
    });
    fields.finish();
    Some(Repository { url: url?.value, edit: edit.map(|edit| edit.value) })
}
