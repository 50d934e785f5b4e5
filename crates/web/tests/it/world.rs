//! Meridian, Northwind and Halden at one table, another table beside it, and everybody who may come
//! to the door.

use accounts::secrecy::ExposeSecret;
use accounts::{Accounts, Called, Entrance, Invitee, Language, NewPerson, SetUp, TokenScope};
use app::{Act, App, Clock, Done};
use axum::Router;
use axum::body::Body;
use axum::http::header::HeaderMap;
use axum::http::{Method, Request, StatusCode};
use database::Database;
use domain::act::NewFeature;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, LocalTime, Moment, act};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::sync::atomic::AtomicBool;
use tower::ServiceExt;
use uuid::Uuid;
use web::api::{openapi, shape};
use web::routes::{ROUTES, Route};
use web::{Settings, Web};

use crate::mail_server::MailServer;

/// The moment at which the world stands still: later than any machine that runs this.
pub const NOW: i64 = 4_000_000_000_000;

/// How somebody comes.
#[derive(Clone, Debug)]
pub enum Way {
    Nobody,
    Cookie(String),
    Token(String),
}

/// Somebody at the door.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub name: &'static str,
    pub way: Way,
    /// Sits at the table of the matrix, and came in a way that opens it.
    pub seated: bool,
}

impl Visitor {
    pub fn csrf(&self) -> String {
        match &self.way {
            Way::Cookie(secret) => {
                let mut hash = Sha256::new();
                hash.update(b"covalue form\0");
                hash.update(secret.as_bytes());
                hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
            }
            _ => String::new(),
        }
    }

    pub fn by_token(&self) -> bool {
        matches!(self.way, Way::Token(_))
    }
}

pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {}", self.text()))
    }
}

pub struct World {
    pub app: App,
    /// Of the app: it stands at [`NOW`] until set.
    pub clock: Clock,
    pub web: Web,
    router: Router,
    pub runtime: tokio::runtime::Runtime,
    pub table: RelationshipId,
    pub other: RelationshipId,
    pub provider: PartyId,
    pub consumer: PartyId,
    /// Guessed by Viktor and valued by the consumer.
    pub outcome: OutcomeId,
    pub part: PartId,
    /// Small cells, offered by the provider; serves the outcome.
    pub feature: FeatureId,
    /// Recorded by the customer.
    pub mix: MixId,
    /// In its blind round, in which the customer objects.
    pub proposal: ProposalId,
    pub commitment: CommitmentId,
    /// Planned for the day after.
    pub meeting: MeetingId,
    /// On its agenda.
    pub topic: TopicId,
    pub factor: FactorId,
    /// Mara says what Meridian broke.
    pub repair: RepairId,
    /// Made by Ines.
    pub pack: PackId,
    pub measure: MeasureId,
    /// Mara asks Northwind's people.
    pub consultation: ConsultationId,
    pub dependency: DependencyId,
    pub effect: EffectId,
    pub contribution: ContributionId,
    pub reflection: ReflectionId,
    pub answer: AnswerId,
    pub invitation: String,
    pub ines: PersonId,
    pub viktor: PersonId,
    pub mara: PersonId,
    pub jonas: PersonId,
    pub tom: PersonId,
    /// Opened the other table, whose consumer is `there`.
    pub otto: PersonId,
    /// Came to the other table by Otto's link.
    pub greta: PersonId,
    pub there: PartyId,
    pub meridian: OrganisationId,
    pub northwind: OrganisationId,
    pub visitors: Vec<Visitor>,
}

/// Text that only some may read. Each is found in nothing that others receive.
pub mod canary {
    pub const WHOLE_TABLE: &str = "kanarie-heron-whole";
    pub const EARLY: &str = "kanarie-ibis-early";
    pub const CONSUMER: &str = "kanarie-wren-consumer";
    pub const PROVIDER: &str = "kanarie-rook-provider";
    pub const NAMED: &str = "kanarie-kite-named";
    pub const ONLY_ME: &str = "kanarie-owl-onlyme";
    pub const WHY: &str = "kanarie-lark-why";
    pub const BETTER_OFF: &str = "kanarie-swift-betteroff";
    pub const BLIND: &str = "kanarie-stork-blind";
    pub const OTHER_TABLE: &str = "kanarie-tern-othertable";
}

pub fn newcomer(name: &str) -> NewPerson {
    NewPerson {
        name: name.to_owned(),
        email: Some(format!(
            "{}@example.org",
            name.to_lowercase().replace(' ', ".")
        )),
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    }
}

