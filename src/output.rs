//! The finished site: paths, and files that are bytes or recipes for bytes.
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::fmt;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// A path below the site's root: relative, `/`-separated, no `.` or `..` or empty part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Wraps a path that the program itself made.
    ///
    /// # Panics
    /// Where the path is absolute or has an empty, `.` or `..` part: a fault of ours.
    #[must_use]
    pub fn new(path: &str) -> Self {
        assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")), "not a path below the site: {path:?}");
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SitePath {
    /// Whether it is a page for people.
    #[must_use]
    pub fn is_page(&self) -> bool {
        self.0.rsplit_once('.').is_some_and(|(_, extension)| extension == "html")
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes the bytes of one file when they are asked for. A fault of a template is a finding.
pub type Recipe = Box<dyn Fn() -> Result<Vec<u8>, Diagnostic> + Send + Sync>;

/// Takes the files of a group one by one, each by its path below the group's folder; from any thread. The same file
/// may come more than once.
pub type Sink<'a> = dyn Fn(SitePath, Vec<u8>) + Sync + 'a;

/// Makes the files of a group, which are known only once they are made, and gives each away as soon as it is there.
/// What leads to other files of the group has to come after them.
pub type GroupRecipe = Box<dyn Fn(&Sink<'_>) + Send + Sync>;

/// What lies at a path.
pub enum Entry {
    /// Bytes that are there already.
    Bytes(Arc<[u8]>),
    /// Bytes that are made when asked for.
    Recipe(Recipe),
}

impl Entry {
    /// The file's bytes.
    ///
    /// # Errors
    /// The finding of a recipe that could not make them.
    pub fn bytes(&self) -> Result<Arc<[u8]>, Diagnostic> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.clone()),
            Self::Recipe(make) => make().map(Arc::from),
        }
    }
}

/// The files of the site, in path order.
#[derive(Default)]
pub struct Output {
    entries: BTreeMap<SitePath, Entry>,
    groups: BTreeMap<String, GroupRecipe>,
}

impl Output {
    /// Adds a file that is there already.
    ///
    /// # Panics
    /// Where two emitters claim one path: a fault of ours.
    pub fn insert(&mut self, path: SitePath, bytes: impl Into<Arc<[u8]>>) {
        self.add(path, Entry::Bytes(bytes.into()));
    }

    /// Adds a file that is made when asked for.
    ///
    /// # Panics
    /// Where two emitters claim one path: a fault of ours.
    pub fn recipe(&mut self, path: SitePath, make: impl Fn() -> Result<Vec<u8>, Diagnostic> + Send + Sync + 'static) {
        self.add(path, Entry::Recipe(Box::new(make)));
    }

    /// Adds files that are made together, all below `prefix` (`search/`): a folder that belongs to the site alone.
    ///
    /// # Panics
    /// Where two emitters claim one prefix: a fault of ours.
    pub fn group(&mut self, prefix: &str, make: impl Fn(&Sink<'_>) + Send + Sync + 'static) {
        let clash = self.groups.insert(prefix.to_owned(), Box::new(make));
        assert!(clash.is_none(), "two groups for {prefix}");
    }

    /// What lies at a path, groups aside.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&Entry> {
        self.entries.get(path)
    }

    /// All single files, in path order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&SitePath, &Entry)> {
        self.entries.iter()
    }

    /// All groups, by prefix.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = (&str, &GroupRecipe)> {
        self.groups.iter().map(|(prefix, make)| (prefix.as_str(), make))
    }

    fn add(&mut self, path: SitePath, entry: Entry) {
        match self.entries.entry(path) {
            Slot::Vacant(free) => drop(free.insert(entry)),
            Slot::Occupied(taken) => panic!("two files for {}", taken.key()),
        }
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.entries.keys().map(SitePath::as_str)).entries(self.groups.keys()).finish()
    }
}
