//! Features as a table to take away and to bring: one row per feature, and one column per outcome
//! with how strongly it is served, as in quality function deployment.

use askama::Template;
use domain::act::NewFeature;
use domain::feature::{FEATURES, MOST_PRICE};
use domain::ids::*;
use domain::text;
use domain::view::{FeatureView, FeaturesPage};
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, download, page};
use crate::catalogue::Say;
use crate::figures;
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::pages::record::export::{FORMULA, neutral, rows};
use crate::problem::Problem;
use crate::room::Room;

use super::price;

/// Lines that are looked at: enough that a list too long for any table is told which of its lines wait.
const LINES: usize = 500;

#[derive(Template)]
#[template(path = "features_import.html")]
struct Page {
    layout: Layout,
    typed: String,
    columns: Vec<(String, String)>,
    found: Option<Found>,
}

/// What a file holds, before it is brought in.
struct Found {
    title: String,
    features: Vec<Line>,
    misread: Vec<String>,
}

struct Line {
    name: String,
    cost: String,
    about: Vec<(String, String)>,
}

/// A file as far as it was understood.
struct Reading {
    features: Vec<NewFeature>,
    misread: Vec<String>,
}

/// The columns of the file, by their names in it.
const COLUMNS: [&str; 10] = [
    "name",
    "what it is",
    "offered by",
    "price",
    "price to",
    "borne by",
    "origins",
    "must",
    "needs",
    "excludes",
];

/// `GET …/features.csv`
pub fn csv(ask: &Ask) -> Answer {
    lanes::belongs_in(Lane::File);
    let room = ask.room()?;
    let (value, features) = (room.seen.value(), room.seen.features());
    let name = |id: &FeatureId| {
        let mut all = features.features.iter();
        let found = all.find(|feature| feature.id == *id);
        found.and_then(|f| f.name.clone()).unwrap_or_default()
    };
    let list = |ids: &[FeatureId]| ids.iter().map(&name).collect::<Vec<_>>().join(" | ");
    let mut table: Vec<Vec<String>> = Vec::new();
    let mut head: Vec<String> = COLUMNS.map(str::to_owned).to_vec();
    let statements = value.outcomes.iter();
    head.extend(statements.map(|outcome| figures::statement(&room, outcome)));
    table.push(head);
    for feature in &features.features {
        let plain = |amount: Option<u64>| amount.map(|amount| room.money.plain(amount));
        let origins: Vec<_> = feature.origins.iter().map(|origin| origin.word()).collect();
        let mut row = vec![
            feature.name.clone().unwrap_or_default(),
            feature.note.clone().unwrap_or_default(),
            room.names.party(feature.offered_by).name.clone(),
            plain(feature.price.map(|price| price.low)).unwrap_or_default(),
            plain(feature.price.map(|price| price.high)).unwrap_or_default(),
            bearers(&room, feature),
            origins.join(" | "),
            if feature.must { "yes" } else { "" }.to_owned(),
            list(&feature.needs),
            list(&feature.excludes),
        ];
        for outcome in &value.outcomes {
            let mut serves = feature.serves.iter();
            let served = serves.find(|one| one.outcome == outcome.id);
            row.push(served.map_or("", |one| one.strength.word()).to_owned());
        }
        table.push(row);
    }
    let cells = table
        .into_iter()
        .map(|row| row.into_iter().map(neutral).collect::<Vec<_>>());
    let bytes = rows(cells)?;
    let file = format!("covalue-features-{}.csv", ask.table()?.id);
    Ok(download(bytes, "text/csv; charset=utf-8", &file))
}

fn bearers(room: &Room<'_>, feature: &FeatureView) -> String {
    let share = |bearer: &Bearer| {
        let amount = match &feature.bearers {
            Bearers::Percent(_) => format!("{}%", bearer.share),
            Bearers::Amounts(_) => room.money.plain(bearer.share),
        };
        format!("{} {amount}", room.names.party(bearer.party).name)
    };
    let all = feature.bearers.all().iter().map(share);
    all.collect::<Vec<_>>().join(" + ")
}

/// `GET …/features/import`
pub fn show(ask: &Ask) -> Answer {
    show_with(ask, ask.draft.value("import", "file", ""), None)
}

fn show_with(ask: &Ask, typed: String, found: Option<Found>) -> Answer {
    let room = ask.room()?;
    let layout = room.layout(room.say.text("import-title"))?;
    let about = |column: &str| {
        room.say
            .text(&format!("import-column-{}", column.replace(' ', "-")))
    };
    let columns = COLUMNS
        .iter()
        .map(|column| ((*column).to_owned(), about(column)));
    page(&Page {
        columns: columns.collect(),
        layout,
        typed,
        found,
    })
}

