//! The usual names of sections.
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::document::body::{LessonKind, SectionKind};

/// Names as [`normal`] leaves them.
const SECTIONS: &[(SectionKind, &str)] = &[
    (
        SectionKind::Summary,
        "summary; overview; quick overview; quick summary; tl dr; tldr; abstract; synopsis; \
         executive summary; incident summary; incident overview; incident description; description; \
         problem summary; problem statement; high level summary; brief summary; summary of events; \
         summary of the incident; what happened; what happened in short; in short; at a glance",
    ),
    (
        SectionKind::Impact,
        "impact; customer impact; user impact; business impact; service impact; client impact; \
         impact assessment; impact analysis; impact summary; incident impact; impact on customers; \
         impact on users; what was the impact; who was affected; what was affected; affected users; \
         affected customers; affected services; affected systems; services affected; users affected; \
         customers affected; blast radius; scope; scope of impact; extent of impact; severity and impact; \
         damage",
    ),
    (
        SectionKind::Timeline,
        "timeline; timeline of events; timeline of the incident; timeline of the outage; event timeline; \
         events timeline; incident timeline; outage timeline; detailed timeline; full timeline; key events; \
         key timeline; key moments; chronology; chronology of events; sequence of events; course of events; \
         order of events; time line; incident log; event log; log of events; events",
    ),
    (
        SectionKind::RootCause,
        "root cause; root causes; the root cause; rootcause; root cause analysis; root cause identification; \
         root cause and analysis; root cause of the outage; root cause of the incident; \
         root cause of the issue; root cause of the problem; blameless root cause; cause; causes; \
         cause analysis; cause of the outage; cause of the incident; underlying cause; underlying causes; \
         primary cause; probable cause; proximate cause; technical cause; direct cause; \
         contributing factors; contributing factor; contributing causes; contributing conditions; \
         contributors; why did this happen; why it happened; why did it happen; why this happened; \
         what caused it; what was the cause; what went wrong technically; five whys; the five whys; 5 whys; \
         the 5 whys; fault; rca",
    ),
    (
        SectionKind::Trigger,
        "trigger; triggers; the trigger; trigger event; triggering event; triggering change; \
         what triggered it; what was the trigger; incident trigger; leadup; lead up; lead up to the incident",
    ),
    (
        SectionKind::Detection,
        "detection; incident detection; identified; identification; discovery; how we found out; \
         how was it detected; how was this detected; how we detected it; how it was detected; \
         how did we detect it; how did we find out; how was the incident detected; detection method",
    ),
    (
        SectionKind::Resolution,
        "resolution; resolutions; incident resolution; resolution and recovery; recovery; mitigation; \
         mitigations; mitigation and resolution; remediation; fix; the fix; immediate fix; workaround; \
         workarounds; how we fixed it; how was it fixed; how it was fixed; how did we fix it; \
         how it was resolved; how was it resolved; how we resolved it; how was the incident resolved; \
         actions taken; action taken; steps taken; immediate actions; restoration; service restoration",
    ),
    (
        SectionKind::Lessons,
        "lessons; lesson; lessons learned; lessons learnt; lesson learned; lessons we learned; learnings; \
         key learnings; learning; learning points; what we learned; what did we learn; what we learnt; \
         what have we learned; takeaways; key takeaways; retrospective",
    ),
    (
        SectionKind::Actions,
        "action items; action item; actions; action points; action plan; action list; follow up; follow ups; \
         followup; followups; follow up actions; follow up items; follow up tasks; follow up work; \
         followup actions; followup items; followup tasks; next steps; next actions; corrective actions; \
         corrective measures; corrective and preventive actions; corrective and preventative actions; \
         preventive actions; preventative actions; preventive measures; preventative measures; prevention; \
         remediation items; remediation actions; remediation plan; remedial actions; remediations; \
         improvement actions; improvement items; future actions; future measures; future work; \
         further actions; review actions; actions following review; post incident actions; \
         postmortem actions; outstanding actions; planned actions; tasks; todo; todos; to do; to dos; \
         recommendations; recommended actions; repair items; jira tickets; what we will do; \
         what are we doing; what we are doing about it; how we prevent this; how will we prevent this",
    ),
];

/// Names of the parts of the lessons, or of sections that stand for such a part alone.
const LESSONS: &[(LessonKind, &str)] = &[
    (
        LessonKind::Well,
        "what went well; went well; well; things that went well; what worked; what worked well; what went right; \
         things that worked; what did go well; what did we do well; what we did well; the good; positives; \
         successes",
    ),
    (
        LessonKind::Wrong,
        "what went wrong; went wrong; what went poorly; went poorly; poorly; what went badly; went badly; badly; \
         things that went wrong; things that went poorly; things that went badly; what didnt go well; \
         what did not go well; what didnt go so well; what did not go so well; what didnt work; \
         what did not work; what could have gone better; what could be better; what could be improved; \
         what can be improved; what can we improve; what could we have done better; \
         what we could have done better; what needs improvement; things that could have gone better; \
         areas for improvement; areas of improvement; where we can improve; to improve; the bad; negatives",
    ),
    (
        LessonKind::Lucky,
        "where we got lucky; where did we get lucky; where we were lucky; we got lucky; got lucky; \
         how we got lucky; what was lucky; things that were lucky; lucky; luck; the lucky",
    ),
];

