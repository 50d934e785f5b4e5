//! Laws that hold whatever people do, shown on random conversations of everybody with everybody.

use std::collections::{BTreeMap, BTreeSet};

use domain::Fact;
use domain::audience::Sight;
use domain::fact::*;
use domain::ids::*;
use domain::view::*;
use domain::words::*;
use domain::{Command, Moment, Saying};
use proptest::prelude::*;

use crate::world::*;

/// Numbers from which one act is made; which act depends on the world in which it happens.
type Act = [u8; 6];

fn acts() -> impl Strategy<Value = Vec<Act>> {
    proptest::collection::vec(any::<[u8; 6]>(), 1..70)
}

fn people() -> Vec<PersonId> {
    let drivers = (0..8).map(driver);
    [
        INES, PAUL, OLGA, IDA, LEA, MARA, OTTO, GUS, GRETA, TOM, TESS, RUTH, STRANGER,
    ]
    .into_iter()
    .chain(drivers)
    .collect()
}

/// What the facts say exists, in the order of the record.
#[derive(Default)]
struct Things {
    parties: Vec<PartyId>,
    outcomes: Vec<OutcomeId>,
    parts: Vec<PartId>,
    contributions: Vec<ContributionId>,
    features: Vec<FeatureId>,
    reflections: Vec<(ContributionId, ReflectionId)>,
    answers: Vec<AnswerId>,
}

fn facts(world: &World) -> impl Iterator<Item = (domain::Stamp, Fact)> + '_ {
    world.record.iter().map(|(stamp, encoded)| {
        let content = encoded.content.as_deref();
        let fact = Fact::decode(encoded.kind, &encoded.fact, content).expect("readable");
        (*stamp, fact)
    })
}

fn things(world: &World) -> Things {
    let mut things = Things {
        parties: vec![world.provider, world.consumer],
        ..Things::default()
    };
    for (_, fact) in facts(world) {
        match fact {
            Fact::PartySeated(fact) => things.parties.push(fact.party),
            Fact::OutcomeAdded(fact) => things.outcomes.push(fact.outcome),
            Fact::PartNamed(fact) => things.parts.push(fact.part),
            Fact::ContributionSaid(fact) => things.contributions.push(fact.contribution),
            Fact::FeatureAdded(fact) => things.features.push(fact.feature),
            Fact::SaidBack(fact) => things
                .reflections
                .push((fact.contribution, fact.reflection)),
            Fact::ContributionAnswered(fact) => things.answers.push(fact.answer),
            _ => {}
        }
    }
    things
}

