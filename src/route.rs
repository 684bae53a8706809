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
    /// What was promised, one page of the open actions, counted from 1.
    Actions(usize),
    /// What was learned.
    Lessons,
    /// The trends.
    Trends,
    /// One month.
    Month(Month),
    /// One year.
    Year(i16),
    /// A chart as a file, by name and ending: `severities`, `-dark.svg`.
    Chart(&'static str, &'static str),
    /// The picture of a month, for those who are sent a link to it.
    Card(Month),
    /// What the words and numbers mean.
    About,
    /// What is looked for in every postmortem.
    Checks,
    /// What a host shows for an address that does not exist.
    NotFound,
    /// A static file, by its path below `static/`.
    Asset(String),
}

impl Route {
    /// The file.
    #[must_use]
    pub fn path(&self) -> SitePath {
        SitePath::new(&self.address())
    }

    fn address(&self) -> String {
        let page = |folder: &str, nth: usize| match nth {
            0 | 1 => format!("{folder}/index.html"),
            _ => format!("{folder}/page/{nth}/index.html"),
        };
        match self {
            Self::Home => "index.html".to_owned(),
            Self::Postmortems(nth) => page("postmortems", *nth),
            Self::Postmortem(id) => format!("postmortems/{id}/index.html"),
            Self::Attachment(id, name) => format!("postmortems/{id}/{name}"),
            Self::Facet(folder) => format!("{folder}/index.html"),
            Self::Term(folder, id, nth) => page(&format!("{folder}/{id}"), *nth),
            Self::Actions(nth) => page("actions", *nth),
            Self::Lessons => "lessons/index.html".to_owned(),
            Self::Trends => "trends/index.html".to_owned(),
            Self::Month(month) => format!("trends/{month}/index.html"),
            Self::Year(year) => format!("trends/{year:04}/index.html"),
            Self::Chart(name, ending) => format!("charts/{name}{ending}"),
            Self::Card(month) => format!("trends/{month}/card.png"),
            Self::About => "about/index.html".to_owned(),
            Self::Checks => "about/checks/index.html".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Asset(path) => path.clone(),
        }
    }

    /// How many folders it lies below the site's root.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.address().matches('/').count()
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
        relative(path.as_str(), &self.address())
    }

    /// The address below the site's root, percent-encoded, without `index.html`: for canonical links.
    #[must_use]
    pub fn short(&self) -> String {
        let path = relative("", &self.address());
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

/// Pages hold dozens of links each, so this makes one string and no other.
fn relative(from: &str, to: &str) -> String {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    // Both share this byte for byte, so a folder ends in both at the same place.
    let shared = from.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    let mut out = String::with_capacity(to.len() + 16);
    for _ in from[shared..].matches('/') {
        out.push_str("../");
    }
    encode_into(&mut out, &to[shared..], true);
    out
}

/// Percent-encodes one part of a path: all but letters, digits and `-._~` of ASCII.
#[must_use]
pub fn encode(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    encode_into(&mut out, part, false);
    out
}

fn encode_into(out: &mut String, text: &str, slashes: bool) {
    use std::fmt::Write as _;
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte as char),
            b'/' if slashes => out.push('/'),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
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
        // Names that begin alike share no folder for that.
        assert_eq!(case.link_to(&Route::Postmortem("a c".into())), "../a%20c/index.html");
        let journey = Route::Facet("squad-journey".into());
        assert_eq!(journey.link_to(&Route::Facet("squads".into())), "../squads/index.html");
        assert_eq!(Route::Postmortem("é".into()).link_to(&Route::Postmortem("è".into())), "../%C3%A8/index.html");
    }
}
