//! A first heading that only repeats the title goes: the page has it already, and the sections then stand on top.
use super::Shaped;

impl Shaped<'_> {
    /// Drops the body's first line of words where it is a heading of the highest level that says just the title.
    pub(in crate::adopt) fn drop_title(&mut self, title: &str) -> bool {
        let Some(at) = self.lines.iter().position(|line| !line.text.trim().is_empty()) else { return false };
        let heading = self.lines[at].text.trim_start_matches('\u{feff}').strip_prefix("# ").map(|words| {
            let words = words.trim_end().trim_end_matches('#');
            super::read(&format!("# {words}\n")).outline.first().map(|heading| heading.text.value.clone())
        });
        let Some(Some(words)) = heading else { return false };
        let same = words.split_whitespace().eq(title.split_whitespace());
        if same {
            let blank = self.lines.get(at + 1).is_some_and(|line| line.text.trim().is_empty());
            self.lines.drain(at..at + 1 + usize::from(blank));
        }
        same
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_words_go() {
        let mut shaped = Shaped::of("\n# A **bold** move #\n\nText\n");
        assert!(!shaped.drop_title("A move"));
        assert!(shaped.drop_title("A bold  move"));
        assert_eq!(shaped.text(), "\nText\n");
        assert!(!shaped.drop_title("Text"));
        assert!(!Shaped::of("## A\n").drop_title("A"));
        assert!(!Shaped::of("").drop_title(""));
    }
}
