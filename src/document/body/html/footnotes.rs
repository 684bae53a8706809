//! Footnotes: gathered where they stand, shown at the end.
use std::collections::HashMap;
use std::fmt::Write as _;

/// The notes of a body, numbered in the order that they are met.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Each note's number less one, by its label; looked up only, never listed.
    numbers: HashMap<String, usize>,
    notes: Vec<Note>,
}

#[derive(Default)]
struct Note {
    html: Option<String>,
    references: usize,
}

impl Footnotes {
    /// Adds a reference. Its ids hold a colon, which no anchor of a heading does.
    pub(super) fn refer(&mut self, out: &mut String, label: &str) {
        let n = self.number(label);
        self.notes[n].references += 1;
        let (note, reference) = (n + 1, reference_id(n + 1, self.notes[n].references));
        let _ = write!(
            out,
            "<sup class=\"footnote\"><a id=\"{reference}\" href=\"#fn:{note}\" aria-label=\"Footnote {note}\">{note}</a></sup>"
        );
    }

    /// Keeps the text of a note; a second one under the same label is a note of its own.
    pub(super) fn define(&mut self, label: &str, html: String) {
        let n = self.number(label);
        if self.notes[n].html.is_none() {
            self.notes[n].html = Some(html);
        } else {
            self.notes.push(Note { html: Some(html), references: 0 });
        }
    }

    /// Adds all notes, each with the ways back.
    pub(super) fn finish(self, out: &mut String) {
        if self.notes.iter().all(|note| note.html.is_none()) {
            return;
        }
        out.push_str("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n");
        for (n, note) in (1..).zip(self.notes) {
            let _ = write!(out, "<li id=\"fn:{n}\" dir=\"auto\">{}", note.html.unwrap_or_default().trim_end());
            for reference in 1..=note.references {
                let (id, again) =
                    (reference_id(n, reference), if reference > 1 { format!(", {reference}") } else { String::new() });
                let _ =
                    write!(out, " <a class=\"back\" href=\"#{id}\" aria-label=\"Back to reference {n}{again}\">↩</a>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }

    fn number(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        let n = *self.numbers.entry(label.to_lowercase()).or_insert(next);
        if n == next {
            self.notes.push(Note::default());
        }
        n
    }
}

fn reference_id(note: usize, reference: usize) -> String {
    if reference == 1 { format!("fnref:{note}") } else { format!("fnref:{note}:{reference}") }
}
