//! Reads Covalue's own table of features: one row per feature, one column per person.
//!
//! ```text
//! budget,250000
//! currency,EUR
//! endowment,Halden Towers,2
//! id,name,cost,must,needs,excludes,Northwind: Mara,Northwind: Jo,Halden Towers
//! masts,"Masts, new",90000,,,,9,3.5,27
//! roaming,Roaming,12000,yes,masts,,0,,3
//! ```
//!
//! Settings come first, each at most once, then a header that begins with `id`. `endowment` gives a party's share of
//! the voice relative to the others' (1 unless said). Columns other than the named ones are
//! people, as `Party: Person` or, for a party that speaks with one voice, `Party`; their cells are
//! points, empty for none; who gives nothing positive is no supporter. Columns by the names that
//! tables of projects have (`votes`, `district`, …) are nobody's, and left out. `needs` and
//! `excludes` list ids separated by spaces, `category` what a feature is filed under. The delimiter is a
//! comma, a semicolon or a tab, whichever the header uses.
//!
//! A table of the product gives away its features as a list that begins with `name`: see `list`.

mod list;

use crate::instance::{Draft, Entry, Instance, InstanceError};
use crate::money::{Decimal, DecimalError, Money, Oddity};
use crate::reading::{
    Problem, ReadError, Reading, Warnings, Wish, amount, fail, perhaps_a_total, text,
};
use crate::rows::{Row, Rows};

/// Columns that tables of projects have, and no person's name.
const NO_PEOPLE: [&str; 33] = [
    "votes",
    "vote",
    "score",
    "points",
    "selected",
    "categories",
    "target",
    "targets",
    "district",
    "neighborhood",
    "neighbourhood",
    "subunit",
    "latitude",
    "longitude",
    "description",
    "url",
    "rank",
    "total",
    "sum",
    "proposer",
    "status",
    "comment",
    "comments",
    "note",
    "notes",
    "remark",
    "remarks",
    "kommentar",
    "kommentare",
    "notiz",
    "notizen",
    "bemerkung",
    "bemerkungen",
];

/// What a header begins with.
const HEADERS: [&str; 2] = ["id", "project_id"];

#[derive(Default)]
struct Table {
    warnings: Warnings,
    /// Settings by name, and for endowments by party, with what they say.
    said: Vec<(String, String)>,
    budget: Option<(usize, Decimal)>,
    currency: String,
    endowments: Vec<(usize, String, u64)>,
    features: Vec<Line>,
    /// Column and party of each person.
    people: Vec<(usize, usize)>,
    parties: Vec<String>,
}

struct Line {
    line: usize,
    id: String,
    name: String,
    cost: Decimal,
    must: bool,
    needs: Vec<String>,
    excludes: Vec<String>,
    category: String,
    points: Vec<Decimal>,
}

/// Reads a table of features and people's points.
///
/// # Errors
/// [`ReadError`] with the line and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    read_with(bytes, &Wish::default())
}

/// As [`read`], with a budget from elsewhere.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], wish: &Wish) -> Result<Reading, ReadError> {
    let text = text(bytes)?;
    let mut table = Table::default();
    if let Some(delimiter) = list::delimiter(text) {
        let last = table.list(text, delimiter)?;
        table.budget = wish.budget.map(|budget| (1, budget));
        return table.build(last);
    }
    let mut rows = Rows::new(text, delimiter(text)).filter(|row| !row.is_blank());
    let header = loop {
        let Some(row) = rows.next() else {
            return fail(1, Problem::NoHeader);
        };
        if HEADERS
            .iter()
            .any(|id| row.field(0).eq_ignore_ascii_case(id))
        {
            break row;
        }
        table.setting(&row)?;
    };
    let columns = table.columns(&header)?;
    let mut last_line = header.line;
    let mut empty: Vec<usize> = table.people.iter().map(|&(column, _)| column).collect();
    for row in rows {
        last_line = row.line;
        empty.retain(|&column| row.field(column).is_empty());
        table.feature(&row, &columns)?;
    }
    for column in empty.into_iter().filter(|_| !table.features.is_empty()) {
        let title = header.field(column);
        table.warnings.add(header.line, || {
            format!("the column \"{title}\" is read as a person who gives no points, and has a share of the voice")
        });
    }
    if let Some(budget) = wish.budget {
        let line = table.budget.map_or(1, |(line, _)| line);
        table.budget = Some((line, budget));
    }
    table.build(last_line)
}

