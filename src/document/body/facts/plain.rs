//! Plain text made fit to be kept.

/// The longest text of one entry or lesson, in bytes; a report's page has all of it.
pub(super) const ENTRY: usize = 600;

/// One line with single blanks.
pub(super) fn squeezed(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// At most `limit` bytes and an ellipsis, cut between words where there are words.
pub(super) fn cut(mut text: String, limit: usize) -> String {
    if text.len() <= limit {
        return text;
    }
    let hard = text.floor_char_boundary(limit);
    let soft = text[..hard].rfind(char::is_whitespace).filter(|at| *at > limit / 2).unwrap_or(hard);
    text.truncate(soft);
    text.truncate(text.trim_end_matches(|c: char| c.is_whitespace() || ",;:.-–—".contains(c)).len());
    text.push('…');
    text.shrink_to_fit();
    text
}

/// Adds a further block to an entry's text, as a line of its own, unless it is long enough.
pub(super) fn add(text: &mut String, more: &str) {
    let more = squeezed(more);
    if more.is_empty() || text.len() > ENTRY {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&more);
}

#[cfg(test)]
mod tests {
    use super::{add, cut, squeezed};

    #[test]
    fn text_is_cut_between_words() {
        assert_eq!(squeezed(" a\n  b\tc "), "a b c");
        assert_eq!(cut("one two, three".into(), 10), "one two…");
        assert_eq!(cut("äöüäöüäöü".into(), 5), "äö…");
        assert_eq!(cut("short".into(), 5), "short");
        let mut text = String::new();
        add(&mut text, " a ");
        add(&mut text, "\n");
        add(&mut text, "b\nc");
        assert_eq!(text, "a\nb c");
    }
}
