//! Reads the list of features that a table of the product gives away (`features.csv`): what each costs, and
//! how strongly it serves each outcome, one column an outcome.
//!
//! It holds nobody's ratings. So each outcome has one voice, and gives points to the features that serve it:
//! 1 weakly, 3 medium, 9 strongly. What has no price is left out, and what needs it.

use crate::money::Decimal;
use crate::reading::{Problem, ReadError, amount, fail, perhaps_a_total};
use crate::rows::{Row, Rows};

use super::{Line, Table, is_yes};

/// The columns that are no outcome, by their names in each language of the product; the first that name
/// the cells read here.
const COLUMNS: [[&str; 2]; 10] = [
    ["name", "Name"],
    ["price", "Preis"],
    ["price to", "Preis bis"],
    ["must", "Muss"],
    ["needs", "Setzt voraus"],
    ["excludes", "Schließt aus"],
    ["what it is", "Was es ist"],
    ["offered by", "Angeboten von"],
    ["borne by", "Bezahlt von"],
    ["origins", "Herkunft"],
];
const NAME: usize = 0;
const PRICE: usize = 1;
const PRICE_TO: usize = 2;
const MUST: usize = 3;
const NEEDS: usize = 4;
const EXCLUDES: usize = 5;

/// How strongly a feature serves, with the points that stand for it.
const STRENGTHS: [(&[&str], u64); 4] = [
    (&["", "0", "none"], 0),
    (&["1", "weak"], 1),
    (&["3", "medium"], 3),
    (&["9", "strong"], 9),
];

fn is_called(title: &str, column: usize) -> bool {
    COLUMNS[column]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(title))
}

/// Which delimiter such a list has, where a text is one.
pub(super) fn delimiter(text: &str) -> Option<char> {
    [',', ';', '\t'].into_iter().find(|delimiter| {
        let mut rows = Rows::new(text, *delimiter).filter(|row| !row.is_blank());
        let head = rows.next();
        head.is_some_and(|head| {
            is_called(head.field(0), NAME)
                && (1..head.fields.len()).any(|at| is_called(head.field(at), PRICE))
        })
    })
}

/// A row of the list, before it is known which of them can be chosen.
struct Feature {
    line: usize,
    name: String,
    cost: Option<Decimal>,
    must: bool,
    needs: Vec<String>,
    excludes: Vec<String>,
    points: Vec<Decimal>,
}

impl Table {
    /// Takes in such a list; answers with its last line.
    pub(super) fn list(&mut self, text: &str, delimiter: char) -> Result<usize, ReadError> {
        let mut rows = Rows::new(text, delimiter).filter(|row| !row.is_blank());
        let Some(head) = rows.next() else {
            return fail(1, Problem::NoHeader);
        };
        let at = |column| (0..head.fields.len()).find(|at| is_called(head.field(*at), column));
        let places = [NAME, PRICE, PRICE_TO, MUST, NEEDS, EXCLUDES].map(at);
        let is_outcome = |place: &usize| {
            let title = head.field(*place);
            !title.is_empty() && !(0..COLUMNS.len()).any(|column| is_called(title, column))
        };
        let outcomes: Vec<usize> = (0..head.fields.len()).filter(is_outcome).collect();
        for (party, place) in outcomes.iter().enumerate() {
            self.parties.push(head.field(*place).to_owned());
            self.people.push((*place, party));
        }
        self.warnings.add(head.line, || {
            "the list holds nobody's ratings: each outcome has one voice, and gives 1, 3 or 9 \
             points to what serves it weakly, medium or strongly"
                .to_owned()
        });
        let mut last = head.line;
        let mut features = Vec::new();
        for row in rows {
            last = row.line;
            if row.filled() > head.fields.len() {
                let what = Problem::TooManyFields(row.filled(), head.fields.len());
                return fail(row.line, what);
            }
            features.push(self.listed(&row, &places, &outcomes, delimiter)?);
        }
        self.keep_priced(features);
        Ok(last)
    }

    fn listed(
        &mut self,
        row: &Row,
        places: &[Option<usize>; 6],
        outcomes: &[usize],
        delimiter: char,
    ) -> Result<Feature, ReadError> {
        let cell = |column: usize| places[column].map_or("", |place| row.field(place));
        let names = |column| {
            let names = cell(column).split(['|', ';']).map(str::trim);
            names
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect()
        };
        if cell(NAME).is_empty() {
            return fail(row.line, Problem::EmptyField("name"));
        }
        perhaps_a_total(row.line, cell(NAME), &mut self.warnings);
        // The upper end, as everywhere in the product.
        let price = match cell(PRICE_TO) {
            "" => cell(PRICE),
            to => to,
        };
        // Where semicolons part cells, a comma begins decimals, and a point groups thousands.
        if let Some((whole, after)) = price.split_once('.')
            && delimiter == ';'
            && after.len() == 3
        {
            let unclear = Decimal::unclear("point", whole, after);
            return fail(
                row.line,
                Problem::NotMoney("price", price.to_owned(), unclear),
            );
        }
        let cost = match price {
            "" => None,
            price => Some(amount(row.line, "price", price, &mut self.warnings)?),
        };
        let mut points = Vec::with_capacity(outcomes.len());
        for place in outcomes {
            let strength = row.field(*place);
            let known = |(words, _): &&(&[&str], u64)| {
                words.iter().any(|word| word.eq_ignore_ascii_case(strength))
            };
            let Some((_, given)) = STRENGTHS.iter().find(known) else {
                return fail(row.line, Problem::NotPoints(strength.to_owned()));
            };
            points.push(Decimal::whole(*given));
        }
        Ok(Feature {
            line: row.line,
            name: cell(NAME).to_owned(),
            cost,
            must: is_yes(row.line, "must", cell(MUST))?,
            needs: names(NEEDS),
            excludes: names(EXCLUDES),
            points,
        })
    }

