//! A postmortem as the search sees it: fields of plain text.
use crate::config::{Config, Term};
use crate::document::body::{SectionText, sections};
use crate::postmortem::{Action, Postmortem};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its title.
    pub title: String,
    /// Its id.
    pub id: String,
    /// Its language, where one is given.
    pub lang: Option<String>,
    /// What its front matter says, one fact a line.
    pub facts: String,
    /// Its sections, in order.
    pub sections: Vec<SectionText>,
}

/// A text that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// What it says, line by line.
    pub(super) text: &'a str,
    /// How much a word in it counts.
    pub(super) weight: u32,
    /// Whether it is the title.
    pub(super) title: bool,
}

impl Record {
    /// What the site shows of a postmortem.
    #[must_use]
    pub fn of(case: &Postmortem, config: &Config) -> Self {
        Self {
            title: case.title.value.clone(),
            id: case.id.clone(),
            lang: case.lang.as_ref().map(|lang| lang.value.clone()),
            facts: facts(case, config),
            sections: sections(case.markdown(), &case.title.value),
        }
    }

    /// Its fields, in the order of their positions.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let head = [(&self.title, 6, true), (&self.id, 8, false), (&self.facts, 2, false)];
        let head = head.map(|(text, weight, title)| Field { text, weight, title });
        head.into_iter().chain(self.sections.iter().flat_map(|part| {
            let of = |text, weight| Field { text, weight, title: false };
            [of(&part.heading, 2), of(&part.text, 1)]
        }))
    }
}

fn facts(case: &Postmortem, config: &Config) -> String {
    let taxonomy = &config.taxonomy;
    let own = taxonomy.facets.iter().flat_map(|facet| case.terms(taxonomy, facet));
    let others = [&case.trigger, &case.contributing, &case.involved].into_iter().flatten();
    let mut lines: Vec<String> = own.chain(others).map(|term| term_line(&term.value)).collect();
    let plain = case.tags.iter().chain(&case.tickets).chain(&case.aliases);
    lines.extend(plain.map(|text| text.value.clone()));
    lines.extend(case.actions.iter().filter(|action| action.span.start < case.body.start).map(action_line));
    let mut seen = std::collections::BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines.join("\n")
}

/// `Core banking (core-banking)`; the id alone says nothing new where it is the title in small letters.
fn term_line(term: &Term) -> String {
    if term.title.to_lowercase() == term.id { term.title.clone() } else { format!("{} ({})", term.title, term.id) }
}

fn action_line(action: &Action) -> String {
    let more = [&action.owner, &action.ticket].into_iter().flatten().map(|text| format!(", {}", text.value));
    more.fold(action.title.value.clone(), |line, more| line + &more)
}
