//! The seed world: Meridian Mobile provides roaming to Northwind, and Halden supplies a part of it.
//!
//! Every fact that a command comes to is written to bytes and read back before it is applied, as the
//! record does it.

use std::collections::BTreeMap;

use domain::act::NewFeature;
use domain::act::{Confirmed, Entry, KnownPerson, MixAsked, RecordName};
use domain::audience::{Seen, Sight};
use domain::fact::*;
use domain::ids::*;
use domain::measure::PeriodAnswered;
use domain::mix::ComputedMix;
use domain::relationship::open;
use domain::search::Query;
use domain::thread::Choice;
use domain::view::*;
use domain::words::*;
use domain::{
    Command, Context, Day, Decision, Fact, LocalTime, Moment, Refusal, Relationship, Stamp, act,
};
use uuid::Uuid;

const fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

const fn organisation(n: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(n))
}

pub const MERIDIAN: OrganisationId = organisation(0xA1);
pub const NORTHWIND: OrganisationId = organisation(0xA2);
pub const HALDEN: OrganisationId = organisation(0xA3);
pub const REGULATOR: OrganisationId = organisation(0xA4);

/// Meridian's service owner, who opened the relationship.
pub const INES: PersonId = person(0x11);
/// Meridian's delivery.
pub const PAUL: PersonId = person(0x12);
/// Meridian's observer.
pub const OLGA: PersonId = person(0x13);
/// Meridian's second service owner, not seated.
pub const IDA: PersonId = person(0x14);
/// Northwind's sponsor.
pub const LEA: PersonId = person(0x21);
/// Northwind's customer.
pub const MARA: PersonId = person(0x22);
/// Northwind's observer.
pub const OTTO: PersonId = person(0x23);
/// Northwind's guest without an account, not seated.
pub const GUS: PersonId = person(0x24);
/// Northwind's second guest without an account, not seated.
pub const GRETA: PersonId = person(0x25);
/// Halden's representative.
pub const TOM: PersonId = person(0x31);
/// Halden's second representative, not seated.
pub const TESS: PersonId = person(0x32);
/// Of the regulator, not seated.
pub const RUTH: PersonId = person(0x41);
/// Somebody the accounts do not know.
pub const STRANGER: PersonId = person(0x51);

/// Northwind's drivers; the first five sit at the table from the beginning.
pub const fn driver(n: u128) -> PersonId {
    person(0x1000 + n)
}

/// A table, its record so far, and what the accounts know of its people.
#[derive(Clone)]
pub struct World {
    pub relationship: Relationship,
    /// The record, as stored: an erased entry has no content any more.
    pub record: Vec<(Stamp, Encoded)>,
    pub now: Moment,
    pub provider: PartyId,
    pub consumer: PartyId,
    pub supplier: PartyId,
    ids: u128,
    accounts: BTreeMap<PersonId, KnownPerson>,
    /// The guest whose link whoever acts has just shown.
    pub holds: Option<PersonId>,
    /// Up to which entry whoever acts says that they were shown what they change.
    pub shown_at: Option<u64>,
    /// How whoever acts has just shown who they are.
    pub confirmed: Option<Confirmed>,
    /// When the server says that it first showed whoever acts the text on which they act.
    pub page_shown: Option<Moment>,
    /// Whether the server sends mail.
    pub mail: bool,
    /// When people gave a sign of life last.
    pub signs: BTreeMap<PersonId, Moment>,
    /// Whether nothing is told of any statement of a consultation.
    pub untold: bool,
    /// What people answered in each period of whatever is asked of them.
    pub answers: Vec<u32>,
}

/// The record of every test's relationship.
pub const RECORD: RecordName = RecordName {
    origin: Uuid::from_u128(0x0121),
    relationship: RelationshipId(Uuid::from_u128(0x0122)),
};

