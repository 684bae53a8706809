//! What a report folds away, `<details>`, is shown like all else: its tags go, and its summary becomes a bold line.
use std::borrow::Cow;

use super::{About, Line, Shaper, code};

pub(super) const SHAPER: Shaper = Shaper { does: "tags that fold a part of the page away were left out", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let code = code(lines);
    let mut out = Vec::with_capacity(lines.len());
    let (mut changed, mut summary) = (false, false);
    for (line, code) in lines.iter().zip(code) {
        let bare = line.text.trim();
        if code || !(summary || bare.starts_with('<')) {
            out.push(line.clone());
            continue;
        }
        let opens = bare.starts_with("<summary>");
        if !(summary || opens || bare == "</details>" || bare.starts_with("<details") && bare.contains('>')) {
            out.push(line.clone());
            continue;
        }
        let open = summary || opens;
        let words =
            ["<summary>", "</summary>", "</details>"].iter().fold(bare.to_owned(), |words, tag| words.replace(tag, ""));
        let words = words
            .strip_prefix("<details")
            .and_then(|rest| rest.split_once('>'))
            .map_or(words.as_str(), |(_, rest)| rest);
        summary = open && !bare.contains("</summary>");
        changed = true;
        let words = words.trim();
        let end = &line.text[line.text.trim_end().len()..];
        let text = match (words, open || bare.contains("<summary>")) {
            ("", _) => end.to_owned(),
            (words, true) => format!("**{words}**{end}"),
            (words, false) => format!("{words}{end}"),
        };
        out.push(Line { text: Cow::Owned(text), from: line.from });
    }
    changed.then_some(out)
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
