//! What stands behind the charts: whether the level has shifted, how rare the worst is, and how complete the data are.
use serde::Serialize;

use crate::chart::number::{mean, share, times_range};
use crate::page::part::here::Here;
use crate::page::part::words::{count, day, number};
use crate::route::Route;
use crate::time::Month;
use crate::trend::{CLEAR, Effect, Quiet, Runs, Said, Scope, Trends, compare, completeness, effects, rolling_year};

/// Statements, and what is known of how many incidents.
#[derive(Serialize)]
pub(super) struct Standing {
    statements: Vec<Statement>,
    fields: Vec<Field>,
}

/// A question, its answer, and where the answer is explained.
#[derive(Serialize)]
struct Statement {
    question: String,
    answer: String,
    define: String,
}

/// How often a field of front matter is there.
#[derive(Serialize)]
struct Field {
    name: &'static str,
    known: String,
    of: String,
    share: String,
}

pub(super) fn of(here: &Here<'_>) -> Standing {
    let (site, scope) = (here.site, here.site.scope());
    let statement = |question: String, answer, anchor| Statement {
        question,
        answer,
        define: format!("{}#{anchor}", here.link(&Route::About)),
    };
    let worst = site.config.taxonomy.severities().first();
    let rare = worst.map(|worst| {
        let question = format!("How rare is “{}”?", worst.title);
        statement(question, rare(&scope), "changes")
    });
    let statements = [
        Some(statement("Has the level of incidents shifted?".to_owned(), shifted(&site.trends), "phases")),
        rare,
        held(&effects(&scope, &site.promises))
            .map(|answer| statement("Did lessons hold?".to_owned(), answer, "changes")),
    ];
    Standing { statements: statements.into_iter().flatten().collect(), fields: fields(&scope) }
}

fn fields(scope: &Scope<'_>) -> Vec<Field> {
    let known = completeness(scope).into_iter().filter(|known| known.of > 0);
    known
        .map(|known| Field {
            name: known.field,
            known: number(known.known as u64),
            of: number(known.of as u64),
            share: share(known.known, known.of),
        })
        .collect()
}

/// By the newest phase's own median; a phase is never begun by this program.
fn shifted(trends: &Trends) -> String {
    match trends.runs() {
        Err(silence) => format!(
            "Too early to say: it takes {} complete months of the newest phase that lie away from their median, and {}.",
            silence.need,
            so_far(silence.have)
        ),
        Ok(runs) if runs.longest > runs.longest_limit => {
            let side = if runs.above { "above" } else { "below" };
            format!(
                "It seems so: {} months in a row, {}, lie {side} the median of {}; chance allows {}. Where the reason \
                 is known, a phase in site.toml says it.",
                runs.longest,
                span(trends, &runs),
                mean(runs.median),
                runs.longest_limit
            )
        }
        Ok(runs) if runs.shift() => format!(
            "It seems so: months cross their median of {} only {}, where chance gives {} or more.",
            mean(runs.median),
            often(runs.crossings),
            runs.crossings_limit
        ),
        Ok(runs) => format!(
            "No sign of it: at most {} in a row {} on one side of the median of {}, and chance allows {}; they \
             cross it {}, and fewer than {} would be too few (n = {} months).",
            count(runs.longest, "month"),
            if runs.longest == 1 { "lies" } else { "lie" },
            mean(runs.median),
            runs.longest_limit,
            often(runs.crossings),
            runs.crossings_limit,
            runs.useful
        ),
    }
}

fn so_far(n: usize) -> String {
    match n {
        0 => "there is none yet".to_owned(),
        1 => "there is 1 so far".to_owned(),
        _ => format!("there are {n} so far"),
    }
}

/// A probability; never none.
fn chance(p: f64) -> String {
    if p < 0.005 { "p < 0.01".to_owned() } else { format!("p = {p:.2}") }
}

fn often(n: usize) -> String {
    match n {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        _ => format!("{n} times"),
    }
}

fn span(trends: &Trends, runs: &Runs) -> String {
    let from = trends.levels.last().map_or(0, |level| level.from);
    let month = |nth: usize| trends.months.get(from + nth).map(|count| count.month.words()).unwrap_or_default();
    format!("{} to {}", month(runs.span.0), month(runs.span.1))
}

/// The worst severity: too rare for months, so years and quiet days speak.
fn rare(scope: &Scope<'_>) -> String {
    let quiet = match Quiet::of(scope, 0) {
        Err(_) => return "There has been none.".to_owned(),
        Ok(quiet) => spell(&quiet),
    };
    match years(scope) {
        Some(years) => format!("{years} {quiet}"),
        None => quiet,
    }
}

fn spell(quiet: &Quiet) -> String {
    let (last, days, before) = (day(quiet.last), count(days(quiet.days), "day"), number(quiet.before as u64));
    let up_to = count(days_of(quiet), "day");
    let rate = format!("The newest began on {last}, {days} ago, after {before} in {up_to}");
    let p = chance(quiet.p);
    if quiet.p < CLEAR {
        return format!("{rate}: so quiet a spell is rarer than chance explains at that rate ({p}).");
    }
    format!("{rate}: so quiet a spell is no wonder at that rate ({p}).")
}

