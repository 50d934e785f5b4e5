//! What a measure asks of people, answered by link on a phone: one question, two taps, and what happens with it.
//!
//! Whoever comes is a voice, as in a consultation, and these pages know nothing of the table but the question, who asks
//! it, and how often.

use std::sync::Arc;

use accounts::secrecy::ExposeSecret;
use accounts::{ConsultationLink, KnownVoice};
use app::Refused;
use askama::Template;
use domain::ballot::Said;
use domain::ids::*;
use domain::measure::AskedOf;
use domain::view::{AskedView, MeasureView};
use domain::words::{Experience, Rhythm};
use domain::{Command, Day, Moment, PEOPLE_PER_STEP, Refusal, Relationship, act};

use crate::ask::{Answer, Ask, page, see};
use crate::layout::Layout;
use crate::pages::agreement;
use crate::pages::rate::Mark;
use crate::problem::Problem;
use crate::room::Room;
use crate::{cookie, glance, host, qr, voice};

#[derive(Template)]
#[template(path = "asked.html")]
struct Page {
    layout: Layout,
    from: String,
    question: String,
    path: String,
    /// Why nobody can answer; empty where one can.
    over: String,
    /// What this device answered in the period that runs; empty where nothing.
    answered: String,
    thanks: Vec<String>,
    /// How content one is, 0 to 10.
    scale: Option<Mark>,
    /// Lost minutes, as they are sent and as they are said.
    minutes: Vec<(String, String)>,
    legend: String,
    facts: Vec<(String, String)>,
    /// Whether this device has a voice, and so something to take back.
    known: bool,
    withdrawal: String,
}

/// A question, as the holder of the link stands before it.
struct Here {
    path: String,
    link: ConsultationLink,
    relationship: Arc<Relationship>,
    measure: MeasureId,
    asked: AskedOf,
    /// Who of the table looks, where somebody does, and whether they are of the party that is asked.
    seat: Option<(PersonId, bool)>,
    known: Option<KnownVoice>,
}

impl Here {
    fn at(ask: &Ask) -> Result<Self, Problem> {
        let secret: String = ask.param("secret")?;
        let app = ask.web.app();
        let link = app.accounts().behind_consultation_link(&secret)?;
        let link = link.ok_or(Problem::NotFound)?;
        let relationship = app.relationship(link.relationship)?;
        let relationship = relationship.ok_or(Problem::NotFound)?;
        let (measure, asked) = relationship
            .asked_in(link.consultation)
            .map(|(measure, asked)| (measure.id, asked))
            .ok_or(Problem::NotFound)?;
        let visitor = ask.visitor.as_ref().map(|visitor| visitor.person.id);
        let seat = visitor.and_then(|person| {
            let seen = relationship.seen_by(person, &relationship)?;
            let you = seen.frame().you;
            Some((person, you.party == asked.party))
        });
        let known = voice::known(ask, link.consultation, seat.map(|(person, _)| person))?;
        Ok(Self {
            path: format!("/q/{secret}"),
            link,
            relationship,
            measure,
            asked,
            seat,
            known,
        })
    }

    fn period(&self, ask: &Ask) -> Day {
        let app = ask.web.app();
        app.period_now(&self.relationship, self.asked.rhythm)
    }

    /// Why whoever looks cannot answer; `None` where they can.
    fn barred(&self) -> Option<&'static str> {
        let table = &self.relationship;
        let asked = table.asked_in(self.link.consultation);
        if !asked.is_some_and(|(measure, _)| table.takes_answers(measure)) {
            return Some("asked-over");
        }
        let others = self.seat.is_some_and(|(_, theirs)| !theirs);
        others.then_some("voice-not-asked")
    }

    fn question(&self, ask: &Ask) -> String {
        let asked = self.relationship.asked_in(self.link.consultation);
        let name = asked.and_then(|(measure, _)| measure.name.clone());
        name.unwrap_or_else(|| ask.say.text("text-erased"))
    }

    /// What the organisation is called that asks.
    fn from(&self, ask: &Ask) -> Result<String, Problem> {
        let asked = self.relationship.asked_in(self.link.consultation);
        let by = asked.and_then(|(measure, _)| self.relationship.organisation_of(measure.party));
        let by = by.ok_or(Problem::NotFound)?;
        let known = ask.web.app().accounts().organisations(&[by])?;
        Ok(known.get(&by).map(|it| it.name.clone()).unwrap_or_default())
    }
}

