//! What mail says: who answered one's own word, and what needs one, with the way to it.
//!
//! A mail cannot be erased, may reach a wrong address, and shows on a lock screen. So it names
//! people, parties and relationships as its reader may see them when it is written, and never holds a
//! word or a figure of the table: those stand behind its link.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use accounts::secrecy::ExposeSecret;
use accounts::{Addressed, Handed, Hears, InvitationId, Mail, MailKind, MailSecret, Person};
use app::Told;
use app::messages::{Courier, Written};
use askama::Template;
use domain::Moment;
use domain::ids::*;
use domain::needs::Need;
use domain::news::News;
use domain::view::{Frame, MeetingState};
use domain::words::{ContributionKind, MeetingKind};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::Web;
use crate::calendar::Event;
use crate::called::called;
use crate::catalogue::Say;
use crate::dates::Dates;
use crate::host;
use crate::mail::{self, Calendar, Letter};
use crate::names::Names;
use crate::needs::{NEEDS_SHOWN, place, reminder};
use crate::pages::confirmation;
use crate::problem::Problem;

/// Things in one mail, at most; what is beyond is counted.
const TOLD_AT_ONCE: usize = 12;
/// Things of a reminder, at most: as many as the home page shows.
const REMINDED_AT_ONCE: usize = 7;
/// How long a link to choose a password is kept for a mail server that is away: whoever still needs one
/// after a day asks again.
const LINK_AWAITED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// One round: what changed in somebody's ways in is told, what was recorded is read for news, and what
/// is due goes out.
pub fn round(web: &Web, now: Timestamp, stopping: &AtomicBool) -> Result<(), app::Error> {
    crate::changes::tell(web, now, stopping)?;
    web.app().gather_news(now)?;
    web.app().send_mail(&Post { web, stopping }, now)
}

/// The web as a courier.
struct Post<'a> {
    web: &'a Web,
    stopping: &'a AtomicBool,
}

/// A mail's body, as text and as HTML.
#[derive(Template)]
#[template(path = "mail.html")]
struct Body {
    say: Say,
    subject: String,
    greeting: String,
    items: Vec<Item>,
    /// How many more there are.
    more: String,
    why: String,
    stop: String,
}

struct Item {
    what: String,
    /// In which relationship.
    at: String,
    link: String,
}

/// What one mail is made of, before it is put into words.
struct Recipient<'a> {
    web: &'a Web,
    person: &'a Person,
    say: Say,
    address: String,
    now: Timestamp,
    /// One for each table that a guest comes back to.
    ways_back: BTreeMap<RelationshipId, (InvitationId, MailSecret)>,
}

impl Courier for Post<'_> {
    type Letter = Letter;

    fn is_ready(&self) -> bool {
        host::public_url(self.web).is_some() && self.web.mailer().is_reachable()
    }

    fn goes_on(&self) -> bool {
        !self.stopping.load(Ordering::Relaxed)
    }

    fn write(&self, mail: &Mail, now: Timestamp) -> Result<Option<Written<Letter>>, app::Error> {
        write(self.web, mail, now).map_err(|problem| app::Error::Mail(format!("{problem:?}")))
    }

    fn hand_over(&self, letter: &Letter) -> Handed {
        self.web.mailer().hand_over(letter)
    }
}

/// Writes a mail as its reader may see things now; `None` when nothing is left to say, or they want
/// to hear no more.
fn write(web: &Web, mail: &Mail, now: Timestamp) -> Result<Option<Written<Letter>>, Problem> {
    let person = &mail.person;
    let (least, at_most, subject, why) = match mail.kind {
        MailKind::News => (
            Hears::OwnWords,
            TOLD_AT_ONCE,
            "mail-news-subject",
            "mail-news-why",
        ),
        MailKind::Digest => (
            Hears::Weekly,
            REMINDED_AT_ONCE,
            "mail-digest-subject",
            "mail-digest-why",
        ),
        MailKind::PasswordLink => return password_link(web, mail, now),
        MailKind::Address => return address(web, mail, now),
        MailKind::Meeting => return meeting(web, mail, now),
    };
    let (Some(to), Some(address)) = (&mail.mailing.address, host::public_url(web)) else {
        return Ok(None);
    };
    if !person.is_active() || mail.mailing.hears < least {
        return Ok(None);
    }
    let mut recipient = Recipient {
        web,
        person,
        say: Say(person.language),
        address: address.trim_end_matches('/').to_owned(),
        now,
        ways_back: BTreeMap::new(),
    };
    let (items, more) = if mail.kind == MailKind::News {
        let mut items = recipient.news(mail)?;
        let more = items.len().saturating_sub(at_most);
        items.truncate(at_most);
        (items, more)
    } else {
        recipient.needs(at_most)?
    };
    if items.is_empty() {
        return Ok(None);
    }
    let say = recipient.say;
    let stop = web.app().accounts().new_mail_secret()?;
    let name = person.name.as_deref().unwrap_or_default();
    let body = Body {
        say,
        subject: say.text(subject),
        greeting: say.one("mail-greeting", "name", unlinked(called(say, name))),
        items,
        more: match more {
            0 => String::new(),
            more => say.count("mail-more", more),
        },
        why: say.text(why),
        stop: format!(
            "{}/stop/{}",
            recipient.address,
            stop.secret().expose_secret()
        ),
    };
    let letter = Letter {
        id: letter_id(mail, &recipient.address),
        to: to.clone(),
        subject: body.subject.clone(),
        text: body.text(),
        html: Some(body.render()?),
        calendar: None,
        stop: Some(body.stop.clone()),
    };
    Ok(Some(Written {
        letter,
        stop,
        ways_back: recipient.ways_back.into_values().collect(),
    }))
}

