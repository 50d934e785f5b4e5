//! The vocabulary that commands, facts and views share: parties, roles, audiences, scales.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::ids::{CommitmentId, ContributionId, FeatureId, OutcomeId, PartyId, ProposalId};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] #[schema(rename = $word)] $variant,)* }

        impl $name {
            /// Every one of them, in the order of the charter.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in the API and in message keys.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }

            /// The one whose [`Self::word`] this is.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    )*};
}

words! {
    /// In which part an organisation sits at the table.
    PartyKind {
        /// Provides the service; exactly one in a relationship.
        Provider = "provider",
        /// Consumes the service; exactly one in a relationship.
        Consumer = "consumer",
        /// The service depends on it.
        Supplier = "supplier",
        /// A regulator, a community, …
        Other = "other",
    }

    /// What a person is at the table; several are possible.
    Role {
        /// Consumer: sets requirements, answers for outcomes.
        Customer = "customer",
        /// Consumer: authorises budget.
        Sponsor = "sponsor",
        /// Consumer: uses the service.
        User = "user",
        /// Provider: answers for the service.
        ServiceOwner = "service_owner",
        /// Provider: keeps the relationship.
        RelationshipManager = "relationship_manager",
        /// Provider: delivers.
        Delivery = "delivery",
        /// Supplier, other: speaks for it.
        Representative = "representative",
        /// Supplier, other: takes part.
        Member = "member",
        /// Any party: sees the whole-table entries, says nothing.
        Observer = "observer",
    }

    /// How close the relationship is kept, as the service deserves.
    Closeness {
        /// A word now and then.
        Light = "light",
        /// A steady rhythm.
        Regular = "regular",
        /// Side by side.
        Close = "close",
    }

    /// From where in the record a seat reads contributions and reasons.
    Since {
        /// Everything ever said to its audience.
        Start = "start",
        /// What is said from the moment of the seat.
        Now = "now",
    }

    /// How it is known that a seat is taken by whom it is meant for, the weakest first.
    Proof {
        /// By nothing but a link that another party made.
        Link = "link",
        /// By the word of somebody of their own party, which is worth what that person's own proof is.
        Colleague = "colleague",
        /// They read mail at an address of their own.
        Mail = "mail",
        /// By an account that their own organisation gave them.
        Account = "account",
    }

    /// What an outcome depends on mainly.
    Quality {
        /// Fit for purpose.
        Utility = "utility",
        /// Fit for use: reliable, available, secure enough.
        Warranty = "warranty",
        /// How it feels to use and to be served.
        Experience = "experience",
        /// What it leaves to others and to later.
        Sustainability = "sustainability",
    }

    /// Before or after delivery.
    Stage {
        /// What one expects of it.
        Expected = "expected",
        /// What it turned out to be.
        Realised = "realised",
    }

    /// Whether a statement that somebody adds to a consultation is looked at before or after it is shown.
    Moderation {
        /// It waits until somebody at the table admits it.
        Before = "before",
        /// It is shown at once; somebody at the table may leave it out.
        After = "after",
    }

    /// When others see what was said in a consultation.
    Showing {
        /// While it goes on, in steps of at least five people.
        Meanwhile = "meanwhile",
        /// Once it has ended.
        AtEnd = "at_end",
    }

    /// What somebody says to a statement of a consultation.
    Vote {
        /// Yes.
        Agree = "agree",
        /// No.
        Disagree = "disagree",
        /// Neither, or not sure.
        Pass = "pass",
    }

    /// A language in which statements are written.
    Tongue {
        /// English.
        En = "en",
        /// German.
        De = "de",
    }

    /// As what a statement of many comes back to the table.
    Bringing {
        /// As a need of whoever brings it.
        Need = "need",
        /// As an idea.
        Idea = "idea",
        /// As a concern about an outcome.
        Concern = "concern",
        /// As a new outcome.
        Outcome = "outcome",
        /// As evidence beside an outcome, and never inside its number.
        BesideOutcome = "beside_outcome",
        /// As evidence beside a proposal.
        BesideProposal = "beside_proposal",
    }

    /// Whether an outcome takes something away from a party or lays it upon the party.
    Direction {
        /// Takes it away.
        Removes = "removes",
        /// Lays it upon the party.
        Imposes = "imposes",
    }

    /// What is removed or imposed.
    Burden {
        /// Money, time, attention.
        Cost = "cost",
        /// Something bad that may happen.
        Risk = "risk",
    }

    /// Whether, on balance, a party is better off: its own answer.
    Balance {
        /// Better off.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// Not better off.
        No = "no",
        /// Too early to say.
        Open = "open",
    }

    /// What to do with a part of the running service.
    Verdict {
        /// Leave it as it is.
        Keep = "keep",
        /// It should be different.
        Change = "change",
        /// Do without it.
        Stop = "stop",
    }

    /// What a contribution is.
    ContributionKind {
        /// What somebody must be able to do.
        Need = "need",
        /// A limit on what can be done.
        Limit = "limit",
        /// What could be.
        Idea = "idea",
        /// Something to find out.
        Question = "question",
        /// What might go wrong, and what would make it work.
        Concern = "concern",
        /// A “yes, and”: extends what somebody else said.
        Build = "build",
        /// What one says to a question or a concern.
        Reply = "reply",
    }

    /// What kind of limit keeps something from being done.
    LimitKind {
        /// The law or a contract.
        Legal = "legal",
        /// People or data would be in danger.
        Safety = "safety",
        /// It cannot be built or run so.
        Technical = "technical",
        /// It does not pay.
        Commercial = "commercial",
        /// It cannot be done by then.
        Time = "time",
    }

    /// What goes with a word.
    AttachmentKind {
        /// A picture, as photographs are kept.
        Jpeg = "jpeg",
        /// A picture, as drawings are kept.
        Png = "png",
        /// A document.
        Pdf = "pdf",
    }

    /// What became of a need, limit or idea.
    AnswerKind {
        /// It is done, or has become something that will be.
        TakenUp = "taken_up",
        /// It is tried out.
        Tried = "tried",
        /// Not now, because …; it comes back on a date.
        NotNow = "not_now",
    }

    /// Where a feature comes from.
    Origin {
        /// A customer or sponsor asked for it.
        Customer = "customer",
        /// A user asked for it.
        User = "user",
        /// A supplier asked for it.
        Supplier = "supplier",
        /// A law, a standard or a policy asks for it.
        Rule = "rule",
        /// A competitor has it.
        Competitor = "competitor",
        /// It makes a price look good.
        Price = "price",
        /// We thought of it.
        OurIdea = "our_idea",
    }

    /// What a party says to the share of a price that it would bear.
    ShareWord {
        /// It offers the feature, and put that share on itself.
        Own = "own",
        /// Another party put it on it; it has not said yet.
        Asked = "asked",
        /// It bears it.
        Agreed = "agreed",
        /// It does not bear it.
        Declined = "declined",
    }

    /// How strongly a feature serves an outcome; not at all is said by leaving it out.
    Strength {
        /// Helps a little.
        Weak = "weak",
        /// Helps.
        Medium = "medium",
        /// Makes it.
        Strong = "strong",
    }

    /// Where somebody stands to a proposal.
    Stance {
        /// Good enough to go on.
        Consent = "consent",
        /// Good enough to go on, with something to look at again later.
        Concern = "concern",
        /// It would do harm.
        Object = "object",
        /// Whatever the others decide.
        StandAside = "stand_aside",
    }

    /// What it means when a party says nothing to a proposal until the time is over.
    Silence {
        /// It is waited for.
        Wait = "wait",
        /// Somebody else of it is asked.
        AskDeputy = "ask_deputy",
        /// It stands aside.
        StandAside = "stand_aside",
    }

    /// What to bear in mind when deciding: the guiding principles of ITIL 4, by their sense.
    Principle {
        /// What it is worth, and to whom.
        Value = "value",
        /// What there is already.
        Start = "start",
        /// In small steps, and looking.
        Steps = "steps",
        /// Together, and so that others see it.
        Together = "together",
        /// The whole of it.
        Whole = "whole",
        /// Simple and useful.
        Simple = "simple",
        /// Better first, automatic then.
        Optimise = "optimise",
    }

    /// What a meeting is for.
    MeetingKind {
        /// Looking at what came true, and what to do next.
        Review = "review",
        /// Getting to know each other.
        First = "first",
        /// Whatever is on the agenda.
        Blank = "blank",
        /// The same in writing, over some days: nobody sits together, and each party says its word to each point.
        Written = "written",
    }

    /// Whether somebody comes to a meeting.
    Coming {
        /// Comes.
        Yes = "yes",
        /// Does not come.
        No = "no",
        /// Does not know yet.
        Perhaps = "perhaps",
    }

    /// For what somebody asks for the floor.
    Asking {
        /// To say something.
        Word = "word",
        /// A question to whoever speaks: it runs on the time of whoever asks.
        Question = "question",
        /// A point of order: how the meeting goes on, not what it is about.
        Order = "order",
    }

    /// For what somebody has the floor.
    Floor {
        /// To say something.
        Word = "word",
        /// A question to whoever spoke.
        Question = "question",
        /// A point of order.
        Order = "order",
        /// Their turn in a round.
        Turn = "turn",
        /// They were interrupted, and go on.
        Again = "again",
    }

    /// On which side of its target a measure is good.
    Aim {
        /// There or above.
        AtLeast = "at_least",
        /// There or below.
        AtMost = "at_most",
    }

    /// What a clause of an agreement says.
    Clause {
        /// What the service is for.
        Purpose = "purpose",
        /// What it enables somebody to do, and when that is good enough.
        Outcome = "outcome",
        /// What an outcome is worth, and to whom.
        Worth = "worth",
        /// By which figure an outcome is told to be met.
        Measure = "measure",
        /// A cost or risk that an outcome removes or imposes.
        Effect = "effect",
        /// What is built for how much money.
        Mix = "mix",
        /// One of the features of the mix.
        Feature = "feature",
        /// What the table decided.
        Decision = "decision",
        /// What a party promises another one, by when.
        Commitment = "commitment",
        /// When it is looked at again.
        Review = "review",
        /// Something outside that has it looked at again at once.
        Factor = "factor",
        /// A fall of value that has it looked at again at once.
        Fall = "fall",
        /// What it changes in a contract.
        Contract = "contract",
        /// What somebody says against it.
        Dissent = "dissent",
    }

    /// A section of an agreement, in the order in which they stand there.
    AgreementSection {
        /// What the service is for.
        Purpose = "purpose",
        /// What it is worth, and to whom.
        Worth = "worth",
        /// What is built.
        Mix = "mix",
        /// What the table decided.
        Decisions = "decisions",
        /// Who does what, by when.
        Promises = "promises",
        /// When it is looked at again.
        Again = "again",
        /// What it changes in a contract.
        Contract = "contract",
        /// What was said against it.
        Dissent = "dissent",
    }

    /// How it was shown, just then, that whoever signs is who they are.
    Proved {
        /// A passkey answered over the text itself.
        Passkey = "passkey",
        /// The server asked for password and second factor.
        TwoFactors = "two_factors",
        /// The server asked for the password alone.
        Password = "password",
        /// It is a demo: nobody was asked for anything.
        Demo = "demo",
    }

    /// Why an agreement in force is opened again.
    Reopening {
        /// The day on which it is looked at again.
        Day = "day",
        /// Something outside has changed.
        Factor = "factor",
        /// A value has fallen.
        Fall = "fall",
        /// Something else.
        Other = "other",
    }

    /// What happens outside.
    FactorKind {
        /// Something that can be built, or works no more.
        Technology = "technology",
        /// A law, or what an authority orders.
        Law = "law",
        /// What somebody else offers.
        Competitor = "competitor",
        /// A time of the year, the weather, a peak.
        Season = "season",
        /// A change in one of the organisations.
        Organisation = "organisation",
        /// Anything else.
        Other = "other",
    }

    /// From where the names of a table's stages are.
    StagePack {
        /// Planning, designing, building, supporting, improving.
        Plain = "plain",
        /// The service value chain of ITIL 4.
        Itil4 = "itil_4",
        /// The product and service lifecycle of ITIL 5.
        Itil5 = "itil_5",
        /// The table's own.
        Own = "own",
    }

    /// From what readings come.
    ReadingSource {
        /// Somebody read it and typed it.
        Hand = "hand",
        /// A table (CSV).
        Csv = "csv",
        /// Prometheus, answering a range query (JSON).
        Prometheus = "prometheus",
        /// A panel of Grafana (CSV).
        Grafana = "grafana",
        /// Zabbix, on a service-level agreement (JSON).
        Zabbix = "zabbix",
        /// ServiceNow, its table `task_sla` (CSV).
        ServiceNow = "servicenow",
        /// Jira (CSV).
        Jira = "jira",
        /// GLPI (CSV).
        Glpi = "glpi",
        /// A program with a token.
        Program = "program",
        /// People answered.
        People = "people",
    }

    /// What people are asked about what they live through.
    Experience {
        /// How content they are, 0 to 10.
        Contentment = "contentment",
        /// How many minutes they lost.
        LostTime = "lost_time",
    }

    /// How often people are asked.
    Rhythm {
        /// Each month.
        Month = "month",
        /// Each quarter.
        Quarter = "quarter",
    }

    /// Whether an outcome came true, in the word of the party that it is for.
    CameTrue {
        /// As it was meant.
        Met = "met",
        /// Some of it.
        Partly = "partly",
        /// Not.
        Not = "not",
    }

    /// Why signatures hold no more.
    Withdrawal {
        /// The text was changed.
        Changed = "changed",
        /// A party that it is between left the table.
        PartyLeft = "party_left",
        /// Whoever gave it does not sign after all.
        Declined = "declined",
    }

    /// What can be made at a table.
    Thing {
        /// A party's seat.
        Party = "party",
        /// A supplier that the service depends on.
        Dependency = "dependency",
        /// An asking to close the relationship.
        Closing = "closing",
        /// Something that the table may decide.
        Proposal = "proposal",
        /// A promise of one party to another.
        Commitment = "commitment",
        /// A meeting.
        Meeting = "meeting",
        /// A point on its agenda.
        Topic = "topic",
        /// Something outside.
        Factor = "factor",
        /// Something that broke.
        Repair = "repair",
        /// A point of the record, frozen for a review.
        Pack = "pack",
        /// A stage of the table's own.
        Stage = "stage",
        /// A question put to many people.
        Consultation = "consultation",
        /// An outcome.
        Outcome = "outcome",
        /// Other words proposed for one.
        Wording = "wording",
        /// A cost or risk that an outcome removes or imposes.
        Effect = "effect",
        /// A part of the running service.
        Part = "part",
        /// A figure by which an outcome is told to be met.
        Measure = "measure",
        /// What somebody says against the agreement.
        Dissent = "dissent",
        /// Something said.
        Contribution = "contribution",
        /// A telling back of it.
        Reflection = "reflection",
        /// What became of it.
        Answer = "answer",
        /// Something that could be done.
        Feature = "feature",
        /// A recorded mix.
        Mix = "mix",
        /// A colleague who was suggested.
        Suggestion = "suggestion",
    }

    /// By which rule a mix is chosen.
    MixRule {
        /// Every party has an equal voice (the Method of Equal Shares).
        EqualVoice = "equal_voice",
        /// The most value, added up over everybody who rated.
        MostValue = "most_value",
        /// The party that gets least gets as much as possible, then the next.
        WorstOff = "worst_off",
    }
}

