//! cState: the issues of a status page, `content/issues/*.md`, YAML.
use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::case::{Case, words};
use super::label::{self, Meaning};
use super::original::Original;
use super::prose::Report;
use super::terms::Term;
use super::{Convention, How, UNCLASSIFIED, dates, days, duration, kinds, order};
use crate::config::FacetKind;
use crate::source::{Span, Spanned};
use crate::table::{Syntax, Value};
use crate::time::Moment;

pub(super) const CONVENTION: Convention = Convention { name: "cState", fits, read };

/// cState's severities, worst first: id, title, and what it means by it.
pub(super) const SEVERITIES: &[(&str, &str, &str)] = &[
    ("down", "Down", "What is affected does not work at all."),
    ("disrupted", "Disrupted", "What is affected works in part, or badly."),
    ("notice", "Notice", "Something to know about; what is affected keeps working."),
];

fn fits(original: &Original<'_>) -> bool {
    let has = |key| original.front.get(key).is_some();
    original.front.syntax == Syntax::Yaml
        && (has("resolvedWhen") || has("affected") || has("informational") || has("resolved") && has("severity"))
}

fn read(case: &mut Case<'_>) -> Result<(), String> {
    let started = started(case)?;
    case.title();
    severity(case);
    case.unclassified();
    resolved(case, started);
    kind(case);
    services(case);
    case.drop("section", "it names a folder of cState");
    Report::of(case).finish(case);
    case.unknown("published", None, "the day on which the review was published, if there was one");
    Ok(())
}

/// The date as written; else the day in the file's name. Gives the instant before which it cannot have ended.
fn started(case: &mut Case<'_>) -> Result<Option<Timestamp>, String> {
    let written = case.ask("date");
    let text = written.map(|value| words(&value.value)).unwrap_or_default();
    let named = dates::within(case.original.stem());
    let parsed = case.date(&text);
    if let (Some(value), Some(mut instant)) =
        (written, parsed.and_then(|parsed| parsed.instant(case.options.timezone.as_ref())))
    {
        if let (Some(named), Some(parsed)) = (named, parsed)
            && (parsed.date - named).get_days().abs() > 1
        {
            instant.how = How::derived(("`date`, though the file's name has another day", named.to_string()));
        }
        case.set("started", Value::DateTime(instant.text.clone()), Some(value.span), instant.how);
        return Ok(Some(instant.at));
    }
    let at = written.map(|value| value.span);
    let (day, how) = match (parsed, named) {
        (Some(parsed), _) => (parsed.date, How::derived("the day only: `date` has no time")),
        (None, Some(day)) if written.is_none() => {
            (day, How::derived("the day only, from the file's name: `date` says nothing"))
        }
        (None, Some(day)) => {
            (day, How::derived(("the day only, from the file's name: `date` cannot be read", format!("`{text}`"))))
        }
        (None, None) if written.is_none() => return Err("it has no date, nor has its name".into()),
        (None, None) => {
            let either = order::unclear(&text).map(days::two_ways);
            return Err(either.unwrap_or_else(|| format!("its date cannot be read and its name has none: `{text}`")));
        }
    };
    case.set("started", Value::DateTime(day.to_string()), at, how);
    let zone = case.options.timezone.clone().unwrap_or(TimeZone::UTC);
    Ok(Moment::day(day, &zone).map(|day| day.at))
}

fn severity(case: &mut Case<'_>) {
    let Some(value) = case.ask("severity") else {
        case.leave_open("severity", FacetKind::Severity, "how bad it was");
        return;
    };
    let (word, how) = case.mapped_severity(&words(&value.value));
    if how != How::Sure {
        case.classify("severity", Term::new(FacetKind::Severity, &word), Some(value.span), how);
        return;
    }
    if let Some((id, ..)) = SEVERITIES.iter().find(|(id, ..)| id.eq_ignore_ascii_case(word.trim())) {
        case.classify("severity", Term::new(FacetKind::Severity, id), Some(value.span), How::Sure);
        return;
    }
    let what = ("how bad it was, in a word that cState has", format!("`{word}` is written"));
    case.leave_open("severity", FacetKind::Severity, what);
    case.keep("severity", value);
}

/// Whether it is over, and since when.
fn resolved(case: &mut Case<'_>, started: Option<Timestamp>) {
    let (over, when) = (case.ask("resolved"), case.ask("resolvedWhen"));
    let flag = over.and_then(|value| flag(&value.value));
    let at = over.map(|value| value.span);
    if flag != Some(false) && when.is_none() && lasted(case) {
        return;
    }
    if flag == Some(false) || flag.is_none() && when.is_none() {
        let how = match flag {
            Some(_) => How::Sure,
            None => How::derived("`resolved` is not there, which cState takes as ongoing"),
        };
        case.set("status", Value::Text("in-review".into()), at, how);
        if let Some(when) = when {
            case.unknown("resolved", at, "whether it is over: it is said to be ongoing, and yet when it ended");
            case.keep("resolvedWhen", when);
        }
        return;
    }
    let Some(when) = when else {
        case.unknown("resolved", at, "when it was resolved; only that it was is written");
        return;
    };
    ended(case, when, started);
}

