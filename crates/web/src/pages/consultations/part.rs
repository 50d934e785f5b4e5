//! Taking part in a consultation by its link, on a phone and without an account.
//!
//! Whoever comes is a voice, and their device keeps its secret in a cookie. These pages know nothing of the
//! table but what the link gives ([`Asked`]), and nothing of others but figures of five people and more.

use std::sync::Arc;

use accounts::{ConsultationLink, KnownVoice};
use app::Cursor;
use app::ballots::results::FEWEST;
use askama::Template;
use axum::response::Response;
use domain::ballot::{Ballot, Said, Voice};
use domain::ids::*;
use domain::view::Asked;
use domain::words::{Moderation, Showing, Tongue, Vote};
use domain::{Refusal, Relationship};

use super::map::{Line, PartyTold, Reading, Results, lang, mark, no_map};
use super::one::unseen_of_few;
use crate::ask::{Answer, Ask, page, see};
use crate::dates::Dates;
use crate::layout::{Drafts, Layout};
use crate::problem::Problem;
use crate::{cookie, host, markdown, voice};

/// Segments of the bar that says how far one is.
const SEGMENTS: usize = 8;
/// What a page says of whoever has just withdrawn.
const WITHDRAWN: &str = "voice-withdrawn";
/// Reasons told for a group.
const REASONS: usize = 3;

#[derive(Template)]
#[template(path = "voice_welcome.html")]
struct WelcomePage {
    layout: Layout,
    from: String,
    asks: String,
    question: String,
    /// Its language, where it is another one than the page's.
    question_lang: &'static str,
    facts: Vec<(String, String)>,
    rules: String,
    path: String,
    open: bool,
    /// Whether this device has a voice already.
    goes_on: bool,
    over: String,
}

#[derive(Template)]
#[template(path = "voice_next.html")]
struct NextPage {
    layout: Layout,
    from: String,
    place: String,
    way: Vec<&'static str>,
    path: String,
    question: String,
    /// Its language, where it is another one than the page's.
    question_lang: &'static str,
    statement: u64,
    words: String,
    lang: &'static str,
    origin: String,
    adding: bool,
    adding_note: String,
}

#[derive(Template)]
#[template(path = "voice_mine.html")]
struct MinePage {
    layout: Layout,
    from: String,
    question: String,
    /// Its language, where it is another one than the page's.
    question_lang: &'static str,
    path: String,
    open: bool,
    more: bool,
    /// “Your answers are closest to group B”, or why there is no group to tell.
    group: String,
    mark: String,
    reasons: Vec<String>,
    answers: Vec<AnswerLine>,
    added: Vec<AddedLine>,
    adding: bool,
    adding_note: String,
    shared: Vec<Line>,
    /// Why nothing shared is told.
    unshared: String,
    withdrawal: String,
    /// A statement that came after the end; empty where none did.
    late: String,
}

/// What one said to a statement.
struct AnswerLine {
    statement: u64,
    words: String,
    lang: &'static str,
    vote: &'static str,
    said: String,
    /// Whether it counts no more: the statement was left out.
    left_out: bool,
}

/// A statement that one added, and what became of it.
struct AddedLine {
    words: String,
    state: String,
    why: String,
}

#[derive(Template)]
#[template(path = "voice_all.html")]
struct AllPage {
    layout: Layout,
    from: String,
    question: String,
    /// Its language, where it is another one than the page's.
    question_lang: &'static str,
    path: String,
    open: bool,
    results: Option<Results>,
    unseen: String,
    left_out: String,
}

/// A consultation, as the holder of the link stands before it.
struct Here {
    path: String,
    link: ConsultationLink,
    relationship: Arc<Relationship>,
    ballot: Option<Arc<Ballot>>,
    /// The link, where it works once: its secret, and whether it was used.
    letter: Option<(String, bool)>,
    /// Who of the table looks, where somebody does.
    seat: Option<AtTable>,
    known: Option<KnownVoice>,
}

