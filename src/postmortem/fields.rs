//! The types that front matter's values have, and what to write where one is wrong.
use std::sync::Arc;

use jiff::civil::Date;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::TimeZone;

use super::mistimed::mistimed;
use super::{ActionKind, ActionState, Detection, Kind, Status};
use crate::config::{Facet, Term};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::source::{Span, Spanned};
use crate::table::{Context, Syntax, Value};
use crate::time::{Assumed, Moment};

/// A word that a key takes, and what it means to the program.
pub type Words<T> = &'static [(&'static str, T)];

/// How far a review is.
pub const STATUSES: Words<Status> =
    &[("draft", Status::Draft), ("in-review", Status::InReview), ("published", Status::Published)];

/// What sort of event it was.
pub const KINDS: Words<Kind> = &[
    ("unplanned", Kind::Unplanned),
    ("planned", Kind::Planned),
    ("security", Kind::Security),
    ("drill", Kind::Drill),
    ("near-miss", Kind::NearMiss),
];

/// How an incident was noticed.
pub const DETECTIONS: Words<Detection> = &[
    ("alert", Detection::Alert),
    ("customer", Detection::Customer),
    ("employee", Detection::Employee),
    ("partner", Detection::Partner),
    ("drill", Detection::Drill),
];

/// How an action stands.
pub const STATES: Words<ActionState> = &[
    ("open", ActionState::Open),
    ("done", ActionState::Done),
    ("wont-do", ActionState::WontDo),
    ("superseded", ActionState::Superseded),
];

/// What an action is for.
pub const ACTION_KINDS: Words<ActionKind> = &[
    ("prevent", ActionKind::Prevent),
    ("detect", ActionKind::Detect),
    ("mitigate", ActionKind::Mitigate),
    ("process", ActionKind::Process),
];

/// One of a few words.
pub(super) fn word<T: Copy>(
    context: &mut Context<'_>,
    key: &str,
    value: &Spanned<Value>,
    words: Words<T>,
) -> Option<T> {
    let text = context.text(key, value)?;
    if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
        return Some(*meaning);
    }
    let known = || words.iter().map(|(word, _)| *word);
    let finding = Diagnostic::deny("wrong-type", context.place(value.span), format!("`{key}` cannot be `{text}`"));
    let all = known().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    context.sink.push(match did_you_mean(&text, known()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!("one of {all}")),
    });
    None
}

/// A term of a facet, by its id or an alias.
pub(super) fn term(context: &mut Context<'_>, facet: &Facet, value: &Spanned<Value>) -> Option<Arc<Term>> {
    if matches!(&value.value, Value::Text(text) if text.trim().is_empty()) && !context.optional {
        context.wrong(value.span, format!("`{}` is empty", facet.key), choice(facet));
        return None;
    }
    let id = context.text(&facet.key, value)?;
    let found = facet.find(&id).cloned();
    if found.is_none() {
        let finding = unknown_term(facet, &id, context.place(value.span));
        let near = advice(facet, &id, context.syntax);
        match (by_name(facet, &id), near) {
            (Some(term), _) => {
                let finding = finding.help(format!("did you mean `{}`?", term.id));
                context.sink.push(finding.mend(context.inside(value.span), &*term.id));
            }
            (None, Some(near)) => context.sink.push(finding.help(near)),
            // Where the list could not be read as a whole, its own findings say so.
            (None, None) if facet.broken => {}
            (None, None) => context.sink.push(finding.help(choice(facet))),
        }
    }
    found
}

/// The only term that has a text for its id, title or alias, but for capitals, blanks and hyphens.
fn by_name<'f>(facet: &'f Facet, text: &str) -> Option<&'f Term> {
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '_', '-'], "");
    let text = plain(text);
    let mut found = facet.terms.iter().filter(|term| names(term).any(|name| plain(name) == text));
    found.next().filter(|_| found.next().is_none()).map(Arc::as_ref)
}

fn names(term: &Term) -> impl Iterator<Item = &str> + Clone {
    [term.id.as_str(), term.title.as_str()].into_iter().chain(term.aliases.iter().map(String::as_str))
}

fn unknown_term(facet: &Facet, id: &str, place: crate::source::Place) -> Diagnostic {
    Diagnostic::deny("unknown-term", place, format!("`site.toml` has no {} `{id}`", facet.title.to_lowercase()))
}

