//! What the first sentences of a report plainly say.
use std::collections::BTreeMap;

use super::{Found, Ground, quote};
use crate::adopt::case::Case;
use crate::adopt::clock::{self, Context};
use crate::adopt::events;
use crate::adopt::label::Field;

/// What the first sentences say, where nothing else did.
pub(super) fn summed_up(case: &Case<'_>, ground: &Ground<'_>, found: &mut BTreeMap<Field, Found>) {
    let zone = case.options.timezone.as_ref();
    let context = Context { order: case.order, remark: ground.remark };
    for (said, words) in ground.summary.split(". ").take(6).flat_map(|sentence| moments(sentence, context)) {
        let Some(instant) = said.instant(Some(ground.day.date), zone) else { continue };
        let line = line_of(case, words);
        let new = |instant| Found { instant, line, words: quote(words), labelled: false };
        let until = said.until.as_deref().filter(|_| events::broken(words)).and_then(|end| {
            let end = clock::read(end, context)?;
            clock::Said { zone: end.zone.or(said.zone), ..end }.instant(said.date.or(Some(ground.day.date)), zone)
        });
        let field = if until.is_some() { Some(Field::Started) } else { events::says(words) };
        if let Some(end) = until {
            found.entry(Field::Resolved).or_insert_with(|| new(end));
        }
        if let Some(field) = field {
            found.entry(field).or_insert_with(|| new(instant));
        }
    }
}

/// The first range of times in the section about the impact: users were affected from then, and no longer.
pub(super) fn hit(case: &Case<'_>, ground: &Ground<'_>, found: &mut BTreeMap<Field, Found>) {
    let zone = case.options.timezone.as_ref();
    let context = Context { order: case.order, remark: ground.remark };
    let sentences = ground.impact.split(". ").take(6);
    let range = sentences.flat_map(|sentence| moments(sentence, context)).find_map(|(said, words)| {
        let start = said.instant(Some(ground.day.date), zone)?;
        let end = clock::read(said.until.as_deref()?, context)?;
        let end = clock::Said { zone: end.zone.or(said.zone), date: end.date.or(said.date), ..end };
        let end = end.instant(Some(ground.day.date), zone).filter(|end| end.at > start.at)?;
        Some((start, end, words))
    });
    let Some((start, end, words)) = range else { return };
    let line = line_of(case, words);
    for (field, instant) in [(Field::Started, start), (Field::Mitigated, end)] {
        found.entry(field).or_insert_with(|| Found { instant, line, words: quote(words), labelled: false });
    }
}

/// The times of day in a sentence, each with the words up to the next; the first has those in front of it too.
fn moments<'t>(sentence: &'t str, context: Context<'_>) -> Vec<(clock::Said, &'t str)> {
    let word = |at: usize| at == 0 || sentence[..at].ends_with([' ', '(']);
    let starts = sentence.char_indices().filter(|(at, c)| c.is_ascii_digit() && word(*at)).map(|(at, _)| at);
    let mut found: Vec<(clock::Said, usize)> = Vec::new();
    let mut date = None;
    for at in starts.take(8) {
        let Some(said) = clock::read(&sentence[at..], context) else { continue };
        date = said.date.or(date);
        // What a range or a date before it has taken in is no time of its own.
        let taken =
            found.last().is_some_and(|(last, from)| said.time.is_some() && last.rest == said.rest && at - from < 40);
        if said.time.is_some() && !taken {
            found.push((clock::Said { date, ..said }, at));
        }
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(_, at)| *at).chain([sentence.len()]).collect();
    let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    let spans = starts.into_iter().zip(ends);
    found.into_iter().zip(spans).map(|((said, _), (start, end))| (said, &sentence[start..end])).collect()
}

/// The line of the body on which some words begin.
fn line_of(case: &Case<'_>, words: &str) -> Option<usize> {
    let start = words.split_whitespace().find(|word| word.contains(|c: char| c.is_ascii_digit()))?;
    let line = case.original.body.lines().position(|line| line.contains(start))?;
    Some(case.original.above + line + 1)
}
