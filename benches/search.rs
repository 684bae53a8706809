//! The search of large sites, by hand, since it takes long:
//! `cargo bench --bench search -- --measure COUNT` says what its index takes and how good and how fast its answers are;
//! `cargo bench --bench search -- --write COUNT FOLDER` writes a site's sources, what is asked of it and what must be
//! found, for `tests/browser/quality-run.mjs`.
#![allow(
    dead_code,
    dropping_copy_types,
    clippy::print_stdout,
    clippy::needless_for_each,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock; tests and benchmarks share what they ask, each uses a part of it, and the tables are for people"
)]
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]
#[path = "../tests/quality/mod.rs"]
mod quality;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use casebook::search::write as write_index;
use casebook::site::Site;
use quality::engine::Engine;
use quality::score::{Mark, Table};
use quality::{Query, SEED, World, corpus, made, must};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--write", count, folder] => write(count.parse().expect("a number of cases"), Path::new(folder)),
        ["--measure", count] => measure(count.parse().expect("a number of cases")),
        [] => measure(1_000),
        _ => panic!("--measure COUNT, or --write COUNT FOLDER"),
    }
}

/// What the index of so many cases takes, and how its answers are.
fn measure(count: usize) {
    let world = World::new(count);
    let site = world.site();
    index(&site);
    let numbers = world.numbers(&site);
    let engine = Engine::new(site);
    let (mut all, mut times) = (Table::default(), Vec::new());
    let made = made::queries(&world.cases, &world.texts, SEED, EACH);
    for query in must::queries(&world.texts).into_iter().chain(made) {
        let truth = query.truth.iter().map(|case| numbers[*case]).collect();
        let query = Query { truth, ..query };
        let start = Instant::now();
        let documents = engine.ask(&query.text).documents;
        times.push(start.elapsed());
        let mark = Mark::of(&query, &documents);
        all.add(query.category, mark);
        if !mark.passes() {
            println!("{}: {} {mark:?}", query.category, query.text);
        }
    }
    times.sort();
    let (precision, recall) = all.total();
    println!("{all}all: P@10 {precision:.3}, recall {recall:.3}");
    println!("a query: p50 {:.1?}, p95 {:.1?}", times[times.len() / 2], times[times.len() * 95 / 100]);
}

/// Writes the index into nothing.
fn index(site: &Site) {
    let (files, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let before = memory("VmRSS");
    forget_peak();
    let start = Instant::now();
    write_index(&site.corpus, &site.config, &|_, content| {
        files.fetch_add(1, Ordering::Relaxed);
        bytes.fetch_add(content.len(), Ordering::Relaxed);
    });
    println!(
        "the index of {} cases: {:.2?} on {} threads, {} files, {} MB; memory {before} MB before, at most {} MB",
        site.corpus.all().len(),
        start.elapsed(),
        rayon::current_num_threads(),
        files.into_inner(),
        bytes.into_inner() / 1_000_000,
        memory("VmHWM"),
    );
}

/// Lets the greatest memory be counted from now on.
#[expect(clippy::disallowed_methods, reason = "memory is measured where the system tells it")]
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// A line of this process's status in MB, where the system says so.
#[expect(clippy::disallowed_methods, reason = "memory is measured where the system tells it")]
fn memory(line: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let own = status.lines().find_map(|own| own.strip_prefix(line)?.split_whitespace().nth(1));
    own.and_then(|kilobytes| kilobytes.parse::<usize>().ok()).unwrap_or(0) / 1_000
}

/// Random queries of each category.
const EACH: usize = 16;

#[expect(clippy::disallowed_methods, reason = "this is the one place that writes what the browser is asked")]
fn write(count: usize, folder: &Path) {
    let world = World::new(count);
    let put = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("below a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    put("root/site.toml", &corpus::site());
    for case in &world.cases {
        put(&format!("root/{}", case.path), &case.text);
    }
    let engine = Engine::new(world.site());
    let numbers = world.numbers(&engine.site);
    let must = must::queries(&world.texts).into_iter().map(|query| (true, query));
    let made = made::queries(&world.cases, &world.texts, SEED, EACH).into_iter().map(|query| (false, query));
    let queries: Vec<serde_json::Value> = must
        .chain(made)
        .map(|(must, query)| {
            let truth: Vec<usize> = query.truth.iter().map(|case| numbers[*case]).collect();
            let answer = engine.ask(&query.text);
            serde_json::json!({
                "must": must,
                "category": query.category,
                "text": query.text,
                "truth": truth,
                "first": engine.first(&answer),
                "total": answer.documents.len(),
            })
        })
        .collect();
    put("queries.json", &serde_json::json!({ "documents": count, "queries": queries }).to_string());
}
