//! Who took part at each stage, as a table.

use domain::view::UsersPart;

use crate::ask::{Answer, Ask};
use crate::lanes::{self, Lane};
use crate::pages::tables::Table;

/// `GET …/stages.csv`: a row for each stage.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let view = room.seen.stages();
    let columns = ["stage", "things", "took_part", "left_out", "users"];
    let mut table = Table::of(&room, columns, [])?;
    for stage in &view.stages {
        let took = stage
            .took_part
            .iter()
            .map(|took| room.names.on_paper(took.party));
        let out = stage
            .left_out
            .iter()
            .map(|party| room.names.on_paper(*party));
        table.row(vec![
            super::name(&room, stage),
            stage.things.len().to_string(),
            took.collect::<Vec<_>>().join("; "),
            out.collect::<Vec<_>>().join("; "),
            match stage.users {
                UsersPart::NotTold => String::new(),
                UsersPart::TookPart => room.say.text("stages-users-there"),
                UsersPart::LeftOut => room.say.text("stages-users-not"),
            },
        ]);
    }
    table.done(ask, "stages")
}
