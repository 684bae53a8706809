//! What a host shows for an address that does not exist.
use serde::Serialize;

use super::Page;
use super::part::here::{Head, Link};
use super::part::value;
use crate::route::Route;
use crate::site::Site;

#[derive(Serialize)]
struct View {
    head: Head,
    ways: Vec<Link>,
}

pub(super) fn pages(_: &Site) -> Vec<Page> {
    vec![Page::new(Route::NotFound, |here| {
        let ways = [
            ("All postmortems", Route::Postmortems(1)),
            ("Trends by month", Route::Trends),
            ("The front page", Route::Home),
        ];
        let ways = ways.into_iter().map(|(title, route)| here.to(title, &route)).collect();
        value(&View { head: here.head("Page not found", "", "There is nothing at this address."), ways })
    })]
}
