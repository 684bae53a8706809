//! The files of an output, one by one.
use std::borrow::Cow;

use anyhow::bail;
use rayon::prelude::*;

use super::target::is_reserved;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Entry, Files, Output};

/// One file to write.
pub(super) struct Job<'a> {
    /// Its path below the folder.
    pub path: String,
    /// Its bytes.
    pub make: Make<'a>,
}

/// Where the bytes of a file come from.
pub(super) enum Make<'a> {
    /// An entry of the output, made when it is its turn.
    Entry(&'a Entry),
    /// A group, made already.
    Made(Vec<u8>),
}

impl Make<'_> {
    /// The bytes, or why they cannot be made.
    pub(super) fn bytes(&self) -> Result<Cow<'_, [u8]>, Diagnostic> {
        match self {
            Self::Entry(Entry::Bytes(bytes)) => Ok(Cow::Borrowed(bytes)),
            Self::Entry(Entry::Recipe(make)) => make().map(Cow::Owned),
            Self::Made(bytes) => Ok(Cow::Borrowed(bytes)),
        }
    }
}

/// All files, sorted by path. Groups are made here, because their paths have to be known before anything is
/// changed; the findings are of those that cannot be made.
///
/// # Errors
/// Where two files have one path, or a path is kept for the build itself.
pub(super) fn jobs(output: &Output) -> anyhow::Result<Result<Vec<Job<'_>>, Vec<Diagnostic>>> {
    let mut jobs: Vec<Job<'_>> = output
        .entries()
        .map(|(path, entry)| Job { path: path.as_str().to_owned(), make: Make::Entry(entry) })
        .collect();
    let groups: Vec<_> = output.groups().collect();
    let groups: Vec<(&str, Result<Files, Diagnostic>)> =
        groups.into_par_iter().map(|(prefix, make)| (prefix.trim_end_matches('/'), make())).collect();
    let mut findings = Diagnostics::default();
    for (prefix, files) in groups {
        match files {
            Ok(files) => jobs.extend(
                files
                    .into_iter()
                    .map(|(path, bytes)| Job { path: format!("{prefix}/{path}"), make: Make::Made(bytes) }),
            ),
            Err(finding) => findings.extend([finding]),
        }
    }
    let findings = findings.into_sorted();
    if !findings.is_empty() {
        return Ok(Err(findings));
    }
    jobs.sort_by(|a, b| a.path.cmp(&b.path));
    if let Some(pair) = jobs.windows(2).find(|pair| pair[0].path == pair[1].path) {
        bail!("two files for {}", pair[0].path);
    }
    if let Some(job) = jobs.iter().find(|job| is_reserved(&job.path)) {
        bail!("{} is a name that the build needs for itself", job.path);
    }
    Ok(Ok(jobs))
}