/// `POST …/features/import`: shows what was understood, and adds it once that is confirmed.
pub fn import(ask: &Ask) -> Answer {
    let typed = ask.form.text("file").to_owned();
    let id = ask.table()?.id;
    let read = match read(ask, &typed) {
        Ok(read) => read,
        Err(problem) => return ask.mend(problem, show),
    };
    if ask.form.has("confirm") && !read.features.is_empty() {
        let command = Command::AddFeatures(act::AddFeatures {
            features: read.features,
        });
        let on = |_: &_| format!("/r/{id}/features?said=features-imported");
        return ask.act(Ok(command), on, show);
    }
    if !ask.seen()?.you().speak {
        return ask.mend(Problem::Rule(domain::Refusal::Observer), show);
    }
    let found = found(ask, &read)?;
    show_with(ask, typed, Some(found))
}

fn found(ask: &Ask, read: &Reading) -> Result<Found, Problem> {
    let (room, say) = (ask.room()?, ask.say);
    let (value, page) = (room.seen.value(), room.seen.features());
    let line = |feature: &NewFeature| {
        let mut about = vec![(
            say.text("feature-offered-by"),
            room.short(feature.offered_by).to_owned(),
        )];
        let serves: Vec<String> = feature
            .serves
            .iter()
            .filter_map(|one| {
                let mut all = value.outcomes.iter();
                let outcome = all.find(|outcome| outcome.id == one.outcome)?;
                let strength = say.text(&format!("strength-{}", one.strength.word()));
                Some(format!(
                    "{} ({strength})",
                    figures::statement(&room, outcome)
                ))
            })
            .collect();
        let nothing = || say.text("feature-serves-nothing");
        let serves = if serves.is_empty() {
            nothing()
        } else {
            serves.join("; ")
        };
        about.push((say.text("feature-serves"), serves));
        let origins = feature.origins.iter();
        let origins = origins.map(|origin| say.text(&format!("origin-{}", origin.word())));
        about.push((
            say.text("feature-origins"),
            origins.collect::<Vec<_>>().join(", "),
        ));
        let bearer = |bearer: &Bearer| {
            let share = match &feature.bearers {
                Bearers::Percent(_) => say.one("percent", "number", bearer.share),
                Bearers::Amounts(_) => room.money.text(bearer.share),
            };
            format!("{} {share}", room.names.party(bearer.party).short)
        };
        let borne: Vec<String> = feature.bearers.all().iter().map(bearer).collect();
        let links = |ids: &[FeatureId], added: &[usize]| {
            let named = |id: &FeatureId| {
                let mut all = page.features.iter();
                all.find(|one| one.id == *id)?.name.clone()
            };
            let standing = ids.iter().filter_map(named);
            let added = added.iter().filter_map(|place| read.features.get(*place));
            let added = added.map(|one| one.name.clone());
            standing.chain(added).collect::<Vec<_>>().join(", ")
        };
        let must = feature.must.then(|| say.text("feature-must-yes"));
        about.extend(
            [
                ("feature-bearers", borne.join(", ")),
                ("feature-must", must.unwrap_or_default()),
                ("feature-needs", links(&feature.needs, &feature.needs_added)),
                (
                    "feature-excludes",
                    links(&feature.excludes, &feature.excludes_added),
                ),
                ("feature-note", feature.note.clone()),
            ]
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| (say.text(key), text)),
        );
        Line {
            name: feature.name.clone(),
            cost: feature
                .price
                .map_or_else(|| say.text("feature-no-price"), |p| price(&room, p)),
            about,
        }
    };
    Ok(Found {
        title: say.count("import-found", read.features.len()),
        features: read.features.iter().map(line).collect(),
        misread: read.misread.clone(),
    })
}

/// Where the cells of the file are.
struct Columns {
    known: Vec<Option<usize>>,
    outcomes: Vec<(usize, OutcomeId)>,
}

impl Columns {
    fn cell<'a>(&self, record: &'a csv::StringRecord, column: &str) -> &'a str {
        let place = COLUMNS.iter().position(|known| *known == column);
        let place = place.and_then(|place| self.known[place]);
        let cell = place
            .and_then(|place| record.get(place))
            .unwrap_or_default();
        plain(cell)
    }
}

/// A cell as it was before it was made safe for spreadsheets.
fn plain(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => cell,
    }
}

/// The mark that separates cells: the one that the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| (count(*mark), *mark == b','))
        .unwrap_or(b',')
}

