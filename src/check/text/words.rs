//! The words that are looked for, and what each is a sign of.
use super::row::{Find, Row, after, before, line, run, whole_word};
use super::{Kind, address, secret};
use crate::draft;
use crate::source::Span;

/// What blames a person, and what to write instead.
const BLAME: &[(&str, &[&str])] = &[
    (
        "care is no safeguard: name the check, the limit or the alert that would have helped",
        &["should have been more careful", "needs to be more careful", "need to be more careful", "be more careful"],
    ),
    (
        "say what made the slip easy: the tool, the default, the check that was missing",
        &[
            "human error",
            "operator error",
            "made a mistake",
            "stupid mistake",
            "silly mistake",
            "rookie mistake",
            "careless mistake",
            "fat-fingered",
            "fat fingered",
            "screwed up",
            "messed up",
        ],
    ),
    (
        "say what was known at the time, and what would have shown the rest",
        &[
            "should have known",
            "should have realised",
            "should have realized",
            "should've known",
            "ought to have known",
            "should have been paying attention",
        ],
    ),
    (
        "say what would have reminded or stopped anybody: a check, an alert, a step of the runbook",
        &[
            "forgot to",
            "neglected to",
            "failed to follow procedure",
            "failed to follow the procedure",
            "failed to follow the process",
            "failed to follow the runbook",
            "did not follow the procedure",
            "did not follow the process",
            "did not follow the runbook",
            "did not bother to",
            "didn't bother to",
            "not paying attention",
        ],
    ),
    (
        "say what the system let happen, and leave the person out",
        &[
            "was careless",
            "were careless",
            "been careless",
            "carelessness",
            "was sloppy",
            "were sloppy",
            "was reckless",
            "negligent",
            "negligence",
            "incompetent",
            "incompetence",
            "stupidity",
            "idiot",
            "idiotic",
            "clueless",
            "inattentive",
            "his fault",
            "her fault",
            "their fault",
            "my fault",
            "your fault",
            "lack of discipline",
        ],
    ),
];

/// Elements of HTML that people write in markdown.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "video",
];

/// Where conversations and documents lie that a reader needs an invitation for.
const PRIVATE: &[(&str, &str)] = &[
    ("slack.com/archives/", "a Slack conversation"),
    ("slack.com/client/", "a Slack conversation"),
    ("app.slack.com/", "a Slack conversation"),
    ("files.slack.com/", "a file in Slack"),
    ("slack.com/files/", "a file in Slack"),
    ("discord.com/channels/", "a Discord conversation"),
    ("discordapp.com/channels/", "a Discord conversation"),
    ("teams.microsoft.com/", "a Teams conversation"),
    ("teams.live.com/", "a Teams conversation"),
    ("chat.google.com/", "a Google conversation"),
    ("mail.google.com/", "a mailbox"),
    ("outlook.office.com/", "a mailbox"),
    ("docs.google.com/", "a Google document"),
    ("drive.google.com/", "a file in Google Drive"),
    ("meet.google.com/", "a call"),
    ("zoom.us/rec/", "a recording"),
    ("zoom.us/j/", "a call"),
    (".sharepoint.com/", "a file in SharePoint"),
    ("1drv.ms/", "a file in OneDrive"),
    ("onedrive.live.com/", "a file in OneDrive"),
    ("dropbox.com/home", "a file in Dropbox"),
    ("t.me/c/", "a Telegram conversation"),
    ("web.whatsapp.com/", "a WhatsApp conversation"),
];

/// What stands where something is to be written.
const HINTS: &[(&str, Find)] = &[
    ("TODO", marker),
    ("TBD", marker),
    ("TBC", marker),
    ("FIXME", marker),
    ("YYYY-MM-DD", as_written),
    ("HH:MM", as_written),
    ("lorem ipsum", whole_word),
    ("[insert ", bracketed),
    ("<insert ", bracketed),
    ("[describe ", bracketed),
    ("<describe ", bracketed),
];

