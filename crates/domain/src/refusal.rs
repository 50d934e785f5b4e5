//! Why a command was refused. Each refusal names the rule; the pages say it in the reader's language.

use serde::Serialize;
use utoipa::ToSchema;

/// A command broke a rule of the table. Nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, ToSchema)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Refusal {
    /// The text field must say something.
    #[error("say something in “{field}”")]
    Blank {
        /// Name of the field.
        field: &'static str,
    },
    /// The text field is longer than its limit, in characters.
    #[error("“{field}” is too long: at most {limit} characters")]
    TooLong {
        /// Name of the field.
        field: &'static str,
        /// Most characters allowed.
        limit: usize,
    },
    /// The text holds control or direction marks that can hide or reverse what is read.
    #[error("“{field}” holds characters that hide or reverse text; type it again without them")]
    Deceptive {
        /// Name of the field.
        field: &'static str,
    },
    /// A figure lies outside 0 to 10.
    #[error("“{field}” must be a whole number from 0 to 10")]
    OutOfScale {
        /// Name of the field.
        field: &'static str,
    },
    /// A list has reached its limit.
    #[error("there can be at most {limit} {what}")]
    Full {
        /// What there would be too many of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// The thing named does not exist, or the actor may not know of it.
    #[error("there is no such {what} here")]
    Unknown {
        /// What was looked for.
        what: &'static str,
    },
    /// The actor has no seat at this table.
    #[error("you have no seat at this table")]
    NotSeated,
    /// Observers see and say nothing.
    #[error("observers see the table but say nothing; ask your party for another role")]
    Observer,
    /// Only those who speak for a party may do this.
    #[error("only those who speak for a party may do this: {roles}")]
    NotEntitled {
        /// Roles that may.
        roles: &'static str,
    },
    /// Only a party's own people may do this.
    #[error("only a party's own people admit, remove or speak for its people")]
    OtherParty,
    /// Guests must claim an account first.
    #[error("make this seat yours with a password first; then you can do this")]
    GuestMustClaim,
    /// Whoever is here by another party's link alone proves the seat before deciding for others.
    #[error(
        "you are here by a link that another party made: confirm an address of your own, or sign in with your organisation's account, and try again"
    )]
    ProveFirst,
    /// There is no confirmed address that says more than the link did.
    #[error("confirm an address of your own first, one that is not the inviter's")]
    NothingProved,
    /// Whoever sits in a seat does not dispute it: the link to it does.
    #[error("open the link that you were given: there you can say that somebody else used it")]
    WithoutLink,
    /// Who opens a table speaks for an organisation whose own people, or the operator, know them.
    #[error(
        "your organisation is here only under the name that another one gave it: ask whoever runs this server to confirm it, then you can open a table in its name"
    )]
    OrganisationUnproved,
    /// The consumer has not opened its figures to this party.
    #[error("the consumer spoke before you came and has not opened its figures to you yet")]
    FiguresClosed,
    /// Only the provider's people guess.
    #[error("only the provider guesses what the consumer will say")]
    OnlyProviderGuesses,
    /// Only the consumer says this.
    #[error("only the consumer says this, in its own words")]
    OnlyConsumer,
    /// Provider and consumer must be different organisations or differently named units.
    #[error("provider and consumer must be different organisations, or two different units of one")]
    SameOrganisation,
    /// The person does not belong to that organisation.
    #[error("this person does not belong to that organisation")]
    WrongOrganisation,
    /// The organisation already sits at this table.
    #[error("this organisation already has a seat here")]
    AlreadySeated,
    /// One person belongs to one party of a relationship.
    #[error("this person already sits at this table")]
    PersonAlreadySeated,
    /// The role does not exist in this kind of party.
    #[error("this role does not exist in that party")]
    RoleOfAnotherParty,
    /// A seat needs a role.
    #[error("choose at least one role")]
    NoRole,
    /// The first person of a party must be able to admit the others.
    #[error(
        "the first person of a party speaks for it: give them such a role, they can admit the others"
    )]
    FirstSeatSpeaks,
    /// A party's last speaker cannot leave it voiceless by accident.
    #[error(
        "this is the last person who speaks for the party: name another first, or let the party leave the table"
    )]
    LastSpeaker,
    /// Provider and consumer cannot leave; they close the relationship by consent.
    #[error("provider and consumer end a relationship together: propose to close it")]
    CannotLeave,
    /// The relationship is closed and can only be read.
    #[error("this relationship is closed; it can be read but not changed")]
    Closed,
    /// Nobody has proposed to close.
    #[error("nobody has proposed to close this relationship")]
    NoClosingProposed,
    /// Retired outcomes take no figures.
    #[error("this outcome is retired")]
    Retired,
    /// Only the author may do this.
    #[error("only its author may do this")]
    NotAuthor,
    /// Five minutes have passed.
    #[error(
        "a word can be taken back within five minutes; afterwards its text can be erased, visibly"
    )]
    TooLate,
    /// There is nothing left to erase.
    #[error("there is no text to erase there")]
    NothingToErase,
    /// The audience names no party, or one that is not at the table.
    #[error("choose at least one party that sits at this table")]
    NobodyThere,
    /// The currency is not an ISO 4217 code.
    #[error("the currency must be a three-letter code such as EUR")]
    Currency,
    /// A feature needs an origin.
    #[error("say where the feature comes from")]
    NoOrigin,
    /// The price is no price.
    #[error(
        "the price must not end below where it begins, nor be larger than can be calculated with"
    )]
    Price,
    /// The shares of those who bear a price do not make it up.
    #[error("the shares of those who bear it must make up the whole: 100 per cent, or the price")]
    Bearers,
    /// Only the party that offers a feature says what it costs.
    #[error("only those who speak for the party that offers a feature say what it costs")]
    NotOffered,
    /// Withdrawn features are not changed.
    #[error("this feature is withdrawn")]
    Withdrawn,
    /// Features cannot need each other in a circle.
    #[error("a feature cannot need itself, directly or through others")]
    CircularNeed,
    /// A feature that excluded itself could be in no mix.
    #[error("a feature cannot exclude itself")]
    ExcludesItself,
    /// Endowments name every party at the table.
    #[error(
        "give every party at the table its weight, from 0 to 1,000, and at least one of them more than 0"
    )]
    Endowments,
    /// Nobody raises the voice of their own party.
    #[error("nobody gives their own party more than an equal share; another party can")]
    OwnEndowment,
    /// The mix is made of what the consumer said: the provider's people guess or skip first.
    #[error("this mix is made of what the consumer said: guess that first, or skip guessing")]
    GuessFirst,
    /// What must be in costs more than the budget.
    #[error("what must be in costs more than this budget")]
    MustsTooDear,
    /// Two musts exclude each other.
    #[error("two features that must be in exclude each other")]
    MustsExclude,
    /// The budget, or the endowments, lie beyond what can be calculated exactly.
    #[error("this budget or these endowments cannot be calculated with exactly; take rounder ones")]
    NoMix,
    /// A question or concern must hang on an outcome or in a thread.
    #[error(
        "a question or a concern must be about something: choose an outcome, or say it under a need or an idea"
    )]
    HangsNowhere,
    /// This kind of contribution does not answer that one.
    #[error("an idea is met with a build, a question or a concern; choose what can be said here")]
    NotSaidThere,
    /// A reply reaches no further than what it answers.
    #[error(
        "a reply reaches no further than what it answers; choose a narrower audience, or say it again to everybody"
    )]
    WiderThanThread,
    /// A limit says of which kind it is.
    #[error("say what kind of limit it is: legal, safety, technical, commercial or time")]
    NoLimitKind,
    /// Another party says back and answers, not one's own.
    #[error("this is for another party to do: nobody says back or answers their own words")]
    OwnWord,
    /// The party has heard it already.
    #[error("your party has heard this already")]
    AlreadyHeard,
    /// The author has fourteen days before a colleague may speak for them.
    #[error(
        "its author still has time to say so; a colleague can after fourteen days without a sign of them"
    )]
    AuthorFirst,
    /// What was said for an absent person counts after they confirm it.
    #[error("this was said for somebody absent; it counts once they confirm it")]
    NotYetConfirmed,
    /// “Not now” needs a date in the future on which it comes back.
    #[error("say when to come back to it: a date from tomorrow on")]
    NoReturn,
    /// One speaks for an absent person of one's own party only.
    #[error("you can speak for somebody else of your own party who sits at this table")]
    NotAbsentColleague,
    /// Nothing would change.
    #[error("nothing would change")]
    NothingNew,
}

