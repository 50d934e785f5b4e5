//! What is written into the record: one shape per kind of fact, each in two parts.
//!
//! The *fact* holds opaque ids, figures and words of the vocabulary, and stays for ever. The *text*
//! holds what people typed, and can be erased. Both are stored as the exact JSON bytes made here.
//!
//! A fact is declared once, in its concept's `facts.rs`: its shape, whom it [reaches](Reach), and what
//! it changes (`Happened`). What else is told of it follows from the types of its fields ([`Field`]).
//! All are listed in [`catalogue`](crate::catalogue).
//!
//! Shapes only grow: a new field is an `Option` or has a default, an old shape stays readable (its
//! golden file in `tests/golden` says so), and a kind that is not in the catalogue is an error,
//! never skipped.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use utoipa::openapi::{RefOr, Schema};
use uuid::Uuid;

use crate::agreement::Fingerprint;
use crate::day::Day;
use crate::edits::Edited;
use crate::ids::*;
use crate::local_time::LocalTime;
use crate::measure::Packed;
use crate::relationship::Relationship;
use crate::stage::Staged;
use crate::stamp::{Moment, Stamp};
use crate::words::*;

pub use crate::agreement::facts::*;
pub use crate::catalogue::Fact;
pub use crate::closing::facts::*;
pub use crate::commitment::facts::*;
pub use crate::consultation::facts::*;
pub use crate::dialogue::facts::*;
pub use crate::factor::facts::*;
pub use crate::feature::facts::*;
pub use crate::measure::facts::*;
pub use crate::meeting::facts::*;
pub use crate::mix::facts::*;
pub use crate::pack::facts::*;
pub use crate::proposal::facts::*;
pub use crate::repair::facts::*;
pub use crate::review::facts::*;
pub use crate::service::facts::*;
pub use crate::stage::facts::*;
pub use crate::table::facts::*;
pub use crate::trust::facts::*;
pub use crate::value::facts::*;

/// Bytes that are not a fact of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Written by a newer release, or not by Covalue.
    #[error("this release does not know facts of kind “{0}”; use a newer one")]
    UnknownKind(String),
    /// The bytes do not have the shape of their kind.
    #[error("a fact of kind “{kind}” is malformed: {reason}")]
    Malformed {
        /// The kind the entry claims.
        kind: String,
        /// What the parser says.
        reason: String,
    },
}

/// A fact as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// The kind, part of the entry's envelope.
    pub kind: &'static str,
    /// JSON bytes that stay.
    pub fact: Vec<u8>,
    /// JSON bytes that can be erased.
    pub content: Option<Vec<u8>>,
}

