//! Brings a folder in line with an output, file by file.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use jiff::civil::Date;
use rayon::prelude::*;

use super::folder::Folder;
use super::groups::{Groups, expand};
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
/// `building` and names every path of the old and the new site, and of a group, whose files are known only when they
/// come, the folder; after the last it says `complete`. Whatever ends a build between, the next one repairs the folder.
/// A file that the manifest does not name stays, and where one lies in the folder of a group, nothing is done. Beside
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
    let (jobs, groups) = (jobs(output)?, Groups::new(output));
    let (present, leftovers) = scan(target)?;
    let old = expand(Manifest::read(target)?.map(Manifest::paths).unwrap_or_default(), &present);
    groups.ensure_ours(&old, &present)?;
    let (grouped, single): (BTreeSet<String>, BTreeSet<String>) = old.into_iter().partition(|path| groups.has(path));
    let new: Vec<&str> = jobs.iter().map(|job| job.path).collect();
    let plan =
        Plan::new(&single, &new, &present).with_context(|| format!("cannot write the site to {}", target.display()))?;
    remove_leftovers(&leftovers)?;
    let all = single.iter().chain(&grouped).map(String::as_str).chain(new.iter().copied()).chain(groups.folders());
    let building = manifest_of(State::Building, options, all.map(|path| (path.to_owned(), None)).collect());
    let folder = Folder::new(target, &present, building);
    let work = Work { folder, plan: &plan, halted: AtomicBool::new(false), failed: AtomicBool::new(false) };
    work.run(jobs, &groups, &grouped, options)
}

fn manifest_of(state: State, options: &WriteOptions<'_>, files: BTreeMap<String, Option<String>>) -> Manifest {
    Manifest::new(state, options.commit, options.as_of.to_string(), files)
}

/// What became of some files.
#[derive(Default)]
struct Tally {
    report: Report,
    hashes: BTreeMap<String, Option<String>>,
}

impl Tally {
    /// Notes a file that is as it should be.
    fn note(&mut self, path: &str, bytes: &[u8], written: bool) {
        self.report.written += usize::from(written);
        self.report.unchanged += usize::from(!written);
        self.report.bytes += bytes.len() as u64;
        self.hashes.insert(path.to_owned(), Some(Digest::of(bytes).to_string()));
    }

    fn add(&mut self, other: Self) {
        self.report.written += other.report.written;
        self.report.unchanged += other.report.unchanged;
        self.report.bytes += other.report.bytes;
        self.report.findings.extend(other.report.findings);
        self.hashes.extend(other.hashes);
    }
}

/// A build at work on a folder.
struct Work<'a> {
    folder: Folder<'a>,
    plan: &'a Plan<'a>,
    /// Whether a file could not be made, so that no more may be changed.
    halted: AtomicBool,
    /// Whether the disk failed, so that nothing more need be made.
    failed: AtomicBool,
}

impl Work<'_> {
    /// Writes the single files, then the groups, and removes what belongs to neither.
    fn run(
        &self,
        jobs: Vec<Job<'_>>,
        groups: &Groups<'_>,
        grouped: &BTreeSet<String>,
        options: &WriteOptions<'_>,
    ) -> anyhow::Result<Report> {
        let mut removed = self.folder.remove(&self.plan.first, self.plan)?;
        let mut tally = self.singles(jobs, options.progress)?;
        if tally.report.findings.is_empty() {
            tally.add(self.groups(groups)?);
            let stale = grouped.iter().filter(|path| !tally.hashes.contains_key(*path)).map(String::as_str);
            let stale: Vec<&str> = self.plan.last.iter().copied().chain(stale).collect();
            removed += self.folder.remove(&stale, self.plan)?;
            self.folder.finish(&manifest_of(State::Complete, options, tally.hashes))?;
        }
        tally.report.removed = removed;
        Ok(tally.report)
    }

    /// Does the jobs, a chunk to a task.
    fn singles(&self, jobs: Vec<Job<'_>>, progress: &(dyn Fn(usize, usize) + Sync)) -> anyhow::Result<Tally> {
        let (done, total) = (AtomicUsize::new(0), jobs.len());
        let chunk = |jobs: Vec<Job<'_>>| {
            let count = jobs.len();
            let tally = self.chunk(jobs).inspect_err(|_| self.failed.store(true, Ordering::Relaxed));
            progress(done.fetch_add(count, Ordering::Relaxed) + count, total);
            tally
        };
        let tallies: Vec<anyhow::Result<Tally>> = jobs.into_par_iter().chunks(32).map(chunk).collect();
        let mut sum = Tally::default();
        for tally in tallies {
            sum.add(tally?);
        }
        let mut findings = Diagnostics::default();
        findings.extend(std::mem::take(&mut sum.report.findings));
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
            let bytes = match job.bytes() {
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
            let written = self.folder.put(job.path, &bytes, &mut buffer)?;
            tally.note(job.path, &bytes, written);
        }
        Ok(tally)
    }

    /// Writes the files of the groups as they come.
    fn groups(&self, groups: &Groups<'_>) -> anyhow::Result<Tally> {
        let tally = Mutex::new(Tally::default());
        groups.make(&|path, bytes| {
            let written = self.folder.put(path, bytes, &mut Vec::new())?;
            tally.lock().unwrap_or_else(PoisonError::into_inner).note(path, bytes, written);
            Ok(())
        })?;
        Ok(tally.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}
