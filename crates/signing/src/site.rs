//! Where a passkey answers.

/// The address of a page on which a passkey may be asked: it answers for this host and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    origin: String,
    host: String,
}

impl Site {
    /// The site at an origin as browsers write it, such as `https://value.example.org` or
    /// `http://localhost:8080`. None where it is not one: a path, capitals, a trailing slash, another scheme.
    pub fn at(origin: &str) -> Option<Self> {
        let (scheme, rest) = origin.split_once("://")?;
        let (host, port) = match rest.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (rest, None),
        };
        let is_host =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '-';
        let is_port = |port: &str| {
            !port.starts_with('0')
                && port.parse::<u16>().is_ok()
                && port.bytes().all(|b| b.is_ascii_digit())
        };
        let fits = !host.is_empty()
            && host.chars().all(is_host)
            && port.is_none_or(is_port)
            && (scheme == "https" || scheme == "http" && host == "localhost");
        fits.then(|| Site {
            origin: origin.to_owned(),
            host: host.to_owned(),
        })
    }

    /// The origin, as the browser puts it into what is signed.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host, which is the relying party's id in WebAuthn.
    pub fn host(&self) -> &str {
        &self.host
    }
}
