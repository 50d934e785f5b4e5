//! What holds of every map.

use std::collections::{BTreeMap, BTreeSet};

use opinion::distinct::Side;
use opinion::ground;
use opinion::live::Live;
use opinion::map::{FEWEST_PEOPLE, Map, Options, TooFew};
use opinion::start::Start;
use opinion::votes::{Counts, Vote};
use opinion::workers::Workers;
use proptest::prelude::*;

use crate::made_up::{Ballot, Numbers, camps, shuffled, votes};

fn draw(ballots: &[Ballot], options: &Options) -> Map {
    Map::draw(&votes(ballots), options, None).expect("enough for a map")
}

fn quick() -> Options {
    Options {
        resamples: 0,
        ..Options::default()
    }
}

/// Who is together with whom, whatever the groups are called.
fn partition(map: &Map) -> BTreeSet<Vec<u64>> {
    let mut groups: BTreeMap<Option<u8>, Vec<u64>> = BTreeMap::new();
    for (&person, &group) in map.people.iter().zip(&map.group_of) {
        groups.entry(group).or_default().push(person);
    }
    groups.into_values().collect()
}

#[test]
fn order_of_rows_and_number_of_threads_change_no_bit() {
    // More votes than fit one piece of work, and enough people to be taken together.
    let ballots = camps(6_000, 30, 3, 1);
    let options = |threads| Options {
        resamples: 3,
        workers: Workers(threads),
        ..Options::default()
    };
    let map = draw(&ballots, &options(1));
    assert!(map.k() >= 2);
    assert_eq!(map, draw(&shuffled(&ballots, 7), &options(2)));
    assert_eq!(map, draw(&shuffled(&ballots, 8), &options(3)));
}

#[test]
fn a_map_restarted_in_the_middle_goes_on_with_the_same_bits() {
    let ballots = camps(60, 20, 3, 2);
    let (first, rest) = ballots.split_at(ballots.len() / 2);
    let (second, third) = rest.split_at(rest.len() / 2);
    let start = draw(first, &quick()).start();

    let mut going = Live::begin(&votes(first), &quick(), start.clone());
    let mut stopped = Live::begin(&votes(&shuffled(first, 3)), &quick(), start);
    for &(person, statement, vote) in second {
        going.vote(person, statement, vote);
        stopped.vote(person, statement, vote);
    }
    // What is recorded goes through JSON and back.
    let record = serde_json::to_string(stopped.start()).expect("JSON");
    let read: Start = serde_json::from_str(&record).expect("what was written");
    let so_far: Vec<Ballot> = [first, second].concat();
    let mut resumed = Live::begin(&votes(&shuffled(&so_far, 4)), &quick(), read);
    assert_eq!(resumed.places(), going.places());
    for &(person, statement, vote) in third {
        going.vote(person, statement, vote);
        resumed.vote(person, statement, vote);
    }
    assert_eq!(going.start(), resumed.start());
    assert_eq!(going.places(), resumed.places());
    let whole = votes(&shuffled(&ballots, 5));
    let [a, b] = [going, resumed].map(|of| Map::draw(&whole, &quick(), Some(of.start())));
    assert_eq!(a, b);
}

#[test]
fn single_votes_lead_to_where_a_whole_map_leads() {
    let ballots = camps(80, 24, 3, 4);
    let (first, rest) = ballots.split_at(ballots.len() - 200);
    let mut live = Live::begin(&votes(first), &quick(), draw(first, &quick()).start());
    for &(person, statement, vote) in rest {
        // Saying something else first leaves nothing behind.
        live.vote(person, statement, Vote::Pass);
        live.vote(person, statement, vote);
    }
    assert_eq!(*live.votes(), votes(&ballots));
    let map = Map::draw(&votes(&ballots), &quick(), Some(live.start())).expect("a map");
    for axis in 0..2 {
        let ours = &live.start().directions[axis];
        for (x, y) in ours.iter().zip(&map.axes.directions[axis]) {
            assert!((x - y).abs() < 1e-5, "axis {axis}: {x} instead of {y}");
        }
    }
    for person in 0..map.people.len() {
        let letter = map.group_of[person].map(|group| map.groups[usize::from(group)].letter);
        if letter.is_some() {
            assert_eq!(live.letter_of(person), letter, "person {person}");
        }
    }
}

