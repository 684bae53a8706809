//! Every chart as files: SVG for both themes, PNG, the numbers as CSV; and a card for each month.
use std::sync::{Arc, OnceLock};

use crate::chart::{CHARTS, Card, Chart, Drawing, Figure, Fonts, Input, Theme, card};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::Output;
use crate::route::Route;
use crate::site::Site;
use crate::source::{Place, Span};
use crate::time::Month;
use crate::trend::Scope;

/// Screens that slides are shown on have two pixels for one.
const SHARP: f32 = 2.0;

pub(super) fn emit(site: &Arc<Site>, output: &mut Output, sink: &mut Diagnostics) {
    let fonts = Fonts::new(site.fonts());
    let drawn: Vec<Arc<Drawn>> = CHARTS.iter().map(|chart| Arc::new(Drawn::new(site, *chart))).collect();
    sink.extend(blank(site, &fonts, &drawn));
    for one in &drawn {
        files(one, &fonts, output);
    }
    // A card is found by its full address only.
    if site.base_url().is_some() {
        site.trends.months.iter().for_each(|count| month_card(site, count.month, &fonts, output));
    }
}

/// A chart that is drawn when the first of its files is asked for.
struct Drawn {
    site: Arc<Site>,
    chart: Chart,
    figure: OnceLock<Figure>,
}

impl Drawn {
    fn new(site: &Arc<Site>, chart: Chart) -> Self {
        Self { site: site.clone(), chart, figure: OnceLock::new() }
    }

    fn figure(&self) -> &Figure {
        self.figure.get_or_init(|| (self.chart.draw)(&input(&self.site, &self.site.scope())))
    }

    fn sheet(&self) -> Drawing {
        let day = self.site.as_of.strftime("%-d %b %Y");
        self.figure().sheet(&format!("{}, as of {day}", self.site.config.title))
    }
}

/// A file goes where it likes, so nothing in it leads anywhere.
fn input<'a>(site: &'a Site, scope: &'a Scope<'a>) -> Input<'a> {
    Input {
        scope,
        trends: &site.trends,
        promises: &site.promises,
        repeats: &site.repeats,
        config: &site.config,
        href: &|_| String::new(),
        id_prefix: "",
    }
}

fn files(drawn: &Arc<Drawn>, fonts: &Fonts, output: &mut Output) {
    let path = |ending| Route::Chart(drawn.chart.name, ending).path();
    for (ending, theme) in [(".svg", Theme::Light), ("-dark.svg", Theme::Dark)] {
        let drawn = drawn.clone();
        output.recipe(path(ending), move || Ok(drawn.sheet().file(theme).into_bytes()));
    }
    let (one, fonts) = (drawn.clone(), fonts.clone());
    output.recipe(path(".png"), move || png(&one.site, &fonts, &one.sheet(), SHARP));
    let drawn = drawn.clone();
    // Without the mark, spreadsheets take UTF-8 for something else.
    output.recipe(path(".csv"), move || Ok(format!("\u{feff}{}", drawn.figure().table.csv()).into_bytes()));
}

fn month_card(site: &Arc<Site>, month: Month, fonts: &Fonts, output: &mut Output) {
    let (site, fonts) = (site.clone(), fonts.clone());
    output.recipe(Route::Card(month).path(), move || {
        let card = card(&input(&site, &site.scope()), month).ok_or_else(|| undrawn(&site))?;
        png(&site, &fonts, &card.picture, Card::SCALE)
    });
}

fn png(site: &Site, fonts: &Fonts, drawing: &Drawing, scale: f32) -> Result<Vec<u8>, Diagnostic> {
    fonts.png(drawing, Theme::Light, scale).map_err(|_| undrawn(site))
}

fn undrawn(site: &Site) -> Diagnostic {
    let place = Place::new(&site.config.source, Span::default());
    Diagnostic::deny("undrawn-picture", place, "a chart is too large to be made a picture")
}

/// What the first chart with a character that no font has says; charts take their words from `site.toml`.
fn blank(site: &Site, fonts: &Fonts, drawn: &[Arc<Drawn>]) -> Option<Diagnostic> {
    let source = &site.config.source;
    fonts.missing([&*source.text])?;
    let (missing, chart) = drawn.iter().find_map(|one| {
        let missing = fonts.missing(one.sheet().texts())?;
        Some((missing, one.chart.name))
    })?;
    let at = source.text.find(missing).unwrap_or(0);
    let place = Place::new(source, Span::at(at));
    let message = format!("`{missing}` stands in the {chart} chart, and the font of its PNG picture lacks it");
    Some(
        Diagnostic::warn("character-without-font", place, message)
            .help("put a font that has it into static/fonts/, as a .ttf or .otf file")
            .help("pages and SVG are not affected: they use the fonts of whoever reads them"),
    )
}
