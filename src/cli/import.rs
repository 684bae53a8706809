//! `casebook import`.
use std::path::PathBuf;

use clap::Args;

use super::{Ended, Global, Terminal};

/// Adopt reports that were written for something else
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The folder with the reports; it is only read
    folder: PathBuf,
}

impl Import {
    pub(super) fn run(&self, _: &Global, _: &Terminal) -> anyhow::Result<Ended> {
        anyhow::bail!("{} waits for the room that adopts", self.folder.display())
    }
}
