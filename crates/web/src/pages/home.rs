//! What needs the visitor, across all their relationships.

use std::collections::BTreeMap;

use askama::Template;
use domain::view::{Standpoint, Summary};

use crate::ask::{Answer, Ask, page};
use crate::called::called;
use crate::glance;
use crate::layout::Layout;
use crate::names::{Names, PartyLabel};
use crate::needs::{NEEDS_SHOWN, Todo, people, todos};
use crate::pages::open;

#[derive(Template)]
#[template(path = "home.html")]
struct Page {
    layout: Layout,
    greeting: String,
    needs: Vec<Waiting>,
    /// What waits beyond these, in a fold.
    more_needs: Vec<Waiting>,
    tables: Vec<Table>,
    /// Those that are closed, apart from the others.
    closed: Vec<Table>,
    may_open: bool,
    is_guest: bool,
}

struct Waiting {
    todo: Todo,
    at: String,
}

struct Table {
    href: String,
    name: String,
    /// With whom: the other side.
    with: String,
    parties: Vec<PartyLabel>,
    your_roles: String,
    note: String,
    /// For whoever keeps it: how it is doing.
    facts: Vec<(String, String)>,
    last: domain::Moment,
    /// “Closed on 3 May 2026”; empty while it is open.
    closed: String,
}

/// `GET /`
pub fn show(ask: &Ask) -> Answer {
    let (visitor, say) = (ask.visitor()?, ask.say);
    let app = ask.web.app();
    let mut needs: Vec<(usize, Waiting)> = Vec::new();
    let mut tables = Vec::new();
    let mut summaries = app.summaries_of(visitor.person.id, ask.now)?;
    summaries.retain(|(id, _)| visitor.may_open(*id));
    let mut alike: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for (_, summary) in &summaries {
        *alike.entry(summary.frame.name.clone()).or_default() += 1;
    }
    for (id, summary) in summaries {
        let frame = &summary.frame;
        let names = Names::of(app.accounts(), say, frame, people(&summary.matters))?;
        let base = format!("/r/{id}");
        let name = frame
            .name
            .clone()
            .unwrap_or_else(|| say.text("text-erased"));
        let with = names.other_side(frame);
        // The same service for two customers is two tables.
        let at = match alike.get(&frame.name) {
            Some(2..) if !with.is_empty() => format!("{name} · {with}"),
            _ => name.clone(),
        };
        let here = todos(&names, &base, &summary.matters);
        for (matter, todo) in summary.matters.iter().zip(here) {
            needs.push((
                matter.need.rank(),
                Waiting {
                    todo,
                    at: at.clone(),
                },
            ));
        }
        tables.push(Table {
            href: base,
            name,
            with,
            parties: names.seated().cloned().collect(),
            your_roles: names.roles(&frame.you.roles),
            note: glance::note(&names, &summary),
            facts: match frame.you.standpoint() {
                Standpoint::Keeps => facts(ask, &summary),
                _ => Vec::new(),
            },
            last: frame.at,
            closed: frame
                .closed
                .map(|at| say.one("home-closed", "day", ask.dates().day(at)))
                .unwrap_or_default(),
        });
    }
    needs.sort_by_key(|(rank, _)| *rank);
    tables.sort_by_key(|table| std::cmp::Reverse(table.last));
    let is_open = |table: &Table| table.closed.is_empty();
    let (tables, closed): (Vec<_>, Vec<_>) = tables.into_iter().partition(is_open);
    let mut needs: Vec<Waiting> = needs.into_iter().map(|(_, waiting)| waiting).collect();
    let more_needs = needs.split_off(needs.len().min(NEEDS_SHOWN));
    let name = visitor.person.name.clone().unwrap_or_default();
    page(&Page {
        greeting: say.one("home-greeting", "name", called(say, &name)),
        needs,
        more_needs,
        tables,
        closed,
        may_open: !visitor.person.is_guest() && open::speaks_for_organisation(ask)?,
        is_guest: visitor.person.is_guest(),
        layout: Layout::new(ask, say.text("home-title"))?,
    })
}

/// How a relationship is doing, for whoever keeps it.
fn facts(ask: &Ask, summary: &Summary) -> Vec<(String, String)> {
    let say = ask.say;
    let valued = say.two(
        "count-of",
        ("done", summary.valued),
        ("total", summary.outcomes),
    );
    let mut facts = vec![(say.text("fact-valued"), valued)];
    if let Some(since) = summary.waits_since {
        facts.push((say.text("home-waits"), ask.dates().ago(since)));
    }
    if !summary.matters.is_empty() {
        let count = summary.matters.len().to_string();
        facts.push((say.text("needs-you"), count));
    }
    facts
}
