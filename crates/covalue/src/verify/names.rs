//! Whether the accounts still say of people what the record does. Names lie in the accounts, where they
//! can be changed, and in the text of the seating, which is in the tree; and so does an index of who sits
//! where, by which people find their tables.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use accounts::Accounts;
use domain::Fact;
use domain::ids::{PersonId, RelationshipId};
use record::{Record, StreamId};

use crate::serve::say;

struct Seated {
    entry: u64,
    name: String,
    organisation: String,
}

/// Says who is called otherwise than when they were seated. Whoever changes their own name may; that
/// somebody bears the name under which another was seated is a finding.
pub fn compare(record: &Record, accounts: &Accounts, stream: StreamId) -> anyhow::Result<bool> {
    let mut seated: BTreeMap<PersonId, Seated> = BTreeMap::new();
    let mut ever = BTreeSet::new();
    let mut sides = BTreeMap::new();
    record.entries(stream, 1.., |entry| {
        match Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref()) {
            Ok(Fact::PersonSeated(seat)) => {
                ever.insert(seat.person);
                sides.insert(seat.person, seat.party);
                if let Some(text) = seat.text {
                    let called = Seated {
                        entry: entry.sequence,
                        name: text.name,
                        organisation: text.organisation,
                    };
                    seated.insert(seat.person, called);
                }
            }
            // What was put right at the table since.
            Ok(Fact::PersonRenamed(renamed)) => {
                if let Some((seat, text)) = seated.get_mut(&renamed.person).zip(renamed.text) {
                    (seat.entry, seat.name) = (entry.sequence, text.name);
                }
            }
            Ok(Fact::PartyRenamed(renamed)) => {
                let Some(text) = renamed.text else {
                    return ControlFlow::Continue(());
                };
                let of_it = seated
                    .iter_mut()
                    .filter(|(person, _)| sides.get(*person) == Some(&renamed.party));
                for (_, seat) in of_it {
                    (seat.entry, seat.organisation) = (entry.sequence, text.name.clone());
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    let mut sound = true;
    // Whoever sits at a table that began elsewhere need not be anybody here.
    let began = record.header(stream)?.map(|header| header.origin);
    let began_here = began == Some(record.origin());
    let mut people = BTreeMap::new();
    for id in &ever {
        let Some(person) = accounts.person(*id)? else {
            if began_here {
                sound = false;
                say(&format!(
                    "{stream}: {id} took a seat and is nobody in the accounts, though this table began here"
                ));
            }
            continue;
        };
        people.insert(*id, person);
        let table = RelationshipId(stream.0);
        if !accounts.relationships_of(*id)?.contains(&table) {
            sound = false;
            say(&format!(
                "{stream}: {id} took a seat and does not find this table in the list of theirs; \
                 `covalue admin seats rebuild` makes the list again"
            ));
        }
    }
    for (id, then) in &seated {
        let Some(person) = people.get(id) else {
            continue;
        };
        let Some(name) = &person.name else {
            // Whoever erases an account erases what was written down at its seatings, too.
            sound = false;
            say(&format!(
                "{stream}: {id} was seated by entry {} as {} of {} and has no name now, although that text \
                 was not erased",
                then.entry, then.name, then.organisation
            ));
            continue;
        };
        if (name, &person.organisation_name) == (&then.name, &then.organisation) {
            continue;
        }
        let now = format!("{name} of {}", person.organisation_name);
        let (was, entry) = (
            format!("{} of {}", then.name, then.organisation),
            then.entry,
        );
        let other = seated.iter().find(|(other, seat)| {
            *other != id
                && (seat.name == *name
                    || seat.organisation == person.organisation_name
                        && then.organisation != person.organisation_name)
        });
        match other {
            Some((other, seat)) => {
                sound = false;
                say(&format!(
                    "{stream}: {id} was seated by entry {entry} as {was} and is called {now} now, as {other} \
                     was by entry {}",
                    seat.entry
                ));
            }
            None => say(&format!(
                "{stream}: {id} was seated by entry {entry} as {was} and is called {now} now"
            )),
        }
    }
    Ok(sound)
}
