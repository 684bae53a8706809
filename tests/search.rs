//! The search as both sides agreed on it: see `docs/search.md`.
#![allow(clippy::disallowed_methods, reason = "these tests read the examples beside them")]
mod common;
#[path = "search/shelf.rs"]
mod shelf;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use casebook::build::{Build, Readings, build};
use casebook::search::token::{Kind, Token, Tokenizer};
use casebook::search::{Index, Record, Sort};
use casebook::snapshot::Snapshot;
use casebook::source::{Source, Span};
use proptest::prelude::*;
use serde_json::{Value, json};
use shelf::{Bytes, Entry, Shelf};

/// A text's terms, as the examples have them.
fn tokens(text: &str) -> Value {
    let mut all = Vec::new();
    let take = |token: Token<'_>| {
        all.push(json!([token.term, token.position, token.kind.name(), token.span.of(text)]));
    };
    Tokenizer::default().read(text, take);
    Value::Array(all)
}

/// The script of the pages reads the same file.
#[test]
fn texts_are_read_as_the_examples_say() {
    let examples = std::fs::read_to_string("tests/search/tokens.json").expect("the examples");
    let examples: Vec<Value> = serde_json::from_str(&examples).expect("JSON");
    assert!(examples.len() > 60);
    for example in examples {
        let text = example["text"].as_str().expect("a text");
        assert_eq!(tokens(text).to_string(), example["tokens"].to_string(), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_can_be_read(text in "([a-zA-Z0-9]{1,3}|[-._:/@'’+# \n]|\\PC|[v一-三ｦ-ｯА-я\u{300}-\u{310}]){0,40}") {
        let (mut start, mut next) = (0, 0);
        let count = Tokenizer::default().read(&text, |token| {
            assert!(token.span.start >= start && token.span.start < token.span.end, "{text:?}: {token:?}");
            assert!(text.get(token.span.start..token.span.end).is_some(), "{text:?}: {token:?}");
            assert!(!token.term.is_empty() && token.term.chars().count() <= 64, "{text:?}: {token:?}");
            start = if token.kind == Kind::Part { start } else { token.span.start };
            if let Some(position) = token.position {
                assert_eq!(position, next);
                next += 1;
            }
        });
        prop_assert_eq!(count, next);
    }

    #[test]
    fn a_term_is_read_as_itself(text in "\\PC{0,12}") {
        let mut words = Vec::new();
        Tokenizer::default().read(&text, |token| if token.kind == Kind::Word { words.push(token.term.to_owned()); });
        // Characters that fold to more than one word have a term that is none by itself; so have those that fold to a
        // script without spaces, as `㆒` does.
        let spaced = |word: &&String| word.chars().all(|c| c.is_alphanumeric() && c < '\u{e00}');
        for word in words.iter().filter(spaced) {
            let mut again = Vec::new();
            Tokenizer::default().read(word, |token| if token.kind == Kind::Word { again.push(token.term.to_owned()); });
            prop_assert!(again.iter().any(|other| other == word), "{word:?}: {again:?}");
        }
    }
}

/// Words as reports have them, from a sequence that never changes.
struct Words(u64);

impl Words {
    fn number(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn word(&mut self) -> String {
        const COMMON: [&str; 12] = [
            "pool",
            "deadlock",
            "the",
            "of",
            "timeouts",
            "leaking",
            "replica",
            "数据库",
            "été",
            "OOMKilled",
            "v4",
            "C++",
        ];
        let syllable = |words: &mut Self| {
            let of = |words: &mut Self, letters: &str| {
                let nth = usize::try_from(words.number(letters.len() as u64)).expect("small");
                letters[nth..=nth].to_owned()
            };
            of(words, "bcdfgklmnprst") + &of(words, "aeiou")
        };
        match self.number(6) {
            0 | 1 => COMMON[usize::try_from(self.number(12)).expect("small")].to_owned(),
            2 => format!("{}-{}.{}", syllable(self), self.number(9_000), syllable(self)),
            3 => format!("k{:x}", self.number(1 << 31)),
            _ => (0..=self.number(3)).map(|_| syllable(self)).collect(),
        }
    }

    fn line(&mut self, words: u64) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// Some hundred cases of some hundred words.
fn many(count: usize) -> Snapshot {
    let mut words = Words(7);
    let case = |nth: usize| {
        let body = format!(
            "Above.\n\n## Summary\n\n{}\n\n## Impact\n\n- {}\n- {}\n",
            words.line(120),
            words.line(30),
            words.line(30)
        );
        let more = "services = [\"ledger\"]\njourney = [\"pay\"]\ntags = [\"tls\"]";
        let text = common::case(&words.line(5), more, &body);
        (
            format!("postmortems/c{nth}.md"),
            text.replace("2026-03-04", &format!("2025-{:02}-{:02}", 1 + nth % 12, 1 + nth % 28)),
        )
    };
    let files: Vec<(String, String)> = (0..count).map(case).collect();
    common::snapshot(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn built(snapshot: Snapshot) -> Build {
    build(snapshot, &mut Readings::default())
}

/// What is asked again and again.
struct Ground {
    records: Vec<Record>,
    index: Index,
    shelf: Shelf,
    entries: Vec<Entry>,
}

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let build = built(many(300));
    let site = build.site.as_ref().expect("a site");
    let records = site.corpus.all().iter().map(|case| Record::of(case, &site.config)).collect();
    let shelf = Shelf::of(&build);
    let entries = shelf.entries();
    Ground { records, index: Index::new(&site.corpus, &site.config), shelf, entries }
});

/// For each document where in its title a term stands, and the term's positions.
type Places = BTreeMap<u32, (u8, Vec<u32>)>;

/// All terms by the letter of `docs/search.md`, with no thought for speed.
fn expected(records: &[Record]) -> BTreeMap<String, Places> {
    let mut all: BTreeMap<String, Places> = BTreeMap::new();
    for (number, record) in (0..).zip(records) {
        let head = [&record.title, &record.id, &record.facts].into_iter();
        let texts = head.chain(record.sections.iter().flat_map(|part| [&part.heading, &part.text]));
        let mut start = 0;
        for (nth, text) in texts.enumerate() {
            for line in text.split('\n') {
                let mut atoms = Vec::new();
                Tokenizer::default().read(line, |token| atoms.extend(token.position.map(|_| token.span)));
                let taken = Tokenizer::default().read(line, |token| {
                    let places = all.entry(token.term.to_owned()).or_default();
                    let place = places.entry(number).or_insert((0, Vec::new()));
                    if nth == 0 {
                        place.0 = in_title(place.0, token.kind, token.span, &atoms);
                    }
                    place.1.extend(token.position.map(|position| start + position));
                });
                start = if taken == 0 { start } else { (start + taken + 1).next_multiple_of(16) };
            }
        }
    }
    all
}

/// Where a term stands in a title, `before` said by those of its places that come earlier.
fn in_title(before: u8, kind: Kind, span: Span, atoms: &[Span]) -> u8 {
    if matches!(kind, Kind::Tail | Kind::Part | Kind::Digits | Kind::Joined) {
        return before;
    }
    let nth = atoms.iter().take_while(|atom| atom.start <= span.start).count();
    let first = if before & 7 > 0 { before & 7 } else { u8::try_from(nth.min(7)).expect("small") };
    let ends = atoms.last().is_some_and(|last| span.end >= last.end);
    first | before & 8 | if ends { 8 } else { 0 }
}

#[test]
fn the_blocks_hold_every_term_of_every_document() {
    let ground = &*GROUND;
    let expected = expected(&ground.records);
    let terms: Vec<&Entry> = ground.entries.iter().filter(|entry| entry.positions.is_some()).collect();
    assert!(terms.len() > 5_000 && ground.shelf.names("blocks").len() > 8);
    assert!(terms.is_sorted_by(|a, b| a.term < b.term));
    assert_eq!(terms.iter().map(|entry| &entry.term).collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for entry in terms {
        let places = &expected[&entry.term];
        let documents: Vec<(u32, u8)> = entry.postings.iter().map(|(document, _, place)| (*document, *place)).collect();
        assert_eq!(documents, places.iter().map(|(document, (place, _))| (*document, *place)).collect::<Vec<_>>());
        assert!(entry.postings.iter().all(|(_, impact, _)| (1..=15).contains(impact)), "{}", entry.term);
        let positions = places.values().map(|(_, positions)| positions.clone()).collect::<Vec<_>>();
        assert_eq!(entry.positions.as_ref(), Some(&positions), "{}", entry.term);
    }
}

#[test]
fn a_beginning_takes_at_most_two_blocks_and_leaves_nothing_out() {
    let ground = &*GROUND;
    let terms: Vec<&Entry> = ground.entries.iter().filter(|entry| entry.positions.is_some()).collect();
    let together: BTreeMap<&str, &Entry> =
        ground.entries.iter().filter_map(|entry| Some((entry.term.strip_suffix('*')?, entry))).collect();
    assert!(!together.is_empty());
    let ends = |term: &str| term.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
    let prefixes: BTreeSet<&str> =
        terms.iter().flat_map(|entry| ends(&entry.term).into_iter().map(|end| &entry.term[..end])).collect();
    for prefix in prefixes {
        let first = terms.partition_point(|entry| *entry.term < *prefix);
        let own: Vec<&&Entry> = terms[first..].iter().take_while(|entry| entry.term.starts_with(prefix)).collect();
        let Some(together) = together.get(prefix) else {
            let blocks: BTreeSet<usize> = own.iter().map(|entry| entry.block).collect();
            assert!(blocks.len() <= 2 && own.iter().filter(|entry| entry.heavy).count() <= 4, "{prefix}");
            // Whoever does not know whether there is an entry for all looks in the first and the last of these blocks.
            assert!(blocks.contains(&ground.shelf.block_of(prefix)), "{prefix}");
            assert!(blocks.contains(&ground.shelf.block_of(&format!("{prefix}*"))), "{prefix}");
            continue;
        };
        assert_eq!(ground.shelf.block_of(&together.term), together.block);
        let mut best: BTreeMap<u32, u8> = BTreeMap::new();
        for (document, impact, _) in own.iter().flat_map(|entry| &entry.postings) {
            let value = best.entry(*document).or_insert(0);
            *value = (*value).max(*impact);
        }
        let best: Vec<(u32, u8, u8)> = best.into_iter().map(|(document, impact)| (document, impact, 0)).collect();
        assert_eq!(together.postings, best, "{prefix}");
    }
}

#[test]
fn every_shard_is_named_by_its_content_and_led_to_by_another() {
    let shelf = &GROUND.shelf;
    assert_eq!(shelf.order.last().map(String::as_str), Some("m.js"), "what leads to all others comes last");
    let manifest = &shelf.manifest;
    let (mut known, n) = (vec!["m".to_owned()], shelf.documents());
    for key in ["blocks", "titles"] {
        known.extend(shelf.names(key));
    }
    known.extend(["columns", "durations", "spelling"].map(|key| manifest[key].as_str().expect("a name").to_owned()));
    known.extend(
        manifest["many"].as_object().expect("names").values().map(|name| name.as_str().expect("a name").to_owned()),
    );
    for block in shelf.names("blocks") {
        known.push(Bytes(&shelf.shard(&block)).name());
    }
    let titles = shelf
        .names("titles")
        .into_iter()
        .map(|name| -> Vec<Value> { serde_json::from_slice(&shelf.shard(&name)).expect("JSON") });
    let titles: Vec<Value> = titles.flatten().collect();
    assert_eq!(titles.len(), n);
    for (title, record) in titles.iter().zip(&GROUND.records) {
        assert_eq!((title[0].as_str(), title[1].as_str()), (Some(&*record.title), Some(&*record.id)));
        let texts: Value = serde_json::from_slice(&shelf.shard(title[2].as_str().expect("a name"))).expect("JSON");
        let sections = record.sections.iter().map(|part| json!([part.anchor, part.heading, part.text]));
        let sections: Vec<Value> = std::iter::once(json!(["", "", record.facts])).chain(sections).collect();
        assert_eq!(texts, json!([sections]));
        known.push(title[2].as_str().expect("a name").to_owned());
    }
    let known: BTreeSet<String> = known.into_iter().collect();
    assert_eq!(known.len(), shelf.files.len(), "no shard is led to by nothing");
    assert!(shelf.shard(manifest["durations"].as_str().expect("a name")).len() >= n);
}

#[test]
fn the_columns_hold_every_facet_of_the_site() {
    let shelf = &GROUND.shelf;
    let facets = shelf.manifest["facets"].as_array().expect("a list");
    let keys: Vec<&str> = facets.iter().map(|facet| facet["key"].as_str().expect("a key")).collect();
    assert_eq!(keys, ["severity", "root_cause", "squad", "services", "journey", "status", "kind"]);
    assert_eq!(facets[0]["terms"][0], json!(["critical", "Critical", "sev1"]));
    assert_eq!(
        (&facets[1]["words"], &facets[3]["words"]),
        (&json!(["root_cause", "cause"]), &json!(["services", "service"]))
    );
    let n = shelf.documents();
    let columns = shelf.shard(shelf.manifest["columns"].as_str().expect("a name"));
    let mut columns = Bytes(&columns);
    let single: Vec<Vec<u8>> = (0..5).map(|_| columns.take(n).to_vec()).collect();
    assert_eq!(single, [1, 0, 0, 0, 0].map(|term| vec![term; n]), "severity, root cause, squad, status, kind");
    let mut day = 0;
    let days: Vec<usize> = (0..n)
        .map(|_| {
            day += columns.number();
            day
        })
        .collect();
    assert!(columns.0.is_empty());
    assert_eq!((days[0], days[n - 1]), (20_089, 20_450), "1 January and 28 December 2025");
    for (key, terms) in [("services", [1, 0]), ("journey", [1, 0])] {
        let many = shelf.shard(shelf.manifest["many"][key].as_str().expect("a name"));
        assert_eq!(many, terms.repeat(n));
    }
}

#[test]
fn threads_and_the_order_of_files_change_nothing() {
    let files = |threads: usize, snapshot: Snapshot| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| Shelf::of(&built(snapshot)).files)
    };
    let one = files(1, many(300));
    let mut shuffled = many(300);
    shuffled.postmortems.rotate_left(111);
    assert!(one == files(2, shuffled));
    assert!(one == files(8, many(300)));
}

/// One word becomes another in one of three hundred cases. That is: the text; its shard of titles; for each of both words
/// its block with its positions, the blocks of what is derived from it, and an entry of its beginnings now and then; and
/// the shard that leads to them all. Everything else keeps its name, so that caches and copies keep it too.
#[test]
fn a_word_changes_few_files() {
    let before = &GROUND.shelf.files;
    for (from, to) in [("Above", "Below"), ("Above", "Überall"), ("Above", "ka-77.ko")] {
        let mut after = many(300);
        let old = after.postmortems[123].clone();
        after.postmortems[123] = Arc::new(Source::new(old.path.clone(), old.text.replace(from, to)));
        let after = Shelf::of(&built(after)).files;
        let changed = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
        assert!((4..=12).contains(&changed), "{changed} of {} files for {to}", after.len());
    }
}

#[test]
fn a_site_without_cases_has_an_index_too() {
    let build = built(common::snapshot(&[]));
    let shelf = Shelf::of(&build);
    assert_eq!((shelf.documents(), shelf.entries().len(), shelf.names("titles").len()), (0, 0, 0));
    assert_eq!(shelf.shard(shelf.manifest["spelling"].as_str().expect("a name")), [0]);
    let site = build.site.expect("a site");
    let answer = Index::new(&site.corpus, &site.config).ask("pool -x \"a b\" 死锁 high*", Sort::Relevance);
    assert!(answer.documents.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_phrase_finds_the_text_it_was_cut_from(document in 0_usize..300, from in 0_usize..110, words in 1_usize..6) {
        let ground = &*GROUND;
        let text = &ground.records[document].sections[1].text;
        let phrase: Vec<&str> = text.split(' ').skip(from).take(words).collect();
        let answer = ground.index.ask(&format!("\"{}\"", phrase.join(" ")), Sort::Relevance);
        prop_assert!(answer.documents.contains(&document), "{phrase:?}");
        let excerpt = answer.excerpt(&ground.records[document]);
        prop_assert!(excerpt.pieces.iter().any(|piece| piece.mark), "{phrase:?}: {excerpt:?}");
    }

    #[test]
    fn a_word_as_it_is_typed_always_finds_its_document(document in 0_usize..300, nth in 0_usize..5) {
        let ground = &*GROUND;
        let word = ground.records[document].title.split(' ').nth(nth).expect("five words");
        for (end, c) in word.char_indices() {
            let typed = &word[..end + c.len_utf8()];
            let answer = ground.index.ask(typed, Sort::Date);
            prop_assert!(answer.documents.contains(&document), "{typed} of {word}");
        }
    }
}

/// A few cases that say what is needed to tell ranks apart.
fn few() -> Ground {
    let case = |title: &str, day: u32, more: &str, body: &str| {
        common::case(title, more, body).replace("2026-03-04", &format!("2026-03-{day:02}"))
    };
    let files = [
        (
            "postmortems/a.md",
            case("Pool ran dry", 1, "resolved = 2026-03-01T10:12:00Z", "## Cause\n\nThe pool was small."),
        ),
        (
            "postmortems/b.md",
            case("Certificate expired", 2, "", "## Cause\n\nA connection pool\n\n## More\n\nORA-00060 in pooling"),
        ),
        (
            "postmortems/c.md",
            case(
                "Deadlocks",
                3,
                "services = [\"ledger\"]",
                "## Cause\n\nprod-db-07x.eu-west-9 ORA-00060 and C++ 数据库死锁",
            ),
        ),
        ("postmortems/d.md", case("Slow", 4, "", "## Cause\n\nThe pool was full.").replace("\"high\"", "\"critical\"")),
    ];
    let build = built(common::snapshot(&files.each_ref().map(|(path, text)| (*path, text.as_str()))));
    let site = build.site.as_ref().expect("a site");
    let records = site.corpus.all().iter().map(|case| Record::of(case, &site.config)).collect();
    let shelf = Shelf::of(&build);
    let entries = shelf.entries();
    Ground { records, index: Index::new(&site.corpus, &site.config), shelf, entries }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of queries")]
fn queries_find_what_they_should_in_the_order_they_should() {
    let few = few();
    let ask = |text: &str| {
        let answer = few.index.ask(text, Sort::Relevance);
        let ids: Vec<&str> = answer.documents.iter().map(|nth| &*few.records[*nth].id).collect();
        format!("{text} -> {} {}", ids.join(" "), answer.corrected.map(|text| format!("({text})")).unwrap_or_default())
    };
    let queries = [
        "pool",
        "pool ",
        "pooled ",
        "poo",
        "poo ",
        "\"connection pool\"",
        "\"pool connection\"",
        "ORA-00060",
        "ora",
        "07x.eu",
        "eu-west",
        "C++",
        "deadlock",
        "deadlocs",
        "数据",
        "死锁",
        "锁",
        "据死",
        "-pool",
        "pool -\"ran dry\"",
        "severity:critical",
        "pool severity:high",
        "pool -severity:sev1",
        "squad:payments after:2026-03-03",
        "before:2026-03-02",
        "service:ledger",
        "certificate expird",
        "nothing",
        "severity:none",
        "",
    ];
    insta::assert_snapshot!(queries.map(ask).join("\n"), @r#"
    pool -> a d b 
    pool  -> a d b 
    pooled  -> a d b 
    poo -> a d b 
    poo  ->  
    "connection pool" -> b 
    "pool connection" ->  
    ORA-00060 -> b c 
    ora -> b c 
    07x.eu -> c 
    eu-west -> c 
    C++ -> c 
    deadlock -> c 
    deadlocs -> c (deadlocks)
    数据 -> c 
    死锁 -> c 
    锁 -> c 
    据死 ->  
    -pool -> c 
    pool -"ran dry" -> d b 
    severity:critical -> d 
    pool severity:high -> a b 
    pool -severity:sev1 -> a b 
    squad:payments after:2026-03-03 -> d c 
    before:2026-03-02 -> a 
    service:ledger -> c 
    certificate expird -> b (certificate expired)
    nothing ->  
    severity:none ->  
     -> d c b a
    "#);
}

#[test]
fn results_are_sorted_counted_and_explained() {
    let few = few();
    let sorted = |sort| few.index.ask("pool", sort).documents;
    assert_eq!([Sort::Date, Sort::Severity, Sort::Duration].map(sorted), [vec![3, 1, 0], vec![3, 1, 0], vec![0, 3, 1]]);
    let answer = few.index.ask("pool severity:critical", Sort::Relevance);
    assert_eq!(
        answer.counts[0],
        ("severity".to_owned(), vec![("critical".into(), 1), ("high".into(), 2), ("low".into(), 0)])
    );
    assert_eq!(answer.counts[2].1[0], ("payments".into(), 1));
    let answer = few.index.ask("pool zzqqxx expired", Sort::Relevance);
    assert_eq!(answer.in_the_way, [("pool".into(), 0), ("zzqqxx".into(), 1), ("expired".into(), 0)]);
    assert_eq!(few.index.ask("squad:nobody pool", Sort::Relevance).unknown, ["squad:nobody"]);
    let excerpt = few.index.ask("pool", Sort::Relevance).excerpt(&few.records[1]);
    assert_eq!((excerpt.anchor.as_str(), excerpt.heading.as_str()), ("cause", "Cause"));
    let text: Vec<String> = excerpt
        .pieces
        .iter()
        .map(|piece| if piece.mark { format!("[{}]", piece.text) } else { piece.text.clone() })
        .collect();
    assert_eq!(text.concat(), "A connection [pool]");
}
