//! What a request asks for, and whether whoever sends it may ask.
use std::net::IpAddr;

use hyper::header::{HOST, HeaderName, IF_NONE_MATCH, ORIGIN};
use hyper::http::uri::Authority;
use hyper::{HeaderMap, Method, Request, StatusCode, Uri};

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ask {
    /// The path, decoded, without the slash at its beginning.
    pub path: String,
    /// What followed the path, with its question mark.
    pub query: String,
    /// The version that the browser has.
    pub known: Option<String>,
}

/// Why a request is not answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// One sentence.
    pub why: String,
}

/// The names under which this server may be asked.
///
/// A page from elsewhere could have its own name lead to this machine and would then be of one origin with us. A name
/// that is ours by its nature, or an address, cannot be taken so.
#[derive(Debug)]
pub(super) struct Hosts {
    given: String,
}

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

impl Hosts {
    pub(super) fn new(given: &str) -> Self {
        Self { given: given.to_ascii_lowercase() }
    }

    fn admit(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let name = host.strip_suffix('.').unwrap_or(&host);
        bare.parse::<IpAddr>().is_ok() || name == "localhost" || name.ends_with(".localhost") || name == self.given
    }
}

impl Ask {
    /// Reads a request.
    pub(super) fn read<B>(request: &Request<B>, hosts: &Hosts) -> Result<Self, Refusal> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Err(refuse(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD are answered."));
        }
        let (uri, headers) = (request.uri(), request.headers());
        let host = authority(uri, headers)?;
        if !hosts.admit(host.host()) {
            let why = format!("This server is not {host}; ask it by its address, or start it with --host.");
            return Err(refuse(StatusCode::FORBIDDEN, why));
        }
        same_origin(headers, &host)?;
        let path = decode(uri.path()).ok_or_else(|| refuse(StatusCode::BAD_REQUEST, "The path is not one."))?;
        let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Ok(Self { path, query, known })
    }
}

fn refuse(status: StatusCode, why: impl Into<String>) -> Refusal {
    Refusal { status, why: why.into() }
}

/// Who is asked: by the address itself where it is absolute, else by the one `Host` that there must be.
fn authority(uri: &Uri, headers: &HeaderMap) -> Result<Authority, Refusal> {
    let bad = |why| refuse(StatusCode::BAD_REQUEST, why);
    if let Some(authority) = uri.authority() {
        let plain = uri.scheme_str() == Some("http") && !authority.as_str().contains('@');
        return if plain { Ok(authority.clone()) } else { Err(bad("The address is not one of this server.")) };
    }
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(bad("There must be one Host.")) };
    let host = host.to_str().ok().filter(|host| !host.contains('@')).and_then(|host| host.parse().ok());
    host.ok_or_else(|| bad("The Host is not one."))
}

/// Pages from elsewhere may lead here, but not read, show or run what lies here.
fn same_origin(headers: &HeaderMap, host: &Authority) -> Result<(), Refusal> {
    let foreign = || Err(refuse(StatusCode::FORBIDDEN, "Pages from elsewhere may not read this site."));
    if let Some(origin) = headers.get(ORIGIN) {
        let origin = origin.to_str().unwrap_or_default();
        let ours = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        if !ours.is_some_and(|ours| ours.eq_ignore_ascii_case(host.as_str())) {
            return foreign();
        }
    }
    // Scripts and pictures are asked for without an origin; browsers say so in another way.
    let is =
        |name: &HeaderName, values: &[&str]| headers.get(name).is_some_and(|value| values.iter().any(|it| value == it));
    if is(&FETCH_SITE, &["cross-site", "same-site"]) && !is(&FETCH_MODE, &["navigate"]) {
        return foreign();
    }
    Ok(())
}

/// A percent-encoded path as text; `None` where it is none, or holds what no path of a site does.
fn decode(path: &str) -> Option<String> {
    let mut bytes = path.strip_prefix('/')?.bytes();
    let mut out = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        let byte =
            if byte == b'%' { u8::try_from(digit(bytes.next())? * 16 + digit(bytes.next())?).ok()? } else { byte };
        out.push(byte);
    }
    String::from_utf8(out).ok().filter(|path| !path.contains(|c: char| c.is_control() || c == '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(uri: &str, headers: &[(&str, &str)]) -> Result<String, u16> {
        let request = headers.iter().fold(Request::get(uri), |request, (name, value)| request.header(*name, *value));
        let request = request.body(()).expect("a request");
        Ask::read(&request, &Hosts::new("Box.example")).map(|ask| ask.path).map_err(|refusal| refusal.status.as_u16())
    }

    #[test]
    fn the_host_is_ours() {
        for host in
            ["localhost", "LOCALHOST:4400", "127.0.0.1:1", "[::1]:4400", "a.localhost", "10.0.0.7", "box.example:80"]
        {
            assert_eq!(ask("/", &[("host", host)]), Ok(String::new()), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "evil-localhost", "127.0.0.1.evil.example"] {
            assert_eq!(ask("/", &[("host", host)]), Err(403), "{host}");
        }
        for hosts in
            [&[][..], &[("host", "a b")], &[("host", "localhost"), ("host", "localhost")], &[("host", "x@localhost")]]
        {
            assert_eq!(ask("/", hosts), Err(400), "{hosts:?}");
        }
    }

    #[test]
    fn an_absolute_address_says_who_is_asked() {
        assert_eq!(ask("http://localhost:4400/a", &[("host", "evil.example")]), Ok("a".to_owned()));
        assert_eq!(ask("http://evil.example/a", &[("host", "localhost")]), Err(403));
        assert_eq!(ask("https://localhost/a", &[]), Err(400));
    }

    #[test]
    fn pages_from_elsewhere_may_only_lead_here() {
        let with = |more: &[(&str, &str)]| ask("/", &[&[("host", "localhost:4400")], more].concat()).is_ok();
        assert!(with(&[("origin", "http://localhost:4400")]));
        for origin in ["http://localhost:4401", "http://evil.example", "null", ""] {
            assert!(!with(&[("origin", origin)]), "{origin}");
        }
        assert!(with(&[("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "no-cors")]));
        assert!(with(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")]));
        assert!(!with(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]));
        assert!(!with(&[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")]));
    }

    #[test]
    fn paths_are_decoded_once() {
        let path = |uri| ask(uri, &[("host", "localhost")]);
        assert_eq!(path("/a%20b/%C3%A9?q=%zz"), Ok("a b/é".to_owned()));
        assert_eq!(path("/%252e%252e/x"), Ok("%2e%2e/x".to_owned()));
        assert_eq!(path("/%2e%2e/x"), Ok("../x".to_owned()), "looked up as it stands, and never found");
        for bad in ["/%00", "/a%", "/a%4", "/%zz", "/%ff", "/a%5cb", "/a%0d%0ab"] {
            assert_eq!(path(bad), Err(400), "{bad}");
        }
    }
}
