//! `casebook new`.
mod similar;

use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use jiff::Zoned;
use jiff::civil::DateTime;

use super::editor::Editor;
use super::{Ended, Global, Terminal, failing};
use crate::build::{self, Readings};
use crate::config::{Config, Facet, FacetKind, Syntax, Term};
use crate::diagnostic::{Diagnostics, did_you_mean, human};
use crate::disk::{self, ReadOptions};
use crate::draft::{self, Draft, Words};
use crate::postmortem::{DETECTIONS, KINDS, id_of};
use crate::search::Index;
use crate::snapshot::{AsOf, Snapshot};

/// Start a postmortem
///
/// Writes a file with the sections, the site's own terms beside each key, and today's date; names earlier cases that may
/// be related, by the words of the title. Never overwrites a file.
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
    #[command(flatten)]
    more: More,
    /// The file's name without `.md` [default: made from the title]
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// What the front matter is written in [default: what site.toml says]
    #[arg(long, value_name = "SYNTAX")]
    front_matter: Option<Written>,
    /// Open the file in `$VISUAL` or `$EDITOR`
    #[arg(long)]
    edit: bool,
}

/// What is not always known at the beginning.
#[derive(Debug, Args)]
struct More {
    /// When it was noticed
    #[arg(long, value_name = "TIME")]
    detected: Option<DateTime>,
    /// When somebody took it
    #[arg(long, value_name = "TIME")]
    acknowledged: Option<DateTime>,
    /// When users were no longer affected
    #[arg(long, value_name = "TIME")]
    mitigated: Option<DateTime>,
    /// When the cause was gone
    #[arg(long, value_name = "TIME")]
    resolved: Option<DateTime>,
    /// What failed, by the site's terms; may be given several times
    #[arg(long, value_name = "TERM")]
    service: Vec<String>,
    /// Another squad that took part; may be given several times
    #[arg(long, value_name = "TERM")]
    involved: Vec<String>,
    /// What set it off, by the words of root causes; may be given several times
    #[arg(long, value_name = "TERM")]
    trigger: Vec<String>,
    /// A term of a facet of the site's own, such as journey=pay; may be given several times
    #[arg(long, value_name = "FACET=TERM", value_parser = pair)]
    facet: Vec<(String, String)>,
    /// What sort of event it was
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(KINDS.iter().map(|(word, _)| *word)))]
    kind: Option<String>,
    /// How it was noticed
    #[arg(long, value_name = "HOW", value_parser = PossibleValuesParser::new(DETECTIONS.iter().map(|(word, _)| *word)))]
    detection: Option<String>,
    /// A ticket's id or address; may be given several times
    #[arg(long, value_name = "TICKET")]
    ticket: Vec<String>,
    /// A word to find it by; may be given several times
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
}

/// `FACET=TERM`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (key, term) = text.split_once('=').ok_or("write it as FACET=TERM")?;
    Ok((key.trim().to_owned(), term.trim().to_owned()))
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
        let editor = if self.edit { Some(Editor::chosen()?) } else { None };
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
        self.name_similar(snapshot, terminal);
        if let Some(editor) = editor {
            editor.open(&root.join(&path))?;
        }
        terminal.note("Fill it in, and run `casebook check --drafts`; without --drafts a draft is left out.");
        Ok(Ended::Done)
    }

    /// Names cases that may belong into `related` or `repeat_of`; whoever writes decides.
    fn name_similar(&self, snapshot: Snapshot, terminal: &Terminal) {
        let Some(site) = build::build(snapshot, &mut Readings::default()).site else { return };
        let found = similar::similar(&self.title, &Index::new(&site.corpus, &site.config));
        if !found.is_empty() {
            terminal.note("Perhaps `repeat_of` or `related`:");
        }
        for case in found.into_iter().map(|nth| site.case(nth)) {
            let day = case.started().to_zoned(site.config.timezone.clone()).date();
            terminal.note(&format!("  {} ({day}): {}", case.id, case.title.value));
        }
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
                terms.push((kind, term(config.taxonomy.facet(kind), id)?));
            }
        }
        let syntax = self.front_matter.map_or(config.front_matter, Written::syntax);
        let started = self.started(config, as_of)?;
        let (times, more) = (self.more.times(config)?, self.more.keys(config)?);
        Ok(Draft { title: &self.title, started, terms, times, more, syntax })
    }

    fn started(&self, config: &Config, as_of: AsOf) -> anyhow::Result<Zoned> {
        let local = match (self.started, as_of) {
            (Some(given), _) => given,
            (None, AsOf::Date(date)) => date.at(0, 0, 0, 0),
            (None, AsOf::Instant(now)) => now.to_zoned(config.timezone.clone()).datetime(),
        };
        zoned(local, config)
    }
}

