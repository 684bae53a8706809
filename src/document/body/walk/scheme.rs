//! Which addresses may be linked at all.
use std::borrow::Cow;

/// Whether an address is http(s), mailto, relative or a fragment, read as a browser reads it: controls and
/// blanks in front do not count, nor do tabs and line ends inside.
pub(in super::super) fn is_safe(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let path = path.trim_start_matches(|c: char| c.is_control() || c.is_whitespace());
    let seen: Cow<'_, str> =
        if path.contains(char::is_control) { path.replace(char::is_control, "").into() } else { path.into() };
    let is_slash = |c: char| matches!(c, '/' | '\\');
    let mut first_two = seen.chars();
    if first_two.next().is_some_and(is_slash) && first_two.next().is_some_and(is_slash) {
        return false;
    }
    match seen.split(is_slash).next().and_then(|first| first.split_once(':')) {
        Some((scheme, _)) if is_scheme(scheme) => {
            ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        _ => true,
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_addresses_that_run_nothing_are_linked() {
        for safe in [
            "https://x.y/a:b",
            "HTTP://x",
            "mailto:a@b.c",
            "../b/c.md#d",
            "#x",
            "",
            "?q=javascript:1",
            "a/b:c",
            "2021 10:00.md",
            "/rooted",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_ in [
            "javascript:alert(1)",
            " JaVaScRiPt:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "\u{a0}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
        ] {
            assert!(!is_safe(unsafe_), "{unsafe_:?}");
        }
    }
}
