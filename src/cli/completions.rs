//! `casebook completions`.
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Cli, Ended, Terminal};

/// Print completions for a shell
///
/// For bash: `casebook completions bash > ~/.local/share/bash-completion/completions/casebook`. For zsh: into a file
/// `_casebook` in a folder of `$fpath`. For fish: `~/.config/fish/completions/casebook.fish`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, terminal: &Terminal) -> Ended {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "casebook", &mut script);
        terminal.result(&String::from_utf8_lossy(&script));
        Ended::Done
    }
}
