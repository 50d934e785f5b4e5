//! Mixes: computed by the shell, recorded by the rules, the same when computed again.

use app::{ENGINE, Refused};
use domain::act::{MixAsked, NewFeature};
use domain::ids::*;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

use crate::world::{World, on_both};

fn outcome(world: &World) -> OutcomeId {
    let added = world.done(
        world.mara,
        act::AddOutcome {
            statement: "So that drivers reach dispatch".to_owned(),
            objective: String::new(),
            for_party: world.consumer,
            depends_on: Quality::Warranty,
            delivered: false,
        },
    );
    match added.facts.first() {
        Some(Fact::OutcomeAdded(added)) => added.outcome,
        other => panic!("{other:?}"),
    }
}

fn rate(outcome: OutcomeId, mark: u8) -> Command {
    Command::Assess(act::Assess {
        outcome,
        stage: Stage::Expected,
        benefit: mark,
        usefulness: mark,
        importance: mark,
        why: String::new(),
        wording: None,
    })
}

fn feature(world: &World, outcome: OutcomeId, strength: Strength, price: u64) -> FeatureId {
    let provider = world
        .app
        .relationship(world.table)
        .unwrap()
        .unwrap()
        .seen_by(
            world.ines,
            &world.app.relationship(world.table).unwrap().unwrap(),
        )
        .unwrap()
        .party();
    let features = vec![NewFeature {
        name: format!("For {price}"),
        note: String::new(),
        offered_by: provider,
        origins: vec![Origin::Customer],
        serves: vec![Serves { outcome, strength }],
        price: Some(Price {
            low: price,
            high: price,
        }),
        bearers: Bearers::default(),
        needs: Vec::new(),
        needs_added: Vec::new(),
        excludes: Vec::new(),
        excludes_added: Vec::new(),
        must: false,
    }];
    let added = world.done(world.ines, act::AddFeatures { features });
    match added.facts.first() {
        Some(Fact::FeatureAdded(added)) => added.feature,
        other => panic!("{other:?}"),
    }
}

fn record(rule: MixRule, budget: u64, read_at: u64) -> Command {
    Command::RecordMix(act::RecordMix {
        rule,
        budget,
        read_at,
        note: String::new(),
    })
}

#[test]
fn a_mix_recorded_at_an_entry_comes_out_the_same_from_a_node_with_nothing_in_memory() {
    on_both(|world| {
        let calls = outcome(world);
        let cells = feature(world, calls, Strength::Strong, 9_600_000);
        feature(world, calls, Strength::Weak, 5_000_000);
        let read_at = world.done(world.mara, rate(calls, 9)).last;
        // What is said afterwards changes nothing of a mix read before.
        world.done(world.mara, rate(calls, 0));
        for rule in MixRule::ALL {
            let done = world.done(world.mara, record(*rule, 10_000_000, read_at));
            let Some(Fact::MixRecorded(mix)) = done.facts.first() else {
                panic!("{:?}", done.facts)
            };
            assert_eq!(mix.result.selected, [cells]);
            assert_eq!((mix.read_at, mix.engine.as_str()), (read_at, ENGINE));
            let (table, mara) = (world.table, world.mara);
            let asked = MixAsked {
                rule: *rule,
                budget: 10_000_000,
                read_at,
            };
            let again = world.restarted();
            let again = again.compute_mix(table, mara, asked);
            let again = again.unwrap();
            assert_eq!(
                (again.inputs, again.result),
                (mix.inputs.clone(), mix.result.clone())
            );
        }
        let digest = |rule, budget, read_at| {
            let digest = world.app.mix_digest(world.table, rule, budget, read_at);
            digest.unwrap()
        };
        let one = digest(MixRule::EqualVoice, 1, read_at);
        for other in [
            digest(MixRule::MostValue, 1, read_at),
            digest(MixRule::EqualVoice, 2, read_at),
            digest(MixRule::EqualVoice, 1, read_at - 1),
        ] {
            assert_ne!(one, other);
        }
    });
}

