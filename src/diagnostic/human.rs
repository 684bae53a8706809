//! For people: snippets in the manner of rustc.