/// The two ends of “12–15”.
fn range(text: &str) -> Option<(&str, &str)> {
    let dash = text.find(['–', '—']).or_else(|| text.find('-'))?;
    let (low, high) = text.split_at(dash);
    let high = high.trim_start_matches(['–', '—', '-']);
    (!low.trim().is_empty()).then_some((low, high))
}

fn alike(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        let words: Vec<_> = text.split_whitespace().collect();
        words.join(" ").to_lowercase()
    };
    folded(one) == folded(other)
}

/// A message in each language of the catalogue: a list may have been written for another one.
fn in_any_language(key: &str) -> impl Iterator<Item = String> {
    let all = [accounts::Language::En, accounts::Language::De].into_iter();
    all.map(move |language| Say(language).text(key))
}

/// Reads the file as far as it can be understood; what cannot is told with its line.
fn read(ask: &Ask, text: &str) -> Result<Reading, Problem> {
    let empty = Problem::Field {
        field: "file",
        what: "import-empty",
    };
    if text.trim().is_empty() {
        return Err(empty);
    }
    let (room, say) = (ask.room()?, ask.say);
    let (value, page) = (room.seen.value(), room.seen.features());
    let text = text.trim_start_matches('\u{feff}');
    // As the reader counts lines.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // A first line such as `sep=;`, which spreadsheets take as a hint, holds no names.
    let (skipped, text) = match text.split_once('\n') {
        Some((first, rest)) if first.to_lowercase().starts_with("sep=") => (1, rest),
        _ => (0, text.as_str()),
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let broken = |error: &csv::Error| Problem::Body(error.to_string());
    let head = reader.headers().map_err(|error| broken(&error))?.clone();
    // With their lines, in whose order they are told.
    let mut misread: Vec<(u64, String)> = Vec::new();
    let mut columns = Columns {
        known: vec![None; COLUMNS.len()],
        outcomes: Vec::new(),
    };
    for (place, title) in head.iter().enumerate() {
        let title = plain(title);
        let local = |column: &str| {
            let key = format!("import-head-{}", column.replace(' ', "-"));
            alike(title, column) || in_any_language(&key).any(|name| alike(title, &name))
        };
        let known = COLUMNS.iter().position(|column| local(column));
        let mut outcomes = value.outcomes.iter();
        let outcome = outcomes.find(|o| o.statement.as_deref().is_some_and(|s| alike(s, title)));
        match (known, outcome) {
            (Some(column), _) if columns.known[column].is_none() => {
                columns.known[column] = Some(place);
            }
            (None, Some(outcome)) => columns.outcomes.push((place, outcome.id)),
            _ if title.is_empty() => {}
            _ => misread.push((0, say.one("import-misread-column", "column", title))),
        }
    }
    if columns.known[0].is_none() {
        return Err(Problem::Field {
            field: "file",
            what: "import-no-name",
        });
    }
    let mut rows: Vec<(u64, csv::StringRecord)> = Vec::new();
    for record in reader.records() {
        let at = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        let line = skipped + at.map_or(0, csv::Position::line);
        let left_out = |reason: String| {
            let told = say.two("import-misread-line", ("line", line), ("reason", reason));
            (line, told)
        };
        match record {
            Ok(_) if rows.len() >= LINES => {
                misread.push((line, say.count("import-too-many", LINES)));
                break;
            }
            Ok(record) if columns.cell(&record, "name").is_empty() => {
                if record.iter().any(|cell| !cell.trim().is_empty()) {
                    misread.push((line, say.one("import-misread-name", "line", line)));
                }
            }
            Ok(record) => {
                let name = text::line("name", columns.cell(&record, "name"));
                let note = text::optional_passage("note", columns.cell(&record, "what it is"));
                match name.and(note) {
                    Ok(_) => rows.push((line, record)),
                    Err(refusal) => misread.push(left_out(Problem::Rule(refusal).message(say))),
                }
            }
            Err(error) => misread.push(left_out(error.to_string())),
        }
    }
    let stands = |name: &str, page: &FeaturesPage| {
        let mut all = page.features.iter();
        all.find(|f| f.name.as_deref().is_some_and(|n| alike(n, name)))
            .map(|feature| feature.id)
    };
    // Those that stand already are left as they are; of two with one name the first counts.
    let mut kept: Vec<(u64, csv::StringRecord)> = Vec::new();
    let free = FEATURES.saturating_sub(page.features.len() + page.withdrawn.len());
    let mut too_many = 0;
    for (line, record) in rows {
        let name = columns.cell(&record, "name");
        let twice = kept
            .iter()
            .any(|(_, other)| alike(columns.cell(other, "name"), name));
        let key = if stands(name, &page).is_some() {
            "import-stands"
        } else if twice {
            "import-twice"
        } else if kept.len() < free {
            kept.push((line, record));
            continue;
        } else {
            too_many += 1;
            continue;
        };
        misread.push((line, say.two(key, ("line", line), ("name", name))));
    }
    if too_many > 0 {
        let told = say.with(
            "import-full",
            &[
                ("count", too_many.to_string()),
                ("limit", FEATURES.to_string()),
            ],
        );
        misread.push((0, told));
    }
    let titles: Vec<String> = kept
        .iter()
        .map(|(_, record)| columns.cell(record, "name").to_owned())
        .collect();
    let cells = Cells { room: &room };
    let mut features = Vec::new();
    for (line, record) in &kept {
        let mut wrong = |key: &str, cell: &str| {
            let told = say.two(key, ("line", *line), ("cell", cell));
            misread.push((*line, told));
        };
        let offered = columns.cell(record, "offered by");
        let offered_by = if offered.is_empty() {
            room.frame.provider
        } else {
            cells.party(offered).unwrap_or_else(|| {
                wrong("import-misread-party", offered);
                room.frame.provider
            })
        };
        let (price, bearers) = cells.price(&columns, record, offered_by, &mut wrong);
        let own = features.len();
        let mut links = |column: &str| {
            let (mut ids, mut places) = (Vec::new(), Vec::new());
            for name in columns
                .cell(record, column)
                .split([';', '|'])
                .map(str::trim)
            {
                if name.is_empty() {
                    continue;
                }
                match (
                    titles.iter().position(|title| alike(title, name)),
                    stands(name, &page),
                ) {
                    (Some(place), _) if place == own => wrong("import-misread-itself", name),
                    (Some(place), _) => places.push(place),
                    (None, Some(id)) => ids.push(id),
                    (None, None) => wrong("import-misread-feature", name),
                }
            }
            (ids, places)
        };
        let (needs, needs_added) = links("needs");
        let (excludes, excludes_added) = links("excludes");
        let mut serves = Vec::new();
        for (place, outcome) in &columns.outcomes {
            let cell = plain(record.get(*place).unwrap_or_default());
            match cells.strength(cell) {
                Some(Some(strength)) => serves.push(Serves {
                    outcome: *outcome,
                    strength,
                }),
                Some(None) => {}
                None => wrong("import-misread-strength", cell),
            }
        }
        let must = match columns.cell(record, "must").to_lowercase().as_str() {
            "" | "no" | "nein" | "0" | "false" => false,
            "yes" | "y" | "ja" | "j" | "1" | "true" | "x" | "must" | "muss" => true,
            other => {
                wrong("import-misread-must", other);
                false
            }
        };
        features.push(NewFeature {
            name: columns.cell(record, "name").to_owned(),
            note: columns.cell(record, "what it is").to_owned(),
            offered_by,
            origins: cells.origins(columns.cell(record, "origins"), &mut wrong),
            serves,
            price,
            bearers,
            needs,
            needs_added,
            excludes,
            excludes_added,
            must,
        });
    }
    misread.sort_by_key(|(line, _)| *line);
    Ok(Reading {
        features,
        misread: misread.into_iter().map(|(_, told)| told).collect(),
    })
}

/// Reads cells by the names of this table.
struct Cells<'a> {
    room: &'a Room<'a>,
}

