//! Searching what a viewer may see of a relationship.
//!
//! The folded state is searched as it is: what somebody may not see is not among what is looked
//! through, and there is no index that could know more than the record.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::audience::{Seen, Who};
use crate::dialogue::Contribution;
use crate::ids::*;
use crate::letters::{self, Reading};
use crate::stamp::Moment;
use crate::words::*;

/// Results of one search.
pub const HITS: usize = 50;
/// Words of one search; more narrow nothing down.
const TERMS: usize = 12;
/// Characters of a text shown around what was found.
const EXCERPT: usize = 160;

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    /// Said at the table, said back, corrected or answered.
    Contribution {
        /// The contribution.
        contribution: ContributionId,
        /// What it is.
        kind: ContributionKind,
        /// Its author's party.
        party: PartyId,
        /// Its author.
        person: PersonId,
    },
    /// An outcome's statement, objective or effects.
    Outcome {
        /// The outcome.
        outcome: OutcomeId,
    },
    /// A feature: its name, what it is, why it was withdrawn, or a share of it not borne.
    Feature {
        /// The feature.
        feature: FeatureId,
    },
    /// What the relationship is for.
    Purpose,
    /// What a party brings, expects and cannot do.
    Terms {
        /// The party.
        party: PartyId,
    },
    /// Whether a party is better off.
    BetterOff {
        /// The party.
        party: PartyId,
    },
    /// A part of the running service.
    Part,
    /// A supplier the service depends on.
    Dependency,
    /// Why the parties' voices in a mix weigh what they weigh.
    Endowments,
    /// A commitment: what was promised, and what both sides said of it.
    Commitment {
        /// The commitment.
        commitment: CommitmentId,
    },
    /// A meeting: what it is called, where it is, the points on its agenda, why it was cancelled.
    Meeting {
        /// The meeting.
        meeting: MeetingId,
    },
    /// Something outside, or why it is none.
    Factor {
        /// The factor.
        factor: FactorId,
    },
    /// Something that broke: what was said of each part of its repair.
    Repair {
        /// The repair.
        repair: RepairId,
    },
    /// A page that a party added to a pack.
    Pack {
        /// The pack.
        pack: PackId,
    },
    /// A sentence that somebody answered about the other side.
    Trust,
    /// What the table's own stages are called.
    Stages,
    /// A consultation: its question, statements and rules, and why statements were left out.
    Consultation {
        /// The consultation.
        consultation: ConsultationId,
    },
    /// A proposal: its words, where people stand, and what was answered to guiding principles.
    Proposal {
        /// The proposal.
        proposal: ProposalId,
    },
    /// The agreement: its text, why somebody does not sign it, why it was opened again, what people have against it.
    Agreement {
        /// Which version.
        version: u64,
    },
    /// Whether an outcome came true, in the word of its own party.
    Review {
        /// The outcome.
        outcome: OutcomeId,
    },
    /// A measure of an outcome.
    Measure {
        /// Of which outcome.
        outcome: OutcomeId,
    },
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hit {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// The text around it.
    pub excerpt: String,
    /// Whose words the excerpt is, where they stand there by name.
    #[serde(skip)]
    pub by: Option<PersonId>,
    /// When it was said.
    pub at: Moment,
}

/// What is looked for: every word of it, in any order, and every phrase in quotes as it is, both
/// however they were typed.
#[derive(Clone)]
pub struct Query {
    terms: Vec<Letters>,
    /// Names by which what people said is found, too.
    names: BTreeMap<PersonId, Letters>,
}

/// A text as it is compared, in both its readings.
#[derive(Clone)]
struct Letters {
    short: String,
    /// `None` where it is the same.
    long: Option<String>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let (short, differs) = letters::reading(text, Reading::Short);
        let long = differs.then(|| letters::reading(text, Reading::Long).0);
        Self { short, long }
    }

    fn read(&self, reading: Reading) -> &str {
        match (reading, &self.long) {
            (Reading::Long, Some(long)) => long,
            _ => &self.short,
        }
    }

    /// In which reading the term stands here, and how many letters stand before it.
    fn find(&self, term: &Self) -> Option<(Reading, usize)> {
        Reading::ALL.into_iter().find_map(|reading| {
            let text = self.read(reading);
            let at = text.find(term.read(reading))?;
            Some((reading, text[..at].chars().count()))
        })
    }

    fn has(&self, term: &Self) -> bool {
        self.find(term).is_some()
    }
}

