//! Mail addresses.
use super::row::{after, before, run};
use crate::source::Span;

/// Mailboxes of a role, which are nobody's in person; also what stands before `@` in a login.
const ROLES: &[&str] = &[
    "abuse",
    "admin",
    "alerts",
    "billing",
    "bot",
    "careers",
    "contact",
    "deploy",
    "dpo",
    "feedback",
    "git",
    "hello",
    "help",
    "helpdesk",
    "hostmaster",
    "incident",
    "incidents",
    "info",
    "infra",
    "legal",
    "mail",
    "news",
    "noc",
    "office",
    "oncall",
    "on-call",
    "ops",
    "postmaster",
    "press",
    "privacy",
    "root",
    "sales",
    "security",
    "service",
    "sre",
    "status",
    "support",
    "team",
    "test",
    "ubuntu",
    "user",
    "username",
    "webmaster",
];

/// Parts of a mailbox that say it is read by many or by nobody.
const SHARED: &[&str] =
    &["noreply", "no-reply", "donotreply", "do-not-reply", "team", "list", "group", "announce", "security"];

/// Last parts of a mailbox that many read: `payments-staff`.
const GROUPS: &[&str] = &["admins", "all", "devs", "instr", "instructors", "staff", "users"];

/// Endings that look like those of a domain and are none.
const NO_DOMAIN: &[&str] = &[
    "service",
    "timer",
    "socket",
    "target",
    "mount",
    "local",
    "internal",
    "localhost",
    "example",
    "test",
    "invalid",
    "md",
    "rs",
    "py",
    "js",
    "ts",
    "json",
    "yaml",
    "yml",
    "toml",
    "png",
    "jpg",
    "svg",
    "git",
    "sh",
    "lan",
    "cluster",
];

/// The mail address around an `@`.
pub(super) fn find(text: &str, at: Span) -> Option<Span> {
    let local = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let bytes = text.as_bytes();
    let length = bytes[..at.start].iter().rev().take(65).take_while(|byte| local(byte)).count();
    let start = at.start - length;
    let start = start + bytes[start..at.start].iter().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
    let end = run(text, at.end, |byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
    let domain = text[at.end..end].trim_end_matches(['.', '-']);
    let end = at.end + domain.len();
    let name = &text[start..at.start];
    let mail = text[..start].ends_with("mailto:");
    let joined =
        before(text, start).is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '@' | '=' | '#' | ':')) && !mail;
    // `host:path` is what git and ssh take.
    let login = after(text, end).is_some_and(|c| matches!(c, ':' | '@' | '/')) && !text[end..].starts_with(": ");
    let fits = !name.is_empty() && (1..=64).contains(&length) && !joined && !login;
    (fits && is_domain(domain) && !is_role(name)).then_some(Span::new(start, end))
}

fn is_domain(domain: &str) -> bool {
    let Some((above, top)) = domain.rsplit_once('.') else { return false };
    let labels = above.split('.').all(|label| !label.is_empty() && !label.starts_with('-'));
    let known = |name: &&str| top.eq_ignore_ascii_case(name);
    let reserved = above.rsplit('.').next().is_some_and(|label| label.eq_ignore_ascii_case("example"));
    let letters = (2..=18).contains(&top.len()) && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    labels && letters && !reserved && !NO_DOMAIN.iter().any(known) && domain.len() < 254
}

fn is_role(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let part = |part: &str| GROUPS.contains(&part);
    ROLES.contains(&name.as_str())
        || name.split(['-', '_', '.', '+']).skip(1).any(part)
        || SHARED.iter().any(|part| name.contains(part))
}
