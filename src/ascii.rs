//! Bytes as text that any file can hold.
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

/// Base64 with the usual alphabet, padded: what a `data:` address holds.
#[must_use]
pub fn padded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The same without padding.
#[must_use]
pub fn unpadded(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}