/// How a hint in italics below a heading begins.
const ASKING: &[&str] = &[
    "add",
    "describe",
    "did",
    "explain",
    "give",
    "how",
    "include",
    "list",
    "outline",
    "provide",
    "run",
    "summarise",
    "summarize",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "write",
];

/// How a stated duration is introduced. How long something took to repair or to resolve is often counted in hours of
/// service, which no two teams count alike.
const DURATIONS: &[&str] = &["duration", "lasted"];

/// Every row.
pub(super) fn rows() -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (advice, words) in BLAME {
        rows.extend(words.iter().map(|word| Row::new(word, Kind::Blame, advice, blame)));
    }
    let tags = TAGS.iter().map(|tag| format!("<{tag}"));
    rows.extend(tags.map(|tag| Row { word: tag.into(), kind: Kind::Html, note: "".into(), find: element }));
    rows.extend(PRIVATE.iter().map(|(host, what)| Row::new(host, Kind::PrivateLink, what, web_address)));
    rows.extend(HINTS.iter().map(|(word, find)| Row::new(word, Kind::Hint, "", *find)));
    let asking = ASKING.iter().flat_map(|word| [format!("*{word} "), format!("_{word} ")]);
    rows.extend(asking.map(|word| Row { word: word.into(), kind: Kind::Hint, note: "asks".into(), find: question }));
    let own = draft::hints().map(|hint| format!("<!-- {hint} -->"));
    rows.extend(own.map(|hint| Row {
        word: hint.into(),
        kind: Kind::Hint,
        note: "comment".into(),
        find: |_, at| Some(at),
    }));
    rows.extend(secret::TOKENS.iter().map(|(start, _, what)| Row::new(start, Kind::Secret, what, secret::token)));
    rows.push(Row::new("eyJ", Kind::Secret, "a signed token", secret::signed));
    rows.push(Row::new("PRIVATE KEY-----", Kind::Secret, "a private key", secret::private_key));
    rows.push(Row::new("PRIVATE KEY BLOCK-----", Kind::Secret, "a private key", secret::private_key));
    rows.push(Row::new("://", Kind::Secret, "a password", secret::password));
    rows.push(Row::new("Bearer ", Kind::Secret, "a token", secret::bearer));
    rows.push(Row::new("@", Kind::Email, "", address::find));
    rows.extend(DURATIONS.iter().map(|word| Row::new(word, Kind::Duration, "", duration)));
    rows
}

/// Words that blame, unless the sentence says that it is not so.
fn blame(text: &str, at: Span) -> Option<Span> {
    if text[line(text, at.start).start..at.start].to_lowercase().contains("blame") {
        return None;
    }
    let word = text[..at.start].trim_end().rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).next();
    let denied = ["no", "not", "never", "without", "than", "isn't", "wasn't", "isn’t", "wasn’t", "nor"];
    whole_word(text, at).filter(|_| !word.is_some_and(|word| denied.iter().any(|no| word.eq_ignore_ascii_case(no))))
}

/// The whole tag, on its line.
fn element(text: &str, at: Span) -> Option<Span> {
    let next = after(text, at.end)?;
    let end = line(text, at.start).end;
    let close = text[at.end..end].find('>').map_or(end, |close| at.end + close + 1);
    let ends = close < end || text[..close].ends_with('>');
    ((next.is_whitespace() || matches!(next, '>' | '/')) && ends && before(text, at.start) != Some('\\'))
        .then(|| Span::new(at.start, close))
}

