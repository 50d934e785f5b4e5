//! Features: who adds them, who says what they cost, and which of them a mix can choose.

use crate::world::*;
use domain::ids::*;
use domain::mix::Standing;
use domain::view::*;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

fn view(world: &World, person: PersonId, feature: FeatureId) -> FeatureView {
    let page = world.seen_by(person).features();
    let mut all = page.features.into_iter().chain(page.withdrawn);
    all.find(|view| view.id == feature)
        .expect("the feature exists")
}

fn change(feature: FeatureId, needs: &[FeatureId]) -> Command {
    Command::ChangeFeature(act::ChangeFeature {
        feature,
        name: "otherwise".into(),
        note: String::new(),
        origins: vec![Origin::User],
        serves: Vec::new(),
        needs: needs.to_vec(),
        excludes: Vec::new(),
        must: false,
    })
}

/// A feature that needs and excludes what is added with it, by places.
fn linked(
    world: &World,
    outcome: OutcomeId,
    needs: &[usize],
    excludes: &[usize],
) -> domain::act::NewFeature {
    domain::act::NewFeature {
        needs_added: needs.to_vec(),
        excludes_added: excludes.to_vec(),
        ..new_feature("a", world.provider, outcome)
    }
}

fn seeded() -> (World, OutcomeId) {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    (world, outcome)
}

#[test]
fn anybody_who_may_speak_adds_a_feature_and_the_table_sees_it() {
    let (mut world, outcome) = seeded();
    for person in [INES, MARA, TOM, driver(0)] {
        let feature = world.adds_feature(person, "Small cells", outcome);
        for viewer in [INES, OTTO, TOM, driver(1)] {
            let view = view(&world, viewer, feature);
            assert_eq!(view.name.as_deref(), Some("Small cells"));
            assert_eq!((view.person, view.price), (person, None));
            assert_eq!(view.standing, Standing::NoPrice);
        }
    }
}

#[test]
fn only_the_party_that_offers_a_feature_says_what_it_costs() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(MARA, "Small cells", outcome);
    for person in [MARA, LEA, TOM] {
        world.refuses(person, price(feature, 100), Refusal::NotOffered);
    }
    world.prices(INES, feature, 9_600_000);
    let seen = view(&world, TOM, feature);
    assert_eq!(
        seen.price,
        Some(Price {
            low: 9_600_000,
            high: 9_600_000
        })
    );
    assert_eq!(seen.standing, Standing::InPlay);
    assert!(view(&world, INES, feature).may_price && !view(&world, MARA, feature).may_price);
    // Nor is a price slipped in with a new feature.
    let mut new = new_feature("Masts", world.supplier, outcome);
    new.price = Some(Price { low: 1, high: 1 });
    let add = |new| {
        Command::AddFeatures(act::AddFeatures {
            features: vec![new],
        })
    };
    world.refuses(INES, add(new.clone()), Refusal::NotOffered);
    world.does(TOM, add(new));
}

#[test]
fn those_who_bear_a_price_make_up_the_whole_of_it() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(INES, "Small cells", outcome);
    let (provider, consumer) = (world.provider, world.consumer);
    let price = |low, high, bearers| {
        Command::PriceFeature(act::PriceFeature {
            feature,
            price: Price { low, high },
            bearers,
        })
    };
    let bearer = |party, share| Bearer { party, share };
    let both = |a, b| vec![bearer(provider, a), bearer(consumer, b)];
    for wrong in [
        Bearers::Percent(both(50, 51)),
        Bearers::Percent(both(u64::MAX, 101)),
        Bearers::Amounts(both(40, 50)),
        Bearers::Percent(vec![bearer(provider, 50), bearer(provider, 50)]),
    ] {
        world.refuses(INES, price(80, 100, wrong), Refusal::Bearers);
    }
    world.refuses(INES, price(2, 1, Bearers::default()), Refusal::Price);
    let dear = price(0, 1_000_000_000_001, Bearers::default());
    world.refuses(INES, dear, Refusal::Price);
    let nobody = Bearers::Percent(vec![bearer(PartyId(uuid::Uuid::nil()), 100)]);
    world.refuses(
        INES,
        price(1, 1, nobody),
        Refusal::Unknown { what: "party" },
    );
    world.does(INES, price(80, 100, Bearers::Amounts(both(40, 60))));
    world.does(INES, price(80, 100, Bearers::Percent(both(40, 60))));
    let same = price(80, 100, Bearers::Percent(both(40, 60)));
    world.refuses(INES, same, Refusal::NothingNew);
}

