//! What a list of features means at this table: its columns by their names, its cells by the names of
//! parties, outcomes and features; and what of it cannot be understood, by line.

use domain::act::NewFeature;
use domain::feature::{FEATURES, MOST_PRICE};
use domain::ids::*;
use domain::text;
use domain::view::{FeaturesPage, ValuePage};
use domain::words::*;

use crate::catalogue::Say;
use crate::form::Form;
use crate::money::{Decimals, NoAmount};
use crate::problem::Problem;
use crate::room::Room;

use super::list::{self, Chosen, Column, List, NoList, Odd, Row};

/// The columns of the file, by their names in it.
pub(crate) const COLUMNS: [&str; 10] = [
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

/// What a column of a list can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    /// One of [`COLUMNS`].
    Known(usize),
    /// How strongly an outcome is served.
    Outcome(OutcomeId),
    /// Nothing of ours.
    Nothing,
}

/// What a column is called that is none of ours.
pub(crate) const NOTHING: &str = "nothing";

impl Reads {
    /// As a form and a query name it.
    fn from_word(word: &str) -> Option<Self> {
        if word == NOTHING {
            return Some(Self::Nothing);
        }
        let known = COLUMNS.iter().position(|column| *column == word);
        let outcome = || word.parse().ok().map(Self::Outcome);
        known.map(Self::Known).or_else(outcome)
    }

    /// As a form and a query name it.
    pub fn word(self) -> String {
        match self {
            Self::Known(place) => COLUMNS[place].to_owned(),
            Self::Outcome(id) => id.to_string(),
            Self::Nothing => NOTHING.to_owned(),
        }
    }
}

/// A column of ours.
fn column(name: &str) -> Reads {
    let place = COLUMNS.iter().position(|column| *column == name);
    place.map_or(Reads::Nothing, Reads::Known)
}

/// A list as far as it was understood.
pub(crate) struct Reading {
    pub features: Vec<NewFeature>,
    /// What was not understood, with its line; 0 where it is about the whole.
    pub misread: Vec<(u64, String)>,
    /// The line of its heading.
    pub heading: u64,
    pub columns: Vec<Column<Reads>>,
    /// Whether a column names the features.
    pub has_name: bool,
    /// Whether an amount could be two.
    pub unclear: bool,
    /// How decimals are written, where somebody said it.
    pub decimals: Option<Decimals>,
}

fn alike(one: &str, other: &str) -> bool {
    list::folded(one) == list::folded(other)
}

/// A message in each language of the catalogue: a list may have been written for another one.
fn in_any_language(key: &str) -> Vec<String> {
    let all = [accounts::Language::En, accounts::Language::De].into_iter();
    all.map(|language| Say(language).text(key)).collect()
}

/// Whether a text is one of those that a message parts by `|`, in any language.
fn is_one_of(text: &str, key: &str) -> bool {
    let messages = in_any_language(key);
    let mut all = messages.iter().flat_map(|names| names.split('|'));
    all.any(|name| alike(text, name))
}

/// What a title says that its column is: an outcome, or a column of ours.
fn by_title(title: &str, value: &ValuePage) -> Option<Reads> {
    let mut outcomes = value.outcomes.iter();
    let outcome = outcomes.find(|o| o.statement.as_deref().is_some_and(|s| alike(s, title)));
    let known = |title: &str| {
        COLUMNS.iter().position(|column| {
            let key = column.replace(' ', "-");
            alike(title, column)
                || is_one_of(title, &format!("import-head-{key}"))
                || is_one_of(title, &format!("import-also-{key}"))
        })
    };
    let bare = || list::unit(title).and_then(|(name, _)| known(name));
    let outcome = outcome.map(|outcome| Reads::Outcome(outcome.id));
    outcome.or_else(|| known(title).or_else(bare).map(Reads::Known))
}

/// Whether a cell says that its row sums up others.
fn is_total(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches([':', '.']);
    let cell = list::unit(cell).map_or(cell, |(name, _)| name);
    !cell.is_empty() && is_one_of(cell, "import-totals")
}

/// What is said of a list in a form or a query: which columns are what, where its heading is, how
/// amounts are written.
pub(crate) fn chosen(said: &Form) -> Chosen<Reads> {
    // A form says each column by its place, a program all of them in a row.
    let in_a_row: Vec<&str> = said.text("columns").split(',').map(str::trim).collect();
    let columns = (0..list::COLUMNS).filter_map(|place| {
        let by_place = said.get(&format!("column-{place}"));
        let word = by_place.or_else(|| in_a_row.get(place).copied())?;
        Some((place, Reads::from_word(word)?))
    });
    let titles = (0..list::COLUMNS).filter_map(|place| {
        let title = said.get(&format!("title-{place}"))?;
        Some((place, title.to_owned()))
    });
    Chosen {
        heading: said.text("heading").parse().ok(),
        columns: columns.collect(),
        titles: titles.collect(),
        decimals: Decimals::from_word(said.text("amounts")),
    }
}

