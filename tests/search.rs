//! The search as both sides agreed on it: see `docs/search.md`.
#![allow(clippy::disallowed_methods, reason = "these tests read the examples beside them")]

use casebook::search::token::{Token, Tokenizer};
use serde_json::{Value, json};

/// A text's terms, as the examples have them.
fn tokens(text: &str) -> Value {
    let mut all = Vec::new();
    let take = |token: Token<'_>| {
        all.push(json!([token.term, token.position, token.kind.name(), token.span.of(text)]));
    };
    Tokenizer::default().read(text, take);
    Value::Array(all)
}

/// The script of the pages reads the same file.
#[test]
fn texts_are_read_as_the_examples_say() {
    let examples = std::fs::read_to_string("tests/search/tokens.json").expect("the examples");
    let examples: Vec<Value> = serde_json::from_str(&examples).expect("JSON");
    assert!(examples.len() > 60);
    for example in examples {
        let text = example["text"].as_str().expect("a text");
        assert_eq!(tokens(text).to_string(), example["tokens"].to_string(), "{text:?}");
    }
}
