//! The commands that start things: a repository, a postmortem, a shell's completions, a page of the manual.
#![allow(clippy::disallowed_methods, reason = "these tests start the program and look at its files")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// Noon of 21 November 2026.
const NOW: &str = "1795262400";

/// A place to work in, and how a command is run there.
struct Desk(TempDir);

/// How a command ended.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn command(&self, folder: &str, program: &str) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_casebook"));
        let own = binary.parent().expect("a folder").to_path_buf();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).expect("a path");
        let mut command = Command::new(program);
        command.current_dir(self.path(folder)).env("PATH", path).env("SOURCE_DATE_EPOCH", NOW).env("COLUMNS", "100");
        command.env("HOME", "/nonexistent").env("TZ", "UTC").env_remove("VISUAL").env_remove("EDITOR");
        command.env_remove("GITHUB_STEP_SUMMARY").env_remove("GIT_DIR");
        command
    }

    fn run(&self, folder: &str, args: &[&str]) -> Ran {
        Ran::of(self.command(folder, env!("CARGO_BIN_EXE_casebook")).args(args))
    }

    fn git(&self, folder: &str, args: &[&str]) {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        let ran = Ran::of(self.command(folder, "git").args(who).args(args));
        assert_eq!(ran.code, 0, "git {args:?}: {}", ran.err);
    }

    /// All files below a folder with their texts, those of git aside.
    fn files(&self, folder: &str) -> BTreeMap<String, String> {
        let root = self.path(folder);
        let entries = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("an entry"));
        let files = entries.filter(|entry| entry.file_type().is_file());
        let named = files.map(|entry| {
            let path = entry.path().strip_prefix(&root).expect("below").to_string_lossy().into_owned();
            (path, std::fs::read_to_string(entry.path()).unwrap_or_default())
        });
        named.filter(|(path, _)| !path.starts_with(".git/")).collect()
    }
}

