//! How much a term says about a document, as a number from 1 to 15: BM25F with all but the rarity of the term.

/// How the lengths of a site's documents bear on their impacts.
#[derive(Debug)]
pub(super) struct Scale {
    /// For each document, `k · (1 − b + b · length / average)`.
    bends: Vec<f64>,
}

/// How soon more of a word says nothing more.
const K: f64 = 1.2;
/// How much a long document's words count less.
const B: f64 = 0.6;

impl Scale {
    /// The scale of documents of these lengths. Lengths are rounded to two digits, so that a word more or less
    /// changes few impacts, and so few files.
    pub(super) fn new(lengths: &[u32]) -> Self {
        let sum: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
        let count = lengths.len().max(1) as u64;
        let average = u32::try_from((sum + count / 2) / count).unwrap_or(u32::MAX);
        let average = f64::from(two_digits(average).max(1));
        let bend = |length: &u32| K * (1.0 - B + B * f64::from(two_digits(*length)) / average);
        Self { bends: lengths.iter().map(bend).collect() }
    }

    /// The impact of a term that weighs so much, doubled, in a document.
    pub(super) fn impact(&self, document: u32, doubled: u32) -> u8 {
        let weight = f64::from(doubled) / 2.0;
        let whole = weight + self.bends.get(document as usize).copied().unwrap_or(K);
        let reached = |impact: &u8| 15.0 * weight >= (f64::from(*impact) - 0.5) * whole;
        (2..=15).rev().find(reached).unwrap_or(1)
    }
}

/// A number rounded to its two highest digits.
fn two_digits(n: u32) -> u32 {
    let unit = 10_u32.pow(n.checked_ilog10().unwrap_or(0).saturating_sub(1));
    n.saturating_add(unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_two_digits() {
        assert_eq!([0, 7, 42, 949, 950, 994, 995, 12_345].map(two_digits), [0, 7, 42, 950, 950, 990, 1000, 12_000]);
        assert_eq!(two_digits(u32::MAX), 4_200_000_000);
    }

    #[test]
    fn more_says_more_and_longer_says_less() {
        let scale = Scale::new(&[100, 900, 2000]);
        let impacts = [1, 2, 4, 16, 80, u32::MAX >> 4].map(|weight| scale.impact(1, weight));
        assert_eq!(impacts, [5, 7, 10, 13, 15, 15]);
        assert!(scale.impact(0, 2) > scale.impact(2, 2));
    }
}
