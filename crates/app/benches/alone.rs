//! How long one act takes that nobody shares a batch with, at tables that differ in nothing but how
//! much was recorded there. `cargo bench -p app --bench alone`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

use std::thread;
use std::time::{Duration, Instant};

use accounts::{Accounts, Language, NewPerson};
use app::{Act, App, Clock};
use database::Dialect;
use database::testing::Fresh;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, act};
use jiff::Timestamp;
use mimalloc::MiMalloc;
use rustix::time::{ClockId, clock_gettime};
use uuid::Uuid;

// As the product's binary.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Entries of each record.
const SIZES: [u64; 3] = [1_000, 10_000, 90_000];
const USERS: usize = 100;
const OUTCOMES: usize = 20;
const WRITERS: usize = 64;
/// Acts of each kind at each table, in turns, so that what else the machine does meets all alike.
const ROUNDS: usize = 1_000;
/// Words that are said back, and there at every table.
const NEEDS: usize = 400;
const KINDS: [&str; 3] = ["A word", "A word said back", "A user's rating"];

fn main() {
    let tables: Vec<Table> = SIZES.into_iter().map(Table::of).collect();
    let mut taken = vec![[const { Vec::<(Duration, Duration)>::new() }; KINDS.len()]; tables.len()];
    for round in 0..ROUNDS {
        for (table, taken) in tables.iter().zip(&mut taken) {
            for (kind, taken) in taken.iter_mut().enumerate() {
                let (actor, command) = table.act_of(kind, round);
                let act = Act::once(table.id, actor, command);
                let (began, worked) = (Instant::now(), processor_time());
                table.app.execute(act).unwrap();
                taken.push((processor_time() - worked, began.elapsed()));
            }
        }
    }
    for (kind, name) in KINDS.into_iter().enumerate() {
        // The fastest tenth: what else the machine does can only add to it.
        let best = |time: fn(&(Duration, Duration)) -> Duration| -> Vec<f64> {
            let best = |taken: &[Vec<(Duration, Duration)>; KINDS.len()]| {
                let mut times: Vec<Duration> = taken[kind].iter().map(time).collect();
                times.sort_unstable();
                times[ROUNDS / 10].as_secs_f64() * 1e3
            };
            taken.iter().map(best).collect()
        };
        let (worked, waited) = (best(|times| times.0), best(|times| times.1));
        let least = worked.iter().copied().fold(f64::MAX, f64::min);
        let most = worked.iter().copied().fold(0.0, f64::max);
        println!(
            "figure\t{name}, processor time at 1,000, 10,000 and 90,000 entries\t\
             {} ms: {:.2} ×\t≤ 1.3 ×",
            three(&worked),
            most / least
        );
        println!("{name}, until answered: {} ms", three(&waited));
    }
}

fn three(times: &[f64]) -> String {
    let each: Vec<String> = times.iter().map(|ms| format!("{ms:.3}")).collect();
    each.join(", ")
}

/// Of all threads of this process: how long the disk takes is another question.
fn processor_time() -> Duration {
    let spent = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(spent).unwrap()
}

struct Table {
    _fresh: Fresh,
    app: App,
    id: RelationshipId,
    ines: PersonId,
    mara: PersonId,
    users: Vec<PersonId>,
    outcomes: Vec<OutcomeId>,
    needs: Vec<ContributionId>,
}

