//! The server as browsers and others meet it: over the wire, byte by byte.
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use casebook::diagnostic::Diagnostic;
use casebook::output::{Output, SitePath};
use casebook::server::{Change, Desk, Server};
use casebook::source::{Place, Source, Span};

const PAGE: &str = "<!doctype html><html><head><title>x</title></head><body>one</body></html>";

struct Host {
    address: SocketAddr,
    desk: Arc<Desk>,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Host {
    fn new() -> Self {
        let server = Server::bind("127.0.0.1", 0).expect("a port").patient(Duration::from_millis(300));
        let (address, desk) = (server.address(), Arc::new(Desk::default()));
        let there = desk.clone();
        std::thread::spawn(move || server.run(&there, std::future::pending()));
        Self { address, desk }
    }

    fn showing(output: Output) -> Self {
        let host = Self::new();
        host.desk.show(output, Change::Pages, &[]);
        host
    }

    fn send(&self, request: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        // Whoever refuses early may close before it has read everything.
        let _ = stream.write_all(request);
        stream
    }

    fn raw(&self, request: &[u8]) -> Answer {
        Answer::read(self.send(request))
    }

    fn ask(&self, line: &str, headers: &str) -> Answer {
        let host = if headers.to_lowercase().contains("host:") { "" } else { "host: localhost\r\n" };
        self.raw(format!("{line} HTTP/1.1\r\n{host}{headers}connection: close\r\n\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "")
    }

    fn listen(&self) -> impl Iterator<Item = serde_json::Value> {
        let stream = self.send(b"GET /.casebook/events HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

impl Answer {
    fn read(mut stream: TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

fn path(path: &str) -> SitePath {
    SitePath::new(path)
}

fn site() -> Output {
    let mut output = Output::default();
    output.recipe(path("index.html"), || Ok(PAGE.into()));
    output.recipe(path("404.html"), || Ok(b"<head></head>nothing here".to_vec()));
    output.recipe(path("postmortems/a b/index.html"), || Ok(PAGE.into()));
    output.insert(path("casebook.css"), *b"body {}");
    output
}

fn fault(message: &str) -> Diagnostic {
    let source = Arc::new(Source::new("postmortems/pool.md", "+++\nseverity = \"<hihg>\"\n+++\n"));
    Diagnostic::deny("unknown-term", Place::new(&source, Span::new(15, 23)), message)
}

#[test]
fn pages_are_served_as_they_are_but_for_one_script() {
    let host = Host::showing(site());
    let home = host.get("/");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let (before, after) = home.body.split_once("<script src=\"/.casebook/live.js\"").expect("the script");
    assert_eq!(format!("{before}{}", after.split_once("</script>\n").expect("its end").1), PAGE);
    assert_eq!(host.get("/index.html?h=1#x").status, 200);
    assert_eq!(host.get("/postmortems/a%20b/").status, 200);
    assert_eq!(host.get("/casebook.css?h=1").body, "body {}");
    for own in ["/.casebook/live.js", "/.casebook/live.css"] {
        assert_eq!(host.get(own).status, 200, "{own}");
    }
    let folder = host.get("/postmortems/a%20b?q=1");
    assert_eq!((folder.status, folder.header("location")), (307, Some("/postmortems/a%20b/?q=1")));
    let none = host.get("/none");
    assert_eq!((none.status, none.body.contains("nothing here")), (404, true));
}

#[test]
fn only_what_changed_is_sent_again() {
    let host = Host::showing(site());
    let tag = host.get("/").header("etag").expect("a tag").to_owned();
    let again = host.ask("GET /", &format!("if-none-match: W/\"x\", {tag}\r\n"));
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let mut changed = site();
    changed.insert(path("new.txt"), *b"new");
    host.desk.show(changed, Change::Pages, &[]);
    assert_eq!(host.ask("GET /", &format!("if-none-match: {tag}\r\n")).status, 304, "another file is no change");
    let head = host.ask("HEAD /", "");
    assert_eq!((head.status, head.header("etag"), head.body.as_str()), (200, Some(&*tag), ""));
    assert_eq!(host.ask("HEAD /", &format!("if-none-match: \"{}\"\r\n", "0".repeat(16))).status, 200);
}

#[test]
fn every_answer_says_what_may_be_done_with_it() {
    let host = Host::showing(site());
    for answer in
        [host.get("/"), host.get("/none"), host.get("/casebook.css"), host.ask("GET /", "host: evil.example\r\n")]
    {
        for (name, value) in [
            ("content-security-policy", "frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(answer.header(name), Some(value));
        }
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    }
}

#[test]
fn nothing_outside_the_site_can_be_reached() {
    let host = Host::showing(site());
    for bad in [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/postmortems/../index.html",
        "/./index.html",
        "//index.html",
        "/postmortems//a%20b/",
        "/etc/passwd",
        "/.casebook/",
        "/.casebook/../index.html",
        "/index.html/",
        "/C:/Windows/win.ini",
        "/%252e%252e/x",
    ] {
        let answer = host.get(bad);
        assert_eq!((answer.status, answer.header("location")), (404, None), "{bad}");
    }
    for bad in ["/%00", "/index.html%00.css", "/a%", "/%zz", "/%ff", "/..%5c..%5cx", "/a%0d%0aset-cookie:x"] {
        let answer = host.get(bad);
        assert_eq!((answer.status, answer.header("set-cookie")), (400, None), "{bad}");
    }
}

#[test]
fn only_this_server_and_its_own_pages_may_ask() {
    let host = Host::showing(site());
    for good in ["localhost", "localhost:1234", "127.0.0.1", "[::1]:4400"] {
        assert_eq!(host.ask("GET /", &format!("host: {good}\r\n")).status, 200, "{good}");
    }
    for bad in ["evil.example", "evil.example:4400", "localhost.evil.example"] {
        assert_eq!(host.ask("GET /", &format!("host: {bad}\r\n")).status, 403, "{bad}");
    }
    assert_eq!(host.raw(b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n").status, 400, "no host");
    assert_eq!(host.ask("GET /", "host: localhost\r\nhost: localhost\r\n").status, 400, "two hosts");
    assert_eq!(host.ask("GET http://localhost/", "host: evil.example\r\n").status, 200, "the address counts");
    assert_eq!(host.ask("GET http://evil.example/", "").status, 403);
    assert_eq!(host.ask("GET /.casebook/events", "origin: http://evil.example\r\n").status, 403);
    assert_eq!(host.ask("GET /", "origin: null\r\n").status, 403);
    assert_eq!(host.ask("GET /", "origin: http://localhost\r\n").status, 200);
    // A page from elsewhere could run the search's files as scripts and read them.
    assert_eq!(host.ask("GET /casebook.css", "sec-fetch-site: cross-site\r\nsec-fetch-mode: no-cors\r\n").status, 403);
    assert_eq!(host.ask("GET /", "sec-fetch-site: cross-site\r\nsec-fetch-mode: navigate\r\n").status, 200, "a link");
}

#[test]
fn what_is_not_a_question_is_refused() {
    let host = Host::showing(site());
    for method in ["POST /", "PUT /x", "DELETE /", "OPTIONS /", "OPTIONS *", "TRACE /", "BREW /", "CONNECT localhost:1"]
    {
        let answer = host.ask(method, "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("get, head")), "{method}");
    }
    let endless = host.raw(b"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999\r\n\r\nxxxx");
    assert_eq!(endless.status, 405, "it is not waited for");
    for bad in [
        &b"hello\r\n\r\n"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nx y: z\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
    ] {
        assert_eq!(host.raw(bad).status, 400, "{}", String::from_utf8_lossy(bad));
    }
}

#[test]
fn huge_requests_are_cut_off() {
    let host = Host::showing(site());
    let long = "x".repeat(100_000);
    for request in [format!("GET /{long}"), "GET /".to_owned()] {
        let answer = host.ask(&request, &format!("cookie: {long}\r\n"));
        assert!(matches!(answer.status, 414 | 431), "{}", answer.status);
    }
    let many = "x: y\r\n".repeat(1_000);
    assert_eq!(host.ask("GET /", &many).status, 431);
    assert_eq!(host.get("/").status, 200);
}

#[test]
fn whoever_is_slow_is_not_waited_for_and_keeps_nobody_waiting() {
    let host = Host::showing(site());
    let mut slow: Vec<TcpStream> = (0..50).map(|_| host.send(b"GET / HTTP/1.1\r\nhost: local")).collect();
    assert_eq!(host.get("/").status, 200);
    for stream in &mut slow {
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(ended.is_ok() && !rest.starts_with(b"HTTP/1.1 200"), "{ended:?}");
    }
    // One that goes away in the middle of its answer.
    host.send(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").shutdown(Shutdown::Both).expect("it was open");
    assert_eq!(host.get("/").status, 200);
}

#[test]
fn pages_are_made_when_asked_for_and_once() {
    let made = Arc::new(AtomicUsize::new(0));
    let counted = made.clone();
    let mut output = site();
    output.recipe(path("dear.html"), move || {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok(PAGE.into())
    });
    let host = Host::showing(output);
    assert_eq!(host.get("/").status, 200);
    assert_eq!(made.load(Ordering::SeqCst), 0);
    assert_eq!((host.get("/dear.html").status, host.get("/dear.html").status), (200, 200));
    assert_eq!(made.load(Ordering::SeqCst), 1);
}

#[test]
fn open_pages_are_told_and_the_last_good_version_stays() {
    let host = Host::showing(site());
    let mut news = host.listen();
    let mut next = || news.next().expect("news");
    let first = next();
    assert_eq!((&first["pages"], &first["styles"], &first["count"]), (&1.into(), &0.into(), &0.into()));
    host.desk.keep(&[fault("there is no severity `<hihg>`")]);
    let text = next()["faults"][0].as_str().expect("text").to_owned();
    assert!(
        text.contains("error[unknown-term]: there is no severity `<hihg>`\n --> postmortems/pool.md:2:12\n"),
        "{text}"
    );
    assert!(text.contains("2 | severity = \"<hihg>\"\n  |            ^^^^^^^^"), "{text}");
    assert_eq!(host.get("/").status, 200);
    host.desk.show(site(), Change::Pages, &[]);
    let mended = next();
    assert_eq!((&mended["pages"], &mended["count"]), (&2.into(), &0.into()));
    host.desk.show(site(), Change::Styles, &[]);
    let styled = next();
    assert_eq!((&styled["pages"], &styled["styles"]), (&2.into(), &1.into()));
    host.desk.fail("error: the disk is gone");
    assert_eq!(next()["faults"][0], "error: the disk is gone");
    let many: Vec<_> = (0..30).map(|nth| fault(&format!("fault {nth}"))).collect();
    host.desk.keep(&many);
    let told = next();
    assert_eq!((told["faults"].as_array().map(Vec::len), &told["count"]), (Some(20), &30.into()));
    assert_eq!(host.ask("HEAD /.casebook/events", "").header("content-type"), Some("text/event-stream"));
}

#[test]
fn before_there_is_any_version_every_page_says_why() {
    let host = Host::new();
    host.desk.keep(&[fault("there is no severity `<hihg>`")]);
    let page = host.get("/trends/");
    assert_eq!(page.status, 500);
    assert!(
        page.body.contains("there is no severity `&lt;hihg&gt;`") && page.body.contains("live.js"),
        "{}",
        page.body
    );
    host.desk.show(Output::default(), Change::Pages, &[fault("a template is broken")]);
    let page = host.get("/");
    assert_eq!((page.status, page.body.contains("a template is broken")), (500, true));
    host.desk.show(site(), Change::Pages, &[]);
    assert_eq!(host.get("/").status, 200);
}

#[test]
fn a_page_that_cannot_be_made_says_why() {
    let mut output = site();
    output.recipe(path("broken.html"), || Err(fault("`page.titel` is undefined")));
    let host = Host::showing(output);
    let page = host.get("/broken.html");
    assert_eq!((page.status, page.body.contains("`page.titel` is undefined")), (500, true));
    assert_eq!(host.get("/").status, 200);
}

#[test]
fn groups_are_made_in_the_background_and_the_ones_before_answer() {
    let group = |text: &'static str, go: mpsc::Receiver<()>| {
        let (mut output, go) = (site(), Mutex::new(go));
        output.group("search/", move |sink| {
            go.lock().expect("one maker").recv().expect("a go");
            sink(path(&format!("{text}.js")), text.into());
            sink(path("m.js"), text.into());
        });
        output
    };
    let (go, wait) = mpsc::channel();
    let host = Host::showing(group("one", wait));
    let waiting = host.send(b"GET /search/m.js HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    assert_eq!(host.get("/").status, 200, "others are answered meanwhile");
    go.send(()).expect("it waits");
    assert_eq!(Answer::read(waiting).body, "one");
    let (go, wait) = mpsc::channel();
    host.desk.show(group("two", wait), Change::Pages, &[]);
    assert_eq!(host.get("/search/m.js").body, "one", "until the next are made");
    go.send(()).expect("it waits");
    while host.get("/search/m.js").body != "two" {
        std::thread::yield_now();
    }
    assert_eq!(host.get("/search/one.js").body, "one", "open pages still know their names");
    assert_eq!(host.get("/search/none.js").status, 404);
}

#[test]
fn the_next_free_port_is_taken() {
    let first = Server::bind("127.0.0.1", 0).expect("a port");
    let taken = first.address().port();
    let second = Server::bind("127.0.0.1", taken).expect("another port");
    assert!(second.address().port() > taken, "{} after {taken}", second.address());
    assert!(first.is_private() && !Server::bind("0.0.0.0", 0).expect("a port").is_private());
    assert_eq!(first.url(), format!("http://127.0.0.1:{taken}/"));
    assert!(Server::bind("192.0.2.1", 0).is_err(), "not an address of this machine");
}
