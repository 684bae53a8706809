//! The months up to one as a picture that a mail can hold.
use crate::ascii;
use crate::chart::{Drawing, Fonts, Input, Theme, months_until};
use crate::site::Site;
use crate::time::Month;

/// A picture, in both themes.
pub(super) struct Picture {
    /// Its size where it is shown, in pixels.
    pub(super) size: (f64, f64),
    /// `data:` addresses.
    pub(super) light: String,
    pub(super) dark: String,
    /// What a person hears who cannot see it.
    pub(super) description: String,
}

/// As it is drawn: words that can be read where a phone shows it.
const DRAWN: (f64, f64) = (480.0, 230.0);

/// As wide as it is shown at most, in pixels.
const SHOWN: f64 = 592.0;

/// Screens have two pixels for one.
const SHARP: f32 = 2.0;

/// The picture of a month; none where nothing was counted in it.
pub(super) fn of(site: &Site, month: Month) -> Option<Picture> {
    let input = Input {
        scope: &site.scope(),
        trends: &site.trends,
        promises: &site.promises,
        repeats: &site.repeats,
        config: &site.config,
        href: &|_| String::new(),
        id_prefix: "",
    };
    let (drawing, description) = months_until(&input, month, DRAWN)?;
    let fonts = Fonts::new(site.fonts());
    let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| data(&fonts, &drawing, theme));
    let (width, height) = drawing.size();
    let shown = (SHOWN, libm::round(height * SHOWN / width));
    Some(Picture { size: shown, light: light?, dark: dark?, description })
}

fn data(fonts: &Fonts, drawing: &Drawing, theme: Theme) -> Option<String> {
    let png = fonts.png(drawing, theme, SHARP).ok()?;
    Some(format!("data:image/png;base64,{}", ascii::padded(&png)))
}
