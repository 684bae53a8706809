//! A digest as Markdown that chats show too: bold lines for headings, bullets, links, no tables.
use std::fmt::Write as _;

use super::{Block, Digest, Item, Line, Run, one_line};
use crate::diagnostic::printable;

/// Ends a line within an item: `CommonMark` breaks there, and chats show nothing of it.
const BREAK: &str = "  \n";

pub(super) fn of(digest: &Digest) -> String {
    let title = linked(&digest.title, digest.link.as_deref());
    let mut out = format!("**{}: {title}**\n\n{}\n", escape(&digest.site), line(&digest.lede));
    for section in &digest.sections {
        let _ = writeln!(out, "\n**{}**", escape(section.heading));
        section.blocks.iter().for_each(|block| out.push_str(&self::block(block)));
    }
    let foot: Vec<String> = digest.foot.iter().map(|line| self::line(line)).collect();
    let _ = writeln!(out, "\n_{}_", foot.join(" "));
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => format!("\n{}\n", line(words)),
        Block::Note(words) => format!("\n_{}_\n", escape(words)),
        Block::More(more) => format!("\n{}\n", run(more)),
        Block::Subheading(words) => format!("\n{}:\n", line(words)),
        Block::List { numbered, items } => {
            let item = |(nth, item): (usize, &Item)| {
                let mark = if *numbered { format!("{}. ", nth + 1) } else { "- ".to_owned() };
                self::item(&mark, item)
            };
            format!("\n{}", items.iter().enumerate().map(item).collect::<String>())
        }
        Block::Counts { title, rows } => {
            let rows: Vec<String> = rows.iter().map(|(name, n)| format!("{} {n}", escape(name))).collect();
            format!("\n{}: {}\n", line(title), rows.join(", "))
        }
    }
}

fn item(mark: &str, item: &Item) -> String {
    let title: String = item.title.iter().map(run).collect();
    let mut lines = vec![if item.strong { format!("**{title}**") } else { guarded(title) }];
    lines.extend(item.lines.iter().map(|line| match line {
        Line::Facts(facts) => guarded(facts.iter().map(run).collect::<Vec<_>>().join(" · ")),
        Line::Said(None, words) => self::line(words),
        Line::Said(Some(label), words) => format!("{label}: {}", escape(words)),
    }));
    format!("{mark}{}\n", lines.join(&format!("{BREAK}{}", " ".repeat(mark.len()))))
}

fn run(run: &Run) -> String {
    linked(&run.text, run.href.as_deref())
}

fn linked(words: &str, href: Option<&str>) -> String {
    // Blanks at the ends of a run keep it from its neighbours.
    let (before, after) = (words.starts_with(' '), words.ends_with(' '));
    let words = escape(words);
    match href {
        Some(href) => format!("[{words}]({})", href.replace('(', "%28").replace(')', "%29")),
        None => format!("{}{words}{}", if before { " " } else { "" }, if after { " " } else { "" }),
    }
}

/// A line of its own.
fn line(words: &str) -> String {
    guarded(escape(words))
}

/// What would make a line a heading, a list or a quote is kept from that.
fn guarded(line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        Some(b'#' | b'+' | b'-' | b'=' | b'>') if digits == 0 => format!("\\{line}"),
        _ => line,
    }
}

/// The same words, none of which is markup, and none of which calls anybody.
fn escape(words: &str) -> String {
    let words = printable(&one_line(words));
    let chars: Vec<char> = words.chars().collect();
    let word = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| c.is_alphanumeric());
    let mut out = String::with_capacity(words.len() + 8);
    for (nth, c) in chars.iter().enumerate() {
        let inside = || word(nth.checked_sub(1)) && word(Some(nth + 1));
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '&' => out.extend(['\\', *c]),
            '_' if !inside() => out.extend(['\\', '_']),
            // A word joiner, which nobody sees.
            '@' if word(Some(nth + 1)) => out.extend(['@', '\u{2060}']),
            _ => out.push(*c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_words() {
        assert_eq!(escape("a *b* <c> [d](e) `f` x_y _z_ R&D"), "a \\*b\\* \\<c> \\[d\\](e) \\`f\\` x_y \\_z\\_ R\\&D");
        assert_eq!(escape("ask @all, a @ b"), "ask @\u{2060}all, a @ b");
        assert_eq!(
            ["# a", "- a", "1. a", "12) a", "2026", "> a"].map(line),
            ["\\# a", "\\- a", "1\\. a", "12\\) a", "2026", "\\> a"]
        );
        assert_eq!(linked("a]", Some("https://x/(y)")), "[a\\]](https://x/%28y%29)");
    }
}
