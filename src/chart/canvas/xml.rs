//! Writing small SVG: numbers, names and text that may say anything.
use std::fmt::Write as _;

/// Drawing units in one pixel: plotters counts in whole units, so these are tenths.
pub(super) const UNITS: i32 = 10;

/// Pixels as drawing units; what is no number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates, and charts are small")]
pub(super) fn units(pixels: f64) -> i32 {
    libm::round(pixels * f64::from(UNITS)) as i32
}

/// Drawing units as pixels, in as few characters as there are.
pub(super) fn pixels(units: i32) -> String {
    let (whole, rest) = ((units / UNITS).abs(), (units % UNITS).abs());
    let sign = if units < 0 { "-" } else { "" };
    match (whole, rest) {
        (_, 0) => format!("{sign}{whole}"),
        (0, _) => format!("{sign}.{rest}"),
        _ => format!("{sign}{whole}.{rest}"),
    }
}

/// Text as it stands in XML; characters that XML cannot hold are left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() || reorders(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            _ => out.push(c),
        }
    }
    out
}

/// Whether a character changes the order of what stands around it.
fn reorders(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The attributes of one element, as markup with a space before each.
#[derive(Default)]
pub(super) struct Attributes {
    pub markup: String,
}

impl Attributes {
    /// A value that needs no escaping.
    pub(super) fn set(&mut self, name: &str, value: impl std::fmt::Display) {
        let _ = write!(self.markup, " {name}=\"{value}\"");
    }

    pub(super) fn units(&mut self, name: &str, value: i32) {
        self.set(name, pixels(value));
    }
}

/// The `d` of a path through points: absolute first, then steps.
pub(super) fn path(points: &[(i32, i32)], closed: bool) -> String {
    let mut d = String::new();
    let mut last = None;
    for &(x, y) in points {
        let _ = match last {
            None => write!(d, "M{},{}", pixels(x), pixels(y)),
            Some((from, at)) if from == x && at == y => Ok(()),
            Some((from, at)) if at == y => write!(d, "h{}", pixels(x - from)),
            Some((from, at)) if from == x => write!(d, "v{}", pixels(y - at)),
            Some((from, at)) => write!(d, "l{},{}", pixels(x - from), pixels(y - at)),
        };
        last = Some((x, y));
    }
    if closed {
        d.push('z');
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let printed: Vec<_> = [0, 5, -5, 10, 123, -123, 4000].into_iter().map(pixels).collect();
        assert_eq!(printed, ["0", ".5", "-.5", "1", "12.3", "-12.3", "400"]);
        assert_eq!((units(1.26), units(f64::NAN), units(f64::INFINITY)), (13, 0, i32::MAX));
    }

    #[test]
    fn text_is_harmless() {
        assert_eq!(escape("<a href=\"x\">&\u{0}\u{1b}\u{202e}é"), "&lt;a href=&quot;x&quot;&gt;&amp;é");
    }

    #[test]
    fn paths_take_steps() {
        assert_eq!(path(&[(0, 0), (100, 0), (100, 50), (90, 45)], true), "M0,0h10v5l-1,-.5z");
    }
}
