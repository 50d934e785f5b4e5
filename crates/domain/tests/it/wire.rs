//! What was written once is read for ever: one golden file per kind of fact.

use std::path::PathBuf;

use domain::fact::*;
use domain::ids::*;
use domain::words::*;
use domain::{Day, Fact, LocalTime, Moment, Stamp};
use proptest::prelude::*;
use uuid::Uuid;

use crate::world::World;

const fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n)
}

const PARTY: PartyId = PartyId(id(1));
const OTHER: PartyId = PartyId(id(2));
const PERSON: PersonId = PersonId(id(3));
const OUTCOME: OutcomeId = OutcomeId(id(4));
const PART: PartId = PartId(id(5));
const DEPENDENCY: DependencyId = DependencyId(id(6));
const EFFECT: EffectId = EffectId(id(7));
const CONTRIBUTION: ContributionId = ContributionId(id(8));
const FEATURE: FeatureId = FeatureId(id(12));
const OTHER_FEATURE: FeatureId = FeatureId(id(13));
const REFLECTION: ReflectionId = ReflectionId(id(22));
const ANSWER: AnswerId = AnswerId(id(23));
const WORDING: WordingId = WordingId(id(25));

/// One fact of each kind.
fn examples() -> Vec<Fact> {
    let w = |words: &str| words.to_owned();
    let closing = ClosingId(id(24));
    let proposal = ProposalId(id(26));
    let commitment = CommitmentId(id(28));
    let (meeting, topic) = (MeetingId(id(30)), TopicId(id(31)));
    let begins_at: LocalTime = "2027-03-28T14:30".parse().expect("a time");
    let factor = FactorId(id(33));
    let repair = RepairId(id(34));
    let reading = |at, value| domain::measure::Reading {
        at: Moment(at),
        value,
    };
    let consultation = ConsultationId(id(30));
    let measure = MeasureId(id(28));
    let dissent = DissentId(id(29));
    let hash = domain::agreement::Fingerprint([0x5e; 32]);
    let day: Day = "2027-03-01".parse().expect("a day");
    let begins = Moment(1_772_323_200_000);
    let costs = vec![CostTo {
        party: OTHER,
        amount: 9_600_000,
    }];
    vec![
        RelationshipOpened {
            provider: PARTY,
            provider_organisation: OrganisationId(id(9)),
            consumer: OTHER,
            consumer_organisation: OrganisationId(id(10)),
            closeness: Closeness::Regular,
            currency: w("EUR"),
            time_zone: w("Europe/Berlin"),
            text: Some(OpeningText {
                name: w("Roaming “für” drivers"),
                provider_unit: w(""),
                consumer_unit: w("Fleet"),
            }),
        }
        .into(),
        RelationshipDescribed {
            closeness: Closeness::Close,
            text: Some(DescriptionText { name: w("Roaming") }),
        }
        .into(),
        PurposeSaid {
            party: OTHER,
            text: Some(PurposeText {
                purpose: w("Reach dispatch\nanywhere"),
            }),
        }
        .into(),
        PartySeated {
            party: PARTY,
            organisation: OrganisationId(id(11)),
            kind: PartyKind::Supplier,
            dependency: Some(DEPENDENCY),
        }
        .into(),
        RecordRestored {
            shared: 6,
            reached: 9,
            root: "ab".repeat(32),
        }
        .into(),
        TermsSaid {
            party: PARTY,
            text: Some(TermsText {
                brings: w("towers"),
                expects: w("rent"),
                cannot: w(""),
            }),
        }
        .into(),
        DependencyNamed {
            dependency: DEPENDENCY,
            text: Some(DependencyText { name: w("Halden") }),
        }
        .into(),
        DependencyLeftOut {
            dependency: DEPENDENCY,
            text: Some(LeftOutText {
                why: w("not asked yet"),
            }),
        }
        .into(),
        PersonSeated {
            person: PERSON,
            party: PARTY,
            roles: vec![Role::ServiceOwner, Role::Delivery],
            since: Since::Now,
            invited_by: Some(OTHER),
            claimed: false,
            proof: Proof::Link,
            in_place_of: None,
            text: Some(SeatText {
                name: w("Mara Lindqvist"),
                organisation: w("Northwind"),
            }),
        }
        .into(),
        SeatClaimed {}.into(),
        SeatProved {
            proof: Proof::Mail,
            text: Some(SeatProofText {
                at: w("northwind.example"),
            }),
        }
        .into(),
        SeatVouched { person: PERSON }.into(),
        SeatContested { link_of: OTHER }.into(),
        PartyRecognised {
            party: PARTY,
            organisation: OrganisationId(id(11)),
        }
        .into(),
        FiguresShared { party: PARTY }.into(),
        SeatPassedOn { to: PERSON }.into(),
        PartyRenamed {
            party: PARTY,
            text: Some(PartyNameText {
                name: w("Harbour Clinics"),
            }),
        }
        .into(),
        PersonRenamed {
            person: PERSON,
            text: Some(PersonNameText {
                name: w("Mara Lindquist"),
            }),
        }
        .into(),
        PartyRemoved { party: PARTY }.into(),
        PersonSuggested {
            suggestion: SuggestionId(id(14)),
            audience: Audience::OwnParty,
            party: PARTY,
            text: Some(SuggestionText {
                name: w("Kofi Osei"),
                why: w("He plans the routes"),
            }),
        }
        .into(),
        SuggestionSettled {
            suggestion: SuggestionId(id(14)),
            audience: Audience::OwnParty,
            party: PARTY,
            invited: Some(PERSON),
        }
        .into(),
        RolesSet {
            person: PERSON,
            roles: vec![Role::Observer],
        }
        .into(),
        PersonUnseated { person: PERSON }.into(),
        FacilitationPassed { to: PERSON }.into(),
        PartyLeft { party: PARTY }.into(),
        RelationshipClosed {}.into(),
        ClosingProposed { closing }.into(),
        ClosingConsented {
            closing,
            party: PARTY,
            by_link_of: Some(OTHER),
        }
        .into(),
        ClosingConsentWithdrawn {
            closing,
            party: PARTY,
        }
        .into(),
        ClosingDropped { closing }.into(),
        ProposalOpened {
            proposal,
            contribution: Some(CONTRIBUTION),
            mix: Some(MixId(id(15))),
            follows: Some(ProposalId(id(27))),
            outcomes: vec![OUTCOME],
            costs: costs.clone(),
            electorate: vec![PARTY, OTHER],
            blind: true,
            trial: true,
            review_on: Some(day),
            review: Some(begins),
            until_on: day,
            until: begins,
            text: Some(ProposalText {
                title: w("Two cells"),
                text: w("Works run\nat night"),
            }),
        }
        .into(),
        ProposalAmended {
            proposal,
            version: 2,
            takes_in: Some(PERSON),
            outcomes: vec![OUTCOME],
            costs,
            trial: false,
            review_on: None,
            review: None,
            until_on: day,
            until: begins,
            text: Some(AmendmentText {
                title: w("Two cells"),
                text: w("Works run on Sundays"),
            }),
        }
        .into(),
        PositionTaken {
            proposal,
            version: 2,
            party: OTHER,
            stance: Stance::Object,
            harms_outcome: Some(OUTCOME),
            harms_contribution: None,
            deputy: false,
            replaces: vec![PERSON],
            by_link_of: Some(PARTY),
            text: Some(PositionText {
                words: w("it closes the route"),
                workable: w("by day"),
            }),
        }
        .into(),
        PositionKept {
            proposal,
            version: 2,
            party: PARTY,
            stance: Stance::Concern,
        }
        .into(),
        ObjectionSaidBack {
            proposal,
            objection: 7,
            reflection: ReflectionId(id(0x51)),
            party: PARTY,
            text: Some(ObjectionTellingText {
                words: w("You need the route by night"),
            }),
        }
        .into(),
        ObjectionCorrected {
            proposal,
            objection: 7,
            reflection: ReflectionId(id(0x51)),
            text: Some(ObjectionCorrectionText {
                words: w("Only on weekdays"),
            }),
        }
        .into(),
        ObjectionHeard {
            proposal,
            objection: 7,
            reflection: ReflectionId(id(0x51)),
            party: PARTY,
        }
        .into(),
        PositionsRevealed {
            proposal,
            version: 2,
        }
        .into(),
        SilenceChosen {
            party: PARTY,
            means: Silence::AskDeputy,
            deputy: Some(PERSON),
        }
        .into(),
        SilenceCounted {
            proposal,
            version: 2,
            party: PARTY,
        }
        .into(),
        AbsenceAccepted {
            proposal,
            party: PARTY,
            by: OTHER,
        }
        .into(),
        PartyReleased {
            proposal,
            party: PARTY,
        }
        .into(),
        PartyAskedAgain {
            proposal,
            party: PARTY,
        }
        .into(),
        ProposalAdopted {
            proposal,
            version: 2,
            stances: vec![PartyStance {
                party: OTHER,
                stance: Stance::Consent,
            }],
        }
        .into(),
        ProposalWithdrawn {
            proposal,
            text: Some(ProposalWithdrawnText {
                why: w("sold meanwhile"),
            }),
        }
        .into(),
        PrincipleAnswered {
            proposal,
            principle: Principle::Steps,
            text: Some(PrincipleText {
                words: w("one cell first"),
            }),
        }
        .into(),
        RoundCalled { proposal }.into(),
        CommitmentMade {
            commitment,
            party: PARTY,
            to: OTHER,
            due_on: day,
            due: begins,
            contribution: Some(CONTRIBUTION),
            proposal: Some(proposal),
            outcomes: vec![OUTCOME],
            by_link_of: Some(OTHER),
            text: Some(CommitmentText {
                words: w("a night number that a person answers"),
            }),
        }
        .into(),
        KeptReported {
            commitment,
            text: Some(KeptReportedText {
                words: w("it rings since Monday"),
            }),
        }
        .into(),
        KeptAnswered {
            commitment,
            kept: false,
            by_link_of: None,
            text: Some(KeptAnsweredText {
                words: w("not on Sundays"),
            }),
        }
        .into(),
        CommitmentChangeAsked {
            commitment,
            due_on: day,
            due: begins,
            text: Some(CommitmentChangeText {
                words: w("a night number on weekdays"),
                why: w("nobody found for Sundays"),
            }),
        }
        .into(),
        CommitmentChangeAnswered {
            commitment,
            agrees: true,
            text: Some(CommitmentChangeAnsweredText { words: w("") }),
        }
        .into(),
        CommitmentReleased {
            commitment,
            text: Some(CommitmentReleasedText {
                why: w("the depot closes"),
            }),
        }
        .into(),
        CommitmentsJoined {
            commitment,
            into: CommitmentId(id(29)),
        }
        .into(),
        MeetingPlanned {
            meeting,
            kind: MeetingKind::Review,
            begins_at,
            begins,
            minutes: 60,
            text: Some(MeetingText {
                title: w("the first quarter"),
                place: w("https://rooms.example/elm"),
            }),
        }
        .into(),
        MeetingChanged {
            meeting,
            begins_at,
            begins,
            minutes: 90,
            revision: 1,
            text: Some(MeetingChangedText {
                title: w("the first quarter, longer"),
                place: w("depot north"),
            }),
        }
        .into(),
        MeetingCancelled {
            meeting,
            revision: 2,
            text: Some(MeetingCancelledText {
                why: w("nobody can come"),
            }),
        }
        .into(),
        ComingSaid {
            meeting,
            party: PARTY,
            coming: Coming::No,
            stands_in: Some(PERSON),
        }
        .into(),
        TopicBrought {
            topic,
            meeting,
            party: PARTY,
            minutes: 15,
            subject: Some(Subject::Contribution(CONTRIBUTION)),
            text: Some(TopicText {
                title: w("Elm Pass at night"),
            }),
        }
        .into(),
        TopicWithdrawn { meeting, topic }.into(),
        WordWritten {
            meeting,
            topic,
            party: PARTY,
            text: Some(WordWrittenText {
                words: w("We can come by day"),
            }),
        }
        .into(),
        TopicBacked {
            meeting,
            topic,
            party: OTHER,
            backs: true,
        }
        .into(),
        MeetingBegun {
            meeting,
            chair: PERSON,
            party: PARTY,
        }
        .into(),
        PresenceNoted {
            meeting,
            person: PERSON,
            party: PARTY,
            here: true,
        }
        .into(),
        TopicBegun {
            meeting,
            topic,
            keeps: false,
        }
        .into(),
        RoundBegun {
            meeting,
            order: vec![PERSON],
        }
        .into(),
        TurnPassed {
            meeting,
            person: PERSON,
        }
        .into(),
        FloorAsked {
            meeting,
            party: PARTY,
            asks: Asking::Question,
        }
        .into(),
        FloorLeft {
            meeting,
            person: PERSON,
        }
        .into(),
        FloorGiven {
            meeting,
            person: PERSON,
            party: PARTY,
            floor: Floor::Again,
            out_of_turn: true,
        }
        .into(),
        SpeakingEnded {
            meeting,
            person: PERSON,
        }
        .into(),
        ListClosed {
            meeting,
            closed: true,
        }
        .into(),
        OffRecordSet {
            meeting,
            off: true,
            keeps: false,
        }
        .into(),
        ChairTaken {
            meeting,
            relieved: PERSON,
        }
        .into(),
        ChairPassed {
            meeting,
            chair: PERSON,
        }
        .into(),
        MeetingClosingAsked {
            meeting,
            party: PARTY,
        }
        .into(),
        MeetingClosed { meeting }.into(),
        MeetingReopened {
            meeting,
            party: PARTY,
        }
        .into(),
        MinutesRead { meeting }.into(),
        ConsultationOpened {
            consultation,
            party: OTHER,
            parties: vec![PARTY, OTHER],
            seeds: 2,
            until_on: day,
            until: begins,
            adding: true,
            moderation: Moderation::Before,
            showing: Showing::AtEnd,
            outcome: Some(OUTCOME),
            language: None,
            letters_only: false,
            text: Some(ConsultationText {
                question: w("What matters on the road?"),
                rules: w("One thought, no names"),
                statements: w("Calls matter more than maps\nA text is enough"),
            }),
        }
        .into(),
        StatementRejected {
            consultation,
            statement: 3,
            text: Some(StatementRejectedText {
                why: w("It names a person"),
            }),
        }
        .into(),
        StatementAdmitted {
            consultation,
            statement: 3,
        }
        .into(),
        ConsultationClosed {
            consultation,
            entries: 401,
            root: hash,
            people: 40,
            whole: false,
            votes: 380,
            statements: 12,
            rejected: 1,
            groups: 2,
            shared: vec![1, 4],
            engine: w("covalue map 0.1.0"),
        }
        .into(),
        StatementBrought {
            consultation,
            statement: 4,
            place: Bringing::BesideOutcome,
            contribution: None,
            outcome: Some(OUTCOME),
            proposal: None,
            agree: 31,
            disagree: 5,
            pass: 2,
            shared: true,
            groups: 0,
        }
        .into(),
        MeasureNamed {
            measure,
            outcome: OUTCOME,
            quality: Quality::Warranty,
            aim: Aim::AtLeast,
            target: 99_500,
            text: Some(MeasureText {
                name: w("Calls held, each month"),
                unit: w("%"),
                how: String::new(),
            }),
        }
        .into(),
        ReadingsTaken {
            measure,
            outcome: OUTCOME,
            source: ReadingSource::Csv,
            readings: 3,
            first: Moment(1_772_323_200_000),
            last: Moment(1_772_496_000_000),
            packed: domain::measure::Packed::of(&[
                reading(1_772_323_200_000, 99_500),
                reading(1_772_409_600_000, 99_700),
                reading(1_772_496_000_000, -1),
            ]),
            unread: None,
        }
        .into(),
        PeopleAsked {
            measure,
            outcome: OUTCOME,
            party: OTHER,
            about: Experience::LostTime,
            rhythm: Rhythm::Month,
            period: "2026-11-01".parse().expect("a day"),
            until: Moment(1_796_079_600_000),
            goes_on: None,
        }
        .into(),
        AnswersCounted {
            measure,
            outcome: OUTCOME,
            party: OTHER,
            period: "2026-11-01".parse().expect("a day"),
            begins: Moment(1_793_487_600_000),
            people: 7,
            value: Some(12_000),
            next: "2026-12-01".parse().expect("a day"),
            until: Moment(1_798_758_000_000),
        }
        .into(),
        OutcomeJudged {
            outcome: OUTCOME,
            party: OTHER,
            came_true: CameTrue::Partly,
            by_link_of: None,
            text: Some(JudgedText {
                words: w("not at Elm Pass"),
            }),
        }
        .into(),
        PackMade {
            pack: PackId(id(36)),
            number: 2,
            party: PARTY,
            entry: 412,
            point: Moment(1_806_530_400_000),
            since: Moment(1_798_754_400_000),
            before: Some(PackId(id(35))),
        }
        .into(),
        PackPageWritten {
            pack: PackId(id(36)),
            party: OTHER,
            by_link_of: None,
            text: Some(PackPageText {
                words: w("the nights are better"),
            }),
        }
        .into(),
        TrustMarked {
            quarter: "2027-01-01".parse().expect("a day"),
            ends: Moment(1_806_530_400_000),
            party: OTHER,
            keeps_word: Some(8),
            speaks_up: Some(5),
        }
        .into(),
        TrustSaid {
            quarter: "2027-01-01".parse().expect("a day"),
            ends: Moment(1_806_530_400_000),
            party: OTHER,
            by_link_of: Some(PARTY),
            text: Some(TrustSaidText {
                sentence: w("you tell us late when something slips"),
            }),
        }
        .into(),
        TrustOpened {
            quarter: "2027-01-01".parse().expect("a day"),
        }
        .into(),
        RepairOpened {
            repair,
            party: OTHER,
            of: PARTY,
            outcomes: vec![OUTCOME],
            by_link_of: None,
            text: Some(RepairText {
                happened: w("two nights without Elm Pass"),
            }),
        }
        .into(),
        RepairCostSaid {
            repair,
            text: Some(RepairCostText {
                words: w("eleven drivers waited until the morning"),
            }),
        }
        .into(),
        RepairAnswered {
            repair,
            text: Some(RepairAnsweredText {
                words: w("we should have called you"),
            }),
        }
        .into(),
        RepairPromised { repair, commitment }.into(),
        RepairJudged {
            repair,
            accepted: true,
            by_link_of: Some(PARTY),
            text: Some(RepairJudgedText {
                words: w("thank you"),
            }),
        }
        .into(),
        RepairWithdrawn {
            repair,
            text: Some(RepairWithdrawnText {
                why: w("it was our own mast"),
            }),
        }
        .into(),
        FactorRecorded {
            factor,
            party: PARTY,
            kind: FactorKind::Technology,
            day,
            begins,
            outcomes: vec![OUTCOME],
            features: vec![FEATURE],
            agreement: true,
            sections: Vec::new(),
            text: Some(FactorText {
                words: w("3G is switched off in the region"),
            }),
        }
        .into(),
        FactorExtended {
            factor,
            outcomes: vec![OUTCOME],
            features: vec![FEATURE],
            agreement: true,
            sections: Vec::new(),
        }
        .into(),
        FactorLookedAt {
            factor,
            party: OTHER,
        }
        .into(),
        FactorWithdrawn {
            factor,
            text: Some(FactorWithdrawnText {
                why: w("the regulator put it off"),
            }),
        }
        .into(),
        StagesChosen {
            pack: StagePack::Own,
            own: vec![StageId(id(34)), StageId(id(35))],
            added: vec![StageId(id(35))],
            text: Some(StagesText {
                names: w("Thinking it out\nRunning it"),
            }),
        }
        .into(),
        StagePlaced {
            about: domain::stage::Staged::Feature(FEATURE),
            stage: Some(StageId(id(34))),
        }
        .into(),
        MeasureDropped {
            measure,
            outcome: OUTCOME,
        }
        .into(),
        AgreementComposed {
            version: 2,
            outcomes: vec![OUTCOME],
            mix: Some(MixId(id(15))),
            decisions: Vec::new(),
            commitments: Vec::new(),
            months: 6,
            review_on: day,
            review: begins,
            keeps: Vec::new(),
            text: Some(AgreementText {
                factor: w("3G is switched off"),
                fall: w("two of three say less than 6"),
                contract: w(""),
            }),
        }
        .into(),
        DissentSaid {
            dissent,
            party: OTHER,
            text: Some(DissentText {
                words: w("Not worth its price to us"),
            }),
        }
        .into(),
        DissentWithdrawn { dissent }.into(),
        ClauseFixed {
            version: 2,
            place: 3,
            clause: Clause::Measure,
            outcome: Some(OUTCOME),
            party: Some(OTHER),
            measure: Some(measure),
            quality: Some(Quality::Experience),
            aim: Some(Aim::AtMost),
            target: Some(-500),
            direction: Some(Direction::Imposes),
            burden: Some(Burden::Cost),
            worth: vec![WorthTo {
                party: OTHER,
                tenths: 90,
                benefit: 90,
                usefulness: 80,
                importance: 100,
                raters: 3,
                realised: 1,
                other_words: 0,
            }],
            mix: Some(MixId(id(15))),
            rule: Some(MixRule::EqualVoice),
            budget: Some(21_900_000),
            cost: Some(21_800_000),
            feature: Some(FEATURE),
            price: Some(9_600_000),
            bears: Vec::new(),
            proposal: None,
            commitment: None,
            promised_to: None,
            months: Some(6),
            day: Some(day),
            dissent: Some(dissent),
            cites: Some(37),
            words_of: Some(PERSON),
            salt: Some(hash),
            reads: vec![OUTCOME],
            text: Some(ClauseText {
                words: w("Calls held"),
                more: w("%"),
                salt: w("0a1b2c3d"),
            }),
        }
        .into(),
        AgreementOpened {
            version: 2,
            parties: vec![PARTY, OTHER],
            clauses: vec![hash, hash],
            text: hash,
        }
        .into(),
        AgreementSigned {
            version: 2,
            text: hash,
            party: OTHER,
            capacity: Role::Sponsor,
            proved: Proved::Passkey,
            statement: w("Y292YWx1ZQ"),
            assertion: Some(Assertion {
                key: w("{}"),
                origin: w("https://value.example.org"),
                nonce: w("AAAA"),
                authenticator_data: w("BBBB"),
                client_data: w("CCCC"),
                signature: w("DDDD"),
            }),
            by_link_of: Some(PARTY),
            shown: None,
        }
        .into(),
        SigningDeclined {
            version: 2,
            party: OTHER,
            text: Some(SigningDeclinedText {
                why: w("The price is not ours"),
            }),
        }
        .into(),
        SignaturesWithdrawn {
            version: 2,
            because: Withdrawal::Changed,
            people: vec![PERSON],
        }
        .into(),
        AgreementInForce {
            version: 2,
            text: hash,
            people: vec![PERSON],
            supersedes: Some(1),
        }
        .into(),
        AgreementReopened {
            version: 2,
            because: Reopening::Factor,
            text: Some(ReopenedText {
                why: w("3G is switched off"),
            }),
        }
        .into(),
        OutcomeAdded {
            outcome: OUTCOME,
            for_party: OTHER,
            depends_on: Quality::Warranty,
            delivered: true,
            text: Some(OutcomeText {
                statement: w("So that drivers reach dispatch"),
                objective: w("within a minute"),
            }),
        }
        .into(),
        OutcomeReworded {
            outcome: OUTCOME,
            for_party: OTHER,
            depends_on: Quality::Experience,
            delivered: false,
            text: Some(RewordedText {
                statement: w("So that"),
                objective: w(""),
            }),
        }
        .into(),
        OutcomeDescribed {
            outcome: OUTCOME,
            depends_on: Quality::Sustainability,
            delivered: true,
        }
        .into(),
        WordingProposed {
            wording: WORDING,
            outcome: OUTCOME,
            for_party: OTHER,
            text: Some(WordingText {
                statement: w("So that in other words"),
                objective: w("within the hour"),
            }),
        }
        .into(),
        WordingTaken {
            wording: WORDING,
            outcome: OUTCOME,
            for_party: OTHER,
        }
        .into(),
        WordingDeclined {
            wording: WORDING,
            outcome: OUTCOME,
            text: Some(WordingDeclinedText {
                why: w("ours say it better"),
            }),
        }
        .into(),
        AssessmentConfirmed { outcome: OUTCOME }.into(),
        OutcomeRetired {
            outcome: OUTCOME,
            text: Some(RetiredText {
                why: w("not needed"),
            }),
        }
        .into(),
        EffectStated {
            effect: EFFECT,
            outcome: OUTCOME,
            party: PARTY,
            direction: Direction::Imposes,
            burden: Burden::Risk,
            text: Some(EffectText {
                what: w("night shifts"),
            }),
        }
        .into(),
        EffectWithdrawn {
            effect: EFFECT,
            outcome: OUTCOME,
        }
        .into(),
        AssessmentMade {
            outcome: OUTCOME,
            stage: Stage::Realised,
            benefit: 0,
            usefulness: 7,
            importance: 10,
            text: Some(AssessmentText { why: w("tunnels") }),
        }
        .into(),
        AssessmentDeclined { outcome: OUTCOME }.into(),
        GuessSealed {
            outcome: OUTCOME,
            benefit: 1,
            usefulness: 2,
            importance: 3,
            late: true,
        }
        .into(),
        GuessSkipped { outcome: OUTCOME }.into(),
        GuessesRevealed {
            outcome: OUTCOME,
            people: vec![PERSON],
        }
        .into(),
        FiguresOpened { open: true }.into(),
        BetterOffSaid {
            party: PARTY,
            answer: Balance::Partly,
            audience: Audience::OwnParty,
            text: Some(BetterOffText {
                statement: w("only just"),
            }),
        }
        .into(),
        PartNamed {
            part: PART,
            made_by: PARTY,
            text: Some(PartText {
                name: w("SIM cards"),
            }),
        }
        .into(),
        PartJudged {
            part: PART,
            verdict: Verdict::Change,
            text: Some(JudgementText {
                why: w("they break"),
            }),
        }
        .into(),
        ContributionSaid {
            contribution: CONTRIBUTION,
            kind: ContributionKind::Need,
            audience: Audience::Parties(vec![PARTY, OTHER]),
            outcomes: vec![OUTCOME],
            under: None,
            about: None,
            limit: None,
            spoken_for: None,
            mentions: Vec::new(),
            text: Some(ContributionText {
                words: w("a *need*"),
                condition: w(""),
                attachments: Vec::new(),
            }),
        }
        .into(),
        SpokenWordConfirmed {
            contribution: CONTRIBUTION,
        }
        .into(),
        SpokenWordWithdrawn {
            contribution: CONTRIBUTION,
            sequence: 12,
        }
        .into(),
        MentionNoted {
            contribution: CONTRIBUTION,
        }
        .into(),
        ContributionMended {
            contribution: CONTRIBUTION,
            meant_otherwise: true,
            text: Some(MendedText {
                words: w("reach every driver, at night too"),
                condition: w("masts at the pass"),
            }),
        }
        .into(),
        NeedExplained {
            contribution: CONTRIBUTION,
            text: Some(ExplanationText {
                enables: w("send help at once"),
            }),
        }
        .into(),
        SaidBack {
            contribution: CONTRIBUTION,
            reflection: REFLECTION,
            party: PARTY,
            text: Some(ReflectionText {
                words: w("what hurts is not knowing"),
            }),
        }
        .into(),
        ReflectionConfirmed {
            contribution: CONTRIBUTION,
            reflection: REFLECTION,
            by_colleague: true,
        }
        .into(),
        ReflectionCorrected {
            contribution: CONTRIBUTION,
            reflection: REFLECTION,
            by_colleague: false,
            text: Some(CorrectionText {
                words: w("not the call, the driver"),
            }),
        }
        .into(),
        CorrectionAcknowledged {
            contribution: CONTRIBUTION,
            reflection: REFLECTION,
        }
        .into(),
        BuildNodded {
            contribution: CONTRIBUTION,
            build: ContributionId(id(14)),
        }
        .into(),
        ContributionHeard {
            contribution: CONTRIBUTION,
            party: PARTY,
        }
        .into(),
        HeardTicked {
            contribution: CONTRIBUTION,
            meeting: MeetingId(id(90)),
            parties: vec![PARTY],
        }
        .into(),
        HearingDenied {
            contribution: CONTRIBUTION,
            party: PARTY,
        }
        .into(),
        ContributionAnswered {
            contribution: CONTRIBUTION,
            answer: ANSWER,
            party: PARTY,
            kind: AnswerKind::NotNow,
            became_outcome: Some(OUTCOME),
            became_contribution: Some(ContributionId(id(14))),
            became_feature: None,
            returns: Some(Moment(1_760_000_000_000)),
            returns_on: None,
            text: Some(AnswerText {
                words: w("the masts come first"),
            }),
        }
        .into(),
        AnswerConfirmed {
            contribution: CONTRIBUTION,
            answer: ANSWER,
            by_colleague: false,
        }
        .into(),
        RevealSeen {}.into(),
        AdviceDismissed {
            advice: w("ask_first.00000000-0000-0000-0000-000000000001"),
        }
        .into(),
        FeatureAdded {
            feature: FEATURE,
            offered_by: PARTY,
            origins: vec![Origin::Customer, Origin::Competitor],
            serves: vec![Serves {
                outcome: OUTCOME,
                strength: Strength::Medium,
            }],
            needs: vec![OTHER_FEATURE],
            excludes: Vec::new(),
            must: false,
            text: Some(FeatureText {
                name: w("Small cells"),
                note: w("on two roofs"),
            }),
        }
        .into(),
        FeatureChanged {
            feature: FEATURE,
            origins: vec![Origin::OurIdea],
            serves: Vec::new(),
            needs: Vec::new(),
            excludes: vec![OTHER_FEATURE],
            must: true,
            text: Some(FeatureChangedText {
                name: w("Small cells at Elm Pass"),
                note: w(""),
            }),
        }
        .into(),
        FeaturePriced {
            feature: FEATURE,
            price: Price {
                low: 9_000_000,
                high: 9_600_000,
            },
            bearers: Bearers::Percent(vec![
                Bearer {
                    party: PARTY,
                    share: 40,
                },
                Bearer {
                    party: OTHER,
                    share: 60,
                },
            ]),
        }
        .into(),
        ShareAnswered {
            feature: FEATURE,
            party: OTHER,
            share: Price {
                low: 5_400_000,
                high: 5_760_000,
            },
            bears: true,
            text: Some(ShareAnsweredText {
                why: w("if it is up by winter"),
            }),
        }
        .into(),
        FeatureWithdrawn {
            feature: FEATURE,
            text: Some(FeatureWithdrawnText {
                why: w("done otherwise"),
            }),
        }
        .into(),
        EndowmentsChosen {
            endowments: vec![
                Endowment {
                    party: PARTY,
                    weight: 1,
                },
                Endowment {
                    party: OTHER,
                    weight: 2,
                },
            ],
            text: Some(EndowmentsText {
                why: w("they pay most of it"),
            }),
        }
        .into(),
        MixRecorded {
            mix: MixId(id(14)),
            rule: MixRule::EqualVoice,
            budget: 24_000_000,
            read_at: 41,
            inputs: w("00ff"),
            engine: w("mix 0.1.0"),
            reads: vec![OUTCOME],
            result: MixResult {
                selected: vec![FEATURE],
                cost: 9_600_000,
                features: vec![MixedFeature {
                    feature: FEATURE,
                    price: 9_600_000,
                    backed: vec![PartyPercent {
                        party: PARTY,
                        percent: 100,
                    }],
                    bearing: vec![Bearing {
                        party: OTHER,
                        share: Price {
                            low: 9_000_000,
                            high: 9_600_000,
                        },
                        word: ShareWord::Asked,
                    }],
                    why: Why::Short { shortfall: 5 },
                    wishes: vec![Wish {
                        party: PARTY,
                        only: true,
                    }],
                    fits: None,
                    way_in: WayIn {
                        more: Some(7),
                        price: Some(9),
                        people: Some(Joining {
                            party: PARTY,
                            count: 2,
                        }),
                    },
                }],
                gets: vec![PartyPercent {
                    party: PARTY,
                    percent: 70,
                }],
                endowments: vec![Endowment {
                    party: PARTY,
                    weight: 1,
                }],
                silent: vec![OTHER],
                realised: vec![PARTY],
                proven: true,
                room: None,
                fairness: None,
            },
            text: Some(MixText {
                note: w("for the sponsor"),
            }),
        }
        .into(),
        ContributionTakenBack {
            contribution: CONTRIBUTION,
            sequence: 12,
        }
        .into(),
        ContentErased {
            sequence: 12,
            text: Some(ErasureText {
                ground: w("asked by its author"),
            }),
        }
        .into(),
    ]
}

