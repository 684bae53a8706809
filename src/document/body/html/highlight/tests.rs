//! Snippets in colours, as seen by eye, and what holds for every text.
use proptest::prelude::*;

use super::languages::names;

mod data;
mod programs;

fn coloured(language: &str, code: &str) -> String {
    let mut out = String::new();
    super::highlight(&mut out, language, code);
    out
}

const CLASSES: [&str; 8] = ["hl-c", "hl-d", "hl-f", "hl-i", "hl-k", "hl-n", "hl-s", "hl-t"];

/// The text of some HTML; spans are never empty, never nested and of known classes.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut open = false;
    let mut parts = html.split('<');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (tag, rest) = part.split_once('>').expect("tags are closed");
        if open {
            assert_eq!(tag, "/span", "{html}");
        } else {
            let class = tag.strip_prefix("span class=\"").and_then(|tag| tag.strip_suffix('"'));
            assert!(class.is_some_and(|class| CLASSES.contains(&class)), "{tag} in {html}");
            assert!(!rest.trim_ascii().is_empty(), "an empty span in {html}");
        }
        open = !open;
        text.push_str(rest);
    }
    assert!(!open, "{html}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn is_sound(language: &str, code: &str) {
    let html = coloured(language, code);
    assert_eq!(text_of(&html), code.replace('\0', "\u{fffd}"), "{language}");
    assert!(html.len() <= 32 * code.len(), "{language}: {} bytes of {}", html.len(), code.len());
}

const PIECES: &[&str] = &[
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "`",
    "\\",
    "\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    "//",
    "/*",
    "*/",
    "#",
    "--",
    "--[[",
    "<#",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "<a b=",
    "</",
    ">",
    "&amp;",
    "&",
    "$",
    "${",
    "$x",
    "$ ",
    "@",
    "-x",
    "}",
    "{",
    "[",
    "]",
    "(",
    ")",
    ":",
    ": ",
    "=",
    "|",
    ";",
    ",",
    ".",
    "!",
    "~",
    "- ",
    "key: |\n",
    "---\n",
    "r#\"",
    "r##",
    "\"#",
    "b'",
    "fn",
    "def ",
    "select",
    "SELECT",
    "if",
    "true",
    "Name",
    "word",
    "a",
    "1",
    "0x1f",
    "1.5e-3",
    "ä",
    "🎉",
    "\0",
    "\u{85}",
    "+",
    "@@ ",
    "GET / HTTP/1.1\n",
    "a@b:~$ ",
];

proptest! {
    #[test]
    fn any_text_in_any_language_is_sound(language in prop::sample::select(names()), code in "(?s).{0,200}") {
        is_sound(language, &code);
    }

    #[test]
    fn any_code_in_any_language_is_sound(
        language in prop::sample::select(names()),
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        is_sound(language, &pieces.concat());
    }
}

#[test]
fn hostile_code_is_sound_in_every_language() {
    for language in names() {
        for piece in PIECES {
            is_sound(language, &piece.repeat(200));
        }
    }
}

#[test]
fn no_name_stands_for_two_languages() {
    let mut once = names();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), names().len());
    assert!(once.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_graphic() && !byte.is_ascii_uppercase())));
}

#[test]
fn other_languages_are_plain() {
    for language in ["", "text", "log", "mermaid", "no-such-language"] {
        assert_eq!(coloured(language, "if \"a\" < 1 // b"), "if &quot;a&quot; &lt; 1 // b");
    }
}
