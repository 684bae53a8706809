//! A digest as HTML for mail: tables for the frame, every style in place, and one for those who like it dark.
use std::fmt::Write as _;

use super::picture::Picture;
use super::{Block, Digest, Item, Line, Run, one_line};

/// What a mail program that knows style sheets does with the styles in place.
const DARK: &str = ":root{color-scheme:light dark;supported-color-schemes:light dark}\
    @media (prefers-color-scheme:dark){.desk{background:#0b0e12!important}.paper{background:#12161c!important;\
    border-color:#2a313c!important}.ink{color:#e8ebf0!important}.soft{color:#a9b2bf!important}\
    .rule{border-color:#2a313c!important}a{color:#7fd1bd!important}}\
    @media (max-width:520px){.paper{padding:24px 16px!important}}";

const FONT: &str = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";
const INK: &str = "color:#15181d;";
const SOFT: &str = "color:#596270;";

pub(super) fn of(digest: &Digest, picture: Option<&Picture>) -> String {
    let (site, title) = (escape(&digest.site), escape(&digest.title));
    let title_link = linked(&title, digest.link.as_deref(), INK);
    let mut body = format!(
        "<p class=\"soft\" style=\"margin:0;{SOFT}font-size:14px;line-height:20px\" dir=\"auto\">{site}</p>\n\
         <h1 class=\"ink\" style=\"margin:4px 0 0;{INK}font-size:26px;line-height:32px\">{title_link}</h1>\n\
         <p class=\"ink\" style=\"margin:8px 0 0;{INK}font-size:18px;line-height:26px\">{}</p>\n",
        escape(&digest.lede)
    );
    for (nth, section) in digest.sections.iter().enumerate() {
        let _ = writeln!(
            body,
            "<h2 class=\"ink rule\" style=\"margin:28px 0 0;padding:16px 0 0;border-top:1px solid #e3e6eb;{INK}\
             font-size:18px;line-height:24px\">{}</h2>",
            escape(section.heading)
        );
        section.blocks.iter().for_each(|block| body.push_str(&self::block(block)));
        if nth == 0 {
            body.push_str(&picture.map(shown).unwrap_or_default());
        }
    }
    body.push_str(&foot(digest));
    frame(&format!("{title} – {site}"), &body)
}

/// What holds the text together where nothing but tables does.
fn frame(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{DARK}</style>\n</head>\n\
         <body class=\"desk\" style=\"margin:0;padding:0;background:#f5f6f8\">\n\
         <table class=\"desk\" role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         style=\"background:#f5f6f8\"><tr><td align=\"center\">\n\
         <!--[if mso]><table role=\"presentation\" width=\"660\" cellpadding=\"0\" cellspacing=\"0\"><tr><td><![endif]-->\n\
         <table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" \
         style=\"max-width:660px\"><tr><td class=\"paper\" align=\"left\" style=\"{FONT}background:#ffffff;\
         padding:32px 33px;border:1px solid #e3e6eb\">\n\
         <div role=\"main\">\n{body}</div>\n</td></tr></table>\n<!--[if mso]></td></tr></table><![endif]-->\n\
         </td></tr></table>\n</body>\n</html>\n"
    )
}

fn foot(digest: &Digest) -> String {
    let mut lines: Vec<String> = digest.foot.iter().map(|line| escape(line)).collect();
    lines.extend(digest.link.as_deref().map(|link| linked(&escape(link), Some(link), "")));
    format!(
        "<p class=\"soft rule\" style=\"margin:28px 0 0;padding:16px 0 0;border-top:1px solid #e3e6eb;{SOFT}\
         font-size:13px;line-height:20px\">{}</p>\n",
        lines.join("<br>\n")
    )
}

