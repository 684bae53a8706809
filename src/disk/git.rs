//! What git knows of the site's folder; nothing where it cannot be asked or would answer wrongly.
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use jiff::Timestamp;

use crate::snapshot::{Commit, History};

/// What of the environment git sees: enough to run and to find its settings (`safe.directory`), and none of
/// the variables by which a hook or a caller points it at another repository.
const ENVIRONMENT: [&str; 6] = ["PATH", "HOME", "XDG_CONFIG_HOME", "USERPROFILE", "SYSTEMROOT", "TMPDIR"];

/// Settings that would run programs, ask the network or change what is printed.
const SETTINGS: [&str; 6] = [
    "core.fsmonitor=false",
    "core.quotePath=false",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.follow=false",
    "protocol.allow=never",
];

/// Asks for the last commit of each file, by its path from the root. In a shallow clone only the commit that
/// is checked out is true: the oldest one there seems to have made every file.
pub(super) fn history(root: &Path, paths: BTreeSet<String>) -> History {
    let Some(head) = answer(root, &["log", "-1", "--format=%H %ct", "--no-show-signature"]) else {
        return History::default();
    };
    let head = commit(head.trim());
    let shallow = answer(root, &["rev-parse", "--is-shallow-repository"]);
    let whole = shallow.is_some_and(|answer| answer.trim() == "false");
    let files = if whole { files(root, paths).unwrap_or_default() } else { BTreeMap::new() };
    History { head, files }
}

/// The address of the remote `origin` of the repository that a folder lies in, as git has it.
#[must_use]
pub fn origin(folder: &Path) -> Option<String> {
    answer(folder, &["config", "--get", "remote.origin.url"]).filter(|address| !address.trim().is_empty())
}

/// The paths from the root that differ between the files as they lie there and the commit at which HEAD and `revision`
/// parted; files that git does not know yet are among them, and files that are gone.
///
/// # Errors
/// Where git cannot tell.
pub fn changed(root: &Path, revision: &str) -> anyhow::Result<BTreeSet<String>> {
    ensure!(!revision.starts_with('-'), "{revision} is not a revision");
    let base = answer(root, &["merge-base", revision, "HEAD"]);
    let base = base.with_context(|| {
        format!("git finds no commit at which {revision} and HEAD parted: fetch more of the history, or check the name")
    })?;
    let diff = ["diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv"];
    let known = answer(root, &[&diff[..], &[base.trim(), "--"]].concat());
    let new = answer(root, &["ls-files", "-z", "--others", "--exclude-standard"]);
    let (known, new) = known.zip(new).context("git cannot tell which files have changed")?;
    Ok(known.split('\0').chain(new.split('\0')).filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// Where the root lies in its repository: `docs/incidents/`, or nothing where it is the repository or there is none.
#[must_use]
pub fn prefix(root: &Path) -> String {
    answer(root, &["rev-parse", "--show-prefix"]).unwrap_or_default().trim_end_matches('\n').to_owned()
}

/// One pass over the log, newest first, that ends when the last file has been seen.
fn files(root: &Path, mut wanted: BTreeSet<String>) -> Option<BTreeMap<String, Commit>> {
    // A file that was never committed would keep the pass from ending early.
    let tracked = answer(root, &["ls-files", "-z"])?;
    let tracked: BTreeSet<&str> = tracked.split('\0').collect();
    wanted.retain(|path| tracked.contains(path.as_str()));
    let tops: BTreeSet<&str> = wanted.iter().filter_map(|path| path.split('/').next()).collect();
    let log = ["log", "--format=%x01%H %ct", "--name-only", "-z", "--relative", "--no-renames", "--no-color"];
    let more = ["--no-show-signature", "--no-ext-diff", "--no-textconv", "--"];
    let mut child = git(root).args(log).args(more).args(&tops).stdout(Stdio::piped()).spawn().ok()?;
    let found = child.stdout.take().map(|out| first_seen(BufReader::new(out), wanted));
    // It may be in the middle of its answer; whether it could be ended does not matter any more.
    drop(child.kill());
    drop(child.wait());
    found
}

/// Reads `\x01COMMIT TIME`, then a line break and the paths it touched, all ended by zero bytes.
fn first_seen(mut log: impl BufRead, mut wanted: BTreeSet<String>) -> BTreeMap<String, Commit> {
    let (mut seen, mut current, mut record) = (BTreeMap::new(), None, Vec::new());
    while !wanted.is_empty() && log.read_until(0, &mut record).is_ok_and(|length| length > 0) {
        let text = std::str::from_utf8(&record).unwrap_or_default().trim_end_matches('\0');
        if let Some(head) = text.strip_prefix('\x01') {
            current = commit(head);
        } else if let (Some(commit), Some(path)) = (&current, wanted.take(text.strip_prefix('\n').unwrap_or(text))) {
            seen.insert(path, Commit::clone(commit));
        }
        record.clear();
    }
    seen
}

/// Reads `COMMIT SECONDS`.
fn commit(line: &str) -> Option<Commit> {
    let (id, seconds) = line.split_once(' ')?;
    let date = Timestamp::from_second(seconds.parse().ok()?).ok()?;
    Some(Commit { id: Arc::from(id), date })
}

/// What git prints, unless it fails.
fn answer(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = git(root).args(arguments).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.env_clear().envs(ENVIRONMENT.iter().filter_map(|&name| Some((name, std::env::var_os(name)?))));
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_LITERAL_PATHSPECS", "1");
    command.arg("--no-pager").args(SETTINGS.iter().flat_map(|setting| ["-c", setting])).arg("-C").arg(root);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}