fn accounts() -> BTreeMap<PersonId, KnownPerson> {
    let of = |people: &[PersonId], organisation, account| -> Vec<_> {
        let standing = KnownPerson {
            organisation,
            account,
            called: SeatText {
                name: "Somebody".to_owned(),
                organisation: "Some House".to_owned(),
            },
            member: account,
            mail: None,
        };
        let known = |person: &PersonId| (*person, standing.clone());
        people.iter().map(known).collect()
    };
    let drivers: Vec<PersonId> = (0..60).map(driver).collect();
    [
        of(&[INES, PAUL, OLGA, IDA], MERIDIAN, true),
        of(&[LEA, MARA, OTTO], NORTHWIND, true),
        of(&drivers, NORTHWIND, true),
        of(&[GUS, GRETA], NORTHWIND, false),
        of(&[TOM, TESS], HALDEN, true),
        of(&[RUTH], REGULATOR, true),
    ]
    .concat()
    .into_iter()
    .collect()
}

/// What the shell finds in a consultation's own record: three statements, and what came of it.
pub fn consulted() -> act::Consulted {
    act::Consulted {
        last_statement: 4,
        statement_of: None,
        statement: Some(act::StatementSaid {
            agree: 9,
            disagree: 2,
            pass: 1,
            shared: true,
            groups: 2,
        }),
        result: Some(act::ConsultationResult {
            entries: 40,
            root: domain::agreement::Fingerprint([0x5e; 32]),
            people: 12,
            whole: true,
            votes: 30,
            statements: 3,
            groups: 2,
            shared: vec![2],
            engine: "by hand".into(),
        }),
    }
}

/// What opens the seed relationship.
pub fn opening() -> Command {
    Command::OpenRelationship(act::OpenRelationship {
        name: "Roaming for drivers".into(),
        side: PartyKind::Provider,
        counterpart: NORTHWIND,
        provider_unit: String::new(),
        consumer_unit: String::new(),
        closeness: Closeness::Regular,
        currency: "EUR".into(),
        time_zone: "Europe/Berlin".into(),
        purpose: String::new(),
    })
}

/// Decides a command that opens a relationship, as `actor`.
pub fn opens(actor: PersonId, command: impl Into<Command>) -> Result<Decision, Refusal> {
    let command = command.into();
    let mut next = 0x1_0000;
    open(
        &mut Context {
            at: Moment(0),
            actor,
            people: accounts(),
            entry: None,
            mix: None,
            days: BTreeMap::new(),
            times: BTreeMap::new(),
            signs: BTreeMap::new(),
            holds: None,
            shown_at: None,
            confirmed: None,
            page_shown: None,
            consulted: None,
            answered: Vec::new(),
            record: Some(RECORD),
            seed: [7; 32],
            mail: false,
            ids: &mut || {
                next += 1;
                Uuid::from_u128(next)
            },
        },
        command,
    )
}

/// A fact, read back from the bytes it is stored as.
fn stored(encoded: &Encoded) -> Fact {
    Fact::decode(encoded.kind, &encoded.fact, encoded.content.as_deref())
        .expect("what was written can be read")
}

/// The state after a whole record.
pub fn fold(record: &[(Stamp, Encoded)]) -> Relationship {
    let ((first, fact), rest) = record.split_first().expect("a record has a first entry");
    let mut relationship =
        Relationship::begin(*first, &stored(fact)).expect("entry 1 opens the relationship");
    relationship.apply(*first, stored(fact));
    for (stamp, fact) in rest {
        relationship.apply(*stamp, stored(fact));
    }
    relationship
}

/// When it is that time where clocks show UTC.
pub fn utc(time: LocalTime) -> Moment {
    let (hour, minute) = time.clock();
    let minutes = hour * 60 + minute;
    Moment(time.day().begins_in_utc().0 + minutes * 60_000)
}

/// What clocks show then.
pub fn clock(at: Moment) -> LocalTime {
    let day = at.day_in_utc();
    let minutes = (at.0 - day.begins_in_utc().0) / 60_000;
    let minutes = u16::try_from(minutes).expect("of one day");
    LocalTime::new(day, minutes / 60, minutes % 60).expect("a time of day")
}

impl World {
    /// Ines has opened the relationship; nobody else sits at the table.
    pub fn opened() -> Self {
        let facts = opens(INES, opening())
            .expect("the seed relationship opens")
            .facts;
        let Some(Fact::RelationshipOpened(opened)) = facts.first() else {
            panic!("entry 1 opens the relationship");
        };
        let (provider, consumer) = (opened.provider, opened.consumer);
        let now = Moment(1_750_000_000_000);
        let stamps = (1..).map(|sequence| Stamp {
            sequence,
            at: now,
            actor: INES,
        });
        let record: Vec<_> = stamps.zip(facts.iter().map(Fact::encode)).collect();
        Self {
            relationship: fold(&record),
            record,
            now,
            provider,
            consumer,
            supplier: PartyId(Uuid::nil()),
            ids: 0x2_0000,
            accounts: accounts(),
            holds: None,
            shown_at: None,
            confirmed: None,
            page_shown: None,
            mail: false,
            signs: BTreeMap::new(),
            untold: false,
            answers: Vec::new(),
        }
    }

