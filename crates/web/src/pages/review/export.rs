//! The review as a table.

use domain::measure::Measured;
use domain::view::Figure;

use super::{asked_since, is_promised, promised};
use crate::ask::{Answer, Ask};
use crate::figures;
use crate::lanes::{self, Lane};
use crate::pages::measures;
use crate::pages::tables::Table;
use crate::room::Room;
use crate::sheet::Sheet;
use domain::Day;
use domain::view::{MeasuredView, ReviewedOutcome};

/// `GET …/review.csv`: a row for each outcome and measure, and for each party that read it.
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let since = asked_since(ask).map(Day::begins_in_utc);
    let view = super::looked_back(&room, since);
    let columns = [
        "outcome",
        "for",
        "promised",
        "measured",
        "read_by",
        "people",
        "met",
        "worth",
        "before",
        "less",
        "more",
        "came_true",
        "other_words",
        "judged_other_words",
        "dropped",
    ];
    let mut table = Table::of(&room, columns, [])?;
    for it in &view.outcomes {
        let mut measures: Vec<Option<&MeasuredView>> = it.measures.iter().map(Some).collect();
        if measures.is_empty() {
            measures.push(None);
        }
        for measure in measures {
            let mut cells = cells(&room, it, measure);
            cells.push(table.other_words(&room, Some(&it.figure)));
            let judged = it.judged.as_ref();
            cells.push(judged.map_or_else(String::new, |it| table.yes(&room, it.other_words)));
            cells.push(measure.map_or_else(String::new, |it| measures::dropped(&room, it)));
            table.row(cells);
        }
    }
    table.done(ask, "review")
}

fn cells(room: &Room<'_>, it: &ReviewedOutcome, measure: Option<&MeasuredView>) -> Vec<String> {
    let for_people = Sheet::of(room.ask).is_for_people();
    let word = |key: &str, word: &str| match for_people {
        true => room.say.text(&format!("{key}-{word}")),
        false => word.to_owned(),
    };
    let (value, met) = match measure.map(|it| it.measured) {
        Some(Measured::Read {
            value,
            readings,
            reached,
            ..
        }) => {
            let measured = measure.map(|it| measures::with_unit(room, value, &it.measure));
            let met = reached == readings;
            let met = word("column", if met { "yes" } else { "no" });
            (measured.unwrap_or_default(), met)
        }
        _ => (String::new(), String::new()),
    };
    let read_by = measure.and_then(|it| it.read_by);
    let own = it.shifts.iter().find(|shift| shift.party == it.for_party);
    let people = |moved: Option<domain::view::MovedView>| {
        moved.map_or_else(|| "0".to_owned(), |moved| moved.people.to_string())
    };
    let number = |value: f64, raters| match for_people {
        true => figures::number(room, value, raters),
        false => value.to_string(),
    };
    vec![
        room.or_erased(it.statement.as_ref()),
        room.names.marked(
            it.for_party,
            it.judged.as_ref().and_then(|it| it.by_link_of),
        ),
        match measure {
            Some(one) if is_promised(it, one.measure.id) => measures::target(room, &one.measure),
            Some(_) => room.say.text("review-nothing-promised"),
            None => promised(room, it).join(" · "),
        },
        value,
        read_by.map_or_else(String::new, |party| room.names.on_paper(party)),
        match measure.map(|it| it.measured) {
            Some(Measured::Read {
                people: Some(people),
                ..
            }) => people.to_string(),
            _ => String::new(),
        },
        met,
        match &it.figure {
            Figure::Said(said) => number(said.worth, said.raters),
            _ => String::new(),
        },
        it.before
            .map_or_else(String::new, |before| number(before, 5)),
        own.map_or_else(String::new, |shift| people(shift.less)),
        own.map_or_else(String::new, |shift| people(shift.more)),
        it.judged.as_ref().map_or_else(String::new, |judged| {
            word("came_true", judged.came_true.word())
        }),
    ]
}
