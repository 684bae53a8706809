//! The quality of the search, on cases made for it.
#[path = "quality/mod.rs"]
mod quality;

use std::sync::{Arc, LazyLock};

use casebook::build::{Readings, build};
use casebook::diagnostic::Level;
use casebook::site::Site;
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;
use quality::{Query, SEED, World, corpus, made, must, truth};

static WORLD: LazyLock<World> = LazyLock::new(|| World::new(1_000));

#[test]
fn the_cases_are_good_postmortems() {
    let sources = WORLD.cases.iter().map(|case| Arc::new(Source::new(case.path.clone(), case.text.clone())));
    let config = Arc::new(Source::new("site.toml", corpus::site()));
    let snapshot = Snapshot::new(config, sources.collect(), AsOf::Date(jiff::civil::date(2026, 11, 21)));
    let built = build(snapshot, &mut Readings::default());
    for f in built.findings.iter().take(10) {
        println!("{} {} {}", f.code, f.message, f.place().source.path);
    }
    assert!(built.findings.iter().all(|finding| finding.level != Level::Deny), "{:#?}", built.findings.first());
    assert_eq!(built.site.map(|site| site.corpus.all().len()), Some(WORLD.cases.len()));
}

#[test]
fn every_query_has_something_to_find_and_something_to_leave() {
    let made = made::queries(&WORLD.cases, &WORLD.texts, SEED, 24);
    for Query { category, text, truth } in must::queries(&WORLD.texts).into_iter().chain(made) {
        assert_eq!(truth.is_empty(), category == "nothing", "{text}");
        println!("{category:<16}{:>5}  {text}", truth.len());
    }
}

#[test]
fn the_index_reads_what_a_reader_sees() {
    let site = SITE.clone();
    let by_id: std::collections::BTreeMap<&str, &corpus::Case> =
        WORLD.cases.iter().map(|case| (&*case.id, case)).collect();
    for postmortem in site.corpus.all() {
        let record = casebook::search::Record::of(postmortem, &site.config);
        let sections = record.sections.iter().flat_map(|part| [&*part.heading, &*part.text]);
        let read = [&*record.title, &*record.id, &*record.facts].into_iter().chain(sections);
        let words =
            |line: &str| truth::fold(line).split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        let read: std::collections::BTreeSet<String> = read.flat_map(words).collect();
        let seen: std::collections::BTreeSet<String> =
            by_id[&*postmortem.id].lines.iter().flat_map(|line| words(line)).collect();
        assert_eq!(read, seen, "{}", postmortem.id);
    }
}

static SITE: LazyLock<Arc<Site>> = LazyLock::new(|| {
    let sources = WORLD.cases.iter().map(|case| Arc::new(Source::new(case.path.clone(), case.text.clone())));
    let config = Arc::new(Source::new("site.toml", corpus::site()));
    let snapshot = Snapshot::new(config, sources.collect(), AsOf::Date(jiff::civil::date(2026, 11, 21)));
    build(snapshot, &mut Readings::default()).site.expect("a site")
});
