//! Which folders have to be watched to notice every change of a site.
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use super::guard::SOURCES;
use super::tree::Listing;

/// Places to watch, links resolved.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// Folders of which everything matters; none lies in another.
    pub deep: BTreeSet<PathBuf>,
    /// Folders of which some names matter.
    pub flat: BTreeSet<PathBuf>,
    /// Those names.
    pub names: BTreeSet<OsString>,
}

impl Places {
    /// The settings, and where the folders of a site would appear.
    pub(super) fn around(root: &Path, config: &Path) -> Self {
        let mut places = Self { names: SOURCES.iter().map(OsString::from).collect(), ..Self::default() };
        places.flat.insert(root.to_owned());
        let config = root.join(config);
        if let Ok(real) = fs::canonicalize(&config) {
            places.file(&real);
        }
        places.file(&config);
        places
    }

    /// What a walk found.
    pub(super) fn add(&mut self, listing: &Listing) {
        listing.entered.iter().for_each(|folder| self.folder(folder));
        let apart = listing.linked.iter().filter(|file| !listing.entered.iter().any(|folder| file.starts_with(folder)));
        apart.for_each(|file| self.file(file));
    }

    /// Whether a change at a path matters.
    pub(super) fn matter(&self, path: &Path) -> bool {
        let named = path.file_name().is_some_and(|name| self.names.contains(name));
        named || self.deep.iter().any(|folder| path.starts_with(folder))
    }

    fn folder(&mut self, folder: &Path) {
        if self.deep.iter().any(|above| folder.starts_with(above)) {
            return;
        }
        self.deep.retain(|below| !below.starts_with(folder));
        self.deep.insert(folder.to_owned());
    }

    fn file(&mut self, file: &Path) {
        self.flat.extend(file.parent().map(Path::to_owned));
        self.names.extend(file.file_name().map(OsString::from));
    }
}
