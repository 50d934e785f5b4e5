//! Two histories that differ only in a secret, over the real routes: whoever may not know it receives
//! the same in every page, answer, file and stream, today and as of every moment.

use axum::http::Method;
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Moment, act};
use jiff::Timestamp;

use crate::canaries::without_chance;
use crate::world::{NOW, Visitor, World, do_at, newcomer};

const MINUTE: i64 = 60_000;

/// A history that was told, and how many minutes it took.
struct Told {
    world: World,
    minutes: i64,
}

/// Tells it a minute apart, from [`NOW`] on.
struct Teller {
    world: World,
    minutes: i64,
}

impl Teller {
    fn new() -> Self {
        Self {
            world: World::new(),
            minutes: 0,
        }
    }

    fn act(&mut self, actor: PersonId, command: impl Into<Command>) -> Vec<Fact> {
        let command = command.into();
        self.minutes += 1;
        let world = &self.world;
        world.clock.set(Moment(NOW + self.minutes * MINUTE));
        do_at(&world.app, world.table, actor, command).facts
    }

    fn rates(&mut self, actor: PersonId, mark: u8, why: &str) {
        let outcome = self.world.outcome;
        let assess = Command::Assess(act::Assess {
            outcome,
            stage: Stage::Realised,
            benefit: mark,
            usefulness: mark,
            importance: mark,
            why: why.to_owned(),
            wording: None,
        });
        self.act(actor, assess);
    }

    fn ends(mut self) -> Told {
        // Somebody whom all hear, so that nothing of it lies beyond what they may see.
        let words = act::Say::new(ContributionKind::Need, Audience::WholeTable, "To go on.");
        self.act(self.world.mara, words);
        Told {
            world: self.world,
            minutes: self.minutes,
        }
    }
}

/// Seven further users, in the order in which they were seated.
fn users(teller: &mut Teller) -> Vec<PersonId> {
    let (mara, party) = (teller.world.mara, teller.world.consumer);
    let now = Timestamp::from_millisecond(NOW).unwrap();
    let seated = |n: usize| {
        let new = newcomer(&format!("Driver Number{n}"));
        let accounts = teller.world.app.accounts();
        let person = accounts
            .add_guest(teller.world.northwind, &new, now)
            .unwrap()
            .id;
        let roles = vec![Role::User];
        let since = Since::Start;
        let admit = Command::AdmitPerson(act::AdmitPerson {
            person,
            party,
            roles,
            since,
        });
        do_at(&teller.world.app, teller.world.table, mara, admit);
        person
    };
    (0..7).map(seated).collect()
}

/// Every address of the table that this visitor asks for, with what comes back, today and as of each
/// of these minutes.
fn receives(told: &Told, visitor: &Visitor, minutes: &[i64]) -> Vec<(String, String)> {
    let world = &told.world;
    let mut addresses = Vec::new();
    let reached = {
        let today = world.app.relationship(world.table).unwrap().unwrap();
        today.sequence()
    };
    for route in World::routes().filter(|route| route.method() == Method::GET) {
        // A guest's own link is drawn by chance, and shown to nobody but them. What is on paper is in the file
        // beside it, too; its compressed bytes differ by the ids that are attached.
        if route.path.ends_with("/way-back") || route.path.ends_with(".pdf") {
            continue;
        }
        let address = world.fill(route.path, world.table);
        if route.path.contains("{relationship}") {
            for minute in minutes {
                let at = Timestamp::from_millisecond(NOW + minute * MINUTE).unwrap();
                addresses.push((
                    format!("{} {minute}", route.path),
                    format!("{address}?as_of={at}"),
                ));
            }
        }
        if route.path.ends_with("/{sequence}") {
            let base = address.trim_end_matches('1').to_owned();
            let last = (reached - 30..=reached + 1)
                .map(|sequence| (format!("entry {sequence}"), format!("{base}{sequence}")));
            addresses.extend(last);
        }
        addresses.push((route.path.to_owned(), address));
    }
    let answer = |(name, address): (String, String)| {
        let reply = world.get(&address, visitor);
        assert!(!reply.status.is_server_error(), "{address}");
        (name, format!("{} {}", reply.status, reply.text()))
    };
    addresses.into_iter().map(answer).collect()
}

