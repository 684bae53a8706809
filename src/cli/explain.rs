//! `casebook explain`.
use std::fmt::Write as _;

use anyhow::bail;
use clap::Args;

use super::{Ended, Terminal};
use crate::check::{Explained, explained};
use crate::diagnostic::{Level, did_you_mean};

/// Say what a finding means, why it matters and how to mend it
///
/// Findings are named by their code, such as `unknown-term`. Without a code, all are listed.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The finding's code
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(&self, terminal: &Terminal) -> anyhow::Result<Ended> {
        let Some(code) = &self.code else {
            terminal.result(&list());
            return Ok(Ended::Done);
        };
        let Some(found) = explained().into_iter().find(|one| one.code == code) else {
            match did_you_mean(code, explained().iter().map(|one| one.code)) {
                Some(near) => bail!("no finding is called {code}: did you mean {near}?"),
                None => bail!("no finding is called {code}: `casebook explain` lists them all"),
            }
        };
        terminal.result(found.docs);
        Ok(Ended::Done)
    }
}

fn list() -> String {
    let all = explained();
    let width = all.iter().map(|one| one.code.len()).max().unwrap_or(0);
    let mut lines = String::new();
    for one in &all {
        let _ = writeln!(lines, "{:width$}  {:16}  {}", one.code, level(one), one.summary());
    }
    format!("{lines}\nSet levels in site.toml, under [checks]: NAME = \"allow\", \"warn\" or \"deny\".\n")
}

fn level(one: &Explained) -> &'static str {
    match (one.level, one.settable) {
        (level, true) => level.word(),
        (Level::Deny, false) => "always an error",
        (_, false) => "always a warning",
    }
}