#[test]
fn a_must_is_set_and_lifted_by_those_who_speak_for_a_party() {
    let (mut world, outcome) = seeded();
    let must = |must| {
        Command::AddFeatures(act::AddFeatures {
            features: vec![domain::act::NewFeature {
                must,
                ..new_feature("Emergency calls", PartyId(uuid::Uuid::nil()), outcome)
            }],
        })
    };
    let of = |mut command: Command, party| {
        if let Command::AddFeatures(act::AddFeatures { features }) = &mut command {
            features[0].offered_by = party;
        }
        command
    };
    let provider = world.provider;
    let refused = world.decide(driver(0), of(must(true), provider));
    assert_eq!(
        refused.map_err(|refusal| refusal.rule()),
        Err("not_entitled")
    );
    let facts = world.does(MARA, of(must(true), provider));
    let [Fact::FeatureAdded(added)] = &facts[..] else {
        panic!("{facts:?}")
    };
    let lifted = change(added.feature, &[]);
    assert_eq!(
        world
            .decide(driver(0), lifted.clone())
            .map_err(|refusal| refusal.rule()),
        Err("not_entitled")
    );
    world.does(INES, lifted);
}

#[test]
fn nothing_excludes_itself() {
    let (mut world, outcome) = seeded();
    let itself = Command::AddFeatures(act::AddFeatures {
        features: vec![linked(&world, outcome, &[], &[0])],
    });
    world.refuses(INES, itself, Refusal::ExcludesItself);
    let id = world.adds_feature(INES, "Small cells", outcome);
    let mut changed = change(id, &[]);
    if let Command::ChangeFeature(act::ChangeFeature { excludes, .. }) = &mut changed {
        *excludes = vec![id];
    }
    world.refuses(INES, changed, Refusal::ExcludesItself);
}

#[test]
fn features_added_together_may_need_each_other_but_never_in_a_circle() {
    let (mut world, outcome) = seeded();
    let new = |needs: &[usize]| linked(&world, outcome, needs, &[]);
    let add = |features: Vec<_>| Command::AddFeatures(act::AddFeatures { features });
    let circle = add(vec![new(&[1]), new(&[2]), new(&[0])]);
    let (itself, nowhere) = (add(vec![new(&[0])]), add(vec![new(&[1])]));
    let chain = add(vec![new(&[1]), new(&[2]), new(&[])]);
    world.refuses(INES, circle, Refusal::CircularNeed);
    world.refuses(INES, itself, Refusal::CircularNeed);
    world.refuses(INES, nowhere, Refusal::Unknown { what: "feature" });
    world.refuses(INES, add(Vec::new()), Refusal::NothingNew);
    let facts = world.does(INES, chain);
    let ids: Vec<FeatureId> = facts
        .iter()
        .map(|fact| match fact {
            Fact::FeatureAdded(added) => added.feature,
            other => panic!("{other:?}"),
        })
        .collect();
    world.refuses(INES, change(ids[2], &[ids[0]]), Refusal::CircularNeed);
    assert_eq!(view(&world, INES, ids[0]).needs, [ids[1]]);
}

