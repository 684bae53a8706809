//! How long the pure part of a build takes, by number of cases: `cargo bench --bench build`.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]
mod corpus;

use std::sync::Arc;

use casebook::build::{Readings, build};
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;
use rayon::iter::{ParallelBridge as _, ParallelIterator as _};

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

/// The same after one file has changed, as `serve` does it.
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

/// The index of the search, made and dropped, on all threads.
#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn index_every_case(bencher: divan::Bencher<'_, '_>, count: usize) {
    let built = build(snapshot(count), &mut Readings::default());
    bencher.bench_local(|| {
        let size = std::sync::atomic::AtomicUsize::new(0);
        let sink = |_, bytes: Vec<u8>| drop(size.fetch_add(bytes.len(), std::sync::atomic::Ordering::Relaxed));
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
