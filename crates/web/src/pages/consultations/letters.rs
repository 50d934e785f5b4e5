//! Links to a consultation that work once, sent by mail to the people of a party.
//!
//! The addresses are used and not kept: what stays until the consultation is over is a digest of each under the
//! server's key, so that nobody is sent two. Opening a link uses nothing up, so programs that follow links in mail
//! take nobody's voice.
//!
//! Nothing is promised that is not done: room for all mails of a form is kept before it is answered, or the form is
//! refused. Addresses to which no mail could be sent are named to whoever speaks for the party.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use accounts::secrecy::ExposeSecret;
use accounts::{ConsultationLink, Language, Refusal};
use domain::ids::*;

use crate::ask::{Answer, Ask, see};
use crate::catalogue::Say;
use crate::mail::{self, MailError};
use crate::messages::unlinked;
use crate::pages::consultations::one;
use crate::problem::Problem;

/// Addresses of one form: more come with the next.
const AT_ONCE: usize = 200;
/// Parties of which it is known here how far their mails are: those that have none on the way are forgotten first.
const ROUNDS: usize = 1_000;

/// How far the mails of each party are, on this node and until it restarts: no address is kept anywhere else.
#[derive(Default)]
pub(crate) struct Rounds(Mutex<BTreeMap<(ConsultationId, PartyId), Round>>);

/// How far they are.
#[derive(Clone, Default)]
pub(super) struct Round {
    /// How many are still on their way.
    pub on_the_way: usize,
    /// Addresses that got no link, with the key of the reason.
    pub unsent: Vec<(String, &'static str)>,
}

impl Rounds {
    fn all(&self) -> MutexGuard<'_, BTreeMap<(ConsultationId, PartyId), Round>> {
        // Whole after every statement that holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far a party's mails are.
    pub(super) fn of(&self, to: &ConsultationLink) -> Round {
        let key = (to.consultation, to.party);
        self.all().get(&key).cloned().unwrap_or_default()
    }

    /// That mails to these go out.
    fn begin(&self, to: &ConsultationLink, addresses: &[String]) {
        let mut all = self.all();
        if all.len() >= ROUNDS {
            all.retain(|_, round| round.on_the_way > 0);
        }
        let round = all.entry((to.consultation, to.party)).or_default();
        round.on_the_way += addresses.len();
        let again = |address: &str| addresses.iter().any(|it| it.eq_ignore_ascii_case(address));
        round.unsent.retain(|(address, _)| !again(address));
    }

    /// What became of one.
    fn done(&self, to: &ConsultationLink, address: &str, why_not: Option<&'static str>) {
        let mut all = self.all();
        let round = all.entry((to.consultation, to.party)).or_default();
        round.on_the_way = round.on_the_way.saturating_sub(1);
        round
            .unsent
            .extend(why_not.map(|why| (address.to_owned(), why)));
    }
}

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
    let accounts = ask.web.app().accounts();
    let all = accounts.without_consultation_letter(&to, all)?;
    if all.is_empty() {
        return ask.mend(field("letters-known"), one::show);
    }
    let visitor = ask.visitor()?;
    let (sender, now) = (visitor.person.id, ask.timestamp());
    let kept = accounts.reserve_consultation_letters(&to, sender, all.len(), now);
    let kept = match kept {
        Ok(kept) => kept,
        Err(accounts::Error::Refused(refusal)) => {
            let what = match refusal {
                Refusal::Full { .. } => "letters-full",
                _ => "letters-hourly",
            };
            return ask.mend(field(what), one::show);
        }
        Err(error) => return Err(error.into()),
    };
    let name = visitor.person.name.clone().unwrap_or_default();
    let organisation = visitor.person.organisation_name.clone();
    let service = room.called();
    let until = jiff::Timestamp::from_millisecond(it.ends.0).unwrap_or_default();
    let say = match ask.form.text("language") {
        "de" => Say(Language::De),
        "en" => Say(Language::En),
        _ => ask.say,
    };
    let (behind, place) = (ask.clone(), format!("{}/consultations/{id}", room.base));
    let rounds = ask.web.rounds();
    rounds.begin(&to, &all);
    let addresses = all.clone();
    // One after the other, after the answer: a mail server takes its time.
    let begun = mail::behind(ask, move || {
        let web = &behind.web;
        let accounts = web.app().accounts();
        let server = crate::host::address(&behind);
        let send = |address: &str| -> Result<(), &'static str> {
            let made = accounts.make_consultation_letter(&to, address, until, behind.timestamp());
            let secret = match made {
                Ok(Some(secret)) => secret,
                // Another form was faster.
                Ok(None) => return Ok(()),
                Err(accounts::Error::Refused(Refusal::Full { .. })) => {
                    return Err("letters-unsent-full");
                }
                Err(error) => {
                    tracing::warn!(%error, "a link to a consultation was not made");
                    return Err("letters-unsent-failed");
                }
            };
            let values = [
                ("organisation", unlinked(&organisation)),
                ("from", unlinked(&name)),
                ("service", unlinked(&service)),
                ("link", format!("{server}/c/{}", secret.expose_secret())),
            ];
            let subject = say.with("letters-subject", &values);
            let text = say.with("letters-mail", &values);
            web.mailer().send(address, &subject, text).map_err(|error| {
                tracing::warn!(%error, "a link to a consultation was not sent");
                // Should that fail, too, nobody is sent a link twice; somebody is sent none.
                let _ = accounts.drop_consultation_letter(&to, address, secret.expose_secret());
                match error {
                    MailError::Address => "letters-unsent-address",
                    _ => "letters-unsent-refused",
                }
            })
        };
        for address in addresses {
            let sent = send(&address);
            web.rounds().done(&to, &address, sent.err());
        }
    });
    if begun.is_err() {
        accounts.release_consultation_letters(&kept);
        for address in &all {
            rounds.done(&to, address, None);
        }
        return ask.mend(field("letters-busy"), one::show);
    }
    Ok(see(&format!("{place}?said=letters-sent#link")))
}
