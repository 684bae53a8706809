//! The built-in scripts and styles as readers get them: half of the bytes would else be comments and indentation.
//!
//! Lines stay lines, so that nothing has to be understood: no text of ours goes on over a line's end (a test says so).
use std::borrow::Cow;

/// A static file without comments that have lines of their own, without indentation and empty lines.
pub(super) fn lean<'a>(path: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    match (path.rsplit_once('.'), std::str::from_utf8(bytes)) {
        (Some((_, "js")), Ok(text)) => Cow::Owned(lines(text, true).into_bytes()),
        (Some((_, "css")), Ok(text)) => Cow::Owned(lines(text, false).into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

fn lines(text: &str, script: bool) -> String {
    let (mut out, mut within) = (String::with_capacity(text.len()), false);
    for line in text.lines().map(str::trim) {
        let comment = within || line.starts_with("/*");
        let ends = line.ends_with("*/");
        within = comment && !line.contains("*/");
        if line.is_empty() || within || comment && ends || script && line.starts_with("//") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::BUILT_IN;
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_the_rest_stays() {
        let script = "// One.\n\"use strict\";\n/** Two. */\nlet a = 1; // three\n\n  /*\n   * Four.\n   */\n  let b = \"// a\";\n";
        assert_eq!(lines(script, true), "\"use strict\";\nlet a = 1; // three\nlet b = \"// a\";\n");
        assert_eq!(lines("/* One\n   two. */\na {\n  b: c;\n}\n//d\n", false), "a {\nb: c;\n}\n//d\n");
    }

    #[test]
    fn no_text_of_ours_goes_on_over_the_end_of_a_line() {
        let text = |path: &str| matches!(path.rsplit_once('.'), Some((_, "js" | "css")));
        for (path, bytes) in BUILT_IN.iter().filter(|(path, _)| text(path)) {
            for line in std::str::from_utf8(bytes).expect("UTF-8").lines().map(str::trim) {
                let behind = line.split_once("*/").map_or("", |(_, behind)| behind);
                assert!(line.matches('`').count() % 2 == 0 && !line.ends_with('\\'), "{path}: {line}");
                assert!(!line.starts_with("/*") || behind.is_empty(), "{path}: {line}");
                assert!(line.starts_with("/*") || !line.contains("/*"), "{path}: {line}");
            }
        }
    }
}
