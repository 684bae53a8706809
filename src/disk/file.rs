//! One file: opened only if it is a regular one, read whole, replaced whole.
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

use anyhow::Context as _;

use super::stamp::Stamp;

/// What is said of fifos, sockets and devices.
pub(super) const NOT_REGULAR: &str = "is not a regular file";

/// Writes a file that is not there yet, and the folders above it.
///
/// # Errors
/// Where something lies there already, which stays as it is, or where it cannot be written.
pub fn create_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            anyhow::bail!("{} exists already; it stays as it is", path.display())
        }
        opened => opened.with_context(|| format!("cannot create {}", path.display()))?,
    };
    let written = file.write_all(bytes);
    written.inspect_err(|_| drop(fs::remove_file(path))).with_context(|| format!("cannot write {}", path.display()))
}

/// A file's bytes, or in one phrase why they are not taken; and what tells when they have to be read again.
#[derive(Debug)]
pub(super) struct Taken {
    /// The bytes.
    pub bytes: Result<Vec<u8>, String>,
    /// As it was before they were read.
    pub stamp: Stamp,
}

/// Reads a whole file.
///
/// # Errors
/// Where a file that could be taken cannot be read.
pub(super) fn take(path: &Path, limit: u64) -> anyhow::Result<Taken> {
    let mut bytes = Vec::new();
    let read = read_into(path, limit, &mut bytes).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Taken { bytes: read.0.map_or(Ok(bytes), Err), stamp: read.1 })
}

/// Whether a file holds just these bytes; the buffer is only there to be used again.
pub(super) fn holds(path: &Path, bytes: &[u8], buffer: &mut Vec<u8>) -> io::Result<bool> {
    let mut file = match open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        opened => opened?,
    };
    let metadata = file.metadata()?;
    if !metadata.is_file() || metadata.len() != bytes.len() as u64 {
        return Ok(false);
    }
    buffer.clear();
    file.read_to_end(buffer)?;
    Ok(buffer == bytes)
}

/// Puts a file in place at once: whoever looks sees the old bytes or the new ones.
///
/// Only a `durable` file is forced to the medium. For the others the rename alone keeps the promise when
/// the process dies; when the machine dies, the next build compares all bytes and repairs what was lost.
pub(super) fn replace(path: &Path, temporary: &Path, bytes: &[u8], durable: bool) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(temporary)?;
    let written = file.write_all(bytes).and_then(|()| if durable { file.sync_all() } else { Ok(()) });
    drop(file);
    written.and_then(|()| fs::rename(temporary, path)).inspect_err(|_| drop(fs::remove_file(temporary)))
}

fn read_into(path: &Path, limit: u64, bytes: &mut Vec<u8>) -> io::Result<(Option<String>, Stamp)> {
    let file = open(path)?;
    let metadata = file.metadata()?;
    let stamp = Stamp::of(&metadata);
    if !metadata.is_file() {
        return Ok((Some(NOT_REGULAR.to_owned()), stamp));
    }
    bytes.reserve_exact(usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1);
    file.take(limit.saturating_add(1)).read_to_end(bytes)?;
    Ok(((bytes.len() as u64 > limit).then(|| format!("is larger than {} MiB", limit >> 20)), stamp))
}

/// Opens for reading, never through a link and never waiting for a fifo's other end.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    careful(&mut options);
    options.open(path)
}

/// Makes an open refuse a link in the last place, and return at once whatever lies there.
#[cfg(unix)]
pub(super) fn careful(options: &mut OpenOptions) {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed());
}

#[cfg(not(unix))]
pub(super) fn careful(_: &mut OpenOptions) {}
