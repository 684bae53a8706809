//! `casebook init`.
mod files;
mod place;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;

use super::new::Written;
use super::{Ended, Global, Terminal, plural};
use crate::disk;
use files::{Facts, File};
use place::Remote;

/// Set up a new repository of postmortems
///
/// Writes site.toml with a taxonomy to begin with, a first postmortem as an example, a pipeline that checks pull requests
/// and publishes the site, a template for pull requests, a sample of CODEOWNERS and a hook for pre-commit. Asks nothing:
/// what is not said is taken from the folder, its git remote and the system. Overwrites nothing: where any of the files
/// is there already, all of those are named and none is written.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The repository's folder, made if it is not there [default: --root, else the current folder]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The site's name [default: made from the folder's name]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The zone of local times and of months, such as Europe/London [default: the system's, else UTC]
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
    /// What postmortems' front matter is written in
    #[arg(long, value_name = "SYNTAX", default_value = "toml")]
    front_matter: Written,
    /// Whose pipelines to write [default: those of the git remote's host, else both]
    #[arg(long, value_name = "HOST")]
    ci: Option<Ci>,
    /// Where pipelines install casebook from [default: where this one was published]
    #[arg(long, value_name = "URL")]
    install_from: Option<String>,
    /// Leave files that are there as they are, and write the others
    #[arg(long)]
    keep_existing: bool,
}

/// Whose pipelines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    /// GitHub Actions
    Github,
    /// GitLab CI/CD
    Gitlab,
    /// Those of both
    Both,
    /// No pipelines
    None,
}

impl Init {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let folder = match self.folder.as_ref().or(global.root.as_ref()) {
            Some(folder) => folder.clone(),
            None => std::env::current_dir().context("cannot tell the current folder")?,
        };
        let remote = disk::origin(&folder).as_deref().and_then(place::remote);
        let facts = self.facts(global, &folder, remote.as_ref())?;
        let mut wanted = files::all(&facts, self.hosts(remote.as_ref()));
        let taken: Vec<&str> =
            wanted.iter().filter(|file| taken(&folder, &file.path)).map(|f| f.path.as_str()).collect();
        if !taken.is_empty() && !self.keep_existing {
            bail!(refusal(&folder, &taken));
        }
        // The example speaks the words of our own site.toml.
        let own_settings = !taken.contains(&files::SETTINGS);
        let taken: Vec<String> = taken.into_iter().map(str::to_owned).collect();
        wanted.retain(|file| !taken.contains(&file.path) && (own_settings || !file.path.starts_with("postmortems/")));
        for file in &wanted {
            disk::create_new(&folder.join(&file.path), file.text.as_bytes())?;
        }
        terminal.result(&wanted.iter().flat_map(|file| [file.path.as_str(), "\n"]).collect::<String>());
        next(&folder, &facts, &wanted, terminal);
        Ok(Ended::Done)
    }

    fn facts(&self, global: &Global, folder: &Path, remote: Option<&Remote>) -> anyhow::Result<Facts> {
        let (timezone, zone) = match &self.timezone {
            None => place::system_zone(),
            Some(name) => {
                let zone = TimeZone::get(name).with_context(|| format!("`{name}` is not an IANA time zone"))?;
                (zone.iana_name().unwrap_or(name).to_owned(), zone)
            }
        };
        let published = Some(env!("CARGO_PKG_REPOSITORY")).filter(|url| !url.is_empty()).map(str::to_owned);
        Ok(Facts {
            title: self.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| place::title(folder)),
            timezone,
            today: global.as_of()?.date(&zone),
            syntax: self.front_matter.syntax(),
            repository: remote.cloned(),
            install_from: self.install_from.clone().or(published),
        })
    }

    /// Whether GitHub's files are written, and whether GitLab's.
    fn hosts(&self, remote: Option<&Remote>) -> (bool, bool) {
        match self.ci {
            Some(Ci::Github) => (true, false),
            Some(Ci::Gitlab) => (false, true),
            Some(Ci::Both) => (true, true),
            Some(Ci::None) => (false, false),
            None => {
                let known = remote.map(|remote| (remote.is("github"), remote.is("gitlab")));
                known.filter(|(github, gitlab)| github != gitlab).unwrap_or((true, true))
            }
        }
    }
}

/// What is left to a person.
fn next(folder: &Path, facts: &Facts, written: &[File], terminal: &Terminal) {
    let here = folder == Path::new(".");
    let root = if here { "this folder".to_owned() } else { folder.display().to_string() };
    let casebook = if here { "casebook".to_owned() } else { format!("casebook -C {root}") };
    let there = |path: &str| written.iter().any(|file| file.path == path);
    terminal.note(&format!("Wrote {} to {root}.", plural(written.len(), "file", "files")));
    terminal.note("Next:");
    let mut nth = 0;
    let mut step = |text: &str| {
        nth += 1;
        terminal.note(&format!("  {nth}. {text}"));
    };
    step(&format!("{casebook} check, then {casebook} serve: the example is on the site"));
    step("put your own squads, services and severities into site.toml");
    if there(files::OWNERS) {
        step("put your team's name into CODEOWNERS");
    }
    let pipelines = there(files::GITHUB) || there(files::GITLAB);
    if pipelines && facts.install_from.is_none() {
        step(
            "put the address of casebook's repository into CASEBOOK_URL of the pipeline: this program does not know it",
        );
    }
    if pipelines && !disk::prefix(folder).is_empty() {
        step("move the pipelines to the root of the repository around this folder: elsewhere nobody runs them");
    }
    if pipelines {
        step("once you know who would see it, set PUBLISH_PAGES to `true` for the pipeline to publish the site");
    }
    step("pre-commit install, if you use pre-commit");
    step(&format!("{casebook} new \"What happened\", and delete the example"));
}

/// Whether something lies where a file is to be written, or where a folder above it should be.
fn taken(folder: &Path, path: &str) -> bool {
    let above = path.match_indices('/').map(|(at, _)| folder.join(&path[..at]));
    let blocked = above.into_iter().any(|path| path.symlink_metadata().is_ok() && !path.is_dir());
    blocked || folder.join(path).symlink_metadata().is_ok()
}

fn refusal(folder: &Path, taken: &[&str]) -> String {
    let what = if taken.len() == 1 { "this file is" } else { "these files are" };
    format!(
        "nothing written: in {} {what} there already: {}; move them away, or leave them with --keep-existing",
        folder.display(),
        taken.join(", ")
    )
}
