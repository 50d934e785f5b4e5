//! The product's language, as a table of contents: every act, and every fact, by concept.
//!
//! What each is can be read where it is declared, in the `acts` and `facts` of its concept. An act or fact
//! that is not listed here does not exist; one that is listed and lacks a part does not compile.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::act::*;
use crate::edits::Edited;
use crate::fact::*;
use crate::refusal::Refusal;
use crate::relationship::Relationship;
use crate::stamp::Stamp;

macro_rules! list_acts {
    ($opening:ident = $opening_name:literal; $($group:literal: $($act:ident = $name:literal,)*)*) => {
        /// One act, decided as a whole: all of its facts are recorded, or none.
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
        #[serde(tag = "command")]
        pub enum Command {
            #[doc = concat!("[`", stringify!($opening), "`].")]
            #[serde(rename = $opening_name)]
            #[schema(rename = $opening_name)]
            $opening($opening),
            $($(
                #[doc = concat!("[`", stringify!($act), "`].")]
                #[serde(rename = $name)]
                #[schema(rename = $name)]
                $act($act),
            )*)*
        }

        impl Command {
            /// Every act's name in the API, in the order of this catalogue.
            pub const NAMES: &'static [&'static str] = &[$opening_name, $($($name,)*)*];

            /// The act's name in the API.
            pub fn name(&self) -> &'static str {
                match self {
                    Self::$opening(_) => $opening_name,
                    $($(Self::$act(_) => $name,)*)*
                }
            }

            /// What the shell must find out before this is decided.
            pub fn asks(&self) -> Asks {
                match self {
                    Self::$opening(act) => act.asks(),
                    $($(Self::$act(act) => act.asks(),)*)*
                }
            }
        }

        impl From<$opening> for Command {
            fn from(act: $opening) -> Self {
                Self::$opening(act)
            }
        }

        $($(impl From<$act> for Command {
            fn from(act: $act) -> Self {
                Self::$act(act)
            }
        })*)*

        impl Relationship {
            /// Decides an act on this state.
            ///
            /// # Errors
            /// The rule that refuses. Nothing is recorded then.
            pub fn decide(&self, context: &mut Context<'_>, command: Command) -> Result<Decision, Refusal> {
                match self.opened_by(context.at) {
                    Some(open) => {
                        let decided = open.decides(context, command)?;
                        Ok(self.record_what_time_opened(context.at, decided))
                    }
                    None => self.decides(context, command),
                }
            }

            fn decides(&self, context: &mut Context<'_>, command: Command) -> Result<Decision, Refusal> {
                let shown_at = context.shown_at;
                let facts = match command {
                    Command::$opening(_) => Err(Refusal::NothingNew),
                    $($(Command::$act(act) => {
                        let seat = $act::allowed(self, context.actor, act.on())?;
                        // After who may: what was changed is told to nobody who may not.
                        self.edits.as_shown(act.edits(seat), shown_at)?;
                        act.decide(At { relationship: self, seat, context })
                    })*)*
                }?;
                self.says_nothing_off_record(context.actor, &facts)?;
                Ok(Decision::from(facts))
            }
        }
    };
}

