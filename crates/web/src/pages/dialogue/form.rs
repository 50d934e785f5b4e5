//! The form below a thread: for what the visitor does there, about one of its contributions.

use domain::ids::*;
use domain::thread::{SaidView, ThreadView};
use domain::words::*;

use crate::markdown;
use crate::pages::dialogue::composer;
use crate::pages::dialogue::said::{Doing, Transcript};
use crate::problem::Problem;
use crate::room::Room;

/// Characters of the words that the form is about.
const QUOTE: usize = 240;

/// What `templates/dialogue_form.html` needs.
pub struct TurnForm {
    /// Name of the form, as the query's `do` has it.
    pub name: &'static str,
    /// Where it is sent.
    pub action: String,
    /// What one does.
    pub title: String,
    /// What it asks, and what helps to answer.
    pub question: String,
    /// A line of help below; may be empty.
    pub hint: String,
    /// Whom one can mention; empty where that is not asked.
    pub people: Vec<(PersonId, String)>,
    /// Whose words it is about, and the words.
    pub quote: (String, String),
    /// The name of the field for the words.
    pub field: &'static str,
    /// Whether the words must say something.
    pub required: bool,
    /// What stands there already, of words and condition, where one's own word is mended.
    pub typed: Option<(String, String)>,
    /// For something said: its kind.
    pub kind: &'static str,
    /// Who can see it: word and text. Empty where it is seen by those who see what it is about.
    pub audiences: Vec<(&'static str, String)>,
    /// Who sees it, where there is no choice.
    pub seen_by: String,
    /// For a limit: its kinds.
    pub limits: Vec<(&'static str, String)>,
    /// For a limit or concern: what is asked besides, and whether it must be said.
    pub condition: Option<(String, bool)>,
    /// For an answer: what it can be.
    pub answers: Vec<(&'static str, String, String)>,
    /// For an answer: what it can have become.
    pub became_outcomes: Vec<(OutcomeId, String)>,
    /// Ideas in this thread.
    pub became_ideas: Vec<(ContributionId, String)>,
    /// Features.
    pub became_features: Vec<(FeatureId, String)>,
}

impl TurnForm {
    /// Whether it says something, with which pictures and PDFs may go.
    pub fn brings_files(&self) -> bool {
        self.action.ends_with("/replies")
    }

    /// The form for what the visitor does about `said`.
    pub fn of(
        transcript: &Transcript<'_>,
        thread: &ThreadView,
        said: &SaidView,
        doing: Doing,
    ) -> Result<Self, Problem> {
        let (room, say) = (transcript.room, transcript.room.say);
        let word = &said.contribution;
        let at = format!("{}/dialogue/{}", room.base, word.id);
        let everybody = readers(room, &word.audience, word.party);
        let server = composer::server(room)?;
        let quote = word.words.as_deref().unwrap_or_default();
        let who = room.names.person(word.person);
        let form = Self {
            name: "",
            action: String::new(),
            title: String::new(),
            question: String::new(),
            hint: String::new(),
            quote: (who.clone(), markdown::excerpt(quote, QUOTE)),
            field: "words",
            required: true,
            typed: None,
            kind: "",
            audiences: Vec::new(),
            people: Vec::new(),
            seen_by: format!(
                "{} {server}",
                say.one("form-seen-by", "parties", &everybody)
            ),
            limits: Vec::new(),
            condition: None,
            answers: Vec::new(),
            became_outcomes: Vec::new(),
            became_ideas: Vec::new(),
            became_features: Vec::new(),
        };
        Ok(match doing {
            Doing::SayBack => Self {
                name: "say_back",
                action: format!("{at}/reflections"),
                title: say.text("do-say_back"),
                question: say.one("form-say_back", "who", &who),
                hint: say.text("form-say_back-hint"),
                ..form
            },
            Doing::Correct(reflection) => Self {
                name: "correct",
                action: format!("{at}/reflections/{reflection}/correction"),
                title: say.text("do-correct"),
                question: say.text("form-correct"),
                hint: say.text("form-correct-hint"),
                quote: told(transcript, said, reflection).unwrap_or(form.quote.clone()),
                ..form
            },
            Doing::Explain => Self {
                name: "explain",
                action: format!("{at}/explanation"),
                title: say.text("form-explain-title"),
                question: say.text("dialogue-enables"),
                hint: say.text("form-explain-hint"),
                field: "enables",
                ..form
            },
            Doing::Mend => Self {
                name: "mend",
                action: format!("{at}/mending"),
                title: say.text("do-mend"),
                question: say.text("form-mend"),
                hint: say.text("form-mend-hint"),
                typed: Some((quote.to_owned(), word.condition.clone())),
                condition: match word.kind {
                    ContributionKind::Limit => Some((say.text("dialogue-lifted-by"), false)),
                    ContributionKind::Concern => Some((
                        say.text("dialogue-works-if"),
                        said.depth > 0 && !word.condition.is_empty(),
                    )),
                    _ => None,
                },
                ..form
            },
            Doing::Answer => Self {
                name: "answer",
                action: format!("{at}/answers"),
                title: say.text("do-answer"),
                question: say.text("form-answer"),
                hint: say.text("form-answer-hint"),
                required: false,
                answers: AnswerKind::ALL
                    .iter()
                    .map(|kind| {
                        let word = kind.word();
                        (
                            word,
                            say.text(&format!("answer-kind-{word}")),
                            say.text(&format!("answer-note-{word}")),
                        )
                    })
                    .collect(),
                became_outcomes: transcript
                    .outcomes
                    .iter()
                    .map(|(id, text)| (*id, transcript.statement(text.as_ref())))
                    .collect(),
                became_ideas: ideas(thread, word.id),
                became_features: room
                    .seen
                    .feature_names()
                    .into_iter()
                    .map(|(id, name)| (id, transcript.statement(name.as_ref())))
                    .collect(),
                ..form
            },
            Doing::Say(kind) => {
                let own = room.short(room.frame.you.party);
                let about_idea =
                    matches!(word.kind, ContributionKind::Idea | ContributionKind::Build);
                Self {
                    name: kind.word(),
                    action: format!("{at}/replies"),
                    title: say.text(&format!("do-{}", kind.word())),
                    question: say.text(&format!("form-{}", kind.word())),
                    kind: kind.word(),
                    people: composer::people(room)?,
                    audiences: vec![
                        (
                            "thread",
                            say.one("form-audience-thread", "parties", everybody),
                        ),
                        ("own_party", say.one("words-to-own_party", "party", own)),
                    ],
                    seen_by: server,
                    limits: match kind {
                        ContributionKind::Limit => composer::limits(room),
                        _ => Vec::new(),
                    },
                    condition: match kind {
                        ContributionKind::Limit => Some((say.text("dialogue-lifted-by"), false)),
                        ContributionKind::Concern => {
                            Some((say.text("dialogue-works-if"), about_idea))
                        }
                        _ => None,
                    },
                    ..form
                }
            }
        })
    }
}

/// The parties that see something said to this audience.
fn readers(room: &Room<'_>, audience: &Audience, author: PartyId) -> String {
    let short: Vec<_> = room
        .names
        .seated()
        .filter(|party| audience.reaches(author, party.id))
        .map(|party| party.short.as_str())
        .collect();
    short.join(", ")
}

fn told(
    transcript: &Transcript<'_>,
    said: &SaidView,
    reflection: ReflectionId,
) -> Option<(String, String)> {
    let told = said.reflections.iter().find(|told| told.id == reflection)?;
    let words = told.words.as_deref().unwrap_or_default();
    Some((
        transcript.room.names.person(told.person),
        markdown::excerpt(words, QUOTE),
    ))
}

/// The ideas of a thread, as what it may have become.
fn ideas(thread: &ThreadView, focus: ContributionId) -> Vec<(ContributionId, String)> {
    let ideas = thread.said.iter().map(|said| &said.contribution);
    ideas
        .filter(|idea| {
            idea.kind == ContributionKind::Idea && idea.id != focus && idea.confirmed && !idea.gone
        })
        .filter_map(|idea| Some((idea.id, markdown::excerpt(idea.words.as_deref()?, 80))))
        .collect()
}
