//! Facts as sentences: what each kind of fact says to a reader, and which words it quotes.

use std::collections::BTreeMap;

use app::{Line, Told};
use domain::Fact;
use domain::audience::Seen;
use domain::fact::ContributionSaid;
use domain::ids::*;
use domain::words::*;

use crate::catalogue::Say;
use crate::money::Money;
use crate::names::Names;
use crate::pages::features::price;

/// The names of things that facts mention by id, as far as the viewer may know them.
pub(super) struct Things {
    /// Outcomes, oldest first.
    pub outcomes: Vec<(OutcomeId, Option<String>)>,
    parts: BTreeMap<PartId, Option<String>>,
    suppliers: BTreeMap<DependencyId, Option<String>>,
    features: BTreeMap<FeatureId, Option<String>>,
    currency: String,
}

impl Things {
    pub fn of(seen: &Seen<'_>) -> Self {
        let value = seen.value();
        let outcomes = value.outcomes.into_iter().chain(value.retired);
        let suppliers = seen.table().dependencies.into_iter();
        let features = seen.features();
        let features = features.features.into_iter().chain(features.withdrawn);
        Self {
            outcomes: outcomes
                .map(|outcome| (outcome.id, outcome.statement))
                .collect(),
            parts: value
                .parts
                .into_iter()
                .map(|part| (part.id, part.name))
                .collect(),
            suppliers: suppliers
                .map(|supplier| (supplier.id, supplier.name))
                .collect(),
            features: features.map(|feature| (feature.id, feature.name)).collect(),
            currency: seen.frame().currency,
        }
    }
}

/// The groups in which kinds of facts are looked for.
pub(super) const GROUPS: [&str; 6] = ["table", "value", "features", "service", "words", "erasure"];

/// The group of a kind; `None` for one that this release does not know.
pub(super) fn group(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "relationship_opened"
        | "relationship_described"
        | "relationship_closed"
        | "purpose_said"
        | "party_seated"
        | "party_left"
        | "terms_said"
        | "dependency_named"
        | "dependency_left_out"
        | "person_seated"
        | "person_unseated"
        | "seat_claimed"
        | "seat_passed_on"
        | "roles_set"
        | "facilitation_passed"
        | "seat_proved"
        | "seat_contested"
        | "party_recognised"
        | "closing_consented"
        | "closing_withdrawn" => "table",
        "outcome_added"
        | "outcome_reworded"
        | "outcome_retired"
        | "effect_stated"
        | "effect_withdrawn"
        | "assessment_made"
        | "assessment_declined"
        | "guess_sealed"
        | "guess_skipped"
        | "guesses_revealed"
        | "figures_opened"
        | "figures_shared"
        | "better_off_said" => "value",
        "feature_added" | "feature_changed" | "feature_priced" | "feature_withdrawn"
        | "endowments_chosen" | "mix_recorded" => "features",
        "part_named" | "part_judged" => "service",
        "contribution_said"
        | "contribution_taken_back"
        | "spoken_word_confirmed"
        | "spoken_word_withdrawn"
        | "need_explained"
        | "said_back"
        | "reflection_confirmed"
        | "reflection_corrected"
        | "correction_acknowledged"
        | "build_nodded"
        | "contribution_heard"
        | "contribution_answered"
        | "answer_confirmed"
        | "advice_dismissed" => "words",
        "content_erased" | "record_restored" => "erasure",
        _ => return None,
    })
}

/// The people whom a line names, its author among them.
pub(super) fn people(line: &Line) -> Vec<PersonId> {
    let Told::Open { stamp, fact, .. } = &line.told else {
        return Vec::new();
    };
    let mut people = vec![stamp.actor];
    match &**fact {
        Fact::PersonSeated(fact) => people.push(fact.person),
        Fact::SeatPassedOn(fact) => people.push(fact.to),
        Fact::RolesSet(fact) => people.push(fact.person),
        Fact::PersonUnseated(fact) => people.push(fact.person),
        Fact::FacilitationPassed(fact) => people.push(fact.to),
        Fact::GuessesRevealed(fact) => people.extend(&fact.people),
        _ => {}
    }
    people
}

