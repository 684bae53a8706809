//! `casebook new`.
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use jiff::Zoned;
use jiff::civil::DateTime;

use super::{Ended, Global, Terminal, failing};
use crate::config::{Config, FacetKind, Syntax};
use crate::diagnostic::{Diagnostics, did_you_mean, human};
use crate::disk::{self, ReadOptions};
use crate::draft::{self, Draft};
use crate::postmortem::id_of;
use crate::snapshot::{AsOf, Snapshot};

/// Start a postmortem
///
/// Writes a file with the sections, the site's own terms beside each key, and today's date. Never overwrites
/// one.
#[derive(Debug, Args)]
pub(super) struct New {
    /// What happened, in one line: "Card payments declined for an hour"
    title: String,
    /// How bad it was, by the site's terms
    #[arg(long, value_name = "TERM")]
    severity: Option<String>,
    /// Why it happened, by the site's terms
    #[arg(long, value_name = "TERM")]
    root_cause: Option<String>,
    /// Who owns what failed, by the site's terms
    #[arg(long, value_name = "TERM")]
    squad: Option<String>,
    /// When users were first affected, in the site's zone: 2026-03-04T09:12 [default: now]
    #[arg(long, value_name = "TIME")]
    started: Option<DateTime>,
    /// The file's name without `.md` [default: made from the title]
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// What the front matter is written in [default: what site.toml says]
    #[arg(long, value_name = "SYNTAX")]
    front_matter: Option<Written>,
}

/// A syntax of front matter, as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Written {
    /// TOML between `+++`
    Toml,
    /// YAML between `---`
    Yaml,
}

impl Written {
    pub(super) const fn syntax(self) -> Syntax {
        match self {
            Self::Toml => Syntax::Toml,
            Self::Yaml => Syntax::Yaml,
        }
    }
}

impl New {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let root = global.root()?;
        let options = ReadOptions { config: global.config.clone(), git: false, ..ReadOptions::new(global.as_of()?) };
        let snapshot = disk::read(&root, &options)?;
        let mut sink = Diagnostics::default();
        let config = Config::read(&snapshot.config, &mut sink);
        let findings = sink.into_sorted();
        terminal.findings(&human::render(&findings, terminal.style()));
        let Some(config) = config.filter(|_| !failing(&findings)) else { return Ok(Ended::Findings) };

        let draft = self.draft(&config, snapshot.as_of)?;
        let id = self.id()?;
        let path = format!("postmortems/{:04}/{id}.md", draft.started.year());
        free(&id, &snapshot)?;
        disk::create_new(&root.join(&path), draft::write(&draft, &config).as_bytes())?;
        terminal.result(&format!("{path}\n"));
        terminal.note("Fill it in, and run `casebook check --drafts`; without --drafts a draft is left out.");
        Ok(Ended::Done)
    }

    fn id(&self) -> anyhow::Result<String> {
        let Some(id) = &self.id else { return Ok(draft::slug(&self.title)) };
        let plain = id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
        if !plain || id.starts_with(['_', '.']) || id.is_empty() {
            bail!("`{id}` is not a name for a postmortem: letters, digits and hyphens, not beginning with `_` or `.`");
        }
        Ok(id.clone())
    }

    fn draft(&self, config: &Config, as_of: AsOf) -> anyhow::Result<Draft<'_>> {
        let given = [
            (FacetKind::Severity, &self.severity),
            (FacetKind::RootCause, &self.root_cause),
            (FacetKind::Squad, &self.squad),
        ];
        let mut terms = Vec::new();
        for (kind, id) in given {
            if let Some(id) = id {
                terms.push((kind, term(config, kind, id)?));
            }
        }
        let syntax = self.front_matter.map_or(config.front_matter, Written::syntax);
        Ok(Draft { title: &self.title, started: self.started(config, as_of)?, terms, syntax })
    }

    fn started(&self, config: &Config, as_of: AsOf) -> anyhow::Result<Zoned> {
        let zone = config.timezone.clone();
        let local = match (self.started, as_of) {
            (Some(given), _) => given,
            (None, AsOf::Date(date)) => date.at(0, 0, 0, 0),
            (None, AsOf::Instant(now)) => now.to_zoned(zone.clone()).datetime(),
        };
        let minute = local.with().second(0).subsec_nanosecond(0).build().context("that time is not in the calendar")?;
        minute.to_zoned(zone).context("that time is not in the calendar")
    }
}

/// The id of a term, given by its id or an alias.
pub(super) fn term(config: &Config, kind: FacetKind, id: &str) -> anyhow::Result<String> {
    let facet = config.taxonomy.facet(kind);
    if let Some(term) = facet.find(id) {
        return Ok(term.id.clone());
    }
    let ids = || facet.terms.iter().map(|term| term.id.as_str());
    match did_you_mean(id, ids()) {
        Some(near) => bail!("site.toml has no {} `{id}`; did you mean `{near}`?", facet.title.to_lowercase()),
        None => bail!(
            "site.toml has no {} `{id}`; one of: {}",
            facet.title.to_lowercase(),
            ids().collect::<Vec<_>>().join(", ")
        ),
    }
}

/// An id is an address: no other file may have it, in whatever folder.
fn free(id: &str, snapshot: &Snapshot) -> anyhow::Result<()> {
    let taken = |source: &&Arc<crate::source::Source>| {
        crate::corpus::fold_id(id_of(&source.path)) == crate::corpus::fold_id(id)
    };
    match snapshot.postmortems.iter().find(taken) {
        Some(other) => bail!("{} has that name already; choose another with --id", other.path),
        None => Ok(()),
    }
}