#[test]
fn a_newcomer_and_a_new_statement_find_their_place_in_a_living_map() {
    let ballots = camps(40, 16, 2, 5);
    let mut live = Live::begin(&votes(&ballots), &quick(), draw(&ballots, &quick()).start());
    let mut all = ballots;
    for statement in 0..8 {
        // A statement between the others, by somebody between the others and somebody new.
        for (person, statement) in [(5, 100 - statement), (1_000, 2 * statement)] {
            all.push((person, statement, Vote::Agree));
            live.vote(person, statement, Vote::Agree);
        }
    }
    assert_eq!(*live.votes(), votes(&all));
    assert!(live.is_placed(40) && live.letter_of(40).is_some());
}

#[test]
fn the_number_of_groups_changes_only_when_another_is_clearly_better_twice() {
    let three = votes(&camps(90, 30, 3, 6));
    let forced = Options {
        groups: Some(2),
        ..quick()
    };
    let two = Map::draw(&three, &forced, None).expect("a map");
    assert_eq!(two.k(), 2);
    let once = Map::draw(&three, &quick(), Some(&two.start())).expect("a map");
    assert_eq!((once.k(), once.challenger), (2, Some(3)));
    let twice = Map::draw(&three, &quick(), Some(&once.start())).expect("a map");
    assert_eq!((twice.k(), twice.challenger), (3, None));
    let again = Map::draw(&three, &quick(), Some(&twice.start())).expect("a map");
    assert_eq!((again.k(), again.challenger), (3, None));
}

#[test]
fn groups_keep_their_letters_and_axes_their_direction() {
    let ballots = votes(&camps(90, 30, 3, 6));
    let map = Map::draw(&ballots, &quick(), None).expect("a map");
    let mut start = map.start();
    // An earlier map that was turned round, with other letters, and a letter that is gone.
    start.directions[0].iter_mut().for_each(|x| *x = -*x);
    for (letter, (name, centre)) in [7, 2, 4].into_iter().zip(&mut start.groups) {
        *name = letter;
        centre[0] = -centre[0];
    }
    let later = Map::draw(&ballots, &quick(), Some(&start)).expect("a map");
    let letters = |map: &Map| -> Vec<Option<u8>> {
        let of = |group: &Option<u8>| group.map(|group| map.groups[usize::from(group)].letter);
        map.group_of.iter().map(of).collect()
    };
    let renamed = |letter: Option<u8>| letter.map(|letter| [7, 2, 4][usize::from(letter)]);
    let expected: Vec<_> = letters(&map).into_iter().map(renamed).collect();
    assert_eq!(letters(&later), expected);
    assert!((later.places[0][0] + map.places[0][0]).abs() < 1e-9);
    assert!((later.places[0][1] - map.places[0][1]).abs() < 1e-9);
}

#[test]
fn one_person_far_out_is_no_group_and_hides_none() {
    let mut ballots = camps(60, 40, 2, 9);
    // Against everything that anybody ever said, over and over.
    for statement in 0..40 {
        let vote = [Vote::Disagree, Vote::Agree][statement as usize % 2];
        ballots.push((500, statement, vote));
    }
    for statement in 40..70 {
        ballots.push((500, statement, Vote::Disagree));
        ballots.push((1, statement, Vote::Agree));
        ballots.push((2, statement, Vote::Agree));
    }
    let map = draw(&ballots, &quick());
    assert!(map.k() >= 2);
    assert!(
        map.groups.iter().all(|group| group.people >= 3),
        "{:?}",
        map.groups
    );
    let people: usize = map.groups.iter().map(|group| group.people).sum();
    let placed = map.is_placed.iter().filter(|&&is| is).count();
    assert!(placed - people <= placed / 10);
}

#[test]
fn a_small_table_has_no_map_but_a_sentence() {
    let few = votes(&camps(FEWEST_PEOPLE as u64 - 1, 30, 2, 1));
    let people = Map::draw(&few, &quick(), None).expect_err("too few people");
    assert_eq!(
        people,
        TooFew::People {
            people: 9,
            votes: 7
        }
    );
    assert!(
        people
            .to_string()
            .starts_with("no map yet: 9 of the people")
    );
    // Everybody may be on the map, yet there are four statements.
    let options = Options {
        min_votes: 1,
        ..quick()
    };
    let narrow = Map::draw(&votes(&camps(40, 4, 2, 1)), &options, None);
    assert_eq!(narrow, Err(TooFew::Statements { statements: 4 }));
    assert!(Map::draw(&votes(&[]), &quick(), None).is_err());
    assert!(Map::draw(&votes(&[]), &Options::reference(), None).is_ok());
}

