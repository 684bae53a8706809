//! Distributions, tests and intervals: what knows no cases.
pub(super) mod binomial;
pub(super) mod chi_squared;
pub(super) mod dispersion;
pub(super) mod fdr;
pub(super) mod limits;
pub(super) mod negative_binomial;
pub(super) mod poisson;
pub(super) mod quantile;
pub(super) mod rate;
pub(super) mod runs;
pub(super) mod said;
pub(super) mod share;
pub(super) mod survival;
pub(super) mod two_samples;
pub(super) mod wilson;