pub fn do_at(
    app: &App,
    table: RelationshipId,
    actor: PersonId,
    command: impl Into<Command>,
) -> Done {
    let command = command.into();
    let told = format!("{command:?}");
    let act = Act {
        relationship: table,
        actor,
        key: Uuid::new_v4().to_string(),
        digest: [0; 32],
        command,
        holds: None,
        shown_at: None,
        confirmed: None,
        page_shown: None,
    };
    app.execute(act)
        .unwrap_or_else(|refused| panic!("{refused}: {told}"))
}

/// The account of a colleague. Everybody's password is the same.
fn account(accounts: &Accounts, home: OrganisationId, name: &str, now: Timestamp) -> PersonId {
    let new = newcomer(name);
    let email = new.email.clone().unwrap();
    let guest = accounts.add_guest(home, &new, now).unwrap();
    accounts.claim(guest.id, &email, PASSWORD, now).unwrap();
    guest.id
}

pub const ADDRESS: &str = "http://localhost";
pub const PASSWORD: &str = "slow rivers carve the valley";

impl World {
    /// The world in which Mara gives these marks for the outcome that Ines has not guessed.
    pub fn with_marks(marks: [u8; 3]) -> Self {
        Self::on(Database::in_memory().unwrap(), marks)
    }

    /// The same in this database.
    pub fn on(database: Database, marks: [u8; 3]) -> Self {
        let clock = Clock::at(Moment(NOW - 90 * Moment::DAY));
        let app = App::open(database, clock.clone()).unwrap();
        let accounts = app.accounts().clone();
        let start = Timestamp::from_millisecond(NOW - 90 * Moment::DAY).unwrap();
        let code = accounts.set_up_code().unwrap().unwrap();
        let hanna = accounts
            .set_up(
                &SetUp {
                    code,
                    organisation: "Harbour Hosting".to_owned(),
                    person: newcomer("Hanna Host"),
                    password: PASSWORD.into(),
                },
                start,
            )
            .unwrap()
            .person
            .id;
        let found = |name: &str| accounts.create_organisation(name, start).unwrap().id;
        let (meridian, northwind) = (found("Meridian Mobile"), found("Northwind Logistics"));
        let (halden, orbis) = (found("Halden Towers"), found("Orbis Freight"));
        let person = |home, name: &str| account(&accounts, home, name, start);
        let (ines, viktor) = (
            person(meridian, "Ines Falk"),
            person(meridian, "Viktor Hahn"),
        );
        let (mara, jonas) = (
            person(northwind, "Mara Osei"),
            person(northwind, "Jonas Weil"),
        );
        let (rita, oda) = (
            person(northwind, "Rita Gone"),
            person(northwind, "Oda Seer"),
        );
        let (tom, fay) = (person(halden, "Tom Adeyemi"), person(halden, "Fay Chair"));
        let otto = person(orbis, "Otto Outside");

        let table = RelationshipId(Uuid::now_v7());
        let open = |id, actor, counterpart, name: &str| {
            do_at(
                &app,
                id,
                actor,
                act::OpenRelationship {
                    name: name.to_owned(),
                    side: PartyKind::Provider,
                    counterpart,
                    provider_unit: String::new(),
                    consumer_unit: String::new(),
                    closeness: Closeness::Regular,
                    currency: "EUR".to_owned(),
                    time_zone: "Europe/Berlin".to_owned(),
                    purpose: String::new(),
                },
            )
        };
        let opened = open(table, ines, northwind, "Mobile network for Northwind");
        let Some(Fact::RelationshipOpened(opened)) = opened.facts.first() else {
            panic!("not opened")
        };
        let (provider, consumer) = (opened.provider, opened.consumer);
        let act = |actor, command| do_at(&app, table, actor, command);
        let say = |actor, words: &str, audience| {
            let done = act(
                actor,
                act::Say::new(ContributionKind::Need, audience, words).into(),
            );
            match done.facts.first() {
                Some(Fact::ContributionSaid(said)) => said.contribution,
                other => panic!("{other:?}"),
            }
        };
        let admit = |by, person, party, role, since| {
            act(
                by,
                Command::AdmitPerson(act::AdmitPerson {
                    person,
                    party,
                    roles: vec![role],
                    since,
                }),
            )
        };
        admit(
            ines,
            viktor,
            provider,
            Role::RelationshipManager,
            Since::Start,
        );
        admit(ines, mara, consumer, Role::Customer, Since::Start);
        admit(mara, jonas, consumer, Role::User, Since::Start);
        admit(mara, rita, consumer, Role::Customer, Since::Start);
        admit(mara, oda, consumer, Role::Observer, Since::Start);
        let named = act(
            ines,
            Command::NameDependency(act::NameDependency {
                name: "Masts along the A7".to_owned(),
            }),
        );
        let Some(Fact::DependencyNamed(named)) = named.facts.first() else {
            panic!("not named")
        };
        let dependency = named.dependency;
        let seated = act(
            ines,
            Command::SeatParty(act::SeatParty {
                organisation: halden,
                kind: PartyKind::Supplier,
                dependency: None,
            }),
        );
        let Some(Fact::PartySeated(seated)) = seated.facts.first() else {
            panic!("not seated")
        };
        let supplier = seated.party;
        admit(ines, tom, supplier, Role::Representative, Since::Start);
        say(mara, canary::EARLY, Audience::WholeTable);
        admit(tom, fay, supplier, Role::Member, Since::Now);
        act(
            ines,
            Command::PassFacilitation(act::PassFacilitation { to: fay }),
        );
        let contribution = say(mara, canary::WHOLE_TABLE, Audience::WholeTable);
        let told = act(
            ines,
            Command::SayBack(act::SayBack {
                contribution,
                words: "That calls hold".to_owned(),
            }),
        );
        let Some(Fact::SaidBack(told)) = told.facts.first() else {
            panic!("not said back")
        };
        let reflection = told.reflection;
        let answered = act(
            ines,
            Command::Answer(act::Answer {
                contribution,
                kind: AnswerKind::Tried,
                words: "On one road first".to_owned(),
                became_outcome: None,
                became_contribution: None,
                became_feature: None,
                returns: None,
            }),
        );
        let Some(Fact::ContributionAnswered(answered)) = answered.facts.first() else {
            panic!("not answered")
        };
        let answer = answered.answer;
        say(mara, canary::CONSUMER, Audience::OwnParty);
        say(ines, canary::PROVIDER, Audience::OwnParty);
        say(mara, canary::NAMED, Audience::Parties(vec![supplier]));
        say(mara, canary::ONLY_ME, Audience::OnlyMe);
        let added = act(
            mara,
            Command::AddOutcome(act::AddOutcome {
                statement: "So that Northwind can dispatch without calls dropping".to_owned(),
                objective: String::new(),
                for_party: consumer,
                depends_on: Quality::Warranty,
                delivered: true,
            }),
        );
        let Some(Fact::OutcomeAdded(added)) = added.facts.first() else {
            panic!("not added")
        };
        let outcome = added.outcome;
        let [benefit, usefulness, importance] = marks;
        act(
            viktor,
            Command::SealGuess(act::SealGuess {
                outcome,
                benefit: 5,
                usefulness: 5,
                importance: 5,
                wording: None,
            }),
        );
        act(
            mara,
            Command::Assess(act::Assess {
                outcome,
                stage: Stage::Realised,
                benefit,
                usefulness,
                importance,
                why: canary::WHY.to_owned(),
                wording: None,
            }),
        );
        act(
            mara,
            Command::SayBetterOff(act::SayBetterOff {
                answer: Balance::Partly,
                statement: canary::BETTER_OFF.to_owned(),
                audience: Audience::OwnParty,
            }),
        );
        let stated = act(
            mara,
            Command::StateEffect(act::StateEffect {
                outcome,
                direction: Direction::Removes,
                burden: Burden::Cost,
                what: "Second phones".to_owned(),
            }),
        );
        let Some(Fact::EffectStated(stated)) = stated.facts.first() else {
            panic!("not stated")
        };
        let effect = stated.effect;
        let part = act(
            ines,
            Command::NamePart(act::NamePart {
                name: "Coverage report".to_owned(),
                made_by: provider,
            }),
        );
        let Some(Fact::PartNamed(part)) = part.facts.first() else {
            panic!("not named")
        };
        let part = part.part;
        // Two features, of which the budget of the recorded mix carries one: which, the consumer's
        // figures decide.
        let expects = |actor, outcome, [benefit, usefulness, importance]: [u8; 3]| {
            act(
                actor,
                Command::Assess(act::Assess {
                    outcome,
                    stage: Stage::Expected,
                    benefit,
                    usefulness,
                    importance,
                    why: String::new(),
                    wording: None,
                }),
            )
        };
        let added = act(
            tom,
            Command::AddOutcome(act::AddOutcome {
                statement: "So that Halden climbs a mast only when it must".to_owned(),
                objective: String::new(),
                for_party: supplier,
                depends_on: Quality::Sustainability,
                delivered: false,
            }),
        );
        let Some(Fact::OutcomeAdded(added)) = added.facts.first() else {
            panic!("not added")
        };
        let climbs = added.outcome;
        for person in [ines, viktor] {
            act(
                person,
                Command::SkipGuess(act::SkipGuess { outcome: climbs }),
            );
        }
        expects(mara, outcome, marks);
        expects(mara, climbs, [1, 1, 1]);
        expects(tom, climbs, [5, 5, 4]);
        let new = |name: &str, offered_by, serves| NewFeature {
            name: name.to_owned(),
            note: String::new(),
            offered_by,
            origins: vec![Origin::Customer],
            serves: vec![Serves {
                outcome: serves,
                strength: Strength::Strong,
            }],
            price: Some(Price {
                low: 5_000_000,
                high: 5_000_000,
            }),
            bearers: Bearers::default(),
            needs: Vec::new(),
            needs_added: Vec::new(),
            excludes: Vec::new(),
            excludes_added: Vec::new(),
            must: false,
        };
        let cells = new("Small cells at Elm Pass", provider, outcome);
        let features = vec![cells];
        let added = act(ines, Command::AddFeatures(act::AddFeatures { features }));
        let Some(Fact::FeatureAdded(added)) = added.facts.first() else {
            panic!("not added")
        };
        let feature = added.feature;
        let switches = new("Remote power switches", supplier, climbs);
        let features = vec![switches];
        let added = act(tom, Command::AddFeatures(act::AddFeatures { features }));
        let recorded = act(
            mara,
            Command::RecordMix(act::RecordMix {
                rule: MixRule::MostValue,
                budget: 5_000_000,
                read_at: added.last,
                note: "For the sponsor".to_owned(),
            }),
        );
        let Some(Fact::MixRecorded(recorded)) = recorded.facts.first() else {
            panic!("not recorded")
        };
        let mix = recorded.mix;
        act(
            mara,
            Command::UnseatPerson(act::UnseatPerson { person: rita }),
        );

        let other = RelationshipId(Uuid::now_v7());
        let called = Called::Name("Northwind".to_owned());
        let elsewhere = accounts.name_organisation(&called, otto, other, start);
        let elsewhere = elsewhere.unwrap().id;
        let opened = open(other, otto, elsewhere, canary::OTHER_TABLE);
        let Some(Fact::RelationshipOpened(opened)) = opened.facts.first() else {
            panic!("not opened")
        };
        let there = opened.consumer;

        clock.set(Moment(NOW));
        let opened = act(
            ines,
            Command::OpenProposal(act::OpenProposal {
                title: "Two small cells at Elm Pass".to_owned(),
                text: "Works run over five nights in November.".to_owned(),
                outcomes: vec![outcome],
                costs: Vec::new(),
                contribution: Some(contribution),
                mix: None,
                follows: None,
                blind: true,
                until: Moment(NOW + 7 * Moment::DAY).day_in_utc(),
                trial: false,
                review: None,
            }),
        );
        let Some(Fact::ProposalOpened(opened)) = opened.facts.first() else {
            panic!("not proposed")
        };
        let proposal = opened.proposal;
        act(
            ines,
            Command::ComposeAgreement(act::ComposeAgreement {
                version: 1,
                withdraws: 0,
                outcomes: vec![outcome],
                mix: None,
                decisions: Vec::new(),
                commitments: Vec::new(),
                months: 6,
                review: Moment(NOW + 90 * Moment::DAY).day_in_utc(),
                factor: "3G is switched off elsewhere.".to_owned(),
                fall: String::new(),
                contract: String::new(),
            }),
        );
        act(
            mara,
            Command::TakePosition(act::TakePosition {
                proposal,
                version: 1,
                stance: Stance::Object,
                words: canary::BLIND.to_owned(),
                workable: "The works move to Sundays".to_owned(),
                harms: Some(Harms::Outcome(outcome)),
            }),
        );
        let made = act(
            ines,
            Command::MakeCommitment(act::MakeCommitment {
                to: consumer,
                words: "A night number that a person answers".to_owned(),
                due: Moment(NOW + 30 * Moment::DAY).day_in_utc(),
                contribution: None,
                proposal: None,
                outcomes: Vec::new(),
            }),
        );
        let Some(Fact::CommitmentMade(made)) = made.facts.first() else {
            panic!("not promised")
        };
        let commitment = made.commitment;
        let planned = act(
            ines,
            Command::PlanMeeting(act::PlanMeeting {
                kind: MeetingKind::Review,
                title: "Review of the quarter".to_owned(),
                begins_at: LocalTime::new(Moment(NOW + Moment::DAY).day_in_utc(), 14, 0).unwrap(),
                minutes: 60,
                place: "Depot north".to_owned(),
            }),
        );
        let Some(Fact::MeetingPlanned(planned)) = planned.facts.first() else {
            panic!("not planned")
        };
        let meeting = planned.meeting;
        let brought = act(
            ines,
            Command::BringTopic(act::BringTopic {
                meeting,
                title: "Elm Pass at night".to_owned(),
                minutes: 10,
                subject: Some(Subject::Outcome(outcome)),
            }),
        );
        let Some(Fact::TopicBrought(brought)) = brought.facts.first() else {
            panic!("not brought")
        };
        let topic = brought.topic;
        let recorded = act(
            ines,
            Command::RecordFactor(act::RecordFactor {
                kind: FactorKind::Technology,
                day: Moment(NOW).day_in_utc(),
                words: "3G is switched off in the region".to_owned(),
                outcomes: vec![outcome],
                features: Vec::new(),
                agreement: true,
                sections: Vec::new(),
            }),
        );
        let Some(Fact::FactorRecorded(recorded)) = recorded.facts.first() else {
            panic!("not recorded")
        };
        let factor = recorded.factor;
        let broke = act(
            mara,
            Command::OpenRepair(act::OpenRepair {
                of: provider,
                happened: "Two nights without the night desk".to_owned(),
                cost: String::new(),
                outcomes: vec![outcome],
            }),
        );
        let Some(Fact::RepairOpened(broke)) = broke.facts.first() else {
            panic!("not said")
        };
        let repair = broke.repair;
        let frozen = act(ines, Command::MakePack(act::MakePack {}));
        let Some(Fact::PackMade(frozen)) = frozen.facts.first() else {
            panic!("not made")
        };
        let pack = frozen.pack;
        let named = act(
            ines,
            Command::NameMeasure(act::NameMeasure {
                outcome,
                quality: Quality::Warranty,
                name: "Calls held, each month".to_owned(),
                unit: "%".to_owned(),
                how: "Each month in the zone of the table, from the core network".to_owned(),
                aim: Aim::AtLeast,
                target: 99_500,
            }),
        );
        let Some(Fact::MeasureNamed(named)) = named.facts.first() else {
            panic!("not named")
        };
        let measure = named.measure;
        let opened = act(
            mara,
            Command::OpenConsultation(act::OpenConsultation {
                question: "What matters on the road?".to_owned(),
                statements: (1..=8).map(|n| format!("Statement number {n}")).collect(),
                rules: "One thought, no names".to_owned(),
                parties: vec![consumer],
                until: Moment(NOW + Moment::DAY).day_in_utc(),
                adding: true,
                moderation: Moderation::After,
                showing: Showing::Meanwhile,
                outcome: Some(outcome),
                language: None,
                letters_only: false,
            }),
        );
        let Some(Fact::ConsultationOpened(opened)) = opened.facts.first() else {
            panic!("not asked")
        };
        let consultation = opened.consultation;
        let now = Timestamp::from_millisecond(NOW).unwrap();
        let guest = |id, home, party, by, first: bool, name: &str| {
            let invitee = Invitee::Guest(home, newcomer(name));
            let invited = accounts
                .invite(&invitee, id, by, "Three minutes?", now)
                .unwrap();
            do_at(
                &app,
                id,
                by,
                act::AdmitPerson {
                    person: invited.person.id,
                    party,
                    roles: vec![if first { Role::Customer } else { Role::User }],
                    since: Since::Start,
                },
            );
            let link = invited.secret.expose_secret().to_owned();
            let entered = accounts.enter(&link, None, now).unwrap().signed_in;
            (
                Way::Cookie(entered.secret.expose_secret().to_owned()),
                invited,
            )
        };
        let (gus, invited) = guest(table, northwind, consumer, mara, false, "Gus Guest");
        let (greta, came) = guest(other, elsewhere, there, otto, true, "Greta Elsewhere");
        let session = |person| {
            let signed_in = accounts.demo_session(person, now).unwrap();
            Way::Cookie(signed_in.secret.expose_secret().to_owned())
        };
        let token = |person, scope, bound| {
            let until = now + SignedDuration::from_hours(24);
            let made = accounts.create_token(person, "a program", scope, bound, until, now);
            Way::Token(made.unwrap().1.expose_secret().to_owned())
        };
        let visitor = |name, way, seated| Visitor { name, way, seated };
        let visitors = vec![
            visitor("anonymous", Way::Nobody, false),
            visitor("provider, not guessed", session(ines), true),
            visitor("provider, guessed", session(viktor), true),
            visitor("customer", session(mara), true),
            visitor("user", session(jonas), true),
            visitor("supplier", session(tom), true),
            visitor("observer", session(oda), true),
            visitor("facilitator", session(fay), true),
            visitor("removed", session(rita), false),
            visitor("guest", gus, true),
            visitor("guest elsewhere", greta, false),
            visitor("host administrator", session(hanna), false),
            visitor("member elsewhere", session(otto), false),
            visitor("read token", token(mara, TokenScope::Read, None), true),
            visitor("write token", token(mara, TokenScope::Write, None), true),
            visitor(
                "token bound elsewhere",
                token(mara, TokenScope::Write, Some(other)),
                false,
            ),
        ];
        let web = Web::new(
            app.clone(),
            Settings {
                public_url: Some(ADDRESS.to_owned()),
                ..Settings::default()
            },
        );
        Self {
            router: web::server::router(web.clone()),
            web,
            runtime: tokio::runtime::Runtime::new().unwrap(),
            app: app.clone(),
            clock,
            table,
            other,
            provider,
            consumer,
            outcome,
            part,
            feature,
            mix,
            proposal,
            commitment,
            meeting,
            topic,
            factor,
            repair,
            pack,
            measure,
            consultation,
            dependency,
            effect,
            contribution,
            reflection,
            answer,
            invitation: invited.invitation.id.to_string(),
            ines,
            viktor,
            mara,
            jonas,
            tom,
            otto,
            greta: came.person.id,
            there,
            meridian,
            northwind,
            visitors,
        }
    }