fn path(kind: &str) -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "tests/golden",
        &format!("{kind}.json"),
    ]
    .iter()
    .collect()
}

fn golden(fact: &Fact) -> String {
    let encoded = fact.encode();
    let text = |bytes| String::from_utf8(bytes).expect("facts are written as UTF-8");
    let content = encoded.content.map_or_else(|| "null".to_owned(), text);
    let (kind, fact) = (encoded.kind, text(encoded.fact));
    format!("{{\"kind\":\"{kind}\",\n\"fact\":{fact},\n\"content\":{content}}}\n")
}

/// Writes the golden file of a kind that has none: `cargo test -p domain -- --ignored golden`.
/// A file that exists is never written again.
#[test]
#[ignore = "writes files; for a new kind of fact"]
fn a_new_kind_gets_its_golden_file() {
    for fact in examples() {
        let path = path(fact.kind());
        if !path.exists() {
            std::fs::write(path, golden(&fact)).expect("the golden file can be written");
        }
    }
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the golden files lie beside the test"
)]
fn every_kind_is_read_from_its_golden_file_and_written_to_the_same_bytes() {
    let examples = examples();
    let mut kinds: Vec<_> = examples.iter().map(Fact::kind).collect();
    let mut all = Fact::KINDS.to_vec();
    kinds.sort_unstable();
    all.sort_unstable();
    assert_eq!(kinds, all, "one example of each kind");
    for example in examples {
        let kind = example.kind();
        let file = std::fs::read_to_string(path(kind))
            .unwrap_or_else(|error| panic!("no golden file for {kind}: {error}"));
        let json: serde_json::Value = serde_json::from_str(&file).expect("golden files are JSON");
        assert_eq!(json["kind"], kind);
        let fact = json["fact"].to_string();
        let content = (!json["content"].is_null()).then(|| json["content"].to_string());
        let read = Fact::decode(kind, fact.as_bytes(), content.as_deref().map(str::as_bytes));
        assert_eq!(read.as_ref(), Ok(&example));
        assert_eq!(
            golden(&example),
            file,
            "{kind} is written otherwise than before"
        );
    }
}