impl Stance {
    /// Whether it lets the others go on.
    pub fn consents(self) -> bool {
        matches!(self, Self::Consent | Self::Concern)
    }

    /// Whether two people of a party who stand so agree with each other.
    pub fn agrees_with(self, other: Self) -> bool {
        self == other || self.consents() && other.consents()
    }

    /// The stronger of two: an objection before a concern, consent, standing aside.
    #[must_use]
    pub fn stronger(self, other: Self) -> Self {
        let strength = |stance| match stance {
            Self::Object => 3,
            Self::Concern => 2,
            Self::Consent => 1,
            Self::StandAside => 0,
        };
        if strength(other) > strength(self) {
            other
        } else {
            self
        }
    }
}

impl ContributionKind {
    /// What can be said about a proposal, beside taking a position.
    pub const ABOUT_PROPOSALS: &'static [Self] =
        &[Self::Question, Self::Build, Self::Concern, Self::Idea];

    /// What says how a decision went, once it is looked at again: well, or not as it should.
    pub const OF_REVIEWS: &'static [Self] = &[Self::Build, Self::Concern];

    /// What can begin a thread. Questions and concerns do when they hang on an outcome.
    pub const OPENING: &'static [Self] = &[
        Self::Need,
        Self::Limit,
        Self::Idea,
        Self::Question,
        Self::Concern,
    ];

    /// What may be said to one of these. While an idea gathers it is built on, asked about, or met
    /// with a concern that says what would make it work: there is no rejecting it.
    pub fn answered_by(self) -> &'static [Self] {
        match self {
            Self::Need | Self::Limit => &[
                Self::Build,
                Self::Idea,
                Self::Question,
                Self::Limit,
                Self::Concern,
            ],
            Self::Idea | Self::Build => &[Self::Build, Self::Question, Self::Concern],
            Self::Concern => &[Self::Reply, Self::Build, Self::Question],
            Self::Question | Self::Reply => &[Self::Reply, Self::Question],
        }
    }

    /// Whether it is an idea, or builds on one.
    pub fn is_idea(self) -> bool {
        matches!(self, Self::Idea | Self::Build)
    }
}

