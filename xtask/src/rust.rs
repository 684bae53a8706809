//! The steps that need nothing but a Rust toolchain.
use anyhow::{Result, bail};

use crate::licences;
use crate::program::{cargo, find, run};
use crate::step::Step;

pub(crate) const STEPS: &[Step] = &[
    Step { name: "toolchain", work: toolchain },
    Step { name: "format", work: format },
    Step { name: "lints", work: lints },
    Step { name: "licences and sources", work: licences::check },
    Step { name: "tests", work: tests },
    Step { name: "documentation", work: documentation },
];

fn toolchain() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if find(program).is_none() {
            bail!("{program} is missing. Install it: rustup component add {component}");
        }
    }
    // rustup leaves a shim for a component that is not installed.
    for subcommand in ["fmt", "clippy"] {
        run(cargo().args([subcommand, "--version"]))?;
    }
    Ok(())
}

fn format() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn tests() -> Result<()> {
    run(cargo().args(["test", "--workspace", "--locked"]))
}

fn documentation() -> Result<()> {
    run(cargo().args(["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings"))
}
