//! What is added to pages that are served, and the page that says why there is none.
use std::fmt::Write as _;

/// Where the script lies.
pub(super) const SCRIPT: &str = ".casebook/live.js";

/// Where its look lies.
pub(super) const STYLE: &str = ".casebook/live.css";

/// The policy of every page, for the one that no template makes.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; \
                      form-action 'self'";

/// A page with the script that follows the site, which version it is and of which state.
pub(super) fn live(html: &[u8], tag: &str, pages: u64, styles: u64) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let at = html.windows(END.len()).position(|window| window == END).unwrap_or(html.len());
    let script = format!(
        "<script src=\"/{SCRIPT}\" defer data-tag=\"{tag}\" data-pages=\"{pages}\" data-styles=\"{styles}\"></script>\n"
    );
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

/// The page that is shown while there is no other.
pub(super) fn fault(faults: &[String]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>This page cannot be shown</title>\n
         <link rel=\"stylesheet\" href=\"/{STYLE}\">\n</head>\n\
         <body class=\"faults\">\n<main>\n<h1>This page cannot be shown</h1>\n\
         <p>It appears as soon as what is wrong has been mended.</p>\n"
    );
    for fault in faults {
        let _ = writeln!(out, "<pre tabindex=\"0\">{}</pre>", escape(fault));
    }
    out + "</main>\n</body>\n</html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