/// One act as a command. Its texts carry `canary`, which stands nowhere else.
fn command(things: &Things, [_, what, a, b, c, d]: Act, canary: &str) -> Command {
    let pick = |n: u8, len: usize| usize::from(n) % len.max(1);
    let people = people();
    let person = people[pick(a, people.len())];
    let party = things.parties[pick(b, things.parties.len())];
    let nowhere = uuid::Uuid::nil();
    let outcomes = &things.outcomes;
    let outcome = outcomes
        .get(pick(a, outcomes.len()))
        .copied()
        .unwrap_or(OutcomeId(nowhere));
    let parts = &things.parts;
    let part = parts
        .get(pick(a, parts.len()))
        .copied()
        .unwrap_or(PartId(nowhere));
    let role = Role::ALL[pick(c, Role::ALL.len())];
    let said = &things.contributions;
    let answered = said.get(pick(a, said.len())).copied();
    let contribution = answered.unwrap_or(ContributionId(nowhere));
    let told = things.reflections.get(pick(a, things.reflections.len()));
    let (told_of, reflection) = told
        .copied()
        .unwrap_or((contribution, ReflectionId(nowhere)));
    let answer = things.answers.get(pick(a, things.answers.len())).copied();
    let answer = answer.unwrap_or(AnswerId(nowhere));
    let text = || canary.to_owned();
    let audience = match d % 4 {
        0 => Audience::WholeTable,
        1 => Audience::OwnParty,
        2 => Audience::Parties(vec![party]),
        _ => Audience::OnlyMe,
    };
    let marks = [b % 11, c % 11, d % 11];
    let [benefit, usefulness, importance] = marks;
    let features = &things.features;
    let feature = features
        .get(pick(c, features.len()))
        .copied()
        .unwrap_or(FeatureId(nowhere));
    match what % 50 {
        32 | 33 => {
            let mut new = new_feature(canary, party, outcome);
            new.note = text();
            new.origins = vec![Origin::ALL[pick(c, Origin::ALL.len())]];
            new.needs.extend(features.first().filter(|_| d % 3 == 0));
            Command::AddFeatures {
                features: vec![new; 1 + usize::from(d % 2)],
            }
        }
        34 => Command::ChangeFeature {
            feature,
            name: text(),
            note: text(),
            origins: vec![Origin::User],
            serves: vec![Serves {
                outcome,
                strength: Strength::ALL[pick(d, 3)],
            }],
            needs: features.iter().take(pick(d, 3)).copied().collect(),
            excludes: Vec::new(),
            must: d % 5 == 0,
        },
        35 | 36 => price(feature, u64::from(d) * 100),
        37 => Command::WithdrawFeature {
            feature,
            why: text(),
        },
        38 => Command::ChooseEndowments {
            endowments: things
                .parties
                .iter()
                .map(|party| Endowment {
                    party: *party,
                    weight: u32::from(b) + 1,
                })
                .collect(),
            why: text(),
        },
        39 => Command::RecordMix {
            rule: MixRule::ALL[pick(a, 3)],
            budget: u64::from(d) * 1_000,
            read_at: u64::from(b) % 40,
            note: text(),
        },
        0..=6 => Command::Assess {
            outcome,
            stage: if b % 3 == 0 {
                Stage::Realised
            } else {
                Stage::Expected
            },
            benefit,
            usefulness,
            importance,
            why: text(),
        },
        7..=9 => guess(outcome, marks),
        10 => Command::SkipGuess { outcome },
        11 => Command::DeclineToAssess { outcome },
        12 | 13 | 40..=42 => Command::from(Saying {
            under: answered.filter(|_| b % 3 > 0),
            limit: Some(LimitKind::ALL[pick(b, LimitKind::ALL.len())]),
            condition: text(),
            spoken_for: (a % 5 == 0).then_some(person),
            outcomes: if a % 3 == 0 {
                vec![outcome]
            } else {
                Vec::new()
            },
            ..Saying::new(
                ContributionKind::ALL[pick(c, ContributionKind::ALL.len())],
                audience,
                canary,
            )
        }),
        14 | 43..=45 => match b % 4 {
            0 => Command::SayBack {
                contribution,
                words: text(),
            },
            1 => Command::ConfirmReflection {
                contribution: told_of,
                reflection,
            },
            2 => Command::CorrectReflection {
                contribution: told_of,
                reflection,
                words: text(),
            },
            _ => Command::AcknowledgeCorrection {
                contribution: told_of,
                reflection,
            },
        },
        15 | 46 | 47 => match b % 5 {
            0 => Command::Answer {
                contribution,
                kind: AnswerKind::ALL[pick(c, AnswerKind::ALL.len())],
                words: text(),
                became_outcome: (d % 2 == 0).then_some(outcome),
                became_contribution: (d % 3 == 0).then_some(contribution),
                became_feature: None,
                returns: Some(Moment(1_750_000_000_000 + 90 * Moment::DAY)),
            },
            1 => Command::ConfirmAnswer {
                contribution,
                answer,
            },
            2 => Command::NodToBuild {
                build: contribution,
            },
            3 => Command::ExplainNeed {
                contribution,
                enables: text(),
            },
            _ => {
                if d % 2 == 0 {
                    Command::ConfirmSpokenWord { contribution }
                } else {
                    Command::WithdrawSpokenWord { contribution }
                }
            }
        },
        16 | 17 => better_off(audience, canary),
        18 => add_outcome(canary, party),
        19 => Command::RetireOutcome {
            outcome,
            why: text(),
        },
        20 => Command::OpenFigures { open: d % 2 == 0 },
        21 => Command::NamePart {
            name: text(),
            made_by: party,
        },
        22 => Command::JudgePart {
            part,
            verdict: Verdict::ALL[pick(c, 3)],
            why: text(),
        },
        23 | 24 => admit(
            person,
            party,
            &[role],
            if d % 2 == 0 { Since::Now } else { Since::Start },
        ),
        25 => Command::SetRoles {
            person,
            roles: vec![role, Role::ALL[pick(d, Role::ALL.len())]],
        },
        26 => Command::UnseatPerson { person },
        27 => match things
            .contributions
            .get(pick(a, things.contributions.len()))
        {
            Some(contribution) => Command::TakeBack {
                contribution: *contribution,
            },
            None => Command::ClaimSeat {},
        },
        28 => Command::EraseContent {
            sequence: u64::from(a) % 80,
            ground: text(),
        },
        29 => match d % 8 {
            0 => Command::LeaveTable {},
            1 => Command::ConsentToClosing {},
            2 => Command::WithdrawClosing {},
            5 => Command::TakeSeat { from: person },
            3 => Command::PassFacilitation { to: person },
            4 => Command::PassSeatOn { to: person },
            _ => Command::ClaimSeat {},
        },
        48 => match d % 4 {
            0 => Command::ShareFigures { party },
            1 => Command::ContestSeat {},
            2 => Command::ProveSeat {},
            _ => Command::TakeSeat { from: person },
        },
        49 => Command::SeatParty {
            organisation: REGULATOR,
            kind: PartyKind::Supplier,
            dependency: None,
        },
        30 => Command::SayTerms {
            brings: text(),
            expects: String::new(),
            cannot: String::new(),
        },
        _ => Command::SayPurpose { purpose: text() },
    }
}