/// `GET /q/{secret}`
pub fn show(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let say = ask.say;
    let dates = ask.dates_in(here.relationship.time_zone());
    let (question, first) = (here.question(ask), here.period(ask));
    let period = dates.period(here.asked.rhythm, first);
    let rhythm = here.asked.rhythm.word();
    let answer = match here.known {
        Some(known) => ask
            .web
            .app()
            .answer_of(here.asked.answers, (here.measure, first), known.voice)
            .map_err(Refused::from)?,
        None => None,
    };
    let about = here.asked.about;
    let open = here.barred().is_none();
    let who_runs = host::run_by(&ask.web, say, &host::address(ask));
    let one = match here.seat {
        Some(_) => "asked-one-per-seat",
        None => "asked-one-per-device",
    };
    let minutes = match about {
        Experience::LostTime => about.answers(),
        Experience::Contentment => Vec::new(),
    };
    page(&Page {
        layout: Layout::new(ask, question.clone())?,
        from: here.from(ask)?,
        path: here.path.clone(),
        over: here.barred().map_or_else(String::new, |why| say.text(why)),
        answered: match answer {
            Some(answer) => say.two(
                "asked-you-said",
                ("answer", glance::answered(say, about, answer)),
                ("period", period.clone()),
            ),
            None => String::new(),
        },
        thanks: vec![
            say.two(
                "asked-then",
                ("period", period.clone()),
                ("people", PEOPLE_PER_STEP.to_string()),
            ),
            say.one("asked-again", "rhythm", rhythm),
        ],
        scale: matches!(about, Experience::Contentment).then(|| Mark {
            name: "answer",
            legend: say.text("asked-how-content"),
            hint: say.one("asked-in", "period", &period),
            least: say.text("trust-least"),
            most: say.text("trust-most"),
            look: "",
            before: String::new(),
        }),
        minutes: minutes
            .into_iter()
            .map(|it| (it.to_string(), glance::answered(say, about, it)))
            .collect(),
        legend: say.one("asked-how-much-time", "period", &period),
        facts: vec![
            (
                say.text("voice-who-sees"),
                say.one("asked-seen-by", "people", PEOPLE_PER_STEP),
            ),
            (say.text("asked-one"), say.one(one, "rhythm", rhythm)),
            (say.text("asked-kept"), say.text("asked-kept-what")),
            (say.text("invitation-who-runs"), who_runs),
        ],
        known: open && here.known.is_some(),
        withdrawal: say.one("asked-withdraw-what", "people", PEOPLE_PER_STEP),
        question,
    })
}

/// `POST /q/{secret}`
pub fn answer(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    if here.barred().is_some() {
        return Ok(see(&here.path));
    }
    let chosen = ask.form.parse_field::<u32>("answer").ok();
    // Before anybody is given a voice: few of them begin from one network.
    let chosen = chosen.filter(|answer| here.asked.about.answers().contains(answer));
    let Some(answer) = chosen else {
        let nothing = Problem::Field {
            field: "answer",
            what: "asked-nothing-chosen",
        };
        return ask.mend(nothing, show);
    };
    let begun = match here.known {
        Some(known) => Ok((known, None)),
        None => {
            let seat = here.seat.map(|(person, _)| person);
            voice::begin(ask, &here.relationship, &here.link, seat, None)
        }
    };
    let (known, fresh) = match begun {
        Ok(begun) => begun,
        Err(problem) => return ask.mend_attempt(problem, show),
    };
    let said = Said::Answer {
        period: here.period(ask),
        answer,
    };
    match voice::say(ask, &here.link, known, said) {
        Ok(()) | Err(Problem::Rule(Refusal::NothingNew)) => {}
        Err(Problem::Rule(Refusal::ConsultationOver)) => {
            return Ok(see(&format!("{}?said=asked-late", here.path)));
        }
        Err(problem) => return ask.mend(problem, show),
    }
    let response = see(&here.path);
    Ok(match fresh {
        Some(fresh) => cookie::give_voice(ask, response, &fresh),
        None => response,
    })
}

/// `POST /q/{secret}/withdrawal`: what this device answered is taken back, and nothing leads to it any more.
pub fn withdraw(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let Some(known) = here.known else {
        return Ok(see(&here.path));
    };
    if let Err(problem) = voice::withdraw(ask, &here.link, known) {
        return ask.mend(problem, show);
    }
    Ok(see(&format!("{}?said=asked-withdrawn", here.path)))
}

/// What the page of a measure says of its being asked.
pub(super) struct Asking {
    /// Whose people are asked, about what, how often.
    pub what: String,
    /// The link and a text to send, for whoever speaks for those people; else whose hand it is in.
    pub link: String,
    pub letter: String,
    pub qr: String,
    pub others: String,
    /// That a period is over, for whoever may count it.
    pub count: String,
    /// From when on the period that runs can be counted.
    pub later: String,
    /// What becomes of the answers.
    pub note: String,
}

