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
            out.push_str(if self.head { "</th>" } else { "</td>" });
        }
    }

    pub(super) fn close(out: &mut String) {
        out.push_str("</tbody></table></div>\n");
    }
}
