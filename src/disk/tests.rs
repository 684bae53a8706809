//! What is read, what is refused, and what git says.
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use tempfile::TempDir;

use super::{ReadOptions, create_new, find_root, read, read_tree};
use crate::snapshot::{AsOf, Refusal, Snapshot};

/// A site's root, with a folder beside it.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let room = Self { folder: TempDir::new().expect("a temporary folder") };
        room.file("site/site.toml", "title = \"T\"");
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder").join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) {
        create_new(&self.path(name), bytes.as_ref()).expect("a file");
    }

    #[cfg(unix)]
    fn link(&self, name: &str, to: &str) {
        fs::create_dir_all(self.path(name).parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink(self.path(to), self.path(name)).expect("a link");
    }

    fn read(&self) -> Snapshot {
        read(&self.path("site"), &options()).expect("a snapshot")
    }

    fn error(&self, options: &ReadOptions) -> String {
        let error = read(&self.path("site"), options).expect_err("an error");
        format!("{error:#}").replace(&*self.path("").to_string_lossy(), "…/")
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        let output = command.args(arguments).env_remove("GIT_DIR").output().expect("git is installed");
        assert!(output.status.success(), "{output:?}");
    }

    fn commit(&self, seconds: u32) {
        self.git(&["add", "."]);
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        command.args(["commit", "-q", "-m", "change"]).env("GIT_COMMITTER_DATE", format!("@{seconds} +0700"));
        assert!(command.status().expect("git is installed").success());
    }
}

fn options() -> ReadOptions {
    ReadOptions::new(AsOf::Date(date(2026, 3, 31)))
}

fn cases(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.postmortems.iter().map(|source| &*source.path).collect()
}

fn refusals(refused: &[Refusal]) -> String {
    refused.iter().map(|refusal| [&refusal.path, " ", &refusal.reason, "\n"].concat()).collect()
}

fn dates(snapshot: &Snapshot) -> Vec<(&str, i64)> {
    snapshot.history.files.iter().map(|(path, commit)| (path.as_str(), commit.date.as_second())).collect()
}

#[test]
fn each_folder_gives_its_own_files_sorted_by_path() {
    let room = Room::new();
    for name in ["a/x.md", "a-b.md", "a.md", "b.PNG", "a/graph.png", "z.md"] {
        room.file(&format!("site/postmortems/{name}"), name);
    }
    for name in ["ReadMe.md", "a/README.MD", "_template.md", ".hidden.md", "_drafts/x.md", ".git/x.md", "_x.png"] {
        room.file(&format!("site/postmortems/{name}"), name);
    }
    room.file("site/templates/case.html", "é");
    room.file("site/templates/.case.html.swp", [0xff]);
    room.file("site/static/.well-known/security.txt", "c");
    room.file("site/static/font.woff2", [0xff]);
    room.file("site/notes.md", "not read");
    let snapshot = room.read();
    assert_eq!(snapshot.config.text, "title = \"T\"");
    let below = ["postmortems/a-b.md", "postmortems/a.md", "postmortems/a/x.md", "postmortems/z.md"];
    assert_eq!(cases(&snapshot), below);
    assert_eq!(snapshot.postmortems[2].text, "a/x.md");
    let paths = |blobs: &[crate::snapshot::Blob]| blobs.iter().map(|blob| blob.path.clone()).collect::<Vec<_>>();
    assert_eq!(paths(&snapshot.attachments), ["postmortems/a/graph.png", "postmortems/b.PNG"]);
    assert_eq!(paths(&snapshot.assets), ["static/.well-known/security.txt", "static/font.woff2"]);
    assert_eq!(snapshot.templates.iter().map(|it| &*it.path).collect::<Vec<_>>(), ["templates/case.html"]);
    assert_eq!(refusals(&snapshot.refused), "");
}

#[test]
fn a_site_without_postmortems_is_an_empty_one() {
    let snapshot = Room::new().read();
    assert!(snapshot.postmortems.is_empty() && snapshot.refused.is_empty() && snapshot.history.files.is_empty());
}

#[test]
fn any_number_of_threads_reads_the_same() {
    let room = Room::new();
    for number in 0..200 {
        room.file(&format!("site/postmortems/{}/{number}.md", number % 7), number.to_string());
    }
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| room.read().postmortems)
    };
    assert_eq!(on(1), on(8));
}

