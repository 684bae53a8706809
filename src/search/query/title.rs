//! Whether a query is the title of a case.
use super::find::Found;
use super::unit::Unit;
use crate::search::posting::Place;

/// More than all units of a query count together.
const TITLE: u64 = 1 << 32;

/// The units of a query, with the places at which they would stand in a title that says just that.
pub(super) struct Title<'a> {
    found: &'a [Found],
    places: Vec<u8>,
}

impl<'a> Title<'a> {
    pub(super) fn of(found: &'a [Found]) -> Self {
        let atoms: Vec<&str> = found.iter().flat_map(|found| found.unit.atoms()).collect();
        // A title has each term at the first place where it stands.
        let first = |unit: &Unit| {
            let own: Vec<&str> = unit.atoms().collect();
            atoms.windows(own.len().max(1)).position(|atoms| atoms == own).unwrap_or(0)
        };
        Self { found, places: found.iter().map(|found| Place::of(1 + first(&found.unit), false)).collect() }
    }

    /// What a document counts more whose title is the query.
    pub(super) fn score(&self, document: usize) -> u64 {
        let mut units = self.found.iter().zip(&self.places);
        let ends = self.found.last().is_some_and(|last| last.places[document] & Place::LAST > 0);
        let stands = ends && units.all(|(found, place)| found.places[document] & Place::FIRST == *place);
        if stands { TITLE } else { 0 }
    }
}
