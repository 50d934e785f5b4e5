//! The accounts' index of who sits where, made from the record.

use std::ops::ControlFlow;

use app::App;
use domain::Fact;
use domain::ids::*;
use record::StreamId;

/// Indexes everybody who ever took a seat in the relationship; that some left is found out when it
/// is opened.
pub fn index(app: &App, stream: StreamId) -> anyhow::Result<usize> {
    let mut seated: Vec<PersonId> = Vec::new();
    let mut unreadable = None;
    app.record().entries(stream, 1.., |entry| {
        match Fact::decode(&entry.kind, &entry.fact, entry.content.as_deref()) {
            Ok(Fact::PersonSeated(seat)) => seated.push(seat.person),
            Ok(_) => {}
            Err(error) => {
                unreadable = Some(error);
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    unreadable.map_or(Ok(()), Err)?;
    for person in &seated {
        app.accounts()
            .remember_seat(*person, RelationshipId(stream.0))?;
    }
    Ok(seated.len())
}

/// Makes the whole index anew.
pub fn rebuild(app: &App) -> anyhow::Result<usize> {
    app.accounts().forget_seats()?;
    let mut seats = 0;
    for stream in app.record().streams()? {
        seats += index(app, stream)?;
    }
    Ok(seats)
}
