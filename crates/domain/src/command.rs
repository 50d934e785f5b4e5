//! What a person can do at the table. The pages and the JSON API both make these.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::*;
use crate::stamp::Moment;
use crate::words::*;

/// One act, decided as a whole: all of its facts are recorded, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Open a service relationship. The actor sits down on the side named.
    OpenRelationship {
        /// The service, in a few words.
        name: String,
        /// On which side the actor sits: `provider` or `consumer`.
        side: PartyKind,
        /// The organisation on the other side.
        counterpart: OrganisationId,
        /// Unit of the provider, needed where both sides are one organisation.
        #[serde(default)]
        provider_unit: String,
        /// Unit of the consumer, needed where both sides are one organisation.
        #[serde(default)]
        consumer_unit: String,
        /// How close to keep it.
        closeness: Closeness,
        /// ISO 4217 code.
        currency: String,
        /// IANA time zone.
        time_zone: String,
        /// The purpose, as the opener would put it until the consumer says it.
        #[serde(default)]
        purpose: String,
    },
    /// Set the relationship's name and closeness anew.
    DescribeRelationship {
        /// The service, in a few words.
        name: String,
        /// How close to keep it.
        closeness: Closeness,
    },
    /// Say what the relationship is for.
    SayPurpose {
        /// The purpose.
        purpose: String,
    },
    /// Say what one's own party brings, expects and cannot do.
    SayTerms {
        /// What it brings.
        #[serde(default)]
        brings: String,
        /// What it may expect.
        #[serde(default)]
        expects: String,
        /// What it cannot do.
        #[serde(default)]
        cannot: String,
    },
    /// Name a supplier the service depends on.
    NameDependency {
        /// Who it is and what for.
        name: String,
    },
    /// Say why a supplier that the service depends on has no seat.
    LeaveDependencyOut {
        /// The dependency.
        dependency: DependencyId,
        /// The reason.
        why: String,
    },
    /// Seat a further organisation.
    SeatParty {
        /// Which organisation.
        organisation: OrganisationId,
        /// `supplier` or `other`.
        kind: PartyKind,
        /// The named dependency that it answers.
        #[serde(default)]
        dependency: Option<DependencyId>,
    },
    /// Admit a person: a colleague to one's own party, or the first person of a party without any.
    AdmitPerson {
        /// Who.
        person: PersonId,
        /// To which party.
        party: PartyId,
        /// What they are there.
        roles: Vec<Role>,
        /// How far back they read.
        since: Since,
    },
    /// Make one's seat one's own, after claiming an account.
    ClaimSeat {},
    /// Take the seat of a guest with one's own account: the actor holds the link to it.
    TakeSeat {
        /// The guest whom the link was made for.
        from: PersonId,
    },
    /// Say that one's confirmed address proves the seat.
    ProveSeat {},
    /// Say that somebody else used the link to one's seat first.
    ContestSeat {},
    /// Let a party that came after the consumer spoke see its figures.
    ShareFigures {
        /// With whom.
        party: PartyId,
    },
    /// Give one's unclaimed seat to a colleague.
    PassSeatOn {
        /// The colleague.
        to: PersonId,
    },
    /// Set the roles of a person of one's own party.
    SetRoles {
        /// Whose.
        person: PersonId,
        /// All their roles from now on.
        roles: Vec<Role>,
    },
    /// Unseat a person of one's own party, or oneself.
    UnseatPerson {
        /// Who.
        person: PersonId,
    },
    /// Hand the facilitator's hat on.
    PassFacilitation {
        /// Who wears it next.
        to: PersonId,
    },
    /// Leave the table as a party. Words stay.
    LeaveTable {},
    /// Propose to close the relationship, or agree to it.
    ConsentToClosing {},
    /// Take that consent back.
    WithdrawClosing {},
    /// Add an outcome.
    AddOutcome {
        /// The result: “So that Northwind can …”.
        statement: String,
        /// Its objective.
        #[serde(default)]
        objective: String,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    },
    /// Put an outcome in other words.
    RewordOutcome {
        /// The outcome.
        outcome: OutcomeId,
        /// The result.
        statement: String,
        /// Its objective.
        #[serde(default)]
        objective: String,
        /// Whom it is for.
        for_party: PartyId,
        /// What it depends on mainly.
        depends_on: Quality,
        /// Whether the running service already delivers it.
        delivered: bool,
    },
    /// Stop looking at an outcome.
    RetireOutcome {
        /// The outcome.
        outcome: OutcomeId,
        /// The reason.
        why: String,
    },
    /// State a cost or risk that an outcome removes from, or imposes on, one's own party.
    StateEffect {
        /// The outcome.
        outcome: OutcomeId,
        /// Removed or imposed.
        direction: Direction,
        /// Cost or risk.
        burden: Burden,
        /// What it is.
        what: String,
    },
    /// Withdraw an effect on one's own party.
    WithdrawEffect {
        /// The outcome.
        outcome: OutcomeId,
        /// The effect.
        effect: EffectId,
    },
    /// Say what an outcome is worth to oneself.
    Assess {
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
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// Say that an outcome does not concern oneself.
    DeclineToAssess {
        /// The outcome.
        outcome: OutcomeId,
    },
    /// Guess what the consumer will say; sealed until revealed.
    SealGuess {
        /// The outcome.
        outcome: OutcomeId,
        /// Guessed benefit, 0 to 10.
        benefit: u8,
        /// Guessed usefulness, 0 to 10.
        usefulness: u8,
        /// Guessed importance, 0 to 10.
        importance: u8,
    },
    /// See the consumer's value without guessing.
    SkipGuess {
        /// The outcome.
        outcome: OutcomeId,
    },
    /// Let one's name stand beside one's figures as a user, or take it away.
    OpenFigures {
        /// Whether the name stands there.
        open: bool,
    },
    /// Say whether one's own party is better off.
    SayBetterOff {
        /// The answer.
        answer: Answer,
        /// In one's own words.
        statement: String,
        /// `own_party` until shared; `whole_table` shares it.
        audience: Audience,
    },
    /// Name a part of the running service.
    NamePart {
        /// What it is.
        name: String,
        /// By which party it is made.
        made_by: PartyId,
    },
    /// Say what to do with a part of the running service.
    JudgePart {
        /// The part.
        part: PartId,
        /// Keep, change or stop.
        verdict: Verdict,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// Say something.
    Say {
        /// What it is.
        kind: ContributionKind,
        /// Who may see it.
        audience: Audience,
        /// The words, in Markdown.
        words: String,
        /// The outcomes it is about.
        #[serde(default)]
        outcomes: Vec<OutcomeId>,
        /// What it answers.
        #[serde(default)]
        under: Option<ContributionId>,
        /// For a limit, of which kind it is.
        #[serde(default)]
        limit: Option<LimitKind>,
        /// For a limit, what would lift it; for a concern, what would make it work.
        #[serde(default)]
        condition: String,
        /// An absent colleague for whom one speaks; it counts once they confirm it.
        #[serde(default)]
        spoken_for: Option<PersonId>,
    },
    /// Make a word that a colleague said in one's absence one's own.
    ConfirmSpokenWord {
        /// The contribution.
        contribution: ContributionId,
    },
    /// Not stand by a word that a colleague said in one's absence.
    WithdrawSpokenWord {
        /// The contribution.
        contribution: ContributionId,
    },
    /// Say what one's need would let one do.
    ExplainNeed {
        /// The need.
        contribution: ContributionId,
        /// What it would let one do.
        enables: String,
    },
    /// Say another party's need or limit back, as one understood it.
    SayBack {
        /// What is said back.
        contribution: ContributionId,
        /// How one understood it.
        words: String,
    },
    /// Yes, that is it.
    ConfirmReflection {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
    },
    /// Not quite …
    CorrectReflection {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
        /// What was not understood.
        words: String,
    },
    /// Take a correction in.
    AcknowledgeCorrection {
        /// What was said back.
        contribution: ContributionId,
        /// The telling.
        reflection: ReflectionId,
    },
    /// Nod to another party's build on one's idea.
    NodToBuild {
        /// The build.
        build: ContributionId,
    },
    /// Say what becomes of a need, limit or idea.
    Answer {
        /// What is answered.
        contribution: ContributionId,
        /// Taken up, tried, or not now.
        kind: AnswerKind,
        /// Why, or what it became.
        #[serde(default)]
        words: String,
        /// The outcome that it became.
        #[serde(default)]
        became_outcome: Option<OutcomeId>,
        /// The contribution that it became.
        #[serde(default)]
        became_contribution: Option<ContributionId>,
        /// The feature that it became.
        #[serde(default)]
        became_feature: Option<FeatureId>,
        /// When “not now” comes back by itself.
        #[serde(default)]
        returns: Option<Moment>,
    },
    /// Take an answer as one that heard oneself.
    ConfirmAnswer {
        /// What was answered.
        contribution: ContributionId,
        /// The answer.
        answer: AnswerId,
    },
    /// Put a piece of advice away for good.
    DismissAdvice {
        /// Which advice.
        advice: String,
    },
    /// Add features: one, or many at once. All are added, or none.
    AddFeatures {
        /// Each.
        features: Vec<NewFeature>,
    },
    /// Put a feature in other words, or say anew what it serves.
    ChangeFeature {
        /// The feature.
        feature: FeatureId,
        /// What it is, in a few words.
        name: String,
        /// What it is, at length.
        #[serde(default)]
        note: String,
        /// Where it comes from.
        origins: Vec<Origin>,
        /// The outcomes it serves.
        #[serde(default)]
        serves: Vec<Serves>,
        /// The features without which it cannot be done.
        #[serde(default)]
        needs: Vec<FeatureId>,
        /// The features beside which it cannot be done.
        #[serde(default)]
        excludes: Vec<FeatureId>,
        /// Whether every mix has to hold it.
        #[serde(default)]
        must: bool,
    },
    /// Say what a feature costs at this table that one's own party offers, and who bears that.
    PriceFeature {
        /// The feature.
        feature: FeatureId,
        /// The table price.
        price: Price,
        /// Who bears it.
        #[serde(default)]
        bearers: Bearers,
    },
    /// Stop looking at a feature.
    WithdrawFeature {
        /// The feature.
        feature: FeatureId,
        /// The reason.
        why: String,
    },
    /// Choose how much voice each party has in a mix.
    ChooseEndowments {
        /// Every party at the table, once.
        endowments: Vec<Endowment>,
        /// The reason.
        why: String,
    },
    /// Record the mix that a rule chooses for a budget, as the record stood at one of its entries.
    /// The mix itself is computed by the server.
    RecordMix {
        /// By which rule.
        rule: MixRule,
        /// The budget, in minor units.
        budget: u64,
        /// The entry up to which assessments, prices and endowments are read.
        read_at: u64,
        /// What it is meant for.
        #[serde(default)]
        note: String,
    },
    /// Take a word back within five minutes.
    TakeBack {
        /// The contribution.
        contribution: ContributionId,
    },
    /// Erase the text of an entry of one's own. Its place and commitment stay.
    EraseContent {
        /// The entry.
        sequence: u64,
        /// On what ground.
        ground: String,
    },
}

/// A feature to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFeature {
    /// What it is, in a few words.
    pub name: String,
    /// What it is, at length.
    #[serde(default)]
    pub note: String,
    /// The party that would do it; it states the price.
    pub offered_by: PartyId,
    /// Where it comes from.
    pub origins: Vec<Origin>,
    /// The outcomes it serves.
    #[serde(default)]
    pub serves: Vec<Serves>,
    /// The table price, where one's own party offers it.
    #[serde(default)]
    pub price: Option<Price>,
    /// Who bears it.
    #[serde(default)]
    pub bearers: Bearers,
    /// The features without which it cannot be done.
    #[serde(default)]
    pub needs: Vec<FeatureId>,
    /// The same, for features added with it: their places in the list, from 0.
    #[serde(default)]
    pub needs_added: Vec<usize>,
    /// The features beside which it cannot be done.
    #[serde(default)]
    pub excludes: Vec<FeatureId>,
    /// The same, for features added with it: their places in the list, from 0.
    #[serde(default)]
    pub excludes_added: Vec<usize>,
    /// Whether every mix has to hold it.
    #[serde(default)]
    pub must: bool,
}

