//! The mix: whose voice counts how much, what a rule may read, and what is recorded.

use crate::world::*;
use domain::audience::Sight;
use domain::ids::*;
use domain::mix::{MixInputs, Rater};
use domain::needs::Need;
use domain::words::*;
use domain::{Command, Fact, Refusal, act};

/// Two outcomes, and two features with a price: cells serve the first, the board both.
struct Table {
    world: World,
    calls: OutcomeId,
    outages: OutcomeId,
    cells: FeatureId,
    board: FeatureId,
}

fn table() -> Table {
    let mut world = World::seated();
    let calls = world.adds_outcome(MARA, "So that drivers reach dispatch");
    let outages = world.adds_outcome(MARA, "So that outages are known");
    let cells = world.adds_feature(MARA, "Small cells", calls);
    let board = world.adds_feature(TOM, "Shared outage board", outages);
    let serves = |outcome, strength| Serves { outcome, strength };
    world.does(
        TOM,
        act::ChangeFeature {
            feature: board,
            name: "Shared outage board".into(),
            note: String::new(),
            origins: vec![Origin::Supplier],
            serves: vec![
                serves(calls, Strength::Weak),
                serves(outages, Strength::Medium),
            ],
            needs: Vec::new(),
            excludes: Vec::new(),
            must: false,
        },
    );
    world.prices(INES, cells, 9_600_000);
    world.prices(INES, board, 3_800_000);
    Table {
        world,
        calls,
        outages,
        cells,
        board,
    }
}

#[track_caller]
fn inputs(world: &World, person: PersonId) -> MixInputs {
    let inputs = world.seen_by(person).mix_inputs();
    inputs.expect("the person may see a mix")
}

fn record(budget: u64, read_at: u64) -> Command {
    Command::RecordMix(act::RecordMix {
        rule: MixRule::EqualVoice,
        budget,
        read_at,
        note: String::new(),
    })
}

fn weigh(world: &World, [provider, consumer, supplier]: [u32; 3]) -> Command {
    let endowment = |(party, weight)| Endowment { party, weight };
    let parties = [
        (world.provider, provider),
        (world.consumer, consumer),
        (world.supplier, supplier),
    ];
    Command::ChooseEndowments(act::ChooseEndowments {
        endowments: parties.map(endowment).to_vec(),
        why: "they carry most of it".into(),
    })
}

#[test]
fn a_persons_points_are_strength_times_expected_value() {
    let Table {
        mut world,
        calls,
        outages,
        cells,
        board,
    } = table();
    world.rates(MARA, calls, [9, 8, 10]);
    world.rates(MARA, outages, [3, 3, 4]);
    world.rates(TOM, outages, [10, 10, 10]);
    // What it turned out to be does not change what was expected of it.
    world.does(MARA, rate_realised(calls, [1, 1, 1]));
    let inputs = inputs(&world, TOM);
    let place = |id| {
        inputs
            .features
            .iter()
            .position(|feature| feature.id == id)
            .unwrap()
    };
    let mara = Rater {
        party: 1,
        points: vec![(place(cells), 9 * 27), (place(board), 27 + 3 * 10)],
    };
    let tom = Rater {
        party: 2,
        points: vec![(place(board), 3 * 30)],
    };
    assert_eq!(inputs.raters, [mara, tom]);
    let prices: Vec<u64> = inputs
        .features
        .iter()
        .map(|feature| feature.price)
        .collect();
    assert_eq!(prices, [9_600_000, 3_800_000]);
}

#[test]
fn who_has_only_said_how_it_turned_out_is_read_by_that_and_it_is_said() {
    let Table {
        mut world,
        calls,
        outages,
        cells,
        board,
    } = table();
    let place = |inputs: &MixInputs, id| {
        let mut all = inputs.features.iter();
        all.position(|feature| feature.id == id).unwrap()
    };
    world.does(MARA, rate_realised(calls, [9, 8, 10]));
    let read = inputs(&world, TOM);
    assert_eq!(read.raters.len(), 1);
    let points = &read.raters[0].points;
    assert!(points.contains(&(place(&read, cells), 9 * 27)));
    assert!(points.contains(&(place(&read, board), 27)));
    assert_eq!(read.realised, [world.consumer]);
    let silent = world.seen_by(TOM).features().silent;
    assert_eq!(silent, [world.provider, world.supplier]);
    // Another outcome of which somebody else says what they expect is read as ever.
    world.rates(TOM, outages, [1, 1, 1]);
    assert_eq!(inputs(&world, TOM).realised, [world.consumer]);
    // What she expects comes first, once she has said it, and however often it turns out.
    world.rates(MARA, calls, [1, 1, 1]);
    world.does(MARA, rate_realised(calls, [10, 10, 10]));
    let read = inputs(&world, TOM);
    let mara = read.raters.iter().find(|rater| rater.party == 1).unwrap();
    assert!(mara.points.contains(&(place(&read, cells), 9 * 3)));
    assert_eq!(read.realised, []);
}

