//! What an outcome is worth, and to whom.

use crate::world::*;
use domain::needs::Need;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Moment, Refusal, act};

#[test]
fn provider_cannot_rate_for_the_consumer() {
    let mut world = World::seated();
    let (provider, consumer) = (world.provider, world.consumer);
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    world.rates(INES, outcome, [10, 10, 10]);
    assert_eq!(world.figure(MARA, outcome, consumer), Figure::NotHeard);
    assert_eq!(world.said(MARA, outcome, provider).worth, 10.0);
    // The command has no field for another rater, and the API takes no unknown ones.
    let body = serde_json::json!({
        "command": "assess", "outcome": outcome, "stage": "expected",
        "benefit": 9, "usefulness": 9, "importance": 9, "person": MARA,
    });
    assert!(serde_json::from_value::<Command>(body).is_err());
}

#[test]
fn a_persons_value_is_the_mean_of_the_three() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [10, 6, 8]);
    let said = world.said(MARA, outcome, consumer);
    assert_eq!(
        (said.worth, said.benefit, said.usefulness, said.importance),
        (8.0, 10.0, 6.0, 8.0)
    );
    assert_eq!((said.raters, said.realised), (1, 0));
}

#[test]
fn forty_drivers_do_not_drown_the_customer() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    for n in 5..40 {
        world.admits(MARA, driver(n), consumer, &[Role::User], Since::Start);
    }
    for n in 0..40 {
        world.rates(driver(n), outcome, [2, 2, 2]);
    }
    world.rates(MARA, outcome, [9, 9, 9]);
    let said = world.said(TOM, outcome, consumer);
    assert_eq!(said.worth, 5.5);
    assert_eq!(said.raters, 41);
    let of = |role| {
        said.roles
            .iter()
            .find(|figure| figure.role == role)
            .expect("the role rated")
    };
    assert_eq!((of(Role::Customer).worth, of(Role::User).worth), (9.0, 2.0));
    assert_eq!(of(Role::Customer).spread, None);
    assert_eq!(of(Role::User).spread, Some([2.0; 5]));
    assert_eq!(of(Role::User).histogram.map(|bins| bins[2]), Some(40));
}

#[test]
fn below_five_raters_figures_are_whole() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    for n in 0..4 {
        world.does(driver(n), act::OpenFigures { open: true });
        world.rates(driver(n), outcome, [7, 7, 6]);
        let said = world.said(TOM, outcome, consumer);
        assert_eq!((said.worth, said.importance), (7.0, 6.0));
        assert!(
            said.roles
                .iter()
                .all(|role| role.spread.is_none() && role.histogram.is_none())
        );
    }
    world.does(driver(4), act::OpenFigures { open: true });
    world.rates(driver(4), outcome, [7, 7, 6]);
    let said = world.said(TOM, outcome, consumer);
    assert_eq!(said.worth, 6.7);
    assert!(said.roles[0].spread.is_some() && said.roles[0].histogram.is_some());
    let series = world.outcome(TOM, outcome).series;
    let worths: Vec<_> = series[0]
        .points
        .iter()
        .filter_map(|point| point.worth)
        .collect();
    assert_eq!(worths.last(), Some(&6.7));
}

#[test]
fn a_person_with_two_roles_is_one_rater() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    for person in [MARA, LEA] {
        let roles = vec![Role::Customer, Role::Sponsor, Role::User];
        world.does(MARA, act::SetRoles { person, roles });
        world.does(person, rate_realised(outcome, [7, 7, 6]));
    }
    let said = world.said(TOM, outcome, consumer);
    assert_eq!((said.raters, said.realised), (2, 2));
    assert_eq!(said.worth, 7.0, "two people make no decimals");
}