fn delimiter(text: &str) -> char {
    let is_header = |line: &&str| {
        let line = line.trim_start_matches(['\u{feff}', ' ', '"']);
        let line = line.to_ascii_lowercase();
        HEADERS.iter().any(|id| line.starts_with(id))
    };
    let header = text.lines().find(is_header);
    let header = header.or_else(|| text.lines().next()).unwrap_or_default();
    [',', ';', '\t']
        .into_iter()
        .max_by_key(|&d| header.matches(d).count())
        .unwrap_or(',')
}

struct Columns {
    /// How many there are.
    all: usize,
    cost: usize,
    name: Option<usize>,
    must: Option<usize>,
    needs: Option<usize>,
    excludes: Option<usize>,
    category: Option<usize>,
}

impl Table {
    fn setting(&mut self, row: &Row) -> Result<(), ReadError> {
        let name = row.field(0).to_ascii_lowercase();
        let (about, says, fields) = match name.as_str() {
            "endowment" => (format!("{name} {}", row.field(1)), row.field(2), 3),
            _ => (name.clone(), row.field(1), 2),
        };
        if !["budget", "currency", "endowment"].contains(&name.as_str()) {
            let columns = ["cost", "id", "project_id"];
            let is_column = |at| {
                columns
                    .iter()
                    .any(|c| row.field(at).eq_ignore_ascii_case(c))
            };
            if (0..row.fields.len()).any(is_column) {
                return fail(row.line, Problem::NoHeader);
            }
            let name = name.chars().take(40).collect();
            return fail(row.line, Problem::UnknownSetting(name));
        }
        if row.filled() > fields {
            return fail(row.line, Problem::TooManyFields(row.filled(), fields));
        }
        match self.said.iter().find(|(before, _)| *before == about) {
            Some((_, before)) if before == says => {
                let what = format!("the setting \"{about}\" was given before");
                self.warnings.add(row.line, || what);
            }
            Some(_) => return fail(row.line, Problem::SettingTwice(about)),
            None => self.said.push((about, says.to_owned())),
        }
        match name.as_str() {
            "budget" => {
                let budget = amount(row.line, "budget", row.field(1), &mut self.warnings)?;
                self.budget = Some((row.line, budget));
            }
            "currency" => self.currency = row.field(1).to_owned(),
            _ => {
                let share = row
                    .field(2)
                    .parse()
                    .ok()
                    .filter(|_| !row.field(1).is_empty());
                let Some(share) = share else {
                    return fail(row.line, Problem::UnknownSetting("endowment".into()));
                };
                self.endowments
                    .push((row.line, row.field(1).to_owned(), share));
            }
        }
        Ok(())
    }

    fn columns(&mut self, header: &Row) -> Result<Columns, ReadError> {
        let at = |name: &str| {
            (0..header.fields.len()).find(|&at| header.field(at).eq_ignore_ascii_case(name))
        };
        let Some(cost) = at("cost") else {
            return fail(header.line, Problem::MissingColumn("cost"));
        };
        let columns = Columns {
            all: header.fields.len(),
            cost,
            name: at("name"),
            must: at("must"),
            needs: at("needs"),
            excludes: at("excludes"),
            category: at("category"),
        };
        let named = [
            "id", "name", "cost", "must", "needs", "excludes", "category",
        ]
        .map(at);
        for column in (1..header.fields.len()).filter(|&c| !named.contains(&Some(c))) {
            let title = header.field(column);
            if title.is_empty() {
                continue;
            }
            if NO_PEOPLE
                .iter()
                .any(|word| word.eq_ignore_ascii_case(title))
            {
                self.warnings.add(header.line, || {
                    format!("the column \"{title}\" is no person: left out")
                });
                continue;
            }
            if (0..column).any(|before| header.field(before) == title) {
                self.warnings.add(header.line, || {
                    format!("the column \"{title}\" comes twice: two people")
                });
            }
            let party = title.split(':').next().unwrap_or_default().trim();
            let known = self.parties.iter().position(|p| p == party);
            let party = known.unwrap_or_else(|| {
                self.parties.push(party.to_owned());
                self.parties.len() - 1
            });
            self.people.push((column, party));
        }
        Ok(columns)
    }

