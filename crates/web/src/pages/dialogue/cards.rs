//! The two cards that mirror the table: how much was heard, and who speaks.

use std::fmt::Write;

use domain::Moment;
use domain::ids::*;
use domain::unheard::Hearing;
use domain::voices::{Advice, Voices};

use crate::figures::{self, SILENT_NAMED, Silent};
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;
use crate::{chart, markdown};

/// The cards' content. A page has it as a field and calls
/// `cards::heard(layout, cards)` and `cards::voices(layout, cards)` after
/// `{%- import "dialogue_cards.html" as cards -%}`.
pub struct Cards {
    /// How much of what each party said was heard; empty while nobody said anything of the kind.
    pub heard: Vec<Heard>,
    /// Who has said nothing of the kind, while others have.
    pub silent: Option<Silent>,
    /// What nobody has heard, the longest ago first.
    pub unheard: Vec<Unheard>,
    /// That all of it stands in the dialogue; empty where there is nothing.
    pub unheard_all: String,
    /// The share of each party's words, drawn.
    pub bar: String,
    /// What the drawing says, in sentences.
    pub sentences: Vec<String>,
    /// How unevenly the turns fall, for those who know the measure; empty when nothing was said.
    pub gini: String,
    /// Party, turns, words, threads begun, builds.
    pub rows: Vec<(PartyLabel, [String; 4])>,
    /// One suggestion and its name; empty when there is none for the visitor.
    pub advice: Option<(String, String)>,
    /// Whether it is told to the facilitator alone for now.
    pub facilitator: bool,
}

/// How much of what a party said was heard.
pub struct Heard {
    /// The party.
    pub party: PartyLabel,
    /// “14 of 16”.
    pub count: String,
    /// Drawn.
    pub bar: String,
}

/// Something that nobody has heard.
pub struct Unheard {
    /// The word.
    pub id: ContributionId,
    /// The party whose word it is.
    pub party: PartyLabel,
    /// Whose word it is.
    pub who: String,
    /// “need”.
    pub kind: String,
    /// Since when.
    pub since: Moment,
    /// How it begins.
    pub words: String,
    /// Its language, where it is another one than the page's.
    pub lang: &'static str,
    /// What the reader can do so that it is heard, or that they can look at it.
    pub link: String,
    /// Where.
    pub href: String,
    /// Whether it is the reader's turn.
    pub yours: bool,
}

/// What nobody has heard, shown at once; the others stand in the dialogue.
const UNHEARD_SHOWN: usize = 5;
/// Characters of each.
const EXCERPT: usize = 110;

fn unheard(room: &mut Room<'_>) -> Result<(Vec<Unheard>, String), Problem> {
    let (first, all) = room.seen.unheard(UNHEARD_SHOWN);
    room.name(first.iter().map(|it| it.contribution.person))?;
    let room = &*room;
    let say = room.say;
    let count = match all {
        0 => String::new(),
        count => say.count("unheard-all", count),
    };
    let tell = |it: domain::unheard::Unheard| {
        let word = it.contribution;
        let (key, way) = match it.next {
            Some(Hearing::SayBack) => ("do-say_back", "?do=say_back#do"),
            Some(Hearing::Build) => ("do-build", "?do=build#do"),
            Some(Hearing::Answer) => ("do-answer", "?do=answer#do"),
            None => ("unheard-open", ""),
        };
        Unheard {
            id: word.id,
            party: room.names.party(word.party).clone(),
            who: room.names.person(word.person),
            kind: say.text(&format!("contribution-{}", word.kind.word())),
            since: it.since,
            words: markdown::excerpt(word.words.as_deref().unwrap_or_default(), EXCERPT),
            lang: room.names.language(word.spoken_by.unwrap_or(word.person)),
            link: say.text(key),
            href: room.to(format_args!("dialogue/{}{way}", word.id)),
            yours: it.next.is_some(),
        }
    };
    Ok((first.into_iter().map(tell).collect(), count))
}