/// Whom a fact reaches, as it is declared: [`Seen::sight`](crate::audience::Seen::sight) decides over
/// these and over nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach<'a> {
    /// Everybody who sits at the table.
    Table,
    /// Everybody who sits at the table; the words, those of them whose seat reaches back to it.
    Written,
    /// Everybody who sits at the table, though nobody there did it.
    Everybody,
    /// Its author alone.
    Author,
    /// Those who may see the contribution, which this fact is.
    Said(&'a ContributionId, &'a Audience),
    /// Those who may see the contribution that it is about.
    Words(&'a ContributionId),
    /// This audience, as somebody of this party chose it.
    Heard(&'a Audience, &'a PartyId),
    /// Those who may see what its author's party says the outcome is worth; where its author stands
    /// under a role, nobody else.
    Worth(&'a OutcomeId),
    /// Everybody, where its author stands by name; else nobody else.
    Named,
    /// Everybody, where its author stands by name; else nobody else. Holds no reason.
    Opening,
    /// Its author, and once it lies open those who may see what the consumer says of the outcome.
    Guess(&'a OutcomeId),
    /// Those who may see what the consumer says of all these outcomes.
    Mix(&'a [OutcomeId]),
    /// Its author, and once it lies open everybody whose seat reaches back to it.
    Position(&'a ProposalId),
    /// Its author, and once the quarter that begins on that day is open everybody whose seat reaches back to it.
    Trust(&'a Day),
    /// Whoever reaches back to the objection with that entry.
    Objection(&'a ProposalId, &'a u64),
    /// As the entry that it erases; its ground is for the author's own party.
    Erasure(&'a u64),
}

/// What a fact changes in the state. It cannot fail and never changes meaning: it reads every fact ever
/// released.
pub(crate) trait Happened {
    /// Takes the fact into the state.
    fn apply(self, stamp: Stamp, to: &mut Relationship);

    /// What it puts anew, where others may be changing the same.
    fn edits(&self) -> Option<Edited> {
        None
    }
}

/// One field of a fact, as whoever tells of it needs it: which people, things and figures it mentions
/// follows from the fields' types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// Nothing was said there.
    Nothing,
    /// A person.
    Person(PersonId),
    /// A party.
    Party(PartyId),
    /// An organisation.
    Organisation(OrganisationId),
    /// An outcome.
    Outcome(OutcomeId),
    /// A part of the running service.
    Part(PartId),
    /// A supplier that the service depends on.
    Dependency(DependencyId),
    /// Something said.
    Contribution(ContributionId),
    /// Something that could be done.
    Feature(FeatureId),
    /// Something that the table may decide.
    Proposal(ProposalId),
    /// A promise of one party to another.
    Commitment(CommitmentId),
    /// A meeting of the table.
    Meeting(MeetingId),
    /// A point on its agenda.
    Topic(TopicId),
    /// Something outside.
    Factor(FactorId),
    /// Something that broke.
    Repair(RepairId),
    /// A stage at which things are worked on.
    Stage(StageId),
    /// A figure by which an outcome is told to be met.
    Measure(MeasureId),
    /// A question put to many people.
    Consultation(ConsultationId),
    /// A role; several are told in a row.
    Role(Role),
    /// A word of the vocabulary, by its name and its kind: “cost” of “burden”.
    Word(&'static str, &'static str),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(u64),
    /// An amount, in minor units.
    Price(Price),
    /// A moment.
    Moment(Moment),
    /// A day.
    Day(Day),
    /// An audience.
    Audience(&'a Audience),
    /// A party's weight.
    Weight(Endowment),
    /// What a rule came to.
    Result(&'a MixResult),
    /// Something that is not told of: an id without a name, bytes.
    Untold,
}

/// What has fields to tell of, one or several.
pub trait Told {
    /// Hands out each field in turn.
    fn tell<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, Field<'a>));
}

/// What people type: one text, or several.
pub trait Typed {
    /// Hands out each text in turn.
    fn typed<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, &'a str));
}

impl Typed for String {
    fn typed<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, &'a str)) {
        tell(name, self);
    }
}

macro_rules! told {
    ($($type:ty: |$value:ident| $field:expr;)*) => {$(
        impl Told for $type {
            fn tell<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, Field<'a>)) {
                let $value = self;
                tell(name, $field);
            }
        }
    )*};
}

told! {
    PersonId: |id| Field::Person(*id);
    PartyId: |id| Field::Party(*id);
    OrganisationId: |id| Field::Organisation(*id);
    OutcomeId: |id| Field::Outcome(*id);
    PartId: |id| Field::Part(*id);
    DependencyId: |id| Field::Dependency(*id);
    ContributionId: |id| Field::Contribution(*id);
    FeatureId: |id| Field::Feature(*id);
    EffectId: |_id| Field::Untold;
    WordingId: |_id| Field::Untold;
    MixId: |_id| Field::Untold;
    ClosingId: |_id| Field::Untold;
    ProposalId: |id| Field::Proposal(*id);
    CommitmentId: |id| Field::Commitment(*id);
    MeetingId: |id| Field::Meeting(*id);
    TopicId: |id| Field::Topic(*id);
    LocalTime: |_time| Field::Untold;
    FactorId: |id| Field::Factor(*id);
    RepairId: |id| Field::Repair(*id);
    PackId: |_id| Field::Untold;
    StageId: |id| Field::Stage(*id);
    ConsultationId: |id| Field::Consultation(*id);
    SuggestionId: |_id| Field::Untold;
    ReflectionId: |_id| Field::Untold;
    AnswerId: |_id| Field::Untold;
    MeasureId: |id| Field::Measure(*id);
    DissentId: |_id| Field::Untold;
    Fingerprint: |_hash| Field::Untold;
    Assertion: |_bytes| Field::Untold;
    String: |_text| Field::Untold;
    i64: |_number| Field::Untold;
    bool: |flag| Field::Flag(*flag);
    u8: |number| Field::Number(u64::from(*number));
    u64: |number| Field::Number(*number);
    Moment: |moment| Field::Moment(*moment);
    Day: |day| Field::Day(*day);
    Audience: |audience| Field::Audience(audience);
    Price: |price| Field::Price(*price);
    Serves: |serves| Field::Outcome(serves.outcome);
    Bearer: |bearer| Field::Party(bearer.party);
    CostTo: |cost| Field::Party(cost.party);
    WorthTo: |worth| Field::Party(worth.party);
    PartyStance: |stance| Field::Party(stance.party);
    Endowment: |weight| Field::Weight(*weight);
    MixResult: |result| Field::Result(result);
    Role: |role| Field::Role(*role);
    PartyKind: |word| Field::Word("kind", word.word());
    Closeness: |word| Field::Word("closeness", word.word());
    Since: |word| Field::Word("since", word.word());
    Proof: |word| Field::Word("proof", word.word());
    Quality: |word| Field::Word("quality", word.word());
    Stage: |word| Field::Word("stage", word.word());
    Direction: |word| Field::Word("direction", word.word());
    Burden: |word| Field::Word("burden", word.word());
    Balance: |word| Field::Word("answer", word.word());
    Verdict: |word| Field::Word("verdict", word.word());
    ContributionKind: |word| Field::Word("contribution", word.word());
    LimitKind: |word| Field::Word("limit", word.word());
    AnswerKind: |word| Field::Word("became", word.word());
    Origin: |word| Field::Word("origin", word.word());
    MixRule: |word| Field::Word("rule", word.word());
    Stance: |word| Field::Word("stance", word.word());
    Silence: |word| Field::Word("silence", word.word());
    Aim: |word| Field::Word("aim", word.word());
    ReadingSource: |word| Field::Word("source", word.word());
    Experience: |word| Field::Word("experience", word.word());
    Rhythm: |word| Field::Word("rhythm", word.word());
    CameTrue: |word| Field::Word("came_true", word.word());
    Packed: |_bytes| Field::Untold;
    FactorKind: |word| Field::Word("factor_kind", word.word());
    StagePack: |word| Field::Word("stage_pack", word.word());
    Clause: |word| Field::Word("clause", word.word());
    AgreementSection: |word| Field::Word("agreement-part", word.word());
    Proved: |word| Field::Word("proved", word.word());
    Reopening: |word| Field::Word("reopening", word.word());
    Withdrawal: |word| Field::Word("withdrawal", word.word());
    Moderation: |word| Field::Word("moderation", word.word());
    Showing: |word| Field::Word("showing", word.word());
    Bringing: |word| Field::Word("bringing", word.word());
    Tongue: |_word| Field::Untold;
    Principle: |word| Field::Word("principle", word.word());
    MeetingKind: |word| Field::Word("meeting-kind", word.word());
    Coming: |word| Field::Word("coming", word.word());
    Asking: |word| Field::Word("asking", word.word());
    Floor: |word| Field::Word("floor", word.word());
    Subject: |_subject| Field::Untold;
}

impl Told for Staged {
    fn tell<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, Field<'a>)) {
        let thing = match self {
            Self::Feature(id) => Field::Feature(*id),
            Self::Proposal(id) => Field::Proposal(*id),
            Self::Meeting(id) => Field::Meeting(*id),
            Self::Commitment(id) => Field::Commitment(*id),
        };
        tell(name, thing);
    }
}

impl Told for Bearers {
    fn tell<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, Field<'a>)) {
        for bearer in self.all() {
            bearer.tell(name, tell);
        }
    }
}

impl<T: Told> Told for Option<T> {
    fn tell<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, Field<'a>)) {
        match self {
            Some(value) => value.tell(name, tell),
            None => tell(name, Field::Nothing),
        }
    }
}

impl<T: Told> Told for Vec<T> {
    fn tell<'a>(&'a self, name: &'static str, tell: &mut dyn FnMut(&'static str, Field<'a>)) {
        for value in self {
            value.tell(name, tell);
        }
    }
}

pub(crate) fn json<T: Serialize>(value: &T) -> Vec<u8> {
    // Shapes hold strings, numbers and lists of them only: writing them to memory cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}

/// How a kind of fact looks to programs.
pub struct Shape {
    /// The kind's stable name.
    pub kind: &'static str,
    /// What the shape is called.
    pub name: &'static str,
    /// Its fields.
    pub fact: RefOr<Schema>,
    /// Its text, where it can have one.
    pub text: Option<RefOr<Schema>>,
    /// The shapes that these refer to.
    pub within: Vec<(String, RefOr<Schema>)>,
}

pub(crate) fn fields_of(fact: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(fact) {
        Ok(Value::Object(fields)) => fields,
        // Facts are structs of the shapes above: there is no other case.
        _ => Map::new(),
    }
}

pub(crate) fn tell_text(told: &mut Map<String, Value>, text: &impl Serialize) {
    let text = serde_json::to_value(text).unwrap_or_default();
    told.insert("text".to_owned(), text);
}

pub(crate) fn read<'a, T: Deserialize<'a>>(kind: &str, bytes: &'a [u8]) -> Result<T, Unreadable> {
    serde_json::from_slice(bytes).map_err(|error| Unreadable::Malformed {
        kind: kind.to_owned(),
        reason: error.to_string(),
    })
}

/// Declares facts: `"kind_on_record" Name reaches Whom(field) { field: Type, } says Text { field: String, }`.
macro_rules! facts {
    ($($(#[$doc:meta])* $kind:literal $name:ident reaches $reach:ident $(($($of:ident),+))? {
        $($(#[$fdoc:meta])* $field:ident: $type:ty,)*
    } $(says $text:ident { $($(#[$tdoc:meta])* $tfield:ident: $ttype:ty,)* })? )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $type,)*
            $(
                /// What was typed; `None` once erased.
                #[serde(skip)]
                pub text: Option<$text>,
            )?
        }
        $(
            #[doc = concat!("The erasable text of [`", stringify!($name), "`].")]
            #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
            pub struct $text { $($(#[$tdoc])* pub $tfield: $ttype,)* }
        )?
        #[allow(unused_mut, unused_variables, reason = "not every fact has fields and texts")]
        impl $name {
            /// The kind's stable name.
            pub const KIND: &'static str = $kind;
            /// What can be typed with it: the names of its texts.
            pub const TEXTS: &'static [&'static str] = &[$($(stringify!($tfield)),*)?];

            pub(crate) fn content(&self) -> Option<Vec<u8>> {
                let content: Option<Vec<u8>> = None;
                $(let text: &Option<$text> = &self.text; let content = content.or(text.as_ref().map(crate::fact::json));)?
                content
            }

            /// What it is to programs: its fields, and its text, if it has one.
            pub(crate) fn told(&self) -> serde_json::Map<String, serde_json::Value> {
                let mut told = crate::fact::fields_of(self);
                $(let text: &Option<$text> = &self.text; crate::fact::tell_text(&mut told, text);)?
                told
            }

            pub(crate) fn shape() -> crate::fact::Shape {
                let mut within = Vec::new();
                <Self as utoipa::ToSchema>::schemas(&mut within);
                $(<$text as utoipa::ToSchema>::schemas(&mut within);)?
                let text = None;
                $(let text = text.or_else(|| Some(<$text as utoipa::PartialSchema>::schema()));)?
                crate::fact::Shape {
                    kind: $kind,
                    name: stringify!($name),
                    fact: <Self as utoipa::PartialSchema>::schema(),
                    text,
                    within,
                }
            }

            pub(crate) fn without_text(&self) -> Self {
                Self {
                    $($field: self.$field.clone(),)*
                    $(text: None::<$text>,)?
                }
            }

            pub(crate) fn decode(fact: &[u8], content: Option<&[u8]>) -> Result<Self, crate::fact::Unreadable> {
                let mut decoded: Self = crate::fact::read($kind, fact)?;
                $(decoded.text = content.map(|bytes| crate::fact::read::<$text>($kind, bytes)).transpose()?;)?
                Ok(decoded)
            }

            pub(crate) fn reach(&self) -> crate::fact::Reach<'_> {
                crate::fact::Reach::$reach $(($(&self.$of),+))?
            }

            pub(crate) fn each_field<'a>(&'a self, tell: &mut dyn FnMut(&'static str, crate::fact::Field<'a>)) {
                $(crate::fact::Told::tell(&self.$field, stringify!($field), tell);)*
            }

            pub(crate) fn each_text<'a>(&'a self, tell: &mut dyn FnMut(&'static str, &'a str)) {
                $(if let Some(text) = &self.text as &Option<$text> {
                    $(crate::fact::Typed::typed(&text.$tfield, stringify!($tfield), tell);)*
                })?
            }
        }
    )*};
}
pub(crate) use facts;

/// Something that there is since a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Made {
    /// What it is.
    #[serde(rename = "type")]
    pub thing: Thing,
    /// Its id.
    pub id: Uuid,
}

impl Fact {
    /// What there is since then that was not there before, in the order in which it was asked for.
    pub fn made(&self) -> Vec<Made> {
        let one = |thing, id| vec![Made { thing, id }];
        match self {
            Fact::RelationshipOpened(fact) => [fact.provider, fact.consumer]
                .map(|party| Made {
                    thing: Thing::Party,
                    id: party.0,
                })
                .into(),
            Fact::PartySeated(fact) => one(Thing::Party, fact.party.0),
            Fact::PersonSuggested(fact) => one(Thing::Suggestion, fact.suggestion.0),
            Fact::DependencyNamed(fact) => one(Thing::Dependency, fact.dependency.0),
            Fact::ClosingProposed(fact) => one(Thing::Closing, fact.closing.0),
            Fact::ProposalOpened(fact) => one(Thing::Proposal, fact.proposal.0),
            Fact::CommitmentMade(fact) => one(Thing::Commitment, fact.commitment.0),
            Fact::MeetingPlanned(fact) => one(Thing::Meeting, fact.meeting.0),
            Fact::TopicBrought(fact) => one(Thing::Topic, fact.topic.0),
            Fact::FactorRecorded(fact) => one(Thing::Factor, fact.factor.0),
            Fact::RepairOpened(fact) => one(Thing::Repair, fact.repair.0),
            Fact::PackMade(fact) => one(Thing::Pack, fact.pack.0),
            Fact::ConsultationOpened(fact) => one(Thing::Consultation, fact.consultation.0),
            Fact::OutcomeAdded(fact) => one(Thing::Outcome, fact.outcome.0),
            Fact::WordingProposed(fact) => one(Thing::Wording, fact.wording.0),
            Fact::EffectStated(fact) => one(Thing::Effect, fact.effect.0),
            Fact::MeasureNamed(fact) => one(Thing::Measure, fact.measure.0),
            Fact::DissentSaid(fact) => one(Thing::Dissent, fact.dissent.0),
            Fact::PartNamed(fact) => one(Thing::Part, fact.part.0),
            Fact::ContributionSaid(fact) => one(Thing::Contribution, fact.contribution.0),
            Fact::SaidBack(fact) => one(Thing::Reflection, fact.reflection.0),
            Fact::ObjectionSaidBack(fact) => one(Thing::Reflection, fact.reflection.0),
            Fact::ContributionAnswered(fact) => one(Thing::Answer, fact.answer.0),
            Fact::FeatureAdded(fact) => one(Thing::Feature, fact.feature.0),
            Fact::MixRecorded(fact) => one(Thing::Mix, fact.mix.0),
            Fact::StagesChosen(fact) => {
                let thing = Thing::Stage;
                fact.added
                    .iter()
                    .map(|id| Made { thing, id: id.0 })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// What it is to programs: its kind, its fields, and its text, which is `null` once erased or where the
    /// reader may not have it.
    pub fn told(&self) -> Map<String, Value> {
        let mut told = self.fields_and_text();
        told.insert("fact".to_owned(), Value::from(self.kind()));
        told
    }

    /// The entry whose text goes from the record with it, if one does.
    pub fn erases(&self) -> Option<u64> {
        match self {
            Fact::ContributionTakenBack(fact) => Some(fact.sequence),
            Fact::SpokenWordWithdrawn(fact) => Some(fact.sequence),
            Fact::ContentErased(fact) => Some(fact.sequence),
            _ => None,
        }
    }

    /// Whose text it is, where that is not whoever wrote it: what somebody is called is theirs, and so are
    /// words that an agreement repeats.
    pub fn author(&self) -> Option<PersonId> {
        match self {
            Fact::ClauseFixed(fact) => fact.words_of,
            _ => self.names(),
        }
    }

    /// Whose name its text says: that is theirs, whoever wrote it.
    pub fn names(&self) -> Option<PersonId> {
        match self {
            Fact::PersonSeated(fact) => Some(fact.person),
            Fact::PersonRenamed(fact) => Some(fact.person),
            _ => None,
        }
    }

    /// The people whom it mentions.
    pub fn people(&self) -> Vec<PersonId> {
        let mut people = Vec::new();
        self.each_field(&mut |_, field| people.extend(field.person()));
        people
    }

    /// The outcomes that it is about.
    pub fn outcomes(&self) -> Vec<OutcomeId> {
        let mut outcomes = Vec::new();
        self.each_field(&mut |_, field| {
            if let Field::Outcome(outcome) = field {
                outcomes.push(outcome);
            }
        });
        outcomes
    }
}

impl Field<'_> {
    fn person(self) -> Option<PersonId> {
        match self {
            Field::Person(person) => Some(person),
            _ => None,
        }
    }
}

/// The kinds of which [`Fact::erases`] has an answer: of all others no byte has to be read.
const ERASING: [&str; 3] = [
    ContributionTakenBack::KIND,
    SpokenWordWithdrawn::KIND,
    ContentErased::KIND,
];

/// [`Fact::erases`] of a stored entry. The record asks this when it appends, imports and verifies:
/// what is missing from it must have been erased by an entry that says so. Whoever checks a record by
/// its format alone knows these kinds and this field, so nothing else of the fact is asked; one that
/// names no entry is said to name entry 0, which there is not.
pub fn erases(kind: &str, fact: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Erasing {
        sequence: u64,
    }
    if !ERASING.contains(&kind) {
        return None;
    }
    let erasing = serde_json::from_slice::<Erasing>(fact);
    Some(erasing.map_or(0, |erasing| erasing.sequence))
}
