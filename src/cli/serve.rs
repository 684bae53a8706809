//! `casebook serve`.
use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use rayon::ThreadPool;

use super::build::counts;
use super::{Ended, Global, Terminal, browser, plural};
use crate::build::{self, Build, Readings};
use crate::diagnostic::{Diagnostic, Level, human};
use crate::disk::{Events, ReadOptions, Watch};
use crate::server::{Change, Desk, Server, interrupted};
use crate::snapshot::Snapshot;

/// Show the site while it is written
///
/// Serves the site from memory, drafts included, and follows every change: pages that are open show it without being
/// touched. While there are errors the last good version stays, and the errors are shown over it. Writes nothing to
/// the disk. Ends with Ctrl-C.
#[derive(Debug, Args)]
pub(super) struct Serve {
    /// Where to listen; where it is taken, the next port that is free. 0 takes any
    #[arg(long, value_name = "PORT", default_value = "4400")]
    port: u16,
    /// The address or name to listen at; any but this machine's own lets others in
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look for changes all the time, where the system does not tell of them
    #[arg(long)]
    poll: bool,
    /// Leave out what git knows
    #[arg(long)]
    no_git: bool,
}

impl Serve {
    /// Serves until the program is interrupted. Waiting is not for the threads of the pool.
    pub(super) fn run(
        &self,
        global: &Global,
        terminal: &Arc<Terminal>,
        pool: Arc<ThreadPool>,
    ) -> anyhow::Result<Ended> {
        let server = Server::bind(&self.host, self.port)?;
        let options = ReadOptions {
            config: global.config.clone(),
            drafts: true,
            base_url: Some(server.url()),
            git: !self.no_git,
            ..ReadOptions::new(global.as_of()?)
        };
        let events = if self.poll { Events::Ignored } else { Events::Heard };
        let watch = Watch::new(&global.root()?, options, events)?;
        let desk = Arc::new(Desk::default());
        let mut follower = Follower::new(global.clone(), terminal.clone(), desk.clone(), watch);
        // Without settings there is nothing to begin with, and who asked is told at once.
        pool.install(|| follower.begin())?;
        std::thread::spawn(move || follower.follow(&pool));
        let (url, address, private) = (server.url(), server.address(), server.is_private());
        server.run(&desk, interrupted(|| self.greet(&url, address, private, terminal)))?;
        terminal.note("Stopped.");
        Ok(Ended::Done)
    }

    fn greet(&self, url: &str, address: SocketAddr, private: bool, terminal: &Terminal) {
        if self.port != 0 && address.port() != self.port {
            terminal.note(&format!("Port {} is taken.", self.port));
        }
        if !private {
            terminal.findings(&format!(
                "warning: whoever reaches this machine at {address} can read the site, its drafts included\n"
            ));
        }
        // Programs that start this one read it.
        terminal.result(&format!("{url}\n"));
        terminal.note("Every change is shown as soon as it is saved. Ctrl-C ends.");
        if self.open && !browser::open(url) {
            terminal.note(&format!("No browser could be opened; open {url}"));
        }
    }
}

/// Takes each change to the desk.
struct Follower {
    global: Global,
    terminal: Arc<Terminal>,
    desk: Arc<Desk>,
    watch: Watch,
    readings: Readings,
    /// What was read last.
    last: Option<Snapshot>,
    /// What the version that is shown was made of.
    shown: Option<Snapshot>,
    /// What the terminal has said of the newest version.
    told: Vec<Diagnostic>,
    failure: Option<String>,
}

impl Follower {
    fn new(global: Global, terminal: Arc<Terminal>, desk: Arc<Desk>, watch: Watch) -> Self {
        let readings = Readings::default();
        Self { global, terminal, desk, watch, readings, last: None, shown: None, told: Vec::new(), failure: None }
    }

