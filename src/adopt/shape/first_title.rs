//! A first heading that only repeats the title goes: the page has it already, and the sections then stand on top.
use super::Shaped;

impl Shaped<'_> {
    /// Drops the body's first line of words where it is a heading of the highest level that says just the title.
    pub(in crate::adopt) fn drop_title(&mut self, title: &str) -> bool {
        let Some(at) = self.lines.iter().position(|line| !line.text.trim().is_empty()) else { return false };
        let line = self.lines[at].text.trim_start_matches('\u{feff}').trim_end();
        let Some(heading) = line.strip_prefix("# ") else { return false };
        // A link or an image in it says more than its words.
        let same = words(heading).eq(words(title)) && words(title).next().is_some();
        if same {
            let blank = self.lines.get(at + 1).is_some_and(|line| line.text.trim().is_empty());
            self.lines.drain(at..at + 1 + usize::from(blank));
        }
        same
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
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
        assert!(!Shaped::of("# [A](https://example.com)\n").drop_title("A"));
        assert!(!Shaped::of("# *0*0\n").drop_title("00"));
        assert!(!Shaped::of("## A\n").drop_title("A"));
        assert!(!Shaped::of("").drop_title(""));
    }
}
