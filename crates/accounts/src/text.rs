//! Names and addresses that people type: normalised, bounded, and free of
//! [characters](domain::characters) that deceive the eye.

use std::fmt;
use std::str::FromStr;

use domain::characters::{self, Field};
use unicode_normalization::UnicodeNormalization as _;
use unicode_security::confusable_detection::skeleton;

use crate::Refusal;

/// A person's or organisation's name: what fits on one line of a phone twice over.
pub const NAME_LENGTH: usize = 100;
/// A personal line under an invitation: a few sentences.
pub const LINE_LENGTH: usize = 500;
/// An e-mail address (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const EMAIL_LENGTH: usize = 254;

/// A language the pages are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = Refusal;
    fn from_str(code: &str) -> Result<Self, Refusal> {
        match code {
            "en" => Ok(Self::En),
            "de" => Ok(Self::De),
            _ => Err(Refusal::LanguageUnknown),
        }
    }
}

/// A name on one line: NFC, single spaces, at least one letter or digit.
pub(crate) fn name(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = kept(Field::Name, field, text)?;
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Refusal::Blank { field });
    }
    within(field, text, NAME_LENGTH)
}

fn kept(kind: Field, field: &'static str, text: &str) -> Result<String, Refusal> {
    characters::kept(kind, text).map_err(|characters::Refused { sign, after }| Refusal::Deceptive {
        field,
        sign,
        after,
    })
}

