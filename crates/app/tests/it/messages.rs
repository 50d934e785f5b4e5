//! Several nodes on one database send each mail once.

use std::sync::Mutex;
use std::thread;

use accounts::{Handed, Hears, Mail, MailId};
use app::messages::{Courier, NEWS_FOR, Written};
use app::{App, Error};
use domain::words::*;
use domain::{Fact, act};
use jiff::{SignedDuration, Timestamp};

use crate::world::*;

/// Carries mails into a list.
struct List<'a> {
    app: &'a App,
    carried: &'a Mutex<Vec<(MailId, usize)>>,
}

impl Courier for List<'_> {
    type Letter = (MailId, usize);

    fn is_ready(&self) -> bool {
        true
    }

    fn goes_on(&self) -> bool {
        true
    }

    fn write(
        &self,
        mail: &Mail,
        _now: Timestamp,
    ) -> Result<Option<Written<(MailId, usize)>>, Error> {
        Ok(Some(Written {
            letter: (mail.id, self.app.accounts().news_in(mail.id)?.len()),
            stop: self.app.accounts().new_mail_secret()?,
            ways_back: Vec::new(),
        }))
    }

    fn hand_over(&self, letter: &(MailId, usize)) -> Handed {
        self.carried.lock().unwrap().push(*letter);
        Handed::Taken
    }
}

fn at(world: &World, minutes: i64) -> Timestamp {
    let now = Timestamp::from_millisecond(world.clock.now().0).unwrap();
    now + SignedDuration::from_mins(minutes)
}

/// Ines guesses, Mara values: the record answers the guess.
fn reveal(world: &World) {
    let done = world.done(
        world.ines,
        act::AddOutcome {
            statement: "So that trucks leave on time".to_owned(),
            objective: String::new(),
            for_party: world.consumer,
            depends_on: Quality::Utility,
            delivered: true,
        },
    );
    let Some(Fact::OutcomeAdded(added)) = done.facts.first() else {
        panic!("{done:?}")
    };
    let (outcome, benefit, usefulness, importance) = (added.outcome, 5, 5, 5);
    world.done(
        world.ines,
        act::SealGuess {
            outcome,
            benefit,
            usefulness,
            importance,
            wording: None,
        },
    );
    world.done(
        world.mara,
        act::Assess {
            outcome,
            stage: Stage::Realised,
            benefit,
            usefulness,
            importance,
            why: String::new(),
            wording: None,
        },
    );
}

#[test]
fn many_nodes_tell_of_each_entry_once() {
    on_both(|world| {
        let carried = Mutex::default();
        for _ in 0..3 {
            reveal(world);
        }
        let nodes: Vec<App> = (0..4).map(|_| world.restarted()).collect();
        for minutes in [1, 11, 12, 80] {
            let now = at(world, minutes);
            thread::scope(|scope| {
                for app in &nodes {
                    let list = List {
                        app,
                        carried: &carried,
                    };
                    scope.spawn(move || {
                        app.gather_news(now).unwrap();
                        app.plan_digests(now).unwrap();
                        app.send_mail(&list, now).unwrap();
                    });
                }
            });
        }
        let carried = carried.into_inner().unwrap();
        let news: Vec<_> = carried.iter().map(|(_, news)| *news).collect();
        assert_eq!(news, [3], "one mail, of three entries");
    });
}

#[test]
fn what_is_old_when_it_is_first_read_is_told_to_nobody() {
    on_both(|world| {
        let carried = Mutex::default();
        let list = List {
            app: &world.app,
            carried: &carried,
        };
        reveal(world);
        let later = at(world, 1) + NEWS_FOR;
        world.app.gather_news(later).unwrap();
        world
            .app
            .send_mail(&list, later + SignedDuration::from_hours(1))
            .unwrap();
        assert!(carried.lock().unwrap().is_empty());
    });
}

#[test]
fn everybody_with_an_account_is_reminded_once_for_a_week_on_all_nodes() {
    on_both(|world| {
        let carried = Mutex::default();
        let accounts = world.app.accounts();
        assert_eq!(accounts.mailing(world.ines).unwrap().hears, Hears::Weekly);
        let nodes: Vec<App> = (0..4).map(|_| world.restarted()).collect();
        for hour in 0..14 * 24 {
            let now = at(world, 60 * hour);
            thread::scope(|scope| {
                for app in &nodes {
                    scope.spawn(move || app.plan_digests(now).unwrap());
                }
            });
        }
        let list = List {
            app: &world.app,
            carried: &carried,
        };
        world.app.send_mail(&list, at(world, 60 * 14 * 24)).unwrap();
        // Mara is a guest: her one table is behind her link.
        assert_eq!(carried.into_inner().unwrap().len(), 2);
    });
}
