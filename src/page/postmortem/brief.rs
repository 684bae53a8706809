//! The case in brief: how bad, why, what ended it. The words are the author's, taken from where they stand.
use jiff::SignedDuration;
use serde::Serialize;

use crate::diagnostic::Diagnostics;
use crate::document::body::SectionText;
use crate::document::{Section, SectionKind, body};
use crate::page::part::fact::impact_words;
use crate::page::part::here::Here;
use crate::page::part::words::{AT_A_GLANCE, Stamp, excerpt};
use crate::postmortem::{Event, Postmortem};

#[derive(Serialize)]
pub(super) struct Brief {
    /// Whom it hit, as measured.
    hit: Option<String>,
    why: Option<Said>,
    ended: Option<Said>,
    /// What that is called: an author's opening need not say what ended it, an entry of that minute does.
    ended_name: &'static str,
}

/// What the text says, and where.
#[derive(Serialize)]
struct Said {
    text: String,
    href: Option<String>,
    /// When it happened, of an entry of the timeline.
    time: Option<Stamp>,
}

/// Bytes of text that a line of the brief has room for, if a sentence ends before.
const SHORT: usize = 160;

/// What happened longer before the mitigation than this did not bring it about.
const NEAR: SignedDuration = SignedDuration::from_mins(30);

pub(super) fn brief(here: &Here<'_>, case: &Postmortem, texts: &[SectionText]) -> Brief {
    let said = |kind| section(case, kind).and_then(|section| said(case, section, texts));
    let why = said(SectionKind::RootCause).or_else(|| said(SectionKind::Trigger));
    let (ended, ended_name) = match at_mitigation(here, case) {
        Some(entry) => (Some(entry), if case.ongoing() { "So far" } else { "What ended it" }),
        None => (said(SectionKind::Resolution), "Resolution"),
    };
    Brief { hit: impact_words(&case.impact), why, ended, ended_name }
}

/// The first section of a kind; of several about the cause the one that is called so, for whys only lead to it.
fn section(case: &Postmortem, kind: SectionKind) -> Option<&Section> {
    let mut of_kind = case.sections.iter().filter(|section| section.kind == kind);
    let called = |section: &&Section| {
        let title = case.outline.get(section.heading).map(|heading| heading.text.value.to_lowercase());
        kind == SectionKind::RootCause && title.is_some_and(|title| title.contains("cause"))
    };
    of_kind.clone().find(called).or_else(|| of_kind.next())
}

fn anchor<'a>(case: &'a Postmortem, section: &Section) -> Option<&'a str> {
    case.outline.get(section.heading).map(|heading| heading.anchor.as_str())
}

/// The first sentences of a section.
fn said(case: &Postmortem, section: &Section, texts: &[SectionText]) -> Option<Said> {
    let anchor = anchor(case, section)?;
    let text = texts.iter().find(|text| text.anchor == anchor)?;
    Some(Said { text: first_paragraph(&text.text)?, href: Some(link(anchor)), time: None })
}

/// The first paragraph that says something: it ends as a sentence does, which rows of tables, code and what leads to a
/// list do not; a question says nothing yet.
fn first_paragraph(text: &str) -> Option<String> {
    let says = |line: &&str| line.ends_with(['.', '!', '。']) && line.contains(' ');
    text.lines().take(3).find(says).map(|line| excerpt(line, SHORT))
}

/// What happened: the summary, or what answers it where it is a question.
pub(super) fn lede(case: &Postmortem, texts: &[SectionText]) -> String {
    let asks = case.summary.ends_with(['?', '؟']);
    let answer = || texts.iter().take(2).find_map(|text| first_paragraph(&text.text));
    let answer = if asks { answer() } else { None };
    answer.unwrap_or_else(|| excerpt(&case.summary, AT_A_GLANCE))
}

/// What the timeline says of the minutes before users were no longer affected.
fn at_mitigation(here: &Here<'_>, case: &Postmortem) -> Option<Said> {
    let mitigated = case.times.mitigated.as_ref()?.value.at;
    let near = |event: &&Event| {
        let before = mitigated.duration_since(event.at);
        event.timed && event.at > case.times.started.value.at && !before.is_negative() && before <= NEAR
    };
    let event = case.events.iter().rev().find(near)?;
    let section = section(case, SectionKind::Timeline)
        .filter(|section| section.span.start <= event.span.start && event.span.end <= section.span.end)?;
    // The texts of all timelines are not kept, so this one is read again.
    let read = body::read(&case.source, section.span, &mut Diagnostics::default());
    let entry = read.timeline.into_iter().find(|entry| entry.span == event.span)?;
    let time = event.at.to_zoned(here.site.config.timezone.clone());
    let words = time.strftime("%H:%M").to_string();
    let text = Some(excerpt(&entry.text, SHORT)).filter(|text| !text.is_empty())?;
    let href = anchor(case, section).map(link);
    Some(Said { text, href, time: Some(Stamp { iso: event.at.to_string(), words }) })
}

fn link(anchor: &str) -> String {
    format!("#{}", crate::route::encode(anchor))
}

#[cfg(test)]
mod tests {
    use super::first_paragraph;

    #[test]
    fn a_paragraph_is_told_from_tables_and_code() {
        assert_eq!(first_paragraph("Step Count\nIt broke. Twice.").as_deref(), Some("It broke. Twice."));
        assert_eq!(first_paragraph("What we did:\nrestart()\nkill -9"), None);
        assert_eq!(first_paragraph("Why?\nThe disk was full.").as_deref(), Some("The disk was full."));
        assert_eq!(first_paragraph(""), None);
    }
}
