//! Code in colours, as few classes of our own.
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::escape::escape;
use crate::source::Digest;

/// The longest line that is coloured, in bytes: patterns may take long on long lines.
const LINE: usize = 2000;
/// How many bytes of coloured code are remembered.
const REMEMBERED: usize = 8 << 20;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static KNOWN: Mutex<Known> = Mutex::new(Known { blocks: None, bytes: 0 });

/// Scopes and their classes; the first that fits the innermost scope decides.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let classes = [
        ("comment", "hl-c"),
        ("string", "hl-s"),
        ("constant.character", "hl-s"),
        ("constant.numeric", "hl-n"),
        ("constant", "hl-n"),
        ("entity.name.function", "hl-f"),
        ("support.function", "hl-f"),
        ("variable.function", "hl-f"),
        ("meta.function-call.identifier", "hl-f"),
        ("entity.name.tag", "hl-k"),
        ("entity.name", "hl-t"),
        ("support.type", "hl-t"),
        ("support.class", "hl-t"),
        ("keyword.operator", ""),
        ("keyword", "hl-k"),
        ("storage.type", "hl-k"),
        ("storage", "hl-k"),
        ("variable.language", "hl-k"),
        ("markup.inserted", "hl-i"),
        ("markup.deleted", "hl-d"),
        ("meta.diff.header", "hl-c"),
        ("meta.diff.range", "hl-c"),
    ];
    classes.into_iter().filter_map(|(scope, class)| Scope::new(scope).ok().map(|scope| (scope, class))).collect()
});

/// Coloured blocks by the fingerprint of language and text: reports repeat their snippets.
struct Known {
    blocks: Option<HashMap<Digest, Arc<str>>>,
    bytes: usize,
}

/// The code as HTML; `None` where its language is not known or it is too long.
pub(super) fn highlight(language: &str, code: &str) -> Option<Arc<str>> {
    let token = match language {
        "" | "text" | "txt" | "plain" | "plaintext" | "mermaid" => return None,
        "docker" => "dockerfile",
        "console" | "shell" | "shell-session" | "zsh" => "sh",
        "jsonc" | "json5" => "json",
        "golang" => "go",
        other => other,
    };
    let syntax = SYNTAXES.find_syntax_by_token(token)?;
    if code.lines().any(|line| line.len() > LINE) {
        return None;
    }
    let key = Digest::of(format!("{}\0{code}", syntax.name).as_bytes());
    if let Some(known) = known().blocks.as_ref().and_then(|blocks| blocks.get(&key).cloned()) {
        return Some(known);
    }
    let html: Arc<str> = coloured(ParseState::new(syntax), code)?.into();
    remember(key, &html);
    Some(html)
}

fn known() -> std::sync::MutexGuard<'static, Known> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Forgets everything rather than grow without bound.
fn remember(key: Digest, html: &Arc<str>) {
    let mut known = known();
    if known.bytes + html.len() > REMEMBERED {
        *known = Known { blocks: None, bytes: 0 };
    }
    known.bytes += html.len();
    known.blocks.get_or_insert_default().insert(key, html.clone());
}

fn coloured(mut state: ParseState, code: &str) -> Option<String> {
    let mut out = String::with_capacity(code.len() * 2);
    let mut writer = Writer { class: "", out: &mut out };
    let mut stack = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        let mut done = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            writer.write(&stack, line.get(done..at)?);
            stack.apply(&change).ok()?;
            done = at;
        }
        writer.write(&stack, line.get(done..)?);
    }
    writer.turn("");
    Some(out)
}

/// Writes pieces of code, neighbours of one class in one span.
struct Writer<'a> {
    class: &'static str,
    out: &'a mut String,
}

impl Writer<'_> {
    fn write(&mut self, stack: &ScopeStack, piece: &str) {
        if piece.is_empty() {
            return;
        }
        if !piece.trim().is_empty() {
            self.turn(class(stack));
        }
        escape(self.out, piece);
    }

    fn turn(&mut self, class: &'static str) {
        if class == self.class {
            return;
        }
        if !self.class.is_empty() {
            self.out.push_str("</span>");
        }
        if !class.is_empty() {
            self.out.push_str("<span class=\"");
            self.out.push_str(class);
            self.out.push_str("\">");
        }
        self.class = class;
    }
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> &'static str {
    let of = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.as_slice().iter().rev().find_map(of).unwrap_or("")
}
