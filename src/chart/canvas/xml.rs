//! Writing small SVG: numbers, names and text that may say anything. Nothing is written twice: a chart has thousands.
use std::fmt::{self, Display, Formatter, Write as _};

/// Drawing units in one pixel: plotters counts in whole units, so these are tenths.
pub(super) const UNITS: i32 = 10;

/// Pixels as drawing units; what is no number becomes 0.
#[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates, and charts are small")]
pub(super) fn units(pixels: f64) -> i32 {
    libm::round(pixels * f64::from(UNITS)) as i32
}

/// Drawing units, written as pixels in as few characters as there are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pixels(pub i32);

impl Display for Pixels {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(units) = *self;
        let (whole, rest) = ((units / UNITS).abs(), (units % UNITS).abs());
        if units < 0 {
            f.write_char('-')?;
        }
        if whole > 0 || rest == 0 {
            Display::fmt(&whole, f)?;
        }
        if rest > 0 { write!(f, ".{rest}") } else { Ok(()) }
    }
}

/// Text, written as it stands in XML; characters that XML cannot hold are left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((at, c, instead)) = rest.char_indices().find_map(|(at, c)| Some((at, c, instead(c)?))) {
            f.write_str(&rest[..at])?;
            f.write_str(instead)?;
            rest = &rest[at + c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

/// What stands for a character that cannot stand for itself.
fn instead(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\n' | '\t' => None,
        _ if c.is_control() || reorders(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}') => Some(""),
        _ => None,
    }
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
    pub(super) fn set(&mut self, name: &str, value: impl Display) {
        let _ = write!(self.markup, " {name}=\"{value}\"");
    }

    pub(super) fn units(&mut self, name: &str, value: i32) {
        self.set(name, Pixels(value));
    }
}

/// The `d` of a path through points: absolute first, then steps.
pub(super) fn path(points: &[(i32, i32)], closed: bool) -> String {
    let mut d = String::new();
    let mut last = None;
    for &(x, y) in points {
        let _ = match last {
            None => write!(d, "M{},{}", Pixels(x), Pixels(y)),
            Some((from, at)) if from == x && at == y => Ok(()),
            Some((from, at)) if at == y => write!(d, "h{}", Pixels(x - from)),
            Some((from, at)) if from == x => write!(d, "v{}", Pixels(y - at)),
            Some((from, at)) => write!(d, "l{},{}", Pixels(x - from), Pixels(y - at)),
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
        let printed: Vec<_> =
            [0, 5, -5, 10, 123, -123, 4000].into_iter().map(|units| Pixels(units).to_string()).collect();
        assert_eq!(printed, ["0", ".5", "-.5", "1", "12.3", "-12.3", "400"]);
        assert_eq!((units(1.26), units(f64::NAN), units(f64::INFINITY)), (13, 0, i32::MAX));
    }

    #[test]
    fn text_is_harmless() {
        assert_eq!(Escaped("<a href=\"x\">&\u{0}\u{1b}\u{202e}é").to_string(), "&lt;a href=&quot;x&quot;&gt;&amp;é");
    }

    #[test]
    fn paths_take_steps() {
        assert_eq!(path(&[(0, 0), (100, 0), (100, 50), (90, 45)], true), "M0,0h10v5l-1,-.5z");
    }
}
