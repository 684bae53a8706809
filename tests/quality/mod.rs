//! How good the search is: cases that are known, queries whose answers are known, and marks for what comes back.
#[path = "../../benches/corpus/search/mod.rs"]
pub(crate) mod corpus;
pub(crate) mod made;
pub(crate) mod must;
pub(crate) mod score;
pub(crate) mod truth;

use std::collections::BTreeSet;

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
}
