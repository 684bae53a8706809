//! The snapshot of a site's folder.
use std::fs;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::file::{NOT_REGULAR, take};
use super::git::history;
use super::kept::{Kept, blob};
use super::places::Places;
use super::tree::{LIMIT, Listing, list};
use crate::diagnostic::line_column;
use crate::snapshot::{AsOf, Blob, History, Snapshot};
use crate::source::Source;

/// The name of a site's settings.
const CONFIG: &str = "site.toml";

/// What a snapshot takes besides the files.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The settings, from the root.
    pub config: PathBuf,
    /// The day it is.
    pub as_of: AsOf,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Overrides `base_url` of the settings.
    pub base_url: Option<String>,
    /// Whether git is asked.
    pub git: bool,
}

impl ReadOptions {
    /// What a plain `build` takes.
    #[must_use]
    pub fn new(as_of: AsOf) -> Self {
        Self { config: CONFIG.into(), as_of, drafts: false, base_url: None, git: true }
    }
}

/// The nearest folder with a `site.toml`, from `start` upwards, links resolved.
///
/// # Errors
/// Where there is none.
pub fn find_root(start: &Path) -> anyhow::Result<PathBuf> {
    let from = fs::canonicalize(start).with_context(|| format!("cannot find the folder {}", start.display()))?;
    let root = from.ancestors().find(|folder| folder.join(CONFIG).is_file());
    root.map(Path::to_owned).with_context(|| {
        let start = from.display();
        format!("there is no {CONFIG} in {start} or above it: write one there, or name the site's folder with --root")
    })
}

/// Reads everything that a build depends on.
///
/// Links are followed only to places inside the root. What lies there but cannot be taken (a fifo, a link that
/// leads out, text that is not UTF-8, more than 10 MiB) is in [`Snapshot::refused`].
///
/// # Errors
/// Where there are no settings, or a file cannot be read.
pub fn read(root: &Path, options: &ReadOptions) -> anyhow::Result<Snapshot> {
    Reader::new(root, options.clone())?.read()
}

/// Reads a site's folder again and again. What has not changed is the same thing in every snapshot.
pub(super) struct Reader {
    root: PathBuf,
    options: ReadOptions,
    config: Option<Arc<Source>>,
    cases: Kept<Arc<Source>>,
    attachments: Kept<Blob>,
    templates: Kept<Arc<Source>>,
    assets: Kept<Blob>,
    /// Asked for once: what is committed says little about what is being written.
    history: Option<Arc<History>>,
    places: Places,
}

impl Reader {
    pub(super) fn new(root: &Path, options: ReadOptions) -> anyhow::Result<Self> {
        Ok(Self {
            root: fs::canonicalize(root).with_context(|| format!("cannot find the folder {}", root.display()))?,
            options,
            config: None,
            cases: Kept::new(source),
            attachments: Kept::new(blob),
            templates: Kept::new(source),
            assets: Kept::new(blob),
            history: None,
            places: Places::default(),
        })
    }

    /// Takes a snapshot.
    pub(super) fn read(&mut self) -> anyhow::Result<Snapshot> {
        self.places = Places::around(&self.root, &self.options.config);
        let config = settings(&self.root, &self.options.config)?;
        let listings = Listings::new(&self.root)?;
        listings.all().into_iter().for_each(|listing| self.places.add(listing));
        let paths = || listings.paths().chain([&*config.path]).map(str::to_owned).collect();
        let unasked = (self.options.git && self.history.is_none()).then(paths);
        let root = self.root.clone();
        let ask = || unasked.map(|paths| history(&root, paths)).unwrap_or_default();
        let (snapshot, history) = rayon::join(|| self.take(config, listings), ask);
        let mut snapshot = snapshot?;
        snapshot.history = self.history.get_or_insert_with(|| Arc::new(history)).clone();
        Ok(snapshot)
    }

    fn take(&mut self, config: Source, listings: Listings) -> anyhow::Result<Snapshot> {
        let config = self.config.take().filter(|known| **known == config).unwrap_or_else(|| Arc::new(config));
        self.config = Some(config.clone());
        let Listings { cases, templates, assets } = listings;
        let mut refused = [cases.refused, templates.refused, assets.refused].concat();
        let (cases, attachments) = cases.files.into_iter().partition(|found| is_markdown(&found.path));
        let mut snapshot = Snapshot {
            attachments: self.attachments.read(attachments, &mut refused)?,
            templates: self.templates.read(templates.files, &mut refused)?,
            assets: self.assets.read(assets.files, &mut refused)?,
            drafts: self.options.drafts,
            base_url: self.options.base_url.clone(),
            ..Snapshot::new(config, self.cases.read(cases, &mut refused)?, self.options.as_of)
        };
        refused.sort_by(|a, b| a.path.cmp(&b.path));
        snapshot.refused = refused;
        Ok(snapshot)
    }

    /// What has to be watched, as of the last snapshot.
    pub(super) const fn places(&self) -> &Places {
        &self.places
    }
}

/// What lies in the folders of a site.
struct Listings {
    cases: Listing,
    templates: Listing,
    assets: Listing,
}

impl Listings {
    fn new(root: &Path) -> anyhow::Result<Self> {
        let not_a_case = |name: &str| name.starts_with(['_', '.']) || name.eq_ignore_ascii_case("readme.md");
        Ok(Self {
            cases: list(root, "postmortems", not_a_case)?,
            // Editors keep their swap files there.
            templates: list(root, "templates", |name| name.starts_with('.'))?,
            assets: list(root, "static", |_| false)?,
        })
    }

    const fn all(&self) -> [&Listing; 3] {
        [&self.cases, &self.templates, &self.assets]
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.all().into_iter().flat_map(|listing| &listing.files).map(|found| &*found.path)
    }
}

fn is_markdown(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

/// Reads the settings. Without them there is no site, so whatever is wrong with the file ends the build.
fn settings(root: &Path, path: &Path) -> anyhow::Result<Source> {
    let given = root.join(path);
    let real = match fs::canonicalize(&given) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let given = given.display();
            bail!("there is no {given}: write one there, or name the site's folder with --root")
        }
        found => found.with_context(|| format!("cannot read {}", given.display()))?,
    };
    let Some(name) = real.strip_prefix(root).ok().and_then(Path::to_str) else {
        bail!("{} lies outside the site's folder, or has a name that is not UTF-8", given.display())
    };
    // Checked before it is opened: opening a device can have effects of its own.
    let taken = if real.is_file() { take(&real, LIMIT)?.bytes } else { Err(NOT_REGULAR.to_owned()) };
    match taken.and_then(text) {
        Ok(text) => Ok(Source::new(name.replace(MAIN_SEPARATOR, "/"), text)),
        Err(reason) => bail!("{} {reason}", given.display()),
    }
}

/// Bytes as text, or where they are not.
fn text(bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        let before = String::from_utf8_lossy(&error.as_bytes()[..offset]);
        let at = line_column(&before, before.len());
        format!("is not valid UTF-8: byte {byte:#04x} at line {}, column {}; save it as UTF-8", at.line, at.column)
    })
}

fn source(path: &str, bytes: Vec<u8>) -> Result<Arc<Source>, String> {
    text(bytes).map(|text| Arc::new(Source::new(path, text)))
}