/// The seed world after these acts, as far as the rules allowed them. `alter` may change a command
/// before it is tried.
fn live(acts: &[Act], alter: impl Fn(PersonId, &mut Command)) -> World {
    let mut world = World::seated();
    for statement in ["So that drivers reach dispatch", "So that bills are whole"] {
        world.adds_outcome(MARA, statement);
    }
    let people = people();
    for (n, act) in acts.iter().enumerate() {
        let actor = people[usize::from(act[0]) % people.len()];
        let mut command = command(&things(&world), *act, &format!("canary{n}x"));
        alter(actor, &mut command);
        world.holds = match command {
            Command::TakeSeat { from } => Some(from),
            _ => None,
        };
        let once = world.decide(actor, command.clone());
        assert_eq!(
            once,
            world.decide(actor, command.clone()),
            "decided otherwise the second time"
        );
        let _ = world.tries(actor, command);
        world.now = Moment(world.now.0 + i64::from(act[5]) * 60_000);
    }
    world
}

/// A seat as the record tells it, told again without the crate.
#[derive(Clone)]
struct Chair {
    party: PartyId,
    roles: BTreeSet<Role>,
    from: u64,
    seated: bool,
    /// What they said up to this entry they said as a user.
    as_user_until: u64,
}

impl Chair {
    fn is_user_only(&self) -> bool {
        let speaking = self.roles.iter().filter(|role| **role != Role::Observer);
        speaking.eq([&Role::User])
    }

    /// Up to which entry they spoke as a user, once they have the chair `next`.
    fn until_as(&self, next: &Self, sequence: u64) -> u64 {
        if self.is_user_only() && !next.is_user_only() {
            sequence
        } else {
            self.as_user_until
        }
    }

    /// The roles under which what was said at that entry counts.
    fn counts_as(&self, sequence: u64) -> Vec<Role> {
        let speaking = self.roles.iter().filter(|role| **role != Role::Observer);
        let speaking: Vec<Role> = speaking.copied().collect();
        if !speaking.is_empty() && sequence <= self.as_user_until {
            return vec![Role::User];
        }
        speaking
    }
}