/// The outcomes that a fact is about.
pub(super) fn outcomes(fact: &Fact) -> Vec<OutcomeId> {
    match fact {
        Fact::OutcomeAdded(fact) => vec![fact.outcome],
        Fact::OutcomeReworded(fact) => vec![fact.outcome],
        Fact::OutcomeRetired(fact) => vec![fact.outcome],
        Fact::EffectStated(fact) => vec![fact.outcome],
        Fact::EffectWithdrawn(fact) => vec![fact.outcome],
        Fact::AssessmentMade(fact) => vec![fact.outcome],
        Fact::AssessmentDeclined(fact) => vec![fact.outcome],
        Fact::GuessSealed(fact) => vec![fact.outcome],
        Fact::GuessSkipped(fact) => vec![fact.outcome],
        Fact::GuessesRevealed(fact) => vec![fact.outcome],
        Fact::ContributionSaid(fact) => fact.outcomes.clone(),
        Fact::FeatureAdded(fact) => fact.serves.iter().map(|one| one.outcome).collect(),
        Fact::FeatureChanged(fact) => fact.serves.iter().map(|one| one.outcome).collect(),
        _ => Vec::new(),
    }
}

/// The three marks of a fact that has some: benefit, usefulness, importance.
pub(super) fn marks(fact: &Fact) -> Option<[u8; 3]> {
    match fact {
        Fact::AssessmentMade(fact) => Some([fact.benefit, fact.usefulness, fact.importance]),
        Fact::GuessSealed(fact) => Some([fact.benefit, fact.usefulness, fact.importance]),
        _ => None,
    }
}

