//! A plotters backend that keeps shapes with their meaning.
use std::convert::Infallible;

use plotters::style::Color;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};

use super::drawing::{Look, Manner, Piece};
use super::text;
use super::token::Token;
use super::xml::{Attributes, Pixels, UNITS, path};

/// The size of text that is not said: the stylesheet's.
pub(super) const TEXT_SIZE: f64 = 11.0;

/// How high capitals of Inter are, in em.
const CAPITALS: f64 = 0.727;

/// What plotters has no words for; it holds for the next shape.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Dress {
    /// What it is beside its colours.
    pub manner: Option<Manner>,
    /// The lengths of dashes and gaps.
    pub dash: Option<&'static str>,
    /// The radius of corners, in units.
    pub radius: i32,
    /// How far text is turned around its point, clockwise, in degrees.
    pub turn: i32,
}

/// The picture so far.
pub(super) struct Svg {
    size: (u32, u32),
    pub pieces: Vec<Piece>,
    pub dress: Dress,
}

/// A shape in the making.
struct Shape {
    look: Look,
    attributes: Attributes,
}

impl Svg {
    pub(super) fn new(width: i32, height: i32) -> Self {
        Self { size: (width.unsigned_abs(), height.unsigned_abs()), pieces: Vec::new(), dress: Dress::default() }
    }

    fn shape(&self) -> Shape {
        Shape { look: Look { manner: self.dress.manner, ..Look::default() }, attributes: Attributes::default() }
    }

    fn stroke<S: BackendStyle>(&self, shape: &mut Shape, style: &S) {
        shape.look.stroke = token(style.color().rgb);
        opacity(&mut shape.attributes, "stroke", style.color());
        let width = i32::try_from(style.stroke_width()).unwrap_or(UNITS);
        if width != UNITS {
            shape.attributes.units("stroke-width", width);
        }
        if let Some(dash) = self.dress.dash {
            shape.attributes.set("stroke-dasharray", dash);
        }
    }

    fn add(&mut self, element: &'static str, shape: Shape) {
        self.pieces.push(Piece::Shape { element, look: shape.look, attributes: shape.attributes.markup, text: None });
    }
}

impl Shape {
    fn fill(&mut self, color: BackendColor) {
        if self.look.manner != Some(Manner::Hit) {
            self.look.fill = token(color.rgb);
            opacity(&mut self.attributes, "fill", color);
        }
    }
}

/// Tokens travel through plotters as colours that no chart uses.
impl Color for Token {
    fn to_backend_color(&self) -> BackendColor {
        let id = *self as u8;
        BackendColor { alpha: 1.0, rgb: (MARK, id, !id) }
    }
}

const MARK: u8 = 0xC5;

fn token((mark, id, check): (u8, u8, u8)) -> Option<Token> {
    Token::ALL.get(usize::from(id)).copied().filter(|_| mark == MARK && check == !id)
}

fn opacity(out: &mut Attributes, property: &str, color: BackendColor) {
    if color.alpha < 1.0 {
        out.set(&format!("{property}-opacity"), color.alpha);
    }
}

/// A line one pixel wide lies on whole pixels.
fn snapped(mut a: BackendCoord, mut b: BackendCoord) -> (BackendCoord, BackendCoord) {
    let snap = |at: i32| at.div_euclid(UNITS) * UNITS + UNITS / 2;
    if a.1 == b.1 {
        (a.1, b.1) = (snap(a.1), snap(b.1));
    }
    if a.0 == b.0 {
        (a.0, b.0) = (snap(a.0), snap(b.0));
    }
    (a, b)
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 1, at.1 + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        if style.color().alpha > 0.0 {
            let (from, to) = if style.stroke_width() <= 12 { snapped(from, to) } else { (from, to) };
            let mut shape = self.shape();
            self.stroke(&mut shape, style);
            for (name, value) in [("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)] {
                shape.attributes.units(name, value);
            }
            self.add("line", shape);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        if style.color().alpha > 0.0 && b.0 > a.0 && b.1 > a.1 {
            let mut shape = self.shape();
            if fill {
                shape.fill(style.color());
            } else {
                shape.attributes.set("fill", "none");
                self.stroke(&mut shape, style);
            }
            for (name, value) in [("x", a.0), ("y", a.1), ("width", b.0 - a.0), ("height", b.1 - a.1)] {
                shape.attributes.units(name, value);
            }
            if self.dress.radius > 0 {
                shape.attributes.units("rx", self.dress.radius);
            }
            self.add("rect", shape);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        let points: Vec<_> = points.into_iter().collect();
        match points.as_slice() {
            [] | [_] => Ok(()),
            [a, b] => self.draw_line(*a, *b, style),
            _ if style.color().alpha <= 0.0 => Ok(()),
            _ => {
                let mut shape = self.shape();
                self.stroke(&mut shape, style);
                shape.attributes.set("fill", "none");
                shape.attributes.set("d", path(&points, false));
                self.add("path", shape);
                Ok(())
            }
        }
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        if style.color().alpha > 0.0 && fill {
            let mut shape = self.shape();
            shape.fill(style.color());
            for (name, value) in [("cx", at.0), ("cy", at.1), ("r", i32::try_from(radius).unwrap_or(0))] {
                shape.attributes.units(name, value);
            }
            self.add("circle", shape);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, points: I, style: &S) -> Drawn {
        let points: Vec<_> = points.into_iter().collect();
        if points.len() > 2 && style.color().alpha > 0.0 {
            let mut shape = self.shape();
            shape.fill(style.color());
            shape.attributes.set("d", path(&points, true));
            self.add("path", shape);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, words: &str, style: &T, at: BackendCoord) -> Drawn {
        if style.color().alpha <= 0.0 || words.is_empty() {
            return Ok(());
        }
        let mut shape = self.shape();
        shape.fill(style.color());
        let size = style.size() / f64::from(UNITS);
        let down = match style.anchor().v_pos {
            VPos::Top => CAPITALS,
            VPos::Center => CAPITALS / 2.0,
            VPos::Bottom => 0.0,
        };
        shape.attributes.units("x", at.0);
        shape.attributes.units("y", at.1 + super::xml::units(down * size));
        if (size - TEXT_SIZE).abs() > 0.01 {
            shape.attributes.set("font-size", Pixels(super::xml::units(size)));
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => shape.attributes.set("text-anchor", "middle"),
            HPos::Right => shape.attributes.set("text-anchor", "end"),
        }
        if self.dress.turn != 0 {
            shape.attributes.set("transform", format!("rotate({} {} {})", self.dress.turn, Pixels(at.0), Pixels(at.1)));
        }
        if matches!(style.style(), FontStyle::Bold) {
            shape.attributes.set("font-weight", "600");
        }
        let (look, attributes) = (shape.look, shape.attributes.markup);
        self.pieces.push(Piece::Shape { element: "text", look, attributes, text: Some(words.to_owned()) });
        Ok(())
    }

    /// plotters lays labels out by this.
    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        words: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = matches!(style.style(), FontStyle::Bold);
        // The size is in units already, so the width is.
        let up = |units: f64| super::xml::units(units / f64::from(UNITS)).unsigned_abs();
        Ok((up(text::width(words, style.size(), bold)), up(style.size())))
    }
}
