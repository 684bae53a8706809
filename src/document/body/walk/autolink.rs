//! Bare web addresses in text, found as GitHub finds them.
use std::ops::Range;

/// The addresses in a run of text, as byte ranges in order.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (colon, _) in text.match_indices("://") {
        let Some(start) = scheme_start(text, colon) else { continue };
        if found.last().is_some_and(|last| start < last.end) {
            continue;
        }
        if let Some(end) = address_end(text, colon + 3) {
            found.push(start..end);
        }
    }
    found
}

fn scheme_start(text: &str, colon: usize) -> Option<usize> {
    let before = &text[..colon];
    let ends = |scheme: &str| {
        let tail = before.get(before.len().checked_sub(scheme.len())?..)?;
        tail.eq_ignore_ascii_case(scheme).then_some(colon - scheme.len())
    };
    let start = ends("https").or_else(|| ends("http"))?;
    let joined = text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
    (!joined).then_some(start)
}

fn address_end(text: &str, host: usize) -> Option<usize> {
    let rest = &text[host..];
    rest.chars().next().filter(|c| c.is_alphanumeric() || *c == '[')?;
    let length =
        rest.find(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>')).unwrap_or(rest.len());
    let kept = trimmed(&rest[..length]);
    (!kept.is_empty()).then_some(host + kept.len())
}

/// Without the punctuation that ends a sentence, and without closing brackets that nothing in it opens.
fn trimmed(mut address: &str) -> &str {
    let count = |c| address.matches(c).count();
    let mut unopened = [(')', count(')').saturating_sub(count('('))), (']', count(']').saturating_sub(count('[')))];
    while let Some(last) = address.chars().next_back() {
        let closes = unopened.iter_mut().find(|(close, n)| *close == last && *n > 0);
        if let Some((_, n)) = closes {
            *n -= 1;
        } else if !matches!(last, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '"' | '’' | '”') {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let found = |text: &'static str| addresses(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("see https://a.b/c_d?e=f&g=h. Then"), ["https://a.b/c_d?e=f&g=h"]);
        assert_eq!(found("(https://en.org/wiki/A_(b)) and (http://x/y)"), ["https://en.org/wiki/A_(b)", "http://x/y"]);
        assert_eq!(found("\"HTTPS://x.y\", [http://localhost:3000]"), ["HTTPS://x.y", "http://localhost:3000"]);
        assert_eq!(found("https://a.b/?to=https://c.d/!!"), ["https://a.b/?to=https://c.d/"]);
        assert_eq!(found("xhttps://a.b ftp://a.b https:// http://. ://"), [""; 0]);
        assert_eq!(found("é://x https://ü.example/ä。"), ["https://ü.example/ä。"]);
    }
}