    pub fn new() -> Self {
        Self::with_marks([9, 8, 7])
    }

    /// The same world on a server that sends mail.
    pub fn mailing(self, server: &MailServer) -> Self {
        // How these people came to their accounts is told already.
        let (accounts, now) = (
            self.app.accounts(),
            Timestamp::from_millisecond(NOW).unwrap(),
        );
        for change in accounts.untold_changes(now, 999).unwrap() {
            accounts.claim_change(change.id, now).unwrap();
        }
        let world = self.set_as(Settings {
            public_url: Some(ADDRESS.to_owned()),
            smtp: Some(server.settings()),
            ..Settings::default()
        });
        // The meeting that its table plans is in everybody's calendar.
        web::messages::round(&world.web, now, &AtomicBool::new(false)).unwrap();
        assert!(!server.arrived().is_empty());
        world
    }

    /// The same world on a server with these settings.
    pub fn set_as(mut self, settings: Settings) -> Self {
        self.web = Web::new(self.app.clone(), settings);
        self.router = web::server::router(self.web.clone());
        self
    }

    /// Every party consents, and the table is closed.
    pub fn close(&self) {
        let table = self.app.relationship(self.table).unwrap().unwrap();
        let seats = table.seen_by(self.mara, &table).unwrap().table().seats;
        let supplier = seats
            .iter()
            .find(|seat| seat.roles.contains(&Role::Representative))
            .unwrap()
            .person;
        do_at(&self.app, self.table, self.ines, act::ProposeClosing {});
        let table = self.app.relationship(self.table).unwrap().unwrap();
        let frame = table.seen_by(self.mara, &table).unwrap().frame();
        let closing = frame.closing.as_ref().unwrap().id;
        for person in [self.mara, supplier] {
            do_at(
                &self.app,
                self.table,
                person,
                act::ConsentToClosing { closing },
            );
        }
    }

