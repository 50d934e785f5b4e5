//! Mail, where a mail server is configured: plain text, with simple HTML beside it where a mail has
//! links. No images, no remote content, nothing that tells whether it was read.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use accounts::Handed;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::characters::{self, Field};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{Address, Message, SmtpTransport, Transport};
use tokio::runtime::Handle;

use crate::ask::Ask;
use crate::lanes::{self, Lane};
use crate::server;
use crate::settings::Settings;
use uuid::Uuid;

/// A subject says what a mail is about, and no more: mail programs show less.
const SUBJECT_MOST: usize = 200;
/// Bytes of text in one encoded word: 75 characters with what surrounds it (RFC 2047, 2).
const WORD_BYTES: usize = 45;

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
        let message = plain(begun(from, to, subject).ok_or(MailError::Address)?, text)
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
        let Some(message) = begun(from, &letter.to, &letter.subject) else {
            return Handed::Refused("the address cannot be written to".to_owned());
        };
        let mut message = message
            .message_id(Some(format!("<{}>", letter.id)))
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
            None => message.singlepart(SinglePart::plain(text)),
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

/// The one place where what people typed goes into a mail's head: an address that is nothing more, and
/// a subject that no mail program reads as anything else. `None` where the address is none.
fn begun(from: &Mailbox, to: &str, subject: &str) -> Option<MessageBuilder> {
    let to: Address = to.parse().ok()?;
    let subject = characters::kept(Field::Header, subject).unwrap_or_default();
    let subject: String = subject.chars().take(SUBJECT_MOST).collect();
    let name = HeaderName::new_from_ascii_str("Subject");
    let written = words(&subject);
    let subject = HeaderValue::dangerous_new_pre_encoded(name, subject, written);
    let to = Mailbox::new(None, to);
    Some(
        Message::builder()
            .from(from.clone())
            .to(to)
            .raw_header(subject),
    )
}

/// A text as encoded words (RFC 2047), unless it is plain. Text that looks like an encoded word is
/// encoded, too, so that it is shown as it was typed.
fn words(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain && !text.contains("=?") && text.len() <= WORD_BYTES {
        return text.to_owned();
    }
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for letter in text.chars() {
        if word.len() + letter.len_utf8() > WORD_BYTES {
            words.push(std::mem::take(&mut word));
        }
        word.push(letter);
    }
    words.push(word);
    let encoded = words
        .iter()
        .map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word)));
    encoded.collect::<Vec<_>>().join("\r\n ")
}

/// A plain text. It says in which characters it is written, or programs guess.
fn plain(begun: MessageBuilder, text: String) -> Result<Message, lettre::error::Error> {
    begun
        .message_id(Some(format!("<{}@covalue>", Uuid::new_v4())))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .singlepart(SinglePart::plain(text))
}

/// A header that is ours alone: nothing that people typed is in it.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_mail_says_in_which_characters_it_is_written() {
        let from = "Covalue <covalue@example.org>".parse().unwrap();
        let begun = begun(&from, "mara@example.org", "Für Sie").unwrap();
        let message = plain(begun, "Grüße: https://value.example.org/i/x".to_owned()).unwrap();
        let written = String::from_utf8(message.formatted()).unwrap();
        let (head, _) = written.split_once("\r\n\r\n").unwrap();
        for line in [
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(head.contains(line), "{head}");
        }
        assert!(head.contains("Message-ID: <"), "{head}");
    }

    /// The head as it goes over the wire.
    fn head(to: &str, subject: &str) -> Option<String> {
        let from = "Covalue <covalue@example.org>".parse().unwrap();
        let message = begun(&from, to, subject)?.body("text".to_owned()).unwrap();
        let written = String::from_utf8(message.formatted()).unwrap();
        Some(
            written
                .split("\r\n\r\n")
                .next()
                .unwrap_or_default()
                .to_owned(),
        )
    }

    fn subject_read(subject: &str) -> String {
        let head = head("mara@northwind.example", subject).unwrap();
        let parsed = mail_parser::MessageParser::default();
        let whole = format!("{head}\r\n\r\ntext");
        let parsed = parsed.parse(&whole).unwrap();
        parsed.subject().unwrap_or_default().to_owned()
    }

    #[test]
    fn a_subject_is_read_as_it_was_typed() {
        let long = "Zażółć gęślą jaźń 👩\u{200D}🔧 ".repeat(6);
        for subject in [
            "Covalue asks",
            "Roaming “für” drivers",
            "=?utf-8?q?Your_bank:_confirm?=",
            "=?utf-8?B?WW91ciBiYW5r?= asks",
            "a =?iso-8859-1?Q?=41?= b =?utf-8?q?=?=",
            "=?",
            "?=",
            "山田 太郎",
            long.trim(),
        ] {
            assert_eq!(subject_read(subject), subject);
        }
    }

    #[test]
    fn nothing_typed_begins_another_header() {
        for subject in [
            "x\r\nBcc: evil@evil.example",
            "x\nBcc: evil@evil.example",
            "x\rBcc: evil@evil.example",
            "x\u{2028}Bcc: evil@evil.example",
            "x\u{85}Bcc: evil@evil.example",
            "x\0\r\n\r\nBcc: evil@evil.example",
            "ü\r\nBcc: evil@evil.example",
            "x\u{202E}\r\nBcc: evil@evil.example\u{2066}",
        ] {
            let head = head("mara@northwind.example", subject).unwrap();
            let names: Vec<_> = head
                .split("\r\n")
                .filter(|line| !line.starts_with([' ', '\t']))
                .filter_map(|line| line.split_once(':').map(|(name, _)| name))
                .collect();
            assert!(!names.contains(&"Bcc"), "{head}");
            assert_eq!(names.iter().filter(|name| **name == "Subject").count(), 1);
            assert!(
                !head.replace("\r\n", "").contains(['\r', '\n', '\0']),
                "{head:?}"
            );
        }
        for to in [
            "mara@northwind.example, evil@evil.example",
            "Mara <evil@evil.example>",
            "mara@northwind.example\r\nBcc: evil@evil.example",
            "=?utf-8?q?x?= <evil@evil.example>",
            "",
        ] {
            assert_eq!(head(to, "x"), None, "{to:?}");
        }
    }

    #[test]
    fn no_line_of_a_head_is_longer_than_mail_allows() {
        for subject in [
            "x".repeat(5_000),
            "ü".repeat(5_000),
            "👩\u{200D}🔧".repeat(500),
        ] {
            let head = head("mara@northwind.example", &subject).unwrap();
            assert!(head.split("\r\n").all(|line| line.len() <= 998), "{head}");
            assert!(subject_read(&subject).chars().count() <= SUBJECT_MOST);
        }
    }
}