/// Somebody who sits at the table and came by a link.
#[derive(Clone, Copy)]
struct AtTable {
    person: PersonId,
    /// Their party, where they take part for it.
    party: Option<PartyId>,
    /// Whether they sit where people speak off the record: what they type is not recorded anywhere.
    off_record: bool,
}

impl Here {
    fn at(ask: &Ask) -> Result<Self, Problem> {
        let secret: String = ask.param("secret")?;
        let app = ask.web.app();
        let letter = app.accounts().consultation_letter(&secret)?;
        let link = match letter {
            Some(letter) => Some(letter.link),
            None => app.accounts().behind_consultation_link(&secret)?,
        };
        let link = link.ok_or(Problem::NotFound)?;
        let relationship = app.relationship(link.relationship)?;
        let relationship = relationship.ok_or(Problem::NotFound)?;
        let asked = relationship.asked(link.consultation);
        let asked = asked.ok_or(Problem::NotFound)?;
        let ballot = app.ballot(link.relationship, &asked)?;
        let visitor = ask.visitor.as_ref().map(|visitor| visitor.person.id);
        let seat = visitor.and_then(|person| {
            let seen = relationship.seen_by(person, &relationship)?;
            let party = seen.takes_part(link.consultation);
            Some(AtTable {
                person,
                party,
                off_record: seen.is_off_record(),
            })
        });
        let known = voice::known(ask, link.consultation, seat.map(|seat| seat.person))?;
        // Whoever sits here takes part for their own party, by whichever link they came.
        let party = seat.and_then(|seat| seat.party).unwrap_or(link.party);
        let link = ConsultationLink { party, ..link };
        Ok(Self {
            letter: letter.map(|letter| (secret.clone(), letter.used)),
            seat,
            path: format!("/c/{secret}"),
            link,
            relationship,
            ballot,
            known,
        })
    }

