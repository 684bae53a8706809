//! One case, written twice at once: as a file, and as the lines that a reader sees.
use std::fmt::Write as _;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;

use super::identifiers::{hex, identifier, pick};
use super::random::Random;
use super::sentence::{Topic, fill};
use super::vocabulary::{ENGLISH, OTHERS, Vocabulary};
use super::{CAUSES, Case, JOURNEYS, SERVICES, SEVERITIES, SQUADS, Term, capital};

/// What the must-pass queries look for, and what they must not find: how many of a thousand cases, place, text.
static PLANTS: LazyLock<Vec<(usize, &str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("plants.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parts = lines.map(|line| {
        let mut parts = line.splitn(3, ' ');
        let mut next = || parts.next().expect("rate, place and text");
        (next().parse().expect("a rate"), next(), next())
    });
    parts.collect()
});

pub(super) fn case(seed: u64, n: usize) -> Case {
    let mut writer = Writer::new(seed, n);
    let title = writer.title();
    let front = writer.front_matter(&title);
    writer.body();
    let Head { id, year, .. } = writer.head;
    Case {
        path: format!("postmortems/{year}/{id}.md"),
        text: format!("{front}{}", writer.out),
        lines: [title.clone(), id.clone()].into_iter().chain(writer.lines).collect(),
        id,
        title,
    }
}

/// What other cases need to know of one.
struct Head {
    id: String,
    year: usize,
}

impl Head {
    fn of(seed: u64, n: usize) -> Self {
        // One id is asked for by name.
        let year = if n == 5 { 2016 } else { 2016 + Random::new(seed ^ 0x1d, n).below(10) };
        Self { id: format!("RCA-{year}-{n:05}"), year }
    }
}

struct Writer {
    seed: u64,
    n: usize,
    random: Random,
    head: Head,
    service: Term,
    topic: Topic,
    words: &'static Vocabulary,
    lang: &'static str,
    decomposed: bool,
    /// The planted texts by place, not yet written.
    plants: Vec<(&'static str, &'static str)>,
    out: String,
    lines: Vec<String>,
}

impl Writer {
    fn new(seed: u64, n: usize) -> Self {
        let mut random = Random::new(seed, n);
        let mut draw = Random::new(seed ^ 0x9a17, n);
        let plants = PLANTS.iter().filter(|(rate, ..)| draw.below(1000) < *rate);
        let plants = plants.map(|(_, place, text)| (*place, *text)).collect();
        let (lang, words) = language(random.below(1000));
        let (service, decomposed) = (pick(SERVICES, &mut random), lang == "fr" && random.below(3) == 0);
        let topic = Topic { service: service.0, first: random.below(1_000) };
        let head = Head::of(seed, n);
        let (out, lines) = (String::with_capacity(9_000), Vec::new());
        Self { seed, n, random, head, service, topic, words, lang, decomposed, plants, out, lines }
    }

    /// The next planted text of a place.
    fn plant(&mut self, place: &str) -> Option<String> {
        let at = self.plants.iter().position(|(where_, _)| *where_ == place)?;
        let (_, text) = self.plants.remove(at);
        Some(fill(text, &ENGLISH, self.topic, &mut self.random))
    }

    fn sentence(&mut self, list: &str) -> String {
        let words = if self.words.has(list) { self.words } else { &ENGLISH };
        self.sentence_in(list, words)
    }

    fn sentence_in(&mut self, list: &str, words: &'static Vocabulary) -> String {
        let pattern = words.any(list, &mut self.random);
        let text = capital(&fill(pattern, words, self.topic, &mut self.random));
        if self.decomposed { text.nfd().collect() } else { text }
    }

    fn title(&mut self) -> String {
        let title = self.plant("title");
        plain(&title.unwrap_or_else(|| self.sentence("titles")))
    }

    /// Writes a fact into the list of what is seen, and gives it back.
    fn fact(&mut self, text: String) -> String {
        self.lines.push(text.clone());
        text
    }

