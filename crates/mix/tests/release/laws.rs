//! Laws on small made-up instances, checked against every possible plan.

use std::ops::ControlFlow;

use mix::release::{
    Customer, Dependency, FeatureId, Instance, Plan, Ratio, Rounding, best, frontier, read,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// An instance and what it was made of.
#[derive(Clone, Debug)]
struct Made {
    costs: Vec<u64>,
    dependencies: Vec<Dependency>,
    customers: Vec<Customer>,
}

impl Made {
    fn instance(&self) -> Instance {
        Instance::new(self.costs.clone(), &self.dependencies, &self.customers).unwrap()
    }

    /// Cost and value of every set of features that holds its prerequisites,
    /// in the order of the sets as binary numbers.
    fn every_plan(&self) -> Vec<(u64, u64)> {
        let has = |set: u32, id: FeatureId| set & (1 << (id.0 - 1)) != 0;
        (0..1_u32 << self.costs.len())
            .filter(|&set| {
                self.dependencies
                    .iter()
                    .all(|d| !has(set, d.then) || has(set, d.first))
            })
            .map(|set| {
                let cost = (0..self.costs.len())
                    .filter(|f| set & (1 << f) != 0)
                    .map(|f| self.costs[f]);
                let satisfied = self
                    .customers
                    .iter()
                    .filter(|c| c.wants.iter().all(|&f| has(set, f)));
                (cost.sum(), satisfied.map(|c| c.weight).sum())
            })
            .collect()
    }

    /// Refuses a plan whose parts do not fit together.
    fn check(&self, plan: &Plan) {
        let has = |id| plan.features.contains(&id);
        assert!(
            self.dependencies
                .iter()
                .all(|d| !has(d.then) || has(d.first)),
            "a prerequisite is missing"
        );
        let cost: u64 = plan
            .features
            .iter()
            .map(|f| self.costs[f.0 as usize - 1])
            .sum();
        assert_eq!(plan.cost, cost);
        let satisfied: Vec<u32> = (1..)
            .zip(&self.customers)
            .filter(|(_, customer)| customer.wants.iter().all(|&f| has(f)))
            .map(|(id, _)| id)
            .collect();
        assert_eq!(
            plan.customers.iter().map(|c| c.0).collect::<Vec<_>>(),
            satisfied
        );
        let value: u64 = satisfied
            .iter()
            .map(|&id| self.customers[id as usize - 1].weight)
            .sum();
        assert_eq!(plan.value, value);
    }
}

/// Few features, many ties, zero costs and weights, circles and empty bundles.
fn made() -> impl Strategy<Value = Made> {
    (1..=12_usize).prop_flat_map(|features| {
        let id = move || (1..=features as u32).prop_map(FeatureId);
        let dependency = (id(), id()).prop_map(|(first, then)| Dependency { first, then });
        let customer =
            (0..9_u64, vec(id(), 0..4)).prop_map(|(weight, wants)| Customer { weight, wants });
        (
            vec(0..7_u64, features),
            vec(dependency, 0..6),
            vec(customer, 0..20),
        )
            .prop_map(|(costs, dependencies, customers)| Made {
                costs,
                dependencies,
                customers,
            })
    })
}

/// Larger instances, on which only the engine can check itself.
fn made_large() -> impl Strategy<Value = Made> {
    (20..60_usize).prop_flat_map(|features| {
        let id = move || (1..=features as u32).prop_map(FeatureId);
        let dependency = (id(), id()).prop_map(|(a, b)| Dependency {
            first: a.min(b),
            then: a.max(b),
        });
        let customer =
            (1..50_u64, vec(id(), 1..5)).prop_map(|(weight, wants)| Customer { weight, wants });
        (
            vec(1..10_u64, features),
            vec(dependency, 0..40),
            vec(customer, 10..60),
        )
            .prop_map(|(costs, dependencies, customers)| Made {
                costs,
                dependencies,
                customers,
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn best_plan_is_the_best_of_all_plans(made in made(), budget in 0..40_u64) {
        let answer = best(&made.instance(), budget, &mut |_| ControlFlow::Continue(()));
        let most = made.every_plan().into_iter().filter(|&(cost, _)| cost <= budget).map(|(_, value)| value).max();
        made.check(&answer.plan);
        prop_assert!(answer.plan.cost <= budget);
        prop_assert!(answer.proven);
        prop_assert_eq!(answer.bound, answer.plan.value);
        prop_assert_eq!(Some(answer.plan.value), most);
    }

    #[test]
    fn stopping_early_never_lies(made in made_large(), budget in 20..150_u64, stop in 1..5) {
        let instance = made.instance();
        let whole = best(&instance, budget, &mut |_| ControlFlow::Continue(()));
        let mut calls = 0;
        let stopped = best(&instance, budget, &mut |progress| {
            assert!(progress.value <= whole.plan.value && whole.plan.value <= progress.bound);
            calls += 1;
            if calls == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        made.check(&stopped.plan);
        prop_assert!(stopped.plan.cost <= budget);
        prop_assert!(stopped.plan.value <= whole.plan.value && whole.plan.value <= stopped.bound);
        prop_assert_eq!(stopped.proven, stopped.bound == stopped.plan.value);
        prop_assert!(whole.proven);
    }

    #[test]
    fn frontier_is_the_upper_hull_of_all_plans(made in made()) {
        let plans = frontier(&made.instance());
        plans.iter().for_each(|plan| made.check(plan));
        let corners: Vec<_> = plans.iter().map(|plan| (plan.cost, plan.value)).collect();
        prop_assert_eq!(corners, upper_hull(made.every_plan()));
    }

    #[test]
    fn best_plan_is_between_its_neighbours_on_the_frontier(made in made_large(), percent in 0..=100_u64) {
        let instance = made.instance();
        let budget = instance.budget(Ratio::new(percent, 100).unwrap(), Rounding::Floor);
        let answer = best(&instance, budget, &mut |_| ControlFlow::Continue(()));
        made.check(&answer.plan);
        let plans = frontier(&instance);
        let below = plans.iter().rev().find(|plan| plan.cost <= budget).unwrap();
        prop_assert!(answer.plan.value >= below.value);
        if let Some(above) = plans.iter().find(|plan| plan.cost > budget) {
            // Below the edge that joins the two corners.
            let (run, rise) = (above.cost - below.cost, above.value - below.value);
            prop_assert!((answer.plan.value - below.value) * run <= (budget - below.cost) * rise);
        }
    }

    #[test]
    fn hostile_text_never_panics(text in "[0-9 \\n^x-]{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn hostile_numbers_never_panic(numbers in vec(prop_oneof![0..4_u64, any::<u64>()], 0..40)) {
        let text: Vec<_> = numbers.iter().map(u64::to_string).collect();
        if let Ok(instance) = read(&text.join(" ")) {
            frontier(&instance);
            best(&instance, instance.total_cost() / 2, &mut |_| ControlFlow::Break(()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn frontier_meets_one_cut_per_price(made in made_large()) {
        let instance = made.instance();
        let plans = frontier(&instance);
        plans.iter().for_each(|plan| made.check(plan));
        for pair in plans.windows(2) {
            prop_assert!(pair[0].features.iter().all(|f| pair[1].features.contains(f)), "nested");
        }
        // At a price between the slopes of two neighbouring edges, and at the
        // slopes themselves, no closure beats the corner.
        for pair in plans.windows(2) {
            let (run, rise) = (pair[1].cost - pair[0].cost, pair[1].value - pair[0].value);
            let most = best_closure(&made, rise, run);
            let corner = |plan: &Plan| i128::from(plan.value) * i128::from(run) - i128::from(plan.cost) * i128::from(rise);
            prop_assert_eq!(corner(&pair[0]), most);
            prop_assert_eq!(corner(&pair[1]), most);
        }
    }
}

#[test]
fn huge_amounts_stay_exact() {
    // Three bundles around 2^40 each that share one feature; worth little.
    let unit = 1_u64 << 40;
    let made = Made {
        costs: vec![unit, unit + 1, unit + 2, unit + 3],
        dependencies: (2..=4)
            .map(|n| Dependency {
                first: FeatureId(1),
                then: FeatureId(n),
            })
            .collect(),
        customers: (2..=4)
            .map(|n| Customer {
                weight: u64::from(n),
                wants: vec![FeatureId(n)],
            })
            .collect(),
    };
    let instance = made.instance();
    let value = |budget| {
        best(&instance, budget, &mut |_| ControlFlow::Continue(()))
            .plan
            .value
    };
    assert_eq!(value(2 * unit), 0);
    assert_eq!(value(2 * unit + 1), 2);
    assert_eq!(value(3 * unit + 4), 6);
    assert_eq!(value(3 * unit + 5), 7);
    assert_eq!(value(4 * unit + 6), 9);
    assert_eq!(
        frontier(&instance).last().map(|plan| plan.cost),
        Some(4 * unit + 6)
    );
}

#[test]
fn plans_survive_json() {
    let instance = read("1 2 4 3 0 2 10 1 1 5 1 2").unwrap();
    let answer = best(&instance, 4, &mut |_| ControlFlow::Continue(()));
    let json = serde_json::to_string(&answer.plan).unwrap();
    assert_eq!(
        json,
        r#"{"value":10,"cost":4,"features":[1],"customers":[1]}"#
    );
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), answer.plan);
}

/// Corners of the concave hull from above, from the dearest plan worth keeping
/// at cost zero to the cheapest that satisfies everybody.
fn upper_hull(mut plans: Vec<(u64, u64)>) -> Vec<(u64, u64)> {
    plans.sort_by_key(|&(cost, value)| (cost, std::cmp::Reverse(value)));
    let mut hull: Vec<(u64, u64)> = Vec::new();
    for (cost, value) in plans {
        if hull.last().is_some_and(|&(_, best)| value <= best) {
            continue;
        }
        while let [.., (c0, v0), (c1, v1)] = hull[..] {
            if (v1 - v0) * (cost - c0) > (value - v0) * (c1 - c0) {
                break;
            }
            hull.pop();
        }
        hull.push((cost, value));
    }
    hull
}

/// The greatest value × `run` − cost × `rise` of any plan: a maximum closure,
/// by augmenting along any path (Ford and Fulkerson) on the plain graph.
fn best_closure(made: &Made, rise: u64, run: u64) -> i128 {
    let (features, customers) = (made.costs.len(), made.customers.len());
    let (source, sink) = (features + customers, features + customers + 1);
    let nodes = sink + 1;
    let mut room = vec![vec![0_i128; nodes]; nodes];
    let unlimited = i128::MAX / 4;
    let mut total = 0;
    for (number, customer) in made.customers.iter().enumerate() {
        room[source][features + number] = i128::from(customer.weight) * i128::from(run);
        total += room[source][features + number];
        for feature in &customer.wants {
            room[features + number][feature.0 as usize - 1] = unlimited;
        }
    }
    for (feature, &cost) in made.costs.iter().enumerate() {
        room[feature][sink] = i128::from(cost) * i128::from(rise);
    }
    for dependency in &made.dependencies {
        room[dependency.then.0 as usize - 1][dependency.first.0 as usize - 1] = unlimited;
    }
    loop {
        let mut from = vec![usize::MAX; nodes];
        from[source] = source;
        let mut open = vec![source];
        while let Some(node) = open.pop() {
            for next in 0..nodes {
                if room[node][next] > 0 && from[next] == usize::MAX {
                    from[next] = node;
                    open.push(next);
                }
            }
        }
        if from[sink] == usize::MAX {
            return total;
        }
        let mut amount = unlimited;
        let mut node = sink;
        while node != source {
            amount = amount.min(room[from[node]][node]);
            node = from[node];
        }
        node = sink;
        while node != source {
            room[from[node]][node] -= amount;
            room[node][from[node]] += amount;
            node = from[node];
        }
        total -= amount;
    }
}

/// Found by fuzzing: a group that had been left out came back in through an older closure.
#[test]
fn a_plan_stays_within_the_budget_after_groups_are_left_out() {
    let text = "2 4 2 2 3 3 4 1 2 2 2 2 4 7 6 5 6 3 3 4 6 2 3 4 1 2 5 2 4 3 6 3 6 3 2 2 1 \
                4 3 3 4 2 3 3 4 3 1";
    let instance = read(text).unwrap();
    let answer = best(&instance, 8, &mut |_| ControlFlow::Continue(()));
    assert!(answer.proven);
    assert_eq!((answer.plan.cost, answer.plan.value), (7, 6));
}