impl Command {
    /// The command's name in the API.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OpenRelationship { .. } => "open_relationship",
            Self::DescribeRelationship { .. } => "describe_relationship",
            Self::SayPurpose { .. } => "say_purpose",
            Self::SayTerms { .. } => "say_terms",
            Self::NameDependency { .. } => "name_dependency",
            Self::LeaveDependencyOut { .. } => "leave_dependency_out",
            Self::SeatParty { .. } => "seat_party",
            Self::AdmitPerson { .. } => "admit_person",
            Self::ClaimSeat {} => "claim_seat",
            Self::PassSeatOn { .. } => "pass_seat_on",
            Self::SetRoles { .. } => "set_roles",
            Self::UnseatPerson { .. } => "unseat_person",
            Self::PassFacilitation { .. } => "pass_facilitation",
            Self::LeaveTable {} => "leave_table",
            Self::ConsentToClosing {} => "consent_to_closing",
            Self::WithdrawClosing {} => "withdraw_closing",
            Self::TakeSeat { .. } => "take_seat",
            Self::ProveSeat {} => "prove_seat",
            Self::ContestSeat {} => "contest_seat",
            Self::ShareFigures { .. } => "share_figures",
            Self::AddOutcome { .. } => "add_outcome",
            Self::RewordOutcome { .. } => "reword_outcome",
            Self::RetireOutcome { .. } => "retire_outcome",
            Self::StateEffect { .. } => "state_effect",
            Self::WithdrawEffect { .. } => "withdraw_effect",
            Self::Assess { .. } => "assess",
            Self::DeclineToAssess { .. } => "decline_to_assess",
            Self::SealGuess { .. } => "seal_guess",
            Self::SkipGuess { .. } => "skip_guess",
            Self::OpenFigures { .. } => "open_figures",
            Self::SayBetterOff { .. } => "say_better_off",
            Self::NamePart { .. } => "name_part",
            Self::JudgePart { .. } => "judge_part",
            Self::Say { .. } => "say",
            Self::AddFeatures { .. } => "add_features",
            Self::ChangeFeature { .. } => "change_feature",
            Self::PriceFeature { .. } => "price_feature",
            Self::WithdrawFeature { .. } => "withdraw_feature",
            Self::ChooseEndowments { .. } => "choose_endowments",
            Self::RecordMix { .. } => "record_mix",
            Self::ConfirmSpokenWord { .. } => "confirm_spoken_word",
            Self::WithdrawSpokenWord { .. } => "withdraw_spoken_word",
            Self::ExplainNeed { .. } => "explain_need",
            Self::SayBack { .. } => "say_back",
            Self::ConfirmReflection { .. } => "confirm_reflection",
            Self::CorrectReflection { .. } => "correct_reflection",
            Self::AcknowledgeCorrection { .. } => "acknowledge_correction",
            Self::NodToBuild { .. } => "nod_to_build",
            Self::Answer { .. } => "answer",
            Self::ConfirmAnswer { .. } => "confirm_answer",
            Self::DismissAdvice { .. } => "dismiss_advice",
            Self::TakeBack { .. } => "take_back",
            Self::EraseContent { .. } => "erase_content",
        }
    }

    /// The people whose organisation the rules must know to decide this.
    pub fn newcomers(&self) -> Vec<PersonId> {
        match self {
            Self::AdmitPerson { person, .. } => vec![*person],
            Self::PassSeatOn { to } => vec![*to],
            Self::TakeSeat { from } => vec![*from],
            _ => Vec::new(),
        }
    }
}

