//! The forms of a word: there is no stemmer in the index, so other forms are looked up, and count less.

/// Endings that a stem is found by, the longer before the shorter.
const ENDINGS: [&str; 18] = [
    "ments", "ment", "ings", "ions", "ages", "ing", "ion", "ers", "ors", "age", "ies", "er", "or", "es", "ed", "s",
    "e", "y",
];

/// Endings that a stem may have.
const FORMS: [&str; 21] = [
    "", "s", "es", "ed", "d", "ing", "er", "ers", "ion", "ions", "or", "ors", "age", "ages", "ment", "ments", "y",
    "ies", "ly", "al", "e",
];

/// Other forms of an English word that is long enough to have some.
pub(super) fn inflections(word: &str) -> Vec<String> {
    if word.len() < 5 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let stem = stem(word);
    let doubled = format!("{stem}{}", &stem[stem.len() - 1..]);
    let mut forms: Vec<String> = Vec::new();
    for form in [stem, &doubled].into_iter().flat_map(|stem| FORMS.iter().map(move |form| format!("{stem}{form}"))) {
        if form != word && !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

fn stem(word: &str) -> &str {
    let bare = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    // The `y` of `deploy` is no ending, that of `query` is.
    let bare = if word.ends_with('y') && bare.ends_with(['a', 'e', 'i', 'o', 'u']) { word } else { bare };
    if bare.len() < 4 {
        return word;
    }
    match bare.as_bytes() {
        [.., a, b] if a == b && !matches!(b, b'l' | b's') => &bare[..bare.len() - 1],
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_keep_four_letters() {
        let words =
            ["leaking", "dropped", "deployments", "timeouts", "falls", "assess", "pages", "queries", "stopping"];
        assert_eq!(words.map(stem), ["leak", "drop", "deploy", "timeout", "fall", "asses", "pages", "quer", "stop"]);
    }

    #[test]
    fn forms_meet() {
        for (a, b) in [
            ("leaking", "leaks"),
            ("stopped", "stopping"),
            ("deployment", "deployed"),
            ("query", "queries"),
            ("deploy", "deployed"),
            ("delays", "delay"),
        ] {
            assert!(inflections(a).iter().any(|form| form == b), "{a} {b}");
        }
        assert!(inflections("pool").is_empty() && inflections("déjà vu").is_empty());
    }
}
