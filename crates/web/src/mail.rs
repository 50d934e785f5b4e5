//! Mail, where a mail server is configured: plain text, with simple HTML beside it where a mail has
//! links. No images, no remote content, nothing that tells whether it was read.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use accounts::Handed;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{Message, SmtpTransport, Transport};
use tokio::runtime::Handle;

use crate::ask::Ask;
use crate::lanes::{self, Lane};
use crate::server;
use crate::settings::Settings;

/// How long the mail server may take for each of its answers.
const SMTP_TIME: Duration = Duration::from_secs(15);

/// Hands mail to the configured server; without one it says so, and pages offer the text to copy.
pub struct Mailer {
    way: Option<(SmtpTransport, Mailbox)>,
    /// Why the server could not be reached when that was tried last.
    unreachable: Mutex<Option<String>>,
}

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// No mail server is configured.
    #[error("no mail server is configured")]
    NotConfigured,
    /// The address cannot be written to.
    #[error("the address cannot be written to")]
    Address,
    /// The mail server refused or cannot be reached.
    #[error("the mail server did not take it: {0}")]
    Refused(String),
}

/// A mail to somebody who may stop it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Names it for mail programs, unique for ever.
    pub id: String,
    /// The address.
    pub to: String,
    /// Seen on lock screens: nothing confidential.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML, where there is more than text.
    pub html: Option<String>,
    /// Where its reader stops further ones, with one click in the mail program too (RFC 8058). Nothing
    /// for a mail that they asked for.
    pub stop: Option<String>,
}

/// Sends something after the answer was given, in its turn among the mail of others.
pub(crate) fn behind(ask: &Ask, work: impl FnOnce() + Send + 'static) {
    let (lanes, asker) = (ask.web.lanes().clone(), server::asker(ask, Lane::Mail));
    let Ok(runtime) = Handle::try_current() else {
        // Outside a server, as in a test of one handler.
        return work();
    };
    runtime.spawn(async move {
        if let Err(undone) = lanes.run(Lane::Mail, asker, work).await {
            tracing::warn!(?undone, "a mail was not sent");
        }
    });
}

impl Mailer {
    /// A mailer over the settings' server; one that cannot be read is as good as none, and logged.
    pub fn new(settings: &Settings) -> Self {
        let way = settings.smtp.as_ref().and_then(|smtp| {
            let transport = SmtpTransport::from_url(&smtp.url);
            match (transport, smtp.from.parse()) {
                (Ok(transport), Ok(from)) => {
                    Some((transport.timeout(Some(SMTP_TIME)).build(), from))
                }
                _ => {
                    tracing::error!("the mail server's url or the sender's address is malformed");
                    None
                }
            }
        });
        Self {
            way,
            unreachable: Mutex::default(),
        }
    }

    /// Whether mail can go out.
    pub fn is_configured(&self) -> bool {
        self.way.is_some()
    }

    /// Sends a plain text.
    ///
    /// # Errors
    /// [`MailError`]; nothing was sent then.
    pub fn send(&self, to: &str, subject: &str, text: String) -> Result<(), MailError> {
        lanes::belongs_in(Lane::Mail);
        let (transport, from) = self.way.as_ref().ok_or(MailError::NotConfigured)?;
        let to: Mailbox = to.parse().map_err(|_| MailError::Address)?;
        let message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(subject)
            .body(text)
            .map_err(|error| MailError::Refused(error.to_string()))?;
        transport
            .send(&message)
            .map_err(|error| MailError::Refused(error.to_string()))?;
        Ok(())
    }

    /// Whether the mail server answers and lets us in.
    pub fn is_reachable(&self) -> bool {
        let Some((transport, _)) = &self.way else {
            return false;
        };
        let why = match transport.test_connection() {
            Ok(true) => None,
            Ok(false) => Some("no answer".to_owned()),
            Err(error) => Some(error.to_string()),
        };
        if let Some(why) = &why {
            tracing::warn!(%why, "the mail server cannot be reached; mail waits");
        }
        let reachable = why.is_none();
        *self.noted() = why;
        reachable
    }

    /// Why the mail server could not be reached when that was tried last, if so.
    pub fn unreachable(&self) -> Option<String> {
        self.noted().clone()
    }

    fn noted(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.unreachable
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a letter over, once.
    pub fn hand_over(&self, letter: &Letter) -> Handed {
        let Some((transport, from)) = &self.way else {
            return Handed::PutOff("no mail server is configured".to_owned());
        };
        let Ok(to) = letter.to.parse() else {
            return Handed::Refused("the address cannot be written to".to_owned());
        };
        let mut message = Message::builder()
            .message_id(Some(format!("<{}>", letter.id)))
            .from(from.clone())
            .to(to)
            .subject(&letter.subject)
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(stop) = &letter.stop {
            let one_click = "List-Unsubscribe=One-Click";
            message = message
                .raw_header(header("List-Unsubscribe", &format!("<{stop}>")))
                .raw_header(header("List-Unsubscribe-Post", one_click));
        }
        let text = letter.text.clone();
        let message = match &letter.html {
            Some(html) => message.multipart(MultiPart::alternative_plain_html(text, html.clone())),
            None => message.body(text),
        };
        let Ok(message) = message else {
            return Handed::Refused("it could not be written".to_owned());
        };
        match transport.send(&message) {
            Ok(_) => Handed::Taken,
            Err(error) => became_of(&error),
        }
    }
}

/// A header that is ours alone: nothing that people typed stands in it.
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// What an error says of the mail. Its text is left out: mail servers repeat addresses in theirs.
fn became_of(error: &SmtpError) -> Handed {
    let answer = error.status().map(|code| format!("answered {code}"));
    match answer {
        Some(answer) if error.is_transient() => Handed::PutOff(answer),
        Some(answer) => Handed::Refused(answer),
        // Found out before the mail was handed over, such as an address that the server cannot take.
        None if error.is_client() => Handed::Refused("cannot be sent to this server".to_owned()),
        None if error.is_timeout() => Handed::Unclear("no answer in time".to_owned()),
        None => Handed::Unclear("the connection broke".to_owned()),
    }
}
