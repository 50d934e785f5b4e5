//! One proposal: where the table stands, what objections say, how it came here, and where oneself stands.

use std::collections::BTreeSet;

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::proposal::stall::Stall;
use domain::proposal::stall_key;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, act};

use super::export::said_at;
use super::href;
use crate::apart::{Words, apart};
use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::pages::consultations::statement::{Evidence, evidence};
use crate::problem::Problem;
use crate::room::Room;

/// Characters of a word that a proposal comes from.
const EXCERPT: usize = 120;

#[derive(Template)]
#[template(path = "proposal.html")]
struct Page {
    layout: Layout,
    /// Where its forms are sent.
    place: String,
    version: u64,
    kicker: String,
    title: String,
    serves: Vec<(String, String)>,
    /// What it costs whom, that it is a trial, when it is looked at again.
    terms: Vec<String>,
    html: String,
    said_by: String,
    state: &'static str,
    /// Why nobody's position is shown, or why it is not decided yet.
    state_note: String,
    may_count: bool,
    /// Whether that adopts it, nothing being in the way any more.
    complete: bool,
    silence: String,
    stands: Vec<Row>,
    objections: Vec<Objection>,
    changes: Vec<Change>,
    stall: Option<Stalled>,
    criteria: Vec<(PartyLabel, String, String)>,
    /// Whether the day has come on which it is looked at again, a party has not said how it went, and the reader may.
    review_due: bool,
    /// How it went, as parties said.
    reviews: Vec<Said>,
    followed_by: Vec<(String, String)>,
    follow: String,
    /// Where something is promised of it; empty where it is not adopted, or the reader promises nothing.
    promise: String,
    yours: Option<Yours>,
    came: Vec<Came>,
    principle: Option<Asked>,
    principles: Vec<Asked>,
    answers: Vec<(String, String, String)>,
    said: Vec<Said>,
    /// What many said that lies beside it.
    evidence: Vec<Evidence>,
    /// What can be said about it: word and text.
    kinds: Vec<(&'static str, String)>,
    round: String,
    may_call_round: bool,
    round_at: String,
    may_amend: bool,
    may_withdraw: bool,
    md: String,
    pdf: String,
    /// Which characters the PDF prints as numbers.
    not_drawn: String,
}

/// Where a party stands.
struct Row {
    party: PartyLabel,
    headline: String,
    /// Who stands there, and their words.
    people: Vec<Stander>,
    note: String,
    tag: String,
    look: &'static str,
    /// Where it is asked again, and where one agrees to decide without it.
    ask: String,
    without: String,
    without_note: String,
}

/// Where a person stands.
struct Stander {
    who: String,
    words: String,
}

/// An objection, open or given up.
struct Objection {
    heading: String,
    tag: String,
    look: &'static str,
    by: String,
    party: PartyLabel,
    harm: String,
    harms: Option<(String, String)>,
    workable: String,
    why: String,
    pieces: Vec<Vec<Words>>,
    hearing: Option<Hearing>,
}

/// How far an objection is heard.
struct Hearing {
    /// The entry with which somebody objected.
    objection: u64,
    /// “Heard by Meridian”; empty before anybody has.
    heard_by: String,
    tellings: Vec<Told>,
    may_say_back: bool,
    /// Whose objection it is.
    who: String,
}

/// An objection as another party understood it.
struct Told {
    id: ReflectionId,
    party: PartyLabel,
    who: String,
    words: String,
    correction: String,
    may_answer: bool,
    /// Whether it may still be said what is not quite so.
    may_correct: bool,
    may_acknowledge: bool,
}

/// What an amendment changed.
struct Change {
    heading: String,
    said: String,
    pieces: Vec<Vec<Words>>,
    terms: Vec<String>,
}

/// That it goes round in circles, and the ways out.
struct Stalled {
    sentence: String,
    signs: Vec<String>,
    key: String,
    smaller: String,
    split: String,
    /// Where many can be asked; empty for whoever may not.
    many: String,
    third: String,
}

/// The viewer's own position, and what they can take.
struct Yours {
    /// Where they stand now; empty where they have not said.
    stand: String,
    words: String,
    note: String,
    may_take: bool,
    may_keep: bool,
    may_claim: bool,
    /// Whether they have not said where they stand, or of earlier words.
    asked: bool,
    cost: String,
    /// Whether they give up an objection with any other position.
    objects: bool,
    stances: Vec<Take>,
    harms: Vec<(String, String)>,
    open: bool,
}

/// A position that can be taken.
struct Take {
    word: &'static str,
    form: String,
    anchor: String,
    text: String,
    note: String,
}

/// A step on the way here.
struct Came {
    heading: String,
    href: String,
    text: String,
}

/// A guiding principle.
struct Asked {
    word: &'static str,
    name: String,
    question: String,
}

/// Something said about it.
struct Said {
    id: ContributionId,
    href: String,
    party: PartyLabel,
    who: String,
    kind: String,
    at: domain::Moment,
    html: String,
    condition: String,
    deep: bool,
}

/// `GET …/decisions/{proposal}`
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: ProposalId = ask.param("proposal")?;
    let view = room
        .seen
        .proposal(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    name_all(&mut room, &view)?;
    let title = room.or_erased(view.version.title.as_ref());
    let layout = room.layout(title.clone())?;
    let place = format!("{}/decisions/{id}", room.base);
    let serves = view.version.outcomes.iter().map(|outcome| {
        let statement = room.seen.outcome_statement(*outcome);
        let statement = room.or_erased(statement.as_ref());
        (room.to(format_args!("outcomes/{outcome}")), statement)
    });
    let principles = Principle::ALL
        .iter()
        .map(|principle| asked(&room, *principle));
    let mut principles: Vec<Asked> = principles.collect();
    let fits = principles
        .iter()
        .position(|it| it.word == view.principle.word());
    let principle = fits
        .map(|fits| principles.remove(fits))
        .filter(|_| view.may_answer);
    let open = is_open(&view);
    let (reviews, talk): (Vec<_>, Vec<_>) =
        words_about(&view).partition(|(_, of_review)| *of_review);
    page(&Page {
        version: view.version.number,
        kicker: kicker(&room, &view),
        serves: serves.collect(),
        terms: terms(&room, &view.version),
        html: markdown::to_html(&room.or_erased(view.version.text.as_ref())),
        said_by: match opened_by(&room, &view) {
            opened if opened.is_empty() => by(&room, &view.version),
            opened => format!("{} · {opened}", by(&room, &view.version)),
        },
        state: match view.state {
            ProposalState::Blind => "blind",
            ProposalState::Open => "open",
            ProposalState::Adopted => "adopted",
            ProposalState::Withdrawn => "withdrawn",
        },
        state_note: state_note(&room, &view),
        may_count: view.may_count,
        complete: view.complete,
        silence: format!("{place}/silence"),
        stands: view
            .parties
            .iter()
            .map(|it| stand(&room, &view, it, &place))
            .collect(),
        objections: objections(&room, &view),
        changes: changes(&room, &view),
        stall: view
            .stall
            .as_ref()
            .map(|stall| stalled(&room, &view, stall)),
        criteria: view
            .criteria
            .iter()
            .map(|it| {
                let words = told(&room, it, it.words.as_ref());
                (
                    room.names.party(it.party).clone(),
                    taker(&room, it, room.names.person(it.person)),
                    words,
                )
            })
            .collect(),
        review_due: view.review_due && room.seen.may::<act::Say>(()),
        reviews: reviews
            .iter()
            .map(|(it, _)| said(&room, &view, it))
            .collect(),
        followed_by: view
            .followed_by
            .iter()
            .map(|id| {
                let title = room.seen.proposal_title(*id).flatten();
                (href(&room, *id), room.or_erased(title.as_ref()))
            })
            .collect(),
        promise: match view.state == ProposalState::Adopted
            && room.seen.may::<act::MakeCommitment>(())
        {
            true => room.to(format_args!("commitments?decision={id}#make")),
            false => String::new(),
        },
        follow: match view.state == ProposalState::Adopted && room.seen.may::<act::OpenProposal>(())
        {
            true => format!("{}/decisions/new?follows={id}", room.base),
            false => String::new(),
        },
        yours: yours(&room, &view),
        came: came(&room, &view),
        principle,
        principles,
        answers: view
            .principles
            .iter()
            .map(|it| {
                let name = room.say.text(&format!("principle-{}", it.principle.word()));
                let words = room.or_erased(it.words.as_ref());
                let who = room.names.person(it.person);
                (name, said_at(&room, &view, it.at, who), words)
            })
            .collect(),
        said: talk.iter().map(|(it, _)| said(&room, &view, it)).collect(),
        evidence: evidence(&room, &room.seen.brought_beside_proposal(id))?,
        kinds: match room.seen.may::<act::Say>(()) {
            true => ContributionKind::ABOUT_PROPOSALS
                .iter()
                // While it is looked at again, these say how it went.
                .filter(|kind| !view.review_due || !ContributionKind::OF_REVIEWS.contains(kind))
                .map(|kind| {
                    (
                        kind.word(),
                        room.say.text(&format!("proposal-say-{}", kind.word())),
                    )
                })
                .collect(),
            false => Vec::new(),
        },
        round: match &view.round {
            Some(round) if open && !round.to_speak.is_empty() => {
                let parties: Vec<_> = round.to_speak.iter().map(|it| room.short(*it)).collect();
                room.say
                    .one("round-to-speak", "parties", parties.join(", "))
            }
            _ => String::new(),
        },
        may_call_round: view.may_call_round,
        round_at: format!("{place}/round"),
        may_amend: view.may_amend,
        may_withdraw: view.may_withdraw,
        md: room.to(format_args!("decisions/{id}/decision.md")),
        pdf: room.to(format_args!("decisions/{id}/decision.pdf")),
        not_drawn: super::export::not_drawn(&room, &view),
        place,
        title,
        layout,
    })
}

/// Looks up everybody whom a page of it names.
pub(super) fn name_all(room: &mut Room<'_>, view: &ProposalView) -> Result<(), Problem> {
    let settled = view
        .settled
        .iter()
        .flat_map(|it| [it.objection.person, it.now.person]);
    let parties = view.parties.iter().flat_map(|party| {
        let deputy = party.silence.and_then(|said| said.deputy);
        party.people.iter().copied().chain(deputy)
    });
    // Whose words it comes from.
    let came = words_on_the_way(room, view).into_iter();
    let came = came.flat_map(|(word, builds)| builds.into_iter().chain([word]));
    let came: Vec<PersonId> = came.map(|word| word.person).collect();
    let people: Vec<PersonId> = settled
        .chain(came)
        .chain(parties)
        .chain(view.positions.iter().map(|it| it.person))
        .chain(
            view.positions
                .iter()
                .flat_map(|it| &it.hearing)
                .flat_map(|it| it.tellings.iter().map(|told| told.person)),
        )
        .chain(view.criteria.iter().map(|it| it.person))
        .chain(view.principles.iter().map(|it| it.person))
        .chain(view.said.iter().map(|it| it.person))
        .chain(view.earlier.iter().map(|it| it.person))
        .chain(view.replaces.iter().copied())
        .chain([view.person, view.version.person])
        .collect();
    room.name(people)
}

/// “Proposal · second round · everybody sees where everybody stands”.
pub(super) fn kicker(room: &Room<'_>, view: &ProposalView) -> String {
    let say = room.say;
    let until = room.dates.on(view.version.until);
    match view.state {
        ProposalState::Blind => say.one("proposal-blind", "day", until),
        ProposalState::Open => say.two(
            "proposal-open",
            ("round", view.version.number),
            ("day", until),
        ),
        ProposalState::Adopted => {
            let at = view.decided.as_ref().map(|it| room.dates.day(it.at));
            say.one("proposal-adopted", "day", at.unwrap_or_default())
        }
        ProposalState::Withdrawn => {
            let at = view.withdrawn.as_ref().map(|it| room.dates.day(it.at));
            say.one("proposal-withdrawn", "day", at.unwrap_or_default())
        }
    }
}

/// Whose words a version has.
fn by(room: &Room<'_>, version: &VersionView) -> String {
    let of = [
        ("who", room.names.person(version.person)),
        ("party", room.short(version.party).to_owned()),
        ("day", room.dates.day(version.at)),
    ];
    room.say.with("proposal-by", &of)
}

/// Who opened it, where its words are later ones; else empty.
pub(super) fn opened_by(room: &Room<'_>, view: &ProposalView) -> String {
    match view.version.number {
        1 => String::new(),
        _ => room.say.two(
            "proposal-opened-by",
            ("who", room.names.quoted_person(view.person)),
            ("party", room.names.quoted_party(view.party, None)),
        ),
    }
}

/// What became of an objection that was given up, and by whom.
pub(super) fn settled(room: &Room<'_>, it: &SettledView, who: &str) -> (String, String) {
    let say = room.say;
    match it.integrated {
        true => (
            say.text("objection-integrated"),
            say.one("objection-accepted-by", "who", who),
        ),
        false => (
            say.text("objection-withdrawn"),
            say.two(
                "objection-withdrawn-by",
                ("who", who),
                ("stance", stance_word(room, it.now.stance).as_str()),
            ),
        ),
    }
}

/// What it costs whom, that it is a trial, when it is looked at again.
pub(super) fn terms(room: &Room<'_>, version: &VersionView) -> Vec<String> {
    let cost = |cost: &CostTo| {
        let amount = room.money.text(cost.amount);
        room.say.two(
            "proposal-cost",
            ("amount", amount),
            ("party", room.short(cost.party)),
        )
    };
    let mut terms: Vec<String> = version.costs.iter().map(cost).collect();
    match version.review.map(|day| room.dates.on(day)) {
        Some(day) if version.trial => terms.push(room.say.one("proposal-trial", "day", day)),
        Some(day) => terms.push(room.say.one("proposal-review", "day", day)),
        None => {}
    }
    terms
}

pub(super) fn state_note(room: &Room<'_>, view: &ProposalView) -> String {
    let say = room.say;
    let until = room.dates.on(view.version.until);
    match view.state {
        ProposalState::Blind => say.one("proposal-blind-note", "day", until),
        ProposalState::Open if view.lacks_consents => say.text("proposal-lacks-consents"),
        ProposalState::Open | ProposalState::Adopted => String::new(),
        ProposalState::Withdrawn => {
            let why = view.withdrawn.as_ref().and_then(|it| it.why.clone());
            say.one(
                "proposal-withdrawn-why",
                "why",
                room.or_erased(why.as_ref()),
            )
        }
    }
}

fn stance_word(room: &Room<'_>, stance: Stance) -> String {
    room.say.text(&format!("stance-{}", stance.word()))
}

/// Whether parties may still say something to it.
fn is_open(view: &ProposalView) -> bool {
    matches!(view.state, ProposalState::Blind | ProposalState::Open)
}

/// Where a party stands, in a few words; nothing where that is not shown yet.
pub(super) fn headline(room: &Room<'_>, view: &ProposalView, stand: StandView) -> String {
    let say = room.say;
    match stand {
        StandView::NotShown if is_open(view) => String::new(),
        StandView::NotShown => say.text("stand-never-shown"),
        StandView::Missing if is_open(view) => say.text("stand-missing"),
        StandView::Missing => say.text("stand-said-nothing"),
        StandView::Silent => say.text("stand-silent"),
        StandView::Earlier => say.text("stand-earlier"),
        StandView::Left => say.text("stand-left"),
        StandView::Released => say.text("stand-released"),
        StandView::Said { split: true, .. } => say.text("stand-split"),
        StandView::Said { stance, .. } => say.text(&format!("stand-{}", stance.word())),
    }
}

fn stand(room: &Room<'_>, view: &ProposalView, party: &PartyStandView, place: &str) -> Row {
    let say = room.say;
    let short = room.short(party.party);
    let theirs = view.positions.iter().filter(|it| it.party == party.party);
    let (now, earlier): (Vec<_>, Vec<_>) =
        theirs.partition(|it| !it.earlier || it.stance == Stance::Object);
    let mut notes = Vec::new();
    // A rule of a party for its own silence, which counts for as long as it has said nothing.
    let silence = party.silence.filter(|it| it.means != Silence::Wait);
    let silence = silence.filter(|_| !party.sponsor_missing).map(|it| {
        let who = it.deputy.map(|it| room.names.person(it));
        let key = format!("stand-silence-{}", it.means.word());
        (it.means, say.one(&key, "who", who.unwrap_or_default()))
    });
    let headline = headline(room, view, party.stand);
    let (tag, look) = match party.stand {
        StandView::Silent => (say.text("tag-stand_aside"), ""),
        StandView::Said { stance, .. } => {
            let look = match stance {
                Stance::Object => "alert",
                Stance::StandAside => "",
                _ => "good",
            };
            (say.text(&format!("tag-{}", stance.word())), look)
        }
        _ => (String::new(), ""),
    };
    let missing = party.stand == StandView::Missing && is_open(view);
    if missing || party.sponsor_missing {
        let people: Vec<_> = party
            .people
            .iter()
            .map(|it| room.names.quoted_person(*it))
            .collect();
        let since = party.asked.unwrap_or(view.version.at);
        if party.sponsor_missing {
            notes.push(say.one("stand-sponsor-missing", "party", short));
        } else if !people.is_empty() {
            notes.push(say.two(
                "stand-asked",
                ("people", people.join(", ")),
                ("day", room.dates.day(since)),
            ));
        }
        let others_may = party.may_accept_absence || !party.accepted_by.is_empty();
        match &silence {
            Some((Silence::StandAside, told)) => notes.push(told.clone()),
            _ if others_may => notes.push(say.one("stand-without-if", "party", short)),
            _ => notes.push(say.one("stand-not-without", "party", short)),
        }
        if let Some((Silence::AskDeputy, told)) = &silence {
            notes.push(told.clone());
        }
    } else if let (StandView::NotShown, Some((_, told))) = (party.stand, &silence) {
        notes.push(told.clone());
    }
    let sealed = view.state == ProposalState::Blind;
    if party.needs_sponsor && (sealed || missing && !party.sponsor_missing) {
        notes.push(say.one("stand-needs-sponsor", "party", short));
    }
    if !earlier.is_empty() && view.state == ProposalState::Open {
        let told: Vec<_> = earlier
            .iter()
            .map(|it| {
                let word = stance_word(room, it.stance);
                say.two(
                    "stand-to-earlier",
                    ("who", room.names.person(it.person)),
                    ("stance", word),
                )
            })
            .collect();
        notes.push(told.join(" "));
    }
    let person = |it: &&PositionView| {
        let who = taker(room, it, room.names.person(it.person));
        let who = match party.stand {
            StandView::Said { split: true, .. } => say.two(
                "stand-person",
                ("who", who),
                ("stance", stance_word(room, it.stance)),
            ),
            _ => who,
        };
        Stander {
            who,
            // What an objection says has a card of its own.
            words: match it.stance {
                Stance::Object => String::new(),
                _ => it.words.clone().unwrap_or_default(),
            },
        }
    };
    let link_of = now.iter().find_map(|it| it.by_link_of);
    if let Some(by) = link_of {
        notes.push(say.one("stand-by-link", "party", room.short(by)));
    }
    let accepted: Vec<_> = party.accepted_by.iter().map(|it| room.short(*it)).collect();
    Row {
        party: room.names.party(party.party).clone(),
        headline,
        people: match party.stand {
            StandView::NotShown => Vec::new(),
            _ => now.iter().map(person).collect(),
        },
        note: notes.join(" "),
        tag,
        look,
        ask: match party.may_ask {
            true => format!("{place}/asking/{}", party.party),
            false => String::new(),
        },
        without: match party.may_accept_absence {
            true => format!("{place}/absences/{}", party.party),
            false => String::new(),
        },
        without_note: match accepted.is_empty() || !is_open(view) {
            true => String::new(),
            false => say.one("stand-accepted-by", "parties", accepted.join(", ")),
        },
    }
}

/// Who takes a position: a deputy is said to be one.
pub(super) fn taker(room: &Room<'_>, it: &PositionView, who: String) -> String {
    match it.deputy {
        true => room.say.one("position-as-deputy", "who", who),
        false => who,
    }
}

/// What is said about it, each with whether it is how it went, or said to that.
pub(super) fn words_about(view: &ProposalView) -> impl Iterator<Item = (&ContributionView, bool)> {
    let mut reviews: BTreeSet<ContributionId> = view.reviews.iter().copied().collect();
    view.said.iter().map(move |it| {
        let to_one = it.under.is_some_and(|under| reviews.contains(&under));
        let of_review = to_one || reviews.contains(&it.id);
        if of_review {
            reviews.insert(it.id);
        }
        (it, of_review)
    })
}

/// What a word about it is.
pub(super) fn kind_of(room: &Room<'_>, view: &ProposalView, word: &ContributionView) -> String {
    let key = match word.kind {
        ContributionKind::Build if view.reviews.contains(&word.id) => "proposal-review-well",
        _ if view.reviews.contains(&word.id) => "proposal-review-not",
        kind => return room.say.text(&format!("words-kind-{}", kind.word())),
    };
    room.say.text(key)
}

/// To what an objection would do harm.
pub(super) fn harms(room: &Room<'_>, it: &PositionView) -> Option<(String, String)> {
    match it.harms? {
        Harms::Outcome(id) => Some((
            room.to(format_args!("outcomes/{id}")),
            room.or_erased(room.seen.outcome_statement(id).as_ref()),
        )),
        Harms::Contribution(id) => {
            let thread = room.seen.thread_part(id, room.ask.now, 0..1)?;
            let word = &thread.said.first()?.contribution;
            // In the words that stood when somebody objected: they may be others now.
            let then = word.earlier.iter().rev().find(|then| then.at <= it.at);
            let then = then.filter(|_| word.mended.is_some_and(|at| at > it.at));
            let words = then.map_or(&word.words, |then| &then.words).clone();
            let words = markdown::excerpt(&room.or_erased(words.as_ref()), EXCERPT);
            Some((room.to(format_args!("dialogue/{id}")), words))
        }
    }
}

/// The words of a version.
fn text_of(view: &ProposalView, number: u64) -> String {
    let mut all = view.earlier.iter().chain([&view.version]);
    let version = all.find(|version| version.number == number);
    version
        .and_then(|version| version.text.clone())
        .unwrap_or_default()
}

/// What was said with a position, as far as the reader's seat reaches back to it.
pub(super) fn told(room: &Room<'_>, position: &PositionView, words: Option<&String>) -> String {
    match position.said_before {
        true => room.say.text("position-said-before"),
        false => room.or_erased(words),
    }
}

fn objections(room: &Room<'_>, view: &ProposalView) -> Vec<Objection> {
    let say = room.say;
    let objection = |it: &PositionView| Objection {
        heading: say.text("objection-open"),
        tag: String::new(),
        look: "",
        by: taker(room, it, room.names.person(it.person)),
        party: room.names.party(it.party).clone(),
        harm: told(room, it, it.words.as_ref()),
        harms: harms(room, it),
        workable: told(room, it, it.workable.as_ref()),
        why: String::new(),
        pieces: apart(
            &text_of(view, it.taken_to),
            &text_of(view, view.version.number),
        ),
        hearing: it.hearing.as_ref().map(|hearing| heard(room, it, hearing)),
    };
    let shown =
        |it: &&PositionView| it.stance == Stance::Object && view.state != ProposalState::Blind;
    // Whoever leaves the table stops nothing there any more.
    let left = |it: &PositionView| {
        let mut gone = view
            .parties
            .iter()
            .filter(|one| one.stand == StandView::Left);
        gone.any(|one| one.party == it.party)
    };
    let open = view.positions.iter().filter(shown).map(|it| Objection {
        tag: match (view.state, it.earlier) {
            (ProposalState::Adopted, _) => say.text("objection-left"),
            _ if left(it) => say.text("objection-gone"),
            (ProposalState::Withdrawn, _) => say.text("objection-when-taken-back"),
            (_, true) => say.one("objection-to-earlier", "who", room.names.person(it.person)),
            (_, false) => say.text("objection-waits"),
        },
        look: match view.state {
            ProposalState::Blind | ProposalState::Open if !left(it) => "alert",
            _ => "",
        },
        ..objection(it)
    });
    let settled = view.settled.iter().rev().map(|it| {
        let (heading, tag) = settled(room, it, &room.names.person(it.now.person));
        Objection {
            heading,
            tag,
            look: "good",
            why: it.now.words.clone().unwrap_or_default(),
            pieces: apart(
                &text_of(view, it.objection.taken_to),
                &text_of(view, it.version),
            ),
            ..objection(&it.objection)
        }
    });
    open.chain(settled).collect()
}

fn heard(room: &Room<'_>, position: &PositionView, hearing: &HearingView) -> Hearing {
    let say = room.say;
    let parties = hearing.heard_by.iter().map(|it| room.short(*it));
    let parties: Vec<_> = parties.collect();
    let told = |it: &ObjectionTellingView| Told {
        id: it.reflection,
        party: room.names.party(it.party).clone(),
        who: room.names.person(it.person),
        words: room.or_erased(it.words.as_ref()),
        correction: match it.corrected {
            true => room.or_erased(it.correction.as_ref()),
            false => String::new(),
        },
        may_answer: it.may_answer,
        may_correct: it.may_answer && !it.corrected,
        may_acknowledge: it.may_acknowledge,
    };
    Hearing {
        objection: hearing.objection,
        heard_by: match parties.is_empty() {
            true => String::new(),
            false => say.one("dialogue-heard-by", "parties", parties.join(", ")),
        },
        tellings: hearing.tellings.iter().map(told).collect(),
        may_say_back: hearing.may_say_back,
        who: room.names.person(position.person),
    }
}

/// What each amendment changed, the latest first.
fn changes(room: &Room<'_>, view: &ProposalView) -> Vec<Change> {
    let all: Vec<&VersionView> = view.earlier.iter().chain([&view.version]).collect();
    let pairs = all.windows(2).rev();
    let change = |pair: &[&VersionView]| {
        let (before, after) = (pair[0], pair[1]);
        let text = |version: &VersionView| version.text.clone().unwrap_or_default();
        let title = |version: &VersionView| version.title.clone().unwrap_or_default();
        let mut pieces = Vec::new();
        if title(before) != title(after) {
            pieces.extend(apart(&title(before), &title(after)));
        }
        pieces.extend(apart(&text(before), &text(after)));
        let (was, now) = (terms(room, before), terms(room, after));
        let gone = was.iter().filter(|term| !now.contains(term));
        let gone = gone.map(|term| vec![Words::gone(term)]);
        let new = now.iter().filter(|term| !was.contains(term));
        let new = new.map(|term| vec![Words::new(term)]);
        pieces.extend(gone.chain(new));
        if pieces.is_empty() && before.until != after.until {
            let until = |it: &VersionView| {
                let day = room.dates.on(it.until);
                room.say.one("version-until", "day", day)
            };
            pieces.push(vec![Words::gone(until(before))]);
            pieces.push(vec![Words::new(until(after))]);
        }
        let taken_in = after.takes_in.map(|it| room.names.person(it));
        Change {
            heading: room.say.one("version-heading", "number", after.number),
            said: by(room, after),
            terms: taken_in
                .map(|who| room.say.one("version-takes-in", "who", who))
                .into_iter()
                .collect(),
            pieces,
        }
    };
    pairs.map(change).collect()
}

fn stalled(room: &Room<'_>, view: &ProposalView, stall: &Stall) -> Stalled {
    let say = room.say;
    let quoted = |topic: &String| say.one("stall-topic", "topic", topic);
    let topics: Vec<_> = stall.topics.iter().map(quoted).collect();
    let sentence = match &topics[..] {
        [] => say.text("stall-no-topic"),
        [only] => say.with(
            "stall-topics-one",
            &[
                ("topic", only.clone()),
                ("times", stall.times.to_string()),
                ("of", stall.of.to_string()),
            ],
        ),
        [first, second, ..] => say.with(
            "stall-topics",
            &[
                ("first", first.clone()),
                ("second", second.clone()),
                ("times", stall.times.to_string()),
                ("of", stall.of.to_string()),
            ],
        ),
    };
    let signs = stall.signals.iter().map(|signal| {
        use domain::proposal::stall::Signal;
        match signal {
            Signal::Unmoved { turns } => say.count("stall-unmoved", *turns),
            Signal::LittleNew { percent } => say.one("stall-little_new", "percent", percent),
            Signal::TwoHold { percent } => say.one("stall-two_hold", "percent", percent),
            Signal::OldObjection { days } => say.one("stall-old_objection", "days", days),
        }
    });
    Stalled {
        sentence,
        signs: signs.collect(),
        key: stall_key(view.id, view.version.number),
        smaller: match view.may_amend {
            true => format!("{}/decisions/{}/amendment?smaller=1", room.base, view.id),
            false => String::new(),
        },
        split: match room.seen.may::<act::OpenProposal>(()) {
            true => format!("{}/decisions/new?follows={}", room.base, view.id),
            false => String::new(),
        },
        many: match room.seen.may::<act::OpenConsultation>(()) {
            true => format!("{}/consultations?proposal={}#ask", room.base, view.id),
            false => String::new(),
        },
        third: match room.seen.may::<act::SeatParty>(()) {
            true => format!("{}/parties?seat#seat", room.base),
            false => String::new(),
        },
    }
}

/// What an objection can say that harm is done to: the outcomes that it serves first, then all others, then needs and
/// limits.
fn harms_to_choose(room: &Room<'_>, view: &ProposalView) -> Vec<(String, String)> {
    let say = room.say;
    let served = |id: &OutcomeId| view.version.outcomes.contains(id);
    let (first, others): (Vec<_>, Vec<_>) = room
        .seen
        .outcome_statements()
        .into_iter()
        .partition(|(id, _)| served(id));
    let outcomes = first.into_iter().chain(others).map(|(id, statement)| {
        let statement = room.or_erased(statement.as_ref());
        (format!("outcome-{id}"), statement)
    });
    let said = room.seen.words().filter(|it| {
        let kind = matches!(it.kind, ContributionKind::Need | ContributionKind::Limit);
        kind && it.audience == Audience::WholeTable && it.words.is_some()
    });
    let words = said.take(WORDS).map(|it| {
        let kind = say.text(&format!("words-kind-{}", it.kind.word()));
        let words = markdown::excerpt(it.words.as_deref().unwrap_or_default(), EXCERPT);
        (
            format!("word-{}", it.id),
            say.two("harms-word", ("kind", kind), ("words", words)),
        )
    });
    outcomes.chain(words).collect()
}

fn yours(room: &Room<'_>, view: &ProposalView) -> Option<Yours> {
    let say = room.say;
    let own = view.yours.as_ref();
    if own.is_none() && !view.may_take && !view.may_claim {
        return None;
    }
    let party = view
        .parties
        .iter()
        .find(|it| it.party == room.frame.you.party);
    let open = is_open(view);
    // While the round is blind one knows of one's own position alone.
    let is_sponsor = room.frame.you.roles.contains(&Role::Sponsor);
    let has_said = is_sponsor && own.is_some_and(|it| !it.earlier);
    let blind = view.state == ProposalState::Blind;
    let waits = |it: &&PartyStandView| match blind {
        true => it.needs_sponsor && !has_said,
        false => it.sponsor_missing,
    };
    let cost = party.filter(waits).filter(|_| open);
    let gone: Vec<_> = view
        .replaces
        .iter()
        .map(|it| room.names.quoted_person(*it))
        .collect();
    let mut notes = Vec::new();
    if !gone.is_empty() {
        notes.push(say.one("yours-replaces", "people", gone.join(", ")));
    }
    if own.is_some_and(|it| it.earlier) && open {
        notes.push(say.text("yours-earlier"));
    }
    if view.state == ProposalState::Blind && view.may_take {
        notes.push(say.text("yours-sealed"));
    }
    Some(Yours {
        stand: own
            .map(|it| say.text(&format!("yours-{}", it.stance.word())))
            .unwrap_or_default(),
        words: own.and_then(|it| it.words.clone()).unwrap_or_default(),
        note: notes.join(" "),
        may_take: view.may_take,
        may_keep: view.may_keep,
        may_claim: view.may_claim && open,
        asked: own.is_none_or(|it| it.earlier),
        cost: match cost {
            Some(_) => say.one("yours-cost", "party", room.short(room.frame.you.party)),
            None => String::new(),
        },
        objects: own.is_some_and(|it| it.stance == Stance::Object)
            || view
                .positions
                .iter()
                .any(|it| it.stance == Stance::Object && view.replaces.contains(&it.person)),
        stances: Stance::ALL
            .iter()
            .map(|stance| {
                let word = stance.word();
                Take {
                    word,
                    form: format!("take-{word}"),
                    anchor: format!("{word}-words"),
                    text: say.text(&format!("take-{word}")),
                    note: say.text(&format!("take-{word}-note")),
                }
            })
            .collect(),
        harms: match view.may_take {
            true => harms_to_choose(room, view),
            false => Vec::new(),
        },
        open,
    })
}

/// Needs and limits to choose from.
const WORDS: usize = 100;

/// The words behind the one that it comes from, itself, and the ideas that answer it; each with what builds on it and is
/// not on the way itself.
fn words_on_the_way(
    room: &Room<'_>,
    view: &ProposalView,
) -> Vec<(ContributionView, Vec<ContributionView>)> {
    let Some(id) = view.contribution else {
        return Vec::new();
    };
    let mut way = room.seen.words_behind(id);
    let mut ideas = room.seen.said_to(id, ContributionKind::Idea);
    ideas.retain(|idea| way.iter().all(|word| word.id != idea.id));
    way.extend(ideas);
    way.retain(|word| !word.gone);
    let on_way: Vec<ContributionId> = way.iter().map(|word| word.id).collect();
    let with_builds = way.into_iter().map(|word| {
        let mut builds = room.seen.said_to(word.id, ContributionKind::Build);
        builds.retain(|build| !on_way.contains(&build.id));
        (word, builds)
    });
    with_builds.collect()
}

fn came(room: &Room<'_>, view: &ProposalView) -> Vec<Came> {
    let say = room.say;
    let mut steps = Vec::new();
    let mut became = None;
    if let Some(follows) = view.follows {
        let title = room.seen.proposal_title(follows).flatten();
        steps.push(Came {
            heading: say.text("came-follows"),
            href: href(room, follows),
            text: room.or_erased(title.as_ref()),
        });
    }
    for (word, builds) in words_on_the_way(room, view) {
        if let Some(thread) = room.seen.thread_part(word.id, room.ask.now, 0..1) {
            let answer = thread.said.first().and_then(|said| said.answers.last());
            became = answer.and_then(|answer| answer.became_feature).or(became);
        }
        let words = room.or_erased(word.words.as_ref());
        let who = room.names.person(word.person);
        let told = say.two(
            "came-word",
            ("words", markdown::excerpt(&words, EXCERPT)),
            ("who", who),
        );
        // What was proposed, and who consented, was so of what stood there then.
        let mut earlier = word.earlier.iter().rev();
        let before = earlier.find(|it| it.at <= view.opened);
        let before = before.or(word.earlier.first());
        let text = match (word.mended.filter(|at| *at > view.opened), before) {
            (Some(at), Some(before)) if before.words != word.words => say.with(
                "came-corrected",
                &[
                    ("told", told),
                    ("day", room.dates.day(at)),
                    (
                        "words",
                        match &before.words {
                            Some(words) => {
                                room.names.quoted_words(&markdown::excerpt(words, EXCERPT))
                            }
                            None => room.or_erased(None),
                        },
                    ),
                ],
            ),
            _ => told,
        };
        steps.push(Came {
            heading: say.text(&format!("came-{}", word.kind.word())),
            href: room.to(format_args!("dialogue/{}", word.id)),
            text,
        });
        if let Some(first) = builds.first() {
            let mut people: Vec<String> = Vec::new();
            for build in &builds {
                let who = room.names.quoted_person(build.person);
                if !people.contains(&who) {
                    people.push(who);
                }
            }
            steps.push(Came {
                heading: say.count("came-builds", builds.len()),
                href: room.to(format_args!("dialogue/{}", first.id)),
                text: people.join(", "),
            });
        }
    }
    if let Some(id) = view.mix {
        let features = room.seen.features();
        let mix = features.mixes.iter().find(|mix| mix.id == id);
        steps.push(Came {
            heading: say.text("came-mix"),
            href: mix
                .map(|_| room.to(format_args!("features/mixes/{id}")))
                .unwrap_or_default(),
            text: match mix {
                Some(mix) => room.dates.day(mix.at),
                None => say.text("came-mix-sealed"),
            },
        });
    } else if let Some(feature) = became
        && let Some((at, mix)) = room.seen.last_mix()
        && mix.selected.contains(&feature)
    {
        steps.push(Came {
            heading: say.text("came-mix"),
            href: room.to(format_args!("features/{feature}")),
            text: room.dates.day(at),
        });
    }
    steps
}

fn asked(room: &Room<'_>, principle: Principle) -> Asked {
    let word = principle.word();
    Asked {
        word,
        name: room.say.text(&format!("principle-{word}")),
        question: room.say.text(&format!("principle-{word}-question")),
    }
}

fn said(room: &Room<'_>, view: &ProposalView, word: &ContributionView) -> Said {
    let kind = kind_of(room, view, word);
    Said {
        id: word.id,
        href: room.to(format_args!("dialogue/{}", word.id)),
        party: room.names.party(word.party).clone(),
        who: room.names.person(word.person),
        kind: said_at(room, view, word.at, kind),
        at: word.at,
        html: markdown::to_html(&room.or_erased(word.words.as_ref())),
        condition: word.condition.clone(),
        deep: word.under.is_some(),
    }
}

/// `POST …/decisions/{proposal}/position`
pub(crate) fn take(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let malformed = Problem::Field {
        field: "harms",
        what: "problem-choose",
    };
    let harms = match form.text("harms").split_once('-') {
        Some(("outcome", id)) => id.parse().ok().map(Harms::Outcome),
        Some(("word", id)) => id.parse().ok().map(Harms::Contribution),
        _ => None,
    };
    if harms.is_none() && !form.text("harms").is_empty() {
        return Err(malformed);
    }
    Ok(Command::from(act::TakePosition {
        proposal: ask.param("proposal")?,
        version: form.parse_field("version")?,
        stance: form.word("stance", Stance::from_word)?,
        words: form.text("words").to_owned(),
        workable: form.text("workable").to_owned(),
        harms,
    }))
}

/// `POST …/decisions/{proposal}/objections/{sequence}/telling`
pub(crate) fn say_back(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::SayObjectionBack {
        proposal: ask.param("proposal")?,
        objection: ask.param("sequence")?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/decisions/{proposal}/tellings/{reflection}`
pub(crate) fn answer_telling(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AnswerObjectionTelling {
        proposal: ask.param("proposal")?,
        reflection: ask.param("reflection")?,
        right: ask.form.text("right") == "yes",
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/decisions/{proposal}/tellings/{reflection}/acknowledgement`
pub(crate) fn acknowledge(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AcknowledgeObjection {
        proposal: ask.param("proposal")?,
        reflection: ask.param("reflection")?,
    }))
}

/// `POST …/decisions/{proposal}/still`
pub(crate) fn keep(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::KeepPosition {
        proposal: ask.param("proposal")?,
        version: ask.form.parse_field("version")?,
    }))
}

