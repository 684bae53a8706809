//! The search of large sites: `cargo bench --bench search` says how long its index takes and how long a query;
//! `cargo bench --bench search -- --write COUNT FOLDER` writes a site's sources, what is asked of it and what must be
//! found, for `tests/browser/quality.mjs`.
#![allow(
    dead_code,
    dropping_copy_types,
    clippy::print_stdout,
    clippy::needless_for_each,
    clippy::cast_possible_truncation,
    reason = "tests and benchmarks share what they ask, each uses a part of it, and the tables are for people"
)]
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]
#[path = "../tests/quality/mod.rs"]
mod quality;

use std::path::Path;

use quality::engine::Engine;
use quality::{SEED, World, corpus, made, must};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--write", count, folder] => write(count.parse().expect("a number of cases"), Path::new(folder)),
        _ => divan::main(),
    }
}

/// Random queries of each category that the browser is asked.
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
