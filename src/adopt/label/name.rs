//! The names of labels.

/// One of the five times of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::adopt) enum Field {
    Started,
    Detected,
    Acknowledged,
    Mitigated,
    Resolved,
}

impl Field {
    /// All, in the order in which they should come.
    pub(in crate::adopt) const ALL: [Self; 5] =
        [Self::Started, Self::Detected, Self::Acknowledged, Self::Mitigated, Self::Resolved];

    /// Its key in front matter.
    pub(in crate::adopt) const fn key(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        }
    }
}

/// What a label's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::adopt) enum Meaning {
    Time(Field),
    /// The day of the incident, perhaps with a time or a range.
    Day,
    /// How long it lasted, from start to resolution.
    Lasted,
    /// How long until users were no longer affected.
    Hurt,
    Severity,
    Services,
    Published,
}

/// Names as [`normal`] leaves them.
const NAMES: &[(Meaning, &str)] = &[
    (
        Meaning::Time(Field::Started),
        "started; start; start time; started at; start date; time started; began; began at; begin; fault occurs; \
         fault occurred; incident start; incident started; incident start time; incident began; outage start; \
         outage started; outage began; impact start; impact started; impact began; issue started; problem started; \
         time of incident; time of failure; incident time; time of outage; onset; first failure; fault began",
    ),
    (
        Meaning::Time(Field::Detected),
        "detected; detected at; first detected; fault detected; time detected; detection time; time of detection; \
         incident detected; team aware; discovered; discovered at; noticed; first noticed; first reported; reported; \
         reported at; first alert; alerted; alerted at; identified; identified at; time identified",
    ),
    (
        Meaning::Time(Field::Acknowledged),
        "acknowledged; acknowledged at; acked; declared; incident declared; incident declared at; responded; \
         response started; incident opened; engaged",
    ),
    (
        Meaning::Time(Field::Mitigated),
        "mitigated; mitigated at; repaired; repaired at; repaired declared; restored; restored at; service restored; \
         recovered; recovered at; impact end; impact ended; impact mitigated; incident repaired; time mitigated",
    ),
    (
        Meaning::Time(Field::Resolved),
        "resolved; resolved at; resolved when; incident resolved; time resolved; resolution time; end; ended; \
         ended at; end time; end date; incident end; incident ended; incident end time; outage end; outage ended; \
         finished; closed; incident closed; fixed; fixed at; time of resolution; issue resolved",
    ),
    (
        Meaning::Day,
        "date; incident date; date of incident; date of the incident; date of outage; day; when; date and time; \
         date time; occurred; occurred on; occurred at; time; incident date and time",
    ),
    (
        Meaning::Lasted,
        "duration; incident duration; outage duration; total duration; downtime; total downtime; outage length; \
         length; time to resolve; time to resolution; ttr; duration of incident; duration of the incident; \
         duration of outage; how long; length of outage; length of incident",
    ),
    (
        Meaning::Hurt,
        "time to repair; time to mitigate; time to recover; time to recovery; time to restore; impact duration",
    ),
    (
        Meaning::Severity,
        "severity; sev; severity level; incident severity; priority; incident level; incident priority; criticality",
    ),
    (
        Meaning::Services,
        "services; service; affected services; services affected; affected service; affected systems; \
         systems affected; affected components; components affected; components; impacted services; \
         services impacted; affected applications; affected",
    ),
    (Meaning::Published, "published; published on; publication date; date published; post published"),
];

/// What a name means, if it is one that is known.
pub(in crate::adopt) fn meaning(name: &str) -> Option<Meaning> {
    if name.len() > 60 {
        return None;
    }
    let name = normal(name);
    let known = |name: &str| {
        NAMES.iter().find(|(_, names)| names.split("; ").any(|known| known == name)).map(|(meaning, _)| *meaning)
    };
    let bare = || name.rsplit_once(' ').filter(|(_, last)| UNITS.contains(last)).and_then(|(bare, _)| known(bare));
    known(&name).or_else(|| bare().filter(|meaning| *meaning == Meaning::Lasted))
}

/// Units that may stand behind the name of a duration.
const UNITS: &[&str] = &["days", "hours", "hrs", "minutes", "mins", "min", "seconds", "secs"];

/// The unit that a name ends with.
pub(in crate::adopt) fn unit(name: &str) -> Option<&'static str> {
    let name = normal(name);
    let last = name.rsplit(' ').next()?;
    UNITS.iter().copied().find(|unit| *unit == last)
}

/// Small letters with single blanks: `**resolved_at (UTC)**` and `resolvedAt` are `resolved at`.
fn normal(name: &str) -> String {
    let name = name.split('(').next().unwrap_or(name);
    let mut words = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if c.is_uppercase() && small {
            words.push(' ');
        }
        small = c.is_lowercase();
        if c.is_alphanumeric() { words.extend(c.to_lowercase()) } else { words.push(' ') }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_normal_and_stands_once() {
        let names: Vec<&str> = NAMES.iter().flat_map(|(_, names)| names.split("; ")).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for name in names {
            assert_eq!(normal(name), name);
        }
    }

    #[test]
    fn names_are_known_however_they_are_written() {
        for name in ["Resolved at", "resolved_at", "resolvedAt", "**Resolved at (UTC)**", "resolvedWhen"] {
            assert_eq!(meaning(name), Some(Meaning::Time(Field::Resolved)), "{name}");
        }
        for name in ["duration_minutes", "durationMinutes", "Duration (minutes)", "Downtime hours"] {
            assert_eq!(meaning(name), Some(Meaning::Lasted), "{name}");
        }
        assert_eq!(meaning("Started minutes"), None);
        assert_eq!(
            (unit("duration_minutes"), unit("minutes"), unit("Duration")),
            (Some("minutes"), Some("minutes"), None)
        );
        assert_eq!(meaning("Resolved by hand"), None);
        assert_eq!(meaning(&"x".repeat(1000)), None);
    }
}
