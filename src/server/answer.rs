//! Answers: what was asked for, with the headers that a host of the site should send too.
use std::sync::Arc;

use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, LOCATION,
};
use hyper::{Method, Request, Response, StatusCode};

use super::ask::{Ask, Hosts, Refusal};
use super::desk::{Desk, text};
use super::news::{News, follow};
use super::page;
use super::reply::Reply;
use super::shown::{Found, Shown};
use crate::route::encode;
use crate::source::Digest;

/// Where events come from.
const EVENTS: &str = ".casebook/events";

/// The script that follows them, and its look.
const OWN: [(&str, &[u8]); 2] = [(page::SCRIPT, include_bytes!("live.js")), (page::STYLE, include_bytes!("live.css"))];

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// Answers a request.
pub(super) async fn answer<B>(request: &Request<B>, desk: Arc<Desk>, hosts: &Hosts) -> Response<Reply> {
    let ask = match Ask::read(request, hosts) {
        Ok(ask) => ask,
        Err(refusal) => return refuse(&refusal),
    };
    if ask.path == EVENTS {
        let head = request.method() == Method::HEAD;
        let events = if head { Reply::Whole(None) } else { follow(desk.news()) };
        return respond(StatusCode::OK, "text/event-stream", events);
    }
    if let Some((path, bytes)) = OWN.iter().find(|(path, _)| *path == ask.path) {
        return file(&ask, StatusCode::OK, kind(path), Arc::from(*bytes));
    }
    // Making a page is work, and others are to be answered meanwhile.
    let made = tokio::task::spawn_blocking(move || lookup(&ask, &desk)).await;
    made.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "casebook has failed at this page."))
}

fn lookup(ask: &Ask, desk: &Desk) -> Response<Reply> {
    let Some((shown, found)) = desk.find(&ask.path) else { return faults(ask, &desk.news().borrow()) };
    match found {
        Found::File(path, bytes) if path.is_page() => html(ask, StatusCode::OK, &bytes, &shown),
        Found::File(path, bytes) => file(ask, StatusCode::OK, kind(path.as_str()), bytes),
        Found::Made(bytes) => file(ask, StatusCode::OK, kind(&ask.path), bytes),
        Found::Folder => moved(ask),
        Found::Fault(fault) => {
            let body = page::fault(&[text(&fault)]);
            html(ask, StatusCode::INTERNAL_SERVER_ERROR, body.as_bytes(), &shown)
        }
        Found::Nothing => nothing(ask, &shown, &desk.news().borrow()),
    }
}

/// The site's own page for addresses that do not exist. Where templates are broken there is none, nor any other page.
fn nothing(ask: &Ask, shown: &Shown, news: &News) -> Response<Reply> {
    match shown.find("404.html") {
        Found::File(_, bytes) => html(ask, StatusCode::NOT_FOUND, &bytes, shown),
        _ if news.faults.is_empty() => plain(StatusCode::NOT_FOUND, "There is nothing at this address."),
        _ => faults(ask, news),
    }
}

/// What stands in the way of the very first version.
fn faults(ask: &Ask, news: &News) -> Response<Reply> {
    let body = page::fault(&news.faults);
    html(ask, StatusCode::INTERNAL_SERVER_ERROR, body.as_bytes(), &Shown::new(<_>::default(), news.pages, news.styles))
}

/// A page, with the script that follows the site. Its tag is that of the page itself.
fn html(ask: &Ask, status: StatusCode, bytes: &[u8], shown: &Shown) -> Response<Reply> {
    let tag = tag(bytes);
    let page = page::live(bytes, &tag, shown.pages, shown.styles);
    tagged(ask, status, HTML, page.into(), &tag)
}

fn file(ask: &Ask, status: StatusCode, kind: &'static str, bytes: Arc<[u8]>) -> Response<Reply> {
    let tag = tag(&bytes);
    tagged(ask, status, kind, bytes, &tag)
}

fn tagged(ask: &Ask, status: StatusCode, kind: &'static str, bytes: Arc<[u8]>, tag: &str) -> Response<Reply> {
    let quoted = format!("\"{tag}\"");
    let known = ask.known.as_ref().is_some_and(|known| known.split(',').any(|one| one.trim() == quoted));
    let mut response = if known && status == StatusCode::OK {
        respond(StatusCode::NOT_MODIFIED, kind, Reply::Whole(None))
    } else {
        let length = bytes.len();
        let mut response = respond(status, kind, Reply::bytes(bytes));
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        response
    };
    response.headers_mut().extend(HeaderValue::try_from(quoted).ok().map(|tag| (ETAG, tag)));
    response
}

/// Sends a browser to the folder itself, since relative links depend on the slash.
fn moved(ask: &Ask) -> Response<Reply> {
    let parts: Vec<String> = ask.path.split('/').map(encode).collect();
    let mut response = plain(StatusCode::TEMPORARY_REDIRECT, "This is a folder.");
    let to = HeaderValue::try_from(format!("/{}/{}", parts.join("/"), ask.query)).ok();
    response.headers_mut().extend(to.map(|to| (LOCATION, to)));
    response
}

fn refuse(refusal: &Refusal) -> Response<Reply> {
    let mut response = plain(refusal.status, &refusal.why);
    if refusal.status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    // Whatever else it was about to send is not waited for.
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

fn plain(status: StatusCode, text: &str) -> Response<Reply> {
    respond(status, TEXT, Reply::bytes(format!("{text}\n").into_bytes().into()))
}

fn respond(status: StatusCode, kind: &'static str, reply: Reply) -> Response<Reply> {
    let mut response = Response::new(reply);
    *response.status_mut() = status;
    *response.headers_mut() = headers(kind);
    response
}

fn headers(kind: &'static str) -> HeaderMap {
    let all = [
        (CONTENT_TYPE, kind),
        // Kept, but asked for again every time.
        (CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("content-security-policy"), "frame-ancestors 'none'"),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("referrer-policy"), "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ];
    all.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
}

fn tag(bytes: &[u8]) -> String {
    Digest::of(bytes).short(16)
}

/// What a file is, by its ending.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "avif" => "image/avif",
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "gif" => "image/gif",
        "html" => HTML,
        "ico" => "image/vnd.microsoft.icon",
        "jpeg" | "jpg" => "image/jpeg",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => TEXT,
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
