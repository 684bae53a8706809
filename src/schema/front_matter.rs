//! The schema of a postmortem's front matter.
use serde_json::{Value, json};

use super::value::{Key, count, day, described, list, moment, percent, properties, some, table, terms, text, words};
use crate::config::{Config, FacetKind};
use crate::postmortem::{ACTION_KINDS, DETECTIONS, KINDS, STATES, STATUSES, Words};

/// The schema for the front matter of a site's postmortems.
#[must_use]
pub fn front_matter(config: &Config) -> Value {
    let mut keys = properties(main().into_iter().chain(more()));
    let own = config.taxonomy.facets.iter().filter(|facet| facet.kind == FacetKind::Custom);
    for facet in own {
        let one = reference(&facet.key);
        let several = if facet.many { list(&one) } else { json!({ "type": "array", "items": one, "maxItems": 1 }) };
        let about = format!("{}, by the site's terms.", facet.title);
        keys.insert(facet.key.clone(), described(json!({ "anyOf": [one, several] }), &about));
    }
    let facets = config.taxonomy.facets.iter();
    let definitions: serde_json::Map<_, _> = facets.map(|facet| (facet.key.clone(), terms(facet))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": format!("Front matter of {}", config.title),
        "type": "object",
        "properties": keys,
        "required": ["title", "severity", "root_cause", "squad", "started"],
        "additionalProperties": false,
        "definitions": definitions,
    })
}

/// What a postmortem must say, and when what happened.
fn main() -> Vec<Key> {
    let mut started = moment();
    if let Some(Value::Array(ways)) = started.get_mut("anyOf") {
        ways.push(day());
    }
    vec![
        ("title", "What happened, in one line.", text()),
        ("severity", "How bad it was, by the site's definitions.", reference("severity")),
        ("root_cause", "Why it could happen; what set it off is the `trigger`.", reference("root_cause")),
        ("squad", "Who owns what failed.", reference("squad")),
        ("started", "When users were first affected; only the day, where no more is known.", started),
        ("detected", "When somebody or something noticed.", moment()),
        ("acknowledged", "When somebody took it.", moment()),
        ("mitigated", "When users were no longer affected.", moment()),
        ("resolved", "When the cause was gone. Without it, and until published, it is not over.", moment()),
        ("status", "How far the review is; `published` if not said.", these(STATUSES)),
        ("published", "The day it became published.", day()),
        ("kind", "What sort of event it was; `unplanned` if not said.", these(KINDS)),
    ]
}

/// What else a postmortem may say.
fn more() -> Vec<Key> {
    let texts = some(&text());
    let cause = reference("root_cause");
    vec![
        ("trigger", "What set it off, by the words of root causes.", some(&cause)),
        ("contributing", "What made it possible or worse, by the words of root causes.", some(&cause)),
        ("services", "What failed.", some(&reference("services"))),
        ("involved", "Other squads that took part.", some(&reference("squad"))),
        ("impact", "Whom and what it hit.", impact()),
        ("detection", "How it was noticed.", these(DETECTIONS)),
        ("repeat_of", "The earlier case that this one repeats: its file's name without `.md`.", text()),
        ("related", "Cases that belong beside it: their files' names without `.md`.", texts.clone()),
        ("tickets", "Ids or addresses of tickets.", texts.clone()),
        ("links", "Addresses.", texts.clone()),
        ("tags", "Free words.", texts.clone()),
        ("aliases", "Old names of this file: their addresses lead here.", some(&alias())),
        ("lang", "The language of the text, as BCP 47: `en`, `id`, `ar`.", text()),
        ("action", "What was promised; then the list in the text is only prose.", list(&action())),
        ("extra", "Anything: never checked.", json!({})),
    ]
}

fn impact() -> Value {
    let cost = json!({ "anyOf": [{ "type": "number" }, text()] });
    let keys = [
        ("users_percent", "The share of users affected, in percent; the impact bucket follows from it.", percent()),
        ("users", "Users affected.", count()),
        ("transactions", "Transactions affected.", count()),
        ("cost", "What it cost: a number, or a text with its currency.", cost),
        ("how", "How this was measured.", text()),
    ];
    table(keys, &[])
}

fn action() -> Value {
    let keys = [
        ("title", "What is promised.", text()),
        ("owner", "A squad's id, or a role.", text()),
        ("opened", "The day it was promised; else that of publication.", day()),
        ("due", "The day it is due.", day()),
        ("closed", "The day it was closed.", day()),
        ("state", "How it stands; `done` if it has a day of closing, else `open`.", these(STATES)),
        ("kind", "What it is for.", these(ACTION_KINDS)),
        ("ticket", "Its ticket's id or address.", text()),
    ];
    table(keys, &["title"])
}

/// An old name, which becomes a folder of the site.
fn alias() -> Value {
    json!({ "type": "string", "pattern": "^[^/\\\\]*[^/\\\\\\s][^/\\\\]*$", "not": { "enum": [".", ".."] } })
}

fn these<T>(all: Words<T>) -> Value {
    words(all.iter().map(|(word, _)| *word))
}

/// A term of a facet, by its key.
fn reference(key: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{key}") })
}
