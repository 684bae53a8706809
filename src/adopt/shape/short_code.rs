//! Short-codes such as `:tada:` in headings are pictures that only some sites draw; elsewhere they are noise.
use std::borrow::Cow;

use super::{About, Line, Shaper, code};

pub(super) const SHAPER: Shaper = Shaper { does: "short-codes of emoji were left out of headings", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let code = code(lines);
    let mut out = lines.to_vec();
    let mut changed = false;
    for (line, _) in out.iter_mut().zip(code).filter(|(line, code)| !code && line.text.starts_with('#')) {
        if let Some(plain) = without(&line.text) {
            line.text = Cow::Owned(plain);
            changed = true;
        }
    }
    changed.then_some(out)
}

/// A line without its short-codes; `None` where it has none, or no other words.
pub(in crate::adopt) fn without(text: &str) -> Option<String> {
    if !text.split_whitespace().any(is_code) {
        return None;
    }
    let end = &text[text.trim_end().len()..];
    let words: Vec<_> = text.split_whitespace().filter(|word| !is_code(word)).collect();
    words.iter().any(|word| word.contains(char::is_alphanumeric)).then(|| words.join(" ") + end)
}

fn is_code(word: &str) -> bool {
    let name = word.strip_prefix(':').and_then(|word| word.strip_suffix(':')).unwrap_or_default();
    name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_lowercase() || c == '+')
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::super::Shaped;
    use super::without;

    #[test]
    fn headings_lose_their_short_codes_and_text_keeps_them() {
        let body = "# :tada: Launch :+1:\n\n:tada: text\n\n## :tada:\n\n```\n# :tada: code\n```\n";
        assert_eq!(Shaped::of(body).text(), body.replace("# :tada: Launch :+1:", "# Launch"));
        for text in ["## 10:30: a", "a :: b", "std::fmt:", ":Tada: a", ":a b: c"] {
            assert_eq!(without(text), None, "{text}");
        }
    }
}
