//! The search: what its index holds, and how it is asked. `docs/search.md` is the contract with the script of the pages.
mod fold;
pub mod token;