    pub fn visitor(&self, name: &str) -> &Visitor {
        let found = self.visitors.iter().find(|visitor| visitor.name == name);
        found.unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// Somebody who came in by address and password alone.
    pub fn by_password(&self, name: &str) -> Visitor {
        self.by_password_at(name, NOW)
    }

    /// The same at another moment.
    pub fn by_password_at(&self, name: &str, moment: i64) -> Visitor {
        let email = newcomer(name).email.unwrap();
        let now = Timestamp::from_millisecond(moment).unwrap();
        let from: std::net::IpAddr = [192, 0, 2, 9].into();
        let entrance = self
            .app
            .accounts()
            .sign_in(&email, PASSWORD, from, None, now);
        let Entrance::Open(session) = entrance.unwrap() else {
            panic!("{name} has a second factor")
        };
        Visitor {
            name: "by password",
            way: Way::Cookie(session.secret.expose_secret().to_owned()),
            seated: false,
        }
    }

    pub fn routes() -> impl Iterator<Item = &'static Route> {
        ROUTES.iter()
    }

    /// The route's address at this table.
    pub fn fill(&self, path: &str, table: RelationshipId) -> String {
        let mut filled = path.to_owned();
        let css = web::assets::path("covalue.css").to_owned();
        for (parameter, value) in [
            ("/assets/{version}/{*name}", css),
            ("{relationship}", table.to_string()),
            ("{outcome}", self.outcome.to_string()),
            ("{part}", self.part.to_string()),
            ("{feature}", self.feature.to_string()),
            ("{mix}", self.mix.to_string()),
            ("{proposal}", self.proposal.to_string()),
            ("{commitment}", self.commitment.to_string()),
            ("{meeting}", self.meeting.to_string()),
            ("{topic}", self.topic.to_string()),
            ("{consultation}", self.consultation.to_string()),
            ("{statement}", "1".to_owned()),
            ("{dependency}", self.dependency.to_string()),
            ("{effect}", self.effect.to_string()),
            ("{wording}", Uuid::new_v4().to_string()),
            ("{contribution}", self.contribution.to_string()),
            ("{reflection}", self.reflection.to_string()),
            ("{answer}", self.answer.to_string()),
            ("{invitation}", self.invitation.clone()),
            ("{receipt}", "nobody-passed-this-on".to_owned()),
            ("{party}", self.provider.to_string()),
            ("{suggestion}", Uuid::new_v4().to_string()),
            ("{person}", self.jonas.to_string()),
            ("{sequence}", "1".to_owned()),
            ("{version}", "1".to_owned()),
            ("{dissent}", Uuid::new_v4().to_string()),
            ("{measure}", self.measure.to_string()),
            ("{factor}", self.factor.to_string()),
            ("{repair}", self.repair.to_string()),
            ("{pack}", self.pack.to_string()),
            ("{token}", Uuid::new_v4().to_string()),
            ("{passkey}", Uuid::new_v4().to_string()),
            ("{place}", "1".to_owned()),
            ("{secret}", "nobody-was-sent-this".to_owned()),
        ] {
            filled = filled.replace(parameter, &value);
        }
        assert!(
            !filled.contains('{'),
            "{path} has a parameter without a value"
        );
        filled
    }

