//! A mail server on the loopback, as a fixture: it keeps what it takes, and misbehaves when told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use mail_parser::{Message, MessageParser, MimeHeaders as _};
use web::settings::Smtp;

/// What the server does with a mail that is handed to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Takes,
    /// 451, not now.
    PutsOff,
    /// 550, never.
    Refuses,
    /// Has the whole mail and goes away without a word.
    BreaksOff,
    /// Goes away before it says anything.
    IsDown,
    /// Takes, and offers to take letters beyond ASCII in addresses (SMTPUTF8).
    TakesLetters,
    /// 550 to whoever greets it by a name that is none, as strict ones do.
    WantsName,
}

/// What was sent: to whom by the envelope, and the mail as it went over the wire.
#[derive(Clone, Debug)]
pub struct Sent {
    /// By which name it was greeted.
    pub hello: String,
    pub to: Vec<String>,
    pub raw: String,
}

impl Sent {
    pub fn mail(&self) -> Message<'_> {
        MessageParser::default().parse(&self.raw).unwrap()
    }

    /// Fails unless the mail is complete, for the strictest of readers (RFC 5322, 2045, 2047): every mail that
    /// any test sends goes through here.
    fn check(&self) {
        let (head, _) = self.raw.split_once("\r\n\r\n").expect("a head and a body");
        assert!(
            self.raw.is_ascii(),
            "as no mail server has to take it: {}",
            self.raw
        );
        assert!(self.raw.lines().all(|line| line.len() <= 998));
        let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let value = |name: &str| {
            let named = |line: &&str| {
                let (begin, _) = line.split_once(':').expect("a header");
                begin.eq_ignore_ascii_case(name)
            };
            let found: Vec<_> = head.split("\r\n").filter(named).collect();
            assert_eq!(found.len(), 1, "{name} in {head}");
            found[0].split_once(':').unwrap().1.trim().to_owned()
        };
        for name in ["From", "To", "Subject", "Date", "Auto-Submitted"] {
            assert!(!value(name).is_empty(), "{name}");
        }
        assert_eq!(value("MIME-Version"), "1.0");
        let id = value("Message-ID");
        let host = id.strip_suffix('>').and_then(|id| id.rsplit_once('@'));
        assert!(host.is_some_and(|(_, host)| !host.is_empty()), "{id}");
        let mail = self.mail();
        assert!(mail.date().is_some_and(mail_parser::DateTime::is_valid));
        let parts = mail.parts.iter().filter(|part| part.is_text());
        let mut texts = 0;
        for part in parts {
            texts += 1;
            let kind = part.content_type().expect("a part says what it is");
            assert_eq!(kind.attribute("charset"), Some("utf-8"));
            let encoding = part
                .content_transfer_encoding()
                .expect("and how it is written");
            let known = ["7bit", "quoted-printable", "base64"];
            assert!(
                known.contains(&encoding.to_ascii_lowercase().as_str()),
                "{encoding}"
            );
            assert!(!part.text_contents().unwrap().contains('\u{FFFD}'));
        }
        assert!(texts > 0, "{}", self.raw);
    }

    pub fn text(&self) -> String {
        self.mail().body_text(0).unwrap().into_owned()
    }

    pub fn html(&self) -> String {
        self.mail().body_html(0).unwrap().into_owned()
    }

    /// The first link that begins so.
    pub fn link(&self, beginning: &str) -> String {
        let text = self.text();
        let at = text
            .find(beginning)
            .unwrap_or_else(|| panic!("no {beginning} in {text}"));
        let link = text[at..].split_whitespace().next().unwrap();
        link.to_owned()
    }
}

pub struct MailServer {
    address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl MailServer {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            manner: Arc::new(Mutex::new(Manner::Takes)),
            sent: Arc::default(),
        };
        let (manner, sent) = (Arc::clone(&server.manner), Arc::clone(&server.sent));
        // Ends with the process: nothing tells it to stop.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (manner, sent) = (*manner.lock().unwrap(), Arc::clone(&sent));
                thread::spawn(move || talk(&client, manner, &sent));
            }
        });
        server
    }

    pub fn settings(&self) -> Smtp {
        Smtp {
            url: format!("smtp://{}", self.address),
            from: "Covalue <covalue@example.org>".to_owned(),
            hello: None,
        }
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// What has arrived since it was asked last.
    pub fn arrived(&self) -> Vec<Sent> {
        let sent = std::mem::take(&mut *self.sent.lock().unwrap());
        sent.iter().for_each(Sent::check);
        sent
    }
}

fn talk(client: &TcpStream, manner: Manner, sent: &Mutex<Vec<Sent>>) -> Option<()> {
    if manner == Manner::IsDown {
        return None;
    }
    client.set_nodelay(true).ok()?;
    let mut lines = BufReader::new(client).lines();
    let say = |answer: &str| {
        (&*client)
            .write_all(format!("{answer}\r\n").as_bytes())
            .ok()
    };
    say("220 here")?;
    let (mut hello, mut to) = (String::new(), Vec::new());
    loop {
        let line = lines.next()?.ok()?;
        let command = line.to_ascii_uppercase();
        if command.starts_with("EHLO") {
            hello = line.split(' ').nth(1).unwrap_or_default().to_owned();
            match manner {
                Manner::WantsName if !hello.contains('.') => say("550 who is that?")?,
                Manner::TakesLetters => say("250-here\r\n250 SMTPUTF8")?,
                _ => say("250 here")?,
            }
        } else if command.starts_with("RCPT") {
            to.push(line.split(['<', '>']).nth(1)?.to_owned());
            say("250 ok")?;
        } else if command.starts_with("DATA") {
            say("354 go on")?;
            let mut raw = String::new();
            loop {
                let line = lines.next()?.ok()?;
                if line == "." {
                    break;
                }
                raw += line.strip_prefix('.').unwrap_or(&line);
                raw += "\r\n";
            }
            let sent = || {
                let mut sent = sent.lock().unwrap();
                sent.push(Sent {
                    hello: hello.clone(),
                    to: to.clone(),
                    raw,
                });
            };
            match manner {
                Manner::PutsOff => say("451 not now, someone@example.org")?,
                Manner::Refuses => say("550 never, someone@example.org")?,
                Manner::BreaksOff => {
                    sent();
                    return None;
                }
                _ => {
                    sent();
                    say("250 taken")?;
                }
            }
            to.clear();
        } else if command.starts_with("QUIT") {
            say("221 bye")?;
            return None;
        } else {
            say("250 ok")?;
        }
    }
}