#[test]
fn who_is_not_concerned_has_answered_with_nothing() {
    let Table {
        mut world,
        calls,
        outages,
        ..
    } = table();
    assert_eq!(world.seen_by(TOM).features().silent.len(), 3);
    world.does(TOM, act::DeclineToAssess { outcome: calls });
    world.rates(MARA, calls, [1, 1, 1]);
    world.does(MARA, act::DeclineToAssess { outcome: calls });
    let raters = inputs(&world, TOM).raters;
    assert_eq!(raters.len(), 2);
    assert!(raters.iter().all(|rater| rater.points.is_empty()));
    assert_eq!(world.seen_by(TOM).features().silent, [world.provider]);
    // Only what features serve gives a voice: here Paul has none yet.
    let other = world.adds_outcome(MARA, "So that bills are whole");
    world.rates(PAUL, other, [9, 9, 9]);
    assert_eq!(inputs(&world, TOM).raters.len(), 2);
    world.rates(PAUL, outages, [0, 0, 0]);
    assert_eq!(inputs(&world, TOM).raters.len(), 3);
}

#[test]
fn a_price_range_counts_with_its_upper_end_and_what_has_none_stays_out() {
    let Table {
        mut world,
        calls,
        cells,
        ..
    } = table();
    world.does(
        INES,
        act::PriceFeature {
            feature: cells,
            price: Price { low: 5, high: 8 },
            bearers: Bearers::default(),
        },
    );
    world.adds_feature(MARA, "Without a price", calls);
    let features = inputs(&world, TOM).features;
    assert_eq!(features.len(), 2);
    assert_eq!(features[0].price, 8);
}

#[test]
fn equal_voices_stand_until_somebody_chooses_otherwise() {
    let Table { mut world, .. } = table();
    let weights = |world: &World| -> Vec<u32> {
        let parties = inputs(world, TOM).parties;
        parties.iter().map(|one| one.weight).collect()
    };
    assert_eq!(weights(&world), [1, 1, 1]);
    assert_eq!(world.seen_by(TOM).features().endowments.chosen_by, None);
    world.does(INES, weigh(&world, [1, 3, 2]));
    assert_eq!(weights(&world), [1, 3, 2]);
    let shown = world.seen_by(TOM).features().endowments;
    assert_eq!(shown.chosen_by, Some(INES));
    assert_eq!(shown.why.as_deref(), Some("they carry most of it"));
    // Whoever sits down later was not in that choice: until the next one all are equal.
    world.seats_party(INES, REGULATOR, PartyKind::Other);
    assert_eq!(weights(&world), [1, 1, 1, 1]);
    assert_eq!(world.seen_by(TOM).features().endowments.chosen_by, None);
}

#[test]
fn a_party_by_the_link_of_another_shares_its_voice() {
    let Table { mut world, .. } = table();
    let theirs = world.seats_party(INES, REGULATOR, PartyKind::Other);
    world.is_only_said_to_belong(RUTH);
    world.admits(INES, RUTH, theirs, &[Role::Representative], Since::Start);
    let parties = inputs(&world, TOM).parties;
    let weights: Vec<u32> = parties.iter().map(|one| one.weight).collect();
    // Meridian with the one that it brought, Northwind, Halden: a third each.
    assert_eq!(weights, [1, 2, 2, 1]);
    let weigh = |weights: [u32; 4]| {
        let parties = [world.provider, world.consumer, world.supplier, theirs];
        let parties = parties.into_iter().zip(weights);
        act::ChooseEndowments {
            endowments: parties
                .map(|(party, weight)| Endowment { party, weight })
                .collect(),
            why: "each of us".into(),
        }
    };
    let (equal, less) = (weigh([1, 1, 1, 1]), weigh([0, 2, 2, 1]));
    world.refuses(RUTH, equal.clone(), Refusal::OwnEndowment);
    world.refuses(INES, equal, Refusal::OwnEndowment);
    // A side gives of its own.
    world.does(INES, less);
}