    fn asked(&self) -> Result<Asked<'_>, Problem> {
        let asked = self.relationship.asked(self.link.consultation);
        asked.ok_or(Problem::NotFound)
    }

    /// Why whoever looks cannot begin here; `None` where they can, or have.
    fn barred(&self, ask: &Ask) -> Result<Option<&'static str>, Problem> {
        if self.known.is_some() {
            return Ok(None);
        }
        Ok(match (self.seat, &self.letter) {
            // Nobody speaks for another party's people.
            (Some(seat), _) => seat.party.is_none().then_some("voice-not-asked"),
            (None, Some((_, true))) => Some(match ask.query.text("said") {
                WITHDRAWN => "voice-link-withdrawn",
                _ => "voice-link-used",
            }),
            (None, Some(_)) => None,
            (None, None) => {
                let letters_only = self.asked()?.consultation.letters_only;
                letters_only.then_some("voice-by-letter")
            }
        })
    }

    fn is_open(&self, ask: &Ask) -> Result<bool, Problem> {
        let ended = self.ballot.as_ref().is_some_and(|ballot| ballot.ended);
        Ok(!ended && self.asked()?.is_open(ask.web.app().now()))
    }

    /// What this device's voice said so far.
    fn voice(&self) -> Option<&Arc<Voice>> {
        self.ballot.as_ref()?.voices.get(&self.known?.voice)
    }

    /// The statements that are shown, by number.
    fn shown(&self) -> Result<Vec<u64>, Problem> {
        let asked = self.asked()?;
        Ok(match &self.ballot {
            Some(ballot) => ballot.shown(asked.consultation),
            // Nobody has said anything: what it begins with.
            None => (1..=asked.consultation.seeded)
                .filter(|it| {
                    asked.consultation.is_shown(*it) && asked.consultation.seed(*it).is_some()
                })
                .collect(),
        })
    }

    /// The language of a statement, where it is another one than the page's.
    fn lang(&self, ask: &Ask, statement: u64) -> Result<&'static str, Problem> {
        let asked = self.asked()?;
        let tongue = match &self.ballot {
            Some(ballot) => ballot.language(asked.consultation, statement),
            None => asked.consultation.language,
        };
        Ok(lang(ask, tongue))
    }

    /// The frame of a page of whoever takes part: the browser keeps what they typed and have not sent.
    fn layout(&self, ask: &Ask) -> Result<Layout, Problem> {
        let mut layout = Layout::new(ask, self.question(ask)?)?;
        if let (None, Some(known)) = (&layout.drafts, self.known) {
            layout.drafts = Drafts::of(ask, PersonId(known.voice.0));
        }
        Ok(layout)
    }

    /// Follows the views of the votes from the page that shows so many of them.
    fn follow(&self, layout: &mut Layout, views: usize) {
        if self.known.is_some() {
            let stream = format!("{}/live?view={views}", self.path);
            layout.follows = Some((stream, Cursor::default()));
        }
    }

    fn words(&self, statement: u64) -> Result<Option<String>, Problem> {
        let asked = self.asked()?;
        let words = match &self.ballot {
            Some(ballot) => ballot.words(asked.consultation, statement),
            None => asked.consultation.seed(statement),
        };
        Ok(words.map(str::to_owned))
    }

    /// What the organisation is called that asks.
    fn from(&self, ask: &Ask) -> Result<String, Problem> {
        let by = self.asked()?.by;
        let known = ask.web.app().accounts().organisations(&[by])?;
        Ok(known.get(&by).map(|it| it.name.clone()).unwrap_or_default())
    }

    /// What the parties are called whose people are asked.
    fn parties(&self, ask: &Ask) -> Result<Vec<PartyTold>, Problem> {
        let asked = self.asked()?;
        let homes: Vec<_> = asked.organisations.iter().map(|(_, home)| *home).collect();
        let known = ask.web.app().accounts().organisations(&homes)?;
        let name = |home: &OrganisationId| known.get(home).map(|it| it.name.clone());
        let parties = asked.organisations.iter();
        Ok(parties
            .map(|(party, home)| PartyTold {
                id: *party,
                name: name(home).unwrap_or_default(),
                look: "",
            })
            .collect())
    }

    /// Which parties' people left out how many statements.
    fn left_out_by(&self, ask: &Ask) -> Result<String, Problem> {
        let asked = self.asked()?;
        let homes: Vec<_> = asked.left_out.iter().map(|(_, home, _)| *home).collect();
        let known = ask.web.app().accounts().organisations(&homes)?;
        let each = asked.left_out.iter().map(|(_, home, count)| {
            let name = known.get(home).map(|it| it.name.clone());
            format!("{} {count}", name.unwrap_or_default())
        });
        Ok(each.collect::<Vec<_>>().join(", "))
    }

    fn dates(&self, ask: &Ask) -> Result<Dates, Problem> {
        Ok(ask.dates_in(self.asked()?.time_zone))
    }

    fn until(&self, ask: &Ask) -> Result<String, Problem> {
        let day = self.asked()?.consultation.until.0;
        Ok(self.dates(ask)?.on(day))
    }

    fn question(&self, ask: &Ask) -> Result<String, Problem> {
        let question = self.asked()?.consultation.question.clone();
        Ok(question.unwrap_or_else(|| ask.say.text("text-erased")))
    }

    /// The statement that this device is shown next: of those it did not answer, the one that tells most.
    fn next(&self, ask: &Ask) -> Result<Option<u64>, Problem> {
        let asked = self.asked()?;
        let voice = self.voice();
        let shown = self.shown()?;
        let open = shown
            .iter()
            .filter(|it| voice.is_none_or(|voice| voice.vote_on(**it).is_none()));
        let app = ask.web.app();
        let drawn = self
            .ballot
            .as_ref()
            .and_then(|ballot| app.drawn(&asked, ballot));
        // Of statements that tell as much, not everybody begins with the same.
        let turn = self.known.map_or(0, |known| known.voice.0.as_u128() as u64);
        let count = shown.len().max(1) as u64;
        let rank = |it: u64| {
            let known = drawn.as_ref().map_or(0.0, |drawn| drawn.priority(it));
            (known, (it.wrapping_add(turn % count)) % count)
        };
        let ranked = open.map(|it| (rank(*it), *it));
        let best = ranked.reduce(|best, other| {
            let later = other
                .0
                .0
                .total_cmp(&best.0.0)
                .then(best.0.1.cmp(&other.0.1));
            if later.is_gt() { other } else { best }
        });
        Ok(best.map(|(_, it)| it))
    }
}

