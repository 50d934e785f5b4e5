//! What pages show, as tables to take away: value, parties, who is better off, and mixes. Each is made of
//! the view of its page, so that nothing is in a file that its reader does not see there.

use domain::act::SealGuess;
use domain::ids::*;
use domain::view::{Figure, PartyView, SeatView};
use domain::words::*;

use crate::ask::{Answer, Ask};
use crate::figures;
use crate::lanes::{self, Lane};
use crate::pages::features::recorded;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::{Sheet, neutral};

/// A table being written.
pub(super) struct Table {
    sheet: Sheet,
    bytes: Vec<u8>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Under these headings: by their names for programs, in the reader's language for people.
    pub(super) fn of<'c>(
        room: &Room<'_>,
        columns: impl IntoIterator<Item = &'c str>,
        more: impl IntoIterator<Item = String>,
    ) -> Result<Self, Problem> {
        let sheet = Sheet::of(room.ask);
        let title = |column: &str| match sheet.is_for_people() {
            true => room.say.text(&format!("column-{column}")),
            false => column.to_owned(),
        };
        let titles = columns.into_iter().map(title).collect::<Vec<_>>();
        Ok(Self {
            bytes: sheet.head(titles.into_iter().chain(more))?,
            sheet,
            rows: Vec::new(),
        })
    }

    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().map(neutral).collect());
    }

    /// A word of the vocabulary: for people as a page says it.
    pub(super) fn word(&self, room: &Room<'_>, kind: &str, word: &str) -> String {
        match self.sheet.is_for_people() {
            true => room.say.text(&format!("{kind}-{word}")),
            false => word.to_owned(),
        }
    }

    /// Whether a figure was given to other words than those of now: all of it, some of it, or none.
    pub(super) fn other_words(&self, room: &Room<'_>, figure: Option<&Figure>) -> String {
        match figure {
            Some(Figure::NoConcern { other_words }) => self.yes(room, *other_words),
            Some(Figure::Said(said)) => match said.other_words {
                some if some > 0 && some < said.raters => self.word(room, "column", "in_part"),
                other => self.yes(room, other > 0),
            },
            _ => String::new(),
        }
    }

    pub(super) fn yes(&self, room: &Room<'_>, yes: bool) -> String {
        let word = if yes { "yes" } else { "no" };
        self.word(room, "column", word)
    }

    pub(super) fn done(mut self, ask: &Ask, what: &str) -> Answer {
        let rows = std::mem::take(&mut self.rows);
        self.bytes.extend(self.sheet.rows(rows)?);
        self.sheet.file(ask, what, self.bytes)
    }
}

/// `GET /r/{relationship}/value.csv`: a row for each outcome and party.
pub fn value(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let value = room.seen.value();
    let columns = [
        "outcome",
        "objective",
        "for",
        "delivered",
        "party",
        "status",
        "worth",
        "benefit",
        "usefulness",
        "importance",
        "people",
        "after",
        "other_words",
    ];
    let mut table = Table::of(&room, columns, [])?;
    let sheet = table.sheet;
    for outcome in &value.outcomes {
        for figure in &outcome.figures {
            let (status, said) = match &figure.figure {
                Figure::NotHeard => ("not_heard", None),
                Figure::GuessFirst if room.seen.may::<SealGuess>(outcome.id) => {
                    ("guess_first", None)
                }
                Figure::GuessFirst => ("not_open", None),
                Figure::NoConcern { .. } => ("no_concern", None),
                Figure::Said(said) => ("said", Some(said)),
            };
            let mut cells = vec![
                figures::statement(&room, outcome),
                outcome.objective.clone().unwrap_or_default(),
                room.names.on_paper(outcome.for_party),
                table.yes(&room, outcome.delivered),
                room.names.on_paper(figure.party),
                table.word(&room, "column", status),
            ];
            cells.extend(match said {
                Some(said) => [
                    sheet.value(said.worth),
                    sheet.value(said.benefit),
                    sheet.value(said.usefulness),
                    sheet.value(said.importance),
                    said.raters.to_string(),
                    said.realised.to_string(),
                ],
                None => Default::default(),
            });
            cells.push(table.other_words(&room, Some(&figure.figure)));
            table.row(cells);
        }
    }
    table.done(ask, "value")
}

/// `GET /r/{relationship}/parties.csv`: a row for each person at the table, and for each party without.
pub fn parties(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let view = room.seen.table();
    room.name(view.seats.iter().map(|seat| seat.person))?;
    let columns = [
        "party", "kind", "left", "person", "roles", "since", "account", "brings", "expects",
        "cannot",
    ];
    let mut table = Table::of(&room, columns, [])?;
    for party in &room.frame.parties {
        let seats = view.seats.iter().filter(|seat| seat.party == party.id);
        let seats: Vec<&SeatView> = seats.collect();
        let mut row = |seat: Option<&SeatView>| {
            let terms = party.terms.as_ref();
            let person = |seat: &SeatView| {
                [
                    room.names.person(seat.person),
                    room.names.roles(&seat.roles),
                    room.dates.machine(seat.given),
                    table.yes(&room, seat.claimed),
                ]
            };
            let cells = [
                room.names.on_paper(party.id),
                table.word(&room, "kind", party.kind.word()),
                party
                    .left
                    .map(|at| room.dates.machine(at))
                    .unwrap_or_default(),
            ];
            let terms = terms.map(|terms| [&terms.brings, &terms.expects, &terms.cannot]);
            let terms = terms.map_or_else(Default::default, |terms| terms.map(String::clone));
            let cells = cells.into_iter();
            let cells = cells
                .chain(seat.map_or_else(Default::default, person))
                .chain(terms);
            table.row(cells.collect::<Vec<_>>());
        };
        if seats.is_empty() {
            row(None);
        }
        seats.into_iter().for_each(|seat| row(Some(seat)));
    }
    table.done(ask, "parties")
}