#[test]
fn a_fact_can_be_read_without_its_erased_text() {
    for example in examples() {
        let encoded = example.encode();
        let read = Fact::decode(encoded.kind, &encoded.fact, None).expect("readable");
        let again = read.encode();
        assert_eq!((again.fact, again.content), (encoded.fact, None));
    }
}

#[test]
fn what_erases_is_told_from_its_stored_bytes_and_never_otherwise() {
    let mut erasing = Vec::new();
    for example in examples() {
        let encoded = example.encode();
        let told = domain::fact::erases(encoded.kind, &encoded.fact);
        assert_eq!(told, example.erases(), "{}", encoded.kind);
        if told.is_some() {
            erasing.push(encoded.kind);
        }
        // One that names no entry names one that there is not, and is refused.
        let named = domain::fact::erases(encoded.kind, b"{}");
        assert_eq!(named, told.map(|_| 0));
    }
    assert_eq!(
        erasing,
        [
            "spoken_word_withdrawn",
            "contribution_taken_back",
            "content_erased"
        ]
    );
}

#[test]
fn what_people_typed_lies_in_the_erasable_part_alone() {
    for example in examples() {
        let encoded = example.encode();
        let text = encoded.content.unwrap_or_default();
        let text: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
        let fact = String::from_utf8_lossy(&encoded.fact).into_owned();
        for words in text
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.values())
        {
            let words = words.as_str().expect("texts are strings");
            assert!(
                words.is_empty() || !fact.contains(words),
                "{} {words}",
                encoded.kind
            );
        }
    }
}

