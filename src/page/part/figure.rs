//! A chart with its words and its numbers.
use serde::Serialize;
use tera::Value;

use crate::chart;

/// A chart as a template sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    slug: &'static str,
    title: String,
    subtitle: String,
    caption: String,
    head: Vec<String>,
    rows: Vec<FigureRow>,
    wide: Value,
    narrow: Option<Value>,
}

#[derive(Debug, Serialize)]
struct FigureRow {
    name: String,
    href: Option<String>,
    cells: Vec<String>,
}

impl From<chart::Figure> for Figure {
    fn from(figure: chart::Figure) -> Self {
        let row = |row: chart::FigureRow| FigureRow { name: row.name, href: row.href, cells: row.cells };
        Self {
            slug: figure.slug,
            title: figure.title,
            subtitle: figure.subtitle,
            caption: figure.table.caption,
            head: figure.table.head,
            rows: figure.table.rows.into_iter().map(row).collect(),
            wide: Value::safe_string(&figure.wide),
            narrow: figure.narrow.as_deref().map(Value::safe_string),
        }
    }
}
