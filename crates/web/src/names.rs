//! The names behind the ids of a page, and how a party looks: colour, shape and letter, the same
//! everywhere.

use std::collections::{BTreeMap, BTreeSet};

use accounts::{Accounts, DisplayName, skimmed};
use domain::audience::Who;
use domain::ids::*;
use domain::quotation;
use domain::view::{Frame, PartyView};
use domain::words::*;
use uuid::Uuid;

use crate::called::{short_name, untitled};
use crate::catalogue::Say;
use crate::problem::Problem;

/// A party as pages show it.
#[derive(Clone, Debug)]
pub struct PartyLabel {
    /// Its seat.
    pub id: PartyId,
    /// Full name, with the unit where both sides are one organisation.
    pub name: String,
    /// What it is called for short, for narrow columns.
    pub short: String,
    /// In which part it sits.
    pub kind: PartyKind,
    /// That, in the reader's language.
    pub kind_text: String,
    /// Colour class and mark: `provider`, `consumer`, `supplier`, `fourth` …
    pub look: &'static str,
    /// The letter in its mark.
    pub letter: &'static str,
    /// Whether its value is the value of most outcomes: the consumer.
    pub decides: bool,
    /// Whether it sits here still.
    pub seated: bool,
    /// Where its people are here only by another party's links, what a mark beside its name says; empty
    /// otherwise.
    pub by_link: String,
}

/// The names that a page of one relationship needs.
#[derive(Clone, Debug)]
pub struct Names {
    parties: Vec<PartyLabel>,
    /// Stands in for a party that is none of these.
    unknown: PartyLabel,
    people: BTreeMap<PersonId, String>,
    /// Whose pages are in another language than the reader's.
    foreign: BTreeMap<PersonId, &'static str>,
    say: Say,
}

/// The looks of further parties, in the order in which they sat down.
const FURTHER: [&str; 5] = ["supplier", "fourth", "fifth", "sixth", "further"];