    fn term(&mut self, terms: &[Term]) -> &'static str {
        let (id, title) = pick(terms, &mut self.random);
        self.lines.extend([id, title].map(str::to_owned));
        id
    }

    fn front_matter(&mut self, title: &str) -> String {
        let mut out = format!("+++\ntitle = \"{title}\"\n");
        let [severity, cause, squad] = [SEVERITIES, CAUSES, SQUADS].map(|terms| self.term(terms));
        let _ = write!(out, "severity = \"{severity}\"\nroot_cause = \"{cause}\"\nsquad = \"{squad}\"\n");
        let service = self.service;
        self.lines.extend([service.0, service.1].map(str::to_owned));
        let journeys: Vec<&str> = (0..self.random.below(2)).map(|_| self.term(JOURNEYS)).collect();
        let (month, day, hour) = (1 + self.random.below(12), 1 + self.random.below(28), self.random.below(20));
        let (detected, resolved) = (1 + self.random.below(29), 31 + self.random.below(28));
        let date = format!("{}-{month:02}-{day:02}", self.head.year);
        let _ = write!(
            out,
            "services = [\"{}\"]\njourney = {journeys:?}\nstarted = {date}T{hour:02}:00:00Z\n\
             detected = {date}T{hour:02}:{detected:02}:00Z\nresolved = {date}T{hour:02}:{resolved:02}:00Z\n\
             published = {}-{month:02}-28\n",
            service.0, self.head.year
        );
        self.tickets(squad, &mut out);
        out.push_str("+++\n\n");
        out
    }

    fn tickets(&mut self, squad: &str, out: &mut String) {
        let mut tickets: Vec<String> = std::iter::from_fn(|| self.plant("ticket")).collect();
        tickets.extend((0..self.random.below(3)).filter_map(|_| identifier("ticket", &mut self.random)));
        let tickets: Vec<String> = tickets.into_iter().map(|ticket| self.fact(ticket)).collect();
        let tags: Vec<String> = (0..self.random.below(3)).map(|_| self.sentence_of("{noun}")).collect();
        let _ = writeln!(out, "tickets = {tickets:?}\ntags = {tags:?}");
        if self.lang != "en" {
            let _ = writeln!(out, "lang = \"{}\"", self.lang);
        }
        for _ in 0..self.random.below(3) {
            let title = self.sentence_in("actions", &ENGLISH);
            let title = self.fact(plain(&title));
            let _ = write!(out, "\n[[action]]\ntitle = \"{title}\"\nowner = \"{squad}\"\ndue = 2026-12-01\n");
        }
    }

    fn sentence_of(&mut self, pattern: &str) -> String {
        let text = fill(pattern, &ENGLISH, self.topic, &mut self.random).to_lowercase();
        self.fact(text)
    }

    fn body(&mut self) {
        self.section("Summary", "summary", 2);
        self.section("Impact", "text", 2);
        self.timeline();
        self.section("Root cause", "text", 4);
        self.code();
        self.section("Detection", "text", 2);
        self.section("Resolution", "text", 3);
        self.lessons();
        self.planted_code();
        self.links();
    }

    fn heading(&mut self, text: &str) {
        let _ = write!(self.out, "## {text}\n\n");
        self.lines.push(text.to_owned());
    }

    /// One line of a reader's text, with markup around it.
    fn line(&mut self, before: &str, text: &str, after: &str) {
        let _ = write!(self.out, "{before}{text}{after}");
        self.lines.push(plain(text));
    }

    fn section(&mut self, heading: &str, list: &str, paragraphs: usize) {
        self.heading(heading);
        for _ in 0..paragraphs {
            let mut text: Vec<String> = (0..4).map(|_| self.prose(list)).collect();
            text.extend(self.plant("text"));
            let (at, end) = (self.random.below(text.len()), text.len() - 1);
            text.swap(at, end);
            self.line("", &text.join(" "), "\n\n");
        }
        self.quote();
    }

    fn prose(&mut self, list: &str) -> String {
        let list = if self.words.has("text") {
            "text"
        } else if list == "text" {
            "prose"
        } else {
            list
        };
        self.sentence(list)
    }

    /// What somebody said in another language, in one of eighty sections.
    fn quote(&mut self) {
        if self.random.below(80) == 0 {
            let (_, _, words) = &OTHERS[self.random.below(OTHERS.len())];
            let text = self.sentence_in("text", words);
            self.line("> ", &text, "\n\n");
        }
    }

    fn timeline(&mut self) {
        self.heading("Timeline");
        let hour = self.random.below(20);
        for nth in 0..9 {
            let text = format!("**{hour:02}:{:02}** {}", nth * 6 + self.random.below(6), self.sentence("events"));
            self.line("- ", &text, "\n");
        }
        self.out.push('\n');
    }

    fn lessons(&mut self) {
        for heading in ["What went well", "What went wrong"] {
            self.heading(heading);
            for _ in 0..3 {
                let text = self.sentence("lessons");
                self.line("- ", &text, "\n");
            }
            self.out.push('\n');
        }
        while let Some(text) = self.plant("text") {
            self.line("", &text, "\n\n");
        }
    }

    fn code(&mut self) {
        let lines: Vec<String> = match self.random.below(3) {
            0 => self.stack_trace(),
            1 => self.log(),
            _ => self.query(),
        };
        self.block(&lines);
    }

    fn planted_code(&mut self) {
        let lines: Vec<String> = std::iter::from_fn(|| self.plant("code")).collect();
        if !lines.is_empty() {
            self.block(&lines);
        }
    }

    fn block(&mut self, lines: &[String]) {
        self.out.push_str("```text\n");
        for line in lines {
            self.line("", &plain(line), "\n");
        }
        self.out.push_str("```\n\n");
    }

    fn stack_trace(&mut self) -> Vec<String> {
        let first = self.slots("{exc}: {noun} {past} after {num} ms, trace={trace}");
        let frame = "\tat com.examplebank.{noun}.{Noun}{Noun}.{verb}{Noun}({file})";
        std::iter::once(first).chain((0..5).map(|_| self.slots(frame))).collect()
    }

    fn log(&mut self) -> Vec<String> {
        let (day, millis) = (1 + self.random.below(28), self.random.below(1000));
        let at = format!("{}-03-{day:02}T09:{:02}:17.{millis:03}Z", self.head.year, self.random.below(60));
        let account = hex(&mut self.random, 9);
        let line =
            format!("{at} WARN {{svc}} trace={{trace}} account={account} {{noun}} {{past}} code={{code}} peer={{ip}}");
        (0..5).map(|_| self.slots(&line)).collect()
    }

    fn query(&mut self) -> Vec<String> {
        let lines = [
            "SELECT id, state FROM {noun}_{noun} WHERE batch_id = {num}",
            "ORDER BY updated_at LIMIT {num} FOR UPDATE SKIP LOCKED;",
            "-- {num} rows, {dur}, plan {hash}",
        ];
        lines.into_iter().map(|line| self.slots(line)).collect()
    }

    fn slots(&mut self, pattern: &str) -> String {
        fill(pattern, &ENGLISH, self.topic, &mut self.random)
    }

    fn links(&mut self) {
        for _ in 0..self.n.min(2) {
            let other = Head::of(self.seed, self.random.below(self.n));
            let _ = write!(self.out, "See [{}](../{}/{}.md).\n\n", other.id, other.year, other.id);
            self.lines.push(format!("See {}.", other.id));
        }
    }
}

fn language(draw: usize) -> (&'static str, &'static Vocabulary) {
    let mut below = 0;
    for (share, lang, words) in &*OTHERS {
        below += share;
        if draw < below {
            return (lang, words);
        }
    }
    ("en", &ENGLISH)
}

/// A line as it is read.
fn plain(markdown: &str) -> String {
    markdown.replace('`', "").replace("**", "")
}
