//! Reports that were written for other tools, adopted as postmortems; what they do not say stays unsaid.
mod case;
mod classify;
mod clock;
mod cstate;
mod dates;
mod days;
mod duration;
mod events;
mod hints;
mod ids;
mod kinds;
mod known;
mod label;
mod order;
mod original;
mod prose;
mod report;
mod shape;
mod site;
mod terms;
#[cfg(test)]
mod tests;
mod times;
mod trial;
mod zola;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use serde::Serialize;

pub use duration::read as read_duration;
pub use kinds::kind_named;
pub use known::Known;
pub use order::Order;
pub use original::imported_from;
pub use report::{json, report};

use crate::config::{Config, UNCLASSIFIED};
use crate::postmortem::Kind;
use crate::table::Syntax;
use case::Case;
use hints::Hints;
use order::Orders;
use original::Original;
use trial::Trial;

/// How one tool's reports are recognised and read: a file of this folder, and a row in `CONVENTIONS`.
struct Convention {
    /// What people call the tool.
    name: &'static str,
    /// Whether a file follows it.
    fits: fn(&Original<'_>) -> bool,
    /// Takes what the front matter says; the reason where it makes no case.
    read: fn(&mut Case<'_>) -> Result<(), String>,
}

/// All conventions; the first that fits a file reads it.
const CONVENTIONS: &[Convention] = &[cstate::CONVENTION, zola::CONVENTION, prose::CONVENTION];

/// A file that is not ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Where it lies below the folder that is imported, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// What the files themselves cannot tell.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What front matter is written in.
    pub syntax: Syntax,
    /// The name of the folder that is imported; a new site is called after it.
    pub folder: String,
    /// The zone of times that are written without one, and of the site. UTC where nobody says.
    pub timezone: Option<TimeZone>,
    /// The squad of all cases.
    pub squad: Option<String>,
    /// Severities: the word that reports use, and the site's term for it.
    pub severities: Vec<(String, String)>,
    /// Kinds: words in a title or file name, and the kind that they mean.
    pub kinds: Vec<(String, Kind)>,
    /// The order of day and month where a folder does not tell.
    pub dates: Option<Order>,
    /// The settings of the site, where it has some already.
    pub site: Option<Config>,
    /// The cases that the site has already: the id, and the file it was adopted from, as [`imported_from`] tells.
    pub existing: BTreeMap<String, Option<String>>,
    /// What tells those of them that were adopted from others, by the path of the original.
    pub known: BTreeMap<String, Known>,
}

/// What became of the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Adoption {
    /// Those that are cases now, by the path of the original.
    pub cases: Vec<Adopted>,
    /// Those that are not, by path.
    pub left: Vec<Left>,
    /// Pairs of services, as written, that may be one under two spellings.
    pub alike: Vec<(String, String)>,
    /// The offset that most starts are written at, where the site is in UTC because nobody says otherwise.
    pub elsewhere: Option<String>,
    /// Terms of new cases that the settings of a site that is there already do not list.
    pub lacks: Vec<Lack>,
    /// A `site.toml` in which all cases are valid.
    pub site: String,
}

/// A file that became a case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Adopted {
    /// The original.
    pub from: String,
    /// The convention it follows.
    pub convention: &'static str,
    /// Where the case belongs, from the site's root.
    pub path: String,
    /// Whether the site has it already; it is then not to be written again.
    pub there: bool,
    /// Front matter of ours and the body of the original, byte for byte.
    #[serde(skip)]
    pub text: String,
    /// The addresses of the pictures that the body shows, as written.
    #[serde(skip)]
    pub pictures: Vec<String>,
    /// Field by field where it is from.
    pub fields: Vec<Found>,
}

/// A file that did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Left {
    /// The original.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// A term that a site must list before it takes the cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// The list in its settings: `severity`, `root_cause`, `squad` or `service`.
    pub list: &'static str,
    /// The term's id.
    pub id: String,
    /// Its name.
    pub title: String,
}

/// What became of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// Its key, ours or the original's.
    pub field: String,
    /// Its value in the case; empty where it has none.
    pub value: String,
    /// Where it stands in the original, from 1; none for what only the file's name tells, or nothing does.
    pub line: Option<usize>,
    /// How sure it is.
    #[serde(flatten)]
    pub how: How,
}

/// How sure a value is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum How {
    /// As the original says.
    Sure,
    /// Concluded; from what.
    Derived(Why),
    /// Not known; what a person must find out.
    Unknown(Why),
    /// In the original but not in the case; why.
    Dropped(Why),
}

/// A reason: what is the same for many files, and what for this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The reason, one phrase.
    #[serde(rename = "why")]
    pub reason: &'static str,
    /// What is particular about this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl From<&'static str> for Why {
    fn from(reason: &'static str) -> Self {
        Self { reason, detail: None }
    }
}