impl Names {
    /// Looks up the organisations of the frame's parties, and the people named.
    pub fn of(
        accounts: &Accounts,
        say: Say,
        frame: &Frame,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<Self, Problem> {
        let ids: Vec<_> = frame
            .parties
            .iter()
            .map(|party| party.organisation)
            .collect();
        let organisations = accounts.organisations(&ids)?;
        let name = |id| {
            organisations
                .get(&id)
                .map(|organisation| organisation.name.clone())
        };
        let label = |party: &PartyView| {
            let organisation = name(party.organisation).unwrap_or_else(|| say.text("name-erased"));
            let (look, letter) = match party.kind {
                PartyKind::Provider => ("provider", "P"),
                PartyKind::Consumer => ("consumer", "C"),
                PartyKind::Supplier => (FURTHER[party.place.min(FURTHER.len() - 1)], "S"),
                PartyKind::Other => (FURTHER[party.place.min(FURTHER.len() - 1)], "O"),
            };
            let name = if party.unit.is_empty() {
                organisation
            } else {
                format!("{organisation}, {}", party.unit)
            };
            let short = if party.unit.is_empty() {
                short_name(&name).to_owned()
            } else {
                party.unit.clone()
            };
            PartyLabel {
                id: party.id,
                short,
                name,
                kind: party.kind,
                kind_text: say.text(&format!("kind-{}", party.kind.word())),
                look,
                letter,
                decides: party.kind == PartyKind::Consumer,
                seated: party.left.is_none(),
                by_link: String::new(),
            }
        };
        let mut parties: Vec<PartyLabel> = frame.parties.iter().map(label).collect();
        // Where two are called the same for short, the whole name tells them apart.
        let shorts: Vec<String> = parties.iter().map(|party| party.short.clone()).collect();
        for party in &mut parties {
            if shorts.iter().filter(|short| **short == party.short).count() > 1 {
                party.short.clone_from(&party.name);
            }
        }
        for view in &frame.parties {
            let by = view.only_by_link_of.and_then(|by| {
                let maker = parties.iter().find(|party| party.id == by)?;
                Some(say.one("party-by-link", "party", &maker.short))
            });
            if let (Some(by), Some(party)) =
                (by, parties.iter_mut().find(|party| party.id == view.id))
            {
                party.by_link = by;
            }
        }
        let erased = say.text("name-erased");
        let unknown = PartyLabel {
            id: PartyId(Uuid::nil()),
            name: erased.clone(),
            short: erased,
            kind: PartyKind::Other,
            kind_text: say.text(&format!("kind-{}", PartyKind::Other.word())),
            look: FURTHER[FURTHER.len() - 1],
            letter: "O",
            decides: false,
            seated: false,
            by_link: String::new(),
        };
        let mut names = Self {
            parties,
            unknown,
            people: BTreeMap::new(),
            foreign: BTreeMap::new(),
            say,
        };
        names.add(accounts, frame, people)?;
        Ok(names)
    }

    /// Looks up more of the people named on the frame's pages.
    pub fn add(
        &mut self,
        accounts: &Accounts,
        frame: &Frame,
        people: impl IntoIterator<Item = PersonId>,
    ) -> Result<(), Problem> {
        let ids: Vec<PersonId> = people.into_iter().collect();
        if ids.is_empty() {
            return Ok(());
        }
        let say = self.say;
        let sides: BTreeMap<PersonId, PartyId> = frame.sides.iter().copied().collect();
        let mut all = ids.clone();
        all.extend(sides.keys().filter(|id| !ids.contains(id)));
        let all = accounts.names(&all)?;
        let sided = Sided::of(&sides, &all);
        for id in ids {
            let Some(name) = all.get(&id) else { continue };
            if name.name.is_some() && name.language != say.0 {
                self.foreign.insert(id, name.language.code());
            }
            let name = match (&name.name, sides.get(&id)) {
                (None, _) => say.text("name-erased"),
                (Some(name), Some(side)) if sided.bear(name) => {
                    let party = &self.party(*side).short;
                    say.two("name-of-side", ("name", name), ("party", party))
                }
                (Some(name), _) => name.clone(),
            };
            self.people.insert(id, name);
        }
        Ok(())
    }

    /// The language they are told in.
    pub fn say(&self) -> Say {
        self.say
    }

    /// Every party of the frame, those seated first.
    pub fn parties(&self) -> &[PartyLabel] {
        &self.parties
    }

    /// The parties that sit here now.
    pub fn seated(&self) -> impl Iterator<Item = &PartyLabel> {
        self.parties.iter().filter(|party| party.seated)
    }

    /// A party's label; one without a name for a party that the frame does not know.
    pub fn party(&self, id: PartyId) -> &PartyLabel {
        let found = self.parties.iter().find(|party| party.id == id);
        found.unwrap_or(&self.unknown)
    }

    /// A party's name for a file, which nothing stands around: with the mark where its people are here only by
    /// another party's links.
    pub fn on_paper(&self, id: PartyId) -> String {
        self.marked(id, None)
    }

    /// As [`on_paper`](Self::on_paper), of a word of a party that was here only by the links of `by` when it was
    /// said: that mark stays for good.
    pub fn marked(&self, id: PartyId, by: Option<PartyId>) -> String {
        let label = self.party(id);
        match self.by_link(by) {
            mark if !mark.is_empty() => format!("{} ({mark})", label.name),
            _ if !label.by_link.is_empty() => format!("{} ({})", label.name, label.by_link),
            _ => label.name.clone(),
        }
    }

    /// As [`marked`](Self::marked), where something about the party follows on the same line: its name stands in
    /// quotation marks, so that it ends where it ends, whatever it says.
    pub fn quoted_party(&self, id: PartyId, by: Option<PartyId>) -> String {
        let label = self.party(id);
        let name = self.quoted(&label.name);
        match self.by_link(by) {
            mark if !mark.is_empty() => format!("{name} ({mark})"),
            _ if !label.by_link.is_empty() => format!("{name} ({})", label.by_link),
            _ => name,
        }
    }

    /// What a person is called, where something about them follows on the same line of a paper.
    pub fn quoted_person(&self, id: PersonId) -> String {
        self.quoted(self.person(id).as_ref())
    }

    /// What somebody typed, on one line and in quotation marks: it ends where it ends, and begins no sentence of the
    /// paper's own.
    pub fn quoted_words(&self, words: &str) -> String {
        let words: Vec<_> = words.split_whitespace().collect();
        self.quoted(&words.join(" "))
    }

    /// A name in quotation marks.
    fn quoted(&self, name: &str) -> String {
        self.say
            .one("name-on-paper", "name", quotation::closed(name))
    }

    /// The mark of what was said by somebody who was here only by a link of this party; empty for none.
    pub fn by_link(&self, by: Option<PartyId>) -> String {
        let short = |by| &self.party(by).short;
        by.map_or_else(String::new, |by| {
            self.say.one("party-by-link", "party", short(by))
        })
    }

    /// A sentence with the mark of a link behind it, where there is one.
    pub fn with_link(&self, told: String, by: Option<PartyId>) -> String {
        match self.by_link(by) {
            mark if mark.is_empty() => told,
            mark => format!("{told} ({mark})"),
        }
    }

    /// What the consumer is called for short.
    pub fn consumer(&self) -> &str {
        let consumer = self.parties.iter().find(|party| party.decides);
        consumer.map_or("", |party| party.short.as_str())
    }

    /// A person's name, or that it was erased.
    pub fn person(&self, id: PersonId) -> String {
        self.people
            .get(&id)
            .cloned()
            .unwrap_or_else(|| self.say.text("name-erased"))
    }

    /// The language in which somebody writes, as far as their own setting tells: the code of another one than the
    /// reader's, or nothing where it is the same or not known.
    pub fn language(&self, id: PersonId) -> &'static str {
        self.foreign.get(&id).copied().unwrap_or_default()
    }

