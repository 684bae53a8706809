//! The files of an output that are made together: their names are known only when they come, so that a group has its
//! folder to itself.
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use anyhow::{bail, ensure};

use super::plan::{Kind, Present};
use crate::output::{GroupRecipe, Output, SitePath};

/// The folders of the groups, with `/` at the end.
pub(super) struct Groups<'a> {
    output: &'a Output,
}

impl<'a> Groups<'a> {
    pub(super) const fn new(output: &'a Output) -> Self {
        Self { output }
    }

    /// The folders, as the manifest names them while the files are not known.
    pub(super) fn folders(&self) -> impl Iterator<Item = &'a str> {
        self.output.groups().map(|(folder, _)| folder)
    }

    /// Whether a path is for a group to decide about.
    pub(super) fn has(&self, path: &str) -> bool {
        self.folders().any(|folder| path.starts_with(folder)) && !self.is_single(path)
    }

    /// Makes all files; `put` writes one. The first failure ends the writing, not the making.
    pub(super) fn make(&self, put: &(dyn Fn(&str, &[u8]) -> anyhow::Result<()> + Sync)) -> anyhow::Result<()> {
        self.output.groups().try_for_each(|(folder, make)| self.make_one(folder, make, put))
    }

    fn make_one(
        &self,
        folder: &str,
        make: &GroupRecipe,
        put: &(dyn Fn(&str, &[u8]) -> anyhow::Result<()> + Sync),
    ) -> anyhow::Result<()> {
        let (taken, failure) = (Mutex::new(BTreeSet::new()), Mutex::new(None));
        let failure_of = || failure.lock().unwrap_or_else(PoisonError::into_inner);
        make(&|path: SitePath, bytes: Vec<u8>| {
            let path = format!("{folder}{path}");
            let new = taken.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
            if !new || failure_of().is_some() {
                return;
            }
            if let Err(error) = self.ensure_free(&path).and_then(|()| put(&path, &bytes)) {
                *failure_of() = Some(error);
            }
        });
        failure_of().take().map_or(Ok(()), Err)
    }

    fn ensure_free(&self, path: &str) -> anyhow::Result<()> {
        ensure!(!self.is_single(path), "two files for {path}");
        Ok(())
    }

    fn is_single(&self, path: &str) -> bool {
        self.output.get(&SitePath::new(path)).is_some()
    }

    /// Refuses a group whose folder holds what is not ours: it could not be told from the group's own files if this
    /// build were killed.
    ///
    /// # Errors
    /// Names one such file.
    pub(super) fn ensure_ours(&self, old: &BTreeSet<String>, present: &Present) -> anyhow::Result<()> {
        for folder in self.folders() {
            let inside = present.range(folder.to_owned()..).take_while(|(path, _)| path.starts_with(folder));
            let mut foreign = inside.filter(|(path, kind)| **kind != Kind::Folder && !old.contains(*path));
            if let Some((path, _)) = foreign.next() {
                bail!(
                    "there is something that is not of this site in its folder {folder}: {path}; nothing was changed"
                );
            }
        }
        Ok(())
    }
}

/// Our old paths; a folder that the manifest names stands for all files in it.
pub(super) fn expand(named: BTreeSet<String>, present: &Present) -> BTreeSet<String> {
    let (folders, mut files): (BTreeSet<String>, BTreeSet<String>) =
        named.into_iter().partition(|path| path.ends_with('/'));
    for folder in folders {
        let inside = present.range(folder.clone()..).take_while(|(path, _)| path.starts_with(&folder));
        files.extend(inside.filter(|(_, kind)| **kind == Kind::File).map(|(path, _)| path.clone()));
    }
    files
}