impl From<(&'static str, String)> for Why {
    fn from((reason, detail): (&'static str, String)) -> Self {
        Self { reason, detail: Some(detail) }
    }
}

impl How {
    fn derived(why: impl Into<Why>) -> Self {
        Self::Derived(why.into())
    }

    fn unknown(why: impl Into<Why>) -> Self {
        Self::Unknown(why.into())
    }

    /// The reason, if there is one to give.
    const fn why(&self) -> Option<&Why> {
        match self {
            Self::Sure => None,
            Self::Derived(why) | Self::Unknown(why) | Self::Dropped(why) => Some(why),
        }
    }
}

/// Makes cases of files. Their order does not matter; the same files give the same cases under the same ids, and
/// cases that the site has already keep theirs as files are added.
#[must_use]
pub fn adopt(files: &[Foreign], options: &Options) -> Adoption {
    let files: BTreeMap<&str, &Foreign> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut left = Vec::new();
    let mut leave = |path: &str, reason| left.push(Left { path: path.to_owned(), reason });
    let originals =
        files.into_values().filter_map(|file| Original::parse(file).map_err(|why| leave(&file.path, why)).ok());
    let originals: Vec<_> = originals.collect();
    let (orders, hints, trial) = (Orders::of(&originals), Hints::of(&originals), Trial::new(options));
    let read = originals.iter().filter_map(|original| {
        let folder = Folder { order: orders.at(&original.file.path), hints: hints.at(&original.file.path) };
        read_one(original, options, folder, &trial).map_err(|why| leave(&original.file.path, why)).ok()
    });
    let read: Vec<_> = read.collect();
    let paths = ids::assign(read.iter().map(|case| case.path), &options.existing);
    let there: BTreeSet<&str> = options.existing.values().flatten().map(String::as_str).collect();
    let terms = terms::gather(&read.iter());
    let new = terms::gather(&read.iter().filter(|case| !there.contains(case.path)));
    let lacks = options.site.as_ref().map_or_else(Vec::new, |config| new.lacking(&config.taxonomy));
    let site = site::write(&terms, options);
    let cases = read.into_iter().zip(paths);
    let cases = cases.map(|(case, path)| {
        let there = there.contains(case.path);
        case.adopted(path, there, options.syntax)
    });
    let mut cases: Vec<Adopted> = cases.collect();
    let other = |case: &Adopted| options.known.get(&case.from)?.other(case);
    left.extend(cases.iter().filter_map(other));
    cases.retain(|case| other(case).is_none());
    left.sort_by(|a, b| a.path.cmp(&b.path));
    let elsewhere = if options.timezone.is_none() { elsewhere(&cases) } else { None };
    Adoption { cases, left, alike: terms.alike(), elsewhere, lacks, site }
}

/// The offset, other than UTC, that more than half of the starts with a time are written at; of neighbours, between
/// which summer time moves a place, the commoner.
fn elsewhere(cases: &[Adopted]) -> Option<String> {
    let starts = cases.iter().flat_map(|case| &case.fields).filter(|found| found.field == "started");
    let mut offsets: BTreeMap<&str, usize> = BTreeMap::new();
    starts.filter_map(|found| found.value.get(19..)).filter(|offset| !offset.is_empty()).for_each(|offset| {
        *offsets.entry(offset).or_default() += 1;
    });
    let all: usize = offsets.values().sum();
    let utc = offsets.get("Z").copied().unwrap_or(0);
    let (most, _) = offsets.into_iter().filter(|(offset, _)| *offset != "Z").max_by_key(|(_, count)| *count)?;
    (utc * 2 < all).then(|| most.to_owned())
}

/// What the other files of a folder tell about one.
#[derive(Debug, Clone, Copy)]
struct Folder<'a> {
    /// The order of day and month.
    order: Option<Order>,
    /// What its template asks.
    hints: Option<&'a BTreeSet<String>>,
}

fn read_one<'a>(
    original: &'a Original<'a>,
    options: &'a Options,
    folder: Folder<'a>,
    trial: &'a Trial,
) -> Result<case::Read<'a>, String> {
    let convention = CONVENTIONS.iter().find(|convention| (convention.fits)(original));
    let convention = convention.ok_or("its front matter follows no convention that is known")?;
    let order = folder.order.or(options.dates);
    let mut case = Case::new(original, options, Folder { order, ..folder }, trial);
    (convention.read)(&mut case)?;
    if let Some(date) = order::unclear(&original.file.text).filter(|_| folder.order.is_none() && order.is_some()) {
        let how = How::derived(("day and month in the order that was given", date.to_owned()));
        case.tell("dates", String::new(), None, how);
    }
    Ok(case.finish(convention.name))
}