/// What [`Command::Say`] holds, for whoever makes one: most of it can stay unsaid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// What it is.
    pub kind: ContributionKind,
    /// Who may see it.
    pub audience: Audience,
    /// The words, in Markdown.
    pub words: String,
    /// The outcomes it is about.
    pub outcomes: Vec<OutcomeId>,
    /// What it answers.
    pub under: Option<ContributionId>,
    /// For a limit, of which kind it is.
    pub limit: Option<LimitKind>,
    /// For a limit, what would lift it; for a concern, what would make it work.
    pub condition: String,
    /// An absent colleague for whom one speaks.
    pub spoken_for: Option<PersonId>,
}

impl Saying {
    /// The beginning of a thread about nothing in particular.
    pub fn new(kind: ContributionKind, audience: Audience, words: impl Into<String>) -> Self {
        Self {
            kind,
            audience,
            words: words.into(),
            outcomes: Vec::new(),
            under: None,
            limit: None,
            condition: String::new(),
            spoken_for: None,
        }
    }
}

impl From<Saying> for Command {
    fn from(saying: Saying) -> Self {
        let Saying {
            kind,
            audience,
            words,
            outcomes,
            under,
            limit,
            condition,
            spoken_for,
        } = saying;
        Self::Say {
            kind,
            audience,
            words,
            outcomes,
            under,
            limit,
            condition,
            spoken_for,
        }
    }
}