fn letter_id(mail: &Mail, address: &str) -> String {
    let host = Url::parse(address).ok();
    let host = host.and_then(|url| url.host_str().map(str::to_owned));
    mail::letter_id(mail.id, host.unwrap_or_default())
}

/// The link that somebody asked for while the mail server was away: made now, so that it lives from now.
/// Nobody waits for it longer than a day.
fn password_link(
    web: &Web,
    mail: &Mail,
    now: Timestamp,
) -> Result<Option<Written<Letter>>, Problem> {
    let (Some(to), Some(address)) = (&mail.person.email, host::public_url(web)) else {
        return Ok(None);
    };
    if !mail.person.is_active() || mail.since + LINK_AWAITED_FOR < now {
        return Ok(None);
    }
    let accounts = web.app().accounts();
    let link = accounts.mailed_password_link(mail.person.id, now)?;
    let address = address.trim_end_matches('/');
    let link = format!("{address}/password/{}", link.secret.expose_secret());
    let say = Say(mail.person.language);
    let letter = Letter {
        id: letter_id(mail, address),
        to: to.clone(),
        subject: say.text("forgotten-subject"),
        text: say.one("forgotten-mail", "link", &link),
        html: None,
        calendar: None,
        stop: None,
    };
    Ok(Some(Written {
        letter,
        stop: accounts.new_mail_secret()?,
        ways_back: Vec::new(),
    }))
}

/// What goes to an address that somebody asked for: a link that shows that it is theirs, or, where
/// somebody else signs in with it, that it was asked for.
fn address(web: &Web, mail: &Mail, now: Timestamp) -> Result<Option<Written<Letter>>, Problem> {
    let Some(server) = host::public_url(web) else {
        return Ok(None);
    };
    let server = server.trim_end_matches('/');
    let accounts = web.app().accounts();
    let Some(addressed) = accounts.addressed(mail.id, now)? else {
        return Ok(None);
    };
    let stop = accounts.new_mail_secret()?;
    let (asked, language, subject, text, path) = match addressed {
        Addressed::Free(asked) => {
            let (language, path) = (asked.person.language, confirmation::path(&stop));
            (
                asked,
                language,
                "confirm-mail-subject",
                "confirm-mail",
                path,
            )
        }
        Addressed::Known(asked, known) => {
            let text = match asked.person.is_guest() {
                true => "confirm-mail-known-seat",
                false => "confirm-mail-known",
            };
            let path = "/sign-in".to_owned();
            (
                asked,
                known.language,
                "confirm-mail-known-subject",
                text,
                path,
            )
        }
    };
    let name = unlinked(&asked.person.name.clone().unwrap_or_default());
    let say = Say(language);
    let letter = Letter {
        id: letter_id(mail, server),
        to: asked.address,
        subject: say.text(subject),
        text: say.two(text, ("name", name), ("link", format!("{server}{path}"))),
        html: None,
        calendar: None,
        stop: None,
    };
    Ok(Some(Written {
        letter,
        stop,
        ways_back: Vec::new(),
    }))
}

