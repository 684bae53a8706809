//! Where a file lies in a site.
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// The path from the site's root, with `/`, of a file or folder that somebody named; nothing for the root itself.
///
/// # Errors
/// Where it is not there, or outside the root.
pub fn path_from_root(root: &Path, file: &Path) -> anyhow::Result<String> {
    let root = fs::canonicalize(root).with_context(|| format!("cannot find the folder {}", root.display()))?;
    let real = resolved(file).with_context(|| format!("there is no {}", file.display()))?;
    let below = real.strip_prefix(&root).ok();
    let below = below.with_context(|| format!("{} lies outside the site's folder", file.display()))?;
    Ok(below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// Links above it resolved, but not a link that it is itself: findings name that.
fn resolved(file: &Path) -> anyhow::Result<PathBuf> {
    fs::symlink_metadata(file)?;
    match (file.parent(), file.file_name()) {
        (Some(above), Some(name)) => {
            let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
            Ok(fs::canonicalize(above)?.join(name))
        }
        _ => Ok(fs::canonicalize(file)?),
    }
}
