//! What has to be removed, and when, so that the new files have room; pure.
use std::collections::{BTreeMap, BTreeSet};

use anyhow::bail;

/// What lies at a path below the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, a device, or something with a name that is not text.
    Other,
}

/// All that lies in a folder, by path with `/`.
pub(super) type Present = BTreeMap<String, Kind>;

/// The removals of a build.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Our old files that are in the way of new ones: where one was a file and the other needs a folder, or where
    /// their names differ in case alone.
    pub first: Vec<&'a str>,
    /// Our other old files; they go last, when no page leads to them any more.
    pub last: Vec<&'a str>,
    /// The folders that the new files lie in.
    pub folders: BTreeSet<&'a str>,
}

impl<'a> Plan<'a> {
    /// Compares our `old` paths and the `new` ones, sorted, with what is there.
    ///
    /// # Errors
    /// Where a new file has no room: something that is not ours lies there.
    pub(super) fn new(old: &'a BTreeSet<String>, new: &[&'a str], present: &Present) -> anyhow::Result<Self> {
        let folders: BTreeSet<&str> = new.iter().flat_map(|path| folders_of(path)).collect();
        let old = Old { paths: old, folders: old.iter().flat_map(|path| folders_of(path)).collect() };
        let both = new.iter().find(|path| folders.contains(*path)).map(|path| format!("{path} (a file and a folder)"));
        let taken_folders = folders.iter().filter_map(|path| old.taken_folder(path, present));
        let taken_files = new.iter().filter_map(|path| old.taken_file(path, present));
        let taken: Vec<String> = both.into_iter().chain(taken_folders).chain(taken_files).collect();
        if let [first, more @ ..] = &*taken {
            let more = if more.is_empty() { String::new() } else { format!(" (and {} more)", more.len()) };
            bail!(
                "there is something that is not of this site where it needs room: {first}{more}; nothing was changed"
            );
        }
        let wanted: BTreeSet<&str> = new.iter().copied().collect();
        let stale: Vec<&str> = old.paths.iter().map(String::as_str).filter(|path| !wanted.contains(path)).collect();
        // Where the file system does not tell case, `Case.html` and `case.html` are one file.
        let folded: BTreeSet<String> = match *stale {
            [] => BTreeSet::new(),
            _ => new.iter().map(|path| path.to_lowercase()).collect(),
        };
        let in_the_way = |path: &&str| {
            folders.contains(path)
                || folders_of(path).any(|folder| wanted.contains(folder))
                || folded.contains(&path.to_lowercase())
        };
        let (first, last) = stale.into_iter().partition(in_the_way);
        Ok(Self { first, last, folders })
    }
}

/// The folders above a path, the outermost first.
pub(super) fn folders_of(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// What we wrote before.
struct Old<'a> {
    paths: &'a BTreeSet<String>,
    folders: BTreeSet<&'a str>,
}

impl Old<'_> {
    /// What keeps a path from being a folder.
    fn taken_folder(&self, path: &str, present: &Present) -> Option<String> {
        let free = match present.get(path) {
            None | Some(Kind::Folder) => true,
            Some(Kind::File) => self.paths.contains(path),
            Some(Kind::Other) => false,
        };
        (!free).then(|| path.to_owned())
    }

    /// What keeps a path from being a file.
    fn taken_file(&self, path: &str, present: &Present) -> Option<String> {
        match present.get(path) {
            None => None,
            Some(Kind::File) => (!self.paths.contains(path)).then(|| path.to_owned()),
            Some(Kind::Other) => Some(path.to_owned()),
            Some(Kind::Folder) => self.foreign_below(path, present),
        }
    }

    /// Something in a folder, or the folder itself, that does not go when our files go.
    fn foreign_below(&self, folder: &str, present: &Present) -> Option<String> {
        let below = format!("{folder}/");
        let inside = present.range(below.clone()..).take_while(|(path, _)| path.starts_with(&below));
        let mut all = inside.map(|(path, kind)| (path.as_str(), *kind)).chain([(folder, Kind::Folder)]);
        let foreign = all.find(|(path, kind)| match kind {
            Kind::File => !self.paths.contains(*path),
            Kind::Folder => !self.folders.contains(path),
            Kind::Other => true,
        });
        foreign.map(|(path, _)| path.to_owned())
    }
}