/// The page, saying whether that decided it.
pub(crate) fn done(ask: &Ask, done: &Done) -> String {
    let has = |fits: fn(&Fact) -> bool| done.facts.iter().any(fits);
    let said = if has(|fact| matches!(fact, Fact::ProposalAdopted(_))) {
        "decision-made"
    // Positions that time had opened are recorded as open with whatever comes next.
    } else if has(|fact| matches!(fact, Fact::SilenceCounted(_))) {
        "silence-counted"
    } else if has(|fact| matches!(fact, Fact::AbsenceAccepted(_))) {
        "absence-accepted"
    } else if has(|fact| matches!(fact, Fact::PositionsRevealed(_))) {
        "positions-open"
    } else {
        "position-taken"
    };
    ask.fill(&format!(
        "/r/{{relationship}}/decisions/{{proposal}}?said={said}"
    ))
}

/// `POST …/decisions/{proposal}/silence`
pub(crate) fn count_silence(ask: &Ask) -> Result<Command, Problem> {
    let proposal = ask.param("proposal")?;
    Ok(Command::from(act::CountSilence { proposal }))
}

/// `POST …/decisions/{proposal}/absences/{party}`
pub(crate) fn accept_absence(ask: &Ask) -> Result<Command, Problem> {
    let (proposal, party) = (ask.param("proposal")?, ask.param("party")?);
    Ok(Command::from(act::AcceptAbsence { proposal, party }))
}

