//! Where a link in a postmortem leads: the arithmetic of paths, as GitHub follows them.
use std::sync::Arc;

use crate::corpus::Corpus;
use crate::postmortem::Postmortem;
use crate::snapshot::Blob;

/// Where a link leads.
#[derive(Debug, Clone)]
pub enum Lead<'a> {
    /// To a postmortem, perhaps to a heading of it.
    Case(&'a Arc<Postmortem>, Option<String>),
    /// To a picture beside the file, by its path from the folder of the file.
    Picture(&'a Blob, String),
    /// Off the site: http, https or mailto.
    Outside,
    /// To a place in the same text.
    Anchor(String),
    /// Nowhere.
    Missing(Missing),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// It is empty.
    Empty,
    /// It asks for something other than http, https or mailto.
    Scheme(String),
    /// It climbs above the site's root.
    AboveRoot,
    /// No postmortem of the site and no file under `postmortems/` lies at this path from the site's root.
    NoFile(String),
    /// The file at this path from the site's root is no picture that the site shows.
    NotPicture(String),
    /// The picture at this path from the site's root lies neither beside the file nor below it.
    NotBeside(String),
}

/// Follows a link of `from`; `attachments` are those of the snapshot, sorted by path.
#[must_use]
pub fn follow<'a>(corpus: &'a Corpus, attachments: &'a [Blob], from: &Postmortem, target: &str) -> Lead<'a> {
    let target = target.trim();
    if target.is_empty() {
        return Lead::Missing(Missing::Empty);
    }
    if let Some(anchor) = target.strip_prefix('#') {
        return Lead::Anchor(decode(anchor));
    }
    if let Some(scheme) = unsafe_scheme(target) {
        return Lead::Missing(Missing::Scheme(scheme));
    }
    if scheme(target).is_some() {
        return Lead::Outside;
    }
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(decode(anchor))));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let folder = folder_of(&from.source.path);
    let Some(path) = join(folder, &decode(path)) else { return Lead::Missing(Missing::AboveRoot) };
    if let Some(case) = corpus.by_path(&path) {
        return Lead::Case(case, anchor.filter(|anchor| !anchor.is_empty()));
    }
    picture(attachments, folder, path)
}

/// Where a picture lies that a file shows by a relative address, by its path from the folder of that file, which it lies
/// in or below.
#[must_use]
pub fn beside(from: &str, target: &str) -> Option<String> {
    let target = target.trim();
    let path = target.split(['#', '?']).next().filter(|path| !path.is_empty() && scheme(target).is_none())?;
    let folder = folder_of(from);
    let path = join(folder, &decode(path))?;
    let below = if folder.is_empty() { Some(path.as_str()) } else { path.strip_prefix(folder)?.strip_prefix('/') };
    below.filter(|path| !path.is_empty()).map(str::to_owned)
}