impl Table {
    /// A table with so many entries: half of them words, half what users say of worth.
    fn of(entries: u64) -> Self {
        let fresh = Fresh::new(Dialect::Sqlite);
        let app = App::open(fresh.open(), Clock::System).unwrap();
        let accounts = app.accounts();
        let found = |name| accounts.create_organisation(name, Timestamp::now());
        let meridian = found("Meridian Mobile").unwrap().id;
        let northwind = found("Northwind Logistics").unwrap().id;
        let ines = account(accounts, meridian, "ines@example.org");
        let mara = account(accounts, northwind, "mara@example.org");
        let id = RelationshipId(Uuid::now_v7());
        let carry_out = |actor, command: Command| {
            let done = app.execute(Act::once(id, actor, command)).unwrap();
            done.facts.into_iter().next().unwrap()
        };
        let open = act::OpenRelationship {
            name: "Mobile network".to_owned(),
            side: PartyKind::Provider,
            counterpart: northwind,
            provider_unit: String::new(),
            consumer_unit: String::new(),
            closeness: Closeness::Regular,
            currency: "EUR".to_owned(),
            time_zone: "Europe/Berlin".to_owned(),
            purpose: String::new(),
        };
        let Fact::RelationshipOpened(opened) = carry_out(ines, open.into()) else {
            panic!("not opened")
        };
        let party = opened.consumer;
        let admit = |by, person, role| {
            let admit = act::AdmitPerson {
                person,
                party,
                roles: vec![role],
                since: Since::Start,
            };
            carry_out(by, admit.into());
        };
        admit(ines, mara, Role::Customer);
        let users: Vec<PersonId> = (0..USERS).map(|_| guest(accounts, northwind)).collect();
        for user in &users {
            admit(mara, *user, Role::User);
        }
        let added = |number| {
            let add = act::AddOutcome {
                statement: format!("So that drivers of depot {number} reach dispatch abroad"),
                objective: "within a minute, in every country".to_owned(),
                for_party: party,
                depends_on: Quality::Warranty,
                delivered: true,
            };
            let Fact::OutcomeAdded(added) = carry_out(mara, add.into()) else {
                panic!("not added")
            };
            added.outcome
        };
        let outcomes = (0..OUTCOMES).map(added).collect();
        let said = |number| {
            let Fact::ContributionSaid(said) = carry_out(mara, word(number)) else {
                panic!("not said")
            };
            said.contribution
        };
        let needs = (0..NEEDS).map(said).collect();
        let table = Self {
            _fresh: fresh,
            app,
            id,
            ines,
            mara,
            users,
            outcomes,
            needs,
        };
        table.fill(entries);
        table
    }

    fn fill(&self, entries: u64) {
        let there = || self.app.relationship(self.id).unwrap().unwrap().sequence();
        let missing = usize::try_from(entries - there()).unwrap();
        thread::scope(|scope| {
            for writer in 0..WRITERS {
                scope.spawn(move || {
                    for n in (writer..missing).step_by(WRITERS) {
                        let (actor, command) = self.act_of(n % 2 * 2, n);
                        self.app
                            .execute(Act::once(self.id, actor, command))
                            .unwrap();
                    }
                });
            }
        });
        println!("{} entries of {entries}", there());
    }

    fn act_of(&self, kind: usize, number: usize) -> (PersonId, Command) {
        match kind {
            0 => (self.mara, word(number)),
            1 => {
                let back = act::SayBack {
                    contribution: self.needs[number % self.needs.len()],
                    words: "You want to know it before the border. Is that it?".to_owned(),
                };
                (self.ines, back.into())
            }
            _ => {
                let mark = |factor: usize| (number * factor % 11) as u8;
                let assess = act::Assess {
                    outcome: self.outcomes[number / 7 % OUTCOMES],
                    stage: Stage::Realised,
                    benefit: mark(3),
                    usefulness: mark(5),
                    importance: mark(7),
                    why: "Because the tunnel at Elm Pass still drops calls".to_owned(),
                    wording: None,
                };
                (self.users[number % USERS], assess.into())
            }
        }
    }
}

fn word(number: usize) -> Command {
    let words = format!("Need {number}: to know before the border whether roaming works");
    act::Say::new(ContributionKind::Need, Audience::WholeTable, words).into()
}

fn guest(accounts: &Accounts, home: OrganisationId) -> PersonId {
    let new = NewPerson {
        name: "Somebody".to_owned(),
        email: None,
        language: Language::En,
        time_zone: "Europe/Berlin".to_owned(),
    };
    accounts.add_guest(home, &new, Timestamp::now()).unwrap().id
}

fn account(accounts: &Accounts, home: OrganisationId, email: &str) -> PersonId {
    let id = guest(accounts, home);
    let password = "slow rivers carve the valley";
    accounts
        .claim(id, email, password, Timestamp::now())
        .unwrap();
    id
}
