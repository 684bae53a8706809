//! Drawings as pixels, in a font that comes along.
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use png::{ColorType, DeflateCompression, Encoder, EncodingError, Filter};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{FontResolver, Options, Tree};

use super::drawing::Drawing;
use super::token::Theme;
use super::xml::Escaped;

/// Inter with Latin, Greek and Cyrillic letters; see the README beside them.
const INTER: [&[u8]; 2] = [include_bytes!("fonts/inter-regular.otf"), include_bytes!("fonts/inter-semibold.otf")];

/// The fonts that text is drawn in: Inter, and a site's own where Inter lacks a character.
#[derive(Clone)]
pub struct Fonts(Arc<Database>);

/// Why there is no picture: it has no size, or one that no memory holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undrawn;

impl Fonts {
    /// Inter and more fonts, as the bytes of `.ttf` or `.otf` files; what is no font is passed over.
    #[must_use]
    pub fn new(own: impl IntoIterator<Item = Arc<[u8]>>) -> Self {
        let mut fonts = Database::new();
        for bytes in INTER {
            fonts.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        for bytes in own {
            fonts.load_font_source(Source::Binary(Arc::new(bytes)));
        }
        // Where a font is named that is not there.
        fonts.set_serif_family("Inter");
        Self(Arc::new(fonts))
    }

    /// The first character of some texts that none of the fonts has, by code.
    #[must_use]
    pub fn missing<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Option<char> {
        let unusual: BTreeSet<char> =
            texts.into_iter().flat_map(str::chars).filter(|c| !c.is_ascii() && !c.is_whitespace()).collect();
        unusual.into_iter().find(|c| self.lack(*c))
    }

    /// Only whoever sets the text knows what a character needs, so it is set.
    fn lack(&self, c: char) -> bool {
        let asked = Arc::new(Mutex::new(false));
        let lacking = asked.clone();
        let select = FontResolver::default_fallback_selector();
        let select_fallback = Box::new(move |c, used: &[_], fonts: &mut Arc<Database>| {
            let found = select(c, used, fonts);
            if let Ok(mut lacking) = lacking.lock() {
                *lacking |= found.is_none();
            }
            found
        });
        let resolver = FontResolver { select_fallback, ..FontResolver::default() };
        let mut text = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">".to_owned();
        let _ = write!(text, "<text font-family=\"Inter\">{}</text></svg>", Escaped(c.encode_utf8(&mut [0; 4])));
        let set = Tree::from_str(&text, &Options { font_resolver: resolver, ..self.options() });
        set.is_err() || asked.lock().is_ok_and(|lacking| *lacking)
    }

    /// A drawing as PNG, `scale` pixels for each of its own.
    ///
    /// # Errors
    /// Where such a picture cannot be.
    pub fn png(&self, drawing: &Drawing, theme: Theme, scale: f32) -> Result<Vec<u8>, Undrawn> {
        let tree = Tree::from_str(&drawing.file(theme), &self.options()).map_err(|_| Undrawn)?;
        let size = tree.size().to_int_size().scale_by(scale).ok_or(Undrawn)?;
        let mut pixels = Pixmap::new(size.width(), size.height()).ok_or(Undrawn)?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        encoded(&pixels).map_err(|_| Undrawn)
    }

    fn options(&self) -> Options<'static> {
        Options { fontdb: self.0.clone(), font_family: "Inter".to_owned(), ..Options::default() }
    }
}

/// Drawings cover their surface, so there is nothing to see through. Compressing harder takes ten times as long and
/// saves a third.
fn encoded(pixels: &Pixmap) -> Result<Vec<u8>, EncodingError> {
    let colours: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3)).copied().collect();
    let mut out = Vec::with_capacity(colours.len() / 32);
    let mut encoder = Encoder::new(&mut out, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_deflate_compression(DeflateCompression::Level(1));
    encoder.set_filter(Filter::Up);
    encoder.write_header()?.write_image_data(&colours)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::{Canvas, Caption, Fill, Font, Token};
    use super::*;

    fn drawing(words: &str) -> Drawing {
        let canvas = Canvas::new(60.0, 30.0);
        canvas.rectangle((0.0, 20.0), (10.0, 30.0), Fill::new(Token::Crit));
        canvas.text(words, (30.0, 15.0), Font::LABEL.over());
        canvas.finish(Caption { id: "a", title: "A", description: "B", class: "wide" })
    }

    fn pixels(words: &str) -> Pixmap {
        let png = Fonts::new([]).png(&drawing(words), Theme::Light, 2.0).expect("a picture");
        Pixmap::decode_png(&png).expect("PNG")
    }

    #[test]
    fn a_picture_has_the_size_and_the_colours_of_its_drawing() {
        let pixels = pixels("");
        assert_eq!((pixels.width(), pixels.height()), (120, 60));
        let at = |x, y| pixels.pixel(x, y).map(|p| [p.red(), p.green(), p.blue(), p.alpha()]);
        assert_eq!(at(60, 3), Some([255, 255, 255, 255]));
        assert_eq!(at(10, 50), Some([0x8a, 0x1c, 0x2e, 255]));
    }

    #[test]
    fn text_is_drawn_in_both_weights() {
        let dark = |words: &str| pixels(words).pixels().iter().filter(|p| p.green() < 128).count();
        assert!(dark("Incident") > dark("") + 20);
        let fonts = Fonts::new([]);
        let weights: Vec<u16> = fonts.0.faces().map(|face| face.weight.0).collect();
        assert_eq!(weights, [400, 600]);
        assert!(fonts.0.faces().all(|face| face.families[0].0 == "Inter"));
    }

    #[test]
    fn what_no_font_has_is_known() {
        let fonts = Fonts::new([]);
        assert_eq!(fonts.missing(["Größe, Ελλάδα, Україна, Tiếng Việt – 12–32% ≥ × … “a”"]), None);
        assert_eq!(fonts.missing(["plain", "東京 and مرحبا"]), Some('ا'));
        assert_eq!(fonts.missing(["\u{200f}\u{202e}\u{7}\u{e000}"]), Some('\u{e000}'));
        let no_font: Arc<[u8]> = Arc::from(&b"no font"[..]);
        assert_eq!(Fonts::new([no_font]).missing(["a", "€"]), None);
    }

    #[test]
    fn a_font_of_the_site_fills_a_gap() {
        let own: Arc<[u8]> = Arc::from(&include_bytes!("../../../tests/common/east.ttf")[..]);
        let (with, without) = (Fonts::new([own]), Fonts::new([]));
        assert_eq!((without.missing(["東"]), with.missing(["東"])), (Some('東'), None));
        assert_eq!(with.missing(["東京"]), Some('京'));
        let png = |fonts: &Fonts, words| fonts.png(&drawing(words), Theme::Light, 2.0);
        assert_ne!(png(&with, "東"), png(&without, "東"));
        assert_eq!(png(&with, "plain"), png(&without, "plain"));
    }

    #[test]
    fn the_same_drawing_gives_the_same_bytes() {
        let png = || Fonts::new([]).png(&drawing("Twice"), Theme::Dark, 1.5);
        assert_eq!(png(), png());
    }
}