/// What later releases added to a shape is read back too.
#[test]
fn what_a_mix_means_for_everybody_is_read_as_it_was_written() {
    let mut mixes: Vec<MixRecorded> = examples()
        .into_iter()
        .filter_map(|fact| match fact {
            Fact::MixRecorded(mix) => Some(mix),
            _ => None,
        })
        .collect();
    for passed_over in [
        None,
        Some(PassedOver {
            feature: FEATURE,
            parties: vec![OTHER],
            people: None,
        }),
    ] {
        let mut mix = mixes[0].clone();
        mix.result.fairness = Some(Fairness {
            passed_over,
            with_nothing: 2,
            uneven: 12,
            lost: 9,
            most_proven: true,
            loses_nothing: Some(true),
        });
        mixes.push(mix);
    }
    for mix in mixes {
        let fact = Fact::from(mix);
        let encoded = fact.encode();
        let read = Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref());
        assert_eq!(read.as_ref(), Ok(&fact));
    }
}

#[test]
fn a_reply_of_an_absent_person_is_read_as_it_was_written() {
    let said: Fact = ContributionSaid {
        contribution: CONTRIBUTION,
        kind: ContributionKind::Limit,
        audience: Audience::WholeTable,
        outcomes: Vec::new(),
        under: Some(ContributionId(id(14))),
        about: Some(ProposalId(id(26))),
        limit: Some(LimitKind::Safety),
        spoken_for: Some(PERSON),
        mentions: Vec::new(),
        text: Some(ContributionText {
            words: "nobody climbs at night".into(),
            condition: "a second person".into(),
            attachments: Vec::new(),
        }),
    }
    .into();
    let encoded = said.encode();
    let read = Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref());
    assert_eq!(read, Ok(said));
}