/// A meeting for its reader's calendar: title, time and place, and nothing else of the table. Nothing is left to
/// say where it began or was over meanwhile, where a later mail is about it, or where a cancelled one was never
/// told.
fn meeting(web: &Web, mail: &Mail, now: Timestamp) -> Result<Option<Written<Letter>>, Problem> {
    let person = &mail.person;
    let server = host::public_url(web);
    let organiser = web.mailer().address();
    let (Some(to), Some(server), Some(organiser)) = (&mail.mailing.address, server, organiser)
    else {
        return Ok(None);
    };
    let accounts = web.app().accounts();
    let Some((table, meeting, told)) = accounts.meeting_in(mail.id)? else {
        return Ok(None);
    };
    let wants = person.is_active() && mail.mailing.hears > Hears::Nothing;
    let Some(relationship) = web.app().relationship(table)?.filter(|_| wants) else {
        return Ok(None);
    };
    let at = Moment(now.as_millisecond());
    let number = relationship.calendar_number(person.id, meeting);
    let Some(seen) = relationship.seen_by(person.id, &relationship) else {
        let gone = relationship.taken_off(person.id, meeting);
        let gone = gone.filter(|gone| told.is_some() && at < gone.begins);
        let Some(gone) = gone else {
            return Ok(None);
        };
        let event = Event {
            meeting,
            revision: number,
            cancelled: false,
            taken_off: true,
            title: String::new(),
            place: String::new(),
            begins: gone.begins,
            minutes: gone.minutes,
            zone: relationship.time_zone().to_owned(),
            planned: gone.planned,
            changed: gone.left,
            link: String::new(),
            organiser: Some(organiser),
            attendee: Some(to.clone()),
        };
        return taken_off(web, mail, to, &server, &event).map(Some);
    };
    let Some(view) = seen.meeting(meeting, at) else {
        return Ok(None);
    };
    let said = match view.meeting.state {
        _ if view.meeting.kind == MeetingKind::Written => return Ok(None),
        MeetingState::Cancelled if told.is_some() => "cancelled",
        MeetingState::Planned if view.revision > 0 && told.is_some() => "moved",
        MeetingState::Planned => "planned",
        _ => return Ok(None),
    };
    let mut recipient = Recipient {
        web,
        person,
        say: Say(person.language),
        address: server.trim_end_matches('/').to_owned(),
        now,
        ways_back: BTreeMap::new(),
    };
    let path = format!("/meetings/{meeting}");
    let Some(link) = recipient.link(table, &path)? else {
        return Ok(None);
    };
    let say = recipient.say;
    let it = &view.meeting;
    let zone = relationship.time_zone();
    let dates = Dates::new(say, zone, at);
    let title = it.title.clone().unwrap_or_else(|| say.text("text-erased"));
    let place = it.place.clone().unwrap_or_default();
    let when = at_the_table(&dates, it.begins, zone);
    let lines = [unlinked(&title), when, whole_address(&place)];
    let lines = lines.iter().filter(|line| !line.is_empty());
    let lines = lines.cloned().collect::<Vec<_>>().join("\n");
    let told = format!("{lines}\n\n{link}");
    let event = Event {
        meeting,
        revision: number,
        cancelled: said == "cancelled",
        taken_off: false,
        title,
        place,
        begins: it.begins,
        minutes: it.minutes,
        zone: zone.to_owned(),
        planned: view.at,
        changed: view.changed,
        // A guest's link opens their seat: it stands in the mail, never in a calendar that others see.
        link: match person.is_guest() {
            true => String::new(),
            false => link,
        },
        organiser: Some(organiser),
        attendee: Some(to.clone()),
    };
    let (letter, stop) = with_calendar(web, mail, (to, &server), said, &told, &event)?;
    Ok(Some(Written {
        letter,
        stop,
        ways_back: recipient.ways_back.into_values().collect(),
    }))
}

/// What takes a meeting off the calendar of somebody who sits at the table no more: its time as they know it, and
/// nothing of the table, of which they see nothing now.
fn taken_off(
    web: &Web,
    mail: &Mail,
    to: &str,
    server: &str,
    event: &Event,
) -> Result<Written<Letter>, Problem> {
    let dates = Dates::new(Say(mail.person.language), &event.zone, event.changed);
    let when = at_the_table(&dates, event.begins, &event.zone);
    let (letter, stop) = with_calendar(web, mail, (to, server), "taken-off", &when, event)?;
    Ok(Written {
        letter,
        stop,
        ways_back: Vec::new(),
    })
}

/// When a meeting begins, and in which zone.
fn at_the_table(dates: &Dates, begins: Moment, zone: &str) -> String {
    format!("{} ({})", dates.exact(begins), zone.replace('_', " "))
}

