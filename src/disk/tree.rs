//! What lies in a folder: regular files, and links that stay inside.
use std::collections::BTreeSet;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use anyhow::Context as _;
use rayon::slice::ParallelSliceMut as _;
use walkdir::{DirEntry, WalkDir};

use super::file::NOT_REGULAR;
use super::kept::{Kept, blob};
use crate::snapshot::{Blob, Refusal};

/// The largest file that is read, in bytes.
pub(super) const LIMIT: u64 = 10 << 20;

/// The files of a folder that is not a site.
#[derive(Debug, Default)]
pub struct Tree {
    /// Its regular files, sorted by their paths from the folder.
    pub files: Vec<Blob>,
    /// What was not taken, sorted by path.
    pub refused: Vec<Refusal>,
}

/// Reads all files of a folder, but for what git keeps, by the same rules as a site's folder: links
/// only if they stay inside, no fifos or devices, nothing larger than 10 MiB. Hidden files are named, not read.
///
/// # Errors
/// Where the folder or a file in it cannot be read.
pub fn read_tree(folder: &Path) -> anyhow::Result<Tree> {
    let root = fs::canonicalize(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    anyhow::ensure!(root.is_dir(), "{} is not a folder", folder.display());
    let listing = list(&root, "", |name| name == ".git")?;
    let hidden = |found: &Found| found.path.split('/').any(|part| part.starts_with('.'));
    let (hidden, files): (Vec<_>, Vec<_>) = listing.files.into_iter().partition(hidden);
    let mut tree = Tree { files: Vec::new(), refused: listing.refused };
    let refuse = |found: Found| Refusal { path: found.path, reason: "is hidden, by a dot before its name".to_owned() };
    tree.refused.extend(hidden.into_iter().map(refuse));
    tree.files = Kept::new(blob).read(files, &mut tree.refused)?;
    tree.refused.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(tree)
}

/// A file that may be read.
pub(super) struct Found {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Where its bytes lie, links resolved.
    pub real: PathBuf,
}

/// What a walk found.
#[derive(Default)]
pub(super) struct Listing {
    /// Sorted by path.
    pub files: Vec<Found>,
    /// The folders that were entered, links resolved: that of the walk, and those that links led to.
    pub entered: Vec<PathBuf>,
    /// The files that links led to, links resolved.
    pub linked: Vec<PathBuf>,
    /// Sorted by path.
    pub refused: Vec<Refusal>,
}

/// Lists the files below `top`, a folder of the root or `""` for the root itself, but for names to skip.
/// `root` is a resolved path. No folder at all is an empty one.
pub(super) fn list(root: &Path, top: &str, skip: fn(&str) -> bool) -> anyhow::Result<Listing> {
    let place = if top.is_empty() { root.to_owned() } else { root.join(top) };
    let mut walk = Walk { root, skip, linked: BTreeSet::new(), queue: Vec::new(), listing: Listing::default() };
    match fs::symlink_metadata(&place) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", place.display())),
        Ok(metadata) if metadata.is_dir() => walk.queue.push((place, top.to_owned())),
        Ok(metadata) if metadata.is_symlink() => walk.link(&place, top.to_owned()),
        Ok(_) => walk.refuse(top.to_owned(), "is not a folder"),
    }
    while let Some((real, shown)) = walk.queue.pop() {
        walk.folder(&real, &shown)?;
    }
    walk.listing.files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walk.listing.refused.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(walk.listing)
}

struct Walk<'a> {
    root: &'a Path,
    skip: fn(&str) -> bool,
    /// Folders that a link led to. Each is entered by one link only, so that links cannot multiply the work.
    linked: BTreeSet<PathBuf>,
    queue: Vec<(PathBuf, String)>,
    listing: Listing,
}

impl Walk<'_> {
    fn folder(&mut self, real: &Path, shown: &str) -> anyhow::Result<()> {
        self.listing.entered.push(real.to_owned());
        let mut entries = WalkDir::new(real).min_depth(1).follow_links(false).into_iter();
        let mut links = Vec::new();
        while let Some(entry) = entries.next() {
            let entry = entry.context("cannot read a folder of the site")?;
            let enter = self.entry(&entry, real, shown, &mut links);
            if !enter && entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        }
        // The system gives entries in any order, and of two links to one folder the first is followed.
        links.sort_by(|(_, a), (_, b)| a.cmp(b));
        for (link, path) in links {
            self.link(&link, path);
        }
        Ok(())
    }

    /// Takes note of an entry; gives whether to look into it.
    fn entry(&mut self, entry: &DirEntry, real: &Path, shown: &str, links: &mut Vec<(PathBuf, String)>) -> bool {
        let path = joined(shown, real, entry.path());
        let Some(name) = entry.file_name().to_str() else {
            self.refuse(path, "has a name that is not valid UTF-8");
            return false;
        };
        let kind = entry.file_type();
        if (self.skip)(name) {
            return false;
        } else if kind.is_symlink() {
            links.push((entry.path().to_owned(), path));
        } else if kind.is_file() {
            self.listing.files.push(Found { path, real: entry.path().to_owned() });
        } else if !kind.is_dir() {
            self.refuse(path, NOT_REGULAR);
        }
        kind.is_dir()
    }

    fn link(&mut self, link: &Path, path: String) {
        let (Ok(target), Some(folder)) = (fs::canonicalize(link), link.parent()) else {
            return self.refuse(path, "is a link that leads nowhere");
        };
        let Ok(inside) = target.strip_prefix(self.root) else {
            return self.refuse(path, "is a link that leads out of the folder");
        };
        if inside.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".")) {
            return self.refuse(path, "is a link to something hidden");
        }
        if target.is_file() {
            self.listing.linked.push(target.clone());
            self.listing.files.push(Found { path, real: target });
        } else if !target.is_dir() {
            self.refuse(path, NOT_REGULAR);
        } else if folder.starts_with(&target) {
            self.refuse(path, "is a link to a folder that it lies in");
        } else if !self.linked.insert(target.clone()) {
            self.refuse(path, "is a link to a folder that another link leads to");
        } else {
            self.queue.push((target, path));
        }
    }

    fn refuse(&mut self, path: String, reason: &str) {
        self.listing.refused.push(Refusal { path, reason: reason.to_owned() });
    }
}

/// The path of what lies below `real`, which is shown as `shown`: with `/`, as text; what is not UTF-8 is replaced.
fn joined(shown: &str, real: &Path, path: &Path) -> String {
    // Taking a path apart costs more than all else that is done for a file.
    let plain = path.to_str().zip(real.to_str()).filter(|_| MAIN_SEPARATOR == '/');
    if let Some(below) = plain.and_then(|(path, real)| path.strip_prefix(real)?.strip_prefix('/')) {
        return if shown.is_empty() { below.to_owned() } else { [shown, below].join("/") };
    }
    let below = path.strip_prefix(real).unwrap_or(path);
    let mut path = shown.to_owned();
    for part in below {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&part.to_string_lossy());
    }
    path
}