impl Origin {
    /// Whether somebody at the table needs what comes from here: not a competitor, a price or an
    /// idea of one's own.
    pub fn is_somebodys_need(self) -> bool {
        !matches!(self, Self::Competitor | Self::Price | Self::OurIdea)
    }
}

impl Clause {
    /// The section of an agreement in which it stands.
    pub fn section(self) -> AgreementSection {
        match self {
            Self::Purpose => AgreementSection::Purpose,
            Self::Outcome | Self::Worth | Self::Measure | Self::Effect => AgreementSection::Worth,
            Self::Mix | Self::Feature => AgreementSection::Mix,
            Self::Decision => AgreementSection::Decisions,
            Self::Commitment => AgreementSection::Promises,
            Self::Review | Self::Factor | Self::Fall => AgreementSection::Again,
            Self::Contract => AgreementSection::Contract,
            Self::Dissent => AgreementSection::Dissent,
        }
    }
}

impl Strength {
    /// The scale of quality function deployment: 1, 3, 9; and 0 where nothing is said.
    pub fn weight(self) -> u32 {
        match self {
            Self::Weak => 1,
            Self::Medium => 3,
            Self::Strong => 9,
        }
    }
}

/// An outcome that a feature serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Serves {
    /// The outcome.
    pub outcome: OutcomeId,
    /// How strongly.
    pub strength: Strength,
}

