//! A mix for programs: what a rule chooses for a budget, and why.

use domain::Moment;
use domain::Refusal;
use domain::ids::*;
use domain::words::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::{Answer, Ask};
use crate::pages::features::WAYS_EFFORT;
use crate::problem::Problem;

use super::named::{Named, named};

/// What a rule chooses for a budget.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MixAnswer {
    /// By which rule.
    pub rule: MixRule,
    /// For which budget, in minor units.
    pub budget: u64,
    /// The entry up to which the record was read: name it to record this mix.
    pub read_at: u64,
    /// What the rule comes to.
    #[serde(flatten)]
    pub result: MixResult,
    /// How each feature came in, in the order chosen.
    pub came: Vec<CameIn>,
    /// Why the others are out.
    pub out: Vec<LeftOut>,
}

/// How a feature came into a mix.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CameIn {
    /// Which.
    pub feature: FeatureId,
    /// `must`, `voice`, `left_over` or `goal`.
    pub how: &'static str,
}

/// Why a feature is not in a mix.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct LeftOut {
    /// Which.
    pub feature: Option<FeatureId>,
    /// `unwanted`, `excluded`, `waits`, `short` or `outweighed`.
    pub why: &'static str,
    /// The feature that excludes it, or that it waits for.
    pub other: Option<FeatureId>,
    /// The voice that is missing, in minor units, before endowments are raised.
    pub shortfall: Option<u64>,
    /// At this price, in minor units, it would be in: tried with the whole rule.
    pub price: Option<u64>,
    /// So many more people who want nothing else would bring it in, if they joined `party` and shared in
    /// its voice: tried with the whole rule.
    pub people: Option<u32>,
    /// The party that they would join.
    pub party: Option<PartyId>,
}

fn left_out(feature: FeatureId, out: app::Out, way: app::WayIn) -> LeftOut {
    let base = LeftOut {
        feature: Some(feature),
        price: way.price,
        people: way.people.map(|(_, people)| people),
        party: way.people.map(|(party, _)| party),
        ..LeftOut::default()
    };
    match out {
        app::Out::Unwanted => LeftOut {
            why: "unwanted",
            ..base
        },
        app::Out::Outweighed => LeftOut {
            why: "outweighed",
            ..base
        },
        app::Out::Excluded(other) => LeftOut {
            why: "excluded",
            other: Some(other),
            ..base
        },
        app::Out::Waits(other) => LeftOut {
            why: "waits",
            other: Some(other),
            ..base
        },
        app::Out::Short { shortfall } => LeftOut {
            why: "short",
            shortfall: Some(shortfall),
            ..base
        },
    }
}

/// `GET /api/v1/relationships/{relationship}/mix`
///
/// # Errors
/// Names `budget` or `rule` when it cannot be read; the rule that refuses.
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/mix", tag = "Features",
    summary = "What a rule chooses for a budget, and why",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("rule" = Option<MixRule>, Query, description = "By which rule; equal voices unless said"),
        ("budget" = Option<u64>, Query, description = "Minor units; what everything costs unless said"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The mix", body = Named<MixAnswer>)))]
pub fn mix(ask: &Ask) -> Answer {
    let reading = crate::pages::features::reading(ask)?;
    let budget = match ask.query.text("budget") {
        "" => reading.all(),
        text => {
            let budget = text.parse().ok();
            let most = domain::mix::MOST_BUDGET;
            budget
                .filter(|budget| *budget <= most)
                .ok_or(Problem::Field {
                    field: "budget",
                    what: "api-budget",
                })?
        }
    };
    let rule = match ask.query.text("rule") {
        "" => MixRule::EqualVoice,
        word => MixRule::from_word(word).ok_or(Problem::Field {
            field: "rule",
            what: "problem-choose",
        })?,
    };
    let refused = |refusal: Refusal| Problem::Rule(refusal);
    let answer = reading.answer(rule, budget).map_err(refused)?;
    let most = reading
        .answer(MixRule::MostValue, budget)
        .map_err(refused)?;
    let fairness = reading.fairness(&answer, &most).map_err(refused)?;
    let came = answer.came.iter().map(|(feature, came)| CameIn {
        feature: *feature,
        how: match came {
            app::Came::Must => "must",
            app::Came::Voice => "voice",
            app::Came::LeftOver => "left_over",
            app::Came::Goal => "goal",
        },
    });
    let ways = reading.ways_in(&answer, &answer.out, 1, WAYS_EFFORT);
    let out = answer.out.iter().map(|(feature, out)| {
        let way = ways.get(feature).copied().unwrap_or_default();
        left_out(*feature, *out, way)
    });
    named(
        ask,
        MixAnswer {
            rule,
            budget,
            read_at: reading.read_at(),
            result: MixResult {
                fairness: Some(fairness),
                ..answer.result.clone()
            },
            came: came.collect(),
            out: out.collect(),
        },
    )
}
