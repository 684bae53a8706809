//! The index as a reader of its files has it: shards by name, and what `docs/search.md` says stands in them.
use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Mutex;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use casebook::build::Build;
use serde_json::Value;

/// All shards, by path below `search/`.
pub(crate) struct Shelf {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// The paths in the order in which they came.
    pub(crate) order: Vec<String>,
    pub(crate) manifest: Value,
}

/// One entry of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) term: String,
    /// The number of its block.
    pub(crate) block: usize,
    /// Whether its postings lie in a shard of their own.
    pub(crate) heavy: bool,
    /// Document, impact, place in the title.
    pub(crate) postings: Vec<(u32, u8, u8)>,
    /// For each document the positions; none for a beginning.
    pub(crate) positions: Option<Vec<Vec<u32>>>,
}

impl Shelf {
    pub(crate) fn of(build: &Build) -> Self {
        let taken = Mutex::new(Vec::new());
        let (_, make) = build.output.groups().find(|(folder, _)| *folder == "search/").expect("the index");
        make(&|path, bytes| taken.lock().expect("no panic").push((path.to_string(), bytes)));
        let taken = taken.into_inner().expect("no panic");
        let order = taken.iter().map(|(path, _)| path.clone()).collect();
        let mut shelf = Self { files: taken.into_iter().collect(), order, manifest: Value::Null };
        shelf.manifest = serde_json::from_slice(&shelf.shard("m")).expect("JSON");
        shelf
    }

    /// What a shard holds.
    pub(crate) fn shard(&self, name: &str) -> Vec<u8> {
        let path = if name == "m" { "m.js".to_owned() } else { format!("{}/{}.js", &name[..1], &name[1..]) };
        let script = String::from_utf8(self.files[&path].clone()).expect("ASCII");
        let data = script.strip_prefix(&format!("$S(\"{name}\",\"")).and_then(|rest| rest.strip_suffix("\")"));
        let packed = STANDARD_NO_PAD.decode(data.expect("a call")).expect("base64");
        let mut content = Vec::new();
        flate2::read::DeflateDecoder::new(&*packed).read_to_end(&mut content).expect("deflate");
        content
    }

    /// Names that are put together.
    pub(crate) fn names(&self, key: &str) -> Vec<String> {
        let all = self.manifest[key].as_str().expect("names").as_bytes();
        all.chunks(10).map(|name| String::from_utf8(name.to_vec()).expect("ASCII")).collect()
    }

    pub(crate) fn documents(&self) -> usize {
        usize::try_from(self.manifest["n"].as_u64().expect("a number")).expect("small")
    }

    /// All entries of all blocks, in order.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let names = self.names("blocks");
        names.iter().enumerate().flat_map(|(nth, name)| self.block(nth, name)).collect()
    }

    fn block(&self, nth: usize, name: &str) -> Vec<Entry> {
        let content = self.shard(name);
        let mut block = Bytes(&content);
        let shard = self.shard(&block.name());
        let mut positions = Bytes(&shard);
        let mut before = Vec::new();
        let heads: Vec<(Vec<u8>, usize, usize, [String; 2])> = (0..block.number())
            .map(|_| {
                before.truncate(block.number());
                before.extend_from_slice(block.sized());
                let (documents, size) = (block.number(), block.number());
                let apart = if size == 0 { [block.name(), block.name()] } else { Default::default() };
                (before.clone(), documents, size, apart)
            })
            .collect();
        let entries = heads.into_iter().map(|(term, documents, size, [postings, apart])| {
            let term = String::from_utf8(term).expect("text");
            let heavy = size == 0;
            let list = if heavy { self.shard(&postings) } else { block.take(size).to_vec() };
            let own = if term.ends_with('*') {
                assert!(!heavy || apart == "----------");
                None
            } else if heavy {
                Some(self.shard(&apart))
            } else {
                Some(positions.sized().to_vec())
            };
            let positions = own.map(|own| read_positions(&own, documents));
            Entry { term, block: nth, heavy, postings: read_postings(&list, documents), positions }
        });
        let entries = entries.collect();
        assert!(block.0.is_empty() && positions.0.is_empty(), "{name} is read to its end");
        entries
    }

    /// The number of the block that a term lies in if it is there.
    pub(crate) fn block_of(&self, term: &str) -> usize {
        let breaks = self.manifest["breaks"].as_array().expect("a list");
        breaks.iter().rposition(|text| text.as_str().expect("a text") <= term).expect("the first is empty")
    }
}

fn read_postings(list: &[u8], documents: usize) -> Vec<(u32, u8, u8)> {
    let (mut distances, mut next) = (Bytes(list), 0);
    let numbers: Vec<u32> = (0..documents)
        .map(|_| {
            let number = next + u32::try_from(distances.number()).expect("small");
            next = number + 1;
            number
        })
        .collect();
    assert_eq!(distances.0.len(), documents);
    numbers.into_iter().zip(distances.0).map(|(number, packed)| (number, packed >> 4, packed & 15)).collect()
}

fn read_positions(list: &[u8], documents: usize) -> Vec<Vec<u32>> {
    let mut list = Bytes(list);
    let one = |_| {
        let mut at = 0;
        let next = |list: &mut Bytes<'_>| {
            at += u32::try_from(list.number()).expect("small");
            at
        };
        let (count, mut next) = (list.number(), next);
        (0..count).map(|_| next(&mut list)).collect()
    };
    let all = (0..documents).map(one).collect();
    assert!(list.0.is_empty());
    all
}

/// Bytes that are read from the beginning.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(crate) fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.take(1)[0];
            number |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                return number;
            }
        }
    }

    pub(crate) fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    pub(crate) fn sized(&mut self) -> &'a [u8] {
        let count = self.number();
        self.take(count)
    }

    pub(crate) fn name(&mut self) -> String {
        String::from_utf8(self.take(10).to_vec()).expect("ASCII")
    }
}