/// A table price, in minor units of the relationship's currency: one value, or from–to. What is in it
/// for the party that offers is its own affair and asked nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Price {
    /// At the least.
    pub low: u64,
    /// At the most: what a mix reckons with.
    pub high: u64,
}

/// A party that bears a part of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bearer {
    /// Which party.
    pub party: PartyId,
    /// How much: per cent, or minor units.
    pub share: u64,
}

/// Who bears a price: all in per cent, or all in amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bearers {
    /// Per cent of the price, 100 together. Empty while nobody has said who bears it.
    Percent(Vec<Bearer>),
    /// Minor units, the price's upper end together.
    Amounts(Vec<Bearer>),
}

impl Default for Bearers {
    fn default() -> Self {
        Self::Percent(Vec::new())
    }
}

impl Bearers {
    /// Each party with its share, whatever that is counted in.
    pub fn all(&self) -> &[Bearer] {
        match self {
            Self::Percent(all) | Self::Amounts(all) => all,
        }
    }

    /// What each bearer pays of a price, in minor units and in the order in which they are named; what does
    /// not divide is paid by the first of them, one smallest coin each.
    pub fn parts(&self, price: u64) -> Vec<(PartyId, u64)> {
        let all = self.all();
        if let Self::Amounts(_) = self {
            return all.iter().map(|one| (one.party, one.share)).collect();
        }
        let part = |bearer: &Bearer| {
            let part = u128::from(price) * u128::from(bearer.share) / 100;
            u64::try_from(part).unwrap_or(u64::MAX)
        };
        let mut parts: Vec<(PartyId, u64)> = all.iter().map(|one| (one.party, part(one))).collect();
        let whole: u64 = all.iter().map(|one| one.share).fold(0, u64::saturating_add);
        let sum = parts
            .iter()
            .map(|(_, part)| *part)
            .fold(0, u64::saturating_add);
        let left = if whole == 100 {
            price.saturating_sub(sum)
        } else {
            0
        };
        for (_, part) in parts.iter_mut().take(usize::try_from(left).unwrap_or(0)) {
            *part += 1;
        }
        parts
    }
}

