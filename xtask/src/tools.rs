//! What the browser tests need besides Rust: found where it is, installed where that is possible.
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::program::{find, output, run};

const OLDEST_NODE: u32 = 20;
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Makes sure that there is a Node that is new enough, with npm.
pub(crate) fn node() -> Result<()> {
    if find("node").is_none() || find("npm").is_none() {
        install(&["nodejs", "npm"], "")?;
    }
    let version = output(Command::new("node").arg("--version"))?;
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    ensure!(
        major.is_some_and(|major| major >= OLDEST_NODE),
        "the browser tests need Node {OLDEST_NODE} or newer, and `node` is {version}. \
         Put a newer one first in PATH, for instance: npm install --global n && n {OLDEST_NODE}"
    );
    println!("node {version}");
    Ok(())
}

/// The browser: `$CHROMIUM`, else the first one on the `PATH`, else a newly installed one.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM") {
        let chosen = PathBuf::from(chosen);
        ensure!(chosen.is_file(), "CHROMIUM is set to {}, which is no file", chosen.display());
        return Ok(chosen);
    }
    if let Some(found) = BROWSERS.iter().find_map(|name| find(name)) {
        return Ok(found);
    }
    install(&["chromium"], ", or set CHROMIUM to the browser's program")?;
    find("chromium").context("chromium was installed, but is not on the PATH; set CHROMIUM to its program")
}

fn install(packages: &[&str], otherwise: &str) -> Result<()> {
    let names = packages.join(" ");
    if find("apt-get").is_none() || !is_root() {
        let command = match find("brew") {
            Some(_) => format!("brew install {}", names.replace("nodejs npm", "node")),
            None => format!("sudo apt-get install -y --no-install-recommends {names}"),
        };
        bail!("the browser tests need {names}. Install: {command}{otherwise}");
    }
    run(Command::new("apt-get").arg("update"))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
