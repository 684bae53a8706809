//! What pages are told while they are open.
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use serde::Serialize;
use tokio::sync::{mpsc, watch};

use super::reply::Reply;

/// The state of the site, as a page needs to know it.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct News {
    /// How often anything but styles has changed.
    pub pages: u64,
    /// How often styles have changed.
    pub styles: u64,
    /// What stands in the way of the next version: the first few, as text for people.
    pub faults: Arc<[String]>,
    /// How many there are.
    pub count: usize,
}

/// How many faults a page shows.
pub(super) const MOST: usize = 20;

/// How long a connection may be silent: browsers that are gone are noticed when they are written to.
const SILENCE: Duration = Duration::from_secs(15);

impl News {
    fn event(&self) -> Bytes {
        let json = serde_json::to_string(self).unwrap_or_else(|error| unreachable!("plain data: {error}"));
        format!("data: {json}\n\n").into()
    }
}

/// The state now, and every later one, until the browser goes away.
pub(super) fn follow(mut news: watch::Receiver<News>) -> Reply {
    let (send, receive) = mpsc::channel(1);
    tokio::spawn(async move {
        let mut next = news.borrow_and_update().event();
        while send.send(next).await.is_ok() {
            next = match tokio::time::timeout(SILENCE, news.changed()).await {
                Ok(Ok(())) => news.borrow_and_update().event(),
                Ok(Err(_)) => return,
                Err(_) => Bytes::from_static(b":\n\n"),
            };
        }
    });
    Reply::Events(receive)
}
