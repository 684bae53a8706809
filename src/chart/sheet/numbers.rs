//! A chart's table for spreadsheets.
use crate::chart::kit::number::plain;
use crate::chart::{FigureRow, FigureTable};
use crate::csv;

impl FigureTable {
    /// The table as CSV; numbers without their commas, nothing where there is none.
    #[must_use]
    pub fn csv(&self) -> String {
        let rows = self.rows.iter().map(|row| Self::cells(row).collect());
        csv::text(std::iter::once(self.head.clone()).chain(rows))
    }

    fn cells(row: &FigureRow) -> impl Iterator<Item = String> {
        let numbers = row.cells.iter().map(|cell| plain(cell));
        std::iter::once(row.name.clone()).chain(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_machines_read_them() {
        let row = FigureRow {
            name: "=cmd|' /C calc'!A0".to_owned(),
            href: None,
            cells: ["1,200", "2–22", "–", "22%"].map(str::to_owned).to_vec(),
        };
        let head = ["Cause", "Incidents", "Expected", "Signal", "Share"].map(str::to_owned).to_vec();
        let table = FigureTable { caption: String::new(), head, rows: vec![row] };
        insta::assert_snapshot!(table.csv(), @r#"
        Cause,Incidents,Expected,Signal,Share
        "'=cmd|' /C calc'!A0",1200,2–22,,22%
        "#);
    }
}
