//! Mail, where a mail server is configured.

use lettre::message::Mailbox;
use lettre::{Message, SmtpTransport, Transport};

use crate::settings::Settings;

/// Hands mail to the configured server; without one it says so, and pages offer the text to copy.
pub struct Mailer {
    way: Option<(SmtpTransport, Mailbox)>,
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

impl Mailer {
    /// A mailer over the settings' server; one that cannot be read is as good as none, and logged.
    pub fn new(settings: &Settings) -> Self {
        let way = settings.smtp.as_ref().and_then(|smtp| {
            let transport = SmtpTransport::from_url(&smtp.url);
            match (transport, smtp.from.parse()) {
                (Ok(transport), Ok(from)) => Some((transport.build(), from)),
                _ => {
                    tracing::error!("the mail server's url or the sender's address is malformed");
                    None
                }
            }
        });
        Self { way }
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
}
