//! One version of the site, of which only what is asked for is made.
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::output::{Output, SitePath};

/// A version of the site.
pub(super) struct Shown {
    /// Its files.
    pub output: Output,
    /// How often anything but styles had changed.
    pub pages: u64,
    /// How often styles had changed.
    pub styles: u64,
    made: Mutex<VecDeque<(SitePath, Arc<[u8]>)>>,
}

/// What lies at an address.
pub(super) enum Found {
    /// A file.
    File(SitePath, Arc<[u8]>),
    /// A file of a group, of this version or the one before it.
    Made(Arc<[u8]>),
    /// A folder with an index, whose address ends in a slash.
    Folder,
    /// A file that cannot be made.
    Fault(Box<Diagnostic>),
    /// Nothing.
    Nothing,
}

/// How many made files are kept: those of the pages that are open, since a browser asks for each again and again.
const KEPT: usize = 64;

impl Shown {
    pub(super) fn new(output: Output, pages: u64, styles: u64) -> Self {
        Self { output, pages, styles, made: Mutex::default() }
    }

    /// Looks up a decoded path without its first slash; files of groups aside.
    pub(super) fn find(&self, path: &str) -> Found {
        let index = path.is_empty() || path.ends_with('/');
        let Some(file) = site_path(&if index { format!("{path}index.html") } else { path.to_owned() }) else {
            return Found::Nothing;
        };
        if self.output.get(&file).is_some() {
            return self.make(file);
        }
        match site_path(&format!("{path}/index.html")) {
            Some(index) if self.output.get(&index).is_some() => Found::Folder,
            _ => Found::Nothing,
        }
    }

    fn make(&self, path: SitePath) -> Found {
        if let Some(known) = self.known(&path) {
            return Found::File(path, known);
        }
        match self.output.get(&path).map(crate::output::Entry::bytes) {
            None => Found::Nothing,
            Some(Err(fault)) => Found::Fault(Box::new(fault)),
            Some(Ok(bytes)) => {
                self.keep(&path, &bytes);
                Found::File(path, bytes)
            }
        }
    }

    fn known(&self, path: &SitePath) -> Option<Arc<[u8]>> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter().find(|(known, _)| known == path).map(|(_, bytes)| bytes.clone())
    }

    fn keep(&self, path: &SitePath, bytes: &Arc<[u8]>) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.truncate(KEPT - 1);
        made.push_front((path.clone(), bytes.clone()));
    }
}

/// A path from outside as one of the site's, if it can be one.
fn site_path(path: &str) -> Option<SitePath> {
    path.split('/').all(|part| !matches!(part, "" | "." | "..")).then(|| SitePath::new(path))
}
