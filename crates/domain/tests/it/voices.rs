//! The mirror, and looking for what was said.

use domain::search::{Place, Query};
use domain::voices::{Advice, gini};
use domain::words::*;
use domain::{Command, Refusal, act};

use crate::world::*;

#[test]
fn gini_is_zero_for_equal_and_one_for_all_in_one_hand() {
    assert_eq!(gini(&[3, 3, 3]), Some(0.0));
    assert_eq!(gini(&[9, 0, 0]), Some(1.0));
    assert_eq!(gini(&[0, 0]), None);
    assert_eq!(gini(&[5]), None);
    // Σ|xᵢ − xⱼ| = 2 (1 + 2 + 1) = 8; 2 · (n − 1) · total = 2 · 2 · 6 = 24.
    assert_eq!(gini(&[1, 2, 3]), Some(8.0 / 24.0));
}

#[test]
fn a_silent_party_is_named_to_the_facilitator_first_and_can_be_put_away() {
    let mut world = World::seated();
    for words in ["one", "two", "three", "four"] {
        world.says(MARA, Audience::WholeTable, words);
        world.says(INES, Audience::WholeTable, words);
    }
    let party = world.supplier;
    let advice = |world: &World, person| world.seen_by(person).voices(world.now).advice;
    assert_eq!(advice(&world, INES), Some(Advice::AskFirst { party }));
    assert_eq!(advice(&world, MARA), None, "the facilitator is told first");
    let away = Command::DismissAdvice(act::DismissAdvice {
        advice: Advice::AskFirst { party }.key(),
    });
    world.does(INES, away.clone());
    assert_eq!(advice(&world, INES), None);
    world.refuses(INES, away, Refusal::NothingNew);
    let nonsense = Command::DismissAdvice(act::DismissAdvice {
        advice: "nothing".into(),
    });
    world.refuses(INES, nonsense, Refusal::Unknown { what: "advice" });
    world.days_pass(7);
    assert_eq!(advice(&world, MARA), Some(Advice::AskFirst { party }));
}

#[test]
fn advice_reaches_those_who_can_follow_it_and_the_facilitator_before_them() {
    let mut world = World::seated();
    for words in ["one", "two", "three", "four", "five"] {
        world.says(MARA, Audience::WholeTable, words);
    }
    world.says(INES, Audience::WholeTable, "six");
    world.says(TOM, Audience::WholeTable, "seven");
    let party = world.consumer;
    let (begun, of) = (5, 7);
    let advised = Some(Advice::LetOthersBegin { party, begun, of });
    let advice = |world: &World, person| world.seen_by(person).voices(world.now).advice;
    let all = |world: &World| [INES, MARA, LEA, PAUL, TOM].map(|person| advice(world, person));
    assert_eq!(all(&world), [advised, None, None, None, None]);
    world.days_pass(7);
    // What one party could do differently is nothing to tell the others.
    assert_eq!(all(&world), [advised, advised, advised, None, None]);
    // Where nobody facilitates, nobody is told first.
    world.says(PAUL, Audience::OwnParty, "Ines goes");
    world.admits(
        INES,
        IDA,
        world.provider,
        &[Role::ServiceOwner],
        Since::Start,
    );
    world.does(INES, act::UnseatPerson { person: INES });
    assert_eq!(advice(&world, IDA), None);
    assert_eq!(advice(&world, MARA), advised);
    let silent = Advice::AskFirst { party };
    assert!(silent.is_for(world.provider) && !silent.is_for(party));
}

#[test]
fn the_mirror_counts_what_was_said_to_the_whole_table_and_nothing_else() {
    let mut world = World::seated();
    world.says(TOM, Audience::WholeTable, "one two three");
    let before = world.seen_by(MARA).voices(world.now);
    world.says(TOM, Audience::OwnParty, "four five");
    world.says(TOM, Audience::Parties(vec![world.consumer]), "six");
    assert_eq!(world.seen_by(MARA).voices(world.now), before);
    let tom = before.parties[2];
    assert_eq!((tom.turns, tom.words, tom.begun, tom.builds), (1, 3, 1, 0));
    world.days_pass(31);
    assert_eq!(world.seen_by(MARA).voices(world.now).parties[2].turns, 0);
}

