//! Brings a folder in line with an output, file by file.
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use anyhow::Context as _;
use jiff::civil::Date;
use rayon::prelude::*;

use super::folder::Folder;
use super::guard::Guard;
use super::jobs::{Job, jobs};
use super::manifest::{Manifest, State};
use super::plan::Plan;
use super::target::{ensure_ours_or_empty, lock, remove_leftovers, scan};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::source::Digest;

/// What the manifest says of a build, and who hears how far it is.
#[derive(Clone, Copy)]
pub struct WriteOptions<'a> {
    /// The commit that the site is made from.
    pub commit: Option<&'a str>,
    /// The day that the site is made for.
    pub as_of: Date,
    /// Told now and then how many files are done, of how many; from any thread.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Report {
    /// Files that were new or different.
    pub written: usize,
    /// Files that were there already, byte for byte.
    pub unchanged: usize,
    /// Our files that the site does not have any more.
    pub removed: usize,
    /// The size of all files of the site, in bytes.
    pub bytes: u64,
    /// What kept files from being made, sorted. If there is any, the folder is not complete, or still holds
    /// the last good site.
    pub findings: Vec<Diagnostic>,
}

impl Report {
    /// How many files the site has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.written + self.unchanged
    }
}

/// Writes a site to a folder that is empty, not there yet or ours already.
///
/// Equal files are left untouched, others replaced one by one. Before the first change the manifest says
/// `building` and names every path of the old and the new site; after the last it says `complete`. Whatever
/// ends a build between, the next one repairs the folder. A file that the manifest does not name stays. Beside
/// the site the folder holds `casebook.json` and, empty, `.casebook.lock`; and while files are being replaced,
/// `.casebook-tmp-N` in their folders. Runs on the current pool of rayon.
///
/// # Errors
/// Where the folder must not be written to, another build is writing to it, something that is not ours is in
/// the way (nothing is changed then), or the disk fails (is full, say).
pub fn write(output: &Output, target: &Path, guard: &Guard, options: &WriteOptions<'_>) -> anyhow::Result<Report> {
    let target = &guard.admit(target)?;
    ensure_ours_or_empty(target)?;
    fs::create_dir_all(target).with_context(|| format!("cannot create the folder {}", target.display()))?;
    let _lock = lock(target)?;
    let (jobs, scanned) = rayon::join(|| jobs(output), || scan(target));
    let jobs = match jobs? {
        Ok(jobs) => jobs,
        Err(findings) => return Ok(Report { findings, ..Report::default() }),
    };
    let (present, leftovers) = scanned?;
    let old = Manifest::read(target)?.map(Manifest::paths).unwrap_or_default();
    let new: Vec<String> = jobs.iter().map(|job| job.path.clone()).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    let plan =
        Plan::new(&old, &new, &present).with_context(|| format!("cannot write the site to {}", target.display()))?;
    remove_leftovers(&leftovers)?;
    let all = old.iter().map(String::as_str).chain(new.iter().copied()).map(|path| (path.to_owned(), None)).collect();
    let building = manifest_of(State::Building, options, all);
    let folder = Folder::new(target, &present, building);
    Work { folder, halted: AtomicBool::new(false), failed: AtomicBool::new(false) }.run(jobs, &plan, options)
}

fn manifest_of(state: State, options: &WriteOptions<'_>, files: BTreeMap<String, Option<String>>) -> Manifest {
    Manifest::new(state, options.commit, options.as_of.to_string(), files)
}

/// What became of some jobs.
#[derive(Default)]
struct Tally {
    report: Report,
    hashes: Vec<(String, Option<String>)>,
}

/// A build at work on a folder.
struct Work<'a> {
    folder: Folder<'a>,
    /// Whether a file could not be made, so that no more may be changed.
    halted: AtomicBool,
    /// Whether the disk failed, so that nothing more need be made.
    failed: AtomicBool,
}

impl Work<'_> {
    fn run(&self, jobs: Vec<Job<'_>>, plan: &Plan<'_>, options: &WriteOptions<'_>) -> anyhow::Result<Report> {
        let mut removed = self.folder.remove(&plan.first, plan)?;
        let Tally { mut report, hashes } = self.all(jobs, options.progress)?;
        if report.findings.is_empty() {
            removed += self.folder.remove(&plan.last, plan)?;
            self.folder.finish(&manifest_of(State::Complete, options, hashes.into_iter().collect()))?;
        }
        report.removed = removed;
        Ok(report)
    }

    /// Does the jobs, a chunk to a task.
    fn all(&self, jobs: Vec<Job<'_>>, progress: &(dyn Fn(usize, usize) + Sync)) -> anyhow::Result<Tally> {
        let (done, total) = (AtomicUsize::new(0), jobs.len());
        let chunk = |jobs: Vec<Job<'_>>| {
            let count = jobs.len();
            let tally = self.chunk(jobs).inspect_err(|_| self.failed.store(true, Ordering::Relaxed));
            progress(done.fetch_add(count, Ordering::Relaxed) + count, total);
            tally
        };
        let tallies: Vec<anyhow::Result<Tally>> = jobs.into_par_iter().chunks(32).map(chunk).collect();
        let mut sum = Tally::default();
        let mut findings = Diagnostics::default();
        for tally in tallies {
            let Tally { report, hashes } = tally?;
            sum.report.written += report.written;
            sum.report.unchanged += report.unchanged;
            sum.report.bytes += report.bytes;
            sum.hashes.extend(hashes);
            findings.extend(report.findings);
        }
        sum.report.findings = findings.into_sorted();
        Ok(sum)
    }

    /// After a finding no more files are changed, but all of them are made: the findings must not depend on
    /// which thread was first.
    fn chunk(&self, jobs: Vec<Job<'_>>) -> anyhow::Result<Tally> {
        let (mut tally, mut buffer) = (Tally::default(), Vec::new());
        for job in jobs {
            if self.failed.load(Ordering::Relaxed) {
                break;
            }
            let bytes = match job.make.bytes() {
                Ok(bytes) => bytes,
                Err(finding) => {
                    self.halted.store(true, Ordering::Relaxed);
                    tally.report.findings.push(finding);
                    continue;
                }
            };
            if self.halted.load(Ordering::Relaxed) {
                continue;
            }
            let written = self.folder.put(&job.path, &bytes, &mut buffer)?;
            tally.report.written += usize::from(written);
            tally.report.unchanged += usize::from(!written);
            tally.report.bytes += bytes.len() as u64;
            tally.hashes.push((job.path, Some(Digest::of(&bytes).to_string())));
        }
        Ok(tally)
    }
}