/// What was typed, each text with the key of its heading where there are several.
pub(super) fn quotes(fact: &Fact) -> Vec<(&'static str, String)> {
    let one = |text: Option<&String>| match text {
        Some(text) if !text.is_empty() => vec![("", text.clone())],
        _ => Vec::new(),
    };
    let all = |texts: Vec<(&'static str, &String)>| {
        let said = texts.into_iter().filter(|(_, text)| !text.is_empty());
        said.map(|(key, text)| (key, text.clone())).collect()
    };
    match fact {
        Fact::RelationshipOpened(fact) => one(fact.text.as_ref().map(|text| &text.name)),
        Fact::RelationshipDescribed(fact) => one(fact.text.as_ref().map(|text| &text.name)),
        Fact::PurposeSaid(fact) => one(fact.text.as_ref().map(|text| &text.purpose)),
        Fact::TermsSaid(fact) => fact.text.as_ref().map_or_else(Vec::new, |text| {
            all(vec![
                ("parties-brings", &text.brings),
                ("parties-expects", &text.expects),
                ("parties-cannot", &text.cannot),
            ])
        }),
        Fact::DependencyNamed(fact) => one(fact.text.as_ref().map(|text| &text.name)),
        Fact::DependencyLeftOut(fact) => one(fact.text.as_ref().map(|text| &text.why)),
        Fact::OutcomeAdded(fact) => fact.text.as_ref().map_or_else(Vec::new, |text| {
            all(vec![
                ("outcome", &text.statement),
                ("objective", &text.objective),
            ])
        }),
        Fact::OutcomeReworded(fact) => fact.text.as_ref().map_or_else(Vec::new, |text| {
            all(vec![
                ("outcome", &text.statement),
                ("objective", &text.objective),
            ])
        }),
        Fact::OutcomeRetired(fact) => one(fact.text.as_ref().map(|text| &text.why)),
        Fact::EffectStated(fact) => one(fact.text.as_ref().map(|text| &text.what)),
        Fact::AssessmentMade(fact) => one(fact.text.as_ref().map(|text| &text.why)),
        Fact::BetterOffSaid(fact) => one(fact.text.as_ref().map(|text| &text.statement)),
        Fact::FeatureAdded(fact) => fact.text.as_ref().map_or_else(Vec::new, |text| {
            all(vec![("feature", &text.name), ("feature-note", &text.note)])
        }),
        Fact::FeatureChanged(fact) => fact.text.as_ref().map_or_else(Vec::new, |text| {
            all(vec![("feature", &text.name), ("feature-note", &text.note)])
        }),
        Fact::FeatureWithdrawn(fact) => one(fact.text.as_ref().map(|text| &text.why)),
        Fact::EndowmentsChosen(fact) => one(fact.text.as_ref().map(|text| &text.why)),
        Fact::MixRecorded(fact) => one(fact.text.as_ref().map(|text| &text.note)),
        Fact::PartNamed(fact) => one(fact.text.as_ref().map(|text| &text.name)),
        Fact::PartJudged(fact) => one(fact.text.as_ref().map(|text| &text.why)),
        Fact::ContributionSaid(fact) => fact.text.as_ref().map_or_else(Vec::new, |text| {
            if text.condition.is_empty() {
                return one(Some(&text.words));
            }
            let condition = match fact.kind {
                ContributionKind::Limit => "dialogue-lifted-by",
                _ => "dialogue-works-if",
            };
            all(vec![
                ("dialogue-words", &text.words),
                (condition, &text.condition),
            ])
        }),
        Fact::NeedExplained(fact) => one(fact.text.as_ref().map(|text| &text.enables)),
        Fact::SaidBack(fact) => one(fact.text.as_ref().map(|text| &text.words)),
        Fact::ReflectionCorrected(fact) => one(fact.text.as_ref().map(|text| &text.words)),
        Fact::ContributionAnswered(fact) => one(fact.text.as_ref().map(|text| &text.words)),
        Fact::ContentErased(fact) => one(fact.text.as_ref().map(|text| &text.ground)),
        Fact::PersonSeated(fact) => {
            let called = fact.text.as_ref();
            let called = called.map(|text| format!("{}, {}", text.name, text.organisation));
            called
                .map(|called| ("record-seated-as", called))
                .into_iter()
                .collect()
        }
        Fact::SeatProved(_)
        | Fact::SeatContested(_)
        | Fact::PartyRecognised(_)
        | Fact::FiguresShared(_)
        | Fact::PartySeated(_)
        | Fact::RecordRestored(_)
        | Fact::SeatClaimed(_)
        | Fact::SeatPassedOn(_)
        | Fact::RolesSet(_)
        | Fact::PersonUnseated(_)
        | Fact::FacilitationPassed(_)
        | Fact::PartyLeft(_)
        | Fact::ClosingConsented(_)
        | Fact::ClosingWithdrawn(_)
        | Fact::RelationshipClosed(_)
        | Fact::EffectWithdrawn(_)
        | Fact::AssessmentDeclined(_)
        | Fact::GuessSealed(_)
        | Fact::GuessSkipped(_)
        | Fact::GuessesRevealed(_)
        | Fact::FiguresOpened(_)
        | Fact::FeaturePriced(_)
        | Fact::ContributionTakenBack(_)
        | Fact::SpokenWordConfirmed(_)
        | Fact::SpokenWordWithdrawn(_)
        | Fact::ReflectionConfirmed(_)
        | Fact::CorrectionAcknowledged(_)
        | Fact::BuildNodded(_)
        | Fact::ContributionHeard(_)
        | Fact::AnswerConfirmed(_)
        | Fact::AdviceDismissed(_) => Vec::new(),
    }
}

/// Tells lines in one reader's language.
pub(super) struct Telling<'a> {
    pub say: Say,
    pub names: &'a Names,
    pub things: &'a Things,
}