/// What a party bears of a price, and whether that is its own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Bearing {
    /// Which party.
    pub party: PartyId,
    /// Its share, in minor units; of a price from–to, what it comes to at either end.
    pub share: Price,
    /// What the party says to that.
    pub word: ShareWord,
}

/// What a proposal costs a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CostTo {
    /// Which party.
    pub party: PartyId,
    /// How much, in minor units of the relationship's currency.
    pub amount: u64,
}

/// Where a party stood when something was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartyStance {
    /// Which party.
    pub party: PartyId,
    /// Where it stood.
    pub stance: Stance,
}

/// What a passkey answered, byte for byte in base64url, and to what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Assertion {
    /// The passkey's public half, as a JWK (RFC 7517) in JSON.
    pub key: String,
    /// The address of the page on which it was used.
    pub origin: String,
    /// What was drawn for this signature.
    pub nonce: String,
    /// What the authenticator wrote.
    pub authenticator_data: String,
    /// What the browser wrote.
    pub client_data: String,
    /// The signature over both.
    pub signature: String,
}

/// What an outcome is worth to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorthTo {
    /// Which party.
    pub party: PartyId,
    /// The value as it was shown, in tenths of a point: whole points below five raters.
    pub tenths: u16,
    /// Benefit, likewise.
    pub benefit: u16,
    /// Usefulness, likewise.
    pub usefulness: u16,
    /// Importance, likewise.
    pub importance: u16,
    /// People counted.
    pub raters: u32,
    /// Of these, how many spoke after delivery.
    pub realised: u32,
    /// Of these, how many said it of other words than the outcome has here.
    #[serde(default, skip_serializing_if = "is_nobody")]
    pub other_words: u32,
}

