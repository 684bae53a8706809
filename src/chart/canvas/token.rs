//! The colours of charts, by meaning; the only place that knows their values.

macro_rules! tokens {
    ($($(#[$doc:meta])+ $token:ident = $name:literal $light:literal $dark:literal;)+) => {
        /// What a colour means. Drawings name meanings; a stylesheet says how they look.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Token { $($(#[$doc])+ $token),+ }

        impl Token {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$token),+];

            /// Its name in the stylesheet.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$token => $name),+ }
            }

            /// Its value on a light surface, as 0xRRGGBB.
            #[must_use]
            pub const fn light(self) -> u32 {
                match self { $(Self::$token => $light),+ }
            }

            /// Its value on a dark surface, as 0xRRGGBB.
            #[must_use]
            pub const fn dark(self) -> u32 {
                match self { $(Self::$token => $dark),+ }
            }
        }
    };
}

tokens! {
    /// What charts are drawn on.
    Surface = "surface" 0xFF_FFFF 0x12_161C;
    /// Text that matters.
    Ink = "ink" 0x15_181D 0xF1_F3F6;
    /// Other text.
    Muted = "muted" 0x59_6270 0xA4_ADBA;
    /// Hairlines.
    Grid = "grid" 0xE9_ECF0 0x25_2C35;
    /// Base lines and boundaries.
    Axis = "axis" 0x88_919F 0x68_7385;
    /// The expected range.
    Band = "band" 0xEE_F2F7 0x1C_242E;
    /// Its edges.
    Edge = "edge" 0xAA_B4C2 0x4D_5968;
    /// Bars that matter.
    Accent = "accent" 0x2F_62AD 0x6F_B0F0;
    /// Bars that matter less; their numbers stand beside them.
    Soft = "soft" 0xA9_C4E8 0x35_5880;
    /// More than expected.
    Worse = "worse" 0xB3_261E 0xFF_8B7B;
    /// Less than expected.
    Better = "better" 0x0E_7A58 0x4F_CBA2;
    /// The worst severity; warm is severe, cool is mild, whatever colours an eye tells apart.
    Crit = "crit" 0x8A_1C2E 0xF0_5252;
    /// Severe.
    High = "high" 0xE8_631A 0xFF_C861;
    /// Between severe and mild, where there are five severities or more.
    Mid = "mid" 0xA5_5A69 0xB4_3C69;
    /// Mild.
    Med = "med" 0x2F_62AD 0x63_B3ED;
    /// Milder.
    Low = "low" 0x87_93BC 0x5F_6CAB;
    /// The mildest, where there are six severities or more.
    Least = "least" 0x6B_7785 0x9A_A6B5;
}

/// What a drawing lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// White, as slides and paper are.
    Light,
    /// Nearly black.
    Dark,
}

impl Token {
    /// Its value in a theme, as 0xRRGGBB.
    #[must_use]
    pub const fn value(self, theme: Theme) -> u32 {
        match theme {
            Theme::Light => self.light(),
            Theme::Dark => self.dark(),
        }
    }

    /// The colour of a severity by its rank among `count`, 0 being the worst.
    #[must_use]
    pub fn severity(rank: usize, count: usize) -> Self {
        use Token::{Crit, High, Least, Low, Med, Mid};
        let scale: &[Self] = match count {
            0 | 1 => &[Med],
            2 => &[Crit, Med],
            3 => &[Crit, High, Med],
            4 => &[Crit, High, Med, Low],
            5 => &[Crit, High, Mid, Med, Low],
            _ => &[Crit, High, Mid, Med, Low, Least],
        };
        scale[rank.min(scale.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLESHEET: &str = include_str!("../../../static/charts.css");

    fn luminance(rgb: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from((rgb >> shift) & 0xFF) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(a: u32, b: u32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn check(tokens: &[Token], ground: Token, least: f64) {
        for token in tokens {
            let light = contrast(token.light(), ground.light());
            let dark = contrast(token.dark(), ground.dark());
            assert!(light >= least && dark >= least, "{token:?} on {ground:?}: {light:.2}, {dark:.2}");
        }
    }

    #[test]
    fn text_and_marks_stand_out() {
        use Token::{Accent, Axis, Better, Crit, High, Ink, Least, Low, Med, Mid, Muted, Worse};
        for ground in [Token::Surface, Token::Band] {
            check(&[Ink, Muted, Worse, Better], ground, 4.5);
        }
        check(&[Accent, Axis, Crit, High, Mid, Med, Low, Least], Token::Surface, 3.0);
    }

    #[test]
    fn the_stylesheet_says_the_same() {
        let values = |dark: bool| {
            let value = |token: &Token| if dark { token.dark() } else { token.light() };
            let line = |token: &Token| format!("--chart-{}:#{:06x};", token.name(), value(token));
            Token::ALL.iter().map(line).collect::<String>()
        };
        let sheet: String = STYLESHEET.split_whitespace().collect::<String>().replace(": ", ":");
        assert_eq!(sheet.matches(&values(false)).count(), 2, "light, on screen and on paper: {}", values(false));
        assert_eq!(sheet.matches(&values(true)).count(), 2, "dark, by setting and by choice: {}", values(true));
        for name in Token::ALL.iter().map(|token| token.name()) {
            for rule in
                [format!(".f-{name}{{fill:var(--chart-{name});}}"), format!(".s-{name}{{stroke:var(--chart-{name});}}")]
            {
                assert!(sheet.contains(&rule), "{rule}");
            }
        }
    }

    #[test]
    fn no_two_severities_share_a_colour() {
        for count in 1..=6 {
            let mut names: Vec<_> = (0..count).map(|rank| Token::severity(rank, count).name()).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
        assert_eq!(Token::severity(40, 41), Token::Least);
    }
}
