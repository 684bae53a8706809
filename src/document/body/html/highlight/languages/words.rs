//! A fixed list of words, found in one or two comparisons.

pub(super) struct Words<T> {
    /// Where the words of each slot begin among all, and one more for their end.
    starts: [usize; SLOTS + 1],
    words: Vec<(&'static str, T)>,
}

const SLOTS: usize = 256;

impl<T: Copy> Words<T> {
    /// Of equal words, the first counts.
    pub(super) fn new(words: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<_> = words.collect();
        words.sort_by_key(|(word, _)| slot(word.as_bytes()));
        let starts = std::array::from_fn(|at| words.partition_point(|(word, _)| slot(word.as_bytes()) < at));
        Self { starts, words }
    }

    pub(super) fn get(&self, word: &[u8]) -> Option<T> {
        let slot = slot(word);
        let near = self.words.get(self.starts[slot]..self.starts[slot + 1])?;
        near.iter().find(|(other, _)| other.as_bytes() == word).map(|(_, value)| *value)
    }
}

/// By first and last letter and length: enough to part the few hundred words of a language.
fn slot(word: &[u8]) -> usize {
    let letter = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(*byte));
    (letter(word.first()) * 7 + letter(word.last()) * 31 + word.len() * 5) % SLOTS
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn every_word_is_found_and_no_other() {
        let list = ["a", "b", "ab", "ba", "select", "", "ä", "axb", "ayb"];
        let words = Words::new(list.into_iter().zip(0..));
        for (word, n) in list.into_iter().zip(0..) {
            assert_eq!(words.get(word.as_bytes()), Some(n), "{word}");
        }
        for word in ["c", "azb", "selec", "SELECT", "\u{e5}"] {
            assert_eq!(words.get(word.as_bytes()), None, "{word}");
        }
    }
}
