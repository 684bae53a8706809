//! `casebook import`.
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;

use super::new::Written;
use super::{Ended, Global, Terminal, failing, pictures, plural};
use crate::adopt::{self, Adoption, Foreign, Known, Left, Options, Order};
use crate::config::Config;
use crate::diagnostic::{Diagnostics, human};
use crate::disk::{self, ReadOptions, Tree};
use crate::links::is_picture;
use crate::postmortem::{Kind, id_of};
use crate::snapshot::Blob;
use crate::source::Source;

/// Adopt reports that were written for something else
///
/// Reads cState records, posts with TOML, and reports in any markdown (.md, .markdown, .qmd, .md.erb or no ending), with
/// front matter or without, and writes each as a postmortem, with a report of what was found and what a person must fill
/// in. Pictures that lie beside a report and are shown in it come along. Nothing is invented: what a report does not say
/// becomes `unclassified` or stays out. The originals are only read, no file is ever overwritten, and it can be run again
/// as the source grows: it then reports what is new, and all of it with -v. One file makes one case.
///
/// Writes to --root, else to the current folder. A new site gets a site.toml in which the cases are valid; a site that is
/// there keeps its own, and the report names the terms that it lacks.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The folder with the reports
    folder: PathBuf,
    /// The zone of times that are written without one, such as Europe/London [default: the site's, else UTC]
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// The squad of all these cases, by the site's terms [default: unclassified]
    #[arg(long, value_name = "TERM")]
    squad: Option<String>,
    /// The site's term for a severity in the reports' words, such as down=critical; may be given several times
    #[arg(long, value_name = "WORD=TERM", value_parser = pair)]
    severity: Vec<(String, String)>,
    /// The kind of cases with these words in title or file name, such as maintenance=planned; may be given several times
    #[arg(long, value_name = "WORDS=KIND", value_parser = kind)]
    kind: Vec<(String, Kind)>,
    /// Which comes first in dates such as 03/04/2026, where nothing in their folder tells
    #[arg(long, value_name = "ORDER")]
    dates: Option<Dates>,
    /// What the front matter is written in [default: what site.toml says, else toml]
    #[arg(long, value_name = "SYNTAX")]
    front_matter: Option<Written>,
    /// How the report is shown; with -v, field by field
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// The order of day and month, as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Dates {
    /// It is in April
    DayFirst,
    /// It is in March
    MonthFirst,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs: one document on standard output
    Json,
}

impl Import {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let root = match &global.root {
            Some(root) => root.clone(),
            None => std::env::current_dir().context("cannot tell the current folder")?,
        };
        let site = match settings(global, &root, terminal)? {
            Settings::Faulty => return Ok(Ended::Findings),
            Settings::None => None,
            Settings::Read(config) => Some(*config),
        };
        let Sorted { texts, pictures, left } = Sorted::of(disk::read_tree(&self.folder)?);
        let mut adoption = adopt::adopt(&texts, &self.options(&root, site)?);
        adoption.left.extend(left);
        let (new, old) = write(&adoption, &root, &global.config)?;
        let (copied, unseen) = pictures::copy(&adoption.cases, &pictures, &root)?;
        adoption.left.extend(unseen);
        adoption.left.sort_by(|a, b| a.path.cmp(&b.path));
        match self.format {
            Format::Human => terminal.result(&adopt::report(&adoption, terminal.is_verbose())),
            Format::Json => terminal.result(&adopt::json(&adoption)),
        }
        let there = if old == 0 {
            String::new()
        } else {
            format!("; {} there already, untouched", plural(old, "case was", "cases were"))
        };
        let copied =
            if copied == 0 { String::new() } else { format!(" and {}", plural(copied, "picture", "pictures")) };
        terminal.note(&format!(
            "Wrote {}{copied} to {}{there}.",
            plural(new, "case", "cases"),
            root.join("postmortems").display()
        ));
        let first = if adoption.lacks.is_empty() { "" } else { "add what `site.toml` lacks, then " };
        terminal.note(&format!("Next: {first}casebook -C {} build", root.display()));
        Ok(Ended::Done)
    }

    fn options(&self, root: &Path, site: Option<Config>) -> anyhow::Result<Options> {
        let timezone = match &self.timezone {
            None => site.as_ref().map(|site| site.timezone.clone()),
            Some(name) => Some(TimeZone::get(name).with_context(|| format!("`{name}` is not an IANA time zone"))?),
        };
        let folder = self.folder.canonicalize().unwrap_or_else(|_| self.folder.clone());
        let folder =
            folder.file_name().map_or_else(|| "Postmortems".to_owned(), |name| name.to_string_lossy().into_owned());
        let existing = existing(root)?;
        let asked = self.front_matter.map(Written::syntax);
        let syntax = asked.or(site.as_ref().map(|site| site.front_matter)).unwrap_or_default();
        let dates = self.dates.map(|dates| match dates {
            Dates::DayFirst => Order::DayFirst,
            Dates::MonthFirst => Order::MonthFirst,
        });
        Ok(Options {
            syntax,
            folder,
            timezone,
            squad: self.squad.clone(),
            severities: self.severity.clone(),
            kinds: self.kind.clone(),
            dates,
            site,
            existing: existing.iter().map(|case| (id_of(&case.path).to_owned(), adopt::imported_from(case))).collect(),
            known: existing.iter().filter_map(Known::of).collect(),
        })
    }
}

