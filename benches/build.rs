//! How long the pure part of a build takes, by number of cases: `cargo bench --bench build`.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]
mod corpus;

use std::sync::{Arc, OnceLock};

use casebook::build::{Readings, build};
use casebook::chart::{CHARTS, Input};
use casebook::config::FacetKind;
use casebook::diagnostic::human::{Style, render};
use casebook::site::Site;
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;
use casebook::trend::{
    Actions, Cells, Durations, ImpactMinutes, Measure, Promises, Punches, Repeats, Review, Trends, days, effects,
};
use rayon::iter::{IntoParallelRefIterator as _, ParallelBridge as _, ParallelIterator as _};

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

fn snapshot(count: usize) -> Snapshot {
    let cases = (0..count).map(|n| corpus::case(1, n)).map(|(path, text)| Arc::new(Source::new(path, text)));
    let config = Arc::new(Source::new("site.toml", corpus::site()));
    Snapshot::new(config, cases.collect(), AsOf::Date(jiff::civil::date(2026, 11, 21)))
}

/// Reading, typing, judging and counting every case: all of `check` but the disk.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn read_and_judge(bencher: divan::Bencher<'_, '_>, count: usize) {
    let snapshot = snapshot(count);
    bencher.with_inputs(|| snapshot.clone()).bench_values(|snapshot| build(snapshot, &mut Readings::default()));
}

/// Front matter that is wrong in every line, read and shown to a person: what a file full of faults costs.
#[divan::bench(args = [2_000, 20_000], sample_count = 5, sample_size = 1)]
fn nothing_but_faults(bencher: divan::Bencher<'_, '_>, lines: usize) {
    const WRONG: [&str; 3] = ["key_{n} = a b", "squad{n} = \"x\"", "twice = 1"];
    let front: String = (0..lines).map(|n| WRONG[n % WRONG.len()].replace("{n}", &n.to_string()) + "\n").collect();
    let mut snapshot = snapshot(1);
    snapshot.postmortems[0] = Arc::new(Source::new("postmortems/x.md", format!("+++\n{front}+++\n# X\n")));
    bencher.with_inputs(|| snapshot.clone()).bench_values(|snapshot| {
        let findings = build(snapshot, &mut Readings::default()).findings;
        assert!(findings.len() > lines / 4, "{} findings", findings.len());
        render(&findings, Style { colour: false, width: 100 })
    });
}

/// Reading and judging again after one file has changed, as `serve` does it.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn after_one_edit(bencher: divan::Bencher<'_, '_>, count: usize) {
    let before = snapshot(count);
    bencher
        .with_inputs(|| {
            let mut readings = Readings::default();
            drop(build(before.clone(), &mut readings));
            let mut after = before.clone();
            let old = &after.postmortems[0];
            after.postmortems[0] = Arc::new(Source::new(old.path.clone(), format!("{}\nOne line more.\n", old.text)));
            (after, readings)
        })
        .bench_values(|(snapshot, mut readings)| build(snapshot, &mut readings));
}

/// Every number that the pages of trends show, the review of every month included.
#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn count_all_trends(bencher: divan::Bencher<'_, '_>, count: usize) {
    let site = build(snapshot(count), &mut Readings::default()).site.expect("the corpus is without faults");
    bencher.bench_local(|| {
        let (scope, taxonomy) = (site.scope(), &site.config.taxonomy);
        let trends = Trends::within(&scope);
        let repeats = Repeats::of(&scope, &site.corpus);
        let promises = Promises::of(&scope);
        let reviews: Vec<Review> =
            scope.history().map(|month| Review::of(&scope, &trends, &repeats, &promises, month)).collect();
        let squads = taxonomy.facet(FacetKind::Squad);
        let cells = Cells::of(&scope, squads, taxonomy.facet(FacetKind::RootCause), scope.newest(12));
        let durations = Measure::ALL.map(|measure| Durations::of(&scope, measure));
        let actions = (Actions::of(&scope, &promises), effects(&scope, &promises));
        let rest = (repeats.rates(&scope), ImpactMinutes::of(&scope), Punches::of(&scope), days(&scope));
        (reviews, cells, durations, actions, rest)
    });
}

