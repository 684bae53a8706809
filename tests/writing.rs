//! What `disk::write` promises: nothing of others is touched, and no file is ever half.
#![expect(clippy::disallowed_methods, reason = "these tests look at the disk and run builds as processes of their own")]
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use casebook::diagnostic::Diagnostic;
use casebook::disk::{Guard, Manifest, Report, State, WriteOptions, write};
use casebook::output::{Output, SitePath};
use casebook::source::{Place, Source, Span};
use jiff::civil::date;
use proptest::prelude::*;
use tempfile::TempDir;

type Contents = BTreeMap<String, Vec<u8>>;

/// A site's root with a folder of each kind, inside a repository, and a place for its output.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        for name in ["home", "repository/.git", "repository/site/postmortems", "repository/site/templates"] {
            fs::create_dir_all(folder.path().join(name)).expect("a folder");
        }
        fs::write(folder.path().join("repository/site/site.toml"), "").expect("a file");
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder").join(name)
    }

    fn target(&self) -> PathBuf {
        self.path("repository/site/public")
    }

    fn write_to(&self, target: &Path, output: &Output) -> anyhow::Result<Report> {
        let guard = Guard::new(&self.path("repository/site"), Some(&self.path("home")))?;
        write(output, target, &guard, &WriteOptions { commit: None, as_of: date(2026, 3, 31), progress: &|_, _| () })
    }

    fn write(&self, output: &Output) -> anyhow::Result<Report> {
        self.write_to(&self.target(), output)
    }

    /// Builds without a fault; gives how many files were written, unchanged and removed.
    fn build(&self, output: &Output) -> (usize, usize, usize) {
        let report = self.write(output).expect("a build");
        assert_eq!(report.findings, []);
        (report.written, report.unchanged, report.removed)
    }

    fn refusal(&self, target: &Path) -> String {
        let refused = self.write_to(target, &output(&[("index.html", "x")]));
        self.shown(&refused.expect_err("a refusal"))
    }

    /// An error as people see it, without the name of the temporary folder.
    fn shown(&self, error: &anyhow::Error) -> String {
        let folder = self.folder.path().canonicalize().expect("a folder");
        format!("{error:#}").replace(&*folder.to_string_lossy(), "…")
    }

    fn state(&self) -> Option<State> {
        state(&self.target())
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    made_of(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

fn made_of(files: Contents) -> Output {
    let mut output = Output::default();
    for (path, bytes) in files {
        output.recipe(SitePath::new(&path), move || Ok(bytes.clone()));
    }
    output
}

fn state(target: &Path) -> Option<State> {
    Manifest::read(target).expect("a whole manifest or none").map(|manifest| manifest.state)
}

/// All files of a folder, but for what a build keeps there for itself.
fn contents(folder: &Path) -> Contents {
    let mut contents = everything(folder);
    contents.remove(".casebook.lock");
    contents.remove("casebook.json");
    contents
}

fn everything(folder: &Path) -> Contents {
    let mut contents = Contents::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.expect("an entry");
        let path = entry.path().strip_prefix(folder).expect("a path below the folder").to_string_lossy().into_owned();
        match entry.file_type() {
            kind if kind.is_file() => contents.insert(path, fs::read(entry.path()).expect("a file")),
            _ => contents.insert(path + "/", Vec::new()),
        };
    }
    contents
}

fn files(folder: &Path) -> Contents {
    contents(folder).into_iter().filter(|(path, _)| !path.ends_with('/')).collect()
}

#[test]
fn an_equal_site_is_left_untouched() {
    let room = Room::new();
    let make = || output(&[("index.html", "home"), ("a/index.html", "a"), ("a/b/c.svg", "c")]);
    assert_eq!(room.build(&make()), (3, 0, 0));
    let modified = |name: &str| fs::metadata(room.target().join(name)).and_then(|it| it.modified()).expect("a time");
    let names = ["index.html", "a/index.html", "a/b/c.svg", "casebook.json", ".casebook.lock", "", "a", "a/b"];
    let before = names.map(modified);
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(room.build(&make()), (0, 3, 0));
    assert_eq!(before, names.map(modified));
}

#[test]
fn the_manifest_names_every_file_and_its_hash() {
    let room = Room::new();
    let mut site = output(&[("index.html", "home"), ("z", "")]);
    site.group("search/", |sink| sink(SitePath::new("m.js"), b"map".to_vec()));
    assert_eq!(room.build(&site), (3, 0, 0));
    let manifest = fs::read_to_string(room.target().join("casebook.json")).expect("a manifest");
    let manifest = manifest.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::assert_snapshot!(manifest, @r#"
    {
      "format": 1,
      "state": "complete",
      "version": "VERSION",
      "commit": null,
      "as_of": "2026-03-31",
      "files": {
        "index.html": "4ea140588150773ce3aace786aeef7f4049ce100fa649c94fbbddb960f1da942",
        "search/m.js": "60be9861750facbfad8758254a2f76c0cfe78d54459a3bc187d49b1401fcd8e8",
        "z": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      }
    }
    "#);
}

#[test]
fn a_file_of_the_site_that_is_gone_is_removed_with_its_folder() {
    let room = Room::new();
    room.build(&output(&[("index.html", "home"), ("a/b/index.html", "b"), ("a/c", "c")]));
    fs::create_dir(room.target().join("a/mine")).expect("a folder");
    assert_eq!(room.build(&output(&[("index.html", "home"), ("a/c", "c")])), (0, 2, 1));
    assert_eq!(contents(&room.target()).into_keys().collect::<Vec<_>>(), ["a/", "a/c", "a/mine/", "index.html"]);
    room.build(&output(&[("index.html", "home")]));
    assert_eq!(contents(&room.target()).into_keys().collect::<Vec<_>>(), ["a/", "a/mine/", "index.html"]);
}

#[test]
fn a_foreign_file_stays_and_is_never_overwritten() {
    let room = Room::new();
    room.build(&output(&[("index.html", "home")]));
    fs::write(room.target().join("CNAME"), "mine").expect("a file");
    room.build(&output(&[("index.html", "new")]));
    let before = everything(&room.target());
    let refused = room.write(&output(&[("index.html", "newer"), ("CNAME", "theirs")])).expect_err("a refusal");
    insta::assert_snapshot!(room.shown(&refused), @"cannot write the site to …/repository/site/public: there is something that is not of this site where it needs room: CNAME; nothing was changed");
    let refused = room.write(&output(&[("index.html", "newer"), ("CNAME/a", "theirs")])).expect_err("a refusal");
    insta::assert_snapshot!(room.shown(&refused), @"cannot write the site to …/repository/site/public: there is something that is not of this site where it needs room: CNAME; nothing was changed");
    assert_eq!(before, everything(&room.target()), "nothing is touched before the refusal");
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_left_alone() {
    let room = Room::new();
    let target = room.path("other");
    fs::create_dir(&target).expect("a folder");
    fs::write(target.join("notes.txt"), "mine").expect("a file");
    insta::assert_snapshot!(room.refusal(&target), @"…/other is not empty and was not written by casebook; choose an empty folder");
    assert_eq!(everything(&target).into_keys().collect::<Vec<_>>(), ["notes.txt"]);
    fs::write(target.join("casebook.json"), "{}").expect("a file");
    insta::assert_snapshot!(room.refusal(&target), @"…/other/casebook.json is not a manifest of casebook; choose an empty folder: missing field `format` at line 1 column 2");
}

#[test]
fn a_folder_that_came_to_hold_a_source_is_refused() {
    let room = Room::new();
    room.build(&output(&[("index.html", "home")]));
    fs::write(room.target().join("site.toml"), "").expect("a file");
    insta::assert_snapshot!(room.refusal(&room.target()), @"…/repository/site/public holds a site.toml, so a site is made from it; choose an empty folder");
}

#[test]
fn dangerous_folders_are_refused() {
    let room = Room::new();
    let targets = [
        "/",
        "home",
        "repository",
        "repository/.git/public",
        "repository/site",
        "repository/site/postmortems",
        "repository/site/postmortems/public",
        "repository/site/templates/a",
        "repository/site/static",
        "repository/site/public/..",
        "repository/site/none/../../..",
        "",
    ];
    fs::create_dir(room.target()).expect("a folder");
    let refusals = targets.map(|target| room.refusal(&room.path(target)));
    insta::assert_snapshot!(refusals.join("\n"), @r"
    cannot write the site to /: it is the root of the file system; choose an empty folder
    cannot write the site to …/home: it is or holds your home folder; choose an empty folder
    cannot write the site to …/repository: it is the root of the repository; choose an empty folder
    cannot write the site to …/repository/.git/public: it lies inside a git folder; choose an empty folder
    cannot write the site to …/repository/site: it is or holds the folder that the site is made from; choose an empty folder
    cannot write the site to …/repository/site/postmortems: it lies in or holds postmortems/, which the site is made from; choose an empty folder
    cannot write the site to …/repository/site/postmortems/public: it lies in or holds postmortems/, which the site is made from; choose an empty folder
    cannot write the site to …/repository/site/templates/a: it lies in or holds templates/, which the site is made from; choose an empty folder
    cannot write the site to …/repository/site/static: it lies in or holds static/, which the site is made from; choose an empty folder
    cannot write the site to …/repository/site/public/..: it is or holds the folder that the site is made from; choose an empty folder
    cannot find the folder …/repository/site/none/../../..: a part of it does not exist
    cannot write the site to …/: it is or holds your home folder; choose an empty folder
    ");
    assert_eq!(fs::read_dir(room.path("home")).expect("a folder").count(), 0);
}

#[test]
fn names_that_the_build_needs_for_itself_are_refused() {
    for name in ["casebook.json", ".casebook.lock", "a/.casebook-tmp-7"] {
        let room = Room::new();
        let refused = room.write(&output(&[(name, "x")])).expect_err("a refusal");
        assert!(refused.to_string().contains(name), "{refused}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_resolved_before_the_folder_is_judged() {
    let room = Room::new();
    for (name, to) in [("to-site", "repository/site"), ("to-nothing", "nothing"), ("to-home", "home")] {
        std::os::unix::fs::symlink(room.path(to), room.path(name)).expect("a link");
    }
    let refusals = ["to-site", "to-site/postmortems", "to-site/../..", "to-nothing", "to-nothing/a", "to-home"];
    insta::assert_snapshot!(refusals.map(|target| room.refusal(&room.path(target))).join("\n"), @r"
    cannot write the site to …/to-site: it is or holds the folder that the site is made from; choose an empty folder
    cannot write the site to …/to-site/postmortems: it lies in or holds postmortems/, which the site is made from; choose an empty folder
    cannot write the site to …/to-site/../..: it is or holds your home folder; choose an empty folder
    cannot find the folder …/to-nothing: it is a link that leads nowhere: No such file or directory (os error 2)
    cannot find the folder …/to-nothing/a: it is a link that leads nowhere: No such file or directory (os error 2)
    cannot write the site to …/to-home: it is or holds your home folder; choose an empty folder
    ");
}

#[cfg(unix)]
#[test]
fn a_link_inside_the_folder_is_never_followed() {
    use std::os::unix::fs::symlink;
    let room = Room::new();
    room.build(&output(&[("a/old", "old"), ("b", "b")]));
    let outside = room.path("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("old"), "mine").expect("a file");
    fs::remove_dir_all(room.target().join("a")).expect("a folder");
    symlink(&outside, room.target().join("a")).expect("a link");
    fs::remove_file(room.target().join("b")).expect("a file");
    symlink(outside.join("old"), room.target().join("b")).expect("a link");

    for new in [[("a/new", "x")], [("b", "x")], [("a", "x")]] {
        let refused = room.write(&output(&new)).expect_err("a refusal");
        let refused = room.shown(&refused);
        assert!(refused.contains("not of this site"), "{refused}");
    }
    room.build(&output(&[("c", "c")]));
    assert_eq!(everything(&outside), Contents::from([("old".to_owned(), b"mine".to_vec())]));
    assert!(room.target().join("a").is_symlink() && room.target().join("b").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_planted_lock_or_manifest_is_not_followed() {
    for name in [".casebook.lock", "casebook.json"] {
        let room = Room::new();
        fs::create_dir(room.target()).expect("a folder");
        std::os::unix::fs::symlink(room.path("planted"), room.target().join(name)).expect("a link");
        room.write(&output(&[("a", "a")])).expect_err("a refusal");
        assert!(!room.path("planted").exists());
    }
}

fn finding() -> Diagnostic {
    let source = Arc::new(Source::new("templates/case.html", "{{ nothing }}"));
    Diagnostic::deny("template", Place::new(&source, Span::at(3)), "`nothing` is not known")
}

#[test]
fn a_file_that_cannot_be_made_leaves_the_folder_to_the_next_build() {
    let room = Room::new();
    let old: Vec<_> = (0..100).map(|number| format!("{number}/index.html")).collect();
    let all = |text: &'static str| output(&old.iter().map(|path| (path.as_str(), text)).collect::<Vec<_>>());
    room.build(&all("old"));
    let mut broken = all("old");
    broken.recipe(SitePath::new("55/broken.html"), || Err(finding()));
    broken.recipe(SitePath::new("77/broken.html"), || Err(finding()));
    let before = everything(&room.target());
    assert_eq!(room.write(&broken).expect("a report").findings, [finding()]);
    assert_eq!(before, everything(&room.target()), "nothing differed, so nothing was changed");
    assert_eq!(room.state(), Some(State::Complete));

    let mut broken = output(&[("0/index.html", "new")]);
    broken.recipe(SitePath::new("99/index.html"), || Err(finding()));
    assert_eq!(room.write(&broken).expect("a report").findings.len(), 1);
    assert_eq!(room.state(), Some(State::Building));
    assert!(room.target().join("50/index.html").exists(), "nothing is removed");
    room.build(&all("new"));
    assert_eq!(room.state(), Some(State::Complete));
    assert!(files(&room.target()).values().all(|bytes| bytes == b"new"));
}

/// A site with a group of some files.
fn grouped(single: &[(&str, &str)], names: &'static [&'static str]) -> Output {
    let mut site = output(single);
    site.group("search/", move |sink| {
        for name in names {
            sink(SitePath::new(name), name.as_bytes().to_vec());
        }
    });
    site
}

#[test]
fn a_group_keeps_what_is_equal_and_removes_what_it_has_no_more() {
    let room = Room::new();
    let single = [("index.html", "home"), ("search/index.html", "page")];
    assert_eq!(room.build(&grouped(&single, &["a/b.js", "m.js", "a/b.js"])), (4, 0, 0));
    assert_eq!(room.build(&grouped(&single, &["c/d.js", "m.js"])), (1, 3, 1));
    let there = ["index.html", "search/", "search/c/", "search/c/d.js", "search/index.html", "search/m.js"];
    assert_eq!(contents(&room.target()).into_keys().collect::<Vec<_>>(), there);
    assert_eq!(room.build(&output(&single)), (0, 2, 2));
    assert_eq!(
        contents(&room.target()).into_keys().collect::<Vec<_>>(),
        ["index.html", "search/", "search/index.html"]
    );
}

#[test]
fn a_group_has_its_folder_to_itself() {
    let room = Room::new();
    room.build(&output(&[("index.html", "home")]));
    fs::create_dir_all(room.target().join("search")).expect("a folder");
    fs::write(room.target().join("search/mine.js"), "mine").expect("a file");
    let before = everything(&room.target());
    let refused = room.write(&grouped(&[("index.html", "new")], &["m.js"])).expect_err("a refusal");
    insta::assert_snapshot!(room.shown(&refused), @"there is something that is not of this site in its folder search/: search/mine.js; nothing was changed");
    assert_eq!(before, everything(&room.target()));
    let twice = room.path("other");
    let clash = room.write_to(&twice, &grouped(&[("search/m.js", "page")], &["m.js"])).expect_err("a refusal");
    assert_eq!(clash.to_string(), "two files for search/m.js");
}

/// The folder as it is while a group is being made is what a killed build leaves.
#[test]
fn a_build_killed_within_a_group_is_repaired() {
    let room = Room::new();
    room.build(&grouped(&[("index.html", "old")], &["a/old.js", "m.js"]));
    let (from, to) = (room.target(), room.path("killed"));
    let mut site = output(&[("index.html", "new")]);
    site.group("search/", move |sink| {
        sink(SitePath::new("b/new.js"), b"new".to_vec());
        for (path, bytes) in everything(&from).into_iter().filter(|(path, _)| !path.ends_with('/')) {
            fs::create_dir_all(to.join(&path).parent().expect("a folder")).expect("a folder");
            fs::write(to.join(path), bytes).expect("a file");
        }
    });
    room.build(&site);
    let killed = room.path("killed");
    assert_eq!(state(&killed), Some(State::Building));
    assert!(["a/old.js", "b/new.js", "m.js"].iter().all(|name| killed.join("search").join(name).exists()));
    drop(room.write_to(&killed, &grouped(&[("index.html", "newer")], &["c/newer.js"])).expect("a build"));
    assert_eq!(state(&killed), Some(State::Complete));
    assert_eq!(files(&killed).into_keys().collect::<Vec<_>>(), ["index.html", "search/c/newer.js"]);
}

#[test]
fn a_group_is_not_made_where_a_page_cannot_be() {
    let room = Room::new();
    let mut site = grouped(&[], &["m.js"]);
    site.recipe(SitePath::new("index.html"), || Err(finding()));
    assert_eq!(room.write(&site).expect("a report").findings, [finding()]);
    assert_eq!(files(&room.target()), Contents::new());
}

#[test]
fn files_and_folders_may_change_places() {
    let room = Room::new();
    room.build(&output(&[("a", "file"), ("x/a", "file"), ("b/c/d", "file")]));
    let changed = output(&[("a/b", "below"), ("x/a/b/c", "below"), ("b", "above")]);
    assert_eq!(room.build(&changed), (3, 0, 3));
    let expected = [("a/b", "below"), ("b", "above"), ("x/a/b/c", "below")];
    assert_eq!(files(&room.target()), expected.map(|(path, text)| (path.to_owned(), text.into())).into());
    room.write(&output(&[("a", "1"), ("a/b", "2")])).expect_err("a path cannot be both");
}

#[test]
fn a_second_build_is_kept_out_while_the_first_is_at_work() {
    let room = Room::new();
    let (started, wait) = std::sync::mpsc::channel();
    let (release, hold) = std::sync::mpsc::channel::<()>();
    let (started, hold) = (std::sync::Mutex::new(started), std::sync::Mutex::new(hold));
    let mut slow = Output::default();
    slow.recipe(SitePath::new("slow"), move || {
        started.lock().expect("a channel").send(()).expect("a listener");
        hold.lock().expect("a channel").recv().expect("a word");
        Ok(b"slow".to_vec())
    });
    std::thread::scope(|scope| {
        let first = scope.spawn(|| room.write(&slow));
        wait.recv().expect("the first build has begun");
        let second = room.write(&output(&[("fast", "fast")])).expect_err("a refusal").to_string();
        release.send(()).expect("a listener");
        assert!(second.contains("another build is writing to"), "{second}");
        assert_eq!(first.join().expect("no panic").expect("a build").written, 1);
    });
    assert_eq!(files(&room.target()).into_keys().collect::<Vec<_>>(), ["slow"]);
    room.build(&output(&[("fast", "fast")]));
}

#[test]
fn leftovers_of_a_killed_first_build_are_cleaned_up() {
    let room = Room::new();
    fs::create_dir(room.target()).expect("a folder");
    for name in [".casebook.lock", ".casebook-tmp-0"] {
        fs::write(room.target().join(name), "{\"for").expect("a file");
    }
    room.build(&output(&[("a", "a")]));
    assert_eq!(contents(&room.target()).into_keys().collect::<Vec<_>>(), ["a"]);
}

/// Some 400 files, a few of them around 90 kB; `generation` decides which there are and what they hold.
fn generation(generation: u8) -> Contents {
    let file = |number: usize| {
        let kind = if number.is_multiple_of(3) { generation } else { 0 };
        let path = match (number % 10, generation % 2) {
            (0, 0) => format!("moved/{number}"),
            (0, _) => format!("moved/{number}/index.html"),
            (1, own) => format!("own-{own}/{number}.html"),
            _ => format!("same/{number}/index.html"),
        };
        let lines = if number % 50 == 33 { 10_000 } else { number };
        (path, format!("{number} of {kind}\n").repeat(lines).into_bytes())
    };
    (0..400).map(file).collect()
}

/// The body of the processes that other tests start and kill.
#[test]
#[ignore = "a process that other tests start"]
fn child() {
    let Some(folder) = std::env::var_os("CASEBOOK_TEST_TARGET") else { return };
    let number = std::env::var("CASEBOOK_TEST_GENERATION").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let folder = PathBuf::from(folder);
    let guard = Guard::new(&folder.join("site"), None).expect("a root");
    let options = WriteOptions { commit: None, as_of: date(2026, 3, 31), progress: &|_, _| () };
    if let Err(error) = write(&made_of(generation(number)), &folder.join("public"), &guard, &options) {
        fs::write(folder.join("error"), format!("{error:#}")).expect("a file");
    }
}

fn build_in_a_process(folder: &Path, generation: u8, before: &str) -> Child {
    let program = std::env::current_exe().expect("the program's path");
    let script = format!("{before} exec \"$0\" child --exact --ignored --quiet");
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(program).env("CASEBOOK_TEST_TARGET", folder);
    command.env("CASEBOOK_TEST_GENERATION", generation.to_string()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("a process")
}

fn room_for_processes() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("site")).expect("a folder");
    folder
}

fn finish(folder: &Path, number: u8) {
    let status = build_in_a_process(folder, number, "").wait().expect("an end");
    assert!(status.success(), "{:?}", fs::read_to_string(folder.join("error")));
    assert!(!folder.join("error").exists(), "{:?}", fs::read_to_string(folder.join("error")));
    assert_eq!(generation(number), files(&folder.join("public")));
}

#[cfg(unix)]
#[test]
fn a_build_killed_at_any_moment_leaves_only_whole_files_and_is_repaired() {
    let folder = room_for_processes();
    let target = folder.path().join("public");
    let begin = Instant::now();
    finish(folder.path(), 0);
    let whole_build = begin.elapsed();
    // Some builds are repaired at once, others are killed on top of killed ones.
    let mut possible = vec![generation(0)];
    let mut cut_short = 0;
    for round in 1..=42u8 {
        possible.push(generation(round));
        let mut child = build_in_a_process(folder.path(), round, "");
        std::thread::sleep(whole_build * (u32::from(round) * 5 % 42) / 42);
        child.kill().expect("a process to kill");
        child.wait().expect("an end");
        for (path, bytes) in files(&target) {
            let whole = possible.iter().any(|site| site.get(&path) == Some(&bytes));
            assert!(whole || path.contains(".casebook-tmp-"), "round {round}: {path} is neither old nor new");
        }
        cut_short += u8::from(state(&target) == Some(State::Building));
        if round % 3 == 0 {
            finish(folder.path(), round);
            assert_eq!(state(&target), Some(State::Complete));
            possible = vec![generation(round)];
        }
    }
    assert!(cut_short > 0, "no build was killed at work");
    let fresh = room_for_processes();
    finish(fresh.path(), 42);
    assert_eq!(everything(&target), everything(&fresh.path().join("public")), "the same as a fresh build");
}

#[cfg(unix)]
#[test]
fn a_full_disk_ends_the_build_with_the_reason_and_no_half_file() {
    let folder = room_for_processes();
    let target = folder.path().join("public");
    finish(folder.path(), 2);
    let (old, new) = (generation(2), generation(3));
    // No file may grow beyond 64 blocks of 512 or 1,024 bytes: enough for all but the large ones.
    let status = build_in_a_process(folder.path(), 3, "trap '' XFSZ; ulimit -f 64;").wait().expect("an end");
    assert!(status.success(), "the build reports an error and ends by itself");
    let error = fs::read_to_string(folder.path().join("error")).expect("an error");
    assert!(error.contains("cannot write") && error.contains("File too large"), "{error}");
    assert_eq!(state(&target), Some(State::Building));
    for (path, bytes) in files(&target) {
        assert!(old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes), "{path} is neither old nor new");
    }
    fs::remove_file(folder.path().join("error")).expect("a file");
    finish(folder.path(), 3);
}

/// A few short paths, so that files and folders often change places.
fn some_site() -> impl Strategy<Value = Contents> {
    let path = prop::collection::vec("[abA]", 1..4).prop_map(|parts| parts.join("/"));
    let files = prop::collection::btree_map(path, prop::collection::vec(0..3u8, 0..3), 0..6);
    files.prop_map(|files| {
        let folder_too = |path: &String| files.keys().any(|other| other.starts_with(&format!("{path}/")));
        files.iter().filter(|(path, _)| !folder_too(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_folder_always_equals_the_output_and_foreign_files(sites in prop::collection::vec(some_site(), 1..6)) {
        let room = Room::new();
        let foreign = Contents::from([("mine/a".to_owned(), vec![1]), ("note".to_owned(), vec![2])]);
        for site in sites {
            room.build(&made_of(site.clone()));
            for (path, bytes) in &foreign {
                fs::create_dir_all(room.target().join("mine")).expect("a folder");
                fs::write(room.target().join(path), bytes).expect("a file");
            }
            let folders = |path: &String| path.match_indices('/').map(|(end, _)| path[..=end].to_owned()).collect::<Vec<_>>();
            let mut expected: Contents = site.into_iter().chain(foreign.clone()).collect();
            expected.extend(expected.keys().flat_map(folders).map(|folder| (folder, Vec::new())).collect::<Vec<_>>());
            prop_assert_eq!(contents(&room.target()), expected);
            prop_assert_eq!(room.state(), Some(State::Complete));
        }
    }
}
