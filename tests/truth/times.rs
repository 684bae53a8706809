//! The times of a case: which day, which minute, how far apart.
use crate::program::Claims;
use crate::record::{Claim, Record, When};
use crate::score::Tally;

/// Stated durations that two times of the case bear out.
pub(crate) fn durations(record: &Record, claims: &Claims) -> Tally {
    let timed: Vec<&Claim> = claims.times.values().filter(|time| time.timed).collect();
    let apart =
        |minutes: i64| timed.iter().any(|a| timed.iter().any(|b| b.at.duration_since(a.at).as_secs() == minutes * 60));
    let (right, missed): (Vec<i64>, Vec<i64>) = record.durations.iter().partition(|minutes| apart(**minutes));
    Tally { right: right.len(), wrong: vec![], missed: missed.iter().map(|minutes| format!("{minutes} min")).collect() }
}

/// Only the day. Every case has one, so that none is known is no reason to be silent: it `may` be the report's own.
pub(crate) fn started_day(record: &Record, claims: &Claims) -> Tally {
    let (told, may) = record.time("started");
    let claim = claims.times.get("started");
    let days = claim.map(|claim| claim.days(&record.zones())).unwrap_or_default();
    let said = |when: &When| days.contains(&when.day());
    let allowed = may.iter().any(said);
    if told.as_ref().is_some_and(|told| said(told) || allowed) {
        return Tally::right();
    }
    let wrong = claim.filter(|_| !allowed).map(Claim::label);
    let missed = told.map(|when| when.day().to_string());
    Tally { right: 0, wrong: wrong.into_iter().collect(), missed: missed.into_iter().collect() }
}

/// Only the minute; the day alone claims none.
pub(crate) fn started(record: &Record, claims: &Claims) -> Tally {
    let (told, may) = record.time("started");
    let minute = |when: &When| matches!(when, When::Minute(..));
    let claim = claims.times.get("started").filter(|claim| {
        claim.timed || told.as_ref().is_some_and(|when| minute(when) && when.is(claim, &record.zones()))
    });
    judge(told.as_ref().filter(|when| minute(when)), &may, claim, record)
}

pub(crate) fn time(record: &Record, name: &str, claim: Option<&Claim>) -> Tally {
    let (told, may) = record.time(name);
    judge(told.as_ref(), &may, claim, record)
}

fn judge(told: Option<&When>, may: &[When], claim: Option<&Claim>, record: &Record) -> Tally {
    let zones = record.zones();
    let is = |when: &When| claim.is_some_and(|claim| when.is(claim, &zones));
    let allowed = may.iter().any(is);
    if told.is_some_and(|told| is(told) || allowed) {
        return Tally::right();
    }
    let only_day = |claim: &Claim| !claim.timed && told.is_some_and(|told| claim.days(&zones).contains(&told.day()));
    let wrong = claim.filter(|claim| !allowed && !only_day(claim)).map(Claim::label);
    Tally { right: 0, wrong: wrong.into_iter().collect(), missed: told.into_iter().map(label).collect() }
}

pub(crate) fn label(when: &When) -> String {
    match when {
        When::Day(date) => date.to_string(),
        When::Minute(_, instants) => instants[0].strftime("%F %H:%MZ").to_string(),
    }
}
