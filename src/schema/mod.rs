//! JSON Schemas of what users write, with the site's own terms in them, so that editors complete and explain.
//!
//! Draft 7: what the language servers of TOML and YAML and the editors of JetBrains all understand. Which keys there are
//! is said by the readers of `config` and `postmortem`; a test asks them, and compares.
mod front_matter;
mod site;
mod value;

pub use front_matter::front_matter;
pub use site::site;