    /// Everybody of the seed world sits at the table and has taken up the seat.
    pub fn seated() -> Self {
        let mut world = Self::opened();
        let (provider, consumer) = (world.provider, world.consumer);
        world.admits(INES, MARA, consumer, &[Role::Customer], Since::Start);
        world.does(
            MARA,
            act::SayPurpose {
                purpose: "Drivers reach dispatch in every country".into(),
            },
        );
        world.admits(INES, PAUL, provider, &[Role::Delivery], Since::Start);
        world.admits(INES, OLGA, provider, &[Role::Observer], Since::Start);
        world.admits(MARA, LEA, consumer, &[Role::Sponsor], Since::Start);
        world.admits(MARA, OTTO, consumer, &[Role::Observer], Since::Start);
        for n in 0..5 {
            world.admits(MARA, driver(n), consumer, &[Role::User], Since::Start);
        }
        world.supplier = world.seats_party(INES, HALDEN, PartyKind::Supplier);
        world.admits(
            INES,
            TOM,
            world.supplier,
            &[Role::Representative],
            Since::Start,
        );
        world.does(
            TOM,
            act::SayTerms {
                brings: "Towers".into(),
                expects: String::new(),
                cannot: String::new(),
            },
        );
        world
    }

    /// What `actor` would get for the command, recording nothing.
    pub fn decide(
        &self,
        actor: PersonId,
        command: impl Into<Command>,
    ) -> Result<Decision, Refusal> {
        let command = command.into();
        let asks = command.asks();
        let entry = asks.entry.and_then(|sequence| {
            let mut entries = self.record.iter();
            let (stamp, encoded) = entries.find(|(stamp, _)| stamp.sequence == sequence)?;
            let content = encoded.content.as_deref();
            let fact = Fact::decode(encoded.kind, &encoded.fact, content).expect("readable");
            Some(Entry {
                stamp: *stamp,
                fact,
                has_text: encoded.content.is_some(),
            })
        });
        let mut next = self.ids;
        let decided = self.relationship.decide(
            &mut Context {
                at: self.now,
                actor,
                people: self.accounts.clone(),
                entry,
                mix: asks.mix.and_then(|asked| self.computes(actor, asked)),
                days: asks
                    .days
                    .iter()
                    .map(|day| (*day, day.begins_in_utc()))
                    .collect(),
                times: asks.times.iter().map(|time| (*time, utc(*time))).collect(),
                signs: self.signs.clone(),
                holds: self.holds,
                shown_at: self.shown_at,
                confirmed: self.confirmed.clone(),
                page_shown: self.page_shown,
                consulted: asks.consultation.map(|_| act::Consulted {
                    statement: consulted().statement.filter(|_| !self.untold),
                    // Three it began with; the fourth is of the consumer's people.
                    statement_of: asks
                        .moderates
                        .filter(|statement| *statement > 3)
                        .map(|_| self.consumer),
                    ..consulted()
                }),
                answered: asks
                    .answers
                    .map_or_else(Vec::new, |measure| self.answered(measure)),
                record: Some(RECORD),
                seed: [7; 32],
                mail: self.mail,
                ids: &mut || {
                    next += 1;
                    Uuid::from_u128(next)
                },
            },
            command,
        );
        if let Ok(decision) = &decided {
            // Whatever is given an id is told as made, in the order in which it was asked for.
            let made = decision.facts.iter().flat_map(Fact::made);
            let made: Vec<_> = made.map(|made| made.id.as_u128()).collect();
            let drawn: Vec<_> = (self.ids + 1..=next).collect();
            assert_eq!(made, drawn, "{:?}", decision.facts);
        }
        decided
    }

