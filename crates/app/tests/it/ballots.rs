//! Consultations' own records: votes that come at once, from two nodes, twice, and after a restart.

use std::thread;

use accounts::ConsultationLink;
use app::{App, BallotAct, Refused};
use domain::ballot::Said;
use domain::ids::*;
use domain::words::*;
use domain::{Fact, Moment, Refusal, act};
use record::StreamId;
use uuid::Uuid;

use crate::world::*;

/// Mara asks Northwind's people.
fn ask(world: &World) -> ConsultationId {
    // She has an account from then on.
    world.colleague("Lea Brandt");
    let opened = world.done(
        world.mara,
        act::OpenConsultation {
            question: "What matters on the road?".to_owned(),
            statements: (1..=8).map(|n| format!("Statement {n}")).collect(),
            rules: "No names".to_owned(),
            parties: vec![world.consumer],
            until: Moment(START.0 + 10 * Moment::DAY).day_in_utc(),
            adding: true,
            moderation: Moderation::After,
            showing: Showing::Meanwhile,
            outcome: None,
            language: None,
            letters_only: false,
        },
    );
    match &opened.facts[..] {
        [Fact::ConsultationOpened(opened)] => opened.consultation,
        other => panic!("{other:?}"),
    }
}

fn vote(world: &World, consultation: ConsultationId, n: u128, statement: u64) -> BallotAct {
    BallotAct {
        relationship: world.table,
        consultation,
        voice: VoiceId(Uuid::from_u128(0x7000 + n)),
        party: world.consumer,
        key: format!("{n}-{statement}"),
        said: Said::Vote {
            statement,
            vote: Vote::ALL[usize::try_from(n).unwrap() % 3],
        },
    }
}

fn votes_in(app: &App, world: &World, consultation: ConsultationId) -> usize {
    let table = app.relationship(world.table).unwrap().unwrap();
    let asked = table.asked(consultation).unwrap();
    let ballot = app.ballot(world.table, &asked).unwrap().unwrap();
    ballot.voices.values().map(|voice| voice.votes.len()).sum()
}

#[test]
fn votes_that_come_at_once_are_all_taken_down_and_none_twice() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        thread::scope(|scope| {
            for n in 0..40 {
                let app = &fresh.app;
                scope.spawn(move || {
                    for statement in 1..=8 {
                        let act = vote(fresh, consultation, n, statement);
                        app.take_down(act.clone()).unwrap();
                        app.take_down(act).unwrap();
                    }
                });
            }
        });
        assert_eq!(votes_in(&fresh.app, fresh, consultation), 320);
        let stream = StreamId(consultation.0);
        let verified = fresh.app.record().verify(stream, None).unwrap();
        assert!(verified.is_sound());
        assert_eq!(verified.entries, 321);
        // Another process reads the same from the record alone.
        let again = fresh.restarted();
        assert_eq!(votes_in(&again, fresh, consultation), 320);
    });
}

#[test]
fn two_nodes_take_votes_for_one_consultation() {
    on_both(|fresh| {
        if fresh.app.is_embedded() {
            return;
        }
        let consultation = ask(fresh);
        let other = fresh.restarted();
        thread::scope(|scope| {
            for (node, app) in [&fresh.app, &other].into_iter().enumerate() {
                scope.spawn(move || {
                    for n in 0..20 {
                        let n = n + 100 * node as u128;
                        app.take_down(vote(fresh, consultation, n, 1)).unwrap();
                    }
                });
            }
        });
        assert_eq!(votes_in(&fresh.app, fresh, consultation), 40);
        assert_eq!(votes_in(&other, fresh, consultation), 40);
    });
}

#[test]
fn the_same_record_gives_the_same_map_after_a_restart() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        for n in 0..60 {
            for statement in 1..=8 {
                let act = vote(fresh, consultation, n, statement);
                fresh.app.take_down(act).unwrap();
            }
            // Somebody looks in between: groups go on from one view to the next.
            let _ = drawn(&fresh.app, fresh, consultation);
        }
        let again = fresh.restarted();
        let [one, other] = [&fresh.app, &again].map(|app| drawn(app, fresh, consultation));
        assert!(one.contains("places"), "{one}");
        assert_eq!(one, other);
    });
}

fn drawn(app: &App, world: &World, consultation: ConsultationId) -> String {
    let table = app.relationship(world.table).unwrap().unwrap();
    let asked = table.asked(consultation).unwrap();
    let ballot = app.ballot(world.table, &asked).unwrap().unwrap();
    app.draw_views(consultation).unwrap();
    app.settle_views();
    let drawn = app.drawn(&asked, &ballot);
    drawn.map_or_else(String::new, |drawn| format!("{:?}", drawn.map))
}

