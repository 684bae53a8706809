//! The index of the search.
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::search;
use crate::site::Site;

pub(super) fn emit(site: &Arc<Site>, output: &mut Output, _: &mut Diagnostics) {
    let site = site.clone();
    output.group("search/", move |sink| search::write(&site.corpus, &site.config, sink));
}
