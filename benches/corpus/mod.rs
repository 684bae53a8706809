//! A reference corpus of any size, from a seed: the same numbers give the same bytes everywhere.
//!
//! Case `n` depends on the seed and on `n` alone, so a corpus of 1,000 begins one of 10,000.
mod random;

use std::fmt::Write as _;

use random::Random;

/// `site.toml` for the corpus.
pub(crate) fn site() -> String {
    let mut out = String::from("title = \"Reference corpus\"\ntimezone = \"Europe/London\"\n");
    for (table, ids) in [("severity", SEVERITIES), ("root_cause", CAUSES), ("squad", SQUADS), ("service", SERVICES)] {
        for id in ids {
            let _ = write!(out, "\n[[{table}]]\nid = \"{id}\"\ntitle = \"{}\"\n", capital(&id.replace('-', " ")));
        }
    }
    out
}

/// The path and the text of case `n`: about 1,000 words, and links to up to three earlier cases.
pub(crate) fn case(seed: u64, n: usize) -> (String, String) {
    let mut writer = Writer { random: Random::new(seed, n), out: String::with_capacity(9_000), seed, n, hour: 0 };
    writer.front_matter();
    writer.body();
    (path(seed, n), writer.out)
}

/// Where case `n` lies.
pub(crate) fn path(seed: u64, n: usize) -> String {
    let head = Head::of(seed, n);
    format!("postmortems/{}/{}.md", head.year, head.id(n))
}

const SEVERITIES: &[&str] = &["critical", "high", "medium", "low"];
const CAUSES: &[&str] = &[
    "change-defect",
    "configuration",
    "capacity",
    "dependency",
    "certificate",
    "data",
    "network",
    "database",
    "access",
    "process",
];
const SQUADS: &[&str] = &[
    "payments",
    "cards",
    "ledger",
    "identity",
    "mobile",
    "platform",
    "lending",
    "savings",
    "fraud",
    "onboarding",
    "treasury",
    "branches",
    "statements",
    "notifications",
    "data",
    "network",
];
const SERVICES: &[&str] = &[
    "gateway",
    "ledger",
    "cards",
    "tokens",
    "mobile",
    "fraud",
    "rates",
    "statements",
    "events",
    "cache",
    "search",
    "mail",
    "limits",
    "fees",
    "scoring",
    "consent",
    "vault",
    "scheduler",
    "reports",
    "archive",
];
const WORDS: &str = "the a of and to in was that for on with at by from after before which when it had were not but then \
    until because while every no one two three first last again still only even more less request response queue pool \
    connection timeout retry certificate cache replica primary failover deploy release rollback flag configuration limit \
    rate thread lock transaction batch ledger payment card customer token session alert dashboard metric trace log node \
    cluster zone region network resolver record gateway proxy balancer service database index query plan partition offset \
    consumer producer schema migration backup restore snapshot disk memory processor kernel clock drift leader lease quorum \
    traffic spike drop baseline threshold budget error latency throughput saturation backlog drained doubled stalled failed \
    recovered restarted expired rejected accepted delayed lost found traced noticed paged declined posted settled opened \
    closed raised lowered moved copied checked missed silent slow stale empty full wrong right early late manual automatic";

