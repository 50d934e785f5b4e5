//! Whether people are still called in the accounts what they were called when they were seated. Names
//! lie in the accounts, where they can be changed, and in the text of the seating, which is in the tree.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use accounts::Accounts;
use domain::Fact;
use domain::ids::PersonId;
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
    record.entries(stream, 1.., |entry| {
        if let Ok(Fact::PersonSeated(seat)) =
            Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref())
            && let Some(text) = seat.text
        {
            let (name, organisation) = (text.name, text.organisation);
            let entry = entry.sequence;
            seated.insert(
                seat.person,
                Seated {
                    entry,
                    name,
                    organisation,
                },
            );
        }
        ControlFlow::Continue(())
    })?;
    let mut sound = true;
    for (id, then) in &seated {
        let Some(person) = accounts.person(*id)? else {
            continue;
        };
        let Some(name) = person.name else {
            continue;
        };
        if (&name, &person.organisation_name) == (&then.name, &then.organisation) {
            continue;
        }
        let now = format!("{name} of {}", person.organisation_name);
        let (was, entry) = (
            format!("{} of {}", then.name, then.organisation),
            then.entry,
        );
        let other = seated.iter().find(|(other, seat)| {
            *other != id
                && (seat.name == name
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
