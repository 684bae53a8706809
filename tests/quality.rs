//! The quality of the search: on cases made for it, and on real reports.
#![allow(
    dead_code,
    dropping_copy_types,
    clippy::print_stdout,
    clippy::needless_for_each,
    clippy::cast_possible_truncation,
    reason = "tests and benchmarks share what they ask, each uses a part of it, and the tables are for people"
)]
#[path = "quality/mod.rs"]
mod quality;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use casebook::search::Record;
use quality::corpus::Random;
use quality::engine::Engine;
use quality::score::{Mark, Table};
use quality::{Query, SEED, World, made, must, real, truth};
use rayon::prelude::*;

static WORLD: LazyLock<World> = LazyLock::new(|| World::new(1_000));
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(WORLD.site()));

/// The queries as the site counts its cases, with what was found for each.
fn asked(queries: Vec<Query>) -> Vec<(Query, Mark, Vec<String>)> {
    let numbers = WORLD.numbers(&ENGINE.site);
    let ask = |query: Query| {
        let truth = query.truth.iter().map(|case| numbers[*case]).collect();
        let query = Query { truth, ..query };
        let answer = ENGINE.ask(&query.text);
        let unmarked = ENGINE.without_mark(&answer).into_iter().map(str::to_owned).collect();
        let mark = Mark::of(&query, &answer.documents);
        (query, mark, unmarked)
    };
    queries.into_par_iter().map(ask).collect()
}

fn table(asked: &[(Query, Mark, Vec<String>)]) -> Table {
    let mut table = Table::default();
    asked.iter().for_each(|(query, mark, _)| table.add(query.category, *mark));
    table
}

/// No hit is shown without saying why.
fn assert_marked(asked: &[(Query, Mark, Vec<String>)]) {
    let unmarked: Vec<_> =
        asked.iter().filter(|(.., ids)| !ids.is_empty()).map(|(query, _, ids)| (&query.text, ids)).collect();
    assert!(unmarked.is_empty(), "{unmarked:#?}");
}

#[test]
fn the_index_reads_what_a_reader_sees() {
    let by_id: BTreeMap<&str, _> = WORLD.cases.iter().map(|case| (&*case.id, case)).collect();
    for postmortem in ENGINE.site.corpus.all().iter().step_by(7) {
        let record = Record::of(postmortem, &ENGINE.site.config);
        let sections = record.sections.iter().flat_map(|part| [&*part.heading, &*part.text]);
        let read = [&*record.title, &*record.id, &*record.facts].into_iter().chain(sections);
        let words = |line: &str| {
            let folded = truth::fold(line);
            folded.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        };
        let read: BTreeSet<String> = read.flat_map(words).collect();
        let lines = &by_id[&*postmortem.id].lines;
        let seen: BTreeSet<String> = lines.iter().flat_map(|line| words(line)).collect();
        assert_eq!(read, seen, "{}", postmortem.id);
    }
}

#[test]
fn every_query_that_must_pass_does() {
    let asked = asked(must::queries(&WORLD.texts));
    let missing: Vec<_> =
        asked.iter().filter(|(query, ..)| query.truth.is_empty() != (query.category == "nothing")).collect();
    assert!(missing.is_empty(), "the corpus lacks what these look for: {}", missing.len());
    println!("{}", table(&asked));
    let failed: Vec<_> =
        asked.iter().filter(|(_, mark, _)| !mark.passes()).map(|(it, mark, _)| (&it.text, mark)).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    assert_marked(&asked);
}

#[test]
fn queries_drawn_by_seed_are_answered_well() {
    let asked = asked(made::queries(&WORLD.cases, &WORLD.texts, SEED, 40));
    let table = table(&asked);
    println!("{table}");
    for (query, mark, _) in asked.iter().filter(|(_, mark, _)| !mark.passes()) {
        println!("{}: {} {mark:?}", query.category, query.text);
    }
    for category in made::CATEGORIES {
        let (precision, recall) = table.means(category);
        assert!(recall >= 1.0, "{category}: recall {recall}");
        assert!(precision >= 0.95, "{category}: P@10 {precision}");
    }
    assert!(table.total().0 >= 0.98, "P@10 {}", table.total().0);
    assert_marked(&asked);
}

/// The beginnings of the words of a title. A timestamp is no word: its numbers are indexed, not the whole.
fn beginnings(title: &str) -> Vec<String> {
    let words = title.split_whitespace().map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let timestamp = |word: &str| word.len() > 15 && word.as_bytes()[4] == b'-' && word.contains('T');
    words
        .filter(|word| !timestamp(word))
        .flat_map(|word| word.char_indices().map(|(at, c)| word[..at + c.len_utf8()].to_owned()).collect::<Vec<_>>())
        .collect()
}

/// The titles' words that some of their beginnings do not find.
fn holes(engine: &Engine, cases: impl ParallelIterator<Item = usize>) -> Vec<String> {
    let missing = |number: usize| {
        let case = engine.site.case(number);
        let missed = |word: &String| !engine.ask(word).documents.contains(&number);
        let words: BTreeSet<String> = beginnings(&case.title.value).into_iter().collect();
        words.into_iter().filter(missed).map(|word| format!("{word} of {}", case.title.value)).collect::<Vec<_>>()
    };
    cases.flat_map_iter(missing).collect()
}

#[test]
fn every_beginning_of_a_word_of_a_title_finds_the_case() {
    let mut random = Random::new(SEED, 0);
    let drawn: BTreeSet<usize> = (0..40).map(|_| random.below(WORLD.cases.len())).collect();
    // Titles with names of machines are few, and hard.
    let names = |number: &usize| ENGINE.site.case(*number).title.value.contains(['+', ':', '\'', 'ï']);
    let hard = (0..WORLD.cases.len()).filter(names).take(20);
    let cases: Vec<usize> = drawn.into_iter().chain(hard).collect();
    assert_eq!(holes(&ENGINE, cases.into_par_iter()), Vec::<String>::new());
}

#[test]
fn real_cases_are_found_by_their_titles_and_by_what_only_they_name() {
    let mut faults = Vec::new();
    for corpus in real::CORPORA {
        let engine = Engine::new(real::site(corpus));
        let cases = 0..engine.site.corpus.all().len();
        faults.extend(cases.clone().filter_map(|number| title_fault(&engine, number)));
        faults.extend(real::own_names(&engine.site).into_iter().filter_map(|(name, number)| {
            let found = engine.ask(&name).documents.contains(&number);
            (!found).then(|| format!("{corpus}: {name} does not find {}", engine.site.case(number).id))
        }));
        faults.extend(holes(&engine, cases.into_par_iter().filter(|number| number % 10 == 0)));
    }
    assert!(faults.is_empty(), "{} faults: {faults:#?}", faults.len());
}

/// A case is found by its title before all that have another.
fn title_fault(engine: &Engine, number: usize) -> Option<String> {
    let title = &engine.site.case(number).title.value;
    let words = |title: &str| -> Vec<String> {
        truth::fold(title)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let same = |number: usize| words(&engine.site.case(number).title.value) == words(title);
    let namesakes = (0..engine.site.corpus.all().len()).filter(|other| same(*other)).count();
    let found = engine.ask(title).documents;
    let first = found.iter().take(namesakes);
    let good = found.len() >= namesakes && first.clone().all(|number| same(*number));
    let got = found.first().map_or("nothing", |number| &engine.site.case(*number).title.value);
    (!good).then(|| format!("`{title}` finds `{got}` first"))
}