    fn begin(&mut self) -> anyhow::Result<()> {
        if let Some(snapshot) = self.watch.read()? {
            self.take(snapshot, Instant::now());
        }
        Ok(())
    }

    fn follow(mut self, pool: &ThreadPool) {
        let mut polling = self.watch.is_polling();
        loop {
            self.watch.wait();
            if self.watch.is_polling() && !polling {
                polling = true;
                self.terminal.note("The system does not tell of all changes here: looking for them from now on.");
            }
            pool.install(|| self.step());
        }
    }

    fn step(&mut self) {
        let begun = Instant::now();
        match self.watch.read_patiently() {
            Ok(Some(snapshot)) => self.take(snapshot, begun),
            Ok(None) if self.failure.take().is_some() => self.desk.keep(&errors(&self.told)),
            Ok(None) => {}
            Err(error) => self.fail(&error),
        }
    }

    /// Builds a snapshot, and shows it unless there are errors; the very first one in any case.
    fn take(&mut self, mut snapshot: Snapshot, begun: Instant) {
        if let Ok(as_of) = self.global.as_of() {
            snapshot.as_of = as_of;
        }
        let what = self.last.replace(snapshot.clone()).map(|last| said(&snapshot.differences(&last)));
        let change = self.shown.as_ref().map_or(Change::Pages, |shown| kind(&snapshot.differences(shown)));
        self.failure = None;
        let read = begun.elapsed();
        let Build { output, findings, site, .. } = build::build(snapshot.clone(), &mut self.readings);
        let built = begun.elapsed().saturating_sub(read);
        let errors = errors(&findings);
        let stays = match &self.shown {
            _ if errors.is_empty() => "",
            Some(_) => "; the last good version stays",
            None => "; what can be read is shown",
        };
        if site.is_some() && (errors.is_empty() || self.shown.is_none()) {
            self.desk.show(output, change, &errors);
            self.shown = Some(snapshot);
        } else {
            self.desk.keep(&errors);
        }
        self.terminal.detail(&format!("Looked for {read:.1?}, understood in {built:.1?}."));
        let cases = site.map_or(0, |site| site.corpus.all().len());
        let what = what.unwrap_or_else(|| plural(cases, "case", "cases"));
        self.tell(&what, findings, &format!("{:.2} s{stays}", begun.elapsed().as_secs_f64()));
    }

    /// Says what has changed and took how long, and those findings that were not there before.
    fn tell(&mut self, what: &str, findings: Vec<Diagnostic>, rest: &str) {
        let known: HashSet<(&str, &str)> = self.told.iter().map(key).collect();
        let new: Vec<Diagnostic> = findings.iter().filter(|finding| !known.contains(&key(finding))).cloned().collect();
        self.terminal.findings(&human::render(&new, self.terminal.style()));
        let found = if findings.is_empty() { "no findings".to_owned() } else { counts(&findings) };
        self.terminal.note(&format!("{what}: {found}; {rest}."));
        self.told = findings;
    }

    fn fail(&mut self, error: &anyhow::Error) {
        let why = format!("error: {error:#}");
        if self.failure.as_ref() != Some(&why) {
            self.terminal.failure(error);
            self.desk.fail(&why);
            self.failure = Some(why);
        }
    }
}

fn key(finding: &Diagnostic) -> (&str, &str) {
    (&finding.place().source.path, &finding.message)
}

fn errors(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    findings.iter().filter(|finding| finding.level == Level::Deny).cloned().collect()
}

/// What a change is to pages that are open.
fn kind(paths: &[&str]) -> Change {
    let style = |path: &&str| path.starts_with("static/") && matches!(path.rsplit_once('.'), Some((_, "css")));
    if paths.iter().all(style) { Change::Styles } else { Change::Pages }
}

/// `postmortems/pool.md`, `3 files`.
fn said(paths: &[&str]) -> String {
    match paths {
        [path] => (*path).to_owned(),
        _ => plural(paths.len(), "file", "files"),
    }
}
