//! A finished drawing: which shapes with which meaning. How they look is said only when it is written.
use std::fmt::{self, Display, Formatter, Write as _};

use super::svg::TEXT_SIZE;
use super::token::{Theme, Token};
use super::xml::{Escaped, Pixels};

/// A drawing with its words. Written into a page its colours follow the page's; written as a file they are fixed.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub(super) size: (i32, i32),
    pub(super) id: String,
    pub(super) class: &'static str,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) pieces: Vec<Piece>,
    /// What it says where there is nothing to show, and what to do about it.
    pub(super) silence: Option<String>,
}

/// What a drawing is made of, from back to front.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Begins a group that means something.
    Group(&'static str),
    /// Begins a group with a tooltip, and where it leads; nowhere if empty.
    Mark { tooltip: String, href: String },
    /// Begins a group that lies elsewhere.
    Shift(i32, i32),
    /// Ends a group.
    End,
    /// An element with its look, its other attributes as markup, and its text.
    Shape { element: &'static str, look: Look, attributes: String, text: Option<String> },
}

/// How a shape looks, by meaning.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) manner: Option<Manner>,
    pub(super) fill: Option<Token>,
    pub(super) stroke: Option<Token>,
}

/// What a shape is beside its colours; by its name in the stylesheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// A line of surface keeps it apart from its neighbours.
    Gap,
    /// The surface shines around it.
    Halo,
    /// It is not seen and feels the pointer.
    Hit,
}

/// The fonts of a file, which brings none; the stylesheet's.
const FONTS: &str = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

impl Drawing {
    /// Its width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (f64, f64) {
        let pixels = |units: i32| f64::from(units) / f64::from(super::xml::UNITS);
        (pixels(self.size.0), pixels(self.size.1))
    }

    /// An element to stand in a page, with its colours and its type as classes.
    #[must_use]
    pub fn inline(&self) -> String {
        let mut out = format!("<svg class=\"chart {}\"{}", self.class, self.head());
        self.write(&mut out, &Inline);
        out
    }

    /// A document of its own, which needs no stylesheet.
    #[must_use]
    pub fn file(&self, theme: Theme) -> String {
        let (width, height) = (Pixels(self.size.0), Pixels(self.size.1));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"{FONTS}\" \
             font-size=\"{TEXT_SIZE}\" font-variant=\"tabular-nums\"{}\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            self.head(),
            Color(Token::Surface.value(theme))
        );
        self.write(&mut out, &Fixed(theme));
        out.push('\n');
        out
    }

    /// The sentence that it is made of where there is nothing to show.
    #[must_use]
    pub fn silence(&self) -> Option<&str> {
        self.silence.as_deref()
    }

    /// The same, known to hold nothing but a sentence.
    #[must_use]
    pub fn silent(self, words: &str) -> Self {
        Self { silence: Some(words.to_owned()), ..self }
    }

    /// What is written in it.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Shape { text, .. } => text.as_deref(),
            _ => None,
        })
    }

    fn head(&self) -> String {
        let (id, title, description) = (Escaped(&self.id), Escaped(&self.title), Escaped(&self.description));
        let (width, height) = (Pixels(self.size.0), Pixels(self.size.1));
        format!(
            " viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title\" \
             aria-describedby=\"{id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n"
        )
    }

    fn write(&self, out: &mut String, paint: &impl Paint) {
        for piece in &self.pieces {
            // Writing into memory never fails.
            let _ = paint.piece(out, piece);
        }
        out.push_str("</svg>");
    }
}

/// One way to say how things look.
trait Paint {
    /// The attributes of a group.
    fn group(&self, out: &mut String, class: &str, href: &str) -> fmt::Result;

