//! `casebook build`.
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::{Ended, Global, Terminal, address, failing, plural};
use crate::build::{self, Readings};
use crate::diagnostic::{Diagnostic, Level, count, human};
use crate::disk::{self, Guard, ReadOptions, Report, WriteOptions};
use crate::site::Site;

/// Build the site
///
/// Nothing is written while there are errors: the last good site stays. Files that are the same already are
/// left untouched, and only files that casebook wrote are ever replaced or removed.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Where to write the site, from the current folder [default: public/ in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site is published, instead of what site.toml says
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show drafts as well
    #[arg(long)]
    drafts: bool,
    /// Write what can be read, and name on the site what was left out
    #[arg(long)]
    keep_going: bool,
    /// Leave out what git knows
    #[arg(long)]
    no_git: bool,
}

impl Build {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let root = global.root()?;
        let target = self.output.clone().unwrap_or_else(|| root.join("public"));
        let guard = Guard::new(&root, std::env::home_dir().as_deref())?;
        guard.admit(&target)?;
        let snapshot = disk::read(&root, &self.options(global)?)?;
        let commit = snapshot.history.head.as_ref().map(|head| head.id.clone());
        let build = build::build(snapshot, &mut Readings::default());
        let Some(site) = build.site.filter(|_| self.keep_going || !failing(&build.findings)) else {
            terminal.findings(&human::render(&build.findings, terminal.style()));
            terminal.note(&format!("Nothing written: {}.", counts(&build.findings)));
            return Ok(Ended::Findings);
        };
        let threads = plural(rayon::current_num_threads(), "thread", "threads");
        terminal.detail(&format!(
            "Read {} in {} with {threads}.",
            plural(build.read, "file", "files"),
            terminal.elapsed()
        ));
        let progress = |done, total| terminal.progress(done, total);
        let options = WriteOptions { commit: commit.as_deref(), as_of: site.as_of, progress: &progress };
        let report = disk::write(&build.output, &target, &guard, &options)?;
        let findings = [build.findings, report.findings.clone()].concat();
        terminal.findings(&human::render(&findings, terminal.style()));
        if !report.findings.is_empty() {
            terminal.note(&format!("The site is not complete: {}.", counts(&findings)));
            return Ok(Ended::Findings);
        }
        let pages = build.output.entries().filter(|(path, _)| path.is_page()).count();
        terminal.note(&summary(&site, pages, &report, &findings, terminal));
        terminal.note(&format!("Open {}", target.join("index.html").display()));
        Ok(if failing(&findings) { Ended::Findings } else { Ended::Done })
    }

    fn options(&self, global: &Global) -> anyhow::Result<ReadOptions> {
        let base_url = self.base_url.as_deref().map(address).transpose()?;
        let as_of = global.as_of().context("cannot tell what day it is")?;
        Ok(ReadOptions { config: global.config.clone(), as_of, drafts: self.drafts, base_url, git: !self.no_git })
    }
}

/// Cases, drafts left out, pages, what changed, findings, time.
fn summary(site: &Site, pages: usize, report: &Report, findings: &[Diagnostic], terminal: &Terminal) -> String {
    let drafts = match site.corpus.drafts_left_out() {
        0 => String::new(),
        n => format!(" ({} left out)", plural(n, "draft", "drafts")),
    };
    let left_out = match site.left_out.len() {
        0 => String::new(),
        n => format!(" ({} could not be read)", plural(n, "file", "files")),
    };
    let cases = plural(site.corpus.all().len(), "case", "cases");
    let pages = plural(pages, "page", "pages");
    let files = plural(report.total(), "file", "files");
    let changed = format!("{} written, {} unchanged, {} removed", report.written, report.unchanged, report.removed);
    let findings = if findings.is_empty() { "no findings".to_owned() } else { counts(findings) };
    format!("{cases}{drafts}{left_out}, {pages}, {files}: {changed}; {findings}; {}.", terminal.elapsed())
}

/// `2 errors and 1 warning`.
pub(super) fn counts(findings: &[Diagnostic]) -> String {
    let errors = count(findings, Level::Deny);
    let warnings = count(findings, Level::Warn);
    match (errors, warnings) {
        (0, n) => plural(n, "warning", "warnings"),
        (n, 0) => plural(n, "error", "errors"),
        (e, w) => format!("{} and {}", plural(e, "error", "errors"), plural(w, "warning", "warnings")),
    }
}
