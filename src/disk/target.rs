//! The folder that a site is written to: whose it is, what lies in it, and the lock on it.
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use walkdir::{DirEntry, WalkDir};

use super::file::{NOT_REGULAR, careful};
use super::manifest::{self, Manifest};
use super::plan::{Kind, Present};

/// The lock's file. It stays when the build ends: removing it could take it from a build that waits to open it.
const LOCK: &str = ".casebook.lock";

/// How names of temporary files begin; a number follows.
const TEMPORARY: &str = ".casebook-tmp-";

/// The name of a temporary file.
pub(super) fn temporary(number: u64) -> String {
    format!("{TEMPORARY}{number}")
}

/// Whether a path of the site would be taken for a file of the build's own.
pub(super) fn is_reserved(path: &str) -> bool {
    path == manifest::NAME || path == LOCK || is_temporary(path.rsplit('/').next().unwrap_or(path))
}

/// Refuses a folder that has something in it and is not ours. No folder at all is fine.
pub(super) fn ensure_ours_or_empty(target: &Path) -> anyhow::Result<()> {
    let shown = target.display();
    if let Some(manifest) = Manifest::read(target)? {
        let source = target.join("site.toml").exists() && !manifest.files.contains_key("site.toml");
        ensure!(!source, "{shown} holds a site.toml, so a site is made from it; choose an empty folder");
        return Ok(());
    }
    let entries = match fs::read_dir(target) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.with_context(|| format!("cannot read the folder {shown}"))?,
    };
    for entry in entries {
        let name = entry.with_context(|| format!("cannot read the folder {shown}"))?.file_name();
        let ours = name.to_str().is_some_and(|name| name == LOCK || is_temporary(name));
        ensure!(ours, "{shown} is not empty and was not written by casebook; choose an empty folder");
    }
    Ok(())
}

/// Keeps other builds out until it is dropped; the system lets go of it when the process dies.
pub(super) struct Lock(File);

impl Drop for Lock {
    /// Closing the file is not enough: a program that was started meanwhile may have it open for a moment too.
    fn drop(&mut self) {
        drop(self.0.unlock());
    }
}

/// Locks a folder that is there.
pub(super) fn lock(target: &Path) -> anyhow::Result<Lock> {
    let path = target.join(LOCK);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    careful(&mut options);
    let file = options.open(&path).with_context(|| format!("cannot open {}", path.display()))?;
    ensure!(file.metadata().is_ok_and(|metadata| metadata.is_file()), "{} {NOT_REGULAR}", path.display());
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => {
            bail!("another build is writing to {}; wait until it is done", target.display())
        }
        Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("cannot lock {}", path.display())),
    }
}

/// What lies in the folder, without what a build keeps there for itself; and what killed builds left behind.
pub(super) fn scan(target: &Path) -> anyhow::Result<(Present, Vec<PathBuf>)> {
    let (mut present, mut leftovers) = (Present::new(), Vec::new());
    for entry in WalkDir::new(target).min_depth(1).follow_links(false) {
        let entry = entry.context("cannot read the folder of the site")?;
        let path = relative(target, entry.path());
        if entry.file_type().is_file() && entry.file_name().to_str().is_some_and(is_temporary) {
            leftovers.push(entry.into_path());
        } else if path != manifest::NAME && path != LOCK {
            present.insert(path, kind(&entry));
        }
    }
    Ok((present, leftovers))
}

/// Removes what killed builds left behind.
pub(super) fn remove_leftovers(leftovers: &[PathBuf]) -> anyhow::Result<()> {
    leftovers
        .iter()
        .try_for_each(|file| fs::remove_file(file).with_context(|| format!("cannot remove {}", file.display())))
}

fn is_temporary(name: &str) -> bool {
    let number = name.strip_prefix(TEMPORARY);
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn kind(entry: &DirEntry) -> Kind {
    let kind = entry.file_type();
    match entry.file_name().to_str() {
        Some(_) if kind.is_file() => Kind::File,
        Some(_) if kind.is_dir() => Kind::Folder,
        _ => Kind::Other,
    }
}

fn relative(target: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(target).unwrap_or(path).iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
