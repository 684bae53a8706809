//! Changing a file that somebody else wrote: only if it still says what was read, and at once.
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, ensure};

use super::file::holds;
use super::target::temporary;

/// Puts `new` in place of `old` in a file of the site, by its path from the root. It keeps its permissions; whoever
/// looks sees the old text or the new one.
///
/// # Errors
/// Where the file no longer holds `old`, lies outside the root, or cannot be written; it then stays as it is.
pub fn edit(root: &Path, path: &str, old: &str, new: &str) -> anyhow::Result<()> {
    let root = fs::canonicalize(root).with_context(|| format!("cannot find the folder {}", root.display()))?;
    let real = fs::canonicalize(root.join(path)).with_context(|| format!("cannot find {path}"))?;
    ensure!(real.starts_with(&root), "{path} lies outside the site's folder; it stays as it is");
    let same = holds(&real, old.as_bytes(), &mut Vec::new()).with_context(|| format!("cannot read {path}"))?;
    ensure!(same, "{path} was changed meanwhile; it stays as it is");
    let beside = real.with_file_name(temporary(u64::from(std::process::id())));
    let written = write_beside(&beside, &real, new).and_then(|()| fs::rename(&beside, &real));
    written.inspect_err(|_| drop(fs::remove_file(&beside))).with_context(|| format!("cannot write {path}"))
}

fn write_beside(beside: &Path, real: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(beside)?;
    file.set_permissions(fs::metadata(real)?.permissions())?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Adds text to the end of a file, which is made if it is not there.
///
/// # Errors
/// Where it cannot be written.
pub fn append(path: &Path, text: &str) -> anyhow::Result<()> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}