#[test]
fn so_few_are_in_no_group_only_where_nobody_asks_otherwise() {
    let options = |min_rest| Options {
        min_group: 5,
        min_rest,
        ..quick()
    };
    for few in 1..=8 {
        let mut ballots = camps(40, 20, 2, few);
        // These answered too little to be on the map.
        for person in 1_000..1_000 + few {
            ballots.extend((0..3).map(|statement| (person, statement, Vote::Agree)));
        }
        let rest = |map: &Map| map.group_of.iter().filter(|of| of.is_none()).count();
        let told = draw(&ballots, &options(5));
        let left = rest(&draw(&ballots, &options(0)));
        assert!(left >= few as usize);
        assert_eq!(rest(&told), if left < 5 { 0 } else { left });
        let grouped: usize = told.groups.iter().map(|group| group.people).sum();
        assert_eq!(grouped + rest(&told), told.people.len());
    }
}

#[test]
fn camps_are_firm_and_noise_is_not() {
    let options = Options {
        resamples: 40,
        ..Options::default()
    };
    let firm = draw(&camps(120, 30, 3, 3), &options);
    assert_eq!(firm.k(), 3);
    assert!(
        firm.groups.iter().all(|group| group.stability > Some(0.9)),
        "{:?}",
        firm.groups
    );
    let mut numbers = Numbers(5);
    let mut noise = Vec::new();
    for person in 0..120 {
        for statement in 0..30 {
            noise.push((person, statement, Vote::ALL[numbers.below(3) as usize]));
        }
    }
    let loose = draw(&noise, &options);
    let worst = loose
        .groups
        .iter()
        .filter_map(|group| group.stability)
        .fold(1.0, f64::min);
    assert!(worst < 0.75, "{worst}");
}

#[test]
fn what_all_share_is_shared_by_every_group_and_by_declared_parties_too() {
    let mut ballots: Vec<Ballot> = camps(60, 20, 3, 1);
    ballots.retain(|&(_, statement, _)| statement > 2);
    for person in 0..60 {
        ballots.push((person, 0, Vote::Agree));
        ballots.push((person, 1, Vote::Disagree));
        // All but one camp.
        ballots.push((
            person,
            2,
            if person % 3 == 0 {
                Vote::Disagree
            } else {
                Vote::Agree
            },
        ));
    }
    let map = draw(&ballots, &quick());
    let shared = map.common_ground();
    let of = |statement| shared.iter().find(|of| of.statement == statement);
    assert_eq!(of(0).map(|of| of.side), Some(Side::Agree));
    assert_eq!(
        of(1).map(|of| of.side),
        Some(Side::Disagree),
        "disagreement can be shared"
    );
    assert_eq!(of(2), None, "one group is not outvoted by two");
    assert!(
        shared
            .iter()
            .all(|of| of.least > 0.5 && of.score >= of.least)
    );

    // A party that no group shows: the first three people of each camp, who think otherwise.
    let all = votes(&ballots);
    let party = [true, false].map(|is| all.counts(|person| (person < 9) == is));
    let mut parts: Vec<&[Counts]> = map.groups.iter().map(|group| &group.counts[..]).collect();
    parts.extend(party.iter().map(Vec::as_slice));
    let agreed = ground::common_ground(&parts, &map.counts, &map.excluded);
    assert!(agreed.iter().any(|of| of.statement == 0));
    let mut against = map.counts.clone();
    against[0] = Counts {
        disagree: 9,
        ..Counts::default()
    };
    parts.push(&against);
    let agreed = ground::common_ground(&parts, &map.counts, &map.excluded);
    assert!(agreed.iter().all(|of| of.statement != 0));
}

#[test]
fn what_divides_is_a_certain_difference_and_not_half_against_half() {
    let mut ballots = camps(80, 30, 2, 8);
    ballots.retain(|&(_, statement, _)| statement > 1);
    for person in 0..80 {
        // Half and half within each camp; and one camp against the other.
        let halves = [Vote::Agree, Vote::Disagree][(person / 2) as usize % 2];
        let camp = [Vote::Agree, Vote::Disagree][person as usize % 2];
        ballots.push((person, 0, halves));
        ballots.push((person, 1, camp));
    }
    let options = Options {
        groups: Some(2),
        ..quick()
    };
    let map = draw(&ballots, &options);
    let divides = map.divides();
    assert_eq!(divides[0].statement, 1);
    let [difference, low, high] = divides[0].difference;
    assert!(low > 0.0 && low < difference && difference <= high && high <= 1.0 + 1e-12);
    assert!(divides.iter().all(|divide| divide.statement != 0));
    let least = ground::least_agreed(&map.counts, &map.excluded, 7);
    assert!(
        least[..2].iter().any(|&(statement, _)| statement == 0),
        "{least:?}"
    );
}

