//! `casebook check`.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::build::counts;
use super::{Ended, Global, Terminal, plural};
use crate::build::{self, Readings};
use crate::check::explained;
use crate::diagnostic::{Diagnostic, Level, fixed, github, gitlab, human, json, junit, sarif, short};
use crate::disk::{self, ReadOptions};
use crate::source::Source;

mod part;

use part::Part;

/// Check every postmortem, and write nothing
///
/// Runs the whole build up to the point of writing, one page of each kind included, and reports every finding
/// of every file. Exits with 1 where there are errors. `casebook explain CODE` says what a finding means.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Report only what concerns these files or folders; all are read all the same
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Report only what concerns files that have changed since HEAD and REV parted, such as origin/main
    #[arg(long, value_name = "REV", conflicts_with = "files")]
    changed_since: Option<String>,
    /// How findings are shown
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Mend what can be mended for sure, in the files, and report the rest
    #[arg(long)]
    fix: bool,
    /// The least finding that makes the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: FailOn,
    /// Exit with 0 whatever is found
    #[arg(long)]
    exit_zero: bool,
    /// Check drafts as well
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the lines of the file
    Human,
    /// One line each
    Short,
    /// For programs: one document on standard output
    Json,
    /// Annotations for GitHub, the worst first, and a table for the file that `GITHUB_STEP_SUMMARY` names
    Github,
    /// A code quality report for GitLab
    Gitlab,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// `JUnit` XML, for test reports
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
}

/// What one run found.
struct Found {
    /// How many postmortems were read.
    files: usize,
    findings: Vec<Diagnostic>,
    /// The texts that findings may mend, by path.
    sources: BTreeMap<String, Arc<Source>>,
}

impl Check {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let root = global.root()?;
        let part = Part::new(&root, &global.config, self.changed_since.as_deref(), &self.files)?;
        let mut found = self.find(&root, global, &part)?;
        if self.fix {
            let (mended, files) = mend(&root, &found)?;
            if mended > 0 {
                found = self.find(&root, global, &part)?;
            }
            let (mended, files) = (plural(mended, "finding", "findings"), plural(files, "file", "files"));
            terminal.note(&format!("Mended {mended} in {files}."));
        }
        self.show(&root, &found, terminal)?;
        let least = if self.fail_on == FailOn::Warning { Level::Warn } else { Level::Deny };
        let fails = !self.exit_zero && found.findings.iter().any(|finding| finding.level >= least);
        Ok(if fails { Ended::Findings } else { Ended::Done })
    }

    fn find(&self, root: &Path, global: &Global, part: &Part) -> anyhow::Result<Found> {
        let options = ReadOptions {
            config: global.config.clone(),
            drafts: self.drafts,
            git: false,
            ..ReadOptions::new(global.as_of()?)
        };
        let snapshot = disk::read(root, &options)?;
        let files = snapshot.postmortems.len();
        let sources = snapshot.postmortems.iter().chain([&snapshot.config]);
        let sources = sources.map(|source| (source.path.clone(), source.clone())).collect();
        let mut findings = build::build(snapshot, &mut Readings::default()).findings;
        findings.retain(|finding| part.holds(finding));
        Ok(Found { files, findings, sources })
    }

    fn show(&self, root: &Path, found: &Found, terminal: &Terminal) -> anyhow::Result<()> {
        let findings = &found.findings;
        match self.format {
            Format::Human => self.sum_up(found, terminal),
            Format::Short => terminal.result(&short::render(findings)),
            Format::Json => terminal.result(&json::render(findings)),
            Format::Gitlab => terminal.result(&gitlab::render(findings, &disk::prefix(root))),
            Format::Junit => terminal.result(&junit::render(findings)),
            Format::Sarif => {
                let all: Vec<_> = explained().into_iter().map(|one| (one, one.summary())).collect();
                let rules: Vec<_> = all.iter().map(|(one, summary)| one.rule(summary)).collect();
                terminal.result(&sarif::render(findings, &rules, &disk::prefix(root)));
            }
            Format::Github => {
                let report = github::render(findings, &disk::prefix(root));
                terminal.result(&report.commands);
                if let Some(file) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty()) {
                    disk::append(Path::new(&file), &report.summary).context("cannot write the summary of the step")?;
                }
            }
        }
        Ok(())
    }

    fn sum_up(&self, found: &Found, terminal: &Terminal) {
        let findings = &found.findings;
        terminal.findings(&human::render(findings, terminal.style()));
        let files = plural(found.files, "postmortem", "postmortems");
        let counts = if findings.is_empty() { "no findings".to_owned() } else { counts(findings) };
        terminal.note(&format!("Checked {files}: {counts}; {}.", terminal.elapsed()));
        let mendable = findings.iter().filter(|finding| !finding.fix().is_empty()).count();
        if mendable > 0 && !self.fix {
            terminal.note(&format!("`--fix` mends {mendable} of them."));
        }
    }
}

/// Mends every file that findings know how to mend; how many findings, in how many files.
fn mend(root: &Path, found: &Found) -> anyhow::Result<(usize, usize)> {
    let (mut mended, mut files) = (0, 0);
    for findings in found.findings.chunk_by(|a, b| a.place().source.path == b.place().source.path) {
        let Some(source) = found.sources.get(&findings[0].place().source.path) else { continue };
        let fixed = fixed(&source.text, findings);
        if fixed.count > 0 {
            disk::edit(root, &source.path, &source.text, &fixed.text)?;
            (mended, files) = (mended + fixed.count, files + 1);
        }
    }
    Ok((mended, files))
}
