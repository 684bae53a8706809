//! For programs: one object a finding.
