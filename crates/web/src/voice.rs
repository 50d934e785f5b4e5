//! Whoever answers by a link and without an account is a voice, in the record of a consultation or in that of what a
//! measure asks. Their device keeps its secret in a cookie; whoever sits at the table has the voice of their seat.

use accounts::secrecy::SecretString;
use accounts::{ConsultationLink, Device, KnownVoice};
use app::{BallotAct, Refused};
use domain::ballot::Said;
use domain::ids::*;
use domain::{Refusal, Relationship};

use crate::ask::Ask;
use crate::cookie;
use crate::problem::Problem;

/// The voice of whoever looks, of their seat or else of their device, if they have one.
///
/// # Errors
/// When the database fails.
pub fn known(
    ask: &Ask,
    answers: ConsultationId,
    seat: Option<PersonId>,
) -> Result<Option<KnownVoice>, Problem> {
    let accounts = ask.web.app().accounts();
    Ok(match (seat, cookie::voice(ask)) {
        (Some(person), _) => accounts.voice_of_seat(answers, person)?,
        (None, Some(device)) => accounts.voice(answers, &device)?,
        (None, None) => None,
    })
}

/// Gives whoever comes a voice, and their device its secret where it has none yet. `letter` is the link, where it works
/// once. The record begins first: there is no voice without one, and a record that is missed was there.
///
/// # Errors
/// When nothing can be written, or too many begin from one place.
pub fn begin(
    ask: &Ask,
    table: &Relationship,
    link: &ConsultationLink,
    seat: Option<PersonId>,
    letter: Option<&str>,
) -> Result<(KnownVoice, Option<SecretString>), Problem> {
    let app = ask.web.app();
    app.begin_ballot(link.relationship, link.consultation, table)?;
    let (held, now) = (cookie::voice(ask), ask.timestamp());
    let (accounts, held) = (app.accounts(), held.as_deref());
    let form = ask.form.text("key");
    let device = Device { held, form };
    Ok(match (seat, letter) {
        (Some(person), _) => (accounts.begin_voice_of_seat(link, person, held, now)?, None),
        (None, Some(letter)) => accounts.begin_voice_by_letter(letter, link, device, now)?,
        (None, None) => accounts.begin_voice(link, device, ask.remote, now)?,
    })
}

/// Takes down what a voice says, once for each form.
///
/// # Errors
/// What a rule refuses; [`Problem::TooMany`] where it says very much.
pub fn say(
    ask: &Ask,
    link: &ConsultationLink,
    known: KnownVoice,
    said: Said,
) -> Result<(), Problem> {
    if !ask.web.may_write(PersonId(known.voice.0)) {
        return Err(Problem::TooMany);
    }
    let key = ask.form.text("key");
    let fits = |key: &str| key.bytes().all(|byte| byte.is_ascii_graphic());
    let key = match key.is_empty() || !fits(key) {
        true => uuid::Uuid::new_v4().to_string(),
        false => key.chars().take(120).collect(),
    };
    let act = BallotAct {
        relationship: link.relationship,
        consultation: link.consultation,
        voice: known.voice,
        party: known.party,
        key,
        said,
    };
    Ok(ask.web.app().take_down(act)?)
}

/// Takes back all that a voice said, and nothing leads to its device any more.
///
/// # Errors
/// As [`say`].
pub fn withdraw(ask: &Ask, link: &ConsultationLink, known: KnownVoice) -> Result<(), Problem> {
    match say(ask, link, known, Said::Withdraw) {
        // It said nothing: the device alone is forgotten.
        Err(Problem::Rule(Refusal::NothingNew)) => {
            let app = ask.web.app();
            let forgotten = app.forget_voice(link.consultation, known.voice);
            Ok(forgotten.map_err(Refused::from)?)
        }
        withdrawn => withdrawn,
    }
}
