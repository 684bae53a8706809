//! Reading how the site looks: its accent, its logo, and the contract that its templates were written for.
use std::sync::Arc;

use super::SITE_KEYS;
use crate::colour::{Colour, READABLE};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Spanned};
use crate::table::{Context, Fields, Table, Value};

/// How the site looks where it is not as casebook makes it.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// The colour of links and of what is chosen.
    pub accent: Option<Accent>,
    /// The logo's file below `static/`.
    pub logo: Option<Spanned<String>>,
    /// The logo's file below `static/` for dark pages, where it is another one.
    pub logo_dark: Option<Spanned<String>>,
    /// The version of the template contract that the site's own templates were written for.
    pub templates: Option<Spanned<u32>>,
}

/// An accent that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// On light pages and on paper.
    pub light: Colour,
    /// On dark pages.
    pub dark: Colour,
}

/// What text lies on in light pages: `--surface` and `--wash` of the stylesheet.
const LIGHT: [Colour; 2] = [Colour::new(0xFF_FFFF), Colour::new(0xF5_F6F8)];

/// What text lies on in dark pages.
const DARK: [Colour; 2] = [Colour::new(0x12_161C), Colour::new(0x1A_2029)];

/// The contrast of a dark accent that nobody chose: as easy to read as the text around it.
const EASY: f64 = 7.0;

pub(super) fn theme(source: &Arc<Source>, table: Option<&Table>, sink: &mut Diagnostics) -> Theme {
    let Some(table) = table else { return Theme::default() };
    let mut fields = Fields::new(source, table, "`[theme]`", sink).inside(SITE_KEYS);
    let light = fields.optional("accent", |context, value| colour(context, "accent", value, "light", &LIGHT));
    let dark = fields.optional("accent_dark", |context, value| colour(context, "accent_dark", value, "dark", &DARK));
    let logo = fields.optional("logo", |context, value| file(context, "logo", value));
    let logo_dark = fields.optional("logo_dark", |context, value| file(context, "logo_dark", value));
    let templates = fields.optional("templates", version);
    for (key, value, needs, other) in [
        ("accent_dark", dark.is_some(), "accent", light.is_some()),
        ("logo_dark", logo_dark.is_some(), "logo", logo.is_some()),
    ] {
        if value && !other && table.get(needs).is_none() {
            let span = table.get(key).map_or(table.span, |value| value.span);
            let message = format!("`{key}` stands without `{needs}`");
            fields.context.wrong(span, message, format!("write `{needs}` too: light pages need one as well"));
        }
    }
    fields.finish();
    let derived = |light: Colour| light.readable_on(&DARK, EASY);
    let accent = light
        .map(|light| Accent { light: light.value, dark: dark.map_or_else(|| derived(light.value), |dark| dark.value) });
    Theme { accent, logo, logo_dark, templates }
}

/// A colour that can be read as text on some grounds.
fn colour(
    context: &mut Context<'_>,
    key: &str,
    value: &Spanned<Value>,
    pages: &str,
    grounds: &[Colour],
) -> Option<Colour> {
    let text = context.text(key, value)?;
    let Some(colour) = Colour::parse(&text) else {
        let message = format!("`{key}` takes a colour, not `{text}`");
        context.wrong(value.span, message, format!("write its red, green and blue: `{key} = \"#0f5c4d\"`"));
        return None;
    };
    let contrast = colour.least_contrast(grounds);
    if contrast >= READABLE {
        return Some(colour);
    }
    let message = format!("`{text}` cannot be read as text on {pages} pages");
    let finding = Diagnostic::deny("faint-accent", context.place(value.span), message)
        .saying(format!("a contrast of {:.1}, and text needs {READABLE}", rounded_down(contrast)))
        .help(format!("the nearest colour of this hue that can: `{}`", colour.readable_on(grounds, READABLE)));
    context.sink.push(finding);
    None
}

/// To one digit, so that what is not enough never looks as if it were.
fn rounded_down(contrast: f64) -> f64 {
    (contrast * 10.0).floor() / 10.0
}

/// The path of a picture below `static/`.
fn file(context: &mut Context<'_>, key: &str, value: &Spanned<Value>) -> Option<String> {
    let text = context.text(key, value)?;
    let below = text.strip_prefix("static/").filter(|rest| !rest.is_empty()).map(str::to_owned);
    if below.is_none() {
        let message = format!("`{key}` takes a file below `static/`, not `{text}`");
        context.wrong(value.span, message, format!("write `{key} = \"static/logo.svg\"`"));
    }
    below
}

fn version(context: &mut Context<'_>, value: &Spanned<Value>) -> Option<u32> {
    let number = match value.value {
        Value::Integer(number) => u32::try_from(number).ok(),
        _ => None,
    };
    if number.is_none() {
        context.wrong(value.span, "`templates` takes a version of the template contract", "write `templates = 1`");
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLESHEET: &str = include_str!("../../static/casebook.css");

    #[test]
    fn the_grounds_are_those_of_the_stylesheet() {
        for [surface, wash] in [LIGHT, DARK] {
            let tokens = format!("--surface: {surface};--wash: {wash};");
            let sheet: String = STYLESHEET.lines().map(str::trim).collect();
            assert!(sheet.matches(&tokens).count() >= 2, "{tokens}");
        }
    }

    #[test]
    fn a_dark_accent_that_is_derived_is_easy_to_read() {
        for nth in 0..4096_u32 {
            let colour = Colour::parse(&format!("#{nth:03x}")).expect("a colour").readable_on(&DARK, EASY);
            assert!(colour.least_contrast(&DARK) >= EASY, "{colour}");
        }
    }
}
