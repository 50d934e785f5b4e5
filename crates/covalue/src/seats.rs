//! The accounts' index of who sits where, made from the record.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use app::App;
use domain::Fact;
use domain::ids::*;
use record::StreamId;

/// Indexes everybody who ever took a seat in the relationship; that some left is found out when it
/// is opened.
pub fn index(app: &App, stream: StreamId) -> anyhow::Result<usize> {
    let seated = seated(app, stream)?;
    for person in &seated {
        app.accounts()
            .remember_seat(*person, RelationshipId(stream.0))?;
    }
    Ok(seated.len())
}

fn seated(app: &App, stream: StreamId) -> anyhow::Result<BTreeSet<PersonId>> {
    let mut seated = BTreeSet::new();
    // People who take part in a consultation sit nowhere.
    if app.is_ballot(stream)? {
        return Ok(seated);
    }
    let mut unreadable = None;
    app.record().entries(stream, 1.., |entry| {
        match Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref()) {
            Ok(Fact::PersonSeated(seat)) => {
                seated.insert(seat.person);
            }
            Ok(_) => {}
            Err(error) => {
                unreadable = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    match unreadable {
        Some(error) => Err(error.into()),
        None => Ok(seated),
    }
}

/// How many of those who ever took a seat are nobody here.
pub fn strangers(app: &App, stream: StreamId) -> anyhow::Result<usize> {
    let mut strangers = 0;
    for person in seated(app, stream)? {
        strangers += usize::from(app.accounts().person(person)?.is_none());
    }
    Ok(strangers)
}

/// Makes the whole index again.
pub fn rebuild(app: &App) -> anyhow::Result<usize> {
    app.accounts().forget_seats()?;
    let mut seats = 0;
    for stream in app.record().streams()? {
        seats += index(app, stream)?;
    }
    Ok(seats)
}
