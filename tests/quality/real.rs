//! Real reports, which lie beside the repository, as sites.
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use casebook::adopt::{Foreign, Options, adopt};
use casebook::search::Record;
use casebook::site::Site;
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;
use regex_lite::Regex;

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
pub(crate) fn site(corpus: &str) -> Arc<Site> {
    let adoption = adopt(&files(corpus), &Options { folder: corpus.into(), ..Options::default() });
    let sources = adoption.cases.into_iter().map(|case| Arc::new(Source::new(case.path, case.text)));
    let config = Arc::new(Source::new("site.toml", adoption.site));
    super::site(Snapshot::new(config, sources.collect(), AsOf::Date(jiff::civil::date(2026, 11, 21))))
}

/// Each name with a digit in it that stands in the text of one case alone, and that case.
pub(crate) fn own_names(site: &Site) -> Vec<(String, usize)> {
    let shape = Regex::new(r"^[A-Za-z0-9]+(?:(?:[-.:/_@]|::|__)[A-Za-z0-9]+)*$").expect("a good pattern");
    let mut owners: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, case) in site.corpus.all().iter().enumerate() {
        let record = Record::of(case, &site.config);
        let sections = record.sections.iter().flat_map(|part| [&*part.heading, &*part.text]);
        for text in [&*record.title, &*record.id, &*record.facts].into_iter().chain(sections) {
            let words = text.split(|c: char| c.is_whitespace() || "=()[]{}<>\"'`,;".contains(c));
            let words = words.map(|word| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
            let named =
                |word: &&str| word.len() > 2 && word.bytes().any(|b| b.is_ascii_digit()) && shape.is_match(word);
            words.filter(named).for_each(|word| drop(owners.entry(word.to_lowercase()).or_default().insert(number)));
        }
    }
    let alone =
        |(name, owners): (String, BTreeSet<usize>)| (owners.len() == 1).then(|| (name, owners.into_iter().next()));
    owners.into_iter().filter_map(alone).filter_map(|(name, owner)| Some((name, owner?))).collect()
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