/// `GET /c/{secret}`
pub fn welcome(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let say = ask.say;
    let asked = here.asked()?;
    let question = here.question(ask)?;
    let open = here.is_open(ask)?;
    let until = here.until(ask)?;
    let from = here.from(ask)?;
    let count = here.shown()?.len();
    let who_runs = host::run_by(&ask.web, say, &host::address(ask));
    let mut facts = vec![
        (say.text("voice-how-long"), say.count("voice-long", count)),
        (say.text("voice-until"), until.clone()),
        (say.text("voice-who-sees"), say.text("voice-seen-by")),
        (
            say.text("voice-one"),
            say.text(match here.seat {
                Some(_) => "voice-one-per-seat",
                None if here.letter.is_some() => "voice-one-per-letter",
                None => "voice-one-per-device",
            }),
        ),
        (say.text("invitation-who-runs"), who_runs),
    ];
    if asked.consultation.showing == Showing::AtEnd {
        let at_end = say.one("voice-shown-at-end", "day", &until);
        facts.insert(2, (say.text("voice-when-seen"), at_end));
    }
    page(&WelcomePage {
        question_lang: lang(ask, asked.consultation.language),
        layout: Layout::new(ask, question.clone())?,
        asks: say.text("voice-asks"),
        facts,
        rules: match asked.consultation.adding {
            true => {
                let rules = asked.consultation.rules.clone();
                markdown::to_html(&rules.unwrap_or_else(|| say.text("text-erased")))
            }
            false => String::new(),
        },
        over: match here.barred(ask)? {
            Some(why) if open => say.text(why),
            _ => say.one("voice-over", "day", &until),
        },
        path: here.path.clone(),
        goes_on: here.known.is_some(),
        open: open && here.barred(ask)?.is_none(),
        question,
        from,
    })
}

/// `POST /c/{secret}`: the device gets a voice.
pub fn begin(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    if !here.is_open(ask)? || here.barred(ask)?.is_some() {
        return Ok(see(&here.path));
    }
    let letter = here.letter.as_ref().map(|(letter, _)| letter.as_str());
    let seat = here.seat.map(|seat| seat.person);
    let begun = voice::begin(ask, &here.relationship, &here.link, seat, letter);
    let fresh = match begun {
        Ok((_, fresh)) => fresh,
        Err(problem) => return ask.mend_attempt(problem, welcome),
    };
    let response = see(&format!("{}/next", here.path));
    Ok(match fresh {
        Some(fresh) => cookie::give_voice(ask, response, &fresh),
        None => response,
    })
}

/// `GET /c/{secret}/next`: one statement.
pub fn next(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    if here.known.is_none() {
        return Ok(see(&here.path));
    }
    if !here.is_open(ask)? {
        return Ok(see(&format!("{}/mine", here.path)));
    }
    let next = here.next(ask)?;
    let Some(statement) = next else {
        return Ok(see(&format!("{}/mine?said=voice-all", here.path)));
    };
    let (say, asked) = (ask.say, here.asked()?);
    let shown = here.shown()?.len();
    let answered = here.voice().map_or(0, |voice| voice.votes.len());
    let seeded = statement <= asked.consultation.seeded;
    let question = here.question(ask)?;
    page(&NextPage {
        question_lang: lang(ask, asked.consultation.language),
        layout: here.layout(ask)?,
        from: here.from(ask)?,
        place: say.two(
            "voice-place",
            ("here", (answered + 1).to_string()),
            ("all", shown.max(answered + 1).to_string()),
        ),
        way: way(answered, shown),
        path: here.path.clone(),
        words: here.words(statement)?.unwrap_or_default(),
        lang: here.lang(ask, statement)?,
        origin: say.text(match seeded {
            true => "statement-from-table",
            false => "statement-from-people",
        }),
        adding: asked.consultation.adding,
        adding_note: adding_note(ask, &asked),
        statement,
        question,
    })
}

