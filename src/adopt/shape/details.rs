//! What a report folds away, `<details>`, is shown like all else: its tags go, and its summary becomes a bold line.
use std::borrow::Cow;

use super::{About, Line, Shaper, code};

pub(super) const SHAPER: Shaper = Shaper { does: "tags that fold a part of the page away were left out", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let mut out = lines.to_vec();
    let (mut changed, mut summary) = (false, false);
    for (line, code) in out.iter_mut().zip(code(lines)) {
        let bare = line.text.trim();
        let tagged = ["<details>", "<details ", "</details>", "<summary>"].iter().any(|tag| bare.starts_with(tag));
        if code || !(summary || tagged && bare.contains('>')) {
            continue;
        }
        let bold = summary || bare.contains("<summary>");
        summary = bold && !bare.contains("</summary>");
        let words = without_tags(bare);
        let end = &line.text[line.text.trim_end().len()..];
        let text = if bold && !words.is_empty() { format!("**{words}**{end}") } else { format!("{words}{end}") };
        line.text = Cow::Owned(text);
        changed = true;
    }
    changed.then_some(out)
}

fn without_tags(text: &str) -> String {
    let text = text.strip_prefix("<details").and_then(|rest| rest.split_once('>')).map_or(text, |(_, rest)| rest);
    ["<summary>", "</summary>", "</details>"]
        .iter()
        .fold(text.to_owned(), |text, tag| text.replace(tag, ""))
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::Shaped;

    #[test]
    fn what_was_folded_is_open() {
        let body = "<details markdown>\n<summary>\nThe log\n</summary>\n\nText\n\n</details>\n";
        assert_eq!(Shaped::of(body).text(), "\n\n**The log**\n\n\nText\n\n\n");
        let body = "<details><summary>The log</summary>\n\nText\n";
        assert_eq!(Shaped::of(body).text(), "**The log**\n\nText\n");
        for body in ["```\n<details>\n```\n", "<detailed\n", "a <details>\n", "<b>x</b>\n"] {
            assert_eq!(Shaped::of(body).text(), body);
        }
    }
}
