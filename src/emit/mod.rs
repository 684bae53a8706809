//! From the site to its files: one sort of output a file.
mod assets;
mod attachments;
mod charts;
mod pages;
mod search;
mod theme;

use std::sync::Arc;

pub use theme::{CONTRACT, templates};

use crate::diagnostic::Diagnostics;
use crate::output::Output;
use crate::site::Site;

/// One sort of output.
pub struct Emitter {
    /// Its name.
    pub name: &'static str,
    emit: fn(&Arc<Site>, &mut Output, &mut Diagnostics),
}

/// Every sort of output. A site's own static files come last: they may not claim a path that is taken.
pub const EMITTERS: &[Emitter] = &[
    Emitter { name: "pages", emit: pages::emit },
    Emitter { name: "attachments", emit: attachments::emit },
    Emitter { name: "search", emit: search::emit },
    Emitter { name: "charts", emit: charts::emit },
    Emitter { name: "assets", emit: assets::emit },
];

/// Everything that a site consists of; what stands in the way of it goes to the sink.
#[must_use]
pub fn emit(site: &Arc<Site>, sink: &mut Diagnostics) -> Output {
    let mut output = Output::default();
    for emitter in EMITTERS {
        (emitter.emit)(site, &mut output, sink);
    }
    output
}
