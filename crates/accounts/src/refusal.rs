//! Why a request was refused. Each refusal names the rule; the pages say it in the reader's
//! language.

/// A request broke a rule of accounts. Nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text field must say something.
    #[error("say something in “{field}”")]
    Blank {
        /// Name of the field.
        field: &'static str,
    },
    /// The text field is longer than its limit.
    #[error("“{field}” is too long: at most {limit} characters")]
    TooLong {
        /// Name of the field.
        field: &'static str,
        /// Most characters allowed.
        limit: usize,
    },
    /// The text holds a character that hides, reverses or imitates text.
    #[error(
        "“{field}” holds {sign}, which hides, reverses or imitates text, after “{after}”; type it again without"
    )]
    Deceptive {
        /// Name of the field.
        field: &'static str,
        /// The character, as its number is written.
        sign: String,
        /// The few characters before it.
        after: String,
    },
    /// Not an e-mail address.
    #[error("write the e-mail address as name@example.org")]
    EmailMalformed,
    /// The part of an address before the @ has letters that not every mail server takes.
    #[error("the part of an e-mail address before the @ has letters beyond ASCII")]
    EmailLetters,
    /// Another account signs in with this address.
    #[error("another account uses this e-mail address; sign in with it, or give another address")]
    EmailTaken,
    /// Not a language the pages are written in.
    #[error("choose one of the languages offered")]
    LanguageUnknown,
    /// Not an IANA time zone.
    #[error("choose a time zone such as Europe/Berlin")]
    TimeZoneUnknown,
    /// The password is too short.
    #[error("choose a password of at least {least} characters; a few unrelated words are fine")]
    PasswordTooShort {
        /// Fewest characters allowed.
        least: usize,
    },
    /// The password is too long.
    #[error("choose a password of at most {most} bytes")]
    PasswordTooLong {
        /// Most bytes allowed.
        most: usize,
    },
    /// The password is among the first that an attacker tries.
    #[error("this password is among the first that are tried; choose a few unrelated words")]
    PasswordCommon,
    /// The password contains the person's or organisation's name or mail address.
    #[error("leave names and mail addresses out of the password")]
    PasswordPersonal,
    /// The current password, asked for again, is not right.
    #[error("this is not your current password")]
    PasswordWrong,
    /// Unknown address, wrong password, guest or suspended: sign-in does not say which.
    #[error("e-mail address and password do not match an account")]
    SignInFailed,
    /// The code of the app or the recovery code is not right, or was used before.
    #[error("this code is not right, or was used already; type the one shown now")]
    CodeWrong,
    /// The passkey is not known, or its answer does not fit.
    #[error("this passkey does not open an account here")]
    PasskeyRefused,
    /// The passkey counted less than before: it may have been copied.
    #[error(
        "this passkey counted less than when it was used last, as a copy of it would; use another way to sign in"
    )]
    PasskeyCopied,
    /// What should become a passkey answered something else, or belongs to an account already.
    #[error("this passkey was not added; try again, or use another one")]
    PasskeyNotAdded,
    /// What was begun is not awaited any more, or its answer came already.
    #[error("this took too long or was done already; begin again")]
    TookTooLong,
    /// How somebody signs in is changed only just after signing in.
    #[error("sign in again; then you can change how you sign in")]
    SignInAgain,
    /// Too many failures for this account or from this network.
    #[error("too many attempts; try again in {seconds} seconds")]
    TooManyAttempts {
        /// Seconds until the next attempt is let through.
        seconds: u64,
    },
    /// More passwords are waiting to be checked than this server does at a time.
    #[error("many people are signing in just now; try again in a moment")]
    Busy,
    /// Set-up has been done.
    #[error("this server has been set up; sign in")]
    SetUpDone,
    /// The set-up code is not the one shown last.
    #[error("this is not the code that the server showed when it started last")]
    SetUpCodeWrong,
    /// The link is unknown, used, expired or withdrawn: the answer does not say which.
    #[error("this link no longer works; ask whoever sent it for a new one")]
    LinkUnusable,
    /// The link brought somebody here already; whoever came has a link of their own.
    #[error("this link was used already; whoever came by it has a link of their own")]
    LinkUsed,
    /// The guest has come: only they and their own party's people can make another link.
    #[error(
        "they came and have a link of their own; only they and their own party's people can make another, or it goes to their own address"
    )]
    LinkTaken,
    /// Another organisation here has this name.
    #[error("another organisation here has this name; add what tells them apart")]
    NameTaken,
    /// Nobody outside an organisation makes its members.
    #[error("only an organisation's own people bring its people")]
    NotYourOrganisation,
    /// What somebody is called is for them to say, or their organisation.
    #[error("only they themselves, or their organisation's own people, change this name")]
    NotYoursToRename,
    /// Only somebody whom their organisation knows as its own may do this.
    #[error("your organisation does not know this person as its own; take them in first")]
    NotMember,
    /// Their organisation knows them as its own already.
    #[error("your organisation knows this person as its own already; you can suspend them")]
    AlreadyMember,
    /// Mail to this address, or of this sender, is enough for now.
    #[error(
        "no more mail goes there for now; try again in {seconds} seconds, or hand the link over yourself"
    )]
    TooMuchMail {
        /// Seconds until the next mail is let through.
        seconds: u64,
        /// Whether it is the sender's own that is spent, rather than the address's.
        of_sender: bool,
    },
    /// Many were invited to this table within the hour.
    #[error("many were invited here within the hour; go on in a while, or ask many by one link")]
    TooManyInvited,
    /// The invited person has an account and enters by signing in.
    #[error("this invitation is for an account; sign in first")]
    SignInFirst,
    /// The guest already has an account.
    #[error("this person already has an account; sign in")]
    AlreadyClaimed,
    /// Guests must claim an account first.
    #[error("make this seat yours with a password first; then you can do this")]
    GuestMustClaim,
    /// Only an administrator of the organisation may do this.
    #[error("only an administrator of the organisation may do this")]
    NotAdministrator,
    /// Only an administrator of this server may do this.
    #[error("only an administrator of this server may do this")]
    NotHostAdministrator,
    /// The organisation's last administrator must stay one.
    #[error("this is the organisation's last administrator: make somebody else one first")]
    LastAdministrator,
    /// The server's last administrator must stay one.
    #[error("this is the server's last administrator: make somebody else one first")]
    LastHostAdministrator,
    /// The person is suspended or was erased.
    #[error("this person takes no part at present")]
    Inactive,
    /// There is no such thing, or the asker may not know of it.
    #[error("there is no such {what} here")]
    Unknown {
        /// What was looked for.
        what: &'static str,
    },
    /// A list has reached its limit.
    #[error("there can be at most {limit} {what}")]
    Full {
        /// What there would be too many of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// An expiry lies in the past or too far ahead.
    #[error("choose an expiry between now and {days} days from now")]
    ExpiryOutOfRange {
        /// Most days ahead.
        days: i64,
    },
}

