//! The drawing surface: shapes in pixels and colours by meaning go in; SVG for a page, SVG as a file, PNG come out.
mod drawing;
mod pixels;
mod plot;
mod svg;
mod text;
mod token;
mod widths;
mod xml;

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, FontStyle, IntoFont, TextStyle};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, Pos, VPos};

pub use drawing::Drawing;
pub use pixels::{Fonts, Undrawn};
pub use plot::{Frame, Plot};
pub use text::{fit, lines, two_lines, width};
pub use token::{Theme, Token};

use drawing::{Manner, Piece};
use svg::{Dress, Svg};
use xml::units;

/// Pixels from the left and from the top.
pub type Point = (f64, f64);

/// A drawing in the making.
pub struct Canvas {
    svg: Rc<RefCell<Svg>>,
    area: DrawingArea<Svg, Shift>,
    size: Point,
}

/// How a line looks.
#[derive(Debug, Clone, Copy)]
pub struct Stroke {
    /// Its colour.
    pub token: Token,
    /// Its width in pixels.
    pub width: f64,
    /// The lengths of dashes and gaps in pixels, as in SVG.
    pub dash: Option<&'static str>,
}

impl Stroke {
    /// An unbroken line.
    #[must_use]
    pub const fn new(token: Token, width: f64) -> Self {
        Self { token, width, dash: None }
    }

    /// The same line, dashed.
    #[must_use]
    pub const fn dashed(self, dash: &'static str) -> Self {
        Self { dash: Some(dash), ..self }
    }
}

/// How a rectangle looks.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// Its colour.
    pub token: Token,
    /// From 0, not there, to 1, solid.
    pub opacity: f64,
    /// The radius of its corners in pixels.
    pub radius: f64,
    /// Whether a gap in the colour of the surface keeps it apart from its neighbours.
    pub apart: bool,
}

impl Fill {
    /// A solid colour.
    #[must_use]
    pub const fn new(token: Token) -> Self {
        Self { token, opacity: 1.0, radius: 0.0, apart: false }
    }
}

/// On which side of its point a text lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Right of it.
    Start,
    /// Around it.
    Middle,
    /// Left of it.
    End,
}

/// How a text looks; its capitals are centred on its point.
#[derive(Debug, Clone, Copy)]
pub struct Font {
    /// In pixels.
    pub size: f64,
    /// Its colour.
    pub token: Token,
    /// Whether it is semibold.
    pub bold: bool,
    /// Where it lies.
    pub align: Align,
    /// Whether the surface shines around it, over lines and bars.
    pub halo: bool,
}

impl Font {
    /// Small and unobtrusive, as labels are.
    pub const LABEL: Self =
        Self { size: svg::TEXT_SIZE, token: Token::Muted, bold: false, align: Align::Start, halo: false };

    /// The same, on another side.
    #[must_use]
    pub const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// The same in semibold.
    #[must_use]
    pub const fn strong(self, token: Token) -> Self {
        Self { token, bold: true, ..self }
    }

    /// The same, over lines and bars.
    #[must_use]
    pub const fn over(self) -> Self {
        Self { halo: true, ..self }
    }

    /// The width of a text in this font, in pixels.
    #[must_use]
    pub fn width(&self, words: &str) -> f64 {
        width(words, self.size, self.bold)
    }

    fn style(&self) -> TextStyle<'static> {
        let style = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let horizontal = match self.align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let font = ("sans-serif", self.size * f64::from(xml::UNITS), style).into_font();
        let style = TextStyle::from(font).pos(Pos::new(horizontal, VPos::Center));
        TextStyle { color: self.token.to_backend_color(), ..style }
    }
}

/// What stands around a finished drawing.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Begins the ids of its title and description; unique on the page.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What a person hears who cannot see it.
    pub description: &'a str,
    /// A class of the whole.
    pub class: &'static str,
}

impl Canvas {
    /// An empty surface, measured in pixels.
    #[must_use]
    pub fn new(width: f64, height: f64) -> Self {
        let svg = Rc::new(RefCell::new(Svg::new(units(width), units(height))));
        Self { area: DrawingArea::from(&svg), svg, size: (width, height) }
    }

    /// Its width in pixels.
    #[must_use]
    pub const fn width(&self) -> f64 {
        self.size.0
    }

    /// Draws some shapes as one group.
    pub fn group(&self, class: &'static str, draw: impl FnOnce()) {
        self.inside(Piece::Group(class), draw);
    }

    /// Draws some shapes as one mark, with a tooltip and where it leads; an empty `href` leads nowhere.
    pub fn mark(&self, tooltip: &str, href: &str, draw: impl FnOnce()) {
        self.inside(Piece::Mark { tooltip: tooltip.to_owned(), href: href.to_owned() }, draw);
    }

