//! How a server is set up, before it starts.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use domain::ids::*;

use crate::again::Again;
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
    /// From whom the address of a visitor is taken by `X-Forwarded-For`.
    pub trust_proxy: TrustedProxies,
    /// The people of the demo, who can be switched between with one click. Empty elsewhere.
    pub demo: Vec<PersonId>,
    /// How the demo is told anew; nowhere else, and not where it is kept.
    pub again: Option<Again>,
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
            trust_proxy: TrustedProxies::None,
            demo: Vec::new(),
            again: None,
            // Each takes some 20 KiB: a bound that a small machine survives.
            connections: 4_096,
            // A tunnel's length: who takes nothing for longer is no reader.
            write_time: Duration::from_secs(20),
            live: Pace::default(),
        }
    }
}

/// Proxies of ours: what they say of who asks is believed, and their connections are everybody's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TrustedProxies {
    /// There is none.
    #[default]
    None,
    /// Whatever connects from this machine or from a private network.
    Near,
    /// Whatever connects from these networks: an address, and how many of its bits count.
    From(Vec<(IpAddr, u8)>),
}

impl TrustedProxies {
    /// Whether a connection from there is such a proxy's.
    pub fn include(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        match self {
            Self::None => false,
            Self::Near => match peer {
                IpAddr::V4(peer) => {
                    let [first, second, ..] = peer.octets();
                    // Carriers' shared addresses (RFC 6598) are what some clouds balance from.
                    let is_shared = first == 100 && second & 0xc0 == 64;
                    peer.is_loopback() || peer.is_private() || peer.is_link_local() || is_shared
                }
                IpAddr::V6(peer) => {
                    peer.is_loopback() || peer.is_unique_local() || peer.is_unicast_link_local()
                }
            },
            Self::From(networks) => networks
                .iter()
                .any(|(network, bits)| match (network, peer) {
                    (IpAddr::V4(network), IpAddr::V4(peer)) => {
                        let beyond = 32 - u32::from(*bits).min(32);
                        let beside = u32::from(*network) ^ u32::from(peer);
                        beside.checked_shr(beyond).unwrap_or(0) == 0
                    }
                    (IpAddr::V6(network), IpAddr::V6(peer)) => {
                        let beyond = 128 - u32::from(*bits).min(128);
                        let beside = u128::from(*network) ^ u128::from(peer);
                        beside.checked_shr(beyond).unwrap_or(0) == 0
                    }
                    _ => false,
                }),
        }
    }
}

impl FromStr for TrustedProxies {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "false" => return Ok(Self::None),
            "true" => return Ok(Self::Near),
            _ => {}
        }
        let network = |text: &str| {
            let malformed = || format!("“{text}” is no address or network such as 192.0.2.0/24");
            let (address, bits) = match text.split_once('/') {
                Some((address, bits)) => (address, Some(bits)),
                None => (text, None),
            };
            let address: IpAddr = address.parse().map_err(|_| malformed())?;
            let most = if address.is_ipv4() { 32 } else { 128 };
            let bits = bits.map_or(Ok(most), |bits| bits.parse().map_err(|_| malformed()))?;
            if bits <= most {
                Ok((address, bits))
            } else {
                Err(malformed())
            }
        };
        let networks: Result<_, String> = text.split(',').map(str::trim).map(network).collect();
        Ok(Self::From(networks?))
    }
}

/// A mail server to hand mail to.
#[derive(Clone)]
pub struct Smtp {
    /// `smtps://user:password@host:port`, `smtp://host:port?tls=required`, or `smtp://host:port`.
    pub url: String,
    /// The sender's address.
    pub from: String,
    /// The name by which it is greeted; unset, the host of the public address.
    pub hello: Option<String>,
}

impl std::fmt::Debug for Smtp {
    /// The URL holds a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp")
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_are_near_or_named() {
        let trusts = |setting: &str, peer: &str| {
            let proxies: TrustedProxies = setting.parse().unwrap();
            proxies.include(peer.parse().unwrap())
        };
        for near in [
            "127.0.0.1",
            "::1",
            "10.1.2.3",
            "172.18.0.2",
            "fd00::5",
            "::ffff:192.168.1.1",
        ] {
            assert!(trusts("true", near), "{near}");
            assert!(!trusts("false", near), "{near}");
        }
        for far in ["198.51.100.7", "2001:db8::1", "172.32.0.1", "100.128.0.1"] {
            assert!(!trusts("true", far), "{far}");
        }
        let named = "198.51.100.0/24, 2001:db8::/32,203.0.113.9";
        for peer in ["198.51.100.255", "2001:db8:ffff::1", "203.0.113.9"] {
            assert!(trusts(named, peer), "{peer}");
        }
        for peer in ["198.51.101.1", "2001:db9::1", "203.0.113.8", "127.0.0.1"] {
            assert!(!trusts(named, peer), "{peer}");
        }
        assert!(trusts("0.0.0.0/0", "203.0.113.8") && !trusts("0.0.0.0/0", "::1"));
        for wrong in [
            "yes",
            "",
            "192.0.2.0/33",
            "::/129",
            "192.0.2.1,",
            "host.example",
        ] {
            assert!(wrong.parse::<TrustedProxies>().is_err(), "{wrong}");
        }
    }
}
