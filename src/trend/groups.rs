//! Candidates for recurring incidents: groups of two or more in six months with the same cause.
//!
//! Art. 8(2) of Delegated Regulation (EU) 2024/1772 asks every month whether incidents that share an apparent root
//! cause and occur at least twice within six months are together a major one, by the thresholds of Art. 9.

/// The months within which incidents belong together.
pub const RECURRING_MONTHS: u32 = 6;

/// Art. 9(1): a share of clients above this, in percent, …
pub const CLIENTS_PERCENT: f64 = 10.0;

/// … or more clients than this.
pub const CLIENTS: u64 = 100_000;

/// Art. 9(3): longer than this, in minutes, from start to resolution, …
pub const DURATION: f64 = 24.0 * 60.0;

/// … or critical services down for longer than this, in minutes.
pub const DOWNTIME: f64 = 120.0;

/// Incidents that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Their positions, by start; at least two.
    pub cases: Vec<usize>,
    /// The share of clients affected, in percent: at least the widest alone, at most all together.
    pub percent: Bounds,
    /// Clients affected, likewise.
    pub clients: Bounds,
    /// Minutes from the start to the resolution, their union.
    pub duration: Bounds,
    /// Minutes from the start to the mitigation, their union.
    pub downtime: Bounds,
    /// Whether the thresholds are exceeded.
    pub thresholds: [(Threshold, Reached); 3],
}

/// Between what something lies, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bounds {
    /// At least this much.
    pub least: f64,
    /// At most this much, if nothing is unknown.
    pub most: f64,
    /// Of how many incidents it is known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

/// One of the thresholds that front matter can answer. Transactions are not compared: their share is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// Clients affected.
    Clients,
    /// How long the incidents took.
    Duration,
    /// How long services were down. Whether they are critical is for people to say.
    Downtime,
}

/// Whether a threshold is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Surely.
    Yes,
    /// Perhaps: only if the incidents hit different clients, or where something is not known.
    Perhaps,
    /// Surely not.
    No,
    /// Nothing is known.
    Unknown,
}