    fn feature(&mut self, row: &Row, columns: &Columns) -> Result<(), ReadError> {
        let optional = |at: Option<usize>| at.map_or("", |at| row.field(at));
        let list = |at| {
            optional(at)
                .split([' ', '|'])
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect()
        };
        let id = row.field(0);
        if id.is_empty() {
            return fail(row.line, Problem::EmptyField("id"));
        }
        if row.filled() > columns.all {
            return fail(row.line, Problem::TooManyFields(row.filled(), columns.all));
        }
        let mut given = Vec::with_capacity(self.people.len());
        for &(column, _) in &self.people {
            given.push(points(row, column, &mut self.warnings)?);
        }
        let name = optional(columns.name);
        let called = if name.is_empty() { id } else { name };
        perhaps_a_total(row.line, called, &mut self.warnings);
        self.features.push(Line {
            line: row.line,
            id: id.to_owned(),
            name: name.to_owned(),
            cost: amount(
                row.line,
                "cost",
                row.field(columns.cost),
                &mut self.warnings,
            )?,
            must: is_yes(row.line, "must", optional(columns.must))?,
            needs: list(columns.needs),
            excludes: list(columns.excludes),
            category: optional(columns.category).to_owned(),
            points: given,
        });
        Ok(())
    }

    fn build(mut self, last_line: usize) -> Result<Reading, ReadError> {
        let Some((budget_line, budget)) = self.budget else {
            return fail(last_line, Problem::MissingBudget);
        };
        let amounts = self.features.iter().map(|f| f.cost.decimals());
        let decimals = amounts.chain([budget.decimals()]).max().unwrap_or(0);
        let money = |amount: Decimal, line| {
            let error = ReadError {
                line,
                what: Problem::Instance(InstanceError::TooMuchMoney),
            };
            amount
                .to_money(decimals)
                .filter(|m| m.0 < Instance::MOST_MONEY)
                .ok_or(error)
        };
        let budget: Money = money(budget, budget_line)?;
        let mut draft = Draft::new(budget, decimals);
        draft.currency(&self.currency);
        for feature in &self.features {
            draft.feature(
                &feature.id,
                &feature.name,
                money(feature.cost, feature.line)?,
            );
        }
        let mut warnings = std::mem::take(&mut self.warnings);
        let said = self.features.iter().any(|f| !f.category.is_empty());
        let categories = said.then(|| self.features.iter().map(|f| f.category.clone()).collect());
        for (line, party, _) in self
            .endowments
            .iter()
            .filter(|e| !self.parties.contains(&e.1))
        {
            warnings.add(*line, || format!("nobody speaks for \"{party}\""));
        }
        for party in &self.parties {
            let said = self.endowments.iter().rev().find(|e| e.1 == *party);
            draft.party(party, said.map_or(1, |e| e.2));
        }
        self.ballots(&mut draft)?;
        self.constraints(&mut draft)?;
        if self.people.is_empty() {
            warnings.add(last_line, || "no column is a person".to_owned());
        }
        let instance = draft.build().or_else(|e| {
            let about = match &e {
                InstanceError::CircularNeed(id)
                | InstanceError::MustsExclude(id, _)
                | InstanceError::FeatureTwice(id) => Some(id),
                _ => None,
            };
            // Of two with one id, the second is one too many.
            let before = usize::from(matches!(e, InstanceError::FeatureTwice(_)));
            let mut found = self.features.iter().filter(|f| Some(&f.id) == about);
            let found = found.nth(before);
            let line = found.map_or(budget_line, |feature| feature.line);
            fail(line, Problem::Instance(e))
        })?;
        Ok(Reading {
            instance,
            warnings: warnings.into_vec(),
            official: None,
            categories,
            title: String::new(),
            threshold: None,
        })
    }

