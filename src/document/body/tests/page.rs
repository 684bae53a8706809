use super::{LinkUse, RenderOptions, Target, render, render_with, rendered};

#[test]
fn everything_that_github_knows_is_written() {
    insta::assert_snapshot!(rendered(include_str!("everything.md")).html);
}

#[test]
fn no_address_that_could_run_is_linked_or_asked_about() {
    let asked = std::cell::RefCell::new(Vec::new());
    let resolve = |_: LinkUse, address: &str| {
        asked.borrow_mut().push(address.to_owned());
        Target::Address(address.to_owned())
    };
    let text = "[a](javascript:x) [b](&#106;avascript:x) [c](<java\tscript:x>) ![d](data:x) [e](//evil) [f](ok.md)";
    assert_eq!(render(text, &resolve).html, "<p dir=\"auto\">a b c d e <a href=\"ok.md\">f</a></p>\n");
    assert_eq!(*asked.borrow(), ["ok.md"]);
    let turned = |_: LinkUse, _: &str| Target::Address("javascript:x".into());
    assert_eq!(render("[a](b)", &turned).html, "<p dir=\"auto\">a</p>\n");
}

#[test]
fn a_link_to_nowhere_is_its_text() {
    let nowhere = |_: LinkUse, _: &str| Target::Nowhere;
    let html = render("[*a* `b`](c) ![d](e.png) https://x.y", &nowhere).html;
    assert_eq!(html, "<p dir=\"auto\"><em>a</em> <code>b</code> d https://x.y</p>\n");
}

#[test]
fn a_title_that_the_page_has_is_left_out_but_still_an_anchor() {
    let options = RenderOptions { title: "The  outage", ..RenderOptions::default() };
    let page = render_with("# The *outage*\n\nText.\n\n## Impact\n\nx", &super::as_written, &options);
    insta::assert_snapshot!(page.html, @r##"
    <span id="the-outage"></span>
    <p dir="auto">Text.</p>
    <h2 id="impact" dir="auto">Impact <a class="anchor" href="#impact" aria-label="Link to section: Impact"></a></h2>
    <p dir="auto">x</p>
    "##);
    let sections: Vec<_> =
        page.sections.iter().map(|section| (section.anchor.as_str(), section.text.as_str())).collect();
    assert_eq!(sections, [("", "Text."), ("impact", "x")]);
    let other = RenderOptions { title: "Another", ..RenderOptions::default() };
    assert!(render_with("# The outage", &super::as_written, &other).html.starts_with("<h2 id=\"the-outage\""));
}

#[test]
fn the_search_gets_text_by_section() {
    let page =
        rendered("intro\n\n# A `b`\none\ntwo\n\n- x\n- y\n\n| h | i |\n|---|---|\n| j | k |\n\n```sh\nls\n```\n## C\n");
    let told: Vec<_> = page.sections.iter().map(|s| (s.anchor.as_str(), s.heading.as_str(), s.text.as_str())).collect();
    assert_eq!(told, [("", "", "intro"), ("a-b", "A b", "one two\nx\ny\nh i\nj k\nls"), ("c", "C", "")]);
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let text = include_str!("everything.md");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(rendered(&windows), rendered(text));
}

#[test]
fn code_is_coloured_in_few_classes() {
    let code = |language: &str, text: &str| rendered(&format!("```{language}\n{text}\n```")).html;
    insta::assert_snapshot!(code("toml", "[a] # b\nc = \"d<\"\ne = 1"), @r#"
    <pre tabindex="0" dir="ltr"><code data-lang="toml"><span class="hl-t">[a]</span> <span class="hl-c"># b</span>
    <span class="hl-k">c</span> = <span class="hl-s">&quot;d&lt;&quot;</span>
    <span class="hl-k">e</span> = <span class="hl-n">1</span>
    </code></pre>
    "#);
    insta::assert_snapshot!(code("rust", "fn main() { let x: u8 = 1; } // y"), @r#"
    <pre tabindex="0" dir="ltr"><code data-lang="rust"><span class="hl-k">fn</span> <span class="hl-f">main</span>() { <span class="hl-k">let</span> x: <span class="hl-t">u8</span> = <span class="hl-n">1</span>; } <span class="hl-c">// y</span>
    </code></pre>
    "#);
    insta::assert_snapshot!(code("Dockerfile", "FROM x\nRUN y"), @r#"
    <pre tabindex="0" dir="ltr"><code data-lang="dockerfile"><span class="hl-k">FROM</span> x
    <span class="hl-k">RUN</span> y
    </code></pre>
    "#);
    assert!(!code("mermaid", "graph TD; A-->B").contains("<span"));
    assert!(!code("no-such-language", "if").contains("<span"));
}