#[test]
fn the_next_statement_is_one_not_seen_and_not_left_out() {
    let ballots = camps(40, 16, 2, 5);
    let options = Options {
        excluded: [3, 4].into(),
        ..quick()
    };
    let (all, map) = (votes(&ballots), draw(&ballots, &options));
    for &person in all.people() {
        let seen: BTreeSet<u64> = ballots
            .iter()
            .filter(|of| of.0 == person)
            .map(|of| of.1)
            .collect();
        let next = map.next_for(&all, person).expect("something is left");
        assert!(
            !seen.contains(&next) && ![3, 4].contains(&next),
            "{person}: {next}"
        );
    }
    assert_eq!(map.next_for(&all, 999), None);
}

fn some_camps() -> impl Strategy<Value = Vec<Ballot>> {
    (30..70_u64, 20..30_u64, 1..4_u64, any::<u64>())
        .prop_map(|(people, statements, count, seed)| camps(people, statements, count, seed))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_duplicate_voter_is_where_the_original_is(ballots in some_camps(), who in 0..20_u64) {
        let mut more = ballots;
        let copies: Vec<Ballot> = more.iter().filter(|of| of.0 == who).copied().collect();
        more.extend(copies.into_iter().map(|(_, statement, vote)| (9_999, statement, vote)));
        for options in [quick(), Options::reference()] {
            let map = draw(&more, &options);
            let [a, b] = [who, 9_999].map(|id| map.people.binary_search(&id).ok());
            let (Some(a), Some(b)) = (a, b) else { continue };
            prop_assert_eq!(map.places[a], map.places[b]);
            prop_assert_eq!(map.group_of[a], map.group_of[b]);
        }
    }

    #[test]
    fn swapping_agree_and_disagree_turns_the_map_round(ballots in some_camps()) {
        let swapped: Vec<Ballot> = ballots
            .iter()
            .map(|&(person, statement, vote)| {
                let vote = match vote {
                    Vote::Agree => Vote::Disagree,
                    Vote::Pass => Vote::Pass,
                    Vote::Disagree => Vote::Agree,
                };
                (person, statement, vote)
            })
            .collect();
        let (map, other) = (draw(&ballots, &quick()), draw(&swapped, &quick()));
        prop_assert_eq!(&map.axes.directions, &other.axes.directions);
        for (place, turned) in map.places.iter().zip(&other.places) {
            prop_assert_eq!(place.map(|x| -x), *turned);
        }
        prop_assert_eq!(partition(&map), partition(&other));
        let shared = |map: &Map| -> BTreeSet<(usize, Side)> {
            map.common_ground().iter().map(|of| (of.statement, of.side)).collect()
        };
        let turned = shared(&other).into_iter().map(|(statement, side)| {
            (statement, if side == Side::Agree { Side::Disagree } else { Side::Agree })
        });
        prop_assert_eq!(shared(&map), turned.collect::<BTreeSet<_>>());
    }

    #[test]
    fn permuting_statements_leaves_people_where_they_are(
        ballots in some_camps(),
        seed in any::<u64>(),
    ) {
        let mut order: Vec<Ballot> = (0..40).map(|at| (at, at, Vote::Pass)).collect();
        order = shuffled(&order, seed);
        let moved: Vec<Ballot> = ballots
            .iter()
            .map(|&(person, statement, vote)| (person, 100 + order[statement as usize].0, vote))
            .collect();
        let (map, other) = (draw(&ballots, &quick()), draw(&moved, &quick()));
        let sign = [0, 1].map(|axis: usize| {
            let along: f64 =
                map.places.iter().zip(&other.places).map(|(a, b)| a[axis] * b[axis]).sum();
            along.signum()
        });
        for (place, there) in map.places.iter().zip(&other.places) {
            for axis in 0..2 {
                prop_assert!((place[axis] - sign[axis] * there[axis]).abs() < 1e-6);
            }
        }
        prop_assert_eq!(partition(&map), partition(&other));
        let shared = |map: &Map| map.common_ground().len();
        prop_assert_eq!(shared(&map), shared(&other));
    }

    #[test]
    fn every_group_is_large_enough_and_every_placed_person_is_on_the_map(ballots in some_camps()) {
        let map = draw(&ballots, &quick());
        prop_assert!(map.groups.iter().all(|group| group.people >= 3));
        for person in 0..map.people.len() {
            prop_assert!(map.is_placed[person] || map.group_of[person].is_none());
            prop_assert!(map.places[person].iter().all(|x| x.is_finite()));
        }
    }
}
