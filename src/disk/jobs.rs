//! The files of an output that are made one by one.
use std::borrow::Cow;

use anyhow::ensure;

use super::target::is_reserved;
use crate::diagnostic::Diagnostic;
use crate::output::{Entry, Output};

/// One file to write.
pub(super) struct Job<'a> {
    /// Its path below the folder.
    pub path: &'a str,
    entry: &'a Entry,
}

impl Job<'_> {
    /// The bytes, or why they cannot be made.
    pub(super) fn bytes(&self) -> Result<Cow<'_, [u8]>, Diagnostic> {
        match self.entry {
            Entry::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Entry::Recipe(make) => make().map(Cow::Owned),
        }
    }
}

/// All single files, sorted by path.
///
/// # Errors
/// Where a path is kept for the build itself.
pub(super) fn jobs(output: &Output) -> anyhow::Result<Vec<Job<'_>>> {
    let job = |(path, entry)| -> anyhow::Result<Job<'_>> {
        let path: &crate::output::SitePath = path;
        ensure!(!is_reserved(path.as_str()), "{path} is a name that the build needs for itself");
        Ok(Job { path: path.as_str(), entry })
    };
    output.entries().map(job).collect()
}