/// Where the two histories differ to this visitor.
fn differences(one: &Told, other: &Told, visitor: &str, minutes: &[i64]) -> Vec<String> {
    let received = |told: &Told| receives(told, told.world.visitor(visitor), minutes);
    told_apart(&received(one), &received(other), visitor)
}

/// Where what a visitor received of one history differs from what they received of another.
fn told_apart(one: &[(String, String)], other: &[(String, String)], visitor: &str) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    let told = |((address, one), (_, other)): (&(String, String), &(String, String))| {
        let (one, other) = (without_chance(one), without_chance(other));
        let new = one.iter().filter(|word| !other.contains(word));
        (one != other).then(|| format!("{visitor} at {address}: {:?}", new.collect::<Vec<_>>()))
    };
    one.iter().zip(other).filter_map(told).collect()
}

/// Each user says what the other says in the other history, at the same moments.
fn who_of_the_users(order: [usize; 7]) -> Told {
    let mut teller = Teller::new();
    let users = users(&mut teller);
    let by = |n: usize| users[order[n]];
    for (n, mark) in [9, 2, 7, 4, 6].into_iter().enumerate() {
        teller.rates(by(n), mark, &format!("reason of mark {mark}"));
    }
    for (n, mark) in [1, 10, 3, 8].into_iter().enumerate() {
        teller.rates(by(n + 2), mark, &format!("reason of mark {mark}"));
    }
    let part = teller.world.part;
    let (verdict, why) = (Verdict::Stop, "nobody reads it".to_owned());
    teller.act(by(0), act::JudgePart { part, verdict, why });
    let outcome = teller.world.outcome;
    teller.act(by(1), act::DeclineToAssess { outcome });
    teller.rates(by(0), 5, "reason of mark 5");
    teller.ends()
}

