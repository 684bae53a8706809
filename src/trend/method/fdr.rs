//! Several tests at once: how many of the clear ones are chance is kept below the level.

/// Adjusts probabilities for having tested them together (Benjamini and Hochberg), in the order given.
#[must_use]
pub fn adjusted(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    let mut out = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (nth, at) in order.into_iter().enumerate() {
        let rank = p.len() - nth;
        least = least.min(p[at] * (super::limits::real(p.len()) / super::limits::real(rank)));
        out[at] = least;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adjustment_agrees_with_statsmodels() {
        let got = adjusted(&[0.2, 0.0004, 0.012, 0.03, 0.041, 0.5, 0.74, 0.9]);
        let known = [0.32, 0.0032, 0.048, 0.08, 0.082, 0.666_667, 0.845_714, 0.9];
        assert!(got.iter().zip(known).all(|(got, known)| (got - known).abs() < 1e-6), "{got:?}");
        assert!(adjusted(&[]).is_empty());
    }
}