fn days(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn days_of(quiet: &Quiet) -> usize {
    days(quiet.before_days)
}

/// The newest twelve complete months, and where there are so many, the twelve before.
fn years(scope: &Scope<'_>) -> Option<String> {
    let last = scope.newest_complete()?;
    let rolling = rolling_year(scope, 0);
    let of = |month: Month| rolling.iter().find(|(of, _)| *of == month).and_then(|(_, sum)| *sum);
    let now = of(last)?;
    let said = format!("{} in the twelve months to {}", number(now as u64), last.words());
    let Some(before) = of(last.plus(-12)) else { return Some(format!("{said}.")) };
    let length =
        |last: Month| last.plus(-11).first_day().until(last.last_day()).map_or(365, |span| span.get_days() + 1);
    let change = compare(now, f64::from(length(last)), before, f64::from(length(last.plus(-12))));
    let ratio = match change.ratio {
        Some(_) if change.p < CLEAR => "clearly different",
        _ => "no larger difference than chance would produce",
    };
    let (low, high) = times_range(change.low, change.high);
    let before = number(before as u64);
    Some(format!("{said}, {before} in the twelve before: {ratio} (95% interval of their ratio {low} to {high})."))
}

/// Whether causes came less often once a preventive action was done; nothing where none is old enough.
fn held(effects: &[Effect]) -> Option<String> {
    let judged: Vec<&Effect> = effects.iter().filter(|effect| effect.change.is_ok()).collect();
    let clear = |fewer: bool| {
        let clear = judged.iter().filter(|effect| effect.adjusted < CLEAR);
        clear.filter(|effect| ratio(&effect.change).is_some_and(|ratio| (ratio < 1.0) == fewer)).count()
    };
    let quiet = judged.iter().filter(|effect| effect.after == 0).count();
    let of = match judged.len() {
        0 => return None,
        1 => "The one preventive action that was done 90 days ago or more was".to_owned(),
        n => format!("Of {} preventive actions done 90 days ago or more {} ", number(n as u64), were(quiet)),
    };
    let followed = "followed by no incident of the same cause so far";
    let of = if judged.len() == 1 && quiet == 0 {
        format!("{of} followed by one of the same cause")
    } else {
        format!("{} {followed}", of.trim_end())
    };
    Some(match (clear(true), clear(false)) {
        (0, 0) => {
            format!("{of}. For none is the difference in rate before and after larger than chance would produce.")
        }
        (fewer, more) => format!(
            "{of}. The rate is clearly lower after {} and clearly higher after {}.",
            number(fewer as u64),
            number(more as u64)
        ),
    })
}

fn were(n: usize) -> String {
    if n == 1 { "1 was".to_owned() } else { format!("{} were", number(n as u64)) }
}

fn ratio(change: &Said<crate::trend::RateChange>) -> Option<f64> {
    change.as_ref().ok().map(|change| change.ratio.unwrap_or(f64::INFINITY))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::postmortem::Postmortem;
    use crate::trend::Calendar;
    use crate::trend::sample::{case, config, corpus, date, month, severe};

    /// What is said of some cases, and of the newest day.
    fn said(cases: &[Arc<Postmortem>]) -> (String, String) {
        let (corpus, config) = (corpus(cases), config());
        let calendar = Calendar::new(&corpus, &config, date("2026-11-21"));
        let scope = calendar.scope(&corpus, &config);
        (shifted(&Trends::within(&scope)), rare(&scope))
    }

    fn monthly(counts: &[usize]) -> Vec<Arc<Postmortem>> {
        let first = month("2026-10").plus(1 - i32::try_from(counts.len()).expect("few months"));
        let of =
            |(nth, n): (i32, &usize)| (0..*n).map(move |day| severe(&format!("{}-{:02}", first.plus(nth), 1 + day), 2));
        (0..).zip(counts).flat_map(of).collect()
    }

    #[test]
    fn a_short_history_says_how_much_it_takes() {
        let (shifted, rare) = said(&[severe("2026-09-03", 1), severe("2026-10-03", 1)]);
        assert_eq!(
            shifted,
            "Too early to say: it takes 10 complete months of the newest phase that lie away from their median, and there \
             is none yet."
        );
        assert_eq!(rare, "There has been none.");
    }

    #[test]
    fn a_level_that_moved_is_said_with_its_months() {
        let counts = [[1; 12], [6; 12]].concat();
        let (shifted, _) = said(&monthly(&counts));
        assert!(shifted.starts_with("It seems so: 12 months in a row, "), "{shifted}");
        let level = [2, 5, 1, 6, 2, 5, 1, 6, 2, 5, 1, 6, 2, 5];
        let (shifted, _) = said(&monthly(&level));
        assert!(shifted.starts_with("No sign of it: at most 1 month in a row lies on"), "{shifted}");
    }

    #[test]
    fn the_worst_is_counted_in_years_and_quiet_days() {
        let old: Vec<_> = (1..=9).map(|nth| severe(&format!("2024-{nth:02}-03"), 0)).collect();
        let (_, rare) = said(&[old, vec![case("2024-01-01"), severe("2026-05-01", 0)]].concat());
        assert!(rare.starts_with("1 in the twelve months to October 2026, "), "{rare}");
        assert!(rare.contains("The newest began on 1 May 2026, 204 days ago, after "), "{rare}");
    }

    #[test]
    fn nothing_is_said_of_no_action() {
        assert_eq!(held(&[]), None);
    }
}