fn chairs(world: &World) -> BTreeMap<PersonId, Chair> {
    let mut chairs: BTreeMap<PersonId, Chair> = BTreeMap::new();
    for (stamp, fact) in facts(world) {
        match fact {
            Fact::PersonSeated(fact) => {
                let from = if fact.since == Since::Now {
                    stamp.sequence
                } else {
                    0
                };
                let mut chair = Chair {
                    party: fact.party,
                    roles: fact.roles.into_iter().collect(),
                    from,
                    seated: true,
                    as_user_until: 0,
                };
                if let Some(before) = chairs.get(&fact.person) {
                    chair.as_user_until = before.until_as(&chair, stamp.sequence);
                }
                chairs.insert(fact.person, chair);
            }
            Fact::RolesSet(fact) => {
                if let Some(chair) = chairs.get_mut(&fact.person) {
                    let before = chair.clone();
                    chair.roles = fact.roles.into_iter().collect();
                    chair.as_user_until = before.until_as(chair, stamp.sequence);
                }
            }
            Fact::SeatPassedOn(_) => {
                if let Some(chair) = chairs.get_mut(&stamp.actor) {
                    chair.seated = false;
                }
            }
            Fact::PersonUnseated(fact) => {
                if let Some(chair) = chairs.get_mut(&fact.person) {
                    chair.seated = false;
                }
            }
            Fact::PartyLeft(fact) => {
                for chair in chairs
                    .values_mut()
                    .filter(|chair| chair.party == fact.party)
                {
                    chair.seated = false;
                }
            }
            _ => {}
        }
    }
    chairs
}

/// Whether a party sat here before the consumer said what anything is worth, or the consumer opened its
/// figures to it.
fn sees_figures(world: &World, chairs: &BTreeMap<PersonId, Chair>, party: PartyId) -> bool {
    let mut seated = party == world.consumer || party == world.provider;
    for (stamp, fact) in facts(world) {
        match fact {
            Fact::PartySeated(fact) => seated |= fact.party == party,
            Fact::FiguresShared(fact) if fact.party == party => return true,
            Fact::AssessmentMade(_) => {
                let of = chairs.get(&stamp.actor).map(|chair| chair.party);
                if of == Some(world.consumer) {
                    return seated;
                }
            }
            _ => {}
        }
    }
    true
}

/// The outcomes of which a person guessed what the consumer says, or wanted to see it without; for
/// others than the provider's people, all of them or none.
fn unlocked(world: &World, person: PersonId) -> BTreeSet<OutcomeId> {
    let chairs = chairs(world);
    let party = chairs.get(&person).map(|chair| chair.party);
    if party != Some(world.provider) {
        let open = party.is_some_and(|party| sees_figures(world, &chairs, party));
        let all = things(world).outcomes.into_iter();
        return all.filter(|_| open).collect();
    }
    let own = facts(world).filter(|(stamp, _)| stamp.actor == person);
    own.filter_map(|(_, fact)| match fact {
        Fact::GuessSealed(fact) => Some(fact.outcome),
        Fact::GuessSkipped(fact) => Some(fact.outcome),
        _ => None,
    })
    .collect()
}

