//! What every command asks of its actor and of its words, and that no refusal goes untried.

use crate::world::*;
use domain::fact::*;
use domain::ids::*;
use domain::text::{LINE, PASSAGE};
use domain::words::*;
use domain::{Command, Day, Fact, Moment, Refusal, act};
use uuid::Uuid;

/// What a command asks of its actor.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asks {
    /// A seat, whatever the role.
    Seat,
    /// A seat at which one may speak.
    Voice,
    /// Speaking for a party.
    PartyVoice,
}

/// Every command must say here what it asks; then it needs a sample below.
fn asks(command: &Command) -> Asks {
    match command {
        Command::OpenRelationship(act::OpenRelationship { .. }) => Asks::Seat,
        Command::ClaimSeat(act::ClaimSeat {})
        | Command::PassSeatOn(act::PassSeatOn { .. })
        | Command::TakeSeat(act::TakeSeat { .. })
        | Command::ProveSeat(act::ProveSeat {})
        | Command::ContestSeat(act::ContestSeat {})
        | Command::PassFacilitation(act::PassFacilitation { .. })
        | Command::SkipGuess(act::SkipGuess { .. })
        | Command::SayComing(act::SayComing { .. })
        | Command::NotePresence(act::NotePresence { .. })
        | Command::ReadMinutes(act::ReadMinutes { .. })
        | Command::TakeBack(act::TakeBack { .. })
        | Command::EraseContent(act::EraseContent { .. }) => Asks::Seat,
        Command::SayPurpose(act::SayPurpose { .. })
        | Command::NameDependency(act::NameDependency { .. })
        | Command::RecordFactor(act::RecordFactor { .. })
        | Command::ExtendFactor(act::ExtendFactor { .. })
        | Command::WithdrawFactor(act::WithdrawFactor { .. })
        | Command::AnswerTrust(act::AnswerTrust { .. })
        | Command::OpenTrust(act::OpenTrust { .. })
        | Command::OpenRepair(act::OpenRepair { .. })
        | Command::SayRepairCost(act::SayRepairCost { .. })
        | Command::WithdrawRepair(act::WithdrawRepair { .. })
        | Command::TakeReadings(act::TakeReadings { .. })
        | Command::AddOutcome(act::AddOutcome { .. })
        | Command::RewordOutcome(act::RewordOutcome { .. })
        | Command::DescribeOutcome(act::DescribeOutcome { .. })
        | Command::ProposeWording(act::ProposeWording { .. })
        | Command::TakeWording(act::TakeWording { .. })
        | Command::DeclineWording(act::DeclineWording { .. })
        | Command::ConfirmAssessment(act::ConfirmAssessment { .. })
        | Command::RetireOutcome(act::RetireOutcome { .. })
        | Command::StateEffect(act::StateEffect { .. })
        | Command::WithdrawEffect(act::WithdrawEffect { .. })
        | Command::Assess(act::Assess { .. })
        | Command::DeclineToAssess(act::DeclineToAssess { .. })
        | Command::SealGuess(act::SealGuess { .. })
        | Command::LookAtReveal(act::LookAtReveal {})
        | Command::OpenFigures(act::OpenFigures { .. })
        | Command::NamePart(act::NamePart { .. })
        | Command::JudgePart(act::JudgePart { .. })
        | Command::AddFeatures(act::AddFeatures { .. })
        | Command::ChangeFeature(act::ChangeFeature { .. })
        | Command::WithdrawFeature(act::WithdrawFeature { .. })
        | Command::RecordMix(act::RecordMix { .. })
        | Command::Say(act::Say { .. })
        | Command::BringStatement(act::BringStatement { .. })
        | Command::ConfirmSpokenWord(act::ConfirmSpokenWord { .. })
        | Command::WithdrawSpokenWord(act::WithdrawSpokenWord { .. })
        | Command::MendWord(act::MendWord { .. })
        | Command::NoteMention(act::NoteMention { .. })
        | Command::ExplainNeed(act::ExplainNeed { .. })
        | Command::SayBack(act::SayBack { .. })
        | Command::ConfirmReflection(act::ConfirmReflection { .. })
        | Command::CorrectReflection(act::CorrectReflection { .. })
        | Command::AcknowledgeCorrection(act::AcknowledgeCorrection { .. })
        | Command::NodToBuild(act::NodToBuild { .. })
        | Command::TickHeard(act::TickHeard { .. })
        | Command::DenyHearing(act::DenyHearing { .. })
        | Command::ConfirmAnswer(act::ConfirmAnswer { .. })
        | Command::SuggestPerson(act::SuggestPerson { .. })
        | Command::SettleSuggestion(act::SettleSuggestion { .. })
        | Command::SayObjectionBack(act::SayObjectionBack { .. })
        | Command::AnswerObjectionTelling(act::AnswerObjectionTelling { .. })
        | Command::AcknowledgeObjection(act::AcknowledgeObjection { .. })
        | Command::AnswerPrinciple(act::AnswerPrinciple { .. })
        | Command::BringTopic(act::BringTopic { .. })
        | Command::WriteWord(act::WriteWord { .. })
        | Command::WithdrawTopic(act::WithdrawTopic { .. })
        | Command::BackTopic(act::BackTopic { .. })
        | Command::BeginTopic(act::BeginTopic { .. })
        | Command::BeginRound(act::BeginRound { .. })
        | Command::PassTurn(act::PassTurn { .. })
        | Command::AskForFloor(act::AskForFloor { .. })
        | Command::LeaveFloor(act::LeaveFloor { .. })
        | Command::GiveFloor(act::GiveFloor { .. })
        | Command::EndSpeaking(act::EndSpeaking { .. })
        | Command::CloseList(act::CloseList { .. })
        | Command::GoOffRecord(act::GoOffRecord { .. })
        | Command::PassChair(act::PassChair { .. })
        | Command::CloseMeeting(act::CloseMeeting { .. })
        | Command::SayDissent(act::SayDissent { .. })
        | Command::WithdrawDissent(act::WithdrawDissent { .. })
        | Command::DismissAdvice(act::DismissAdvice { .. }) => Asks::Voice,
        Command::DescribeRelationship(act::DescribeRelationship { .. })
        | Command::SayTerms(act::SayTerms { .. })
        | Command::LeaveDependencyOut(act::LeaveDependencyOut { .. })
        | Command::SeatParty(act::SeatParty { .. })
        | Command::AdmitPerson(act::AdmitPerson { .. })
        | Command::SetRoles(act::SetRoles { .. })
        | Command::VouchForSeat(act::VouchForSeat { .. })
        | Command::UnseatPerson(act::UnseatPerson { .. })
        | Command::RenameParty(act::RenameParty { .. })
        | Command::RenamePerson(act::RenamePerson { .. })
        | Command::RemoveParty(act::RemoveParty { .. })
        | Command::LeaveTable(act::LeaveTable {})
        | Command::ProposeClosing(act::ProposeClosing {})
        | Command::ConsentToClosing(act::ConsentToClosing { .. })
        | Command::WithdrawFromClosing(act::WithdrawFromClosing { .. })
        | Command::ShareFigures(act::ShareFigures { .. })
        | Command::PriceFeature(act::PriceFeature { .. })
        | Command::AnswerShare(act::AnswerShare { .. })
        | Command::ChooseEndowments(act::ChooseEndowments { .. })
        | Command::OpenProposal(act::OpenProposal { .. })
        | Command::AmendProposal(act::AmendProposal { .. })
        | Command::TakePosition(act::TakePosition { .. })
        | Command::KeepPosition(act::KeepPosition { .. })
        | Command::ChooseSilence(act::ChooseSilence { .. })
        | Command::CountSilence(act::CountSilence { .. })
        | Command::AcceptAbsence(act::AcceptAbsence { .. })
        | Command::AskAgain(act::AskAgain { .. })
        | Command::WithdrawProposal(act::WithdrawProposal { .. })
        | Command::CallRound(act::CallRound { .. })
        | Command::PlanMeeting(act::PlanMeeting { .. })
        | Command::ChangeMeeting(act::ChangeMeeting { .. })
        | Command::CancelMeeting(act::CancelMeeting { .. })
        | Command::BeginMeeting(act::BeginMeeting { .. })
        | Command::RelieveChair(act::RelieveChair { .. })
        | Command::AskToClose(act::AskToClose { .. })
        | Command::ReopenMeeting(act::ReopenMeeting { .. })
        | Command::LookAtFactor(act::LookAtFactor { .. })
        | Command::ChooseStages(act::ChooseStages { .. })
        | Command::PlaceAtStage(act::PlaceAtStage { .. })
        | Command::JudgeOutcome(act::JudgeOutcome { .. })
        | Command::AnswerRepair(act::AnswerRepair { .. })
        | Command::MakePack(act::MakePack {})
        | Command::WritePackPage(act::WritePackPage { .. })
        | Command::PromiseRepair(act::PromiseRepair { .. })
        | Command::AcceptRepair(act::AcceptRepair { .. })
        | Command::MakeCommitment(act::MakeCommitment { .. })
        | Command::ReportKept(act::ReportKept { .. })
        | Command::AnswerKept(act::AnswerKept { .. })
        | Command::AskForChange(act::AskForChange { .. })
        | Command::AnswerChange(act::AnswerChange { .. })
        | Command::ReleaseCommitment(act::ReleaseCommitment { .. })
        | Command::JoinCommitments(act::JoinCommitments { .. })
        | Command::OpenConsultation(act::OpenConsultation { .. })
        | Command::RejectStatement(act::RejectStatement { .. })
        | Command::AdmitStatement(act::AdmitStatement { .. })
        | Command::CloseConsultation(act::CloseConsultation { .. })
        | Command::NameMeasure(act::NameMeasure { .. })
        | Command::DropMeasure(act::DropMeasure { .. })
        | Command::AskPeople(act::AskPeople { .. })
        | Command::CountAnswers(act::CountAnswers { .. })
        | Command::ComposeAgreement(act::ComposeAgreement { .. })
        | Command::OpenForSignature(act::OpenForSignature { .. })
        | Command::SignAgreement(act::SignAgreement { .. })
        | Command::DeclineToSign(act::DeclineToSign { .. })
        | Command::ReopenAgreement(act::ReopenAgreement { .. })
        | Command::SayBetterOff(act::SayBetterOff { .. })
        | Command::Answer(act::Answer { .. }) => Asks::PartyVoice,
    }
}

