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
        world.refuses(other, withdraw.clone(), Refusal::OnlyWhoBrought);
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

/// What a feature of Meridian's costs, of which these bear so many per cent each.
fn shared(feature: FeatureId, amount: u64, bearers: &[(PartyId, u64)]) -> Command {
    let bearer = |(party, share): &(PartyId, u64)| Bearer {
        party: *party,
        share: *share,
    };
    Command::PriceFeature(act::PriceFeature {
        feature,
        price: Price {
            low: amount,
            high: amount,
        },
        bearers: Bearers::Percent(bearers.iter().map(bearer).collect()),
    })
}

fn answers(feature: FeatureId, share: u64, bears: bool) -> Command {
    Command::AnswerShare(act::AnswerShare {
        feature,
        share: Price {
            low: share,
            high: share,
        },
        bears,
        why: "as agreed on the phone".into(),
    })
}

/// What each party at the table says to its share.
fn words(world: &World, feature: FeatureId) -> Vec<ShareWord> {
    let bearing = view(world, MARA, feature).bearing;
    bearing.into_iter().map(|one| one.word).collect()
}

#[test]
fn what_a_bearer_says_since_is_what_a_recorded_mix_is_told_to_cost_it() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(INES, "Small cells", outcome);
    let (provider, supplier) = (world.provider, world.supplier);
    world.does(
        INES,
        shared(feature, 100, &[(provider, 50), (supplier, 50)]),
    );
    let half = |party, word| Bearing {
        party,
        share: Price { low: 50, high: 50 },
        word,
    };
    let recorded = MixResult {
        selected: vec![feature],
        cost: 100,
        features: vec![MixedFeature {
            feature,
            price: 100,
            backed: Vec::new(),
            bearing: vec![
                half(provider, ShareWord::Own),
                half(supplier, ShareWord::Asked),
            ],
            why: Why::Voice,
            wishes: Vec::new(),
            fits: None,
            way_in: WayIn::default(),
        }],
        gets: Vec::new(),
        endowments: Vec::new(),
        silent: Vec::new(),
        realised: Vec::new(),
        proven: true,
        room: None,
        fairness: None,
    };
    let asked = |world: &World| {
        let now = world
            .seen_by(MARA)
            .borne_by_now(&recorded)
            .borne_by(supplier);
        (now.agreed, now.asked)
    };
    assert_eq!(asked(&world), (0, 50));
    world.does(TOM, answers(feature, 50, true));
    assert_eq!(asked(&world), (50, 0));
    // To another share it has not said yes.
    world.does(
        INES,
        shared(feature, 200, &[(provider, 50), (supplier, 50)]),
    );
    assert_eq!(asked(&world), (0, 50));
}

