//! Code in colours, as few classes of our own, in one pass.
//!
//! Our own lexer, because a library of grammars cannot keep the promises: syntect with its regular expressions colours
//! 0.3–2.4 MB/s, most of the time of a whole build, and is not linear on hostile text. A table of words and marks
//! tells the reader as much in a short snippet, at a hundred times that speed, so nothing needs to be limited.
mod diff;
mod http;
mod languages;
mod lexer;
mod markup;
mod paint;
mod prompt;
mod yaml;

#[cfg(test)]
mod tests;

use super::escape::escape;
use languages::Way;
use paint::Paint;

/// Writes code as HTML, in colours where its language is known.
pub(super) fn highlight(out: &mut String, language: &str, code: &str) {
    let Some(rules) = languages::find(language) else { return escape(out, code) };
    out.reserve(code.len() * 2);
    let mut paint = Paint::new(out, code);
    match rules.way() {
        Way::Rules => lexer::lex(&mut paint, rules, 0, code.len()),
        Way::Yaml => yaml::lex(&mut paint),
        Way::Markup => markup::lex(&mut paint),
        Way::Diff => diff::lex(&mut paint),
        Way::Http => http::lex(&mut paint),
        // Who pastes a session often calls it `bash`.
        Way::Shell if !code.starts_with("$ ") => lexer::lex(&mut paint, rules, 0, code.len()),
        Way::Shell | Way::Prompt => prompt::lex(&mut paint),
    }
    paint.finish();
}
