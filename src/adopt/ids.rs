//! Ids and paths for adopted files: the file's own name where it can be, and always the same.
use std::collections::{BTreeMap, BTreeSet};

use super::original::split;
use crate::source::Digest;

/// Longer names than this would not fit every file system together with their folders.
const LONGEST: usize = 150;

/// The path of each case, in the order of the originals' paths, which must be sorted. A case that was adopted before
/// keeps its id; of new files with one name, those in folders take the folder's name in front.
pub(super) fn assign<'a>(
    originals: impl Iterator<Item = &'a str> + Clone,
    existing: &BTreeMap<String, Option<String>>,
) -> Vec<String> {
    let earlier: BTreeMap<&str, &str> =
        existing.iter().filter_map(|(id, from)| Some((from.as_deref()?, id.as_str()))).collect();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    originals.clone().for_each(|path| *names.entry(fold(&safe(split(path).1))).or_default() += 1);
    let mut used: BTreeSet<String> = existing.keys().map(|id| fold(id)).collect();
    // Names that nobody contests go first, so that a prefixed name never takes one away.
    let alone = |path: &str| names.get(&fold(&safe(split(path).1))) == Some(&1);
    let mut ids = BTreeMap::new();
    for first in [true, false] {
        for path in originals.clone().filter(|path| alone(path) == first) {
            let id = match earlier.get(path) {
                Some(id) => (*id).to_owned(),
                None => fresh(path, first, &used),
            };
            used.insert(fold(&id));
            ids.insert(path, id);
        }
    }
    originals
        .map(|path| format!("postmortems/{}{}.md", folders(path), ids.get(path).map_or("", String::as_str)))
        .collect()
}

/// An id that nobody has: the name, then with its folder, then with a mark of its path.
fn fresh(path: &str, alone: bool, used: &BTreeSet<String>) -> String {
    let (folder, stem) = split(path);
    let name = safe(stem);
    let prefixed = if folder.is_empty() { name.clone() } else { safe(&format!("{}-{name}", folder.replace('/', "-"))) };
    let free = |id: &String| !used.contains(&fold(id));
    let wishes = if alone { [name, prefixed.clone()] } else { [prefixed.clone(), prefixed.clone()] };
    let marked = || (6..=64).map(|digits| format!("{prefixed}-{}", Digest::of(path.as_bytes()).short(digits)));
    wishes.into_iter().chain(marked()).find(free).unwrap_or(prefixed)
}

/// The original's folders, each made safe, with a closing `/`.
fn folders(path: &str) -> String {
    let folder = split(path).0;
    folder.split('/').filter(|part| !part.is_empty()).map(|part| safe(part) + "/").collect()
}

/// A name of letters, digits, `.`, `_` and `-`, beginning with a letter or digit: unchanged where it is one.
fn safe(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') {
            out.push(c);
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_start_matches(['.', '_', '-']).trim_end_matches(['.', '-']);
    match out {
        "" => format!("report-{}", Digest::of(name.as_bytes()).short(6)),
        long if long.len() > LONGEST => {
            format!("{}-{}", &long[..long.floor_char_boundary(LONGEST)], Digest::of(name.as_bytes()).short(6))
        }
        fine => fine.to_owned(),
    }
}

fn fold(id: &str) -> String {
    id.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(originals: &[&str], existing: &[(&str, Option<&str>)]) -> Vec<String> {
        let existing = existing.iter().map(|(id, from)| ((*id).to_owned(), from.map(str::to_owned))).collect();
        assign(originals.iter().copied(), &existing)
    }

    #[test]
    fn a_name_stays_as_it_is_where_it_is_fine() {
        assert_eq!(
            paths(&["2021-03-04-AKS-1.26_b.md", "what? now!.md", "ü/a.md", "x/post/index.md"], &[]),
            [
                "postmortems/2021-03-04-AKS-1.26_b.md",
                "postmortems/what-now.md",
                "postmortems/ü/a.md",
                "postmortems/x/post.md"
            ]
        );
    }

    #[test]
    fn one_name_in_two_folders_takes_the_folders() {
        assert_eq!(
            paths(&["A.md", "a.md", "x/a.md", "y/z/a.md"], &[])[..],
            ["postmortems/A.md", "postmortems/a-fecccc.md", "postmortems/x/x-a.md", "postmortems/y/z/y-z-a.md"]
        );
        assert_eq!(paths(&["x-a.md", "x/a.md", "y/a.md"], &[])[1], "postmortems/x/x-a-970ffc.md");
    }

    #[test]
    fn what_was_adopted_keeps_its_id_and_what_is_taken_stays() {
        let existing = [("a", Some("x/a.md")), ("b", None)];
        assert_eq!(
            paths(&["b.md", "x/a.md", "y/a.md"], &existing),
            ["postmortems/b-11dd48.md", "postmortems/x/a.md", "postmortems/y/y-a.md"]
        );
    }

    #[test]
    fn hidden_empty_and_endless_names_are_made_safe() {
        for name in ["_draft.md", ".hidden.md", "...md", ".md", "///.md", &format!("{}.md", "é".repeat(300))] {
            let path = &paths(&[name], &[])[0];
            let id = path.rsplit('/').next().unwrap().trim_end_matches(".md");
            assert!(!id.is_empty() && !id.starts_with(['.', '_', '-']) && id.len() < 200, "{path}");
        }
    }
}