    /// The periods of a measure that are over and not counted, as the shell tells them, where clocks show UTC.
    fn answered(&self, measure: MeasureId) -> Vec<PeriodAnswered> {
        let Some(asked) = self.relationship.how_asked(measure) else {
            return Vec::new();
        };
        let mut over = Vec::new();
        let mut period = asked.period;
        loop {
            let after = |day: Day| asked.rhythm.after(day).expect("no end of the calendar");
            let next = after(period);
            if next.begins_in_utc() > self.now {
                return over;
            }
            over.push(PeriodAnswered {
                period,
                begins: period.begins_in_utc(),
                next,
                ends: next.begins_in_utc(),
                next_ends: after(next).begins_in_utc(),
                answers: self.answers.clone(),
            });
            period = next;
        }
    }

    /// What an engine that chooses everything would come to, for whoever may see it.
    fn computes(&self, actor: PersonId, asked: MixAsked) -> Option<ComputedMix> {
        let seen = self.relationship.seen_by(actor, &self.relationship)?;
        let inputs = seen.mix_inputs().ok()?;
        Some(ComputedMix {
            rule: asked.rule,
            budget: asked.budget,
            read_at: asked.read_at,
            inputs: "00".into(),
            engine: "everything".into(),
            reads: inputs.reads,
            result: MixResult {
                selected: inputs.features.iter().map(|feature| feature.id).collect(),
                // Tells of every rating, as an engine's answer would.
                cost: inputs
                    .raters
                    .iter()
                    .flat_map(|rater| &rater.points)
                    .map(|(_, points)| u64::from(*points))
                    .sum(),
                features: Vec::new(),
                gets: Vec::new(),
                endowments: inputs.parties,
                silent: Vec::new(),
                realised: Vec::new(),
                proven: true,
                room: None,
                fairness: None,
            },
        })
    }

    /// `actor` does it, or the rule that refuses.
    pub fn tries(
        &mut self,
        actor: PersonId,
        command: impl Into<Command>,
    ) -> Result<Vec<Fact>, Refusal> {
        let command = command.into();
        let decision = self.decide(actor, command)?;
        // An id that was handed out and not used is never handed out again.
        self.ids += 4;
        for fact in &decision.facts {
            self.records(actor, fact.clone());
        }
        let erased: Vec<u64> = decision.facts.iter().filter_map(Fact::erases).collect();
        if !erased.is_empty() {
            for (stamp, encoded) in &mut self.record {
                if erased.contains(&stamp.sequence) {
                    encoded.content = None;
                }
            }
            self.relationship = fold(&self.record);
        }
        Ok(decision.facts)
    }

    /// `actor` does it; the facts that follow.
    #[track_caller]
    pub fn does(&mut self, actor: PersonId, command: impl Into<Command>) -> Vec<Fact> {
        let command = command.into();
        let told = format!("{actor} {command:?}");
        match self.tries(actor, command) {
            Ok(facts) => facts,
            Err(refusal) => panic!("{told} was refused: {refusal}"),
        }
    }

    /// The asking to close that is open.
    pub fn closing(&self) -> Option<ClosingId> {
        let open = self.relationship.seen_by(INES, &self.relationship);
        Some(open?.frame().closing?.id)
    }

    /// Proposes to close, or agrees to it.
    pub fn closes(&self) -> Command {
        match self.closing() {
            Some(closing) => act::ConsentToClosing { closing }.into(),
            None => act::ProposeClosing {}.into(),
        }
    }

    /// The rule refuses, and nothing is recorded.
    #[track_caller]
    /// Refuses it for this, wherever in the command that stands.
    pub fn refuses(&self, actor: PersonId, command: impl Into<Command>, refusal: Refusal) {
        let command = command.into();
        let told = format!("{actor} {command:?}");
        let refused = self
            .decide(actor, command)
            .map_err(|refused| refused.bare().clone());
        assert_eq!(refused, Err(refusal), "{told}");
    }

    /// A fact as it would come out of a record, whether a command leads to it or not.
    pub fn records(&mut self, actor: PersonId, fact: Fact) {
        let stamp = Stamp {
            sequence: self.relationship.sequence() + 1,
            at: self.now,
            actor,
        };
        let encoded = fact.encode();
        assert_eq!(stored(&encoded), fact, "read back otherwise than written");
        self.relationship.apply(stamp, stored(&encoded));
        self.record.push((stamp, encoded));
    }

