//! Every page, rendered when it is asked for.
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tera::{Context, Tera};

use super::theme::{Sources, faults, misfits, sources, templates};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::page::{Chrome, Here, PAGES, Page};
use crate::site::Site;

struct Renderer {
    site: Arc<Site>,
    tera: Tera,
    chrome: Chrome,
    sources: Sources,
}

pub(super) fn emit(site: &Arc<Site>, output: &mut Output, sink: &mut Diagnostics) {
    sink.extend(misfits(site));
    let tera = match templates(&site.snapshot) {
        Ok(tera) => tera,
        Err(findings) => return sink.extend(findings),
    };
    let renderer =
        Arc::new(Renderer { site: site.clone(), tera, chrome: Chrome::new(site), sources: sources(&site.snapshot) });
    // One page of each kind is made at once, so that a fault of the site's own templates is found before anything is
    // written.
    let own = !site.snapshot.templates.is_empty();
    let kinds: Vec<_> = PAGES
        .par_iter()
        .map(|kind| {
            let pages = (kind.pages)(site);
            let sample = pages.first().filter(|_| own);
            let fault = sample.and_then(|page| renderer.render(kind.name, page).err());
            (kind, pages, fault)
        })
        .collect();
    for (kind, pages, fault) in kinds {
        sink.extend(fault);
        for page in pages {
            let renderer = renderer.clone();
            output.recipe(page.route.path(), move || renderer.render(kind.name, &page));
        }
    }
}

impl Renderer {
    fn render(&self, kind: &str, page: &Page) -> Result<Vec<u8>, Diagnostic> {
        let here = Here::new(&self.site, &page.route);
        let mut context = Context::new();
        context.insert_value("page", (page.view)(&here));
        context.insert_value("site", self.chrome.of(&page.route));
        let mut out = Vec::with_capacity(ROOM);
        match self.tera.render_to(&format!("{kind}.html"), &context, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(faults(&error, &self.sources).swap_remove(0)),
        }
    }
}

/// Bytes that most pages need.
const ROOM: usize = 32 * 1024;