/// The words and phrases that were typed, without the marks around them.
fn terms(typed: &str) -> Vec<&str> {
    let mut terms = Vec::new();
    let mut rest = typed;
    while let Some(first) = rest.chars().next() {
        let after = &rest[first.len_utf8()..];
        let closing = |(at, sign): (usize, char)| {
            let next = after[at + sign.len_utf8()..].chars().next();
            letters::is_quote(sign) && next.is_none_or(letters::is_around)
        };
        let end = match after.char_indices().find(|one| closing(*one)) {
            Some((end, sign)) if letters::is_quote(first) => {
                terms.push(&after[..end]);
                rest = &after[end + sign.len_utf8()..];
                continue;
            }
            _ => rest.find(char::is_whitespace),
        };
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        terms.extend((!word.is_empty()).then_some(word));
        rest = after.trim_start();
    }
    terms
}

impl Query {
    /// Reads what was typed; `None` when it holds no word.
    pub fn new(typed: &str) -> Option<Self> {
        let terms = terms(typed).into_iter().map(Letters::of);
        let terms = terms.filter(|term| !term.short.is_empty());
        let terms: Vec<Letters> = terms.take(TERMS).collect();
        let names = BTreeMap::new();
        (!terms.is_empty()).then_some(Self { terms, names })
    }

    /// The same, which also finds what these people said by their names: those of
    /// [`Seen::people_named`].
    #[must_use]
    pub fn knowing(mut self, names: impl IntoIterator<Item = (PersonId, String)>) -> Self {
        let names = names.into_iter();
        let names = names.map(|(person, name)| (person, Letters::of(&name)));
        self.names = names.collect();
        self
    }

    /// The text around the first word found, when all are in the texts and the names of those who
    /// said them together; and which text it is.
    fn find(&self, texts: &[&str], people: &BTreeSet<PersonId>) -> Option<(usize, String)> {
        let read: Vec<Letters> = texts.iter().map(|text| Letters::of(text)).collect();
        let names = people.iter().filter_map(|person| self.names.get(person));
        let all: Vec<&Letters> = read.iter().chain(names).collect();
        let has = |term: &Letters| all.iter().any(|text| text.has(term));
        if !self.terms.iter().all(has) {
            return None;
        }
        let found = self.terms.iter().find_map(|term| {
            let mut places = texts.iter().zip(&read).enumerate();
            places.find_map(|(which, (text, read))| {
                let (reading, before) = read.find(term)?;
                let mut places = Vec::new();
                letters::folded(text, reading, |place, _| places.push(place));
                Some((which, *places.get(before)?))
            })
        });
        // Found by name alone: where it begins, unless there is nothing left to read.
        let first = || Some((texts.iter().position(|text| !text.trim().is_empty())?, 0));
        let (which, around) = found.or_else(first)?;
        Some((which, excerpt(texts.get(which)?, around)))
    }

    /// A text in pieces, each with whether it is a word that was looked for.
    pub fn pieces(&self, text: &str) -> Vec<(bool, String)> {
        let signs: Vec<char> = text.chars().collect();
        let mut found = vec![false; signs.len()];
        for reading in Reading::ALL {
            let (mut read, mut places) = (Vec::new(), Vec::new());
            letters::folded(text, reading, |place, letter| {
                read.push(letter);
                places.push(place);
            });
            for term in &self.terms {
                let term: Vec<char> = term.read(reading).chars().collect();
                for (at, window) in read.windows(term.len()).enumerate() {
                    if window == term {
                        found[places[at]..=places[at + term.len() - 1]].fill(true);
                    }
                }
            }
        }
        // An accent that was typed by itself stays with its letter.
        for at in 1..signs.len() {
            found[at] |= found[at - 1] && letters::stays(signs[at]);
        }
        let mut pieces: Vec<(bool, String)> = Vec::new();
        for (sign, found) in signs.into_iter().zip(found) {
            match pieces.last_mut() {
                Some((same, piece)) if *same == found => piece.push(sign),
                _ => pieces.push((found, sign.to_string())),
            }
        }
        pieces
    }
}