impl More {
    fn times(&self, config: &Config) -> anyhow::Result<Vec<(&'static str, Zoned)>> {
        let times = [
            ("detected", self.detected),
            ("acknowledged", self.acknowledged),
            ("mitigated", self.mitigated),
            ("resolved", self.resolved),
        ];
        let there = times.into_iter().filter_map(|(key, time)| Some((key, time?)));
        there.map(|(key, time)| Ok((key, zoned(time, config)?))).collect()
    }

    fn keys(&self, config: &Config) -> anyhow::Result<Vec<(String, Words)>> {
        let mut keys: Vec<(String, Words)> = Vec::new();
        let lists = [
            ("services", FacetKind::Service, &self.service),
            ("involved", FacetKind::Squad, &self.involved),
            ("trigger", FacetKind::RootCause, &self.trigger),
        ];
        for (key, kind, given) in lists.into_iter().filter(|(_, _, given)| !given.is_empty()) {
            let ids = given.iter().map(|id| term(config.taxonomy.facet(kind), id));
            keys.push((key.to_owned(), Words::List(ids.collect::<anyhow::Result<_>>()?)));
        }
        keys.extend(self.own(config)?);
        let words = [("kind", &self.kind), ("detection", &self.detection)];
        keys.extend(words.into_iter().filter_map(|(key, word)| Some((key.to_owned(), Words::One(word.clone()?)))));
        let lists = [("tickets", &self.ticket), ("tags", &self.tag)].into_iter().filter(|(_, list)| !list.is_empty());
        keys.extend(lists.map(|(key, list)| (key.to_owned(), Words::List(list.clone()))));
        Ok(keys)
    }

    /// Terms of the site's own facets, facet by facet.
    fn own(&self, config: &Config) -> anyhow::Result<Vec<(String, Words)>> {
        let own = || config.taxonomy.facets.iter().filter(|facet| facet.kind == FacetKind::Custom);
        if let Some((key, _)) = self.facet.iter().find(|(key, _)| !own().any(|facet| facet.key == *key)) {
            let known: Vec<_> = own().map(|facet| facet.key.as_str()).collect();
            bail!("site.toml has no facet `{key}` of its own; there are: {}", known.join(", "));
        }
        let mut keys = Vec::new();
        for facet in own() {
            let given = self.facet.iter().filter(|(key, _)| *key == facet.key);
            let ids: Vec<String> = given.map(|(_, id)| term(facet, id)).collect::<anyhow::Result<_>>()?;
            match ids.as_slice() {
                [] => {}
                [one] if !facet.many => keys.push((facet.key.clone(), Words::One(one.clone()))),
                [_, _, ..] if !facet.many => bail!("`{}` takes one term, not {}", facet.key, ids.len()),
                _ => keys.push((facet.key.clone(), Words::List(ids))),
            }
        }
        Ok(keys)
    }
}

/// A time of the site's zone, to the minute.
fn zoned(local: DateTime, config: &Config) -> anyhow::Result<Zoned> {
    let minute = local.with().second(0).subsec_nanosecond(0).build().context("that time is not in the calendar")?;
    minute.to_zoned(config.timezone.clone()).context("that time is not in the calendar")
}

/// The id of a term, given by its id or an alias, that a new postmortem may have.
fn term(facet: &Facet, id: &str) -> anyhow::Result<String> {
    let term = known(facet, id)?;
    if term.retired {
        bail!("{} `{id}` is retired: only old postmortems keep it", facet.title.to_lowercase());
    }
    Ok(term.id.clone())
}

/// A term, given by its id or an alias.
pub(super) fn known<'a>(facet: &'a Facet, id: &str) -> anyhow::Result<&'a Term> {
    if let Some(term) = facet.find(id) {
        return Ok(term);
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
