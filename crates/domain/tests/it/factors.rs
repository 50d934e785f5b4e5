//! External factors: what they touch is asked about again, and “still so” is no new figure.

use crate::world::*;
use domain::ids::*;
use domain::needs::{FactorAsks, Need};
use domain::view::*;
use domain::words::*;
use domain::{Day, Fact, Moment, Refusal, act};

fn day(world: &World, days: i64) -> Day {
    Moment(world.now.0 + days * Moment::DAY).day_in_utc()
}

fn happens(world: &World, days: i64, outcomes: &[OutcomeId]) -> act::RecordFactor {
    act::RecordFactor {
        kind: FactorKind::Technology,
        day: day(world, days),
        words: "3G is switched off in the region".into(),
        outcomes: outcomes.to_vec(),
        features: Vec::new(),
        agreement: false,
        sections: Vec::new(),
    }
}

fn recorded(facts: &[Fact]) -> FactorId {
    match facts {
        [Fact::FactorRecorded(recorded)] => recorded.factor,
        other => panic!("{other:?}"),
    }
}

/// The seed world with an outcome for Northwind, rated by Mara.
fn rated() -> (World, OutcomeId) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "Keep a driver on the line");
    rates(&mut world, MARA, outcome, 9);
    world.days_pass(2);
    (world, outcome)
}

fn rates(world: &mut World, person: PersonId, outcome: OutcomeId, mark: u8) {
    world.does(person, rate_realised(outcome, [mark; 3]));
}

fn asked(world: &World, person: PersonId) -> Option<(Vec<FactorId>, bool)> {
    let needs = world.seen_by(person).needs(world.now);
    needs.into_iter().find_map(|need| match need {
        Need::LookAtFactors { factors, asks } => Some((factors, asks == FactorAsks::Ahead)),
        _ => None,
    })
}

fn view(world: &World, person: PersonId, factor: FactorId) -> FactorView {
    let page = world.seen_by(person).factors(world.now);
    let mut all = page.factors.into_iter();
    all.find(|it| it.id == factor).expect("it is there")
}

fn confirms(world: &World, outcome: OutcomeId) -> act::ConfirmAssessment {
    let value = world.seen_by(MARA).value();
    let mut outcomes = value.outcomes.into_iter();
    let it = outcomes.find(|it| it.id == outcome).expect("it is there");
    act::ConfirmAssessment {
        outcome,
        wording: it.wording,
    }
}

#[test]
fn what_happened_asks_those_who_rated_what_it_touches_and_nobody_else() {
    let (mut world, outcome) = rated();
    let factor = recorded(&world.does(INES, happens(&world, -1, &[outcome])));
    assert_eq!(asked(&world, MARA), Some((vec![factor], false)));
    assert!(view(&world, MARA, factor).waits);
    // Ines has rated nothing, and no feature and no agreement is touched.
    assert_eq!(asked(&world, INES), None);
}

#[test]
fn each_is_asked_for_what_is_theirs_to_say() {
    let (mut world, outcome) = crate::agreements::in_force();
    let asks = |world: &World, person: PersonId| {
        let needs = world.seen_by(person).needs(world.now);
        needs.into_iter().find_map(|need| match need {
            Need::LookAtFactors { asks, .. } => Some(asks),
            _ => None,
        })
    };
    world.days_pass(2);
    let section = AgreementSection::Again;
    let touching = act::RecordFactor {
        sections: vec![section],
        ..happens(&world, -1, &[])
    };
    world.does(INES, touching);
    // Nobody said a word on a section: it is their parties' to look at.
    assert_eq!(asks(&world, MARA), Some(FactorAsks::Party));
    assert_eq!(asks(&world, TOM), Some(FactorAsks::Party));
    let factor = recorded(&world.does(INES, happens(&world, -1, &[outcome])));
    assert_eq!(asks(&world, MARA), Some(FactorAsks::Several));
    assert_eq!(asks(&world, TOM), Some(FactorAsks::Party));
    let rated = |person| view(&world, person, factor).outcomes[0].rated;
    assert!(rated(MARA) && !rated(TOM));
    let ahead = act::RecordFactor {
        sections: vec![section],
        ..happens(&world, 3, &[])
    };
    world.does(MARA, ahead);
    assert_eq!(asks(&world, INES), Some(FactorAsks::Ahead));
    assert_eq!(asks(&world, TOM), Some(FactorAsks::Party));
}