impl Refusal {
    /// The codes of what programs can be refused for with 422: what they may ask of the accounts.
    pub const CODES: &[&str] = &[
        "blank",
        "too_long",
        "deceptive",
        "email_malformed",
        "email_letters",
        "email_taken",
        "language_unknown",
        "time_zone_unknown",
        "name_taken",
        "not_yours_to_rename",
        "not_your_organisation",
        "not_member",
        "already_member",
        "already_claimed",
        "guest_must_claim",
        "not_administrator",
        "inactive",
        "unknown",
        "full",
        "expiry_out_of_range",
        "link_unusable",
        "link_used",
        "link_taken",
        "busy",
    ];

    /// The rule's name, stable over releases: message keys and API clients rely on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Blank { .. } => "blank",
            Self::TooLong { .. } => "too_long",
            Self::Deceptive { .. } => "deceptive",
            Self::EmailMalformed => "email_malformed",
            Self::EmailLetters => "email_letters",
            Self::EmailTaken => "email_taken",
            Self::LanguageUnknown => "language_unknown",
            Self::TimeZoneUnknown => "time_zone_unknown",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::PasswordTooLong { .. } => "password_too_long",
            Self::PasswordCommon => "password_common",
            Self::PasswordPersonal => "password_personal",
            Self::PasswordWrong => "password_wrong",
            Self::SignInFailed => "sign_in_failed",
            Self::CodeWrong => "code_wrong",
            Self::PasskeyRefused => "passkey_refused",
            Self::PasskeyCopied => "passkey_copied",
            Self::PasskeyNotAdded => "passkey_not_added",
            Self::TookTooLong => "took_too_long",
            Self::SignInAgain => "sign_in_again",
            Self::TooManyAttempts { .. } => "too_many_attempts",
            Self::Busy => "busy",
            Self::SetUpDone => "set_up_done",
            Self::SetUpCodeWrong => "set_up_code_wrong",
            Self::LinkUnusable => "link_unusable",
            Self::LinkUsed => "link_used",
            Self::LinkTaken => "link_taken",
            Self::NameTaken => "name_taken",
            Self::NotYourOrganisation => "not_your_organisation",
            Self::NotYoursToRename => "not_yours_to_rename",
            Self::NotMember => "not_member",
            Self::AlreadyMember => "already_member",
            Self::TooMuchMail { of_sender, .. } => match of_sender {
                true => "too_much_mail_sent",
                false => "too_much_mail_there",
            },
            Self::TooManyInvited => "too_many_invited",
            Self::SignInFirst => "sign_in_first",
            Self::AlreadyClaimed => "already_claimed",
            Self::GuestMustClaim => "guest_must_claim",
            Self::NotAdministrator => "not_administrator",
            Self::NotHostAdministrator => "not_host_administrator",
            Self::LastAdministrator => "last_administrator",
            Self::LastHostAdministrator => "last_host_administrator",
            Self::Inactive => "inactive",
            Self::Unknown { .. } => "unknown",
            Self::Full { .. } => "full",
            Self::ExpiryOutOfRange { .. } => "expiry_out_of_range",
        }
    }

    /// The field to mend, where the refusal is about one.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Blank { field } | Self::TooLong { field, .. } | Self::Deceptive { field, .. } => {
                Some(field)
            }
            Self::NotYoursToRename => Some("name"),
            Self::EmailMalformed | Self::EmailLetters | Self::EmailTaken => Some("email"),
            Self::LanguageUnknown => Some("language"),
            Self::TimeZoneUnknown => Some("time_zone"),
            Self::PasswordTooShort { .. }
            | Self::PasswordTooLong { .. }
            | Self::PasswordCommon
            | Self::PasswordPersonal => Some("password"),
            Self::PasswordWrong => Some("current_password"),
            Self::SetUpCodeWrong | Self::CodeWrong => Some("code"),
            Self::ExpiryOutOfRange { .. } => Some("expires_at"),
            _ => None,
        }
    }
}
