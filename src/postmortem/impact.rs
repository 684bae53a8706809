//! Whom and what an incident hit.
use std::sync::Arc;

use crate::config::{Config, ImpactBucket};
use crate::source::Spanned;

/// The measures of impact; all optional.
#[derive(Debug, Clone, Default)]
pub struct Impact {
    /// Share of users affected, in percent.
    pub users_percent: Option<Spanned<f64>>,
    /// Users affected.
    pub users: Option<Spanned<u64>>,
    /// Transactions affected.
    pub transactions: Option<Spanned<u64>>,
    /// What it cost, as written: a number or a text with its currency.
    pub cost: Option<Spanned<String>>,
    /// How it was measured.
    pub how: Option<Spanned<String>>,
}

impl Impact {
    /// The widest bucket of `site.toml` that the share of users reaches.
    #[must_use]
    pub fn bucket<'a>(&self, config: &'a Config) -> Option<&'a ImpactBucket> {
        let percent = self.users_percent.as_ref()?.value;
        config.impact.iter().find(|bucket| percent >= bucket.from_percent)
    }

    /// Whether nothing is measured.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.users_percent.is_none() && self.users.is_none() && self.transactions.is_none() && self.cost.is_none()
    }

    /// How it was measured, if anybody said.
    #[must_use]
    pub fn how(&self) -> Option<Arc<str>> {
        self.how.as_ref().map(|how| Arc::from(how.value.as_str()))
    }
}
