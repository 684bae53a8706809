//! The plain text of a body, section by section, for the search.
use pulldown_cmark::{Event, TagEnd};

use super::SectionText;
use super::walk::{Step, Title, Walk};

/// The text below each heading; `dropped` is the heading that repeats the page's title.
pub(super) fn plain(walk: &Walk<'_>, dropped: Option<usize>) -> Vec<SectionText> {
    let mut plain = Plain::new(&walk.headings);
    walk.steps.iter().for_each(|step| plain.take(step));
    plain.finish(dropped)
}

struct Plain<'a> {
    headings: std::slice::Iter<'a, Title>,
    sections: Vec<SectionText>,
    in_heading: bool,
}

impl<'a> Plain<'a> {
    fn new(headings: &'a [Title]) -> Self {
        Self { headings: headings.iter(), sections: vec![SectionText::default()], in_heading: false }
    }

    fn take(&mut self, step: &Step<'_>) {
        match &step.event {
            Event::Start(pulldown_cmark::Tag::Heading { .. }) => self.begin(),
            Event::End(TagEnd::Heading(_)) => self.in_heading = false,
            Event::Text(text) | Event::Code(text) => self.add(text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => self.add(" "),
            Event::End(tag) if ends_block(*tag) => self.line_end(),
            _ => {}
        }
    }

    /// The sections that say anything.
    fn finish(mut self, dropped: Option<usize>) -> Vec<SectionText> {
        if let Some(n) = dropped
            && n + 1 < self.sections.len()
        {
            let title = self.sections.remove(n + 1);
            self.sections[n].text.push_str(&title.text);
        }
        for section in &mut self.sections {
            section.text.truncate(section.text.trim_end().len());
        }
        self.sections.retain(|section| !(section.anchor.is_empty() && section.text.is_empty()));
        self.sections
    }

    fn begin(&mut self) {
        let Some(title) = self.headings.next() else { return };
        let heading = title.heading.text.value.clone();
        self.sections.push(SectionText { anchor: title.heading.anchor.clone(), heading, text: String::new() });
        self.in_heading = true;
    }

    fn add(&mut self, text: &str) {
        if let Some(section) = self.sections.last_mut().filter(|_| !self.in_heading) {
            section.text.push_str(text);
        }
    }

    fn line_end(&mut self) {
        if let Some(section) = self.sections.last_mut() {
            section.text.truncate(section.text.trim_end().len());
            if !section.text.is_empty() {
                section.text.push('\n');
            }
        }
    }
}

const fn ends_block(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow | TagEnd::TableHead)
}
