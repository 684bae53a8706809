//! Whether the site's own files fit the contract: what templates see, which blocks there are, where the logo lies.
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{TEMPLATES, own_name};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::site::Site;
use crate::snapshot::Snapshot;
use crate::source::{Place, Source, Span, Spanned};

/// The version of the template contract, which `docs/theming.md` describes.
pub const CONTRACT: u32 = 1;

/// What somebody has to know whose own template was written for an earlier version.
struct Change {
    /// The version that it came with.
    version: u32,
    /// The template that it is in.
    template: &'static str,
    /// What is different, as advice.
    what: &'static str,
}

const CHANGES: &[Change] = &[
    Change {
        version: 1,
        template: "base.html",
        what: "it loads `theme.js` before the style sheets, and `accent.css` after them",
    },
    Change {
        version: 1,
        template: "base.html",
        what: "it shows `site.logo`, and has the switch of the theme in its footer",
    },
    Change { version: 1, template: "base.html", what: "its navigation is a menu that phones open" },
    Change {
        version: 1,
        template: "base.html",
        what: "it includes the blocks `head`, `before_content`, `after_content` and `footer`",
    },
    Change {
        version: 1,
        template: "base.html",
        what: "its head says `page.head.description`, and the colour of the page as `theme-color`",
    },
    Change { version: 1, template: "home.html", what: "it includes the block `home_intro`" },
];

/// The folder of the blocks, below `templates/`.
const BLOCKS: &str = "blocks/";

/// What does not fit.
pub(in crate::emit) fn faults(site: &Site) -> Vec<Diagnostic> {
    let blocks = site.snapshot.templates.iter().filter_map(unknown_block);
    let logos = [&site.config.theme.logo, &site.config.theme.logo_dark];
    let logos = logos.into_iter().flatten().filter_map(|logo| missing(logo, &site.config, &site.snapshot));
    blocks.chain(logos).chain(outdated(&site.snapshot, &site.config, CHANGES)).collect()
}

fn name(source: &Source) -> &str {
    source.path.strip_prefix("templates/").unwrap_or(&source.path)
}

/// A file among the blocks that no page includes.
fn unknown_block(source: &Arc<Source>) -> Option<Diagnostic> {
    let block = name(source).strip_prefix(BLOCKS)?;
    let known = TEMPLATES.iter().filter_map(|(name, _)| name.strip_prefix(BLOCKS));
    if known.clone().any(|known| known == block) {
        return None;
    }
    let place = Place::new(source, Span::at(0));
    let finding = Diagnostic::deny("template", place, format!("no page includes a block `{block}`"));
    Some(match did_you_mean(block, known.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("one of: {}", known.collect::<Vec<_>>().join(", "))),
    })
}

fn missing(logo: &Spanned<String>, config: &Config, snapshot: &Snapshot) -> Option<Diagnostic> {
    let files = snapshot.assets.iter().map(|blob| own_name(&blob.path));
    if files.clone().any(|file| file == logo.value) {
        return None;
    }
    let message = format!("there is no file `static/{}`", logo.value);
    let finding = Diagnostic::deny("missing-file", Place::new(&config.source, logo.span), message);
    Some(match did_you_mean(&logo.value, files) {
        Some(near) => finding.help(format!("did you mean `static/{near}`?")),
        None => finding.help("put it there, or remove this line"),
    })
}

/// The site's own templates that were written for another version, where it makes a difference to them.
fn outdated(snapshot: &Snapshot, config: &Config, changes: &[Change]) -> Vec<Diagnostic> {
    let replaces = |source: &&Arc<Source>| {
        let built_in = TEMPLATES.iter().find(|(built_in, _)| *built_in == name(source));
        built_in.is_some_and(|(built_in, text)| !built_in.starts_with(BLOCKS) && **text != *source.text)
    };
    let own: Vec<_> = snapshot.templates.iter().filter(replaces).collect();
    let latest = changes.iter().map(|change| change.version).max().unwrap_or(CONTRACT);
    let Some(stated) = &config.theme.templates else {
        return own.first().map(|first| unstated(Place::new(first, Span::at(0)), latest)).into_iter().collect();
    };
    let place = Place::new(&config.source, stated.span);
    if stated.value > latest {
        let message = format!("this casebook has version {latest} of the template contract, not {}", stated.value);
        let help = "build with the casebook that the templates were written for, or a later one";
        return vec![Diagnostic::warn("template-version", place, message).help(help)];
    }
    let since: BTreeSet<&str> =
        changes.iter().filter(|change| change.version > stated.value).map(|change| change.template).collect();
    let old = own.into_iter().filter(|source| since.contains(name(source)));
    old.map(|source| {
        let message = format!("`{}` was written for version {} of the template contract", source.path, stated.value);
        let finding = Diagnostic::warn("template-version", place.clone(), message);
        let news = changes.iter().filter(|change| change.version > stated.value && change.template == name(source));
        let finding = news.fold(finding, |finding, change| {
            finding.help(format!("since version {}, {}", change.version, change.what))
        });
        finding.help(format!("bring it up to date, then write `templates = {latest}`"))
    })
    .collect()
}

fn unstated(place: Place, latest: u32) -> Diagnostic {
    let message = "this takes the place of a built-in template, and `site.toml` does not say of which version";
    Diagnostic::warn("template-version", place, message)
        .help(format!("written for this casebook: add `templates = {latest}` under `[theme]`"))
        .help("copied from an earlier one: write that one's version, and what has changed since is listed here")
}