fn is_nobody(people: &u32) -> bool {
    *people == 0
}

/// What an objection says that harm is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Harms {
    /// An outcome.
    Outcome(OutcomeId),
    /// A need or a limit.
    Contribution(ContributionId),
}

/// What a point of an agenda is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// An outcome.
    Outcome(OutcomeId),
    /// A need, limit, idea, question or concern, said to the whole table.
    Contribution(ContributionId),
    /// A proposal.
    Proposal(ProposalId),
    /// A commitment.
    Commitment(CommitmentId),
}

/// A party's voice in a mix, in proportion to the other parties'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Endowment {
    /// Which party.
    pub party: PartyId,
    /// Its weight: equal weights are equal voices.
    pub weight: u32,
}

/// How many digits an amount in this currency has after its point (ISO 4217).
pub fn minor_digits(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMN" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// A part of a hundred that belongs to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PartyPercent {
    /// Which party.
    pub party: PartyId,
    /// Whole per cent.
    pub percent: u8,
}

/// A feature that a mix could choose from, and why it is in or out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MixedFeature {
    /// The feature.
    pub feature: FeatureId,
    /// The price that the mix reckoned with, in minor units.
    pub price: u64,
    /// Whose voice backs it; 100 together unless nobody's does.
    pub backed: Vec<PartyPercent>,
    /// Who was to bear the price, and what each said to that. Empty while nobody had said who bears it.
    pub bearing: Vec<Bearing>,
    /// Why it is in, or out.
    pub why: Why,
    /// The parties that want nothing more than this.
    pub wishes: Vec<Wish>,
    /// How its price lies beside the budget, where it is out for others; a mix recorded by an earlier
    /// release does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fits: Option<Fits>,
    /// What would bring it in where it is out: each was tried, by the same rule.
    pub way_in: WayIn,
}

