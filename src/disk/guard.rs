//! Where a site may be written: never over anything that somebody else made.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// The folders of a site that hold its sources.
pub(super) const SOURCES: [&str; 3] = ["postmortems", "templates", "static"];

/// Places that no site may be written to.
#[derive(Debug, Clone)]
pub struct Guard {
    root: PathBuf,
    repository: Option<PathBuf>,
    home: Option<PathBuf>,
}

impl Guard {
    /// Guards a site's root, the repository that it lies in, and the user's home if there is one.
    ///
    /// # Errors
    /// Where the root cannot be found.
    pub fn new(root: &Path, home: Option<&Path>) -> anyhow::Result<Self> {
        let root = fs::canonicalize(root).with_context(|| format!("cannot find the folder {}", root.display()))?;
        let repository = root.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned);
        Ok(Self { root, repository, home: home.and_then(|home| fs::canonicalize(home).ok()) })
    }

    /// Resolves the folder that a site is to be written to; it need not exist.
    ///
    /// # Errors
    /// Where a site must not be written there, and why.
    pub fn admit(&self, target: &Path) -> anyhow::Result<PathBuf> {
        let resolved = resolve(target).with_context(|| format!("cannot find the folder {}", target.display()))?;
        match self.objection(&resolved) {
            None => Ok(resolved),
            Some(why) => bail!("cannot write the site to {}: {why}; choose an empty folder", target.display()),
        }
    }

    /// Why a site must not be written to a resolved folder.
    fn objection(&self, target: &Path) -> Option<String> {
        let above = |place: &Option<PathBuf>| place.as_ref().is_some_and(|place| place.starts_with(target));
        if target.parent().is_none() {
            return Some("it is the root of the file system".to_owned());
        } else if above(&self.home) {
            return Some("it is or holds your home folder".to_owned());
        } else if self.repository.as_deref() == Some(target) {
            return Some("it is the root of the repository".to_owned());
        } else if self.root.starts_with(target) {
            return Some("it is or holds the folder that the site is made from".to_owned());
        } else if target.iter().any(|part| part == ".git") {
            return Some("it lies inside a git folder".to_owned());
        } else if target.exists() && !target.is_dir() {
            return Some("it is not a folder".to_owned());
        }
        // A folder of sources may not be there yet, or be a link to somewhere else.
        let source = SOURCES.iter().find(|name| {
            let folder = self.root.join(name);
            let real = fs::canonicalize(&folder).unwrap_or_else(|_| folder.clone());
            target.starts_with(&folder) || target.starts_with(&real) || real.starts_with(target)
        });
        source.map(|name| format!("it lies in or holds {name}/, which the site is made from"))
    }
}

/// Resolves all links of a path whose last parts may not exist yet.
fn resolve(target: &Path) -> anyhow::Result<PathBuf> {
    let absolute = std::path::absolute(target)?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    while fs::symlink_metadata(existing).is_err() {
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else {
            bail!("a part of it does not exist");
        };
        missing.push(name);
        existing = parent;
    }
    let resolved = fs::canonicalize(existing).context("it is a link that leads nowhere")?;
    Ok(missing.into_iter().rev().fold(resolved, |path, name| path.join(name)))
}