    /// Another drawing, its upper left corner at a point.
    pub fn place(&self, drawing: &Drawing, (x, y): Point) {
        self.inside(Piece::Shift(units(x), units(y)), || {
            self.svg.borrow_mut().pieces.extend_from_slice(&drawing.pieces);
        });
    }

    /// An invisible rectangle that feels the pointer.
    pub fn sense(&self, from: Point, to: Point) {
        self.dress(Dress { manner: Some(Manner::Hit), ..Dress::default() });
        self.draw(&Rectangle::new([at(from), at(to)], Token::Surface.filled()));
    }

    /// A rectangle between two corners, the upper left first.
    pub fn rectangle(&self, from: Point, to: Point, fill: Fill) {
        let manner = fill.apart.then_some(Manner::Gap);
        self.dress(Dress { manner, radius: units(fill.radius), ..Dress::default() });
        self.draw(&Rectangle::new([at(from), at(to)], fill.token.mix(fill.opacity).filled()));
    }

    /// The outline of a rectangle, with round corners.
    pub fn outline(&self, from: Point, to: Point, radius: f64, stroke: Stroke) {
        self.dress(Dress { radius: units(radius), dash: stroke.dash, ..Dress::default() });
        let style = stroke.token.stroke_width(units(stroke.width).unsigned_abs());
        self.draw(&Rectangle::new([at(from), at(to)], style));
    }

    /// A disc around a point.
    pub fn disc(&self, middle: Point, radius: f64, fill: Fill) {
        let manner = fill.apart.then_some(Manner::Gap);
        self.dress(Dress { manner, ..Dress::default() });
        self.draw(&Circle::new(at(middle), units(radius), fill.token.mix(fill.opacity).filled()));
    }

    /// A straight line; one pixel wide it lies on whole pixels.
    pub fn line(&self, from: Point, to: Point, stroke: Stroke) {
        self.path(&[from, to], stroke);
    }

    /// Straight lines from point to point.
    pub fn path(&self, points: &[Point], stroke: Stroke) {
        self.dress(Dress { dash: stroke.dash, ..Dress::default() });
        let style = stroke.token.stroke_width(units(stroke.width).unsigned_abs());
        self.draw(&PathElement::new(points.iter().copied().map(at).collect::<Vec<_>>(), style));
    }

    /// A filled shape with straight sides.
    pub fn polygon(&self, corners: &[Point], token: Token) {
        self.area(corners, Fill::new(token));
    }

    /// A filled shape with straight sides that may shine through.
    pub fn area(&self, corners: &[Point], fill: Fill) {
        self.dress(Dress::default());
        let color = fill.token.mix(fill.opacity).filled();
        self.draw(&Polygon::new(corners.iter().copied().map(at).collect::<Vec<_>>(), color));
    }

    /// One line of text.
    pub fn text(&self, words: &str, point: Point, font: Font) {
        self.dress(Dress { manner: font.halo.then_some(Manner::Halo), ..Dress::default() });
        self.draw(&Text::new(words, at(point), font.style()));
    }

    /// One line of text that rises to the right from its point, by degrees.
    pub fn slanted(&self, words: &str, point: Point, degrees: i32, font: Font) {
        let manner = font.halo.then_some(Manner::Halo);
        self.dress(Dress { manner, turn: -degrees, ..Dress::default() });
        self.draw(&Text::new(words, at(point), font.style()));
    }

    /// The drawing with its words; the surface is empty again.
    #[must_use]
    pub fn finish(&self, caption: Caption<'_>) -> Drawing {
        Drawing {
            size: at(self.size),
            id: caption.id.to_owned(),
            class: caption.class,
            title: caption.title.to_owned(),
            description: caption.description.to_owned(),
            pieces: std::mem::take(&mut self.svg.borrow_mut().pieces),
            silence: None,
        }
    }

    fn inside(&self, group: Piece, draw: impl FnOnce()) {
        self.svg.borrow_mut().pieces.push(group);
        draw();
        self.svg.borrow_mut().pieces.push(Piece::End);
    }

    fn dress(&self, dress: Dress) {
        self.svg.borrow_mut().dress = dress;
    }

    /// The backend never fails, and nobody else holds it.
    fn draw<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, (i32, i32)>,
        E: Drawable<Svg>,
    {
        let drawn = self.area.draw(element);
        debug_assert!(drawn.is_ok(), "drawing into memory failed");
        self.dress(Dress::default());
    }
}

fn at((x, y): Point) -> (i32, i32) {
    (units(x), units(y))
}