/// The end by the duration that the front matter has instead; says whether it has one.
fn lasted(case: &mut Case<'_>) -> bool {
    let front = label::labels(case.original).into_iter().filter(|label| label.line <= case.original.above);
    let mut lasted = front.filter(|label| label.meaning == Meaning::Lasted);
    let found = lasted.find_map(|label| Some((duration::read(&label.value)?, label)));
    let start = case.value("started").and_then(|text| dates::read(&text)?.instant(None));
    let Some((start, (lasted, label))) = start.zip(found) else { return false };
    let Some(end) = start.later(lasted) else { return false };
    let how = How::derived(("the start and the duration that is written", label.said()));
    case.put("resolved", Value::DateTime(end.text), Some(label.line), how);
    true
}

fn ended(case: &mut Case<'_>, when: &Spanned<Value>, started: Option<Timestamp>) {
    let text = words(&when.value);
    let instant = case.date(&text).and_then(|written| written.instant(case.options.timezone.as_ref()));
    let why = match instant {
        Some(end) if started.is_none_or(|start| end.at >= start) => {
            case.set("resolved", Value::DateTime(end.text), Some(when.span), end.how);
            return;
        }
        Some(_) => "when it was resolved; what is written lies before the start",
        None => "when it was resolved; what is written cannot be read",
    };
    case.unknown("resolved", Some(when.span), (why, format!("`{text}`")));
    case.keep("resolvedWhen", when);
}

