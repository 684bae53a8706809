//! The search as a program asks it.
use std::sync::Arc;

use casebook::search::{Answer, Index, Record, Sort};
use casebook::site::Site;

/// The index of a site, in memory.
pub(crate) struct Engine {
    pub(crate) site: Arc<Site>,
    index: Index,
}

impl Engine {
    pub(crate) fn new(site: Arc<Site>) -> Self {
        let index = Index::new(&site.corpus, &site.config);
        Self { site, index }
    }

    /// The numbers of the cases found, best first.
    pub(crate) fn ask(&self, query: &str) -> Answer {
        self.index.ask(query, Sort::Relevance)
    }

    /// The ids of the first ten.
    pub(crate) fn first<'a>(&'a self, answer: &'a Answer) -> Vec<&'a str> {
        answer.documents.iter().take(10).map(|number| &*self.site.case(*number).id).collect()
    }

    /// The ids of those of the first ten that show nowhere why they were found.
    pub(crate) fn without_mark<'a>(&'a self, answer: &'a Answer) -> Vec<&'a str> {
        let unmarked = |number: &&usize| {
            let case = self.site.case(**number);
            let record = Record::of(case, &self.site.config);
            let excerpt = answer.excerpt(&record);
            let texts = [&record.title, &record.id, &excerpt.heading].map(|text| answer.marked(text));
            !texts.iter().flatten().chain(&excerpt.pieces).any(|piece| piece.mark)
        };
        answer.documents.iter().take(10).filter(unmarked).map(|number| &*self.site.case(*number).id).collect()
    }
}