/// Both tables by name; looked up only.
static NAMES: LazyLock<HashMap<&str, Name>> = LazyLock::new(|| {
    let learned = |section| (section == SectionKind::Lessons).then_some(LessonKind::Learned);
    let sections = SECTIONS.iter().flat_map(|(section, names)| {
        names.split("; ").map(|name| (name, Name { section: *section, lesson: learned(*section) }))
    });
    let lessons = LESSONS.iter().flat_map(|(lesson, names)| {
        names.split("; ").map(|name| (name, Name { section: SectionKind::Lessons, lesson: Some(*lesson) }))
    });
    sections.chain(lessons).collect()
});

/// What a title says that its section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) section: SectionKind,
    pub(super) lesson: Option<LessonKind>,
}

/// The meaning of a title: of all of it, else of what stands before a remark, else of the first of its parts
/// that has one ("Impact and detection").
pub(super) fn name_of(title: &str) -> Option<Name> {
    // No name is longer; a sentence is none.
    if title.len() > 120 {
        return None;
    }
    exact(title).or_else(|| {
        let remarks = ["(", " - ", " – ", " — ", ": ", "["].iter().filter_map(|mark| title.find(mark));
        let main = remarks.filter(|at| *at > 0).min().map_or(title, |at| &title[..at]);
        let parts = main.split(['/', '&', '+', ',']).flat_map(|part| part.split(" and "));
        // What was looked up as a whole is not looked up again as a part.
        let parts = std::iter::once(main).chain(parts.filter(|part| part.len() < main.len()));
        parts.filter(|part| part.len() < title.len()).find_map(exact)
    })
}

/// The usual names of a section, in small letters.
pub(in crate::document::body) fn usual(kind: SectionKind) -> impl Iterator<Item = &'static str> + Clone {
    SECTIONS.iter().filter(move |(section, _)| *section == kind).flat_map(|(_, names)| names.split("; "))
}

fn exact(title: &str) -> Option<Name> {
    NAMES.get(normal(title).as_str()).copied()
}

/// Lowercase words with single blanks: no emoji, short-codes, leading numbers, punctuation or apostrophes.
fn normal(title: &str) -> String {
    let title = without_codes(title);
    let mut name = String::with_capacity(title.len());
    for c in without_number(&title).chars().filter(|c| !matches!(c, '\'' | '’')).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with(' ') {
            name.push(' ');
        }
    }
    name.truncate(name.trim_end().len());
    name
}

/// Without `:warning:` and its like.
fn without_codes(title: &str) -> Cow<'_, str> {
    if !title.contains(':') {
        return Cow::Borrowed(title);
    }
    let is_code = |word: &&str| {
        let name = word.strip_prefix(':').and_then(|word| word.strip_suffix(':'));
        name.is_some_and(|name| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c))
        })
    };
    Cow::Owned(title.split_whitespace().filter(|word| !is_code(word)).collect::<Vec<_>>().join(" "))
}

/// Without `1.`, `2)`, `3.1` in front; `5 whys` keeps its number.
fn without_number(title: &str) -> &str {
    let title = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'));
    let number = &title[..title.len() - rest.len()];
    if number.contains(['.', ')']) && !rest.trim().is_empty() { rest } else { title }
}

#[cfg(test)]
mod tests {
    use super::{LESSONS, LessonKind, NAMES, SECTIONS, SectionKind, name_of, normal};

    #[test]
    fn every_name_in_the_tables_is_normal_and_stands_once() {
        let sections = SECTIONS.iter().flat_map(|(_, names)| names.split("; "));
        let names: Vec<&str> = sections.chain(LESSONS.iter().flat_map(|(_, names)| names.split("; "))).collect();
        assert_eq!(names.len(), NAMES.len(), "a name stands twice");
        for name in names {
            assert_eq!(normal(name), name);
        }
    }

    #[test]
    fn titles_are_understood_however_they_are_dressed() {
        let section = |title| name_of(title).map(|name| name.section);
        for (title, kind) in [
            ("TL;DR", SectionKind::Summary),
            ("What happened?", SectionKind::Summary),
            ("2. Impact:", SectionKind::Impact),
            ("💥 Customer Impact", SectionKind::Impact),
            ("Timeline - May 29, 2021", SectionKind::Timeline),
            ("Timeline (all times UTC)", SectionKind::Timeline),
            (":mag_right: Five Why's", SectionKind::RootCause),
            ("5 Whys", SectionKind::RootCause),
            ("3.1 Root Cause(s)", SectionKind::RootCause),
            ("Root cause & trigger", SectionKind::RootCause),
            (":warning: Leadup", SectionKind::Trigger),
            ("Detection and response", SectionKind::Detection),
            ("Context/Resolution/Review actions", SectionKind::Resolution),
            ("Lessons learnt", SectionKind::Lessons),
            (":ballot_box_with_check: Follow-up tasks", SectionKind::Actions),
            ("Follow‑ups", SectionKind::Actions),
        ] {
            assert_eq!(section(title), Some(kind), "{title}");
        }
        for title in ["", "Background", "Thanks", "The timeline was short", "10:04 Resolution", "Impact driver", "🎉"]
        {
            assert_eq!(section(title), None, "{title}");
        }
    }

    #[test]
    fn lessons_know_their_kind() {
        let lesson = |title| name_of(title).and_then(|name| name.lesson);
        assert_eq!(lesson("What went well?"), Some(LessonKind::Well));
        assert_eq!(lesson("What didn’t go well"), Some(LessonKind::Wrong));
        assert_eq!(lesson("Where we got lucky 🍀"), Some(LessonKind::Lucky));
        assert_eq!(lesson(":thinking: Lessons learned"), Some(LessonKind::Learned));
        assert_eq!(lesson("Impact"), None);
    }
}