fn flag(value: &Value) -> Option<bool> {
    match words(value).trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn kind(case: &mut Case<'_>) {
    if let Some(value) = case.ask("informational")
        && flag(&value.value) == Some(true)
    {
        let how = How::derived("planned work: cState calls it informational");
        case.set("kind", Value::Text("planned".into()), Some(value.span), how);
        return;
    }
    kinds::decide(case);
}

fn services(case: &mut Case<'_>) {
    const NONE: [&str; 4] = ["nothing", "none", "n/a", UNCLASSIFIED];
    let Some(value) = case.ask("affected") else {
        case.unknown("services", None, "what was affected; nothing is written");
        return;
    };
    let written: Vec<String> = match &value.value {
        Value::List(items) => items.iter().map(|item| words(&item.value)).collect(),
        other => vec![words(other)],
    };
    let mut seen = BTreeSet::new();
    let mut ids: Vec<Spanned<Value>> = Vec::new();
    for name in written.iter().filter(|name| !name.trim().is_empty() && !NONE.contains(&name.trim())) {
        let term = Term::new(FacetKind::Service, name);
        if seen.insert(term.id.clone()) {
            ids.push(Spanned::new(Value::Text(term.id.clone()), Span::default()));
        }
        case.uses(term);
    }
    if ids.is_empty() {
        case.unknown(
            "services",
            Some(value.span),
            ("what was affected; no name is written", format!("`{}`", written.join(", "))),
        );
        return;
    }
    case.set("services", Value::List(ids), Some(value.span), How::Sure);
}

#[cfg(test)]
mod tests {
    use super::super::tests::{adopted, left, told};

    const ISSUE: &str = "---
title: 'Cards \\ \"contactless\": refused'
date: 2026-03-04T09:12:00+01:00
resolved: true
resolvedWhen: 2026-03-04 10:00:00
# down, disrupted, notice
severity: down
affected:
  - Card Payments (EU)
  - card-payments-eu
  - ATMs
section: issue
pin: 1.10
---
[Update]
All is **well**. {{< track \"2026-03-04\" >}} <!-- was not -->
";

    #[test]
    fn an_issue_becomes_a_case() {
        insta::assert_snapshot!(adopted("2026-03-04-cards-outage.md", ISSUE).text, @r#"
        +++
        title = "Cards \\ \"contactless\": refused"
        severity = "down"
        root_cause = "unclassified"
        squad = "unclassified"
        started = 2026-03-04T09:12:00+01:00
        resolved = 2026-03-04T10:00:00Z
        kind = "unplanned"
        services = ["card-payments-eu", "atms"]

        [extra]
        imported_from = "2026-03-04-cards-outage.md"
        pin = "1.10"
        +++
        [Update]
        All is **well**. {{< track "2026-03-04" >}} <!-- was not -->
        "#);
        insta::assert_snapshot!(told("2026-03-04-cards-outage.md", ISSUE), @r#"
        2026-03-04-cards-outage.md (cState)
          title = Cards \ "contactless": refused [line 2] sure
          severity = down [line 7] sure
          root_cause = unclassified unknown: why it happened
          squad = unclassified unknown: who owns what failed
          started = 2026-03-04T09:12:00+01:00 [line 3] sure
          resolved = 2026-03-04T10:00:00Z [line 5] derived: no zone is written, taken as UTC
          published =  unknown: the day on which the review was published, if there was one
          kind = unplanned [line 2] derived: an incident, by a word, “outage” in the file's name
          services = card-payments-eu, atms [line 9] sure
          section =  [line 12] dropped: it names a folder of cState
          extra.pin = 1.10 [line 13] sure
        "#);
    }

    /// What is told of some fields of an issue with these keys.
    fn of(fields: &[&str], keys: &str) -> String {
        let issue = format!("---\ntitle: Login is slow\naffected: [login]\n{keys}\n---\n");
        let told = told("2026-03-04-login.md", &issue);
        let lines = told.lines().map(str::trim).filter(|line| fields.iter().any(|field| line.starts_with(field)));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_end_is_told_only_where_it_can_be() {
        let end = |keys| of(&["status", "resolved", "extra"], keys);
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolved: false\nresolvedWhen: ''"), @"status = in-review [line 5] sure");
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolved: false\nresolvedWhen: 2026-03-05"), @r#"
        resolved =  [line 5] unknown: whether it is over: it is said to be ongoing, and yet when it ended
        status = in-review [line 5] sure
        extra.resolvedWhen = 2026-03-05 [line 6] sure
        "#);
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z"), @"status = in-review derived: `resolved` is not there, which cState takes as ongoing");
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolved: true"), @"resolved =  [line 5] unknown: when it was resolved; only that it was is written");
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolvedWhen: 2026-03-04T015:00:00Z"), @"resolved = 2026-03-04T15:00:00Z [line 5] derived: a slip in writing it is mended");
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolvedWhen: 2026-03-03T09:12:00Z"), @r#"
        resolved =  [line 5] unknown: when it was resolved; what is written lies before the start, `2026-03-03T09:12:00Z`
        extra.resolvedWhen = 2026-03-03T09:12:00Z [line 5] sure
        "#);
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolvedWhen: soon"), @r#"
        resolved =  [line 5] unknown: when it was resolved; what is written cannot be read, `soon`
        extra.resolvedWhen = soon [line 5] sure
        "#);
        insta::assert_snapshot!(end("date: 2026-03-04\nresolvedWhen: 2026-03-04T09:12:00Z"), @"resolved = 2026-03-04T09:12:00Z [line 5] sure");
    }

    #[test]
    fn a_duration_tells_the_end_where_nothing_else_does() {
        let end = |keys| of(&["status", "resolved"], keys);
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00+01:00\nduration: 669 minutes"), @r#"resolved = 2026-03-04T20:21:00+01:00 [line 5] derived: the start and the duration that is written, `duration`: 669 minutes"#);
        insta::assert_snapshot!(end("date: 2026-03-04T09:12:00Z\nresolved: false\nduration: 669 minutes"), @r#"status = in-review [line 5] sure"#);
        insta::assert_snapshot!(end("date: 2026-03-04\nresolved: true\nduration: 669 minutes"), @r#"resolved =  [line 5] unknown: when it was resolved; only that it was is written"#);
    }

    #[test]
    fn the_start_is_the_date_or_the_day_of_the_name() {
        let start = |keys| of(&["started"], keys);
        insta::assert_snapshot!(start("date: 2026-03-04T9:12:00Z"), @"started = 2026-03-04T09:12:00Z [line 4] derived: a slip in writing it is mended");
        insta::assert_snapshot!(start("date: 2026-03-04"), @"started = 2026-03-04 [line 4] derived: the day only: `date` has no time");
        insta::assert_snapshot!(start("date: ''"), @"started = 2026-03-04 derived: the day only, from the file's name: `date` says nothing");
        insta::assert_snapshot!(start("date: yesterday"), @"started = 2026-03-04 [line 4] derived: the day only, from the file's name: `date` cannot be read, `yesterday`");
        insta::assert_snapshot!(start("date: 2026-03-09T09:12:00Z"), @"started = 2026-03-09T09:12:00Z [line 4] derived: `date`, though the file's name has another day, 2026-03-04");
    }

    #[test]
    fn odd_severities_and_kinds_are_kept_or_said() {
        let told = |keys| of(&["severity", "kind", "extra"], keys);
        insta::assert_snapshot!(told("severity: awful"), @r#"
        severity = unclassified unknown: how bad it was, in a word that cState has, `awful` is written
        kind = unplanned [line 2] derived: an incident, by a word, “slow” in the title
        extra.severity = awful [line 4] sure
        "#);
        insta::assert_snapshot!(told("severity: Notice\ninformational: true"), @r#"
        severity = notice [line 4] sure
        kind = planned [line 5] derived: planned work: cState calls it informational
        "#);
    }

    #[test]
    fn an_issue_without_any_date_is_left_with_the_reason() {
        assert_eq!(left("a.md", "---\ntitle: A\naffected: [b]\n---\n"), "it has no date, nor has its name");
        let unreadable = left("a.md", "---\ntitle: A\ndate: 22026-01-01\naffected: [b]\n---\n");
        assert_eq!(unreadable, "its date cannot be read and its name has none: `22026-01-01`");
    }
}