fn way(answered: usize, shown: usize) -> Vec<&'static str> {
    let segments = SEGMENTS.min(shown.max(1));
    let done = answered * segments / shown.max(1);
    (0..segments)
        .map(|at| match at.cmp(&done) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "here",
            std::cmp::Ordering::Greater => "",
        })
        .collect()
}

fn adding_note(ask: &Ask, asked: &Asked<'_>) -> String {
    ask.say.text(match asked.consultation.moderation {
        Moderation::Before => "voice-add-before",
        Moderation::After => "voice-add-after",
    })
}

/// `POST /c/{secret}/votes`
pub fn vote(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let Some(known) = here.known else {
        return Ok(see(&here.path));
    };
    let back = match ask.form.text("from") {
        "mine" => format!("{}/mine", here.path),
        _ => format!("{}/next", here.path),
    };
    let said = ask.form.parse_field("statement").and_then(|statement| {
        let vote = ask.form.word("vote", Vote::from_word)?;
        Ok(Said::Vote { statement, vote })
    });
    match said.and_then(|said| voice::say(ask, &here.link, known, said)) {
        // A statement that was left out meanwhile is passed over.
        Ok(()) | Err(Problem::Rule(Refusal::NothingNew | Refusal::Unknown { .. })) => {
            Ok(see(&back))
        }
        Err(Problem::Rule(Refusal::ConsultationOver)) => Ok(too_late(&here)),
        Err(problem) => ask.mend(problem, asking(&here, ask)?),
    }
}

/// The page on which one answers; where no statement is left, that of one's own answers.
fn asking(here: &Here, ask: &Ask) -> Result<fn(&Ask) -> Answer, Problem> {
    Ok(match here.next(ask)? {
        Some(_) => next,
        None => mine,
    })
}

/// Where one reads that it ended before one's answer came.
fn too_late(here: &Here) -> Response {
    see(&format!("{}/mine?said=voice-late", here.path))
}

/// `POST /c/{secret}/statements`
pub fn add(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let Some(known) = here.known else {
        return Ok(cookie::keep_typed(see(&here.path)));
    };
    let text = ask.form.text("text").to_owned();
    let language = Tongue::from_word(ask.say.code());
    let counted = match here.seat {
        Some(seat) if seat.off_record => Err(Problem::Rule(Refusal::OffRecord)),
        Some(_) => Ok(()),
        None => {
            let accounts = ask.web.app().accounts();
            let counted = accounts.count_statement(ask.remote, ask.timestamp());
            counted.map_err(Problem::from)
        }
    };
    let added =
        counted.and_then(|()| voice::say(ask, &here.link, known, Said::Add { text, language }));
    let from = ask.form.text("from");
    match added {
        Ok(()) => {
            let said = match here.asked()?.consultation.moderation {
                Moderation::Before => "voice-added-waits",
                Moderation::After => "voice-added",
            };
            let page = if from == "mine" { "mine" } else { "next" };
            Ok(see(&format!("{}/{page}?said={said}", here.path)))
        }
        // What was typed stays to be read, and copied elsewhere.
        Err(problem @ Problem::Rule(Refusal::ConsultationOver)) => ask.mend(problem, mine),
        Err(problem) if from == "mine" => ask.mend(problem, mine),
        Err(problem) => ask.mend(problem, asking(&here, ask)?),
    }
}

