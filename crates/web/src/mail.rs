//! Mail, where a mail server is configured: plain text, with simple HTML beside it where a mail has
//! links. No images, no remote content, nothing that tells whether it was read.

use std::sync::{Mutex, PoisonError};

use accounts::{Handed, Setting};
use app::App;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::characters::{self, Field};
use jiff::Timestamp;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use tokio::runtime::Handle;
use uuid::Uuid;

use crate::ask::Ask;
use crate::lanes::{self, Lane};
use crate::problem::Problem;
use crate::relay::{self, Dialogue, Relay};
use crate::server;
use crate::settings::Settings;

/// A subject says what a mail is about, and no more: mail programs show less.
const SUBJECT_MOST: usize = 200;
/// Bytes of text in one encoded word: 75 characters with what surrounds it (RFC 2047, 2).
const WORD_BYTES: usize = 45;

/// Hands mail to the configured server; without one it says so, and pages offer the text to copy.
pub struct Mailer {
    way: Option<Way>,
    /// Why the server could not be reached when that was tried last.
    unreachable: Mutex<Option<String>>,
    app: App,
    /// The address that people open, where it is a setting.
    public_url: Option<String>,
}

struct Way {
    relay: Relay,
    from: Mailbox,
    /// The name by which the mail server is greeted, where one was chosen.
    hello: Option<String>,
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
    /// A meeting for the reader's calendar.
    pub calendar: Option<Calendar>,
    /// Where its reader stops further ones, with one click in the mail program too (RFC 8058). Nothing
    /// for a mail that they asked for.
    pub stop: Option<String>,
}

/// A meeting for a calendar, as a mail brings it (RFC 6047).
#[derive(Clone, Debug)]
pub struct Calendar {
    /// What a program is to do with it: `REQUEST`, `CANCEL`.
    pub method: &'static str,
    /// The file.
    pub file: String,
}

/// Sends something after the answer was given, in its turn among the mail of others and however long that takes: the
/// answer promises it.
///
/// # Errors
/// Too much of whoever asks waits already: nothing is sent then, and nothing may be promised.
pub(crate) fn behind(ask: &Ask, work: impl FnOnce() + Send + 'static) -> Result<(), Problem> {
    let Ok(runtime) = Handle::try_current() else {
        // Outside a server, as in a test of one handler.
        work();
        return Ok(());
    };
    let asker = server::asker(ask, Lane::Mail);
    let place = ask.web.lanes().reserve(Lane::Mail, asker);
    let place = place.map_err(|lanes::Full| Problem::Crowded)?;
    runtime.spawn(async move {
        let Some(turn) = place.turn().await else {
            return;
        };
        if lanes::on_thread(Lane::Mail, turn, work).await.is_none() {
            tracing::error!("a mail met a defect");
        }
    });
    Ok(())
}

impl Mailer {
    /// A mailer over the settings' server; one that cannot be read is as good as none, and logged.
    pub fn new(settings: &Settings, app: App) -> Self {
        let way = settings.smtp.as_ref().and_then(|smtp| {
            let relay = Relay::parse(&smtp.url);
            match (relay, sender(&smtp.from)) {
                (Ok(relay), Some(from)) => Some(Way {
                    relay,
                    from,
                    hello: smtp.hello.clone(),
                }),
                _ => {
                    tracing::error!("the mail server's url or the sender's address is malformed");
                    None
                }
            }
        });
        Self {
            way,
            unreachable: Mutex::default(),
            app,
            public_url: settings.public_url.clone(),
        }
    }

    /// Whether mail can go out.
    pub fn is_configured(&self) -> bool {
        self.way.is_some()
    }

    /// Sends a plain text at once, and counts it.
    ///
    /// # Errors
    /// [`MailError`]; nothing was sent then.
    pub fn send(&self, to: &str, subject: &str, text: String) -> Result<(), MailError> {
        self.send_telling(to, subject, text, &mut Dialogue::default())
    }

