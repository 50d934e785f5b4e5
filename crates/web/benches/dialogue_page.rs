//! The dialogue page and the search under load: 1,000 contributions of three parties, a signed-in
//! reader, the real server in a process of its own. `cargo bench -p web --bench dialogue_page`.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // A benchmark reads the clock.

mod server;

use std::path::Path;
use std::time::Instant;

use domain::ids::*;
use domain::search::Query;
use domain::words::*;
use domain::{Command, Fact, act};

use server::table::Table;
use server::{Connection, Server, figure, load_average};

const CONTRIBUTIONS: usize = 1_000;
const SEARCHES: u32 = 200;

fn main() {
    if let Some(directory) = server::to_be_served() {
        return server::serve(&directory);
    }
    let directory = tempfile::tempdir().unwrap();
    let (table, cookie, searched) = seed(directory.path());
    let server = Server::start(directory.path());
    let request = |path: &str| {
        format!(
            "GET /r/{table}/{path} HTTP/1.1\r\nhost: localhost:{}\r\ncookie: covalue={cookie}\r\n\r\n",
            server.port
        )
    };
    let page = request("dialogue");
    let bytes = Connection::open(server.port).get(&page);
    server.page_figures(&page);
    println!("page of {bytes} bytes; load average {}", load_average());
    figure("A search through all of it", searched, "≤ 20 ms");
}

/// Tells the relationship through ordinary commands; its id, the reader's session, and how long a
/// search through it takes.
fn seed(directory: &Path) -> (RelationshipId, String, String) {
    let table = Table::open(directory);
    let (ines, mara, halden) = (table.ines, table.mara, table.found("Halden Towers"));
    let tom = table.account(halden, "Tom Adeyemi", "tom@example.org");
    let seat = Command::SeatParty(act::SeatParty {
        organisation: halden,
        kind: PartyKind::Supplier,
        dependency: None,
    });
    let Fact::PartySeated(seated) = table.act(ines, seat) else {
        panic!("not seated")
    };
    table.admit(ines, tom, seated.party, Role::Representative);
    talk(&table, [ines, mara, tom]);

    let relationship = table.app.relationship(table.id).unwrap().unwrap();
    let seen = relationship.seen_by(ines, &relationship).unwrap();
    let names: Vec<_> = seen.people_named().into_iter().collect();
    let names = table.app.accounts().names(&names).unwrap().into_iter();
    let names = names.filter_map(|(person, name)| Some((person, name.name?)));
    let query = Query::new("tunnel 7 DISPATCH").unwrap().knowing(names);
    let began = Instant::now();
    for _ in 0..SEARCHES {
        std::hint::black_box(seen.search(&query));
    }
    let each = began.elapsed() / SEARCHES;
    let searched = format!("{:.2} ms", each.as_secs_f64() * 1e3);
    (table.id, table.session(ines), searched)
}

/// Threads of needs, ideas, builds and questions, said back, heard and answered in part.
fn talk(table: &Table, people: [PersonId; 3]) {
    let mut latest: Option<(ContributionId, PersonId)> = None;
    for number in 0..CONTRIBUTIONS {
        let actor = people[number % 3];
        let other = people[(number + 1) % 3];
        let words = format!(
            "In tunnel {number} the line goes quiet for a minute, and **dispatch** does not know whether \
             the driver is well; that is what we must be able to say by winter."
        );
        let kind = [
            ContributionKind::Need,
            ContributionKind::Idea,
            ContributionKind::Build,
            ContributionKind::Limit,
        ][number % 4];
        let under = latest
            .filter(|_| kind == ContributionKind::Build)
            .map(|(idea, _)| idea);
        let said = table.act(
            actor,
            Command::from(act::Say {
                under,
                limit: Some(LimitKind::Technical),
                ..act::Say::new(kind, Audience::WholeTable, words)
            }),
        );
        let Fact::ContributionSaid(said) = said else {
            panic!("{said:?}")
        };
        let contribution = said.contribution;
        if kind == ContributionKind::Idea {
            latest = Some((contribution, actor));
        }
        if kind == ContributionKind::Need && number % 8 == 0 {
            let told = table.act(
                other,
                act::SayBack {
                    contribution,
                    words: "You want to know that he is well. Is that it?".to_owned(),
                },
            );
            if let (Fact::SaidBack(told), true) = (told, number % 16 == 0) {
                let reflection = told.reflection;
                table.act(
                    actor,
                    act::ConfirmReflection {
                        contribution,
                        reflection,
                    },
                );
            }
        }
        if kind != ContributionKind::Build && number % 5 == 0 {
            table.act(
                other,
                act::Answer {
                    contribution,
                    kind: AnswerKind::Tried,
                    words: "On one road first.".to_owned(),
                    became_outcome: None,
                    became_contribution: None,
                    became_feature: None,
                    returns: None,
                },
            );
        }
    }
}