/// Whether the charter lets a person read the text of an entry.
fn may_read(
    world: &World,
    chairs: &BTreeMap<PersonId, Chair>,
    unlocked: &BTreeSet<OutcomeId>,
    viewer: PersonId,
    (stamp, fact): &(domain::Stamp, Fact),
) -> bool {
    if stamp.actor == viewer {
        return true;
    }
    let (Some(you), Some(author)) = (chairs.get(&viewer), chairs.get(&stamp.actor)) else {
        return false;
    };
    let speaks = you.roles.iter().any(|role| *role != Role::Observer);
    let in_audience = |audience: &Audience| match audience {
        Audience::WholeTable => true,
        Audience::OwnParty => speaks && you.party == author.party,
        Audience::Parties(parties) => {
            speaks && (you.party == author.party || parties.contains(&you.party))
        }
        Audience::OnlyMe => false,
    };
    let reaches = stamp.sequence >= you.from;
    // What is said back and answered is for those who hear what it is about.
    let hears = |id: ContributionId| {
        facts(world).any(|(stamp, said)| {
            let Fact::ContributionSaid(said) = said else {
                return false;
            };
            if said.contribution != id {
                return false;
            }
            let own = stamp.actor == viewer || said.spoken_for == Some(viewer);
            let Some(author) = chairs.get(&stamp.actor) else {
                return own;
            };
            let heard = match &said.audience {
                Audience::WholeTable => true,
                Audience::OwnParty => speaks && you.party == author.party,
                Audience::Parties(parties) => {
                    speaks && (you.party == author.party || parties.contains(&you.party))
                }
                Audience::OnlyMe => false,
            };
            own || heard && stamp.sequence >= you.from
        })
    };
    match fact {
        Fact::ContributionSaid(fact) => hears(fact.contribution),
        Fact::NeedExplained(fact) => hears(fact.contribution),
        Fact::SaidBack(fact) => hears(fact.contribution),
        Fact::ReflectionCorrected(fact) => hears(fact.contribution),
        Fact::ContributionAnswered(fact) => hears(fact.contribution),
        Fact::BetterOffSaid(fact) => in_audience(&fact.audience),
        Fact::AssessmentMade(fact) => {
            let locked = !unlocked.contains(&fact.outcome);
            reaches && !(locked && author.party == world.consumer)
        }
        Fact::PartJudged(_) => reaches,
        Fact::MixRecorded(fact) => {
            let locked = |outcome| !unlocked.contains(outcome);
            !fact.reads.iter().any(locked)
        }
        Fact::ContentErased(_) => speaks && you.party == author.party,
        _ => true,
    }
}

fn canaries(text: &str) -> BTreeSet<&str> {
    let found = text
        .match_indices("canary")
        .filter_map(|(at, _)| text[at..].split_inclusive('x').next());
    found.collect()
}

fn twelfths(mut sums: Vec<u32>) -> u32 {
    sums.sort_unstable();
    let n = sums.len();
    (sums[(n - 1) / 2] + sums[n / 2]) * 2
}

