//! Candidates for the monthly assessment of recurring incidents.
use serde::Serialize;

use crate::chart::number::percent;
use crate::page::part::here::{Here, Link};
use crate::page::part::words::{Stamp, number};
use crate::time::duration_words;
use crate::trend::{Bounds, CLIENTS, CLIENTS_PERCENT, Group, RECURRING_MONTHS, Reached, Review};

#[derive(Serialize)]
pub(crate) struct Recurring {
    pub(crate) groups: Vec<Candidate>,
    /// Those after the first few; folded away, so that a month prints on few pages.
    pub(crate) rest: Vec<Candidate>,
    /// What makes a candidate, and by which rules.
    pub(crate) note: String,
}

/// Groups, and incidents of one, that stand open.
const OPEN: (usize, usize) = (4, 3);

#[derive(Serialize)]
pub(crate) struct Candidate {
    pub(crate) cause: String,
    /// The newest of its incidents, by start.
    pub(crate) cases: Vec<Member>,
    /// Those before them; folded away likewise.
    pub(crate) earlier: Vec<Member>,
    /// Each threshold, whether it is exceeded, and by what is known.
    pub(crate) thresholds: Vec<Threshold>,
}

#[derive(Serialize)]
pub(crate) struct Member {
    pub(crate) case: Link,
    pub(crate) when: Stamp,
}

#[derive(Serialize)]
pub(crate) struct Threshold {
    pub(crate) name: &'static str,
    pub(crate) reached: &'static str,
    pub(crate) words: String,
}

pub(super) fn of(here: &Here<'_>, review: &Review) -> Recurring {
    // What exceeds a threshold is the first to assess.
    let exceeds = |group: &&Group| {
        [group.clients_reached(), group.duration_reached(), group.downtime_reached()].contains(&Reached::Yes)
    };
    let (exceeding, others): (Vec<_>, Vec<_>) = review.groups.iter().partition(exceeds);
    let mut groups: Vec<Candidate> = exceeding.into_iter().chain(others).map(|group| candidate(here, group)).collect();
    let rest = groups.split_off(groups.len().min(OPEN.0));
    Recurring { groups, rest, note: note() }
}

fn note() -> String {
    format!(
        "Groups of two or more within {RECURRING_MONTHS} months with the same apparent cause, for the monthly assessment \
         of Art. 8(2) of Delegated Regulation (EU) 2024/1772, with what the postmortems say of the thresholds of Art. 9: \
         more than {} of clients or {}, longer than 24 hours, services down for more than 2 hours. \
         Candidates for assessment, not legal advice.",
        percent(CLIENTS_PERCENT),
        number(whole(CLIENTS))
    )
}

fn candidate(here: &Here<'_>, group: &Group) -> Candidate {
    let member = |nth: &usize| {
        let case = here.site.case(*nth);
        Member { case: here.case(case), when: Stamp::day_of(case.started(), &here.site.config.timezone) }
    };
    let cause = group.cases.first().map(|nth| here.site.case(*nth).root_cause.value.title.clone());
    let mut earlier: Vec<Member> = group.cases.iter().map(member).collect();
    let cases = earlier.split_off(earlier.len().saturating_sub(OPEN.1));
    Candidate {
        cause: cause.unwrap_or_default(),
        cases,
        earlier,
        thresholds: vec![
            Threshold {
                name: "Clients",
                reached: reached(group.clients_reached()),
                words: between(&group.percent, |value| percent(libm::round(value))),
            },
            Threshold {
                name: "Duration",
                reached: reached(group.duration_reached()),
                words: between(&group.duration, minutes),
            },
            Threshold {
                name: "Downtime",
                reached: reached(group.downtime_reached()),
                words: between(&group.downtime, minutes),
            },
        ],
    }
}

const fn reached(of: Reached) -> &'static str {
    match of {
        Reached::Yes => "exceeded",
        Reached::Perhaps => "perhaps exceeded",
        Reached::No => "not exceeded",
        Reached::Unknown => "not known",
    }
}

/// `between 12 % and 20 %, known for 2 of 3`.
fn between(of: &Bounds, said: impl Fn(f64) -> String) -> String {
    if of.known == 0 {
        return format!("not known for any of {}", of.of);
    }
    let (least, most) = (said(of.least), said(of.most));
    let value = if least == most { least } else { format!("{least} to {most}") };
    if of.known == of.of { value } else { format!("{value}, known for {} of {}", of.known, of.of) }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
fn minutes(minutes: f64) -> String {
    duration_words(jiff::SignedDuration::from_secs(libm::round(minutes * 60.0) as i64))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of a float saturates")]
fn whole(value: f64) -> u64 {
    libm::round(value) as u64
}