    /// Keeps what has a price, and what needs nothing that has none.
    fn keep_priced(&mut self, mut features: Vec<Feature>) {
        loop {
            let named: Vec<String> = features
                .iter()
                .filter(|feature| feature.cost.is_some())
                .map(|feature| feature.name.clone())
                .collect();
            let missing = |feature: &Feature| {
                let mut needs = feature.needs.iter();
                needs.find(|need| !named.contains(need)).cloned()
            };
            let out = features
                .iter()
                .position(|feature| feature.cost.is_none() || missing(feature).is_some());
            let Some(out) = out else {
                break;
            };
            let out = features.remove(out);
            let why = match missing(&out) {
                Some(need) if out.cost.is_some() => format!("it needs \"{need}\""),
                _ => "it has no price".to_owned(),
            };
            self.warnings
                .add(out.line, || format!("\"{}\" is left out: {why}", out.name));
        }
        let names: Vec<String> = features
            .iter()
            .map(|feature| feature.name.clone())
            .collect();
        for mut feature in features {
            feature.excludes.retain(|rival| names.contains(rival));
            self.features.push(Line {
                line: feature.line,
                id: feature.name.clone(),
                name: feature.name,
                cost: feature.cost.unwrap_or(Decimal::whole(0)),
                must: feature.must,
                needs: feature.needs,
                excludes: feature.excludes,
                category: String::new(),
                points: feature.points,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::csv::read_with;
    use crate::money::Decimal;
    use crate::reading::{Reading, Wish};

    const ENGLISH: &str = "\u{feff}name,what it is,offered by,price,price to,borne by,origins,must,needs,\
        excludes,Calls hold on the A7,\"Bills are clear, at once\"\n\
        Small cells,,Meridian,90000,96000.50,Northwind 100%,customer,yes,,Masts,strong,\n\
        Masts,Two new ones,Halden,40000,40000,,supplier,,,Small cells,medium,\n\
        Portal,,Meridian,,,,our_idea,,,,,strong\n\
        Bill split,,Meridian,12000,12000,,customer,,Portal,,,strong\n";

    fn read(text: &str) -> Reading {
        let budget = Decimal::parse("150000").ok();
        let wish = Wish {
            budget,
            ..Wish::default()
        };
        read_with(text.as_bytes(), &wish).unwrap()
    }

    #[test]
    fn the_products_own_list_is_read_with_one_voice_for_each_outcome() {
        let german = "\u{feff}Name;Was es ist;Angeboten von;Preis;Preis bis;Bezahlt von;Herkunft;Muss;\
            Setzt voraus;Schließt aus;Calls hold on the A7;Bills are clear, at once\n\
            Small cells;;Meridian;90000;96000,50;Northwind 100%;customer;yes;;Masts;strong;\n\
            Masts;Two new ones;Halden;40000;40000;;supplier;;;Small cells;medium;\n\
            Portal;;Meridian;;;;our_idea;;;;;strong\n\
            Bill split;;Meridian;12000;12000;;customer;;Portal;;;strong\n";
        for text in [ENGLISH, german] {
            let read = read(text);
            let instance = &read.instance;
            let costs: Vec<_> = instance
                .features()
                .iter()
                .map(|feature| (feature.name.as_str(), feature.cost.0))
                .collect();
            // In tenths: no amount of the list is finer.
            assert_eq!(costs, [("Small cells", 960_005), ("Masts", 400_000)]);
            let parties = instance.parties().iter().map(|party| party.name.as_str());
            let parties: Vec<_> = parties.collect();
            assert_eq!(
                parties,
                ["Calls hold on the A7", "Bills are clear, at once"]
            );
            let told: Vec<_> = read
                .warnings
                .iter()
                .map(|warning| warning.what.as_str())
                .collect();
            assert!(told[0].starts_with("the list holds nobody's ratings"));
            assert_eq!(
                told[1..],
                [
                    "\"Portal\" is left out: it has no price",
                    "\"Bill split\" is left out: it needs \"Portal\"",
                ]
            );
        }
    }

    #[test]
    fn what_could_be_two_amounts_in_such_a_list_is_refused_with_its_line() {
        for (list, line) in [
            ("name;price\nMasts;1.000\n", 2),
            ("name,price\nMasts,\"1,000\"\n", 2),
            ("name,price\nMasts,9\nCables,1,000\n", 3),
        ] {
            let wish = Wish {
                budget: Decimal::parse("5").ok(),
                ..Wish::default()
            };
            let refused = read_with(list.as_bytes(), &wish).map(|read| read.warnings);
            assert_eq!(refused.unwrap_err().line, line, "{list}");
        }
    }
}