/// A name as an eye skims it: two that come out the same are easily taken for each other. Marks, spaces
/// and case are skimmed over, and letters are those that they look like (UTS 39).
pub fn skimmed(name: &str) -> String {
    let plain: String = name.to_lowercase().nfkd().collect();
    let letters = skeleton(&plain).filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// A few sentences that may stay empty.
pub(crate) fn line(field: &'static str, text: &str) -> Result<String, Refusal> {
    let text = kept(Field::Passage, field, text)?;
    within(field, text, LINE_LENGTH)
}

/// An e-mail address as typed, with the host as the network knows it: one host has one spelling
/// (UTS #46), or a domain of one's own could pass for another's. Only delivery proves an address, so the
/// check is light: it keeps out slips, and whatever a mail header or a mail server could take for
/// something else.
pub(crate) fn email(text: &str) -> Result<String, Refusal> {
    let field = "email";
    let text = kept(Field::Name, field, text)?;
    let text = within("email", text, EMAIL_LENGTH)?;
    let (local, host) = text.rsplit_once('@').ok_or(Refusal::EmailMalformed)?;
    let local_is_fine = (1..=64).contains(&local.len())
        && !local.starts_with('-')
        && !local
            .chars()
            .any(|c| c.is_whitespace() || "\"(),:;<>@[\\]".contains(c));
    let host_is_fine = host.contains('.')
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    let host = host_as_asked(host).filter(|_| local_is_fine && host_is_fine);
    let host = host.ok_or(Refusal::EmailMalformed)?;
    // Few mail servers take other letters there (RFC 6531), and somebody would wait for a mail in vain.
    if !local.is_ascii() {
        return Err(Refusal::EmailLetters);
    }
    within(field, format!("{local}@{host}"), EMAIL_LENGTH)
}

/// A host's name in the letters in which it is asked for: lower case, ASCII.
fn host_as_asked(host: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii(host).ok()?;
    (!ascii.is_empty() && !ascii.ends_with('.')).then_some(ascii)
}

/// The form in which addresses are compared: case never distinguishes two mailboxes in practice.
/// Takes whatever was typed; what PostgreSQL could not even look up matches nobody.
pub(crate) fn sign_in_email(email: &str) -> String {
    let email: String = email.trim().nfc().collect();
    let email = match email.rsplit_once('@') {
        Some((local, host)) => match host_as_asked(host) {
            Some(host) => format!("{local}@{host}"),
            None => email,
        },
        None => email,
    };
    email.to_lowercase().replace('\0', "\u{FFFD}")
}

/// The mailbox behind an address, as far as a budget of mails goes: what is after a plus sign leads to
/// the same one at most places.
pub(crate) fn mailbox(address: &str) -> String {
    let address = sign_in_email(address);
    match address.rsplit_once('@') {
        Some((local, host)) => {
            let local = local.split_once('+').map_or(local, |(local, _)| local);
            format!("{local}@{host}")
        }
        None => address,
    }
}

/// The canonical spelling of an IANA time zone.
pub(crate) fn time_zone(name: &str) -> Result<String, Refusal> {
    domain::places::time_zone(name).map_err(|_| Refusal::TimeZoneUnknown)
}

fn within(field: &'static str, text: String, limit: usize) -> Result<String, Refusal> {
    if text.chars().count() > limit {
        return Err(Refusal::TooLong { field, limit });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deceptive(field: &'static str, sign: &str, after: &str) -> Result<String, Refusal> {
        let (sign, after) = (sign.to_owned(), after.to_owned());
        Err(Refusal::Deceptive { field, sign, after })
    }

    #[test]
    fn a_name_is_composed_and_folded_to_single_spaces() {
        assert_eq!(
            name("name", "  Jose\u{301}  \u{A0} Elm "),
            Ok("José Elm".to_owned())
        );
    }

    #[test]
    fn a_name_that_reverses_or_hides_is_refused() {
        for c in [
            '\0',
            '\n',
            '\u{7F}',
            '\u{AD}',
            '\u{200B}',
            '\u{200D}',
            '\u{202E}',
            '\u{2066}',
            '\u{3164}',
            '\u{FEFF}',
            '\u{E0041}',
        ] {
            let typed = format!("Mara{c}Vogt");
            let sign = format!("U+{:04X}", u32::from(c));
            assert_eq!(
                name("name", &typed),
                deceptive("name", &sign, "Mara"),
                "{c:?}"
            );
        }
    }

    #[test]
    fn names_that_an_eye_takes_for_each_other_are_skimmed_alike() {
        for name in [
            "Mara Osei",
            "mara osei",
            "Mara  Oséi",
            "MARA-OSEI",
            "Mara Ｏsei",
            "Marа 0sei",
            "Mara Oseı",
        ] {
            assert_eq!(skimmed(name), skimmed("Mara Osei"), "{name}");
        }
        for name in ["Ｎorthwind", "North wind", "Northwınd", "Northẃind"] {
            assert_eq!(skimmed(name), skimmed("Northwind"), "{name}");
        }
        assert_ne!(skimmed("Mara Osei"), skimmed("Maria Osei"));
    }

    #[test]
    fn a_name_says_something_within_its_length() {
        assert_eq!(name("name", " \t "), Err(Refusal::Blank { field: "name" }));
        assert_eq!(name("name", " – "), Err(Refusal::Blank { field: "name" }));
        let long = "ä".repeat(NAME_LENGTH + 1);
        assert_eq!(
            name("name", &long),
            Err(Refusal::TooLong {
                field: "name",
                limit: NAME_LENGTH
            })
        );
        assert!(name("name", &"ä".repeat(NAME_LENGTH)).is_ok());
    }

    #[test]
    fn an_address_is_lightly_checked() {
        for fine in ["mara@northwind.example", "m.o'neil+x@a-b.co"] {
            assert_eq!(email(fine), Ok(fine.to_owned()));
        }
        // One host has one spelling, whichever was typed.
        for (typed, meant) in [
            ("joerg@müller.example", "joerg@xn--mller-kva.example"),
            ("joerg@xn--mller-kva.example", "joerg@xn--mller-kva.example"),
            ("Mara@\u{FF4D}eridian.Example", "Mara@meridian.example"),
        ] {
            assert_eq!(email(typed), Ok(meant.to_owned()));
            assert_eq!(sign_in_email(typed), meant.to_lowercase());
        }
        for wrong in [
            "mara",
            "mara@xn--a.example",
            "mara@",
            "@northwind.example",
            "mara@northwind",
            "a b@c.de",
            "a@b..c",
            "-x@c.de",
            "a@-b.de",
            "<a@b.de>",
            "a@b@c.de",
            "a,b@c.de",
        ] {
            assert_eq!(email(wrong), Err(Refusal::EmailMalformed), "{wrong}");
        }
        for letters in ["jörg@northwind.example", "用户@müller.example"] {
            assert_eq!(email(letters), Err(Refusal::EmailLetters), "{letters}");
        }
        assert_eq!(
            email("a@b.de\r\nBcc: c@d.de"),
            deceptive("email", "U+000A", "a@b.de")
        );
        assert_eq!(
            sign_in_email(" Mara@Northwind.Example "),
            "mara@northwind.example"
        );
    }

    #[test]
    fn a_line_keeps_its_breaks_and_emoji() {
        assert_eq!(line("line", "Hi\r\n👩‍🔧 "), Ok("Hi\n👩‍🔧".to_owned()));
        assert_eq!(line("line", "a\u{202E}b"), deceptive("line", "U+202E", "a"));
        assert_eq!(line("line", " "), Ok(String::new()));
    }

    #[test]
    fn a_time_zone_is_spelt_as_in_the_database() {
        assert_eq!(time_zone("europe/berlin"), Ok("Europe/Berlin".to_owned()));
        assert_eq!(time_zone("Europe/Atlantis"), Err(Refusal::TimeZoneUnknown));
        assert_eq!(time_zone("../../etc/passwd"), Err(Refusal::TimeZoneUnknown));
    }
}