/// The scheme of an address that is not followed: any but http, https and mailto.
#[must_use]
pub fn unsafe_scheme(target: &str) -> Option<String> {
    let scheme = scheme(target.trim())?;
    let known = ["https", "http", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (!known).then(|| scheme.to_ascii_lowercase())
}

/// Whether a postmortem has a heading with this anchor.
#[must_use]
pub fn has_anchor(postmortem: &Postmortem, anchor: &str) -> bool {
    postmortem.outline.iter().any(|heading| heading.anchor == anchor)
}

/// Whether a file is a picture that the site shows: its bytes say so, and its name agrees, since hosts go by the name.
#[must_use]
pub fn is_picture(blob: &Blob) -> bool {
    let extension = blob.path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let names: &[&str] = match blob.bytes.as_ref() {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => &["png"],
        [0xff, 0xd8, 0xff, ..] => &["jpg", "jpeg"],
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => &["gif"],
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => &["webp"],
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => &["avif"],
        _ => &[],
    };
    extension.is_some_and(|extension| names.contains(&extension.as_str()))
}

/// A picture's width and height in pixels, where its first bytes say so.
#[must_use]
pub fn size_of(blob: &Blob) -> Option<(usize, usize)> {
    let size = imagesize::blob_size(&blob.bytes).ok()?;
    (size.width > 0 && size.height > 0).then_some((size.width, size.height))
}

fn picture<'a>(attachments: &'a [Blob], folder: &str, path: String) -> Lead<'a> {
    let Ok(nth) = attachments.binary_search_by(|blob| blob.path.as_str().cmp(&path)) else {
        return Lead::Missing(Missing::NoFile(path));
    };
    let Some(blob) = attachments.get(nth).filter(|blob| is_picture(blob)) else {
        return Lead::Missing(Missing::NotPicture(path));
    };
    match path.strip_prefix(folder).and_then(|name| name.strip_prefix('/')) {
        Some(name) => Lead::Picture(blob, name.to_owned()),
        None => Lead::Missing(Missing::NotBeside(path)),
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The part before a colon, where a browser would take it for a scheme; `//host` is one without a name.
fn scheme(target: &str) -> Option<&str> {
    if target.starts_with("//") || target.starts_with('\\') {
        return Some("//");
    }
    let end = target.find([':', '/', '?', '#'])?;
    target[end..].starts_with(':').then(|| &target[..end])
}

/// A path from the root, or from a folder; `None` where it climbs above the root.
fn join(folder: &str, path: &str) -> Option<String> {
    let base = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Undoes percent-encoding; what is not UTF-8 then stays as written.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut rest = text.as_bytes();
    let mut out = Vec::with_capacity(rest.len());
    while let [first, tail @ ..] = rest {
        let decoded = match tail {
            [a, b, ..] if *first == b'%' => hex(*a).zip(hex(*b)).map(|(a, b)| a * 16 + b),
            _ => None,
        };
        out.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_github_does_and_never_climb_out() {
        let joined = |path: &str| join("postmortems/2026", path);
        assert_eq!(joined("a.md").as_deref(), Some("postmortems/2026/a.md"));
        assert_eq!(joined("./../2025/./a.md").as_deref(), Some("postmortems/2025/a.md"));
        assert_eq!(joined("/postmortems/a.md").as_deref(), Some("postmortems/a.md"));
        assert_eq!(joined("../../..").as_deref(), None);
        assert_eq!(joined("../../a").as_deref(), Some("a"));
    }

    #[test]
    fn only_pictures_in_the_folder_of_a_file_lie_beside_it() {
        assert_eq!(beside("a/b.md", "./c%20d/e.png?x=1").as_deref(), Some("c d/e.png"));
        assert_eq!(beside("b.md", "e.png").as_deref(), Some("e.png"));
        for (from, target) in
            [("a/b.md", "../e.png"), ("a/b.md", "/e.png"), ("b.md", "https://e/f.png"), ("b.md", "#e")]
        {
            assert_eq!(beside(from, target), None, "{target}");
        }
    }

    #[test]
    fn only_a_name_before_a_colon_is_a_scheme() {
        assert_eq!(scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(scheme("//host/x"), Some("//"));
        assert_eq!(scheme("a/b:c.md"), None);
        assert_eq!(scheme("a.md#b:c"), None);
    }

    #[test]
    fn percent_encoding_is_undone_where_it_is_text() {
        assert_eq!(decode("a%20b%C3%A9"), "a bé");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%4"), "%zz%4");
        assert_eq!(decode("%ff"), "%ff");
    }

    #[test]
    fn a_picture_is_known_by_its_bytes_and_its_name() {
        let blob = |path: &str, bytes: &[u8]| is_picture(&Blob { path: path.to_owned(), bytes: bytes.into() });
        assert!(blob("a/b.PNG", b"\x89PNG\r\n\x1a\n..."));
        assert!(blob("b.jpeg", b"\xff\xd8\xff\xe0"));
        assert!(blob("b.avif", b"\0\0\0\x1cftypavif"));
        assert!(blob("b.webp", b"RIFF\0\0\0\0WEBPVP8 "));
        assert!(!blob("b.html", b"\x89PNG\r\n\x1a\n..."), "a host would serve it as a page");
        assert!(!blob("b.png", b"<svg onload=alert(1)>"));
        assert!(!blob("png", b"\x89PNG\r\n\x1a\n..."));
    }
}