macro_rules! list_facts {
    ($($group:literal: $($fact:ident,)*)*) => {
        /// Any fact of a relationship.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Fact {
            $($(
                #[doc = concat!("[`", stringify!($fact), "`].")]
                $fact($fact),
            )*)*
        }

        impl Fact {
            /// Every kind of fact, in the order of this catalogue.
            pub const KINDS: &'static [&'static str] = &[$($($fact::KIND,)*)*];

            /// What can be typed with each kind: the names of its texts.
            pub const TEXTS: &'static [(&'static str, &'static [&'static str])] =
                &[$($(($fact::KIND, $fact::TEXTS),)*)*];

            /// The groups in which kinds are looked for, each with its own.
            pub const GROUPS: &'static [(&'static str, &'static [&'static str])] =
                &[$(($group, &[$($fact::KIND,)*]),)*];

            /// The kind's stable name.
            pub fn kind(&self) -> &'static str {
                match self { $($(Fact::$fact(_) => $fact::KIND,)*)* }
            }

            /// What can be typed with it: the names of its texts.
            pub fn texts(&self) -> &'static [&'static str] {
                match self { $($(Fact::$fact(_) => $fact::TEXTS,)*)* }
            }

            /// Whom it reaches.
            pub fn reach(&self) -> Reach<'_> {
                match self { $($(Fact::$fact(fact) => fact.reach(),)*)* }
            }

            /// Hands out every field but the texts, by its name; of a list each in turn.
            pub fn each_field<'a>(&'a self, tell: &mut dyn FnMut(&'static str, Field<'a>)) {
                match self { $($(Fact::$fact(fact) => fact.each_field(tell),)*)* }
            }

            /// Hands out every text that is still there, by its name.
            pub fn each_text<'a>(&'a self, tell: &mut dyn FnMut(&'static str, &'a str)) {
                match self { $($(Fact::$fact(fact) => fact.each_text(tell),)*)* }
            }

            pub(crate) fn fields_and_text(&self) -> serde_json::Map<String, serde_json::Value> {
                match self { $($(Fact::$fact(fact) => fact.told(),)*)* }
            }

            /// How each kind looks to programs, in the order of this catalogue.
            pub fn shapes() -> Vec<Shape> {
                vec![$($($fact::shape(),)*)*]
            }

            /// The same without what was typed.
            #[must_use]
            pub fn without_text(&self) -> Self {
                match self { $($(Fact::$fact(fact) => Fact::$fact(fact.without_text()),)*)* }
            }

            /// The bytes to store.
            pub fn encode(&self) -> Encoded {
                match self {
                    $($(Fact::$fact(fact) => Encoded {
                        kind: $fact::KIND,
                        fact: json(fact),
                        content: fact.content(),
                    },)*)*
                }
            }

            /// The fact behind stored bytes; `content` is `None` when it was erased or never was.
            ///
            /// # Errors
            /// [`Unreadable`] when the kind is unknown or the bytes do not have its shape.
            pub fn decode(kind: &str, fact: &[u8], content: Option<&[u8]>) -> Result<Self, Unreadable> {
                match kind {
                    $($($fact::KIND => $fact::decode(fact, content).map(Fact::$fact),)*)*
                    other => Err(Unreadable::UnknownKind(other.to_owned())),
                }
            }
        }

        impl Happened for Fact {
            fn apply(self, stamp: Stamp, to: &mut Relationship) {
                match self { $($(Fact::$fact(fact) => fact.apply(stamp, to),)*)* }
            }

            fn edits(&self) -> Option<Edited> {
                match self { $($(Fact::$fact(fact) => fact.edits(),)*)* }
            }
        }

        $($(impl From<$fact> for Fact {
            fn from(fact: $fact) -> Self {
                Fact::$fact(fact)
            }
        })*)*
    };
}

