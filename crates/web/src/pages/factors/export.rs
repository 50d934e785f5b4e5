//! The factors as a table.

use crate::ask::{Answer, Ask};
use crate::lanes::{self, Lane};
use crate::pages::tables::Table;
use crate::sheet::Sheet;

/// `GET …/factors.csv`: a row for each factor.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let all = room.seen.factors(ask.moment()).factors;
    room.name(all.iter().map(|it| it.person))?;
    let columns = [
        "factor",
        "factor_kind",
        "day",
        "party",
        "who",
        "said",
        "touches",
        "withdrawn",
    ];
    let mut table = Table::of(&room, columns, [])?;
    let for_people = Sheet::of(ask).is_for_people();
    for it in &all {
        let touches = super::touches(&room, it).into_iter();
        let touches: Vec<String> = touches.map(|(_, called)| called).collect();
        table.row(vec![
            room.or_erased(it.words.as_ref()),
            match for_people {
                true => super::kind_text(&room, it.kind),
                false => it.kind.word().to_owned(),
            },
            it.day.to_string(),
            room.names.on_paper(it.party),
            room.names.person(it.person),
            room.dates.machine(it.at),
            touches.join("; "),
            it.withdrawn
                .map(|at| room.dates.machine(at))
                .unwrap_or_default(),
        ]);
    }
    table.done(ask, "factors")
}