#[test]
fn where_all_was_delivered_before_it_was_rated_a_mix_is_filled_and_says_what_it_reads() {
    on_both(|world| {
        let calls = outcome(world);
        let cells = feature(world, calls, Strength::Strong, 9_600_000);
        let mut realised = rate(calls, 9);
        if let Command::Assess(said) = &mut realised {
            said.stage = Stage::Realised;
        }
        let read_at = world.done(world.mara, realised).last;
        for rule in MixRule::ALL {
            let done = world.done(world.mara, record(*rule, 10_000_000, read_at));
            let Some(Fact::MixRecorded(mix)) = done.facts.first() else {
                panic!("{:?}", done.facts)
            };
            assert_eq!(mix.result.selected, [cells]);
            assert_eq!(mix.result.realised, [world.consumer]);
        }
        // What she expects, once she says it, changes no mix that was read before.
        world.done(world.mara, rate(calls, 0));
        let asked = MixAsked {
            rule: MixRule::EqualVoice,
            budget: 10_000_000,
            read_at,
        };
        let again = world.app.compute_mix(world.table, world.mara, asked);
        assert_eq!(again.unwrap().result.selected, [cells]);
    });
}

#[test]
fn a_mix_is_refused_where_the_rules_refuse_it() {
    on_both(|world| {
        let calls = outcome(world);
        let cells = feature(world, calls, Strength::Strong, 9_600_000);
        let read_at = world.done(world.mara, rate(calls, 9)).last;
        let refused = |actor, command| match world.act(actor, command) {
            Err(Refused::Rule(refusal)) => refusal,
            other => panic!("{other:?}"),
        };
        let of = |read_at| record(MixRule::EqualVoice, 1_000, read_at);
        assert_eq!(refused(world.ines, of(read_at)), Refusal::GuessFirst);
        let unknown = Refusal::Unknown { what: "entry" };
        assert_eq!(refused(world.mara, of(read_at + 9)), unknown);
        assert_eq!(refused(world.mara, of(0)), unknown);
        let change = Command::ChangeFeature(act::ChangeFeature {
            feature: cells,
            name: "A must".to_owned(),
            note: String::new(),
            origins: vec![Origin::Rule],
            serves: Vec::new(),
            needs: Vec::new(),
            excludes: Vec::new(),
            must: true,
        });
        let read_at = world.done(world.ines, change).last;
        assert_eq!(refused(world.mara, of(read_at)), Refusal::MustsTooDear);
        world.done(world.mara, record(MixRule::EqualVoice, 9_600_000, read_at));
    });
}

#[test]
fn a_mix_says_who_was_passed_over_and_what_fairness_costs() {
    on_both(|world| {
        let (calls, bills) = (outcome(world), outcome(world));
        feature(world, calls, Strength::Strong, 6_000_000);
        feature(world, calls, Strength::Medium, 4_000_000);
        let split = feature(world, bills, Strength::Strong, 5_000_000);
        world.done(world.mara, rate(calls, 9));
        let read_at = world.done(world.ines, rate(bills, 1)).last;
        let provider = {
            let relationship = world.app.relationship(world.table).unwrap().unwrap();
            relationship
                .seen_by(world.ines, &relationship)
                .unwrap()
                .party()
        };
        let recorded = |rule| {
            let done = world.done(world.mara, record(rule, 10_000_000, read_at));
            match done.facts.first() {
                Some(Fact::MixRecorded(mix)) => mix.result.clone(),
                other => panic!("{other:?}"),
            }
        };
        // Two features of Northwind's add up to more than one of Northwind's and Meridian's only wish,
        // which Meridian's half of the voice pays for.
        let most = recorded(MixRule::MostValue);
        assert!(!most.selected.contains(&split));
        let passed_over = PassedOver {
            feature: split,
            parties: vec![provider],
            people: None,
        };
        let fairness = Fairness {
            passed_over: Some(passed_over),
            with_nothing: 1,
            uneven: 50,
            lost: 0,
            most_proven: true,
            loses_nothing: Some(true),
        };
        assert_eq!(most.fairness, Some(fairness));
        let equal = recorded(MixRule::EqualVoice);
        assert!(equal.selected.contains(&split));
        let fairness = equal.fairness.unwrap();
        assert_eq!((&fairness.passed_over, fairness.with_nothing), (&None, 0));
        // Northwind's half does not pay for its dearer feature: 81 and 27 points instead of 243 and 81.
        assert_eq!((fairness.lost, fairness.most_proven), (67, true));
        assert_eq!(fairness.loses_nothing, Some(false));
    });
}
