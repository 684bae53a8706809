//! Steps run one after the other; the first that fails ends the run.
use std::time::Instant;

use anyhow::{Context, Result};

/// A piece of work with a name for its heading.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) work: fn() -> Result<()>,
}

/// Runs all steps, and says how many passed.
pub(crate) fn run(steps: &[Step]) -> Result<()> {
    for (nth, step) in steps.iter().enumerate() {
        println!("\n=== {} of {}: {} ===", nth + 1, steps.len(), step.name);
        let start = Instant::now();
        let outcome = (step.work)();
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("=== {}: {verdict}, {:.1} s ===", step.name, start.elapsed().as_secs_f64());
        outcome.with_context(|| format!("step `{}` failed", step.name))?;
    }
    println!("\n{} steps passed", steps.len());
    Ok(())
}