#[test]
fn still_so_settles_it_and_changes_no_value() {
    let (mut world, outcome) = rated();
    let before = world.seen_by(MARA).outcome(outcome).expect("it is there");
    let factor = recorded(&world.does(INES, happens(&world, -1, &[outcome])));
    let confirm = confirms(&world, outcome);
    world.does(MARA, confirm);
    assert_eq!(asked(&world, MARA), None);
    assert!(!view(&world, MARA, factor).waits);
    let after = world.seen_by(MARA).outcome(outcome).expect("it is there");
    assert_eq!(before.series, after.series);
    assert_eq!(before.outcome.figures, after.outcome.figures);
    let review = world
        .seen_by(MARA)
        .review(Some(Moment(world.now.0 - Moment::DAY)), world.now);
    let shifts = &review.outcomes[0].shifts;
    assert!(
        shifts.iter().all(|shift| shift.people == 0 && !shift.fell),
        "{shifts:?}"
    );
}

#[test]
fn still_so_is_taken_within_a_day_of_rating_where_something_happened_since() {
    let (mut world, outcome) = rated();
    rates(&mut world, MARA, outcome, 8);
    let again = confirms(&world, outcome);
    assert_eq!(world.tries(MARA, again), Err(Refusal::NothingNew));
    world.now = Moment(world.now.0 + Moment::DAY / 24);
    world.does(INES, happens(&world, -1, &[outcome]));
    let again = confirms(&world, outcome);
    world.does(MARA, again);
}

#[test]
fn rating_anew_settles_it_too() {
    let (mut world, outcome) = rated();
    world.does(INES, happens(&world, 0, &[outcome]));
    assert!(asked(&world, MARA).is_some());
    rates(&mut world, MARA, outcome, 4);
    assert_eq!(asked(&world, MARA), None);
}

#[test]
fn what_lies_ahead_is_told_a_month_before_and_asks_raters_on_its_day() {
    let (mut world, outcome) = rated();
    let factor = recorded(&world.does(INES, happens(&world, 60, &[outcome])));
    assert_eq!(asked(&world, MARA), None);
    world.days_pass(31);
    // Whoever recorded it has looked; the other side is told.
    assert_eq!(asked(&world, INES), None);
    assert_eq!(asked(&world, MARA), Some((vec![factor], true)));
    world.does(MARA, act::LookAtFactor { factor });
    assert_eq!(asked(&world, MARA), None);
    // To have recorded it is not to have said that it stays as it is.
    assert_eq!(view(&world, MARA, factor).looked, vec![world.consumer]);
    let once_more = world.tries(MARA, act::LookAtFactor { factor });
    assert_eq!(once_more, Err(Refusal::NothingNew));
    world.days_pass(30);
    assert_eq!(asked(&world, MARA), Some((vec![factor], false)));
}

#[test]
fn what_is_withdrawn_asks_nobody_and_only_its_own_party_withdraws_it() {
    let (mut world, outcome) = rated();
    let factor = recorded(&world.does(INES, happens(&world, -1, &[outcome])));
    let why = || "The regulator put it off".to_owned();
    let foreign = world.tries(MARA, act::WithdrawFactor { factor, why: why() });
    assert_eq!(foreign, Err(Refusal::OnlyWhoBrought));
    world.does(INES, act::WithdrawFactor { factor, why: why() });
    assert_eq!(asked(&world, MARA), None);
    let again = world.tries(INES, act::WithdrawFactor { factor, why: why() });
    assert_eq!(again, Err(Refusal::FactorWithdrawn));
}

#[test]
fn what_is_linked_later_asks_from_then_on() {
    let (mut world, outcome) = rated();
    let factor = recorded(&world.does(INES, happens(&world, -1, &[])));
    assert_eq!(asked(&world, MARA), None);
    let extend = || act::ExtendFactor {
        factor,
        outcomes: vec![outcome],
        features: Vec::new(),
        agreement: false,
        sections: Vec::new(),
    };
    world.does(INES, extend());
    assert_eq!(asked(&world, MARA), Some((vec![factor], false)));
    assert_eq!(world.tries(INES, extend()), Err(Refusal::NothingNew));
}

#[test]
fn a_factor_has_a_day_within_ten_years_and_touches_what_is_there() {
    let (mut world, outcome) = rated();
    let far = happens(&world, 11 * 366, &[outcome]);
    assert_eq!(world.tries(INES, far), Err(Refusal::NoFactorDay));
    let twice = happens(&world, 1, &[outcome, outcome]);
    let refusal = world.tries(INES, twice).expect_err("it stands twice");
    assert_eq!(refusal.pointer().as_deref(), Some("/outcomes/1"));
}

