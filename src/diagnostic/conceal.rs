//! Secrets that stand in a postmortem are shown nowhere: not in a message, not in the line below it.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::Diagnostic;
use crate::source::{Place, Source, Span};

/// The findings, with stars in place of every secret. Offsets, lines and columns stay what they are.
pub(super) fn conceal(mut findings: Vec<Diagnostic>, secrets: &[Place]) -> Vec<Diagnostic> {
    let hidden = hidden(secrets);
    if !hidden.is_empty() {
        for finding in &mut findings {
            hide(finding, &hidden);
        }
    }
    findings
}

/// By path: the text with stars, the text without, and where the secrets are, in order.
type Hidden = BTreeMap<String, File>;

struct File {
    real: Arc<Source>,
    shown: Arc<Source>,
    spans: Vec<Span>,
}

/// How far from its place a message quotes, in bytes: lines can be as long as files.
const NEAR: usize = 4096;

fn hidden(secrets: &[Place]) -> Hidden {
    let mut spans: BTreeMap<&str, (&Arc<Source>, Vec<Span>)> = BTreeMap::new();
    for place in secrets {
        spans.entry(&place.source.path).or_insert((&place.source, Vec::new())).1.push(place.span);
    }
    let file = |(path, (real, mut spans)): (&str, (&Arc<Source>, Vec<Span>))| {
        spans.sort();
        let shown = Arc::new(Source::new(path, starred(&real.text, &spans)));
        (path.to_owned(), File { real: real.clone(), shown, spans })
    };
    spans.into_iter().map(file).collect()
}

fn hide(finding: &mut Diagnostic, hidden: &Hidden) {
    let mut words: Vec<&str> = Vec::new();
    for label in &mut finding.labels {
        let Some(file) = hidden.get(&label.place.source.path) else { continue };
        words.extend(file.on_lines_of(label.place.span).filter(|word| word.len() > 3));
        label.place.source = file.shown.clone();
    }
    for word in words {
        let clean = |text: &mut String| {
            if text.contains(word) {
                *text = text.replace(word, &"*".repeat(word.chars().count()));
            }
        };
        clean(&mut finding.message);
        finding.help.iter_mut().for_each(clean);
        finding.labels.iter_mut().for_each(|label| clean(label.text.to_mut()));
    }
}

impl File {
    /// The secrets near a span, on the lines that it touches: what a message about it may quote.
    fn on_lines_of(&self, span: Span) -> impl Iterator<Item = &str> {
        let text = self.real.text.as_bytes();
        let (start, end) = (span.start.min(text.len()), span.end.min(text.len()));
        let (least, most) = (start.saturating_sub(NEAR), (end + NEAR).min(text.len()));
        let from = text[least..start].iter().rposition(|byte| *byte == b'\n').map_or(least, |at| least + at + 1);
        let to = text[end..most].iter().position(|byte| *byte == b'\n').map_or(most, |at| end + at);
        let first = self.spans.partition_point(|secret| secret.end <= from);
        let near = self.spans[first..].iter().take_while(move |secret| secret.start < to);
        near.map(|secret| secret.of(&self.real.text))
    }
}

/// A star for each character, of as many bytes as that has; line ends stay.
fn starred(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    for span in spans {
        let from = span.start.max(out.len());
        if from >= span.end || text.get(from..span.end).is_none() {
            continue;
        }
        out.push_str(&text[out.len()..from]);
        out.extend(text[from..span.end].chars().map(star));
    }
    out.push_str(&text[out.len()..]);
    out
}

const fn star(c: char) -> char {
    match c.len_utf8() {
        _ if matches!(c, '\n' | '\r') => c,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '🞄',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Level;

    #[test]
    fn no_finding_shows_what_is_secret() {
        let text = "a = 1\nkey = \"hunter2é\" # link\nb = 2\n";
        let source = Arc::new(Source::new("x.md", text));
        let secret = Place::new(&source, Span::new(13, 22));
        assert_eq!(secret.span.of(text), "hunter2é");
        let elsewhere = Place::new(&source, Span::new(26, 30));
        let finding = Diagnostic::new("x", Level::Warn, elsewhere.clone(), "it says `hunter2é`")
            .saying("hunter2é")
            .help("not hunter2é");
        let shown = conceal(vec![finding], &[secret.clone(), secret]);
        assert!(!format!("{shown:?}").contains("hunter2"), "{shown:?}");
        let place = shown[0].place();
        assert_eq!(place.span, elsewhere.span);
        assert_eq!(place.span.of(&place.source.text), "link");
    }
}
