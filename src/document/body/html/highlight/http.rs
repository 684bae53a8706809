//! Requests and answers: a first line, headers, and a body that may be JSON.
use super::languages;
use super::lexer;
use super::paint::{Class, Paint};

pub(super) fn lex(paint: &mut Paint<'_>) {
    let code = paint.code;
    let mut at = 0;
    let mut head = true;
    for line in code.split_inclusive('\n') {
        if line.trim_ascii().is_empty() && !head {
            return body(paint, at);
        }
        head &= line.trim_ascii().is_empty();
        match line.split_once(':') {
            Some((name, _)) if !name.is_empty() && name.bytes().all(is_token) => {
                paint.piece(at, at + name.len(), Class::Type);
            }
            _ => first_line(paint, at, line),
        }
        at += line.len();
    }
}

/// `GET /path HTTP/1.1` or `HTTP/1.1 200 OK`.
fn first_line(paint: &mut Paint<'_>, start: usize, line: &str) {
    let mut at = start;
    for word in line.split_inclusive(' ') {
        let text = word.trim_ascii_end();
        let class = match text.bytes().next() {
            Some(b'0'..=b'9') if text.len() == 3 => Class::Number,
            _ if text.starts_with("HTTP/") => Class::Keyword,
            Some(b'A'..=b'Z') if at == start && text.bytes().all(|byte| byte.is_ascii_uppercase()) => Class::Keyword,
            _ => Class::Plain,
        };
        paint.piece(at, at + text.len(), class);
        at += word.len();
    }
}

fn body(paint: &mut Paint<'_>, start: usize) {
    let body = paint.code.get(start..).unwrap_or_default().trim_ascii_start();
    if let Some(json) = languages::find("json").filter(|_| body.starts_with(['{', '['])) {
        lexer::lex(paint, json, start, paint.code.len());
    }
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}
