//! An invitation, for whoever made it and for the invited person's own party: how it stands, the link until
//! somebody came by it, and what can be put right.

use accounts::secrecy::ExposeSecret;
use accounts::{Invitation, Person, Side};
use askama::Template;
use domain::act;
use domain::audience::Seen;
use domain::ids::*;
use domain::view::SeatView;

use super::{letter_text, mail_letter, own_invitation, sealed, state};
use crate::ask::{Answer, Ask, page, see};
use crate::called::called;
use crate::layout::Layout;
use crate::pages::invitation::{address, mailto};
use crate::pages::way_back;
use crate::problem::Problem;
use crate::qr;
use crate::room::Room;

#[derive(Template)]
#[template(path = "invite_asked.html")]
struct Page {
    layout: Layout,
    path: String,
    /// What the person is called for short, and in full.
    first: String,
    name: String,
    /// For whoever made it, until somebody came by it.
    link: Option<Link>,
    state: String,
    /// To which party, as what, since when.
    facts: Vec<(&'static str, String)>,
    /// Whether the person has no seat any more.
    ended: bool,
    /// Where the same person is asked again.
    again: String,
    /// Whether the visitor may make a new link: not a counterpart once the guest came.
    may_renew: bool,
    /// Whether the guest came, so that whoever sits opposite makes no link any more.
    came: bool,
    /// Where the link can be mailed to; empty where it cannot.
    mails_to: String,
    /// Whether the guest gave an address, to which a link of their own can go.
    may_mail: bool,
    may_rename: bool,
    may_withdraw: bool,
    guesses: String,
}

struct Link {
    address: String,
    qr: String,
    text: String,
    /// The language of the text.
    lang: &'static str,
    mailto: String,
}

/// An invitation of this table that is the visitor's to look after.
struct Asked {
    invitation: Invitation,
    /// On whose side they look after it.
    side: Side,
    person: Person,
    /// Where the person sits, while they do.
    seat: Option<SeatView>,
}

impl Asked {
    /// The invitation of the path, where the visitor wrote it, or speaks for the party of the person
    /// invited. Of any other it is not told that there is one.
    fn of(ask: &Ask) -> Result<Self, Problem> {
        let (invitation, side) = own_invitation(ask)?;
        let seats = ask.seen()?.table().seats;
        let seat = seats.into_iter().find(|it| it.person == invitation.person);
        let person = ask.web.app().accounts().person(invitation.person)?;
        Ok(Self {
            person: person.ok_or(Problem::NotFound)?,
            invitation,
            side,
            seat,
        })
    }

    fn path(&self, table: RelationshipId) -> String {
        format!("/r/{table}/invite/{}", self.invitation.id)
    }

    /// The address to which the link can be mailed: the one that whoever asked gave.
    fn mails_to(&self, ask: &Ask) -> Option<&str> {
        let mails = ask.web.sends_mail() && self.seat.is_some();
        self.person.email.as_deref().filter(|_| mails)
    }
}

/// On whose side a person looks after an invitation, if they do.
pub(crate) fn side_for(
    seen: &Seen<'_>,
    invitation: &Invitation,
    seat: Option<&SeatView>,
) -> Option<Side> {
    // A new link takes the seat from whoever has it: that is decided by whom a seat is.
    if seat.is_some_and(|seat| seen.decides_on(seat.person)) {
        Some(Side::Own)
    } else if invitation.invited_by == seen.viewer() {
        Some(Side::Other)
    } else {
        None
    }
}

/// `GET …/invite/{invitation}`
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn show(ask: &Ask) -> Answer {
    let asked = Asked::of(ask)?;
    let (room, say) = (ask.room()?, ask.say);
    let Asked {
        invitation,
        side,
        person,
        seat,
    } = &asked;
    let name = person
        .name
        .clone()
        .unwrap_or_else(|| say.text("name-erased"));
    let first = called(say, &name).to_owned();
    let came = invitation.last_used_at.is_some();
    let seated = seat.is_some();
    let link = link(ask, &asked)?;
    let accounts = ask.web.app().accounts();
    page(&Page {
        path: asked.path(room.id),
        state: match seated || invitation.withdrawn_at.is_some() {
            true => state(ask, invitation),
            false => say.text("invite-state-ended"),
        },
        facts: seat
            .as_ref()
            .map(|seat| facts(&room, invitation, seat))
            .unwrap_or_default(),
        ended: !seated,
        again: format!("{}/invite?again={}", room.base, invitation.id),
        may_renew: seated && (*side == Side::Own || !came),
        came,
        mails_to: asked
            .mails_to(ask)
            .filter(|_| link.is_some())
            .unwrap_or_default()
            .to_owned(),
        may_mail: ask.web.sends_mail()
            && person.is_guest()
            && seated
            && came
            && accounts.mailing(person.id)?.address.is_some(),
        may_rename: room.seen.may::<act::RenamePerson>(person.id),
        may_withdraw: seated && room.seen.may::<act::UnseatPerson>(person.id),
        guesses: sealed(ask)?,
        layout: room.layout(say.one("invite-asked-title", "name", &name))?,
        first,
        name,
        link,
    })
}

/// To which party the person was asked, as what, by whom and when.
fn facts(room: &Room<'_>, invitation: &Invitation, seat: &SeatView) -> Vec<(&'static str, String)> {
    let day = |at: jiff::Timestamp| room.dates.day(crate::dates::moment(at));
    vec![
        (
            room.say.plain("invite-asked-party"),
            room.names.party(seat.party).name.clone(),
        ),
        (
            room.say.plain("invite-asked-roles"),
            room.names.roles(&seat.roles),
        ),
        (
            room.say.plain("invite-asked-on"),
            day(invitation.created_at),
        ),
    ]
}

/// The link, as its maker hands it over.
fn link(ask: &Ask, asked: &Asked) -> Result<Option<Link>, Problem> {
    let Asked {
        invitation,
        person,
        seat: Some(_),
        ..
    } = asked
    else {
        return Ok(None);
    };
    let accounts = ask.web.app().accounts();
    let secret = accounts.link_of(invitation.id, ask.person()?, ask.timestamp())?;
    let Some(secret) = secret else {
        return Ok(None);
    };
    let address = format!("{}/i/{}", address(ask), secret.expose_secret());
    let theirs = ask.read_in(person.language);
    let name = person.name.as_deref().unwrap_or_default();
    let called = called(theirs.say, name);
    let (subject, text) = letter_text(&theirs, invitation, called, &address)?;
    Ok(Some(Link {
        qr: qr::svg(&address, ask.say.plain("invite-qr")),
        mailto: mailto(person.email.as_deref().unwrap_or_default(), &subject, &text),
        address,
        text,
        lang: theirs.say.code(),
    }))
}

/// `POST …/invite/{invitation}/link`: a new link; the old one stops working.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn renew(ask: &Ask) -> Answer {
    let asked = Asked::of(ask)?;
    if asked.seat.is_none() {
        // It would open nothing: whoever has no seat is asked again.
        return Err(Problem::NotFound);
    }
    let (accounts, now) = (ask.web.app().accounts(), ask.timestamp());
    let renewed = accounts.renew_invitation(asked.invitation.id, ask.person()?, asked.side, now);
    match renewed {
        Ok(_) => said(ask, &asked, "link-renewed"),
        Err(error) => ask.mend(error.into(), show),
    }
}