#[test]
fn nobody_raises_the_voice_of_their_own_party() {
    let Table { mut world, .. } = table();
    world.refuses(INES, weigh(&world, [2, 1, 1]), Refusal::OwnEndowment);
    world.refuses(MARA, weigh(&world, [1, 3, 1]), Refusal::OwnEndowment);
    world.does(TOM, weigh(&world, [1, 1, 0]));
    world.refuses(TOM, weigh(&world, [1, 1, 0]), Refusal::NothingNew);
    world.refuses(TOM, weigh(&world, [0, 0, 0]), Refusal::Endowments);
    world.refuses(TOM, weigh(&world, [1, 1_001, 0]), Refusal::Endowments);
    let mut twice = weigh(&world, [1, 1, 1]);
    if let Command::ChooseEndowments(act::ChooseEndowments { endowments, .. }) = &mut twice {
        endowments[2] = endowments[1];
    }
    world.refuses(TOM, twice, Refusal::Endowments);
}

#[test]
fn less_than_an_equal_voice_is_a_partys_own_word() {
    let Table { mut world, .. } = table();
    // Without the consumer's voice, below an equal one, and by way of another party.
    for (person, weights) in [(INES, [1, 0, 2]), (INES, [1, 2, 1]), (TOM, [3, 1, 2])] {
        world.refuses(person, weigh(&world, weights), Refusal::OthersEndowment);
    }
    world.does(MARA, weigh(&world, [2, 1, 2]));
    // What a party gave up stays given up, and is not made less by others.
    world.refuses(INES, weigh(&world, [4, 1, 7]), Refusal::OthersEndowment);
    world.does(INES, weigh(&world, [1, 1, 3]));
    // It takes back what it gave.
    world.does(MARA, weigh(&world, [1, 1, 1]));
}

#[test]
fn a_mix_is_recorded_as_the_engine_came_to_it_and_not_otherwise() {
    let Table {
        mut world,
        cells,
        board,
        calls,
        ..
    } = table();
    world.rates(MARA, calls, [9, 9, 9]);
    let read_at = world.sequence();
    let facts = world.does(MARA, record(5, read_at));
    let [Fact::MixRecorded(mix)] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!((mix.budget, mix.read_at), (5, read_at));
    assert_eq!(mix.engine, "everything");
    assert_eq!(mix.result.selected, [cells, board]);
    let shown = world.seen_by(TOM).features().mixes;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].result, mix.result);
    // What the engine was not asked, or asked of a record still to come, is not recorded.
    let unknown = Refusal::Unknown { what: "mix" };
    world.refuses(MARA, record(5, 10_000), unknown);
}

#[test]
fn a_providers_person_sees_and_records_no_mix_before_guessing() {
    let Table {
        mut world,
        calls,
        outages,
        ..
    } = table();
    world.rates(MARA, calls, [9, 9, 9]);
    let read_at = world.sequence();
    world.does(MARA, record(5, read_at));
    let recorded = world.sequence();
    for person in [INES, PAUL, OLGA] {
        let seen = world.seen_by(person);
        assert_eq!(seen.mix_inputs().map_err(|locked| locked.len()), Err(2));
        let page = seen.features();
        assert_eq!((page.mixes.len(), page.mixes_sealed), (0, 1));
        assert_eq!(page.guess_first.len(), 2);
        assert_eq!(world.sight(person, recorded), Sight::Sealed);
    }
    world.guesses(INES, calls, [1, 1, 1]);
    assert_eq!(world.sight(INES, recorded), Sight::Sealed);
    world.does(INES, act::SkipGuess { outcome: outages });
    assert_eq!(world.sight(INES, recorded), Sight::Whole);
    assert_eq!(world.seen_by(INES).features().mixes.len(), 1);
    assert_eq!(inputs(&world, INES), inputs(&world, TOM));
    world.does(INES, record(6, read_at));
}

