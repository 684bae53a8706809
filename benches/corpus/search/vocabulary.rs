//! The word lists beside this file, and words drawn from them.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::random::Random;

/// The lists of one language by name; the words of a list stand in order of how often they are used.
pub(crate) struct Vocabulary(BTreeMap<&'static str, Vec<&'static str>>);

/// Lists of single words; all others have an item on each line, or between bars.
const WORDS: &[&str] = &[
    "nouns",
    "verbs",
    "doubling",
    "adjectives",
    "adverbs",
    "exceptions",
    "errors",
    "metrics",
    "regions",
    "files",
    "syllables",
    "prefixes",
];

impl Vocabulary {
    fn read(text: &'static str) -> Self {
        let mut lists = BTreeMap::new();
        for list in text.split("# ").filter(|list| !list.is_empty()) {
            let (name, text) = list.split_once('\n').expect("a name above each list");
            let items: Vec<&str> = if WORDS.contains(&name) {
                text.split_whitespace().collect()
            } else {
                text.lines().flat_map(|line| line.split('|')).filter(|item| !item.is_empty()).collect()
            };
            lists.insert(name, without_repeats(items));
        }
        Self(lists)
    }

    pub(crate) fn has(&self, list: &str) -> bool {
        self.0.contains_key(list)
    }

    pub(crate) fn list(&self, name: &str) -> &[&'static str] {
        self.0.get(name).unwrap_or_else(|| panic!("no list is called {name}"))
    }

    /// Any item, all alike.
    pub(crate) fn any(&self, list: &str, random: &mut Random) -> &'static str {
        let list = self.list(list);
        list[random.below(list.len())]
    }

    /// An item, the first ones far more often.
    pub(crate) fn often(&self, list: &str, random: &mut Random) -> &'static str {
        self.list(list)[self.rank(list, random)]
    }

    /// A place in a list: the chance of `r` goes as 1 / (r + 3).
    pub(crate) fn rank(&self, list: &str, random: &mut Random) -> usize {
        let length = self.list(list).len();
        let draw = random.below(RANKS[length]);
        RANKS[1..=length].partition_point(|below| *below <= draw)
    }
}

/// The sum of the weights of all ranks below each.
static RANKS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let sums = (0..2_000).scan(0, |sum, rank| {
        *sum += 1_000_000 / (rank + 3);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
});

fn without_repeats(items: Vec<&'static str>) -> Vec<&'static str> {
    let mut seen = std::collections::BTreeSet::new();
    items.into_iter().filter(|item| seen.insert(*item)).collect()
}

pub(crate) static ENGLISH: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::read(include_str!("english.txt")));

/// The other languages: how many of a thousand cases are written in each, its tag, its words.
pub(crate) static OTHERS: LazyLock<[(usize, &str, Vocabulary); 7]> = LazyLock::new(|| {
    [
        (50, "id", Vocabulary::read(include_str!("indonesian.txt"))),
        (50, "fr", Vocabulary::read(include_str!("french.txt"))),
        (45, "zh", Vocabulary::read(include_str!("chinese.txt"))),
        (25, "ja", Vocabulary::read(include_str!("japanese.txt"))),
        (15, "th", Vocabulary::read(include_str!("thai.txt"))),
        (8, "ar", Vocabulary::read(include_str!("arabic.txt"))),
        (8, "el", Vocabulary::read(include_str!("greek.txt"))),
    ]
});

/// `fail` becomes `failed`; `drop`, `dropped`.
pub(crate) fn past(verb: &str) -> String {
    match verb {
        "read" => "read".to_owned(),
        "lose" => "lost".to_owned(),
        "hang" => "hung".to_owned(),
        "write" => "wrote".to_owned(),
        "rewrite" => "rewrote".to_owned(),
        "shed" | "split" => verb.to_owned(),
        _ if verb.ends_with('e') => format!("{verb}d"),
        _ if ends_in_consonant_and_y(verb) => format!("{}ied", &verb[..verb.len() - 1]),
        _ => format!("{}ed", doubled(verb)),
    }
}

/// `fail` becomes `failing`.
pub(crate) fn ing(verb: &str) -> String {
    match verb.strip_suffix('e').filter(|_| !verb.ends_with("ee")) {
        Some(stem) => format!("{stem}ing"),
        None => format!("{}ing", doubled(verb)),
    }
}

/// `retry` becomes `retries`; also for verbs.
pub(crate) fn plural(noun: &str) -> String {
    if ends_in_consonant_and_y(noun) {
        format!("{}ies", &noun[..noun.len() - 1])
    } else if ["s", "x", "ch", "sh"].iter().any(|end| noun.ends_with(end)) {
        format!("{noun}es")
    } else {
        format!("{noun}s")
    }
}

fn ends_in_consonant_and_y(word: &str) -> bool {
    word.strip_suffix('y').is_some_and(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

fn doubled(verb: &str) -> String {
    let last = verb.chars().last().filter(|_| ENGLISH.list("doubling").contains(&verb));
    verb.chars().chain(last).collect()
}
