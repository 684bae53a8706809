//! What became of each file and field, for people and for programs.
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::case::rank;
use super::{Adopted, Adoption, Found, How, Lack, Left, site};
use crate::diagnostic::printable;

/// How many files are named where many share a reason.
const NAMED: usize = 8;

/// The report for people: what was adopted and what not, how sure each field is, and what to do next. `details` adds
/// every field of every case. Without them, cases that were there already only count: what is to be done about them may be
/// done.
#[must_use]
pub fn report(adoption: &Adoption, details: bool) -> String {
    let there = adoption.cases.iter().filter(|case| case.there).count();
    let there = if there > 0 { format!(" ({there} there already)") } else { String::new() };
    let mut out = format!("{}{there}, {} left out\n", count(adoption.cases.len(), "case"), adoption.left.len());
    for left in &adoption.left {
        let _ = writeln!(out, "  {}: {}", printable(&left.path), printable(&left.reason));
    }
    let cases: Vec<&Adopted> = adoption.cases.iter().filter(|case| details || !case.there).collect();
    if cases.is_empty() {
        return out;
    }
    fields(&mut out, &cases);
    reasons(&mut out, &cases, "Concluded; please look:", |how| matches!(how, How::Derived(_)));
    reasons(&mut out, &cases, "Only a person can tell:", |how| matches!(how, How::Unknown(_)));
    reasons(&mut out, &cases, "Not carried over:", |how| matches!(how, How::Dropped(_)));
    if !adoption.alike.is_empty() {
        out.push_str("\nServices that may be one under two spellings; to join two, make one an alias of the other:\n");
        for (a, b) in &adoption.alike {
            let _ = writeln!(out, "  {} · {}", printable(a), printable(b));
        }
    }
    next(&mut out, &cases, adoption);
    if details {
        for case in cases {
            one(&mut out, case);
        }
    }
    out
}

/// The report for programs, one JSON document: `{"version": 1, "cases": [...], "left": [...], "alike": [...], "lacks":
/// [...]}` and a line end; lines count from 1.
#[must_use]
pub fn json(adoption: &Adoption) -> String {
    let Adoption { cases, left, alike, lacks, .. } = adoption;
    let report = Report { version: 1, cases, left, alike, lacks };
    let json = serde_json::to_string_pretty(&report).unwrap_or_else(|error| unreachable!("plain data: {error}"));
    json + "\n"
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    cases: &'a [Adopted],
    left: &'a [Left],
    alike: &'a [(String, String)],
    lacks: &'a [Lack],
}

/// A line for each field: in how many cases it is sure, derived, unknown or dropped.
fn fields(out: &mut String, cases: &[&Adopted]) {
    let mut counts: BTreeMap<(usize, &str), [usize; 4]> = BTreeMap::new();
    for found in all(cases).map(|(_, found)| found) {
        let column = match found.how {
            How::Sure => 0,
            How::Derived(_) => 1,
            How::Unknown(_) => 2,
            How::Dropped(_) => 3,
        };
        counts.entry((rank(&found.field), &found.field)).or_default()[column] += 1;
    }
    let Some(longest) = counts.keys().map(|(_, field)| field.chars().count()).max() else { return };
    let width = longest.clamp(5, 40);
    let _ = writeln!(out, "\n{:width$} {:>8} {:>8} {:>8} {:>8}", "field", "sure", "derived", "unknown", "dropped");
    for ((_, field), [sure, derived, unknown, dropped]) in counts {
        let field = printable(field);
        let _ = writeln!(out, "{field:width$} {sure:>8} {derived:>8} {unknown:>8} {dropped:>8}");
    }
}

/// A file's path, and what is particular about it.
type File<'a> = (&'a str, Option<&'a str>);

