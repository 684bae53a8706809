//! Zola: posts of a site or blog, TOML.
use jiff::civil::Date;

use super::case::{Case, words};
use super::days::Day;
use super::original::Original;
use super::prose::Report;
use super::{Convention, How, classify, kinds};
use super::{clock, dates};
use crate::source::Span;
use crate::table::{Syntax, Value};

pub(super) const CONVENTION: Convention = Convention { name: "Zola", fits, read };

fn fits(original: &Original<'_>) -> bool {
    original.front.syntax == Syntax::Toml && !original.front.entries.is_empty()
}

fn read(case: &mut Case<'_>) -> Result<(), String> {
    let (day, at, from) = day(case).ok_or("it has no date, nor has its path or name")?;
    case.title();
    let report = Report::of(case);
    classify::severity(case, &report);
    case.unclassified();
    times(case, &report, day, at);
    if draft(case) {
        case.unknown("published", None, "the day on which it is published");
    } else {
        case.set("published", Value::DateTime(day.to_string()), at, from);
    }
    kinds::decide_by_words(case, &report.summary);
    classify::services(case, &report.labels);
    case.drop("aliases", "addresses of another site, not ids of this one");
    report.finish(case);
    Ok(())
}

/// The day of the post, where it stands, and how sure that is.
fn day(case: &mut Case<'_>) -> Option<(Date, Option<Span>, How)> {
    let (date, path) = (case.ask("date"), case.ask("path"));
    if let Some((value, written)) = date.and_then(|value| Some((value, case.date(&words(&value.value))?))) {
        return Some((written.date, Some(value.span), How::Sure));
    }
    if let Some((value, day)) = path.and_then(|value| Some((value, dates::within(&words(&value.value))?))) {
        return Some((day, Some(value.span), How::derived("the day in `path`")));
    }
    let day = dates::within(case.original.stem())?;
    Some((day, None, How::derived("the day in the file's name")))
}

/// The incident's day: one that the title names or the timeline begins with, if the post can have told of it; else the
/// post's own, on which no timeline is put.
fn times<'a>(case: &mut Case<'a>, report: &Report<'a>, post: Date, at: Option<Span>) {
    let title = case.original.front.get("title");
    let named = title.and_then(|title| Some((clock::day_in(&words(&title.value), case.order)?, title.span)));
    let line = |span: Option<Span>| span.map(|span| case.original.line(span));
    let told = report.first_date.filter(|day| *day <= post);
    let (date, line, how) = match (named.filter(|(day, _)| *day <= post), told) {
        (Some((day, span)), _) => (day, line(Some(span)), "the day only, from the title"),
        (None, Some(day)) => (day, None, "the day only, from the timeline"),
        (None, None) => (post, line(at), "the day of the post; the incident was no later"),
    };
    let sure = date != post || named.is_some();
    report.times(case, &Day { date, line, how: How::derived(how) }, sure);
}

fn draft(case: &mut Case<'_>) -> bool {
    let draft = case.ask("draft").filter(|value| value.value == Value::Bool(true));
    if let Some(value) = draft {
        case.set("status", Value::Text("draft".into()), Some(value.span), How::Sure);
    }
    draft.is_some()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{adopted, left, told};

    const POST: &str = "+++
path = \"2026/03/04/wallet\"
title = \"Security advisory for the wallet (CVE-2026-0001)\"
authors = [\"A. Person\"]
aliases = [\"2026/03/04/wallet.html\"]
template = \"post.html\"
[extra]
team = \"Wallet\"
imported_from = \"elsewhere\"
+++

See [the notice][1] and ![a picture](/images/a.png).

[1]: https://example.com/notice
";

    #[test]
    fn a_post_becomes_a_case() {
        insta::assert_snapshot!(adopted("wallet.md", POST).text, @r#"
        +++
        title = "Security advisory for the wallet (CVE-2026-0001)"
        severity = "unclassified"
        root_cause = "unclassified"
        squad = "unclassified"
        started = 2026-03-04
        published = 2026-03-04
        kind = "security"

        [extra]
        imported_from = "wallet.md"
        template = "post.html"
        original_imported_from = "elsewhere"
        +++

        See [the notice][1] and ![a picture](/images/a.png).

        [1]: https://example.com/notice
        "#);
        insta::assert_snapshot!(told("wallet.md", POST), @r"
        wallet.md (Zola)
          title = Security advisory for the wallet (CVE-2026-0001) [line 3] sure
          severity = unclassified unknown: how bad it was
          root_cause = unclassified unknown: why it happened
          squad = unclassified unknown: who owns what failed
          started = 2026-03-04 [line 2] derived: the day of the post; the incident was no later
          detected =  unknown: when it was noticed
          resolved =  unknown: when it was resolved
          published = 2026-03-04 [line 2] derived: the day in `path`
          kind = security [line 3] derived: a matter of security, by a word, “security advisory” in the title
          services =  unknown: what was affected
          aliases =  [line 5] dropped: addresses of another site, not ids of this one
          authors =  [line 4] dropped: names of people are not carried over
          extra.template = post.html [line 6] sure
          team =  [line 8] dropped: names of people are not carried over
          extra.original_imported_from = elsewhere [line 9] sure
        ");
    }

    #[test]
    fn the_day_is_that_of_the_post_unless_the_title_has_one() {
        let post = |title: &str, keys: &str| format!("+++\ntitle = \"{title}\"\n{keys}\n+++\n");
        let told = |title, keys| told("posts/2026-03-04-queue/index.md", &post(title, keys));
        insta::assert_snapshot!(told("Queue outage on 2026-02-28", "draft = true"), @r"
        posts/2026-03-04-queue/index.md (Zola)
          title = Queue outage on 2026-02-28 [line 2] sure
          severity = unclassified unknown: how bad it was
          root_cause = unclassified unknown: why it happened
          squad = unclassified unknown: who owns what failed
          started = 2026-02-28 [line 2] derived: the day only, from the title
          detected =  unknown: when it was noticed
          resolved =  unknown: when it was resolved
          status = draft [line 3] sure
          published =  unknown: the day on which it is published
          kind = unplanned [line 2] derived: an incident, by a word, “outage” in the title
          services =  unknown: what was affected
        ");
        insta::assert_snapshot!(told("Queue outage before 2026-12-31", "date = 2026-03-03T10:00:00Z"), @r#"
        posts/2026-03-04-queue/index.md (Zola)
          title = Queue outage before 2026-12-31 [line 2] sure
          severity = unclassified unknown: how bad it was
          root_cause = unclassified unknown: why it happened
          squad = unclassified unknown: who owns what failed
          started = 2026-03-03T10:00:00Z [line 3] sure
          detected =  unknown: when it was noticed
          resolved =  unknown: when it was resolved
          published = 2026-03-03 [line 3] sure
          kind = unplanned [line 2] derived: an incident, by a word, “outage” in the title
          services =  unknown: what was affected
        "#);
    }

    #[test]
    fn a_day_in_words_in_the_title_is_the_day_of_the_timeline() {
        let post = "+++\npath = \"2026/03/04/queue\"\ntitle = \"About the March 1, 2026 incident\"\n+++\n\n\
                    ## Timeline\n\n- 20:10 UTC: Queues begin to fail\n- 21:10 UTC: Fixed\n";
        let adopted = adopted("queue.md", post);
        assert!(adopted.text.contains("\nstarted = 2026-03-01"), "{}", adopted.text);
    }

    #[test]
    fn a_post_without_a_day_is_left_with_the_reason() {
        assert_eq!(left("about.md", "+++\ntitle = \"About\"\n+++\n"), "it has no date, nor has its path or name");
    }
}
