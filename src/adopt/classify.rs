//! The severity and the services that a report names.
use super::How;
use super::case::Case;
use super::label::{Label, Meaning};
use super::prose::Report;
use super::terms::Term;
use crate::config::FacetKind;
use crate::source::{Span, Spanned};
use crate::table::Value;

/// The severity that a label or the options name, in the words of the report.
pub(super) fn severity(case: &mut Case<'_>, report: &Report<'_>) {
    let label = report.labels.iter().find(|label| label.meaning == Meaning::Severity && short(&label.value));
    let Some(label) = label else {
        return match severity_said(&report.opening).or_else(|| severity_said(&report.summary)) {
            Some((word, sentence)) => {
                let how = How::derived(("a sentence says so", format!("“{sentence}”")));
                let (word, given) = case.mapped_severity(word);
                let how = if given == How::Sure { how } else { given };
                case.classify_at("severity", Term::new(FacetKind::Severity, &word), None, how);
            }
            None => case.leave_open("severity", FacetKind::Severity, "how bad it was"),
        };
    };
    case.understand(&["severity", "sev", "priority"]);
    let (word, how) = case.mapped_severity(&label.value);
    case.classify_at("severity", Term::new(FacetKind::Severity, &word), Some(label.line), how);
}

/// The one severity that a sentence of a text gives, "the severity … is medium", and the sentence.
fn severity_said(text: &str) -> Option<(&'static str, &str)> {
    const WORDS: &[&str] = &["critical", "high", "important", "major", "medium", "moderate", "minor", "low"];
    let said = text.split(". ").filter_map(|sentence| {
        let lower = sentence.to_ascii_lowercase();
        let after = &lower[lower.find("severity ")?..];
        let verb = [" is ", " as ", " of "].iter().filter_map(|verb| Some(after.find(verb)? + verb.len()));
        let words = verb.filter_map(|at| after[at..].split(|c: char| !c.is_alphanumeric()).next());
        let found: Vec<&str> = words.filter_map(|word| WORDS.iter().copied().find(|known| *known == word)).collect();
        found.first().map(|word| (*word, sentence))
    });
    let said: Vec<_> = said.collect();
    let first = *said.first()?;
    said.iter().all(|(word, _)| *word == first.0).then_some(first)
}

/// A few words, no sentence.
fn short(value: &str) -> bool {
    value.len() <= 40 && value.split_whitespace().count() <= 5 && !value.contains(['[', '<', '{'])
}

/// The services of a label that lists names.
pub(super) fn services(case: &mut Case<'_>, labels: &[Label]) {
    let names = |label: &Label| {
        let names = label.value.split([',', ';']).flat_map(|part| part.split(" and "));
        names
            .map(|name| name.trim().trim_matches(['`', '*']).to_owned())
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
    };
    let found = labels.iter().filter(|label| label.meaning == Meaning::Services).find_map(|label| {
        let names = names(label);
        let listed =
            names.iter().all(|name| short(name) && name.chars().any(char::is_alphanumeric)) && names.len() <= 20;
        (listed && !names.is_empty()).then_some((names, label.line))
    });
    let Some((names, line)) = found else {
        return case.unknown("services", None, "what was affected");
    };
    case.understand(&["services", "service", "affected_services", "components", "affected"]);
    let mut ids: Vec<Spanned<Value>> = Vec::new();
    for term in names.iter().map(|name| Term::new(FacetKind::Service, name)) {
        let id = Value::Text(term.id.clone());
        if ids.iter().all(|other| other.value != id) {
            ids.push(Spanned::new(id, Span::default()));
        }
        case.uses(term);
    }
    case.put("services", Value::List(ids), Some(line), How::Sure);
}
