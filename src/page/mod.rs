//! What each page shows: one kind of page a file, a view for each page, made when it is asked for.
mod about;
mod actions;
mod checks;
mod facet;
mod home;
mod lessons;
mod month;
mod moved;
mod not_found;
mod part;
mod postmortem;
mod postmortems;
mod term;
mod trends;
mod year;

pub use part::chrome::Chrome;
pub use part::here::Here;
// What a month says elsewhere than on its page.
pub(crate) use month::{
    Agenda, Changes, Happened, Happenings, Promise, Promised, Recurring, Returned, Unusual, agenda,
};
pub(crate) use part::count::Breakdown;
pub(crate) use part::here::Link;
pub(crate) use part::row::Row;
pub(crate) use part::words::{count, day, list};

use crate::route::Route;
use crate::site::Site;

/// Makes what a template sees as `page`.
pub type View = Box<dyn Fn(&Here<'_>) -> tera::Value + Send + Sync>;

/// One page: where it lies, and how to make its view. Making it waits until a recipe is asked.
pub struct Page {
    /// Its address.
    pub route: Route,
    /// Its view.
    pub view: View,
}

impl Page {
    /// A page whose view is the same kind of struct every time.
    fn new(route: Route, view: impl Fn(&Here<'_>) -> tera::Value + Send + Sync + 'static) -> Self {
        Self { route, view: Box::new(view) }
    }
}

/// A kind of page: the file here and the template of the same name belong to it.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// All pages of this kind; cheap, since nothing is made yet.
    pub pages: fn(&Site) -> Vec<Page>,
}

/// Every kind of page, by name.
pub const PAGES: &[Kind] = &[
    Kind { name: "about", pages: about::pages },
    Kind { name: "actions", pages: actions::pages },
    Kind { name: "checks", pages: checks::pages },
    Kind { name: "facet", pages: facet::pages },
    Kind { name: "home", pages: home::pages },
    Kind { name: "lessons", pages: lessons::pages },
    Kind { name: "month", pages: month::pages },
    Kind { name: "moved", pages: moved::pages },
    Kind { name: "not_found", pages: not_found::pages },
    Kind { name: "postmortem", pages: postmortem::pages },
    Kind { name: "postmortems", pages: postmortems::pages },
    Kind { name: "term", pages: term::pages },
    Kind { name: "trends", pages: trends::pages },
    Kind { name: "year", pages: year::pages },
];

/// How many postmortems a page of a list has.
pub const A_PAGE: usize = 100;
