//! The `site.toml` of a new site: all that the adopted cases name, and room for what nobody knows yet.
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::terms::{Term, Terms};
use super::{Lack, Options, UNCLASSIFIED, cstate};
use crate::config::FacetKind;
use crate::table::{Syntax, quoted};

/// The checks that reports written for other tools cannot pass.
const LENIENT: &[&str] = &["broken-link", "missing-section", "time-order", "unknown-case"];

/// The list that a site in use must get, as TOML to paste.
pub(super) fn missing(lacks: &[Lack]) -> String {
    let mut out = String::new();
    for Lack { list, id, title } in lacks {
        term(&mut out, list, id, title, None);
    }
    out
}

/// The name of a term: of the one that stands for "nobody has said", what of. One written as an id becomes words, but
/// for services, many of which are called so.
pub(super) fn name(list: &str, id: &str, written: &str) -> String {
    let what = if list == "root_cause" { "cause" } else { list };
    match id {
        UNCLASSIFIED => format!("Unclassified {what}"),
        _ if written == id && list != "service" => title(id),
        _ => written.to_owned(),
    }
}

/// Writes it.
pub(super) fn write(terms: &Terms, options: &Options) -> String {
    let mut out = String::from(
        "# Made by `casebook import`. Everything here is yours to change: give terms better titles and definitions,\n\
         # name the old ones in `aliases = [...]`, and the cases that use them stay valid.\n",
    );
    let zone = options.timezone.as_ref().and_then(jiff::tz::TimeZone::iana_name).unwrap_or("UTC");
    let _ = writeln!(out, "title = {}", quoted(&title(&options.folder)));
    let _ = writeln!(out, "timezone = {} # of times without a zone, and of months", quoted(zone));
    if options.syntax == Syntax::Yaml {
        out.push_str("front_matter = \"yaml\"\n");
    }
    severities(&mut out, terms, options);
    out.push_str(
        "\n# Why things fail here: list the causes that you tell apart, then replace the one below, case by case.\n",
    );
    term(&mut out, "root_cause", UNCLASSIFIED, "", Some("Nobody has said yet."));
    out.push_str("\n# Who owns what: a squad keeps its cases when it is renamed, by `aliases`.\n");
    for (id, title) in &terms.squads {
        if id != UNCLASSIFIED {
            term(&mut out, "squad", id, title, None);
        }
    }
    term(&mut out, "squad", UNCLASSIFIED, "", Some("Nobody has said yet."));
    services(&mut out, &terms.services);
    out.push_str(
        "\n# Reports that were written elsewhere cannot pass these; remove a line once its findings are mended.\n",
    );
    out.push_str("[checks]\n");
    for check in LENIENT {
        let _ = writeln!(out, "{check} = \"warn\"");
    }
    out
}

/// Those of cState in its own order, under the names that the options give them; others by their names, which a person
/// must put in order.
fn severities(out: &mut String, terms: &Terms, options: &Options) {
    out.push_str("\n# Worst first.\n");
    let mut listed = BTreeSet::from([UNCLASSIFIED.to_owned()]);
    let given = |id: &str| options.severities.iter().find(|(from, _)| from.eq_ignore_ascii_case(id));
    let known = cstate::SEVERITIES.iter().map(|(id, title, definition)| match given(id) {
        Some((_, to)) => (Term::new(FacetKind::Severity, to), None),
        None => (Term { title: (*title).to_owned(), ..Term::new(FacetKind::Severity, id) }, Some(*definition)),
    });
    let known: Vec<_> = known.collect();
    if known.iter().any(|(term, _)| terms.severities.contains_key(&term.id)) {
        for (known, definition) in &known {
            if listed.insert(known.id.clone()) {
                term(out, "severity", &known.id, &known.title, *definition);
            }
        }
    }
    for (id, title) in &terms.severities {
        if listed.insert(id.clone()) {
            term(out, "severity", id, title, None);
        }
    }
    term(out, "severity", UNCLASSIFIED, "", Some("Nobody has said yet how bad it was."));
}

fn services(out: &mut String, services: &BTreeMap<String, String>) {
    if !services.is_empty() {
        out.push_str("\n# As the reports spell them; `squad = \"…\"` says who owns one.\n");
    }
    for (id, title) in services {
        term(out, "service", id, title, None);
    }
}

fn term(out: &mut String, list: &str, id: &str, written: &str, definition: Option<&str>) {
    let title = name(list, id, written);
    let gap = if out.ends_with("]\n") || out.ends_with("\"\n") { "\n" } else { "" };
    let _ = writeln!(out, "{gap}[[{list}]]\nid = {}", quoted(id));
    if title != id {
        let _ = writeln!(out, "title = {}", quoted(&title));
    }
    if let Some(definition) = definition {
        let _ = writeln!(out, "definition = {}", quoted(definition));
    }
}

/// The folder's name as words.
fn title(folder: &str) -> String {
    let words = super::case::visible(&folder.replace(['-', '_'], " "));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Postmortems".to_owned(),
    }
}