/// What was most likely meant.
fn advice(facet: &Facet, id: &str, syntax: Syntax) -> Option<String> {
    let several =
        |mark: &str| id.split(mark).count() > 1 && id.split(mark).all(|part| facet.find(part.trim()).is_some());
    if let Some(mark) = [",", ";", " - "].into_iter().find(|mark| several(mark)) {
        let quoted: Vec<_> = id.split(mark).map(|part| format!("\"{}\"", part.trim())).collect();
        return Some(match mark {
            " - " => "begin all entries of the list in the same column".to_owned(),
            _ => format!("write `{}`", syntax.assign(&facet.key, &format!("[{}]", quoted.join(", ")))),
        });
    }
    let all = || facet.terms.iter().flat_map(|term| names(term).map(move |name| (name, term)));
    let near = did_you_mean(id, all().map(|(name, _)| name))?;
    all().find(|(name, _)| *name == near).map(|(_, term)| format!("did you mean `{}`?", term.id))
}

/// The terms to choose from.
pub(super) fn choice(facet: &Facet) -> String {
    let ids: Vec<_> = facet.terms.iter().filter(|term| !term.retired).map(|term| term.id.as_str()).collect();
    match ids.as_slice() {
        [] => "add it to `site.toml`".to_owned(),
        few if few.len() <= 16 => format!("one of: {}", few.join(", ")),
        many => format!("one of {} in `site.toml`, such as {}", many.len(), many[..5].join(", ")),
    }
}

/// How days and times are written, as advice.
const DAY: &str = "2026-03-04";
const TIME: &str = "2026-03-04T09:12:00Z";

