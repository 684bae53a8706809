//! `casebook digest`.
use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{Ended, Global, Terminal};
use crate::digest::{self, digest};
use crate::site::Site;
use crate::time::Month;

/// Print one month's review, to be read, posted or mailed
///
/// Says what the month's page says, in the same words: whether the month was unusual, what happened, what came back,
/// what was promised, what changed, and what to ask. With `base_url` in site.toml, or --base-url, cases are links.
#[derive(Debug, Args)]
pub(super) struct Digest {
    /// The month, as 2026-03 [default: the newest that is over]
    #[arg(value_name = "YYYY-MM", value_parser = super::month)]
    month: Option<Month>,
    /// What it is written in
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Where the site is published, instead of what site.toml says
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Plain text of 80 columns
    Text,
    /// For chats and issues
    Markdown,
    /// For mail: one document that asks for nothing else, its chart included
    Html,
}

impl Digest {
    pub(super) fn run(&self, global: &Global, terminal: &Terminal) -> anyhow::Result<Ended> {
        let site = global.site(self.base_url.as_deref(), terminal)?;
        terminal.result(&digest(&site, self.month(&site)?, self.format.into()));
        Ok(Ended::Done)
    }

    fn month(&self, site: &Site) -> anyhow::Result<Month> {
        let (now, first) = (Month::of(site.as_of), site.scope().first());
        match (self.month, first) {
            (Some(asked), _) if asked > now => {
                bail!("{} has not begun: it is {}", asked.words(), site.as_of.strftime("%-d %b %Y"))
            }
            (Some(asked), Some(first)) if asked < first => {
                bail!("there is nothing of {}: the first postmortem is of {}", asked.words(), first.words())
            }
            (Some(asked), _) => Ok(asked),
            // A history that begins this month has no month that is over.
            (None, first) => Ok(now.plus(-1).max(first.unwrap_or_else(|| now.plus(-1)))),
        }
    }
}

impl From<Format> for digest::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Markdown => Self::Markdown,
            Format::Html => Self::Html,
        }
    }
}
