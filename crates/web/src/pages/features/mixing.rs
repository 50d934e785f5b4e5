//! One mix as pages show it: which features are in and why, what each party gets, what another rule
//! would do, and how it all moves with the budget.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use app::{Answer, Reading, Step, WAYS_EFFORT};
use domain::Refusal;
use domain::ids::*;
use domain::words::*;

use crate::chart;
use crate::figures::Silent;
use crate::lanes::{self, Lane};
use crate::names::PartyLabel;

use super::room::{Fair, FeaturesRoom, Gets, Pays, Row, fold, percent, rule_name};

/// How long a page waits for the points of its chart, and for what a larger budget would bring.
const CHART_TIME: Duration = Duration::from_millis(150);
const NEXT_TIME: Duration = Duration::from_millis(40);

/// How much is computed for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// While a slider moves: what takes longer is shown as far as it is known.
    Quick,
    /// When it rests.
    Full,
    /// The exact rules look further than before.
    Deeper,
}

/// A mix as a page shows it.
pub(super) struct Mixing {
    pub rule: &'static str,
    pub heading: String,
    /// The rule, the budget and what each party gets, in one sentence for who does not see the chart.
    pub said: String,
    pub budget_text: String,
    pub budget_plain: String,
    pub read_at: u64,
    pub summary: String,
    /// What the reader's party pays.
    pub you_pay: Pays,
    /// Whether it is proven, or how much better another mix could be.
    pub proof: String,
    /// How the chart was made, where it is not exact.
    pub rough: String,
    pub provisional: String,
    /// Whose word on how things turned out it reads.
    pub realised: String,
    /// Where to say what is missing.
    pub rate: String,
    pub chart: String,
    pub columns: Vec<String>,
    pub steps: Vec<(String, Vec<String>)>,
    pub rows: Vec<Row>,
    /// Those that are out beyond the first handful.
    pub folded: Vec<Row>,
    pub gets: Vec<Gets>,
    pub not_rated: Option<Silent>,
    pub against_title: String,
    pub against: Vec<(String, String)>,
    pub fair: Option<Fair>,
    pub beside: Beside,
    pub next: Vec<(String, String)>,
    pub deeper: bool,
    pub unproven: bool,
    /// Why there is no mix for this budget.
    pub problem: String,
}

/// The rules' mixes beside each other: one column each, by its name, and rows of what it comes to.
#[derive(Default)]
pub(super) struct Beside {
    pub columns: Vec<(String, bool)>,
    pub rows: Vec<(String, Vec<String>)>,
    pub states: Vec<String>,
}