/// One chart: counted from all cases, drawn wide and, where it has one, narrow, and written.
#[divan::bench(args = CHARTS.iter().map(|chart| chart.name), consts = [100, 10_000], sample_count = 20, sample_size = 1)]
fn draw_one_chart<const COUNT: usize>(bencher: divan::Bencher<'_, '_>, name: &str) {
    static SITES: [OnceLock<Arc<Site>>; 2] = [OnceLock::new(), OnceLock::new()];
    let made = || build(snapshot(COUNT), &mut Readings::default()).site.expect("the corpus is without faults");
    let site = SITES[usize::from(COUNT > 100)].get_or_init(made);
    let chart = CHARTS.iter().find(|chart| chart.name == name).expect("names come from the table");
    let input = Input {
        scope: &site.scope(),
        trends: &site.trends,
        promises: &site.promises,
        repeats: &site.repeats,
        config: &site.config,
        href: &|_| "../".to_owned(),
        id_prefix: "",
    };
    bencher.bench_local(|| {
        let figure = (chart.draw)(&input);
        (figure.wide.inline(), figure.narrow.map(|narrow| narrow.inline()))
    });
}

/// The index of the search, made and dropped, on all threads.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn index_every_case(bencher: divan::Bencher<'_, '_>, count: usize) {
    let built = build(snapshot(count), &mut Readings::default());
    bencher.bench_local(|| {
        let size = std::sync::atomic::AtomicUsize::new(0);
        let sink = |_, bytes: Vec<u8>| {
            size.fetch_add(bytes.len(), std::sync::atomic::Ordering::Relaxed);
        };
        built.output.groups().for_each(|(_, make)| make(&sink));
        size.into_inner()
    });
}

/// Every page and chart, made and dropped, on all threads.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn make_every_file(bencher: divan::Bencher<'_, '_>, count: usize) {
    let built = build(snapshot(count), &mut Readings::default());
    bencher.bench_local(|| {
        let sizes = built.output.entries().par_bridge().map(|(_, entry)| entry.bytes().map_or(0, |bytes| bytes.len()));
        sizes.sum::<usize>()
    });
}

/// The pages of forty squads and of every month, six years of them, each with its charts, on all threads.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn make_squad_and_month_pages(bencher: divan::Bencher<'_, '_>) {
    let squad = |n: usize| format!("squad-{}", n % 40);
    let table = |n: usize| format!("\n[[squad]]\nid = \"{0}\"\ntitle = \"{0}\"\n", squad(n));
    let tables = (0..40).map(table).collect::<Vec<_>>().concat();
    let mut snapshot = snapshot(10_000);
    snapshot.config = Arc::new(Source::new("site.toml", corpus::site() + &tables));
    for (n, source) in snapshot.postmortems.iter_mut().enumerate() {
        let (path, text) = corpus::case(1, n);
        let lines = text.lines().map(|line| match line.strip_prefix("squad = ") {
            Some(_) => format!("squad = \"{}\"\n", squad(n)),
            None => format!("{line}\n"),
        });
        *source = Arc::new(Source::new(path, lines.collect::<String>()));
    }
    let built = build(snapshot, &mut Readings::default());
    let is_month = |path: &str| path.strip_prefix("trends/").is_some_and(|rest| rest.matches('-').count() == 1);
    let wanted = |path: &str| path.starts_with("squads/squad-") || is_month(path);
    let pages: Vec<_> = built.output.entries().filter(|(path, _)| path.is_page() && wanted(path.as_str())).collect();
    assert!(pages.len() >= 40 + 72, "{} pages", pages.len());
    bencher.bench_local(|| {
        let sizes = pages.par_iter().map(|(_, entry)| entry.bytes().map_or(0, |bytes| bytes.len()));
        sizes.sum::<usize>()
    });
}
