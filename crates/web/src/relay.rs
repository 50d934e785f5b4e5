//! The mail server that takes our mail on: how it is reached, by which name we greet it, and what is said
//! with it.

use std::error::Error as _;
use std::time::Duration;

use accounts::Handed;
use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS, Mechanism};
use lettre::transport::smtp::client::{SmtpConnection, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter, ServerInfo};
use lettre::transport::smtp::response::Response;
use lettre::transport::smtp::{SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// How long the mail server may take for each of its answers.
const ANSWER_TIME: Duration = Duration::from_secs(15);

/// A mail server, as a URL names it.
pub struct Relay {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    /// What is never repeated of what it says.
    secrets: Vec<String>,
}

/// Why a mail was not handed over.
#[derive(Debug)]
pub enum Undelivered {
    /// An address in letters that this mail server does not take (SMTPUTF8, RFC 6531).
    Letters,
    /// The mail server said no, or nothing.
    Said(SmtpError, Stage),
}

/// How far it had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing of the mail was said.
    Greeting,
    /// From whom it comes and whom it is for.
    Envelope,
    /// The mail itself: whether it was taken is known only with the answer.
    Message,
}

/// What was said, line by line, without names and passwords.
#[derive(Debug, Default)]
pub struct Dialogue {
    lines: Vec<String>,
}

impl Dialogue {
    /// The lines: ours begin with `→`, theirs with `←`.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    fn say(&mut self, what: impl std::fmt::Display) {
        self.lines
            .push(format!("→ {}", what.to_string().trim_end()));
    }

    fn hear(&mut self, relay: &Relay, what: &str) {
        let mut said = what.to_owned();
        for secret in &relay.secrets {
            said = said.replace(secret.as_str(), "…");
        }
        self.lines.push(format!("← {}", said.trim_end()));
    }
}