impl Cards {
    /// The cards of a relationship's page.
    ///
    /// # Errors
    /// When the names of those whom they name cannot be read.
    pub fn of(room: &mut Room<'_>) -> Result<Self, Problem> {
        let (unheard, unheard_all) = unheard(room)?;
        let room = &*room;
        let say = room.say;
        let now = room.ask.moment();
        let voices = room.seen.voices(now);
        let heard = room.seen.heard_figures();
        let silent = heard
            .iter()
            .filter(|figure| figure.said == 0 && heard.iter().any(|other| other.said > 0))
            .map(|figure| room.names.party(figure.party).short.as_str());
        Ok(Self {
            unheard,
            unheard_all,
            silent: Silent::of(room, "heard-silent", silent),
            heard: heard
                .iter()
                .filter(|figure| figure.said > 0)
                .map(|figure| {
                    let party = room.names.party(figure.party).clone();
                    let count = say.two("count-of", ("done", figure.heard), ("total", figure.said));
                    let title = say.with(
                        "heard-title",
                        &[
                            ("party", party.short.clone()),
                            ("done", figure.heard.to_string()),
                            ("total", figure.said.to_string()),
                        ],
                    );
                    let class = format!("party-{}", party.look);
                    let bar = chart::progress(figure.heard, figure.said, &class, &title);
                    Heard { party, count, bar }
                })
                .collect(),
            bar: stacked(room, &voices, &say.text("voices-bar")),
            sentences: sentences(room, &voices),
            gini: voices.gini.map_or_else(String::new, |gini| {
                let gini = format!("{gini:.2}").replace('.', say.plain("decimal-mark"));
                say.one("voices-gini", "gini", gini)
            }),
            rows: voices
                .parties
                .iter()
                .map(|voice| {
                    let counts = [voice.turns, voice.words, voice.begun, voice.builds];
                    (
                        room.names.party(voice.party).clone(),
                        counts.map(|count| count.to_string()),
                    )
                })
                .collect(),
            facilitator: room.seen.you().facilitate,
            advice: voices
                .advice
                .map(|advice| (advise(room, &advice), advice.key())),
        })
    }
}

/// Each party's share of the words as one bar.
fn stacked(room: &Room<'_>, voices: &Voices, title: &str) -> String {
    let total: usize = voices.parties.iter().map(|voice| voice.words).sum();
    if total == 0 {
        return String::new();
    }
    let mut bar = format!(
        "<svg class=\"stacked\" viewBox=\"0 0 300 26\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{title}\">"
    );
    let mut before = 0;
    for voice in &voices.parties {
        let (from, to) = (before * 300 / total, (before + voice.words) * 300 / total);
        before += voice.words;
        if to > from {
            // Writing to a string cannot fail.
            let _ = write!(
                bar,
                "<rect class=\"party-{}\" x=\"{from}\" y=\"0\" width=\"{}\" height=\"26\"/>",
                room.names.party(voice.party).look,
                to - from
            );
        }
    }
    bar.push_str("</svg>");
    bar
}

/// “Meridian wrote 58% of the words and opened 5 of 6 threads. Halden was silent.”
fn sentences(room: &Room<'_>, voices: &Voices) -> Vec<String> {
    let total: usize = voices.parties.iter().map(|voice| voice.words).sum();
    let begun: usize = voices.parties.iter().map(|voice| voice.begun).sum();
    let mut sentences = Vec::new();
    if total == 0 {
        return vec![room.say.text("voices-none")];
    }
    if let Some(most) = voices.parties.iter().max_by_key(|voice| voice.words) {
        sentences.push(room.say.with(
            "voices-most",
            &[
                ("party", room.short(most.party).to_owned()),
                ("percent", (most.words * 100 / total).to_string()),
                ("begun", most.begun.to_string()),
                ("of", begun.to_string()),
            ],
        ));
    }
    let silent: Vec<_> = voices
        .parties
        .iter()
        .filter(|voice| voice.turns == 0)
        .map(|voice| room.short(voice.party).to_owned())
        .collect();
    match silent.split_at(figures::named(silent.len(), SILENT_NAMED)) {
        ([], _) => {}
        (silent, []) => {
            sentences.push(room.say.one("voices-silent", "parties", silent.join(", ")));
        }
        (first, rest) => sentences.push(room.say.two(
            "voices-silent-more",
            ("parties", first.join(", ")),
            ("count", rest.len()),
        )),
    }
    if let Some(gini) = voices.gini {
        let key = if gini < 0.25 {
            "voices-even"
        } else if gini < 0.6 {
            "voices-uneven"
        } else {
            "voices-lopsided"
        };
        sentences.push(room.say.text(key));
    }
    sentences
}

/// In the words of whoever follows it; the facilitator of another party asks for it.
fn advise(room: &Room<'_>, advice: &Advice) -> String {
    let key = |advised: &str| match advice.is_for(room.seen.party()) {
        true => format!("advice-{advised}"),
        false => format!("advice-{advised}-facilitating"),
    };
    match advice {
        Advice::AskFirst { party } => room.say.one(&key("ask_first"), "party", room.short(*party)),
        Advice::LetOthersBegin { party, begun, of } => room.say.with(
            &key("let_others_begin"),
            &[
                ("party", room.short(*party).to_owned()),
                ("begun", begun.to_string()),
                ("of", of.to_string()),
            ],
        ),
        Advice::LeaveRoom { party, percent } => room.say.two(
            &key("leave_room"),
            ("party", room.short(*party)),
            ("percent", percent),
        ),
    }
}