impl Telling<'_> {
    /// What a line says. A sealed one says that it exists, and no more.
    pub fn sentence(&self, line: &Line) -> String {
        match &line.told {
            Told::Sealed => self.say.text("record-sealed"),
            Told::Open { stamp, fact, .. } => self.fact(stamp.actor, fact),
        }
    }

    /// Who may see it, where that is narrower than the whole table; else empty.
    pub fn audience(&self, fact: &Fact) -> String {
        let audience = match fact {
            Fact::ContributionSaid(fact) => &fact.audience,
            Fact::BetterOffSaid(fact) => &fact.audience,
            _ => return String::new(),
        };
        match audience {
            Audience::WholeTable => String::new(),
            Audience::OwnParty => self.say.text("record-seen-own_party"),
            Audience::OnlyMe => self.say.text("record-seen-only_me"),
            Audience::Parties(parties) => {
                let names: Vec<_> = parties.iter().map(|id| self.party(*id)).collect();
                self.say
                    .one("record-seen-parties", "parties", names.join(", "))
            }
        }
    }

    pub(super) fn party(&self, id: PartyId) -> String {
        self.names.party(id).short.clone()
    }

    fn named(&self, name: Option<&Option<String>>) -> String {
        name.and_then(Clone::clone)
            .unwrap_or_else(|| self.say.text("text-erased"))
    }

    pub(super) fn outcome(&self, id: OutcomeId) -> String {
        let found = self.things.outcomes.iter().find(|(other, _)| *other == id);
        self.named(found.map(|(_, statement)| statement))
    }

    fn fact(&self, actor: PersonId, fact: &Fact) -> String {
        let say = self.say;
        let person = |id| self.names.person(id);
        let word = |prefix: &str, word: &str| say.text(&format!("{prefix}-{word}"));
        let outcome = |id| vec![("outcome", self.outcome(id))];
        let colleague = |by_colleague| if by_colleague { "-colleague" } else { "" }.to_owned();
        let party = |id| vec![("party", self.party(id))];
        let feature = |id| {
            let name = self.named(self.things.features.get(&id));
            vec![("feature", name)]
        };
        let marks = marks(fact).map_or_else(Vec::new, |[benefit, usefulness, importance]| {
            vec![
                ("benefit", benefit.to_string()),
                ("usefulness", usefulness.to_string()),
                ("importance", importance.to_string()),
            ]
        });
        // The variant of the sentence, and what it names beside its author.
        let (variant, mut named): (String, Vec<(&str, String)>) = match fact {
            Fact::RelationshipOpened(fact) => (
                String::new(),
                vec![
                    ("provider", self.party(fact.provider)),
                    ("consumer", self.party(fact.consumer)),
                ],
            ),
            Fact::RelationshipDescribed(fact) => (
                String::new(),
                vec![("closeness", word("closeness", fact.closeness.word()))],
            ),
            Fact::PartySeated(fact) => (
                String::new(),
                vec![
                    ("party", self.party(fact.party)),
                    ("kind", word("kind", fact.kind.word())),
                ],
            ),
            Fact::PurposeSaid(_)
            | Fact::DependencyNamed(_)
            | Fact::SeatClaimed(_)
            | Fact::RelationshipClosed(_) => (String::new(), Vec::new()),
            Fact::TermsSaid(fact) => (String::new(), party(fact.party)),
            Fact::DependencyLeftOut(fact) => {
                let name = self.named(self.things.suppliers.get(&fact.dependency));
                (String::new(), vec![("name", name)])
            }
            Fact::PersonSeated(fact) => {
                let variant = match fact.invited_by {
                    Some(_) if fact.person == actor => "-taken",
                    _ if fact.person == actor => "-self",
                    Some(_) => "-invited",
                    None => "-admitted",
                };
                let named = vec![
                    ("person", person(fact.person)),
                    ("party", self.party(fact.party)),
                    ("roles", self.names.roles(&fact.roles)),
                ];
                (variant.to_owned(), named)
            }
            Fact::SeatProved(fact) => {
                let at = fact.text.as_ref().map(|text| text.at.clone());
                let at = at.unwrap_or_else(|| self.say.text("text-erased"));
                (String::new(), vec![("domain", at)])
            }
            Fact::RecordRestored(fact) => (
                String::new(),
                vec![
                    ("first", (fact.shared + 1).to_string()),
                    ("last", fact.reached.to_string()),
                ],
            ),
            Fact::SeatContested(fact) => (String::new(), party(fact.link_of)),
            Fact::PartyRecognised(fact) => (String::new(), party(fact.party)),
            Fact::FiguresShared(fact) => (String::new(), party(fact.party)),
            Fact::SeatPassedOn(fact) => (String::new(), vec![("person", person(fact.to))]),
            Fact::RolesSet(fact) => (
                String::new(),
                vec![
                    ("person", person(fact.person)),
                    ("roles", self.names.roles(&fact.roles)),
                ],
            ),
            Fact::PersonUnseated(fact) => {
                let variant = if fact.person == actor { "-self" } else { "" };
                (variant.to_owned(), vec![("person", person(fact.person))])
            }
            Fact::FacilitationPassed(fact) => {
                let variant = if fact.to == actor { "-self" } else { "" };
                (variant.to_owned(), vec![("person", person(fact.to))])
            }
            Fact::PartyLeft(fact) => (String::new(), party(fact.party)),
            Fact::ClosingConsented(fact) => match fact.by_link_of {
                None => (String::new(), party(fact.party)),
                Some(by) => {
                    let mut named = party(fact.party);
                    named.push(("by", self.party(by)));
                    ("-by-link".to_owned(), named)
                }
            },
            Fact::ClosingWithdrawn(fact) => (String::new(), party(fact.party)),
            Fact::OutcomeAdded(fact) => (String::new(), party(fact.for_party)),
            Fact::OutcomeReworded(fact) => (String::new(), party(fact.for_party)),
            Fact::OutcomeRetired(fact) => (String::new(), outcome(fact.outcome)),
            Fact::EffectStated(fact) => {
                let variant = format!("-{}-{}", fact.direction.word(), fact.burden.word());
                let mut named = outcome(fact.outcome);
                named.extend(party(fact.party));
                (variant, named)
            }
            Fact::EffectWithdrawn(fact) => (String::new(), outcome(fact.outcome)),
            Fact::AssessmentMade(fact) => {
                (format!("-{}", fact.stage.word()), outcome(fact.outcome))
            }
            Fact::AssessmentDeclined(fact) => (String::new(), outcome(fact.outcome)),
            Fact::GuessSealed(fact) => {
                let variant = if fact.late { "-late" } else { "" };
                (variant.to_owned(), outcome(fact.outcome))
            }
            Fact::GuessSkipped(fact) => (String::new(), outcome(fact.outcome)),
            Fact::GuessesRevealed(fact) => {
                let people: Vec<_> = fact.people.iter().map(|id| person(*id)).collect();
                let mut named = outcome(fact.outcome);
                named.push(("people", people.join(", ")));
                (String::new(), named)
            }
            Fact::FiguresOpened(fact) => {
                let variant = if fact.open { "-open" } else { "-shut" };
                (variant.to_owned(), Vec::new())
            }
            Fact::BetterOffSaid(fact) => (
                String::new(),
                vec![
                    ("party", self.party(fact.party)),
                    ("answer", word("answer", fact.answer.word())),
                ],
            ),
            Fact::PartNamed(fact) => (String::new(), party(fact.made_by)),
            Fact::PartJudged(fact) => {
                let part = self.named(self.things.parts.get(&fact.part));
                (format!("-{}", fact.verdict.word()), vec![("part", part)])
            }
            Fact::FeatureAdded(fact) => (String::new(), party(fact.offered_by)),
            Fact::FeatureChanged(fact) => (String::new(), feature(fact.feature)),
            Fact::FeaturePriced(fact) => {
                let mut named = feature(fact.feature);
                let money = Money::new(say, &self.things.currency);
                named.push(("price", price(say, &money, fact.price)));
                (String::new(), named)
            }
            Fact::FeatureWithdrawn(fact) => (String::new(), feature(fact.feature)),
            Fact::EndowmentsChosen(fact) => {
                let weight = |one: &Endowment| format!("{} {}", self.party(one.party), one.weight);
                let weights: Vec<_> = fact.endowments.iter().map(weight).collect();
                (String::new(), vec![("weights", weights.join(", "))])
            }
            Fact::MixRecorded(fact) => {
                let money = Money::new(say, &self.things.currency);
                let fair = match fact.result.fairness.as_ref().map(|one| &one.passed_over) {
                    None => String::new(),
                    Some(None) => format!(" {}", say.text("record-mix-fair")),
                    Some(Some(over)) => {
                        let parties = over.parties.iter().map(|id| self.party(*id));
                        let mut named = feature(over.feature);
                        named.push(("parties", parties.collect::<Vec<_>>().join(", ")));
                        format!(" {}", say.with("record-mix-passed-over", &named))
                    }
                };
                let named = vec![
                    ("budget", money.text(fact.budget)),
                    ("count", fact.result.selected.len().to_string()),
                    ("fair", fair),
                ];
                (format!("-{}", fact.rule.word()), named)
            }
            Fact::ContributionSaid(ContributionSaid {
                spoken_for: Some(absent),
                ..
            }) => ("-spoken_for".to_owned(), vec![("person", person(*absent))]),
            Fact::ContributionSaid(fact) => (format!("-{}", fact.kind.word()), Vec::new()),
            Fact::SpokenWordConfirmed(_)
            | Fact::NeedExplained(_)
            | Fact::CorrectionAcknowledged(_)
            | Fact::BuildNodded(_)
            | Fact::AdviceDismissed(_) => (String::new(), Vec::new()),
            Fact::SpokenWordWithdrawn(fact) => {
                (String::new(), vec![("sequence", fact.sequence.to_string())])
            }
            Fact::SaidBack(fact) => (String::new(), party(fact.party)),
            Fact::ContributionHeard(fact) => (String::new(), party(fact.party)),
            Fact::ReflectionConfirmed(fact) => (colleague(fact.by_colleague), Vec::new()),
            Fact::ReflectionCorrected(fact) => (colleague(fact.by_colleague), Vec::new()),
            Fact::AnswerConfirmed(fact) => (colleague(fact.by_colleague), Vec::new()),
            Fact::ContributionAnswered(fact) => {
                (format!("-{}", fact.kind.word()), party(fact.party))
            }
            Fact::ContributionTakenBack(fact) => {
                (String::new(), vec![("sequence", fact.sequence.to_string())])
            }
            Fact::ContentErased(fact) => {
                (String::new(), vec![("sequence", fact.sequence.to_string())])
            }
        };
        named.extend(marks);
        named.push(("who", person(actor)));
        say.with(&format!("record-{}{variant}", fact.kind()), &named)
    }
}