#[test]
fn which_user_said_what_reaches_nobody_else() {
    let one = who_of_the_users([0, 1, 2, 3, 4, 5, 6]);
    let other = who_of_the_users([3, 4, 6, 5, 0, 2, 1]);
    let everyone = one.world.visitors.iter().map(|visitor| visitor.name);
    let mut wrong = Vec::new();
    for visitor in everyone {
        wrong.extend(differences(&one, &other, visitor, &[]));
    }
    let every: Vec<i64> = (0..=one.minutes).collect();
    for visitor in ["customer", "provider, guessed", "user"] {
        wrong.extend(differences(&one, &other, visitor, &every));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of seven users the first `raters` rate by their role; as many more say something to themselves alone, at
/// the same moments, that there are five entries in either case.
fn with_unnamed_raters(raters: usize) -> Told {
    let mut teller = Teller::new();
    let users = users(&mut teller);
    for (n, user) in users.into_iter().take(5).enumerate() {
        if n < raters {
            teller.rates(user, 3, &format!("reason of user {n}"));
        } else {
            let note = act::Say::new(ContributionKind::Need, Audience::OnlyMe, "Not yet.");
            teller.act(user, note);
        }
    }
    teller.ends()
}

/// No page, answer, file or stream tells how many of them have rated: a number that moves with each of
/// them tells who it was.
#[test]
fn how_many_unnamed_users_have_rated_below_five_reaches_nobody_else() {
    // Reading leaves its traces with whoever reads: each world is read once, in one order.
    let received = |raters| {
        let told = with_unnamed_raters(raters);
        let each = told.world.visitors.iter();
        let of = |visitor: &Visitor| (visitor.name, receives(&told, visitor, &[3]));
        each.map(of).collect::<Vec<_>>()
    };
    let none = received(0);
    let mut wrong = Vec::new();
    for raters in 1..=4 {
        for ((visitor, none), (_, some)) in none.iter().zip(received(raters)) {
            wrong.extend(told_apart(none, &some, visitor));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The fifth is seen.
    let none = with_unnamed_raters(0);
    let five = with_unnamed_raters(5);
    for visitor in ["customer", "provider, guessed", "user"] {
        assert!(!differences(&none, &five, visitor, &[]).is_empty());
    }
}

/// What others see of the outcome, minute by minute, moves at the steps and nowhere in between.
#[test]
fn as_of_within_a_step_shows_no_more_than_the_step_before() {
    let told = who_of_the_users([0, 1, 2, 3, 4, 5, 6]);
    let world = &told.world;
    let (table, outcome) = (world.table, world.outcome);
    let value = |visitor: &str, minute: i64| {
        let at = Timestamp::from_millisecond(NOW + minute * MINUTE).unwrap();
        let address = format!("/api/v1/relationships/{table}/outcomes/{outcome}?as_of={at}");
        world.get(&address, world.visitor(visitor)).text()
    };
    for visitor in ["customer", "provider, guessed", "user", "supplier"] {
        let all: Vec<String> = (0..told.minutes)
            .map(|minute| value(visitor, minute))
            .collect();
        let moves = all.windows(2).filter(|pair| pair[0] != pair[1]).count();
        // Five, then the two others and three who changed their minds.
        assert_eq!(moves, 2, "{visitor}");
        assert!(!all[4].contains("reason of mark") && all[5].contains("reason of mark 9"));
    }
    // Nothing tells the moments in between either: neither a number of entries nor a file.
    let count = |minute: i64| {
        let at = Timestamp::from_millisecond(NOW + minute * MINUTE).unwrap();
        let leaves = format!("/r/{table}/record.leaves?as_of={at}");
        world
            .get(&leaves, world.visitor("supplier"))
            .text()
            .lines()
            .count()
    };
    assert_eq!((count(0), count(3)), (count(4), count(4)));
    assert_eq!(count(5) - count(4), 5);
}

fn with_guess(mark: u8) -> Told {
    let mut teller = Teller::new();
    let (viktor, consumer) = (teller.world.viktor, teller.world.consumer);
    let added = teller.act(
        teller.world.mara,
        act::AddOutcome {
            statement: "So that a call is answered".to_owned(),
            objective: String::new(),
            for_party: consumer,
            depends_on: Quality::Warranty,
            delivered: true,
        },
    );
    let [Fact::OutcomeAdded(added)] = &added[..] else {
        panic!("{added:?}")
    };
    let outcome = added.outcome;
    teller.world.outcome = outcome;
    teller.act(
        viktor,
        act::SealGuess {
            outcome,
            benefit: mark,
            usefulness: mark,
            importance: mark,
            wording: None,
        },
    );
    teller.ends()
}

#[test]
fn a_sealed_guess_reaches_nobody_else() {
    let (one, other) = (with_guess(9), with_guess(3));
    let others = one.world.visitors.iter().map(|visitor| visitor.name);
    let others: Vec<_> = others.filter(|name| *name != "provider, guessed").collect();
    let mut wrong = Vec::new();
    for visitor in others {
        wrong.extend(differences(&one, &other, visitor, &[1, 2]));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!differences(&one, &other, "provider, guessed", &[]).is_empty());
}

fn with_words(words: &str) -> Told {
    let mut teller = Teller::new();
    let said = act::Say::new(ContributionKind::Need, Audience::OwnParty, words);
    teller.act(teller.world.mara, said);
    teller.ends()
}

#[test]
fn words_among_one_party_reach_no_other() {
    let long = "and something else, at much greater length than the other words";
    let (one, other) = (with_words("short"), with_words(long));
    let outside = [
        "anonymous",
        "provider, not guessed",
        "provider, guessed",
        "supplier",
        "observer",
        "facilitator",
        "removed",
        "member elsewhere",
    ];
    let mut wrong = Vec::new();
    for visitor in outside {
        wrong.extend(differences(&one, &other, visitor, &[1, 2]));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!differences(&one, &other, "customer", &[]).is_empty());
}
