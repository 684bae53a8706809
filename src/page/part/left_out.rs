//! Files that are not on the site because they could not be read.
use serde::Serialize;

use crate::diagnostic::{Diagnostic, line_column};
use crate::site::Site;

/// One file, and why it is missing.
#[derive(Debug, Serialize)]
pub(crate) struct LeftOut {
    path: String,
    line: usize,
    reason: String,
}

/// All of them.
pub(crate) fn left_out(site: &Site) -> Vec<LeftOut> {
    let one = |finding: &Diagnostic| {
        let place = finding.place();
        LeftOut {
            path: place.source.path.clone(),
            line: line_column(&place.source.text, place.span.start).line,
            reason: finding.message.clone(),
        }
    };
    site.left_out.iter().map(one).collect()
}
