//! What the words of a timeline's entry, or of a sentence, plainly say of an incident's times.
use super::label::Field;

/// Words that say it, in small letters; each stands between blanks, and `…` for a few words more.
const WORDS: &[(Field, &[&str])] = &[
    (
        Field::Resolved,
        &[
            "outage ends",
            "outage ended",
            "outage is over",
            "outage to an end",
            "incident resolved",
            "incident is resolved",
            "incident was resolved",
            "incident declared as resolved",
            "incident closed",
            "issue resolved",
            "issue is resolved",
            "issue was resolved",
            "issues resolved",
            "problem resolved",
            "problem is resolved",
            "problem was resolved",
            "fully operational",
            "back to normal",
            "returned to normal",
            "returns to normal",
            "return to normal",
            "all clear",
            "fully resolved",
            "everything is fine",
            "everything is okay again",
            "confirmed to be functional",
            "confirmed … healthy",
            "resolution is confirmed",
            "resolution confirmed",
            "confirms … healthy",
            "everything is back online",
            "all is back online",
            "services are back online",
            "fully recovered",
            "marked as resolved",
            "is resolved",
            "was resolved",
            "are resolved",
            "issue goes away",
        ],
    ),
    (
        Field::Mitigated,
        &[
            "incident repaired",
            "outage mitigated",
            "issue mitigated",
            "incident mitigated",
            "is mitigated",
            "was mitigated",
            "service restored",
            "service is restored",
            "service was restored",
            "services are restored",
            "services were restored",
            "services restored",
            "service availability is restored",
        ],
    ),
    (
        Field::Started,
        &[
            "outage begins",
            "outage began",
            "outage starts",
            "outage started",
            "problem starts",
            "problem started",
            "problems start",
            "problems started",
            "problem begins",
            "problem began",
            "incident starts",
            "incident started",
            "incident begins",
            "incident began",
            "issue starts",
            "issue started",
            "issue began",
            "issue begins",
            "issues start",
            "issues started",
            "issues began",
            "start of the outage",
            "start of the incident",
            "start of incident",
            "start of outage",
            "fault occurs",
            "fault occurred",
            "impact starts",
            "impact started",
            "impact began",
            "downtime starts",
            "downtime started",
            "goes down",
            "went down",
            "became unavailable",
            "becomes unavailable",
            "became unresponsive",
            "becomes unresponsive",
            "stopped working",
            "stops working",
            "starts degrading",
            "started degrading",
            "drops to 0",
            "dropped to 0",
            "reaches 0",
            "reached 0",
            "drops to zero",
            "dropped to zero",
            "start failing",
            "starts failing",
            "started failing",
            "began failing",
            "starts to fail",
            "started to fail",
            "started experiencing",
            "starts experiencing",
            "began experiencing",
            "experienced a momentary outage",
            "is destroyed",
            "are destroyed",
            "was destroyed",
            "were destroyed",
            "inadvertently",
            "accidentally",
            "by accident",
            "by mistake",
            "mistakenly",
            "were broken",
            "was broken",
            "were unavailable",
            "was unavailable",
            "users start running into",
        ],
    ),
    (
        Field::Acknowledged,
        &[
            "incident declared",
            "incident is declared",
            "incident was declared",
            "declared an incident",
            "is acknowledged",
            "was acknowledged",
            "acknowledges the",
        ],
    ),
    (
        Field::Detected,
        &[
            "first report",
            "first reports",
            "a report",
            "report in",
            "report on",
            "problem is identified",
            "issue is identified",
            "reported",
            "reports",
            "report that",
            "report problems",
            "report a",
            "users report",
            "students report",
            "people report",
            "noticed",
            "notices",
            "notice",
            "noticing",
            "alerted",
            "alert fires",
            "alert fired",
            "alerts fire",
            "alerts fired",
            "alert triggered",
            "paged",
            "detected",
            "detects",
            "we realized",
            "we realised",
            "notified us",
        ],
    ),
];

/// Words that say the end where no entry follows; before others they may speak of a part.
const AT_LAST: &[&str] = &[
    "as usual",
    "back online",
    "back up",
    "healthy again",
    "usual rate",
    "usual speed",
    "up again",
    "working again",
    "works again",
];

/// Who says so in front of what broke says when it was noticed.
const NOTICING: &[&str] =
    &["noticed", "notices", "notice", "realized", "realised", "discovered", "found", "saw", "see"];

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
        assert!(ends("The node is back online") && !ends("The node restarts"));
    }
}