fn shown(picture: &Picture) -> String {
    let (width, height) = picture.size;
    format!(
        "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"{}\"><img src=\"{}\" width=\"{width}\" \
         height=\"{height}\" alt=\"{}\" style=\"display:block;width:100%;max-width:{width}px;height:auto;\
         margin:16px 0 0;border:0\"></picture>\n",
        picture.dark,
        picture.light,
        escape(&picture.description)
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(words) => paragraph(&escape(words), "ink", INK, 16),
        Block::Note(words) => paragraph(&escape(words), "soft", SOFT, 14),
        Block::More(more) => paragraph(&run(more), "soft", SOFT, 14),
        Block::Subheading(words) => format!(
            "<h3 class=\"ink\" style=\"margin:16px 0 0;{INK}font-size:15px;line-height:22px\" dir=\"auto\">{}</h3>\n",
            escape(words)
        ),
        Block::List { numbered, items } => list(*numbered, items),
        Block::Counts { title, rows } => counts(title, rows),
    }
}

fn paragraph(words: &str, class: &str, colour: &str, size: u32) -> String {
    let line = size * 3 / 2;
    format!(
        "<p class=\"{class}\" style=\"margin:10px 0 0;{colour}font-size:{size}px;line-height:{line}px\" \
         dir=\"auto\">{words}</p>\n"
    )
}

fn list(numbered: bool, items: &[Item]) -> String {
    let (tag, room) = if numbered { ("ol", 26) } else { ("ul", 20) };
    let items: String = items.iter().map(item).collect();
    format!(
        "<{tag} class=\"ink\" style=\"margin:10px 0 0;padding:0 0 0 {room}px;{INK}font-size:16px;line-height:24px\">\n\
         {items}</{tag}>\n"
    )
}

fn item(item: &Item) -> String {
    let mut out = String::from("<li style=\"margin:0 0 10px;padding:0\" dir=\"auto\">");
    let title: String = item.title.iter().map(run).collect();
    let (on, off) = if item.strong { ("<b>", "</b>") } else { ("", "") };
    out.extend([on, &title, off]);
    for line in &item.lines {
        let (words, class, colour) = match line {
            Line::Facts(facts) => (facts.iter().map(run).collect::<Vec<_>>().join(" · "), "soft", SOFT),
            Line::Said(None, words) => (escape(words), "ink", INK),
            Line::Said(Some(label), words) => (format!("<b>{label}:</b> {}", escape(words)), "ink", INK),
        };
        let _ = write!(
            out,
            "<br>\n<span class=\"{class}\" style=\"{colour}font-size:14px;line-height:21px\" dir=\"auto\">{words}</span>"
        );
    }
    out.push_str("</li>\n");
    out
}

fn counts(title: &str, rows: &[(String, usize)]) -> String {
    let row = |(name, n): &(String, usize)| {
        format!(
            "<tr><td align=\"right\" class=\"ink\" style=\"padding:2px 10px 2px 0;{INK}font-size:15px;line-height:22px;\
             font-variant-numeric:tabular-nums\">{n}</td><th scope=\"row\" align=\"left\" class=\"ink\" \
             style=\"padding:2px 0;{INK}font-size:15px;line-height:22px;font-weight:normal\" dir=\"auto\">{}</th></tr>\n",
            escape(name)
        )
    };
    format!(
        "<table cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"margin:14px 0 0;{FONT}\">\n\
         <caption class=\"soft\" align=\"left\" style=\"text-align:left;{SOFT}font-size:14px;line-height:21px\" \
         dir=\"auto\">{}</caption>\n{}</table>\n",
        escape(title),
        rows.iter().map(row).collect::<String>()
    )
}

fn run(run: &Run) -> String {
    let words = escape(&run.text);
    let (before, after) = (run.text.starts_with(' '), run.text.ends_with(' '));
    match &run.href {
        Some(href) => linked(&words, Some(href), "color:#0f5c4d;"),
        None => format!("{}{words}{}", if before { " " } else { "" }, if after { " " } else { "" }),
    }
}

/// Escaped words as a link, where there is an address.
fn linked(words: &str, href: Option<&str>, colour: &str) -> String {
    match href {
        Some(href) => format!("<a href=\"{}\" style=\"{colour}\">{words}</a>", escape(href)),
        None => words.to_owned(),
    }
}

/// Words without markup; what no mail may hold is left out.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in one_line(words).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
