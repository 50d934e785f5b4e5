//! The first start: the one-time code, the first organisation and person, and the address that
//! guests can open.

use accounts::secrecy::SecretString;
use accounts::{Language, NewPerson, SetUp, Setting};
use askama::Template;
use url::{Host, Url};

use crate::ask::{Answer, Ask, page, see};
use crate::layout::Layout;
use crate::problem::Problem;
use crate::{cookie, dates, host, qr};

#[derive(Template)]
#[template(path = "set_up.html")]
struct CodePage {
    layout: Layout,
}

#[derive(Template)]
#[template(path = "set_up_who.html")]
struct WhoPage {
    layout: Layout,
    code: String,
    zones: Vec<String>,
    least: usize,
}

#[derive(Template)]
#[template(path = "set_up_address.html")]
struct AddressPage {
    layout: Layout,
    address: String,
    fixed: bool,
    /// Why it cannot be changed here; empty where it can.
    fixed_note: String,
    local: bool,
    qr: String,
}

/// `GET /set-up`
pub fn show(ask: &Ask) -> Answer {
    if ask.web.app().accounts().is_set_up()? {
        return Ok(see("/"));
    }
    page(&CodePage {
        layout: Layout::new(ask, ask.say.text("set-up-title"))?,
    })
}

/// `POST /set-up/code`: with the right code one may go on; it is not used up yet.
pub fn code(ask: &Ask) -> Answer {
    match ask
        .web
        .app()
        .accounts()
        .check_set_up_code(ask.form.text("code"))
    {
        Ok(()) => who(ask),
        Err(error) => ask.mend(error.into(), show),
    }
}

fn who(ask: &Ask) -> Answer {
    page(&WhoPage {
        layout: Layout::new(ask, ask.say.text("set-up-who"))?,
        code: ask.form.text("code").to_owned(),
        zones: dates::zones(None),
        least: accounts::PASSWORD_LEAST,
    })
}

/// `POST /set-up`: makes the first organisation and person, who sign in.
pub fn set_up(ask: &Ask) -> Answer {
    let form = &ask.form;
    let wanted = SetUp {
        code: SecretString::from(form.text("code")),
        organisation: form.text("organisation").to_owned(),
        person: NewPerson {
            name: form.text("name").to_owned(),
            email: Some(form.text("email").to_owned()),
            language: language(form.text("language")),
            time_zone: form.text("time_zone").to_owned(),
        },
        password: SecretString::from(form.text("password")),
    };
    match ask.web.app().accounts().set_up(&wanted, ask.timestamp()) {
        Ok(session) => Ok(cookie::give(ask, see("/set-up/address"), &session)),
        Err(error) => match Problem::from(error) {
            wrong @ Problem::Account(
                accounts::Refusal::SetUpCodeWrong | accounts::Refusal::SetUpDone,
            ) => ask.mend_in("code", wrong, show),
            other => ask.mend(other, who),
        },
    }
}

/// The language of a form's field.
pub fn language(code: &str) -> Language {
    if code == "de" {
        Language::De
    } else {
        Language::En
    }
}

/// `GET /set-up/address`: which address can guests open?
pub fn address(ask: &Ask) -> Answer {
    let fixed = ask.web.settings().public_url.is_some();
    // Nothing is kept of it before it was read and confirmed here.
    let known = host::public_url(&ask.web);
    let address = known.unwrap_or_else(|| format!("http://{}", host::given(&ask.headers)));
    let url = Url::parse(&address).ok();
    page(&AddressPage {
        layout: Layout::new(ask, ask.say.text("address-title"))?,
        fixed,
        local: url.as_ref().is_none_or(is_loopback),
        fixed_note: match fixed {
            true => ask.say.text("address-fixed"),
            false => String::new(),
        },
        qr: qr::svg(&address, ask.say.plain("address-qr")),
        address,
    })
}

/// `POST /set-up/address`
pub fn set_address(ask: &Ask) -> Answer {
    if ask.web.settings().public_url.is_none() {
        let checked = match checked_address(ask.form.text("address")) {
            Ok(address) => address,
            Err(problem) => return ask.mend(problem, address),
        };
        ask.web
            .app()
            .accounts()
            .set_setting(Setting::PublicUrl, &checked)?;
        if ask.form.text("then") == "try" {
            return Ok(see("/set-up/address?said=address-kept"));
        }
    }
    Ok(see("/open"))
}

/// An address that guests can open: `https`, or `http` for a trial on this machine or network.
///
/// # Errors
/// Names the field when it is no such address.
pub fn checked_address(typed: &str) -> Result<String, Problem> {
    let problem = Problem::Field {
        field: "address",
        what: "address-malformed",
    };
    let url = Url::parse(typed.trim()).map_err(|_| problem)?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.username().is_empty()
        && url.password().is_none()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none();
    if !plain {
        return Err(Problem::Field {
            field: "address",
            what: "address-malformed",
        });
    }
    if url.scheme() == "http" && !is_private(&url) {
        return Err(Problem::Field {
            field: "address",
            what: "address-needs-https",
        });
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => true,
    }
}

/// Ends of names that no public name server knows: RFC 6762, RFC 8375, ICANN's reservation of `internal`,
/// and what many routers say.
const INNER: [&str; 4] = [".local", ".home.arpa", ".internal", ".lan"];

/// Addresses that never leave the house: passwords may cross them without https in a trial.
fn is_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_private(),
        Some(Host::Domain(name)) => {
            let inner = INNER.iter().any(|end| name.ends_with(end));
            is_loopback(url) || !name.contains('.') || inner
        }
        _ => is_loopback(url),
    }
}

#[cfg(test)]
mod tests {
    use super::checked_address;

    #[test]
    fn an_address_is_kept_without_its_last_slash() {
        let checked = checked_address(" https://value.example.org/ ");
        assert_eq!(checked.ok().as_deref(), Some("https://value.example.org"));
    }

    #[test]
    fn addresses_that_guests_could_not_open_safely_are_refused() {
        for bad in [
            "",
            "value.example.org",
            "ftp://value.example.org",
            "http://value.example.org",
            "https://user:secret@value.example.org",
            "https://value.example.org/path",
            "javascript:alert(1)",
        ] {
            assert!(checked_address(bad).is_err(), "{bad}");
        }
        for good in [
            "http://localhost:8080",
            "http://192.168.1.7:8080",
            "https://v.example",
        ] {
            assert!(checked_address(good).is_ok(), "{good}");
        }
    }
}
