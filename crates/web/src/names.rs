//! The names behind the ids of a page, and how a party looks: colour, shape and letter, the same
//! everywhere.

use std::collections::{BTreeMap, BTreeSet};

use accounts::{Accounts, skimmed};
use domain::audience::Who;
use domain::ids::*;
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
    /// What each of these is called, in the same order.
    called: Vec<Called>,
    /// Stands in for a party that is none of these.
    unknown: PartyLabel,
    /// Names as their people gave them, and, where it is told with the name, the side on which they sit.
    people: BTreeMap<PersonId, (String, Option<PartyId>)>,
    /// Whose pages are in another language than the reader's.
    foreign: BTreeMap<PersonId, &'static str>,
    say: Say,
    /// Whether every name stands in quotation marks.
    quotes: bool,
}

/// What a party is called.
#[derive(Clone, Debug)]
struct Called {
    /// Full name, with the unit where both sides are one organisation; `None` once erased.
    name: Option<String>,
    short: String,
    /// Whether what it is here is told with it, as its name alone does not tell it from another party.
    with_kind: bool,
    /// Where its people are here only by another party's links: which party.
    by_link_of: Option<PartyId>,
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
        let called = |party: &PartyView| {
            let name = name(party.organisation).map(|organisation| match party.unit.as_str() {
                "" => organisation,
                unit => format!("{organisation}, {unit}"),
            });
            let short = match (party.unit.as_str(), &name) {
                ("", Some(name)) => short_name(name).to_owned(),
                (unit, _) => unit.to_owned(),
            };
            Called {
                name,
                short,
                with_kind: false,
                by_link_of: party.only_by_link_of,
            }
        };
        let mut called: Vec<Called> = frame.parties.iter().map(called).collect();
        tell_apart(&mut called);
        let label = |party: &PartyView| {
            let (look, letter) = match party.kind {
                PartyKind::Provider => ("provider", "P"),
                PartyKind::Consumer => ("consumer", "C"),
                PartyKind::Supplier => (FURTHER[party.place.min(FURTHER.len() - 1)], "S"),
                PartyKind::Other => (FURTHER[party.place.min(FURTHER.len() - 1)], "O"),
            };
            PartyLabel {
                id: party.id,
                short: String::new(),
                name: String::new(),
                kind: party.kind,
                kind_text: say.text(&format!("kind-{}", party.kind.word())),
                look,
                letter,
                decides: party.kind == PartyKind::Consumer,
                seated: party.left.is_none(),
                by_link: String::new(),
            }
        };
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
            parties: frame.parties.iter().map(label).collect(),
            called,
            unknown,
            people: BTreeMap::new(),
            foreign: BTreeMap::new(),
            say,
            quotes: false,
        };
        names.call_parties();
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
        let skims = all
            .iter()
            .filter_map(|(id, name)| Some((*id, skimmed(name.name.as_deref()?))));
        let skims: BTreeMap<PersonId, String> = skims.collect();
        let sided = Sided::of(&sides, &skims);
        let parties = self.skimmed_parties();
        for id in ids {
            let Some(name) = all.get(&id) else { continue };
            if name.name.is_some() && name.language != say.0 {
                self.foreign.insert(id, name.language.code());
            }
            let Some(name) = &name.name else { continue };
            let side = sides.get(&id).copied();
            let skim = skims.get(&id).map_or("", String::as_str);
            let others = |side: PartyId| parties.iter().filter(move |(party, _)| *party != side);
            let tells = |side: PartyId| others(side).any(|(_, it)| skim.contains(it));
            let told = side.filter(|side| sided.0.contains(skim) || tells(*side));
            self.people.insert(id, (name.clone(), told));
        }
        Ok(())
    }

    /// What parties are called, at length and for short: a person's name that holds that of a party on another side is
    /// told with their own, as the mark beside a name does.
    fn skimmed_parties(&self) -> Vec<(PartyId, String)> {
        let parties = self.parties.iter().zip(&self.called);
        let names = parties.flat_map(|(party, called)| {
            let whole = called.name.as_deref().unwrap_or_default();
            [whole, &called.short].map(|name| (party.id, skimmed(name)))
        });
        names.filter(|(_, name)| !name.is_empty()).collect()
    }

    /// The same names as they stand on what is taken away or signed: every one in quotation marks, whoever asks for it
    /// in whatever way. Words of the paper's own stand before and behind it there, and nobody's name is to go on in them.
    pub fn quoting(mut self) -> Self {
        self.quotes = true;
        self.call_parties();
        self
    }

    /// A name of something else, as these are written.
    pub fn written(&self, name: &str) -> String {
        match self.quotes {
            true => self.quoted(name),
            false => name.to_owned(),
        }
    }

    /// Writes what the parties are called into their labels.
    fn call_parties(&mut self) {
        for at in 0..self.parties.len() {
            let name = self.party_name(at, |called| called.name.as_deref(), self.quotes);
            let short = self.party_name(at, Called::short, self.quotes);
            (self.parties[at].name, self.parties[at].short) = (name, short);
        }
        for at in 0..self.parties.len() {
            self.parties[at].by_link = self.by_link(self.called[at].by_link_of);
        }
    }

    fn party_name(&self, at: usize, of: fn(&Called) -> Option<&str>, quoted: bool) -> String {
        let called = &self.called[at];
        let name = match of(called) {
            Some(name) if quoted => self.quoted(name),
            Some(name) => name.to_owned(),
            None => return self.say.text("name-erased"),
        };
        match called.with_kind {
            true => format!("{name} ({})", self.parties[at].kind_text),
            false => name,
        }
    }

    /// A party's name in quotation marks.
    fn party_quoted(&self, id: PartyId, of: fn(&Called) -> Option<&str>) -> String {
        let at = self.parties.iter().position(|party| party.id == id);
        at.map_or_else(
            || self.say.text("name-erased"),
            |at| self.party_name(at, of, true),
        )
    }

    fn person_name(&self, id: PersonId, quoted: bool) -> String {
        let Some((name, side)) = self.people.get(&id) else {
            return self.say.text("name-erased");
        };
        let name = match quoted {
            true => self.quoted(name),
            false => name.clone(),
        };
        let Some(side) = *side else { return name };
        let party = match quoted {
            true => self.party_quoted(side, Called::short),
            false => self.party(side).short.clone(),
        };
        self.say
            .two("name-of-side", ("name", name), ("party", party))
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

    /// A party's name for the cell of a table, which nothing stands around: with the mark where its people are here
    /// only by another party's links.
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
        let name = self.party_quoted(id, |called| called.name.as_deref());
        match self.by_link(by) {
            mark if !mark.is_empty() => format!("{name} ({mark})"),
            _ if !label.by_link.is_empty() => format!("{name} ({})", label.by_link),
            _ => name,
        }
    }

    /// What a person is called, where something about them follows on the same line of a paper.
    pub fn quoted_person(&self, id: PersonId) -> String {
        self.person_name(id, true)
    }

    /// What somebody typed, on one line and in quotation marks: it ends where it ends, and begins no sentence of the
    /// paper's own.
    pub fn quoted_words(&self, words: &str) -> String {
        let words: Vec<_> = words.split_whitespace().collect();
        self.quoted(&words.join(" "))
    }

    /// The provider and the consumer, but for the viewer's own side: the same service for two customers is two tables.
    pub fn other_side(&self, frame: &Frame) -> String {
        let principal = [PartyKind::Provider, PartyKind::Consumer];
        let others = self
            .seated()
            .filter(|party| principal.contains(&party.kind));
        let others = others.filter(|party| party.id != frame.you.party);
        let others: Vec<&str> = others.map(|party| party.short.as_str()).collect();
        others.join(", ")
    }

    /// A name in quotation marks, which the catalogue closes.
    fn quoted(&self, name: &str) -> String {
        self.say.one("name-on-paper", "name", name)
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
        self.person_name(id, self.quotes)
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

impl Called {
    /// What it is called for short; `None` once erased.
    fn short(&self) -> Option<&str> {
        (!self.short.is_empty()).then_some(self.short.as_str())
    }
}

/// Where two are called the same for short, or look so, both have their whole names; where these do not tell them apart
/// either, as one is what the other is called for short, it is told of both what they are here.
fn tell_apart(all: &mut [Called]) {
    let looks = |called: &Called| {
        let whole = called.name.as_deref().unwrap_or(&called.short);
        (skimmed(whole), skimmed(&called.short))
    };
    let looks: Vec<(String, String)> = all.iter().map(looks).collect();
    for (at, called) in all.iter_mut().enumerate() {
        let (whole, short) = &looks[at];
        let mut others = looks.iter().enumerate().filter(|(other, _)| *other != at);
        let alike = |(_, (other, called)): (usize, &(String, String))| {
            other == whole || other == short || called == whole
        };
        let is_named = !short.is_empty();
        called.with_kind = is_named && others.clone().any(alike);
        let is_short = called.with_kind || is_named && others.any(|(_, (_, it))| it == short);
        if let (true, Some(name)) = (is_short, &called.name) {
            called.short.clone_from(name);
        }
    }
}

/// Names that people of different parties bear. Nothing keeps anybody from taking the name of somebody
/// who sits opposite: everybody can be called that, and be renamed later. So whoever bears it is shown
/// with their party, everywhere.
struct Sided(BTreeSet<String>);

impl Sided {
    fn of(sides: &BTreeMap<PersonId, PartyId>, skims: &BTreeMap<PersonId, String>) -> Self {
        let mut first: BTreeMap<&str, PartyId> = BTreeMap::new();
        let mut both = BTreeSet::new();
        for (person, party) in sides {
            let Some(name) = skims.get(person) else {
                continue;
            };
            if first.entry(name).or_insert(*party) != party {
                both.insert(name.clone());
            }
        }
        Self(both)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_parties_are_called_alike() {
        let told = |names: [&str; 2]| {
            let mut called = names.map(|name| Called {
                name: Some(name.to_owned()),
                short: short_name(name).to_owned(),
                with_kind: false,
                by_link_of: None,
            });
            tell_apart(&mut called);
            called.map(|it| (it.short, it.with_kind))
        };
        let are = |short: [&str; 2], with_kind| short.map(|it| (it.to_owned(), with_kind));
        for (names, short, with_kind) in [
            (
                ["Northwind Logistics", "Halden Towers"],
                ["Northwind", "Halden"],
                false,
            ),
            (
                ["Northwind Logistics", "Northwind Mobile"],
                ["Northwind Logistics", "Northwind Mobile"],
                false,
            ),
            (
                ["Northwind Logistics", "Nοrthwind Mobile"],
                ["Northwind Logistics", "Nοrthwind Mobile"],
                false,
            ),
            (
                ["Northwind Logistics", "North wind"],
                ["Northwind Logistics", "North wind"],
                true,
            ),
            (
                ["Northwind Logistics", "Northwind, Logistics"],
                ["Northwind Logistics", "Northwind, Logistics"],
                true,
            ),
        ] {
            assert_eq!(told(names), are(short, with_kind));
        }
    }
}
