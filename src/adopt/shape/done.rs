//! Actions that say in words that they are done get a ticked box.
use super::{About, Line, Shaper, read, text};
use crate::adopt::label::unmarked;

pub(super) const SHAPER: Shaper = Shaper { does: "actions that say in words that they are done were ticked", shape };

fn shape<'a>(lines: &[Line<'a>], _: &About<'_>) -> Option<Vec<Line<'a>>> {
    let said = |line: &Line<'_>| says_done(&line.text);
    if !lines.iter().any(said) {
        return None;
    }
    let actions = read(&text(lines)).actions;
    let mut ends = Vec::with_capacity(lines.len());
    lines.iter().fold(0, |start, line| {
        ends.push(start + line.text.len());
        start + line.text.len()
    });
    let mut out = lines.to_vec();
    let mut changed = false;
    for action in actions.iter().filter(|action| action.ticked.is_none()) {
        let nth = ends.partition_point(|end| *end <= action.title.span.start);
        let Some(line) = lines.get(nth) else { continue };
        let (words, item) = unmarked(line.text.trim());
        if item && says_done(&whole(&lines[nth..])) {
            let at = line.text.len() - line.text.trim_start().len() + line.text.trim().len() - words.len();
            out[nth].text.to_mut().insert_str(at, "[x] ");
            changed = true;
        }
    }
    (changed && read(&text(&out)).actions.len() == actions.len()).then_some(out)
}

/// The item that begins with the first line, with all that is nested in it.
fn whole(lines: &[Line<'_>]) -> String {
    let indent = |text: &str| text.len() - text.trim_start().len();
    let Some((first, rest)) = lines.split_first() else { return String::new() };
    let own = indent(&first.text);
    let ends = |text: &str| {
        !text.trim().is_empty() && indent(text) <= own && (unmarked(text.trim()).1 || text.starts_with('#'))
    };
    let rest = rest.iter().map(|line| line.text.as_ref()).take_while(|text| !ends(text));
    std::iter::once(first.text.as_ref()).chain(rest).collect()
}

/// Whether a text says of itself that it is done: a remark in brackets or emphasis, or a sentence about "this".
fn says_done(text: &str) -> bool {
    const SENTENCES: &[&str] =
        &["this has been done", "this has already been done", "this is done", "this was done", "this is already done"];
    let plain: String = text.chars().filter(|c| !matches!(c, '[' | ']' | '*')).collect();
    if plain.split(|c: char| !c.is_alphanumeric()).any(|word| word == "DONE") {
        return true;
    }
    let lower = plain.to_lowercase();
    let remark = ["(done", "_done", "(completed", "_completed", "(fixed"].iter().any(|remark| {
        let after = lower.split_once(remark).map(|(_, after)| after);
        after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
    });
    remark || SENTENCES.iter().any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::super::{Shaped, read};
    use super::says_done;

    #[test]
    fn what_says_that_it_is_done_is_ticked() {
        let body = "## Actions\n\n1. Mail everybody (DONE)\n2. Use one account\n   - This has been done: x@example.com\n\
                    3. Wait\n4. [ ] Look, once it is done\n\nText. (Done)\n";
        let shaped = Shaped::of(body);
        assert_eq!(shaped.text(), body.replace("1. Mail", "1. [x] Mail").replace("2. Use", "2. [x] Use"));
        assert_eq!(read(&shaped.text()).actions.iter().filter(|action| action.ticked == Some(true)).count(), 2);
    }

    #[test]
    fn only_plain_words_say_so() {
        for text in
            ["a _done in grafana_.", "a (Done!)", "a ([fixed](x))", "DONE in #12", "a, this has already been done."]
        {
            assert!(says_done(text), "{text}");
        }
        for text in ["look once it is done", "what is to be done (donec)", "abandoned"] {
            assert!(!says_done(text), "{text}");
        }
    }
}
