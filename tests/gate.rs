//! `check` and `explain` as a pull request meets them: which files, which exit code, what is mended.
#![allow(clippy::disallowed_methods, reason = "these tests start programs and look at files")]
mod common;

use std::path::Path;
use std::process::{Command, Output};

use common::case;
use tempfile::TempDir;

struct Site(TempDir);

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let site = Self(tempfile::tempdir().expect("a folder"));
        site.write("site.toml", common::SITE);
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.0.path().join(path)).expect("a file")
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.current_dir(self.0.path()).env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_STEP_SUMMARY");
        ended(command.args(args).args(["--as-of", "2026-11-21"]))
    }

    /// The files with findings, of `check` with more arguments.
    fn judged(&self, args: &[&str]) -> Vec<String> {
        let (_, out, err) = self.run(&[&["check", "--format", "short"], args].concat());
        assert_eq!(err, "");
        let mut files: Vec<_> = out.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
        files.dedup();
        files
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.current_dir(self.0.path()).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        git.args(["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]);
        let (code, out, err) = ended(git.args(args));
        assert_eq!(code, 0, "{out}{err}");
    }
}

fn ended(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

fn warned(title: &str) -> String {
    case(title, "", "one<br>two")
}

#[test]
fn the_exit_code_is_what_was_asked_for() {
    let warning = Site::new(&[("postmortems/a.md", &warned("A"))]);
    let error = Site::new(&[("postmortems/a.md", &case("A", "related = [\"zzz\"]", ""))]);
    for (args, of_warning, of_error) in [
        (&["check"][..], 0, 1),
        (&["check", "--fail-on", "error"], 0, 1),
        (&["check", "--fail-on", "warning"], 1, 1),
        (&["check", "--fail-on", "warning", "--exit-zero"], 0, 0),
        (&["check", "--exit-zero", "--format", "sarif"], 0, 0),
        (&["check", "--fail-on", "never"], 2, 2),
    ] {
        assert_eq!((warning.run(args).0, error.run(args).0), (of_warning, of_error), "{args:?}");
    }
}

#[test]
fn files_and_folders_can_be_named_and_the_others_are_still_seen() {
    let link = case("C", "", "[a](../x/a.md) [gone](gone.md)");
    let site = Site::new(&[
        ("postmortems/x/a.md", &warned("A")),
        ("postmortems/x/b.md", &warned("B")),
        ("postmortems/y/c.md", &link),
    ]);
    assert_eq!(site.judged(&["postmortems/x/a.md"]), ["postmortems/x/a.md"]);
    assert_eq!(site.judged(&["./postmortems/y/../x"]), ["postmortems/x/a.md", "postmortems/x/b.md"]);
    assert_eq!(site.judged(&["postmortems/y"]), ["postmortems/y/c.md"], "its link into the other folder is good");
    assert_eq!(site.judged(&["."]).len(), 3);
    for (file, why) in [("postmortems/no.md", "there is no postmortems/no.md"), ("/", "lies outside")] {
        let (code, _, err) = site.run(&["check", file]);
        assert!(code == 2 && err.contains(why), "{err}");
    }
}

#[test]
fn a_pull_request_is_judged_by_what_it_touches() {
    let old = case("Old", "", "one<br>two, [gone](gone.md), [case](gone-later.md)");
    let site = Site::new(&[("postmortems/old.md", &old), ("postmortems/gone-later.md", &case("Later", "", ""))]);
    site.git(&["init", "-q"]);
    site.git(&["add", "."]);
    site.git(&["commit", "-qm", "before"]);
    site.git(&["branch", "base"]);
    assert_eq!(site.judged(&["--changed-since", "base"]), [""; 0]);
    site.write("postmortems/new.md", &warned("New"));
    assert_eq!(site.judged(&["--changed-since", "base"]), ["postmortems/new.md"], "not even added");
    site.git(&["add", "."]);
    site.git(&["commit", "-qm", "after"]);
    assert_eq!(site.judged(&["--changed-since", "base"]), ["postmortems/new.md"]);
    std::fs::remove_file(site.0.path().join("postmortems/gone-later.md")).expect("it is there");
    let (_, out, _) = site.run(&["check", "--format", "short", "--changed-since", "base"]);
    assert!(out.contains("there is no `postmortems/gone-later.md`"), "a link that the change has broken: {out}");
    assert!(!out.contains("`postmortems/gone.md`"), "one that was broken before: {out}");
    site.write("postmortems/twin.md", &case("Old", "", ""));
    let (_, out, _) = site.run(&["check", "--format", "short", "--changed-since", "base"]);
    assert!(out.contains("twin.md") && out.contains("an earlier case has the same title"), "{out}");
    site.write("site.toml", &format!("{}\n", common::SITE));
    assert_eq!(site.judged(&["--changed-since", "base"]).len(), 3, "settings concern every file");
    for revision in ["nowhere", "--output=x"] {
        let (code, _, err) = site.run(&["check", &format!("--changed-since={revision}")]);
        assert!(code == 2 && !err.is_empty(), "{err}");
    }
}

#[test]
fn fix_mends_what_is_sure_and_nothing_else() {
    let broken = "---\r\ntitle: é\r\nseverity: High\r\nroot-cause: capacity\r\nsquad: 'Payments'\r\nstarted: 2026-03-04T9:12Z\r\nrlated: [moved]\r\n---\r\n\r\nSee [it](moved.md#x) and <br>.\r\n";
    let closed = "title = \"B\"\nseverity = \"high\"\nroot_cause = \"capacity\"\nsquad = \"payments\"\nstarted = 2026-03-04T015:12:00Z\n+++\n\n## Impact\n\n<!-- Whom it hit, how badly, and how you know. Say what did not break, too. -->\nNobody.\n";
    let site = Site::new(&[
        ("postmortems/a.md", broken),
        ("postmortems/b.md", closed),
        ("postmortems/2026/moved.md", &case("Moved", "", "## X\n\nx")),
    ]);
    let untouched = site.read("postmortems/2026/moved.md");
    for _ in 0..4 {
        site.run(&["check", "--fix", "-q"]);
    }
    let mended = broken
        .replace("High", "high")
        .replace("root-cause", "root_cause")
        .replace("'Payments'", "'payments'")
        .replace("T9:12Z", "T09:12Z")
        .replace("(moved.md#x)", "(2026/moved.md#x)");
    assert_eq!(site.read("postmortems/a.md"), mended, "`rlated` is for a person to decide");
    let hint = "<!-- Whom it hit, how badly, and how you know. Say what did not break, too. -->\n";
    assert_eq!(site.read("postmortems/b.md"), format!("+++\n{}", closed.replace("T015", "T15").replace(hint, "")));
    assert_eq!(site.read("postmortems/2026/moved.md"), untouched);
    let (code, out, err) = site.run(&["check", "--fix", "--format", "short"]);
    assert_eq!(code, 1);
    assert!(out.contains("unknown-key") && err.contains("Mended 0 findings in 0 files."), "{out}{err}");
    assert!(!Path::new(&site.0.path().join("public")).exists());
}

#[test]
fn the_summary_goes_where_github_says() {
    let site = Site::new(&[("postmortems/a.md", &warned("A"))]);
    let summary = site.0.path().join("summary.md");
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.current_dir(site.0.path()).env("GITHUB_STEP_SUMMARY", &summary).args(["check", "--format", "github"]);
    let (code, out, _) = ended(&mut command);
    assert_eq!(code, 0);
    assert!(out.starts_with("::warning file=postmortems/a.md,line=10"), "{out}");
    assert!(site.read("summary.md").starts_with("### casebook: 0 errors, 1 warning\n"), "{}", site.read("summary.md"));
}

#[test]
fn explain_lists_all_and_knows_each() {
    let site = Site::new(&[]);
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        ended(command.current_dir(site.0.path()).args(args))
    };
    let (code, list, _) = run(&["explain"]);
    assert_eq!(code, 0);
    for one in casebook::check::explained() {
        assert!(list.lines().any(|line| line.starts_with(&format!("{} ", one.code))), "{}", one.code);
        assert_eq!(run(&["explain", one.code]), (0, one.docs.to_owned(), String::new()));
    }
    let (code, _, err) = run(&["explain", "unknwon-term"]);
    assert!(code == 2 && err.contains("did you mean unknown-term?"), "{err}");
}
