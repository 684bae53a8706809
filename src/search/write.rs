//! The whole index as shards: what is needed no more is let go at once, since a site's texts are large.
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use super::column::Columns;
use super::dictionary::Dictionary;
use super::facet::Facet;
use super::lexicon::Lexicon;
use super::record::Record;
use super::run::{Inverter, Run};
use super::shard::{Name, Shelf};
use super::{block, column, spelling};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::output::Sink;
use crate::postmortem::Postmortem;

/// The shard that leads to all others.
#[derive(Serialize)]
struct First<'a> {
    v: u32,
    n: usize,
    group: usize,
    breaks: Vec<&'a str>,
    blocks: String,
    titles: String,
    columns: Name,
    durations: Name,
    spelling: Name,
    many: BTreeMap<&'a str, Name>,
    facets: &'a [Facet],
}

/// The version of what is written.
const VERSION: u32 = 1;

/// Documents in a shard of titles.
const TITLES: usize = 32;

/// Documents that are inverted together: whole shards of titles and texts.
const TOGETHER: usize = 128;

/// Documents in a shard of texts: with many, the files would be too many.
const fn group(documents: usize) -> usize {
    if documents < 20_000 { 1 } else { 4 }
}

/// Writes the index of a site, its paths below `search/`; the shard that leads to all others last.
pub fn write(corpus: &Corpus, config: &Config, sink: &Sink<'_>) {
    let shelf = Shelf::new(sink);
    let group = group(corpus.all().len());
    let (dictionary, titles) = invert(corpus, config, &|records| titles(records, group, shelf));
    let blocks = block::write(&dictionary, shelf).concat();
    let Columns { facets, days, minutes } = Columns::of(corpus, config);
    let many = facets.iter().filter(|facet| facet.many);
    let first = First {
        v: VERSION,
        n: corpus.all().len(),
        group,
        breaks: dictionary.separators(),
        blocks,
        titles: titles.concat(),
        columns: shelf.put(&column::single(&facets, &days)),
        durations: shelf.put(&column::durations(&minutes)),
        spelling: shelf.put(&spelling::content(&dictionary.lexicon)),
        many: many.map(|facet| (facet.key.as_str(), shelf.put(&column::many(facet)))).collect(),
        facets: &facets,
    };
    shelf.put_first(json(&first).as_bytes());
}

/// The dictionary of a site, and what `each` makes of its records, some at a time; the records are not kept.
pub(super) fn invert<T: Send>(
    corpus: &Corpus,
    config: &Config,
    each: &(impl Fn(&[Record]) -> T + Sync),
) -> (Dictionary, Vec<T>) {
    let chunk = |(nth, cases): (usize, &[Arc<Postmortem>])| {
        let records: Vec<Record> = cases.iter().map(|case| Record::of(case, config)).collect();
        let mut inverter = Inverter::default();
        for (number, record) in (nth * TOGETHER..).zip(&records) {
            inverter.add(u32::try_from(number).unwrap_or(u32::MAX), record);
        }
        (inverter.finish(), each(&records))
    };
    let chunks = corpus.all().par_chunks(TOGETHER).enumerate();
    let (runs, made): (Vec<Run>, Vec<T>) = chunks.map(chunk).unzip();
    (Dictionary::new(Lexicon::merge(runs)), made)
}

/// Writes the texts and titles of some documents; gives the names of the shards of titles.
fn titles(records: &[Record], group: usize, shelf: Shelf<'_>) -> String {
    let shard = |records: &[Record]| {
        let titles: Vec<Value> = records.chunks(group).flat_map(|records| texts(records, shelf)).collect();
        shelf.put(json(&titles).as_bytes())
    };
    records.chunks(TITLES).map(shard).collect()
}

/// Writes the texts of some documents; gives their titles.
fn texts(records: &[Record], shelf: Shelf<'_>) -> Vec<Value> {
    let name = shelf.put(json(&records.iter().map(text).collect::<Vec<_>>()).as_bytes());
    let title = |record: &Record| match &record.lang {
        Some(lang) => json!([record.title, record.id, name, Value::Null, lang]),
        None => json!([record.title, record.id, name]),
    };
    records.iter().map(title).collect()
}

/// The facts, then the sections: anchor, heading, text.
fn text(record: &Record) -> Vec<[&str; 3]> {
    let sections = record.sections.iter().map(|part| [&*part.anchor, &*part.heading, &*part.text]);
    std::iter::once(["", "", &*record.facts]).chain(sections).collect()
}

/// What is written as JSON is made of lists, texts and numbers, and can always be.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
