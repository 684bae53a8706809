//! The search: what its index holds, and how it is asked. `docs/search.md` is the contract with the script of the
//! pages, which asks the same index.
mod block;
mod bytes;
mod column;
mod dictionary;
mod facet;
mod fold;
mod impact;
mod lexicon;
mod posting;
mod prefix;
mod query;
mod record;
mod run;
mod shard;
mod spelling;
pub mod token;
mod write;

pub use query::{Answer, Excerpt, Index, Piece, Sort};
pub use record::Record;
pub use write::write;
