//! Colours, how well one can be read on another, and the nearest one that can.
use std::fmt;

/// The least contrast that text needs (WCAG 2, AA).
pub const READABLE: f64 = 4.5;

/// A colour of sRGB, as 0xRRGGBB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u32);

impl Colour {
    /// The colour of a number 0xRRGGBB.
    #[must_use]
    pub const fn new(rgb: u32) -> Self {
        Self(rgb & 0xFF_FFFF)
    }

    /// The colour that `#rgb` or `#rrggbb` names; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self(number)),
            3 => Some(Self([8, 4, 0].iter().fold(0, |rgb, shift| (rgb << 8) | (((number >> shift) & 0xF) * 0x11)))),
            _ => None,
        }
    }

    /// The contrast with another colour, from 1 to 21 (WCAG 2).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The least of the contrasts with some grounds.
    #[must_use]
    pub fn least_contrast(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(f64::INFINITY, f64::min)
    }

    /// The nearest colour of the same hue that has a contrast with all grounds: darker on light ones, else lighter.
    /// Black or white where no colour of that hue has it.
    #[must_use]
    pub fn readable_on(self, grounds: &[Self], contrast: f64) -> Self {
        let light = grounds.iter().all(|ground| ground.luminance() > 0.5);
        let [lightness, a, b] = self.lab();
        let end = if light { 0.0 } else { 1.0 };
        let steps = (0..=STEPS).map(|step| lightness + (end - lightness) * f64::from(step) / f64::from(STEPS));
        let mut nearest = steps.map(|lightness| Self::within([lightness, a, b]));
        nearest.find(|colour| colour.least_contrast(grounds) >= contrast).unwrap_or(Self::new(if light {
            0
        } else {
            0xFF_FFFF
        }))
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Red, green and blue as amounts of light, each from 0 to 1.
    fn linear(self) -> [f64; 3] {
        [16, 8, 0].map(|shift| {
            let value = f64::from((self.0 >> shift) & 0xFF) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        })
    }

    /// Lightness, and two axes of hue, in Oklab: equal steps look equal.
    fn lab(self) -> [f64; 3] {
        times(TO_LAB, times(TO_CONES, self.linear()).map(libm::cbrt))
    }

    /// The colour of a lightness and a hue, as strong as sRGB can show it.
    fn within([lightness, a, b]: [f64; 3]) -> Self {
        let light = |strength: f64| {
            let cones = times(FROM_LAB, [lightness, a * strength, b * strength]).map(|cone| cone * cone * cone);
            times(FROM_CONES, cones)
        };
        let fits = |rgb: &[f64; 3]| rgb.iter().all(|amount| (-1e-6..=1.0 + 1e-6).contains(amount));
        let strengths = (0..=STEPS).map(|step| 1.0 - f64::from(step) / f64::from(STEPS));
        let shown = strengths.map(light).find(fits).unwrap_or_else(|| light(0.0));
        Self(shown.iter().fold(0, |rgb, amount| (rgb << 8) | encoded(*amount)))
    }
}

/// An amount of light as a number from 0 to 255.
fn encoded(amount: f64) -> u32 {
    let amount = amount.clamp(0.0, 1.0);
    let value = if amount <= 0.003_130_8 { amount * 12.92 } else { 1.055 * libm::pow(amount, 1.0 / 2.4) - 0.055 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
    let number = (value * 255.0 + 0.5) as u32;
    number
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

/// Fine enough that neighbours look the same.
const STEPS: u32 = 256;

type Matrix = [[f64; 3]; 3];

fn times(matrix: Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

// Björn Ottosson, A perceptual color space for image processing, 2020.
const TO_CONES: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];
const FROM_LAB: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const FROM_CONES: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

#[cfg(test)]
mod tests {
    use super::*;

    const WHITE: Colour = Colour::new(0xFF_FFFF);
    const NIGHT: Colour = Colour::new(0x12_161C);

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 0.005, "{a} is not {b}");
    }

    #[test]
    fn only_three_or_six_digits_name_a_colour() {
        assert_eq!(Colour::parse("#0F5c4d"), Some(Colour::new(0x0F_5C4D)));
        assert_eq!(Colour::parse("#f80"), Some(Colour::new(0xFF_8800)));
        for text in ["", "#", "0f5c4d", "#0f5c4", "#0f5c4d80", "#+f5c4d", "#ggg", "green", "#é0"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(Colour::new(0x0F_5C4D).to_string(), "#0f5c4d");
    }

    /// The figures of the examples in WCAG's own technique G18, and of its definition.
    #[test]
    fn contrasts_are_those_of_wcag() {
        close(WHITE.contrast(Colour::new(0)), 21.0);
        close(WHITE.contrast(WHITE), 1.0);
        close(WHITE.contrast(Colour::new(0x76_7676)), 4.542);
        close(Colour::new(0x77_7777).contrast(WHITE), 4.478);
        close(WHITE.contrast(Colour::new(0xFF_0000)), 3.998);
    }

    #[test]
    fn what_can_be_read_stays_as_it_is() {
        for rgb in [0x0F_5C4D, 0x00_0000, 0xB3_261E, 0x23_539C] {
            assert_eq!(Colour::new(rgb).readable_on(&[WHITE], READABLE), Colour::new(rgb));
        }
    }

    #[test]
    fn what_cannot_be_read_moves_until_it_can_and_no_further() {
        for nth in 0..4096_u32 {
            let colour = Colour::parse(&format!("#{nth:03x}")).expect("a colour");
            for ground in [WHITE, NIGHT] {
                let moved = colour.readable_on(&[ground], READABLE);
                let contrast = moved.contrast(ground);
                assert!(contrast >= READABLE, "{colour} became {moved}: {contrast}");
                let far = moved != colour && contrast > READABLE + 0.4;
                assert!(!far, "{colour} became {moved}: {contrast}");
            }
        }
    }

    /// The values that CSS Color 4 gives for red and for white.
    #[test]
    fn lightness_and_hue_are_those_of_oklab() {
        for (rgb, expected) in [(0xFF_0000, [0.627_96, 0.224_86, 0.125_85]), (0xFF_FFFF, [1.0, 0.0, 0.0])] {
            let lab = Colour::new(rgb).lab();
            assert!(lab.iter().zip(expected).all(|(is, be)| (is - be).abs() < 1e-4), "{lab:?}");
        }
    }

    #[test]
    fn a_hue_stays_a_hue() {
        for (rgb, ground) in [(0xFF_CC00, WHITE), (0x00_33A0, NIGHT), (0xE6_0000, NIGHT), (0x7F_D1AE, WHITE)] {
            let colour = Colour::new(rgb);
            let moved = colour.readable_on(&[ground], READABLE);
            let ([_, a, b], [_, c, d]) = (colour.lab(), moved.lab());
            let turned = (a * d - b * c) / (libm::hypot(a, b) * libm::hypot(c, d));
            assert!(moved != colour && turned.abs() < 0.03, "{colour} became {moved}: {turned}");
        }
    }
}
