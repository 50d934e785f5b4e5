//! Everything that can go wrong with a request, and the one place where it becomes a status.

use app::Refused;
use axum::http::StatusCode;

use crate::api::shape::{Misfit, Wrong};
use crate::catalogue::Say;
use crate::money::NoAmount;

/// Why a request was not answered as asked.
#[derive(Debug)]
pub enum Problem {
    /// There is nothing here for this visitor; what is hidden looks the same.
    NotFound,
    /// The address takes other methods.
    WrongMethod,
    /// One has to sign in first.
    SignIn,
    /// The visitor's kind may not do this at all (a read-only token, a guest link, no administrator).
    Forbidden,
    /// An administrator has to show a second factor first.
    SecondFactor,
    /// The form did not come from a page of ours.
    ForeignForm,
    /// The form stood on a page that was opened before somebody signed in here.
    OldForm,
    /// The request was sent to a name that is none of this server's.
    WrongHost,
    /// A field could not be read.
    Field {
        /// Its name.
        field: &'static str,
        /// Message key of what is wrong with it.
        what: &'static str,
    },
    /// The same, as it is said to whoever filled it in.
    Told {
        /// Its name.
        field: &'static str,
        /// What is wrong with it, in words.
        told: String,
    },
    /// A parameter of a program's query or a header of its request is not what is documented.
    Parameter {
        /// Its name, as it was sent.
        name: String,
        /// What is wrong with it.
        wrong: Wrong,
    },
    /// What a program sent does not have the documented shape.
    Shape(Vec<Misfit>),
    /// What was typed is no amount, as it is said to whoever typed it.
    Amount {
        /// The field's name.
        field: &'static str,
        /// Why not.
        why: NoAmount,
        /// The same in words.
        told: String,
    },
    /// The body as a whole could not be read; says where and why.
    Body(String),
    /// The body is larger than any form of ours.
    TooLarge,
    /// A rule of the table refused.
    Rule(domain::Refusal),
    /// A rule of the accounts refused.
    Account(accounts::Refusal),
    /// The idempotency key was used for something else.
    KeyReused,
    /// Many write at once.
    Contended,
    /// Nothing is recorded before the operator has confirmed the time.
    TimeUnsure,
    /// One person writes more than a person can.
    TooMany,
    /// More work of this kind waits than is done in time.
    Crowded,
    /// Much was sent to them that they have not taken yet.
    Unread,
    /// More open pages than can be kept up to date.
    TooManyLive,
    /// A limit of the record.
    Limit(String),
    /// A view of the past cannot be changed.
    Past,
    /// The outcome of a commit is unknown.
    Unknown,
    /// Something of ours failed; logged, never shown.
    Failed(String),
    /// The data was removed or replaced while the server runs: only its operator can help.
    DataGone,
}

impl Problem {
    /// The status that says it to programs.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::SecondFactor | Self::ForeignForm | Self::OldForm => {
                StatusCode::FORBIDDEN
            }
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::Field { .. }
            | Self::Told { .. }
            | Self::Amount { .. }
            | Self::Parameter { .. }
            | Self::Shape(_)
            | Self::Rule(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Body(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Account(
                accounts::Refusal::TooManyAttempts { .. }
                | accounts::Refusal::TooMuchMail { .. }
                | accounts::Refusal::TooManyInvited,
            ) => StatusCode::TOO_MANY_REQUESTS,
            Self::Account(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany | Self::TooManyLive => StatusCode::TOO_MANY_REQUESTS,
            Self::KeyReused | Self::Past => StatusCode::CONFLICT,
            Self::Limit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Contended | Self::Unknown | Self::Crowded | Self::Unread | Self::TimeUnsure => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Failed(_) | Self::DataGone => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::WrongMethod => "wrong_method",
            Self::SignIn => "sign_in",
            Self::Forbidden => "forbidden",
            Self::SecondFactor => "second_factor",
            Self::ForeignForm => "foreign_form",
            Self::OldForm => "old_form",
            Self::WrongHost => "wrong_host",
            Self::Field { .. } | Self::Told { .. } => "field",
            Self::Parameter { .. } => "parameter",
            Self::Shape(_) => "shape",
            Self::Amount { why, .. } => why.code(),
            Self::Body(_) => "body",
            Self::TooLarge => "too_large",
            Self::Rule(refusal) => refusal.rule(),
            Self::Account(refusal) => refusal.code(),
            Self::KeyReused => "key_reused",
            Self::Contended => "contended",
            Self::TimeUnsure => "time_unsure",
            Self::TooMany => "too_many",
            Self::Crowded => "crowded",
            Self::Unread => "unread",
            Self::TooManyLive => "too_many_live",
            Self::Limit(_) => "limit",
            Self::Past => "past",
            Self::Unknown => "unknown_outcome",
            Self::Failed(_) => "failed",
            Self::DataGone => "data_gone",
        }
    }

    /// The field to mend, where the problem is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Field { field, .. } | Self::Told { field, .. } | Self::Amount { field, .. } => {
                Some(field)
            }
            Self::Rule(refusal) => refusal.field(),
            Self::Account(refusal) => refusal.field(),
            _ => None,
        }
    }

    /// What it says to the person, in their language: what to do, and nothing of our insides.
    pub fn message(&self, say: Say) -> String {
        use domain::Refusal as Rule;
        match self {
            Self::Rule(refusal @ Rule::Within { .. }) => {
                Self::Rule(refusal.bare().clone()).message(say)
            }
            Self::Field { what, .. } => say.text(what),
            Self::Parameter { name, wrong } => {
                let what = wrong.message(say);
                say.two("problem-parameter", ("name", name), ("what", what))
            }
            Self::Shape(misfits) => match misfits.as_slice() {
                [only] => only.message(say),
                several => say.count("problem-shape", several.len()),
            },
            Self::Told { told, .. } | Self::Amount { told, .. } => told.clone(),
            Self::Body(reason) => {
                let what = reason.replace(' ', "-");
                say.two("problem-body", ("what", what), ("reason", reason))
            }
            Self::Rule(Rule::TooLong { limit, .. }) => say.one("rule-too_long", "limit", limit),
            Self::Rule(Rule::AttachmentsFull { limit }) => {
                say.one("rule-attachments_full", "limit", limit)
            }
            Self::Rule(Rule::Full { what, limit }) => {
                let what = what.replace(' ', "-");
                say.two("rule-full", ("what", what), ("limit", limit))
            }
            Self::Rule(Rule::NoRoundEnd { days }) => say.one("rule-no_round_end", "days", days),
            Self::Rule(Rule::PackClosed { days }) => say.one("rule-pack_closed", "days", days),
            Self::Rule(Rule::NoLength { least, most }) => {
                say.two("rule-no_length", ("least", least), ("most", most))
            }
            Self::Rule(Rule::ChairIsHere { seconds }) => {
                say.one("rule-chair_is_here", "seconds", seconds)
            }
            Self::Rule(Rule::Deceptive { sign, after, .. }) => {
                crate::catalogue::deceptive(say, sign, after)
            }
            Self::Rule(refusal) => say.text(&format!("rule-{}", refusal.rule())),
            Self::Account(refusal) => crate::catalogue::account_refusal(say, refusal),
            other => say.text(&format!("problem-{}", other.code())),
        }
    }
}

