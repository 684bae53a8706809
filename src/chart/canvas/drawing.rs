//! A finished drawing: which shapes with which meaning. How they look is said only when it is written.
use std::fmt::Write as _;

use super::svg::TEXT_SIZE;
use super::token::{Theme, Token};
use super::xml::{escape, pixels};

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
        let (id, class) = (escape(&self.id), self.class);
        let mut out = format!("<svg class=\"chart {class}\"{}", self.head(&id));
        self.write(&mut out, &Inline);
        out
    }

    /// A document of its own, which needs no stylesheet.
    #[must_use]
    pub fn file(&self, theme: Theme) -> String {
        let (width, height) = (pixels(self.size.0), pixels(self.size.1));
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"{FONTS}\" \
             font-size=\"{TEXT_SIZE}\" font-variant=\"tabular-nums\"{}\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            self.head(&escape(&self.id)),
            Fixed(theme).color(Token::Surface)
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

    fn head(&self, id: &str) -> String {
        let (title, description) = (escape(&self.title), escape(&self.description));
        let (width, height) = (pixels(self.size.0), pixels(self.size.1));
        format!(
            " viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title\" \
             aria-describedby=\"{id}-desc\">\n\
             <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n"
        )
    }

    fn write(&self, out: &mut String, paint: &impl Paint) {
        self.pieces.iter().for_each(|piece| paint.piece(out, piece));
        out.push_str("</svg>");
    }
}

/// One way to say how things look.
trait Paint {
    /// The attributes of a group.
    fn group(&self, class: &str, href: &str) -> String;

    /// One shape, or nothing.
    fn shape(&self, out: &mut String, look: Look, rest: &Rest<'_>);

    fn piece(&self, out: &mut String, piece: &Piece) {
        let _ = match piece {
            Piece::Group(class) => writeln!(out, "<g{}>", self.group(class, "")),
            Piece::Mark { tooltip, href } => {
                writeln!(out, "<g{}><title>{}</title>", self.group("mark", href), escape(tooltip))
            }
            Piece::Shift(x, y) => writeln!(out, "<g transform=\"translate({},{})\">", pixels(*x), pixels(*y)),
            Piece::End => writeln!(out, "</g>"),
            Piece::Shape { element, look, attributes, text } => {
                self.shape(out, *look, &Rest { element, attributes, text: text.as_deref() });
                Ok(())
            }
        };
    }
}

/// A shape but for its look.
struct Rest<'a> {
    element: &'static str,
    attributes: &'a str,
    text: Option<&'a str>,
}

impl Rest<'_> {
    fn write(&self, out: &mut String, look: &str) {
        let Self { element, attributes, text } = self;
        let _ = match text {
            Some(text) => writeln!(out, "<{element}{look}{attributes}>{}</{element}>", escape(text)),
            None => writeln!(out, "<{element}{look}{attributes}/>"),
        };
    }
}

/// By the page's stylesheet.
struct Inline;

impl Paint for Inline {
    fn group(&self, class: &str, href: &str) -> String {
        let href = if href.is_empty() { String::new() } else { format!(" data-href=\"{}\"", escape(href)) };
        format!(" class=\"{class}\"{href}")
    }

    fn shape(&self, out: &mut String, look: Look, rest: &Rest<'_>) {
        let mut classes = Vec::new();
        classes.extend(look.manner.map(|manner| manner.class().to_owned()));
        classes.extend(look.fill.map(|token| format!("f-{}", token.name())));
        classes.extend(look.stroke.map(|token| format!("s-{}", token.name())));
        let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
        rest.write(out, &class);
    }
}

/// By the values of a theme.
struct Fixed(Theme);

impl Fixed {
    fn color(&self, token: Token) -> String {
        format!("#{:06x}", token.value(self.0))
    }

    fn paint(&self, property: &str, token: Option<Token>) -> String {
        token.map_or_else(String::new, |token| format!(" {property}=\"{}\"", self.color(token)))
    }
}

impl Paint for Fixed {
    fn group(&self, _: &str, _: &str) -> String {
        String::new()
    }

    fn shape(&self, out: &mut String, look: Look, rest: &Rest<'_>) {
        let surface = Some(Token::Surface);
        let seam = match look.manner {
            Some(Manner::Hit) => return,
            Some(Manner::Gap) => format!("{} stroke-width=\".8\"", self.paint("stroke", surface)),
            // Not every program that opens such files paints a stroke below its fill, so the halo lies there itself.
            Some(Manner::Halo) => {
                let colors = self.paint("fill", surface) + &self.paint("stroke", surface);
                rest.write(out, &format!("{colors} stroke-width=\"3\" stroke-linejoin=\"round\""));
                String::new()
            }
            None => String::new(),
        };
        let colors = self.paint("fill", look.fill) + &self.paint("stroke", look.stroke);
        rest.write(out, &(colors + &seam));
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
