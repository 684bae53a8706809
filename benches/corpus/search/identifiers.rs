//! The names that make reports long in the tail: hosts, addresses, hashes, versions, tickets.
use super::random::Random;
use super::vocabulary::ENGLISH;
use super::{SERVICES, SQUADS};

/// A new identifier of a kind, if there are any of that kind.
pub(crate) fn identifier(kind: &str, random: &mut Random) -> Option<String> {
    Some(match kind {
        "host" => {
            let service = pick(SERVICES, random).0;
            let region = ENGLISH.any("regions", random);
            format!("{service}-{:02}.{region}.internal", 1 + random.below(40))
        }
        "ip" => format!("10.{}.{}.{}", random.below(256), random.below(256), 1 + random.below(254)),
        "url" => format!("https://{}.example/v{}/{}", pick(SERVICES, random).0, 1 + random.below(4), hex(random, 6)),
        "ticket" => format!("{}-{}", ticket_prefix(random), 100 + random.below(40_000)),
        "hash" => {
            let length = [7, 10, 12, 40][random.below(4)];
            hex(random, length)
        }
        "trace" => hex(random, 16),
        "uuid" => {
            let parts = [8, 4, 4, 4, 12].map(|length| hex(random, length));
            parts.join("-")
        }
        "ver" => version(random),
        "file" => format!("{}:{}", ENGLISH.any("files", random), 10 + random.below(900)),
        "code" => code(random),
        _ => return None,
    })
}

/// Hexadecimal digits, as many as asked for.
pub(crate) fn hex(random: &mut Random, length: usize) -> String {
    (0..length).map(|_| char::from(b"0123456789abcdef"[random.below(16)])).collect()
}

fn version(random: &mut Random) -> String {
    let numbers = format!("{}.{}.{}", 1 + random.below(9), random.below(40), random.below(20));
    match random.below(6) {
        0 => format!("v{numbers}-rc{}", 1 + random.below(4)),
        1 => format!("v{numbers}"),
        _ => numbers,
    }
}

fn code(random: &mut Random) -> String {
    match random.below(5) {
        0 => format!("E{:04X}", random.below(0xffff)),
        1 => format!("ERR-{}", 1_000 + random.below(9_000)),
        _ => ENGLISH.often("errors", random).to_owned(),
    }
}

fn ticket_prefix(random: &mut Random) -> String {
    match random.below(3) {
        0 => "OPS".to_owned(),
        1 => "CHG".to_owned(),
        _ => pick(SQUADS, random).0[..3].to_uppercase(),
    }
}

pub(crate) fn pick<T: Copy>(from: &[T], random: &mut Random) -> T {
    from[random.below(from.len())]
}
