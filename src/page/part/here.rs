//! A page's own place: links from it, and what every view says first.
use serde::Serialize;

use crate::chart;
use crate::config::{Facet, Term};
use crate::output::SitePath;
use crate::postmortem::Postmortem;
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;

/// A page that is being made.
pub struct Here<'a> {
    /// The site.
    pub site: &'a Site,
    path: SitePath,
    root: Option<String>,
    short: String,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Link {
    /// Its words.
    pub(crate) title: String,
    /// Where it leads.
    pub(crate) href: String,
}

/// What the frame of every page needs to know.
#[derive(Debug, Serialize)]
pub(crate) struct Head {
    title: String,
    section: String,
    /// What the page says in a sentence or two, for those who only see a link to it.
    description: String,
    canonical: Option<String>,
    card: Option<HeadCard>,
}

/// What is shown of a page where only a link to it is.
#[derive(Debug, Serialize)]
struct HeadCard {
    title: String,
    finding: String,
    image: String,
}

impl Head {
    /// The same, with the card of a month; without one where cards are not made.
    pub(in crate::page) fn with_card(self, here: &Here<'_>, month: Month) -> Self {
        let input = chart::Input {
            scope: &here.site.scope(),
            promises: &here.site.promises,
            repeats: &here.site.repeats,
            trends: &here.site.trends,
            config: &here.site.config,
            href: &|_| String::new(),
            id_prefix: "",
        };
        let card = here.site.base_url().zip(chart::finding(&input, month)).map(|(base, finding)| HeadCard {
            title: month.words(),
            finding,
            image: format!("{base}{}", Route::Card(month).short()),
        });
        Self { card, ..self }
    }

    /// The same, with the card of the newest month that is over.
    pub(in crate::page) fn with_newest_card(self, here: &Here<'_>) -> Self {
        match here.site.trends.newest_complete() {
            Some(count) => self.with_card(here, count.month),
            None => self,
        }
    }
}

impl<'a> Here<'a> {
    /// The place of a route. The page for addresses that do not exist is shown anywhere, so its links start at the root.
    #[must_use]
    pub fn new(site: &'a Site, route: &Route) -> Self {
        let root = (*route == Route::NotFound).then(|| root_of(site.base_url()).to_owned());
        Self { site, path: route.path(), root, short: route.short() }
    }

    /// No page at all: links are full addresses where the site has one, else they lead from its root.
    #[must_use]
    pub(crate) fn nowhere(site: &'a Site) -> Self {
        Self { root: Some(site.base_url().unwrap_or_default().to_owned()), ..Self::new(site, &Route::Home) }
    }

    /// A link from here.
    #[must_use]
    pub fn link(&self, to: &Route) -> String {
        match &self.root {
            Some(root) => format!("{root}{}", to.short()),
            None => to.link_from(&self.path),
        }
    }

    /// What the frame of this page needs to know; `section` is the folder of the navigation's entry, `description` is
    /// plain text.
    pub(in crate::page) fn head(
        &self,
        title: impl Into<String>,
        section: &str,
        description: impl Into<String>,
    ) -> Head {
        let canonical = self.site.base_url().filter(|_| self.root.is_none());
        let canonical = canonical.map(|base| format!("{base}{}", self.short));
        let (title, description) = (title.into(), description.into());
        Head { title, section: section.to_owned(), description, canonical, card: None }
    }

    pub(in crate::page) fn to(&self, title: impl Into<String>, route: &Route) -> Link {
        Link { title: title.into(), href: self.link(route) }
    }

    pub(in crate::page) fn term(&self, facet: &Facet, term: &Term) -> Link {
        self.to(&term.title, &Route::Term(facet.folder.clone(), term.id.clone(), 1))
    }

    pub(in crate::page) fn case(&self, case: &Postmortem) -> Link {
        self.to(&case.title.value, &Route::Postmortem(case.id.clone()))
    }

    pub(in crate::page) fn month(&self, month: Month) -> Link {
        self.to(month.words(), &Route::Month(month))
    }
}

/// The path of an address, with a slash at both ends.
pub(super) fn root_of(base_url: Option<&str>) -> &str {
    let after_scheme = base_url.and_then(|url| url.split_once("://")).map_or("", |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |slash| &after_scheme[slash..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_the_path_of_the_base_url() {
        assert_eq!(root_of(None), "/");
        assert_eq!(root_of(Some("https://a.example/")), "/");
        assert_eq!(root_of(Some("https://a.example/b/c/")), "/b/c/");
    }
}
