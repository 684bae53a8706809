//! `casebook.json`: which files of a folder are ours, and whether the last build was finished.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use serde::{Deserialize, Serialize};

use super::file::{NOT_REGULAR, take};

/// Its name in the folder that the site is written to.
pub(super) const NAME: &str = "casebook.json";

/// The layout of the file.
const FORMAT: u32 = 1;

/// What a build left in a folder. Every file that it names belongs to the site: the next build may overwrite
/// or remove it, even if somebody changed it since. A file that it does not name is never touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The layout of the file: 1.
    pub format: u32,
    /// Whether the build was finished.
    pub state: State,
    /// The version of the program.
    pub version: String,
    /// The commit that the site was made from.
    pub commit: Option<String>,
    /// The day that the site was made for: `2026-03-31`.
    pub as_of: String,
    /// The SHA-256 of each file by its path, the manifest itself left out; none where a build that was not
    /// finished may have written, removed or kept the file.
    pub files: BTreeMap<String, Option<String>>,
}

/// How far a build came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It began to change files.
    Building,
    /// All files are as they should be.
    Complete,
}

impl Manifest {
    /// A manifest of this version of the program.
    pub(super) fn new(
        state: State,
        commit: Option<&str>,
        as_of: String,
        files: BTreeMap<String, Option<String>>,
    ) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, state, version, commit: commit.map(str::to_owned), as_of, files }
    }

    /// Reads the manifest of a folder; `None` where there is none.
    ///
    /// # Errors
    /// Where there is one that cannot be read or that this version does not know.
    pub fn read(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(NAME);
        let shown = path.display();
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("cannot read {shown}")),
            Ok(metadata) => ensure!(metadata.is_file(), "{shown} {NOT_REGULAR}"),
        }
        let bytes = match take(&path, u64::MAX)?.bytes {
            Ok(bytes) => bytes,
            Err(reason) => bail!("{shown} {reason}"),
        };
        let known: Self = serde_json::from_slice(&bytes)
            .with_context(|| format!("{shown} is not a manifest of casebook; choose an empty folder"))?;
        ensure!(known.format == FORMAT, "{shown} is of another version of casebook; choose an empty folder");
        Ok(Some(known))
    }

    /// The file's bytes, one file of the site a line.
    pub(super) fn bytes(&self) -> anyhow::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The paths of our files.
    pub(super) fn paths(self) -> BTreeSet<String> {
        self.files.into_keys().collect()
    }
}