list_acts! {
    OpenRelationship = "open_relationship";

    "table":
        DescribeRelationship = "describe_relationship",
        SayPurpose = "say_purpose",
        SayTerms = "say_terms",
        NameDependency = "name_dependency",
        LeaveDependencyOut = "leave_dependency_out",
        SeatParty = "seat_party",
        AdmitPerson = "admit_person",
        ClaimSeat = "claim_seat",
        TakeSeat = "take_seat",
        ProveSeat = "prove_seat",
        VouchForSeat = "vouch_for_seat",
        ContestSeat = "contest_seat",
        PassSeatOn = "pass_seat_on",
        SetRoles = "set_roles",
        UnseatPerson = "unseat_person",
        RenameParty = "rename_party",
        RenamePerson = "rename_person",
        RemoveParty = "remove_party",
        SuggestPerson = "suggest_person",
        SettleSuggestion = "settle_suggestion",
        PassFacilitation = "pass_facilitation",
        LeaveTable = "leave_table",
        EraseContent = "erase_content",

    "closing":
        ProposeClosing = "propose_closing",
        ConsentToClosing = "consent_to_closing",
        WithdrawFromClosing = "withdraw_from_closing",

    "value":
        AddOutcome = "add_outcome",
        RewordOutcome = "reword_outcome",
        DescribeOutcome = "describe_outcome",
        ProposeWording = "propose_wording",
        TakeWording = "take_wording",
        DeclineWording = "decline_wording",
        RetireOutcome = "retire_outcome",
        StateEffect = "state_effect",
        WithdrawEffect = "withdraw_effect",
        Assess = "assess",
        ConfirmAssessment = "confirm_assessment",
        DeclineToAssess = "decline_to_assess",
        SealGuess = "seal_guess",
        SkipGuess = "skip_guess",
        LookAtReveal = "look_at_reveal",
        OpenFigures = "open_figures",
        ShareFigures = "share_figures",
        SayBetterOff = "say_better_off",

    "service":
        NamePart = "name_part",
        JudgePart = "judge_part",

    "dialogue":
        Say = "say",
        ConfirmSpokenWord = "confirm_spoken_word",
        WithdrawSpokenWord = "withdraw_spoken_word",
        MendWord = "mend_word",
        NoteMention = "note_mention",
        ExplainNeed = "explain_need",
        SayBack = "say_back",
        ConfirmReflection = "confirm_reflection",
        CorrectReflection = "correct_reflection",
        AcknowledgeCorrection = "acknowledge_correction",
        NodToBuild = "nod_to_build",
        TickHeard = "tick_heard",
        DenyHearing = "deny_hearing",
        Answer = "answer",
        ConfirmAnswer = "confirm_answer",
        DismissAdvice = "dismiss_advice",
        TakeBack = "take_back",

    "features":
        AddFeatures = "add_features",
        ChangeFeature = "change_feature",
        PriceFeature = "price_feature",
        AnswerShare = "answer_share",
        WithdrawFeature = "withdraw_feature",

    "mix":
        ChooseEndowments = "choose_endowments",
        RecordMix = "record_mix",

    "proposals":
        OpenProposal = "open_proposal",
        AmendProposal = "amend_proposal",
        TakePosition = "take_position",
        KeepPosition = "keep_position",
        SayObjectionBack = "say_objection_back",
        AnswerObjectionTelling = "answer_objection_telling",
        AcknowledgeObjection = "acknowledge_objection",
        ChooseSilence = "choose_silence",
        CountSilence = "count_silence",
        AcceptAbsence = "accept_absence",
        AskAgain = "ask_again",
        WithdrawProposal = "withdraw_proposal",
        AnswerPrinciple = "answer_principle",
        CallRound = "call_round",

    "commitments":
        MakeCommitment = "make_commitment",
        ReportKept = "report_kept",
        AnswerKept = "answer_kept",
        AskForChange = "ask_for_change",
        AnswerChange = "answer_change",
        ReleaseCommitment = "release_commitment",
        JoinCommitments = "join_commitments",

    "meetings":
        PlanMeeting = "plan_meeting",
        ChangeMeeting = "change_meeting",
        CancelMeeting = "cancel_meeting",
        SayComing = "say_coming",
        BringTopic = "bring_topic",
        WriteWord = "write_word",
        WithdrawTopic = "withdraw_topic",
        BackTopic = "back_topic",
        BeginMeeting = "begin_meeting",
        NotePresence = "note_presence",
        BeginTopic = "begin_topic",
        BeginRound = "begin_round",
        PassTurn = "pass_turn",
        AskForFloor = "ask_for_floor",
        LeaveFloor = "leave_floor",
        GiveFloor = "give_floor",
        EndSpeaking = "end_speaking",
        CloseList = "close_list",
        GoOffRecord = "go_off_record",
        RelieveChair = "relieve_chair",
        PassChair = "pass_chair",
        AskToClose = "ask_to_close",
        CloseMeeting = "close_meeting",
        ReopenMeeting = "reopen_meeting",
        ReadMinutes = "read_minutes",

    "factors":
        RecordFactor = "record_factor",
        ExtendFactor = "extend_factor",
        LookAtFactor = "look_at_factor",
        WithdrawFactor = "withdraw_factor",

    "review":
        JudgeOutcome = "judge_outcome",
        MakePack = "make_pack",
        WritePackPage = "write_pack_page",

    "trust":
        AnswerTrust = "answer_trust",
        OpenTrust = "open_trust",
        OpenRepair = "open_repair",
        SayRepairCost = "say_repair_cost",
        AnswerRepair = "answer_repair",
        PromiseRepair = "promise_repair",
        AcceptRepair = "accept_repair",
        WithdrawRepair = "withdraw_repair",

    "stages":
        ChooseStages = "choose_stages",
        PlaceAtStage = "place_at_stage",

    "consultations":
        OpenConsultation = "open_consultation",
        RejectStatement = "reject_statement",
        AdmitStatement = "admit_statement",
        CloseConsultation = "close_consultation",
        BringStatement = "bring_statement",

    "agreement":
        NameMeasure = "name_measure",
        TakeReadings = "take_readings",
        AskPeople = "ask_people",
        CountAnswers = "count_answers",
        DropMeasure = "drop_measure",
        ComposeAgreement = "compose_agreement",
        SayDissent = "say_dissent",
        WithdrawDissent = "withdraw_dissent",
        OpenForSignature = "open_for_signature",
        SignAgreement = "sign_agreement",
        DeclineToSign = "decline_to_sign",
        ReopenAgreement = "reopen_agreement",
}

