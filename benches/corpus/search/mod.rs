//! Reports as people write them, for the quality of the search: many languages, and names of machines without end.
//!
//! Case `n` depends on the seed and on `n` alone. Beside its file, a case says which lines a reader sees, so that what
//! a query must find is known without any part of the search.
mod identifiers;
#[path = "../random.rs"]
mod random;
mod sentence;
mod vocabulary;
mod writer;

use std::fmt::Write as _;

pub(crate) use random::Random;

/// One report.
pub(crate) struct Case {
    /// Where it lies, below the site's root.
    pub(crate) path: String,
    /// The stem of its file.
    pub(crate) id: String,
    /// As in its front matter.
    pub(crate) title: String,
    /// The whole file.
    pub(crate) text: String,
    /// What a reader sees, line by line, without markup: title, id, facts, headings, text.
    pub(crate) lines: Vec<String>,
}

/// Case `n` of a seed.
pub(crate) fn case(seed: u64, n: usize) -> Case {
    writer::case(seed, n)
}

/// `site.toml` for the corpus.
pub(crate) fn site() -> String {
    let mut out = String::from("title = \"Search corpus\"\ntimezone = \"Asia/Jakarta\"\n");
    let tables = [("severity", SEVERITIES), ("root_cause", CAUSES), ("squad", SQUADS), ("service", SERVICES)];
    for (table, terms) in tables {
        for (id, title) in terms {
            let _ = write!(out, "\n[[{table}]]\nid = \"{id}\"\ntitle = \"{title}\"\n");
        }
    }
    out.push_str("\n[[facet]]\nid = \"journey\"\ntitle = \"Journey\"\nmany = true\nterms = [\n");
    for (id, title) in JOURNEYS {
        let _ = writeln!(out, "  {{ id = \"{id}\", title = \"{title}\" }},");
    }
    // Of many traces drawn by chance, one is the number of a card.
    out.push_str("]\n\n[checks]\ncard-number = \"allow\"\n");
    out
}

/// A term: its id and its title.
type Term = (&'static str, &'static str);

const SEVERITIES: &[Term] = &[("critical", "Critical"), ("high", "High"), ("medium", "Medium"), ("low", "Low")];
const CAUSES: &[Term] = &[
    ("change-defect", "Defect in a change"),
    ("configuration", "Configuration"),
    ("capacity", "Capacity"),
    ("third-party", "Third party"),
    ("expired-secret", "Expired secret"),
    ("bad-data", "Bad data"),
    ("network", "Network"),
    ("database", "Database"),
    ("hardware", "Hardware"),
    ("procedure", "Procedure"),
];
const SQUADS: &[Term] = &[
    ("payments", "Payments"),
    ("cards", "Cards"),
    ("ledger", "General ledger"),
    ("identity", "Identity"),
    ("mobile", "Mobile app"),
    ("platform", "Platform"),
    ("lending", "Lending"),
    ("savings", "Savings"),
    ("fraud", "Fraud"),
    ("onboarding", "Onboarding"),
    ("treasury", "Treasury"),
    ("branches", "Branches"),
    ("statements", "Statements"),
    ("messaging", "Messaging"),
    ("data", "Data"),
    ("network", "Network"),
];
const SERVICES: &[Term] = &[
    ("payments-gateway", "Payments gateway"),
    ("core-ledger", "Core ledger"),
    ("card-auth", "Card authorisation"),
    ("token-vault", "Token vault"),
    ("mobile-bff", "Mobile backend"),
    ("fraud-scorer", "Fraud scorer"),
    ("rate-engine", "Rate engine"),
    ("statement-builder", "Statement builder"),
    ("event-bus", "Event bus"),
    ("session-cache", "Session cache"),
    ("consent-api", "Consent API"),
    ("mail-relay", "Mail relay"),
    ("limit-checker", "Limit checker"),
    ("fee-calculator", "Fee calculator"),
    ("loan-origination", "Loan origination"),
    ("branch-teller", "Branch teller"),
    ("batch-scheduler", "Batch scheduler"),
    ("report-archive", "Report archive"),
    ("dns-control", "DNS control"),
    ("edge-proxy", "Edge proxy"),
];
const JOURNEYS: &[Term] = &[
    ("sign-in", "Sign in"),
    ("pay", "Pay somebody"),
    ("balance", "See the balance"),
    ("open-account", "Open an account"),
];

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