/// A date.
pub(super) fn date(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<Date> {
    let text = temporal_text(context, key, value, DAY)?;
    let pieces = Pieces::parse(&text).ok();
    if pieces.is_none() && no_such_time(context, key, value, &text, DAY) {
        return None;
    }
    let day = pieces.as_ref().filter(|pieces| pieces.time().is_none()).map(Pieces::date);
    if day.is_none() {
        let help = match &pieces {
            Some(pieces) => format!("write `{}`, without a time", pieces.date()),
            None => format!("write year, month and day: `{DAY}`"),
        };
        context.wrong(value.span, format!("`{key}` takes a date, not `{text}`"), help);
    }
    day
}

/// A date and time, or only a day where that is all that is known.
pub(super) fn moment_or_day(
    context: &mut Context<'_>,
    key: &str,
    value: &Spanned<Value>,
    zone: &TimeZone,
) -> Option<Moment> {
    let Some(day) = bare_day(&value.value) else { return moment(context, key, value, zone) };
    let moment = Moment::day(day, zone);
    if moment.is_none() {
        outside(context, key, value);
    }
    moment
}

fn bare_day(value: &Value) -> Option<Date> {
    let (Value::DateTime(text) | Value::Text(text)) = value else { return None };
    Pieces::parse(text).ok().filter(|pieces| pieces.time().is_none()).map(|pieces| pieces.date())
}

/// A date and time, with an offset or in the site's zone.
pub(super) fn moment(context: &mut Context<'_>, key: &str, value: &Spanned<Value>, zone: &TimeZone) -> Option<Moment> {
    let text = temporal_text(context, key, value, TIME)?;
    let Ok(pieces) = Pieces::parse(&text) else {
        if no_such_time(context, key, value, &text, TIME) {
            return None;
        }
        let help =
            "write `2026-03-04T09:12:00`, with an offset such as `+01:00` or `Z`, or without for the site's zone";
        context.wrong(value.span, format!("`{key}` takes a date and time, not `{text}`"), help);
        return None;
    };
    let Some(time) = pieces.time() else {
        let help = format!("write the time of day as well, as in `{}T09:12`, or remove the line", pieces.date());
        context.wrong(value.span, format!("`{key}` has a day but no time"), help);
        return None;
    };
    let local = pieces.date().to_datetime(time);
    let moment = match pieces.offset() {
        None => Moment::local(local, zone),
        Some(PiecesOffset::Zulu) => TimeZone::UTC.to_timestamp(local).ok().map(Moment::exact),
        Some(PiecesOffset::Numeric(offset)) => offset.offset().to_timestamp(local).ok().map(Moment::exact),
        Some(_) => None,
    };
    match moment {
        None => outside(context, key, value),
        Some(moment) => assumption(context, key, value, moment, zone),
    }
    moment
}

/// Reports the part of a date and time that no calendar or clock shows; whether there is one.
fn no_such_time(context: &mut Context<'_>, key: &str, value: &Spanned<Value>, text: &str, example: &str) -> bool {
    let Some(found) = mistimed(text) else { return false };
    let inner = context.inside(value.span);
    let place = context.place(Span::from(found.at).shifted(inner.start));
    let finding = Diagnostic::deny("wrong-type", place, format!("`{key}` is no time: {}", found.why));
    let finding = match &found.year {
        Some(year) => finding.help(format!("did you mean `{year}`?")),
        None => finding,
    };
    context.sink.push(match found.meant {
        Some(meant) => finding.help(format!("write `{meant}`")).mend(inner, meant),
        None if found.year.is_some() => finding,
        None => finding.help(format!("write a day or time that there is, as in `{example}`")),
    });
    true
}

fn outside(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) {
    context.wrong(value.span, format!("`{key}` is outside the calendar"), "write the year of the incident");
}

/// A local time that names no instant, or two, is said to be so, with what is assumed.
fn assumption(context: &mut Context<'_>, key: &str, value: &Spanned<Value>, moment: Moment, zone: &TimeZone) {
    let (message, why) = match moment.assumed {
        None => return,
        Some(Assumed::Gap) => (format!("`{key}` is a time that the clock jumped over"), "the time after the jump"),
        Some(Assumed::Fold) => (format!("`{key}` is a time that the clock showed twice"), "the earlier of the two"),
    };
    let assumed = moment.at.to_zoned(zone.clone());
    let written = assumed.strftime("%Y-%m-%dT%H:%M:%S%:z");
    let finding = Diagnostic::warn("ambiguous-time", context.place(value.span), message)
        .saying(format!("taken as {written}, {why}"))
        .help("add the offset that was meant, such as `+01:00`");
    context.sink.push(finding);
}

/// What a date or time is written as: TOML has a type for it, YAML a text.
fn temporal_text(context: &mut Context<'_>, key: &str, value: &Spanned<Value>, example: &str) -> Option<String> {
    match &value.value {
        Value::DateTime(text) => Some(text.clone()),
        Value::Text(_) => context.text(key, value),
        other => {
            let example = context.syntax.assign(key, example);
            context.wrong(
                value.span,
                format!("`{key}` takes a date, not {}", other.describe()),
                format!("write `{example}`"),
            );
            None
        }
    }
}

/// A number that is not negative.
pub(super) fn count(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<u64> {
    let number = match value.value {
        Value::Integer(number) => u64::try_from(number).ok(),
        _ => None,
    };
    if number.is_none() {
        context.wrong(
            value.span,
            format!("`{key}` takes a whole number"),
            format!("write `{}`", context.syntax.assign(key, "1200")),
        );
    }
    number
}

/// A share in percent.
pub(super) fn percent(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<f64> {
    let number = match value.value {
        #[expect(clippy::cast_precision_loss, reason = "what is out of range is refused below")]
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    };
    let fits = number.filter(|number| (0.0..=100.0).contains(number));
    if fits.is_none() {
        let help = format!("write `{}` for twelve and a half percent", context.syntax.assign(key, "12.5"));
        context.wrong(value.span, format!("`{key}` takes a number from 0 to 100"), help);
    }
    fits
}

/// A number or a text, kept as it would be written.
pub(super) fn amount(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<String> {
    match &value.value {
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) if number.is_finite() => Some(number.to_string()),
        _ => context.text(key, value),
    }
}

/// An old id, which becomes a folder of the site.
pub(super) fn address(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<String> {
    let id = context.text("aliases", value)?;
    let fits = !id.contains(['/', '\\']) && !id.chars().any(char::is_control) && !matches!(id.as_str(), "." | "..");
    if !fits {
        context.wrong(
            value.span,
            format!("`{id}` cannot be an address"),
            "write the file's old name, without folder and `.md`",
        );
    }
    fits.then_some(id)
}
