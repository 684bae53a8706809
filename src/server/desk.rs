//! What all browsers are shown: the last good version, and what stands in the way of the next.
use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::watch;

use super::groups::Groups;
use super::news::{MOST, News};
use super::shown::{Found, Shown};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::human::{Style, render};
use crate::output::Output;

/// Versions go in here, and answers come out.
pub struct Desk {
    shown: RwLock<Option<Arc<Shown>>>,
    groups: Arc<Groups>,
    news: watch::Sender<News>,
}

/// In what a version differs from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// In styles only, which pages can take over as they are.
    Styles,
    /// In anything.
    Pages,
}

/// How wide findings are in a browser, in characters.
const WIDTH: usize = 100;

impl Default for Desk {
    fn default() -> Self {
        Self { shown: RwLock::default(), groups: Arc::default(), news: watch::Sender::new(News::default()) }
    }
}

impl Desk {
    /// Shows a new version, with what is wrong with it all the same; open pages follow.
    pub fn show(&self, output: Output, change: Change, faults: &[Diagnostic]) {
        self.news.send_modify(|news| {
            *(if change == Change::Styles { &mut news.styles } else { &mut news.pages }) += 1;
            let shown = Arc::new(Shown::new(output, news.pages, news.styles));
            let old = self.shown.write().unwrap_or_else(PoisonError::into_inner).replace(shown.clone());
            // A large site takes its time to be forgotten.
            std::thread::spawn(move || drop(old));
            self.groups.renew(&shown);
            tell(news, texts(faults));
        });
    }

    /// Keeps the version that is shown, and says over it what stands in the way of the next.
    pub fn keep(&self, faults: &[Diagnostic]) {
        self.news.send_modify(|news| tell(news, texts(faults)));
    }

    /// The same, for what is not a fault of the content.
    pub fn fail(&self, why: &str) {
        self.news.send_modify(|news| tell(news, (vec![why.to_owned()], 1)));
    }

    /// What lies at a decoded path without its first slash.
    pub(super) fn find(&self, path: &str) -> Option<(Arc<Shown>, Found)> {
        let shown = self.shown()?;
        let found = match self.groups.find(path, &shown) {
            Some(bytes) => Found::Made(bytes),
            None => shown.find(path),
        };
        Some((shown, found))
    }

    /// What pages are told.
    pub(super) fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    fn shown(&self) -> Option<Arc<Shown>> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One finding as people see it in the terminal.
pub(super) fn text(fault: &Diagnostic) -> String {
    render(std::slice::from_ref(fault), Style { colour: false, width: WIDTH }).trim_end().to_owned()
}

fn texts(faults: &[Diagnostic]) -> (Vec<String>, usize) {
    (faults.iter().take(MOST).map(text).collect(), faults.len())
}

fn tell(news: &mut News, (faults, count): (Vec<String>, usize)) {
    news.faults = faults.into();
    news.count = count;
}