    /// One shape, or nothing.
    fn shape(&self, out: &mut String, look: Look, rest: &Rest<'_>) -> fmt::Result;

    fn piece(&self, out: &mut String, piece: &Piece) -> fmt::Result {
        match piece {
            Piece::Group(class) => {
                out.push_str("<g");
                self.group(out, class, "")?;
                writeln!(out, ">")
            }
            Piece::Mark { tooltip, href } => {
                out.push_str("<g");
                self.group(out, "mark", href)?;
                writeln!(out, "><title>{}</title>", Escaped(tooltip))
            }
            Piece::Shift(x, y) => writeln!(out, "<g transform=\"translate({},{})\">", Pixels(*x), Pixels(*y)),
            Piece::End => writeln!(out, "</g>"),
            Piece::Shape { element, look, attributes, text } => {
                self.shape(out, *look, &Rest { element, attributes, text: text.as_deref() })
            }
        }
    }
}

/// A shape but for its look.
struct Rest<'a> {
    element: &'static str,
    attributes: &'a str,
    text: Option<&'a str>,
}

impl Rest<'_> {
    fn write(&self, out: &mut String, look: impl Display) -> fmt::Result {
        let Self { element, attributes, text } = self;
        match text {
            Some(text) => writeln!(out, "<{element}{look}{attributes}>{}</{element}>", Escaped(text)),
            None => writeln!(out, "<{element}{look}{attributes}/>"),
        }
    }
}

/// By the page's stylesheet.
struct Inline;

impl Paint for Inline {
    fn group(&self, out: &mut String, class: &str, href: &str) -> fmt::Result {
        write!(out, " class=\"{class}\"")?;
        if href.is_empty() { Ok(()) } else { write!(out, " data-href=\"{}\"", Escaped(href)) }
    }

    fn shape(&self, out: &mut String, look: Look, rest: &Rest<'_>) -> fmt::Result {
        rest.write(out, Classes(look))
    }
}

/// A look as a `class`.
struct Classes(Look);

impl Display for Classes {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Look { manner, fill, stroke } = self.0;
        let named = [("", manner.map(Manner::class)), ("f-", fill.map(Token::name)), ("s-", stroke.map(Token::name))];
        let mut before = " class=\"";
        for (kind, name) in named.into_iter().filter_map(|(kind, name)| Some((kind, name?))) {
            write!(f, "{before}{kind}{name}")?;
            before = " ";
        }
        if before == " " { f.write_char('"') } else { Ok(()) }
    }
}

/// By the values of a theme.
struct Fixed(Theme);

impl Fixed {
    fn paint(&self, fill: Option<Token>, stroke: Option<Token>) -> Paints {
        let color = |token: Token| Color(token.value(self.0));
        Paints { fill: fill.map(color), stroke: stroke.map(color) }
    }
}

impl Paint for Fixed {
    fn group(&self, _: &mut String, _: &str, _: &str) -> fmt::Result {
        Ok(())
    }

    fn shape(&self, out: &mut String, look: Look, rest: &Rest<'_>) -> fmt::Result {
        let surface = Some(Token::Surface);
        let colors = self.paint(look.fill, look.stroke);
        match look.manner {
            None => rest.write(out, colors),
            Some(Manner::Hit) => Ok(()),
            Some(Manner::Gap) => {
                rest.write(out, format_args!("{colors}{} stroke-width=\".8\"", self.paint(None, surface)))
            }
            // Not every program that opens such files paints a stroke below its fill, so the halo lies there itself.
            Some(Manner::Halo) => {
                let halo = self.paint(surface, surface);
                rest.write(out, format_args!("{halo} stroke-width=\"3\" stroke-linejoin=\"round\""))?;
                rest.write(out, colors)
            }
        }
    }
}

/// A look as attributes.
struct Paints {
    fill: Option<Color>,
    stroke: Option<Color>,
}

impl Display for Paints {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.fill.iter().try_for_each(|fill| write!(f, " fill=\"{fill}\""))?;
        self.stroke.iter().try_for_each(|stroke| write!(f, " stroke=\"{stroke}\""))
    }
}

/// A colour as 0xRRGGBB.
struct Color(u32);

impl Display for Color {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "#{:06x}", self.0)
    }
}

impl Manner {
    const fn class(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Halo => "halo",
            Self::Hit => "hit",
        }
    }
}
