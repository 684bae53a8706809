//! An old address of a postmortem, which leads on to the new one.
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::Page;
use super::part::here::{Head, Link};
use super::part::value;
use crate::corpus::fold_id;
use crate::postmortem::Postmortem;
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    case: Link,
}

pub(super) fn pages(site: &Site) -> Vec<Page> {
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    for case in site.corpus.all() {
        for alias in case.aliases.iter().map(|alias| &alias.value) {
            let leads_here = site.corpus.by_id(alias).is_some_and(|other| Arc::ptr_eq(other, case));
            if leads_here && fold_id(alias) != fold_id(&case.id) && seen.insert(fold_id(alias)) {
                pages.push(page(alias, case.clone()));
            }
        }
    }
    pages
}

fn page(alias: &str, case: Arc<Postmortem>) -> Page {
    Page::new(Route::Postmortem(alias.to_owned()), move |here| {
        value(&View {
            head: here.head(&case.title.value, "postmortems", "This postmortem has another address now."),
            case: here.case(&case),
        })
    })
}