#[test]
fn what_came_of_it_is_tied_to_the_record_that_it_came_from() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        for n in 0..12 {
            for statement in 1..=8 {
                let act = vote(fresh, consultation, n, statement);
                fresh.app.take_down(act).unwrap();
            }
        }
        let ended = fresh.done(fresh.mara, act::CloseConsultation { consultation });
        let [Fact::ConsultationClosed(closed)] = &ended.facts[..] else {
            panic!("{ended:?}")
        };
        let head = fresh.app.record().head(StreamId(consultation.0)).unwrap();
        let head = head.unwrap();
        assert_eq!(
            (closed.entries, closed.root.0),
            (head.sequence, head.root.0)
        );
        assert_eq!((closed.people, closed.votes), (12, 96));
        assert!(closed.whole);
        let late = fresh.app.take_down(vote(fresh, consultation, 50, 1));
        let over = matches!(late, Err(Refused::Rule(Refusal::ConsultationOver)));
        assert!(over, "{late:?}");
    });
}

#[test]
fn whoever_is_in_no_figure_makes_the_number_of_people_a_least_one() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        for n in 0..12 {
            for statement in 1..=8 {
                let act = vote(fresh, consultation, n, statement);
                fresh.app.take_down(act).unwrap();
            }
        }
        let text = "Said by one".to_owned();
        let language = None;
        let added = BallotAct {
            said: Said::Add { text, language },
            ..vote(fresh, consultation, 50, 1)
        };
        fresh.app.take_down(added).unwrap();
        let ended = fresh.done(fresh.mara, act::CloseConsultation { consultation });
        let [Fact::ConsultationClosed(closed)] = &ended.facts[..] else {
            panic!("{ended:?}")
        };
        assert_eq!((closed.people, closed.whole), (12, false));
    });
}

#[test]
fn a_consultations_own_record_is_no_relationship() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        fresh
            .app
            .take_down(vote(fresh, consultation, 1, 1))
            .unwrap();
        let id = RelationshipId(consultation.0);
        for app in [&fresh.app, &fresh.restarted()] {
            assert!(app.relationship(id).unwrap().is_none());
        }
        let begun = fresh.app.is_ballot(StreamId(consultation.0)).unwrap();
        assert!(begun, "it is there");
    });
}

#[test]
fn nobody_ends_what_they_may_not_end() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        let act = vote(fresh, consultation, 1, 1);
        fresh.app.take_down(act).unwrap();
        let refused = fresh.act(fresh.ines, act::CloseConsultation { consultation });
        assert!(refused.is_err());
        // And votes go on being taken.
        let act = vote(fresh, consultation, 2, 1);
        fresh.app.take_down(act).unwrap();
    });
}

#[test]
fn a_device_gives_its_voice_to_one_seat_and_to_no_other() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        let accounts = fresh.app.accounts();
        let to = ConsultationLink {
            consultation,
            relationship: fresh.table,
            party: fresh.consumer,
        };
        let from = [127, 0, 0, 1].into();
        let now = jiff::Timestamp::from_millisecond(START.0).unwrap();
        let device = "what the browser of a depot holds";
        let presents = accounts::Device {
            held: Some(device),
            form: "",
        };
        let (known, _) = accounts.begin_voice(&to, presents, from, now).unwrap();
        let of_seat = |person: u128| {
            let person = PersonId(Uuid::from_u128(person));
            let begun = accounts.begin_voice_of_seat(&to, person, Some(device), now);
            begun.unwrap().voice
        };
        assert_eq!(of_seat(1), known.voice);
        // Whoever sits at it with nobody signed in neither reads nor changes what is the seat's.
        assert_eq!(accounts.voice(consultation, device).unwrap(), None);
        assert_ne!(of_seat(2), known.voice);
        assert_eq!(of_seat(1), known.voice);
    });
}

#[test]
fn a_link_leads_to_its_consultation_and_a_voice_to_its_device_until_it_withdraws() {
    on_both(|fresh| {
        let consultation = ask(fresh);
        let accounts = fresh.app.accounts();
        let to = ConsultationLink {
            consultation,
            relationship: fresh.table,
            party: fresh.consumer,
        };
        let [link, again] = [(); 2].map(|()| accounts.consultation_link(to).unwrap());
        let shown = |link: &accounts::secrecy::SecretString| {
            accounts::secrecy::ExposeSecret::expose_secret(link).to_owned()
        };
        assert_eq!(shown(&link), shown(&again));
        let behind = accounts.behind_consultation_link(&shown(&link)).unwrap();
        assert_eq!(behind, Some(to));
        assert_eq!(accounts.behind_consultation_link("else").unwrap(), None);
        let from = [127, 0, 0, 1].into();
        let now = jiff::Timestamp::from_millisecond(START.0).unwrap();
        let nothing = accounts::Device {
            held: None,
            form: "",
        };
        let (known, device) = accounts.begin_voice(&to, nothing, from, now).unwrap();
        let device = shown(&device.unwrap());
        let found = accounts.voice(consultation, &device).unwrap();
        assert_eq!(found, Some(known));
        let act = BallotAct {
            voice: known.voice,
            ..vote(fresh, consultation, 1, 1)
        };
        fresh.app.take_down(act.clone()).unwrap();
        let withdrawal = BallotAct {
            key: "gone".to_owned(),
            said: Said::Withdraw,
            ..act
        };
        fresh.app.take_down(withdrawal).unwrap();
        assert_eq!(accounts.voice(consultation, &device).unwrap(), None);
    });
}
