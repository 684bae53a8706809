//! Where the server listens.
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs as _};
use std::time::Duration;

use anyhow::Context as _;

use super::ask::Hosts;

/// A server that listens, and answers once it runs.
#[derive(Debug)]
pub struct Server {
    pub(super) listener: TcpListener,
    pub(super) hosts: Hosts,
    pub(super) head_within: Duration,
    address: SocketAddr,
    host: String,
}

/// How long a browser may take to say what it wants.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// How many ports are tried where the first ones are taken.
const PORTS: u16 = 100;

impl Server {
    /// Listens at a name or address of this machine; where the port is taken at the next that is free, and at any that
    /// is free where it is 0.
    ///
    /// # Errors
    /// Where there is no such address here, or no port is free.
    pub fn bind(host: &str, port: u16) -> anyhow::Result<Self> {
        let ip = resolve(host)?;
        let listener = listen(ip, port)?;
        let address = listener.local_addr().context("cannot tell the port")?;
        Ok(Self { listener, hosts: Hosts::new(host), head_within: HEAD_WITHIN, address, host: host.to_owned() })
    }

    /// The same server, with another time that a browser may take to say what it wants.
    #[must_use]
    pub fn patient(self, head_within: Duration) -> Self {
        Self { head_within, ..self }
    }

    /// The address for a browser on this machine, ending in `/`.
    #[must_use]
    pub fn url(&self) -> String {
        let port = self.address.port();
        match self.address.ip() {
            // Nobody can go to "everywhere".
            ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}/"),
            _ if self.host.parse::<IpAddr>().is_err() => format!("http://{}:{port}/", self.host),
            _ => format!("http://{}/", self.address),
        }
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether only this machine can ask.
    #[must_use]
    pub const fn is_private(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

fn resolve(host: &str) -> anyhow::Result<IpAddr> {
    if let Ok(ip) = host.trim_matches(['[', ']']).parse() {
        return Ok(ip);
    }
    let all: Vec<IpAddr> =
        (host, 0).to_socket_addrs().map_or_else(|_| Vec::new(), |all| all.map(|it| it.ip()).collect());
    // Browsers on the other side are likelier to find the older kind.
    let first = all.iter().find(|ip| ip.is_ipv4()).or(all.first()).copied();
    first.with_context(|| format!("cannot find the address {host}"))
}

fn listen(ip: IpAddr, port: u16) -> anyhow::Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
    for port in port..=last {
        match TcpListener::bind((ip, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < last => {}
            bound => return bound.with_context(|| format!("cannot listen at {}", SocketAddr::new(ip, port))),
        }
    }
    anyhow::bail!("no port is free between {port} and {last}")
}