/// What a site that is there already says of itself.
enum Settings {
    None,
    Read(Box<Config>),
    /// Its faults have been shown.
    Faulty,
}

fn settings(global: &Global, root: &Path, terminal: &Terminal) -> anyhow::Result<Settings> {
    if !root.join(&global.config).exists() {
        return Ok(Settings::None);
    }
    let options = ReadOptions { config: global.config.clone(), git: false, ..ReadOptions::new(global.as_of()?) };
    let snapshot = disk::read(root, &options)?;
    let mut sink = Diagnostics::default();
    let config = Config::read(&snapshot.config, &mut sink);
    let findings = sink.into_sorted();
    terminal.findings(&human::render(&findings, terminal.style()));
    let config = config.filter(|_| !failing(&findings));
    Ok(config.map_or(Settings::Faulty, |config| Settings::Read(Box::new(config))))
}

/// `WORD=TERM`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (from, to) = text.split_once('=').ok_or("write it as WORD=TERM")?;
    let (from, to) = (from.trim(), to.trim());
    if from.is_empty() || to.is_empty() {
        return Err("neither side may be empty".to_owned());
    }
    Ok((from.to_owned(), to.to_owned()))
}

/// `WORDS=KIND`.
fn kind(text: &str) -> Result<(String, Kind), String> {
    let (words, name) = pair(text)?;
    adopt::kind_named(&name)
        .map(|kind| (words, kind))
        .ok_or_else(|| format!("`{name}` is no kind: unplanned, planned, security, drill or near-miss"))
}

/// The cases that the site has already.
fn existing(root: &Path) -> anyhow::Result<Vec<Arc<Source>>> {
    let folder = root.join("postmortems");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let cases = Sorted::of(disk::read_tree(&folder)?)
        .texts
        .into_iter()
        .filter(|file| Path::new(&file.path).extension().is_some_and(|end| end == "md"));
    Ok(cases.map(|file| Arc::new(Source::new(file.path, file.text))).collect())
}

/// The files of a folder by what can be done with them.
#[derive(Default)]
struct Sorted {
    texts: Vec<Foreign>,
    pictures: Vec<Blob>,
    /// What is neither, each with the reason.
    left: Vec<Left>,
}

impl Sorted {
    fn of(tree: Tree) -> Self {
        let refused = tree.refused.into_iter().map(|refusal| Left { path: refusal.path, reason: refusal.reason });
        let mut sorted = Self { left: refused.collect(), ..Self::default() };
        for blob in tree.files {
            if is_picture(&blob) {
                sorted.pictures.push(blob);
                continue;
            }
            match String::from_utf8(blob.bytes.to_vec()) {
                Ok(text) => sorted.texts.push(Foreign { path: blob.path, text }),
                Err(_) => sorted.left.push(Left { path: blob.path, reason: "is not text in UTF-8".to_owned() }),
            }
        }
        sorted
    }
}

/// Writes the cases that are not there yet, and `site.toml` for a new site; how many are new, and how many not.
fn write(adoption: &Adoption, root: &Path, config: &Path) -> anyhow::Result<(usize, usize)> {
    let (mut new, mut old) = (0, 0);
    for case in &adoption.cases {
        if case.there {
            old += 1;
        } else {
            disk::create_new(&root.join(&case.path), case.text.as_bytes())?;
            new += 1;
        }
    }
    let site = root.join(config);
    if adoption.cases.is_empty() && adoption.left.is_empty() {
        bail!("the folder has no files");
    }
    if adoption.cases.is_empty() {
        bail!("none of the files became a case; the reasons: {}", reasons(adoption));
    }
    if !site.exists() {
        disk::create_new(&site, adoption.site.as_bytes())?;
    }
    Ok((new, old))
}

fn reasons(adoption: &Adoption) -> String {
    let few = adoption.left.iter().take(5).map(|left| format!("{}: {}", left.path, left.reason));
    few.collect::<Vec<_>>().join("; ")
}
