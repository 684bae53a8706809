//! The snapshot of a site's folder.
use std::fs;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::file::{NOT_REGULAR, take};
use super::git::history;
use super::tree::{Found, LIMIT, Listing, list, read_all};
use crate::snapshot::{AsOf, Blob, History, Refusal, Snapshot};
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
    let root = fs::canonicalize(root).with_context(|| format!("cannot find the folder {}", root.display()))?;
    let config = settings(&root, &options.config)?;
    let listings = Listings::new(&root)?;
    let paths = listings.paths().chain([&*config.path]).map(str::to_owned).collect();
    let ask = || if options.git { history(&root, paths) } else { History::default() };
    let mut snapshot = empty(config, options);
    let (read, history) = rayon::join(|| listings.read_into(&mut snapshot), ask);
    read?;
    snapshot.history = history;
    snapshot.refused.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(snapshot)
}

fn empty(config: Source, options: &ReadOptions) -> Snapshot {
    Snapshot {
        config: Arc::new(config),
        postmortems: Vec::new(),
        attachments: Vec::new(),
        templates: Vec::new(),
        assets: Vec::new(),
        refused: Vec::new(),
        history: History::default(),
        as_of: options.as_of,
        drafts: options.drafts,
        base_url: options.base_url.clone(),
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

    fn paths(&self) -> impl Iterator<Item = &str> {
        let all = [&self.cases, &self.templates, &self.assets];
        all.into_iter().flat_map(|listing| &listing.files).map(|found| &*found.path)
    }

    fn read_into(self, snapshot: &mut Snapshot) -> anyhow::Result<()> {
        let (cases, attachments) = self.cases.files.into_iter().partition(|found| is_markdown(&found.path));
        let refused = &mut snapshot.refused;
        refused.extend([self.cases.refused, self.templates.refused, self.assets.refused].concat());
        snapshot.postmortems = take_all(cases, refused, source)?;
        snapshot.attachments = take_all(attachments, refused, blob)?;
        snapshot.templates = take_all(self.templates.files, refused, source)?;
        snapshot.assets = take_all(self.assets.files, refused, blob)?;
        Ok(())
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
    let taken = if real.is_file() { take(&real, LIMIT)? } else { Err(NOT_REGULAR.to_owned()) };
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
        format!("is not valid UTF-8: byte {byte:#04x} at {offset}")
    })
}

fn source(path: &str, bytes: Vec<u8>) -> Result<Arc<Source>, String> {
    text(bytes).map(|text| Arc::new(Source::new(path, text)))
}

#[expect(clippy::unnecessary_wraps, reason = "`source` may refuse, and both are taken alike")]
fn blob(path: &str, bytes: Vec<u8>) -> Result<Blob, String> {
    Ok(Blob { path: path.to_owned(), bytes: Arc::from(bytes) })
}

/// Reads files, and sets aside those that cannot be taken.
fn take_all<T: Send>(
    files: Vec<Found>,
    refused: &mut Vec<Refusal>,
    make: fn(&str, Vec<u8>) -> Result<T, String>,
) -> anyhow::Result<Vec<T>> {
    let mut taken = Vec::with_capacity(files.len());
    for (path, result) in read_all(files, make)? {
        match result {
            Ok(file) => taken.push(file),
            Err(reason) => refused.push(Refusal { path, reason }),
        }
    }
    Ok(taken)
}
