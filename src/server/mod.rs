//! Serves a site from memory to the browsers of whoever writes it, and tells them when it has changed.
//!
//! Knows bytes and addresses, never meaning. Nothing here is on the built site.
mod answer;
mod ask;
mod desk;
mod groups;
mod news;
mod page;
mod port;
mod reply;
mod shown;

use std::convert::Infallible;
use std::future::Future;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, mpsc};

pub use desk::{Change, Desk};
pub use port::Server;

use ask::Hosts;

/// How long what it says may be, in bytes.
const HEAD_WITHIN_BYTES: usize = 16 << 10;

/// How many connections there may be at once.
const CONNECTIONS: usize = 256;

/// How many pages are made at once.
const MAKERS: usize = 8;

/// What every conversation needs.
struct Room {
    desk: Arc<Desk>,
    hosts: Hosts,
    head_within: Duration,
}

impl Server {
    /// Answers until `stop` is over.
    ///
    /// # Errors
    /// Where the system gives no threads or takes the port away.
    pub fn run(self, desk: &Arc<Desk>, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(MAKERS).build();
        let runtime = runtime.context("cannot start the server")?;
        let room = Arc::new(Room { desk: desk.clone(), hosts: self.hosts, head_within: self.head_within });
        runtime.block_on(async {
            let listener = listen(self.listener).context("cannot listen")?;
            tokio::spawn(accept(listener, room));
            stop.await;
            anyhow::Ok(())
        })?;
        // Whoever still waits for a page has waited in vain.
        runtime.shutdown_background();
        Ok(())
    }
}

/// Waits until somebody wants the program to end: Ctrl-C, or the signal that services are ended with. Calls `ready` as
/// soon as it listens, since a signal before that would end the program at once.
pub async fn interrupted(ready: impl FnOnce()) {
    let (stop, mut stopped) = mpsc::channel(1);
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            let Ok(mut ended) = signal(kind) else { continue };
            let stop = stop.clone();
            tokio::spawn(async move {
                ended.recv().await;
                let _ = stop.send(()).await;
            });
        }
    }
    #[cfg(not(unix))]
    {
        let stop = stop.clone();
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                let _ = stop.send(()).await;
            }
        });
    }
    ready();
    stopped.recv().await;
}

fn listen(listener: TcpListener) -> std::io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

async fn accept(listener: tokio::net::TcpListener, room: Arc<Room>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let place = places.clone().acquire_owned().await;
        match listener.accept().await {
            Ok((stream, _)) => {
                let room = room.clone();
                tokio::spawn(async move {
                    converse(stream, room).await;
                    drop(place);
                });
            }
            // No more files may be open, or the browser is gone already: the next moment may be better.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn converse(stream: TcpStream, room: Arc<Room>) {
    // Answers are written whole, so there is nothing to gather.
    let _ = stream.set_nodelay(true);
    let head_within = room.head_within;
    let service = service_fn(move |request| {
        let room = room.clone();
        async move { Ok::<_, Infallible>(answer::answer(&request, room.desk.clone(), &room.hosts).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head_within)
        .max_header_size(HEAD_WITHIN_BYTES)
        .max_buf_size(4 * HEAD_WITHIN_BYTES)
        .serve_connection(TokioIo::new(stream), service);
    // Whatever went wrong went wrong with this browser alone, and hyper has told it.
    let _ = connection.await;
}