#[test]
fn the_latest_realised_assessment_counts_before_any_expected_one() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [8, 8, 8]);
    world.does(MARA, rate_realised(outcome, [3, 3, 3]));
    let said = world.said(MARA, outcome, consumer);
    assert_eq!((said.worth, said.realised), (3.0, 1));
    world.rates(MARA, outcome, [9, 9, 9]);
    assert_eq!(world.said(MARA, outcome, consumer).worth, 3.0);
    world.does(MARA, rate_realised(outcome, [4, 4, 4]));
    assert_eq!(world.said(MARA, outcome, consumer).worth, 4.0);
}

#[test]
fn value_is_never_averaged_across_parties() {
    let mut world = World::seated();
    let (provider, consumer, supplier) = (world.provider, world.consumer, world.supplier);
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(INES, outcome, [1, 1, 1]);
    world.rates(MARA, outcome, [9, 9, 9]);
    world.rates(TOM, outcome, [4, 4, 4]);
    for (party, worth) in [(provider, 1.0), (consumer, 9.0), (supplier, 4.0)] {
        assert_eq!(world.said(TOM, outcome, party).worth, worth);
    }
}

#[test]
fn does_not_concern_us_is_an_answer() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [8, 8, 8]);
    world.does(MARA, act::DeclineToAssess { outcome });
    assert_eq!(
        world.figure(TOM, outcome, consumer),
        Figure::NoConcern { other_words: false }
    );
    assert!(world.outcome(MARA, outcome).outcome.declined);
    world.refuses(MARA, act::DeclineToAssess { outcome }, Refusal::NothingNew);
    world.rates(MARA, outcome, [6, 6, 6]);
    assert_eq!(world.said(TOM, outcome, consumer).worth, 6.0);
}

#[test]
fn every_value_is_a_series() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let mut expected = Vec::new();
    for mark in [3, 8, 5] {
        world.days_pass(30);
        world.rates(MARA, outcome, [mark; 3]);
        expected.push((world.now, Some(f64::from(mark))));
    }
    world.days_pass(30);
    world.does(MARA, act::DeclineToAssess { outcome });
    expected.push((world.now, None));
    let series = world.outcome(TOM, outcome).series.remove(0);
    assert_eq!(series.party, consumer);
    let points: Vec<(Moment, Option<f64>)> =
        series.points.iter().map(|p| (p.at, p.worth)).collect();
    assert_eq!(points, expected);
}

#[test]
fn figures_go_with_the_seat() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [8, 8, 8]);
    world.rates(LEA, outcome, [2, 2, 2]);
    assert_eq!(world.said(TOM, outcome, consumer).worth, 5.0);
    world.does(
        MARA,
        act::SetRoles {
            person: LEA,
            roles: vec![Role::Observer],
        },
    );
    assert_eq!(world.said(TOM, outcome, consumer).worth, 8.0);
    world.does(
        MARA,
        act::SetRoles {
            person: LEA,
            roles: vec![Role::Customer],
        },
    );
    let said = world.said(TOM, outcome, consumer);
    assert_eq!((said.worth, said.roles.len(), said.raters), (5.0, 1, 2));
    world.does(LEA, act::UnseatPerson { person: LEA });
    let said = world.said(TOM, outcome, consumer);
    assert_eq!((said.worth, said.raters), (8.0, 1));
}

#[test]
fn marks_go_from_zero_to_ten() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [0, 10, 0]);
    for (marks, field) in [
        ([11, 0, 0], "benefit"),
        ([0, 255, 0], "usefulness"),
        ([0, 0, 11], "importance"),
    ] {
        world.refuses(
            MARA,
            rate(outcome, marks, ""),
            Refusal::OutOfScale { field },
        );
        world.refuses(INES, guess(outcome, marks), Refusal::OutOfScale { field });
    }
}

#[test]
fn the_viewer_sees_their_own_figures_and_those_before() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.does(driver(0), rate(outcome, [1, 2, 3], "first"));
    world.does(driver(0), rate(outcome, [4, 5, 6], "second"));
    let yours = world
        .outcome(driver(0), outcome)
        .outcome
        .yours
        .expect("they rated");
    assert_eq!(yours.why, "second");
    assert_eq!(yours.marks.benefit, 4);
    assert_eq!(yours.before.map(|marks| marks.benefit), Some(1));
}