#[cfg(test)]
mod tests {
    use accounts::Language;
    use domain::words::*;

    use super::*;
    use crate::catalogue::has;

    /// Every key that [`Telling::fact`] can ask for, by kind.
    fn keys(kind: &str) -> Vec<String> {
        let of = |words: Vec<String>| {
            words
                .into_iter()
                .map(|word| format!("record-{kind}-{word}"))
                .collect()
        };
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match kind {
            "person_seated" => of(words(&["self", "invited", "admitted"])),
            "person_unseated" | "facilitation_passed" => {
                vec![format!("record-{kind}"), format!("record-{kind}-self")]
            }
            "effect_stated" => of(Direction::ALL
                .iter()
                .flat_map(|direction| {
                    let both = Burden::ALL.iter();
                    both.map(|burden| format!("{}-{}", direction.word(), burden.word()))
                })
                .collect()),
            "assessment_made" => of(Stage::ALL.iter().map(|s| s.word().to_owned()).collect()),
            "guess_sealed" => vec![format!("record-{kind}"), format!("record-{kind}-late")],
            "figures_opened" => of(words(&["open", "shut"])),
            "part_judged" => of(Verdict::ALL.iter().map(|v| v.word().to_owned()).collect()),
            "mix_recorded" => of(MixRule::ALL.iter().map(|r| r.word().to_owned()).collect()),
            "contribution_said" => of(ContributionKind::ALL
                .iter()
                .map(|k| k.word().to_owned())
                .chain(["spoken_for".to_owned()])
                .collect()),
            "reflection_confirmed" | "reflection_corrected" | "answer_confirmed" => {
                vec![format!("record-{kind}"), format!("record-{kind}-colleague")]
            }
            "contribution_answered" => of(AnswerKind::ALL
                .iter()
                .map(|k| k.word().to_owned())
                .collect()),
            _ => vec![format!("record-{kind}")],
        }
    }

    #[test]
    fn every_kind_of_fact_has_a_sentence_in_both_languages() {
        for kind in Fact::KINDS {
            for key in keys(kind) {
                for language in [Language::En, Language::De] {
                    assert!(has(language, &key), "{key} has no sentence in {language:?}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_fact_is_found_in_a_group_that_has_a_name() {
        for kind in Fact::KINDS {
            let group = group(kind);
            assert!(group.is_some_and(|group| GROUPS.contains(&group)), "{kind}");
        }
        for group in GROUPS {
            assert!(
                has(Language::En, &format!("record-group-{group}")),
                "{group}"
            );
            assert!(
                has(Language::De, &format!("record-group-{group}")),
                "{group}"
            );
        }
    }
}
