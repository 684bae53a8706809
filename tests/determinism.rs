//! The same input gives the same bytes: on one thread or many, cold or warm, in any folder and time zone.
#![allow(clippy::disallowed_methods, reason = "these tests look at files and start the program")]
mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use casebook::build::{Build, Readings, build};
use casebook::snapshot::Snapshot;
use casebook::source::Source;

/// Every file of an output, made.
fn made(build: &Build) -> BTreeMap<String, Vec<u8>> {
    let single =
        build.output.entries().map(|(path, entry)| (path.to_string(), entry.bytes().expect("it renders").to_vec()));
    let mut all: BTreeMap<_, _> = single.collect();
    let grouped = Mutex::new(BTreeMap::new());
    for (folder, make) in build.output.groups() {
        make(&|path, bytes| drop(grouped.lock().expect("no panic").insert(format!("{folder}{path}"), bytes)));
    }
    all.append(&mut grouped.into_inner().expect("no panic"));
    all
}

/// A corpus of a few hundred cases in two syntaxes, with links, actions and pictures.
fn many() -> Snapshot {
    let bodies = [
        "## Summary\n\nIt broke.\n\n## Timeline\n\n- 09:12 Begun.\n- 09:40 Over.\n",
        "```sql\nselect 1 -- one\n```\n\n![x](x.png)\n",
    ];
    let mut files = vec![("postmortems/x.png".to_owned(), "\u{fffd}no picture".to_owned())];
    for n in 0..240 {
        let (month, day) = (1 + n % 12, 1 + n % 27);
        let body = format!("{}\nSee [another](c{}.md).\n", bodies[n % 2].replace("![x](x.png)", ""), (n * 7) % 240);
        let text =
            common::case(&format!("Case {n}"), "", &body).replace("2026-03-04", &format!("2025-{month:02}-{day:02}"));
        files.push((format!("postmortems/c{n}.md"), text));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    common::snapshot(&files)
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(work)
}

#[test]
fn threads_change_nothing() {
    let one = on_threads(1, || build(many(), &mut Readings::default()));
    let eight = on_threads(8, || build(many(), &mut Readings::default()));
    assert_eq!(one.findings, eight.findings);
    let (one, eight) = (made(&one), made(&eight));
    assert!(one.len() > 250, "{} files", one.len());
    assert_eq!(one.keys().collect::<Vec<_>>(), eight.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(eight[path] == *bytes, "{path} differs");
    }
}

#[test]
fn a_warm_build_is_a_cold_one_and_reads_only_what_changed() {
    let mut readings = Readings::default();
    assert_eq!(build(many(), &mut readings).read, 240);
    assert_eq!(build(many(), &mut readings).read, 0);
    let mut after = many();
    let old = after.postmortems[100].clone();
    after.postmortems[100] = Arc::new(Source::new(old.path.clone(), old.text.replace("Case ", "Renamed case ")));
    let warm = build(after.clone(), &mut readings);
    assert_eq!(warm.read, 1, "one edit reads one file");
    let cold = build(after, &mut Readings::default());
    assert_eq!(warm.findings, cold.findings);
    assert!(made(&warm) == made(&cold));
}

#[test]
fn a_changed_taxonomy_reads_everything_again() {
    let mut readings = Readings::default();
    drop(build(many(), &mut readings));
    let mut after = many();
    after.config =
        Arc::new(Source::new("site.toml", after.config.text.replace("title = \"High\"", "title = \"Hoch\"")));
    let warm = build(after.clone(), &mut readings);
    assert_eq!(warm.read, 240);
    assert!(made(&warm) == made(&build(after, &mut Readings::default())));
}

/// The program itself: this repository's own site, built in two places under two time zones and locales.
#[test]
fn places_and_zones_change_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let build = |name: &str, zone: &str, threads: &str| {
        let root = folder.path().join(name).join("deep").join("site");
        for part in ["site.toml", "postmortems"] {
            copy(Path::new(part), &root.join(part));
        }
        let out = root.join("public");
        let run = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["build", "--as-of", "2026-11-21", "--no-git", "--threads", threads, "-C"])
            .arg(&root)
            .env("TZ", zone)
            .env("LC_ALL", if threads == "1" { "C" } else { "tr_TR.UTF-8" })
            .env("HOME", folder.path().join("home"))
            .output()
            .expect("it runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        tree(&out)
    };
    let here = build("a", "Pacific/Kiritimati", "1");
    let there = build("b", "America/Los_Angeles", "7");
    assert!(here.len() > 80);
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (path, bytes) in &here {
        assert!(there[path] == *bytes, "{} differs", path.display());
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("it can be read");
        let target =
            if entry.path() == from { to.to_owned() } else { to.join(entry.path().strip_prefix(from).expect("below")) };
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
        } else {
            std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be read"));
    let files = files.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            (entry.path().strip_prefix(folder).expect("below").to_owned(), std::fs::read(entry.path()).expect("bytes"))
        })
        .collect()
}
