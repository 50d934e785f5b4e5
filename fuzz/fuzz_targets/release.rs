//! Any text is a next-release instance, or is refused with a line of its own; whatever is read has
//! a frontier that rises, and an optimum that keeps to the budget.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use mix::release::{best, frontier, read};

fuzz_target!(|text: &str| {
    let instance = match read(text) {
        Ok(instance) => instance,
        Err(error) => {
            assert!(
                (1..=1 + text.lines().count()).contains(&error.line),
                "{error}"
            );
            return;
        }
    };
    if instance.features() > 64 || instance.customers() > 64 {
        return;
    }
    let plans = frontier(&instance);
    assert!(
        plans
            .windows(2)
            .all(|p| p[0].value < p[1].value && p[0].cost <= p[1].cost)
    );
    let budget = instance.total_cost() / 2;
    let mut looks = 0;
    let answer = best(&instance, budget, &mut |_| {
        looks += 1;
        if looks > 50 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(answer.plan.cost <= budget && answer.plan.value <= answer.bound);
    let supported = plans
        .iter()
        .filter(|plan| plan.cost <= budget)
        .map(|plan| plan.value)
        .max();
    assert!(!answer.proven || answer.plan.value >= supported.unwrap_or(0));
});