#[test]
fn a_share_put_on_another_party_is_asked_of_it_until_it_says_yes_or_no() {
    use ShareWord::*;
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(INES, "Small cells", outcome);
    let (provider, supplier) = (world.provider, world.supplier);
    let halves = |amount| shared(feature, amount, &[(provider, 50), (supplier, 50)]);
    world.does(INES, halves(101));
    assert_eq!(words(&world, feature), [Own, Asked]);
    // The first of them pays the smallest coin that does not divide.
    let bearing = view(&world, TOM, feature).bearing;
    assert_eq!((bearing[0].share.high, bearing[1].share.high), (51, 50));
    let asked = |world: &World, person| {
        let needs = world.seen_by(person).needs(world.now);
        needs.contains(&domain::needs::Need::AnswerShares {
            features: vec![feature],
        })
    };
    assert!(asked(&world, TOM) && !asked(&world, INES) && !asked(&world, MARA));
    assert!(view(&world, TOM, feature).may_answer && !view(&world, INES, feature).may_answer);
    for person in [INES, MARA] {
        world.refuses(person, answers(feature, 50, true), Refusal::NotAsked);
    }
    world.refuses(TOM, answers(feature, 49, true), Refusal::OtherShare);
    let mut silent = answers(feature, 50, false);
    if let Command::AnswerShare(act::AnswerShare { why, .. }) = &mut silent {
        why.clear();
    }
    world.refuses(TOM, silent, Refusal::Blank { field: "why" });
    world.does(TOM, answers(feature, 50, true));
    assert_eq!(words(&world, feature), [Own, Agreed]);
    assert!(!asked(&world, TOM));
    world.refuses(TOM, answers(feature, 50, true), Refusal::NothingNew);
    let said = view(&world, MARA, feature).bearing.remove(1);
    assert_eq!(said.person, Some(TOM));
    assert_eq!(said.why.as_deref(), Some("as agreed on the phone"));
    // Whoever bears so much bears less; more is asked again.
    world.does(INES, halves(80));
    assert_eq!(words(&world, feature), [Own, Agreed]);
    world.does(INES, halves(102));
    assert_eq!(words(&world, feature), [Own, Asked]);
    assert_eq!(view(&world, MARA, feature).bearing[1].person, None);
    // A no holds for so much and more; less is asked again.
    world.does(TOM, answers(feature, 51, false));
    assert_eq!(words(&world, feature), [Own, Declined]);
    let declined = domain::needs::Need::ShareDeclined {
        features: vec![feature],
    };
    assert!(world.seen_by(INES).needs(world.now).contains(&declined));
    assert!(!world.seen_by(TOM).needs(world.now).contains(&declined));
    world.does(INES, halves(200));
    assert_eq!(words(&world, feature), [Own, Declined]);
    world.does(INES, halves(60));
    assert_eq!(words(&world, feature), [Own, Asked]);
}

#[test]
fn a_yes_was_said_to_the_words_of_then() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(INES, "Small cells", outcome);
    let supplier = world.supplier;
    world.does(INES, shared(feature, 100, &[(supplier, 100)]));
    world.does(TOM, answers(feature, 100, true));
    assert_eq!(words(&world, feature), [ShareWord::Agreed]);
    world.does(
        INES,
        act::ChangeFeature {
            feature,
            name: "Large cells".into(),
            note: String::new(),
            origins: vec![Origin::OurIdea],
            serves: Vec::new(),
            needs: Vec::new(),
            excludes: Vec::new(),
            must: false,
        },
    );
    assert_eq!(words(&world, feature), [ShareWord::Asked]);
    world.does(TOM, answers(feature, 100, true));
    assert_eq!(words(&world, feature), [ShareWord::Agreed]);
}

#[test]
fn what_a_party_pays_is_said_by_its_sponsors_where_it_has_any() {
    let (mut world, outcome) = seeded();
    let feature = world.adds_feature(INES, "Small cells", outcome);
    let consumer = world.consumer;
    world.does(INES, shared(feature, 100, &[(consumer, 100)]));
    let sponsors = world.seen_by(MARA).table().seats;
    let sponsor = sponsors
        .iter()
        .find(|seat| seat.roles.contains(&Role::Sponsor) && seat.claimed)
        .expect("a sponsor sits there")
        .person;
    assert_ne!(sponsor, MARA);
    world.refuses(MARA, answers(feature, 100, true), Refusal::SponsorSays);
    world.does(sponsor, answers(feature, 100, true));
    world.does(MARA, act::UnseatPerson { person: sponsor });
    world.does(MARA, answers(feature, 100, false));
    assert_eq!(words(&world, feature), [ShareWord::Declined]);
}

#[test]
fn shares_of_a_price_sum_up_to_it() {
    let party = |n| PartyId(uuid::Uuid::from_u128(n));
    let thirds = [34, 33, 33].iter().zip(1..);
    let thirds = thirds.map(|(share, n)| Bearer {
        party: party(n),
        share: *share,
    });
    let thirds = Bearers::Percent(thirds.collect());
    for price in [0, 1, 2, 99, 100, 1_000_001, u64::MAX] {
        let parts = thirds.parts(price);
        assert_eq!(parts.iter().map(|(_, part)| part).sum::<u64>(), price);
    }
    assert_eq!(thirds.parts(1)[0], (party(1), 1));
    assert_eq!(Bearers::default().parts(5), []);
}