/// Acts of a role that speaks for a party by which nobody is bound but who does them, and whom they bring: over
/// their own colleagues they go by [`Refusal::ProveFirst`] of their own.
const BIND_NOBODY: [&str; 3] = ["admit_person", "unseat_person", "vouch_for_seat"];

/// Acts that bind a party and go by no role that speaks for it: of what somebody else of it said.
const BIND_WITHOUT_A_ROLE: [&str; 11] = [
    "say_purpose",
    "reword_outcome",
    "describe_outcome",
    "take_wording",
    "decline_wording",
    "settle_suggestion",
    "withdraw_factor",
    "withdraw_repair",
    "retire_outcome",
    "withdraw_effect",
    "withdraw_feature",
];

/// Whether an act binds a party: what asks for its voice does, unless it is listed.
fn binds(command: &Command) -> bool {
    let name = command.name();
    match asks(command) {
        Asks::PartyVoice => !BIND_NOBODY.contains(&name),
        Asks::Voice | Asks::Seat => BIND_WITHOUT_A_ROLE.contains(&name),
    }
}

/// One of each command, about things that exist, with `words` in its text fields; and the fields.
fn samples(world: &World, words: &str) -> Vec<(Command, &'static [(&'static str, usize)])> {
    let w = || words.to_owned();
    let outcome = OutcomeId(Uuid::from_u128(0xE1));
    let part = PartId(Uuid::from_u128(0xE2));
    let dependency = DependencyId(Uuid::from_u128(0xE3));
    let contribution = ContributionId(Uuid::from_u128(0xE4));
    let effect = EffectId(Uuid::from_u128(0xE5));
    let feature = FeatureId(Uuid::from_u128(0xE6));
    let closing = ClosingId(Uuid::from_u128(0xE7));
    let proposal = ProposalId(Uuid::from_u128(0xE8));
    let commitment = CommitmentId(Uuid::from_u128(0xE9));
    let consultation = ConsultationId(Uuid::from_u128(0xEC));
    let [promised, again] = PROMISED;
    let asked = world.seen_by(INES).commitments(world.now).commitments;
    let asked = asked
        .into_iter()
        .find_map(|it| it.changes.into_iter().next());
    let asked = asked.map_or(0, |change| change.asked);
    let wording = WORDING;
    let party = world.provider;
    let weigh = |(party, weight)| Endowment { party, weight };
    let day = Moment(world.now.0 + 10 * Moment::DAY).day_in_utc();
    let composed = world
        .record
        .iter()
        .rev()
        .find(|(_, it)| it.kind == AgreementComposed::KIND);
    let composed = composed.map_or(0, |(stamp, _)| stamp.sequence);
    let mut objections = world.record.iter();
    let objected = objections.find(|(it, of)| it.actor == MARA && of.kind == PositionTaken::KIND);
    let objected = objected.map_or(0, |(stamp, _)| stamp.sequence);
    let begins_at = clock(Moment(world.now.0 + Moment::DAY));
    let [ahead, running, held] = MEETINGS;
    let [own, theirs, _, next] = TOPICS;
    vec![
        (opening(), &[]),
        (
            act::PlanMeeting {
                kind: MeetingKind::Review,
                title: w(),
                begins_at,
                minutes: 60,
                place: String::new(),
            }
            .into(),
            &[("title", LINE)],
        ),
        (
            act::ChangeMeeting {
                meeting: ahead,
                title: w(),
                begins_at,
                minutes: 60,
                place: String::new(),
            }
            .into(),
            &[("title", LINE)],
        ),
        (
            act::CancelMeeting {
                meeting: ahead,
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            act::SayComing {
                meeting: ahead,
                coming: Coming::Yes,
                stands_in: None,
            }
            .into(),
            &[],
        ),
        (
            act::BringTopic {
                meeting: ahead,
                title: w(),
                minutes: 10,
                subject: None,
            }
            .into(),
            &[("title", LINE)],
        ),
        (
            act::WriteWord {
                topic: IN_WRITING.1,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (act::WithdrawTopic { topic: own }.into(), &[]),
        (
            act::BackTopic {
                topic: theirs,
                backs: true,
            }
            .into(),
            &[],
        ),
        (act::BeginMeeting { meeting: ahead }.into(), &[]),
        (
            act::NotePresence {
                meeting: running,
                person: PAUL,
                here: true,
            }
            .into(),
            &[],
        ),
        (act::BeginTopic { topic: next }.into(), &[]),
        (act::BeginRound { meeting: running }.into(), &[]),
        (
            act::PassTurn {
                meeting: running,
                person: TOM,
            }
            .into(),
            &[],
        ),
        (
            act::AskForFloor {
                meeting: running,
                asks: Asking::Word,
            }
            .into(),
            &[],
        ),
        (
            act::LeaveFloor {
                meeting: running,
                person: LEA,
            }
            .into(),
            &[],
        ),
        (
            act::GiveFloor {
                meeting: running,
                person: TOM,
            }
            .into(),
            &[],
        ),
        (
            act::EndSpeaking {
                meeting: running,
                person: MARA,
            }
            .into(),
            &[],
        ),
        (
            act::CloseList {
                meeting: running,
                closed: true,
            }
            .into(),
            &[],
        ),
        (
            act::GoOffRecord {
                meeting: running,
                off: true,
            }
            .into(),
            &[],
        ),
        (
            act::RelieveChair {
                meeting: running,
                chair: INES,
            }
            .into(),
            &[],
        ),
        (
            act::PassChair {
                meeting: running,
                chair: MARA,
            }
            .into(),
            &[],
        ),
        (
            act::AskToClose {
                meeting: running,
                chair: INES,
            }
            .into(),
            &[],
        ),
        (act::CloseMeeting { meeting: running }.into(), &[]),
        (act::ReopenMeeting { meeting: held }.into(), &[]),
        (act::ReadMinutes { meeting: held }.into(), &[]),
        (
            act::NameMeasure {
                outcome,
                quality: Quality::Warranty,
                name: w(),
                unit: String::new(),
                how: String::new(),
                aim: Aim::AtLeast,
                target: 1,
            }
            .into(),
            &[("name", LINE)],
        ),
        (act::DropMeasure { measure: MEASURE }.into(), &[]),
        (
            act::AskPeople {
                outcome,
                party: world.consumer,
                about: Experience::LostTime,
                question: w(),
                target: 7_000,
                rhythm: Rhythm::Month,
                period: Rhythm::Month.begin_of(world.now.day_in_utc()),
            }
            .into(),
            &[("question", LINE)],
        ),
        (act::CountAnswers { measure: OF_PEOPLE }.into(), &[]),
        (
            act::TakeReadings {
                measure: MEASURE,
                source: ReadingSource::Hand,
                readings: vec![domain::measure::Reading {
                    at: world.now,
                    value: 1,
                }],
                unread: Vec::new(),
            }
            .into(),
            &[],
        ),
        (
            act::JudgeOutcome {
                outcome,
                came_true: CameTrue::Partly,
                words: w(),
                wording: shown_wording(world, outcome),
            }
            .into(),
            &[],
        ),
        (act::MakePack {}.into(), &[]),
        (
            act::WritePackPage {
                pack: PACK,
                words: w(),
            }
            .into(),
            &[],
        ),
        (
            act::AnswerTrust {
                quarter: world.now.day_in_utc().quarter(),
                keeps_word: None,
                speaks_up: None,
                sentence: w(),
            }
            .into(),
            &[],
        ),
        (
            act::OpenTrust {
                quarter: past_quarter(),
            }
            .into(),
            &[],
        ),
        (
            act::OpenRepair {
                of: world.consumer,
                happened: w(),
                cost: String::new(),
                outcomes: vec![outcome],
            }
            .into(),
            &[("happened", PASSAGE)],
        ),
        (
            act::SayRepairCost {
                repair: REPAIRS[0],
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::WithdrawRepair {
                repair: REPAIRS[0],
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            act::AnswerRepair {
                repair: REPAIRS[1],
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::PromiseRepair {
                repair: REPAIRS[1],
                words: w(),
                due: commitment_day(world),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::AcceptRepair {
                repair: REPAIRS[0],
                accepted: false,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::RecordFactor {
                kind: FactorKind::Law,
                day: commitment_day(world),
                words: w(),
                outcomes: vec![outcome],
                features: Vec::new(),
                agreement: false,
                sections: Vec::new(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::ExtendFactor {
                factor: FACTOR,
                outcomes: Vec::new(),
                features: Vec::new(),
                agreement: true,
                sections: Vec::new(),
            }
            .into(),
            &[],
        ),
        (act::LookAtFactor { factor: FACTOR }.into(), &[]),
        (
            act::ChooseStages {
                pack: StagePack::Own,
                own: vec![w(), "Running it".into()],
            }
            .into(),
            &[("own", LINE)],
        ),
        (
            act::PlaceAtStage {
                about: domain::stage::Staged::Commitment(commitment),
                stage: Some(domain::stage::STAGE_PACKS[0].stages[0].id),
            }
            .into(),
            &[],
        ),
        (
            act::WithdrawFactor {
                factor: FACTOR,
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            act::ComposeAgreement {
                version: 3,
                withdraws: 0,
                outcomes: vec![outcome],
                mix: None,
                decisions: Vec::new(),
                commitments: Vec::new(),
                months: 6,
                review: day,
                factor: String::new(),
                fall: String::new(),
                contract: String::new(),
            }
            .into(),
            &[],
        ),
        (act::SayDissent { words: w() }.into(), &[("words", PASSAGE)]),
        (act::WithdrawDissent { dissent: DISSENT }.into(), &[]),
        (
            act::OpenForSignature {
                version: 3,
                composed,
            }
            .into(),
            &[],
        ),
        (
            act::SignAgreement {
                version: 2,
                text: TEXT,
                capacity: Role::ServiceOwner,
            }
            .into(),
            &[],
        ),
        (
            act::DeclineToSign {
                version: 2,
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            act::ReopenAgreement {
                version: 1,
                because: Reopening::Other,
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            Command::DescribeRelationship(act::DescribeRelationship {
                name: w(),
                closeness: Closeness::Light,
            }),
            &[("name", LINE)],
        ),
        (
            Command::SayPurpose(act::SayPurpose { purpose: w() }),
            &[("purpose", PASSAGE)],
        ),
        (
            Command::SayTerms(act::SayTerms {
                brings: w(),
                expects: String::new(),
                cannot: String::new(),
            }),
            &[("brings", PASSAGE)],
        ),
        (
            Command::NameDependency(act::NameDependency { name: w() }),
            &[("name", LINE)],
        ),
        (
            Command::LeaveDependencyOut(act::LeaveDependencyOut {
                dependency,
                why: w(),
            }),
            &[("why", PASSAGE)],
        ),
        (
            Command::SeatParty(act::SeatParty {
                organisation: REGULATOR,
                kind: PartyKind::Other,
                dependency: None,
            }),
            &[],
        ),
        (admit(IDA, party, &[Role::ServiceOwner], Since::Start), &[]),
        (Command::ClaimSeat(act::ClaimSeat {}), &[]),
        (Command::PassSeatOn(act::PassSeatOn { to: IDA }), &[]),
        (Command::TakeSeat(act::TakeSeat { from: GUS }), &[]),
        (Command::ProveSeat(act::ProveSeat {}), &[]),
        (Command::ContestSeat(act::ContestSeat {}), &[]),
        (
            Command::VouchForSeat(act::VouchForSeat { person: PAUL }),
            &[],
        ),
        (Command::ShareFigures(act::ShareFigures { party }), &[]),
        (
            Command::SetRoles(act::SetRoles {
                person: PAUL,
                roles: vec![Role::RelationshipManager],
            }),
            &[],
        ),
        (
            Command::UnseatPerson(act::UnseatPerson { person: PAUL }),
            &[],
        ),
        (
            act::RenameParty { party, name: w() }.into(),
            &[("name", LINE)],
        ),
        (
            Command::RenamePerson(act::RenamePerson {
                person: ASKED,
                name: w(),
            }),
            &[("name", LINE)],
        ),
        (act::RemoveParty { party }.into(), &[]),
        (
            Command::SuggestPerson(act::SuggestPerson {
                name: w(),
                why: String::new(),
            }),
            &[],
        ),
        (
            Command::SettleSuggestion(act::SettleSuggestion {
                suggestion: SUGGESTION,
                invited: None,
            }),
            &[],
        ),
        (
            Command::PassFacilitation(act::PassFacilitation { to: INES }),
            &[],
        ),
        (Command::LeaveTable(act::LeaveTable {}), &[]),
        (Command::ProposeClosing(act::ProposeClosing {}), &[]),
        (act::ConsentToClosing { closing }.into(), &[]),
        (act::WithdrawFromClosing { closing }.into(), &[]),
        (
            act::OpenProposal {
                title: w(),
                text: w(),
                ..crate::proposals::opening(world, outcome)
            }
            .into(),
            &[("title", LINE)],
        ),
        (
            act::AmendProposal {
                proposal,
                version: 1,
                title: w(),
                text: w(),
                outcomes: vec![outcome],
                costs: Vec::new(),
                until: Moment(world.now.0 + 7 * Moment::DAY).day_in_utc(),
                trial: false,
                review: None,
                takes_in: None,
            }
            .into(),
            &[("title", LINE)],
        ),
        (
            act::TakePosition {
                proposal,
                version: 1,
                stance: Stance::Concern,
                words: w(),
                workable: String::new(),
                harms: None,
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::KeepPosition {
                proposal,
                version: 1,
            }
            .into(),
            &[],
        ),
        (
            act::SayObjectionBack {
                proposal: OBJECTED,
                objection: objected,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::AnswerObjectionTelling {
                proposal: OBJECTED,
                reflection: TOLD_TO_INES,
                right: false,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::AcknowledgeObjection {
                proposal: OBJECTED,
                reflection: TOLD_BY_INES,
            }
            .into(),
            &[],
        ),
        (
            act::ChooseSilence {
                means: Silence::StandAside,
                deputy: None,
            }
            .into(),
            &[],
        ),
        (act::CountSilence { proposal }.into(), &[]),
        (
            act::AcceptAbsence {
                proposal,
                party: world.supplier,
            }
            .into(),
            &[],
        ),
        (
            act::AskAgain {
                proposal,
                party: world.supplier,
            }
            .into(),
            &[],
        ),
        (
            act::WithdrawProposal { proposal, why: w() }.into(),
            &[("why", PASSAGE)],
        ),
        (
            act::AnswerPrinciple {
                proposal,
                principle: Principle::Value,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (act::CallRound { proposal }.into(), &[]),
        (
            act::OpenConsultation {
                question: w(),
                statements: vec!["Calls matter more than maps".into()],
                rules: "No names of people".into(),
                parties: vec![world.consumer],
                until: commitment_day(world),
                adding: true,
                moderation: Moderation::After,
                showing: Showing::Meanwhile,
                outcome: None,
                language: None,
                letters_only: false,
            }
            .into(),
            &[("question", LINE)],
        ),
        (
            act::RejectStatement {
                consultation,
                statement: 1,
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            act::AdmitStatement {
                consultation,
                statement: 2,
            }
            .into(),
            &[],
        ),
        (
            act::BringStatement {
                consultation,
                statement: 1,
                place: Bringing::Need,
                words: w(),
                outcome: None,
                proposal: None,
                for_party: None,
                depends_on: None,
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (act::CloseConsultation { consultation }.into(), &[]),
        (
            act::MakeCommitment {
                to: world.consumer,
                words: w(),
                due: commitment_day(world),
                contribution: None,
                proposal: None,
                outcomes: Vec::new(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::ReportKept {
                commitment,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::AnswerKept {
                commitment: promised,
                kept: false,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::AskForChange {
                commitment,
                words: w(),
                due: commitment_day(world),
                why: "the vans come later".into(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::AnswerChange {
                commitment: promised,
                asked,
                agrees: false,
                words: w(),
            }
            .into(),
            &[("words", PASSAGE)],
        ),
        (
            act::ReleaseCommitment {
                commitment: promised,
                why: w(),
            }
            .into(),
            &[("why", PASSAGE)],
        ),
        (
            act::JoinCommitments {
                commitment: promised,
                into: again,
            }
            .into(),
            &[],
        ),
        (add_outcome(words, party), &[("statement", LINE)]),
        (
            Command::RewordOutcome(act::RewordOutcome {
                outcome,
                statement: w(),
                objective: String::new(),
                for_party: party,
                depends_on: Quality::Utility,
                delivered: false,
            }),
            &[("statement", LINE)],
        ),
        (
            Command::DescribeOutcome(act::DescribeOutcome {
                outcome,
                depends_on: Quality::Utility,
                delivered: false,
            }),
            &[],
        ),
        (
            Command::ProposeWording(act::ProposeWording {
                outcome,
                statement: w(),
                objective: String::new(),
                for_party: party,
            }),
            &[("statement", LINE)],
        ),
        (act::TakeWording { outcome, wording }.into(), &[]),
        (
            Command::DeclineWording(act::DeclineWording {
                outcome,
                wording,
                why: w(),
            }),
            &[],
        ),
        (
            Command::ConfirmAssessment(act::ConfirmAssessment {
                outcome,
                wording: world.outcome(MARA, outcome).outcome.wording,
            }),
            &[],
        ),
        (
            Command::RetireOutcome(act::RetireOutcome { outcome, why: w() }),
            &[("why", PASSAGE)],
        ),
        (
            Command::StateEffect(act::StateEffect {
                outcome,
                direction: Direction::Removes,
                burden: Burden::Risk,
                what: w(),
            }),
            &[("what", LINE)],
        ),
        (
            Command::WithdrawEffect(act::WithdrawEffect { outcome, effect }),
            &[],
        ),
        (rate(outcome, [1, 2, 3], words), &[]),
        (
            Command::DeclineToAssess(act::DeclineToAssess { outcome }),
            &[],
        ),
        (guess(outcome, [1, 2, 3]), &[]),
        (Command::SkipGuess(act::SkipGuess { outcome }), &[]),
        (Command::LookAtReveal(act::LookAtReveal {}), &[]),
        (Command::OpenFigures(act::OpenFigures { open: true }), &[]),
        (
            better_off(Audience::OwnParty, words),
            &[("statement", PASSAGE)],
        ),
        (
            Command::NamePart(act::NamePart {
                name: w(),
                made_by: party,
            }),
            &[("name", LINE)],
        ),
        (
            Command::JudgePart(act::JudgePart {
                part,
                verdict: Verdict::Keep,
                why: w(),
            }),
            &[],
        ),
        (
            Command::AddFeatures(act::AddFeatures {
                features: vec![new_feature(words, party, outcome)],
            }),
            &[("name", LINE)],
        ),
        (
            Command::ChangeFeature(act::ChangeFeature {
                feature,
                name: w(),
                note: String::new(),
                origins: vec![Origin::User],
                serves: Vec::new(),
                needs: Vec::new(),
                excludes: Vec::new(),
                must: false,
            }),
            &[("name", LINE)],
        ),
        (price(feature, 100), &[]),
        (
            Command::AnswerShare(act::AnswerShare {
                feature: SHARED,
                share: Price { low: 1, high: 1 },
                bears: false,
                why: w(),
            }),
            &[("why", PASSAGE)],
        ),
        (
            Command::WithdrawFeature(act::WithdrawFeature { feature, why: w() }),
            &[("why", PASSAGE)],
        ),
        (
            Command::ChooseEndowments(act::ChooseEndowments {
                endowments: [(party, 1), (world.consumer, 2), (world.supplier, 2)]
                    .map(weigh)
                    .to_vec(),
                why: w(),
            }),
            &[("why", PASSAGE)],
        ),
        (
            Command::RecordMix(act::RecordMix {
                rule: MixRule::EqualVoice,
                budget: 100,
                read_at: 1,
                note: w(),
            }),
            &[],
        ),
        (say(Audience::WholeTable, words), &[("words", PASSAGE)]),
        (
            Command::ConfirmSpokenWord(act::ConfirmSpokenWord {
                contribution: SPOKEN_FOR_INES,
            }),
            &[],
        ),
        (
            Command::WithdrawSpokenWord(act::WithdrawSpokenWord {
                contribution: SPOKEN_FOR_INES,
            }),
            &[],
        ),
        (
            Command::NoteMention(act::NoteMention {
                contribution: INES_NEED,
            }),
            &[],
        ),
        (
            Command::MendWord(act::MendWord {
                contribution: INES_NEED,
                words: w(),
                condition: String::new(),
                meant_otherwise: false,
            }),
            &[("words", PASSAGE)],
        ),
        (
            Command::ExplainNeed(act::ExplainNeed {
                contribution: INES_NEED,
                enables: w(),
            }),
            &[("enables", PASSAGE)],
        ),
        (
            Command::SayBack(act::SayBack {
                contribution: MARA_NEED,
                words: w(),
            }),
            &[("words", PASSAGE)],
        ),
        (
            Command::ConfirmReflection(act::ConfirmReflection {
                contribution: INES_NEED,
                reflection: TELLING,
            }),
            &[],
        ),
        (
            Command::CorrectReflection(act::CorrectReflection {
                contribution: INES_NEED,
                reflection: TELLING,
                words: w(),
            }),
            &[("words", PASSAGE)],
        ),
        (
            Command::AcknowledgeCorrection(act::AcknowledgeCorrection {
                contribution: CORRECTED_NEED,
                reflection: CORRECTED_TELLING,
            }),
            &[],
        ),
        (Command::NodToBuild(act::NodToBuild { build: BUILD }), &[]),
        (
            Command::TickHeard(act::TickHeard {
                contribution: MARA_NEED,
                parties: vec![world.consumer],
            }),
            &[],
        ),
        (
            Command::DenyHearing(act::DenyHearing {
                contribution: INES_NEED,
            }),
            &[],
        ),
        (
            Command::Answer(act::Answer {
                contribution: MARA_NEED,
                kind: AnswerKind::Tried,
                words: w(),
                became_outcome: None,
                became_contribution: None,
                became_feature: None,
                returns: None,
            }),
            &[("words", PASSAGE)],
        ),
        (
            Command::ConfirmAnswer(act::ConfirmAnswer {
                contribution: INES_NEED,
                answer: ANSWER,
            }),
            &[],
        ),
        (
            Command::DismissAdvice(act::DismissAdvice {
                advice: format!("ask_first.{party}"),
            }),
            &[],
        ),
        (Command::TakeBack(act::TakeBack { contribution }), &[]),
        (
            Command::EraseContent(act::EraseContent {
                sequence: 1,
                ground: w(),
            }),
            &[("ground", LINE)],
        ),
    ]
}

/// Something outside that somebody of Ines' party recorded, and that her party has not looked at.
const FACTOR: FactorId = FactorId(Uuid::from_u128(0xEC));

/// A pack that takes pages, made more than a day ago.
const PACK: PackId = PackId(Uuid::from_u128(0xEF));

/// What broke: for Ines' party, and by it.
const REPAIRS: [RepairId; 2] = [
    RepairId(Uuid::from_u128(0xED)),
    RepairId(Uuid::from_u128(0xEE)),
];

/// A quarter that is over and not open yet.
fn past_quarter() -> Day {
    "2024-01-01".parse().expect("a day")
}

fn shown_wording(world: &World, outcome: OutcomeId) -> u64 {
    let value = world.seen_by(INES).value();
    let mut outcomes = value.outcomes.into_iter();
    outcomes
        .find(|it| it.id == outcome)
        .expect("it is there")
        .wording
}

/// What Northwind promised to Ines' party: it says that the first is kept, and asks for a change of it.
const PROMISED: [CommitmentId; 2] = [
    CommitmentId(Uuid::from_u128(0xEA)),
    CommitmentId(Uuid::from_u128(0xEB)),
];

/// A meeting that lies ahead, one that goes on, which Ines leads, and one that was held.
const MEETINGS: [MeetingId; 3] = [
    MeetingId(Uuid::from_u128(0xEC1)),
    MeetingId(Uuid::from_u128(0xEC2)),
    MeetingId(Uuid::from_u128(0xEC3)),
];

/// Points: Ines' and Tom's of the meeting ahead; what is talked about, and what is not yet.
const TOPICS: [TopicId; 4] = [
    TopicId(Uuid::from_u128(0xED1)),
    TopicId(Uuid::from_u128(0xED2)),
    TopicId(Uuid::from_u128(0xED3)),
    TopicId(Uuid::from_u128(0xED4)),
];

/// In the meeting that goes on Mara speaks, Lea waits, and Tom has a turn to come.
fn meetings(world: &mut World) {
    let [ahead, running, held] = MEETINGS;
    let [own, theirs, now, next] = TOPICS;
    for (meeting, days) in [(ahead, 2), (running, 0), (held, 0)] {
        let begins = Moment(world.now.0 + days * Moment::DAY);
        let planned = MeetingPlanned {
            meeting,
            kind: MeetingKind::Blank,
            begins_at: clock(begins),
            begins,
            minutes: 60,
            text: None,
        };
        world.records(INES, planned.into());
    }
    let written = MeetingPlanned {
        meeting: IN_WRITING.0,
        kind: MeetingKind::Written,
        begins_at: clock(world.now),
        begins: world.now,
        minutes: 3 * 1_440,
        text: None,
    };
    world.records(INES, written.into());
    let brings = |topic, meeting, party| TopicBrought {
        topic,
        meeting,
        party,
        minutes: 10,
        subject: None,
        text: None,
    };
    let (party, supplier) = (world.provider, world.supplier);
    world.records(INES, brings(own, ahead, party).into());
    world.records(INES, brings(IN_WRITING.1, IN_WRITING.0, party).into());
    world.records(TOM, brings(theirs, ahead, supplier).into());
    world.records(INES, brings(now, running, party).into());
    world.records(INES, brings(next, running, party).into());
    let begun = |meeting| MeetingBegun {
        meeting,
        chair: INES,
        party,
    };
    world.records(INES, begun(held).into());
    world.records(INES, MeetingClosed { meeting: held }.into());
    world.records(INES, begun(running).into());
    let here = PresenceNoted {
        meeting: running,
        person: INES,
        party,
        here: true,
    };
    world.records(INES, here.into());
    let topic = now;
    let meeting = running;
    let begun = TopicBegun {
        meeting,
        topic,
        keeps: true,
    };
    world.records(INES, begun.into());
    let order = vec![MARA, TOM];
    world.records(INES, RoundBegun { meeting, order }.into());
    let given = FloorGiven {
        meeting,
        person: MARA,
        party: world.consumer,
        floor: Floor::Turn,
        out_of_turn: false,
    };
    world.records(INES, given.into());
    let asked = FloorAsked {
        meeting,
        party: world.consumer,
        asks: Asking::Word,
    };
    world.records(LEA, asked.into());
}

fn commitment_day(world: &World) -> Day {
    Moment(world.now.0 + 2 * Moment::DAY).day_in_utc()
}

fn broke(repair: RepairId, party: PartyId, of: PartyId) -> Fact {
    RepairOpened {
        repair,
        party,
        of,
        outcomes: Vec::new(),
        by_link_of: None,
        text: None,
    }
    .into()
}

fn made(commitment: CommitmentId, party: PartyId, to: PartyId) -> Fact {
    CommitmentMade {
        commitment,
        party,
        to,
        due_on: "2027-03-01".parse().expect("a day"),
        due: Moment(1_772_323_200_000),
        contribution: None,
        proposal: None,
        outcomes: Vec::new(),
        by_link_of: None,
        text: None,
    }
    .into()
}

/// The seed world, with everything in it that the samples speak of, said by Ines.
fn prepared() -> World {
    let mut world = World::seated();
    let pack = PackMade {
        pack: PACK,
        number: 1,
        party: world.provider,
        entry: 1,
        point: world.now,
        since: Moment(world.now.0 - Moment::DAY),
        before: None,
    };
    world.records(INES, pack.into());
    world.days_pass(2);
    let outcome = OutcomeId(Uuid::from_u128(0xE1));
    let effect = EffectId(Uuid::from_u128(0xE5));
    let party = world.provider;
    let closing = ClosingId(Uuid::from_u128(0xE7));
    let facts: Vec<Fact> = vec![
        ClosingProposed { closing }.into(),
        ClosingConsented {
            closing,
            party,
            by_link_of: None,
        }
        .into(),
        // The purpose in the provider's words leaves it open to both.
        PurposeSaid { party, text: None }.into(),
        OutcomeAdded {
            outcome,
            for_party: party,
            depends_on: Quality::Warranty,
            delivered: true,
            text: None,
        }
        .into(),
        ProposalOpened {
            proposal: ProposalId(Uuid::from_u128(0xE8)),
            contribution: None,
            mix: None,
            follows: None,
            outcomes: vec![outcome],
            costs: Vec::new(),
            electorate: vec![world.provider, world.consumer, world.supplier],
            blind: true,
            trial: false,
            review_on: None,
            review: None,
            until_on: Moment(world.now.0 + 7 * Moment::DAY).day_in_utc(),
            until: Moment(world.now.0 + 7 * Moment::DAY),
            text: None,
        }
        .into(),
        ConsultationOpened {
            consultation: ConsultationId(Uuid::from_u128(0xEC)),
            party,
            parties: vec![world.provider, world.consumer],
            seeds: 3,
            until_on: commitment_day(&world),
            until: Moment(world.now.0 + 2 * Moment::DAY),
            adding: true,
            moderation: Moderation::After,
            showing: Showing::Meanwhile,
            outcome: None,
            language: None,
            letters_only: false,
            text: None,
        }
        .into(),
        StatementRejected {
            consultation: ConsultationId(Uuid::from_u128(0xEC)),
            statement: 2,
            text: None,
        }
        .into(),
        made(CommitmentId(Uuid::from_u128(0xE9)), party, world.consumer),
        // By the supplier: the party of whoever records it has looked at it.
        FactorRecorded {
            factor: FACTOR,
            party: world.supplier,
            kind: FactorKind::Law,
            day: commitment_day(&world),
            begins: Moment(world.now.0 + 2 * Moment::DAY),
            outcomes: Vec::new(),
            features: Vec::new(),
            agreement: false,
            sections: Vec::new(),
            text: None,
        }
        .into(),
        TrustMarked {
            quarter: past_quarter(),
            ends: Moment(1_711_922_400_000),
            party,
            keeps_word: None,
            speaks_up: None,
        }
        .into(),
        broke(REPAIRS[0], party, world.consumer),
        broke(REPAIRS[1], world.consumer, party),
        made(PROMISED[0], world.consumer, party),
        made(PROMISED[1], world.consumer, party),
        CommitmentChangeAsked {
            commitment: PROMISED[0],
            due_on: commitment_day(&world),
            due: Moment(world.now.0 + 2 * Moment::DAY),
            text: None,
        }
        .into(),
        KeptReported {
            commitment: PROMISED[0],
            text: None,
        }
        .into(),
        WordingProposed {
            wording: WORDING,
            outcome,
            for_party: party,
            text: Some(WordingText {
                statement: "in other words".into(),
                objective: String::new(),
            }),
        }
        .into(),
        AssessmentMade {
            outcome,
            stage: Stage::Expected,
            benefit: 5,
            usefulness: 5,
            importance: 5,
            text: None,
        }
        .into(),
        PartNamed {
            part: PartId(Uuid::from_u128(0xE2)),
            made_by: party,
            text: None,
        }
        .into(),
        DependencyNamed {
            dependency: DependencyId(Uuid::from_u128(0xE3)),
            text: None,
        }
        .into(),
        ContributionSaid {
            contribution: ContributionId(Uuid::from_u128(0xE4)),
            kind: ContributionKind::Idea,
            audience: Audience::WholeTable,
            outcomes: Vec::new(),
            under: None,
            about: None,
            limit: None,
            spoken_for: None,
            mentions: Vec::new(),
            text: Some(ContributionText {
                words: "an idea".into(),
                condition: String::new(),
                attachments: Vec::new(),
            }),
        }
        .into(),
        EffectStated {
            effect,
            outcome,
            party,
            direction: Direction::Removes,
            burden: Burden::Cost,
            text: None,
        }
        .into(),
        FeatureAdded {
            feature: FeatureId(Uuid::from_u128(0xE6)),
            offered_by: party,
            origins: vec![Origin::Rule],
            serves: Vec::new(),
            needs: Vec::new(),
            excludes: Vec::new(),
            must: false,
            text: None,
        }
        .into(),
    ];
    for fact in facts {
        world.records(INES, fact);
    }
    let asked = PersonSeated {
        person: ASKED,
        party,
        roles: vec![Role::Delivery],
        since: Since::Start,
        invited_by: None,
        claimed: false,
        proof: Proof::Colleague,
        in_place_of: None,
        text: None,
    };
    world.records(INES, asked.into());
    let suggested = PersonSuggested {
        suggestion: SUGGESTION,
        audience: Audience::OwnParty,
        party,
        text: None,
    };
    world.records(PAUL, suggested.into());
    let shared = FeatureAdded {
        feature: SHARED,
        offered_by: world.supplier,
        origins: vec![Origin::Supplier],
        serves: Vec::new(),
        needs: Vec::new(),
        excludes: Vec::new(),
        must: false,
        text: None,
    };
    world.records(TOM, shared.into());
    let priced = FeaturePriced {
        feature: SHARED,
        price: Price { low: 1, high: 1 },
        bearers: Bearers::Percent(vec![Bearer { party, share: 100 }]),
    };
    world.records(TOM, priced.into());
    dialogue(&mut world);
    objections(&mut world);
    agreements(&mut world);
    meetings(&mut world);
    world.confirmed = Some(domain::act::Confirmed::ByServer {
        proved: Proved::Password,
    });
    world
}

/// Somebody of two parties objects to a proposal that is not blind: of what was said back one waits for its author,
/// and one for whoever said it.
fn objections(world: &mut World) {
    let outcome = OutcomeId(Uuid::from_u128(0xE1));
    let opened = ProposalOpened {
        proposal: OBJECTED,
        contribution: None,
        mix: None,
        follows: None,
        outcomes: vec![outcome],
        costs: Vec::new(),
        electorate: vec![world.provider, world.consumer],
        blind: false,
        trial: false,
        review_on: None,
        review: None,
        until_on: Moment(world.now.0 + 7 * Moment::DAY).day_in_utc(),
        until: Moment(world.now.0 + 7 * Moment::DAY),
        text: None,
    };
    world.records(TOM, opened.into());
    let sides = [
        (MARA, world.consumer, INES, world.provider, TOLD_BY_INES),
        (INES, world.provider, MARA, world.consumer, TOLD_TO_INES),
    ];
    for (person, party, other, others, reflection) in sides {
        let objects = PositionTaken {
            proposal: OBJECTED,
            version: 1,
            party,
            stance: Stance::Object,
            harms_outcome: Some(outcome),
            harms_contribution: None,
            deputy: false,
            replaces: Vec::new(),
            by_link_of: None,
            text: None,
        };
        world.records(person, objects.into());
        let objection = world.sequence();
        let told = ObjectionSaidBack {
            proposal: OBJECTED,
            objection,
            reflection,
            party: others,
            text: None,
        };
        world.records(other, told.into());
        if person == MARA {
            let corrected = ObjectionCorrected {
                proposal: OBJECTED,
                objection,
                reflection,
                text: None,
            };
            world.records(MARA, corrected.into());
        }
    }
}

/// A version in force, one that waits for signatures and a draft, so that everything can be done with one of
/// them; and Ines guessed.
fn agreements(world: &mut World) {
    let outcome = OutcomeId(Uuid::from_u128(0xE1));
    let review = Moment(world.now.0 + 10 * Moment::DAY);
    let parties = vec![world.provider, world.consumer];
    let named = MeasureNamed {
        measure: MEASURE,
        outcome,
        quality: Quality::Warranty,
        aim: Aim::AtLeast,
        target: 1,
        text: None,
    };
    world.records(INES, named.clone().into());
    let named = MeasureNamed {
        measure: OF_PEOPLE,
        ..named
    };
    world.records(INES, named.into());
    let before = Moment(world.now.0 - 40 * Moment::DAY).day_in_utc();
    let period = Rhythm::Month.begin_of(before);
    let until = Rhythm::Month.after(period).expect("the next month");
    let asked = PeopleAsked {
        measure: OF_PEOPLE,
        outcome,
        party: world.consumer,
        about: Experience::Contentment,
        rhythm: Rhythm::Month,
        period,
        until: until.begins_in_utc(),
        goes_on: None,
    };
    world.records(INES, asked.into());
    let said = DissentSaid {
        dissent: DISSENT,
        party: world.provider,
        text: None,
    };
    world.records(INES, said.into());
    for version in 1..=3 {
        let composed = AgreementComposed {
            version,
            outcomes: Vec::new(),
            mix: None,
            decisions: Vec::new(),
            commitments: Vec::new(),
            months: 6,
            review_on: review.day_in_utc(),
            review,
            keeps: Vec::new(),
            text: None,
        };
        world.records(INES, composed.into());
        let opened = AgreementOpened {
            version,
            parties: parties.clone(),
            clauses: Vec::new(),
            text: TEXT,
        };
        if version < 3 {
            world.records(INES, opened.into());
        }
        let in_force = AgreementInForce {
            version,
            text: TEXT,
            people: Vec::new(),
            supersedes: None,
        };
        if version < 2 {
            world.records(INES, in_force.into());
        }
    }
}

/// Whom Ines asked to her own party, and who has not come.
const ASKED: PersonId = PersonId(Uuid::from_u128(0xEB));
const OBJECTED: ProposalId = ProposalId(Uuid::from_u128(0xF8));
const TOLD_BY_INES: ReflectionId = ReflectionId(Uuid::from_u128(0xF9));
const TOLD_TO_INES: ReflectionId = ReflectionId(Uuid::from_u128(0xFA));
/// A round in writing, and a point of it.
const IN_WRITING: (MeetingId, TopicId) = (
    MeetingId(Uuid::from_u128(0xEC4)),
    TopicId(Uuid::from_u128(0xED5)),
);
/// Whom the consumer seated at the provider's side.
const PUPPET: PersonId = IDA;
const MEASURE: MeasureId = MeasureId(Uuid::from_u128(0xEE));
const OF_PEOPLE: MeasureId = MeasureId(Uuid::from_u128(0xEF0));
const DISSENT: DissentId = DissentId(Uuid::from_u128(0xEF));
const TEXT: domain::agreement::Fingerprint = domain::agreement::Fingerprint([1; 32]);
const SUGGESTION: SuggestionId = SuggestionId(Uuid::from_u128(0xEC));

/// What Halden offers, and Meridian is asked to pay.
const SHARED: FeatureId = FeatureId(Uuid::from_u128(0xED));

const WORDING: WordingId = WordingId(Uuid::from_u128(0xE8));
const MARA_NEED: ContributionId = ContributionId(Uuid::from_u128(0xE6));
const INES_NEED: ContributionId = ContributionId(Uuid::from_u128(0xE7));
const CORRECTED_NEED: ContributionId = ContributionId(Uuid::from_u128(0xE8));
const BUILD: ContributionId = ContributionId(Uuid::from_u128(0xE9));
const SPOKEN_FOR_INES: ContributionId = ContributionId(Uuid::from_u128(0xEA));
const TELLING: ReflectionId = ReflectionId(Uuid::from_u128(0xF1));
const CORRECTED_TELLING: ReflectionId = ReflectionId(Uuid::from_u128(0xF2));
const ANSWER: AnswerId = AnswerId(Uuid::from_u128(0xF3));

/// Needs at every turn of being heard, so that each command of the dialogue has something to do.
fn dialogue(world: &mut World) {
    let (provider, consumer) = (world.provider, world.consumer);
    let said = |contribution, kind, under, spoken_for| ContributionSaid {
        about: None,
        contribution,
        kind,
        audience: Audience::WholeTable,
        outcomes: Vec::new(),
        under,
        limit: None,
        spoken_for,
        mentions: vec![INES],
        text: Some(ContributionText {
            words: "something".into(),
            condition: String::new(),
            attachments: Vec::new(),
        }),
    };
    let told = |contribution, reflection, party| SaidBack {
        contribution,
        reflection,
        party,
        text: Some(ReflectionText {
            words: "understood".into(),
        }),
    };
    let need = ContributionKind::Need;
    let idea = ContributionId(Uuid::from_u128(0xE4));
    world.records(MARA, said(MARA_NEED, need, None, None).into());
    world.records(INES, said(INES_NEED, need, None, None).into());
    world.records(MARA, told(INES_NEED, TELLING, consumer).into());
    world.records(MARA, said(CORRECTED_NEED, need, None, None).into());
    world.records(
        INES,
        told(CORRECTED_NEED, CORRECTED_TELLING, provider).into(),
    );
    world.records(
        MARA,
        ReflectionCorrected {
            contribution: CORRECTED_NEED,
            reflection: CORRECTED_TELLING,
            by_colleague: false,
            text: None,
        }
        .into(),
    );
    let build = ContributionKind::Build;
    world.records(MARA, said(BUILD, build, Some(idea), None).into());
    world.records(PAUL, said(SPOKEN_FOR_INES, need, None, Some(INES)).into());
    world.records(
        MARA,
        ContributionAnswered {
            contribution: INES_NEED,
            answer: ANSWER,
            party: consumer,
            kind: AnswerKind::Tried,
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: None,
            returns_on: None,
            text: None,
        }
        .into(),
    );
}

#[test]
fn every_command_has_its_own_sample() {
    let world = prepared();
    let mut names: Vec<_> = samples(&world, "words")
        .iter()
        .map(|(c, _)| c.name())
        .collect();
    names.sort_unstable();
    names.dedup();
    // As many as `Asks` tells apart; the compiler asks for a line there, this for a sample.
    assert_eq!(names.len(), Command::NAMES.len());
}

#[test]
fn nobody_acts_without_a_seat() {
    let world = prepared();
    for (command, _) in samples(&world, "words").into_iter().skip(1) {
        for person in [STRANGER, IDA] {
            world.refuses(person, command.clone(), Refusal::NotSeated);
        }
    }
    // Nor is a relationship opened twice, or begun with anything else.
    world.refuses(INES, opening(), Refusal::NothingNew);
    assert_eq!(
        opens(INES, say(Audience::WholeTable, "hello")),
        Err(Refusal::NotSeated)
    );
}

#[test]
fn observers_say_nothing() {
    let world = prepared();
    for (command, _) in samples(&world, "words") {
        if asks(&command) != Asks::Seat {
            world.refuses(OLGA, command, Refusal::Observer);
        }
    }
}

#[test]
fn only_those_who_speak_for_a_party_act_for_it() {
    let world = prepared();
    for (command, _) in samples(&world, "words") {
        if asks(&command) == Asks::PartyVoice {
            let told = command.name();
            // A person may always leave by themselves.
            let actor = if told == "unseat_person" {
                driver(0)
            } else {
                PAUL
            };
            let refusal = world.decide(actor, command).expect_err(told);
            assert_eq!(refusal.rule(), "not_entitled", "{told}");
        }
    }
}

#[test]
fn whoever_may_act_does() {
    let world = prepared();
    for (command, _) in samples(&world, "words") {
        let actor = match command.name() {
            // Refused to the provider's spokesperson by rules of their own, each shown elsewhere.
            "open_relationship" | "claim_seat" | "pass_seat_on" | "propose_closing"
            | "consent_to_closing" | "take_seat" | "prove_seat" | "contest_seat"
            | "vouch_for_seat" | "look_at_reveal" | "remove_party" | "suggest_person"
            | "keep_position" | "count_silence" | "accept_absence" | "ask_again"
            | "share_figures" | "begin_meeting" | "relieve_chair" | "ask_to_close"
            | "begin_round" | "reopen_meeting" | "tick_heard" | "deny_hearing" => {
                continue;
            }
            // The hat is hers.
            "pass_facilitation" => continue,
            "leave_table" => TOM,
            _ => INES,
        };
        let told = format!("{command:?}");
        let mut world = world.clone();
        // What can be taken back is not mended, what was just said not confirmed.
        if ["mend_word", "confirm_assessment"].contains(&command.name()) {
            world.now = domain::Moment(world.now.0 + domain::Moment::DAY);
        }
        assert!(world.decide(actor, command).is_ok(), "{told}");
    }
}

/// A counterpart that makes a second link for the other party, and claims the seat itself, gains a voice and no
/// more: of every act it is said whether it binds a party, and those that do are refused to whoever is here by
/// another party's link while others of the party are.
#[test]
fn whoever_is_here_by_another_partys_link_alone_binds_nobody_beside_the_partys_own() {
    let mut world = prepared();
    let puppet = PersonSeated {
        person: PUPPET,
        party: world.provider,
        roles: vec![Role::ServiceOwner],
        since: Since::Start,
        invited_by: Some(world.consumer),
        claimed: true,
        proof: Proof::Link,
        in_place_of: None,
        text: None,
    };
    world.records(MARA, puppet.into());
    let mut wrong = Vec::new();
    for (command, _) in samples(&world, "words") {
        let told = command.name();
        let refused = world.decide(PUPPET, command.clone()).err();
        // Of colleagues, by a rule of their own.
        let over_colleagues = [
            "unseat_person",
            "set_roles",
            "rename_person",
            "erase_content",
        ];
        if over_colleagues.contains(&told) {
            continue;
        }
        if (refused == Some(Refusal::ProveFirst)) != binds(&command) {
            wrong.push(format!("{told}: {refused:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
    // Mail shows that somebody reads it, not that they are of the party.
    world.is_only_said_to_belong(PUPPET);
    world.reads_mail_at(PUPPET, "free-mail.example");
    world.does(PUPPET, act::ProveSeat {});
    for (command, _) in samples(&world, "words") {
        let refused = world.decide(PUPPET, command.clone()).err();
        if binds(&command) {
            assert_eq!(refused, Some(Refusal::BeVouchedFirst), "{}", command.name());
        }
    }
    // Its own people say so.
    world.does(INES, act::VouchForSeat { person: PUPPET });
    for (command, _) in samples(&world, "words") {
        let refused = world.decide(PUPPET, command.clone()).err();
        assert_ne!(refused, Some(Refusal::BeVouchedFirst), "{}", command.name());
    }
}

#[test]
fn a_closed_relationship_refuses_every_command_but_erasure() {
    let mut world = prepared();
    for person in [MARA, TOM] {
        world.does(person, world.closes());
    }
    for (command, _) in samples(&world, "words").into_iter().skip(1) {
        if !matches!(command, Command::EraseContent(act::EraseContent { .. })) {
            world.refuses(INES, command, Refusal::Closed);
        }
    }
}

#[test]
fn blank_overlong_and_deceptive_text_is_refused_in_every_field() {
    let world = prepared();
    let refused = |words: &str, refusal: &dyn Fn(&'static str, usize) -> Refusal| {
        for (command, fields) in samples(&world, words) {
            for (field, limit) in fields {
                world.refuses(INES, command.clone(), refusal(field, *limit));
            }
        }
    };
    refused(" \n ", &|field, _| Refusal::Blank { field });
    refused("a\u{202E}b", &|field, _| deceptive(field, "U+202E", "a"));
    refused("a\0b", &|field, _| deceptive(field, "U+0000", "a"));
    for unseen in [
        "\u{3164}",
        "\u{2800}",
        "\u{115F}",
        "\u{AD}",
        "\u{200F}\u{2060}",
        "\u{B}\u{301}",
    ] {
        refused(unseen, &|field, _| Refusal::Blank { field });
    }
    refused(&"ä".repeat(PASSAGE + 1), &|field, limit| {
        Refusal::TooLong { field, limit }
    });
}

fn deceptive(field: &'static str, sign: &str, after: &str) -> Refusal {
    let (sign, after) = (sign.to_owned(), after.to_owned());
    Refusal::Deceptive { field, sign, after }
}

#[test]
fn text_that_may_be_left_out_is_bounded_all_the_same() {
    let world = prepared();
    let outcome = OutcomeId(Uuid::from_u128(0xE1));
    let long = "x".repeat(PASSAGE + 1);
    let limit = PASSAGE;
    world.refuses(
        INES,
        rate(outcome, [1, 1, 1], &long),
        Refusal::TooLong {
            field: "why",
            limit,
        },
    );
    world.refuses(
        INES,
        rate(outcome, [1, 1, 1], "\u{202E}"),
        deceptive("why", "U+202E", ""),
    );
}

#[test]
fn things_that_are_not_there_are_unknown() {
    let world = prepared();
    let nowhere = Uuid::from_u128(0xFFFF);
    let unknown = |what| Refusal::Unknown { what };
    let outcome = OutcomeId(nowhere);
    for command in [
        rate(outcome, [1, 1, 1], ""),
        guess(outcome, [1, 1, 1]),
        Command::SkipGuess(act::SkipGuess { outcome }),
        Command::DeclineToAssess(act::DeclineToAssess { outcome }),
        Command::RetireOutcome(act::RetireOutcome {
            outcome,
            why: "why".into(),
        }),
        Command::WithdrawEffect(act::WithdrawEffect {
            outcome,
            effect: EffectId(nowhere),
        }),
    ] {
        world.refuses(INES, command, unknown("outcome"));
    }
    let party = PartyId(nowhere);
    world.refuses(INES, add_outcome("So that", party), unknown("party"));
    world.refuses(
        INES,
        act::NamePart {
            name: "a".into(),
            made_by: party,
        },
        unknown("party"),
    );
    world.refuses(
        INES,
        admit(IDA, party, &[Role::Delivery], Since::Now),
        unknown("party"),
    );
    let person = PersonId(nowhere);
    world.refuses(INES, act::UnseatPerson { person }, unknown("person"));
    let roles = vec![Role::Delivery];
    world.refuses(INES, act::SetRoles { person, roles }, unknown("person"));
    let dependency = DependencyId(nowhere);
    let why = "why".to_owned();
    world.refuses(
        INES,
        act::LeaveDependencyOut { dependency, why },
        unknown("named supplier"),
    );
    let seat = Command::SeatParty(act::SeatParty {
        organisation: REGULATOR,
        kind: PartyKind::Supplier,
        dependency: Some(dependency),
    });
    world.refuses(INES, seat, unknown("named supplier"));
}

#[test]
fn a_relationship_is_opened_between_two_organisations_or_two_units() {
    let with = |change: &dyn Fn(&mut Command)| {
        let mut command = opening();
        change(&mut command);
        opens(INES, command)
    };
    let own = |units: (&'static str, &'static str)| {
        with(&|command| {
            if let Command::OpenRelationship(act::OpenRelationship {
                counterpart,
                provider_unit,
                consumer_unit,
                ..
            }) = command
            {
                *counterpart = MERIDIAN;
                *provider_unit = units.0.into();
                *consumer_unit = units.1.into();
            }
        })
    };
    for units in [("", ""), ("IT", ""), ("", "IT"), ("IT", " it ")] {
        assert_eq!(own(units), Err(Refusal::SameOrganisation), "{units:?}");
    }
    assert!(own(("IT", "Logistics")).is_ok());
    for code in ["", "EU", "EURO", "E1R", "€€€"] {
        let refused = with(&|command| {
            if let Command::OpenRelationship(act::OpenRelationship { currency, .. }) = command {
                *currency = code.into();
            }
        });
        assert_eq!(refused, Err(Refusal::Currency), "{code}");
    }
    let supplier = with(&|command| {
        if let Command::OpenRelationship(act::OpenRelationship { side, .. }) = command {
            *side = PartyKind::Supplier;
        }
    });
    assert_eq!(supplier, Err(Refusal::RoleOfAnotherParty));
    let nameless = with(&|command| {
        if let Command::OpenRelationship(act::OpenRelationship { name, .. }) = command {
            name.clear();
        }
    });
    assert_eq!(nameless, Err(Refusal::Blank { field: "name" }));
    assert_eq!(
        opens(STRANGER, opening()),
        Err(Refusal::Unknown { what: "person" })
    );
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x7000_0000 + n)
}

#[test]
fn every_list_has_an_end() {
    let full = |what, limit| Refusal::Full { what, limit };
    let seeded = prepared();
    let party = seeded.provider;
    let outcome = OutcomeId(Uuid::from_u128(0xE1));
    // One list at a time is filled with facts, until the command that would add to it is refused.
    let fill = |count: u128, fact: &dyn Fn(u128) -> Fact| {
        let mut world = seeded.clone();
        for n in 0..count {
            world.records(INES, fact(n));
        }
        world
    };

    let added = |n| {
        OutcomeAdded {
            outcome: OutcomeId(id(n)),
            for_party: party,
            depends_on: Quality::Utility,
            delivered: false,
            text: None,
        }
        .into()
    };
    fill(198, &added).does(INES, add_outcome("So that", party));
    fill(199, &added).refuses(INES, add_outcome("So that", party), full("outcomes", 200));

    let stated = |n| {
        EffectStated {
            effect: EffectId(id(n)),
            outcome,
            party,
            direction: Direction::Imposes,
            burden: Burden::Risk,
            text: None,
        }
        .into()
    };
    let state = Command::StateEffect(act::StateEffect {
        outcome,
        direction: Direction::Imposes,
        burden: Burden::Risk,
        what: "a".into(),
    });
    fill(199, &stated).refuses(INES, state, full("costs and risks of one outcome", 200));

    let named = |n| {
        PartNamed {
            part: PartId(id(n)),
            made_by: party,
            text: None,
        }
        .into()
    };
    let name = Command::NamePart(act::NamePart {
        name: "a".into(),
        made_by: party,
    });
    fill(199, &named).refuses(INES, name, full("parts of one service", 200));

    let named = |n| {
        DependencyNamed {
            dependency: DependencyId(id(n)),
            text: None,
        }
        .into()
    };
    let name = Command::NameDependency(act::NameDependency { name: "a".into() });
    fill(99, &named).refuses(INES, name, full("named suppliers", 100));

    let seated = |n| {
        PartySeated {
            party: PartyId(id(n)),
            organisation: OrganisationId(id(n)),
            kind: PartyKind::Other,
            dependency: None,
        }
        .into()
    };
    let seat = Command::SeatParty(act::SeatParty {
        organisation: REGULATOR,
        kind: PartyKind::Other,
        dependency: None,
    });
    fill(10, &seated).refuses(INES, seat, full("parties", 11));

    let consumer = seeded.consumer;
    let seated = |n| {
        PersonSeated {
            person: if n == 0 { GUS } else { PersonId(id(n)) },
            party: consumer,
            roles: vec![Role::User],
            since: Since::Now,
            invited_by: None,
            claimed: false,
            proof: Proof::Colleague,
            in_place_of: None,
            text: None,
        }
        .into()
    };
    let crowded = fill(1_988, &seated);
    let people = full("people at one table", 2_000);
    crowded.refuses(
        MARA,
        admit(GRETA, consumer, &[Role::User], Since::Now),
        people.clone(),
    );
    crowded.refuses(GUS, act::PassSeatOn { to: GRETA }, people);

    let about = |outcomes| {
        let idea = act::Say::new(ContributionKind::Idea, Audience::WholeTable, "a");
        Command::from(act::Say { outcomes, ..idea })
    };
    seeded.clone().does(INES, about(vec![outcome; 20]));
    seeded.refuses(INES, about(vec![outcome; 21]), full("linked outcomes", 20));

    let said = |n| {
        ContributionSaid {
            contribution: ContributionId(id(n)),
            kind: ContributionKind::Idea,
            audience: Audience::WholeTable,
            outcomes: Vec::new(),
            under: None,
            about: None,
            limit: None,
            spoken_for: None,
            mentions: Vec::new(),
            text: None,
        }
        .into()
    };
    let added = |n| {
        FeatureAdded {
            feature: FeatureId(id(n)),
            offered_by: party,
            origins: vec![Origin::User],
            serves: Vec::new(),
            needs: Vec::new(),
            excludes: Vec::new(),
            must: false,
            text: None,
        }
        .into()
    };
    let add = |count| {
        Command::AddFeatures(act::AddFeatures {
            features: vec![new_feature("a", party, outcome); count],
        })
    };
    // One of the two that are there already is another party's, which has its own share.
    fill(195, &added).does(INES, add(4));
    fill(195, &added).refuses(INES, add(5), full("features", 200));

    let crowd = fill(21, &added);
    let linked = |count: u128| {
        let mut feature = new_feature("a", party, outcome);
        feature.needs = (0..count).map(|n| FeatureId(id(n))).collect();
        Command::AddFeatures(act::AddFeatures {
            features: vec![feature],
        })
    };
    crowd.clone().does(INES, linked(20));
    let links = full("features that one needs or excludes", 20);
    crowd.refuses(INES, linked(21), links);

    let recorded = |n| {
        MixRecorded {
            mix: MixId(id(n)),
            rule: MixRule::MostValue,
            budget: 0,
            read_at: 1,
            inputs: String::new(),
            engine: String::new(),
            reads: Vec::new(),
            result: MixResult {
                selected: Vec::new(),
                cost: 0,
                features: Vec::new(),
                gets: Vec::new(),
                endowments: Vec::new(),
                silent: Vec::new(),
                realised: Vec::new(),
                proven: true,
                room: None,
                fairness: None,
            },
            text: None,
        }
        .into()
    };
    let record = Command::RecordMix(act::RecordMix {
        rule: MixRule::MostValue,
        budget: 0,
        read_at: 1,
        note: String::new(),
    });
    fill(1_000, &recorded).refuses(INES, record, full("recorded mixes", 1_000));

    fill(99_999, &said).refuses(INES, about(Vec::new()), full("contributions", 100_000));
}

#[test]
fn a_refusal_names_its_rule_and_the_field_to_mend() {
    let refusals = [
        (Refusal::Blank { field: "why" }, Some("why")),
        (
            Refusal::TooLong {
                field: "why",
                limit: 1,
            },
            Some("why"),
        ),
        (deceptive("why", "U+202E", ""), Some("why")),
        (Refusal::OutOfScale { field: "benefit" }, Some("benefit")),
        (
            Refusal::Full {
                what: "seats",
                limit: 1,
            },
            None,
        ),
        (Refusal::AttachmentsFull { limit: 200 }, None),
        (Refusal::Unknown { what: "outcome" }, None),
        (Refusal::NotSeated, None),
        (Refusal::Observer, None),
        (Refusal::NotEntitled { roles: "customer" }, None),
        (Refusal::OtherParty, None),
        (Refusal::OnlyTheTwo, None),
        (Refusal::OnlyWhoBrought, None),
        (Refusal::MeasureOfAnother, None),
        (Refusal::OthersEndowment, Some("endowments")),
        (Refusal::PartyHears, Some("audience")),
        (Refusal::TheirOwnName, None),
        (Refusal::InviteYourself, None),
        (Refusal::NotRemoved, None),
        (Refusal::HasNotCome, None),
        (Refusal::GuestMustClaim, None),
        (Refusal::ProveFirst, None),
        (Refusal::BeVouchedFirst, None),
        (Refusal::NothingProved, None),
        (Refusal::WithoutLink, None),
        (Refusal::OrganisationUnproved, None),
        (Refusal::FiguresClosed, None),
        (Refusal::OnlyProviderGuesses, None),
        (Refusal::OnlyConsumer, None),
        (Refusal::SameOrganisation, None),
        (Refusal::WrongOrganisation, None),
        (Refusal::AlreadySeated, None),
        (Refusal::PersonAlreadySeated, None),
        (Refusal::ChangesSides, None),
        (Refusal::RoleOfAnotherParty, Some("roles")),
        (Refusal::NoRole, Some("roles")),
        (Refusal::FurtherBack, Some("since")),
        (Refusal::LastSpeaker, None),
        (Refusal::CannotLeave, None),
        (Refusal::Closed, None),
        (Refusal::ProposedAlready, None),
        (Refusal::ClosingEnded, None),
        (Refusal::Retired, None),
        (Refusal::TheirWords, None),
        (Refusal::Reworded, None),
        (Refusal::ChangedMeanwhile, None),
        (Refusal::NothingSaid, None),
        (Refusal::NotAuthor, None),
        (Refusal::TooLate, None),
        (Refusal::StillFresh, None),
        (Refusal::NothingToErase, None),
        (Refusal::NobodyThere, None),
        (Refusal::Currency, Some("currency")),
        (Refusal::NoOrigin, Some("origins")),
        (Refusal::Price, Some("price")),
        (Refusal::Bearers, Some("bearers")),
        (Refusal::NotOffered, Some("price")),
        (Refusal::NotAsked, None),
        (Refusal::OtherShare, Some("share")),
        (Refusal::SponsorSays, None),
        (Refusal::Withdrawn, None),
        (Refusal::CircularNeed, Some("needs")),
        (Refusal::ExcludesItself, Some("excludes")),
        (Refusal::Endowments, Some("endowments")),
        (Refusal::OwnEndowment, Some("endowments")),
        (Refusal::GuessFirst, None),
        (Refusal::MustsTooDear, Some("budget")),
        (Refusal::MustsExclude, None),
        (Refusal::NoMix, Some("budget")),
        (Refusal::NotForAll, Some("audience")),
        (Refusal::SaidToSome, None),
        (Refusal::ServesNothing, Some("outcomes")),
        (Refusal::Costs, Some("costs")),
        (Refusal::NoRoundEnd { days: 90 }, Some("until")),
        (Refusal::TrialWithoutReview, Some("review")),
        (Refusal::NoReview, Some("review")),
        (Refusal::ReviewBeforeRound, Some("review")),
        (Refusal::NoHarm, Some("harms")),
        (Refusal::NotInThis, None),
        (Refusal::DecidedWithout, None),
        (Refusal::NotTheirPeople, None),
        (Refusal::YoursWaits, Some("text")),
        (Refusal::YoursLeftOut, Some("text")),
        (Refusal::ShownStays, None),
        (Refusal::InWriting, None),
        (Refusal::TooLateForPoint, None),
        (Refusal::ClosedByOthers, None),
        (Refusal::Decided, None),
        (Refusal::ProposalEnded, None),
        (Refusal::RoundOpen, None),
        (Refusal::StillSealed, None),
        (Refusal::NotReleased, None),
        (Refusal::AskedJustNow, None),
        (Refusal::NoDeputy, Some("deputy")),
        (Refusal::WaitedFor, None),
        (Refusal::NoMeetingTime, Some("begins_at")),
        (Refusal::NoLength { least: 1, most: 2 }, Some("minutes")),
        (Refusal::MeetingCancelled, None),
        (Refusal::OnlyChair, None),
        (Refusal::PartyNotThere, Some("parties")),
        (Refusal::SaidNotHeard, Some("parties")),
        (Refusal::TheirOwnWord, None),
        (Refusal::FloorTaken, None),
        (Refusal::FloorOffRecord, None),
        (Refusal::OffRecord, None),
        (Refusal::ChairIsHere { seconds: 60 }, None),
        (Refusal::Target, Some("target")),
        (Refusal::AgreesNothing, Some("outcomes")),
        (Refusal::Rhythm, Some("months")),
        (Refusal::InForce, None),
        (Refusal::StillDraft, None),
        (Refusal::OpenAlready, None),
        (Refusal::SignedMeanwhile, None),
        (Refusal::SignersGuessFirst, None),
        (Refusal::NoSignatory, None),
        (Refusal::NotInThatCapacity, Some("capacity")),
        (Refusal::StaleText, None),
        (Refusal::ConfirmFirst, None),
        (Refusal::SignedSomethingElse, None),
        (Refusal::SignedBefore, None),
        (Refusal::KeyOfAnother, None),
        (Refusal::SignedElsewhere, None),
        (Refusal::SignatureBroken, None),
        (Refusal::SignedAlready, None),
        (Refusal::SaidJustNow, Some("words")),
        (Refusal::NotADraft, None),
        (Refusal::NothingNew, None),
    ];
    for (refusal, field) in refusals {
        let json = serde_json::to_value(&refusal).expect("refusals are plain data");
        assert_eq!(json["rule"], refusal.rule());
        assert_eq!(refusal.field(), field);
        assert!(Refusal::RULES.contains(&refusal.rule()));
    }
}