    fn ballots(&self, draft: &mut Draft) -> Result<(), ReadError> {
        let decimals = self
            .features
            .iter()
            .flat_map(|f| &f.points)
            .map(|p| p.decimals())
            .max()
            .unwrap_or(0);
        draft.point_decimals(decimals);
        for (person, &(_, party)) in self.people.iter().enumerate() {
            let mut entries: Vec<Entry> = Vec::new();
            for (at, feature) in self.features.iter().enumerate() {
                let points = feature.points[person];
                let scaled = points
                    .to_money(decimals)
                    .and_then(|p| u32::try_from(p.0).ok());
                let Some(scaled) = scaled else {
                    return fail(feature.line, Problem::NotPoints(points.to_string()));
                };
                if scaled > 0 {
                    entries.push((at, scaled));
                }
            }
            draft.ballot(party, 1, &entries);
        }
        Ok(())
    }

    fn constraints(&self, draft: &mut Draft) -> Result<(), ReadError> {
        let position = |id: &str, line| {
            let unknown = ReadError {
                line,
                what: Problem::UnknownFeature(id.to_owned()),
            };
            self.features.iter().position(|f| f.id == id).ok_or(unknown)
        };
        for (at, feature) in self.features.iter().enumerate() {
            if feature.must {
                draft.must(at);
            }
            for need in &feature.needs {
                draft.need(at, position(need, feature.line)?);
            }
            for rival in &feature.excludes {
                let rival = position(rival, feature.line)?;
                if rival == at {
                    let itself = InstanceError::ExcludesItself(feature.id.clone());
                    return fail(feature.line, Problem::Instance(itself));
                }
                draft.exclude(at, rival);
            }
        }
        Ok(())
    }
}

/// What people write for yes and for no, in each language of the product and those that spreadsheets write for them.
const YES: [&str; 14] = [
    "yes", "y", "true", "must", "x", "✓", "ja", "j", "wahr", "muss", "oui", "o", "vrai", "1",
];
const NO: [&str; 9] = [
    "no", "n", "false", "nein", "falsch", "non", "faux", "f", "0",
];

/// Whether a cell says yes. What says neither is refused: taken for a no, it would change the mix without a word.
fn is_yes(line: usize, field: &'static str, text: &str) -> Result<bool, ReadError> {
    let said = text.to_lowercase();
    let number = |n| Decimal::parse(text).is_ok_and(|number| number == Decimal::whole(n));
    if YES.contains(&said.as_str()) || number(1) {
        return Ok(true);
    }
    let empty = matches!(Decimal::parse(text), Err(DecimalError::Empty));
    if NO.contains(&said.as_str()) || number(0) || empty {
        return Ok(false);
    }
    fail(line, Problem::NeitherYesNorNo(field, text.to_owned()))
}