    /// “Mara Osei”, or “a user of Northwind”.
    pub fn who(&self, who: Who) -> String {
        match who {
            Who::Person(person) => self.person(person),
            Who::Role { party, role } => self.say.two(
                "who-by-role",
                ("role", self.say.text(&format!("role-{}", role.word()))),
                ("party", &self.party(party).short),
            ),
        }
    }

    /// “customer, sponsor”.
    pub fn roles(&self, roles: &[Role]) -> String {
        let texts: Vec<_> = roles
            .iter()
            .map(|role| self.say.text(&format!("role-{}", role.word())))
            .collect();
        texts.join(", ")
    }
}

/// Names that people of different parties bear. Nothing keeps anybody from taking the name of somebody
/// who sits opposite: everybody can be called that, and be renamed later. So whoever bears it is shown
/// with their party, everywhere.
struct Sided(BTreeSet<String>);

impl Sided {
    fn of(sides: &BTreeMap<PersonId, PartyId>, names: &BTreeMap<PersonId, DisplayName>) -> Self {
        let mut first: BTreeMap<String, PartyId> = BTreeMap::new();
        let mut both = BTreeSet::new();
        for (person, party) in sides {
            let name = names.get(person).and_then(|name| name.name.as_deref());
            let Some(name) = name.map(skimmed) else {
                continue;
            };
            if first.entry(name.clone()).or_insert(*party) != party {
                both.insert(name);
            }
        }
        Self(both)
    }

    fn bear(&self, name: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&skimmed(name))
    }
}

/// The first letters of a name's first and last words, without titles.
pub fn initials(name: &str) -> String {
    let mut words = untitled(name).filter(|word| word.starts_with(char::is_alphanumeric));
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}
