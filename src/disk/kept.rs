//! What was read, kept by path and stamp, so that reading again opens only what may have changed.
use std::fs;
use std::sync::Arc;

use rayon::prelude::*;

use super::file::take;
use super::stamp::Stamp;
use super::tree::{Found, LIMIT};
use crate::snapshot::{Blob, Refusal};

/// Files of one sort as they were last read, sorted by path.
pub(super) struct Kept<T> {
    files: Vec<File<T>>,
    make: fn(&str, Vec<u8>) -> Result<T, String>,
}

struct File<T> {
    found: Found,
    stamp: Stamp,
    taken: Result<T, String>,
}

impl<T: Clone + PartialEq + Send + Sync> Kept<T> {
    /// Nothing yet; `make` makes a file of its path and bytes.
    pub(super) const fn new(make: fn(&str, Vec<u8>) -> Result<T, String>) -> Self {
        Self { files: Vec::new(), make }
    }

    /// Reads files, sorted by path: those that could be taken, and those that could not. What holds the same bytes as
    /// before is the same thing as before.
    ///
    /// # Errors
    /// Where a file cannot be read; everything stays as it was.
    pub(super) fn read(&mut self, found: Vec<Found>, refused: &mut Vec<Refusal>) -> anyhow::Result<Vec<T>> {
        let one = |(nth, found): (usize, Found)| self.one(nth, found);
        let chunks: Vec<Vec<_>> =
            found.into_par_iter().enumerate().chunks(32).map(|chunk| chunk.into_iter().map(one).collect()).collect();
        self.files = chunks.into_iter().flatten().collect::<anyhow::Result<_>>()?;
        let mut taken = Vec::with_capacity(self.files.len());
        for file in &self.files {
            match &file.taken {
                Ok(value) => taken.push(value.clone()),
                Err(reason) => refused.push(Refusal { path: file.found.path.clone(), reason: reason.clone() }),
            }
        }
        Ok(taken)
    }

    /// The file as it is now; most are where they were, at the place `nth` of all.
    fn one(&self, nth: usize, found: Found) -> anyhow::Result<File<T>> {
        let here = self.files.get(nth).filter(|file| file.found.path == found.path);
        let elsewhere = || self.files.binary_search_by(|file| file.found.path.cmp(&found.path)).ok();
        let before = here.or_else(|| elsewhere().map(|nth| &self.files[nth]));
        // As texts: paths are compared part by part.
        let before = before.filter(|file| file.found.real.as_os_str() == found.real.as_os_str());
        if let Some(file) = before
            && fs::symlink_metadata(&found.real).is_ok_and(|metadata| file.stamp.holds(&metadata))
        {
            return Ok(File { found, stamp: file.stamp, taken: file.taken.clone() });
        }
        let read = take(&found.real, LIMIT)?;
        let taken = read.bytes.and_then(|bytes| (self.make)(&found.path, bytes));
        let taken = before.map(|file| &file.taken).filter(|known| **known == taken).cloned().unwrap_or(taken);
        Ok(File { found, stamp: read.stamp, taken })
    }
}

/// A file that need not be text.
#[expect(clippy::unnecessary_wraps, reason = "text may be refused, and both are taken alike")]
pub(super) fn blob(path: &str, bytes: Vec<u8>) -> Result<Blob, String> {
    Ok(Blob { path: path.to_owned(), bytes: Arc::from(bytes) })
}
