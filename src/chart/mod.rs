//! Drawing what `trend` counted; one chart a file. Draws and never counts.

/// One drawn chart with its words; heading, alternative text and table come from one place, so they agree.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Its name in addresses and ids: `severities`.
    pub slug: &'static str,
    /// The finding, computed; the heading above the chart.
    pub title: String,
    /// The numbers behind the finding, one or two sentences.
    pub subtitle: String,
    /// What a person hears who cannot see the chart.
    pub description: String,
    /// The numbers, for people and for CSV.
    pub table: FigureTable,
    /// The drawing as inline SVG, at least 640 px wide.
    pub wide: String,
    /// The drawing for narrow screens, where there is one of its own.
    pub narrow: Option<String>,
}

/// The numbers of a chart.
#[derive(Debug, Clone, Default)]
pub struct FigureTable {
    /// What the table shows, for its caption.
    pub caption: String,
    /// Column headings; the first column names the row.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<FigureRow>,
}

/// One row: its name, where its cases are listed, and its cells as printed.
#[derive(Debug, Clone, Default)]
pub struct FigureRow {
    /// Its name.
    pub name: String,
    /// A relative link to the cases behind it.
    pub href: Option<String>,
    /// The other cells.
    pub cells: Vec<String>,
}