    /// As [`Self::send`], keeping what was said with the mail server.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub fn send_telling(
        &self,
        to: &str,
        subject: &str,
        text: String,
        dialogue: &mut Dialogue,
    ) -> Result<(), MailError> {
        lanes::belongs_in(Lane::Mail);
        let way = self.way.as_ref().ok_or(MailError::NotConfigured)?;
        let letter = Letter {
            id: letter_id(Uuid::new_v4(), self.hello(way)),
            to: to.to_owned(),
            subject: subject.to_owned(),
            text,
            html: None,
            calendar: None,
            stop: None,
        };
        let handed = self.hand_over_telling(&letter, dialogue);
        let now = Timestamp::from_millisecond(self.app.now().max(self.app.machine_time()).0)
            .unwrap_or_default();
        if let Err(error) = self.app.accounts().count_mail(&handed, now) {
            tracing::warn!(%error, "a mail was not counted");
        }
        match handed {
            Handed::Taken => Ok(()),
            Handed::PutOff(why) | Handed::Refused(why) | Handed::Unclear(why) => {
                Err(MailError::Refused(why))
            }
        }
    }

    /// The address from which mail goes out.
    pub fn address(&self) -> Option<String> {
        let way = self.way.as_ref()?;
        Some(way.from.email.to_string())
    }

    /// Whether the mail server answers and lets us in.
    pub fn is_reachable(&self) -> bool {
        let Some(way) = &self.way else {
            return false;
        };
        let tried = way.relay.try_out(&self.hello(way));
        let why = tried.err().map(|error| error.to_string());
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
        self.hand_over_telling(letter, &mut Dialogue::default())
    }

    fn hand_over_telling(&self, letter: &Letter, dialogue: &mut Dialogue) -> Handed {
        let Some(way) = &self.way else {
            return Handed::PutOff("no mail server is configured".to_owned());
        };
        let Some(message) = written(&way.from, letter) else {
            return Handed::Refused("the address cannot be written to".to_owned());
        };
        let (envelope, mail) = (message.envelope(), message.formatted());
        let handed = way
            .relay
            .hand_over(&self.hello(way), envelope, &mail, dialogue);
        match handed {
            Ok(()) => Handed::Taken,
            Err(undelivered) => undelivered.handed(),
        }
    }

    /// What we are called where mail servers ask for a name. The address may be set up while we run.
    fn hello(&self, way: &Way) -> ClientId {
        let kept = || {
            self.app
                .accounts()
                .setting(Setting::PublicUrl)
                .ok()
                .flatten()
        };
        let public_url = self.public_url.clone().or_else(kept);
        relay::hello(way.hello.as_deref(), public_url.as_deref())
    }
}

/// Names a mail, by the host that it comes from.
pub(crate) fn letter_id(id: impl std::fmt::Display, from: impl std::fmt::Display) -> String {
    let from = from.to_string();
    let host: String = from.chars().filter(|it| !"[]".contains(*it)).collect();
    format!("{id}@{}", host.replace(':', "."))
}

/// The sender, with the host as the network knows it. `None` for what is no address, or one that not every
/// mail server takes.
pub fn sender(from: &str) -> Option<Mailbox> {
    let from: Mailbox = from.parse().ok()?;
    let email = addressee(from.email.as_ref())?;
    let is_plain = AsRef::<str>::as_ref(&email).is_ascii();
    is_plain.then(|| Mailbox::new(from.name, email))
}

/// An address, with the host as the network knows it: no mail server has to take it in other letters.
fn addressee(address: &str) -> Option<Address> {
    let address: Address = address.parse().ok()?;
    let host = match url::Host::parse(address.domain()) {
        Ok(url::Host::Domain(host)) => host,
        _ => address.domain().to_owned(),
    };
    Address::new(address.user(), host).ok()
}

/// The one letter-writer: every mail there is, of whatever kind, with a complete head. `None` where the
/// address is none.
fn written(from: &Mailbox, letter: &Letter) -> Option<Message> {
    let mut message = begun(from, &letter.to, &letter.subject)?
        .message_id(Some(format!("<{}>", letter.id)))
        .raw_header(header("Auto-Submitted", "auto-generated"));
    if let Some(stop) = &letter.stop {
        let one_click = "List-Unsubscribe=One-Click";
        message = message
            .raw_header(header("List-Unsubscribe", &format!("<{stop}>")))
            .raw_header(header("List-Unsubscribe-Post", one_click));
    }
    let text = letter.text.clone();
    let message = match (&letter.calendar, &letter.html) {
        (Some(calendar), _) => {
            // Programs find the invitation here; beside the text, not attached to it.
            let what = format!("text/calendar; method={}; charset=utf-8", calendar.method);
            let part = SinglePart::builder()
                .header(ContentType::parse(&what).ok()?)
                .body(calendar.file.clone());
            let parts = MultiPart::alternative().singlepart(SinglePart::plain(text));
            message.multipart(parts.singlepart(part))
        }
        (None, Some(html)) => {
            message.multipart(MultiPart::alternative_plain_html(text, html.clone()))
        }
        (None, None) => message.singlepart(SinglePart::plain(text)),
    };
    message.ok()
}

/// The one place where what people typed goes into a mail's head: an address that is nothing more, and
/// a subject that no mail program reads as anything else. `None` where the address is none.
fn begun(from: &Mailbox, to: &str, subject: &str) -> Option<MessageBuilder> {
    let to = addressee(to)?;
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

/// A header that is ours alone: nothing that people typed is in it.
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_go_over_the_wire_as_the_network_knows_them() {
        let from = sender("Wert <covalue@müller.example>").unwrap();
        let letter = Letter {
            id: "1@value.example.org".to_owned(),
            to: "joerg@müller.example".to_owned(),
            subject: "Für Sie".to_owned(),
            text: "Grüße".to_owned(),
            html: None,
            calendar: None,
            stop: None,
        };
        let message = written(&from, &letter).unwrap();
        assert!(relay::is_ascii(message.envelope()));
        let mail = String::from_utf8(message.formatted()).unwrap();
        assert!(mail.is_ascii(), "{mail}");
        assert!(
            mail.contains("To: joerg@xn--mller-kva.example\r\n"),
            "{mail}"
        );
        assert!(
            mail.contains("<covalue@xn--mller-kva.example>\r\n"),
            "{mail}"
        );
        assert!(
            sender("jörg@example.org").is_none(),
            "not every mail server takes it"
        );
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
