//! Words that tell security, rehearsals and near misses, and what a report says first.

/// A rehearsal or a near miss that calls itself so.
pub(super) fn apart(title: &str, stem: &str) -> Option<(&'static str, String)> {
    const WORDS: &[(&str, &[&str])] = &[
        ("drill", &["drill", "game day", "gameday", "rehearsal", "chaos day"]),
        ("near-miss", &["near miss", "near misses"]),
    ];
    let places = [(spaced(title), "the title"), (spaced(stem), "the file's name")];
    places.iter().find_map(|(text, place)| {
        let said = |words: &[&'static str]| words.iter().copied().find(|word| text.contains(&format!(" {word} ")));
        WORDS.iter().find_map(|(kind, words)| Some((*kind, format!("“{}” in {place}", said(words)?))))
    })
}

/// What a report says first: that nothing came of it, or that something did not work.
pub(super) fn first_words(first: &str) -> Option<(&'static str, &'static str, String)> {
    const NOTHING: &[&str] =
        &["near miss", "noop", "no op", "no user was affected", "no users were affected", "nobody was affected"];
    const FAULT: &[&str] = &[
        "broken",
        "crashed",
        "degraded",
        "disruption",
        "down",
        "error",
        "errors",
        "failed",
        "failing",
        "failures",
        "incident",
        "lost service",
        "outage",
        "unable to",
        "unavailable",
        "unreachable",
        "unresponsive",
    ];
    let text = spaced(first);
    let said = |words: &[&'static str]| words.iter().copied().find(|word| text.contains(&format!(" {word} ")));
    let quoted = |word: &str| format!("“{word}” in the first sentences");
    if let Some(word) = said(NOTHING) {
        return Some(("near-miss", "no incident, by a word", quoted(word)));
    }
    let planned = ["maintenance", "planned", "scheduled"].iter().any(|word| text.contains(&format!(" {word} ")));
    said(FAULT).filter(|_| !planned).map(|word| ("unplanned", "an incident, by a word", quoted(word)))
}

/// Small letters, words between single blanks, one at either end.
fn spaced(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty());
    format!(" {} ", words.map(str::to_lowercase).collect::<Vec<_>>().join(" "))
}

/// The word of a title or stem that makes it a matter of security, and where it stands.
pub(super) fn security(title: &str, stem: &str) -> Option<String> {
    const WORDS: &[&str] = &["malicious", "malware", "phishing", "vulnerability", "vulnerabilities"];
    let places = [(title.to_lowercase(), "the title"), (stem.to_lowercase(), "the file's name")];
    places.iter().find_map(|(text, place)| {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let advisory = words.windows(2).find(|pair| {
            matches!(pair, ["security", "advisory" | "advisories"])
                || pair[0] == "cve" && pair[1].len() == 4 && pair[1].bytes().all(|byte| byte.is_ascii_digit())
        });
        let word = words.iter().find(|word| WORDS.contains(word) || **word == "cves").map(|word| (*word).to_owned());
        word.or_else(|| advisory.map(|pair| pair.join(" "))).map(|word| format!("“{word}” in {place}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drills_and_near_misses_call_themselves_so() {
        assert_eq!(apart("Game day: the ledger", "a"), Some(("drill", "“game day” in the title".into())));
        assert_eq!(apart("Ledger", "ledger-near-miss"), Some(("near-miss", "“near miss” in the file's name".into())));
        assert_eq!(apart("Drilling into costs", "a"), None);
    }

    #[test]
    fn the_first_sentences_decide_where_they_are_plain() {
        let kind = |text| first_words(text).map(|(kind, ..)| kind);
        assert_eq!(kind("Logins failed for an hour."), Some("unplanned"));
        assert_eq!(kind("So this was a no-op for us."), Some("near-miss"));
        assert_eq!(kind("The planned outage took an hour."), None);
        assert_eq!(kind("We have news."), None);
    }

    #[test]
    fn security_is_told_by_advisories_numbers_and_malice() {
        assert_eq!(security("Security Advisory for X", "a").as_deref(), Some("“security advisory” in the title"));
        assert_eq!(security("Advice", "cve-2024-24576").as_deref(), Some("“cve 2024” in the file's name"));
        assert_eq!(security("Malicious crates", "a").as_deref(), Some("“malicious” in the title"));
        assert_eq!(security("Security team news", "cve-team"), None);
    }
}