/// How a measure is asked of people; nothing where it is not.
pub(super) fn asking(room: &Room<'_>, it: &MeasureView) -> Result<Option<Asking>, Problem> {
    let Some(asked) = it.asked else {
        return Ok(None);
    };
    let say = room.say;
    let over = room.ask.moment() >= asked.until && room.seen.is_present();
    let first = room.there.period(asked.rhythm, asked.period);
    let link = match asked.open {
        true => link_of(room, &asked)?,
        false => String::new(),
    };
    let (about, rhythm) = (asked.about.word(), asked.rhythm.word());
    Ok(Some(Asking {
        what: say.with(
            "asking-what",
            &[
                ("party", room.names.on_paper(asked.party)),
                ("about", about.to_owned()),
                ("rhythm", rhythm.to_owned()),
            ],
        ),
        note: say.two(
            "asking-note-of",
            ("about", about.to_owned()),
            ("rhythm", rhythm.to_owned()),
        ),
        qr: match link.is_empty() {
            true => String::new(),
            false => qr::svg(&link, say.plain("consultation-qr")),
        },
        letter: match link.is_empty() {
            true => String::new(),
            false => say.with(
                "asking-letter",
                &[
                    ("question", it.name.clone().unwrap_or_default()),
                    ("link", link.clone()),
                    ("rhythm", rhythm.to_owned()),
                ],
            ),
        },
        others: match link.is_empty() && asked.open {
            true => say.one(
                "consultation-link-of",
                "party",
                room.short(asked.party).to_owned(),
            ),
            false => String::new(),
        },
        count: match over && asked.may_count && asked.open {
            true => say.one("asking-over", "period", &first),
            false => String::new(),
        },
        later: match over {
            true => String::new(),
            false => say.two(
                "asking-runs",
                ("period", first),
                ("day", room.there.day(asked.until)),
            ),
        },
        link,
    }))
}

/// The link by which the reader's own people answer, for whoever speaks for them.
fn link_of(room: &Room<'_>, asked: &AskedView) -> Result<String, Problem> {
    let you = &room.frame.you;
    if you.party != asked.party || !you.speak_for_party || !room.seen.is_present() {
        return Ok(String::new());
    }
    let secret = room
        .ask
        .web
        .app()
        .accounts()
        .consultation_link(ConsultationLink {
            consultation: asked.answers,
            relationship: room.id,
            party: asked.party,
        });
    // Pages go on while nothing can be written.
    Ok(secret.map_or_else(
        |_| String::new(),
        |secret| format!("{}/q/{}", host::address(room.ask), secret.expose_secret()),
    ))
}

/// `POST …/outcomes/{outcome}/questions`: a party's people are asked.
pub(crate) fn ask_people(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let target = agreement::thousandths(ask.say, form.text("target")).ok_or(Problem::Field {
        field: "target",
        what: "problem-target",
    })?;
    let rhythm = form.word("rhythm", Rhythm::from_word)?;
    let seen = ask.seen()?;
    let today = ask.dates_in(seen.time_zone()).today();
    Ok(Command::from(act::AskPeople {
        outcome: ask.param("outcome")?,
        party: form.parse_field("party")?,
        about: form.word("about", Experience::from_word)?,
        question: form.text("question").to_owned(),
        target,
        rhythm,
        period: rhythm.begin_of(today),
    }))
}

/// Where the measure is that people are asked.
pub(crate) fn to_asked(ask: &Ask, done: &app::Done) -> String {
    let made = done.facts.iter().flat_map(domain::Fact::made).next();
    let id = made.map(|made| made.id).unwrap_or_default();
    ask.fill(&format!(
        "/r/{{relationship}}/measures/{id}?said=people-asked"
    ))
}

/// `POST …/measures/{measure}/count`
pub(crate) fn count(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::CountAnswers {
        measure: ask.param("measure")?,
    }))
}

/// What is told of a measure of which there is no figure: whether nothing was counted, or too few people answered.
pub(super) fn none_told(room: &Room<'_>, asked: &AskedView) -> String {
    match asked.counted {
        None => room.say.text("measure-none-counted"),
        Some(counted) => {
            let period = room.there.period(asked.rhythm, counted);
            room.say.one("measure-too-few-counted", "period", period)
        }
    }
}

/// A period of a measure's readings, for tables: “June 2026”.
pub(crate) fn period_of(room: &Room<'_>, asked: &AskedView, at: Moment) -> String {
    let day = room.there.day_of(at);
    room.there.period(asked.rhythm, asked.rhythm.begin_of(day))
}