#[test]
fn a_retired_outcome_takes_no_figures_and_keeps_what_was_said() {
    let mut world = World::seated();
    let consumer = world.consumer;
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    world.rates(MARA, outcome, [8, 8, 8]);
    let retire = Command::RetireOutcome(act::RetireOutcome {
        outcome,
        why: "nobody needs it".into(),
    });
    world.refuses(TOM, retire.clone(), Refusal::OnlyTheirsRetires);
    let user = world
        .decide(driver(0), retire.clone())
        .expect_err("a user does not retire");
    assert_eq!(user.rule(), "not_entitled");
    world.does(MARA, retire.clone());
    world.refuses(MARA, retire, Refusal::Retired);
    world.refuses(MARA, rate(outcome, [1, 1, 1], ""), Refusal::Retired);
    world.refuses(INES, guess(outcome, [1, 1, 1]), Refusal::Retired);
    let page = world.seen_by(TOM).value();
    assert!(page.outcomes.is_empty());
    assert_eq!(
        page.retired[0].retired_why.as_deref(),
        Some("nobody needs it")
    );
    assert_eq!(world.said(TOM, outcome, consumer).worth, 8.0);
}

#[test]
fn whoever_added_an_outcome_may_retire_it() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(PAUL, "So that drivers reach dispatch");
    world.does(
        PAUL,
        act::RetireOutcome {
            outcome,
            why: "by mistake".into(),
        },
    );
}

#[test]
fn any_party_rewords_an_outcome_that_its_own_has_not_rated() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    let for_party = world.supplier;
    let reword = |statement: &str, for_party| {
        Command::RewordOutcome(act::RewordOutcome {
            outcome,
            statement: statement.into(),
            objective: String::new(),
            for_party,
            depends_on: Quality::Warranty,
            delivered: true,
        })
    };
    world.refuses(
        MARA,
        reword("So that drivers reach dispatch", world.consumer),
        Refusal::NothingNew,
    );
    world.does(MARA, reword("So that towers are used", for_party));
    let view = world.outcome(INES, outcome).outcome;
    assert_eq!(view.statement.as_deref(), Some("So that towers are used"));
    assert_eq!(view.for_party, for_party);
}

#[test]
fn a_party_states_and_withdraws_its_own_costs_and_risks() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(INES, "So that drivers reach dispatch");
    let state = Command::StateEffect(act::StateEffect {
        outcome,
        direction: Direction::Imposes,
        burden: Burden::Cost,
        what: "night shifts".into(),
    });
    let facts = world.does(TOM, state);
    let [Fact::EffectStated(stated)] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!(stated.party, world.supplier);
    let withdraw = Command::WithdrawEffect(act::WithdrawEffect {
        outcome,
        effect: stated.effect,
    });
    world.refuses(INES, withdraw.clone(), Refusal::OnlyWhoBrought);
    assert!(world.outcome(TOM, outcome).outcome.effects[0].yours);
    assert!(!world.outcome(INES, outcome).outcome.effects[0].yours);
    world.does(TOM, withdraw.clone());
    world.refuses(
        TOM,
        withdraw,
        Refusal::Unknown {
            what: "cost or risk",
        },
    );
}

#[test]
fn old_figures_come_up_again_and_new_outcomes_wait_to_be_rated() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let needs = |world: &World, person| world.seen_by(person).needs(world.now);
    let outcomes = vec![outcome];
    assert!(needs(&world, MARA).contains(&Need::Rate {
        outcomes: outcomes.clone()
    }));
    world.rates(MARA, outcome, [8, 8, 8]);
    assert!(
        !needs(&world, MARA)
            .iter()
            .any(|need| matches!(need, Need::Rate { .. }))
    );
    world.days_pass(90);
    assert!(needs(&world, MARA).contains(&Need::RateAgain { outcomes, days: 90 }));
    assert!(
        needs(&world, OTTO).is_empty(),
        "an observer is asked nothing"
    );
}
