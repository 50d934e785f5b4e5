//! What is written into the record: one shape per kind of fact, each in two parts.
//!
//! The *fact* holds opaque ids, figures and words of the vocabulary, and stays for ever. The *text*
//! holds what people typed, and can be erased. Both are stored as the exact JSON bytes made here.
//!
//! Shapes only grow: a new field is an `Option` or has a default, an old shape stays readable (its
//! golden file in `tests/golden` says so), and a kind that is not in this catalogue is an error,
//! never skipped.

use serde::{Deserialize, Serialize};

use crate::ids::*;
use crate::stamp::Moment;
use crate::words::*;

/// Bytes that are not a fact of this catalogue.
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

fn json<T: Serialize>(value: &T) -> Vec<u8> {
    // Shapes hold strings, numbers and lists of them only: writing them to memory cannot fail.
    serde_json::to_vec(value).unwrap_or_default()
}

fn read<'a, T: Deserialize<'a>>(kind: &str, bytes: &'a [u8]) -> Result<T, Unreadable> {
    serde_json::from_slice(bytes).map_err(|error| Unreadable::Malformed {
        kind: kind.to_owned(),
        reason: error.to_string(),
    })
}

macro_rules! facts {
    ($($(#[$doc:meta])* $kind:literal $name:ident {
        $($(#[$fdoc:meta])* $field:ident: $type:ty,)*
    } $(says $text:ident { $($(#[$tdoc:meta])* $tfield:ident: $ttype:ty,)* })? )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
                #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
                pub struct $text { $($(#[$tdoc])* pub $tfield: $ttype,)* }
            )?
            impl $name {
                fn content(&self) -> Option<Vec<u8>> {
                    let content: Option<Vec<u8>> = None;
                    $(let text: &Option<$text> = &self.text; let content = content.or(text.as_ref().map(json));)?
                    content
                }

                fn without_text(&self) -> Self {
                    Self {
                        $($field: self.$field.clone(),)*
                        $(text: None::<$text>,)?
                    }
                }

                #[allow(unused_mut, unused_variables)]
                fn decode(fact: &[u8], content: Option<&[u8]>) -> Result<Self, Unreadable> {
                    let mut decoded: Self = read($kind, fact)?;
                    $(decoded.text = content.map(|bytes| read::<$text>($kind, bytes)).transpose()?;)?
                    Ok(decoded)
                }
            }
        )*

        /// Any fact of a relationship.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact { $($(#[$doc])* $name($name),)* }

        impl Fact {
            /// Every kind of fact, in the order of this catalogue.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];

            /// The kind's stable name.
            pub fn kind(&self) -> &'static str {
                match self { $(Fact::$name(_) => $kind,)* }
            }

            /// The same without what was typed.
            pub fn without_text(&self) -> Self {
                match self { $(Fact::$name(fact) => Fact::$name(fact.without_text()),)* }
            }

            /// The bytes to store.
            pub fn encode(&self) -> Encoded {
                match self { $(Fact::$name(fact) => Encoded { kind: $kind, fact: json(fact), content: fact.content() },)* }
            }

            /// The fact behind stored bytes; `content` is `None` when it was erased or never was.
            ///
            /// # Errors
            /// [`Unreadable`] when the kind is unknown or the bytes do not have its shape.
            pub fn decode(kind: &str, fact: &[u8], content: Option<&[u8]>) -> Result<Self, Unreadable> {
                match kind {
                    $($kind => $name::decode(fact, content).map(Fact::$name),)*
                    other => Err(Unreadable::UnknownKind(other.to_owned())),
                }
            }
        }

        $(impl From<$name> for Fact { fn from(fact: $name) -> Self { Fact::$name(fact) } })*
    };
}

impl Fact {
    /// The entry whose text goes from the record with it, if one does.
    pub fn erases(&self) -> Option<u64> {
        match self {
            Fact::ContributionTakenBack(fact) => Some(fact.sequence),
            Fact::SpokenWordWithdrawn(fact) => Some(fact.sequence),
            Fact::ContentErased(fact) => Some(fact.sequence),
            _ => None,
        }
    }

    /// The contribution that it is, or is about: who may see that one may see it.
    pub(crate) fn contribution(&self) -> Option<ContributionId> {
        match self {
            Fact::ContributionSaid(ContributionSaid { contribution, .. })
            | Fact::ContributionTakenBack(ContributionTakenBack { contribution, .. })
            | Fact::SpokenWordConfirmed(SpokenWordConfirmed { contribution })
            | Fact::SpokenWordWithdrawn(SpokenWordWithdrawn { contribution, .. })
            | Fact::NeedExplained(NeedExplained { contribution, .. })
            | Fact::SaidBack(SaidBack { contribution, .. })
            | Fact::ReflectionConfirmed(ReflectionConfirmed { contribution, .. })
            | Fact::ReflectionCorrected(ReflectionCorrected { contribution, .. })
            | Fact::CorrectionAcknowledged(CorrectionAcknowledged { contribution, .. })
            | Fact::BuildNodded(BuildNodded { contribution, .. })
            | Fact::ContributionHeard(ContributionHeard { contribution, .. })
            | Fact::ContributionAnswered(ContributionAnswered { contribution, .. })
            | Fact::AnswerConfirmed(AnswerConfirmed { contribution, .. }) => Some(*contribution),
            _ => None,
        }
    }
}

/// The kinds of which [`Fact::erases`] has an answer: of all others no byte has to be read.
const ERASING: [&str; 3] = [
    "contribution_taken_back",
    "spoken_word_withdrawn",
    "content_erased",
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

facts! {
    /// A service relationship begins. Always entry 1.
    "relationship_opened" RelationshipOpened {
        /// The provider's party.
        provider: PartyId,
        /// Which organisation that is.
        provider_organisation: OrganisationId,
        /// The consumer's party.
        consumer: PartyId,
        /// Which organisation that is.
        consumer_organisation: OrganisationId,
        /// How close it is to be kept.
        closeness: Closeness,
        /// ISO 4217 code of every amount in the relationship.
        currency: String,
        /// IANA name of the zone in which its days begin.
        time_zone: String,
    } says OpeningText {
        /// The service, in a few words.
        name: String,
        /// Unit of the provider, where both sides are one organisation.
        provider_unit: String,
        /// Unit of the consumer, where both sides are one organisation.
        consumer_unit: String,
    }

    /// The relationship's name or closeness was set anew.
    "relationship_described" RelationshipDescribed {
        /// How close it is to be kept.
        closeness: Closeness,
    } says DescriptionText {
        /// The service, in a few words.
        name: String,
    }

    /// What the relationship is for.
    "purpose_said" PurposeSaid {
        /// Whose words these are.
        party: PartyId,
    } says PurposeText {
        /// The purpose.
        purpose: String,
    }

    /// A further organisation sits down.
    "party_seated" PartySeated {
        /// Its seat.
        party: PartyId,
        /// Which organisation it is.
        organisation: OrganisationId,
        /// In which part.
        kind: PartyKind,
        /// The named dependency that it answers.
        dependency: Option<DependencyId>,
    }

    /// Whoever runs the server declares that entries were lost, by a failover or a restored copy. Nobody
    /// at the table did it.
    "record_restored" RecordRestored {
        /// The last entry that this record shares with the one that was lost.
        shared: u64,
        /// How far the lost record reached.
        reached: u64,
        /// The root of its tree there.
        root: String,
    }

    /// What a party brings, expects and cannot do.
    "terms_said" TermsSaid {
        /// The party that says it of itself.
        party: PartyId,
    } says TermsText {
        /// What it brings.
        brings: String,
        /// What it may expect.
        expects: String,
        /// What it cannot do.
        cannot: String,
    }

    /// A supplier the service depends on was named.
    "dependency_named" DependencyNamed {
        /// The dependency.
        dependency: DependencyId,
    } says DependencyText {
        /// Who it is and what for.
        name: String,
    }

    /// Why a supplier that the service depends on has no seat.
    "dependency_left_out" DependencyLeftOut {
        /// The dependency.
        dependency: DependencyId,
    } says LeftOutText {
        /// The reason.
        why: String,
    }

    /// A person takes a seat.
    "person_seated" PersonSeated {
        /// Who.
        person: PersonId,
        /// In which party.
        party: PartyId,
        /// What they are there.
        roles: Vec<Role>,
        /// How far back they read.
        since: Since,
        /// The other party that gave this first seat, until the person takes it up.
        invited_by: Option<PartyId>,
        /// Whether the person has an account already.
        claimed: bool,
        /// How it is known that they are whom the seat is meant for.
        proof: Proof,
    } says SeatText {
        /// What they were called: names lie in the accounts, where they can be changed, and this is
        /// what the table was told.
        name: String,
        /// What their organisation was called.
        organisation: String,
    }

    /// A guest made the seat theirs with an account.
    "seat_claimed" SeatClaimed {}

    /// A person showed that the seat is theirs in a better way than by the link that led to it.
    "seat_proved" SeatProved {
        /// In which way.
        proof: Proof,
    } says SeatProofText {
        /// For mail, the domain of the address: “northwind.example”; else empty.
        at: String,
    }

    /// Whoever holds the link to this seat says that somebody else used it before them.
    "seat_contested" SeatContested {
        /// The party that made the link.
        link_of: PartyId,
    }

    /// A party that another named turns out to be this organisation: one of its own accounts sits there.
    "party_recognised" PartyRecognised {
        /// Its seat.
        party: PartyId,
        /// Which organisation it is.
        organisation: OrganisationId,
    }

    /// The consumer lets a party that came after it spoke see its figures.
    "figures_shared" FiguresShared {
        /// With whom.
        party: PartyId,
    }

    /// An invited person named a colleague instead.
    "seat_passed_on" SeatPassedOn {
        /// Who sits there now.
        to: PersonId,
    }

    /// A person's roles were set anew.
    "roles_set" RolesSet {
        /// Whose.
        person: PersonId,
        /// All their roles from now on.
        roles: Vec<Role>,
    }

    /// A person left the table.
    "person_unseated" PersonUnseated {
        /// Who.
        person: PersonId,
    }

    /// The facilitator's hat moved.
    "facilitation_passed" FacilitationPassed {
        /// Who wears it now.
        to: PersonId,
    }

    /// A supplier or other party left the table. Its words stay.
    "party_left" PartyLeft {
        /// Which party.
        party: PartyId,
    }

    /// A party proposes to close the relationship, or agrees to.
    "closing_consented" ClosingConsented {
        /// Which party.
        party: PartyId,
        /// Where the party is here only by links that another party made: which one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by_link_of: Option<PartyId>,
    }

    /// A party takes back its consent to close.
    "closing_withdrawn" ClosingWithdrawn {
        /// Which party.
        party: PartyId,
    }

    /// Every party consented: the relationship can be read and no more.
    "relationship_closed" RelationshipClosed {}

    /// A result the service enables somebody to have.
    "outcome_added" OutcomeAdded {
        /// The outcome.
        outcome: OutcomeId,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    } says OutcomeText {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective, in the words of the party it is for.
        objective: String,
    }

    /// An outcome was put in other words, or is for somebody else.
    "outcome_reworded" OutcomeReworded {
        /// The outcome.
        outcome: OutcomeId,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    } says RewordedText {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective, in the words of the party it is for.
        objective: String,
    }

    /// An outcome is no longer looked at; what was said of it stays.
    "outcome_retired" OutcomeRetired {
        /// The outcome.
        outcome: OutcomeId,
    } says RetiredText {
        /// The reason.
        why: String,
    }

    /// A cost or risk that an outcome removes from, or imposes on, the speaker's party.
    "effect_stated" EffectStated {
        /// The effect.
        effect: EffectId,
        /// Of which outcome.
        outcome: OutcomeId,
        /// On which party.
        party: PartyId,
        /// Removed or imposed.
        direction: Direction,
        /// Cost or risk.
        burden: Burden,
    } says EffectText {
        /// What it is.
        what: String,
    }

    /// An effect does not hold any more.
    "effect_withdrawn" EffectWithdrawn {
        /// The effect.
        effect: EffectId,
        /// Of which outcome.
        outcome: OutcomeId,
    }

    /// One person says what an outcome is worth to them.
    "assessment_made" AssessmentMade {
        /// The outcome.
        outcome: OutcomeId,
        /// Before or after delivery.
        stage: Stage,
        /// How much good it does, 0 to 10.
        benefit: u8,
        /// How well it can be used, 0 to 10.
        usefulness: u8,
        /// How much it would be missed, 0 to 10.
        importance: u8,
    } says AssessmentText {
        /// Why.
        why: String,
    }

    /// One person says that an outcome does not concern them.
    "assessment_declined" AssessmentDeclined {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// A provider's person guesses what the consumer will say. Sealed until revealed.
    "guess_sealed" GuessSealed {
        /// The outcome.
        outcome: OutcomeId,
        /// Guessed benefit, 0 to 10.
        benefit: u8,
        /// Guessed usefulness, 0 to 10.
        usefulness: u8,
        /// Guessed importance, 0 to 10.
        importance: u8,
        /// Made when its author, or somebody close to them, could already know the consumer's value.
        late: bool,
    }

    /// A provider's person wants to see the consumer's value without guessing.
    "guess_skipped" GuessSkipped {
        /// The outcome.
        outcome: OutcomeId,
    }

    /// The consumer has spoken: the guesses made so far open to the whole table.
    "guesses_revealed" GuessesRevealed {
        /// The outcome.
        outcome: OutcomeId,
        /// Whose guesses.
        people: Vec<PersonId>,
    }

    /// A user lets their name stand beside their figures, or takes it away again.
    "figures_opened" FiguresOpened {
        /// Whether the name stands there from now on.
        open: bool,
    }

    /// A party's own statement whether it is better off.
    "better_off_said" BetterOffSaid {
        /// The party that says it of itself.
        party: PartyId,
        /// The answer.
        answer: Answer,
        /// Own party until it shares it; sharing is a new entry.
        audience: Audience,
    } says BetterOffText {
        /// In its own words.
        statement: String,
    }

    /// A part of the running service was named.
    "part_named" PartNamed {
        /// The part.
        part: PartId,
        /// By which party it is made.
        made_by: PartyId,
    } says PartText {
        /// What it is.
        name: String,
    }

    /// One person says what to do with a part of the running service.
    "part_judged" PartJudged {
        /// The part.
        part: PartId,
        /// Keep, change or stop.
        verdict: Verdict,
    } says JudgementText {
        /// Why.
        why: String,
    }

    /// Something said at the table.
    "contribution_said" ContributionSaid {
        /// The contribution.
        contribution: ContributionId,
        /// What it is.
        kind: ContributionKind,
        /// Who may see it.
        audience: Audience,
        /// The outcomes it is about.
        outcomes: Vec<OutcomeId>,
        /// What it answers; nothing for the beginning of a thread.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        under: Option<ContributionId>,
        /// For a limit, of which kind it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<LimitKind>,
        /// The absent colleague whose word it is, until they confirm it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        spoken_for: Option<PersonId>,
    } says ContributionText {
        /// The words, in Markdown.
        words: String,
        /// For a limit, what would lift it; for a concern, what would make it work.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        condition: String,
    }

    /// An absent person makes a word that a colleague said for them their own.
    "spoken_word_confirmed" SpokenWordConfirmed {
        /// The contribution.
        contribution: ContributionId,
    }

    /// An absent person does not stand by a word that a colleague said for them: its text goes.
    "spoken_word_withdrawn" SpokenWordWithdrawn {
        /// The contribution.
        contribution: ContributionId,
        /// The entry whose text goes.
        sequence: u64,
    }

    /// The author of a need says what it would let them do.
    "need_explained" NeedExplained {
        /// The need.
        contribution: ContributionId,
    } says ExplanationText {
        /// What it would let them do.
        enables: String,
    }

    /// Another party says a need or limit back, as it understood it.
    "said_back" SaidBack {
        /// What is said back.
        contribution: ContributionId,
        /// This telling.
        reflection: ReflectionId,
        /// The party that says it back.
        party: PartyId,
    } says ReflectionText {
        /// How it understood it.
        words: String,
    }

    /// The author, or a colleague for an author who is gone, says: yes, that is it.
    "reflection_confirmed" ReflectionConfirmed {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
        /// Whether a colleague said so.
        by_colleague: bool,
    }

    /// The author, or a colleague for an author who is gone, says: not quite …
    "reflection_corrected" ReflectionCorrected {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
        /// Whether a colleague said so.
        by_colleague: bool,
    } says CorrectionText {
        /// What was not understood.
        words: String,
    }

    /// The party that said it back takes the correction in.
    "correction_acknowledged" CorrectionAcknowledged {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
    }

    /// The author of an idea nods to another party's build on it.
    "build_nodded" BuildNodded {
        /// The idea, or the build that was built on.
        contribution: ContributionId,
        /// The build.
        build: ContributionId,
    }

    /// By the rule of the table, a party has heard a contribution.
    "contribution_heard" ContributionHeard {
        /// What was heard.
        contribution: ContributionId,
        /// By which party.
        party: PartyId,
    }

    /// What becomes of a need, limit or idea.
    "contribution_answered" ContributionAnswered {
        /// What is answered.
        contribution: ContributionId,
        /// This answer.
        answer: AnswerId,
        /// The party that answers.
        party: PartyId,
        /// Taken up, tried, or not now.
        kind: AnswerKind,
        /// The outcome that it became.
        became_outcome: Option<OutcomeId>,
        /// The contribution that it became.
        became_contribution: Option<ContributionId>,
        /// The feature that it became.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        became_feature: Option<FeatureId>,
        /// When “not now” comes back by itself.
        returns: Option<Moment>,
    } says AnswerText {
        /// Why, or what it became.
        words: String,
    }

    /// The author takes the answer as one that heard them.
    "answer_confirmed" AnswerConfirmed {
        /// What was answered.
        contribution: ContributionId,
        /// The answer.
        answer: AnswerId,
        /// Whether a colleague said so.
        by_colleague: bool,
    }

    /// A person puts a piece of advice away for good. Nobody else's matter.
    "advice_dismissed" AdviceDismissed {
        /// Which advice.
        advice: String,
    }

    /// Something that could be done.
    "feature_added" FeatureAdded {
        /// The feature.
        feature: FeatureId,
        /// The party that would do it; it states the price.
        offered_by: PartyId,
        /// Where it comes from.
        origins: Vec<Origin>,
        /// The outcomes it serves.
        serves: Vec<Serves>,
        /// The features without which it cannot be done.
        needs: Vec<FeatureId>,
        /// The features beside which it cannot be done.
        excludes: Vec<FeatureId>,
        /// Whether every mix has to hold it.
        must: bool,
    } says FeatureText {
        /// What it is, in a few words.
        name: String,
        /// What it is, at length.
        note: String,
    }

    /// A feature was put in other words, or serves something else.
    "feature_changed" FeatureChanged {
        /// The feature.
        feature: FeatureId,
        /// Where it comes from.
        origins: Vec<Origin>,
        /// The outcomes it serves.
        serves: Vec<Serves>,
        /// The features without which it cannot be done.
        needs: Vec<FeatureId>,
        /// The features beside which it cannot be done.
        excludes: Vec<FeatureId>,
        /// Whether every mix has to hold it.
        must: bool,
    } says FeatureChangedText {
        /// What it is, in a few words.
        name: String,
        /// What it is, at length.
        note: String,
    }

    /// The party that offers a feature says what it costs at this table, and who bears that.
    "feature_priced" FeaturePriced {
        /// The feature.
        feature: FeatureId,
        /// The table price.
        price: Price,
        /// Who bears it.
        bearers: Bearers,
    }

    /// A feature is no longer looked at; what was said of it stays.
    "feature_withdrawn" FeatureWithdrawn {
        /// The feature.
        feature: FeatureId,
    } says FeatureWithdrawnText {
        /// The reason.
        why: String,
    }

    /// How much voice each party has in a mix.
    "endowments_chosen" EndowmentsChosen {
        /// Every party at the table.
        endowments: Vec<Endowment>,
    } says EndowmentsText {
        /// The reason.
        why: String,
    }

    /// Which features a rule chose for a budget. The outcome of the rule, never derived again.
    "mix_recorded" MixRecorded {
        /// The mix.
        mix: MixId,
        /// By which rule.
        rule: MixRule,
        /// The budget, in minor units.
        budget: u64,
        /// The entry up to which assessments, prices and endowments were read.
        read_at: u64,
        /// Digest of everything that the rule read and of how it was asked, in hexadecimal.
        inputs: String,
        /// The engine and its version.
        engine: String,
        /// The outcomes of which everybody's values were read.
        reads: Vec<OutcomeId>,
        /// What the rule came to.
        result: MixResult,
    } says MixText {
        /// What it is meant for.
        note: String,
    }

    /// An author took a word back within five minutes: its text goes.
    "contribution_taken_back" ContributionTakenBack {
        /// The contribution.
        contribution: ContributionId,
        /// The entry whose text goes.
        sequence: u64,
    }

    /// The text of an entry was erased; its place, author and commitment stay.
    "content_erased" ContentErased {
        /// The entry whose text went.
        sequence: u64,
    } says ErasureText {
        /// On what ground.
        ground: String,
    }
}