/// What is wrong with a cell.
enum Wrong<'a> {
    /// A sentence about it.
    Cell(&'static str, &'a str),
    /// It is no amount.
    Amount(&'a str, NoAmount),
}

/// Reads a list as far as it can be understood; what cannot is told with its line.
///
/// # Errors
/// What is no list at all.
pub(crate) fn read(
    room: &Room<'_>,
    text: &str,
    chosen: &Chosen<Reads>,
) -> Result<Reading, Problem> {
    let what = match NoList::by_its_beginning(text) {
        Some(no_list) => Some(no_list.key()),
        None => text.trim().is_empty().then_some("import-empty"),
    };
    if let Some(what) = what {
        let field = "file";
        return Err(Problem::Field { field, what });
    }
    let (value, page) = (room.seen.value(), room.seen.features());
    let list = list::read(text, chosen, |title| by_title(title, &value));
    let decimals = chosen.decimals;
    let prices = [column("price"), column("price to")];
    let mut reader = Reader {
        room,
        decimals: decimals.or_else(|| list.decimals(&prices, |cell| room.money.shows(cell))),
        foreign: false,
        value: &value,
        page: &page,
        list: &list,
        misread: Vec::new(),
        unclear: false,
    };
    reader.tell_of_columns();
    reader.tell_of_rows();
    let rows = reader.named();
    let rows = reader.without_known(rows);
    let titles: Vec<&str> = rows.iter().map(|row| reader.cell(row, "name")).collect();
    let features = rows.iter().enumerate();
    let features = features.map(|(own, row)| reader.feature(own, row, &titles));
    let features = features.collect();
    reader.misread.sort_by_key(|(line, _)| *line);
    Ok(Reading {
        features,
        misread: reader.misread,
        heading: list.heading,
        has_name: list.place(&column("name")).is_some(),
        // Whoever said how amounts are written may want to say otherwise.
        unclear: reader.unclear || decimals.is_some(),
        decimals,
        columns: list.columns,
    })
}

/// Reads cells by the names of this table, and notes what it cannot read.
struct Reader<'a> {
    room: &'a Room<'a>,
    value: &'a ValuePage,
    page: &'a FeaturesPage,
    list: &'a List<Reads>,
    /// How decimals are written, where that is known.
    decimals: Option<Decimals>,
    /// Whether its prices are in another currency.
    foreign: bool,
    misread: Vec<(u64, String)>,
    unclear: bool,
}

impl<'a> Reader<'a> {
    fn cell(&self, row: &'a Row, name: &str) -> &'a str {
        self.list.cell(row, &column(name))
    }

    fn amount(&self, text: &str) -> Result<u64, NoAmount> {
        list::amount(&self.room.money, self.decimals, text)
    }

    fn wrong(&mut self, line: u64, wrong: Wrong<'_>) {
        let say = self.room.say;
        let told = match wrong {
            Wrong::Cell(key, cell) => say.two(key, ("line", line), ("cell", cell)),
            Wrong::Amount(cell, why) => {
                self.unclear |= why == NoAmount::Unclear;
                let reason = self.room.money.why_not(cell, why);
                say.two("import-misread-price", ("line", line), ("reason", reason))
            }
        };
        self.misread.push((line, told));
    }

    fn tell_of_columns(&mut self) {
        let say = self.room.say;
        for column in &self.list.columns {
            let title = column.title.as_str();
            if column.reads.is_none() && !title.is_empty() {
                let told = say.one("import-misread-column", "column", title);
                self.misread.push((0, told));
            }
            let is_price = [self::column("price"), self::column("price to")];
            if !column.reads.is_some_and(|reads| is_price.contains(&reads)) {
                continue;
            }
            let unit = list::unit(title).map_or("", |(_, unit)| unit);
            let is_code = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
            let is_currency = is_code || matches!(unit, "€" | "$" | "£" | "¥");
            if is_currency && !self.room.money.is_called(unit) {
                self.foreign = true;
                let currency = ("currency", self.room.money.code());
                let told = say.two("import-other-currency", ("column", title), currency);
                self.misread.push((0, told));
            }
        }
    }

    fn tell_of_rows(&mut self) {
        let say = self.room.say;
        for (line, odd) in &self.list.odd {
            let told = match odd {
                Odd::Cells(cells, heading) => say.with(
                    "import-misread-cells",
                    &[
                        ("line", line.to_string()),
                        ("cells", cells.to_string()),
                        ("heading", heading.to_string()),
                    ],
                ),
                Odd::Quote => say.one("import-misread-quote", "line", line),
                Odd::Rest(rows) => say.count("import-too-many", *rows),
                Odd::Letters => say.one("import-misread-letters", "line", line),
            };
            self.misread.push((*line, told));
        }
    }

    /// The rows that name a feature: no totals, and none that nobody can say.
    fn named(&mut self) -> Vec<&'a Row> {
        let (list, say) = (self.list, self.room.say);
        let (mut named, mut sum) = (Vec::new(), 0_u64);
        for row in &list.rows {
            let (line, name) = (row.line, self.cell(row, "name"));
            let prices = [self.cell(row, "price"), self.cell(row, "price to")];
            let mut prices = prices
                .iter()
                .filter_map(|cell| self.amount(list::ends(cell)[1]).ok());
            let price = prices.next_back().unwrap_or(0);
            let says_total = if name.is_empty() {
                row.cells.iter().any(|cell| is_total(cell))
            } else {
                is_total(name)
            };
            if says_total || (name.is_empty() && price > 0 && price == sum) {
                let told = say.one("import-misread-total", "line", line);
                self.misread.push((line, told));
                continue;
            }
            sum = sum.saturating_add(price);
            if name.is_empty() {
                let told = say.one("import-misread-name", "line", line);
                self.misread.push((line, told));
                continue;
            }
            let note = text::optional_passage("note", self.cell(row, "what it is"));
            match text::line("name", name).and(note) {
                Ok(_) => named.push(row),
                Err(refusal) => {
                    let reason = Problem::Rule(refusal).message(say);
                    let told = say.two("import-misread-line", ("line", line), ("reason", reason));
                    self.misread.push((line, told));
                }
            }
        }
        named
    }

