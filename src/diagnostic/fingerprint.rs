//! A name for a finding that stays the same while lines move.
use std::collections::BTreeMap;

use super::Diagnostic;
use crate::source::Digest;

/// Names findings one after another; equal ones are told apart by their order.
#[derive(Default)]
pub(super) struct Fingerprints(BTreeMap<String, usize>);

impl Fingerprints {
    /// 32 hexadecimal digits, of code, path and message.
    pub(super) fn of(&mut self, finding: &Diagnostic) -> String {
        let same = format!("{}\0{}\0{}", finding.code, finding.place().source.path, finding.message);
        let nth = self.0.entry(same.clone()).or_default();
        *nth += 1;
        Digest::of(format!("{same}\0{nth}").as_bytes()).short(32)
    }
}
