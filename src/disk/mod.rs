//! Files are read and written here and nowhere else: bytes in, bytes out, no meaning.
#![expect(clippy::disallowed_methods, reason = "this is the room that the others may not have a door to")]
mod edit;
mod events;
mod file;
mod folder;
mod git;
mod groups;
mod guard;
mod jobs;
mod kept;
mod manifest;
mod place;
mod places;
mod plan;
mod read;
mod stamp;
mod target;
#[cfg(test)]
mod tests;
mod tree;
mod watch;
mod write;

pub use edit::{append, edit};
pub use file::create_new;
pub use git::{changed, origin, prefix};
pub use guard::Guard;
pub use manifest::{Manifest, State};
pub use place::path_from_root;
pub use read::{ReadOptions, find_root, read};
pub use tree::{Tree, read_tree};
pub use watch::{Events, Watch};
pub use write::{Report, WriteOptions, write};