    /// Those that are not here yet, as many as there is room for; of two with one name the first counts.
    fn without_known(&mut self, rows: Vec<&'a Row>) -> Vec<&'a Row> {
        let say = self.room.say;
        let mut kept: Vec<&'a Row> = Vec::new();
        let here = self.page.features.len() + self.page.withdrawn.len();
        let free = FEATURES.saturating_sub(here);
        let mut too_many = 0;
        for row in rows {
            let name = self.cell(row, "name");
            let twice = kept
                .iter()
                .any(|other| alike(self.cell(other, "name"), name));
            let key = if self.here(name).is_some() {
                "import-stands"
            } else if twice {
                "import-twice"
            } else if kept.len() < free {
                kept.push(row);
                continue;
            } else {
                too_many += 1;
                continue;
            };
            let told = say.two(key, ("line", row.line), ("name", name));
            self.misread.push((row.line, told));
        }
        if too_many > 0 {
            let (count, limit) = (too_many.to_string(), FEATURES.to_string());
            let told = say.with("import-full", &[("count", count), ("limit", limit)]);
            self.misread.push((0, told));
        }
        kept
    }

    /// The feature of that name that is here already.
    fn here(&self, name: &str) -> Option<FeatureId> {
        let called = |name_here: &String| alike(name_here, name);
        let mut all = self.page.features.iter();
        let found = all.find(|feature| feature.name.as_ref().is_some_and(called));
        found.map(|feature| feature.id)
    }

    fn feature(&mut self, own: usize, row: &'a Row, titles: &[&str]) -> NewFeature {
        let provider = self.room.frame.provider;
        let offered = self.cell(row, "offered by");
        let offered_by = match (offered, self.party(offered)) {
            ("", _) => provider,
            (_, Some(party)) => party,
            (_, None) => {
                self.wrong(row.line, Wrong::Cell("import-misread-party", offered));
                provider
            }
        };
        let (price, bearers) = self.price(row, offered_by);
        let (needs, needs_added) = self.links(own, row, "needs", titles);
        let (excludes, excludes_added) = self.links(own, row, "excludes", titles);
        let mut serves = Vec::new();
        for outcome in self.value.outcomes.iter().map(|outcome| outcome.id) {
            let cell = self.list.cell(row, &Reads::Outcome(outcome));
            match self.strength(cell) {
                Some(Some(strength)) => serves.push(Serves { outcome, strength }),
                Some(None) => {}
                None => self.wrong(row.line, Wrong::Cell("import-misread-strength", cell)),
            }
        }
        let must = match self.cell(row, "must").to_lowercase().as_str() {
            "" | "no" | "n" | "nein" | "0" | "false" | "-" | "–" => false,
            "yes" | "y" | "ja" | "j" | "1" | "true" | "x" | "must" | "muss" => true,
            other => {
                self.wrong(row.line, Wrong::Cell("import-misread-must", other));
                false
            }
        };
        NewFeature {
            name: self.cell(row, "name").to_owned(),
            note: self.cell(row, "what it is").to_owned(),
            offered_by,
            origins: self.origins(row),
            serves,
            price,
            bearers,
            needs,
            needs_added,
            excludes,
            excludes_added,
            must,
        }
    }

    /// Features named in a cell: those that are here, and those of the list by their place.
    fn links(
        &mut self,
        own: usize,
        row: &'a Row,
        column: &str,
        titles: &[&str],
    ) -> (Vec<FeatureId>, Vec<usize>) {
        let (mut ids, mut places) = (Vec::new(), Vec::new());
        let names = self.cell(row, column).split([';', '|']).map(str::trim);
        for name in names.filter(|name| !name.is_empty()) {
            let place = titles.iter().position(|title| alike(title, name));
            match (place, self.here(name)) {
                (Some(place), _) if place == own => {
                    self.wrong(row.line, Wrong::Cell("import-misread-itself", name));
                }
                (Some(place), _) => places.push(place),
                (None, Some(id)) => ids.push(id),
                (None, None) => {
                    self.wrong(row.line, Wrong::Cell("import-misread-feature", name));
                }
            }
        }
        (ids, places)
    }

    /// The price and who bears it, where this person's party offers the feature.
    fn price(&mut self, row: &'a Row, offered_by: PartyId) -> (Option<Price>, Bearers) {
        let (from, to) = (self.cell(row, "price"), self.cell(row, "price to"));
        let none = (None, Bearers::default());
        let empty = |cell: &str| matches!(cell, "" | "-" | "–" | "—");
        if self.foreign || (empty(from) && empty(to)) {
            return none;
        }
        let you = &self.room.frame.you;
        if offered_by != you.party || !you.speak_for_party {
            self.wrong(row.line, Wrong::Cell("import-not-yours", from));
            return none;
        }
        let ends = match (empty(from), empty(to)) {
            (false, true) => list::ends(from),
            (true, _) => list::ends(to),
            (false, false) => [from, to],
        };
        let mut amounts = [0; 2];
        for (amount, end) in amounts.iter_mut().zip(ends) {
            match self.amount(end) {
                Ok(minor) => *amount = minor,
                Err(why) => {
                    self.wrong(row.line, Wrong::Amount(end, why));
                    return none;
                }
            }
        }
        let [low, high] = amounts;
        // “80-95.000” may begin at 80 or at 80,000.
        let one_cell = empty(from) != empty(to);
        let short = ends[0].trim().chars().all(|c| c.is_ascii_digit());
        if one_cell && short && 0 < low && low < high && low.saturating_mul(1_000) <= high {
            let cell = if empty(to) { from } else { to };
            self.wrong(row.line, Wrong::Cell("import-unclear-range", cell));
            return none;
        }
        if low > high || high > MOST_PRICE {
            self.wrong(row.line, Wrong::Cell("import-price-refused", from));
            return none;
        }
        let borne = self.cell(row, "borne by");
        let bearers = self.bearers(borne, high).unwrap_or_else(|| {
            self.wrong(row.line, Wrong::Cell("import-misread-bearers", borne));
            Bearers::default()
        });
        (Some(Price { low, high }), bearers)
    }

    fn origins(&mut self, row: &'a Row) -> Vec<Origin> {
        let mut origins = Vec::new();
        let parts = self.cell(row, "origins").split([';', '|', ',', '/']);
        for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
            let named = |origin: &&Origin| {
                let word = origin.word();
                alike(part, word)
                    || is_one_of(part, &format!("origin-{word}"))
                    || is_one_of(part, &format!("import-from-{word}"))
            };
            match Origin::ALL.iter().find(named) {
                Some(origin) => origins.push(*origin),
                None => self.wrong(row.line, Wrong::Cell("import-misread-origin", part)),
            }
        }
        if origins.is_empty() {
            // Whoever brings it, unless it is said.
            let you = &self.room.frame.you;
            origins.push(match you.kind {
                PartyKind::Consumer if you.by_role => Origin::User,
                PartyKind::Consumer => Origin::Customer,
                PartyKind::Supplier => Origin::Supplier,
                _ => Origin::OurIdea,
            });
        }
        origins
    }

    fn party(&self, text: &str) -> Option<PartyId> {
        let called = |party: &&crate::names::PartyLabel| {
            [&party.name, &party.short, &party.kind_text]
                .into_iter()
                .any(|name| alike(name, text))
                || alike(party.kind.word(), text)
        };
        self.room.names.seated().find(called).map(|party| party.id)
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
                    share: self.amount(share).ok()?,
                }),
            }
        }
        let sum = |all: &[Bearer]| {
            let shares = all.iter().map(|one| one.share);
            shares.fold(0, u64::saturating_add)
        };
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
                || is_one_of(&cell, &format!("strength-{}", strength.word()))
                || cell == strength.weight().to_string()
        };
        match cell.as_str() {
            "" | "0" | "-" | "–" | "none" | "nicht" | "keine" => Some(None),
            _ if is_one_of(&cell, "strength-none") => Some(None),
            _ => Strength::ALL.iter().find(named).map(|one| Some(*one)),
        }
    }
}
