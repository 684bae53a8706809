//! A month's agenda as headings, paragraphs and lists.
use super::{Block, Digest, Item, Line, Run, Section};
use crate::page::{
    Agenda, Changes, Happened, Happenings, Here, Promise, Promised, Recurring, Returned, Row, Unusual, agenda,
};
use crate::page::{Breakdown, Link, count, day, list as list_words};
use crate::route::Route;
use crate::site::Site;
use crate::time::Month;

pub(super) fn of(site: &Site, month: Month) -> Digest {
    let here = Here::nowhere(site);
    let agenda = agenda(&here, month);
    let page = here.link(&Route::Month(month));
    let write = Write { linked: site.base_url().is_some(), month: month.words(), page };
    let lede = match &agenda.so_far {
        Some(day) => format!("So far, up to {day}: {}", agenda.sentence),
        None => agenda.sentence.clone(),
    };
    Digest {
        site: site.config.title.clone(),
        title: month.words(),
        lede,
        link: site.base_url().map(|base| format!("{base}{}", Route::Month(month).short())),
        foot: foot(site),
        sections: write.sections(&agenda),
    }
}

/// What the numbers count, and what they leave out.
fn foot(site: &Site) -> Vec<String> {
    let mut foot = vec![format!(
        "As of {}. Incidents are unplanned and security cases; they count in the month in which they began, in {} time.",
        day(site.as_of),
        site.config.timezone_name
    )];
    let left_out = [(site.left_out.len(), "file", "that cannot be read"), (site.corpus.drafts_left_out(), "draft", "")];
    for (n, noun, which) in left_out.into_iter().filter(|(n, ..)| *n > 0) {
        foot.push(format!("Not counted: {}", format!("{} {which}", count(n, noun)).trim()) + ".");
    }
    foot
}

struct Write {
    linked: bool,
    month: String,
    /// The month's page.
    page: String,
}

impl Write {
    fn sections(&self, agenda: &Agenda) -> Vec<Section> {
        let all = [
            ("Was it unusual?", unusual(&agenda.unusual)),
            ("What happened", self.happened(&agenda.happened)),
            ("What came back", self.returned(&agenda.returned)),
            ("What we promised", self.promised(&agenda.promises)),
            ("What changed", self.changed(&agenda.changes, &agenda.breakdowns, agenda.happened.n)),
            ("Candidates for assessment as recurring incidents", self.recurring(&agenda.recurring)),
            ("Questions worth asking", questions(&agenda.questions)),
        ];
        let all = all.into_iter().filter(|(_, blocks)| !blocks.is_empty());
        all.map(|(heading, blocks)| Section { heading, blocks }).collect()
    }

    fn link(&self, link: &Link) -> Run {
        self.run(&link.title, &link.href)
    }

    fn run(&self, title: &str, href: &str) -> Run {
        Run { text: title.to_owned(), href: self.linked.then(|| href.to_owned()) }
    }

    fn happened(&self, all: &Happenings) -> Vec<Block> {
        let mut blocks = Vec::new();
        match (all.incidents.as_slice(), all.others.as_slice()) {
            ([], []) => {
                blocks.push(Block::Paragraph("Nothing that began in this month has been written up.".to_owned()));
            }
            ([], _) => blocks.push(Block::Paragraph("No incidents.".to_owned())),
            (incidents, _) => {
                let items = incidents.iter().map(|one| self.incident(one)).collect();
                blocks.push(Block::List { numbered: true, items });
            }
        }
        blocks.extend(all.more.as_ref().map(|more| self.more(more)));
        if !all.others.is_empty() {
            blocks.push(Block::Subheading("Not counted as incidents".to_owned()));
            let items = all.others.iter().map(|row| self.case(row)).collect();
            blocks.push(Block::List { numbered: false, items });
        }
        blocks.extend(all.more_others.as_ref().map(|more| self.more(more)));
        blocks
    }

    /// What the page folds away.
    fn folded(&self, n: usize, noun: &str) -> Option<Block> {
        (n > 0).then(|| Block::More(self.run(&format!("and {}", count(n, noun)), &self.page)))
    }

    /// What is not named, and where it is.
    fn more(&self, more: &Link) -> Block {
        Block::More(self.run(&format!("and {}", more.title), &more.href))
    }

    fn incident(&self, one: &Happened) -> Item {
        let mut item = self.case(&one.row);
        let label = one.learned.then_some("Learned");
        item.lines.extend(one.lesson.iter().map(|lesson| Line::Said(label, lesson.clone())));
        item
    }

    fn case(&self, row: &Row) -> Item {
        let marks = row.marks.iter().map(|mark| (*mark).to_owned());
        let facts = [&row.date.words, &row.severity.title, &row.squad, &row.cause].map(Clone::clone);
        let facts = facts.into_iter().chain([row.resolution()]).chain(marks).map(Run::plain).collect();
        Item { title: vec![self.run(&row.title, &row.href)], strong: true, lines: vec![Line::Facts(facts)] }
    }

