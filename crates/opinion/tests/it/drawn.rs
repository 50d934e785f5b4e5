//! What the picture for everybody tells of one person: nothing.

use opinion::drawing::{Declared, Gathered, Picture, SIZE, Words, drawn, gathered};
use opinion::map::{Map, Options};
use opinion::votes::Vote;
use proptest::prelude::*;

use crate::made_up::{Ballot, Numbers, votes};

const STATEMENTS: usize = 7;

type Sheet = [Vote; STATEMENTS];

/// People of two camps, who all answer all: what is told of each statement tells much of each sheet.
fn sheets(people: u64, seed: u64) -> Vec<Sheet> {
    let mut numbers = Numbers(seed);
    let mut answer = |person: u64, statement: usize| match numbers.below(4) {
        it if it == 0 || statement >= 4 => Vote::ALL[numbers.below(3) as usize],
        _ => Vote::ALL[(person % 2 * 2) as usize],
    };
    (0..people)
        .map(|person| std::array::from_fn(|statement| answer(person, statement)))
        .collect()
}

fn map_of(sheets: &[Sheet]) -> Map {
    let mut ballots: Vec<Ballot> = Vec::new();
    for (person, sheet) in sheets.iter().enumerate() {
        let each = sheet.iter().enumerate();
        ballots.extend(each.map(|(at, vote)| (person as u64, at as u64, *vote)));
    }
    let options = Options {
        min_group: 5,
        min_rest: 5,
        resamples: 0,
        ..Options::default()
    };
    Map::draw(&votes(&ballots), &options, None).expect("a map")
}

fn text(picture: &Picture<'_>) -> String {
    text_and_edges(picture).0
}

fn text_and_edges(picture: &Picture<'_>) -> (String, [f64; 2]) {
    let mut text = String::new();
    let words = Words {
        group: &|letter| format!("Group {letter}"),
        people: &|people| format!("{people} people"),
        aside: &|| "in no group".to_owned(),
        own: &|| "you".to_owned(),
    };
    let edges = drawn(picture, &words, &mut text);
    (text, edges)
}

fn picture_of(map: &Map) -> String {
    let groups = gathered(map);
    text(&Picture {
        groups: &groups,
        aside: map.people.len() - groups.iter().map(|it| it.people).sum::<usize>(),
        own: None,
        declared: &[],
    })
}

/// All sheets there can be that lie where this person lies, for whoever knows how places follow from answers.
fn read_from_the_place(map: &Map, person: usize) -> usize {
    let lies_there = |code: &usize| {
        [0, 1].iter().all(|&axis: &usize| {
            let along: f64 = (0..STATEMENTS)
                .map(|at| {
                    let vote = Vote::ALL[code / 3_usize.pow(at as u32) % 3];
                    (vote.value() - map.axes.mean[at]) * map.axes.directions[axis][at]
                })
                .sum();
            (along - map.places[person][axis]).abs() < 1e-6
        })
    };
    (0..3_usize.pow(STATEMENTS as u32))
        .filter(lies_there)
        .count()
}

#[test]
fn of_nobody_the_picture_tells_which_of_five_answer_sheets_is_theirs() {
    for seed in 1..=3 {
        let sheets = sheets(25, seed);
        let map = map_of(&sheets);
        let picture = picture_of(&map);
        for person in 0..sheets.len() {
            // Exact places tell the sheet: so none may be drawn.
            assert_eq!(read_from_the_place(&map, person), 1, "{seed} {person}");
            // Whoever exchanges one answer with somebody of the group changes no number that is told.
            let mut could_be = vec![sheets[person]];
            'found: for other in 0..sheets.len() {
                if map.group_of[person] != map.group_of[other] {
                    continue;
                }
                for at in 0..STATEMENTS {
                    let mut exchanged = sheets.clone();
                    exchanged[person][at] = sheets[other][at];
                    exchanged[other][at] = sheets[person][at];
                    if could_be.contains(&exchanged[person]) {
                        continue;
                    }
                    let changed = map_of(&exchanged);
                    assert_eq!(changed.counts, map.counts);
                    if changed.group_of == map.group_of && picture_of(&changed) == picture {
                        could_be.push(exchanged[person]);
                    }
                    if could_be.len() == 5 {
                        break 'found;
                    }
                }
            }
            assert_eq!(could_be.len(), 5, "{seed} {person}");
        }
    }
}