/// `GET /c/{secret}/mine`: my group and why, what I said, what all share.
pub fn mine(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let Some(known) = here.known else {
        return Ok(see(&here.path));
    };
    let (say, asked) = (ask.say, here.asked()?);
    let app = ask.web.app();
    let own = here.voice().map(|voice| &**voice);
    let parties = here.parties(ask)?;
    let until = here.until(ask)?;
    let group;
    let (mut mark_of, mut reasons) = (String::new(), Vec::new());
    let (mut shared, mut unshared) = (Vec::new(), String::new());
    let drawn = here
        .ballot
        .as_ref()
        .and_then(|ballot| app.drawn(&asked, ballot));
    let open = here.is_open(ask)?;
    let views = drawn.as_ref().map_or(0, |drawn| drawn.steps());
    match (&here.ballot, drawn) {
        (Some(ballot), Some(drawn)) => {
            let reading = Reading {
                ask,
                consultation: asked.consultation,
                ballot,
                own,
                parties: &parties,
                place: String::new(),
                laid_over: false,
            };
            let figures = drawn.figures(asked.consultation, ballot);
            shared = reading.shared(&figures);
            unshared = reading.unshared(&figures);
            let closest = own.and_then(|own| drawn.closest(&figures, own));
            match closest {
                Some(place) if figures.groups.len() > 1 => {
                    let mine = &figures.groups[place];
                    group = say.two(
                        "voice-group",
                        ("group", reading.group(mine.letter)),
                        ("people", say.count("map-people", mine.people)),
                    );
                    mark_of = mark(mine.letter);
                    reasons = why(&reading, mine, own);
                }
                Some(_) => group = say.text("voice-one-group"),
                None if drawn.map.is_ok() => {
                    let answered = own.map_or(0, |own| own.votes.len());
                    group = say.text(match open {
                        true if answered >= FEWEST => "voice-group-untold",
                        false if answered >= FEWEST => "voice-group-untold-over",
                        true => "voice-group-later",
                        false => "voice-group-few",
                    });
                }
                None => {
                    let few = drawn.map.as_ref().err();
                    group = few.map_or_else(String::new, |few| no_map(ask, !open, few));
                }
            }
        }
        _ if open && asked.consultation.showing == Showing::AtEnd => {
            group = say.one("voice-shown-at-end", "day", &until);
        }
        (ballot, _) => group = say.text(unseen_of_few(open, ballot.as_deref())),
    }
    let voices = own.map(|voice| voice.votes.as_slice()).unwrap_or_default();
    let mut answers = Vec::new();
    let is_shown: Vec<u64> = here.shown()?;
    for (statement, vote) in voices {
        let left_out = !is_shown.contains(statement);
        // What it began with and one answered stays to be read; what somebody said and should not have does not.
        let seeded = *statement <= asked.consultation.seeded;
        if let Some(words) = here.words(*statement)?
            && (!left_out || seeded)
        {
            answers.push(AnswerLine {
                statement: *statement,
                words,
                lang: here.lang(ask, *statement)?,
                vote: vote.word(),
                said: say.text(&format!("vote-you-{}", vote.word())),
                left_out,
            });
        }
    }
    let added = added(ask, &here, known)?;
    let question = here.question(ask)?;
    let mut layout = here.layout(ask)?;
    here.follow(&mut layout, views);
    let late = match open {
        true => String::new(),
        false => layout.draft.value("add", "text", ""),
    };
    page(&MinePage {
        question_lang: lang(ask, asked.consultation.language),
        layout,
        from: here.from(ask)?,
        path: here.path.clone(),
        more: open && here.next(ask)?.is_some(),
        adding: open && asked.consultation.adding,
        adding_note: adding_note(ask, &asked),
        withdrawal: say.text("voice-withdraw-what"),
        late,
        open,
        question,
        group,
        mark: mark_of,
        reasons,
        answers,
        added,
        shared,
        unshared,
    })
}

/// What somebody has in common with most of their group, and others do not say.
fn why(
    reading: &Reading<'_>,
    group: &app::ballots::results::Group,
    own: Option<&Voice>,
) -> Vec<String> {
    let says = group.says.iter();
    let alike = says.filter(|saying| {
        own.and_then(|voice| voice.vote_on(saying.statement)) == Some(saying.vote)
    });
    let told = alike.map(|saying| {
        let key = match saying.vote {
            Vote::Disagree => "voice-why-disagree",
            _ => "voice-why-agree",
        };
        reading.ask.say.with(
            key,
            &[
                (
                    "words",
                    reading
                        .words(saying.statement)
                        .trim_end_matches('.')
                        .to_owned(),
                ),
                ("said", saying.said.to_string()),
                ("asked", saying.asked.to_string()),
            ],
        )
    });
    told.take(REASONS).collect()
}

