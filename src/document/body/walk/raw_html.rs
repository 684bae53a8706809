//! Raw HTML is text; its comments are nothing.

/// The HTML without its comments. One that is never closed stays, so that no half report vanishes.
pub(super) fn without_comments(html: &str) -> String {
    let mut kept = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, from)) = rest.split_once("<!--") {
        let Some(after) = comment_end(from) else { break };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// What follows a comment whose first four characters are gone; `<!-->` and `<!--->` are whole comments.
fn comment_end(from: &str) -> Option<&str> {
    from.strip_prefix('>')
        .or_else(|| from.strip_prefix("->"))
        .or_else(|| from.split_once("-->").map(|(_, after)| after))
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_vanish_and_the_rest_stays() {
        assert_eq!(without_comments("a<!-- b\n-- > c -->d<!-->e<!--->f"), "adef");
        assert_eq!(without_comments("a<!-- never closed"), "a<!-- never closed");
        assert_eq!(without_comments("<b>x</b>"), "<b>x</b>");
    }
}