/// Field by field the reasons of one sort, the commonest first, each with some of its files.
fn reasons(out: &mut String, cases: &[&Adopted], heading: &str, wanted: impl Fn(&How) -> bool) {
    let mut groups: BTreeMap<_, Vec<File<'_>>> = BTreeMap::new();
    for (case, found) in all(cases).filter(|(_, found)| wanted(&found.how)) {
        if let Some(why) = found.how.why() {
            let group = groups.entry((rank(&found.field), found.field.as_str(), why.reason)).or_default();
            group.push((&case.from, why.detail.as_deref()));
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|((rank, field, _), files)| (*rank, *field, Reverse(files.len())));
    if !groups.is_empty() {
        let _ = writeln!(out, "\n{heading}");
    }
    for ((_, field, reason), files) in groups {
        let whole = files.len() > NAMED && files.len() == cases.len();
        group(out, &format!("{}: {reason}", printable(field)), &files, whole);
    }
}

/// One reason and its files; none of them where it is true for the `whole` folder. A detail that all share stands
/// with the reason.
fn group(out: &mut String, reason: &str, files: &[File<'_>], whole: bool) {
    let first = files.first().and_then(|(_, detail)| *detail);
    let shared = first.filter(|_| files.iter().all(|(_, detail)| *detail == first));
    let more = shared.map_or(String::new(), |detail| format!(", {}", printable(detail)));
    let _ = writeln!(out, "  {reason}{more} ({})", count(files.len(), "case"));
    if whole {
        return;
    }
    for (path, detail) in files.iter().take(NAMED) {
        let detail = detail.filter(|_| shared.is_none()).map_or(String::new(), |d| format!(": {}", printable(d)));
        let _ = writeln!(out, "    {}{detail}", printable(path));
    }
    if files.len() > NAMED {
        let _ = writeln!(out, "    … and {} more", files.len() - NAMED);
    }
}

/// What to do next.
fn next(out: &mut String, cases: &[&Adopted], adoption: &Adoption) {
    out.push_str("\nNext:\n");
    if !adoption.lacks.is_empty() {
        let _ = writeln!(
            out,
            "  {} of these cases {} not in `site.toml`: add what follows, each list in its place, or make them aliases \
             of terms that are there",
            count(adoption.lacks.len(), "term"),
            if adoption.lacks.len() == 1 { "is" } else { "are" },
        );
    }
    for (field, list) in [("severity", "severities"), ("root_cause", "root causes"), ("squad", "squads")] {
        let unknown = |found: &&Found| found.field == field && matches!(found.how, How::Unknown(_));
        let n = all(cases).map(|(_, found)| found).filter(unknown).count();
        if n > 0 {
            let n = count(n, "case");
            let _ = writeln!(out, "  {n} `unclassified`: list your {list} in `site.toml`, then set `{field}`");
        }
    }
    let in_doubt = in_doubt(cases, adoption);
    if in_doubt > 0 {
        let _ = writeln!(
            out,
            "  {} {} dates that can be read in two ways: run again with `--dates day-first` or `--dates month-first`; \
             what is written already stays as it is",
            count(in_doubt, "file"),
            if in_doubt == 1 { "has" } else { "have" },
        );
    }
    if let Some(offset) = &adoption.elsewhere {
        let _ = writeln!(
            out,
            "  most reports are written at {offset}, but the site counts days and months in UTC: set `timezone` in \
             `site.toml`, or begin anew with `--timezone`"
        );
    }
    out.push_str("  look at what was concluded, fill in what only a person can tell, and run `casebook check`\n");
    if !adoption.lacks.is_empty() {
        let _ = write!(out, "\n{}", site::missing(&adoption.lacks));
    }
}

/// How many files have a date that only the order of day and month would tell.
fn in_doubt(cases: &[&Adopted], adoption: &Adoption) -> usize {
    let names_option = |text: &str| text.contains("`--dates`");
    let left = adoption.left.iter().filter(|left| names_option(&left.reason)).count();
    let doubted = |found: &Found| found.how.why().is_some_and(|why| names_option(why.reason));
    left + cases.iter().filter(|case| case.fields.iter().any(doubted)).count()
}

fn one(out: &mut String, case: &Adopted) {
    let _ = writeln!(out, "\n{} ← {} ({})", printable(&case.path), printable(&case.from), case.convention);
    for found in &case.fields {
        let how = match found.how {
            How::Sure => "sure",
            How::Derived(_) => "derived",
            How::Unknown(_) => "unknown",
            How::Dropped(_) => "dropped",
        };
        let line = found.line.map_or(String::new(), |line| format!(" [line {line}]"));
        let why = found.how.why().map_or(String::new(), |why| format!(": {}", why.reason));
        let detail = found.how.why().and_then(|why| why.detail.as_ref()).map_or(String::new(), |d| format!(", {d}"));
        let (field, value) = (printable(&found.field), printable(&found.value));
        let _ = writeln!(out, "  {field} = {value}{line} {how}{}", printable(&(why + &detail)));
    }
}

fn all<'a>(cases: &[&'a Adopted]) -> impl Iterator<Item = (&'a Adopted, &'a Found)> {
    cases.iter().copied().flat_map(|case| case.fields.iter().map(move |found| (case, found)))
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
