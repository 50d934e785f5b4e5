//! The supported frontier: for every price of cost, the plan that maximises
//! value minus price times cost.
//!
//! These plans contain one another, the corners of the concave curve of value
//! over cost. Between two known corners the slope of the line that joins them
//! is tried as the price: either no plan lies above the line, or the best one
//! splits the groups and blocks between the corners into two parts that have
//! nothing more to do with each other. Each part goes on from the flow that
//! split it, which is what makes the parametric flow of Gallo, Grigoriadis and
//! Tarjan (1989) cheap: a cut costs only as much as its part is large.

use super::demand::Demand;
use super::instance::{Instance, Plan};
use super::transport::{Part, Transport};

/// All supported plans of `instance` at the corners of the frontier, by rising
/// cost; the first costs nothing, the last satisfies everybody.
pub fn frontier(instance: &Instance) -> Vec<Plan> {
    let demand = Demand::new(instance, u64::MAX);
    let mut plans = vec![instance.plan(demand.customers_of(std::iter::empty()))];
    let mut taken = Vec::new();
    for segment in segments(&demand) {
        taken.extend(segment.groups.iter().map(|&group| group as usize));
        plans.push(instance.plan(demand.customers_of(taken.iter().copied())));
    }
    plans
}

/// What is added between two neighbouring corners, by falling value for money.
pub(super) fn segments(demand: &Demand) -> Vec<Part> {
    let mut segments = Vec::new();
    let mut transport = Transport::new(demand);
    let whole = Part {
        groups: (0..demand.groups() as u32).collect(),
        blocks: (0..demand.blocks() as u32).collect(),
    };
    // Each part comes with the scale its flow was computed in.
    let mut open = vec![(whole, 1_i64)];
    let mut parts = 0;
    while let Some((part, scale)) = open.pop() {
        if part.blocks.is_empty() {
            continue;
        }
        let weight: i64 = part
            .groups
            .iter()
            .map(|&g| demand.weights[g as usize])
            .sum();
        let cost: i64 = part.blocks.iter().map(|&b| demand.costs[b as usize]).sum();
        rescale(&mut transport, &part, weight, cost, scale);
        transport.route(&part);
        if part
            .groups
            .iter()
            .all(|&group| transport.flow.supply[group as usize] == 0)
        {
            segments.push(part);
            continue;
        }
        let (dear_groups, rest_groups): (Vec<u32>, Vec<u32>) = part
            .groups
            .iter()
            .partition(|&&group| transport.holds_group(group as usize));
        let (dear_blocks, rest_blocks): (Vec<u32>, Vec<u32>) = part
            .blocks
            .iter()
            .partition(|&&block| transport.holds_block(block as usize));
        parts += 1;
        for &group in &dear_groups {
            transport.flow.group_part[group as usize] = parts;
        }
        for &block in &dear_blocks {
            transport.flow.block_part[block as usize] = parts;
        }
        open.push((
            Part {
                groups: rest_groups,
                blocks: rest_blocks,
            },
            cost,
        ));
        open.push((
            Part {
                groups: dear_groups,
                blocks: dear_blocks,
            },
            cost,
        ));
    }
    segments
}

/// Prices the part's cost at its weight for money, in a scale where that is
/// whole: a group supplies weight × `cost`, a block has room for its cost ×
/// `weight`. What was sent in the old scale is kept as far as it fits.
fn rescale(transport: &mut Transport<'_>, part: &Part, weight: i64, cost: i64, old_scale: i64) {
    let demand = transport.demand;
    let flow = &mut transport.flow;
    // Rounding is harmless: any feasible start leads to the same maximum.
    let factor = cost as f64 / old_scale as f64;
    for &block in &part.blocks {
        flow.room[block as usize] = demand.costs[block as usize] * weight;
    }
    for &group in &part.groups {
        let group = group as usize;
        let mut supply = demand.weights[group] * cost;
        for arc in demand.arcs_of(group) {
            let block = demand.block_of(arc);
            if flow.block_part[block] == flow.group_part[group] {
                let sent = ((flow.sent[arc] as f64 * factor) as i64).min(supply);
                flow.sent[arc] = sent;
                flow.room[block] -= sent;
                supply -= sent;
            }
        }
        flow.supply[group] = supply;
    }
    for &block in &part.blocks {
        transport.hand_back(block as usize);
    }
}
