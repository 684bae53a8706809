//! A site in memory, for tests.
#![allow(dead_code, reason = "every test binary uses its own part")]

use std::sync::Arc;

use casebook::snapshot::{AsOf, Blob, Snapshot};
use casebook::source::Source;

/// A small taxonomy that every test site has.
pub(crate) const SITE: &str = r#"title = "Test site"
timezone = "Europe/London"
[[severity]]
id = "critical"
title = "Critical"
aliases = ["sev1"]
[[severity]]
id = "high"
title = "High"
[[severity]]
id = "low"
title = "Low"
[[root_cause]]
id = "capacity"
title = "Capacity"
group = "Runtime"
[[root_cause]]
id = "configuration"
title = "Configuration"
group = "Change"
[[squad]]
id = "payments"
title = "Payments"
aliases = ["money-movement"]
[[squad]]
id = "identity"
title = "Identity"
[[squad]]
id = "branches"
title = "Branches"
retired = true
[[service]]
id = "ledger"
title = "Ledger"
squad = "payments"
[[facet]]
id = "journey"
title = "Journey"
many = true
terms = [{ id = "pay", title = "Pay" }, { id = "sign-in", title = "Sign in" }]
"#;

/// A snapshot of some files on 21 November 2026; a `site.toml` among them is added to [`SITE`].
pub(crate) fn snapshot(files: &[(&str, &str)]) -> Snapshot {
    let mut config = SITE.to_owned();
    let (mut postmortems, mut attachments, mut templates, mut assets) = (vec![], vec![], vec![], vec![]);
    for (path, text) in files {
        let blob = || Blob { path: (*path).to_owned(), bytes: text.as_bytes().into() };
        let source = || Arc::new(Source::new(*path, *text));
        match *path {
            "site.toml" => config.push_str(text),
            path if path.starts_with("templates/") => templates.push(source()),
            path if path.starts_with("static/") => assets.push(blob()),
            path if std::path::Path::new(path).extension().is_some_and(|x| x == "md") => postmortems.push(source()),
            _ => attachments.push(blob()),
        }
    }
    attachments.sort_by(|a, b| a.path.cmp(&b.path));
    let config = Arc::new(Source::new("site.toml", config));
    let as_of = AsOf::Date(jiff::civil::date(2026, 11, 21));
    Snapshot { attachments, templates, assets, ..Snapshot::new(config, postmortems, as_of) }
}

/// A postmortem with TOML front matter: what every one must say, and more.
pub(crate) fn case(title: &str, more: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nseverity = \"high\"\nroot_cause = \"capacity\"\nsquad = \"payments\"\nstarted = 2026-03-04T09:12:00Z\n{more}\n+++\n\n{body}\n"
    )
}
