//! Anchors as GitHub makes them, so that links into a heading work in both places.
use std::collections::BTreeMap;

/// Gives out anchors, each once.
#[derive(Default)]
pub(super) struct Anchors {
    /// How often a name was wanted.
    wanted: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchor for a heading: its name, else its name with the first number that is free.
    pub(super) fn take(&mut self, text: &str) -> String {
        let name = slug(text);
        let mut free = name.clone();
        while self.wanted.contains_key(&free) {
            let count = self.wanted.entry(name.clone()).or_default();
            *count += 1;
            free = format!("{name}-{count}");
        }
        self.wanted.insert(free.clone(), 0);
        free
    }
}

/// Letters and digits of any script, hyphens and underscores stay; blanks become hyphens; the rest goes.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        match c {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(c),
            _ if c.is_alphanumeric() || is_mark(c) => slug.push(c),
            _ => {}
        }
    }
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// Marks that letters of some scripts cannot be read without; `char` knows no marks.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) && !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}')
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn anchors_are_those_of_github() {
        let mut anchors = Anchors::default();
        let mut take = |text| anchors.take(text);
        assert_eq!(take("What happened? (UTC)"), "what-happened-utc");
        assert_eq!(take(":warning: Lead-up_1"), "warning-lead-up_1");
        assert_eq!(take("⚠\u{fe0f} Ursache & Größe"), "-ursache--größe");
        assert_eq!(take("हिन्दी"), "हिन्दी");
        assert_eq!(take("???"), "section");
        assert_eq!([take("a"), take("a"), take("a-1"), take("a"), take("A")], ["a", "a-1", "a-1-1", "a-2", "a-3"]);
    }
}