/// A letter that says something of a meeting, with the file for calendars; and the secret of its link that stops them.
fn with_calendar(
    web: &Web,
    mail: &Mail,
    (to, server): (&str, &str),
    said: &str,
    told: &str,
    event: &Event,
) -> Result<(Letter, MailSecret), Problem> {
    let say = Say(mail.person.language);
    let server = server.trim_end_matches('/');
    let stop = web.app().accounts().new_mail_secret()?;
    let stops = format!("{server}/stop/{}", stop.secret().expose_secret());
    let name = called(say, mail.person.name.as_deref().unwrap_or_default());
    let why = match event.taken_off {
        true => "mail-meeting-taken-off-why",
        false => "mail-meeting-why",
    };
    let text = format!(
        "{}\n\n{}\n\n{told}\n\n-- \n{}\n{}\n{}\n{stops}\n",
        say.one("mail-greeting", "name", unlinked(name)),
        say.text(&format!("mail-meeting-{said}")),
        say.text(why),
        say.plain("mail-no-answer"),
        say.plain("mail-stop"),
    );
    let letter = Letter {
        id: letter_id(mail, server),
        to: to.to_owned(),
        subject: say.text(&format!("mail-meeting-{said}-subject")),
        text,
        html: None,
        calendar: Some(Calendar {
            method: event.method(),
            file: event.file(),
        }),
        stop: Some(stops),
    };
    Ok((letter, stop))
}

impl Recipient<'_> {
    /// The entries that answer the reader's own words, as far as they may see them now.
    fn news(&mut self, mail: &Mail) -> Result<Vec<Item>, Problem> {
        let app = self.web.app();
        let mut items: Vec<Item> = Vec::new();
        for (id, sequence) in app.accounts().news_in(mail.id)? {
            let Some(relationship) = app.relationship(id)? else {
                continue;
            };
            let Some(seen) = relationship.seen_by(self.person.id, &relationship) else {
                continue;
            };
            let lines = app.history(id, &seen, sequence..=sequence)?;
            let Some(Told::Open {
                stamp,
                fact,
                erased: false,
                ..
            }) = lines.into_iter().next().map(|line| line.told)
            else {
                continue;
            };
            let Some(news) = seen.news(stamp, &fact) else {
                continue;
            };
            let frame = seen.frame();
            let names = Names::of(app.accounts(), self.say, &frame, [stamp.actor])?;
            let (what, path) = self.told(&names, stamp.actor, frame.consumer, news);
            let Some(link) = self.link(id, &path)? else {
                continue;
            };
            let at = self.called(&seen.frame());
            // What happened to one word several times, and guesses revealed together, are one line.
            if items
                .iter()
                .any(|item| item.what == what && item.link == link)
            {
                continue;
            }
            items.push(Item { what, at, link });
        }
        Ok(items)
    }

    /// What happened, and where one reads and answers it.
    fn told(&self, names: &Names, by: PersonId, consumer: PartyId, news: News) -> (String, String) {
        let by = unlinked(&names.person(by));
        let (what, contribution) = match news {
            News::GuessRevealed { .. } => {
                let party = unlinked(&names.party(consumer).short);
                let what = self.say.one("news-guess_revealed", "party", party);
                return (what, "/reveal".to_owned());
            }
            News::SpokenFor { contribution } => ("news-spoken_for", contribution),
            News::Replied {
                reply,
                kind: ContributionKind::Question,
                ..
            } => ("news-asked", reply),
            News::Replied { reply, .. } => ("news-replied", reply),
            News::SaidBack { contribution } => ("news-said_back", contribution),
            News::Confirmed { contribution } => ("news-confirmed", contribution),
            News::Corrected { contribution } => ("news-corrected", contribution),
            News::Acknowledged { contribution } => ("news-acknowledged", contribution),
            News::Nodded { contribution } => ("news-nodded", contribution),
            News::Answered { contribution } => ("news-answered", contribution),
            News::Amended { proposal } => {
                return (self.say.one("news-amended", "name", by), decision(proposal));
            }
            News::PositionsOpen { proposal } => {
                return (self.say.text("news-positions_open"), decision(proposal));
            }
            News::Objected { proposal } => {
                return (
                    self.say.one("news-objected", "name", by),
                    decision(proposal),
                );
            }
            News::Adopted { proposal } => {
                return (self.say.text("news-adopted"), decision(proposal));
            }
            News::SignatureWithdrawn { version } => {
                let place = format!("/agreement/versions/{version}");
                return (self.say.text("news-signature_withdrawn"), place);
            }
            News::SigningDeclined { version } => {
                let place = format!("/agreement/versions/{version}#declined");
                return (self.say.one("news-signing_declined", "name", by), place);
            }
            News::AskedAgain { proposal } => {
                return (
                    self.say.one("news-asked_again", "name", by),
                    decision(proposal),
                );
            }
        };
        let path = format!("/dialogue/{contribution}");
        (self.say.one(what, "name", by), path)
    }

    /// What needs the reader, across relationships, most consequential first: of each table what its page tells at
    /// once, and at most so many of all. Minutes that they have not read are always among them: nothing else tells
    /// whoever was not there what happened. And how many more there are.
    fn needs(&mut self, at_most: usize) -> Result<(Vec<Item>, usize), Problem> {
        let app = self.web.app();
        let now = Moment(self.now.as_millisecond());
        let summaries = app.summaries_of(self.person.id, now)?;
        let mut found = Vec::new();
        for (id, summary) in &summaries {
            // Where no way leads any more, nothing is told.
            if self.link(*id, "")?.is_none() {
                continue;
            }
            for (place_there, matter) in summary.matters.iter().enumerate() {
                let order = match matter.need {
                    Need::ReadMinutes { .. } => 0,
                    _ if place_there < NEEDS_SHOWN => 1,
                    _ => 2,
                };
                found.push((order, matter.need.rank(), *id, &summary.frame, matter));
            }
        }
        found.sort_by_key(|(order, rank, ..)| (*order, *rank));
        let all = found.len();
        found.truncate(at_most);
        found.retain(|(order, ..)| *order < 2);
        found.sort_by_key(|(_, rank, ..)| *rank);
        let told = |table: &RelationshipId| found.iter().any(|(_, _, id, ..)| id == table);
        self.ways_back.retain(|table, _| told(table));
        let mut items = Vec::new();
        for (_, _, id, frame, matter) in found {
            let Some(link) = self.link(id, &place(&matter.need))? else {
                continue;
            };
            let names = Names::of(app.accounts(), self.say, frame, [])?;
            let (what, at) = (reminder(&names, matter), self.called(frame));
            items.push(Item { what, at, link });
        }
        let more = all - items.len();
        Ok((items, more))
    }

    fn called(&self, frame: &Frame) -> String {
        match &frame.name {
            Some(name) => unlinked(name),
            None => self.say.text("text-erased"),
        }
    }

    /// The way to a place of a relationship: an account signs in there, a guest comes in by their own
    /// invitation; `None` when that has ended.
    fn link(&mut self, id: RelationshipId, path: &str) -> Result<Option<String>, Problem> {
        let place = format!("/r/{id}{path}");
        if !self.person.is_guest() {
            return Ok(Some(format!("{}{place}", self.address)));
        }
        if !self.ways_back.contains_key(&id) {
            let accounts = self.web.app().accounts();
            let Some(way) = accounts.way_back(self.person.id, id, self.now)? else {
                return Ok(None);
            };
            self.ways_back.insert(id, way);
        }
        let secret = self.ways_back[&id].1.secret().expose_secret();
        Ok(Some(format!("{}/i/{secret}?back={place}", self.address)))
    }
}

