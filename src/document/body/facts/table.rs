//! What the columns of a table hold, told by their titles.
use crate::document::body::blocks::Words;

/// Which column holds what.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) time: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) action: Option<usize>,
    pub(super) owner: Option<usize>,
    pub(super) due: Option<usize>,
    pub(super) closed: Option<usize>,
    pub(super) state: Option<usize>,
    pub(super) kind: Option<usize>,
    pub(super) ticket: Option<usize>,
}

impl Columns {
    /// The columns under a table's head.
    pub(super) fn of(head: &[Words]) -> Self {
        let titles: Vec<String> = head.iter().map(|cell| normal(&cell.text)).collect();
        let find =
            |names: &str| titles.iter().position(|title| names.split(';').any(|name| name.trim_start() == title));
        Self {
            time: find(CLOCKS).or_else(|| find(MOMENTS)),
            date: find("date; day"),
            action: find(ACTIONS),
            owner: find("owner; owners; who; assignee; assigned to; assigned; responsible; dri; team; squad"),
            due: find("due; due date; deadline; when; eta; by when; target date; target"),
            closed: find("closed; completed; closed on; done on; completed on; closed date"),
            state: find("status; state; progress; done"),
            kind: find("type; kind; category"),
            ticket: find("ticket; issue; jira; bug; tracking; link; ticket id; id; tickets; issues"),
        }
    }
}

const CLOCKS: &str = "time; timestamp; utc; clock; hour";
const MOMENTS: &str = "when; date time; datetime; date and time; date";
const ACTIONS: &str = "action; action item; actions; action items; item; task; what; description; title; todo; \
                       follow up; followup; summary";

/// Lowercase words without what stands in brackets: `Time (UTC)` is `time`.
fn normal(title: &str) -> String {
    let title = title.split('(').next().unwrap_or("").to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !matches!(*word, "" | "utc" | "gmt"));
    let joined = words.collect::<Vec<_>>().join(" ");
    if joined.is_empty() { title.trim().to_owned() } else { joined }
}
