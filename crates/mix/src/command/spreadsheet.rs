//! Answers as spreadsheets: CSV by RFC 4180, with a header.

use super::compare::Comparison;
use super::json::{major, percent};
use super::{Report, table};
use crate::frontier::Step;
use crate::instance::Instance;
use crate::money::Money;
use crate::rule::Choice;

/// Every feature, in the order chosen and then nearest to coming in first.
pub(super) fn features(told: &Report) -> String {
    let Report { instance, mix, .. } = told;
    let titles = [
        "order",
        "id",
        "name",
        "category",
        "cost",
        "people",
        "points",
        "selected",
        "why_out",
        "price",
        "joining_party",
        "joining_people",
    ];
    let mut rows = vec![titles.map(str::to_owned).to_vec()];
    let about = |f: usize| {
        let feature = &instance.features()[f];
        let categories = told.about.categories.as_ref();
        [
            feature.id.clone(),
            feature.name.clone(),
            categories.map_or(String::new(), |all| all[f].clone()),
            feature.cost.to_text(instance.decimals()),
            instance.support(f).to_string(),
            major(instance.points(f), instance.point_decimals()),
        ]
    };
    let none = String::new;
    for (at, &f) in mix.selected.iter().enumerate() {
        let mut row = vec![(at + 1).to_string()];
        row.extend(about(f));
        row.extend(["1".to_owned(), none(), none(), none(), none()]);
        rows.push(row);
    }
    for out in &told.left_out {
        let promise = told.promises.iter().find(|p| p.feature == out.feature);
        let joining = promise.and_then(|p| p.people);
        let mut row = vec![none()];
        row.extend(about(out.feature));
        row.extend([
            "0".to_owned(),
            table::why(told, out),
            (promise.and_then(|p| p.price)).map_or(none(), |p| p.to_text(instance.decimals())),
            joining.map_or(none(), |j| instance.parties()[j.party].name.clone()),
            joining.map_or(none(), |j| j.people.to_string()),
        ]);
        rows.push(row);
    }
    sheet(&rows)
}

pub(super) fn comparison(instance: &Instance, choice: Choice, compared: &Comparison) -> String {
    sheet(&compared.rows(instance, choice))
}

pub(super) fn frontier(instance: &Instance, grain: Money, steps: &[Step]) -> String {
    let mut titles = ["budget_from", "at_steps_of", "cost", "features", "selected"]
        .map(str::to_owned)
        .to_vec();
    let parties = instance.parties().iter();
    titles.extend(parties.map(|party| match party.name.as_str() {
        "" => "everybody gets_percent".to_owned(),
        name => format!("{name} gets_percent"),
    }));
    let mut rows = vec![titles];
    for step in steps {
        let ids = step
            .selected
            .iter()
            .map(|&f| instance.features()[f].id.as_str());
        let ids: Vec<&str> = ids.collect();
        let mut row = vec![
            step.from.to_text(instance.decimals()),
            grain.to_text(instance.decimals()),
            step.cost.to_text(instance.decimals()),
            ids.len().to_string(),
            ids.join(" "),
        ];
        row.extend(step.shares.iter().map(|&share| percent(share)));
        rows.push(row);
    }
    sheet(&rows)
}

fn sheet(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell that no spreadsheet takes for a formula, in quotes where it needs them.
fn quoted(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    // Also where a spreadsheet of another language parts the cell, with quotes before it or without.
    for piece in cell.split_inclusive([';', ',', '\t', '\n', '\r']) {
        let begins = match safe.is_empty() {
            true => piece,
            false => piece.trim_start_matches('"'),
        };
        if begins.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            safe.push('\'');
        }
        safe.push_str(piece);
    }
    let cell = safe;
    match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}
