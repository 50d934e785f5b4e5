//! A mix for programs: what a rule chooses for a budget, and why.

use app::WAYS_EFFORT;
use domain::Moment;
use domain::Refusal;
use domain::ids::*;
use domain::words::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::{Answer, Ask};
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
    let mut features = answer.result.features.clone();
    reading.try_ways_in(&answer, &mut features, 1, WAYS_EFFORT);
    named(
        ask,
        MixAnswer {
            rule,
            budget,
            read_at: reading.read_at(),
            result: MixResult {
                fairness: Some(fairness),
                features,
                ..answer.result.clone()
            },
        },
    )
}
