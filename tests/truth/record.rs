//! The hand-made records, and what is comparable of a case.
use std::collections::BTreeMap;

use casebook::time::Moment;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde::Deserialize;

/// The records of one corpus.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Records {
    zone: String,
    #[serde(rename = "file")]
    pub(crate) files: Vec<Record>,
}

/// What a person finds in one report; `README.md` beside this file explains the keys.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Record {
    pub(crate) path: String,
    pub(crate) case: bool,
    pub(crate) reason: String,
    note: String,
    zone: Option<String>,
    zone_may: Option<String>,
    pub(crate) title: Vec<String>,
    pub(crate) severity: Option<String>,
    pub(crate) services: Vec<String>,
    pub(crate) kind: Vec<String>,
    pub(crate) started: Option<String>,
    started_may: Vec<String>,
    detected: Option<String>,
    detected_may: Vec<String>,
    acknowledged: Option<String>,
    acknowledged_may: Vec<String>,
    mitigated: Option<String>,
    mitigated_may: Vec<String>,
    resolved: Option<String>,
    resolved_may: Vec<String>,
    published: Option<String>,
    published_may: Vec<String>,
    pub(crate) sections: Vec<String>,
    pub(crate) sections_may: Vec<String>,
    timeline: Vec<String>,
    timeline_may: Vec<String>,
    pub(crate) actions: Vec<String>,
    pub(crate) done: Vec<String>,
    pub(crate) lessons: BTreeMap<String, usize>,
    pub(crate) lessons_may: BTreeMap<String, usize>,
    pub(crate) durations: Vec<i64>,
}

/// A time as a person tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum When {
    Day(Date),
    /// The day, and the instants that the clock time names in the zones it may be meant in.
    Minute(Date, Vec<Timestamp>),
}

/// A time as the program tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) at: Timestamp,
    /// Whether it is a time of day, not only a day.
    pub(crate) timed: bool,
    /// The site's zone.
    pub(crate) site: TimeZone,
}

impl Records {
    /// Reads the records of a corpus; each has its zone afterwards.
    pub(crate) fn parse(text: &str) -> Self {
        let mut records: Self = toml::from_str(text).expect("valid records");
        for record in &mut records.files {
            record.zone.get_or_insert_with(|| records.zone.clone());
        }
        records
    }
}

impl Record {
    /// The zones its times may be meant in, the likelier first.
    pub(crate) fn zones(&self) -> Vec<TimeZone> {
        [&self.zone, &self.zone_may].into_iter().flatten().map(|name| zone(name)).collect()
    }

    /// What is known of one of its times, and what may be said of it.
    pub(crate) fn time(&self, name: &str) -> (Option<When>, Vec<When>) {
        let (told, may) = match name {
            "started" => (&self.started, &self.started_may),
            "detected" => (&self.detected, &self.detected_may),
            "acknowledged" => (&self.acknowledged, &self.acknowledged_may),
            "mitigated" => (&self.mitigated, &self.mitigated_may),
            "resolved" => (&self.resolved, &self.resolved_may),
            "published" => (&self.published, &self.published_may),
            other => panic!("no time is called {other}"),
        };
        (told.as_deref().map(|text| self.when(text)), self.whens(may))
    }

    /// The entries of its timeline, and what may be one.
    pub(crate) fn timeline(&self) -> (Vec<When>, Vec<When>) {
        (self.whens(&self.timeline), self.whens(&self.timeline_may))
    }

    fn whens(&self, texts: &[String]) -> Vec<When> {
        texts.iter().map(|text| self.when(text)).collect()
    }

    fn when(&self, text: &str) -> When {
        let Ok(time) = text.parse::<DateTime>() else { panic!("{}: {text} is no time", self.path) };
        if !text.contains('T') {
            return When::Day(time.date());
        }
        let at = |zone: TimeZone| zone.to_timestamp(time).expect("a time of our centuries");
        When::Minute(time.date(), self.zones().into_iter().map(at).collect())
    }
}

/// An offset or a name of the time zone database.
fn zone(name: &str) -> TimeZone {
    DateTimeParser::new().parse_time_zone(name).expect("a time zone")
}

impl When {
    pub(crate) const fn day(&self) -> Date {
        match self {
            Self::Day(date) | Self::Minute(date, _) => *date,
        }
    }

    /// Whether the program says the same, to the minute where this does.
    pub(crate) fn is(&self, claim: &Claim, zones: &[TimeZone]) -> bool {
        match self {
            Self::Day(date) => !claim.timed && claim.days(zones).contains(date),
            Self::Minute(_, instants) => instants.contains(&minute(claim.at)),
        }
    }
}

impl Claim {
    /// A time of the front matter, or only a day.
    pub(crate) fn named(moment: &Moment, site: &TimeZone) -> Self {
        Self { at: moment.at, timed: moment.timed, site: site.clone() }
    }

    /// The day; one that is not timed begins at midnight in its own zone, which is the report's or the site's.
    pub(crate) fn days(&self, zones: &[TimeZone]) -> Vec<Date> {
        let local = |zone: &TimeZone| self.at.to_zoned(zone.clone());
        let all = zones.iter().chain((!self.timed).then_some(&self.site)).map(local);
        let meant = all.filter(|local| self.timed || local.time() == Time::midnight());
        meant.map(|local| local.date()).collect()
    }

    pub(crate) fn label(&self) -> String {
        let local = self.at.to_zoned(self.site.clone());
        if self.timed { local.strftime("%F %H:%M%:z").to_string() } else { local.date().to_string() }
    }
}

fn minute(at: Timestamp) -> Timestamp {
    at.round(TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Floor)).expect("a time of our centuries")
}
