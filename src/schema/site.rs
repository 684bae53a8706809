//! The schema of `site.toml`.
use serde_json::{Map, Value, json};

use super::value::{Key, address, count, described, flag, id, list, percent, properties, some, table, text, words};
use crate::check::{explained, section_names};
use crate::config::{Config, Facet, FacetKind};

/// The schema for a site's settings. Terms of the file that refer to one another are offered, never demanded: the file
/// may have more of them by now.
#[must_use]
pub fn site(config: Option<&Config>) -> Value {
    let facet = |kind| config.map(|config| config.taxonomy.facet(kind));
    let (severity, squad) = (facet(FacetKind::Severity), facet(FacetKind::Squad));
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of a casebook site",
        "type": "object",
        "properties": properties(settings().into_iter().chain(lists(squad)).chain(rules(severity, squad))),
        "required": ["title", "timezone", "severity", "root_cause", "squad"],
        "additionalProperties": false,
    })
}

fn settings() -> Vec<Key> {
    let zones: Vec<String> = jiff::tz::db().available().map(|zone| zone.to_string()).collect();
    let edit = json!({ "type": "string", "pattern": "^https?://.*\\{path\\}" });
    let repository = [
        ("url", "The repository's page.", address()),
        ("edit", "Where a file is edited; `{path}` stands for its path.", edit),
    ];
    vec![
        ("title", "The site's name.", text()),
        ("timezone", "The zone of local times and of months.", words(zones.iter().map(String::as_str))),
        ("base_url", "Where the site is published; feeds, the sitemap and social cards need it.", address()),
        ("front_matter", "What `casebook new` writes; `toml` if not said.", words(["toml", "yaml"])),
        ("repository", "Where the postmortems are reviewed.", table(repository, &["url"])),
    ]
}

/// The closed lists.
fn lists(squad: Option<&Facet>) -> Vec<Key> {
    let group = ("group", "Causes of one group stand together.", text());
    let links = json!({ "type": "object", "additionalProperties": address() });
    let squads = [
        ("domain", "What the squad owns, in a few words.", text()),
        ("links", "Addresses by name, such as `dashboard`, `runbooks`, `escalation`.", links),
    ];
    let owner = ("squad", "The squad that answers for it, by id.", known(squad));
    vec![
        ("severity", "How bad an incident can be, worst first.", full(&term([]))),
        ("root_cause", "Why incidents happen.", full(&term([group]))),
        ("squad", "Who owns what.", full(&term(squads))),
        ("service", "What can fail.", list(&term([owner]))),
        ("facet", "A list of the site's own.", list(&own_facet())),
    ]
}

fn own_facet() -> Value {
    let keys = [
        ("id", "Its key in the front matter.", id()),
        ("title", "Its name.", text()),
        ("many", "Whether a postmortem may have several of its terms.", flag()),
        ("terms", "Its terms.", list(&term([]))),
    ];
    table(keys, &["id"])
}

/// One term, with the keys that every term has.
fn term(more: impl IntoIterator<Item = Key>) -> Value {
    let keys = [
        ("id", "Small letters, digits and hyphens: what postmortems say.", id()),
        ("title", "Its name; the id if not said.", text()),
        ("definition", "What counts as this.", text()),
        ("aliases", "Old ids: still valid, and counted under the new one.", some(&text())),
        ("retired", "Whether only old postmortems may use it.", flag()),
    ];
    table(keys.into_iter().chain(more), &["id"])
}

/// Policy, trends, phases, the look and checks.
fn rules(severity: Option<&Facet>, squad: Option<&Facet>) -> Vec<Key> {
    let bucket = [
        ("id", "Small letters, digits and hyphens.", id()),
        ("title", "Its name; the id if not said.", text()),
        ("from_percent", "The least share of users affected, in percent.", percent()),
        ("at_least", "The severity that such a case has at least, by id.", known(severity)),
    ];
    let trends = [
        ("grace_days", "Days after its end until a month's figures are final; 10 if not said.", count()),
        ("repeat_months", "Months within which the same cause counts as a repeat; 6 if not said.", count()),
    ];
    let people = json!({ "type": "object", "additionalProperties": text() });
    let month = json!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" });
    let phase = [
        ("from", "Its first month: `2026-01`.", month),
        ("reason", "Why the level of incidents changed, in a few words.", text()),
        ("case", "The postmortem that tells more: its file's name without `.md`.", text()),
        ("squad", "The squad that it is about, by id; all if not said.", known(squad)),
    ];
    vec![
        (
            "impact",
            "Buckets of impact, and the severity that each asks for.",
            list(&table(bucket, &["id", "from_percent"])),
        ),
        ("policy", "What is asked of a postmortem, by severity.", policies(severity)),
        ("trends", "How trends are computed.", table(trends, &[])),
        ("phase", "Where a new baseline begins, and why.", list(&table(phase, &["from", "reason"]))),
        ("people", "Names and handles, and the role to write instead of each.", people),
        ("theme", "How the site looks.", theme()),
        ("checks", "How much each check matters.", checks()),
    ]
}

fn theme() -> Value {
    let colour = || json!({ "type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$" });
    let file = || json!({ "type": "string", "pattern": "^static/." });
    let keys = [
        ("accent", "The colour of links, readable as text on light pages: `#0f5c4d`.", colour()),
        ("accent_dark", "The same for dark pages; a lighter one of the same hue if not said.", colour()),
        ("logo", "A picture beside the site's name: `static/logo.svg`.", file()),
        ("logo_dark", "The same for dark pages, where it is another one.", file()),
        ("templates", "The version of the template contract that this site's templates were written for.", count()),
    ];
    table(keys, &[])
}

fn policies(severity: Option<&Facet>) -> Value {
    let sections = list(&words(section_names()));
    let policy = table(
        [
            ("review_days", "Days from resolved to published.", count()),
            ("action_days", "Days from promised to done, for an action without a due date.", count()),
            ("sections", "Sections that must be there.", sections),
        ],
        &[],
    );
    let terms = severity.map(|facet| facet.terms.as_slice()).unwrap_or_default();
    let one = |id: &str, title: &str| (id.to_owned(), described(policy.clone(), title));
    let known: Map<_, _> = terms.iter().map(|term| one(&term.id, &term.title)).collect();
    json!({ "type": "object", "properties": known, "additionalProperties": policy })
}

fn checks() -> Value {
    let levels = || words(["allow", "warn", "deny"]);
    let settable = explained().into_iter().filter(|one| one.settable);
    let known: Map<_, _> = settable.map(|one| (one.code.to_owned(), described(levels(), &one.summary()))).collect();
    json!({ "type": "object", "properties": known, "additionalProperties": false })
}

/// The ids of a facet, or any other.
fn known(facet: Option<&Facet>) -> Value {
    let terms = facet.map(|facet| facet.terms.as_slice()).unwrap_or_default();
    let offered = terms.iter().filter(|term| !term.retired);
    let offered = offered.map(|term| json!({ "type": "string", "const": term.id, "title": term.title }));
    json!({ "anyOf": offered.chain([text()]).collect::<Vec<_>>() })
}

/// A list with something in it.
fn full(items: &Value) -> Value {
    json!({ "type": "array", "items": items, "minItems": 1 })
}
