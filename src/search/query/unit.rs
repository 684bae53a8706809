//! The units of a query, each of which a document must have: what is looked up for one, and what it counts.
use super::inflect::inflections;
use crate::search::fold::fold;
use crate::search::token::{Kind, Token, Tokenizer, runs};
use crate::source::Span;

/// What a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Rate {
    /// An identifier found as a whole: more than any share.
    Whole,
    /// A share of the unit's base, in percent.
    Percent(u32),
}

/// A word, a compound, a run without spaces or a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::search) struct Unit {
    /// As it was asked for.
    pub(in crate::search) text: String,
    /// Where it stands in the query.
    pub(in crate::search) span: Span,
    /// Whether it is the last word and may go on.
    pub(in crate::search) open: bool,
    /// How many atoms it has.
    pub(in crate::search) size: usize,
    /// Terms, and what they count.
    pub(in crate::search) exact: Vec<(String, Rate)>,
    /// Beginnings of terms, and what they count.
    pub(in crate::search) begun: Vec<(String, Rate)>,
    /// Terms at successive positions; empty for the other sorts.
    pub(in crate::search) phrase: Vec<String>,
    /// What a phrase counts, in percent of what its terms count.
    pub(in crate::search) phrase_rate: u32,
    /// What is asked for where nothing is found.
    pub(in crate::search) loose: Option<Box<Self>>,
}

/// Where a compound may go on.
const JOINERS: [char; 7] = ['-', '.', ':', '/', '@', '\'', '_'];

/// The units of a text; the last is open if nothing follows it and more may come.
pub(in crate::search) fn units(text: &str, typing: bool) -> Vec<Unit> {
    let unit = |span: Span| Unit::of(text, span, typing && span.end == text.len());
    runs(text).into_iter().map(unit).filter(|unit| unit.size > 0).collect()
}

impl Unit {
    fn of(text: &str, span: Span, open: bool) -> Self {
        let run = Run::new(span.of(text));
        let open = open && run.shape != Shape::Unspaced;
        let mut unit = Self { text: run.text.to_owned(), span, open, size: run.atoms.len(), ..Self::default() };
        match run.shape {
            Shape::Unspaced if run.atoms.len() > 1 => unit = unit.with_phrase(run.without_last(), 100),
            Shape::Unspaced => unit.begun = first(&run.atoms, Rate::Percent(100)),
            Shape::Sign => unit.exact = vec![(fold(run.text), Rate::Whole)],
            Shape::Compound => unit.describe_compound(run),
            Shape::Word => {
                let inflected =
                    run.atoms.iter().flat_map(|word| inflections(word)).map(|word| (word, Rate::Percent(35)));
                unit.exact = first(&run.atoms, Rate::Percent(100)).into_iter().chain(inflected).collect();
            }
        }
        if unit.open {
            unit.begun.extend(unit.exact.first().map(|(term, _)| (term.clone(), Rate::Percent(25))));
        }
        unit
    }

    fn describe_compound(&mut self, run: Run<'_>) {
        let whole = fold(run.text);
        self.begun = JOINERS.iter().map(|joiner| (format!("{whole}{joiner}"), Rate::Percent(80))).collect();
        self.exact = vec![(whole, Rate::Whole)];
        self.exact.extend(run.joined.map(|joined| (joined, Rate::Percent(80))));
        let loose = Self { text: format!("\"{}\"", run.text), span: self.span, size: self.size, ..Self::default() };
        self.loose = Some(Box::new(loose.with_phrase(run.atoms, 80)));
    }

    /// The words of a quotation in their order.
    pub(in crate::search) fn phrase(text: &str, span: Span) -> Self {
        let runs: Vec<Run<'_>> = runs(text).into_iter().map(|span| Run::new(span.of(text))).collect();
        let last = runs.len().saturating_sub(1);
        // Where a run without spaces may go on, its last character is no term of its own yet.
        let terms = |(nth, run): (usize, Run<'_>)| {
            let cut = run.shape == Shape::Unspaced && nth == last && run.atoms.len() > 1;
            if cut { run.without_last() } else { run.atoms }
        };
        let phrase: Vec<String> = runs.into_iter().enumerate().flat_map(terms).collect();
        let unit = Self { text: format!("\"{text}\""), span, size: phrase.len(), ..Self::default() };
        unit.with_phrase(phrase, 100)
    }

