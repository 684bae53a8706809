//! Sessions of a terminal: prompts pale, commands in colours, what they answered plain.
use super::languages;
use super::lexer;
use super::paint::{Class, Paint};

/// The longest prompt, in bytes.
const PROMPT: usize = 80;

pub(super) fn lex(paint: &mut Paint<'_>) {
    let Some(shell) = languages::find("sh") else { return };
    let mut at = 0;
    let mut goes_on = false;
    for line in paint.code.split_inclusive('\n') {
        let end = at + line.len();
        let prompt = prompt(line);
        paint.piece(at, at + prompt, Class::Comment);
        if prompt > 0 || goes_on {
            lexer::lex(paint, shell, at + prompt, end);
            goes_on = line.trim_ascii_end().ends_with('\\');
        }
        at = end;
    }
}

/// The length of `$ `, `# `, `user@host:~$ ` or `[root@host ~]# ` at the beginning of a line.
fn prompt(line: &str) -> usize {
    let near = line.as_bytes().get(..PROMPT).unwrap_or(line.as_bytes());
    let sign = near.windows(2).position(|pair| matches!(pair, [b'$' | b'#' | b'%', b' ']));
    let name = |at: &usize| {
        near.iter().take(*at).all(u8::is_ascii_whitespace) || near.iter().take(*at).any(|byte| *byte == b'@')
    };
    sign.filter(name).map_or(0, |at| at + 1)
}