#[test]
fn what_a_user_records_asks_those_who_speak_for_their_own_party_too() {
    let (mut world, _) = rated();
    let consumer = world.consumer;
    world.admits(MARA, driver(30), consumer, &[Role::User], Since::Start);
    let factor = recorded(&world.does(driver(30), happens(&world, 10, &[])));
    for person in [MARA, INES] {
        assert_eq!(asked(&world, person), Some((vec![factor], true)));
        world.does(person, act::LookAtFactor { factor });
    }
}

#[test]
fn what_is_linked_later_asks_whoever_looked_before() {
    let (mut world, outcome) = rated();
    let factor = recorded(&world.does(INES, happens(&world, 10, &[])));
    world.does(MARA, act::LookAtFactor { factor });
    assert_eq!(asked(&world, MARA), None);
    world.does(
        INES,
        act::ExtendFactor {
            factor,
            outcomes: vec![outcome],
            features: Vec::new(),
            agreement: false,
            sections: Vec::new(),
        },
    );
    assert_eq!(asked(&world, MARA), Some((vec![factor], true)));
    // Nobody has left as it is what they never saw, nor has whoever linked it.
    assert_eq!(view(&world, INES, factor).looked, vec![]);
    assert_eq!(asked(&world, INES), None);
    world.does(MARA, act::LookAtFactor { factor });
    assert_eq!(view(&world, INES, factor).looked, vec![world.consumer]);
}

fn touches(world: &World, sections: &[AgreementSection]) -> act::RecordFactor {
    act::RecordFactor {
        sections: sections.to_vec(),
        ..happens(world, -1, &[])
    }
}

#[test]
fn a_section_that_is_touched_waits_for_each_party_until_it_stays_or_the_agreement_is_reopened() {
    let (mut world, _) = crate::agreements::in_force();
    let section = AgreementSection::Again;
    let touching = touches(&world, &[section]);
    let factor = recorded(&world.does(INES, touching));
    let seen = view(&world, MARA, factor);
    assert_eq!(seen.sections, vec![section]);
    assert_eq!((seen.agreement, seen.agreement_in_force), (false, Some(1)));
    let beside = world.seen_by(MARA).factors_touching(Touches::Agreement);
    assert_eq!(beside.first().map(|(id, _)| *id), Some(factor));
    // Whoever recorded it has looked; the other sides are asked.
    assert_eq!(asked(&world, INES), None);
    assert_eq!(asked(&world, TOM), Some((vec![factor], false)));
    assert_eq!(asked(&world, MARA), Some((vec![factor], false)));
    world.does(MARA, act::LookAtFactor { factor });
    assert_eq!(asked(&world, MARA), None);
    let reopen = act::ReopenAgreement {
        version: 1,
        because: Reopening::Factor,
        why: "3G is gone".into(),
    };
    world.does(INES, reopen);
    assert_eq!(asked(&world, TOM), None);
}

#[test]
fn a_section_that_is_linked_later_asks_whoever_looked_before() {
    let (mut world, _) = crate::agreements::in_force();
    let touching = touches(&world, &[AgreementSection::Again]);
    let factor = recorded(&world.does(INES, touching));
    world.does(MARA, act::LookAtFactor { factor });
    let extend = || act::ExtendFactor {
        factor,
        outcomes: Vec::new(),
        features: Vec::new(),
        agreement: false,
        sections: vec![AgreementSection::Again, AgreementSection::Worth],
    };
    world.does(INES, extend());
    assert_eq!(world.tries(INES, extend()), Err(Refusal::NothingNew));
    assert_eq!(asked(&world, MARA), Some((vec![factor], false)));
    let sections = view(&world, MARA, factor).sections;
    assert_eq!(
        sections,
        vec![AgreementSection::Worth, AgreementSection::Again]
    );
}

#[test]
fn a_factor_touches_the_sections_that_the_agreement_in_force_has() {
    let (mut world, _) = rated();
    let section = AgreementSection::Worth;
    let unknown = Refusal::Unknown { what: "section" }.within("sections", 0);
    let touching = touches(&world, &[section]);
    assert_eq!(world.tries(INES, touching), Err(unknown.clone()));
    let (mut world, _) = crate::agreements::in_force();
    let touching = touches(&world, &[AgreementSection::Contract]);
    assert_eq!(world.tries(INES, touching), Err(unknown));
    let twice = touches(&world, &[section, section]);
    let refusal = world.tries(INES, twice).expect_err("it stands twice");
    assert_eq!(refusal.pointer().as_deref(), Some("/sections/1"));
    let touching = touches(&world, &[section]);
    world.does(INES, touching);
}