impl Wrong {
    /// What is wrong, in the reader's language.
    pub fn message(&self, say: Say) -> String {
        say.one(&format!("wrong-{}", self.code()), "detail", self.detail())
    }
}

impl Misfit {
    /// What is wrong and where, in the reader's language.
    pub fn message(&self, say: Say) -> String {
        let what = self.wrong.message(say);
        if self.pointer.is_empty() {
            return what;
        }
        say.two(
            "problem-parameter",
            ("name", &self.pointer),
            ("what", &what),
        )
    }
}

/// The statuses that programs meet from 400 up, each with its codes, but for those of what a command or a
/// change of the accounts is refused for: these are [`rules`].
pub const CODES: [(u16, &[&str]); 10] = [
    (400, &["body"]),
    (401, &["sign_in"]),
    (
        403,
        &["forbidden", "second_factor", "foreign_form", "old_form"],
    ),
    (404, &["not_found"]),
    (405, &["wrong_method"]),
    (409, &["key_reused"]),
    (413, &["too_large"]),
    (421, &["wrong_host"]),
    (
        429,
        &[
            "too_many",
            "too_many_live",
            "too_many_attempts",
            "too_much_mail_sent",
            "too_much_mail_there",
        ],
    ),
    (
        503,
        &[
            "contended",
            "unknown_outcome",
            "crowded",
            "unread",
            "time_unsure",
            "failed",
            "data_gone",
        ],
    ),
];

/// What a command, or a change of the accounts, is refused for: the codes of 422.
pub fn rules() -> impl Iterator<Item = &'static str> {
    let shapes = ["parameter", "field", "shape", "limit"];
    let rules = domain::Refusal::RULES.iter().copied();
    let accounts = accounts::Refusal::CODES.iter().copied();
    let known = domain::Refusal::RULES;
    let accounts = accounts.filter(move |code| !known.contains(code));
    shapes.into_iter().chain(rules).chain(accounts)
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Rule(refusal) => Self::Rule(refusal),
            Refused::Account(refusal) => Self::Account(refusal),
            Refused::NotFound => Self::NotFound,
            Refused::KeyReused => Self::KeyReused,
            Refused::Contended => Self::Contended,
            Refused::TimeUnsure => Self::TimeUnsure,
            Refused::Limit(limit) => Self::Limit(limit),
            Refused::Failed(error) => Self::Failed(error.to_string()),
            Refused::Unknown => Self::Unknown,
        }
    }
}

impl From<app::Error> for Problem {
    fn from(error: app::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<accounts::Error> for Problem {
    fn from(error: accounts::Error) -> Self {
        match error.refusal() {
            Some(refusal) => Self::Account(refusal.clone()),
            None => Self::Failed(error.to_string()),
        }
    }
}

impl From<record::Error> for Problem {
    fn from(error: record::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Failed(error.to_string())
    }
}
