//! A mail server on the loopback, as a fixture: it keeps what it takes, and misbehaves when told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use mail_parser::{Message, MessageParser};
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
}

/// What was sent: to whom by the envelope, and the mail as it went over the wire.
#[derive(Clone, Debug)]
pub struct Sent {
    pub to: Vec<String>,
    pub raw: String,
}

impl Sent {
    pub fn mail(&self) -> Message<'_> {
        MessageParser::default().parse(&self.raw).unwrap()
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
        }
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// What has arrived since it was asked last.
    pub fn arrived(&self) -> Vec<Sent> {
        std::mem::take(&mut *self.sent.lock().unwrap())
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
    let mut to = Vec::new();
    loop {
        let line = lines.next()?.ok()?;
        let command = line.to_ascii_uppercase();
        if command.starts_with("RCPT") {
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