    pub fn days_pass(&mut self, days: i64) {
        self.now = Moment(self.now.0 + days * Moment::DAY);
    }

    pub fn gives_account(&mut self, person: PersonId) {
        if let Some(standing) = self.accounts.get_mut(&person) {
            standing.account = true;
        }
    }

    /// The organisation knows the person as its own.
    pub fn is_known_to_belong(&mut self, person: PersonId) {
        if let Some(standing) = self.accounts.get_mut(&person) {
            standing.member = true;
        }
    }

    /// The person is only said to be of their organisation.
    pub fn is_only_said_to_belong(&mut self, person: PersonId) {
        if let Some(standing) = self.accounts.get_mut(&person) {
            standing.member = false;
        }
    }

    /// The accounts have the person down under another organisation.
    pub fn calls(&mut self, person: PersonId, organisation: OrganisationId) {
        if let Some(standing) = self.accounts.get_mut(&person) {
            standing.organisation = organisation;
        }
    }

    /// The party is known under another organisation, as one that somebody only named.
    pub fn renames_party(&mut self, party: PartyId, organisation: OrganisationId) {
        self.records(
            INES,
            PartyRecognised {
                party,
                organisation,
            }
            .into(),
        );
    }

    /// The accounts learn that the person reads mail at this domain.
    pub fn reads_mail_at(&mut self, person: PersonId, domain: &str) {
        if let Some(standing) = self.accounts.get_mut(&person) {
            standing.mail = Some(domain.to_owned());
        }
    }

    pub fn sequence(&self) -> u64 {
        self.relationship.sequence()
    }

    // What people do, in fewer words.

    #[track_caller]
    pub fn admits(
        &mut self,
        actor: PersonId,
        person: PersonId,
        party: PartyId,
        roles: &[Role],
        since: Since,
    ) {
        self.does(actor, admit(person, party, roles, since));
    }

