//! A table that whoever opened it deletes, before anybody else came: what the accounts know of it goes too.

use database::Connection;
use domain::ids::{PersonId, RelationshipId};

use crate::{Error, outbox, stored};

/// Whether anybody but this person has opened a page of the table, or the link that invites them there.
///
/// # Errors
/// Only when the database fails.
pub fn somebody_came(
    connection: &mut dyn Connection,
    table: RelationshipId,
    but: PersonId,
) -> Result<bool, Error> {
    let rows = connection.query(
        "SELECT 1 FROM visits WHERE relationship_id = ?1 AND person_id <> ?2 \
         UNION ALL SELECT 1 FROM invitations WHERE relationship_id = ?1 \
         AND (used_at IS NOT NULL OR last_used_at IS NOT NULL) \
         UNION ALL SELECT 1 FROM sessions WHERE relationship_id = ?1",
        &[stored::id(table), stored::id(but)],
    )?;
    Ok(!rows.is_empty())
}

/// Forgets a table: its seats and visits, what invites there, guests and organisations that were named for
/// it and nothing else, and programs' keys to it alone.
///
/// # Errors
/// Only when the database fails.
pub fn forget_table(connection: &mut dyn Connection, table: RelationshipId) -> Result<(), Error> {
    let id = || stored::id(table);
    let guests = connection.query(
        "SELECT id FROM people p WHERE sign_in_email IS NULL AND claimed_at IS NULL \
         AND EXISTS (SELECT 1 FROM invitations i WHERE i.person_id = p.id AND i.relationship_id = ?1) \
         AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.person_id = p.id AND i.relationship_id <> ?1) \
         AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id AND m.relationship_id <> ?1)",
        &[id()],
    )?;
    let guests: Vec<PersonId> = guests
        .iter()
        .map(|row| stored::read_id(row, 0))
        .collect::<Result<_, _>>()?;
    for sql in [
        "DELETE FROM invitation_links WHERE invitation_id IN \
         (SELECT id FROM invitations WHERE relationship_id = ?1)",
        "DELETE FROM sessions WHERE relationship_id = ?1",
        "DELETE FROM address_requests WHERE relationship_id = ?1",
        "DELETE FROM invitations WHERE relationship_id = ?1",
        "DELETE FROM memberships WHERE relationship_id = ?1",
        "DELETE FROM visits WHERE relationship_id = ?1",
        "DELETE FROM signs_of_life WHERE relationship_id = ?1",
        "DELETE FROM meeting_mails WHERE relationship_id = ?1",
        "DELETE FROM news WHERE relationship_id = ?1",
        "DELETE FROM news_cursors WHERE relationship_id = ?1",
        "DELETE FROM tokens WHERE relationship_id = ?1",
    ] {
        connection.execute(sql, &[id()])?;
    }
    for guest in guests {
        outbox::erase(connection, guest)?;
        connection.execute("DELETE FROM people WHERE id = ?1", &[stored::id(guest)])?;
    }
    connection.execute(
        "DELETE FROM organisations WHERE named_for = ?1 \
         AND NOT EXISTS (SELECT 1 FROM people p WHERE p.organisation_id = organisations.id)",
        &[id()],
    )?;
    Ok(())
}
