//! Tables that scroll by keyboard and are aligned by classes.
use pulldown_cmark::Alignment;

use super::escape::attribute;

/// The open table.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Where the open cell's tag and its content begin.
    cell: (usize, usize),
}

impl Table {
    /// Opens a table called after the heading above it; `nth` counts from 1 below each heading.
    pub(super) fn open(out: &mut String, columns: &[Alignment], heading: &str, nth: usize) -> Self {
        let number = if nth > 1 { format!(" {nth}") } else { String::new() };
        let label = if heading.is_empty() { format!("Table{number}") } else { format!("Table{number} in {heading}") };
        out.push_str("<div class=\"table\" tabindex=\"0\" role=\"region\"");
        attribute(out, "aria-label", &label);
        out.push_str("><table>\n");
        Self { columns: columns.to_vec(), ..Self::default() }
    }

    pub(super) fn open_row(&mut self, out: &mut String, head: bool) {
        (self.column, self.head) = (0, head);
        out.push_str(if head { "<thead><tr>" } else { "<tr>" });
    }

    pub(super) fn close_row(&mut self, out: &mut String) {
        out.push_str(if self.head { "</tr></thead>\n<tbody>\n" } else { "</tr>\n" });
    }

    pub(super) fn open_cell(&mut self, out: &mut String) {
        let start = out.len();
        out.push_str(if self.head { "<th scope=\"col\"" } else { "<td" });
        out.push_str(match self.columns.get(self.column) {
            Some(Alignment::Left) => " class=\"a-l\"",
            Some(Alignment::Center) => " class=\"a-c\"",
            Some(Alignment::Right) => " class=\"a-r\"",
            _ => "",
        });
        out.push_str(" dir=\"auto\">");
        self.cell = (start, out.len());
        self.column += 1;
    }

    /// An empty head cell is no head: it would be a title without a name.
    pub(super) fn close_cell(&mut self, out: &mut String) {
        let (tag, content) = self.cell;
        if self.head && out.len() == content {
            out.truncate(tag);
            out.push_str("<td></td>");
        } else {
            if !self.head && is_moment(out.get(content..).unwrap_or_default()) && !out[tag..content].contains("class") {
                out.insert_str(tag + "<td".len(), " class=\"when\"");
            }
            out.push_str(if self.head { "</th>" } else { "</td>" });
        }
    }

    pub(super) fn close(out: &mut String) {
        out.push_str("</tbody></table></div>\n");
    }
}

/// Whether a cell is a date with a time, `2026-03-03 09:12`: these stay in one line.
fn is_moment(cell: &str) -> bool {
    let digits = |text: &str, mark: char, parts: usize| {
        text.split(mark).count() == parts
            && text.split(mark).all(|part| part.len() >= 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    cell.split_once([' ', 'T'])
        .is_some_and(|(date, time)| digits(date, '-', 3) && (digits(time, ':', 2) || digits(time, ':', 3)))
}

#[cfg(test)]
mod tests {
    use super::is_moment;

    #[test]
    fn a_moment_is_a_date_and_a_time() {
        assert!(["2026-03-03 09:12", "2026-03-03T09:12:44"].into_iter().all(is_moment));
        assert!(
            !["", "09:12", "2026-03-03", "2026-03-03 about 9", "a-b-c 09:12", "2026-03-03 09:1"]
                .into_iter()
                .any(is_moment)
        );
    }
}