fn added(ask: &Ask, here: &Here, known: KnownVoice) -> Result<Vec<AddedLine>, Problem> {
    let consultation = here.asked()?.consultation;
    let open = here.is_open(ask)?;
    let added = here.ballot.iter().flat_map(|ballot| &ballot.added);
    let own = added.filter(|added| added.voice == known.voice);
    let lines = own.filter_map(|added| {
        let decided = consultation.moderated.get(&added.statement);
        let rejected = decided.filter(|decided| decided.rejected);
        let state = match (rejected.is_some(), consultation.is_shown(added.statement)) {
            (true, _) => "voice-added-rejected",
            (false, true) => "voice-added-shown",
            (false, false) if open => "voice-added-waiting",
            (false, false) => "voice-added-unseen",
        };
        Some(AddedLine {
            words: added.text.clone()?,
            state: ask.say.text(state),
            why: rejected
                .map(|decided| {
                    let why = decided.why.clone();
                    why.unwrap_or_else(|| ask.say.text("text-erased"))
                })
                .unwrap_or_default(),
        })
    });
    Ok(lines.collect())
}

/// `GET /c/{secret}/all`: what others say.
pub fn all(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let (say, asked) = (ask.say, here.asked()?);
    let app = ask.web.app();
    let parties = here.parties(ask)?;
    let drawn = here
        .ballot
        .as_ref()
        .and_then(|ballot| app.drawn(&asked, ballot));
    let views = drawn.as_ref().map_or(0, |drawn| drawn.steps());
    let results = here.ballot.as_ref().zip(drawn).map(|(ballot, drawn)| {
        let reading = Reading {
            ask,
            consultation: asked.consultation,
            ballot,
            own: here.voice().map(|voice| &**voice),
            parties: &parties,
            place: String::new(),
            laid_over: ask.query.has("parties"),
        };
        reading.results(&drawn)
    });
    let open = here.is_open(ask)?;
    let question = here.question(ask)?;
    let until = here.until(ask)?;
    let mut layout = Layout::new(ask, question.clone())?;
    here.follow(&mut layout, views);
    page(&AllPage {
        question_lang: lang(ask, asked.consultation.language),
        layout,
        from: here.from(ask)?,
        path: here.path.clone(),
        unseen: match asked.consultation.showing {
            Showing::AtEnd if open => say.one("voice-shown-at-end", "day", until),
            _ => say.text(unseen_of_few(open, here.ballot.as_deref())),
        },
        left_out: match asked.consultation.rejected() {
            0 => String::new(),
            some => say.two(
                "consultation-left-out-by",
                ("sentence", say.count("consultation-left-out", some)),
                ("parties", here.left_out_by(ask)?),
            ),
        },
        open: open && here.known.is_some() && here.next(ask)?.is_some(),
        results,
        question,
    })
}

/// `GET /c/{secret}/live`: that the votes of five people more can be seen, and nothing else.
pub fn live(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let Some(known) = here.known else {
        return Ok(see(&here.path));
    };
    let views = ask.query.text("view").parse().unwrap_or_default();
    crate::live::follow_views(ask, here.link.consultation, known.voice, views)
}

/// `POST /c/{secret}/withdrawal`: all that this device said is withdrawn, and nothing leads to it any more.
pub fn withdraw(ask: &Ask) -> Answer {
    let here = Here::at(ask)?;
    let Some(known) = here.known else {
        return Ok(see(&here.path));
    };
    if let Err(problem) = voice::withdraw(ask, &here.link, known) {
        return ask.mend(problem, mine);
    }
    Ok(see(&format!("{}?said={WITHDRAWN}", here.path)))
}
