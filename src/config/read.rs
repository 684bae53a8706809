//! Reading site.toml.
