//! Where a text is code, a comment or a quotation, line by line and without the full grammar of markdown.
use super::row::line;
use crate::source::Span;

/// Parts of a text that are not its author's own prose.
#[derive(Debug, Default)]
pub(super) struct Regions {
    code: Vec<Span>,
    comments: Vec<Span>,
    quotations: Vec<Span>,
}

impl Regions {
    /// Finds them from an offset on.
    pub(super) fn of(text: &str, start: usize) -> Self {
        let mut reader = Reader { regions: Self::default(), fence: None, comment: None, list: false, blank: true };
        let mut at = start;
        for line in text[start..].split_inclusive('\n') {
            reader.line(line, at);
            at += line.len();
        }
        reader.finish(at)
    }

    pub(super) fn is_code(&self, at: usize) -> bool {
        holds(&self.code, at)
    }

    pub(super) fn is_comment(&self, at: usize) -> bool {
        holds(&self.comments, at)
    }

    /// Whether an offset stands in a quoted paragraph, or between quotation marks of its line.
    pub(super) fn is_quotation(&self, text: &str, at: usize) -> bool {
        let before = &text[line(text, at).start..at];
        let open = |open: char, close: char| before.matches(open).count() > before.matches(close).count();
        let straight = before.matches('"').count() % 2 == 1;
        straight || open('“', '”') || open('„', '“') || open('«', '»') || holds(&self.quotations, at)
    }
}

fn holds(spans: &[Span], at: usize) -> bool {
    let nth = spans.partition_point(|span| span.end <= at);
    spans.get(nth).is_some_and(|span| span.start <= at)
}

struct Reader {
    regions: Regions,
    /// The open fence: its mark, how long it is, and where it began.
    fence: Option<(u8, usize, usize)>,
    /// Where the open comment began.
    comment: Option<usize>,
    list: bool,
    blank: bool,
}

impl Reader {
    fn line(&mut self, line: &str, at: usize) {
        let bare = line.trim();
        if let Some((mark, length, from)) = self.fence {
            let closes = fence(bare).is_some_and(|(m, n)| m == mark && n >= length && n == bare.len());
            if closes {
                self.regions.code.push(Span::new(from, at + line.len()));
                self.fence = None;
            }
            return;
        }
        if let Some(from) = self.comment {
            let Some(end) = line.find("-->") else { return };
            self.regions.comments.push(Span::new(from, at + end + 3));
            self.comment = None;
            return self.inline(&line[end + 3..], at + end + 3);
        }
        let marker = bare.trim_start_matches(['>', ' ', '-', '*', '+']);
        if let Some((mark, length)) = fence(marker) {
            self.fence = Some((mark, length, at));
            return;
        }
        if bare.starts_with('>') {
            self.regions.quotations.push(Span::new(at, at + line.len()));
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if indented && self.blank && !self.list && !bare.is_empty() {
            self.regions.code.push(Span::new(at, at + line.len()));
            return;
        }
        self.blank = bare.is_empty();
        let item = bare.starts_with(['-', '*', '+']) || bare.starts_with(|c: char| c.is_ascii_digit());
        if !self.blank && !indented {
            self.list = item || (self.list && line.starts_with(' '));
        }
        self.inline(line, at);
    }

    /// Runs of code and comments within a line.
    fn inline(&mut self, line: &str, at: usize) {
        let mut from = 0;
        while let Some(next) = line[from..].find(['`', '<']).map(|next| from + next) {
            if line[next..].starts_with("<!--") {
                let Some(end) = line[next..].find("-->") else {
                    self.comment = Some(at + next);
                    return;
                };
                from = next + end + 3;
                self.regions.comments.push(Span::new(at + next, at + from));
                continue;
            }
            let ticks = line[next..].bytes().take_while(|byte| *byte == b'`').count();
            let Some(end) = closing(line, next + ticks, ticks) else {
                from = next + ticks.max(1);
                continue;
            };
            self.regions.code.push(Span::new(at + next, at + end));
            from = end;
        }
    }

    fn finish(mut self, end: usize) -> Regions {
        if let Some((_, _, from)) = self.fence {
            self.regions.code.push(Span::new(from, end));
        }
        self.regions
    }
}

/// The mark and the length of the fence that a line begins with.
fn fence(line: &str) -> Option<(u8, usize)> {
    let mark = *line.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    (length >= 3 && !(mark == b'`' && line[length..].contains('`'))).then_some((mark, length))
}

/// Where a run of so many ticks ends that is just as long.
fn closing(line: &str, from: usize, ticks: usize) -> Option<usize> {
    if ticks == 0 {
        return None;
    }
    let mut at = from;
    while let Some(next) = line[at..].find('`').map(|next| at + next) {
        let length = line[next..].bytes().take_while(|byte| *byte == b'`').count();
        at = next + length;
        if length == ticks {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_prose_is_known() {
        let text = "a `b` c\n```sh\nd\n```\n> e\n\n    f\n\n- g\n\n    h <!-- i\nj --> k \"l\" m “n” o\n``p ` q`` r ` s\n~~~\nt\n";
        let regions = Regions::of(text, 0);
        let at = |c: char| text.rfind(c).unwrap();
        let code: String = "bcdefghijklmnopqrst".chars().filter(|c| regions.is_code(at(*c))).collect();
        assert_eq!(code, "bdfpqt");
        let comments: String = "hijk".chars().filter(|c| regions.is_comment(at(*c))).collect();
        assert_eq!(comments, "ij");
        let quoted: String = "celmno".chars().filter(|c| regions.is_quotation(text, at(*c))).collect();
        assert_eq!(quoted, "eln");
    }
}
