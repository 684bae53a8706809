//! Sentences: patterns with the words put in.
use super::identifiers::{identifier, pick};
use super::random::Random;
use super::vocabulary::{ENGLISH, Vocabulary, ing, past, plural};
use super::{SERVICES, SQUADS, capital};

/// What a case is about.
#[derive(Clone, Copy)]
pub(crate) struct Topic {
    /// The service that failed.
    pub(crate) service: &'static str,
    /// Where in the lists the words begin that this case uses more than others do.
    pub(crate) first: usize,
}

impl Topic {
    fn word(self, list: &str, random: &mut Random) -> &'static str {
        if random.below(4) == 0 {
            return ENGLISH.often(list, random);
        }
        let (words, rank) = (ENGLISH.list(list), ENGLISH.rank(list, random));
        words[(self.first + rank) % words.len()]
    }
}

/// Fills each `{word}` of a pattern; names of machines stand between backticks now and then.
pub(crate) fn fill(pattern: &str, words: &Vocabulary, topic: Topic, random: &mut Random) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some((before, (slot, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        out.push_str(before);
        let in_code = out.matches('`').count() % 2 == 1;
        out.push_str(&put(slot, in_code, words, topic, random));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn put(slot: &str, in_code: bool, words: &Vocabulary, topic: Topic, random: &mut Random) -> String {
    if let Some(name) = machine(slot, topic.service, random) {
        return if !in_code && random.below(3) == 0 { format!("`{name}`") } else { name };
    }
    if words.has(slot) {
        return words.often(slot, random).to_owned();
    }
    if slot.starts_with(char::is_uppercase) {
        return capital(&put(&slot.to_lowercase(), true, words, topic, random));
    }
    number(slot, random).unwrap_or_else(|| english(slot, topic, random))
}

fn machine(slot: &str, service: &str, random: &mut Random) -> Option<String> {
    Some(match slot {
        "svc" if random.below(2) == 0 => service.to_owned(),
        "svc" => pick(SERVICES, random).0.to_owned(),
        "metric" => ENGLISH.often("metrics", random).to_owned(),
        "exc" => ENGLISH.any("exceptions", random).to_owned(),
        _ => return identifier(slot, random),
    })
}

fn number(slot: &str, random: &mut Random) -> Option<String> {
    Some(match slot {
        "clock" => format!("{:02}:{:02}", random.below(24), random.below(60)),
        "dur" => format!("{} minutes", 2 + random.below(200).min(random.below(200))),
        "pct" => format!("{}.{} %", random.below(90), random.below(10)),
        "num" => (2 + random.below(4_000).min(random.below(4_000))).to_string(),
        _ => return None,
    })
}

fn english(slot: &str, topic: Topic, random: &mut Random) -> String {
    match slot {
        "noun" => topic.word("nouns", random).to_owned(),
        "nouns" => plural(topic.word("nouns", random)),
        "verb" => topic.word("verbs", random).to_owned(),
        "verbs" => plural(topic.word("verbs", random)),
        "past" => past(topic.word("verbs", random)),
        "ing" => ing(topic.word("verbs", random)),
        "adj" => ENGLISH.often("adjectives", random).to_owned(),
        "adv" => ENGLISH.often("adverbs", random).to_owned(),
        "person" => ENGLISH.any("people", random).to_owned(),
        "region" => ENGLISH.any("regions", random).to_owned(),
        "squad" => pick(SQUADS, random).0.to_owned(),
        "rare" => format!("{}{}", ENGLISH.any("prefixes", random), ENGLISH.any("nouns", random)),
        "name" => {
            let syllables: String = (0..2 + random.below(2)).map(|_| ENGLISH.any("syllables", random)).collect();
            capital(&syllables)
        }
        other => panic!("no words for {{{other}}}"),
    }
}
