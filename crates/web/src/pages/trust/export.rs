//! Trust and repairs as tables.

use domain::ids::*;

use crate::ask::{Answer, Ask};
use crate::lanes::{self, Lane};
use crate::pages::tables::Table;

/// `GET …/trust.csv`: a row for each quarter and side, and for each sentence.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let rounds = room.seen.trust(ask.moment()).rounds;
    let sides = rounds.iter().flat_map(|round| &round.sides);
    let said = sides.flat_map(|side| &side.sentences).map(|it| it.person);
    room.name(said.collect::<Vec<PersonId>>())?;
    let columns = [
        "quarter",
        "party",
        "about",
        "people",
        "keeps_word",
        "speaks_up",
        "since",
        "who",
        "sentence",
    ];
    let mut table = Table::of(&room, columns, [])?;
    for round in &rounds {
        for side in &round.sides {
            let figure = side.figure.as_ref();
            let mark = |mark: Option<f64>| mark.map_or_else(String::new, |it| it.to_string());
            let row = |who: String, sentence: String| {
                vec![
                    round.quarter.to_string(),
                    room.names.on_paper(side.party),
                    room.names.on_paper(side.about),
                    figure.map_or_else(String::new, |it| it.people.to_string()),
                    mark(figure.map(|it| it.keeps_word)),
                    mark(figure.map(|it| it.speaks_up)),
                    figure.map_or_else(String::new, |it| it.since.to_string()),
                    who,
                    sentence,
                ]
            };
            if side.sentences.is_empty() {
                table.row(row(String::new(), String::new()));
            }
            for said in &side.sentences {
                let who = room.names.person(said.person);
                let who = match room.names.by_link(said.by_link_of) {
                    mark if mark.is_empty() => who,
                    mark => format!("{who} ({mark})"),
                };
                table.row(row(who, room.or_erased(said.words.as_ref())));
            }
        }
    }
    table.done(ask, "trust")
}

/// `GET …/repairs.csv`: a row for each thing that broke.
pub fn repairs_csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let all = room.seen.repairs().repairs;
    room.name(all.iter().map(|it| it.person))?;
    let columns = [
        "happened",
        "party",
        "of",
        "who",
        "said",
        "cost",
        "answers",
        "commitments",
        "status",
    ];
    let mut table = Table::of(&room, columns, [])?;
    for it in &all {
        let promised = it.promised.iter().map(|id| {
            let words = room.seen.commitment_words(*id).flatten();
            room.or_erased(words.as_ref())
        });
        let (_, state) = super::repair::state(&room, it);
        let answers = it.answers.iter();
        let answers = answers.map(|said| room.or_erased(said.words.as_ref()));
        let cost = it.cost.as_ref();
        table.row(vec![
            room.or_erased(it.happened.as_ref()),
            room.names.marked(it.party, it.by_link_of),
            room.names.on_paper(it.of),
            room.names.person(it.person),
            room.dates.machine(it.at),
            cost.map_or_else(String::new, |said| room.or_erased(said.words.as_ref())),
            answers.collect::<Vec<_>>().join("; "),
            promised.collect::<Vec<_>>().join("; "),
            state,
        ]);
    }
    table.done(ask, "repairs")
}
