//! What a template asks below its headings: the same words in emphasis in several reports of a folder.
use std::collections::{BTreeMap, BTreeSet};

use super::original::{Original, split};
use super::shape;

/// What the templates of each folder ask.
#[derive(Debug, Default)]
pub(super) struct Hints<'a>(BTreeMap<&'a str, BTreeSet<String>>);

impl<'a> Hints<'a> {
    /// What more than one file of a folder asks.
    pub(super) fn of(originals: &[Original<'a>]) -> Self {
        let mut asked: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
        for original in originals {
            let own: BTreeSet<String> = shape::asked(original.body).into_iter().collect();
            let folder = asked.entry(split(&original.file.path).0).or_default();
            for text in own {
                *folder.entry(text).or_default() += 1;
            }
        }
        let often = |texts: BTreeMap<String, usize>| {
            texts.into_iter().filter(|(_, files)| *files > 1).map(|(text, _)| text).collect()
        };
        Self(asked.into_iter().map(|(folder, texts)| (folder, often(texts))).collect())
    }

    /// What is asked in a file's folder.
    pub(super) fn at(&self, path: &str) -> Option<&BTreeSet<String>> {
        self.0.get(split(path).0)
    }
}