/// The whole address around a host.
fn web_address(text: &str, at: Span) -> Option<Span> {
    let part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '(' | ')' | '[' | ']' | '`' | '|');
    let head = text[..at.start]
        .rfind(|c| !part(c))
        .map_or(0, |stop| stop + text[stop..].chars().next().map_or(1, char::len_utf8));
    let start = head + text[head..at.start].rfind("http")?;
    let host =
        text[start..at.start].strip_prefix("https://").or_else(|| text[start..at.start].strip_prefix("http://"))?;
    let end = run(text, at.end, |byte| part(char::from(byte)));
    let end = at.start + text[at.start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']).len();
    let whole = host.is_empty() || host.ends_with('.') || text[at.start..].starts_with('.');
    (whole && !host.contains('/')).then(|| Span::new(start, end))
}

/// `TODO` and its like: at the beginning of what somebody wrote, or all that follows a label.
fn marker(text: &str, at: Span) -> Option<Span> {
    let word = &text[at.start..at.end];
    let line = line(text, at.start);
    let head = text[line.start..at.start].trim_end();
    let opens = head
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '-' | '*' | '+' | '|' | '>' | '_' | '[' | ']' | '(' | '#'));
    let labels = head.ends_with(':') || head.ends_with("**") || head.ends_with('|') || head.ends_with('—');
    let rest = text[at.end..line.end].trim_start_matches(['*', '_', ')', ']']);
    let alone = rest.trim().is_empty() || rest.trim_start().starts_with(['|', '.']);
    let upper = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let item = opens && (rest.starts_with(':') || alone);
    (upper && whole_word(text, at).is_some() && (item || (labels && alone))).then_some(at)
}

/// A form for a date or a time, in capitals.
fn as_written(text: &str, at: Span) -> Option<Span> {
    let upper = !text[at.start..at.end].bytes().any(|byte| byte.is_ascii_lowercase());
    whole_word(text, at).filter(|_| upper)
}

/// `[insert the link here]`, which is no link.
fn bracketed(text: &str, at: Span) -> Option<Span> {
    let close = if text[at.start..].starts_with('[') { ']' } else { '>' };
    let end = line(text, at.start).end;
    let end = at.start + text[at.start..end].find(close)? + 1;
    (!text[end..].starts_with(['(', '['])).then(|| Span::new(at.start, end))
}

/// A whole line in italics, the first below a heading.
fn question(text: &str, at: Span) -> Option<Span> {
    let whole = line(text, at.start);
    let words = whole.of(text).trim();
    let mark = words.chars().next()?;
    let inner = words.strip_prefix(mark)?.strip_suffix(mark)?;
    let above = text[..whole.start].trim_end();
    let heading = line(text, above.len()).of(text).starts_with('#');
    let start = whole.start + (whole.of(text).len() - whole.of(text).trim_start().len());
    let fits = start == at.start
        && heading
        && !inner.contains(mark)
        && inner.ends_with(['.', '?', '…', ':']) | !inner.contains(". ");
    fits.then(|| Span::new(start, start + words.len()))
}

/// What follows `Duration:` or `lasted`, up to the end of the line or the sentence.
fn duration(text: &str, at: Span) -> Option<Span> {
    whole_word(text, at)?;
    let line = line(text, at.start);
    let rest = &text[at.end..line.end];
    let label = !text[at.start..at.end].eq_ignore_ascii_case("lasted");
    let said = rest.trim_start_matches(['*', '_', ' ']);
    let of_it = ["incident", "outage", "downtime", "disruption", "interruption", "impact"];
    let subject = text[line.start..at.start].trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
    if !label && !of_it.contains(&subject.as_str()) {
        return None;
    }
    let said = if label { said.strip_prefix([':', '|'])?.trim_start_matches(['*', '_', ' ']) } else { said };
    let said = said.strip_prefix("for ").unwrap_or(said);
    let start = line.end - said.len();
    let length = said.find(". ").unwrap_or(said.len()).min(said.find(['|', ',', ';']).unwrap_or(said.len()));
    let said = said[..length].trim_end_matches([' ', '.', '*', '_', '\r']);
    said.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '~' | '≈' | 'a'))
        .then(|| Span::new(start, start + said.len()))
}
