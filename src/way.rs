//! Where a link leads by what is written: the arithmetic of paths, as GitHub follows them. No file is looked for.

/// Where a link leads by what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Nowhere: it is empty.
    Empty,
    /// Nowhere: it asks for something other than http, https or mailto.
    Scheme(String),
    /// Nowhere: it climbs above the site's root.
    AboveRoot,
    /// Off the site: http, https or mailto.
    Outside,
    /// To a place in the same text.
    Anchor(String),
    /// To the file at this path from the site's root, perhaps to a heading of it.
    File(String, Option<String>),
}

impl Way {
    /// The way of a link in the file at a path from the site's root.
    #[must_use]
    pub fn of(from: &str, target: &str) -> Self {
        let target = target.trim();
        if target.is_empty() {
            return Self::Empty;
        }
        if let Some(anchor) = target.strip_prefix('#') {
            return Self::Anchor(decode(anchor));
        }
        if let Some(scheme) = unsafe_scheme(target) {
            return Self::Scheme(scheme);
        }
        if scheme(target).is_some() {
            return Self::Outside;
        }
        let (path, anchor) =
            target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(decode(anchor))));
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        match join(folder_of(from), &decode(path)) {
            Some(path) => Self::File(path, anchor.filter(|anchor| !anchor.is_empty())),
            None => Self::AboveRoot,
        }
    }
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

/// The folder of a file, both by their paths.
#[must_use]
pub fn folder_of(path: &str) -> &str {
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
}
