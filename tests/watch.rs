//! Changes to a folder, in the ways in which editors, programs and file systems make them.
#![allow(clippy::disallowed_methods, reason = "these tests change files")]
mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use casebook::disk::{Events, ReadOptions, Watch};
use casebook::snapshot::{AsOf, Snapshot};

struct Site {
    folder: tempfile::TempDir,
    watch: Watch,
    last: Snapshot,
}

impl Site {
    fn new(events: Events) -> Self {
        Self::with(events, |_| ())
    }

    fn with(events: Events, more: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        write(&root.join("site/site.toml"), common::SITE);
        write(&root.join("site/postmortems/a.md"), "one");
        write(&root.join("site/postmortems/2026/b.md"), "two");
        more(&root.join("site"));
        let options = ReadOptions { git: false, ..ReadOptions::new(AsOf::Date(jiff::civil::date(2026, 11, 21))) };
        let mut watch = Watch::new(&root.join("site"), options, events).expect("a folder");
        let last = watch.read().expect("a site").expect("the first snapshot");
        Self { folder, watch, last }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    /// Makes a change; gives the paths that the next snapshots differ in, once `done`.
    fn until(&mut self, change: impl FnOnce(&Self), done: impl Fn(&Snapshot) -> bool) -> usize {
        change(self);
        for snapshots in 1..1_000 {
            while {
                self.watch.wait();
                let next = self.watch.read_patiently().expect("a site");
                let same = next.is_none();
                self.last = next.unwrap_or_else(|| self.last.clone());
                same
            } {}
            if done(&self.last) {
                return snapshots;
            }
        }
        panic!("it never came");
    }

    /// The same, where an event has to tell of it.
    fn hear(&mut self, change: impl FnOnce(&Self), done: impl Fn(&Snapshot) -> bool) -> usize {
        let snapshots = self.until(change, done);
        assert!(self.watch.was_told() && !self.watch.is_polling(), "no event came");
        snapshots
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn text<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a str> {
    let all = snapshot.postmortems.iter().chain(&snapshot.templates).chain([&snapshot.config]);
    all.into_iter().find(|source| source.path == path).map(|source| source.text.as_str())
}

/// Whether a file says something.
fn says<'a>(path: &'a str, words: &'a str) -> impl Fn(&Snapshot) -> bool + 'a {
    move |snapshot| text(snapshot, path).is_some_and(|text| text.contains(words))
}

#[test]
fn saving_in_place_and_by_rename_is_noticed() {
    let mut site = Site::new(Events::Heard);
    site.hear(|site| write(&site.path("postmortems/a.md"), "three"), says("postmortems/a.md", "three"));
    let swap = |site: &Site| {
        write(&site.path("postmortems/2026/b.md~"), "four");
        fs::rename(site.path("postmortems/2026/b.md~"), site.path("postmortems/2026/b.md")).expect("a file");
    };
    site.hear(swap, says("postmortems/2026/b.md", "four"));
    let aside = |site: &Site| {
        fs::rename(site.path("site.toml"), site.path("site.toml~")).expect("a file");
        write(&site.path("site.toml"), &common::SITE.replace("Test site", "Renamed"));
        fs::remove_file(site.path("site.toml~")).expect("a file");
    };
    site.hear(aside, says("site.toml", "Renamed"));
    site.hear(
        |site| fs::remove_file(site.path("postmortems/a.md")).expect("a file"),
        |snapshot| text(snapshot, "postmortems/a.md").is_none(),
    );
}

#[test]
fn folders_that_appear_later_are_watched() {
    let mut site = Site::new(Events::Heard);
    site.hear(|site| write(&site.path("postmortems/x/y/z/c.md"), "deep"), says("postmortems/x/y/z/c.md", "deep"));
    site.hear(|site| write(&site.path("postmortems/x/y/z/c.md"), "again"), says("postmortems/x/y/z/c.md", "again"));
    site.hear(|site| write(&site.path("templates/home.html"), "mine"), says("templates/home.html", "mine"));
    site.hear(|site| write(&site.path("templates/home.html"), "better"), says("templates/home.html", "better"));
    let logo =
        |bytes: &'static [u8]| move |snapshot: &Snapshot| snapshot.assets.iter().any(|blob| *blob.bytes == *bytes);
    site.hear(|site| write(&site.path("static/logo.svg"), "<svg/>"), logo(b"<svg/>"));
    site.hear(|site| write(&site.path("static/logo.svg"), "<svg></svg>"), logo(b"<svg></svg>"));
}

#[test]
fn a_folder_that_is_replaced_is_watched_again() {
    let mut site = Site::new(Events::Heard);
    let replace = |site: &Site| {
        fs::rename(site.path("postmortems"), site.path("before")).expect("a folder");
        write(&site.path("postmortems/new.md"), "new");
    };
    site.hear(replace, says("postmortems/new.md", "new"));
    site.hear(|site| write(&site.path("postmortems/new.md"), "newer"), says("postmortems/new.md", "newer"));
    assert_eq!(text(&site.last, "postmortems/a.md"), None);
}

#[test]
fn a_burst_is_few_snapshots() {
    let mut site = Site::new(Events::Heard);
    let burst = |site: &Site| (0..500).for_each(|nth| write(&site.path(&format!("postmortems/n/{nth}.md")), "many"));
    let snapshots = site.hear(burst, |snapshot| snapshot.postmortems.len() == 502);
    assert!(snapshots < 50, "{snapshots} snapshots for 500 files");
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_inside_the_root_is_watched() {
    let link = |root: &Path| {
        write(&root.join("shared/folder/c.md"), "one");
        write(&root.join("shared/file/d.md"), "one");
        std::os::unix::fs::symlink(root.join("shared/folder"), root.join("postmortems/linked")).expect("a link");
        std::os::unix::fs::symlink(root.join("shared/file/d.md"), root.join("postmortems/d.md")).expect("a link");
    };
    let mut site = Site::with(Events::Heard, link);
    site.hear(|site| write(&site.path("shared/folder/c.md"), "two"), says("postmortems/linked/c.md", "two"));
    site.hear(|site| write(&site.path("shared/folder/new/e.md"), "new"), says("postmortems/linked/new/e.md", "new"));
    site.hear(|site| write(&site.path("shared/file/d.md"), "two"), says("postmortems/d.md", "two"));
    let another = |site: &Site| {
        write(&site.path("other/f.md"), "one");
        std::os::unix::fs::symlink(site.path("other"), site.path("postmortems/other")).expect("a link");
    };
    site.hear(another, says("postmortems/other/f.md", "one"));
    site.hear(|site| write(&site.path("other/f.md"), "two"), says("postmortems/other/f.md", "two"));
}

#[test]
fn without_events_changes_are_found_by_looking() {
    let mut site = Site::new(Events::Ignored);
    assert!(site.watch.is_polling());
    site.until(|site| write(&site.path("postmortems/a.md"), "three"), says("postmortems/a.md", "three"));
    site.until(|site| write(&site.path("templates/new/home.html"), "mine"), says("templates/new/home.html", "mine"));
    assert!(!site.watch.was_told());
}

#[test]
fn what_is_as_it_was_is_no_change_and_the_same_thing() {
    let mut site = Site::new(Events::Heard);
    let before = site.last.clone();
    write(&site.path("postmortems/a.md"), "one");
    write(&site.path("notes.txt"), "nobody asks for this");
    assert!(site.watch.read().expect("a site").is_none());
    site.hear(|site| write(&site.path("postmortems/2026/b.md"), "other"), says("postmortems/2026/b.md", "other"));
    let find =
        |snapshot: &Snapshot, path: &str| snapshot.postmortems.iter().find(|source| source.path == path).cloned();
    let (old, new) = (find(&before, "postmortems/a.md"), find(&site.last, "postmortems/a.md"));
    assert!(old.zip(new).is_some_and(|(old, new)| Arc::ptr_eq(&old, &new)));
    assert_eq!(site.last.differences(&before), ["postmortems/2026/b.md"]);
}

#[test]
fn a_change_that_leaves_length_and_time_alone_is_noticed() {
    let mut site = Site::new(Events::Ignored);
    let file = site.path("postmortems/a.md");
    let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("a time");
    write(&file, "eno");
    let set = |time: SystemTime| fs::File::options().write(true).open(&file).and_then(|file| file.set_modified(time));
    set(time).expect("a time");
    let next = site.watch.read().expect("a site").expect("a change");
    assert!(says("postmortems/a.md", "eno")(&next));
    // Old enough to be believed, but for when the file itself was changed.
    set(time - Duration::from_hours(1)).expect("a time");
    assert!(site.watch.read().expect("a site").is_none());
}

#[test]
fn settings_that_are_away_are_a_failure_until_they_are_back() {
    let mut site = Site::new(Events::Heard);
    fs::rename(site.path("site.toml"), site.path("aside")).expect("a file");
    assert!(site.watch.read_patiently().is_err());
    fs::rename(site.path("aside"), site.path("site.toml")).expect("a file");
    assert!(site.watch.read_patiently().expect("a site").is_none());
}