impl FeaturesRoom<'_> {
    /// What each party gains and loses against another rule's mix.
    fn against(&self, answer: &Answer, other: &Answer) -> Vec<(String, String)> {
        let say = self.room.say;
        if answer.result.selected.len() == other.result.selected.len()
            && answer
                .result
                .selected
                .iter()
                .all(|id| other.result.selected.contains(id))
        {
            return vec![(say.text("mix-same"), say.text("mix-same-note"))];
        }
        let pairs = answer.result.gets.iter().zip(&other.result.gets);
        let mut gains = Vec::new();
        let mut losses = Vec::new();
        for (own, theirs) in pairs {
            let points = i16::from(own.percent) - i16::from(theirs.percent);
            let party = self.short(own.party);
            if points > 0 {
                let points = say.two("mix-gains", ("party", party), ("points", points));
                let left = percent(&self.room, theirs.percent);
                gains.push((points, say.one("mix-left-with", "percent", left)));
            } else if points < 0 {
                losses.push(format!("{party} −{}", -points));
            }
        }
        if !losses.is_empty() {
            let price = other.value.saturating_sub(answer.value);
            let share = (price * 100 + other.value / 2) / other.value.max(1);
            let key = match (price, share, other.result.proven) {
                (0, _, true) => "mix-price-nothing",
                (_, 0, true) => "mix-price-little",
                (_, _, true) => "mix-price-of-fairness",
                (_, _, false) => "mix-price-at-least",
            };
            let share = percent(&self.room, u8::try_from(share).unwrap_or(100));
            gains.push((losses.join(", "), say.one(key, "percent", share)));
        }
        if gains.is_empty() {
            gains.push((say.text("mix-alike"), say.text("mix-alike-note")));
        }
        gains
    }

    fn beside(&self, answer: &Answer, all: &[(MixRule, Option<Arc<Answer>>)]) -> Beside {
        let say = self.room.say;
        let most = all.iter().find(|(rule, _)| *rule == MixRule::MostValue);
        let most = most.and_then(|(_, most)| most.as_ref().map(|most| most.value));
        let row = |name: String, cell: &dyn Fn(&Answer) -> String| {
            let cells = all.iter().map(|(_, known)| match known {
                Some(one) => cell(one),
                None => "…".to_owned(),
            });
            (name, cells.collect())
        };
        let heard = |(_, one): &(usize, &PartyPercent)| !answer.silent(one.party);
        let parties = answer.result.gets.iter().enumerate().filter(heard);
        let mut rows: Vec<(String, Vec<String>)> = parties
            .map(|(place, one)| {
                let name = say.one("mix-party-gets", "party", self.short(one.party));
                row(name, &|other| {
                    let got = other.result.gets.get(place);
                    percent(&self.room, got.map_or(0, |one| one.percent))
                })
            })
            .collect();
        rows.push(row(say.text("mix-beside-value"), &|one| {
            most.map_or_else(
                || "…".to_owned(),
                |most| {
                    if most == 0 {
                        return "–".to_owned();
                    }
                    let share = (one.value * 100 + most / 2) / most.max(1);
                    percent(&self.room, u8::try_from(share).unwrap_or(100))
                },
            )
        }));
        rows.push(row(say.text("mix-beside-cost"), &|one| {
            self.room.money.short(one.result.cost)
        }));
        rows.push(row(say.text("mix-beside-nothing"), &|one| {
            one.with_nothing.to_string()
        }));
        rows.push(row(say.text("mix-beside-uneven"), &|one| {
            percent(&self.room, one.uneven)
        }));
        let column = |rule: MixRule| {
            let name = rule_name(&self.room, rule, &answer.result.endowments);
            (name, rule == answer.rule)
        };
        let state = |known: &Option<Arc<Answer>>| match known {
            Some(one) => self.state(one),
            None => say.text("mix-looking"),
        };
        Beside {
            columns: all.iter().map(|(rule, _)| column(*rule)).collect(),
            rows,
            states: all.iter().map(|(_, known)| state(known)).collect(),
        }
    }

    /// Whether it is proven, or how much better another could be.
    fn state(&self, answer: &Answer) -> String {
        let say = self.room.say;
        match (answer.rule, answer.result.room) {
            (MixRule::EqualVoice, _) if answer.deeper => say.text("mix-looking"),
            (MixRule::EqualVoice, _) => say.text("mix-exact-equal_voice"),
            (_, None) => say.text("mix-proven"),
            (rule, Some(room)) => {
                let key = format!("mix-room-{}", rule.word());
                say.one(&key, "room", self.room(rule, room))
            }
        }
    }

    fn chart(&self, reading: &Reading, answer: &Answer, steps: &[Step]) -> String {
        let say = self.room.say;
        let all = reading.all().max(1) as f64;
        let across = |budget: u64| budget as f64 / all;
        let parties: Vec<&PartyLabel> = reading
            .parties()
            .map(|id| self.room.names.party(id))
            .collect();
        let classes: Vec<String> = parties
            .iter()
            .map(|party| format!("party-{}", party.look))
            .collect();
        // A party that has not spoken has no line: it does not get nothing, it is not heard yet.
        let heard = |place: &usize| !answer.silent(answer.result.gets[*place].party);
        let heard: Vec<usize> = (0..parties.len()).filter(heard).collect();
        let lines: Vec<Vec<(f64, f64)>> = heard
            .iter()
            .map(|&place| {
                let point = |step: &Step| {
                    let got = step.gets.get(place).copied().unwrap_or(0);
                    (across(step.budget), f64::from(got))
                };
                steps.iter().map(point).collect()
            })
            .collect();
        let stairs: Vec<chart::Stairs<'_>> = heard
            .iter()
            .zip(&lines)
            .map(|(&place, points)| chart::Stairs {
                label: &parties[place].short,
                party_class: &classes[place],
                points,
            })
            .collect();
        let marker = self.room.money.short(answer.budget);
        let (nothing, everything) = (
            self.room.money.short(0),
            self.room.money.short(reading.all()),
        );
        chart::stairs(
            &say.text("mix-chart-title"),
            &say.text("mix-chart-description"),
            &stairs,
            (across(answer.budget), &marker),
            [&nothing, &say.text("mix-chart-axis"), &everything],
            [0, 50, 100]
                .map(|share| percent(&self.room, share))
                .each_ref()
                .map(String::as_str),
        )
    }

    /// The budgets at which what the parties get changes, as a table.
    fn steps(&self, answer: &Answer, steps: &[Step]) -> Vec<(String, Vec<String>)> {
        let mut rows: Vec<&Step> = steps.iter().collect();
        rows.dedup_by_key(|step| &step.gets);
        rows.into_iter()
            .map(|step| {
                let gets = answer.result.gets.iter().zip(&step.gets);
                let gets = gets.filter(|(one, _)| !answer.silent(one.party));
                let gets = gets.map(|(_, got)| percent(&self.room, *got));
                (self.room.money.text(step.budget), gets.collect())
            })
            .collect()
    }

    /// The mix for a budget by a rule, with the other rules' beside it.
    pub(super) fn mixing(
        &self,
        reading: &Reading,
        rule: MixRule,
        budget: u64,
        care: Care,
    ) -> Mixing {
        lanes::belongs_in(Lane::Engine);
        let say = self.room.say;
        let (_, _, grain) = reading.stops();
        let ask = |rule| match care {
            Care::Deeper => reading.deeper(rule, budget),
            _ => reading.answer(rule, budget),
        };
        let mut mixing = Mixing {
            rule: rule.word(),
            heading: say.one("mix-heading", "budget", self.room.money.text(budget)),
            said: String::new(),
            budget_text: self.room.money.text(budget),
            budget_plain: self.room.money.plain(budget),
            read_at: reading.read_at(),
            summary: String::new(),
            you_pay: Pays::default(),
            proof: String::new(),
            rough: String::new(),
            provisional: String::new(),
            realised: String::new(),
            rate: String::new(),
            chart: String::new(),
            columns: Vec::new(),
            steps: Vec::new(),
            rows: Vec::new(),
            folded: Vec::new(),
            gets: Vec::new(),
            not_rated: None,
            against_title: String::new(),
            against: Vec::new(),
            fair: None,
            beside: Beside::default(),
            next: Vec::new(),
            deeper: false,
            unproven: false,
            problem: String::new(),
        };
        let answer = match ask(rule) {
            Ok(answer) => answer,
            Err(refusal) => {
                mixing.problem = self.problem(&refusal, reading);
                return mixing;
            }
        };
        let others: Vec<(MixRule, Option<Arc<Answer>>)> = MixRule::ALL
            .iter()
            .map(|other| {
                let known = match care {
                    _ if *other == rule => Some(Arc::clone(&answer)),
                    Care::Quick => reading.known_answer(*other, budget),
                    _ => ask(*other).ok(),
                };
                (*other, known)
            })
            .collect();
        let time = if care == Care::Quick {
            Duration::ZERO
        } else {
            CHART_TIME
        };
        let (mut steps, unfinished) = reading.steps(rule, time);
        // The lines go through what is beside them.
        steps.retain(|step| step.budget != budget);
        let place = steps.partition_point(|step| step.budget < budget);
        if budget <= reading.all() {
            steps.insert(place, answer.step());
        }
        let result = &answer.result;
        mixing.summary = self.summary(budget, result);
        mixing.you_pay = self.you_pay(result);
        if steps.iter().any(|step| !step.proven) {
            mixing.rough = say.text(match rule {
                MixRule::EqualVoice => "mix-rough",
                MixRule::MostValue | MixRule::WorstOff => "mix-rough-search",
            });
        }
        mixing.proof = self.proof(rule, result, answer.deeper);
        mixing.provisional = self.provisional(result);
        mixing.realised = self.realised(result);
        let unheard = result.silent.len() == result.endowments.len();
        if self.may_rate && !result.silent.is_empty() {
            mixing.rate = self.room.to("value");
        }
        mixing.chart = self.chart(reading, &answer, &steps);
        mixing.steps = self.steps(&answer, &steps);
        let mut features = result.features.clone();
        let mut more: BTreeMap<FeatureId, u64> = BTreeMap::new();
        for step in steps.iter().rev().filter(|step| step.budget > budget) {
            let out = features.iter().filter(|mixed| !mixed.why.is_in());
            let comes_in = out.filter(|mixed| step.selected.contains(&mixed.feature));
            more.extend(comes_in.map(|mixed| (mixed.feature, step.budget)));
        }
        if reading.moves_as(&answer) {
            for (id, more) in &mut more {
                *more = reading.more(&answer, *more, &[*id], grain);
            }
        } else {
            more.clear();
        }
        let moves = care != Care::Quick && reading.moves_as(&answer);
        let next = moves.then(|| reading.next(&answer, &steps, NEXT_TIME));
        let next = next.flatten().map(|next| {
            let extra = reading.more(&answer, next.budget, &next.features, grain);
            // Finer than the chart's steps: what is said of a feature agrees with what comes next.
            more.extend(next.features.iter().map(|id| (*id, extra)));
            (extra, next.features)
        });
        for mixed in &mut features {
            mixed.way_in.more = more.get(&mixed.feature).copied();
        }
        if care != Care::Quick {
            reading.try_ways_in(&answer, &mut features, grain, WAYS_EFFORT);
        }
        mixing.rows = self.rows(rule, &result.selected, &features);
        mixing.folded = fold(&mut mixing.rows, |row| row.chosen);
        mixing.said = self.said(&answer);
        mixing.gets = self.gets(result);
        mixing.columns = (mixing.gets.iter().map(|one| one.party.short.clone())).collect();
        mixing.not_rated = self.not_rated(result);
        let against = if rule == MixRule::MostValue {
            MixRule::EqualVoice
        } else {
            MixRule::MostValue
        };
        let other = others.iter().find(|(other, _)| *other == against);
        if let Some((_, Some(other))) = other
            && !unheard
        {
            mixing.against_title = say.text(&format!("mix-against-{}", against.word()));
            mixing.against = if rule == MixRule::MostValue {
                self.against_equal(&answer, other)
            } else {
                self.against(&answer, other)
            };
        }
        let most = others.iter().find(|(rule, _)| *rule == MixRule::MostValue);
        if let Some((_, Some(most))) = most
            && care != Care::Quick
            && !unheard
        {
            let fairness = reading.fairness(&answer, most).ok();
            mixing.fair = fairness.map(|fairness| self.fair(rule, &fairness));
        }
        mixing.beside = self.beside(&answer, &others);
        mixing.unproven = answer.result.room.is_some() || answer.deeper;
        let deeper = |one: &Option<Arc<Answer>>| one.as_ref().is_none_or(|one| one.deeper);
        mixing.deeper = unfinished || others.iter().any(|(_, one)| deeper(one));
        let tried = features;
        if let Some((more, features)) = next {
            let more = self.room.money.text(more);
            let names = self.first_names_of(&features);
            let bold = say.two("mix-next", ("more", more), ("features", names));
            let first = tried
                .iter()
                .find(|mixed| Some(&mixed.feature) == features.first());
            let note = first.and_then(|mixed| mixed.way_in.price).map(|price| {
                let price = self.room.money.text(price);
                say.one("mix-next-price", "price", price)
            });
            mixing.next.push((bold, note.unwrap_or_default()));
        }
        mixing
    }

    /// The rule, the budget and what each party that was heard gets, in one sentence.
    fn said(&self, answer: &Answer) -> String {
        let say = self.room.say;
        let gets = answer.result.gets.iter();
        let gets = gets.filter(|one| !answer.silent(one.party)).map(|one| {
            let party = ("party", self.short(one.party));
            say.two(
                "mix-gets-title",
                party,
                ("percent", percent(&self.room, one.percent)),
            )
        });
        let values = [
            (
                "rule",
                rule_name(&self.room, answer.rule, &answer.result.endowments),
            ),
            ("budget", self.room.money.text(answer.budget)),
            ("gets", gets.collect::<Vec<_>>().join(", ")),
        ];
        say.with("mix-said", &values)
    }

    /// As [`Self::against`], seen from the most total value: what equal voices would change.
    fn against_equal(&self, answer: &Answer, other: &Answer) -> Vec<(String, String)> {
        let say = self.room.say;
        let lines: Vec<(String, String)> = answer
            .result
            .gets
            .iter()
            .zip(&other.result.gets)
            .filter(|(own, theirs)| own.percent != theirs.percent)
            .map(|(own, theirs)| {
                let sign = if own.percent > theirs.percent {
                    "+"
                } else {
                    "−"
                };
                let bold = say.with(
                    "mix-differs",
                    &[
                        ("party", self.short(own.party)),
                        ("sign", sign.to_owned()),
                        ("points", own.percent.abs_diff(theirs.percent).to_string()),
                    ],
                );
                let with = percent(&self.room, theirs.percent);
                (bold, say.one("mix-would-have", "percent", with))
            })
            .collect();
        if lines.is_empty() {
            vec![(say.text("mix-alike"), say.text("mix-alike-note"))]
        } else {
            lines
        }
    }

    fn problem(&self, refusal: &Refusal, reading: &Reading) -> String {
        match refusal {
            Refusal::MustsTooDear => {
                let least = self.room.money.text(reading.least());
                self.room.say.one("mix-musts-cost", "least", least)
            }
            other => self.room.say.text(&format!("rule-{}", other.rule())),
        }
    }
}
