//! Whom a program can name: organisations and colleagues, as the pages list them.

use accounts::Person;
use domain::ids::*;
use serde::Serialize;
use utoipa::ToSchema;

use super::answer;
use crate::ask::{Answer, Ask};
use crate::pages::open::known;
use crate::problem::Problem;

/// Organisations that you know.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Organisations {
    /// Your own first, then by their ids.
    pub organisations: Vec<OrganisationSummary>,
}

/// An organisation that you know.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationSummary {
    /// Its id: what `counterpart` and `organisation` of commands name.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Whether it is your own.
    pub own: bool,
}

/// People of your organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Colleagues {
    /// Those who take part at present. None where you are only said to belong to your organisation.
    pub people: Vec<Colleague>,
}

/// Somebody of your organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Colleague {
    /// The person.
    pub id: PersonId,
    /// Their name; `null` once erased.
    pub name: Option<String>,
    /// Whether they have an account, rather than an invitation alone.
    pub account: bool,
}

/// `GET /api/v1/organisations`
#[utoipa::path(get, path = "/api/v1/organisations", tag = "You",
    summary = "Your organisation, and those with which you share a table",
    responses((status = 200, description = "Organisations", body = Organisations)))]
pub fn organisations(ask: &Ask) -> Answer {
    let you = &ask.visitor()?.person;
    let own = OrganisationSummary {
        id: you.organisation,
        name: you.organisation_name.clone(),
        own: true,
    };
    let others = known(ask)?
        .into_iter()
        .map(|(id, name)| OrganisationSummary {
            id,
            name,
            own: false,
        });
    let organisations = std::iter::once(own).chain(others).collect();
    answer(ask, &Organisations { organisations })
}

/// `GET /api/v1/colleagues`
#[utoipa::path(get, path = "/api/v1/colleagues", tag = "You",
    summary = "The people of your organisation: whom you can seat or invite at once",
    description = "A token for one relationship is told of those with a seat there, and of nobody else.",
    responses((status = 200, description = "Colleagues", body = Colleagues)))]
pub fn colleagues(ask: &Ask) -> Answer {
    let you = &ask.visitor()?.person;
    // Whoever is only said to belong to their organisation has no colleagues to be shown.
    let people = match you.is_member() {
        true => ask.web.app().accounts().people_of(you.organisation)?,
        false => Vec::new(),
    };
    let here = match ask.visitor()?.only() {
        None => None,
        Some(table) => Some(
            ask.web
                .app()
                .relationship(table)?
                .ok_or(Problem::NotFound)?,
        ),
    };
    let people = people.into_iter().filter(Person::is_active);
    let people = people.filter(|person| here.as_ref().is_none_or(|here| here.seats(person.id)));
    let people = people.map(|person| Colleague {
        id: person.id,
        account: !person.is_guest(),
        name: person.name,
    });
    let people = people.collect();
    answer(ask, &Colleagues { people })
}
