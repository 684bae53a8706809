//! Durations as people write them: `669 minutes`, `54 hours 10 minutes`, `2d 1h 29m`, `20h 03m`.
use jiff::SignedDuration;

/// Reads the duration that a text begins with; `None` for `?`, `N/A` and what else is none. A remark may follow in
/// brackets.
#[must_use]
pub fn read(text: &str) -> Option<SignedDuration> {
    let text = text.trim().trim_start_matches(['~', '≈', ' ']).to_lowercase();
    let text = ["about ", "approximately ", "approx. ", "around ", "ca. "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(&text);
    let (mut rest, mut seconds) = (text, 0_i64);
    while let Some((more, left)) = part(rest) {
        seconds = seconds.checked_add(more)?;
        rest = left.trim_start_matches([' ', ',']);
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
    let read = rest.len() < text.len() && (rest.is_empty() || rest.starts_with(['(', '.', ';']));
    (read && seconds > 0).then(|| SignedDuration::from_secs(seconds))
}

/// A number and its unit, in seconds, and what follows.
fn part(text: &str) -> Option<(i64, &str)> {
    let number = &text[..text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count()];
    let after = text[number.len()..].trim_start_matches([' ', '-']);
    let unit = &after[..after.bytes().take_while(u8::is_ascii_lowercase).count()];
    let size = match unit {
        "w" | "week" | "weeks" => 604_800,
        "d" | "day" | "days" => 86_400,
        "h" | "hr" | "hrs" | "hour" | "hours" => 3600,
        "m" | "min" | "mins" | "minute" | "minutes" => 60,
        "s" | "sec" | "secs" | "second" | "seconds" => 1,
        _ => return None,
    };
    let seconds = match number.split_once('.') {
        None => number.parse::<i64>().ok()?.checked_mul(size)?,
        Some((whole, tenth)) if tenth.len() == 1 => {
            let whole = whole.parse::<i64>().ok()?.checked_mul(size)?;
            whole.checked_add(tenth.parse::<i64>().ok()? * size / 10)?
        }
        Some(_) => return None,
    };
    Some((seconds, &after[unit.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_words() {
        for (text, minutes) in [
            ("669 minutes", 669),
            ("54 hours 10 minutes", 54 * 60 + 10),
            ("2d 1h 29m", 49 * 60 + 29),
            ("20h 03m", 20 * 60 + 3),
            ("0h 16m (during support hours)", 16),
            ("~1.5 hours", 90),
            ("about 1 hour, and 5 mins", 65),
            ("3-days", 3 * 1440),
        ] {
            assert_eq!(read(text), Some(SignedDuration::from_mins(minutes)), "{text}");
        }
        for text in
            ["?", "N/A", "", "Xh Xm", "16", "5 minutes ago", "0h 0m", "999999999999999 weeks", "1.2.3 h", "a few hours"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