#[test]
fn what_needs_a_feature_that_cannot_be_chosen_cannot_be_chosen() {
    let (mut world, outcome) = seeded();
    let (roof, cells) = (
        world.adds_feature(INES, "Roof", outcome),
        world.adds_feature(INES, "Small cells", outcome),
    );
    let reports = world.adds_feature(INES, "Reports", outcome);
    world.does(INES, change(cells, &[roof]));
    world.does(INES, change(reports, &[cells]));
    world.prices(INES, cells, 100);
    world.prices(INES, reports, 100);
    let standing = |world: &World, feature| view(world, TOM, feature).standing;
    assert_eq!(standing(&world, cells), Standing::Waits { need: roof });
    assert_eq!(standing(&world, reports), Standing::Waits { need: cells });
    world.prices(INES, roof, 100);
    assert_eq!(standing(&world, reports), Standing::InPlay);
    let why = "the owner of the roof says no".to_owned();
    world.does(INES, act::WithdrawFeature { feature: roof, why });
    assert_eq!(standing(&world, reports), Standing::Waits { need: cells });
    // A link that stands may stay; a new one leads to nothing withdrawn.
    world.does(
        INES,
        act::ChangeFeature {
            feature: cells,
            name: "Small cells, again".into(),
            note: String::new(),
            origins: vec![Origin::User],
            serves: Vec::new(),
            needs: vec![roof],
            excludes: Vec::new(),
            must: false,
        },
    );
    world.refuses(INES, change(reports, &[roof]), Refusal::Withdrawn);
}

#[test]
fn a_feature_is_withdrawn_by_its_author_or_those_who_speak_for_its_party() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(driver(0), "A horn", outcome);
    let withdraw = Command::WithdrawFeature(act::WithdrawFeature {
        feature,
        why: "found another way".into(),
    });
    // Whoever offers it cannot make a wish go away.
    for other in [INES, TOM] {
        world.refuses(other, withdraw.clone(), Refusal::OtherParty);
    }
    assert!(world.decide(driver(1), withdraw.clone()).is_err());
    assert!(world.decide(MARA, withdraw.clone()).is_ok());
    world.does(driver(0), withdraw.clone());
    world.refuses(driver(0), withdraw, Refusal::Withdrawn);
    world.refuses(INES, price(feature, 1), Refusal::Withdrawn);
    world.refuses(INES, change(feature, &[]), Refusal::Withdrawn);
    let page = world.seen_by(TOM).features();
    assert_eq!((page.features.len(), page.withdrawn.len()), (0, 1));
}

#[test]
fn what_serves_nothing_and_what_nobody_needs_is_named() {
    let (mut world, outcome) = seeded();
    let (served, idle) = (
        world.adds_feature(MARA, "Small cells", outcome),
        world.adds_feature(PAUL, "Loyalty app", outcome),
    );
    world.does(INES, change(idle, &[]));
    let with = |origins: &[Origin]| {
        Command::ChangeFeature(act::ChangeFeature {
            feature: served,
            name: "Small cells".into(),
            note: String::new(),
            origins: origins.to_vec(),
            serves: vec![Serves {
                outcome,
                strength: Strength::Weak,
            }],
            needs: Vec::new(),
            excludes: Vec::new(),
            must: false,
        })
    };
    let page = |world: &World| {
        let page = world.seen_by(TOM).features();
        (page.serve_nothing, page.nobodys_need)
    };
    assert_eq!(page(&world), (vec![idle], vec![]));
    let ours = [Origin::Competitor, Origin::Price, Origin::OurIdea];
    world.does(INES, with(&ours));
    assert_eq!(page(&world), (vec![idle], vec![served]));
    world.does(INES, with(&[Origin::OurIdea, Origin::Rule]));
    assert_eq!(page(&world), (vec![idle], vec![]));
    let why = "replaced".to_owned();
    world.does(MARA, act::RetireOutcome { outcome, why });
    assert_eq!(page(&world).0, [served, idle]);
    world.refuses(INES, with(&[]), Refusal::NoOrigin);
}

#[test]
fn whoever_offers_a_feature_without_a_price_is_asked_for_one() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(MARA, "Small cells", outcome);
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&domain::needs::Need::PriceFeatures {
            features: vec![feature],
        })
    };
    assert!(asked(&world, INES));
    // Paul builds it and does not speak for Meridian; Mara does not offer it.
    assert!(!asked(&world, PAUL) && !asked(&world, MARA));
    world.prices(INES, feature, 1);
    assert!(!asked(&world, INES));
}

#[test]
fn an_erased_feature_keeps_its_place_and_its_price() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(MARA, "Small cells", outcome);
    let added = world.sequence();
    world.prices(INES, feature, 7);
    world.does(MARA, erase(added));
    let view = view(&world, TOM, feature);
    assert_eq!(
        (view.name, view.price.map(|price| price.high)),
        (None, Some(7))
    );
}
