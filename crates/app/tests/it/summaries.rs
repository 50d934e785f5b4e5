//! A list of many relationships says of each what the relationship itself says, at every moment.

use std::sync::Arc;

use app::App;
use database::testing::{keep_copy, put_back};
use domain::fact::ContributionSaid;
use domain::ids::*;
use domain::needs::Need;
use domain::view::Summary;
use domain::words::*;
use domain::{Day, Fact, Moment, act};

use crate::world::*;

const RECORD: [&str; 3] = ["record_stream", "record_entry", "record_request"];
const SECRET: &str = "the driver's name is Oskar";

fn listed(node: &App, world: &World, person: PersonId) -> Option<Arc<Summary>> {
    let listed = node.summaries_of(person, world.app.now()).unwrap();
    let found = listed.into_iter().find(|(id, _)| *id == world.table);
    found.map(|(_, summary)| summary)
}

/// What the relationship says itself, to a node that knows nothing yet.
fn fresh(world: &World, person: PersonId) -> Option<Summary> {
    let table = world.restarted().relationship(world.table).unwrap()?;
    let seen = table.seen_by(person, &table)?;
    Some(seen.summary(world.app.now()))
}

#[track_caller]
fn assert_fresh(node: &App, world: &World, person: PersonId, when: impl std::fmt::Debug) {
    let (kept, fresh) = (listed(node, world, person), fresh(world, person));
    let holds = fresh.as_ref().map(|fresh| fresh.holds.clone());
    let kept = kept.map(|kept| (*kept).clone()).zip(holds);
    let kept = kept.map(|(kept, holds)| Summary { holds, ..kept });
    assert_eq!(kept, fresh, "{when:?}");
}

/// A need of Mara's.
fn need(world: &World, words: &str) -> (u64, ContributionId) {
    let done = world.done(world.mara, say(words));
    let Some(Fact::ContributionSaid(ContributionSaid { contribution, .. })) = done.facts.first()
    else {
        panic!("{done:?}")
    };
    (done.first, *contribution)
}

fn not_now(world: &World, contribution: ContributionId, returns: Day) {
    world.done(
        world.ines,
        act::Answer {
            contribution,
            kind: AnswerKind::NotNow,
            words: "After the summer.".to_owned(),
            became_outcome: None,
            became_contribution: None,
            became_feature: None,
            returns: Some(returns),
        },
    );
}

#[test]
fn whatever_happens_the_list_says_what_the_relationship_says() {
    on_both(|world| {
        let nodes = [world.app.clone(), world.restarted()];
        let everybody = [world.ines, world.mara, world.colleague("Noor Haddad")];
        let mut dice = 0x5eed_c0de_u64;
        let mut roll = |sides: u64| {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            dice % sides
        };
        let mut said = Vec::new();
        let mut copied = false;
        for step in 0..120 {
            match roll(9) {
                0..3 => said.push(need(world, &format!("word {step}"))),
                3 => {
                    if let Some((_, word)) = said.pop() {
                        let days = 1 + roll(60) as i64;
                        let day = Moment(world.app.now().0 + days * Moment::DAY).day_in_utc();
                        not_now(world, word, day);
                    }
                }
                4 => {
                    let ahead = roll(20 * Moment::DAY as u64) as i64;
                    world.clock.set(Moment(world.app.now().0 + ahead));
                }
                5 => {
                    if let Some((sequence, _)) = said.pop() {
                        erase(world, sequence);
                    }
                }
                6 if !copied => {
                    keep_copy(world.app.database(), &RECORD, 0);
                    copied = true;
                }
                7 if copied && roll(4) == 0 => {
                    put_back(world.app.database(), &RECORD, 0);
                    said.clear();
                }
                _ => {}
            }
            let node = &nodes[roll(2) as usize];
            for person in everybody {
                assert_fresh(node, world, person, step);
            }
        }
    });
}

fn erase(world: &World, sequence: u64) {
    world.done(
        world.mara,
        act::EraseContent {
            sequence,
            ground: "asked by the person named".to_owned(),
        },
    );
}

#[test]
fn what_comes_back_on_a_day_is_needed_once_it_begins_at_the_table_though_nothing_is_recorded() {
    on_both(|world| {
        let (_, word) = need(world, "to know before the border whether roaming works");
        // The table keeps Berlin's days, whoever looks.
        let day: Day = "2027-03-01".parse().unwrap();
        let begins = day.begins_in_utc().0 - 3_600_000;
        not_now(world, word, day);
        let waits = |now: i64| {
            let listed = world.app.summaries_of(world.ines, Moment(now)).unwrap();
            let mut matters = listed[0].1.matters.iter();
            matters.any(|matter| matches!(&matter.need, Need::Answer { contributions } if contributions == &[word]))
        };
        assert!(!waits(START.0));
        assert!(!waits(begins - 1));
        assert!(waits(begins));
        // A clock that was set back is believed, too.
        assert!(!waits(begins - 1));
    });
}

#[test]
fn erased_text_is_in_no_list() {
    on_both(|world| {
        let (sequence, _) = need(world, SECRET);
        let nodes = [world.app.clone(), world.restarted()];
        let says = |node| format!("{:?}", listed(node, world, world.ines)).contains(SECRET);
        assert!(nodes.iter().all(says));
        erase(world, sequence);
        assert!(!nodes.iter().any(says));
    });
}

#[test]
fn whoever_gets_up_finds_the_table_in_no_list() {
    on_both(|world| {
        let noor = world.colleague("Noor Haddad");
        let other = world.restarted();
        assert!(listed(&other, world, noor).is_some());
        world.done(world.mara, act::UnseatPerson { person: noor });
        assert_eq!(listed(&world.app, world, noor), None);
        assert_eq!(listed(&other, world, noor), None);
        assert_eq!(listed(&other, world, noor), None);
    });
}

#[test]
fn a_list_notices_that_acknowledged_entries_are_gone() {
    on_both(|world| {
        let lists = || listed(&world.app, world, world.mara).unwrap();
        let before = lists();
        keep_copy(world.app.database(), &RECORD, 0);
        need(world, "first");
        put_back(world.app.database(), &RECORD, 0);
        assert_eq!(world.app.record().losses().unwrap(), []);
        assert_eq!(lists().frame, before.frame);
        assert_eq!(world.app.record().losses().unwrap().len(), 1);
    });
}