    #[track_caller]
    pub fn seats_party(
        &mut self,
        actor: PersonId,
        organisation: OrganisationId,
        kind: PartyKind,
    ) -> PartyId {
        let facts = self.does(
            actor,
            act::SeatParty {
                organisation,
                kind,
                dependency: None,
            },
        );
        match &facts[..] {
            [Fact::PartySeated(seated)] => seated.party,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    pub fn adds_outcome(&mut self, actor: PersonId, statement: &str) -> OutcomeId {
        let facts = self.does(actor, add_outcome(statement, self.consumer));
        match &facts[..] {
            [Fact::OutcomeAdded(added)] => added.outcome,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    pub fn rates(&mut self, actor: PersonId, outcome: OutcomeId, marks: [u8; 3]) -> Vec<Fact> {
        self.does(actor, rate(outcome, marks, ""))
    }

    #[track_caller]
    pub fn guesses(&mut self, actor: PersonId, outcome: OutcomeId, marks: [u8; 3]) -> Vec<Fact> {
        self.does(actor, guess(outcome, marks))
    }

    /// A feature that the provider offers and that serves one outcome strongly.
    #[track_caller]
    pub fn adds_feature(&mut self, actor: PersonId, name: &str, outcome: OutcomeId) -> FeatureId {
        let feature = new_feature(name, self.provider, outcome);
        let facts = self.does(
            actor,
            act::AddFeatures {
                features: vec![feature],
            },
        );
        match &facts[..] {
            [Fact::FeatureAdded(added)] => added.feature,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    pub fn prices(&mut self, actor: PersonId, feature: FeatureId, amount: u64) {
        self.does(actor, price(feature, amount));
    }

    #[track_caller]
    pub fn says(&mut self, actor: PersonId, audience: Audience, words: &str) -> ContributionId {
        let facts = self.does(actor, say(audience, words));
        match &facts[..] {
            [Fact::ContributionSaid(said)] => said.contribution,
            other => panic!("{other:?}"),
        }
    }

    /// Somebody consents to the first words of a proposal.
    pub fn consents(&mut self, person: PersonId, proposal: ProposalId) -> Vec<Fact> {
        let consent = act::TakePosition {
            proposal,
            version: 1,
            stance: Stance::Consent,
            words: String::new(),
            workable: String::new(),
            harms: None,
        };
        self.does(person, consent)
    }

    // What people see.

    /// The relationship as time has it now.
    pub fn today(&self) -> &Relationship {
        match self.relationship.opened_by(self.now) {
            // Few rounds run out in a test, and what it shows of them is looked at for as long as the test lasts.
            Some(open) => Box::leak(Box::new(open)),
            None => &self.relationship,
        }
    }

    #[track_caller]
    pub fn seen_by(&self, person: PersonId) -> Seen<'_> {
        let today = self.today();
        today
            .seen_by(person, today)
            .expect("the person sits at the table")
    }

    #[track_caller]
    pub fn outcome(&self, person: PersonId, outcome: OutcomeId) -> OutcomePage {
        self.seen_by(person)
            .outcome(outcome)
            .expect("the outcome exists")
    }

    #[track_caller]
    pub fn figure(&self, person: PersonId, outcome: OutcomeId, party: PartyId) -> Figure {
        let page = self.outcome(person, outcome);
        let figure = page.outcome.figures.into_iter().find(|f| f.party == party);
        figure.expect("the party sits at the table").figure
    }

    /// The figure, where the party has spoken and the viewer may know what.
    #[track_caller]
    pub fn said(&self, person: PersonId, outcome: OutcomeId, party: PartyId) -> Said {
        match self.figure(person, outcome, party) {
            Figure::Said(said) => said,
            other => panic!("{other:?}"),
        }
    }

    /// How much of the entry the person may see.
    #[track_caller]
    pub fn sight(&self, person: PersonId, sequence: u64) -> Sight {
        let seen = self.seen_by(person);
        let (stamp, encoded) = &self.record[sequence as usize - 1];
        seen.sight(*stamp, &stored(encoded))
    }

    /// The words a person can read, oldest first.
    #[track_caller]
    pub fn hears(&self, person: PersonId) -> Vec<String> {
        let seen = self.seen_by(person);
        let mut words: Vec<_> = seen.words().collect();
        words.sort_by_key(|said| said.sequence);
        words.into_iter().filter_map(|said| said.words).collect()
    }

    /// Everything the person can get hold of, as bytes: every view, and every entry as far as their
    /// sight of it goes. `None` without a seat.
    pub fn everything(&self, person: PersonId) -> Option<String> {
        let today = self.today();
        everything(today, person, today, &self.record, self.now)
    }
}

/// As [`World::everything`], at `then`.
pub fn everything(
    today: &Relationship,
    person: PersonId,
    then: &Relationship,
    record: &[(Stamp, Encoded)],
    now: Moment,
) -> Option<String> {
    let seen = today.seen_by(person, then)?;
    let mut all = Vec::new();
    let value = seen.value();
    all.push(json(&seen.frame()));
    all.push(json(&seen.table()));
    for outcome in value.outcomes.iter().chain(&value.retired) {
        all.push(json(&seen.outcome(outcome.id)));
    }
    all.push(json(&value));
    all.push(json(&seen.features()));
    all.extend(seen.words().map(|said| json(&said)));
    let mut page = 1;
    loop {
        let choice = Choice {
            page,
            ..Choice::default()
        };
        let dialogue = seen.dialogue(now, &choice);
        all.push(json(&dialogue));
        page += 1;
        if page > dialogue.pages {
            break;
        }
    }
    for said in seen.words() {
        all.push(json(&seen.thread(said.id, now)));
        all.push(format!("{:?}", seen.beginning_of(said.id)));
    }
    all.push(json(&seen.heard_figures()));
    all.push(json(&seen.voices(now)));
    all.push(format!("{:?}", seen.turns(now)));
    for looked_for in ["canary", "a", "e"] {
        let query = Query::new(looked_for).expect("it holds a word");
        all.push(json(&seen.search(&query)));
    }
    all.extend(seen.needs(now).iter().map(json));
    let proposals = seen.proposals(now);
    all.push(json(&proposals));
    for line in &proposals.proposals {
        all.push(json(&seen.proposal(line.id, now)));
    }
    all.push(json(&seen.commitments(now)));
    let meetings = seen.meetings(now);
    for line in &meetings.meetings {
        all.push(json(&seen.meeting(line.id, now)));
    }
    all.push(json(&meetings));
    all.push(json(&seen.factors(now)));
    all.push(json(&seen.trust(now)));
    all.push(json(&seen.repairs()));
    let packs = seen.packs(now);
    for line in &packs.packs {
        all.push(json(&seen.pack(line.id, None, then)));
    }
    all.push(json(&packs));
    all.push(json(&seen.review(None, now)));
    all.push(json(
        &seen.review(Some(Moment(now.0 - 2 * Moment::DAY)), now),
    ));
    all.push(json(&seen.consultations(now)));
    let agreement = seen.agreement(None, now).expect("the latest");
    for line in &agreement.versions {
        all.push(json(&seen.agreement(Some(line.version), now)));
    }
    all.push(json(&agreement));
    for outcome in value.outcomes.iter().chain(&value.retired) {
        all.push(json(&seen.measures(outcome.id)));
    }
    all.push(format!("{:?}", seen.summary(now)));
    for (stamp, encoded) in record {
        let sequence = stamp.sequence;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        all.push(match seen.sight(*stamp, &stored(encoded)) {
            Sight::Sealed => format!("{sequence} sealed"),
            Sight::WithoutText => {
                format!("{sequence} {} {}", encoded.kind, text(&encoded.fact))
            }
            Sight::Whole => {
                let content = encoded.content.as_deref().unwrap_or_default();
                format!(
                    "{sequence} {} {} {}",
                    encoded.kind,
                    text(&encoded.fact),
                    text(content)
                )
            }
        });
    }
    Some(all.join("\n"))
}

fn json<T: serde::Serialize>(view: &T) -> String {
    serde_json::to_string(view).expect("views are plain data")
}

// Commands, in fewer words.

pub fn admit(person: PersonId, party: PartyId, roles: &[Role], since: Since) -> Command {
    Command::AdmitPerson(act::AdmitPerson {
        person,
        party,
        roles: roles.to_vec(),
        since,
    })
}

pub fn add_outcome(statement: &str, for_party: PartyId) -> Command {
    Command::AddOutcome(act::AddOutcome {
        statement: statement.into(),
        objective: String::new(),
        for_party,
        depends_on: Quality::Warranty,
        delivered: true,
    })
}

pub fn new_feature(name: &str, offered_by: PartyId, outcome: OutcomeId) -> NewFeature {
    NewFeature {
        name: name.into(),
        note: String::new(),
        offered_by,
        origins: vec![Origin::Customer],
        serves: vec![Serves {
            outcome,
            strength: Strength::Strong,
        }],
        price: None,
        bearers: Bearers::default(),
        needs: Vec::new(),
        needs_added: Vec::new(),
        excludes: Vec::new(),
        excludes_added: Vec::new(),
        must: false,
    }
}

pub fn price(feature: FeatureId, amount: u64) -> Command {
    Command::PriceFeature(act::PriceFeature {
        feature,
        price: Price {
            low: amount,
            high: amount,
        },
        bearers: Bearers::default(),
    })
}

pub fn rate(outcome: OutcomeId, [benefit, usefulness, importance]: [u8; 3], why: &str) -> Command {
    Command::Assess(act::Assess {
        outcome,
        stage: Stage::Expected,
        benefit,
        usefulness,
        importance,
        why: why.into(),
        wording: None,
    })
}

pub fn rate_realised(outcome: OutcomeId, [benefit, usefulness, importance]: [u8; 3]) -> Command {
    Command::Assess(act::Assess {
        outcome,
        stage: Stage::Realised,
        benefit,
        usefulness,
        importance,
        why: String::new(),
        wording: None,
    })
}

pub fn guess(outcome: OutcomeId, [benefit, usefulness, importance]: [u8; 3]) -> Command {
    Command::SealGuess(act::SealGuess {
        outcome,
        benefit,
        usefulness,
        importance,
        wording: None,
    })
}

pub fn say(audience: Audience, words: &str) -> Command {
    act::Say::new(ContributionKind::Need, audience, words).into()
}

pub fn better_off(audience: Audience, statement: &str) -> Command {
    Command::SayBetterOff(act::SayBetterOff {
        answer: Balance::Partly,
        statement: statement.into(),
        audience,
    })
}

pub fn erase(sequence: u64) -> Command {
    Command::EraseContent(act::EraseContent {
        sequence,
        ground: "asked by its author".into(),
    })
}