/// How the price of a feature that is out lies beside the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Fits {
    /// It costs more than the whole budget.
    NotTheBudget,
    /// It costs more than what is in leaves of the budget.
    NotBeside {
        /// What is left, in minor units.
        left: u64,
    },
    /// What is left is enough for it.
    Beside,
}

/// Why a feature is in a mix, or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Why {
    /// In: every mix has to hold it, or something that has to be in needs it.
    Must,
    /// In: bought with voices.
    Voice,
    /// In: it fits what the voices left over.
    LeftOver,
    /// In: the rule's goal is reached best with it.
    Goal,
    /// Out: it serves no outcome.
    ServesNothing,
    /// Out: nobody with a voice gives it any points.
    Unwanted,
    /// Out: a feature is in beside which it cannot be.
    Excluded {
        /// Which.
        by: FeatureId,
    },
    /// Out: it needs a feature that is not in.
    Waits {
        /// Which.
        need: FeatureId,
    },
    /// Out: the others' wishes together were stronger.
    Short {
        /// The voice that is missing, in minor units, before voices are scaled up to the full budget.
        shortfall: u64,
    },
    /// Out: others do more for the rule's goal.
    Outweighed,
}

impl MixedFeature {
    /// How far it is from coming in, less being nearer: what comes with the least more budget, then with
    /// the least more voice, then what waits for another choice; what nobody wants comes last.
    pub fn distance(&self) -> (u8, u64, u64) {
        let more = self.way_in.more.unwrap_or(u64::MAX);
        match self.why {
            Why::Short { shortfall } => (0, more, shortfall),
            Why::Outweighed => (0, more, u64::MAX),
            Why::Waits { .. } | Why::Excluded { .. } => (1, more, 0),
            _ => (2, more, 0),
        }
    }
}

impl Why {
    /// Whether it is a reason to be in.
    pub fn is_in(self) -> bool {
        matches!(self, Self::Must | Self::Voice | Self::LeftOver | Self::Goal)
    }
}

/// That a party wants nothing more than one feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Wish {
    /// Which party.
    pub party: PartyId,
    /// Whether it wants nothing else at all.
    pub only: bool,
}

/// What would bring in a feature that is out, each by itself: tried with the whole rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WayIn {
    /// So much more budget, in minor units.
    pub more: Option<u64>,
    /// So low a price, in minor units.
    pub price: Option<u64>,
    /// More people.
    pub people: Option<Joining>,
}

/// So many more people of a party who want nothing else. They share in their party's voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Joining {
    /// Which party.
    pub party: PartyId,
    /// How many.
    pub count: u32,
}

/// What a mix means for everybody who rated: whether a group was passed over, and what fairness costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Fairness {
    /// People who together deserve a feature that is out, if there are any.
    pub passed_over: Option<PassedOver>,
    /// People who want something and get nothing.
    pub with_nothing: u32,
    /// How unevenly value falls to people: the Gini coefficient, in whole per cent.
    pub uneven: u8,
    /// Of the most total value, how much this mix gives up, in whole per cent.
    pub lost: u8,
    /// Whether that is certainly the most; if not, more may be given up.
    pub most_proven: bool,
    /// Whether nothing at all is given up of it; a mix recorded by an earlier release does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loses_nothing: Option<bool>,
}

