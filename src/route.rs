//! Addresses. The only place that knows where anything lies on the site.
use crate::output::SitePath;
use crate::time::Month;

/// A thing with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The front page.
    Home,
    /// All postmortems, one page of them, counted from 1.
    Postmortems(usize),
    /// One postmortem, by id.
    Postmortem(String),
    /// A file beside a postmortem: id and file name.
    Attachment(String, String),
    /// A facet's terms, by its folder.
    Facet(String),
    /// One page of the postmortems with a term: folder, id of the term, page from 1.
    Term(String, String, usize),
    /// The trends.
    Trends,
    /// One month.
    Month(Month),
    /// One year.
    Year(i16),
    /// What the words and numbers mean.
    About,
    /// What a host shows for an address that does not exist.
    NotFound,
    /// A static file, by its path below `static/`.
    Asset(String),
}

impl Route {
    /// The file.
    #[must_use]
    pub fn path(&self) -> SitePath {
        let page = |folder: &str, nth: usize| match nth {
            0 | 1 => format!("{folder}/index.html"),
            _ => format!("{folder}/page/{nth}/index.html"),
        };
        SitePath::new(&match self {
            Self::Home => "index.html".to_owned(),
            Self::Postmortems(nth) => page("postmortems", *nth),
            Self::Postmortem(id) => format!("postmortems/{id}/index.html"),
            Self::Attachment(id, name) => format!("postmortems/{id}/{name}"),
            Self::Facet(folder) => format!("{folder}/index.html"),
            Self::Term(folder, id, nth) => page(&format!("{folder}/{id}"), *nth),
            Self::Trends => "trends/index.html".to_owned(),
            Self::Month(month) => format!("trends/{month}/index.html"),
            Self::Year(year) => format!("trends/{year:04}/index.html"),
            Self::About => "about/index.html".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Asset(path) => path.clone(),
        })
    }

    /// The relative address of another thing, as a link on this page is written: percent-encoded, and ending
    /// in `index.html` since a `file://` folder shows a listing.
    #[must_use]
    pub fn link_to(&self, other: &Self) -> String {
        other.link_from(&self.path())
    }

    /// The same, from a path on the site.
    #[must_use]
    pub fn link_from(&self, path: &SitePath) -> String {
        relative(path.as_str(), self.path().as_str())
    }

    /// The address below the site's root, percent-encoded, without `index.html`: for canonical links.
    #[must_use]
    pub fn short(&self) -> String {
        let path = relative("", self.path().as_str());
        path.strip_suffix("index.html").map(str::to_owned).unwrap_or(path)
    }
}

/// The first parts of paths that the program itself uses; no facet may be called so.
pub const RESERVED: &[&str] = &[
    "about",
    "actions",
    "api",
    "charts",
    "fonts",
    "lessons",
    "postmortems",
    "root-causes",
    "search",
    "services",
    "severities",
    "squads",
    "trends",
];

fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(folders - shared);
    let down: Vec<String> = to[shared..].iter().map(|part| encode(part)).collect();
    format!("{up}{}", down.join("/"))
}

/// Percent-encodes one part of a path: all but letters, digits and `-._~` of ASCII.
#[must_use]
pub fn encode(part: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_encoded() {
        let case = Route::Postmortem("a b".into());
        assert_eq!(case.link_to(&Route::Home), "../../index.html");
        assert_eq!(Route::Home.link_to(&case), "postmortems/a%20b/index.html");
        assert_eq!(case.link_to(&Route::Postmortem("c".into())), "../c/index.html");
        assert_eq!(case.link_to(&case), "index.html");
        assert_eq!(Route::Postmortems(2).link_to(&Route::Postmortems(1)), "../../index.html");
    }
}
