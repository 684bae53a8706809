//! How long it takes from saving a file until its page is served anew, by number of cases: `cargo bench --bench serve`.
#![allow(missing_docs, reason = "a benchmark has no readers of its documentation")]
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "it saves files, looks at the clock and prints")]
mod corpus;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const SAVES: usize = 40;

/// From the save: until open pages are told, and until the page has come. The search is being made anew where somebody
/// has used it, and where saves come quickly it is never at rest.
fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let sizes = count.map_or(SIZES.to_vec(), |count: usize| vec![count]);
    println!(
        "{:>7}  {:<28} {:>9} {:>9} {:>9}   (milliseconds)",
        "cases", "save → page", "median", "9 in 10", "slowest"
    );
    for count in sizes {
        let site = Site::new(count);
        site.measure("searched by nobody", Duration::from_millis(300));
        site.get("/search/m.js");
        site.measure("search made anew meanwhile", Duration::from_millis(300));
        site.measure("a save every 50 ms", Duration::from_millis(50));
    }
}

struct Site {
    folder: tempfile::TempDir,
    count: usize,
    address: String,
    program: Child,
}

impl Site {
    fn new(count: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("site.toml"), corpus::site()).expect("settings");
        for n in 0..count {
            let (path, text) = corpus::case(1, n);
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a case");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.args(["serve", "-q", "--port", "0", "--no-git", "--as-of", "2026-11-21", "-C"]).arg(folder.path());
        let mut program = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        let out = program.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut line).expect("an address");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
        // Files that were written just now are read again with each snapshot.
        sleep(Duration::from_secs(3));
        Self { folder, count, address, program }
    }

    fn measure(&self, what: &str, pause: Duration) {
        let mut news = self.listen();
        let mut times: Vec<Duration> = (0..SAVES)
            .map(|nth| {
                sleep(pause);
                self.save(nth, &mut news)
            })
            .collect();
        times.sort_unstable();
        let ms = |at: usize| times[at].as_secs_f64() * 1000.0;
        let (median, most, slowest) = (ms(SAVES / 2), ms(SAVES * 9 / 10), ms(SAVES - 1));
        println!("{:>7}  {what:<28} {median:>9.1} {most:>9.1} {slowest:>9.1}", self.count);
    }

    /// Saves one file as editors do, and waits for its page.
    fn save(&self, nth: usize, news: &mut impl BufRead) -> Duration {
        let (path, text) = corpus::case(1, (nth * 251) % self.count);
        let id = Path::new(&path).file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let mark = format!("mark{nth}x{:?}", Instant::now()).replace(|c: char| !c.is_ascii_alphanumeric(), "");
        let file = self.folder.path().join(&path);
        let beside = file.with_extension("md~");
        fs::write(&beside, format!("{text}\n{mark}\n")).expect("a file");
        let begun = Instant::now();
        fs::rename(&beside, &file).expect("a file");
        loop {
            let mut line = String::new();
            news.read_line(&mut line).expect("news");
            if line.starts_with("data:") && self.get(&format!("/postmortems/{id}/")).contains(&mark) {
                return begun.elapsed();
            }
        }
    }

    fn connect(&self, path: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a timeout");
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address)
            .expect("a request");
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut bytes = Vec::new();
        self.connect(path).read_to_end(&mut bytes).expect("an answer");
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn listen(&self) -> BufReader<TcpStream> {
        let mut news = BufReader::new(self.connect("/.casebook/events"));
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            news.read_line(&mut line).expect("the state");
        }
        news
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}
