//! Every link leads to something that is there, for whoever is shown it, and stays in the past that is looked at.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Method, StatusCode, Uri};
use domain::words::*;
use domain::{Moment, act};

use crate::world::{NOW, Visitor, World, do_at};

/// Everybody who sits at the table and looks at pages.
const READERS: [&str; 7] = [
    "provider, guessed",
    "provider, not guessed",
    "customer",
    "user",
    "supplier",
    "observer",
    "guest",
];

/// What is done is done today, from wherever one looks.
const ACTS: [&str; 4] = ["/guess", "/rate", "/claim", "/invite"];

/// What lies between quotes after this mark, wherever that is on the page.
fn all_of<'a>(page: &'a str, mark: &str) -> impl Iterator<Item = &'a str> {
    let mark = mark.to_owned();
    page.split_inclusive(' ')
        .flat_map(|piece| piece.split('\n'))
        .filter_map(move |piece| piece.strip_prefix(mark.as_str()))
        .filter_map(|rest| rest.split('"').next())
}

/// Where the links of a page lead, as a browser reads them; icons are part of the page.
fn links(page: &str) -> impl Iterator<Item = String> {
    let all = all_of(page, "href=\"").filter(|href| !href.contains(".svg"));
    all.map(|href| href.replace("&amp;", "&").replace("&#38;", "&"))
}

/// The addresses of the pages of the table.
fn pages(world: &World) -> Vec<String> {
    let routes = World::routes().filter(|route| route.method() == Method::GET);
    let routes = routes.filter(|route| route.path.starts_with("/r/{relationship}"));
    routes
        .map(|route| world.fill(route.path, world.table))
        .collect()
}

/// A page as the visitor gets it; nothing where they get another answer, or it is a file.
fn page(world: &World, address: &str, visitor: &Visitor) -> Option<String> {
    let reply = world.get(address, visitor);
    let is_page = reply.header("content-type").starts_with("text/html");
    (reply.status == StatusCode::OK && is_page).then(|| reply.text())
}

#[test]
fn every_link_names_a_place_that_is_there_for_whoever_is_shown_it() {
    let world = World::new();
    let mut wrong = BTreeSet::new();
    let mut named = 0;
    for name in READERS {
        let visitor = world.visitor(name);
        let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut placed = |address: &str, page: &str| {
            let ids = all_of(page, "id=\"").map(str::to_owned).collect();
            places.insert(address.to_owned(), ids);
        };
        let shown: Vec<_> = pages(&world)
            .into_iter()
            .filter_map(|address| Some((page(&world, &address, visitor)?, address)))
            .collect();
        for (page, address) in &shown {
            placed(address, page);
        }
        for (text, address) in &shown {
            for href in links(text) {
                let Some((to, place)) = href.split_once('#') else {
                    continue;
                };
                let to = match to.chars().next() {
                    None => address.clone(),
                    Some('?') => format!("{address}{to}"),
                    Some('/') => to.to_owned(),
                    // To another place on the network.
                    Some(_) => continue,
                };
                if to.parse::<Uri>().is_err() {
                    wrong.insert(format!("{name}: {address} leads to {href}, no address"));
                    continue;
                }
                named += 1;
                let ids = places.entry(to.clone()).or_insert_with(|| {
                    let there = page(&world, &to, visitor).unwrap_or_default();
                    all_of(&there, "id=\"").map(str::to_owned).collect()
                });
                if !ids.contains(place) {
                    wrong.insert(format!("{name}: {address} leads to {to}#{place}"));
                }
            }
        }
    }
    assert!(named > 200, "only {named} links name a place");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_link_of_a_past_day_stays_on_that_day() {
    let world = World::new();
    let then = jiff::Timestamp::from_millisecond(NOW).unwrap();
    // The past ends with the last thing that happened.
    world.clock.set(Moment(NOW + 1_000));
    let word = act::Say::new(
        ContributionKind::Idea,
        Audience::WholeTable,
        "Said since then",
    );
    do_at(&world.app, world.table, world.mara, word);
    let base = format!("/r/{}", world.table);
    let mut wrong = BTreeSet::new();
    let mut stayed = 0;
    for name in READERS {
        let visitor = world.visitor(name);
        for address in pages(&world) {
            let Some(text) = page(&world, &format!("{address}?as_of={then}"), visitor) else {
                continue;
            };
            for href in links(&text) {
                let (asked, place) = href.split_once('#').unwrap_or((href.as_str(), ""));
                // To another place on this page, or to the page of today, as the page offers it.
                if asked.is_empty() || href == address {
                    continue;
                }
                let rest = asked.strip_prefix(&base);
                if rest.is_none() && !asked.starts_with('?')
                    || ACTS
                        .iter()
                        .any(|act| rest.is_some_and(|it| it.starts_with(act)))
                {
                    continue;
                }
                let stays = asked.contains("?as_of=") || asked.contains("&as_of=");
                // A question is asked of one page only: a second mark would be part of an answer.
                let is_whole = asked.matches('?').count() == 1 && !place.contains("as_of");
                if stays && is_whole {
                    stayed += 1;
                } else {
                    wrong.insert(format!("{name}: {address} leads to {href}"));
                }
            }
        }
    }
    assert!(stayed > 1_000, "only {stayed} links stay");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