fn points(row: &Row, column: usize, warnings: &mut Warnings) -> Result<Decimal, ReadError> {
    let text = row.field(column);
    let none = Decimal::whole(0);
    match Decimal::read(text) {
        Err(DecimalError::Empty) => Ok(none),
        Err(DecimalError::Negative) => {
            warnings.add(row.line, || format!("\"{text}\" points count as none"));
            Ok(none)
        }
        Ok((points, Some(odd @ Oddity::Rounded))) => {
            warnings.add(row.line, || odd.about(text, points));
            Ok(points)
        }
        Ok((points, _)) => Ok(points),
        Err(_) => fail(row.line, Problem::NotPoints(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "budget;250000\nendowment;Halden;2\n\
        id;name;cost;must;needs;excludes;Northwind: Mara;Northwind: Jo;Halden\n\
        masts;Masts;90000;;;;9;3,5;27\nroaming;\"Roaming; abroad\";12000.50;yes;masts;;0;;3\n";

    #[test]
    fn a_row_that_is_called_a_total_is_told_of() {
        for (id, name, told) in [
            ("Total", "", true),
            ("t", "Gesamtsumme:", true),
            ("t", "Total care", false),
        ] {
            let text = format!("budget,9\nid,name,cost,Jo\nmasts,,3,9\n{id},{name},3,\n");
            let read = read(text.as_bytes()).unwrap();
            let of_it = |warning: &crate::reading::Warning| {
                warning.line == 4 && warning.what.contains("is read as a feature")
            };
            assert_eq!(read.warnings.iter().any(of_it), told, "{id} {name}");
        }
    }

    #[test]
    fn a_table_becomes_an_instance() {
        let instance = read(TABLE.as_bytes()).unwrap().instance;
        assert_eq!(instance.features()[1].cost, Money(120_005));
        assert_eq!(instance.decimals(), 1);
        assert_eq!(instance.parties()[1].endowment, 2);
        assert_eq!(instance.people(), 3);
        assert_eq!(instance.musts(), [1]);
        assert_eq!(instance.prerequisites(1), [0]);
        let halden = instance.group_of_ballot(2).unwrap();
        assert_eq!(
            instance.ballot(halden).collect::<Vec<_>>(),
            [(0, 270), (1, 30)]
        );
    }

    #[test]
    fn what_must_be_in_is_said_in_the_words_that_spreadsheets_write() {
        let musts = |word: &str| {
            let table = TABLE.replace(";yes;", &format!(";{word};"));
            read(table.as_bytes()).map(|read| read.instance.musts().len())
        };
        for word in [
            "yes", "ja", "WAHR", "oui", "VRAI", "1", "1.0", "1,0", "x", "TRUE",
        ] {
            assert_eq!(musts(word), Ok(1), "{word}");
        }
        for word in ["", "no", "nein", "FALSCH", "non", "FAUX", "0", "0.0", "-"] {
            assert_eq!(musts(word), Ok(0), "{word}");
        }
        let refused = musts("maybe").unwrap_err();
        assert_eq!(refused.line, 5);
        assert!(
            refused
                .to_string()
                .contains("the must \"maybe\" says neither yes nor no")
        );
    }

    #[test]
    fn a_column_for_remarks_is_nobodys_and_one_without_points_is_told() {
        let table = "budget,9\nid,name,cost,notes,Mara,Who\nmasts,,3,dear,9,\nbills,,2,,,\n";
        let read = read(table.as_bytes()).unwrap();
        assert_eq!(read.instance.people(), 2);
        let told: Vec<_> = read
            .warnings
            .iter()
            .map(|it| (it.line, it.what.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (2, "the column \"notes\" is no person: left out"),
                (
                    2,
                    "the column \"Who\" is read as a person who gives no points, and has a share of the voice"
                ),
            ]
        );
    }

    #[test]
    fn an_id_that_comes_twice_is_told_where_it_comes_again() {
        let twice = "budget,9\nid,name,cost,Mara\nmasts,,3,9\nbills,,2,1\nmasts,,4,3\n";
        let refused = read(twice.as_bytes()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "line 5: feature \"masts\" appears twice"
        );
    }

    #[test]
    fn faults_are_named_with_their_line() {
        for (from, to, line, what) in [
            (
                "90000",
                "ninety",
                4,
                "the cost \"ninety\" cannot be read: it is not a number",
            ),
            (
                "masts;;0",
                "mosts;;0",
                5,
                "\"mosts\" is not a known feature",
            ),
            (
                "yes;masts;;0",
                "yes;;roaming;0",
                5,
                "feature \"roaming\" excludes itself",
            ),
            ("3,5", "x", 4, "the points \"x\" cannot be read"),
            (
                "endowment",
                "dowry",
                2,
                "the setting \"dowry\" cannot be understood",
            ),
            ("budget", "currency", 5, "the budget is missing"),
        ] {
            let error = read(TABLE.replacen(from, to, 1).as_bytes()).unwrap_err();
            assert_eq!((error.line, error.what.to_string().as_str()), (line, what));
        }
    }
}