impl Ran {
    fn of(command: &mut Command) -> Self {
        let output = command.output().expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}

#[test]
fn init_writes_a_whole_repository() {
    let desk = Desk::new();
    let ran = desk.run(".", &["init", "acme-postmortems", "--install-from", "https://git.example/casebook"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @r"
    .github/dependabot.yml
    .github/pull_request_template.md
    .github/workflows/postmortems.yml
    .gitignore
    .gitlab-ci.yml
    .gitlab/merge_request_templates/Default.md
    .pre-commit-config.yaml
    CODEOWNERS
    postmortems/2026/example-card-payments-declined.md
    site.toml
    ");
    insta::assert_snapshot!(ran.err, @r#"
    Wrote 10 files to acme-postmortems.
    Next:
      1. casebook -C acme-postmortems check, then casebook -C acme-postmortems serve: the example is on the site
      2. put your own squads, services and severities into site.toml
      3. put your team's name into CODEOWNERS
      4. once you know who would see it, set PUBLISH_PAGES to `true` for the pipeline to publish the site
      5. pre-commit install, if you use pre-commit
      6. casebook -C acme-postmortems new "What happened", and delete the example
    "#);
    let files = desk.files("acme-postmortems");
    assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), ran.out.lines().collect::<Vec<_>>());
}

#[test]
fn init_fills_in_what_it_knows() {
    let desk = Desk::new();
    let args = ["init", "acme-postmortems", "--install-from", "https://git.example/casebook"];
    assert_eq!(desk.run(".", &args).code, 0);
    let files = desk.files("acme-postmortems");
    let head: Vec<_> = files["site.toml"].lines().filter(|line| !line.starts_with('#')).take(3).collect();
    insta::assert_snapshot!(head.join("\n"), @r#"
    title = "Acme postmortems"
    timezone = "UTC" # of times that are written without an offset, and of months
    front_matter = "toml" # what `casebook new` writes; files may use the other syntax as well
    "#);
    let front: Vec<_> = files["postmortems/2026/example-card-payments-declined.md"].lines().take(20).collect();
    insta::assert_snapshot!(front.join("\n"), @r#"
    +++
    title = "Example: card payments declined after a certificate was renewed"
    severity = "high"
    root_cause = "configuration"
    trigger = ["expiry"]
    squad = "cards"
    involved = ["platform"]
    services = ["card-authorisation"]
    journey = ["card"]
    started = 2026-11-07T09:12:00
    detected = 2026-11-07T09:19:00
    acknowledged = 2026-11-07T09:24:00
    mitigated = 2026-11-07T09:58:00
    resolved = 2026-11-07T11:05:00
    status = "published"
    published = 2026-11-16
    detection = "alert"
    tags = ["example"]

    [impact]
    "#);
    let tag = format!("CASEBOOK_TAG: v{}", env!("CARGO_PKG_VERSION"));
    for pipeline in [".github/workflows/postmortems.yml", ".gitlab-ci.yml"] {
        assert!(files[pipeline].contains(&tag), "{pipeline}");
        assert!(files[pipeline].contains("CASEBOOK_URL: \"https://git.example/casebook\""), "{pipeline}");
    }
}

/// What is there stays, all of it is named, and nothing is written beside it.
#[test]
fn init_overwrites_nothing() {
    let desk = Desk::new();
    std::fs::write(desk.path(".gitignore"), "mine\n").expect("a file");
    std::fs::write(desk.path("postmortems"), "a file where a folder should be\n").expect("a file");
    let before = desk.files(".");
    let ran = desk.run(".", &["init"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    let there = "there already: .gitignore, postmortems/2026/example-card-payments-declined.md;";
    assert!(ran.err.contains(there) && ran.err.contains("--keep-existing"), "{}", ran.err);
    assert_eq!(desk.files("."), before);
    std::fs::remove_file(desk.path("postmortems")).expect("removed");
    assert_eq!(desk.run(".", &["init", "--keep-existing"]).code, 0);
    let after = desk.files(".");
    assert_eq!(after[".gitignore"], "mine\n");
    assert!(after.contains_key("site.toml"));
    let again = desk.run(".", &["init"]);
    assert_eq!((again.code, desk.files(".")), (2, after));
    assert_eq!(again.err.matches("site.toml").count(), 1, "{}", again.err);
}

/// A site that has settings of its own gets pipelines, and no example in words that it does not know.
#[test]
fn init_adds_pipelines_to_a_site() {
    let desk = Desk::new();
    std::fs::write(desk.path("site.toml"), common::SITE).expect("a file");
    let ran = desk.run(".", &["init", "--keep-existing", "--ci", "gitlab"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("postmortems/2026") && !ran.out.contains(".github"), "{}", ran.out);
    assert!(ran.out.contains(".gitlab-ci.yml"));
    assert_eq!(desk.files(".")["site.toml"], common::SITE);
}

#[test]
fn init_sees_where_the_repository_is_reviewed() {
    let desk = Desk::new();
    desk.git(".", &["init", "-q"]);
    desk.git(".", &["remote", "add", "origin", "https://me:secret@gitlab.bank.example/risk/rca.git"]);
    let ran = desk.run(".", &["init", "--title", "Our \"bad\" days", "--timezone", "asia/jakarta"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains(".github") && ran.out.contains(".gitlab-ci.yml"), "{}", ran.out);
    let settings = &desk.files(".")["site.toml"];
    assert!(settings.contains("url = \"https://gitlab.bank.example/risk/rca\"\nedit ="), "{settings}");
    assert!(settings.contains("timezone = \"Asia/Jakarta\"") && settings.contains(r#"title = "Our \"bad\" days""#));
    assert!(!desk.files(".").values().any(|text| text.contains("secret@")), "who is signed in is nobody's business");
    assert_eq!(desk.run(".", &["check"]).code, 0);
    assert_eq!(desk.run(".", &["init", "x", "--timezone", "Mars"]).code, 2);
}

/// The commands of a pipeline that call casebook, as its shell would get them.
fn commands(pipeline: &str) -> Vec<String> {
    let whole: Value = serde_saphyr::from_str(pipeline).expect("YAML");
    let mut found = Vec::new();
    let mut rest = vec![&whole];
    while let Some(value) = rest.pop() {
        match value {
            Value::Object(table) => rest.extend(table.values()),
            Value::Array(items) => rest.extend(items),
            Value::String(text) if text.starts_with("casebook ") => found.push(text.clone()),
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// A fresh repository, with a first change on a branch, passes all that its own pipelines and its hook run.
#[test]
fn a_fresh_repository_passes_its_own_pipelines() {
    for syntax in ["toml", "yaml"] {
        let desk = Desk::new();
        assert_eq!(desk.run(".", &["init", "new", "--front-matter", syntax]).code, 0);
        desk.git("new", &["init", "-q", "-b", "main"]);
        desk.git("new", &["add", "."]);
        desk.git("new", &["commit", "-qm", "init"]);
        desk.git("new", &["update-ref", "refs/remotes/origin/main", "HEAD"]);
        desk.git("new", &["switch", "-qc", "work"]);
        let terms = ["--severity", "low", "--root-cause", "capacity", "--squad", "payments"];
        assert_eq!(desk.run("new", &[&["new", "Queue of transfers full"][..], &terms[..]].concat()).code, 0);
        desk.git("new", &["add", "."]);
        desk.git("new", &["commit", "-qm", "a draft"]);
        let files = desk.files("new");
        let pipelines = [".github/workflows/postmortems.yml", ".gitlab-ci.yml"];
        let lines: BTreeSet<String> = pipelines.iter().flat_map(|pipeline| commands(&files[*pipeline])).collect();
        assert_eq!(
            lines.len(),
            5,
            "a check for GitHub, two for GitLab, and for both a preview and a build: {lines:#?}"
        );
        // Pages take long without optimisation, and do not depend on the syntax.
        let wanted = |line: &&String| syntax == "toml" || line.starts_with("casebook check");
        for line in lines.iter().filter(wanted) {
            let mut shell = desk.command("new", "sh");
            shell.args(["-ec", line]).env("GITHUB_BASE_REF", "main");
            let ran = Ran::of(shell.env("CI_MERGE_REQUEST_DIFF_BASE_SHA", "origin/main"));
            assert_eq!(ran.code, 0, "{line}\n{}{}", ran.out, ran.err);
        }
        if syntax == "toml" {
            let built = std::fs::read_to_string(desk.path("new/public/casebook.json")).expect("a site");
            assert!(built.contains("\"state\": \"complete\""));
            assert!(desk.path("new/preview/postmortems/queue-of-transfers-full/index.html").exists());
        }
        let hook: Value = serde_saphyr::from_str(&files[".pre-commit-config.yaml"]).expect("YAML");
        let entry = hook["repos"][0]["hooks"][0]["entry"].as_str().expect("a command");
        let entry = format!("{entry} site.toml postmortems/2026/example-card-payments-declined.md");
        let ran = Ran::of(desk.command("new", "sh").args(["-ec", &entry]));
        assert_eq!(ran.code, 0, "{entry}\n{}", ran.err);
    }
}

/// The project's own pipelines are YAML, and call nothing that is not there.
#[test]
fn our_own_pipelines_do_what_those_of_init_do() {
    let desk = Desk::new();
    assert_eq!(desk.run(".", &["init"]).code, 0);
    let files = desk.files(".");
    for (own, made) in
        [(".github/workflows/ci.yml", ".github/workflows/postmortems.yml"), (".gitlab-ci.yml", ".gitlab-ci.yml")]
    {
        let own = commands(&std::fs::read_to_string(own).expect("a pipeline"));
        let made = commands(&files[made]);
        // Where the preview is written differs.
        let verb = |line: &String| line.split(" --output").next().unwrap_or_default().to_owned();
        assert_eq!(own.iter().map(verb).collect::<Vec<_>>(), made.iter().map(verb).collect::<Vec<_>>());
    }
    let whole: Value = serde_saphyr::from_str(&files[".github/dependabot.yml"]).expect("YAML");
    assert_eq!(whole["version"], 2);
}

/// No action that somebody could change under us, and no right that a job does not need.
#[test]
fn actions_are_pinned_and_rights_are_few() {
    let desk = Desk::new();
    assert_eq!(desk.run(".", &["init", "--ci", "github"]).code, 0);
    let made = desk.files(".")[".github/workflows/postmortems.yml"].clone();
    let own = std::fs::read_to_string(".github/workflows/ci.yml").expect("a pipeline");
    for text in [made, own] {
        let uses: Vec<_> =
            text.lines().filter_map(|line| line.split_once("uses: ")).map(|(_, action)| action).collect();
        assert!(!uses.is_empty());
        for action in uses {
            let commit = action.split_once('@').expect("a version").1.split(' ').next().unwrap_or_default();
            let whole = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(whole && action.contains(" # v"), "{action}");
        }
        let pipeline: Value = serde_saphyr::from_str(&text).expect("YAML");
        assert_eq!(pipeline["permissions"], serde_json::json!({ "contents": "read" }));
        for (name, job) in pipeline["jobs"].as_object().expect("jobs") {
            assert_eq!(job.get("permissions").is_some(), name == "publish", "{name}");
            assert!(job["timeout-minutes"].is_u64(), "{name} may run for ever");
        }
        // What a pull request says of itself never becomes part of a script.
        assert!(!text.contains("pull_request_target") && !text.contains("${{ github.head_ref"));
    }
}

fn site(files: &[(&str, &str)]) -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.path("site.toml"), common::SITE).expect("a file");
    std::fs::create_dir(desk.path("postmortems")).expect("a folder");
    for (path, text) in files {
        std::fs::write(desk.path(path), text).expect("a file");
    }
    desk
}

/// All that may be known of a case before it is written.
const KNOWN: &[&str] = &[
    "--severity=sev1",
    "--root-cause=capacity",
    "--squad=payments",
    "--started=2026-11-20T09:12",
    "--resolved=2026-11-20T10:00",
    "--service=ledger",
    "--involved=identity",
    "--trigger=configuration",
    "--facet=journey=pay",
    "--facet=journey=sign-in",
    "--kind=security",
    "--detection=customer",
    "--ticket=PAY-7",
    "--tag=a \"tag\"",
];

#[test]
fn new_takes_all_that_is_known_already() {
    for syntax in ["toml", "yaml"] {
        let desk = site(&[]);
        let ran = desk.run(".", &[&["new", "Transfers failed", "--front-matter", syntax][..], KNOWN].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = desk.files(".")["postmortems/2026/transfers-failed.md"].clone();
        if syntax == "toml" {
            let kept = text.lines().map(|line| line.split(" # ").next().unwrap_or_default()).take(17);
            insta::assert_snapshot!(kept.collect::<Vec<_>>().join("\n"), @r#"
            +++
            title = "Transfers failed"
            severity = "critical"
            root_cause = "capacity"
            squad = "payments"
            started = 2026-11-20T09:12:00+00:00
            resolved = 2026-11-20T10:00:00+00:00
            services = ["ledger"]
            involved = ["identity"]
            trigger = ["configuration"]
            journey = ["pay", "sign-in"]
            kind = "security"
            detection = "customer"
            tickets = ["PAY-7"]
            tags = ["a \"tag\""]
            status = "draft"
            +++
            "#);
        }
        assert_eq!(desk.run(".", &["check", "--drafts", "-q"]).code, 0, "{text}");
    }
}

#[test]
fn a_draft_that_is_not_filled_in_yet_can_wait_but_its_secrets_cannot() {
    let desk = Desk::new();
    assert_eq!(desk.run(".", &["init"]).code, 0);
    assert_eq!(desk.run(".", &["new", "Ledger slow"]).code, 0);
    let ran = desk.run(".", &["check"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = desk.run(".", &["check", "--drafts"]);
    assert!(ran.code == 1 && ran.err.contains("`severity` is empty"), "{}", ran.err);
    let draft = desk.path("postmortems/2026/ledger-slow.md");
    let text = std::fs::read_to_string(&draft).expect("a draft");
    std::fs::write(&draft, text + "\npaid by 4539 1488 0343 6467\n").expect("a draft");
    let ran = desk.run(".", &["check"]);
    assert!(ran.code == 1 && ran.err.contains("error[card-number]"), "{}", ran.err);
}

#[test]
fn new_writes_nothing_for_what_is_wrong() {
    let desk = site(&[]);
    for wrong in [
        ["--service", "ledgr"],
        ["--facet", "joruney=pay"],
        ["--facet", "pay"],
        ["--kind", "odd"],
        ["--squad", "branches"],
    ] {
        let ran = desk.run(".", &["new", "X", wrong[0], wrong[1]]);
        assert_eq!(ran.code, 2, "{wrong:?}");
    }
    assert!(!desk.path("postmortems/2026").exists());
}

#[test]
fn new_names_cases_that_share_rare_words() {
    let case = |title: &str| common::case(title, "", "## Summary\n\nIt did.");
    let desk = site(&[
        ("postmortems/pool.md", &case("Connection pool of the ledger ran dry")),
        ("postmortems/tls.md", &case("Certificate of the gateway expired")),
        ("postmortems/app.md", &case("The app showed old balances")),
        ("postmortems/dns.md", &case("Names did not resolve")),
    ]);
    let ran = desk.run(".", &["new", "Ledger slow: connection pool -exhausted squad:nobody", "--id", "again"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains(
            "Perhaps `repeat_of` or `related`:\n  pool (2026-03-04): Connection pool of the ledger ran dry\nFill"
        ),
        "{}",
        ran.err
    );
    let other = desk.run(".", &["new", "Cash machines empty"]);
    assert!(!other.err.contains("Perhaps"), "{}", other.err);
}

#[cfg(unix)]
#[test]
fn new_opens_the_editor_that_is_chosen() {
    let desk = site(&[]);
    let edit = |title: &str, visual: Option<&str>, editor: Option<&str>| {
        let mut command = desk.command(".", env!("CARGO_BIN_EXE_casebook"));
        command.args(["new", title, "--edit"]);
        command
            .envs([("VISUAL", visual), ("EDITOR", editor)].into_iter().filter_map(|(key, value)| Some((key, value?))));
        Ran::of(&mut command)
    };
    let script = "sh -c 'printf edited >> \"$1\"' editor";
    assert_eq!(edit("First", Some(script), Some("false")).code, 0);
    assert!(desk.files(".")["postmortems/2026/first.md"].ends_with("edited"));
    assert_eq!(edit("Second", Some(" "), Some(script)).code, 0);
    let ran = edit("Third", None, Some("false"));
    assert!(ran.code == 2 && ran.err.contains("third.md is written, but `false` ended with"), "{}", ran.err);
    let ran = edit("Fourth", Some("no-such-editor --wait"), None);
    assert!(ran.code == 2 && ran.err.contains("`no-such-editor` cannot be run"), "{}", ran.err);
    for (visual, editor) in [(None, None), (Some("vim 'x"), None), (Some("''"), None)] {
        let ran = edit("Fifth", visual, editor);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(!desk.path("postmortems/2026/fifth.md").exists(), "nothing is written where no editor can open it");
    }
}

/// The names of all commands, as `--help` lists them.
fn all_commands(desk: &Desk) -> Vec<String> {
    let help = desk.run(".", &["--help"]).out;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let desk = Desk::new();
    let commands = all_commands(&desk);
    assert!(commands.len() >= 9, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(".", &["completions", shell]);
        assert_eq!((script.code, script.err.as_str()), (0, ""));
        for command in &commands {
            assert!(script.out.contains(command), "{shell} does not know {command}");
        }
    }
    let page = desk.run(".", &["man"]);
    assert_eq!(page.code, 0);
    assert!(page.out.contains(".TH casebook 1"), "{}", page.out);
    for command in &commands {
        assert!(page.out.contains(&format!("casebook\\-{command}(1)")), "the manual does not know {command}");
        let own = desk.run(".", &["man", command]);
        assert!(own.code == 0 && own.out.contains(".SH OPTIONS"), "{command}");
    }
    assert_eq!(desk.run(".", &["man", "chek"]).code, 2);
}

#[test]
fn schemas_are_printed_as_json() {
    let desk = site(&[]);
    for what in ["front-matter", "site"] {
        let ran = desk.run(".", &["schema", what]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let schema: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
    // Where settings have faults, an editor should still help with them.
    std::fs::write(desk.path("site.toml"), "title = 1\n").expect("a file");
    assert_eq!(desk.run(".", &["schema", "site"]).code, 0);
    let ran = desk.run(".", &["schema", "front-matter"]);
    assert!(ran.code == 1 && ran.out.is_empty() && ran.err.contains("missing-key"), "{}", ran.err);
}
