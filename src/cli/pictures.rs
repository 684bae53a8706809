//! Pictures that lie beside foreign reports come along with them.
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::adopt::{Adopted, Left};
use crate::disk;
use crate::snapshot::Blob;
use crate::way;

/// Copies the pictures that cases show and that lie in or below the folder of the original, to the same place beside
/// the case; nothing that is there is overwritten. Gives how many are new, and those that no case shows.
pub(super) fn copy(cases: &[Adopted], pictures: &[Blob], root: &Path) -> anyhow::Result<(usize, Vec<Left>)> {
    let by_path: BTreeMap<&str, &Blob> = pictures.iter().map(|blob| (blob.path.as_str(), blob)).collect();
    let (mut new, mut shown) = (0, BTreeSet::new());
    for case in cases {
        for beside in case.pictures.iter().filter_map(|target| way::beside(&case.from, target)) {
            let Some(blob) = by_path.get(next_to(&case.from, &beside).as_str()) else { continue };
            shown.insert(blob.path.as_str());
            let place = root.join(next_to(&case.path, &beside));
            if !place.exists() {
                disk::create_new(&place, &blob.bytes)?;
                new += 1;
            }
        }
    }
    let left = pictures.iter().filter(|blob| !shown.contains(blob.path.as_str()));
    let left = left.map(|blob| Left { path: blob.path.clone(), reason: "it is a picture that no case shows".into() });
    Ok((new, left.collect()))
}

fn next_to(file: &str, beside: &str) -> String {
    file.rsplit_once('/').map_or_else(|| beside.to_owned(), |(folder, _)| format!("{folder}/{beside}"))
}
