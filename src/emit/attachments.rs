//! Pictures beside the postmortems that show them.
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::route::Route;
use crate::site::Site;

pub(super) fn emit(site: &Arc<Site>, output: &mut Output, _: &mut Diagnostics) {
    for ((id, name), nth) in site.index().pictures() {
        let blob = &site.snapshot.attachments[*nth];
        let path = Route::Attachment(id.clone(), name.clone()).path();
        // Of two files with one id only the first has a page; its pictures win in the same way.
        if output.get(&path).is_none() {
            output.insert(path, blob.bytes.clone());
        }
    }
}