    /// The answer as it comes, its body not read.
    pub fn open(&self, request: Request<Body>) -> axum::response::Response {
        let answer = self.router.clone().oneshot(request);
        self.runtime.block_on(answer).unwrap()
    }

    /// The answer once it comes, for whoever does something meanwhile.
    pub fn answer(
        &self,
        request: Request<Body>,
    ) -> impl Future<Output = axum::response::Response> + Send + use<> {
        let answer = self.router.clone().oneshot(request);
        async move { answer.await.unwrap() }
    }

    /// How many pieces an answer comes in, and how large the largest is.
    pub fn pieces(&self, response: axum::response::Response) -> (usize, usize) {
        self.runtime.block_on(async {
            let (mut pieces, mut largest) = (0, 0);
            let mut body = response.into_body();
            while let Some(frame) = body.frame().await {
                let bytes = frame.unwrap().into_data().unwrap().len();
                (pieces, largest) = (pieces + 1, largest.max(bytes));
            }
            (pieces, largest)
        })
    }

    /// The answer, which to a program is as the document of the API has it, whatever the test asks for.
    pub fn send(&self, request: Request<Body>) -> Reply {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let reply = self.reply(request);
        if path.starts_with("/api/v1/") {
            is_documented(&method, &path, &reply);
        }
        reply
    }

