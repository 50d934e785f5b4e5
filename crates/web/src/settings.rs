//! How a server is set up, before it starts.

use std::net::SocketAddr;
use std::time::Duration;

use domain::ids::*;

use crate::live::Pace;

/// What `serve` and `demo` decide before they start.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where to listen; the demo listens on both loopback addresses.
    pub listen: Vec<SocketAddr>,
    /// The address that people open. When unset, set-up asks for it and it is kept in the database.
    pub public_url: Option<String>,
    /// Further names under which this server is opened, beside that address, loopback names and the
    /// addresses that it listens on. Requests to any other name are refused.
    pub hosts: Vec<String>,
    /// Where mail goes out; without it there is a ready text to copy.
    pub smtp: Option<Smtp>,
    /// Whether the address of a visitor is taken from `X-Forwarded-For`: only behind a proxy of ours.
    pub trust_proxy: bool,
    /// The people of the demo, who can be switched between with one click. Empty elsewhere.
    pub demo: Vec<PersonId>,
    /// Connections served at once.
    pub connections: usize,
    /// How long a client may take nothing of what is written to it before it is cut.
    pub write_time: Duration,
    /// How the streams of open pages are kept.
    pub live: Pace,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: Vec::new(),
            public_url: None,
            hosts: Vec::new(),
            smtp: None,
            trust_proxy: false,
            demo: Vec::new(),
            // Each takes some 20 KiB: a bound that a small machine survives.
            connections: 4_096,
            // A tunnel's length: who takes nothing for longer is no reader.
            write_time: Duration::from_secs(20),
            live: Pace::default(),
        }
    }
}

/// A mail server to hand mail to.
#[derive(Clone)]
pub struct Smtp {
    /// `smtps://user:password@host:port`, `smtp://host:port?tls=required`, or `smtp://host:port`.
    pub url: String,
    /// The sender's address.
    pub from: String,
}

impl std::fmt::Debug for Smtp {
    /// The URL holds a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}
