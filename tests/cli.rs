//! The commands as people and CI call them: what they print, what they write, how they exit.
#![allow(clippy::disallowed_methods, reason = "these tests start the program and look at its files")]
mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A site on disk.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a folder") };
        site.write("site.toml", common::SITE);
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).expect("a file")
    }

    fn run(&self, args: &[&str]) -> Ran {
        Ran::of(command(self.folder.path()).args(args).args(["--as-of", "2026-11-21"]))
    }
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env("COLUMNS", "100").env("HOME", "/nonexistent");
    command
}

/// How a command ended.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Self { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
    }
}

/// What differs from run to run, taken out.
fn steady(text: &str, site: &Site) -> String {
    let text = text.replace(&site.folder.path().display().to_string(), "SITE");
    let words = text.split_inclusive(' ').collect::<Vec<_>>();
    let time = |word: &str| word.contains('.') && word.trim().parse::<f64>().is_ok();
    words.into_iter().map(|word| if time(word) { "TIME " } else { word }).collect()
}

fn good() -> String {
    common::case("Pool ran dry", "resolved = 2026-03-04T10:00:00Z", "## Summary\n\nIt ran dry.")
}

#[test]
fn build_writes_the_site_and_sums_up() {
    let draft = common::case("Later", "status = \"draft\"", "");
    let site = Site::new(&[("postmortems/pool.md", &good()), ("postmortems/later.md", &draft)]);
    let ran = site.run(&["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    insta::assert_snapshot!(steady(&ran.err, &site));
    assert!(site.read("public/postmortems/pool/index.html").contains("<h1 dir=\"auto\">Pool ran dry</h1>"));
    assert!(!site.path("public/postmortems/later").exists());
    assert!(site.read("public/casebook.json").contains("\"state\": \"complete\""));
    let again = site.run(&["build"]);
    assert!(again.err.contains("0 written"), "{}", again.err);
    assert_eq!(site.run(&["build", "--drafts", "-q"]).err, "");
    assert!(site.path("public/postmortems/later").exists());
}

#[test]
fn findings_keep_the_last_good_site() {
    let site = Site::new(&[("postmortems/pool.md", &good())]);
    assert_eq!(site.run(&["build"]).code, 0);
    let before = site.read("public/casebook.json");
    site.write("postmortems/pool.md", &good().replace("\"high\"", "\"hihg\""));
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(steady(&ran.err, &site));
    assert_eq!(site.read("public/casebook.json"), before);
}

#[test]
fn keep_going_writes_what_can_be_read_and_says_what_is_left_out() {
    let site = Site::new(&[("postmortems/pool.md", &good()), ("postmortems/torn.md", "+++\ntitle = \"Torn\"\n+++\n")]);
    assert_eq!(site.run(&["build"]).code, 1);
    assert!(!site.path("public").join("index.html").exists());
    let ran = site.run(&["build", "--keep-going"]);
    assert_eq!(ran.code, 1, "errors are errors, whatever was written");
    for page in ["public/index.html", "public/about/index.html"] {
        assert!(site.read(page).contains("postmortems/torn.md"), "{page} does not name the file");
    }
    assert!(site.path("public/postmortems/pool/index.html").exists());
    assert!(!site.path("public/postmortems/torn").exists());
}

#[test]
fn check_reports_and_writes_nothing() {
    let site = Site::new(&[("postmortems/pool.md", &good().replace("\"high\"", "\"hihg\""))]);
    let ran = site.run(&["check"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    insta::assert_snapshot!(steady(&ran.err, &site));
    let json = site.run(&["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).expect("one document");
    assert_eq!((json.code, json.err.as_str()), (1, ""));
    assert_eq!((&report["version"], &report["errors"]), (&1.into(), &1.into()));
    assert_eq!(report["findings"][0]["code"], "unknown-term");
    assert!(!site.path("public").exists());
    let warned = Site::new(&[("postmortems/pool.md", &good()), ("postmortems/notes.txt", "x")]);
    assert_eq!(warned.run(&["check"]).code, 0, "warnings do not fail");
}

#[test]
fn colours_are_for_terminals() {
    let site = Site::new(&[("postmortems/pool.md", "no front matter")]);
    assert!(!site.run(&["check"]).err.contains('\x1b'));
    assert!(site.run(&["check", "--color", "always"]).err.contains('\x1b'));
}

#[test]
fn what_cannot_run_exits_with_two_and_says_why() {
    let empty = tempfile::tempdir().expect("a folder");
    let ran = Ran::of(command(empty.path()).arg("build"));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no site.toml in"), "{}", ran.err);
    let site = Site::new(&[("postmortems/pool.md", &good())]);
    site.write("mine/notes.txt", "keep me");
    for (target, reason) in
        [("mine", "is not empty"), (".", "the folder that the site is made from"), ("postmortems/x", "postmortems/")]
    {
        let ran = site.run(&["build", "-o", target]);
        assert_eq!(ran.code, 2, "{target}: {}", ran.err);
        assert!(ran.err.contains(reason), "{target}: {}", ran.err);
    }
    assert_eq!(site.read("mine/notes.txt"), "keep me");
    assert_eq!(site.run(&["bild"]).code, 2);
    assert_eq!(site.run(&["build", "--base-url", "postmortems.example"]).code, 2);
}

#[test]
fn the_date_is_an_input() {
    let site = Site::new(&[("postmortems/pool.md", &good())]);
    let epoch = |seconds: &str| {
        let ran = Ran::of(command(site.folder.path()).args(["build", "-q"]).env("SOURCE_DATE_EPOCH", seconds));
        assert_eq!(ran.code, 0, "{}", ran.err);
        site.read("public/casebook.json")
    };
    assert!(epoch("1775000000").contains("\"as_of\": \"2026-04-01\""), "00:33 in London is the next day");
    assert!(epoch("1776000000").contains("\"as_of\": \"2026-04-12\""));
    assert_eq!(Ran::of(command(site.folder.path()).arg("build").env("SOURCE_DATE_EPOCH", "today")).code, 2);
}

#[test]
fn global_flags_stand_before_or_after_the_command() {
    let site = Site::new(&[("postmortems/pool.md", &good())]);
    let root = site.folder.path().display().to_string();
    for args in [["-C", &root, "check", "-q"], ["check", "-q", "-C", &root]] {
        assert_eq!(Ran::of(command(Path::new("/")).args(args)).code, 0);
    }
}

#[test]
fn new_starts_a_postmortem_that_check_leads_through() {
    let site = Site::new(&[]);
    let ran = site.run(&[
        "new",
        "Payments: \"declined\" for an hour",
        "--squad",
        "money-movement",
        "--started",
        "2026-11-20T09:12",
    ]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "postmortems/2026/payments-declined-for-an-hour.md\n"), "{}", ran.err);
    insta::assert_snapshot!(site.read("postmortems/2026/payments-declined-for-an-hour.md"));
    let codes = |site: &Site| {
        let report: serde_json::Value =
            serde_json::from_str(&site.run(&["check", "--drafts", "--format", "json"]).out).expect("one document");
        let findings = report["findings"].as_array().expect("a list").clone();
        findings.iter().map(|finding| finding["message"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&site), ["`severity` is empty", "`root_cause` is empty"], "what only a person can tell");
    let again = site.run(&["new", "Payments declined for an hour"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("has that name already; choose another with --id"), "{}", again.err);
    let all = [
        "new",
        "Second",
        "--severity",
        "high",
        "--root-cause",
        "capacity",
        "--squad",
        "identity",
        "--front-matter",
        "yaml",
    ];
    assert_eq!(site.run(&all).code, 0);
    assert_eq!(codes(&site).len(), 2, "the second lacks nothing");
    assert_eq!(site.run(&["new", "Third", "--squad", "paymnts"]).code, 2);
    assert_eq!(site.run(&["new", "Fourth", "--id", "../up"]).code, 2);
}

#[test]
fn import_starts_a_site_that_builds_and_can_be_run_again() {
    let source = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(source.path().join(name), text).expect("a file");
    write(
        "2026-01-02-login.md",
        "---\ntitle: Login fails\ndate: 2026-01-02 10:00:00\nresolved: true\nresolvedWhen: 2026-01-02 11:30:00\nseverity: down\naffected:\n  - Login\nsection: issue\n---\n\nIt failed.\n",
    );
    let new = tempfile::tempdir().expect("a folder");
    let import = || Ran::of(command(new.path()).arg("import").arg(source.path()));
    let ran = import();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = std::fs::read_to_string(new.path().join("postmortems/2026-01-02-login.md")).expect("a case");
    assert!(text.contains("2026-01-02T11:30:00"), "{text}");
    let built = Ran::of(command(new.path()).args(["build", "--as-of", "2026-11-21"]));
    assert_eq!(built.code, 0, "{}", built.err);
    write(
        "2026-01-03-pay.md",
        "---\ntitle: Pay fails\ndate: 2026-01-03 10:00:00\nresolved: true\nresolvedWhen: 2026-01-03 11:00:00\nseverity: down\nsection: issue\n---\n\nIt failed.\n",
    );
    let again = import();
    assert!(again.err.contains("Wrote 1 case") && again.err.contains("1 case was there already"), "{}", again.err);
    let unchanged = std::fs::read_to_string(new.path().join("postmortems/2026-01-02-login.md")).expect("a case");
    assert_eq!(unchanged, text);
}

/// What a site has already said is not asked again, and what it lacks is said.
#[test]
fn import_into_a_site_that_is_there_follows_its_settings_and_names_what_it_lacks() {
    let source = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(source.path().join(name), text).expect("a file");
    let report = "**Started:** 03/04/2026 10:00\n**Resolved:** 03/04/2026 11:00\n";
    write("cards.md", &format!("# Cards\n\n{report}"));
    let settings = "title = \"Ours\"\ntimezone = \"Asia/Jakarta\"\nfront_matter = \"yaml\"\n\
                    [[severity]]\nid = \"high\"\n[[root_cause]]\nid = \"change\"\n[[squad]]\nid = \"payments\"\n";
    let site = tempfile::tempdir().expect("a folder");
    std::fs::write(site.path().join("site.toml"), settings).expect("a file");
    let import = |more: &[&str]| {
        let squad = ["--squad", "payments"];
        Ran::of(command(site.path()).arg("import").arg(source.path()).args(squad).args(more))
    };
    let ran = import(&[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("`--dates` says"), "{}", ran.err);
    let ran = import(&["--dates", "day-first"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = std::fs::read_to_string(site.path().join("postmortems/cards.md")).expect("a case");
    assert!(text.starts_with("---\n") && text.contains("\nstarted: 2026-04-03T10:00:00+07:00\n"), "{text}");
    assert!(ran.out.contains("  2 terms of these cases are not in `site.toml`"), "{}", ran.out);
    assert!(ran.err.contains("Next: add what `site.toml` lacks, then casebook"), "{}", ran.err);
    let (_, lacking) = ran.out.split_once("run `casebook check`\n").expect("what is lacking");
    std::fs::write(site.path().join("site.toml"), format!("{settings}{lacking}")).expect("a file");
    let checked = Ran::of(command(site.path()).args(["check", "--as-of", "2026-11-21"]));
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    assert_eq!(import(&["--dates", "day-first"]).out, "1 case (1 there already), 0 left out\n");
    std::fs::write(site.path().join("site.toml"), "title = 1").expect("a file");
    assert_eq!(import(&[]).code, 1, "its settings cannot be read");
}

#[test]
fn import_of_an_empty_folder_says_so() {
    let (source, site) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let ran = Ran::of(command(site.path()).arg("import").arg(source.path()));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the folder has no files"), "{}", ran.err);
}

#[test]
fn pictures_beside_a_report_come_along_and_nothing_is_overwritten() {
    let source = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = source.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    let png = b"\x89PNG\r\n\x1a\n and more";
    write("2026/2026-03-04-disk.md", b"# Disk full\n\n![Disk](img/disk%20use.png) ![Up](../up.png)\n");
    write("2026/img/disk use.png", png);
    write("up.png", png);
    let new = tempfile::tempdir().expect("a folder");
    let import = || Ran::of(command(new.path()).arg("import").arg(source.path()));
    let ran = import();
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("Wrote 1 case and 1 picture to"), "{}", ran.err);
    assert!(ran.out.contains("up.png: it is a picture that no case shows"), "{}", ran.out);
    let copy = new.path().join("postmortems/2026/img/disk use.png");
    assert_eq!(std::fs::read(&copy).expect("the picture"), png);
    std::fs::write(&copy, b"\x89PNG\r\n\x1a\n mine").expect("a file");
    assert!(import().err.contains("Wrote 0 cases to"));
    assert_eq!(std::fs::read(&copy).expect("the picture"), b"\x89PNG\r\n\x1a\n mine");
}

/// Takes the same query language and ranks as the pages do; says what it found as `grep` does.
#[test]
fn search_finds_marks_and_says_how_many() {
    let dry = common::case(
        "Pool ran dry",
        "",
        "## Summary\n\nIt ran dry.\n\n## Root cause\n\nThe *connection pool* was small.",
    );
    let other = common::case("Certificate expired", "", "## Summary\n\nNobody watched it; the pool was fine.");
    let site = Site::new(&[("postmortems/dry.md", &dry), ("postmortems/tls.md", &other)]);
    let ran = site.run(&["search", "connection", "pool"]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.out, @r"
    Pool ran dry
      dry · 2026-03-04 · High · Payments
      Root cause: The connection pool was small.
      postmortems/dry.md:14
    ");
    insta::assert_snapshot!(ran.err, @"1 of 2 cases.");
    let ran = site.run(&["search", "pool", "--limit", "1", "--sort", "date", "--color", "always"]);
    assert_eq!((ran.code, ran.out.matches("\x1b[1;4mpool\x1b[0m").count()), (0, 1), "{}", ran.out);
    let ran = site.run(&["search", "certifcate"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, "1 of 2 cases for certificate.\n"));
    let ran = site.run(&["search", "certificate dry"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    insta::assert_snapshot!(ran.err, @r"
    Nothing found for certificate dry in 2 cases.
    Without certificate there would be 1 case.
    Without dry there would be 1 case.
    ");
    let ran = site.run(&["search", "--format", "json", "squad:payments pool"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!((answer["total"].as_u64(), answer["results"][0]["id"].as_str()), (Some(2), Some("dry")));
    assert_eq!(answer["counts"]["squad"]["payments"], 2);
    assert_eq!(site.run(&["search"]).code, 2);
}

#[test]
fn a_digest_is_of_the_newest_month_that_is_over() {
    let site = Site::new(&[("postmortems/pool.md", &good())]);
    let ran = site.run(&["digest"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("Test site\nOctober 2026\n============\n\nNo incidents.\n"), "{}", ran.out);
    let march = site.run(&["digest", "2026-03", "--format", "markdown", "--base-url", "https://cases.example"]);
    assert!(march.out.contains("**[Pool ran dry](https://cases.example/postmortems/pool/)**"), "{}", march.out);
    let html = site.run(&["digest", "2026-03", "--format", "html"]);
    assert!(html.out.starts_with("<!doctype html>") && html.out.ends_with("</html>\n"));
    let empty = Site::new(&[]);
    assert_eq!(empty.run(&["digest"]).code, 0, "nothing is an answer");
}

#[test]
fn a_month_that_cannot_be_reviewed_is_refused_with_the_reason() {
    let site = Site::new(&[("postmortems/pool.md", &good())]);
    for (args, reason) in [
        (&["digest", "2026-12"][..], "December 2026 has not begun: it is 21 Nov 2026"),
        (&["digest", "2026-02"], "there is nothing of February 2026: the first postmortem is of March 2026"),
        (&["digest", "2026-13"], "write a month as 2026-03"),
        (&["digest", "--base-url", "ftp://x"], "--base-url ftp://x is not an http or https address"),
        (&["trends", "--from", "2026-05", "--to", "2026-04"], "--to 2026-04 is before --from 2026-05"),
        (&["trends", "--squad", "paymets"], "did you mean `payments`?"),
    ] {
        let ran = site.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(reason), "{args:?}: {}", ran.err);
    }
}

#[test]
fn trends_are_printed_and_what_is_not_counted_is_said() {
    let site = Site::new(&[("postmortems/pool.md", &good()), ("postmortems/torn.md", "+++\ntitle = \"Torn\"\n+++\n")]);
    let ran = site.run(&["trends", "--format", "json", "--from", "2026-03", "--to", "2026-03"]);
    let all: serde_json::Value = serde_json::from_str(&ran.out).expect("one document");
    assert_eq!((ran.code, &all["version"], &all["files_left_out"]), (0, &1.into(), &1.into()));
    assert_eq!(all["months"].as_array().map(Vec::len), Some(1));
    assert!(ran.err.contains("1 file cannot be read and is not counted"), "{}", ran.err);
    let csv = site.run(&["trends", "--format", "csv", "--squad", "money-movement", "-q"]);
    assert!(
        csv.out.starts_with("month,days,state,measure,")
            && csv.out.contains("2026-03,31,complete,incidents,incidents,1,1,,,")
    );
    assert_eq!(csv.err, "");
    assert!(site.run(&["trends"]).out.starts_with("Month"));
}

/// A server that is ended when it is dropped.
struct Served {
    child: std::process::Child,
    url: String,
    said: std::thread::JoinHandle<String>,
}

impl Served {
    fn start(site: &Site, args: &[&str]) -> Self {
        use std::io::{BufRead as _, BufReader, Read as _};
        let mut command = command(site.folder.path());
        command.args(["serve", "--as-of", "2026-11-21"]).args(args);
        let mut child =
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().expect("it runs");
        let (out, mut err) = (child.stdout.take().expect("output"), child.stderr.take().expect("messages"));
        let said = std::thread::spawn(move || {
            let mut said = String::new();
            let _ = err.read_to_string(&mut said);
            said
        });
        let mut url = String::new();
        BufReader::new(out).read_line(&mut url).expect("an address");
        Self { child, url: url.trim().to_owned(), said }
    }

    fn port(&self) -> &str {
        self.url.rsplit(':').next().expect("a port").trim_end_matches('/')
    }

    /// Ends it as Ctrl-C does; its exit code and all that it said.
    fn interrupt(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("it runs").success());
        (self.child.wait().expect("it ends").code(), self.said.join().expect("what it said"))
    }
}

#[cfg(unix)]
#[test]
fn serve_says_where_it_listens_and_ends_when_it_is_told() {
    let draft = common::case("Later", "status = \"draft\"", "");
    let site = Site::new(&[("postmortems/pool.md", &good()), ("postmortems/later.md", &draft)]);
    let served = Served::start(&site, &["--port", "0"]);
    assert!(served.url.starts_with("http://127.0.0.1:") && served.port() != "0", "{}", served.url);
    let (code, said) = served.interrupt();
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(steady(&said, &site), @r"
    2 cases: no findings; TIME s.
    Every change is shown as soon as it is saved. Ctrl-C ends.
    Stopped.
    ");
    let files: Vec<_> = std::fs::read_dir(site.folder.path()).expect("a folder").collect();
    assert_eq!(files.len(), 2, "nothing was written");
}

#[cfg(unix)]
#[test]
fn serve_warns_of_guests_and_takes_the_next_free_port() {
    let site = Site::new(&[("postmortems/pool.md", &good().replace("\"high\"", "\"hihg\""))]);
    let first = Served::start(&site, &["--port", "0", "-q"]);
    let second = Served::start(&site, &["--port", first.port(), "--host", "0.0.0.0", "--poll"]);
    assert_ne!(first.port(), second.port());
    let ports = [first.port().to_owned(), second.port().to_owned()];
    let (code, said) = second.interrupt();
    assert_eq!(code, Some(0), "faults are shown, and end nothing");
    insta::assert_snapshot!(steady(&said.replace(&ports[0], "TAKEN").replace(&ports[1], "PORT"), &site), @r#"
    error[unknown-term]: `site.toml` has no severity `hihg`
     --> postmortems/pool.md:3:12
      |
    3 | severity = "hihg"
      |            ^^^^^^
      |
      = help: did you mean `high`?

    0 cases: 1 error; TIME s; what can be read is shown.
    Port TAKEN is taken.
    warning: whoever reaches this machine at 0.0.0.0:PORT can read the site, its drafts included
    Every change is shown as soon as it is saved. Ctrl-C ends.
    Stopped.
    "#);
    let (_, said) = first.interrupt();
    assert!(said.contains("error[unknown-term]") && !said.contains("Stopped"), "{said}");
    let nowhere = site.run(&["serve", "--host", "192.0.2.1"]);
    assert_eq!(nowhere.code, 2);
    assert!(nowhere.err.contains("cannot listen at 192.0.2.1:4400"), "{}", nowhere.err);
}