/// `POST …/invite/{invitation}/mail`: the link to the address that was given for the person; once they came,
/// their own way back to their own address, which whoever asks for it does not see.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn mail(ask: &Ask) -> Answer {
    let asked = Asked::of(ask)?;
    if let Some(link) = link(ask, &asked)?
        && asked.mails_to(ask).is_some()
    {
        let mailed = mail_letter(ask, &asked.person, &asked.invitation, &link.address)?;
        return said(ask, &asked, mailed);
    }
    match way_back::mail(ask, &asked.person) {
        Ok(Some(_)) => said(ask, &asked, "way-back-mailed"),
        Ok(None) => said(ask, &asked, "way-back-not-mailed"),
        Err(problem) => ask.mend(problem, show),
    }
}

/// `POST …/invite/{invitation}/name`: what the person is called is put right.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn rename(ask: &Ask) -> Answer {
    let asked = Asked::of(ask)?;
    let renaming = act::RenamePerson {
        person: asked.person.id,
        name: ask.form.text("name").to_owned(),
    };
    let on = format!("{}?said=person-renamed", asked.path(ask.table()?.id));
    ask.act(Ok(renaming.into()), |_| on, show)
}

/// `POST …/invite/{invitation}/withdrawal`: the link opens nothing any more, and the seat is free.
///
/// # Errors
/// [`Problem::NotFound`] for an invitation that is not the visitor's.
pub fn withdraw(ask: &Ask) -> Answer {
    let asked = Asked::of(ask)?;
    let table = ask.table()?.id;
    match take_back(ask, &asked.invitation) {
        Ok(_) => match asked.side {
            Side::Other => said(ask, &asked, "invitation-withdrawn"),
            // Without the seat it is nobody's but its maker's.
            Side::Own => Ok(see(&format!(
                "/r/{table}/parties?said=invitation-withdrawn"
            ))),
        },
        Err(problem) => ask.mend(problem, show),
    }
}

/// Takes the seat from whoever was invited, and what invites them; the invitation as it is then.
pub(crate) fn take_back(ask: &Ask, invitation: &Invitation) -> Result<Invitation, Problem> {
    let (table, person) = (ask.table()?, invitation.person);
    if table.today.seats(person) {
        ask.carry_out(table.id, act::UnseatPerson { person })?;
    }
    let accounts = ask.web.app().accounts();
    accounts.withdraw_invitations(person, table.id, ask.timestamp())?;
    let now = accounts.invitation(invitation.id)?;
    now.ok_or(Problem::NotFound)
}

fn said(ask: &Ask, asked: &Asked, said: &str) -> Answer {
    let path = asked.path(ask.table()?.id);
    Ok(see(&format!("{path}?said={said}")))
}