fn excerpt(text: &str, around: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let length = text.chars().count();
    if length <= EXCERPT {
        return text;
    }
    let start = around.saturating_sub(EXCERPT / 3).min(length - EXCERPT);
    let shown: String = text.chars().skip(start).take(EXCERPT).collect();
    let head = if start > 0 { "…" } else { "" };
    let tail = if start + EXCERPT < length { "…" } else { "" };
    format!("{head}{}{tail}", shown.trim())
}

impl Contribution {
    /// Whose words stand in its place.
    fn people(&self) -> BTreeSet<PersonId> {
        let tellings = self.reflections.iter().map(|told| told.stamp.actor);
        let answers = self.answers.iter().map(|answer| answer.stamp.actor);
        let own = [self.author, self.stamp.actor];
        own.into_iter().chain(tellings).chain(answers).collect()
    }
}

impl Seen<'_> {
    /// Who said something in a place that is searched, as far as they stand there by name.
    pub fn people_named(&self) -> BTreeSet<PersonId> {
        let said = self.contributions().filter(|said| !said.gone);
        let mut people: BTreeSet<PersonId> = said.flat_map(Contribution::people).collect();
        for outcome in self.then.value.outcomes.values() {
            let voices = self.voices_on(outcome).into_iter();
            people.extend(voices.filter_map(|voice| by_name(voice.who)));
        }
        people
    }

    /// What the viewer may see that holds every word of the query, latest first.
    pub fn search(&self, query: &Query) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut look_by =
            |place: Place, at: Moment, texts: &[(Option<PersonId>, &str)], people: &BTreeSet<_>| {
                let (by, texts): (Vec<_>, Vec<_>) = texts.iter().copied().unzip();
                if let Some((which, excerpt)) = query.find(&texts, people) {
                    let by = by.get(which).copied().flatten();
                    hits.push(Hit {
                        place,
                        excerpt,
                        by,
                        at,
                    });
                }
            };
        for said in self.contributions().filter(|said| !said.gone) {
            let own = Some(said.stamp.actor);
            let mut texts: Vec<(Option<PersonId>, &str)> =
                said.words.iter().map(|it| (own, it.as_str())).collect();
            texts.push((own, &said.condition));
            let attached = said.attachments.iter();
            let attached = attached.flat_map(|it| [it.name.as_str(), it.alt.as_str()]);
            texts.extend(attached.map(|it| (own, it)));
            let enables = said.enables.iter();
            texts.extend(enables.filter_map(|it| Some((own, it.words.as_deref()?))));
            for telling in &said.reflections {
                let by = Some(telling.stamp.actor);
                texts.extend(telling.words.iter().map(|it| (by, it.as_str())));
                let corrected = telling.corrected.as_ref();
                let corrected = corrected.and_then(|said| said.words.as_deref());
                texts.extend(corrected.map(|it| (own, it)));
            }
            let answers = said.answers.iter();
            texts.extend(
                answers.filter_map(|it| Some((Some(it.stamp.actor), it.words.as_deref()?))),
            );
            let place = Place::Contribution {
                contribution: said.id,
                kind: said.kind,
                party: said.party,
                person: said.author,
            };
            look_by(place, said.stamp.at, &texts, &said.people());
        }
        for outcome in self.then.value.outcomes.values() {
            let author = self.worded_by(outcome.id);
            let own = [outcome.statement(), outcome.objective()].map(|it| (author, it));
            let proposed = outcome.proposed.values().flat_map(|proposed| {
                let by = Some(proposed.stamp.actor);
                [&proposed.words.statement, &proposed.words.objective].map(|it| (by, it.as_ref()))
            });
            let effects = outcome.effects.values();
            let effects = effects.map(|effect| (None, effect.what.as_ref()));
            let texts: Vec<(Option<PersonId>, &str)> = own
                .into_iter()
                .chain([(None, outcome.retired_why.as_ref())])
                .chain(proposed)
                .chain(effects)
                .filter_map(|(by, text)| Some((by, text?.as_str())))
                .collect();
            let place = Place::Outcome {
                outcome: outcome.id,
            };
            look_by(place, outcome.added.at, &texts, &BTreeSet::new());
            // A reason that stands by role says nothing of when it was given either.
            for voice in self.voices_on(outcome) {
                let why = voice.why.as_deref().unwrap_or_default();
                let by = by_name(voice.who);
                let people = by.into_iter().collect();
                let at = voice.at.unwrap_or(outcome.added.at);
                look_by(place, at, &[(by, why)], &people);
            }
        }
        let nobody = BTreeSet::new();
        let mut look = |place: Place, at: Moment, texts: &[&str]| {
            let texts: Vec<_> = texts.iter().map(|text| (None, *text)).collect();
            look_by(place, at, &texts, &nobody);
        };
        for feature in self.then.features.features.values() {
            let own = [
                feature.name(),
                feature.note(),
                feature.withdrawn_why.as_ref(),
            ];
            let answers = feature.answers.values().map(|said| said.why.as_ref());
            let texts = own.into_iter().chain(answers);
            let texts: Vec<&str> = texts.filter_map(|text| text.map(String::as_str)).collect();
            let place = Place::Feature {
                feature: feature.id,
            };
            look(place, feature.added.at, &texts);
        }
        let table = &self.then.table;
        if let Some(purpose) = &table.purpose {
            let words = purpose.words.as_deref().unwrap_or_default();
            look(Place::Purpose, purpose.said.at, &[words]);
        }
        for party in self.frame().parties {
            let party_id = party.id;
            if let Some(terms) = &party.terms {
                let texts = [&terms.brings, &terms.expects, &terms.cannot];
                look(
                    Place::Terms { party: party_id },
                    terms.at,
                    &texts.map(String::as_str),
                );
            }
            if let Some(said) = &party.better_off {
                let words = said.statement.as_deref().unwrap_or_default();
                look(Place::BetterOff { party: party_id }, said.at, &[words]);
            }
        }
        for dependency in table.dependencies.values() {
            let texts = [&dependency.name, &dependency.left_out].map(|text| {
                let text: &Option<String> = text;
                text.as_deref().unwrap_or_default()
            });
            look(Place::Dependency, dependency.named.at, &texts);
        }
        if let Some(chosen) = &self.then.mixes.endowments {
            let why = chosen.why.as_deref().unwrap_or_default();
            look(Place::Endowments, chosen.stamp.at, &[why]);
        }
        for part in self.then.service.parts.values() {
            let name = part.name.as_deref().unwrap_or_default();
            look(Place::Part, part.named.at, &[name]);
        }
        for part in self.parts() {
            let named = self.then.service.parts.get(&part.id);
            let at = named.map_or(Moment(0), |part| part.named.at);
            for reason in &part.reasons {
                look(Place::Part, at, &[&reason.why]);
            }
        }
        for (commitment, at, texts) in self.commitment_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Commitment { commitment }, at, &texts);
        }
        for (meeting, at, texts) in self.meeting_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Meeting { meeting }, at, &texts);
        }
        for (outcome, at, words) in self.judged_texts() {
            look(Place::Review { outcome }, at, &[&words]);
        }
        for (factor, at, texts) in self.factor_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Factor { factor }, at, &texts);
        }
        for (repair, at, texts) in self.repair_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Repair { repair }, at, &texts);
        }
        for (pack, at, words) in self.pack_texts() {
            look(Place::Pack { pack }, at, &[&words]);
        }
        for (at, sentence) in self.trust_texts() {
            look(Place::Trust, at, &[&sentence]);
        }
        if let Some((at, names)) = self.stage_texts() {
            let texts: Vec<&str> = names.iter().map(String::as_str).collect();
            look(Place::Stages, at, &texts);
        }
        for (consultation, at, texts) in self.consultation_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Consultation { consultation }, at, &texts);
        }
        for (proposal, at, texts) in self.proposal_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Proposal { proposal }, at, &texts);
        }
        for (version, at, texts) in self.agreement_texts() {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            look(Place::Agreement { version }, at, &texts);
        }
        for measure in self
            .then
            .measures
            .all
            .values()
            .filter(|it| it.dropped.is_none())
        {
            let texts = [&measure.name, &measure.unit, &measure.how];
            let texts = texts.map(|text| text.as_deref().unwrap_or_default());
            let outcome = measure.outcome;
            look(Place::Measure { outcome }, measure.named.at, &texts);
        }
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.at));
        hits.truncate(HITS);
        hits
    }
}