    fn reply(&self, request: Request<Body>) -> Reply {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (head, mut body) = response.into_parts();
            let media_type = head.headers.get("content-type");
            let body = if media_type.is_some_and(|value| value == "text/event-stream") {
                // Goes on for as long as somebody reads: its greeting.
                let greeting = body.frame().await.unwrap().unwrap();
                greeting.into_data().unwrap()
            } else {
                body.collect().await.unwrap().to_bytes()
            };
            Reply {
                status: head.status,
                headers: head.headers,
                body: body.to_vec(),
            }
        })
    }

    /// A request as this visitor's browser or program makes it.
    pub fn request(
        &self,
        method: &Method,
        path: &str,
        visitor: &Visitor,
    ) -> axum::http::request::Builder {
        let request = Request::builder().method(method.clone()).uri(path);
        let request = request.header("host", "localhost");
        match &visitor.way {
            Way::Nobody => request,
            Way::Cookie(secret) => request.header("cookie", format!("covalue={secret}")),
            Way::Token(token) => request.header("authorization", format!("Bearer {token}")),
        }
    }

    pub fn get(&self, path: &str, visitor: &Visitor) -> Reply {
        self.send(
            self.request(&Method::GET, path, visitor)
                .body(Body::empty())
                .unwrap(),
        )
    }

    /// A form from a page of ours.
    pub fn form(&self, path: &str, visitor: &Visitor, fields: &[(&str, &str)]) -> Reply {
        let mut all = vec![("csrf", visitor.csrf())];
        all.extend(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        let body = serde_html_form::to_string(&all).unwrap();
        self.send(
            self.request(&Method::POST, path, visitor)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(Body::from(body))
                .unwrap(),
        )
    }

    /// A command as a program sends it.
    pub fn post_json(
        &self,
        path: &str,
        visitor: &Visitor,
        key: Option<&str>,
        body: Vec<u8>,
    ) -> Reply {
        let mut request = self
            .request(&Method::POST, path, visitor)
            .header("content-type", "application/json")
            .header("x-csrf-token", visitor.csrf());
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.send(request.body(Body::from(body)).unwrap())
    }

    /// Where every record stands.
    pub fn heads(&self) -> Vec<Option<record::Head>> {
        let record = self.app.record();
        [self.table, self.other]
            .iter()
            .map(|table| record.head(record::StreamId(table.0)).unwrap())
            .collect()
    }
}

