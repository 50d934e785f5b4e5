//! From where somebody asks, where a proxy of ours stands between them and this server.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use app::Seldom;
use axum::http::header::HeaderMap;
use domain::Moment;

use crate::settings::TrustedProxies;

const HEADER: &str = "x-forwarded-for";
/// How often it is said in the log that a proxy is not trusted.
const TOLD_EVERY: i64 = 10 * 60_000;

/// What the header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Nothing,
    /// Something that is no address, such as `unknown`.
    Unreadable,
    From(IpAddr),
}

/// What this process has met of the header: whoever operates it is told where limits go astray.
#[derive(Debug)]
pub struct Forwarded {
    untold: Seldom,
    met: Mutex<Met>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Met {
    /// From whom it came last who is not trusted, and when.
    unasked: Option<(IpAddr, Moment)>,
    /// Whether a proxy of ours ever said from where somebody asks.
    is_said: bool,
    /// Which proxy of ours said nothing last.
    silent: Option<IpAddr>,
    /// Which one said last what cannot be read, and when.
    unreadable: Option<(IpAddr, Moment)>,
}

/// What is amiss with the header. Until it is mended, all who come by that proxy share one visitor's
/// limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// It comes from an address that is not trusted, last at that moment.
    Unasked(IpAddr, Moment),
    /// It has never come since this process started, not even from this proxy of ours.
    Never(IpAddr),
    /// A proxy of ours sent what is no address, last at that moment.
    Unreadable(IpAddr, Moment),
}

impl Default for Forwarded {
    fn default() -> Self {
        Self {
            untold: Seldom::every(TOLD_EVERY),
            met: Mutex::default(),
        }
    }
}

impl Forwarded {
    /// From where somebody asks: the header's word where a proxy of ours is at the other end of the
    /// connection, else that end itself.
    pub(crate) fn asker(
        &self,
        trusted: &TrustedProxies,
        peer: IpAddr,
        headers: &HeaderMap,
        now: Moment,
    ) -> IpAddr {
        let said = last(headers);
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if !trusted.include(peer) {
            if said != Said::Nothing {
                met.unasked = Some((peer, now));
                if self.untold.lets(now) {
                    tracing::warn!(
                        %peer,
                        "X-Forwarded-For from an address that is not trusted: all who come by it share one \
                         visitor's limits. If it is a proxy of yours, set trust-proxy = \"{peer}\" \
                         (COVALUE_TRUST_PROXY); if not, somebody makes the header up, and it is ignored"
                    );
                }
            }
            return peer;
        }
        match said {
            Said::From(address) => {
                met.is_said = true;
                address
            }
            Said::Nothing => {
                met.silent = Some(peer);
                peer
            }
            Said::Unreadable => {
                met.is_said = true;
                met.unreadable = Some((peer, now));
                peer
            }
        }
    }

    /// What is amiss, as this process has met it.
    pub(crate) fn amiss(&self) -> Vec<Amiss> {
        let met = *self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let silent = met.silent.filter(|_| !met.is_said);
        [
            met.unasked.map(|(peer, at)| Amiss::Unasked(peer, at)),
            silent.map(Amiss::Never),
            met.unreadable.map(|(peer, at)| Amiss::Unreadable(peer, at)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The last address of the last line was added by the proxy that we trust, those before it by anybody: where
/// it cannot be read, none of the others counts.
fn last(headers: &HeaderMap) -> Said {
    let Some(line) = headers.get_all(HEADER).iter().next_back() else {
        return Said::Nothing;
    };
    let last = line.to_str().ok().and_then(|line| line.rsplit(',').next());
    last.and_then(address).map_or(Said::Unreadable, Said::From)
}

/// An address as proxies write it: bare, in brackets, with a port behind it.
fn address(written: &str) -> Option<IpAddr> {
    let written = written.trim().trim_matches('"');
    let bare = match written.strip_prefix('[') {
        Some(rest) => {
            let (inside, behind) = rest.split_once(']')?;
            (behind.is_empty() || behind.starts_with(':')).then_some(inside)?
        }
        // More colons than one are an address's own.
        None => match written.split_once(':') {
            Some((bare, port)) if !port.contains(':') => bare,
            _ => written,
        },
    };
    // On which of its own wires the proxy met them.
    let bare = bare.split_once('%').map_or(bare, |(bare, _)| bare);
    bare.parse()
        .ok()
        .map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(forwarded: &Forwarded, trusted: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(HEADER, line.parse().unwrap());
        }
        let peer = "10.0.0.5".parse().unwrap();
        let trusted = trusted.parse().unwrap();
        forwarded
            .asker(&trusted, peer, &headers, Moment(7))
            .to_string()
    }

    #[test]
    fn the_last_address_of_the_last_line_counts_in_whatever_form_it_comes() {
        for (lines, from) in [
            (&["203.0.113.8"][..], "203.0.113.8"),
            (&["203.0.113.8:50001"], "203.0.113.8"),
            (&["198.51.100.1, 203.0.113.8:1"], "203.0.113.8"),
            (
                &["198.51.100.1,198.51.100.2", " 203.0.113.8 "],
                "203.0.113.8",
            ),
            (&["2001:db8::7"], "2001:db8::7"),
            (&["[2001:db8::7]"], "2001:db8::7"),
            (&["[2001:DB8::7]:443"], "2001:db8::7"),
            (&["\"[2001:db8::7]:443\""], "2001:db8::7"),
            (&["fe80::7%eth0"], "fe80::7"),
            (&["::ffff:203.0.113.8"], "203.0.113.8"),
            (&["[::ffff:203.0.113.8]:99"], "203.0.113.8"),
            // Nobody chooses to be somebody else where the proxy's own word cannot be read.
            (&["198.51.100.1, unknown"], "10.0.0.5"),
            (&["198.51.100.1", "unknown"], "10.0.0.5"),
            (&["198.51.100.1", ""], "10.0.0.5"),
            (&["198.51.100.1,"], "10.0.0.5"),
            (&["198.51.100.1, _hidden"], "10.0.0.5"),
            (&["198.51.100.1, [2001:db8::7]x"], "10.0.0.5"),
            (&["198.51.100.1, 203.0.113.8 203.0.113.9"], "10.0.0.5"),
            (&[], "10.0.0.5"),
        ] {
            let forwarded = Forwarded::default();
            assert_eq!(asked(&forwarded, "true", lines), from, "{lines:?}");
            assert_eq!(asked(&forwarded, "false", lines), "10.0.0.5", "{lines:?}");
        }
    }

    #[test]
    fn what_is_amiss_with_the_header_is_kept_for_whoever_operates_the_server() {
        let peer = "10.0.0.5".parse().unwrap();
        let amiss = |trusted: &str, asked_with: &[&[&str]]| {
            let forwarded = Forwarded::default();
            for lines in asked_with {
                asked(&forwarded, trusted, lines);
            }
            forwarded.amiss()
        };
        assert_eq!(amiss("false", &[&[]]), []);
        assert_eq!(
            amiss("192.0.2.1", &[&["203.0.113.8"], &[]]),
            [Amiss::Unasked(peer, Moment(7))]
        );
        assert_eq!(amiss("true", &[&[], &[]]), [Amiss::Never(peer)]);
        // Whoever looks after the proxy's machine asks without it.
        assert_eq!(amiss("true", &[&[], &["203.0.113.8"], &[]]), []);
        assert_eq!(
            amiss("true", &[&[], &["unknown"]]),
            [Amiss::Unreadable(peer, Moment(7))]
        );
    }
}
