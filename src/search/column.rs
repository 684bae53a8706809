//! What results are filtered and sorted by: a value for every document.
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::bytes::{put, put_len};
use super::facet::{Facet, facets};
use crate::config::Config;
use crate::corpus::Corpus;
use crate::postmortem::Postmortem;

/// The values of all documents.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) facets: Vec<Facet>,
    /// The day each began, in days since 1970.
    pub(super) days: Vec<u32>,
    /// How long each took, in whole minutes.
    pub(super) minutes: Vec<Option<u32>>,
}

impl Columns {
    pub(super) fn of(corpus: &Corpus, config: &Config) -> Self {
        Self {
            facets: facets(corpus, config),
            days: corpus.all().iter().map(|case| day(case, &config.timezone)).collect(),
            minutes: corpus.all().iter().map(|case| minutes(case)).collect(),
        }
    }
}

/// The shard of the facets with one term each, and of the days.
pub(super) fn single(facets: &[Facet], days: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    for facet in facets.iter().filter(|facet| !facet.many) {
        let wide = facet.terms.len() > 255;
        for terms in &facet.of_document {
            let number = terms.first().copied().unwrap_or(facet.terms.len());
            let bytes = u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
            out.extend_from_slice(if wide { &bytes } else { &bytes[..1] });
        }
    }
    let mut before = 0;
    for day in days {
        put(&mut out, day.saturating_sub(before));
        before = *day;
    }
    out
}

/// The shard of a facet with any number of terms each.
pub(super) fn many(facet: &Facet) -> Vec<u8> {
    let mut out = Vec::new();
    for terms in &facet.of_document {
        put_len(&mut out, terms.len());
        for term in terms {
            put_len(&mut out, *term);
        }
    }
    out
}

/// The shard of the durations.
pub(super) fn durations(minutes: &[Option<u32>]) -> Vec<u8> {
    let mut out = Vec::new();
    for minutes in minutes {
        put(&mut out, minutes.map_or(0, |minutes| minutes.saturating_add(1)));
    }
    out
}

/// The day that a case began, in days since 1970; earlier ones count as its first.
fn day(case: &Postmortem, zone: &TimeZone) -> u32 {
    days_since_1970(case.started().to_zoned(zone.clone()).date())
}

/// A day as a number; those before 1970 are 0.
pub(super) fn days_since_1970(day: Date) -> u32 {
    u32::try_from(day.duration_since(date(1970, 1, 1)).as_hours() / 24).unwrap_or(0)
}

/// How long a case took, in whole minutes.
fn minutes(case: &Postmortem) -> Option<u32> {
    let duration = case.times.since_start(case.times.resolved.as_ref())?;
    Some(u32::try_from(duration.as_secs() / 60).unwrap_or(u32::MAX))
}