/// A name on one line, which no mail program takes for a link: somebody who wants one pressed could
/// otherwise give a relationship its name, and our server would carry it.
pub(crate) fn unlinked(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let joins = letters.peek().is_some_and(|next| !next.is_whitespace());
        match letter {
            '.' | ':' | '/' | '@' if joins => text.extend([letter, ' ']),
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text
}

/// Where a meeting is. The address of a video room that is all of it stays whole, as it is in the file for calendars:
/// whoever comes goes there, and it leads where it says, with no letters that look like others and no name before its
/// host. In all else nothing is taken for a link.
fn whole_address(place: &str) -> String {
    let place = place.trim();
    let is_plain = place.starts_with("https://") && place.chars().all(|it| it.is_ascii_graphic());
    let url = Url::parse(place).ok().filter(|_| is_plain);
    let leads_there = |url: &Url| url.username().is_empty() && url.password().is_none();
    match url.is_some_and(|url| leads_there(&url)) {
        true => place.to_owned(),
        false => unlinked(place),
    }
}

impl Body {
    /// The same as the HTML, for whoever reads plain text.
    fn text(&self) -> String {
        let mut text = format!("{}\n", self.greeting);
        for item in &self.items {
            text += &format!("\n{}\n{}\n{}\n", item.what, item.at, item.link);
        }
        if !self.more.is_empty() {
            text += &format!("\n{}\n", self.more);
        }
        let (no_answer, quieter) = (
            self.say.plain("mail-no-answer"),
            self.say.plain("mail-stop"),
        );
        text + &format!(
            "\n-- \n{}\n{no_answer}\n{quieter}\n{}\n",
            self.why, self.stop
        )
    }
}

/// Where a proposal is decided.
fn decision(proposal: ProposalId) -> String {
    format!("/decisions/{proposal}")
}