list_facts! {
    "table":
        RelationshipOpened,
        RelationshipDescribed,
        PurposeSaid,
        PartySeated,
        TermsSaid,
        DependencyNamed,
        DependencyLeftOut,
        PersonSeated,
        SeatClaimed,
        SeatProved,
        SeatVouched,
        SeatContested,
        PartyRecognised,
        SeatPassedOn,
        PartyRenamed,
        PersonRenamed,
        PartyRemoved,
        PersonSuggested,
        SuggestionSettled,
        RolesSet,
        PersonUnseated,
        FacilitationPassed,
        PartyLeft,
        RelationshipClosed,

    "closing":
        ClosingProposed,
        ClosingConsented,
        ClosingConsentWithdrawn,
        ClosingDropped,

    "value":
        OutcomeAdded,
        OutcomeReworded,
        OutcomeDescribed,
        WordingProposed,
        WordingTaken,
        WordingDeclined,
        OutcomeRetired,
        EffectStated,
        EffectWithdrawn,
        AssessmentMade,
        AssessmentConfirmed,
        AssessmentDeclined,
        GuessSealed,
        GuessSkipped,
        GuessesRevealed,
        RevealSeen,
        FiguresOpened,
        FiguresShared,
        BetterOffSaid,

    "service":
        PartNamed,
        PartJudged,

    "words":
        ContributionSaid,
        SpokenWordConfirmed,
        SpokenWordWithdrawn,
        ContributionMended,
        MentionNoted,
        NeedExplained,
        SaidBack,
        ReflectionConfirmed,
        ReflectionCorrected,
        CorrectionAcknowledged,
        BuildNodded,
        ContributionHeard,
        HeardTicked,
        HearingDenied,
        ContributionAnswered,
        AnswerConfirmed,
        AdviceDismissed,
        ContributionTakenBack,

    "features":
        FeatureAdded,
        FeatureChanged,
        FeaturePriced,
        ShareAnswered,
        FeatureWithdrawn,
        EndowmentsChosen,
        MixRecorded,

    "proposals":
        ProposalOpened,
        ProposalAmended,
        PositionTaken,
        PositionKept,
        ObjectionSaidBack,
        ObjectionCorrected,
        ObjectionHeard,
        PositionsRevealed,
        SilenceChosen,
        SilenceCounted,
        AbsenceAccepted,
        PartyReleased,
        PartyAskedAgain,
        ProposalAdopted,
        ProposalWithdrawn,
        PrincipleAnswered,
        RoundCalled,

    "commitments":
        CommitmentMade,
        KeptReported,
        KeptAnswered,
        CommitmentChangeAsked,
        CommitmentChangeAnswered,
        CommitmentReleased,
        CommitmentsJoined,

    "meetings":
        MeetingPlanned,
        MeetingChanged,
        MeetingCancelled,
        ComingSaid,
        TopicBrought,
        WordWritten,
        TopicWithdrawn,
        TopicBacked,
        MeetingBegun,
        PresenceNoted,
        TopicBegun,
        RoundBegun,
        TurnPassed,
        FloorAsked,
        FloorLeft,
        FloorGiven,
        SpeakingEnded,
        ListClosed,
        OffRecordSet,
        ChairTaken,
        ChairPassed,
        MeetingClosingAsked,
        MeetingClosed,
        MeetingReopened,
        MinutesRead,

    "factors":
        FactorRecorded,
        FactorExtended,
        FactorLookedAt,
        FactorWithdrawn,

    "review":
        OutcomeJudged,
        PackMade,
        PackPageWritten,

    "trust":
        TrustMarked,
        TrustSaid,
        TrustOpened,
        RepairOpened,
        RepairCostSaid,
        RepairAnswered,
        RepairPromised,
        RepairJudged,
        RepairWithdrawn,

    "stages":
        StagesChosen,
        StagePlaced,

    "consultations":
        ConsultationOpened,
        StatementRejected,
        StatementAdmitted,
        ConsultationClosed,
        StatementBrought,

    "agreement":
        MeasureNamed,
        ReadingsTaken,
        PeopleAsked,
        AnswersCounted,
        MeasureDropped,
        AgreementComposed,
        DissentSaid,
        DissentWithdrawn,
        ClauseFixed,
        AgreementOpened,
        AgreementSigned,
        SigningDeclined,
        SignaturesWithdrawn,
        AgreementInForce,
        AgreementReopened,

    "erasure":
        ContentErased,
        RecordRestored,
}
