//! Numbers that belong to people: cards, accounts, phones.
use super::Kind;
use crate::source::Span;

/// The length of an account number, by country.
const IBAN: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 \
ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 \
LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 \
ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";

/// Finds them all, in one pass.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Kind, Span, &'static str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|next| at + next) {
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let hit = iban(bytes, start, end).or_else(|| phone(bytes, start, end)).or_else(|| card(bytes, start, end));
        at = end;
        if let Some((kind, span, note)) = hit {
            found(kind, span, note);
            at = at.max(span.end);
        }
    }
}

type Hit = (Kind, Span, &'static str);

/// Whether a byte beside a number makes it a part of something else.
fn joins(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_-/.+#=%&:@".contains(byte) || !byte.is_ascii())
}

fn ends(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at);
    let sentence =
        next.is_some_and(|byte| b".:".contains(byte)) && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    sentence || !joins(next)
}

fn previous(bytes: &[u8], at: usize) -> Option<&u8> {
    at.checked_sub(1).and_then(|at| bytes.get(at))
}

/// The lengths of the groups of digits from `start` on that one and the same blank or hyphen parts, and the end.
fn groups(bytes: &[u8], start: usize, first_end: usize, most: usize) -> (Vec<usize>, usize) {
    let (mut lengths, mut end) = (vec![first_end - start], first_end);
    let Some(separator) = bytes.get(end).copied().filter(|byte| matches!(byte, b' ' | b'-')) else {
        return (lengths, end);
    };
    while lengths.len() < most && bytes.get(end) == Some(&separator) {
        let length = bytes[end + 1..].iter().take(20).take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 {
            break;
        }
        lengths.push(length);
        end += 1 + length;
    }
    (lengths, end)
}

/// Fifteen or sixteen digits in the usual groups, of a known scheme, whose last digit checks (Luhn).
fn card(bytes: &[u8], start: usize, first_end: usize) -> Option<Hit> {
    let (lengths, _) = groups(bytes, start, first_end, 5);
    // Behind it may stand when it expires, or the next one.
    let parts = match lengths.as_slice() {
        [15 | 16, ..] => 1,
        [4, 4, 4, 4] | [4, 4, 4, 4, ..3] => 4,
        [4, 6, 5] | [4, 6, 5, ..5, ..] => 3,
        _ => return None,
    };
    let end = start + lengths[..parts].iter().sum::<usize>() + parts - 1;
    // A code of some sort is told from a card by what it is written next to.
    let equals = previous(bytes, start) == Some(&b'=') || previous(bytes, start) == Some(&b':');
    if (joins(previous(bytes, start)) && !equals) || !ends(bytes, end) {
        return None;
    }
    let digits: Vec<u8> =
        bytes[start..end].iter().filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0').collect();
    let lead = digits.iter().take(4).fold(0_u32, |lead, digit| lead * 10 + u32::from(*digit));
    let scheme = match digits.len() {
        15 => matches!(lead / 100, 34 | 37),
        _ => matches!(lead, 4000..=4999 | 5100..=5599 | 2221..=2720 | 6011 | 6440..=6599 | 3528..=3589),
    };
    let varied = digits.iter().any(|digit| *digit != digits[digits.len() - 1]);
    (scheme && varied && luhn(&digits)).then_some((Kind::Card, Span::new(start, end), "a card number"))
}

fn luhn(digits: &[u8]) -> bool {
    let weigh = |(nth, digit): (usize, &u8)| match (nth % 2, u32::from(*digit)) {
        (0, digit) => digit,
        (_, digit) if digit < 5 => digit * 2,
        (_, digit) => digit * 2 - 9,
    };
    digits.iter().rev().enumerate().map(weigh).sum::<u32>().is_multiple_of(10)
}

/// Two letters, two digits and the rest, whose remainder checks (ISO 13616).
fn iban(bytes: &[u8], start: usize, first_end: usize) -> Option<Hit> {
    let from = start.checked_sub(2)?;
    let country = std::str::from_utf8(bytes.get(from..start)?).ok()?;
    if first_end < start + 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) || joins(previous(bytes, from)) {
        return None;
    }
    let length: usize = IBAN.split(' ').find_map(|row| row.strip_prefix(country))?.parse().ok()?;
    let (mut read, mut end) = (Vec::with_capacity(length), from);
    while read.len() < length {
        match bytes.get(end) {
            Some(b' ') if read.len().is_multiple_of(4) => {}
            Some(byte) if byte.is_ascii_uppercase() || byte.is_ascii_digit() => read.push(*byte),
            _ => return None,
        }
        end += 1;
    }
    read.rotate_left(4);
    let digit = |rest: u32, byte: u8| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    };
    let checks = read.iter().fold(0, |rest, byte| digit(rest, *byte)) == 1;
    (checks && ends(bytes, end)).then_some((Kind::Iban, Span::new(from, end), "an account number"))
}

/// `+44 20 7946 0018`, `(555) 123-4567`, `555-123-4567`.
fn phone(bytes: &[u8], start: usize, first_end: usize) -> Option<Hit> {
    if previous(bytes, start) == Some(&b'+') {
        return international(bytes, start - 1);
    }
    let bracket = previous(bytes, start) == Some(&b'(') && bytes.get(first_end) == Some(&b')');
    let open = if bracket { start - 1 } else { start };
    let separator = bytes.get(first_end + usize::from(bracket)).copied().filter(|byte| matches!(byte, b' ' | b'-'))?;
    if first_end - start != 3 || (!bracket && separator != b'-') || joins(previous(bytes, open)) {
        return None;
    }
    let middle = first_end + usize::from(bracket) + 1;
    let digits =
        |from: usize, n: usize| bytes.get(from..from + n).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    let shaped = digits(middle, 3) && bytes.get(middle + 3) == Some(&b'-') && digits(middle + 4, 4);
    // Area codes and exchanges of that plan begin with 2 or more.
    let plan = bytes[start] >= b'2' && bytes.get(middle).is_some_and(|byte| *byte >= b'2');
    (shaped && plan && ends(bytes, middle + 8)).then_some((Kind::Phone, Span::new(open, middle + 8), "a phone number"))
}

fn international(bytes: &[u8], plus: usize) -> Option<Hit> {
    if joins(previous(bytes, plus)) || bytes.get(plus + 1) == Some(&b'0') {
        return None;
    }
    let (mut digits, mut parts, mut end, mut at) = (0, 1, plus + 1, plus + 1);
    while let Some(byte) = bytes.get(at).filter(|_| at < plus + 24) {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                end = at + 1;
            }
            b' ' | b'-' | b'(' | b')'
                if bytes.get(at + 1).is_some_and(|next| next.is_ascii_digit() || *next == b'(') =>
            {
                parts += 1;
            }
            _ => break,
        }
        at += 1;
    }
    let fits = (9..=15).contains(&digits) && (parts > 1 || digits > 10);
    (fits && ends(bytes, end)).then_some((Kind::Phone, Span::new(plus, end), "a phone number"))
}
