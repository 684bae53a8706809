//! What frames every page, the same for all pages at one depth.
use serde::Serialize;
use tera::Value;

use super::here::root_of;
use super::term::{facet_title, tone};
use super::value;
use crate::config::FacetKind;
use crate::route::Route;
use crate::site::Site;
use crate::source::Spanned;

/// What a template sees as `site`, by depth below the root.
pub struct Chrome {
    by_depth: Vec<Value>,
    absolute: Value,
}

#[derive(Serialize)]
struct View {
    title: String,
    root: String,
    home: String,
    about: String,
    search: String,
    nav: Vec<Entry>,
    zone: String,
    marks: Vec<Mark>,
    logo: Option<Logo>,
    /// A fingerprint of the site's own accent, which has a style sheet.
    accent: Option<String>,
}

/// The site's own picture, as files below its root.
#[derive(Serialize)]
struct Logo {
    light: String,
    /// Where dark pages show another one.
    dark: Option<String>,
}

#[derive(Serialize)]
struct Entry {
    title: String,
    href: String,
    section: String,
}

/// The mark of a severity: bars, more of them filled the worse it is.
#[derive(Serialize)]
struct Mark {
    rank: usize,
    tone: &'static str,
    width: usize,
    filled: String,
    empty: String,
}

/// More folders than any page lies below.
const DEPTHS: usize = 8;

impl Chrome {
    /// Makes the frames of a site.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let at_depth = |depth| value(&View::new(site, &"../".repeat(depth), &|route| route.path().to_string()));
        let absolute = value(&View::new(site, root_of(site.base_url()), &Route::short));
        Self { by_depth: (0..DEPTHS).map(at_depth).collect(), absolute }
    }

    /// The frame of a page.
    #[must_use]
    pub fn of(&self, route: &Route) -> Value {
        let depth = route.depth();
        let frame = self.by_depth.get(depth).filter(|_| *route != Route::NotFound);
        frame.unwrap_or(&self.absolute).clone()
    }
}

impl View {
    fn new(site: &Site, root: &str, address: &dyn Fn(&Route) -> String) -> Self {
        let link = |route: &Route| format!("{root}{}", address(route));
        let entry = |title: &str, section: &str, route: &Route| Entry {
            title: title.to_owned(),
            href: link(route),
            section: section.to_owned(),
        };
        let taxonomy = &site.config.taxonomy;
        let facets = [FacetKind::Squad, FacetKind::RootCause, FacetKind::Service].map(|kind| taxonomy.facet(kind));
        let facets = facets.iter().filter(|facet| !facet.terms.is_empty());
        let mut nav = vec![
            entry("Postmortems", "postmortems", &Route::Postmortems(1)),
            entry("Trends", "trends", &Route::Trends),
            entry("Actions", "actions", &Route::Actions(1)),
            entry("Lessons", "lessons", &Route::Lessons),
        ];
        nav.extend(facets.map(|f| entry(&facet_title(f), &f.folder, &Route::Facet(f.folder.clone()))));
        nav.push(entry("About", "about", &Route::About));
        Self {
            title: site.config.title.clone(),
            root: root.to_owned(),
            home: link(&Route::Home),
            about: link(&Route::About),
            search: link(&Route::Postmortems(1)),
            nav,
            zone: site.config.timezone_name.clone(),
            marks: marks(taxonomy.severities().len()),
            logo: logo(site),
            accent: site.config.theme.accent.map(|accent| format!("{}{}", accent.light, accent.dark).replace('#', "")),
        }
    }
}

/// The logo, where its file is there; a finding says so where it is not.
fn logo(site: &Site) -> Option<Logo> {
    let file = |logo: &Spanned<String>| {
        let files = &site.snapshot.assets;
        let found = files.iter().any(|blob| blob.path.strip_prefix("static/") == Some(&logo.value));
        found.then(|| logo.value.clone())
    };
    let theme = &site.config.theme;
    let light = theme.logo.as_ref().and_then(file)?;
    Some(Logo { light, dark: theme.logo_dark.as_ref().and_then(file) })
}

/// The marks of all severities; more than five share them.
fn marks(severities: usize) -> Vec<Mark> {
    let bars = severities.clamp(1, 5);
    let bar = |nth: usize| {
        let height = 4 + nth * 8 / bars.saturating_sub(1).max(1);
        format!("M{} {}h3v{height}h-3z", nth * 4, 12 - height)
    };
    let mark = |rank: usize| {
        let filled = ((severities - rank) * bars).div_ceil(severities.max(1));
        let draw = |range: std::ops::Range<usize>| range.map(bar).collect::<String>();
        Mark {
            rank,
            tone: tone(rank, severities),
            width: bars * 4 - 1,
            filled: draw(0..filled),
            empty: draw(filled..bars),
        }
    };
    (0..severities).map(mark).collect()
}
