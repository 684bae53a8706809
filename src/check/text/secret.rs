//! Tokens, keys and passwords, known by how they begin.
use super::row::{after, before, line, run};
use crate::source::Span;

/// How tokens begin, how many characters follow at least, and whose they are.
pub(super) const TOKENS: &[(&str, usize, &str)] = &[
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("ghp_", 36, "a GitHub token"),
    ("gho_", 36, "a GitHub token"),
    ("ghu_", 36, "a GitHub token"),
    ("ghs_", 36, "a GitHub token"),
    ("ghr_", 36, "a GitHub token"),
    ("github_pat_", 40, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("xoxb-", 20, "a Slack token"),
    ("xoxp-", 20, "a Slack token"),
    ("xoxa-", 20, "a Slack token"),
    ("xoxs-", 20, "a Slack token"),
    ("xapp-", 20, "a Slack token"),
    ("sk_live_", 20, "a Stripe key"),
    ("rk_live_", 20, "a Stripe key"),
    ("AIza", 35, "a Google key"),
    ("GOCSPX-", 24, "a Google client secret"),
    ("ya29.", 40, "a Google token"),
    ("npm_", 36, "an npm token"),
    ("pypi-AgEI", 40, "a PyPI token"),
    ("SG.", 50, "a SendGrid key"),
    ("dop_v1_", 60, "a DigitalOcean token"),
    ("hvs.", 24, "a Vault token"),
    ("dapi", 32, "a Databricks token"),
    ("shpat_", 32, "a Shopify token"),
    ("sk-ant-", 40, "an API key"),
    ("sk-proj-", 40, "an API key"),
    ("AGE-SECRET-KEY-1", 50, "an age key"),
    ("AccountKey=", 80, "an Azure storage key"),
    ("hooks.slack.com/services/", 30, "a Slack webhook"),
    ("discord.com/api/webhooks/", 60, "a Discord webhook"),
    ("discordapp.com/api/webhooks/", 60, "a Discord webhook"),
];

/// The whole token that begins with one of [`TOKENS`].
pub(super) fn token(text: &str, at: Span) -> Option<Span> {
    let start = &text[at.start..at.end];
    let (_, least, _) = TOKENS.iter().find(|(prefix, ..)| *prefix == start)?;
    let joined = before(text, at.start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let path = start.ends_with('/');
    let end = run(text, at.end, |byte| {
        byte.is_ascii_alphanumeric()
            || b"_-.".contains(&byte)
            || (byte == b'/' && path)
            || (b"+/=".contains(&byte) && start.ends_with('='))
    });
    let rest = text[at.end..end].trim_end_matches(['.', '-']);
    let hex = start != "dapi" || rest.bytes().all(|byte| byte.is_ascii_hexdigit());
    let upper = !start.ends_with("IA")
        || (rest.len() == *least && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
    let found = !joined && rest.len() >= *least && hex && upper && is_random(rest);
    found.then(|| Span::new(at.start, at.end + rest.len()))
}

/// Three parts that points separate, the first of which is JSON in base64.
pub(super) fn signed(text: &str, at: Span) -> Option<Span> {
    let exact = &text[at.start..at.end] == "eyJ" && !before(text, at.start).is_some_and(char::is_alphanumeric);
    let end = run(text, at.start, |byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    let token = text[at.start..end].trim_end_matches('.');
    let mut parts = token.split('.');
    let (head, body, sign) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = parts.next().is_none() && head.len() > 12 && body.len() > 12 && sign.len() > 20;
    (exact && whole && body.starts_with("eyJ") && is_random(sign)).then(|| Span::new(at.start, at.start + token.len()))
}

/// From `-----BEGIN … PRIVATE KEY-----` to its end, if a key stands between.
pub(super) fn private_key(text: &str, at: Span) -> Option<Span> {
    let begin = text[line(text, at.start).start..at.start].rfind("-----BEGIN ")?;
    let start = line(text, at.start).start + begin;
    let rest = &text[at.end..];
    let end = rest.find("-----END ").or_else(|| rest.find("\n\n")).unwrap_or(rest.len());
    let key = rest[..end].bytes().filter(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte)).count();
    let end = at.end + end;
    let end = if text[end..].starts_with("-----END ") { line(text, end).end } else { end };
    (key >= 40).then(|| Span::new(start, end))
}

/// The password of `scheme://user:password@host`.
pub(super) fn password(text: &str, at: Span) -> Option<Span> {
    let end = run(text, at.end, |byte| byte.is_ascii_graphic() && !b"/?#<>\"'`)|\\".contains(&byte));
    let authority = &text[at.end..end];
    let (login, host) = authority.rsplit_once('@')?;
    let (user, password) = login.split_once(':')?;
    let placeholder = ["password", "passwd", "pass", "pw", "secret", "token", "user", "changeme", "foo", "bar"];
    let named = placeholder.iter().any(|word| password.eq_ignore_ascii_case(word)) || password == user;
    let varies = password.bytes().any(|byte| Some(byte) != password.bytes().next());
    let written = password.starts_with(|c: char| c.is_ascii_alphanumeric()) && varies && !named && password.len() > 3;
    let scheme = before(text, at.start).is_some_and(|c| c.is_ascii_alphanumeric());
    let start = at.end + user.len() + 1;
    (scheme && written && !host.is_empty()).then(|| Span::new(start, start + password.len()))
}

/// What follows `Bearer `, where it looks like chance.
pub(super) fn bearer(text: &str, at: Span) -> Option<Span> {
    let end = run(text, at.end, |byte| byte.is_ascii_alphanumeric() || b"_-.~+/=".contains(&byte));
    let token = text[at.end..end].trim_end_matches('.');
    let digit = token.bytes().any(|byte| byte.is_ascii_digit());
    let both =
        token.bytes().any(|byte| byte.is_ascii_lowercase()) && token.bytes().any(|byte| byte.is_ascii_uppercase());
    let ends = after(text, end).is_none_or(|c| c != '(');
    (token.len() >= 24 && digit && both && ends && is_random(token)).then(|| Span::new(at.end, at.end + token.len()))
}

/// Whether characters look drawn by lot: of many kinds, and no placeholder.
fn is_random(text: &str) -> bool {
    let mut seen = [false; 128];
    text.bytes().filter(u8::is_ascii).for_each(|byte| seen[usize::from(byte)] = true);
    let kinds = seen.iter().filter(|seen| **seen).count();
    let upper = text.to_ascii_uppercase();
    let placeholder =
        ["EXAMPLE", "XXXX", "....", "REDACTED", "YOUR", "123456789"].iter().any(|word| upper.contains(word));
    kinds >= 8 && !placeholder
}