    fn with_phrase(mut self, phrase: Vec<String>, rate: u32) -> Self {
        (self.phrase, self.phrase_rate) = (phrase, rate);
        self
    }

    /// Its terms that have positions, as many as it has atoms.
    pub(in crate::search) fn atoms(&self) -> impl Iterator<Item = &str> {
        let terms = match &self.loose {
            Some(loose) => &loose.phrase,
            None => &self.phrase,
        };
        let word = if terms.is_empty() { self.exact.first().map(|(term, _)| term) } else { None };
        // The last character of a run without spaces is none of its terms.
        let rest = std::iter::repeat_n("", self.size.saturating_sub(terms.len() + usize::from(word.is_some())));
        terms.iter().chain(word).map(String::as_str).chain(rest)
    }

    /// Whether it is a quotation.
    pub(in crate::search) fn is_quotation(&self) -> bool {
        self.text.starts_with('"')
    }
}

fn first(atoms: &[String], rate: Rate) -> Vec<(String, Rate)> {
    atoms.first().map(|atom| (atom.clone(), rate)).into_iter().collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Word,
    Compound,
    Sign,
    Unspaced,
}

/// One word, compound or unspaced run, read.
struct Run<'a> {
    text: &'a str,
    shape: Shape,
    /// The terms with positions.
    atoms: Vec<String>,
    /// A compound of two words as one.
    joined: Option<String>,
}

impl<'a> Run<'a> {
    fn new(text: &'a str) -> Self {
        let mut run = Self { text, shape: Shape::Word, atoms: Vec::new(), joined: None };
        let mut words = 0;
        Tokenizer::default().read(text, |token: Token<'_>| {
            if token.position.is_some() {
                run.atoms.push(token.term.to_owned());
            }
            match token.kind {
                Kind::Joined => run.joined = Some(token.term.to_owned()),
                Kind::Sign => run.shape = Shape::Sign,
                Kind::Pair | Kind::Last => run.shape = Shape::Unspaced,
                Kind::Word => words += 1,
                Kind::Compound | Kind::Tail | Kind::Digits | Kind::Part => {}
            }
        });
        if words > 1 {
            run.shape = Shape::Compound;
        }
        run
    }

    fn without_last(mut self) -> Vec<String> {
        self.atoms.pop();
        self.atoms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, typing: bool) -> Vec<String> {
        let list = |list: &[(String, Rate)]| {
            let rate = |rate| match rate {
                Rate::Whole => "whole".to_owned(),
                Rate::Percent(percent) => percent.to_string(),
            };
            list.iter().map(|(term, of)| format!("{term} {}", rate(*of))).collect::<Vec<_>>().join(", ")
        };
        let one = |unit: &Unit| {
            let begun = list(&unit.begun);
            format!("{}: {} | {begun} | {}", unit.text, list(&unit.exact), unit.phrase.join(" "))
        };
        units(text, typing).iter().map(one).collect()
    }

    #[test]
    fn units_say_what_is_looked_up() {
        insta::assert_snapshot!(shown("db C++ fail-over 死锁了 死", false).join("\n"), @r"
        db: db 100 |  | 
        C++: c++ whole |  | 
        fail-over: fail-over whole, failover 80 | fail-over- 80, fail-over. 80, fail-over: 80, fail-over/ 80, fail-over@ 80, fail-over' 80, fail-over_ 80 | 
        死锁了:  |  | 死锁 锁了
        死:  | 死 100 | 
        ");
        assert_eq!(shown("db db", true), ["db: db 100 |  | ", "db: db 100 | db 25 | "]);
        assert_eq!(shown("db ", true), ["db: db 100 |  | "]);
        assert_eq!(shown("c+", true), ["c+: c+ whole | c+ 25 | "]);
    }

    #[test]
    fn a_phrase_leaves_out_the_last_character_of_a_run_that_may_go_on() {
        assert_eq!(Unit::phrase("死锁 of 连接池", Span::default()).phrase, ["死锁", "锁", "of", "连接", "接池"]);
        assert_eq!(Unit::phrase("死", Span::default()).phrase, ["死"]);
    }
}