    fn returned(&self, returned: &Returned) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(returned.sentence.clone())];
        let items = returned.repeats.iter().map(|again| {
            let between = Run::plain(format!("” {} “", again.why));
            let when = Run::plain(format!("” of {}.", again.when.words));
            let lines = again.not_prevented_by.iter().map(|action| {
                let done = action.closed.as_ref().map(|closed| format!(", done {}", closed.words)).unwrap_or_default();
                let by = action.owner.as_ref().map(|owner| format!(" by {owner}")).unwrap_or_default();
                Line::Said(Some("Should have prevented it"), format!("“{}”{done}{by}", action.title))
            });
            let more = (again.more_actions > 0)
                .then(|| Line::Said(None, format!("and {}", count(again.more_actions, "more action"))));
            Item {
                title: vec![Run::plain("“"), self.link(&again.case), between, self.link(&again.earlier), when],
                strong: false,
                lines: lines.chain(more).collect(),
            }
        });
        blocks.extend(list(items.collect()));
        blocks.extend(self.folded(returned.rest.len(), "more repeat"));
        blocks
    }

    fn promised(&self, promised: &Promised) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(promised.sentence.clone())];
        let lists = [
            (format!("Overdue on {}", promised.until.words), &promised.overdue, promised.more),
            (format!("Due in {} and open", self.month), &promised.due, promised.more_due),
            (format!("Closed in {}", self.month), &promised.closed, promised.more_closed),
        ];
        for (nth, (title, promises, more)) in lists.into_iter().enumerate().filter(|(_, (_, all, _))| !all.is_empty()) {
            blocks.push(Block::Subheading(title));
            blocks.extend(list(promises.iter().map(|promise| self.promise(promise, nth == 0)).collect()));
            if more > 0 {
                blocks.push(Block::Note(format!("and {}", count(more, "more action"))));
            }
        }
        blocks
    }

    fn promise(&self, promise: &Promise, overdue: bool) -> Item {
        let owner = promise.owner.clone().unwrap_or_else(|| "nobody named".to_owned());
        let due = promise.due.as_ref().map(|due| format!("due {}", due.words));
        let late = promise.late.as_ref().filter(|_| overdue).map(|days| format!("{days} late"));
        let ended = if promise.given_up { "given up" } else { "done" };
        // What was overdue at the month's end may have been closed since.
        let since = if overdue { " since," } else { "" };
        let closed = promise.closed.as_ref().map(|closed| format!("{ended}{since} {}", closed.words));
        let facts = [Some(owner), due, late, closed].into_iter().flatten().map(Run::plain);
        let from = self.run(&format!("from “{}”", promise.case.title), &promise.case.href);
        Item {
            title: vec![Run::plain(promise.title.clone())],
            strong: false,
            lines: vec![Line::Facts(facts.chain([from]).collect())],
        }
    }

    fn changed(&self, changes: &Changes, breakdowns: &[Breakdown], incidents: usize) -> Vec<Block> {
        let item = |title: &Link, words: &str| Item {
            title: vec![self.link(title), Run::plain(format!(": {words}"))],
            strong: false,
            lines: Vec::new(),
        };
        let mut blocks = vec![Block::Paragraph(changes.rest.clone())];
        for kind in changes.changed.chunk_by(|_, next| next.head.is_none()) {
            blocks.extend(kind.iter().find_map(|change| change.head.clone()).map(Block::Subheading));
            blocks.extend(list(kind.iter().map(|change| item(&change.term, &change.words)).collect()));
        }
        blocks.extend(breakdowns.iter().map(|one| Block::Counts {
            title: format!("{} by {}, {}", count(incidents, "incident"), one.title.to_lowercase(), self.month),
            rows: one.shares.iter().map(|share| (share.title.clone(), share.count)).collect(),
        }));
        blocks
    }

    fn recurring(&self, recurring: &Recurring) -> Vec<Block> {
        let mut blocks = Vec::new();
        for group in &recurring.groups {
            if blocks.is_empty() {
                blocks.push(Block::Note(recurring.note.clone()));
            }
            blocks.push(Block::Subheading(group.cause.clone()));
            let cases = group.cases.iter().map(|member| {
                let when = Run::plain(format!(", {}", member.when.words));
                Item { title: vec![self.link(&member.case), when], strong: false, lines: Vec::new() }
            });
            blocks.extend(list(cases.collect()));
            blocks.extend(self.folded(group.earlier.len(), "earlier incident"));
            let thresholds = group.thresholds.iter().map(|one| match one.name.to_lowercase() {
                name if one.words.starts_with(one.reached) => format!("{name} {}", one.words),
                name => format!("{name} {} ({})", one.reached, one.words),
            });
            blocks.push(Block::Paragraph(format!("Thresholds: {}.", list_words(&thresholds.collect::<Vec<_>>()))));
        }
        blocks.extend(self.folded(recurring.rest.len(), "more group"));
        blocks
    }
}

fn unusual(unusual: &Unusual) -> Vec<Block> {
    let all = [&unusual.range, &unusual.trailing, &unusual.felt, &unusual.reported];
    all.into_iter().flatten().map(|words| Block::Paragraph(words.clone())).collect()
}

fn questions(questions: &[String]) -> Vec<Block> {
    let item = |question: &String| Item { title: vec![Run::plain(question.clone())], strong: false, lines: Vec::new() };
    list(questions.iter().map(item).collect()).into_iter().collect()
}

/// A list, where there is anything in it.
fn list(items: Vec<Item>) -> Option<Block> {
    (!items.is_empty()).then_some(Block::List { numbered: false, items })
}
