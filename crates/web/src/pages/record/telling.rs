//! Facts as sentences: what each kind of fact says to a reader, and which words it quotes.

use std::collections::BTreeMap;

use app::{Line, Told};
use domain::Fact;
use domain::audience::Seen;
use domain::fact::Field;
use domain::ids::*;
use domain::quotation::closed;
use domain::words::*;

use crate::catalogue::{has, has_plain};
use crate::markdown;
use crate::pages::features::price;
use crate::pages::meetings::topic_called;
use crate::pages::stages;
use crate::room::Room;

/// Characters of a commitment that stand in a sentence.
const PROMISED: usize = 80;

/// The names of things that facts mention by id, as far as the viewer may know them.
pub(crate) struct Things {
    /// Outcomes, oldest first.
    pub outcomes: Vec<(OutcomeId, Option<String>)>,
    parts: BTreeMap<PartId, Option<String>>,
    suppliers: BTreeMap<DependencyId, Option<String>>,
}

impl Things {
    pub fn of(seen: &Seen<'_>) -> Self {
        let value = seen.value();
        let outcomes = value.outcomes.into_iter().chain(value.retired);
        let suppliers = seen.table().dependencies.into_iter();
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
        }
    }
}

/// The group of a kind; `None` for one that this release does not know.
pub(super) fn group(kind: &str) -> Option<&'static str> {
    let mut groups = Fact::GROUPS.iter();
    let found = groups.find(|(_, kinds)| kinds.contains(&kind));
    found.map(|(group, _)| *group)
}