/// Fails where a program is answered with a status, a code or a shape that the document does not have.
fn is_documented(method: &Method, path: &str, reply: &Reply) {
    let fits = |route: &&Route| {
        let (mut wanted, mut parts) = (route.path.split('/'), path.split('/'));
        route.method() == *method
            && loop {
                match (wanted.next(), parts.next()) {
                    (None, None) => break true,
                    (Some(wanted), Some(part)) if wanted == part || wanted.starts_with('{') => {}
                    _ => break false,
                }
            }
    };
    // An address without parameters goes before one with.
    let route = ROUTES
        .iter()
        .filter(fits)
        .min_by_key(|route| route.path.matches('{').count());
    let Some(route) = route else { return };
    let told = format!("{method} {path}: {} {}", reply.status, reply.text());
    let operation = openapi::operation(route.path, method);
    let response = &operation["responses"][reply.status.as_str()];
    assert!(!response.is_null(), "not documented: {told}");
    assert!(
        !reply.header("x-request-id").is_empty() || reply.status != 200,
        "{told}"
    );
    let media_type = reply.header("content-type").split(';').next();
    let media_type = media_type.unwrap_or_default().to_owned();
    let schema = &response["content"][&media_type]["schema"];
    if reply.status == StatusCode::NOT_MODIFIED {
        return;
    }
    assert!(!schema.is_null(), "{media_type} is not documented: {told}");
    if !media_type.ends_with("json") {
        return;
    }
    let misfits = shape::check(openapi::shapes(), schema, &reply.json());
    assert!(misfits.is_empty(), "{misfits:?}: {told}");
    if media_type == "application/problem+json" {
        let (body, codes) = (reply.json(), response["x-codes"].as_array().unwrap());
        assert!(codes.contains(&body["code"]), "undocumented code: {told}");
        assert_eq!(body["status"], reply.status.as_u16(), "{told}");
        assert_eq!(
            body["request_id"].as_str(),
            Some(reply.header("x-request-id")),
            "{told}"
        );
    }
    if reply.status == StatusCode::UNAUTHORIZED {
        assert!(
            reply.header("www-authenticate").starts_with("Bearer"),
            "{told}"
        );
    }
}
