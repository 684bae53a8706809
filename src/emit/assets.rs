//! Static files: the built-in ones, and the site's own.
use std::collections::BTreeMap;
use std::sync::Arc;

use super::theme::{STATIC, own_name};
use crate::config::Accent;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::{Output, SitePath};
use crate::route::Route;
use crate::site::Site;
use crate::snapshot::Blob;
use crate::source::{Place, Source, Span};

/// Where the site's own accent lies.
const ACCENT: &str = "accent.css";

/// What the writer puts beside the pages.
const MANIFEST: &str = "casebook.json";

pub(super) fn emit(site: &Arc<Site>, output: &mut Output, sink: &mut Diagnostics) {
    let own = &site.snapshot.assets;
    let taken = if own.is_empty() { Taken::default() } else { Taken::by(output) };
    let mut accepted: BTreeMap<&str, Arc<[u8]>> = BTreeMap::new();
    for blob in own {
        match taken.clash(own_name(&blob.path)) {
            Some(other) => sink.push(finding(blob, &other)),
            None => drop(accepted.insert(own_name(&blob.path), blob.bytes.clone())),
        }
    }
    for (path, bytes) in STATIC.iter() {
        accepted.entry(path).or_insert_with(|| Arc::from(bytes.as_ref()));
    }
    if let Some(accent) = site.config.theme.accent {
        accepted.entry(ACCENT).or_insert_with(|| Arc::from(style(accent).as_bytes()));
    }
    for (path, bytes) in accepted {
        output.insert(Route::Asset(path.to_owned()).path(), bytes);
    }
}

/// The style sheet of a site's own accent; the page's policy allows no style inside a page.
fn style(accent: Accent) -> String {
    let Accent { light, dark } = accent;
    let tokens =
        |accent| format!("  --accent: {accent};\n  --accent-soft: color-mix(in srgb, {accent} 36%, var(--surface));\n");
    let (light, dark) = (tokens(light), tokens(dark));
    let all = ":root,\n:root[data-theme=\"dark\"],\n:root:not([data-theme=\"light\"])";
    format!(
        ":root {{\n{light}}}\n\
         @media (prefers-color-scheme: dark) {{\n:root:not([data-theme=\"light\"]) {{\n{dark}}}\n}}\n\
         :root[data-theme=\"dark\"] {{\n{dark}}}\n\
         @media print {{\n{all} {{\n{light}}}\n}}\n"
    )
}

/// The paths of the pages and the folders that they need, as file systems compare them that ignore case.
#[derive(Default)]
struct Taken(BTreeMap<String, String>);

impl Taken {
    fn by(output: &Output) -> Self {
        let mut taken = Self::default();
        taken.add(MANIFEST);
        output.entries().map(|(path, _)| path).map(SitePath::as_str).for_each(|path| taken.add(path));
        output.groups().for_each(|(prefix, _)| taken.add(prefix.trim_end_matches('/')));
        taken
    }

    fn add(&mut self, path: &str) {
        self.0.insert(path.to_lowercase(), path.to_owned());
        for (slash, _) in path.match_indices('/') {
            let folder = &path[..slash];
            self.0.entry(format!("{}/", folder.to_lowercase())).or_insert_with(|| path.to_owned());
        }
    }

    /// The path that another one would collide with: it is the same, or one is a folder of the other.
    fn clash(&self, path: &str) -> Option<String> {
        let path = path.to_lowercase();
        let mut folders = path.match_indices('/').map(|(slash, _)| &path[..slash]);
        let above = folders.find_map(|folder| self.0.get(folder));
        self.0.get(&path).or_else(|| self.0.get(&format!("{path}/"))).or(above).cloned()
    }
}

fn finding(blob: &Blob, other: &str) -> Diagnostic {
    let source = Arc::new(Source::new(blob.path.clone(), ""));
    let message = format!("this file would lie where the site's own {other} lies");
    Diagnostic::deny("asset-clash", Place::new(&source, Span::at(0)), message)
        .help("give it another name, or put it into a folder of its own such as static/files/")
}
