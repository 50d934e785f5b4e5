//! *Masts between Elm Pass and Westhaven*: services chain, and Meridian, a provider elsewhere, is the
//! consumer here.

use domain::act;
use domain::ids::*;
use domain::words::*;
use uuid::Uuid;

use super::northwind::Northwind;
use super::teller::{Teller, Wish, ZONE};

/// Tells how Halden, once asked, opens a table of its own.
pub fn tell(teller: &Teller, known: &Northwind) -> anyhow::Result<RelationshipId> {
    teller.days_ago(33)?;
    let table = RelationshipId(Uuid::now_v7());
    let (tom, ines, priya) = (
        teller.voice(table, known.tom),
        teller.voice(table, known.ines),
        teller.voice(table, known.priya),
    );
    let (_, consumer) = tom.opens(act::OpenRelationship {
        name: "Masts between Elm Pass and Westhaven".to_owned(),
        side: PartyKind::Provider,
        counterpart: known.meridian,
        provider_unit: String::new(),
        consumer_unit: String::new(),
        closeness: Closeness::Light,
        currency: "EUR".to_owned(),
        time_zone: ZONE.to_owned(),
        purpose: String::new(),
    })?;
    tom.admits(known.ines, consumer, Role::Customer, Since::Start)?;
    let power = tom.adds(Wish {
        statement: "Trust that a site has power",
        objective: "Not one hour dark between November and March.",
        for_party: consumer,
        depends_on: Quality::Warranty,
        delivered: true,
    })?;
    let notice = tom.adds(Wish {
        statement: "Know a day ahead who climbs where",
        objective: "",
        for_party: consumer,
        depends_on: Quality::Experience,
        delivered: true,
    })?;
    let fourth = tom.adds(Wish {
        statement: "Hang a fourth antenna without new steel",
        objective: "Before the next tender.",
        for_party: consumer,
        depends_on: Quality::Utility,
        delivered: false,
    })?;
    tom.guesses(power, [7, 7, 8])?;
    tom.guesses(notice, [7, 8, 8])?;
    tom.guesses(fourth, [8, 8, 8])?;
    ines.says_the_purpose("Sites that stay on the air, so that the road does.")?;
    ines.admits(known.priya, consumer, Role::User, Since::Start)?;
    ines.finds(power, [9, 8, 10], "Without power there is no road.")?;
    ines.finds(
        notice,
        [4, 5, 3],
        "We would only read it when something is wrong.",
    )?;
    priya.finds(
        power,
        [8, 7, 10],
        "The two diesel sites are the ones that wake me.",
    )?;
    Ok(table)
}