#[test]
fn missing_settings_say_what_to_do() {
    let room = Room::new();
    let other = |config: &str| ReadOptions { config: config.into(), ..options() };
    room.file("other.toml", "");
    room.file("site/postmortems/a.md", "");
    room.file("site/latin.toml", [b'a', 0xe9]);
    let errors = ["none.toml", "../other.toml", "postmortems", "latin.toml"].map(|config| room.error(&other(config)));
    insta::assert_snapshot!(errors.join("\n"), @r"
    there is no …/site/none.toml: write one there, or name the site's folder with --root
    …/site/../other.toml lies outside the site's folder, or has a name that is not UTF-8
    …/site/postmortems is not a regular file
    …/site/latin.toml is not valid UTF-8: byte 0xe9 at line 1, column 2; save it as UTF-8
    ");
}

#[test]
fn the_root_is_found_from_below() {
    let room = Room::new();
    room.file("site/postmortems/2026/a.md", "");
    assert_eq!(find_root(&room.path("site/postmortems/2026")).expect("a root"), room.path("site"));
    assert_eq!(find_root(&room.path("site")).expect("a root"), room.path("site"));
    let error = find_root(&room.path("")).expect_err("no root").to_string();
    assert!(error.contains("write one there"), "{error}");
}

#[test]
fn what_cannot_be_taken_is_refused_with_the_reason() {
    let room = Room::new();
    room.file("site/postmortems/latin.md", [b'a', b'b', 0xe9, b'c']);
    room.file("site/postmortems/large.md", vec![b'a'; (10 << 20) + 1]);
    room.file("site/postmortems/full.md", vec![b'a'; 10 << 20]);
    room.file("site/templates/cut.html", [b'a', 0xc3]);
    let snapshot = room.read();
    assert_eq!(cases(&snapshot), ["postmortems/full.md"]);
    insta::assert_snapshot!(refusals(&snapshot.refused), @r"
    postmortems/large.md is larger than 10 MiB
    postmortems/latin.md is not valid UTF-8: byte 0xe9 at line 1, column 3; save it as UTF-8
    templates/cut.html is not valid UTF-8: byte 0xc3 at line 1, column 2; save it as UTF-8
    ");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_text_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let room = Room::new();
    let name = Path::new(std::ffi::OsStr::from_bytes(b"site/postmortems/caf\xe9/a.md"));
    create_new(&room.path("").join(name), b"").expect("a file");
    insta::assert_snapshot!(refusals(&room.read().refused), @"postmortems/caf� has a name that is not valid UTF-8");
}

#[cfg(unix)]
#[test]
fn fifos_and_sockets_are_never_opened() {
    let room = Room::new();
    room.file("site/postmortems/a.md", "");
    for name in ["site/postmortems/pipe.md", "site/static/pipe"] {
        fs::create_dir_all(room.path(name).parent().expect("a folder")).expect("a folder");
        assert!(Command::new("mkfifo").arg(room.path(name)).status().expect("mkfifo is installed").success());
    }
    room.link("site/postmortems/to-pipe.md", "site/static/pipe");
    room.link("site/postmortems/device.md", "/dev/zero");
    let _socket = std::os::unix::net::UnixListener::bind(room.path("site/postmortems/socket.md")).expect("a socket");
    // Would wait for ever, were one of them opened.
    let snapshot = room.read();
    assert_eq!(cases(&snapshot), ["postmortems/a.md"]);
    insta::assert_snapshot!(refusals(&snapshot.refused), @r"
    postmortems/device.md is a link that leads out of the folder
    postmortems/pipe.md is not a regular file
    postmortems/socket.md is not a regular file
    postmortems/to-pipe.md is not a regular file
    static/pipe is not a regular file
    ");
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_root_only() {
    let room = Room::new();
    room.file("outside/secret.md", "secret");
    room.file("site/.git/config", "secret");
    room.file("site/shared/a.md", "shared");
    room.file("site/shared/deep/b.md", "shared");
    room.file("site/postmortems/own/c.md", "own");
    room.link("site/postmortems/out.md", "outside/secret.md");
    room.link("site/postmortems/outside", "outside");
    room.link("site/postmortems/up-and-out.md", "site/../outside/secret.md");
    room.link("site/postmortems/hidden.md", "site/.git/config");
    room.link("site/postmortems/nothing.md", "site/nothing");
    room.link("site/postmortems/file.md", "site/shared/a.md");
    room.link("site/postmortems/folder", "site/shared");
    room.link("site/postmortems/own/loop", "site/postmortems");
    room.link("site/postmortems/self", "site/postmortems/self");
    room.link("site/shared/deep/back", "site/postmortems");
    room.link("site/shared/again", "site/shared/deep");
    let snapshot = room.read();
    insta::assert_snapshot!(cases(&snapshot).join("\n"), @r"
    postmortems/file.md
    postmortems/folder/a.md
    postmortems/folder/again/b.md
    postmortems/folder/deep/b.md
    postmortems/folder/deep/back/file.md
    postmortems/folder/deep/back/own/c.md
    postmortems/own/c.md
    ");
    assert!(snapshot.postmortems.iter().all(|source| source.text != "secret"));
    insta::assert_snapshot!(refusals(&snapshot.refused), @r"
    postmortems/folder/again/back is a link to a folder that another link leads to
    postmortems/folder/deep/back/folder is a link to a folder that another link leads to
    postmortems/folder/deep/back/hidden.md is a link to something hidden
    postmortems/folder/deep/back/nothing.md is a link that leads nowhere
    postmortems/folder/deep/back/out.md is a link that leads out of the folder
    postmortems/folder/deep/back/outside is a link that leads out of the folder
    postmortems/folder/deep/back/own/loop is a link to a folder that it lies in
    postmortems/folder/deep/back/self is a link that leads nowhere
    postmortems/folder/deep/back/up-and-out.md is a link that leads out of the folder
    postmortems/hidden.md is a link to something hidden
    postmortems/nothing.md is a link that leads nowhere
    postmortems/out.md is a link that leads out of the folder
    postmortems/outside is a link that leads out of the folder
    postmortems/own/loop is a link to a folder that it lies in
    postmortems/self is a link that leads nowhere
    postmortems/up-and-out.md is a link that leads out of the folder
    ");
}

#[cfg(unix)]
#[test]
fn links_cannot_multiply_the_work() {
    let room = Room::new();
    for level in 0..30 {
        room.file(&format!("site/levels/{level}/a.md"), "");
        for name in ["left", "right"] {
            room.link(&format!("site/levels/{level}/{name}"), &format!("site/levels/{}", level + 1));
        }
    }
    room.link("site/postmortems", "site/levels/0");
    assert_eq!(room.read().postmortems.len(), 30);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_ends_the_build_and_is_named() {
    let room = Room::new();
    // Even the superuser cannot read the memory of a process at its first page.
    if cfg!(target_os = "linux") {
        let error = super::file::take(Path::new("/proc/self/mem"), 1).expect_err("an error");
        assert!(format!("{error:#}").starts_with("cannot read /proc/self/mem: "), "{error:#}");
    }
    let error = super::file::take(&room.path("nothing"), 1).expect_err("an error");
    assert!(format!("{error:#}").contains("cannot read") && format!("{error:#}").contains("nothing"), "{error:#}");
}

#[test]
fn a_foreign_folder_is_read_whole_and_hidden_files_are_named() {
    let room = Room::new();
    for name in ["b/report.md", "a.docx", ".git/config", "b/.cache/x", ".env"] {
        room.file(&format!("foreign/{name}"), [0xff]);
    }
    #[cfg(unix)]
    room.link("foreign/out", "site");
    let tree = read_tree(&room.path("foreign")).expect("a tree");
    assert_eq!(tree.files.iter().map(|file| &*file.path).collect::<Vec<_>>(), ["a.docx", "b/report.md"]);
    assert_eq!(&*tree.files[0].bytes, [0xff]);
    #[cfg(unix)]
    assert_eq!(
        refusals(&tree.refused),
        ".env is hidden, by a dot before its name\nb/.cache/x is hidden, by a dot before its name\n\
         out is a link that leads out of the folder\n"
    );
    read_tree(&room.path("none")).expect_err("no folder");
    read_tree(&room.path("site/site.toml")).expect_err("a file");
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let room = Room::new();
    create_new(&room.path("a/b/c.md"), b"first").expect("a file");
    let error = create_new(&room.path("a/b/c.md"), b"second").expect_err("a refusal").to_string();
    assert!(error.ends_with("c.md exists already; it stays as it is"), "{error}");
    assert_eq!(fs::read(room.path("a/b/c.md")).expect("a file"), b"first");
}

#[test]
fn git_gives_the_last_commit_of_each_file() {
    let room = Room::new();
    room.git(&["init", "-q"]);
    for (name, value) in [("log.showRoot", "false"), ("log.follow", "true"), ("diff.renames", "copies")] {
        room.git(&["config", name, value]);
    }
    room.file("site/postmortems/a.md", "a");
    room.file("site/postmortems/b ü\n.md", "b");
    room.commit(1000);
    room.file("site/postmortems/c.md", "c");
    fs::write(room.path("site/postmortems/a.md"), "changed").expect("a file");
    room.commit(2000);
    room.file("elsewhere", "e");
    room.commit(3000);
    room.file("site/postmortems/new.md", "never committed");
    fs::write(room.path("site/postmortems/b ü\n.md"), "not committed").expect("a file");
    let snapshot = room.read();
    let expected =
        [("postmortems/a.md", 2000), ("postmortems/b ü\n.md", 1000), ("postmortems/c.md", 2000), ("site.toml", 1000)];
    assert_eq!(dates(&snapshot), expected);
    let head = snapshot.history.head.as_ref().expect("a head");
    assert_eq!((head.id.len(), head.date.as_second()), (40, 3000));
    let without = read(&room.path("site"), &ReadOptions { git: false, ..options() }).expect("a snapshot");
    assert!(without.history.head.is_none() && without.history.files.is_empty());
}

#[test]
fn a_merge_is_dated_by_the_commits_that_it_brings() {
    let room = Room::new();
    room.git(&["init", "-q", "-b", "main"]);
    room.commit(1000);
    room.git(&["checkout", "-q", "-b", "side"]);
    room.file("site/postmortems/side.md", "s");
    room.commit(2000);
    room.git(&["checkout", "-q", "main"]);
    room.file("site/postmortems/main.md", "m");
    room.commit(3000);
    room.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    let expected = [("postmortems/main.md", 3000), ("postmortems/side.md", 2000), ("site.toml", 1000)];
    assert_eq!(dates(&room.read()), expected);
}

#[test]
fn a_shallow_clone_has_a_head_but_no_dates() {
    let room = Room::new();
    room.git(&["init", "-q"]);
    room.commit(1000);
    room.file("site/postmortems/a.md", "a");
    room.commit(2000);
    let from = format!("file://{}", room.path("").display());
    let clone = TempDir::new().expect("a temporary folder");
    let to = clone.path().join("clone");
    room.git(&["clone", "-q", "--depth=1", &from, &to.to_string_lossy()]);
    let snapshot = read(&to.join("site"), &options()).expect("a snapshot");
    assert_eq!(snapshot.history.head.as_ref().expect("a head").date.as_second(), 2000);
    assert!(snapshot.history.files.is_empty());
}

#[cfg(unix)]
#[test]
fn git_runs_no_program_that_a_repository_names() {
    use std::os::unix::fs::PermissionsExt as _;
    let room = Room::new();
    room.git(&["init", "-q"]);
    room.file("site/.gitattributes", "*.md diff=spy filter=spy\n");
    room.file("site/postmortems/a.md", "a");
    room.commit(1000);
    room.file("spy", format!("#!/bin/sh\ntouch '{}'\n", room.path("spied").display()));
    fs::set_permissions(room.path("spy"), fs::Permissions::from_mode(0o755)).expect("a program");
    let spy = room.path("spy").to_string_lossy().into_owned();
    for name in
        ["core.fsmonitor", "core.pager", "gpg.program", "diff.external", "diff.spy.textconv", "filter.spy.clean"]
    {
        room.git(&["config", name, &spy]);
    }
    room.git(&["config", "log.showSignature", "true"]);
    assert_eq!(dates(&room.read()).len(), 2);
    assert!(!room.path("spied").exists());
}
