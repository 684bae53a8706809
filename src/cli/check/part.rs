//! Which part of the site is reported on.
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::postmortem::id_of;

/// The files that findings must concern.
pub(super) enum Part {
    /// Any.
    All,
    /// These, by their paths from the root, and all that lies in those that are folders.
    Paths(BTreeSet<String>),
}

impl Part {
    /// What was asked for. Where the settings or the templates have changed, every file is concerned.
    pub(super) fn new(root: &Path, config: &Path, since: Option<&str>, files: &[PathBuf]) -> anyhow::Result<Self> {
        if let Some(revision) = since {
            let paths = disk::changed(root, revision)?;
            let all = paths.iter().any(|path| Path::new(path) == config || path.starts_with("templates/"));
            return Ok(if all { Self::All } else { Self::Paths(paths) });
        }
        if files.is_empty() {
            return Ok(Self::All);
        }
        let paths = files.iter().map(|file| disk::path_from_root(root, file));
        let paths = paths.collect::<anyhow::Result<BTreeSet<String>>>()?;
        Ok(if paths.contains("") { Self::All } else { Self::Paths(paths) })
    }

    /// Whether a finding concerns them: by any of its places, or by a file that it depends on.
    pub(super) fn holds(&self, finding: &Diagnostic) -> bool {
        let Self::Paths(paths) = self else { return true };
        let mut places = finding.labels.iter().map(|label| label.place.source.path.as_str());
        places.any(|path| within(paths, path))
            || finding.about().iter().any(|file| paths.iter().any(|path| path == file || id_of(path) == file))
    }
}

/// Whether a path or a folder above it is among some paths.
fn within(paths: &BTreeSet<String>, path: &str) -> bool {
    let above = path.match_indices('/').map(|(at, _)| &path[..at]);
    paths.contains(path) || above.into_iter().any(|folder| paths.contains(folder))
}
