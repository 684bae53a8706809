//! How good the search is: cases that are known, queries whose answers are known, and marks for what comes back.
#[path = "../../benches/corpus/search/mod.rs"]
pub(crate) mod corpus;
pub(crate) mod engine;
pub(crate) mod made;
pub(crate) mod must;
pub(crate) mod real;
pub(crate) mod score;
pub(crate) mod truth;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casebook::build::{Readings, build};
use casebook::diagnostic::Level;
use casebook::site::Site;
use casebook::snapshot::{AsOf, Snapshot};
use casebook::source::Source;
use corpus::Case;
use truth::Texts;

/// What is asked, and the numbers of the cases that must be found.
pub(crate) struct Query {
    pub(crate) category: &'static str,
    pub(crate) text: String,
    pub(crate) truth: BTreeSet<usize>,
}

/// The seed of every corpus here.
pub(crate) const SEED: u64 = 4;

/// Cases, and what stands in them.
pub(crate) struct World {
    pub(crate) cases: Vec<Case>,
    pub(crate) texts: Texts,
}

impl World {
    pub(crate) fn new(count: usize) -> Self {
        let cases: Vec<Case> = (0..count).map(|n| corpus::case(SEED, n)).collect();
        let texts = Texts::of(&cases);
        Self { cases, texts }
    }

    /// The site of the cases.
    pub(crate) fn site(&self) -> Arc<Site> {
        let sources = self.cases.iter().map(|case| Arc::new(Source::new(case.path.clone(), case.text.clone())));
        let config = Arc::new(Source::new("site.toml", corpus::site()));
        let snapshot = Snapshot::new(config, sources.collect(), AsOf::Date(jiff::civil::date(2026, 11, 21)));
        site(snapshot)
    }

    /// The place of each case among all of the site, oldest first.
    pub(crate) fn numbers(&self, site: &Site) -> Vec<usize> {
        let by_id: BTreeMap<&str, usize> =
            site.corpus.all().iter().enumerate().map(|(number, case)| (&*case.id, number)).collect();
        self.cases.iter().map(|case| by_id[&*case.id]).collect()
    }
}

/// The site of a snapshot in which no fault is fatal.
pub(crate) fn site(snapshot: Snapshot) -> Arc<Site> {
    let built = build(snapshot, &mut Readings::default());
    let wrong = built.findings.iter().find(|finding| finding.level == Level::Deny);
    assert_eq!(wrong.map(|finding| (&*finding.message, finding.place().source.path.as_str())), None);
    built.site.expect("a site")
}