#[test]
fn one_finds_by_name_whom_one_sees_by_name_and_nobody_else() {
    let mut world = World::seated();
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.says(MARA, Audience::WholeTable, "The tunnel is dark");
    world.says(MARA, Audience::OwnParty, "Too dear for us");
    world.does(LEA, rate(outcome, [7, 7, 7], "I hear every driver"));
    world.does(driver(0), rate(outcome, [3, 3, 3], "I hear nobody"));
    world.says(driver(0), Audience::WholeTable, "Nobody answers at night");
    let find = |world: &World, person, typed: &str| {
        let seen = world.seen_by(person);
        // Whoever looks knows every name: still nothing is found that does not stand by it.
        let names = [
            (MARA, "Mara Osei"),
            (LEA, "Lea Brandt"),
            (driver(0), "Jonas Wild"),
        ];
        let names = names.map(|(person, name)| (person, name.to_owned()));
        let query = Query::new(typed).expect("a word").knowing(names);
        let hits = seen.search(&query).into_iter();
        let mut found: Vec<_> = hits.map(|hit| hit.excerpt).collect();
        found.sort();
        found
    };
    assert_eq!(
        find(&world, LEA, "MARA"),
        ["The tunnel is dark", "Too dear for us"]
    );
    assert_eq!(find(&world, TOM, "osei mara"), ["The tunnel is dark"]);
    assert_eq!(find(&world, TOM, "osei tunnel"), ["The tunnel is dark"]);
    assert!(find(&world, TOM, "osei dear").is_empty());
    assert!(
        find(&world, OTTO, "brandt tunnel").is_empty(),
        "another's word"
    );
    // A reason that stands by name is found by it, one that stands by role is not.
    assert_eq!(find(&world, MARA, "brandt"), ["I hear every driver"]);
    assert_eq!(find(&world, MARA, "jonas"), ["Nobody answers at night"]);
    // What the consumer said of the worth is hidden before guessing, and with it who did.
    assert!(find(&world, INES, "brandt").is_empty());
    let named = |person| world.seen_by(person).people_named();
    assert!(named(MARA).contains(&LEA) && !named(INES).contains(&LEA));
}

#[test]
fn one_finds_what_one_may_see_and_nothing_else() {
    let mut world = World::seated();
    let said = world.says(
        MARA,
        Audience::WholeTable,
        "Fahrer unter der **Brücke** erreichen",
    );
    world.says(MARA, Audience::OwnParty, "die Brücke ist uns zu teuer");
    let find = |world: &World, person, typed: &str| {
        world
            .seen_by(person)
            .search(&Query::new(typed).expect("a word"))
    };
    assert_eq!(find(&world, LEA, "brücke").len(), 2);
    let hits = find(&world, INES, "BRÜCKE fahrer");
    assert_eq!(hits.len(), 1);
    assert!(
        matches!(hits[0].place, Place::Contribution { contribution, .. } if contribution == said)
    );
    assert!(find(&world, INES, "teuer").is_empty());
    assert!(
        find(&world, INES, "drivers country").len() == 1,
        "the purpose"
    );
    assert!(Query::new("  ").is_none());

    // Reasons too, as far as one may know what was said of worth.
    let outcome = world.adds_outcome(MARA, "So that drivers reach dispatch");
    world.does(MARA, rate(outcome, [9, 9, 9], "Erfrierungen am Pass"));
    assert_eq!(find(&world, LEA, "erfrierungen").len(), 1);
    assert!(
        find(&world, INES, "erfrierungen").is_empty(),
        "not guessed yet"
    );
}
