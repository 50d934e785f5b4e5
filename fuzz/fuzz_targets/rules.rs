//! Whatever small instance is read, every rule answers, keeps to the budget and to what excludes
//! and needs what, and can be explained.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mix::cumulative::{Cumulative, Transfer};
use mix::explain::{self, Purchases};
use mix::frontier::{every_budget, party_shares};
use mix::greedy::Manner;
use mix::instance::{Instance, Utility};
use mix::money::Money;
use mix::promise::Shares;
use mix::rule::{Choice, Rule};
use mix::shares::{Completion, Raise, equal_shares};
use mix::ties::Ties;

fuzz_target!(|bytes: &[u8]| {
    let reading = mix::pabulib::read(bytes).or_else(|_| mix::csv::read(bytes));
    let Ok(reading) = reading else { return };
    let instance = reading.instance;
    if instance.features().len() > 10 || instance.groups().len() > 20 {
        return;
    }
    let completions = [Raise::No, Raise::UntilOverspend, Raise::UntilExhaustive].map(|raise| {
        // Raising goes by whole currency units: with amounts of many digits that is a long way.
        let raise = if instance.budget().0 > 100_000 {
            Raise::No
        } else {
            raise
        };
        Rule::EqualShares(Completion {
            raise,
            greedy: raise == Raise::UntilExhaustive,
            integral: raise == Raise::UntilOverspend && instance.people() % 2 == 1,
        })
    });
    let others = [
        Rule::Greedy(Manner::PER_COST),
        Rule::Greedy(Manner {
            total: true,
            stop: true,
        }),
        Rule::Phragmen,
        Rule::ExactShares { add_opt: false },
        Rule::BoundedOverspending,
        Rule::MaximinSupport,
        Rule::Cumulative(Cumulative {
            transfer: Transfer::Elimination,
            over_costs: false,
        }),
        Rule::Cumulative(Cumulative {
            transfer: Transfer::Minimal,
            over_costs: true,
        }),
        Rule::Approval,
        Rule::MostValue,
        Rule::WorstOff,
        Rule::Nash,
    ];
    for utility in [Utility::Cost, Utility::Cardinality, Utility::Points] {
        for ties in [Ties::Reference, Ties::Fair { seed: 7 }] {
            for rule in completions.into_iter().chain(others) {
                let choice = Choice {
                    rule,
                    utility,
                    ties,
                    effort: 2_000,
                };
                let (mix, purchases) = choice.choose_with_purchases(&instance);
                keeps_the_rules(&instance, &mix.selected);
                explain::outlook(&instance, utility, &mix.selected);
                party_shares(&instance, utility, &mix.selected);
                if let Rule::EqualShares(completion) = rule {
                    let shares = Shares {
                        utility,
                        ties,
                        completion,
                    };
                    let out = (0..instance.features().len()).filter(|f| !mix.selected.contains(f));
                    keeps_its_promises(&instance, shares, &out.collect::<Vec<_>>());
                }
                if let (Some(purchases), Some(handed_out)) = (purchases, mix.handed_out) {
                    let anew = Purchases::new(&instance, utility, ties, handed_out);
                    assert_eq!(purchases.account(), anew.account());
                }
            }
        }
    }
    let all: u64 = instance.features().iter().map(|f| f.cost.0).sum();
    every_budget(
        &instance,
        Utility::Points,
        Ties::Reference,
        Money(all.div_ceil(20).max(1)),
    );
});

/// Whatever is promised is tried.
fn keeps_its_promises(instance: &Instance, shares: Shares, out: &[usize]) {
    let is_in = |instance: &Instance, feature: usize| {
        let mix = equal_shares(instance, shares.utility, shares.ties, shares.completion);
        mix.selected.contains(&feature)
    };
    for promise in shares.promises(instance, out, 5_000) {
        if let Some(price) = promise.price {
            let cheaper = instance.with_cost(promise.feature, price);
            assert!(cheaper.is_ok_and(|cheaper| is_in(&cheaper, promise.feature)));
        }
        if let Some(joining) = promise.people {
            let wish = (promise.feature, joining.points);
            let more = instance.with_more_people(joining.party, joining.people, wish);
            assert!(more.is_ok_and(|more| is_in(&more, promise.feature)));
        }
    }
}

fn keeps_the_rules(instance: &Instance, selected: &[usize]) {
    assert!(instance.cost(selected) <= instance.budget());
    assert!(instance.musts().iter().all(|must| selected.contains(must)));
    for (at, feature) in selected.iter().enumerate() {
        assert!(!selected[..at].contains(feature));
        let needs = instance.prerequisites(*feature);
        assert!(needs.iter().all(|need| selected.contains(need)));
        let rivals = instance.exclusions(*feature);
        assert!(!rivals.iter().any(|rival| selected.contains(rival)));
    }
}