#[test]
fn an_engines_answer_does_not_get_past_who_has_not_guessed() {
    use domain::Context;
    use domain::mix::ComputedMix;
    let Table { world, .. } = table();
    let reads = inputs(&world, MARA).reads;
    let forged = ComputedMix {
        rule: MixRule::EqualVoice,
        budget: 5,
        read_at: 1,
        inputs: String::new(),
        engine: String::new(),
        reads,
        result: MixResult {
            selected: Vec::new(),
            cost: 0,
            features: Vec::new(),
            gets: Vec::new(),
            endowments: Vec::new(),
            silent: Vec::new(),
            realised: Vec::new(),
            proven: true,
            room: None,
            fairness: None,
        },
    };
    let mut context = Context {
        at: world.now,
        actor: INES,
        people: Default::default(),
        entry: None,
        mix: Some(forged),
        days: std::collections::BTreeMap::new(),
        times: Default::default(),
        signs: Default::default(),
        holds: None,
        shown_at: None,
        confirmed: None,
        page_shown: None,
        consulted: None,
        answered: Vec::new(),
        record: Some(RECORD),
        seed: [7; 32],
        mail: false,
        ids: &mut || uuid::Uuid::from_u128(1),
    };
    let decided = world.relationship.decide(&mut context, record(5, 1));
    assert_eq!(decided, Err(Refusal::GuessFirst));
}

#[test]
fn who_of_two_said_what_changes_nothing() {
    let figures = |first: PersonId, second: PersonId| {
        let Table {
            mut world,
            calls,
            outages,
            ..
        } = table();
        world.rates(first, calls, [9, 9, 9]);
        world.rates(second, calls, [2, 3, 4]);
        world.rates(first, outages, [1, 1, 1]);
        for n in 2..5 {
            world.rates(driver(n), calls, [5, 5, 5]);
        }
        inputs(&world, TOM)
    };
    let raters = figures(driver(0), driver(1));
    assert_eq!(raters.raters.len(), 5);
    assert_eq!(raters, figures(driver(1), driver(0)));
}

#[test]
fn users_are_in_no_mix_below_five_and_come_in_together() {
    let Table {
        mut world, calls, ..
    } = table();
    for n in 0..4 {
        world.rates(driver(n), calls, [9, 9, 9]);
        assert!(inputs(&world, TOM).raters.is_empty());
    }
    let needs = world.seen_by(MARA).needs(world.now);
    assert!(needs.contains(&Need::RateForMix {
        outcomes: world.seen_by(MARA).mix_inputs().expect("open").reads,
    }));
    world.rates(driver(4), calls, [1, 1, 1]);
    let five = inputs(&world, TOM).raters;
    assert_eq!(five.len(), 5);
    world.rates(driver(0), calls, [2, 2, 2]);
    assert_eq!(inputs(&world, TOM).raters, five);
}

#[test]
fn a_party_without_a_voice_is_asked_first_for_what_features_serve() {
    let Table {
        mut world,
        calls,
        outages,
        ..
    } = table();
    let other = world.adds_outcome(MARA, "So that bills are whole");
    let needs = world.seen_by(TOM).needs(world.now);
    assert!(needs.contains(&Need::RateForMix {
        outcomes: vec![calls, outages],
    }));
    assert!(needs.contains(&Need::Rate {
        outcomes: vec![other],
    }));
    world.rates(TOM, calls, [5, 5, 5]);
    let needs = world.seen_by(TOM).needs(world.now);
    assert!(needs.contains(&Need::Rate {
        outcomes: vec![outages, other],
    }));
}

#[test]
fn who_left_and_what_is_retired_count_for_nothing() {
    let Table {
        mut world, calls, ..
    } = table();
    world.rates(MARA, calls, [9, 9, 9]);
    world.rates(LEA, calls, [9, 9, 9]);
    assert_eq!(inputs(&world, TOM).raters.len(), 2);
    world.does(MARA, act::UnseatPerson { person: LEA });
    assert_eq!(inputs(&world, TOM).raters.len(), 1);
    let why = "not needed".to_owned();
    world.does(
        MARA,
        act::RetireOutcome {
            outcome: calls,
            why,
        },
    );
    assert_eq!(inputs(&world, TOM).raters.len(), 0);
}