fn rounded(twelfths: u32, raters: usize) -> f64 {
    let step = if raters < 5 { 1.0 } else { 10.0 };
    (f64::from(twelfths) / 12.0 * step + 0.5 + 1e-9).floor() / step
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn folding_a_prefix_then_the_rest_equals_folding_the_whole(acts in acts(), cut in any::<usize>()) {
        let world = live(&acts, |_, _| {});
        let (prefix, rest) = world.record.split_at(1 + cut % (world.record.len() - 1));
        let mut relationship = fold(prefix);
        for (stamp, encoded) in rest {
            let content = encoded.content.as_deref();
            let fact = Fact::decode(encoded.kind, &encoded.fact, content).expect("readable");
            relationship.apply(*stamp, fact);
        }
        prop_assert_eq!(&relationship, &fold(&world.record));
        prop_assert_eq!(&relationship, &world.relationship);
    }

    #[test]
    fn nobody_reads_what_was_said_to_others(acts in acts()) {
        let world = live(&acts, |_, _| {});
        let chairs = chairs(&world);
        let entries: Vec<_> = facts(&world).collect();
        for viewer in people() {
            let Some(everything) = world.everything(viewer) else {
                prop_assert!(chairs.get(&viewer).is_none_or(|chair| !chair.seated));
                continue;
            };
            prop_assert!(chairs.get(&viewer).is_some_and(|chair| chair.seated));
            let unlocked = unlocked(&world, viewer);
            let mut allowed = BTreeSet::new();
            for ((_, encoded), entry) in world.record.iter().zip(&entries) {
                let text = String::from_utf8_lossy(encoded.content.as_deref().unwrap_or_default());
                if may_read(&world, &chairs, &unlocked, viewer, entry) {
                    allowed.extend(canaries(&text).into_iter().map(str::to_owned));
                }
            }
            for canary in canaries(&everything) {
                prop_assert!(allowed.contains(canary), "{} reads {}", viewer, canary);
            }
        }
    }

    /// Two worlds that differ only in what the consumer says of outcomes which a person of the
    /// provider has neither guessed nor skipped are one and the same to that person.
    #[test]
    fn the_consumers_figures_do_not_reach_whoever_has_neither_guessed_nor_skipped(acts in acts()) {
        let world = live(&acts, |_, _| {});
        let chairs = chairs(&world);
        let seated = chairs.iter().filter(|(_, chair)| chair.seated && chair.party != world.consumer);
        for (viewer, _) in seated {
            let unlocked = unlocked(&world, *viewer);
            let other = live(&acts, |actor, command| {
                let consumers = [LEA, MARA, OTTO, GUS, GRETA].contains(&actor)
                    || (0..8).any(|n| driver(n) == actor);
                if let Command::Assess { outcome, benefit, usefulness, importance, why, .. } = command
                    && consumers
                    && !unlocked.contains(outcome)
                {
                    (*benefit, *usefulness, *importance) = (10 - *benefit, 10 - *importance, 3);
                    why.push_str(" otherwise");
                }
            });
            prop_assert_eq!(world.everything(*viewer), other.everything(*viewer));
        }
    }

    #[test]
    fn figures_equal_a_recount_of_the_voices(acts in acts()) {
        let world = live(&acts, |_, _| {});
        let chairs = chairs(&world);
        // The latest word of each person on each outcome.
        let mut current: BTreeMap<_, [Option<(u64, AssessmentMade)>; 2]> = BTreeMap::new();
        let mut declined = BTreeSet::new();
        for (stamp, fact) in facts(&world) {
            match fact {
                Fact::AssessmentMade(fact) => {
                    let key = (fact.outcome, stamp.actor);
                    declined.remove(&key);
                    let stage = usize::from(fact.stage == Stage::Expected);
                    current.entry(key).or_default()[stage] = Some((stamp.sequence, fact));
                }
                Fact::AssessmentDeclined(fact) => {
                    declined.insert((fact.outcome, stamp.actor));
                }
                _ => {}
            }
        }
        let viewer = chairs.iter().find(|(_, chair)| chair.seated && chair.party != world.provider);
        let Some((viewer, _)) = viewer else { return Ok(()) };
        let page = world.seen_by(*viewer).value();
        for outcome in page.outcomes.iter().chain(&page.retired) {
            for PartyFigure { party, figure } in &outcome.figures {
                let mut roles: BTreeMap<Role, Vec<u32>> = BTreeMap::new();
                let mut raters = 0;
                for ((of, person), [realised, expected]) in &current {
                    let Some(chair) = chairs.get(person) else { continue };
                    let counts = *of == outcome.id && chair.seated && chair.party == *party;
                    let Some((at, said)) = realised.as_ref().or(expected.as_ref()) else { continue };
                    if !counts || declined.contains(&(*of, *person)) {
                        continue;
                    }
                    let sum = u32::from(said.benefit) + u32::from(said.usefulness) + u32::from(said.importance);
                    let speaking = chair.counts_as(*at);
                    raters += usize::from(!speaking.is_empty());
                    for role in speaking {
                        roles.entry(role).or_default().push(sum);
                    }
                }
                let Figure::Said(said) = figure else {
                    prop_assert!(roles.is_empty(), "{:?} though {:?}", figure, roles);
                    continue;
                };
                let mut medians = Vec::new();
                prop_assert_eq!(said.roles.len(), roles.len());
                for (shown, (role, sums)) in said.roles.iter().zip(&roles) {
                    let median = twelfths(sums.clone());
                    medians.push(median);
                    prop_assert_eq!((shown.role, shown.raters as usize), (*role, sums.len()));
                    prop_assert_eq!(shown.worth, rounded(median, sums.len()));
                    prop_assert_eq!(shown.spread.is_some(), sums.len() >= 5);
                }
                medians.sort_unstable();
                let n = medians.len();
                let middle = (medians[(n - 1) / 2] + medians[n / 2]) / 2;
                prop_assert_eq!(said.raters as usize, raters);
                prop_assert_eq!(said.worth, rounded(middle, raters));
            }
        }
    }

    /// Counted again from the record alone: turns and words of each party to the whole table.
    #[test]
    fn the_mirror_equals_a_naive_recount(acts in acts()) {
        let world = live(&acts, |_, _| {});
        let Some(viewer) = people().into_iter().find(|person| world.relationship.seats(*person)) else {
            return Ok(());
        };
        let since = world.now.0 - 30 * Moment::DAY;
        let mut shared = BTreeMap::new();
        for (stamp, fact) in facts(&world) {
            match fact {
                Fact::ContributionSaid(said) if said.audience == Audience::WholeTable => {
                    let party = world.seen_by(viewer).thread(said.contribution, world.now)
                        .map(|thread| thread.said[0].contribution.party);
                    shared.insert(said.contribution, (said.spoken_for.is_none(), party, stamp.sequence));
                }
                Fact::SpokenWordConfirmed(fact) => {
                    if let Some(said) = shared.get_mut(&fact.contribution) {
                        said.0 = true;
                    }
                }
                Fact::ContributionTakenBack(ContributionTakenBack { contribution, .. })
                | Fact::SpokenWordWithdrawn(SpokenWordWithdrawn { contribution, .. }) => {
                    shared.remove(&contribution);
                }
                _ => {}
            }
        }
        let mut counts: BTreeMap<PartyId, (usize, usize)> = BTreeMap::new();
        let mut explained: BTreeMap<ContributionId, (PartyId, usize)> = BTreeMap::new();
        let many = |text: &str| text.split_whitespace().count();
        for (stamp, fact) in facts(&world) {
            let about = match &fact {
                Fact::ContributionSaid(fact) => fact.contribution,
                Fact::NeedExplained(fact) => fact.contribution,
                Fact::SaidBack(fact) => fact.contribution,
                Fact::ReflectionCorrected(fact) => fact.contribution,
                Fact::ContributionAnswered(fact) => fact.contribution,
                _ => continue,
            };
            let Some((true, Some(author), _)) = shared.get(&about) else { continue };
            if stamp.at.0 <= since {
                continue;
            }
            let (party, words) = match &fact {
                Fact::ContributionSaid(fact) => {
                    let text = fact.text.as_ref();
                    (*author, text.map_or(0, |t| many(&t.words) + many(&t.condition)))
                }
                Fact::NeedExplained(fact) => {
                    // Said anew, it takes the place of what was said before.
                    let words = fact.text.as_ref().map_or(0, |t| many(&t.enables));
                    explained.insert(about, (*author, words));
                    continue;
                }
                Fact::SaidBack(fact) => (fact.party, fact.text.as_ref().map_or(0, |t| many(&t.words))),
                Fact::ReflectionCorrected(fact) => (*author, fact.text.as_ref().map_or(0, |t| many(&t.words))),
                Fact::ContributionAnswered(fact) => (fact.party, fact.text.as_ref().map_or(0, |t| many(&t.words))),
                _ => continue,
            };
            let count = counts.entry(party).or_default();
            *count = (count.0 + 1, count.1 + words);
        }
        for (party, words) in explained.into_values() {
            let count = counts.entry(party).or_default();
            *count = (count.0 + 1, count.1 + words);
        }
        for voice in world.seen_by(viewer).voices(world.now).parties {
            let expected = counts.get(&voice.party).copied().unwrap_or_default();
            prop_assert_eq!((voice.turns, voice.words), expected, "{}", voice.party);
        }
    }

    #[test]
    fn a_guess_that_is_not_opened_is_whole_to_its_author_alone(acts in acts()) {
        let world = live(&acts, |_, _| {});
        let opened: BTreeSet<_> = facts(&world)
            .filter_map(|(_, fact)| match fact {
                Fact::GuessesRevealed(fact) => Some(fact.outcome),
                _ => None,
            })
            .collect();
        for (stamp, fact) in facts(&world) {
            let Fact::GuessSealed(guess) = &fact else { continue };
            for viewer in people().into_iter().filter(|person| world.relationship.seats(*person)) {
                let sight = world.seen_by(viewer).sight(stamp, &fact);
                if viewer == stamp.actor {
                    prop_assert_eq!(sight, Sight::Whole);
                } else if !opened.contains(&guess.outcome) {
                    prop_assert_eq!(sight, Sight::Sealed);
                }
            }
        }
    }
}