/// `POST …/decisions/{proposal}/asking/{party}`
pub(crate) fn ask_again(ask: &Ask) -> Result<Command, Problem> {
    let (proposal, party) = (ask.param("proposal")?, ask.param("party")?);
    Ok(Command::from(act::AskAgain { proposal, party }))
}

/// `POST …/decisions/{proposal}/withdrawal`
pub(crate) fn withdraw(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::WithdrawProposal {
        proposal: ask.param("proposal")?,
        why: ask.form.text("why").to_owned(),
    }))
}

/// `POST …/decisions/{proposal}/principles`
pub(crate) fn answer_principle(ask: &Ask) -> Result<Command, Problem> {
    Ok(Command::from(act::AnswerPrinciple {
        proposal: ask.param("proposal")?,
        principle: ask.form.word("principle", Principle::from_word)?,
        words: ask.form.text("words").to_owned(),
    }))
}

/// `POST …/decisions/{proposal}/round`
pub(crate) fn call_round(ask: &Ask) -> Result<Command, Problem> {
    let proposal = ask.param("proposal")?;
    Ok(Command::from(act::CallRound { proposal }))
}

/// `POST …/decisions/{proposal}/words`: says something about it, to the whole table.
pub(crate) fn say(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let kind = form.word("kind", ContributionKind::from_word)?;
    Ok(Command::from(act::Say {
        about: Some(ask.param("proposal")?),
        condition: form.text("condition").to_owned(),
        ..act::Say::new(kind, Audience::WholeTable, form.text("words"))
    }))
}

/// `POST …/decisions/{proposal}/stall`: puts the advice away.
pub(crate) fn dismiss(ask: &Ask) -> Result<Command, Problem> {
    let advice = ask.form.text("advice").to_owned();
    Ok(Command::from(act::DismissAdvice { advice }))
}