/// A word, small ranks far more often, as in real text.
fn word(random: &mut Random) -> &'static str {
    thread_local!(static ALL: Vec<&'static str> = WORDS.split_whitespace().collect());
    ALL.with(|words| words[random.below(words.len()).min(random.below(words.len()))])
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What other cases need to know of one.
struct Head {
    year: usize,
    month: usize,
    day: usize,
    name: [&'static str; 3],
}

impl Head {
    fn of(seed: u64, n: usize) -> Self {
        let mut random = Random::new(seed ^ 0x5eed, n);
        let (year, month, day) = (2020 + random.below(6), 1 + random.below(12), 1 + random.below(28));
        Self { year, month, day, name: std::array::from_fn(|_| word(&mut random)) }
    }

    fn id(&self, n: usize) -> String {
        format!("{}-{n:06}", self.name.join("-"))
    }
}

struct Writer {
    random: Random,
    out: String,
    seed: u64,
    n: usize,
    /// In which it began, in UTC.
    hour: usize,
}

impl Writer {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.random.below(from.len())]
    }

    fn front_matter(&mut self) {
        let title = capital(&self.sentence(7));
        let Head { year, month, day, .. } = Head::of(self.seed, self.n);
        let hour = self.random.below(20);
        self.hour = hour;
        let (detected, resolved) = (1 + self.random.below(29), 31 + self.random.below(28));
        let (severity, cause) = (self.pick(SEVERITIES), self.pick(CAUSES));
        let (squad, service) = (self.pick(SQUADS), self.pick(SERVICES));
        let share = self.random.below(400);
        let at = |minute: usize| format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z");
        let _ = write!(
            self.out,
            "+++\ntitle = \"{title}\"\nseverity = \"{severity}\"\nroot_cause = \"{cause}\"\nsquad = \"{squad}\"\n\
             services = [\"{service}\"]\nstarted = {}\ndetected = {}\nresolved = {}\npublished = {year}-{month:02}-28\n\n\
             [impact]\nusers_percent = {}.{}\nhow = \"failed requests over all requests\"\n+++\n\n",
            at(0),
            at(detected),
            at(resolved),
            share / 10,
            share % 10,
        );
    }

    fn body(&mut self) {
        self.section("Summary", 80);
        self.section("Impact", 60);
        self.timeline();
        self.section("Root cause", 160);
        self.code();
        self.section("Detection", 90);
        self.section("Resolution", 140);
        self.out.push_str("## Lessons learned\n\n### What went well\n\n");
        self.bullets(3);
        self.out.push_str("### What went wrong\n\n");
        self.bullets(4);
        self.actions();
        self.links();
    }

    fn section(&mut self, heading: &str, words: usize) {
        let _ = write!(self.out, "## {heading}\n\n");
        for _ in 0..=words / 40 {
            let text = self.prose(40);
            let _ = write!(self.out, "{text}\n\n");
        }
    }

    fn prose(&mut self, words: usize) -> String {
        let mut text = String::new();
        for _ in 0..words / 10 {
            let sentence = capital(&self.sentence(9));
            let code = self.random.below(0xffff);
            let _ = write!(text, "{sentence} `E{code:04X}`. ");
        }
        text
    }

    fn sentence(&mut self, words: usize) -> String {
        (0..words).map(|_| word(&mut self.random)).collect::<Vec<_>>().join(" ")
    }

    fn timeline(&mut self) {
        self.out.push_str("## Timeline\n\nAll times in UTC\n\n");
        let hour = self.hour;
        for minute in (0..60).step_by(6) {
            let text = self.sentence(11);
            let _ = writeln!(self.out, "- **{hour:02}:{minute:02}** {}.", capital(&text));
        }
        self.out.push('\n');
    }

    fn code(&mut self) {
        let (table, id) = (self.pick(SERVICES), self.random.below(100_000));
        let _ = write!(
            self.out,
            "```sql\nselect id, state, updated_at\nfrom {table}\nwhere id = {id} -- the stuck row\nfor update;\n```\n\n"
        );
        let (pool, limit) = (self.pick(SERVICES), self.random.below(400));
        let _ = write!(self.out, "```yaml\npool:\n  name: {pool}\n  limit: {limit}\n  timeout: 30s\n```\n\n");
    }

    fn bullets(&mut self, count: usize) {
        for _ in 0..count {
            let text = self.sentence(10);
            let _ = writeln!(self.out, "- {}.", capital(&text));
        }
        self.out.push('\n');
    }

    fn actions(&mut self) {
        self.out.push_str("## Action items\n\n");
        for done in [true, true, false, false] {
            let (text, squad) = (self.sentence(6), self.pick(SQUADS));
            let (day, ticket) = (1 + self.random.below(28), self.random.below(9_000));
            let mark = if done {
                format!("[x] {} @{squad} due:2026-01-{day:02} closed:2026-01-{day:02}", capital(&text))
            } else {
                format!("[ ] {} @{squad} due:2027-01-{day:02}", capital(&text))
            };
            let _ = writeln!(self.out, "- {mark} OPS-{ticket}");
        }
        self.out.push('\n');
    }

    fn links(&mut self) {
        self.out.push_str("## See also\n\n");
        for _ in 0..self.n.min(3) {
            let other = self.random.below(self.n);
            let head = Head::of(self.seed, other);
            let _ = writeln!(self.out, "- [{}](../{}/{}.md)", head.name.join(" "), head.year, head.id(other));
        }
    }
}
