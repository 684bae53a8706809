//! Where a link in a postmortem leads on the site.
use std::sync::Arc;

use crate::corpus::Corpus;
use crate::postmortem::Postmortem;
use crate::snapshot::Blob;
use crate::way::{Way, folder_of};

/// Where a link leads.
#[derive(Debug, Clone, Copy)]
pub enum Lead<'a> {
    /// To a postmortem, perhaps to a heading of it.
    Case(&'a Arc<Postmortem>, Option<&'a str>),
    /// To a picture beside the file, by its path from the folder of the file.
    Picture(&'a Blob, &'a str),
    /// Off the site: http, https or mailto.
    Outside,
    /// To a place in the same text.
    Anchor(&'a str),
    /// Nowhere.
    Missing(Missing<'a>),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing<'a> {
    /// It is empty.
    Empty,
    /// It asks for something other than http, https or mailto.
    Scheme(&'a str),
    /// It climbs above the site's root.
    AboveRoot,
    /// No postmortem of the site and no file under `postmortems/` lies at this path from the site's root.
    NoFile(&'a str),
    /// The file at this path from the site's root is no picture that the site shows.
    NotPicture(&'a str),
    /// The picture at this path from the site's root lies neither beside the file nor below it.
    NotBeside(&'a str),
}

/// Follows a link of `from`; `attachments` are those of the snapshot, sorted by path.
#[must_use]
pub fn follow<'a>(corpus: &'a Corpus, attachments: &'a [Blob], from: &Postmortem, way: &'a Way) -> Lead<'a> {
    match way {
        Way::Empty => Lead::Missing(Missing::Empty),
        Way::Scheme(scheme) => Lead::Missing(Missing::Scheme(scheme)),
        Way::AboveRoot => Lead::Missing(Missing::AboveRoot),
        Way::Outside => Lead::Outside,
        Way::Anchor(anchor) => Lead::Anchor(anchor),
        Way::File(path, anchor) => match corpus.by_path(path) {
            Some(case) => Lead::Case(case, anchor.as_deref()),
            None => picture(attachments, folder_of(&from.source.path), path),
        },
    }
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

fn picture<'a>(attachments: &'a [Blob], folder: &str, path: &'a str) -> Lead<'a> {
    let Ok(nth) = attachments.binary_search_by(|blob| blob.path.as_str().cmp(path)) else {
        return Lead::Missing(Missing::NoFile(path));
    };
    let Some(blob) = attachments.get(nth).filter(|blob| is_picture(blob)) else {
        return Lead::Missing(Missing::NotPicture(path));
    };
    match path.strip_prefix(folder).and_then(|name| name.strip_prefix('/')) {
        Some(name) => Lead::Picture(blob, name),
        None => Lead::Missing(Missing::NotBeside(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
