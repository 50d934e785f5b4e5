//! This server as others meet it: its names and its address, and who runs it.

use accounts::Site;
use axum::extract::Request;
use axum::http::header::{self, HeaderMap};
use url::{Host, Url};

use crate::Web;
use crate::ask::Ask;
use crate::catalogue::Say;
use crate::problem::Problem;

/// The address that people open.
pub fn public_url(web: &Web) -> Option<String> {
    let settings = web.settings();
    match &settings.public_url {
        Some(url) => Some(url.clone()),
        None => web
            .app()
            .accounts()
            .setting(accounts::Setting::PublicUrl)
            .ok()
            .flatten(),
    }
}

/// Addresses that whoever watches over the server asks by whatever name: they tell nothing else.
const HEALTH: [&str; 2] = ["/healthz", "/readyz"];

/// The names that a request was sent to.
pub struct Sent {
    /// Those of the header and of the target, where it is written in full; it goes before the header.
    names: Vec<String>,
    path: String,
}

/// What a request was sent to, as far as it is not clear at once that it is meant for this server.
/// What is built from a name (links, where a form may come from) is then never somebody else's choice,
/// and a page elsewhere that makes its own name lead here reaches nothing.
pub fn doubtful(web: &Web, request: &Request) -> Option<Sent> {
    let path = request.uri().path();
    if HEALTH.contains(&path) {
        return None;
    }
    let given = request.headers().get_all(header::HOST).iter();
    let mut names: Vec<String> = given
        .map(|host| host.to_str().unwrap_or_default().to_owned())
        .collect();
    let is_one = names.len() == 1 || names.is_empty() && request.uri().authority().is_some();
    names.extend(request.uri().authority().map(ToString::to_string));
    if is_one && names.iter().all(|name| is_known_offhand(web, name)) {
        return None;
    }
    if !is_one {
        names.clear();
    }
    let path = path.to_owned();
    Some(Sent { names, path })
}

/// Refuses what was not sent to this server; asks the database for the address that was set up since
/// this process started.
///
/// # Errors
/// [`Problem::WrongHost`].
pub fn check(web: &Web, sent: &Sent) -> Result<(), Problem> {
    if !sent.names.is_empty() && sent.names.iter().all(|name| is_known(web, name)) {
        return Ok(());
    }
    // Until somebody said in the browser under which address this server is opened, set-up goes by any:
    // it takes the code of the console, and hands out nothing.
    let is_set_up = sent.path == "/set-up" || sent.path.starts_with("/set-up/");
    if (is_set_up || sent.path.starts_with("/assets/")) && public_url(web).is_none() {
        return Ok(());
    }
    Err(Problem::WrongHost)
}

/// Whether this server goes by that name, whatever the port: the public address's, a loopback name,
/// an address that it listens on, or one of the settings.
fn is_known(web: &Web, given: &str) -> bool {
    is_known_offhand(web, given) || public_url(web).is_some_and(|url| is_of(&url, given))
}

/// As [`is_known`], without asking the database.
fn is_known_offhand(web: &Web, given: &str) -> bool {
    let Some(name) = name_of(given) else {
        return false;
    };
    let is_address = match &name {
        Host::Domain(domain) => domain == "localhost",
        Host::Ipv4(address) => address.is_loopback() || listens(web, (*address).into()),
        Host::Ipv6(address) => address.is_loopback() || listens(web, (*address).into()),
    };
    let mut hosts = web.settings().hosts.iter();
    is_address
        || hosts.any(|host| name_of(host).as_ref() == Some(&name))
        || web.address().is_some_and(|url| is_of(url, given))
}

/// Whether the address `url` has that name.
fn is_of(url: &str, given: &str) -> bool {
    let authority = url.split_once("://").map(|(_, authority)| authority);
    let name = authority.and_then(name_of);
    name.is_some() && name == name_of(given)
}

fn listens(web: &Web, address: std::net::IpAddr) -> bool {
    let mut listening = web.settings().listen.iter().map(|socket| socket.ip());
    listening.any(|ip| ip == address && !ip.is_unspecified())
}

/// The name in `NAME` or `NAME:PORT`, in the form in which names are compared; `None` where anything
/// else stands beside it.
pub fn name_of(host: &str) -> Option<Host<String>> {
    let is_plain = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte));
    let url = Url::parse(&format!("http://{host}"))
        .ok()
        .filter(|_| is_plain)?;
    url.host().map(|host| host.to_owned())
}

/// What the request calls this server; checked by [`check`], except while it is set up.
pub fn given(headers: &HeaderMap) -> &str {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    host.filter(|host| name_of(host).is_some())
        .unwrap_or("localhost")
}

/// The address of this server, for links: as set up, else by the known name that this request used.
pub fn address(ask: &Ask) -> String {
    public_url(&ask.web).unwrap_or_else(|| {
        let host = given(&ask.headers);
        let known = is_known(&ask.web, host);
        format!("http://{}", if known { host } else { "localhost" })
    })
}

/// “Meridian Mobile, at value.example.org”: who runs this server, which people open at `address`.
pub fn run_by(web: &Web, say: Say, address: &str) -> String {
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    match operator(web) {
        operator if operator.is_empty() => host.to_owned(),
        operator => say.two("invitation-runs", ("operator", operator), ("host", host)),
    }
}

/// This server as passkeys know it; none where they cannot be bound to its address. On `localhost`,
/// where it is tried out, whatever port was asked.
pub fn site(ask: &Ask) -> Option<Site> {
    let address = public_url(&ask.web);
    address.as_deref().and_then(Site::at).or_else(|| {
        let host = ask.headers.get("host")?.to_str().ok()?;
        let name = host.split(':').next();
        (name == Some("localhost"))
            .then(|| Site::at(&format!("http://{host}")))
            .flatten()
    })
}

/// Who runs this server, by name; empty before set-up.
pub fn operator(web: &Web) -> String {
    let accounts = web.app().accounts();
    let id = accounts.setting(accounts::Setting::Operator).ok().flatten();
    let id = id.and_then(|id| id.parse().ok());
    let organisation = id.and_then(|id| accounts.organisation(id).ok().flatten());
    organisation
        .map(|organisation| organisation.name)
        .unwrap_or_default()
}
