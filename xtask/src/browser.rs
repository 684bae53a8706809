//! The steps that look at built sites as a reader's browser does.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::program::{cargo, run};
use crate::step::Step;
use crate::tools;

pub(crate) const STEPS: &[Step] = &[
    Step { name: "browser tools", work: find_tools },
    Step { name: "browser packages", work: packages },
    Step { name: "release binary", work: binary },
    Step { name: "sites", work: sites },
    Step { name: "a site to search", work: searched },
    Step { name: "browser tests", work: tests },
];

const HERE: &str = "tests/browser";
const BUILT: &str = "target/browser";
const SEARCHED: &str = "target/quality";

fn find_tools() -> Result<()> {
    tools::node()?;
    println!("browser {}", tools::chromium()?.display());
    Ok(())
}

fn packages() -> Result<()> {
    run(Command::new("npm").arg("ci").current_dir(HERE).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

fn binary() -> Result<()> {
    run(cargo().args(["build", "--release", "--locked", "--bin", "casebook"]))
}

/// Builds our own postmortems, and each folder of small sites made for the tests.
fn sites() -> Result<()> {
    site(Path::new("."), "demo")?;
    for root in folders(&Path::new(HERE).join("sites"))? {
        let name = root.file_name().context("a site has no name")?.to_string_lossy().into_owned();
        site(&root, &name)?;
    }
    Ok(())
}

fn site(root: &Path, name: &str) -> Result<()> {
    let here = std::env::current_dir().context("where are we?")?;
    build(root, &here.join(BUILT).join(name))
}

fn build(root: &Path, into: &Path) -> Result<()> {
    let binary = std::env::current_dir().context("where are we?")?.join("target/release/casebook");
    // The pages that pictures are taken of must not change with the day.
    run(Command::new(binary).arg("-C").arg(root).args(["build", "--as-of", "2026-11-21", "-o"]).arg(into))
}

/// Writes and builds a thousand cases, with what is asked of them and what must be found. They are written by what the
/// tests have compiled already: an optimized benchmark would take minutes to compile, and nothing is timed here.
fn searched() -> Result<()> {
    let folder = std::env::current_dir().context("where are we?")?.join(SEARCHED);
    let write = ["bench", "--locked", "--profile", "dev", "--bench", "search", "--", "--write", "1000"];
    run(cargo().args(write).arg(&folder))?;
    let root = folder.join("root");
    build(&root, &folder.join("site"))
}

fn tests() -> Result<()> {
    run(Command::new("node")
        .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .current_dir(HERE)
        .env("CHROMIUM", tools::chromium()?))
}

fn folders(parent: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(parent).with_context(|| format!("cannot read {}", parent.display()))?;
    let mut folders = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    folders.retain(|path| path.is_dir());
    folders.sort();
    Ok(folders)
}
