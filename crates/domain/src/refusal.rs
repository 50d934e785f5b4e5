//! Why a command was refused. Each refusal names the rule; the pages say it in the reader's language.

use serde::Serialize;
use utoipa::ToSchema;

/// A rule's name, the refusal that says it was broken, and the field to mend where it is about one. The
/// sentence is in the catalogue of each language, as `rule-` and the name.
macro_rules! refusals {
    ($($(#[$doc:meta])* $rule:literal $name:ident $({$($(#[$inner:meta])* $part:ident: $of:ty,)*})? $(at $field:expr)?,)*) => {
        /// A command broke a rule of the table. Nothing was recorded.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, ToSchema)]
        #[serde(tag = "rule")]
        #[error("a rule of the table: {}", self.rule())]
        pub enum Refusal {
            $($(#[$doc])* #[serde(rename = $rule)] $name $({$($(#[$inner])* $part: $of,)*})?,)*
            /// One of several that came together broke it.
            #[serde(rename = "within")]
            #[schema(no_recursion)]
            Within {
                /// The list in which it stands.
                list: &'static str,
                /// Its place there, from 0.
                place: usize,
                /// What it broke.
                refusal: Box<Refusal>,
            },
        }

        impl Refusal {
            /// The names of all rules.
            pub const RULES: &[&str] = &[$($rule,)*];

            /// The rule's name, stable over releases: message keys and API clients rely on it.
            pub fn rule(&self) -> &'static str {
                match self {
                    $(Self::$name {..} => $rule,)*
                    Self::Within { refusal, .. } => refusal.rule(),
                }
            }

            /// The field to mend, where the refusal is about one.
            #[allow(unused_variables, unreachable_code)]
            pub fn field(&self) -> Option<&'static str> {
                match self {
                    $(Self::$name {$($($part,)*)? ..} => { $(return Some($field);)? None })*
                    Self::Within { refusal, .. } => refusal.field(),
                }
            }
        }
    };
}

refusals! {
    /// The text field must say something.
    "blank" Blank {
        /// Name of the field.
        field: &'static str,
    } at field,
    /// The text field is longer than its limit, in characters.
    "too_long" TooLong {
        /// Name of the field.
        field: &'static str,
        /// Most characters allowed.
        limit: usize,
    } at field,
    /// The text holds a character that can hide or reverse what is read.
    "deceptive" Deceptive {
        /// Name of the field.
        field: &'static str,
        /// The character, as its number is written.
        sign: String,
        /// The few characters before it.
        after: String,
    } at field,
    /// A figure lies outside 0 to 10.
    "out_of_scale" OutOfScale {
        /// Name of the field.
        field: &'static str,
    } at field,
    /// A list has reached its limit.
    "full" Full {
        /// What there would be too many of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// As many pictures and PDFs are attached at the table as there can be of one party, or of a guest.
    "attachments_full" AttachmentsFull {
        /// The limit.
        limit: usize,
    },
    /// The thing named does not exist, or the actor may not know of it.
    "unknown" Unknown {
        /// What was looked for.
        what: &'static str,
    },
    /// The actor has no seat at this table.
    "not_seated" NotSeated,
    /// Observers see and say nothing.
    "observer" Observer,
    /// Only those who speak for a party may do this.
    "not_entitled" NotEntitled {
        /// Roles that may.
        roles: &'static str,
    },
    /// Only a party's own people dispose of its seats and names.
    "other_party" OtherParty,
    /// Provider and consumer say what the relationship is called, and how close it is.
    "only_the_two" OnlyTheTwo,
    /// The provider says why a supplier has no seat.
    "only_provider_leaves_out" OnlyProviderLeavesOut,
    /// The party that brought something takes it back.
    "only_who_brought" OnlyWhoBrought,
    /// Who an outcome is for, and who added it while it is unrated, retires it.
    "only_theirs_retires" OnlyTheirsRetires,
    /// The party that an outcome is for says whether it came true.
    "only_theirs_judges" OnlyTheirsJudges,
    /// The party that promised reports, and asks for a change.
    "only_who_promised" OnlyWhoPromised,
    /// The party to which it was promised answers, lets go and joins.
    "only_who_receives" OnlyWhoReceives,
    /// The party that asked many ends that.
    "only_who_asked" OnlyWhoAsked,
    /// The party that planned a meeting changes it.
    "only_who_planned" OnlyWhoPlanned,
    /// Somebody notes as here themselves and their own; who leads, everybody.
    "only_own_presence" OnlyOwnPresence,
    /// The party that said something back acknowledges the correction.
    "only_who_said_back" OnlyWhoSaidBack,
    /// Whether a party is better off is said to its own people at least.
    "party_hears" PartyHears at "audience",
    /// Whoever has taken up a seat says themselves what they are called.
    "their_own_name" TheirOwnName,
    /// Whoever invites for their party suggests nobody to it.
    "invite_yourself" InviteYourself,
    /// Provider and consumer are not taken from their own table.
    "not_removed" NotRemoved,
    /// The facilitator's hat goes to no guest who has not come.
    "has_not_come" HasNotCome,
    /// Guests must claim an account first.
    "guest_must_claim" GuestMustClaim,
    /// Whoever is here by another party's link alone proves the seat before deciding for others.
    "prove_first" ProveFirst,
    /// Whomever another party brought has the word of the colleagues beside whom they would bind their party.
    "be_vouched_first" BeVouchedFirst,
    /// There is no confirmed address that says more than the link did.
    "nothing_proved" NothingProved,
    /// Whoever sits in a seat does not dispute it: the link to it does.
    "without_link" WithoutLink,
    /// Who opens a table speaks for an organisation whose own people, or the operator, know them.
    "organisation_unproved" OrganisationUnproved,
    /// The consumer has not opened its figures to this party.
    "figures_closed" FiguresClosed,
    /// Only the provider's people guess.
    "only_provider_guesses" OnlyProviderGuesses,
    /// Only the consumer says this.
    "only_consumer" OnlyConsumer,
    /// Provider and consumer must be different organisations or differently named units.
    "same_organisation" SameOrganisation,
    /// The person does not belong to that organisation.
    "wrong_organisation" WrongOrganisation,
    /// The organisation already sits at this table.
    "already_seated" AlreadySeated,
    /// The person sits at this table.
    "person_already_seated" PersonAlreadySeated,
    /// One person belongs to one party of a relationship, though they got up since.
    "changes_sides" ChangesSides,
    /// The role does not exist in this kind of party.
    "role_of_another_party" RoleOfAnotherParty at "roles",
    /// A seat needs a role.
    "no_role" NoRole at "roles",
    /// The first person of a party must be able to admit the others.
    "first_seat_speaks" FirstSeatSpeaks at "roles",
    /// Nobody gives a seat that reads further back than their own.
    "further_back" FurtherBack at "since",
    /// A party's last speaker cannot leave it voiceless by accident.
    "last_speaker" LastSpeaker,
    /// Provider and consumer cannot leave; they close the relationship by consent.
    "cannot_leave" CannotLeave,
    /// The relationship is closed and can only be read.
    "closed" Closed,
    /// The same was proposed and is still open.
    "proposed_already" ProposedAlready,
    /// The relationship is closed, or nobody asks to close it any more.
    "closing_ended" ClosingEnded,
    /// Retired outcomes take no figures.
    "retired" Retired,
    /// Once somebody of the party that it is for has rated an outcome, only that party changes its words;
    /// others propose some.
    "their_words" TheirWords,
    /// The words were changed after they were shown to whoever speaks of them.
    "reworded" Reworded,
    /// What is to be changed was changed after it was shown to whoever changes it.
    "changed_meanwhile" ChangedMeanwhile,
    /// Whoever confirms a figure has said one.
    "nothing_said" NothingSaid,
    /// Only the author may do this.
    "not_author" NotAuthor,
    /// Five minutes have passed.
    "too_late" TooLate,
    /// A word that can still be taken back is not mended.
    "still_fresh" StillFresh,
    /// There is nothing left to erase.
    "nothing_to_erase" NothingToErase,
    /// The audience names no party, or one that is not at the table.
    "nobody_there" NobodyThere,
    /// The currency is not an ISO 4217 code.
    "currency" Currency at "currency",
    /// The time zone is not one of the IANA database.
    "time_zone" TimeZone at "time_zone",
    /// A feature needs an origin.
    "no_origin" NoOrigin at "origins",
    /// The price is no price.
    "price" Price at "price",
    /// The shares of those who bear a price do not make it up.
    "bearers" Bearers at "bearers",
    /// Only the party that offers a feature says what it costs.
    "not_offered" NotOffered at "price",
    /// No share of this price is put on the actor's party by another.
    "not_asked" NotAsked,
    /// The share was changed after it was shown to whoever answers.
    "other_share" OtherShare at "share",
    /// What a party pays is said by its sponsors, where it has any.
    "sponsor_says" SponsorSays,
    /// Withdrawn features are not changed.
    "withdrawn" Withdrawn,
    /// Features cannot need each other in a circle.
    "circular_need" CircularNeed at "needs",
    /// A feature that excluded itself could be in no mix.
    "excludes_itself" ExcludesItself at "excludes",
    /// Endowments name every party at the table.
    "endowments" Endowments at "endowments",
    /// Nobody raises the voice of their own party.
    "own_endowment" OwnEndowment at "endowments",
    /// Less than an equal voice is a party's own word.
    "others_endowment" OthersEndowment at "endowments",
    /// The mix, or the text, tells what the consumer said: the provider's people guess or skip first.
    "guess_first" GuessFirst,
    /// What must be in costs more than the budget.
    "musts_too_dear" MustsTooDear at "budget",
    /// Two musts exclude each other.
    "musts_exclude" MustsExclude,
    /// The budget, or the endowments, lie beyond what can be calculated exactly.
    "no_mix" NoMix at "budget",
    /// A question or concern must hang on an outcome or in a thread.
    "hangs_nowhere" HangsNowhere,
    /// This kind of contribution does not answer that one.
    "not_said_there" NotSaidThere at "kind",
    /// A reply reaches no further than what it answers.
    "wider_than_thread" WiderThanThread at "audience",
    /// A limit says of which kind it is.
    "no_limit_kind" NoLimitKind at "limit",
    /// Another party says back and answers, not one's own.
    "own_word" OwnWord,
    /// The party has heard it already.
    "already_heard" AlreadyHeard,
    /// Nobody of the party sits there who could have heard it.
    "party_not_there" PartyNotThere at "parties",
    /// The party said that it has not heard it: it says it back first.
    "said_not_heard" SaidNotHeard at "parties",
    /// The author has fourteen days before a colleague may speak for them.
    "author_first" AuthorFirst,
    /// What was said for an absent person counts after they confirm it.
    "not_yet_confirmed" NotYetConfirmed,
    /// “Not now” needs a date in the future on which it comes back.
    "no_return" NoReturn at "returns",
    /// One speaks for an absent person of one's own party only.
    "not_absent_colleague" NotAbsentColleague at "spoken_for",
    /// Who is mentioned would not read it.
    "mentioned_would_not_read" MentionedWouldNotRead at "mentions",
    /// The actor said the very same a moment ago.
    "said_just_now" SaidJustNow at "words",
    /// What is said about a proposal is said to the whole table.
    "not_for_all" NotForAll at "audience",
    /// A proposal can only come from, and an objection only name, what was said to the whole table.
    "said_to_some" SaidToSome,
    /// A proposal serves at least one outcome.
    "serves_nothing" ServesNothing at "outcomes",
    /// Each party bears one amount, and only parties that are asked do.
    "costs" Costs at "costs",
    /// A round ends on a day to come, and not too late.
    "no_round_end" NoRoundEnd {
        /// So many days ahead at the most.
        days: i64,
    } at "until",
    /// A trial is looked at again on a day.
    "trial_without_review" TrialWithoutReview at "review",
    /// A review lies ahead, within five years.
    "no_review" NoReview at "review",
    /// Nothing is looked at again before it can be decided.
    "review_before_round" ReviewBeforeRound at "review",
    /// An objection says to which outcome, need or limit it would do harm.
    "no_harm" NoHarm at "harms",
    /// The party sat down after the proposal was opened, or is asked no more.
    "not_in_this" NotInThis,
    /// All others agreed to decide these words without the party, which had said nothing when their time was over.
    "decided_without" DecidedWithout,
    /// The proposal was adopted: another proposal can change what was decided.
    "decided" Decided,
    /// The proposal was taken back.
    "proposal_ended" ProposalEnded,
    /// The round goes on until its day.
    "round_open" RoundOpen,
    /// Nobody knows yet who is in.
    "still_sealed" StillSealed,
    /// The consumer is always waited for, and no party lets itself go.
    "not_released" NotReleased,
    /// The party was asked within the last day.
    "asked_just_now" AskedJustNow,
    /// The deputy is a colleague who speaks and does not already decide for the party.
    "no_deputy" NoDeputy at "deputy",
    /// An open proposal waits for the party, or an agreement for its signature: nobody takes it from the table.
    "waited_for" WaitedFor,
    /// Whoever promises, promises to another party.
    "promised_to_oneself" PromisedToOneself at "to",
    /// What is promised has a day: today, or within five years.
    "no_due_day" NoDueDay at "due",
    /// Nobody has decided that.
    "not_decided" NotDecided,
    /// The commitment was kept, is no longer needed, or is one with another.
    "commitment_ended" CommitmentEnded,
    /// The party that promised has not said that it is kept.
    "not_reported" NotReported,
    /// The party that promised says it is kept: the other side answers that first.
    "kept_waits" KeptWaits,
    /// No change was asked for that is not answered.
    "nothing_asked" NothingAsked,
    /// Another change was asked for since.
    "other_change" OtherChange,
    /// Two commitments are one where the same party promised them to the same.
    "not_the_same" NotTheSame at "into",
    /// A meeting begins at a time to come that clocks at the table show, within two years.
    "no_meeting_time" NoMeetingTime at "begins_at",
    /// A meeting, and a point on its agenda, take a number of minutes within these bounds.
    "no_length" NoLength {
        /// At the least.
        least: u64,
        /// At the most.
        most: u64,
    } at "minutes",
    /// The meeting was cancelled.
    "meeting_cancelled" MeetingCancelled,
    /// The meeting has begun.
    "meeting_begun" MeetingBegun,
    /// The meeting is over.
    "meeting_over" MeetingOver,
    /// Nobody began the meeting: it was not held.
    "meeting_not_held" MeetingNotHeld,
    /// The meeting has not got that far.
    "not_begun" NotBegun,
    /// Another meeting of this table is going on.
    "other_meeting" OtherMeeting,
    /// It is too early to begin the meeting.
    "begins_later" BeginsLater,
    /// Another party leads this meeting, unless it does not come in time.
    "others_lead" OthersLead,
    /// Only whoever leads the meeting does this.
    "only_chair" OnlyChair,
    /// What people say of themselves, and parties of their people, holds against what others note.
    "their_own_word" TheirOwnWord,
    /// Somebody has the floor, or a turn to come.
    "floor_taken" FloorTaken,
    /// People speak off the record: nobody is given the floor.
    "floor_off_record" FloorOffRecord,
    /// The actor sits where people speak off the record.
    "off_record" OffRecord,
    /// Whoever leads the meeting is there.
    "chair_is_here" ChairIsHere {
        /// So many seconds without a sign of life are needed.
        seconds: u64,
    },
    /// Somebody else leads the meeting by now.
    "other_chair" OtherChair,
    /// Only another party relieves whoever leads, unless they left the table.
    "same_party_leads" SamePartyLeads,
    /// The point was taken up, and stays on the agenda.
    "topic_begun" TopicBegun,
    /// Nothing is being talked about: a point is begun first.
    "no_topic" NoTopic,
    /// The person has the floor, or is on the list for it.
    "on_the_list" OnTheList,
    /// The person is not on the list.
    "not_on_the_list" NotOnTheList,
    /// The list is closed: only a point of order is heard.
    "list_closed" ListClosed,
    /// Nobody there could speak.
    "nobody_to_speak" NobodyToSpeak,
    /// It is not the person's turn.
    "no_turn" NoTurn,
    /// Whoever speaks, and whoever leads, end it.
    "not_speaking" NotSpeaking,
    /// A reading has a value that is not out of all proportion, of a share between 0 and 100 %, of a time or a count not
    /// below 0, and a moment since 1990 that has come.
    "no_reading" NoReading,
    /// Two readings of one moment differ.
    "two_readings" TwoReadings,
    /// The party that named a measure drops it.
    "measure_of_another" MeasureOfAnother,
    /// The measure is looked at no more.
    "measure_dropped" MeasureDropped,
    /// What people are asked is answered by them and counted, and taken over from nowhere else.
    "people_answer" PeopleAnswer,
    /// A party's people are asked one question of a kind at a time: two figures of the same people, of whom one more
    /// answered the second, would tell what that one answered.
    "already_asked" AlreadyAsked at "about",
    /// Another period runs.
    "other_period" OtherPeriod,
    /// What people answered is counted once their period is over.
    "period_runs" PeriodRuns,
    /// Whoever says that an outcome came true partly or not says what is missing.
    "came_true_why" CameTrueWhy at "words",
    /// A factor has a day, within ten years.
    "no_factor_day" NoFactorDay at "day",
    /// A table's own stages are two to twelve, each called otherwise.
    "stages_of_ones_own" StagesOfOnesOwn at "own",
    /// Whoever's thing it is says at which stage it is worked on.
    "stage_of_another" StageOfAnother,
    /// The factor was withdrawn.
    "factor_withdrawn" FactorWithdrawn,
    /// Provider and consumer are asked what they think of each other.
    "trust_of_the_two" TrustOfTheTwo,
    /// Another quarter runs.
    "other_quarter" OtherQuarter,
    /// What was answered opens once its quarter is over.
    "quarter_runs" QuarterRuns,
    /// Marks are told of five people or not at all: fewer of the party speak here.
    "too_few_to_mark" TooFewToMark,
    /// Whoever was hurt says what broke of another party's.
    "repair_of_oneself" RepairOfOneself at "of",
    /// The side that was hurt says what it cost, and whether it is repaired.
    "only_who_was_hurt" OnlyWhoWasHurt,
    /// The side that can repair it answers and promises.
    "only_who_repairs" OnlyWhoRepairs,
    /// It was accepted as repaired, or taken back.
    "repair_closed" RepairClosed,
    /// A pack was made within the last day.
    "pack_just_made" PackJustMade,
    /// Parties add to a pack within some days.
    "pack_closed" PackClosed {
        /// So many.
        days: i64,
    },
    /// A target is a number that is not out of all proportion.
    "target" Target at "target",
    /// An agreement is about at least one outcome.
    "agrees_nothing" AgreesNothing at "outcomes",
    /// An agreement is looked at again every one to sixty months.
    "rhythm" Rhythm at "months",
    /// The text is in force: it is opened again before another version is made.
    "in_force" InForce,
    /// The agreement is still a draft: it is opened for signature first.
    "still_draft" StillDraft,
    /// The text is open for signature: it is changed first, which withdraws the signatures given.
    "open_for_signature" OpenAlready,
    /// Signatures were given or withdrawn since the warning was shown that a change withdraws them.
    "signed_meanwhile" SignedMeanwhile,
    /// Somebody who is entitled to sign has not guessed or skipped, or may not see the figures yet.
    "signers_guess_first" SignersGuessFirst,
    /// Customer, sponsor, service owner and representative sign for a party, and nobody else.
    "no_signatory" NoSignatory,
    /// Nobody signs in a role that is not theirs, or that signs nothing.
    "not_in_that_capacity" NotInThatCapacity at "capacity",
    /// The text was changed after it was shown to whoever signs.
    "stale_text" StaleText,
    /// Whoever signs shows again who they are.
    "confirm_first" ConfirmFirst,
    /// What the passkey answered was made for signing in, or for another text.
    "signed_something_else" SignedSomethingElse,
    /// What the passkey answered was used before.
    "signed_before" SignedBefore,
    /// The passkey is somebody else's.
    "key_of_another" KeyOfAnother,
    /// The passkey was used at another address.
    "signed_elsewhere" SignedElsewhere,
    /// What the passkey answered does not hold.
    "signature_broken" SignatureBroken,
    /// The actor has signed this text already.
    "signed_already" SignedAlready,
    /// A consultation asks the people of a party at least.
    "nobody_asked" NobodyAsked at "parties",
    /// A consultation has a last day: today, or within a year.
    "no_last_day" NoLastDay at "until",
    /// The consultation takes no votes any more.
    "consultation_over" ConsultationOver,
    /// What other parties closed is not gone on with by the party of whoever led.
    "closed_by_others" ClosedByOthers,
    /// Which statements are shown is for the parties whose people are asked.
    "not_their_people" NotTheirPeople,
    /// Nobody sits together in a round in writing.
    "in_writing" InWriting,
    /// A round in writing takes no points so shortly before its end that nobody could answer them.
    "too_late_for_point" TooLateForPoint,
    /// In this consultation nobody adds statements.
    "statements_fixed" StatementsFixed at "text",
    /// Nothing is told of the statement yet, or of it alone: fewer than five people answered it.
    "statement_untold" StatementUntold,
    /// Somebody has said that already.
    "said_already" SaidAlready at "text",
    /// The same words of one's own wait until somebody at the table has looked at them.
    "yours_waits" YoursWaits at "text",
    /// The same words of one's own were left out.
    "yours_left_out" YoursLeftOut at "text",
    /// Once a consultation is over, what is shown of it stays as it is.
    "shown_stays" ShownStays,
    /// Somebody but whoever opened the relationship has come or said something: it stays.
    "not_a_draft" NotADraft,
    /// Nothing would change.
    "nothing_new" NothingNew,
}

impl Refusal {
    /// The same of one of several that came together.
    #[must_use]
    pub fn within(self, list: &'static str, place: usize) -> Self {
        let refusal = Box::new(self);
        Self::Within {
            list,
            place,
            refusal,
        }
    }

    /// What was broken, wherever it stands.
    pub fn bare(&self) -> &Self {
        match self {
            Self::Within { refusal, .. } => refusal.bare(),
            bare => bare,
        }
    }

    /// Where in the act it is to be mended, as a JSON pointer (RFC 6901); `None` where it is no field.
    pub fn pointer(&self) -> Option<String> {
        match self {
            Self::Within {
                list,
                place,
                refusal,
            } => {
                let further = refusal.pointer().unwrap_or_default();
                Some(format!("/{list}/{place}{further}"))
            }
            bare => bare.field().map(|field| format!("/{field}")),
        }
    }
}