/// People who could have had a feature for their own share of the voice, at a price for which each of
/// them would have got more value than the mix gives them: what breaks the fairness property *EJR+ up
/// to one feature*, for points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PassedOver {
    /// The feature, which is out.
    pub feature: FeatureId,
    /// The parties that they belong to.
    pub parties: Vec<PartyId>,
    /// How many they are; of fewer than five that is not told.
    pub people: Option<u32>,
}

/// What a rule came to. Figures of parties are whole per cents: a person's figures cannot be
/// calculated back from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MixResult {
    /// The features of the mix, in the order chosen.
    pub selected: Vec<FeatureId>,
    /// What they cost together, in minor units.
    pub cost: u64,
    /// Every feature that could be chosen, in the order of their ids.
    pub features: Vec<MixedFeature>,
    /// Of all that the features could give it, what each party gets.
    pub gets: Vec<PartyPercent>,
    /// Each party's voice.
    pub endowments: Vec<Endowment>,
    /// The parties that have not said what the outcomes are worth: the mix is provisional.
    pub silent: Vec<PartyId>,
    /// The parties of which somebody has only said how an outcome turned out, and not what they expect of
    /// it: that was read.
    #[serde(default)]
    pub realised: Vec<PartyId>,
    /// Whether this is certainly the rule's answer; one that was looked for too long may not be.
    pub proven: bool,
    /// How much better another mix could at most be where this one is not proven, in per mille: of its
    /// total value by the most total value; of all that the worst-off party could get by worst-off
    /// first. A mix recorded by an earlier release does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<u64>,
    /// What it means for everybody; a mix recorded by an earlier release does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fairness: Option<Fairness>,
}

impl Role {
    /// Whether a party of this kind has the role.
    pub fn exists_in(self, kind: PartyKind) -> bool {
        match self {
            Role::Customer | Role::Sponsor | Role::User => kind == PartyKind::Consumer,
            Role::ServiceOwner | Role::RelationshipManager | Role::Delivery => {
                kind == PartyKind::Provider
            }
            Role::Representative | Role::Member => {
                matches!(kind, PartyKind::Supplier | PartyKind::Other)
            }
            Role::Observer => true,
        }
    }

    /// Whether the role speaks for its party: admits people, states terms, proposes to close.
    pub fn speaks_for_party(self) -> bool {
        matches!(
            self,
            Role::Customer
                | Role::Sponsor
                | Role::ServiceOwner
                | Role::RelationshipManager
                | Role::Representative
        )
    }

    /// Whether the role signs for its party.
    pub fn signs(self) -> bool {
        matches!(
            self,
            Role::Customer | Role::Sponsor | Role::ServiceOwner | Role::Representative
        )
    }

    /// The roles that a party of this kind has, the one of its first seat first.
    pub fn of(kind: PartyKind) -> impl Iterator<Item = Role> {
        Role::ALL
            .iter()
            .copied()
            .filter(move |role| role.exists_in(kind))
    }
}

/// Who may see an entry. Fixed once said; a wider telling is a new entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Every seated person, as far as their seat reaches back.
    WholeTable,
    /// The people of the author's party.
    OwnParty,
    /// The people of these parties, and of the author's.
    Parties(Vec<PartyId>),
    /// The author alone, until a recorded reveal.
    OnlyMe,
}

impl Audience {
    /// Whether the speaking people of `party` are in the audience of something said by somebody of
    /// `author`'s party.
    pub fn reaches(&self, author: PartyId, party: PartyId) -> bool {
        match self {
            Self::WholeTable => true,
            Self::OwnParty => party == author,
            Self::Parties(parties) => party == author || parties.contains(&party),
            Self::OnlyMe => false,
        }
    }
}