impl Cells<'_> {
    fn party(&self, text: &str) -> Option<PartyId> {
        let called = |party: &&crate::names::PartyLabel| {
            [&party.name, &party.short, &party.kind_text]
                .into_iter()
                .any(|name| alike(name, text))
                || alike(party.kind.word(), text)
        };
        self.room.names.seated().find(called).map(|party| party.id)
    }

    /// The price and who bears it, where this person's party offers the feature.
    fn price(
        &self,
        columns: &Columns,
        record: &csv::StringRecord,
        offered_by: PartyId,
        wrong: &mut impl FnMut(&str, &str),
    ) -> (Option<Price>, Bearers) {
        let (from, to) = (
            columns.cell(record, "price"),
            columns.cell(record, "price to"),
        );
        let borne = columns.cell(record, "borne by");
        if from.is_empty() && to.is_empty() {
            return (None, Bearers::default());
        }
        if offered_by != self.room.frame.you.party || !self.room.frame.you.speak_for_party {
            wrong("import-not-yours", from);
            return (None, Bearers::default());
        }
        let (from, to) = match (range(from), to) {
            (Some((low, high)), "") => (low, high),
            _ => (from, to),
        };
        let low = self
            .room
            .money
            .parse(if from.is_empty() { to } else { from });
        let high = self.room.money.parse(if to.is_empty() { from } else { to });
        let (Some(low), Some(high)) = (low, high) else {
            wrong(
                "import-misread-price",
                if low.is_none() { from } else { to },
            );
            return (None, Bearers::default());
        };
        let price = Price { low, high };
        if low > high || high > MOST_PRICE {
            wrong("import-price-refused", columns.cell(record, "price"));
            return (None, Bearers::default());
        }
        let bearers = self.bearers(borne, high).unwrap_or_else(|| {
            wrong("import-misread-bearers", borne);
            Bearers::default()
        });
        (Some(price), bearers)
    }

    /// “Northwind 50% + Meridian 50%”, “Northwind”, “Northwind 3000 + Meridian 1000”.
    fn bearers(&self, text: &str, price: u64) -> Option<Bearers> {
        let (mut percents, mut amounts) = (Vec::new(), Vec::new());
        // “Northwind: 50 %, Meridian: 50 %” is meant the same way; a comma within an amount has no space after it.
        let text = text.replace([' ', '\u{a0}'], " ").replace(" %", "%");
        let text = text.replace(", ", ";").replace(':', " ");
        let parts = text.split([';', '|', '+']).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        for part in &parts {
            if let ([_], Some(party)) = (&parts[..], self.party(part)) {
                return Some(Bearers::Percent(vec![Bearer { party, share: 100 }]));
            }
            let (party, share) = part.rsplit_once(' ')?;
            let party = self.party(party)?;
            match share.strip_suffix('%') {
                Some(percent) => percents.push(Bearer {
                    party,
                    share: percent.trim().parse().ok()?,
                }),
                None => amounts.push(Bearer {
                    party,
                    share: self.room.money.parse(share)?,
                }),
            }
        }
        let sum = |all: &[Bearer]| all.iter().map(|one| one.share).sum::<u64>();
        match (&percents[..], &amounts[..]) {
            ([], []) => Some(Bearers::default()),
            (all, []) if sum(all) == 100 => Some(Bearers::Percent(percents)),
            ([], all) if sum(all) == price => Some(Bearers::Amounts(amounts)),
            _ => None,
        }
    }

    /// A strength, nothing where it is not served; `None` when it is neither.
    fn strength(&self, cell: &str) -> Option<Option<Strength>> {
        let cell = cell.to_lowercase();
        let named = |strength: &&Strength| {
            cell == strength.word()
                || in_any_language(&format!("strength-{}", strength.word()))
                    .any(|name| cell == name)
                || cell == strength.weight().to_string()
        };
        match cell.as_str() {
            "" | "0" | "-" | "–" | "none" | "nicht" | "keine" => Some(None),
            _ if in_any_language("strength-none").any(|name| cell == name) => Some(None),
            _ => Strength::ALL.iter().find(named).map(|one| Some(*one)),
        }
    }

    fn origins(&self, cell: &str, wrong: &mut impl FnMut(&str, &str)) -> Vec<Origin> {
        let mut origins = Vec::new();
        let parts = cell.split([';', '|', ',', '/']).map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let named = |origin: &&Origin| {
                alike(part, origin.word())
                    || in_any_language(&format!("origin-{}", origin.word()))
                        .any(|name| alike(part, &name))
            };
            match Origin::ALL.iter().find(named) {
                Some(origin) => origins.push(*origin),
                None => wrong("import-misread-origin", part),
            }
        }
        if origins.is_empty() {
            // Whoever brings it, unless it is said.
            origins.push(match self.room.frame.you.kind {
                PartyKind::Consumer if self.room.frame.you.by_role => Origin::User,
                PartyKind::Consumer => Origin::Customer,
                PartyKind::Supplier => Origin::Supplier,
                _ => Origin::OurIdea,
            });
        }
        origins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_the_first_line_has_most_of() {
        assert_eq!(delimiter("name,price\n"), b',');
        assert_eq!(delimiter("name;price, in euros;must"), b';');
        assert_eq!(delimiter("name\tprice"), b'\t');
        assert_eq!(delimiter("name"), b',');
    }

    #[test]
    fn a_cell_made_safe_for_spreadsheets_is_read_as_it_was() {
        assert_eq!(plain(" '=1+1 "), "=1+1");
        assert_eq!(plain("'tis"), "'tis");
        assert!(alike("Small  Cells", "small cells"));
    }
}
