//! `casebook search`.
use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde_json::json;

use super::terminal::Marks;
use super::{Ended, Global, Terminal, plural};
use crate::build::{self, Readings};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::diagnostic::printable;
use crate::disk::{self, ReadOptions};
use crate::postmortem::Postmortem;
use crate::search::{Answer, Excerpt, Index, Piece, Record, Sort};

/// Search the postmortems
///
/// Asks the index that the site is searched with, in the same way: `"a phrase"`, `-word`, `severity:high`,
/// `squad:payments`, `before:2026-03`, `after:2026`; the last word also finds longer ones that begin so. A query
/// that begins with a hyphen stands after `--`. Exits with 1 where nothing is found.
#[derive(Debug, Args)]
pub(super) struct Search {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
    /// How many results to show
    #[arg(long, value_name = "N", default_value = "10")]
    limit: usize,
    /// What comes first
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    sort: Order,
    /// How results are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Search drafts as well
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// Those that fit best
    Relevance,
    /// The newest
    Date,
    /// The worst
    Severity,
    /// The longest
    Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs: one document on standard output
    Json,
}

impl Search {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let options = ReadOptions {
            config: global.config.clone(),
            drafts: self.drafts,
            git: false,
            ..ReadOptions::new(global.as_of()?)
        };
        let snapshot = disk::read(&global.root()?, &options)?;
        let site = build::build(snapshot, &mut Readings::default()).site;
        let site = site.context("the settings cannot be read; `casebook check` says why")?;
        let (corpus, config) = (&site.corpus, &site.config);
        let query = self.query.join(" ");
        let answer = Index::new(corpus, config).ask(&query, self.sort.into());
        let shown = Shown { query: &query, answer: &answer, corpus, config };
        let results = answer.documents.iter().take(self.limit).filter_map(|nth| corpus.all().get(*nth));
        let results: Vec<Result> = results.map(|case| shown.result(case)).collect();
        match self.format {
            Format::Json => terminal.result(&shown.json(&results)),
            Format::Human => {
                terminal.result(&results.iter().map(|result| result.text(terminal.marks())).collect::<String>());
                shown.notes().iter().for_each(|note| terminal.note(note));
            }
        }
        Ok(if answer.documents.is_empty() { Ended::Findings } else { Ended::Done })
    }
}

impl From<Order> for Sort {
    fn from(order: Order) -> Self {
        match order {
            Order::Relevance => Self::Relevance,
            Order::Date => Self::Date,
            Order::Severity => Self::Severity,
            Order::Duration => Self::Duration,
        }
    }
}

/// An answer, and what it is about.
struct Shown<'a> {
    query: &'a str,
    answer: &'a Answer,
    corpus: &'a Corpus,
    config: &'a Config,
}

/// A case that was found.
struct Result<'a> {
    case: &'a Postmortem,
    date: String,
    title: Vec<Piece>,
    excerpt: Excerpt,
    /// The line of the section in its file, from 1.
    line: usize,
}

impl Shown<'_> {
    fn result<'a>(&self, case: &'a Postmortem) -> Result<'a> {
        let record = Record::of(case, self.config);
        let excerpt = self.answer.excerpt(&record);
        let heading = case.outline.iter().find(|heading| heading.anchor == excerpt.anchor);
        let start = heading.map_or(0, |heading| heading.text.span.start);
        let line = 1 + case.source.text.get(..start).unwrap_or("").matches('\n').count();
        let date = case.started().to_zoned(self.config.timezone.clone()).date().to_string();
        Result { case, date, title: self.answer.marked(&record.title), excerpt, line }
    }

    /// What is said beside the results.
    fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        let found = self.answer.documents.len();
        let all = plural(self.corpus.all().len(), "case", "cases");
        notes.extend(self.answer.unknown.iter().map(|unknown| format!("There is no {unknown}.")));
        let corrected = self.answer.corrected.as_ref().map(|text| format!(" for {text}")).unwrap_or_default();
        notes.push(match found {
            0 => format!("Nothing found for {} in {all}.", self.query),
            _ => format!("{} of {all}{corrected}.", super::thousands(found)),
        });
        if self.answer.in_the_way.len() > 1 {
            let without = |(word, count): &(String, usize)| {
                format!("Without {word} there would be {}.", plural(*count, "case", "cases"))
            };
            notes.extend(self.answer.in_the_way.iter().map(without));
        }
        notes
    }

    fn json(&self, results: &[Result<'_>]) -> String {
        let pieces = |pieces: &[Piece]| -> Vec<_> {
            pieces.iter().map(|piece| json!({"text": piece.text, "mark": piece.mark})).collect()
        };
        let result = |result: &Result<'_>| {
            json!({
                "id": result.case.id,
                "title": result.case.title.value,
                "date": result.date,
                "severity": result.case.severity.value.id,
                "squad": result.case.squad.value.id,
                "path": result.case.source.path,
                "line": result.line,
                "anchor": result.excerpt.anchor,
                "heading": result.excerpt.heading,
                "excerpt": pieces(&result.excerpt.pieces),
            })
        };
        let counts = |terms: &[(String, u32)]| terms.iter().cloned().collect::<BTreeMap<_, _>>();
        let counts: BTreeMap<_, _> = self.answer.counts.iter().map(|(facet, terms)| (facet, counts(terms))).collect();
        let in_the_way = self.answer.in_the_way.iter().map(|(word, count)| json!({"word": word, "without": count}));
        let all = json!({
            "query": self.query,
            "corrected": self.answer.corrected,
            "unknown": self.answer.unknown,
            "total": self.answer.documents.len(),
            "documents": self.corpus.all().len(),
            "counts": counts,
            "in_the_way": in_the_way.collect::<Vec<_>>(),
            "results": results.iter().map(result).collect::<Vec<_>>(),
        });
        format!("{all:#}\n")
    }
}

impl Result<'_> {
    fn text(&self, marks: Marks) -> String {
        let mut out = String::new();
        let show = |pieces: &[Piece]| -> String {
            let text = |piece: &Piece| match printable(&piece.text) {
                text if piece.mark => format!("{}{text}{}", marks.on, marks.off),
                text => text,
            };
            pieces.iter().map(text).collect()
        };
        let case = self.case;
        let _ = writeln!(out, "{}", show(&self.title));
        let _ = writeln!(
            out,
            "  {} · {} · {} · {}",
            printable(&case.id),
            self.date,
            printable(&case.severity.value.title),
            printable(&case.squad.value.title)
        );
        if !self.excerpt.pieces.is_empty() {
            let heading = match &*self.excerpt.heading {
                "" => String::new(),
                heading => format!("{}: ", printable(heading)),
            };
            let _ = writeln!(out, "  {heading}{}", show(&self.excerpt.pieces));
        }
        let _ = writeln!(out, "  {}:{}\n", printable(&case.source.path), self.line);
        out
    }
}
