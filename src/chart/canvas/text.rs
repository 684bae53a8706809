//! Measuring and cutting text without a font at hand: Inter's widths are compiled in.
use super::widths::{FIRST, REGULAR, SEMIBOLD};

/// The width of a text in pixels at a size, with figures of one width.
#[must_use]
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(|c| f64::from(advance(c, bold))).sum::<f64>() / 1000.0 * size
}

/// Shortens a text to a width, ending in `…` where it had to be cut.
#[must_use]
pub fn fit(text: &str, most: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= most {
        return text.to_owned();
    }
    let mut left = most - width("…", size, bold);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        left -= f64::from(advance(c, bold)) / 1000.0 * size;
        if left < 0.0 {
            break;
        }
        end = at + c.len_utf8();
    }
    format!("{}…", text.get(..end).unwrap_or_default().trim_end())
}

/// Breaks a text into at most two lines of a width, the second cut where it is still too long.
#[must_use]
pub fn two_lines(text: &str, most: f64, size: f64, bold: bool) -> Vec<String> {
    if width(text, size, bold) <= most {
        return vec![text.to_owned()];
    }
    let breaks = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    let fits = |at: &usize| text.get(..*at).is_some_and(|head| width(head, size, bold) <= most);
    match breaks.take_while(fits).last().and_then(|at| text.split_at_checked(at)) {
        Some((head, tail)) if !head.trim().is_empty() => {
            vec![head.trim_end().to_owned(), fit(tail.trim_start(), most, size, bold)]
        }
        _ => vec![fit(text, most, size, bold)],
    }
}

/// Breaks a text into at most `count` lines of a width, the last cut where it is still too long. Lines break at spaces,
/// and anywhere in what has none.
#[must_use]
pub fn lines(text: &str, most: f64, size: f64, bold: bool, count: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && lines.len() < count {
        let end = fitting(rest, most, size, bold);
        let last = lines.len() + 1 == count || end == rest.len() || end == 0;
        let end =
            if last { rest.len() } else { rest[..end].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(end) };
        let (line, tail) = rest.split_at(end);
        lines.push(fit(line.trim_end(), most, size, bold));
        rest = tail.trim_start();
    }
    lines
}

/// How many bytes of a text fit into a width, or into it and a space.
fn fitting(text: &str, most: f64, size: f64, bold: bool) -> usize {
    let mut x = 0.0;
    let over = text.char_indices().find(|(_, c)| {
        x += f64::from(advance(*c, bold)) / 1000.0 * size;
        x > most && !c.is_whitespace()
    });
    over.map_or(text.len(), |(at, _)| at)
}

/// How far a character moves the pen, in 1/1000 em. Outside Latin a class of script decides.
fn advance(c: char, bold: bool) -> u16 {
    let (table, digit, cut) = if bold { (&SEMIBOLD, 647, 956) } else { (&REGULAR, 648, 864) };
    let code = u32::from(c);
    match code {
        0x30..=0x39 => digit,
        0x20..=0x17F => table[(code - FIRST) as usize],
        0..0x20 | 0x300..=0x36F | 0x200B..=0x200F | 0x2060..=0x206F | 0xFE00..=0xFE0F => 0,
        0x2013 => 500,
        0x2026 => cut,
        0x1100..=0x11FF
        | 0x2E80..=0x9FFF
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0xFF00..=0xFF60
        | 0x2014
        | 0x1_F000.. => 1000,
        _ => 640,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_of_one_width() {
        assert!((width("111", 10.0, false) - width("908", 10.0, false)).abs() < 1e-12);
        assert!(width("Incident", 12.0, true) > width("Incident", 12.0, false));
        assert!((width("東京", 10.0, false) - 20.0).abs() < 1e-12);
    }

    #[test]
    fn long_text_is_cut_to_fit() {
        let cut = fit("Operator error during maintenance", 100.0, 12.0, false);
        assert!(cut.ends_with('…') && width(&cut, 12.0, false) <= 100.0, "{cut}");
        assert_eq!(fit("short", 100.0, 12.0, false), "short");
        assert_eq!(fit("anything", 0.0, 12.0, false), "…");
    }

    #[test]
    fn two_lines_break_at_a_space() {
        let lines = two_lines("Operator error during planned maintenance", 170.0, 12.0, false);
        assert_eq!(lines, ["Operator error during", "planned maintenance"]);
        assert_eq!(two_lines("一二三四五六七八九十一二三四五六七八九十", 120.0, 12.0, false).len(), 1);
    }

    #[test]
    fn text_breaks_into_lines() {
        let broken = |text: &str, count| lines(text, 170.0, 12.0, false, count);
        let long = "Operator error during planned maintenance of the ledger";
        assert_eq!(broken(long, 3), ["Operator error during", "planned maintenance of the", "ledger"]);
        assert_eq!(broken(long, 2), ["Operator error during", "planned maintenance of the…"]);
        assert_eq!(broken("  ", 2), Vec::<String>::new());
        assert_eq!(broken(&"東".repeat(20), 3), ["東".repeat(14), "東".repeat(6)]);
        assert_eq!(lines("anything", 0.0, 12.0, false, 3), ["…"]);
    }
}
