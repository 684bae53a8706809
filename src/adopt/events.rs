//! What the words of a timeline's entry, or of a sentence, plainly say of an incident's times.
mod words;

use words::{AT_LAST, NOTICING, WORDS};

use super::label::Field;

/// What a text says first, by its strongest words; `None` where it says nothing plainly.
pub(super) fn says(text: &str) -> Option<Field> {
    let all = plain(text);
    // What is noticed later in an entry was not what it is about.
    let sentence = text.split(['\n', '.']).find(|part| part.split_whitespace().count() > 2);
    let first = plain(sentence.unwrap_or(text));
    let said = |(field, words): &&(Field, &[&str])| {
        let plain = if matches!(field, Field::Detected | Field::Acknowledged) { &first } else { &all };
        words.iter().any(|words| place(plain, words).is_some())
    };
    let field = WORDS.iter().find(said).map(|(field, _)| *field);
    if field == Some(Field::Started) && noticing(text) { Some(Field::Detected) } else { field }
}

/// Whether the last entry of a timeline says that all works again.
pub(super) fn ends(text: &str) -> bool {
    let plain = plain(text);
    AT_LAST.iter().any(|words| place(&plain, words).is_some())
}

/// Whether the first sentence that tells what broke tells it as something that was noticed.
fn noticing(text: &str) -> bool {
    let text = text.replace('\n', ". ");
    let broke = text.split(". ").find_map(|sentence| {
        let plain = plain(sentence);
        let at = starts().filter_map(|words| place(&plain, words)).min()?;
        Some(plain[..at].to_owned())
    });
    broke.is_some_and(|before| NOTICING.iter().any(|word| place(&format!("{before} "), word).is_some()))
}

fn starts() -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(|(field, _)| *field == Field::Started).flat_map(|(_, words)| words.iter().copied())
}

/// The longest gap that `…` stands for, in bytes.
const GAP: usize = 40;

/// Where words stand in a text that [`plain`] gave.
fn place(plain: &str, words: &str) -> Option<usize> {
    let Some((before, after)) = words.split_once(" … ") else { return plain.find(&format!(" {words} ")) };
    let at = plain.find(&format!(" {before} "))?;
    let rest = &plain[at + before.len() + 1..];
    rest[..rest.floor_char_boundary(GAP + after.len())].contains(&format!(" {after} ")).then_some(at)
}

/// Whether a text names the start itself, "outage begins", and not only something that stopped, which may be a part
/// of it.
pub(super) fn names_the_start(text: &str) -> bool {
    const WHOLE: &[&str] =
        &["outage", "incident", "problem", "problems", "issue", "issues", "fault", "impact", "downtime"];
    let plain = plain(text);
    let mut whole = starts().filter(|words| words.split(' ').any(|word| WHOLE.contains(&word)));
    whole.any(|words| place(&plain, words).is_some())
}

/// Whether the text of a range speaks of something that did not work.
pub(super) fn broken(text: &str) -> bool {
    const BROKEN: &[&str] =
        &["broken", "down", "failed", "failing", "outage", "unavailable", "unreachable", "unresponsive", "downtime"];
    let plain = plain(text);
    BROKEN.iter().any(|word| plain.contains(&format!(" {word} ")))
}

/// The beginning of a text in small letters, words between single blanks.
fn plain(text: &str) -> String {
    let text = &text[..text.floor_char_boundary(240)];
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(str::to_lowercase).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_tell() {
        for (text, field) in [
            ("The release goes out. **Outage begins.**", Some(Field::Started)),
            ("The gateway goes down", Some(Field::Started)),
            ("A release goes out. Traffic to other members begins to drop.", Some(Field::Started)),
            ("The load begins to drop", None),
            ("First report, in the chat", Some(Field::Detected)),
            ("The on-call engineer is paged", Some(Field::Detected)),
            ("Incident declared.", Some(Field::Acknowledged)),
            ("Incident declared as resolved", Some(Field::Resolved)),
            ("Everything is back to normal", Some(Field::Resolved)),
            ("Service is restored for most", Some(Field::Mitigated)),
            ("Believing it to be resolved, we merge", None),
            ("We restart the gateway", None),
            ("We noticed that the gateway was unavailable", Some(Field::Detected)),
            ("The keys are pushed. This inadvertently shows them. We notice at once.", Some(Field::Started)),
            ("Routes are destroyed by the pipeline", Some(Field::Started)),
            ("We clean up, and have confirmed that all of it is healthy", Some(Field::Resolved)),
            ("We confirmed it. Then, a long and weary while after all of that, it was healthy", None),
            ("Chat log\nWe notice that it is slow. It was reported.", Some(Field::Detected)),
            ("", None),
        ] {
            assert_eq!(says(text), field, "{text}");
        }
        assert!(names_the_start("(outage starts)") && !names_the_start("the gateway goes down"));
        assert!(broken("all logins were broken") && !broken("all is well"));
        assert!(ends("Logs come again, everything is working"));
        assert!(ends("The node is back online") && !ends("The node restarts"));
    }
}
