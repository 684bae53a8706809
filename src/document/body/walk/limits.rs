//! How deep and how long a body may be before it is taken as plain text.
use super::Fault;
use crate::source::Span;

/// Quotations, lists and emphasis inside of each other.
pub(super) const DEPTH: usize = 32;
/// Markers that one line may begin with: many more than [`DEPTH`], so that rows of `>` in code stay code.
const MARKERS: usize = 256;
/// Columns that the first marker of a line may be indented by.
const INDENT: usize = 256;
/// The beginning of a line that is too deep is so long that such a part of the text lies within it.
const CHUNK: usize = 32;
/// Bytes of markdown.
pub(super) const SIZE: usize = 1 << 20;

/// Where the markdown ends and plain text begins, and why. The parser's work grows with depth times lines,
/// so lines that could nest deeply are found before it sees them.
pub(super) fn markdown_end(text: &str) -> (usize, Option<Fault>) {
    let may_open = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9');
    if text.len() <= SIZE && !text.as_bytes().chunks(CHUNK).any(|chunk| chunk.iter().all(may_open)) {
        return (text.len(), None);
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if end > SIZE {
            return (start, Some(Fault::TooLarge(Span::new(start, end))));
        }
        if too_deep(line) {
            return (start, Some(Fault::TooDeep(Span::new(start, end))));
        }
        start = end;
    }
    (start, None)
}

fn too_deep(line: &str) -> bool {
    let (mut markers, mut blanks, mut before) = (0, 0, b' ');
    let mut rest = line.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let ends_word = after.first().is_none_or(u8::is_ascii_whitespace);
        match byte {
            b' ' => blanks += 1,
            b'\t' => blanks += 4,
            b'>' => markers += 1,
            b'-' | b'+' | b'*' if ends_word => markers += 1,
            b'.' | b')' if ends_word && before.is_ascii_digit() => markers += 1,
            b'0'..=b'9' => {}
            _ => break,
        }
        (rest, before) = (after, byte);
    }
    markers > MARKERS || (markers > 0 && blanks > INDENT)
}

#[cfg(test)]
mod tests {
    use super::{Fault, MARKERS, SIZE, markdown_end};
    use crate::source::Span;

    #[test]
    fn lines_that_nest_too_deeply_end_the_markdown() {
        let deep = [
            "> ".repeat(MARKERS + 1),
            "- ".repeat(MARKERS + 1),
            "1. ".repeat(MARKERS + 1),
            format!("{}- x", " ".repeat(300)),
        ];
        for line in deep {
            let text = format!("a\n{line}\nb");
            let place = Span::new(2, 3 + line.len());
            assert_eq!(markdown_end(&text), (2, Some(Fault::TooDeep(place))), "{line}");
        }
        for line in [
            "> ".repeat(MARKERS),
            ".".repeat(999),
            "-".repeat(999),
            " ".repeat(999),
            format!("{}x: y", " ".repeat(300)),
        ] {
            assert_eq!(markdown_end(&line), (line.len(), None), "{line}");
        }
    }

    #[test]
    fn a_body_that_is_too_large_ends_at_a_line() {
        let text = "four\n".repeat(SIZE / 4);
        let (end, fault) = markdown_end(&text);
        assert!(end <= SIZE && text[..end].ends_with('\n'));
        assert_eq!(fault, Some(Fault::TooLarge(Span::new(end, end + 5))));
    }
}