fn by_name(who: Who) -> Option<PersonId> {
    match who {
        Who::Person(person) => Some(person),
        Who::Role { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn every_word_is_marked_wherever_it_stands_and_whatever_its_case() {
        let query = Query::new("elm BRI").unwrap();
        let pieces = query.pieces("The Elm bridge, elms");
        let told: Vec<_> = pieces
            .iter()
            .map(|(found, text)| (*found, text.as_str()))
            .collect();
        let (is, not) = (true, false);
        assert_eq!(
            told,
            [
                (not, "The "),
                (is, "Elm"),
                (not, " "),
                (is, "bri"),
                (not, "dge, "),
                (is, "elm"),
                (not, "s")
            ]
        );
    }

    #[test]
    fn letters_whose_lower_case_is_longer_stay_whole() {
        for text in ["İstanbul", "STRASSE ẞ", "", "ﬀ İİ", "🚚 Straße"] {
            for typed in ["i", "i\u{307}", "s", "ß", "🚚", "straße"] {
                let pieces = Query::new(typed).unwrap().pieces(text);
                let whole: String = pieces.into_iter().map(|(_, piece)| piece).collect();
                assert_eq!(whole, text);
            }
        }
        assert!(Query::new(" \t ").is_none());
    }

    fn marked(typed: &str, text: &str) -> Vec<String> {
        let pieces = Query::new(typed).unwrap().pieces(text);
        let found = pieces.into_iter().filter(|(found, _)| *found);
        found.map(|(_, piece)| piece).collect()
    }

    #[test]
    fn what_is_marked_is_what_was_typed_at_the_table() {
        assert_eq!(marked("uebergabe", "Die Übergabe, heute"), ["Übergabe"]);
        assert_eq!(marked("Übergabe", "Die Uebergabe"), ["Uebergabe"]);
        assert_eq!(marked("cafe", "im cafe\u{301}."), ["cafe\u{301}"]);
        assert_eq!(
            marked("lodz istanbul", "İstanbul–Łódź"),
            ["İstanbul", "Łódź"]
        );
        assert_eq!(
            marked("\"drop the driver\"", "to drop,\nthe *driver* off"),
            ["drop,\nthe *driver"]
        );
        assert_eq!(marked("drop, the", "we drop the man"), ["drop", "the"]);
        assert_eq!(
            marked("efficient", "an ef\u{AD}ﬁcient way"),
            ["ef\u{AD}ﬁcient"]
        );
    }

    #[test]
    fn quotes_make_a_phrase_and_nothing_else_does() {
        let terms = |typed| super::terms(typed).join("|");
        assert_eq!(
            terms("\"drop the driver\" at  “Elm Pass”."),
            "drop the driver|at|Elm Pass|."
        );
        assert_eq!(terms("„die Übergabe“ «le col»"), "die Übergabe|le col");
        assert_eq!(terms("\"drop the"), "\"drop|the");
        assert_eq!(terms("5\" pipe 6\" pipe"), "5\"|pipe|6\"|pipe");
        assert_eq!(terms("don’t צה״ל"), "don’t|צה״ל");
        assert!(Query::new("\"\" , – ").is_none());
    }
}
