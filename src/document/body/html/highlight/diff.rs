//! Changes, line by line.
use super::paint::{Class, Paint};

pub(super) fn lex(paint: &mut Paint<'_>) {
    let mut at = 0;
    for line in paint.code.split_inclusive('\n') {
        paint.piece(at, at + line.trim_ascii_end().len(), class(line));
        at += line.len();
    }
}

fn class(line: &str) -> Class {
    const HEADS: [&str; 8] = ["@@", "+++ ", "--- ", "diff ", "index ", "rename ", "new file ", "deleted file "];
    match line.as_bytes().first() {
        _ if HEADS.iter().any(|head| line.starts_with(head)) => Class::Comment,
        Some(b'+' | b'>') => Class::Inserted,
        Some(b'-' | b'<') => Class::Deleted,
        _ => Class::Plain,
    }
}
