//! Real reports, which lie beside the repository, as sites.
use std::path::Path;
use std::sync::Arc;

use casebook::adopt::{Foreign, Options, adopt};
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;

/// Each corpus.
pub(crate) const CORPORA: [&str; 7] = [
    "berkeley-datahub",
    "jenkins-status",
    "kubernetes-test-infra",
    "moj-cloud-platform",
    "mybinder",
    "python-discord",
    "rust-blog",
];

/// The site that a corpus becomes. Without the corpora these tests cannot say anything, and so fail.
pub(crate) fn snapshot(corpus: &str) -> Snapshot {
    let adoption = adopt(&files(corpus), &Options { folder: corpus.into(), ..Options::default() });
    let sources = adoption.cases.into_iter().map(|case| Arc::new(Source::new(case.path, case.text)));
    let config = Arc::new(Source::new("site.toml", adoption.site));
    Snapshot::new(config, sources.collect(), AsOf::Date(jiff::civil::date(2026, 11, 21)))
}

#[expect(clippy::disallowed_methods, reason = "a test reads the reports where they are")]
fn files(corpus: &str) -> Vec<Foreign> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(corpus);
    assert!(root.is_dir(), "the reports that this test searches are not there: {}", root.display());
    let entries = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().map(|entry| entry.expect("readable"));
    let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&root).expect("below its root");
        let path = path.to_str().expect("a name in UTF-8").replace('\\', "/");
        Foreign { path, text: std::fs::read_to_string(entry.path()).expect("a text in UTF-8") }
    });
    files.collect()
}