impl Refusal {
    /// The rule's name, stable over releases: message keys and API clients rely on it.
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Blank { .. } => "blank",
            Self::TooLong { .. } => "too_long",
            Self::Deceptive { .. } => "deceptive",
            Self::OutOfScale { .. } => "out_of_scale",
            Self::Full { .. } => "full",
            Self::Unknown { .. } => "unknown",
            Self::NotSeated => "not_seated",
            Self::Observer => "observer",
            Self::NotEntitled { .. } => "not_entitled",
            Self::OtherParty => "other_party",
            Self::GuestMustClaim => "guest_must_claim",
            Self::ProveFirst => "prove_first",
            Self::NothingProved => "nothing_proved",
            Self::WithoutLink => "without_link",
            Self::OrganisationUnproved => "organisation_unproved",
            Self::FiguresClosed => "figures_closed",
            Self::OnlyProviderGuesses => "only_provider_guesses",
            Self::OnlyConsumer => "only_consumer",
            Self::SameOrganisation => "same_organisation",
            Self::WrongOrganisation => "wrong_organisation",
            Self::AlreadySeated => "already_seated",
            Self::PersonAlreadySeated => "person_already_seated",
            Self::RoleOfAnotherParty => "role_of_another_party",
            Self::NoRole => "no_role",
            Self::FirstSeatSpeaks => "first_seat_speaks",
            Self::LastSpeaker => "last_speaker",
            Self::CannotLeave => "cannot_leave",
            Self::Closed => "closed",
            Self::NoClosingProposed => "no_closing_proposed",
            Self::Retired => "retired",
            Self::NotAuthor => "not_author",
            Self::TooLate => "too_late",
            Self::NothingToErase => "nothing_to_erase",
            Self::NobodyThere => "nobody_there",
            Self::Currency => "currency",
            Self::NoOrigin => "no_origin",
            Self::Price => "price",
            Self::Bearers => "bearers",
            Self::NotOffered => "not_offered",
            Self::Withdrawn => "withdrawn",
            Self::CircularNeed => "circular_need",
            Self::ExcludesItself => "excludes_itself",
            Self::Endowments => "endowments",
            Self::OwnEndowment => "own_endowment",
            Self::GuessFirst => "guess_first",
            Self::MustsTooDear => "musts_too_dear",
            Self::MustsExclude => "musts_exclude",
            Self::NoMix => "no_mix",
            Self::HangsNowhere => "hangs_nowhere",
            Self::NotSaidThere => "not_said_there",
            Self::WiderThanThread => "wider_than_thread",
            Self::NoLimitKind => "no_limit_kind",
            Self::OwnWord => "own_word",
            Self::AlreadyHeard => "already_heard",
            Self::AuthorFirst => "author_first",
            Self::NotYetConfirmed => "not_yet_confirmed",
            Self::NoReturn => "no_return",
            Self::NotAbsentColleague => "not_absent_colleague",
            Self::NothingNew => "nothing_new",
        }
    }

    /// The field to mend, where the refusal is about one.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Blank { field }
            | Self::TooLong { field, .. }
            | Self::Deceptive { field }
            | Self::OutOfScale { field } => Some(field),
            Self::Currency => Some("currency"),
            Self::NoOrigin => Some("origins"),
            Self::Price | Self::NotOffered => Some("price"),
            Self::Bearers => Some("bearers"),
            Self::CircularNeed => Some("needs"),
            Self::ExcludesItself => Some("excludes"),
            Self::Endowments | Self::OwnEndowment => Some("endowments"),
            Self::MustsTooDear | Self::NoMix => Some("budget"),
            Self::NotSaidThere => Some("kind"),
            Self::WiderThanThread => Some("audience"),
            Self::NoLimitKind => Some("limit"),
            Self::NoReturn => Some("returns"),
            Self::NotAbsentColleague => Some("spoken_for"),
            Self::NoRole | Self::RoleOfAnotherParty | Self::FirstSeatSpeaks => Some("roles"),
            _ => None,
        }
    }
}
