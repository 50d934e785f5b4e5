//! Features as a table to take away and to bring: one row per feature, and one column per outcome
//! with how strongly it is served, as in quality function deployment.

use askama::Template;
use domain::act::NewFeature;
use domain::ids::*;
use domain::view::FeatureView;
use domain::words::*;
use domain::{Command, act};

use crate::ask::{Answer, Ask, page};
use crate::figures;
use crate::lanes::{self, Lane};
use crate::layout::Layout;
use crate::money::Decimals;
use crate::problem::Problem;
use crate::room::Room;
use crate::sheet::{Sheet, neutral};

use super::list::{Column, NoList};
use super::price;
use super::reading::{self, COLUMNS, NOTHING, Reading, Reads};

#[derive(Template)]
#[template(path = "features_import.html")]
struct Page {
    layout: Layout,
    typed: String,
    /// What the columns of a list can be: name and meaning.
    columns: Vec<(String, String)>,
    matching: Option<Matching>,
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

/// What a list was taken for, to say otherwise.
struct Matching {
    /// Whether somebody has to say which column names the features.
    open: bool,
    /// The line of its heading, and the same as a sentence.
    heading: String,
    told: String,
    columns: Vec<Matched>,
    /// What columns can be: word and text.
    options: Vec<(String, String)>,
    /// How amounts can be written: word and example, and whether they are said to be.
    amounts: Vec<(&'static str, String, bool)>,
    /// Whether an amount could be two.
    unclear: bool,
}

/// A column and what it was taken for.
struct Matched {
    field: String,
    title: String,
    /// The field for what stands above it, and that.
    above: (String, String),
    /// What is in it first.
    sample: String,
    reads: String,
}

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
    let sheet = Sheet::of(ask);
    let title = |column: &&str| {
        if sheet.is_for_people() {
            let key = column.replace(' ', "-");
            room.say.text(&format!("import-head-{key}"))
        } else {
            (*column).to_owned()
        }
    };
    let statements = value.outcomes.iter();
    let statements = statements.map(|outcome| figures::statement(&room, outcome));
    let mut bytes = sheet.head(COLUMNS.iter().map(title).chain(statements))?;
    let mut table: Vec<Vec<String>> = Vec::new();
    for feature in &features.features {
        let plain = |amount: Option<u64>| amount.map(|amount| sheet.amount(&room.money, amount));
        let origins: Vec<_> = feature.origins.iter().map(|origin| origin.word()).collect();
        let mut row = vec![
            feature.name.clone().unwrap_or_default(),
            feature.note.clone().unwrap_or_default(),
            room.names.party(feature.offered_by).name.clone(),
            plain(feature.price.map(|price| price.low)).unwrap_or_default(),
            plain(feature.price.map(|price| price.high)).unwrap_or_default(),
            bearers(&room, feature, sheet),
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
    bytes.extend(sheet.rows(cells)?);
    sheet.file(ask, "features", bytes)
}

fn bearers(room: &Room<'_>, feature: &FeatureView, sheet: Sheet) -> String {
    let share = |bearer: &Bearer| {
        let amount = match &feature.bearers {
            Bearers::Percent(_) => format!("{}%", bearer.share),
            Bearers::Amounts(_) => sheet.amount(&room.money, bearer.share),
        };
        format!("{} {amount}", room.names.party(bearer.party).name)
    };
    let all = feature.bearers.all().iter().map(share);
    all.collect::<Vec<_>>().join(" + ")
}

/// `GET …/features/import`
pub fn show(ask: &Ask) -> Answer {
    show_with(ask, None)
}

/// The page, with what was read of a list, if one was sent that can be read.
fn show_with(ask: &Ask, looked: Option<&Reading>) -> Answer {
    let room = ask.room()?;
    let mut layout = room.layout(room.say.text("import-title"))?;
    let about = |column: &&str| {
        let key = column.replace(' ', "-");
        let name = room.say.text(&format!("import-head-{key}"));
        (name, room.say.text(&format!("import-column-{key}")))
    };
    let found = looked.filter(|read| read.has_name);
    let found = found.map(|read| found_in(&room, read));
    if let Some(found) = &found {
        layout.told.clone_from(&found.title);
    }
    page(&Page {
        columns: COLUMNS.iter().map(about).collect(),
        found,
        matching: looked.map(|read| Matching::of(&room, read)),
        typed: ask.form.text("file").to_owned(),
        layout,
    })
}

/// `POST …/features/import`: shows what was understood, and adds it once that is confirmed. A list is read once,
/// whatever becomes of it.
pub fn import(ask: &Ask) -> Answer {
    let typed = ask.form.text("file");
    let read = reading::read(&ask.room()?, typed, &reading::chosen(&ask.form));
    let read = match read {
        Ok(read) => read,
        // What is no text is nothing to show again.
        Err(problem) if NoList::by_its_beginning(typed).is_some() => {
            return ask.without("file").mend_in("import", problem, show);
        }
        Err(problem) => return ask.mend_in("import", problem, show),
    };
    let again = |ask: &Ask| show_with(ask, Some(&read));
    if !read.has_name {
        let (field, what) = ("file", "import-no-name");
        return ask.mend_in("import", Problem::Field { field, what }, again);
    }
    if ask.form.has("confirm") && !read.features.is_empty() {
        let features = read.features.clone();
        let command = Command::AddFeatures(act::AddFeatures { features });
        let on = |_: &_| ask.fill("/r/{relationship}/features?said=features-imported");
        return ask.act(Ok(command), on, again);
    }
    if !ask.seen()?.you().speak {
        let problem = Problem::Rule(domain::Refusal::Observer);
        return ask.mend_in("import", problem, again);
    }
    again(ask)
}

impl Matching {
    fn of(room: &Room<'_>, read: &Reading) -> Self {
        let say = room.say;
        let value = room.seen.value();
        let nothing = (NOTHING.to_owned(), say.text("import-column-nothing"));
        let known = COLUMNS.iter().map(|column| {
            let key = format!("import-head-{}", column.replace(' ', "-"));
            ((*column).to_owned(), say.text(&key))
        });
        let outcomes = value.outcomes.iter().map(|outcome| {
            let statement = figures::statement(room, outcome);
            (outcome.id.to_string(), statement)
        });
        let column = |(place, column): (usize, &Column<Reads>)| Matched {
            field: format!("column-{place}"),
            above: (format!("title-{place}"), column.title.clone()),
            title: match column.title.as_str() {
                "" => say.one("import-column-untitled", "number", place + 1),
                title => title.to_owned(),
            },
            sample: match column.sample.as_str() {
                "" => String::new(),
                sample => say.one("import-column-sample", "cell", short(sample)),
            },
            reads: column.reads.unwrap_or(Reads::Nothing).word(),
        };
        let amounts = Decimals::ALL.map(|decimals| {
            let word = decimals.word();
            let example = say.text(&format!("import-amounts-{word}"));
            (word, example, read.decimals == Some(decimals))
        });
        Self {
            open: !read.has_name,
            heading: read.heading.to_string(),
            told: say.one("import-heading-in", "line", read.heading),
            columns: read.columns.iter().enumerate().map(column).collect(),
            options: [nothing].into_iter().chain(known).chain(outcomes).collect(),
            amounts: amounts.into(),
            unclear: read.unclear,
        }
    }
}

/// The beginning of a cell.
fn short(cell: &str) -> String {
    let mut letters = cell.chars();
    let first: String = letters.by_ref().take(40).collect();
    match letters.next() {
        Some(_) => format!("{first}…"),
        None => first,
    }
}

fn found_in(room: &Room<'_>, read: &Reading) -> Found {
    let say = room.say;
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
                    figures::statement(room, outcome)
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
                .map_or_else(|| say.text("feature-no-price"), |p| price(room, p)),
            about,
        }
    };
    Found {
        title: say.count("import-found", read.features.len()),
        features: read.features.iter().map(line).collect(),
        misread: read.misread.iter().map(|(_, told)| told.clone()).collect(),
    }
}
