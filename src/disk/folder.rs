//! The changes to a site's folder: each file at once, the manifest before all of them and after.
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;

use super::file::{holds, replace};
use super::manifest::{self, Manifest};
use super::plan::{Kind, Plan, Present, folders_of};
use super::target::temporary;

/// A folder that is being brought in line.
pub(super) struct Folder<'a> {
    target: &'a Path,
    present: &'a Present,
    /// The manifest to write before the first change.
    building: Mutex<Option<Manifest>>,
    temporaries: AtomicU64,
}

impl<'a> Folder<'a> {
    /// A locked folder, what lies in it, and what its manifest says while it is being changed.
    pub(super) fn new(target: &'a Path, present: &'a Present, building: Manifest) -> Self {
        Self { target, present, building: Mutex::new(Some(building)), temporaries: AtomicU64::new(0) }
    }

    /// Makes a file hold these bytes; gives whether it did not before.
    pub(super) fn put(&self, path: &str, bytes: &[u8], buffer: &mut Vec<u8>) -> anyhow::Result<bool> {
        let file = self.target.join(path);
        let there = self.present.get(path) == Some(&Kind::File);
        if there && holds(&file, bytes, buffer).with_context(|| format!("cannot read {}", file.display()))? {
            return Ok(false);
        }
        self.begin()?;
        let above = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !there && !above.is_empty() && self.present.get(above) != Some(&Kind::Folder) {
            let folder = self.target.join(above);
            fs::create_dir_all(&folder).with_context(|| format!("cannot create the folder {}", folder.display()))?;
        }
        self.replace(&file, bytes, false)?;
        Ok(true)
    }

    fn replace(&self, file: &Path, bytes: &[u8], durable: bool) -> anyhow::Result<()> {
        let temporary = file.with_file_name(temporary(self.temporaries.fetch_add(1, Ordering::Relaxed)));
        replace(file, &temporary, bytes, durable).with_context(|| format!("cannot write {}", file.display()))
    }

    /// Says in the manifest that the folder is being changed; once, before the first change.
    fn begin(&self) -> anyhow::Result<()> {
        let mut building = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(manifest) = &*building {
            self.replace(&self.target.join(manifest::NAME), &manifest.bytes()?, true)?;
            *building = None;
        }
        Ok(())
    }

    /// Says in the manifest what is there now, unless it says so already.
    pub(super) fn finish(&self, manifest: &Manifest) -> anyhow::Result<()> {
        let (file, bytes) = (self.target.join(manifest::NAME), manifest.bytes()?);
        match holds(&file, &bytes, &mut Vec::new()) {
            Ok(true) => Ok(()),
            _ => self.replace(&file, &bytes, true),
        }
    }

    /// Removes those of our files that are there, and the folders that hold nothing then; gives how many files.
    pub(super) fn remove(&self, paths: &[&str], plan: &Plan<'_>) -> anyhow::Result<usize> {
        let there = paths.iter().filter(|path| self.present.get(**path) == Some(&Kind::File));
        let mut removed = 0;
        for path in there {
            self.begin()?;
            let file = self.target.join(path);
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
            removed += 1;
        }
        self.prune(paths, plan)?;
        Ok(removed)
    }

    /// Removes folders that held our files and now hold nothing, the innermost first.
    fn prune(&self, paths: &[&str], plan: &Plan<'_>) -> anyhow::Result<()> {
        let held: BTreeSet<&str> = paths.iter().flat_map(|path| folders_of(path)).collect();
        let there =
            |folder: &&&str| self.present.get(**folder) == Some(&Kind::Folder) && !plan.folders.contains(**folder);
        for folder in held.iter().rev().filter(there) {
            let folder = self.target.join(folder);
            match fs::remove_dir(&folder) {
                Err(error) if !matches!(error.kind(), ErrorKind::DirectoryNotEmpty | ErrorKind::NotFound) => {
                    return Err(error).with_context(|| format!("cannot remove the folder {}", folder.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
