//! The review of one month to be sent: as text, as Markdown for chat, as HTML for mail.
mod html;
mod markdown;
mod outline;
mod picture;
mod text;

use crate::site::Site;
use crate::time::Month;

/// What a digest is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text of 80 columns.
    Text,
    /// `CommonMark` as chats show it.
    Markdown,
    /// One document that asks for nothing else, for mail.
    Html,
}

/// The review of a month as its page shows it, in words of its own length: what is read before the meeting.
#[must_use]
pub fn digest(site: &Site, month: Month, format: Format) -> String {
    let digest = outline::of(site, month);
    match format {
        Format::Text => text::of(&digest),
        Format::Markdown => markdown::of(&digest),
        Format::Html => html::of(&digest, picture::of(site, month).as_ref()),
    }
}

/// A month's review, whatever it is written in.
struct Digest {
    site: String,
    /// The month.
    title: String,
    /// The month in one sentence.
    lede: String,
    /// The month's page, where the site has an address.
    link: Option<String>,
    sections: Vec<Section>,
    /// What the numbers count, and as of which day.
    foot: Vec<String>,
}

/// One question and its answer.
struct Section {
    heading: &'static str,
    blocks: Vec<Block>,
}

enum Block {
    Paragraph(String),
    /// What is said in passing.
    Note(String),
    /// What is not named here, and where it is.
    More(Run),
    Subheading(String),
    List {
        numbered: bool,
        items: Vec<Item>,
    },
    /// Names and how many there are of each.
    Counts {
        title: String,
        rows: Vec<(String, usize)>,
    },
}

/// One thing, and what is to be said of it.
struct Item {
    title: Vec<Run>,
    /// Whether its title stands out.
    strong: bool,
    lines: Vec<Line>,
}

/// One line about a thing.
enum Line {
    /// Short facts, apart.
    Facts(Vec<Run>),
    /// A sentence behind a label, if any.
    Said(Option<&'static str>, String),
}

/// A stretch of text; a link where the site has an address. Blanks at its ends count.
struct Run {
    text: String,
    href: Option<String>,
}

impl Run {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None }
    }
}

/// The same on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
