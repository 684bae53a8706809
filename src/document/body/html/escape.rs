//! Text made safe to stand in HTML.

/// Adds a text; quotes are escaped too, so that it may stand in an attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    // Most texts need nothing; a test of every byte, without a way out, is done many at a time.
    if !text.bytes().fold(false, |any, byte| any | matches!(byte, b'&' | b'<' | b'>' | b'"' | 0)) {
        return out.push_str(text);
    }
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            0 => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Adds ` name="text"`.
pub(super) fn attribute(out: &mut String, name: &str, text: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, text);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn nothing_leaves_its_attribute() {
        let mut out = String::new();
        attribute(&mut out, "title", "ä<b> & \"'\0");
        assert_eq!(out, " title=\"ä&lt;b&gt; &amp; &quot;'\u{fffd}\"");
    }
}
