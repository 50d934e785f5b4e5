//! Links to a consultation that work once, sent by mail to the people of a party.
//!
//! The addresses are used and not kept: what stays until the consultation is over is a digest of each under the
//! server's key, so that nobody is sent two. Opening a link uses nothing up, so programs that follow links in mail
//! take nobody's voice.

use accounts::secrecy::ExposeSecret;
use accounts::{ConsultationLink, Language};
use domain::ids::*;

use crate::ask::{Answer, Ask, see};
use crate::catalogue::Say;
use crate::mail;
use crate::messages::unlinked;
use crate::pages::consultations::one;
use crate::problem::Problem;

/// Addresses of one form: more come with the next.
const AT_ONCE: usize = 200;

/// The addresses in a text, however they are parted; each once.
pub(super) fn addresses(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in text.lines().flat_map(|line| line.split([',', ';'])) {
        // “Karl <karl@example.org>”, as address books write it.
        let inside = line
            .split_once('<')
            .and_then(|(_, rest)| rest.split_once('>'));
        let address = inside.map_or(line, |(address, _)| address).trim();
        if !address.is_empty() && !all.iter().any(|it| it.eq_ignore_ascii_case(address)) {
            all.push(address.to_owned());
        }
    }
    all
}

/// `POST …/consultations/{consultation}/letters`
pub fn send(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let id: ConsultationId = ask.param("consultation")?;
    let it = room
        .seen
        .consultation(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    let own = room.frame.you.party;
    if !room.frame.you.speak_for_party || !it.parties.contains(&own) {
        return Err(Problem::Rule(domain::Refusal::OtherParty));
    }
    if let Err(problem) = ask.on_the_record() {
        return ask.mend(problem, one::show);
    }
    if !it.open {
        return ask.mend(Problem::Rule(domain::Refusal::ConsultationOver), one::show);
    }
    let field = |what| Problem::Field {
        field: "addresses",
        what,
    };
    let all = addresses(ask.form.text("addresses"));
    let problem = match all.len() {
        0 => Some("letters-none"),
        some if some > AT_ONCE => Some("letters-many"),
        _ if all
            .iter()
            .any(|address| !accounts::Accounts::is_address(address)) =>
        {
            Some("letters-malformed")
        }
        _ if !ask.web.sends_mail() => Some("letters-no-mail"),
        _ => None,
    };
    if let Some(what) = problem {
        return ask.mend(field(what), one::show);
    }
    let to = ConsultationLink {
        consultation: id,
        relationship: room.id,
        party: own,
    };
    let visitor = ask.visitor()?;
    let (sender, name) = (
        visitor.person.id,
        visitor.person.name.clone().unwrap_or_default(),
    );
    let organisation = visitor.person.organisation_name.clone();
    let service = room.called();
    let until = jiff::Timestamp::from_millisecond(it.ends.0).unwrap_or_default();
    let say = match ask.form.text("language") {
        "de" => Say(Language::De),
        "en" => Say(Language::En),
        _ => ask.say,
    };
    let (behind, place) = (ask.clone(), format!("{}/consultations/{id}", room.base));
    // One after the other, after the answer: a mail server takes its time.
    mail::behind(ask, move || {
        let web = &behind.web;
        let accounts = web.app().accounts();
        let server = crate::host::address(&behind);
        for address in all {
            let made =
                accounts.make_consultation_letter(&to, sender, &address, until, behind.timestamp());
            let secret = match made {
                Ok(Some(secret)) => secret,
                Ok(None) => continue,
                Err(error) => {
                    tracing::warn!(%error, "a link to a consultation was not made");
                    continue;
                }
            };
            let values = [
                ("organisation", unlinked(&organisation)),
                ("from", unlinked(&name)),
                ("service", unlinked(&service)),
                ("link", format!("{server}/c/{}", secret.expose_secret())),
            ];
            let subject = say.with("letters-subject", &values);
            let sent = web
                .mailer()
                .send(&address, &subject, say.with("letters-mail", &values));
            if let Err(error) = sent {
                tracing::warn!(%error, "a link to a consultation was not sent");
                // Should that fail, too, nobody is sent a link twice; somebody is sent none.
                let _ = accounts.drop_consultation_letter(&to, &address, secret.expose_secret());
            }
        }
    });
    Ok(see(&format!("{place}?said=letters-sent#link")))
}