fn areas(text: &str) -> Vec<[f64; 3]> {
    let number = |part: &str, name: &str| -> f64 {
        let (_, rest) = part.split_once(&format!(" {name}=\"")).expect("a number");
        rest.split('"')
            .next()
            .unwrap_or_default()
            .parse()
            .expect("a number")
    };
    let parts = text.split("class=\"area").skip(1);
    parts
        .map(|part| ["cx", "cy", "r"].map(|name| number(part, name)))
        .collect()
}

fn some_groups() -> impl Strategy<Value = Vec<Gathered>> {
    let group = (5..400_usize, -4..=4_i8, -2..=2_i8);
    prop::collection::vec(group, 1..=5).prop_map(|all| {
        let letters = 0_u8..;
        let group = |(letter, (people, right, up))| Gathered {
            letter,
            people,
            cell: [right, up],
        };
        letters.zip(all).map(group).collect()
    })
}

proptest! {
    #[test]
    fn no_group_lies_over_another_or_over_the_edge(groups in some_groups(), aside in 0..40_usize) {
        let picture = Picture { groups: &groups, aside, own: Some(0), declared: &[] };
        let areas = areas(&text(&picture));
        prop_assert_eq!(areas.len(), groups.len());
        for (at, [x, y, r]) in areas.iter().enumerate() {
            prop_assert!(x - r > 0.0 && x + r < SIZE[0] && y - r > 0.0 && y + r < SIZE[1]);
            for [other_x, other_y, other_r] in &areas[at + 1..] {
                let apart = ((x - other_x).powi(2) + (y - other_y).powi(2)).sqrt();
                prop_assert!(apart > r + other_r, "{:?}", areas);
            }
        }
    }
}

/// Where names stand, and whether they are above their groups.
fn names(text: &str) -> Vec<(f64, bool)> {
    let parts = text.split("<text y=\"").skip(1);
    parts
        .map(|part| {
            let (y, rest) = part.split_once('"').expect("a number");
            (y.parse().expect("a number"), rest.contains("dy=\"-.95em\""))
        })
        .collect()
}

proptest! {
    #[test]
    fn every_name_lies_between_the_edges_with_the_letters_of_a_phone(groups in some_groups(), aside in 0..40_usize) {
        let (name, number) = (42.0, 35.0);
        let picture = Picture { groups: &groups, aside, own: None, declared: &[] };
        let (text, [upper, lower]) = text_and_edges(&picture);
        prop_assert!(upper <= 0.0 && lower >= SIZE[1]);
        let names = names(&text);
        prop_assert_eq!(names.len(), groups.len());
        for (y, is_above) in names {
            // A line is about its letters' height above where it is written, and a quarter of that below.
            let first = if is_above { -0.95 } else { 0.9 } * name;
            prop_assert!(y + first - name >= upper, "{y} {upper}");
            prop_assert!(y + first + 1.25 * number + number / 4.0 <= lower, "{y} {lower}");
        }
    }
}

#[test]
fn each_dot_is_a_person_and_of_a_crowd_several() {
    let groups = |people| {
        let cell = [0, 0];
        [Gathered {
            letter: 0,
            people,
            cell,
        }]
    };
    let of = |groups: &[Gathered]| {
        let picture = Picture {
            groups,
            aside: 0,
            own: None,
            declared: &[],
        };
        let dots = text(&picture).matches("class=\"dot").count();
        (picture.people_per_dot(), dots)
    };
    assert_eq!(of(&groups(23)), (1, 23));
    assert_eq!(of(&groups(400)), (1, 400));
    assert_eq!(of(&groups(401)), (2, 201));
    assert_eq!(of(&groups(40_000)), (100, 400));
}

#[test]
fn a_party_lies_round_the_groups_in_which_it_has_people_and_the_reader_round_one() {
    let groups = [(0, -4), (1, 4)].map(|(letter, right)| Gathered {
        letter,
        people: 8,
        cell: [right, 0],
    });
    let party = Declared {
        class: "declared party-one",
        name: "Northwind",
        groups: &[1],
    };
    let text = text(&Picture {
        groups: &groups,
        aside: 6,
        own: Some(0),
        declared: &[party],
    });
    let [one, other] = areas(&text)[..] else {
        panic!("{text}")
    };
    assert!(
        text.contains(&format!("class=\"own\" cx=\"{:.1}\"", one[0])),
        "{text}"
    );
    assert!(text.contains(&format!(
        "class=\"declared party-one\" cx=\"{:.1}\"",
        other[0]
    )));
    assert_eq!(text.matches("dot off").count(), 6);
    // Its name is no word of the picture, where it would lie over dots and other names.
    assert!(text.contains("<title>Northwind</title>"), "{text}");
    assert!(
        !text.contains("<tspan") || !text.contains(">Northwind</tspan>"),
        "{text}"
    );
}
