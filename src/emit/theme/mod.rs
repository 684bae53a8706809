//! The templates and static files that are built in, and the site's own in their place.
mod contract;
mod fault;
mod lean;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use tera::{Error, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

pub use contract::CONTRACT;
pub(super) use contract::faults as misfits;
pub(super) use fault::faults;

use crate::diagnostic::Diagnostic;
use crate::snapshot::{Blob, Snapshot};
use crate::source::{Digest, Source};

macro_rules! built_in {
    ($include:ident, $folder:literal, [$($name:literal),* $(,)?]) => {
        &[$(($name, $include!(concat!("../../../", $folder, "/", $name)))),*]
    };
}

/// Templates by name.
pub(super) const TEMPLATES: &[(&str, &str)] = built_in!(
    include_str,
    "templates",
    [
        "about.html",
        "actions.html",
        "base.html",
        "blocks/after_content.html",
        "blocks/before_content.html",
        "blocks/footer.html",
        "blocks/head.html",
        "blocks/home_intro.html",
        "checks.html",
        "facet.html",
        "home.html",
        "lessons.html",
        "month.html",
        "moved.html",
        "not_found.html",
        "parts.html",
        "postmortem.html",
        "postmortems.html",
        "term.html",
        "trends.html",
        "year.html",
    ]
);

/// Static files by path, as they were written.
const BUILT_IN: &[(&str, &[u8])] = built_in!(
    include_bytes,
    "static",
    [
        "case.js",
        "casebook.css",
        "casebook.js",
        "charts.css",
        "favicon.svg",
        "fonts/OFL.txt",
        "fonts/inter-italic.woff2",
        "fonts/inter-regular.woff2",
        "fonts/inter-semibold.woff2",
        "search-dialog.js",
        "search-page.js",
        "search-tokens.js",
        "search-view.js",
        "search.css",
        "search.js",
        "theme.js",
    ]
);

type Published = Vec<(&'static str, Cow<'static, [u8]>)>;

/// Static files by path, as readers get them.
pub(super) static STATIC: LazyLock<Published> =
    LazyLock::new(|| BUILT_IN.iter().map(|(path, bytes)| (*path, lean::lean(path, bytes))).collect());

/// All templates by name; the site's own replace those of the same name.
pub(super) type Sources = BTreeMap<String, Arc<Source>>;

/// The templates that a site renders with.
///
/// # Errors
/// What is wrong with the site's own, each at its file, line and column.
pub fn templates(snapshot: &Snapshot) -> Result<Tera, Vec<Diagnostic>> {
    let sources = sources(snapshot);
    let syntax: Vec<Diagnostic> = own(snapshot).flat_map(|(name, source)| syntax(name, source, &sources)).collect();
    if !syntax.is_empty() {
        return Err(syntax);
    }
    let mut tera = Tera::default();
    tera.autoescape_on(["html", "xml", "svg", ""]);
    tera.register_function("asset", asset(snapshot));
    let texts = sources.iter().map(|(name, source)| (name.as_str(), source.text.as_str()));
    tera.add_raw_templates(texts).map_err(|error| faults(&error, &sources))?;
    Ok(tera)
}

/// All templates by name.
pub(super) fn sources(snapshot: &Snapshot) -> Sources {
    let built_in = TEMPLATES.iter().map(|(name, text)| {
        let source = Source::new(format!("templates/{name}"), *text);
        ((*name).to_owned(), Arc::new(source))
    });
    built_in.chain(own(snapshot).map(|(name, source)| (name.to_owned(), source.clone()))).collect()
}

/// The site's own templates by name.
fn own(snapshot: &Snapshot) -> impl Iterator<Item = (&str, &Arc<Source>)> {
    snapshot.templates.iter().map(|source| (source.path.strip_prefix("templates/").unwrap_or(&source.path), source))
}

/// All static files by path; the site's own replace those of the same name, unless they are copies of them.
pub(super) fn statics(snapshot: &Snapshot) -> BTreeMap<&str, &[u8]> {
    let own = snapshot.assets.iter().filter(|blob| !is_built_in(blob));
    let own = own.map(|blob| (own_name(&blob.path), blob.bytes.as_ref()));
    STATIC.iter().map(|(path, bytes)| (*path, bytes.as_ref())).chain(own).collect()
}

/// Whether one of the site's own files is a copy of a built-in one.
pub(super) fn is_built_in(blob: &Blob) -> bool {
    BUILT_IN.contains(&(own_name(&blob.path), &*blob.bytes))
}

/// The path of one of the site's own static files below the site's root.
pub(super) fn own_name(path: &str) -> &str {
    path.strip_prefix("static/").unwrap_or(path)
}

/// What is wrong with a template by itself, whatever the others are.
fn syntax(name: &str, source: &Source, sources: &Sources) -> Vec<Diagnostic> {
    match Tera::default().add_raw_template(name, &source.text) {
        Err(error) if matches!(error.kind(), ErrorKind::SyntaxError(_)) => faults(&error, sources),
        _ => Vec::new(),
    }
}

/// `asset(path="casebook.css")`: the link to a static file, with a fingerprint so that it may be cached for ever.
fn asset(snapshot: &Snapshot) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<Value> + Send + Sync + 'static {
    let hash = |(path, bytes): (&str, &[u8])| (path.to_owned(), Digest::of(bytes).short(8));
    let hashes: BTreeMap<String, String> = statics(snapshot).into_iter().map(hash).collect();
    move |arguments, state| {
        let path: String = arguments.must_get("path")?;
        let hash = hashes.get(&path).ok_or_else(|| Error::message(format!("there is no static file {path:?}")))?;
        let site: Option<Value> = state.get("site")?;
        let root = site.as_ref().and_then(|site| site.get_from_path("root")).and_then(Value::as_str).unwrap_or("");
        let encoded: Vec<String> = path.split('/').map(crate::route::encode).collect();
        Ok(Value::safe_string(&format!("{root}{}?h={hash}", encoded.join("/"))))
    }
}
