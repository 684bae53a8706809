//! One body at a time, any text, and the promises that hold for all.
use std::sync::Arc;

use proptest::prelude::*;

use super::{Body, LinkUse, RenderOptions, Rendered, Target, read, render, render_with};
use crate::diagnostic::Diagnostics;
use crate::source::{Source, Span};

mod corpora;
mod facts;
mod page;

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source::new("a.md", text))
}

fn body(text: &str) -> Body {
    read(&source(text), Span::new(0, text.len()), &mut Diagnostics::default())
}

fn as_written(_: LinkUse, address: &str) -> Target {
    Target::Address(address.to_owned())
}

fn rendered(text: &str) -> Rendered {
    render(text, &as_written)
}

fn codes(text: &str) -> Vec<(&'static str, String)> {
    let mut sink = Diagnostics::default();
    let _ = read(&source(text), Span::new(0, text.len()), &mut sink);
    let findings = sink.into_sorted();
    findings.iter().map(|finding| (finding.code, finding.place().span.of(text).to_owned())).collect()
}

/// The tags of some HTML, text left out.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag)).collect()
}

fn ids(html: &str) -> Vec<String> {
    let unescape = |id: &str| id.replace("&amp;", "&");
    tags(html).iter().filter_map(|tag| tag.split_once(" id=\"")?.1.split('"').next()).map(unescape).collect()
}

/// What must hold for every text.
fn is_sound(text: &str) {
    let body = body(text);
    let page = rendered(text);
    for tag in tags(&page.html) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(KNOWN_TAGS.contains(&name.as_str()), "<{tag}> in {text:?}");
        let names: String = tag.split('"').step_by(2).collect();
        assert!(!names.contains(" style=") && !names.contains(" on"), "<{tag}> in {text:?}");
        let address =
            tag.split_once(" href=\"").or_else(|| tag.split_once(" src=\"")).map(|(_, rest)| rest.to_lowercase());
        assert!(!address.is_some_and(|address| address.trim_start().starts_with("javascript:")), "<{tag}> in {text:?}");
    }
    let found = ids(&page.html);
    let mut once = found.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), found.len(), "an id stands twice in {}", page.html);
    let headings: Vec<_> = found.into_iter().filter(|id| !id.contains(':')).collect();
    let mut anchors: Vec<_> = body.outline.iter().map(|heading| heading.anchor.clone()).collect();
    if page.html.contains("class=\"footnotes\"") {
        // A heading in a footnote is shown at the end.
        let mut headings = headings;
        headings.sort();
        anchors.sort();
        assert_eq!(headings, anchors);
    } else {
        assert_eq!(headings, anchors);
    }
    spans_fit(&body, text);
}

const KNOWN_TAGS: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "em",
    "strong",
    "del",
    "code",
    "pre",
    "span",
    "ul",
    "ol",
    "li",
    "input",
    "br",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
    "blockquote",
    "img",
    "sup",
    "section",
];

fn spans_fit(body: &Body, text: &str) {
    let links = body.links.iter().map(|link| link.target.span);
    let actions = body.actions.iter().flat_map(|action| {
        let marks = action.marks.iter().map(|(_, value)| value.span);
        let others = [&action.owner, &action.ticket].into_iter().flatten().map(|value| value.span);
        marks.chain(others).chain([action.title.span])
    });
    let places = links
        .chain(actions)
        .chain(body.outline.iter().map(|heading| heading.text.span))
        .chain(body.sections.iter().map(|section| section.span))
        .chain(body.timeline.iter().map(|entry| entry.span))
        .chain(body.lessons.iter().map(|lesson| lesson.text.span));
    for span in places {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} in {text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_sound(text in "\\PC*|(?s).{0,200}") {
        is_sound(&text);
    }

    #[test]
    fn any_markdown_is_sound(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        is_sound(&pieces.concat());
    }
}

const PIECES: &[&str] = &[
    "# ",
    "## Timeline\n",
    "## Action items\n",
    "### What went well\n",
    "- ",
    "  - ",
    "* [x] ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "\n",
    "\r\n",
    "\n\n",
    "09:14 ",
    "2021-03-04 ",
    "UTC ",
    "a",
    "ä",
    "🎉",
    "\u{202e}",
    "\u{feff}",
    "**",
    "_",
    "`",
    "```\n",
    "```rust\n",
    "~~",
    "[a](b)",
    "[a](javascript:x)",
    "![a](b.png)",
    "![a](https://x/y.png)",
    "[![a](b)](c)",
    "<https://a.b>",
    "<a@b.c>",
    "https://x.y/z_(a).",
    "<script>",
    "<!--",
    "-->",
    "<b style=x onclick=y>",
    "[^1]",
    "\n[^1]: note\n",
    "| a | b |\n|:-:|--:|\n",
    "| 10:00 | x |\n",
    "@payments ",
    "due:2026-11-30 ",
    "PAY-123 ",
    "&amp;",
    "&#0;",
    "\\",
    "\"",
    "'",
    "\t",
    "    ",
    "---\n",
    ": ",
    "(",
    ")",
    "All times in UTC",
];

#[test]
fn levels_beyond_the_limit_are_flat() {
    let deep = format!("{}x\n\nafter", "> ".repeat(40));
    let html = rendered(&deep).html;
    assert_eq!(html.matches("<blockquote>").count(), 32);
    assert!(html.ends_with("<p dir=\"auto\">after</p>\n"));
    let [(code, place)] = &codes(&deep)[..] else { panic!("one finding") };
    assert_eq!((*code, place.starts_with("> ")), ("nesting-too-deep", true));
    let list: String = (0..40).flat_map(|n| ["  ".repeat(n), format!("- x{n}\n")]).collect();
    assert_eq!(rendered(&list).html.matches("<ul>").count(), 32);
    assert!(rendered(&list).html.contains("x39"));
}

#[test]
fn what_is_too_much_is_shown_as_it_is() {
    let text = format!("# a\n\n{}\n<b>\n", "> ".repeat(300));
    assert_eq!(codes(&text)[0].0, "nesting-too-deep");
    let html = rendered(&text).html;
    assert!(html.contains("<pre tabindex=\"0\" dir=\"ltr\"><code>&gt; &gt; "));
    assert!(html.ends_with("&lt;b&gt;\n</code></pre>\n"));
    let large = "word word\n".repeat(120_000);
    assert_eq!(codes(&large)[0].0, "body-too-large");
    assert!(rendered(&large).html.contains("<pre"));
}

#[test]
fn hostile_texts_give_no_more_than_they_should() {
    let many = |piece: &str| piece.repeat(100_000 / piece.len());
    for text in [
        many("["),
        many("![a"),
        many("`"),
        many("*a **b "),
        many("<"),
        many("<!--"),
        many("[a](b"),
        many("&"),
        many("- "),
        many("[^1]"),
        many("|a"),
        many("\\"),
        many("https://"),
        many("a\n\n"),
        many("#\n"),
        many("<b "),
        many("_a__"),
        many("``a```"),
        many("](("),
    ] {
        let page = rendered(&text);
        assert!(page.html.len() < 100 * text.len(), "{}: {}", &text[..8], page.html.len());
    }
}

#[test]
fn a_body_is_read_at_its_place() {
    let text = "+++\n+++\n## Impact\n[x](y.md)\n";
    let body = read(&source(text), Span::new(8, text.len()), &mut Diagnostics::default());
    assert_eq!(body.outline[0].text.span.of(text), "## Impact\n");
    assert_eq!(body.links[0].target.span.of(text), "y.md");
    assert_eq!(body.sections[0].span.of(text), &text[8..]);
}
