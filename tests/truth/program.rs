//! What the program says of a corpus: imported as the command does, and read back as a site would read it.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use casebook::adopt::{Adopted, Adoption, Foreign, How, Options, adopt};
use casebook::config::{Config, Term, UNCLASSIFIED};
use casebook::diagnostic::Diagnostics;
use casebook::document::{self, LessonKind, SectionKind};
use casebook::postmortem::{self, ActionState, Kind, Postmortem};
use casebook::source::Source;
use casebook::time::Moment;
use jiff::tz::TimeZone;

use crate::draw::short;
use crate::record::Claim;

/// What a case says, as far as it can be compared; all empty for a file that did not become one.
#[derive(Default)]
pub(crate) struct Claims {
    pub(crate) title: Option<String>,
    pub(crate) severity: Option<String>,
    pub(crate) kind: Option<&'static str>,
    /// Each by the digests of all its names.
    pub(crate) services: Vec<(String, Vec<String>)>,
    pub(crate) times: BTreeMap<&'static str, Claim>,
    pub(crate) sections: Vec<&'static str>,
    pub(crate) timeline: Vec<Claim>,
    /// Title and whether it is done.
    pub(crate) actions: Vec<(String, bool)>,
    pub(crate) lessons: BTreeMap<&'static str, usize>,
}

/// A corpus after its import.
pub(crate) struct Imported {
    pub(crate) cases: BTreeMap<String, Claims>,
    pub(crate) left: BTreeMap<String, String>,
}

/// Where a corpus lies. Without the corpora these tests cannot say anything, and so fail.
pub(crate) fn folder(corpus: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(corpus);
    assert!(folder.is_dir(), "the reports that this test imports are not there: {}", folder.display());
    folder
}

/// Imports a corpus; `zone` is that of times without one, where the reports leave it to the reader.
pub(crate) fn import(corpus: &str, zone: Option<&str>) -> Imported {
    let tree = casebook::disk::read_tree(&folder(corpus)).expect("a readable folder");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text in UTF-8");
    let files = tree.files.iter().map(|blob| Foreign { path: blob.path.clone(), text: text(&blob.bytes) });
    let timezone = zone.map(|name| TimeZone::get(name).expect("a time zone"));
    let options = Options { folder: corpus.to_owned(), timezone, ..Options::default() };
    let adoption = adopt(&files.collect::<Vec<_>>(), &options);
    let cases = if adoption.cases.is_empty() { BTreeMap::new() } else { read_back(&adoption) };
    Imported { cases, left: adoption.left.into_iter().map(|left| (left.path, left.reason)).collect() }
}

fn read_back(adoption: &Adoption) -> BTreeMap<String, Claims> {
    let mut sink = Diagnostics::default();
    let config = Config::read(&Arc::new(Source::new("site.toml", adoption.site.clone())), &mut sink);
    let config = config.expect("a valid site.toml");
    let one = |case: &Adopted| {
        let document = document::parse(&Arc::new(Source::new(case.path.clone(), case.text.clone())), &mut sink);
        let postmortem = postmortem::read(document, &config, &mut sink);
        let postmortem = postmortem.unwrap_or_else(|| panic!("{} is no postmortem", case.path));
        (case.from.clone(), claims(case, &postmortem, &config.timezone))
    };
    adoption.cases.iter().map(one).collect()
}

fn claims(case: &Adopted, postmortem: &Postmortem, site: &TimeZone) -> Claims {
    let undecided = |found: &casebook::adopt::Found| found.field == "kind" && matches!(found.how, How::Unknown(_));
    let event = |event: &postmortem::Event| Claim { at: event.at, timed: event.timed, site: site.clone() };
    let done = |state| state == ActionState::Done;
    let mut lessons = BTreeMap::new();
    for lesson in &postmortem.lessons {
        *lessons.entry(lesson_name(lesson.kind)).or_default() += 1;
    }
    let severity = &postmortem.severity.value;
    let mut sections: Vec<_> =
        postmortem.sections.iter().filter(|section| !section.empty).map(|section| section_name(section.kind)).collect();
    sections.sort_unstable();
    sections.dedup();
    Claims {
        title: Some(postmortem.title.value.clone()),
        severity: (severity.id != UNCLASSIFIED).then(|| severity.id.clone()),
        kind: (!case.fields.iter().any(undecided)).then(|| kind_name(postmortem.kind)),
        services: postmortem.services.iter().map(|term| names(&term.value)).collect(),
        times: times(postmortem, site),
        sections,
        timeline: postmortem.events.iter().map(event).collect(),
        actions: postmortem.actions.iter().map(|action| (action.title.value.clone(), done(action.state))).collect(),
        lessons,
    }
}

fn times(postmortem: &Postmortem, site: &TimeZone) -> BTreeMap<&'static str, Claim> {
    let named = postmortem.times.named().map(|(name, time)| (name, Claim::named(&time.value, site)));
    let published = postmortem.published.as_ref().and_then(|date| Moment::day(date.value, site));
    let published = published.map(|day| ("published", Claim::named(&day, site)));
    named.chain(published).collect()
}

fn names(term: &Term) -> (String, Vec<String>) {
    let names = [&term.title, &term.id].into_iter().chain(&term.aliases);
    let plain = |name: &String| name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    (term.title.clone(), names.map(|name| short(&plain(name))).collect())
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Unplanned => "unplanned",
        Kind::Planned => "planned",
        Kind::Security => "security",
        Kind::Drill => "drill",
        Kind::NearMiss => "near-miss",
    }
}

const fn lesson_name(kind: LessonKind) -> &'static str {
    match kind {
        LessonKind::Well => "well",
        LessonKind::Wrong => "wrong",
        LessonKind::Lucky => "lucky",
        LessonKind::Learned => "learned",
    }
}

const fn section_name(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Summary => "summary",
        SectionKind::Impact => "impact",
        SectionKind::Timeline => "timeline",
        SectionKind::RootCause => "root-cause",
        SectionKind::Trigger => "trigger",
        SectionKind::Detection => "detection",
        SectionKind::Resolution => "resolution",
        SectionKind::Lessons => "lessons",
        SectionKind::Actions => "actions",
    }
}
