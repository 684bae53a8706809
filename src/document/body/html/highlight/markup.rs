//! XML and HTML: tags, their attributes, comments and entities.
use super::paint::{Class, Paint};

pub(super) fn lex(paint: &mut Paint<'_>) {
    let code = paint.code;
    let mut at = 0;
    while let Some(found) = rest(code, at).find(['<', '&']) {
        let start = at + found;
        let here = rest(code, start);
        at = if let Some(open) = ASIDES.iter().find(|(open, _, _)| here.starts_with(open)) {
            aside(paint, start, *open)
        } else if here.starts_with('&') {
            entity(paint, start)
        } else {
            tag(paint, start)
        };
    }
}

/// What is closed by a mark of its own.
const ASIDES: [(&str, &str, Class); 4] = [
    ("<!--", "-->", Class::Comment),
    ("<![CDATA[", "]]>", Class::Text),
    ("<!", ">", Class::Comment),
    ("<?", "?>", Class::Comment),
];

fn aside(paint: &mut Paint<'_>, start: usize, (open, close, class): (&str, &str, Class)) -> usize {
    let inner = start + open.len();
    let end = rest(paint.code, inner).find(close).map_or(paint.code.len(), |at| inner + at + close.len());
    paint.piece(start, end, class);
    end
}

fn entity(paint: &mut Paint<'_>, start: usize) -> usize {
    let name = length(rest(paint.code, start + 1), |byte| byte.is_ascii_alphanumeric() || byte == b'#');
    let end = start + 1 + name;
    if name > 0 && rest(paint.code, end).starts_with(';') {
        paint.piece(start, end + 1, Class::Number);
        return end + 1;
    }
    end
}

fn tag(paint: &mut Paint<'_>, start: usize) -> usize {
    let code = paint.code;
    let name = start + 1 + usize::from(rest(code, start + 1).starts_with('/'));
    let mut at = name + length(rest(code, name), is_name);
    if at == name {
        return at;
    }
    paint.piece(name, at, Class::Keyword);
    while let Some(byte) = code.as_bytes().get(at) {
        let start = at;
        match byte {
            b'>' => return at + 1,
            b'<' => return at,
            b'"' | b'\'' => {
                let quote = char::from(*byte);
                at = rest(code, at + 1).find(quote).map_or(code.len(), |found| at + found + 2);
                paint.piece(start, at, Class::Text);
            }
            byte if is_name(*byte) => {
                at += length(rest(code, at), is_name);
                paint.piece(start, at, Class::Type);
            }
            _ => at += 1,
        }
    }
    at
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.' | b'@') || byte >= 0x80
}

fn length(text: &str, is_in: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| is_in(*byte)).count()
}

fn rest(code: &str, at: usize) -> &str {
    code.get(at..).unwrap_or_default()
}