impl Relay {
    /// The mail server behind `smtp://HOST`, `smtp://HOST?tls=required` (or `opportunistic`), or
    /// `smtps://HOST`, each with a port, and with a name and password, where it has some.
    ///
    /// # Errors
    /// Says what makes no sense, and nothing of the password.
    pub fn parse(url: &str) -> Result<Self, String> {
        let malformed = "it is smtps://USER:PASSWORD@HOST, or smtp://HOST:PORT?tls=required";
        let url = Url::parse(url).map_err(|_| malformed.to_owned())?;
        // The host of a scheme that browsers do not know is not read as theirs is.
        let host = url.host_str().filter(|host| !host.is_empty());
        let host = host.and_then(|host| Host::parse(host).ok());
        let host = match host.ok_or(malformed)? {
            Host::Domain(name) => name,
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        if !matches!(url.path(), "" | "/") {
            return Err(
                "it ends with the host; by which name it is greeted says smtp-hello".to_owned(),
            );
        }
        let mut wanted = None;
        for (name, value) in url.query_pairs() {
            match (&*name, &*value) {
                ("tls", "required" | "opportunistic") => wanted = Some(value.into_owned()),
                _ => {
                    return Err(
                        "after the question mark goes tls=required or tls=opportunistic".to_owned(),
                    );
                }
            }
        }
        let parameters = || TlsParameters::new(host.clone()).map_err(|error| error.to_string());
        let (tls, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtps", _) => (Tls::Wrapper(parameters()?), SUBMISSIONS_PORT),
            ("smtp", None) => (Tls::None, SMTP_PORT),
            ("smtp", Some("required")) => (Tls::Required(parameters()?), SUBMISSION_PORT),
            ("smtp", Some(_)) => (Tls::Opportunistic(parameters()?), SUBMISSION_PORT),
            _ => return Err(malformed.to_owned()),
        };
        let typed = |text: &str| {
            percent_decode_str(text)
                .decode_utf8()
                .map(|it| it.into_owned())
        };
        let (name, password) = (typed(url.username()), url.password().map(typed).transpose());
        let (name, password) = name.ok().zip(password.ok()).ok_or(malformed)?;
        let credentials = match password {
            Some(password) => Some((name, password)),
            None if name.is_empty() => None,
            None => return Err("a name goes with a password".to_owned()),
        };
        let secrets = credentials
            .iter()
            .flat_map(|(name, password)| [name, password]);
        Ok(Self {
            port: url.port().unwrap_or(port),
            secrets: secrets.filter(|it| !it.is_empty()).cloned().collect(),
            credentials: credentials.map(|(name, password)| Credentials::new(name, password)),
            host,
            tls,
        })
    }

    /// Whether it answers, and lets us in.
    ///
    /// # Errors
    /// What it says instead.
    pub fn try_out(&self, hello: &ClientId) -> Result<(), SmtpError> {
        let mut connection = self.connect(hello, &mut Dialogue::default())?;
        let _ = connection.quit();
        Ok(())
    }

    /// Hands a mail over.
    ///
    /// # Errors
    /// Why not, and how far it had come.
    pub fn hand_over(
        &self,
        hello: &ClientId,
        envelope: &Envelope,
        mail: &[u8],
        dialogue: &mut Dialogue,
    ) -> Result<(), Undelivered> {
        let mut connection = self
            .connect(hello, dialogue)
            .map_err(|error| Undelivered::Said(error, Stage::Greeting))?;
        let handed = self.hand_to(&mut connection, envelope, mail, dialogue);
        match handed {
            Ok(()) => {
                dialogue.say("QUIT");
                // It has the mail, whatever it says now.
                if let Ok(response) = connection.quit() {
                    dialogue.hear(self, &told(&response));
                }
            }
            Err(_) => connection.abort(),
        }
        handed
    }

    fn connect(
        &self,
        hello: &ClientId,
        dialogue: &mut Dialogue,
    ) -> Result<SmtpConnection, SmtpError> {
        let within = match &self.tls {
            Tls::Wrapper(parameters) => Some(parameters),
            _ => None,
        };
        let secured = if within.is_some() { ", TLS" } else { "" };
        dialogue.say(format!("({}, port {}{secured})", self.host, self.port));
        let place = (self.host.as_str(), self.port);
        let connected = SmtpConnection::connect(place, Some(ANSWER_TIME), hello, within, None);
        let mut connection = match connected {
            Ok(connection) => connection,
            Err(error) => {
                // With a code, it answered and did not like the greeting.
                if error.status().is_some() {
                    dialogue.say(format!("EHLO {hello}"));
                }
                dialogue.hear(self, &why(&error));
                return Err(error);
            }
        };
        dialogue.say(format!("EHLO {hello}"));
        dialogue.hear(self, &offered(connection.server_info()));
        let entered = self.enter(&mut connection, hello, dialogue);
        if let Err(error) = &entered {
            dialogue.hear(self, &why(error));
            connection.abort();
        }
        entered.map(|()| connection)
    }

    fn enter(
        &self,
        connection: &mut SmtpConnection,
        hello: &ClientId,
        dialogue: &mut Dialogue,
    ) -> Result<(), SmtpError> {
        let secured = match &self.tls {
            Tls::Required(parameters) => Some(parameters),
            Tls::Opportunistic(parameters) if connection.can_starttls() => Some(parameters),
            _ => None,
        };
        if let Some(parameters) = secured {
            dialogue.say("STARTTLS");
            connection.starttls(parameters, hello)?;
            dialogue.say(format!("(TLS) EHLO {hello}"));
            dialogue.hear(self, &offered(connection.server_info()));
        }
        if let Some(credentials) = &self.credentials {
            dialogue.say("AUTH …");
            let response = connection.auth(DEFAULT_MECHANISMS, credentials)?;
            dialogue.hear(self, &told(&response));
        }
        Ok(())
    }

    fn hand_to(
        &self,
        connection: &mut SmtpConnection,
        envelope: &Envelope,
        mail: &[u8],
        dialogue: &mut Dialogue,
    ) -> Result<(), Undelivered> {
        let mut parameters = Vec::new();
        if !is_ascii(envelope) {
            let info = connection.server_info();
            if !info.supports_feature(Extension::SmtpUtfEight) {
                return Err(Undelivered::Letters);
            }
            parameters.push(MailParameter::SmtpUtfEight);
        }
        let mut ask = |command: String| {
            dialogue.say(&command);
            let answer = connection.command(command);
            match &answer {
                Ok(response) => dialogue.hear(self, &told(response)),
                Err(error) => dialogue.hear(self, &why(error)),
            }
            answer.map_err(|error| Undelivered::Said(error, Stage::Envelope))
        };
        let from: Option<Address> = envelope.from().cloned();
        ask(Mail::new(from, parameters).to_string())?;
        for to in envelope.to() {
            ask(Rcpt::new(to.clone(), Vec::new()).to_string())?;
        }
        ask(Data.to_string())?;
        dialogue.say(format!("({} bytes)", mail.len()));
        let taken = connection.message(mail);
        match &taken {
            Ok(response) => dialogue.hear(self, &told(response)),
            Err(error) => dialogue.hear(self, &why(error)),
        }
        taken
            .map(|_| ())
            .map_err(|error| Undelivered::Said(error, Stage::Message))
    }
}

impl Undelivered {
    /// What became of the mail. The mail server's own words are left out: they repeat addresses.
    pub fn handed(&self) -> Handed {
        let (error, stage) = match self {
            Self::Letters => {
                let why = "the mail server takes no address with letters beyond ASCII before the @";
                return Handed::Refused(why.to_owned());
            }
            Self::Said(error, stage) => (error, *stage),
        };
        let answer = error.status().map(|code| format!("answered {code}"));
        match (answer, stage) {
            (Some(answer), Stage::Greeting) => Handed::PutOff(answer),
            (Some(answer), _) if error.is_transient() => Handed::PutOff(answer),
            (Some(answer), _) => Handed::Refused(answer),
            (None, Stage::Message) if error.is_timeout() => {
                Handed::Unclear("no answer in time".to_owned())
            }
            (None, Stage::Message) => Handed::Unclear("the connection broke".to_owned()),
            (None, _) if error.is_timeout() => Handed::PutOff("no answer in time".to_owned()),
            (None, _) => Handed::PutOff("the connection broke".to_owned()),
        }
    }
}

/// What we are called where mail servers ask for a name: the host that people open, or one's own choice.
/// Without either, the machine's name.
pub fn hello(chosen: Option<&str>, public_url: Option<&str>) -> ClientId {
    let host = chosen.and_then(|name| Host::parse(name).ok()).or_else(|| {
        public_url.and_then(|url| Url::parse(url).ok()?.host().map(|it| it.to_owned()))
    });
    match host.filter(|host| !is_everywhere(host)) {
        Some(Host::Domain(name)) => ClientId::Domain(name),
        Some(Host::Ipv4(address)) => ClientId::Ipv4(address),
        Some(Host::Ipv6(address)) => ClientId::Ipv6(address),
        None => ClientId::default(),
    }
}

/// Whether every machine goes by that name among its own.
fn is_everywhere(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Whether every mail server takes the addresses.
pub fn is_ascii(envelope: &Envelope) -> bool {
    let addresses = envelope.from().into_iter().chain(envelope.to());
    addresses.map(AsRef::<str>::as_ref).all(str::is_ascii)
}

fn offered(info: &ServerInfo) -> String {
    let known = [
        (Extension::StartTls, "STARTTLS"),
        (Extension::Authentication(Mechanism::Plain), "AUTH PLAIN"),
        (Extension::Authentication(Mechanism::Login), "AUTH LOGIN"),
        (Extension::EightBitMime, "8BITMIME"),
        (Extension::SmtpUtfEight, "SMTPUTF8"),
    ];
    let known = known
        .into_iter()
        .filter(|(extension, _)| info.supports_feature(*extension));
    let known: Vec<_> = known.map(|(_, name)| name).collect();
    format!("250 {} {}", info.name(), known.join(", "))
}

fn told(response: &Response) -> String {
    let text: Vec<_> = response.message().collect();
    format!("{} {}", response.code(), text.join(" "))
}

fn why(error: &SmtpError) -> String {
    match (error.status(), error.source()) {
        (Some(code), Some(text)) => format!("{code} {text}"),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_named_by_a_url_that_makes_sense() {
        let place = |url: &str| Relay::parse(url).map(|relay| (relay.host, relay.port));
        for (url, host, port) in [
            ("smtp://mail.example.org", "mail.example.org", 25),
            ("smtp://mail.example.org/", "mail.example.org", 25),
            ("smtp://127.0.0.1:2525", "127.0.0.1", 2525),
            ("smtp://[::1]:2525", "::1", 2525),
            (
                "smtp://mail.example.org?tls=required",
                "mail.example.org",
                587,
            ),
            (
                "smtp://mail.example.org?tls=opportunistic",
                "mail.example.org",
                587,
            ),
            (
                "smtps://a%40b:p%2Fw@mail.example.org",
                "mail.example.org",
                465,
            ),
        ] {
            assert_eq!(place(url), Ok((host.to_owned(), port)), "{url}");
        }
        for wrong in [
            "mail.example.org",
            "smtp://",
            "https://mail.example.org",
            "smtp://mail.example.org/container",
            "smtp://mail.example.org?tls=maybe",
            "smtp://mail.example.org?ssl=1",
            "smtps://mara@mail.example.org",
        ] {
            let refused = place(wrong).unwrap_err();
            assert!(!refused.contains("mail.example"), "{refused}");
        }
    }

    #[test]
    fn mail_servers_are_greeted_by_the_host_that_people_open_or_the_name_chosen() {
        for (chosen, url, said) in [
            (None, Some("https://value.example.org"), "value.example.org"),
            (
                None,
                Some("https://value.example.org:8443"),
                "value.example.org",
            ),
            (
                None,
                Some("https://wert.müller.example"),
                "wert.xn--mller-kva.example",
            ),
            (None, Some("http://192.168.1.7:8080"), "[192.168.1.7]"),
            (None, Some("http://[fd00::7]:8080"), "[IPv6:fd00::7]"),
            (
                Some("out.example.org"),
                Some("https://value.example.org"),
                "out.example.org",
            ),
        ] {
            assert_eq!(hello(chosen, url).to_string(), said);
        }
        for url in [
            None,
            Some("http://localhost:8080"),
            Some("http://[::1]:8080"),
        ] {
            assert_eq!(hello(None, url), ClientId::default(), "{url:?}");
        }
    }
}