/// `GET /r/{relationship}/better-off.csv`: what each party says, what the service enables it to do, and what
/// it removes from it and imposes on it.
pub fn better_off(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let mut room = ask.room()?;
    let value = room.seen.value();
    let speaker = |party: &PartyView| Some(party.better_off.as_ref()?.person);
    let speakers: Vec<PersonId> = room.frame.parties.iter().filter_map(speaker).collect();
    room.name(speakers)?;
    let columns = [
        "party",
        "what",
        "answer",
        "text",
        "outcome",
        "worth",
        "by",
        "time",
        "other_words",
    ];
    let mut table = Table::of(&room, columns, [])?;
    let sheet = table.sheet;
    let at_the_table = room
        .frame
        .parties
        .iter()
        .filter(|party| party.left.is_none());
    for party in at_the_table {
        let name = room.names.on_paper(party.id);
        if let Some(said) = &party.better_off {
            table.row([
                name.clone(),
                table.word(&room, "column", "better_off"),
                table.word(&room, "answer", said.answer.word()),
                room.or_erased(said.statement.as_ref()),
                String::new(),
                String::new(),
                room.names.person(said.person),
                room.dates.machine(said.at),
                String::new(),
            ]);
        }
        for outcome in &value.outcomes {
            let statement = figures::statement(&room, outcome);
            if outcome.for_party == party.id {
                let mut own = outcome
                    .figures
                    .iter()
                    .filter(|figure| figure.party == party.id);
                let figure = own.next().map(|figure| &figure.figure);
                let worth = figure.and_then(|figure| match figure {
                    Figure::Said(said) => Some(sheet.value(said.worth)),
                    _ => None,
                });
                let mut cells = vec![name.clone(), table.word(&room, "column", "enables")];
                cells.extend([String::new(), String::new(), statement.clone()]);
                cells.extend([worth.unwrap_or_default(), String::new(), String::new()]);
                cells.push(table.other_words(&room, figure));
                table.row(cells);
            }
            for effect in outcome
                .effects
                .iter()
                .filter(|effect| effect.party == party.id)
            {
                let mut cells = vec![
                    name.clone(),
                    table.word(&room, "direction", effect.direction.word()),
                    table.word(&room, "burden", effect.burden.word()),
                    room.or_erased(effect.what.as_ref()),
                    statement.clone(),
                ];
                cells.extend([String::new(), String::new(), String::new()]);
                cells.push(table.yes(&room, effect.other_words));
                table.row(cells);
            }
        }
    }
    table.done(ask, "better-off")
}

/// `GET …/features/mixes/{mix}/mix.csv`: a recorded mix, each feature a row with why it is in or out, and in columns
/// for each party what it pays of it, what more it is asked for and what it declined, as the mix's page says it; the
/// sums of what is chosen stand in the last row.
pub fn recorded_mix(ask: &Ask) -> Answer {
    let id: MixId = ask.param("mix")?;
    let room = ask.room()?;
    let features = room.seen.features();
    let mix = features.mixes.iter().find(|mix| mix.id == id);
    let mix = mix.ok_or(Problem::NotFound)?.clone();
    let (room, reasons) = recorded::reasons(room, features, &mix);
    let result = &room.seen.borne_by_now(&mix.result);
    let parties: Vec<PartyId> = result.endowments.iter().map(|one| one.party).collect();
    let of_party = |party: &PartyId| {
        let name = room.names.on_paper(*party);
        let columns = ["column-paid-by", "column-asked-of", "column-declined-by"];
        columns.map(|column| room.say.one(column, "party", name.clone()))
    };
    let columns = ["feature", "chosen", "price", "reason"];
    let mut table = Table::of(&room, columns, parties.iter().flat_map(of_party))?;
    let sheet = table.sheet;
    let is_chosen = |id: &FeatureId| result.selected.contains(id);
    let mut ordered: Vec<&MixedFeature> = result.features.iter().collect();
    ordered.sort_by_key(|mixed| !is_chosen(&mixed.feature));
    for mixed in ordered {
        let told = reasons.iter().find(|(id, ..)| *id == mixed.feature);
        let (name, why) = told.map_or_else(Default::default, |(_, name, why)| {
            (name.clone(), why.clone())
        });
        let mut cells = vec![
            name,
            table.yes(&room, is_chosen(&mixed.feature)),
            sheet.amount(&room.money, mixed.price),
            why,
        ];
        cells.extend(parties.iter().flat_map(|party| {
            let share = mixed.bearing.iter().find(|one| one.party == *party);
            let of = |words: &[ShareWord]| {
                let share = share.filter(|one| words.contains(&one.word));
                share.map_or_else(String::new, |one| sheet.amount(&room.money, one.share.high))
            };
            [
                of(&[ShareWord::Own, ShareWord::Agreed]),
                of(&[ShareWord::Asked]),
                of(&[ShareWord::Declined]),
            ]
        }));
        table.row(cells);
    }
    let sum = |party: &PartyId| {
        let sum = result.borne_by(*party);
        [sum.agreed, sum.asked, sum.declined].map(|minor| sheet.amount(&room.money, minor))
    };
    let mut cells = vec![
        table.word(&room, "column", "total"),
        String::new(),
        sheet.amount(&room.money, result.cost),
        String::new(),
    ];
    cells.extend(parties.iter().flat_map(sum));
    table.row(cells);
    table.done(ask, "mix")
}