#[test]
fn what_is_attached_to_a_word_is_read_as_it_was_written() {
    let fact = format!(
        r#"{{"contribution":"{CONTRIBUTION}","kind":"need","audience":"whole_table","outcomes":[]}}"#
    );
    let content = concat!(
        r#"{"words":"the dock","attachments":[{"kind":"jpeg","name":"dock.jpg","alt":"water","bytes":9,"#,
        r#""width":40,"height":30},{"kind":"pdf","name":"","alt":"","bytes":7,"width":0,"height":0}]}"#
    );
    let read = Fact::decode(
        "contribution_said",
        fact.as_bytes(),
        Some(content.as_bytes()),
    );
    let Ok(Fact::ContributionSaid(said)) = &read else {
        panic!("{read:?}")
    };
    let attached = said.text.as_ref().expect("it says something");
    let sizes: Vec<_> = attached
        .attachments
        .iter()
        .map(|it| (it.bytes, it.width))
        .collect();
    assert_eq!(sizes, [(9, 40), (7, 0)]);
    let encoded = read.expect("it was read").encode();
    assert_eq!(encoded.content.as_deref(), Some(content.as_bytes()));
}

/// What an agreement promises, what a feature costs whom, and when its text was shown came later than agreements.
#[test]
fn what_an_agreement_promises_and_was_shown_is_read_as_it_was_written() {
    let promise = CommitmentId(id(16));
    for fact in examples() {
        let grown: Fact = match fact {
            Fact::AgreementComposed(mut it) => {
                it.commitments = vec![promise];
                it.keeps = vec![Clause::Contract];
                it.into()
            }
            Fact::ClauseFixed(mut it) => {
                (it.commitment, it.promised_to) = (Some(promise), Some(OTHER));
                it.bears = vec![CostTo {
                    party: PARTY,
                    amount: 9_600_000,
                }];
                it.into()
            }
            Fact::AgreementSigned(mut it) => {
                it.shown = Some(Moment(1_772_323_200_000));
                it.into()
            }
            _ => continue,
        };
        let encoded = grown.encode();
        let read = Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref());
        assert_eq!(read.as_ref(), Ok(&grown));
    }
}

