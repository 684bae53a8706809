//! A digest as plain text of 80 columns.
use unicode_width::UnicodeWidthStr as _;

use super::{Block, Digest, Item, Line, Run, one_line};
use crate::diagnostic::printable;

/// Columns of a line.
const WIDTH: usize = 80;

pub(super) fn of(digest: &Digest) -> String {
    let mut out = Text::default();
    out.wrapped("", "", &digest.site);
    out.heading(&digest.title, "=");
    out.paragraph(&digest.lede);
    for section in &digest.sections {
        out.0.push('\n');
        out.heading(section.heading, "-");
        section.blocks.iter().for_each(|block| out.block(block));
    }
    out.0.push('\n');
    out.wrapped("", "", &"-".repeat(WIDTH));
    digest.foot.iter().for_each(|line| out.wrapped("", "", line));
    if let Some(link) = &digest.link {
        out.wrapped("", "", link);
    }
    out.0
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn heading(&mut self, words: &str, rule: &str) {
        self.wrapped("", "", words);
        let width = one_line(words).width().min(WIDTH);
        self.wrapped("", "", &rule.repeat(width));
    }

    fn paragraph(&mut self, words: &str) {
        self.0.push('\n');
        self.wrapped("", "", words);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(words) | Block::Note(words) => self.paragraph(words),
            Block::More(more) => self.paragraph(&more.text),
            Block::Subheading(words) => self.paragraph(&format!("{words}:")),
            Block::List { numbered, items } => {
                let digits = items.len().to_string().len();
                self.0.push('\n');
                for (nth, item) in items.iter().enumerate() {
                    let mark = if *numbered { format!("{:>digits$}. ", nth + 1) } else { "- ".to_owned() };
                    self.item(&mark, item);
                }
            }
            Block::Counts { title, rows } => {
                self.paragraph(&format!("{title}:"));
                let digits = rows.iter().map(|(_, n)| n.to_string().len()).max().unwrap_or(1);
                self.0.push('\n');
                for (name, n) in rows {
                    self.wrapped(&format!("  {n:>digits$}  "), &" ".repeat(digits + 4), name);
                }
            }
        }
    }

    fn item(&mut self, mark: &str, item: &Item) {
        let indent = " ".repeat(mark.len());
        let title: String = item.title.iter().map(|run: &Run| run.text.as_str()).collect();
        self.wrapped(mark, &indent, &title);
        for line in &item.lines {
            let words = match line {
                Line::Facts(facts) => facts.iter().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" · "),
                Line::Said(None, words) => words.clone(),
                Line::Said(Some(label), words) => format!("{label}: {words}"),
            };
            self.wrapped(&indent, &indent, &words);
        }
    }

    /// Words over as many lines as they need; `first` begins the first line, `rest` the others. A word that is longer
    /// than a line stays whole: it is an address, and those are copied.
    fn wrapped(&mut self, first: &str, rest: &str, words: &str) {
        let words = printable(&one_line(words));
        let mut line = first.to_owned();
        let mut begun = false;
        for word in words.split(' ') {
            if begun && line.width() + 1 + word.width() > WIDTH {
                self.end(&line);
                rest.clone_into(&mut line);
                begun = false;
            }
            if begun {
                line.push(' ');
            }
            line.push_str(word);
            begun = true;
        }
        self.end(&line);
    }

    fn end(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }
}
