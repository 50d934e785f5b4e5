//! The published answers for real conversations, reproduced.

// These tests read files, and data that is not as promised is a failed test.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use opinion::distinct::{Saying, Side};
use opinion::map::{Map, Options};
use opinion::measures::{ESTEBAN_RAY_ALPHA, esteban_ray, gini, van_der_eijk};
use opinion::polis;
use opinion::start::Start;
use opinion::votes::{Vote, Votes, VotesBuilder};
use serde_json::Value;

/// The reference data beside the repository, when it is there.
fn data() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    if path.is_dir() {
        return Some(path);
    }
    println!("no reference data at {}: nothing compared", path.display());
    None
}

fn json(path: PathBuf) -> Value {
    serde_json::from_slice(&fs::read(&path).unwrap()).unwrap()
}

fn answers() -> Vec<Value> {
    let Some(data) = data() else {
        return Vec::new();
    };
    let mut names: Vec<PathBuf> = fs::read_dir(data.join("opinion/answers"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    names.into_iter().map(json).collect()
}

/// The votes of a conversation; the fixtures hold them as JSON.
fn votes(source: &str) -> Votes {
    let path = data().unwrap().join("opinion").join(source);
    if source.ends_with(".csv") {
        return polis::votes(&fs::read(&path).unwrap()[..])
            .unwrap_or_else(|error| panic!("{source}: {error}"));
    }
    let mut draft = VotesBuilder::default();
    for row in json(path).as_array().unwrap() {
        let vote = Vote::ALL[(row["vote"].as_i64().unwrap() + 1) as usize];
        draft.vote(
            whole(&row["participant_id"]),
            whole(&row["statement_id"]),
            vote,
            row["modified"].as_f64().unwrap() as i64,
        );
    }
    draft.build()
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    let of = |x: &Value| x.as_f64().unwrap();
    value.as_array().unwrap().iter().map(of).collect()
}

fn ids(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(whole).collect()
}

/// By the ids that are keys.
fn by_id(value: &Value) -> BTreeMap<u64, &Value> {
    let pairs = value.as_object().unwrap().iter();
    pairs.map(|(id, of)| (id.parse().unwrap(), of)).collect()
}

fn close(name: &str, what: &str, ours: f64, theirs: f64, tolerance: f64) {
    assert!(
        (ours - theirs).abs() <= tolerance,
        "{name}: {what}: {ours} instead of {theirs}"
    );
}

fn drawn(answer: &Value) -> (Votes, Map) {
    let votes = votes(answer["source"].as_str().unwrap());
    let options = Options {
        excluded: ids(&answer["params"]["mod_out_statement_ids"])
            .into_iter()
            .collect(),
        ..Options::reference()
    };
    let map = Map::draw(&votes, &options, None).unwrap();
    (votes, map)
}

/// Above 500 people the reference's solver draws lots: its components are off by up to 7e-5.
fn tolerance(answer: &Value) -> f64 {
    if whole(&answer["participants"]) > 500 {
        1e-4
    } else {
        1e-9
    }
}

#[test]
fn directions_and_places_are_those_of_the_reference() {
    for answer in answers() {
        let name = answer["name"].as_str().unwrap();
        let (_, map) = drawn(&answer);
        let tolerance = tolerance(&answer);
        assert_eq!(
            map.statements,
            ids(&answer["pca"]["statement_ids"]),
            "{name}"
        );
        assert!(map.axes.converged, "{name}");
        let means = numbers(&answer["pca"]["mean"]);
        for (ours, theirs) in map.axes.mean.iter().zip(means) {
            close(name, "mean", *ours, theirs, 1e-12);
        }
        for axis in 0..2 {
            let theirs = numbers(&answer["pca"]["components"][axis]);
            for (&ours, theirs) in map.axes.directions[axis].iter().zip(theirs) {
                close(name, "component", ours, theirs, tolerance);
            }
            let theirs = answer["pca"]["explained_variance"][axis].as_f64().unwrap();
            close(name, "variance", map.axes.variance[axis], theirs, tolerance);
            let theirs = answer["pca"]["explained_variance_ratio"][axis]
                .as_f64()
                .unwrap();
            let ours = map.axes.variance[axis] / map.axes.whole;
            close(name, "share of variance", ours, theirs, tolerance);
        }
        let places = by_id(&answer["projections"]);
        for (id, ours) in map.people.iter().zip(&map.places) {
            let theirs = numbers(places[id]);
            // Places are sums over many components, scaled up.
            close(name, "place", ours[0], theirs[0], 50.0 * tolerance);
            close(name, "place", ours[1], theirs[1], 50.0 * tolerance);
        }
    }
}

#[test]
fn every_number_of_groups_gives_the_labels_of_the_reference() {
    for answer in answers() {
        let name = answer["name"].as_str().unwrap();
        let (votes, map) = drawn(&answer);
        for (k, labels) in by_id(&answer["labels_by_k"]) {
            let labels = by_id(labels);
            let grouping = &map.tried[&(k as usize)];
            for (id, ours) in votes.people().iter().zip(&grouping.group_of) {
                let theirs = labels.get(id).map(|&label| whole(label) as u8);
                assert_eq!(*ours, theirs, "{name}: k = {k}, person {id}");
            }
            let theirs = answer["silhouette_by_k"][k.to_string()].as_f64().unwrap();
            close(
                name,
                "silhouette",
                grouping.silhouette,
                theirs,
                tolerance(&answer),
            );
        }
        assert_eq!(map.k(), whole(&answer["best_k"]) as usize, "{name}");
    }
}

/// The statements of a list in the reference, with ours in the same places; figures have to be equal.
fn same_sayings(name: &str, map: &Map, ours: &[Saying], theirs: &Value) -> Vec<u64> {
    let theirs = theirs.as_array().unwrap();
    assert_eq!(ours.len(), theirs.len(), "{name}");
    let mut swapped = Vec::new();
    for (ours, theirs) in ours.iter().zip(theirs) {
        let (id, other) = (map.statements[ours.statement], whole(&theirs["tid"]));
        if id != other {
            swapped.push(other);
        }
        let side = if theirs["repful-for"] == "agree" {
            Side::Agree
        } else {
            Side::Disagree
        };
        assert_eq!(ours.side, side, "{name}: {id}");
        assert_eq!(
            u64::from(ours.said),
            whole(&theirs["n-success"]),
            "{name}: {id}"
        );
        assert_eq!(
            u64::from(ours.asked),
            whole(&theirs["n-trials"]),
            "{name}: {id}"
        );
        assert_eq!(
            ours.is_most_agreed,
            theirs["best-agree"] == true,
            "{name}: {id}"
        );
        for (ours, figure) in [
            (ours.share, "p-success"),
            (ours.share_z, "p-test"),
            (ours.times, "repness"),
            (ours.difference_z, "repness-test"),
        ] {
            // The figures of production are rounded to seven digits.
            close(name, figure, ours, theirs[figure].as_f64().unwrap(), 1e-6);
        }
    }
    swapped
}

#[test]
fn groups_and_majorities_say_what_the_reference_says() {
    let mut ties = Vec::new();
    for answer in answers() {
        let name = answer["name"].as_str().unwrap();
        let (_, map) = drawn(&answer);
        for (group, theirs) in by_id(&answer["repness"]) {
            let ours = &map.groups[group as usize].distinct;
            let swapped = same_sayings(name, &map, ours, theirs);
            if !swapped.is_empty() {
                ties.push((name.to_owned(), group, swapped));
            }
        }
        let majorities = map.majorities();
        for (side, key) in [(Side::Agree, "agree"), (Side::Disagree, "disagree")] {
            let ours = majorities.iter().filter(|of| of.side == side);
            let ours: Vec<u64> = ours.map(|of| map.statements[of.statement]).collect();
            let theirs = answer["consensus"][key].as_array().unwrap();
            let theirs: Vec<u64> = theirs.iter().map(|of| whole(&of["tid"])).collect();
            assert_eq!(ours, theirs, "{name}: {key}");
        }
    }
    if data().is_some() {
        // Two statements with exactly the same figures, which the reference lists the other way round.
        assert_eq!(ties, [("bg2050-volunteers".to_owned(), 0, vec![26, 9])]);
    }
}

#[test]
fn consensus_extremity_and_priority_are_those_of_the_reference() {
    for answer in answers() {
        let name = answer["name"].as_str().unwrap();
        let (_, map) = drawn(&answer);
        let tolerance = 50.0 * tolerance(&answer);
        for (side, key) in [
            (Side::Agree, "group_aware_consensus_agree"),
            (Side::Disagree, "group_aware_consensus_disagree"),
        ] {
            let theirs = by_id(&answer[key]);
            for (id, ours) in map.statements.iter().zip(map.group_aware(side)) {
                close(name, key, ours, theirs[id].as_f64().unwrap(), 1e-12);
            }
        }
        let (extremity, priority) = (by_id(&answer["extremity"]), by_id(&answer["priority"]));
        let meta = ids(&answer["params"]["meta_statement_ids"]);
        for (at, id) in map.statements.iter().enumerate() {
            let theirs = extremity[id].as_f64().unwrap();
            close(name, "extremity", map.extremity(at), theirs, tolerance);
            // Polis lets questions about the person themselves come first, which is not known here.
            if !meta.contains(id) {
                let theirs = priority[id].as_f64().unwrap();
                close(name, "priority", map.priority(at), theirs, tolerance);
            }
        }
    }
}

/// What Polis itself had come to, from where its own earlier maps had left it: its base clusters,
/// its people and its groups' middles.
#[test]
fn production_is_met_again_from_where_it_stood() {
    let mut met = 0;
    for answer in answers() {
        let name = answer["name"].as_str().unwrap();
        let source = answer["source"].as_str().unwrap();
        if !source.contains("fixture") {
            continue;
        }
        let folder = data().unwrap().join("opinion").join(source);
        let production = json(folder.with_file_name("math-pca2.json"));
        let votes = votes(source);
        // In production agreeing is −1, and its axes are turned accordingly.
        let turned = |axis: usize| {
            let order = ids(&production["tids"]);
            let of = numbers(&production["pca"]["comps"][axis]);
            let mut pairs: Vec<(u64, f64)> = order.into_iter().zip(of).collect();
            pairs.sort_by_key(|pair| pair.0);
            pairs.into_iter().map(|(_, x)| -x).collect::<Vec<f64>>()
        };
        let clusters = production["group-clusters"].as_array().unwrap();
        let groups = clusters.iter().map(|cluster| {
            let centre = numbers(&cluster["center"]);
            (whole(&cluster["id"]) as u8, [centre[0], centre[1]])
        });
        let bases = &production["base-clusters"];
        let together: Vec<Vec<u64>> = bases["members"]
            .as_array()
            .unwrap()
            .iter()
            .map(ids)
            .collect();
        let mut members = ids(&production["in-conv"]);
        members.sort_unstable();
        let start = Start {
            statements: votes.statements().to_vec(),
            directions: [turned(0), turned(1)],
            groups: groups.collect(),
            challenger: None,
            members,
            together: together.clone(),
        };
        let options = Options {
            excluded: ids(&production["mod-out"]).into_iter().collect(),
            groups: Some(clusters.len()),
            // Only those that were there.
            min_votes: usize::MAX,
            ..Options::reference()
        };
        let map = Map::draw(&votes, &options, Some(&start)).unwrap();

        let mut theirs: BTreeMap<u64, u8> = BTreeMap::new();
        let base_ids = ids(&bases["id"]);
        for cluster in clusters {
            for base in ids(&cluster["members"]) {
                let at = base_ids.iter().position(|&id| id == base).unwrap();
                let group = whole(&cluster["id"]) as u8;
                theirs.extend(together[at].iter().map(|&person| (person, group)));
            }
        }
        for (id, ours) in map.people.iter().zip(&map.group_of) {
            assert_eq!(*ours, theirs.get(id).copied(), "{name}: person {id}");
        }
        for (group, sayings) in by_id(&production["repness"]) {
            let ours = &map.groups[group as usize].distinct;
            let swapped = same_sayings(name, &map, ours, sayings);
            assert!(swapped.is_empty(), "{name}: {group}: {swapped:?}");
        }
        let consensus = by_id(&production["group-aware-consensus"]);
        for (id, ours) in map.statements.iter().zip(map.group_aware(Side::Agree)) {
            close(
                name,
                "consensus",
                ours,
                consensus[id].as_f64().unwrap(),
                1e-9,
            );
        }
        for (side, key) in [(Side::Agree, "agree"), (Side::Disagree, "disagree")] {
            let ours = map.majorities().into_iter().filter(|of| of.side == side);
            let ours: Vec<u64> = ours.map(|of| map.statements[of.statement]).collect();
            let theirs = production["consensus"][key].as_array().unwrap();
            let theirs: Vec<u64> = theirs.iter().map(|of| whole(&of["tid"])).collect();
            assert_eq!(ours, theirs, "{name}: {key}");
        }
        met += 1;
    }
    assert!(data().is_none() || met == 3);
}

#[test]
fn measures_are_those_of_their_papers() {
    let Some(data) = data() else { return };
    let measures = json(data.join("measures/measures.json"));
    for (name, case) in measures["histograms"].as_object().unwrap() {
        let answers: Vec<u32> = ids(&case["V"]).into_iter().map(|x| x as u32).collect();
        let amounts = ids(&case["V"]);
        let of = |key: &str| case[key].as_f64().unwrap();
        close(name, "gini", gini(&amounts), of("gini"), 1e-12);
        close(
            name,
            "A",
            van_der_eijk(&answers),
            of("van_der_eijk_A"),
            1e-12,
        );
        let ours = esteban_ray(&answers, ESTEBAN_RAY_ALPHA);
        close(name, "Esteban-Ray", ours, of("esteban_ray_1_6"), 1e-12);
        close(
            name,
            "Esteban-Ray",
            esteban_ray(&answers, 1.0),
            of("esteban_ray_1_0"),
            1e-12,
        );
    }
    for (name, case) in measures["polis"].as_object().unwrap() {
        let source = format!("conversations/{name}/votes.csv");
        // Not all that were measured are here.
        if !data.join("opinion").join(&source).exists() {
            continue;
        }
        let votes = votes(&source);
        let given: Vec<u64> = (0..votes.people().len())
            .map(|p| votes.count_of(p) as u64)
            .collect();
        let theirs = case["gini_votes_per_participant"].as_f64().unwrap();
        close(name, "gini", gini(&given), theirs, 1e-12);
        let statements = by_id(&case["per_statement"]);
        for (id, counts) in votes.statements().iter().zip(votes.counts(|_| true)) {
            let theirs = statements[id]["A"].as_f64().unwrap();
            close(name, "A", opinion::ground::agreement(counts), theirs, 1e-12);
        }
    }
}
