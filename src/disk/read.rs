//! The snapshot of a site's folder.
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, bail};

use super::file::{NOT_REGULAR, take};
use super::git::history;
use super::tree::{Found, LIMIT, list, read_all};
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
        format!("there is no {CONFIG} in {start} or above it: start a site with `casebook init`, or name its folder with --root")
    })
}

/// Reads everything that a build depends on.
///
/// Links are followed only to places inside the root. What lies there but cannot be taken (a fifo, a link that
/// leads out, text that is not UTF-8, more than 10 MiB) is in [`Snapshot::refused`].
///
/// # Errors
/// Where there are no settings, or a file cannot be read.
pub fn read(root: &Path, options: ReadOptions) -> anyhow::Result<Snapshot> {
    let root = fs::canonicalize(root).with_context(|| format!("cannot find the folder {}", root.display()))?;
    let config = settings(&root, &options.config)?;
    let cases =
        list(&root, "postmortems", |name| name.starts_with(['_', '.']) || name.eq_ignore_ascii_case("readme.md"))?;
    let templates = list(&root, "templates", |name| name.starts_with('.'))?;
    let assets = list(&root, "static", |_| false)?;
    let mut files = Files { refused: [cases.refused, templates.refused, assets.refused].concat() };
    let paths = [&cases.files, &templates.files, &assets.files].into_iter().flatten().map(|found| &*found.path);
    let paths: BTreeSet<String> = paths.chain([&*config.path]).map(str::to_owned).collect();
    let (cases, attachments) = cases.files.into_iter().partition(|found| is_markdown(&found.path));

    let ask = || if options.git { history(&root, paths) } else { History::default() };
    let read = || {
        anyhow::Ok((
            files.texts(cases)?,
            files.blobs(attachments)?,
            files.texts(templates.files)?,
            files.blobs(assets.files)?,
        ))
    };
    let (read, history) = rayon::join(read, ask);
    let (postmortems, attachments, templates, assets) = read?;
    let (as_of, drafts, base_url) = (options.as_of, options.drafts, options.base_url);
    let refused = files.into_refused();
    Ok(Snapshot {
        config: Arc::new(config),
        postmortems,
        attachments,
        templates,
        assets,
        refused,
        history,
        as_of,
        drafts,
        base_url,
    })
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
            bail!("there is no {given}: start a site with `casebook init`, or name its folder with --root")
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

/// Takes files, and keeps what it could not take.
struct Files {
    refused: Vec<Refusal>,
}

impl Files {
    fn texts(&mut self, files: Vec<Found>) -> anyhow::Result<Vec<Arc<Source>>> {
        self.take(files, |path, bytes| text(bytes).map(|text| Arc::new(Source::new(path, text))))
    }

    fn blobs(&mut self, files: Vec<Found>) -> anyhow::Result<Vec<Blob>> {
        self.take(files, |path, bytes| Ok(Blob { path: path.to_owned(), bytes: Arc::from(bytes) }))
    }

    fn into_refused(mut self) -> Vec<Refusal> {
        self.refused.sort_by(|a, b| a.path.cmp(&b.path));
        self.refused
    }

    fn take<T: Send>(
        &mut self,
        files: Vec<Found>,
        make: impl Fn(&str, Vec<u8>) -> Result<T, String> + Sync,
    ) -> anyhow::Result<Vec<T>> {
        let mut taken = Vec::with_capacity(files.len());
        for (path, result) in read_all(files, make)? {
            match result {
                Ok(file) => taken.push(file),
                Err(reason) => self.refused.push(Refusal { path, reason }),
            }
        }
        Ok(taken)
    }
}
