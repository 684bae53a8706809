use super::{Stamp, stamp, stamp_at_end};
use crate::document::body::ClockZone;
use crate::document::body::facts::day::Day;

/// A moment in one line: day, time, zone, end of a range, words.
fn told(line: &str) -> String {
    let Some(Stamp { day, time, zone, until, rest, .. }) = stamp(line) else { return "none".into() };
    let day = match day {
        Some(Day::Full(date)) => format!("{date} "),
        Some(Day::InYear(month, day)) => format!("{month}/{day} "),
        Some(Day::Unclear) => "? ".into(),
        None => String::new(),
    };
    let time = time.map_or(String::new(), |time| format!("{time} "));
    let zone = match zone {
        Some(ClockZone::Offset(seconds)) => format!("{:+} ", seconds / 3600),
        Some(ClockZone::Site) => "local ".into(),
        None => String::new(),
    };
    let until = until.map_or(String::new(), |(from, to)| format!("to {} ", &line[from..to]));
    format!("{day}{time}{zone}{until}| {}", &line[rest..])
}

#[test]
fn lines_begin_with_times_in_many_ways() {
    for (line, expected) in [
        ("09:14 text", "09:14:00 | text"),
        ("09:14 UTC - text", "09:14:00 +0 | text"),
        ("2020-03-01 09:14: text", "2020-03-01 09:14:00 | text"),
        ("9:02a", "09:02:00 | "),
        ("12:29p x", "12:29:00 | x"),
        ("9:14 PM x", "21:14:00 | x"),
        ("4PM PST, x", "16:00:00 -8 | x"),
        ("10:00 a user saw it", "10:00:00 | a user saw it"),
        ("12:12 AM", "00:12:00 | "),
        ("14:07 PM - x", "14:07:00 | x"),
        ("[08:47] x", "08:47:00 | x"),
        ("[12-05 16:21] x", "? 16:21:00 | x"),
        ("~13:30-13:45", "13:30:00 to 13:45 | "),
        ("8:20 - 8:24", "08:20:00 to 8:24 | "),
        ("1:00–2:30 pm x", "13:00:00 to 2:30 pm | x"),
        ("11:30-12:15pm x", "11:30:00 to 12:15pm | x"),
        ("2022-01-20 Between 02:00 and 02.30 PM", "2022-01-20 14:00:00 to 02.30 PM | "),
        ("{{ 12:33 }}", "12:33:00 | "),
        ("2018-06-11 ca. 14:30", "2018-06-11 14:30:00 | "),
        ("Wed, Sep 18, 2019 at 13:54 UTC - Bug", "2019-09-18 13:54:00 +0 | Bug"),
        ("Mon, Sep 23, 2019 - Advisory", "2019-09-23 | Advisory"),
        ("March 22, around 19:30", "3/22 19:30:00 | "),
        ("May 1 2019, 3:18 PM", "2019-05-01 15:18:00 | "),
        ("19. April, 10:15", "4/19 10:15:00 | "),
        ("2021-03-04T10:15:30.123Z x", "2021-03-04 10:15:30 +0 | x"),
        ("2021-03-04T10:15-07:00 x", "2021-03-04 10:15:00 -7 | x"),
        ("10:15+02:00 x", "10:15:00 +2 | x"),
        ("10:15 (UTC+1): x", "10:15:00 +1 | x"),
        ("2023-09-18 15.26 Compared", "2023-09-18 15:26:00 | Compared"),
        ("17h30 UTC x", "17:30:00 +0 | x"),
        ("14:13 on 4 March 2021: x", "2021-03-04 14:13:00 | x"),
        ("On 2021-03-04:", "2021-03-04 | "),
        ("03/04/2021 10:00 x", "? 10:00:00 | x"),
        ("16:37 Denver - x", "16:37:00 | Denver - x"),
        ("2024-03-05 Data8 outage", "2024-03-05 | Data8 outage"),
        ("10:04 — Résumé", "10:04:00 | Résumé"),
    ] {
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn other_numbers_are_no_times() {
    for line in [
        "",
        "???",
        "10 hosts",
        "1.34 released",
        "25:00 x",
        "10:60 x",
        "10:5",
        "10:30x",
        "10:15:99 x",
        "1:2:3",
        "v10:30",
        "100:30",
        "15.26 Compared",
        "May 3 hosts failed",
        "3 am",
        "10:30%",
        "192.168.10.11 down",
        "5 minutes",
        "🕐 later",
    ] {
        let expected = if line == "3 am" { "03:00:00 | " } else { "none" };
        assert_eq!(told(line), expected, "{line}");
    }
}

#[test]
fn a_line_may_end_with_its_moment() {
    let at = |line| stamp_at_end(line).map(|(_, at)| at);
    assert_eq!(at("Resolved 2020-02-18 14:59"), Some(9));
    assert_eq!(at("First detected: 2022-03-10 11.50 (UTC)"), Some(16));
    assert_eq!(at("Between 2020-02-18 14:22 and 2020-02-18 14:26"), Some(29));
    assert_eq!(at("Resolved 2020-02-18"), None);
    assert_eq!(at("On 2020-02-18 14:59 it ended"), None);
}