/// The people whom a line names, its author among them.
pub(crate) fn people(line: &Line) -> Vec<PersonId> {
    match &line.told {
        Told::Sealed => Vec::new(),
        Told::Open { stamp, fact, .. } => [vec![stamp.actor], fact.people()].concat(),
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

/// What was typed, each text with its name.
pub(super) fn quotes(fact: &Fact) -> Vec<(&'static str, String)> {
    let mut quotes = Vec::new();
    fact.each_text(&mut |name, text| {
        // What is drawn for a clause is nothing that anybody typed.
        if !text.is_empty() && name != "salt" {
            quotes.push((name, text.to_owned()));
        }
    });
    quotes
}

/// What an entry answers or is about, where that is something said: its address and its words as they were then.
pub(super) fn about(room: &Room<'_>, sequence: u64, fact: &Fact) -> Option<(String, String)> {
    let mut about = None;
    fact.each_field(&mut |name, field| {
        // What is said itself is no word that it is about.
        let is_itself = name == "contribution" && matches!(fact, Fact::ContributionSaid(_));
        if let Field::Contribution(id) = field
            && !is_itself
        {
            about = about.or(Some(id));
        }
    });
    let id = about?;
    let words = markdown::excerpt(room.seen.words_at(id, sequence)?, PROMISED);
    Some((room.to(format_args!("dialogue/{id}")), words))
}

/// Tells the lines of a record as sentences.
pub(crate) struct Narrator<'a> {
    pub room: &'a Room<'a>,
    pub things: &'a Things,
}

impl Narrator<'_> {
    /// What a line says. A sealed one says that it exists, and no more.
    pub fn sentence(&self, line: &Line) -> String {
        match &line.told {
            Told::Sealed => self.room.say.text("record-sealed"),
            Told::Open { stamp, fact, .. } => self.fact(stamp.actor, line.sequence, fact),
        }
    }

    /// Who may see it, where that is narrower than the whole table; else empty.
    pub fn audience(&self, fact: &Fact) -> String {
        let mut heard = None;
        fact.each_field(&mut |_, field| {
            if let Field::Audience(audience) = field {
                heard = Some(audience);
            }
        });
        let Some(audience) = heard else {
            return String::new();
        };
        match audience {
            Audience::WholeTable => String::new(),
            Audience::OwnParty => self.room.say.text("record-seen-own_party"),
            Audience::OnlyMe => self.room.say.text("record-seen-only_me"),
            Audience::Parties(parties) => {
                let names: Vec<_> = parties.iter().map(|id| self.party(*id)).collect();
                self.room
                    .say
                    .one("record-seen-parties", "parties", names.join(", "))
            }
        }
    }

    pub(super) fn party(&self, id: PartyId) -> String {
        self.room.short(id).to_owned()
    }

    fn named(&self, name: Option<&Option<String>>) -> String {
        let name = name.and_then(Option::as_ref);
        name.map_or_else(|| self.room.say.text("text-erased"), |it| closed(it))
    }

    pub(super) fn outcome(&self, id: OutcomeId) -> String {
        let found = self.things.outcomes.iter().find(|(other, _)| *other == id);
        self.named(found.map(|(_, statement)| statement))
    }

    fn fact(&self, actor: PersonId, sequence: u64, fact: &Fact) -> String {
        let mut named = self.fields(actor, sequence, fact);
        if let Fact::MixRecorded(mix) = fact {
            named.push(("budget".to_owned(), self.room.money.text(mix.budget)));
        }
        named.push(("who".to_owned(), self.room.names.person(actor)));
        let named: Vec<_> = named
            .iter()
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        let sentence = self
            .room
            .say
            .with(&format!("record-{}", fact.kind()), &named);
        let by_link = named.iter().find(|(key, _)| *key == "by_link_of");
        match by_link {
            Some((_, party)) if !matches!(fact, Fact::ClosingConsented(_)) => self.room.say.two(
                "record-by-link",
                ("sentence", sentence),
                ("party", party.clone()),
            ),
            _ => sentence,
        }
    }

    /// What is above a text of a fact that holds several.
    pub(super) fn heading(&self, text: &str, sequence: u64, fact: &Fact) -> String {
        let named = self.fields(PersonId(uuid::Uuid::nil()), sequence, fact);
        let named: Vec<_> = named
            .iter()
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        let of_kind = format!("text-{}-{text}", fact.kind());
        if has(self.room.say.0, &of_kind) {
            return self.room.say.with(&of_kind, &named);
        }
        self.room.say.with(&format!("text-{text}"), &named)
    }

    /// Every field of a fact as a sentence may put it, by its name: names of people and things, words
    /// of the vocabulary as they are (to choose by) and, as `…_word`, in the reader's language. Of
    /// what may be missing, and of people, `…_is` says `none`, `self` (the author) or another. Everything that is put
    /// in other words is called as it was when the entry was made: that is what it was said of.
    fn fields(&self, actor: PersonId, sequence: u64, fact: &Fact) -> Vec<(String, String)> {
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        let mut roles: Vec<(&str, Vec<Role>)> = Vec::new();
        let mut put =
            |name: String, value: String| match fields.iter_mut().find(|(told, _)| *told == name) {
                Some((_, values)) => values.push(value),
                None => fields.push((name, vec![value])),
            };
        fact.each_field(&mut |name, field| {
            let is = || format!("{name}_is");
            let thing = |thing: Option<&Option<String>>| self.named(thing);
            match field {
                Field::Nothing => put(is(), "none".to_owned()),
                Field::Person(id) => {
                    put(name.to_owned(), self.room.names.person(id));
                    let is_author = if id == actor { "self" } else { "said" };
                    put(is(), is_author.to_owned());
                }
                Field::Party(id) => {
                    put(name.to_owned(), self.party(id));
                    put(is(), "said".to_owned());
                }
                Field::Outcome(id) => {
                    let statement = self.room.seen.statement_at(id, sequence);
                    put(name.to_owned(), self.named(Some(&statement)));
                }
                Field::Part(id) => put(name.to_owned(), thing(self.things.parts.get(&id))),
                Field::Dependency(id) => {
                    put(name.to_owned(), thing(self.things.suppliers.get(&id)));
                }
                Field::Feature(id) => {
                    let called = self.room.seen.feature_name_at(id, sequence);
                    put(name.to_owned(), thing(Some(&called)));
                }
                Field::Proposal(id) => {
                    let title = self.room.seen.proposal_title_at(id, sequence);
                    put(name.to_owned(), self.named(title.as_ref()));
                }
                Field::Commitment(id) => {
                    let words = self.room.seen.commitment_words_at(id, sequence);
                    let words = words.map(|words| words.map(|it| markdown::excerpt(&it, PROMISED)));
                    put(name.to_owned(), self.named(words.as_ref()));
                }
                Field::Meeting(id) => {
                    let title = self.room.seen.meeting_title_at(id, sequence);
                    put(name.to_owned(), self.named(title.as_ref()));
                }
                Field::Topic(id) => {
                    let topic = self.room.seen.topic(id);
                    let called = topic.map_or_else(
                        || self.room.say.text("text-erased"),
                        |(title, about)| topic_called(self.room, title, about),
                    );
                    put(name.to_owned(), closed(&called));
                }
                Field::Factor(id) => {
                    let words = self.room.seen.factor_words(id);
                    let words = words.map(|words| words.map(|it| markdown::excerpt(&it, PROMISED)));
                    put(name.to_owned(), self.named(words.as_ref()));
                }
                Field::Repair(id) => {
                    let words = self.room.seen.repair_words(id);
                    let words = words.map(|words| words.map(|it| markdown::excerpt(&it, PROMISED)));
                    put(name.to_owned(), self.named(words.as_ref()));
                }
                Field::Stage(id) => {
                    put(name.to_owned(), stages::name_of(self.room, id));
                    put(is(), "said".to_owned());
                }
                Field::Measure(id) => {
                    let words = self.room.seen.measure_name(id);
                    put(name.to_owned(), self.named(words.as_ref()));
                }
                Field::Consultation(id) => {
                    let question = self.room.seen.consultation_question(id);
                    put(name.to_owned(), self.named(question.as_ref()));
                }
                Field::Role(role) => match roles.last_mut() {
                    Some((last, all)) if *last == name => all.push(role),
                    _ => roles.push((name, vec![role])),
                },
                Field::Word(kind, word) => {
                    put(name.to_owned(), word.to_owned());
                    let key = format!("{kind}-{word}");
                    if has_plain(self.room.say.0, &key) {
                        put(format!("{name}_word"), self.room.say.text(&key));
                    }
                }
                Field::Flag(flag) => {
                    put(name.to_owned(), if flag { "yes" } else { "no" }.to_owned())
                }
                Field::Number(number) => put(name.to_owned(), number.to_string()),
                Field::Price(amount) => {
                    put(name.to_owned(), price(self.room, amount));
                }
                Field::Weight(one) => {
                    put(
                        name.to_owned(),
                        format!("{} {}", self.party(one.party), one.weight),
                    );
                }
                Field::Result(result) => {
                    put("count".to_owned(), result.selected.len().to_string());
                    let told = self.fair(result, sequence) + &self.realised(result);
                    put("fair".to_owned(), told);
                }
                Field::Day(day) => {
                    put(name.to_owned(), self.room.dates.on(day));
                    put(is(), "said".to_owned());
                }
                Field::Moment(at) => put(name.to_owned(), self.room.dates.exact(at)),
                Field::Audience(_)
                | Field::Organisation(_)
                | Field::Contribution(_)
                | Field::Untold => {}
            }
        });
        let fields = fields.into_iter();
        let mut fields: Vec<_> = fields.map(|(name, all)| (name, all.join(", "))).collect();
        for (name, roles) in roles {
            fields.push((name.to_owned(), self.room.names.roles(&roles)));
        }
        fields
    }

    /// Whose word on how things turned out a mix read, where they had not said what they expect.
    fn realised(&self, result: &MixResult) -> String {
        let parties: Vec<_> = result.realised.iter().map(|id| self.party(*id)).collect();
        match parties.is_empty() {
            true => String::new(),
            false => {
                let parties = parties.join(", ");
                let say = &self.room.say;
                format!(" {}", say.one("record-mix-realised", "parties", parties))
            }
        }
    }

    /// Whether a mix passed anybody over, where it says so.
    fn fair(&self, result: &MixResult, sequence: u64) -> String {
        match result
            .fairness
            .as_ref()
            .map(|fairness| &fairness.passed_over)
        {
            None => String::new(),
            Some(None) => format!(" {}", self.room.say.text("record-mix-fair")),
            Some(Some(over)) => {
                let parties: Vec<_> = over.parties.iter().map(|id| self.party(*id)).collect();
                let named = [
                    (
                        "feature",
                        self.named(Some(
                            &self.room.seen.feature_name_at(over.feature, sequence),
                        )),
                    ),
                    ("parties", parties.join(", ")),
                ];
                format!(" {}", self.room.say.with("record-mix-passed-over", &named))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use accounts::Language;
    use domain::Fact;

    use crate::catalogue::has;

    #[test]
    fn every_kind_of_fact_has_a_sentence_in_both_languages() {
        for kind in Fact::KINDS {
            for language in [Language::En, Language::De] {
                let key = format!("record-{kind}");
                assert!(has(language, &key), "{key} has no sentence in {language:?}");
            }
        }
    }

    #[test]
    fn every_group_of_facts_has_a_name_in_both_languages() {
        for (group, _) in Fact::GROUPS {
            for language in [Language::En, Language::De] {
                let key = format!("record-group-{group}");
                assert!(has(language, &key), "{key} has no name in {language:?}");
            }
        }
    }
}