/// What a factor touches of an agreement came later than factors.
#[test]
fn the_sections_that_a_factor_touches_are_read_as_they_were_written() {
    let mut grown = Vec::new();
    for fact in examples() {
        grown.push(match fact {
            Fact::FactorRecorded(mut it) => {
                it.sections = vec![AgreementSection::Mix];
                Fact::from(it)
            }
            Fact::FactorExtended(mut it) => {
                it.sections = AgreementSection::ALL.to_vec();
                Fact::from(it)
            }
            _ => continue,
        });
    }
    for fact in grown {
        let encoded = fact.encode();
        assert!(String::from_utf8_lossy(&encoded.fact).contains("\"sections\":["));
        let read = Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref());
        assert_eq!(read.as_ref(), Ok(&fact));
    }
}

/// An entry without its day holds the midnight of it; a later one says both.
#[test]
fn the_day_on_which_something_comes_back_is_read_as_it_was_written() {
    let answered = |returns, returns_on| {
        ContributionAnswered {
            contribution: CONTRIBUTION,
            answer: ANSWER,
            party: PARTY,
            kind: AnswerKind::NotNow,
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns,
            returns_on,
            text: Some(AnswerText {
                words: "the masts come first".into(),
            }),
        }
        .into()
    };
    let day: Day = "2027-03-01".parse().expect("a day");
    let berlin = Moment(day.begins_in_utc().0 - 3_600_000);
    let said: Fact = answered(Some(berlin), Some(day));
    let encoded = said.encode();
    assert!(String::from_utf8_lossy(&encoded.fact).contains(r#""returns_on":"2027-03-01""#));
    let read = Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref());
    assert_eq!(read.as_ref(), Ok(&said));
    for fact in [said, answered(Some(berlin), None)] {
        let mut world = World::seated();
        let need = world.says(crate::world::MARA, Audience::WholeTable, "reach the driver");
        let Fact::ContributionAnswered(mut fact) = fact else {
            unreachable!()
        };
        fact.contribution = need;
        let stamp = Stamp {
            sequence: world.relationship.sequence() + 1,
            at: world.now,
            actor: crate::world::INES,
        };
        world.relationship.apply(stamp, fact.into());
        let seen = world.seen_by(crate::world::MARA);
        let part = seen.thread_part(need, world.now, 0..1).expect("a thread");
        assert_eq!(part.said[0].answers[0].returns, Some(day));
    }
}

#[test]
fn a_field_that_a_later_release_adds_is_passed_over() {
    let read = Fact::decode("figures_opened", br#"{"open":true,"later":1}"#, None);
    assert_eq!(read, Ok(FiguresOpened { open: true }.into()));
}

#[test]
fn unknown_kinds_and_malformed_bytes_are_errors() {
    let unknown = Fact::decode("weather_noted", b"{}", None);
    assert_eq!(
        unknown,
        Err(Unreadable::UnknownKind("weather_noted".into()))
    );
    for (kind, fact, content) in [
        ("figures_opened", &b""[..], None),
        ("figures_opened", b"{}", None),
        ("figures_opened", b"{\"open\":true} x", None),
        ("figures_opened", b"\xff\xfe", None),
        ("person_unseated", br#"{"person":"nobody"}"#, None),
        ("assessment_declined", br#"{"outcome":17}"#, None),
        (
            "purpose_said",
            br#"{"party":"00000000-0000-0000-0000-000000000001"}"#,
            Some(&b"{}"[..]),
        ),
    ] {
        let read = Fact::decode(kind, fact, content);
        assert!(
            matches!(read, Err(Unreadable::Malformed { .. })),
            "{kind} {read:?}"
        );
    }
}

proptest! {
    #[test]
    fn hostile_bytes_never_panic(
        kind in 0..Fact::KINDS.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        cut in 0usize..400,
        flip in 0usize..400,
    ) {
        let kind = Fact::KINDS[kind];
        let _ = Fact::decode(kind, &bytes, Some(&bytes));
        let example = examples().into_iter().find(|fact| fact.kind() == kind).expect("an example");
        let mut fact = example.encode().fact;
        fact.truncate(cut);
        if let Some(byte) = fact.get_mut(flip) {
            *byte ^= 1 << (flip % 8);
        }
        let _ = Fact::decode(kind, &fact, None);
    }

    /// Ids that point nowhere or at the wrong thing, figures off the scale, actors from nowhere, in
    /// any order: the fold takes them, and everybody can still be shown something.
    #[test]
    fn facts_with_nonsense_references_never_panic(
        entries in proptest::collection::vec((0usize..112, 0u8..6, 0u8..9, any::<u8>()), 1..60),
    ) {
        let examples = examples();
        let mut relationship = World::seated().relationship;
        let mut record = Vec::new();
        for (which, actor, reference, mark) in entries {
            let example = &examples[which % examples.len()];
            let encoded = example.encode();
            // Every id of the example is led elsewhere, marks and flags with it.
            let text = String::from_utf8_lossy(&encoded.fact)
                .replace("\":7,", &format!("\":{mark},"))
                .replace(&id(u128::from(reference)).to_string(), &id(3).to_string());
            let content = encoded.content.filter(|_| mark % 2 == 0);
            let Ok(fact) = Fact::decode(encoded.kind, text.as_bytes(), content.as_deref()) else {
                continue;
            };
            let actor = if actor == 0 { crate::world::MARA } else { PersonId(id(u128::from(actor))) };
            let stamp = Stamp { sequence: relationship.sequence() + 1, at: Moment(0), actor };
            record.push((stamp, fact.encode()));
            relationship.apply(stamp, fact);
        }
        for person in relationship.everybody().collect::<Vec<_>>() {
            crate::world::everything(&relationship, person, &relationship, &record, Moment(i64::MAX));
        }
    }
}
