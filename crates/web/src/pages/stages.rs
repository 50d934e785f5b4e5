//! Who took part in planning, designing, building, supporting and improving: at every stage that the table has.

mod export;

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::stage::Staged;
use domain::view::{NextStep, StageView, StagesPage, UsersPart};
use domain::words::StagePack;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

pub use export::csv;

/// Characters of what something is called that stand in a list.
const SHORT: usize = 120;

/// How a form says that a thing is put at no stage.
const AT_NONE: &str = "none";

#[derive(Template)]
#[template(path = "stages.html")]
struct Page {
    layout: Layout,
    /// Where the names of the stages are from.
    source: String,
    next: Step,
    rows: Vec<Row>,
    /// What stands at no stage and is the visitor's to place.
    to_place: Vec<Thing>,
    /// What is for others to place.
    others: Vec<Thing>,
    unplaced: String,
    /// The stages, to choose one.
    stages: Vec<(String, String)>,
    may_choose: bool,
    packs: Vec<(&'static str, String)>,
    pack: &'static str,
    own: String,
}

impl Page {
    /// Where one is led once the thing at this place of those to be placed is, counted from one.
    fn after(&self, place: &usize) -> &str {
        let next = self.to_place.get(*place);
        next.map_or("place", |thing| thing.anchor.as_str())
    }
}

/// What would help most, why, and where whoever reads it does that: empty where they can do nothing here.
pub(crate) struct Step {
    pub text: String,
    pub why: String,
    pub href: String,
    pub action: String,
}

/// A stage.
struct Row {
    id: StageId,
    name: String,
    took_part: Vec<Took>,
    left_out: Vec<PartyLabel>,
    users: String,
    things: Vec<Thing>,
    count: String,
    /// Where its things can be put instead: at another stage, or at none.
    elsewhere: Vec<(String, String)>,
}

/// A party that took part.
struct Took {
    party: PartyLabel,
    /// With which roles, in how many things, and by whose link alone.
    note: String,
}

/// Something that is worked on.
struct Thing {
    /// How a form names it, and what the form is called.
    about: String,
    anchor: String,
    href: String,
    kind: String,
    called: String,
    may_place: bool,
}

/// `GET /r/{relationship}/stages`
pub fn show(ask: &Ask) -> Answer {
    let room = ask.room()?;
    let view = room.seen.stages();
    let layout = room.layout(room.say.text("stages-title"))?;
    let named = view.stages.iter();
    let named = named.map(|stage| (stage.id.to_string(), name(&room, stage)));
    let named: Vec<_> = named.collect();
    let own = view.stages.iter().filter_map(|stage| stage.name.clone());
    page(&Page {
        source: match view.source.is_empty() {
            true => String::new(),
            false => room.say.two(
                "stages-source",
                ("source", &view.source),
                ("looked-up", &view.looked_up),
            ),
        },
        next: step(&room, &view),
        rows: view
            .stages
            .iter()
            .map(|stage| row(&room, stage, &named))
            .collect(),
        to_place: view
            .to_place
            .iter()
            .map(|about| thing(&room, *about, true))
            .collect(),
        others: view
            .to_place_by_others
            .iter()
            .map(|about| thing(&room, *about, false))
            .collect(),
        unplaced: match view.unplaced {
            0 => String::new(),
            count => {
                let yours = room.say.count("stages-yours", view.to_place_in_all);
                format!("{} {yours}", room.say.count("stages-unplaced", count))
            }
        },
        stages: named,
        may_choose: view.may_choose,
        packs: StagePack::ALL
            .iter()
            .map(|pack| {
                (
                    pack.word(),
                    room.say.text(&format!("stage_pack-{}", pack.word())),
                )
            })
            .collect(),
        pack: view.pack.word(),
        own: own.collect::<Vec<_>>().join("\n"),
        layout,
    })
}

/// What a stage is called.
pub(crate) fn name(room: &Room<'_>, stage: &StageView) -> String {
    called(room, stage.word.as_deref(), stage.name.as_ref())
}

/// The same of a stage that is not one of now.
pub(crate) fn name_of(room: &Room<'_>, id: StageId) -> String {
    let (word, name) = room.seen.stage_named(id);
    called(room, word, name.as_ref())
}

fn called(room: &Room<'_>, word: Option<&str>, name: Option<&String>) -> String {
    match word {
        Some(word) => room.say.text(&format!("stage-{word}")),
        None => room.or_erased(name),
    }
}

/// Who took part in each stage, in short: for the review.
pub(crate) fn in_short(room: &Room<'_>, view: &StagesPage) -> Vec<(String, String)> {
    let short = |stage: &StageView| {
        let say = room.say;
        let out = stage
            .left_out
            .iter()
            .map(|party| room.short(*party).to_owned());
        let mut out: Vec<String> = out.collect();
        if stage.users == UsersPart::LeftOut {
            out.push(say.text("stages-users"));
        }
        let text = match (stage.things.is_empty(), out.is_empty()) {
            (true, _) => say.text("stages-nothing-yet"),
            (false, true) => say.text("stages-all"),
            (false, false) => say.one("stages-without", "who", out.join(", ")),
        };
        (name(room, stage), text)
    };
    view.stages.iter().map(short).collect()
}

/// What would help most.
pub(crate) fn step(room: &Room<'_>, view: &StagesPage) -> Step {
    let say = room.say;
    let stage = |id: StageId| name_of(room, id);
    let (text, why, done) = match view.next {
        NextStep::PlaceSomething => (
            say.text(match view.to_place.is_empty() {
                true => "stages-next-unplaced",
                false => "stages-next-place",
            }),
            say.text("stages-why-place"),
            (!view.to_place.is_empty()).then(|| (room.to("stages#place"), "stages-do-place")),
        ),
        NextStep::Ask {
            stage: at,
            party,
            things,
        } => {
            let plans = room.seen.may::<act::PlanMeeting>(());
            let own = party == room.frame.you.party;
            let (next, action) = match (own, plans) {
                (true, _) => ("stages-next-own", "stages-do-meet-own"),
                (false, true) => ("stages-next-ask", "stages-do-meet"),
                (false, false) => ("stages-next-without", ""),
            };
            let values = [
                ("count", things.to_string()),
                ("party", room.short(party).to_owned()),
                ("stage", stage(at)),
            ];
            (
                say.with(next, &values),
                say.with("stages-why-ask", &values),
                plans.then(|| (room.to("meetings"), action)),
            )
        }
        NextStep::AskUsers { stage: at, things } => {
            let asks = room.seen.may::<act::OpenConsultation>(());
            let next = match asks {
                true => "stages-next-users",
                false => "stages-next-no-users",
            };
            (
                say.one(next, "stage", stage(at)),
                say.two("stages-why-users", ("count", things), ("stage", stage(at))),
                asks.then(|| (room.to("consultations"), "stages-do-ask")),
            )
        }
        NextStep::Begin { stage: at } => (
            say.one("stages-next-begin", "stage", stage(at)),
            say.one("stages-why-begin", "stage", stage(at)),
            None,
        ),
        NextStep::Nothing => (
            say.text("stages-next-none"),
            say.text("stages-why-none"),
            Some((room.to("review"), "stages-do-review")),
        ),
    };
    // Whoever may not do what would help most says what is missing.
    let says = room.seen.may::<act::Say>(());
    let word = || says.then(|| (room.to("dialogue#say"), "stages-do-say"));
    let done = done.or_else(word);
    let (href, action) = done.unwrap_or_default();
    Step {
        text,
        why,
        action: match action {
            "" => String::new(),
            action => say.text(action),
        },
        href,
    }
}

fn row(room: &Room<'_>, stage: &StageView, all: &[(String, String)]) -> Row {
    let say = room.say;
    let own = stage.id.to_string();
    let others = all.iter().filter(|(id, _)| *id != own).cloned();
    let none = (AT_NONE.to_owned(), say.text("stages-at-none"));
    Row {
        elsewhere: others.chain([none]).collect(),
        id: stage.id,
        name: name(room, stage),
        took_part: stage
            .took_part
            .iter()
            .map(|took| {
                let mut note = say.count("stages-in-things", took.things);
                if !took.roles.is_empty() {
                    note = format!("{}, {note}", room.names.roles(&took.roles));
                }
                match room.names.by_link(took.by_link_of) {
                    mark if mark.is_empty() => {}
                    mark => note = format!("{note}; {mark}"),
                }
                Took {
                    party: room.names.party(took.party).clone(),
                    note,
                }
            })
            .collect(),
        left_out: stage
            .left_out
            .iter()
            .map(|party| room.names.party(*party).clone())
            .collect(),
        users: match stage.users {
            UsersPart::NotTold => String::new(),
            UsersPart::TookPart => say.text("stages-users-there"),
            UsersPart::LeftOut => say.text("stages-users-not"),
        },
        count: say.count("stages-things", stage.things.len()),
        things: stage
            .things
            .iter()
            .map(|it| thing(room, it.about, it.may_place))
            .collect(),
    }
}

fn thing(room: &Room<'_>, about: Staged, may_place: bool) -> Thing {
    let seen = &room.seen;
    let (kind, id, place, called) = match about {
        Staged::Feature(id) => {
            let names = seen.feature_names().into_iter();
            let mut names = names.filter(|(feature, _)| *feature == id);
            let name = names.next().and_then(|(_, name)| name);
            ("feature", id.to_string(), format!("features/{id}"), name)
        }
        Staged::Proposal(id) => {
            let title = seen.proposal_title(id).flatten();
            ("proposal", id.to_string(), format!("decisions/{id}"), title)
        }
        Staged::Meeting(id) => {
            let title = seen.meeting_title(id).flatten();
            ("meeting", id.to_string(), format!("meetings/{id}"), title)
        }
        Staged::Commitment(id) => {
            let words = seen.commitment_words(id).flatten();
            (
                "commitment",
                id.to_string(),
                format!("commitments/{id}"),
                words,
            )
        }
    };
    Thing {
        anchor: format!("place-{id}"),
        about: format!("{kind}:{id}"),
        href: room.to(place),
        kind: room.say.text(&format!("stages-kind-{kind}")),
        called: markdown::excerpt(&room.or_erased(called.as_ref()), SHORT),
        may_place,
    }
}

/// `POST …/stages`
pub(crate) fn choose(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let pack = form.word("pack", StagePack::from_word)?;
    let lines = form.text("own").lines().map(str::trim);
    let own = lines.filter(|line| !line.is_empty() && pack == StagePack::Own);
    Ok(Command::from(act::ChooseStages {
        pack,
        own: own.map(str::to_owned).collect(),
    }))
}

/// `POST …/stages/placement`
pub(crate) fn place(ask: &Ask) -> Result<Command, Problem> {
    let form = &ask.form;
    let (kind, id) = form.text("about").split_once(':').unwrap_or_default();
    let about = match kind {
        "feature" => id.parse().map(Staged::Feature),
        "proposal" => id.parse().map(Staged::Proposal),
        "meeting" => id.parse().map(Staged::Meeting),
        "commitment" => id.parse().map(Staged::Commitment),
        _ => return Err(Problem::NotFound),
    };
    let stage = match form.text("stage") {
        AT_NONE => None,
        stage => Some(stage.parse().map_err(|_| Problem::NotFound)?),
    };
    Ok(Command::from(act::PlaceAtStage {
        about: about.map_err(|_| Problem::NotFound)?,
        stage,
    }))
}

/// Back to the next thing of the list that was placed from.
pub(crate) fn placed(ask: &Ask, _: &Done) -> String {
    let next = ask.form.text("next");
    let is_place = next
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    let next = if is_place { next } else { "place" };
    ask.fill(&format!(
        "/r/{{relationship}}/stages?said=stage-placed#{next}"
    ))
}

#[cfg(test)]
mod tests {
    use domain::stage::STAGE_PACKS;

    use crate::catalogue::Say;

    #[test]
    fn every_stage_of_every_pack_has_its_name_in_both_languages() {
        for language in [accounts::Language::En, accounts::Language::De] {
            for pack in STAGE_PACKS {
                for stage in pack.stages {
                    let key = format!("stage-{}", stage.word);
                    assert_ne!(Say(language).text(&key), key);
                }
            }
        }
    }
}
