//! Answers as Pabulib files: the problem, and in the column `selected` what was chosen.

use std::borrow::Cow;
use std::io::Write;

use super::json::major;
use super::{Arguments, Refusal, Report, table};
use crate::greedy::Manner;
use crate::rows::{Row, Rows};
use crate::rule::Rule;
use crate::shares::Completion;

/// The file that was read, with what is selected; votes, and all that nothing was asked about, stay as
/// they are.
pub(super) fn of_file(arguments: &Arguments, told: &Report, text: &str) -> Result<String, Refusal> {
    let instance = &told.instance;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let end = match text.find(['\r', '\n']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    };
    let mut written = String::with_capacity(text.len() + 1_024);
    let mut rows = Rows::new(text, ';');
    let mut section = "";
    let mut comment = computed(arguments, told);
    // Where the column `selected` is, and among how many.
    let mut columns: Option<(usize, usize)> = None;
    let mut next_feature = 0;
    loop {
        let before = rows.rest();
        let Some(row) = rows.next() else { break };
        let raw = &before[..before.len() - rows.rest().len()];
        let named = ["META", "PROJECTS", "VOTES"].into_iter().find(|name| {
            let alone = row.fields.iter().skip(1).all(|f| f.trim().is_empty());
            alone && name.eq_ignore_ascii_case(row.field(0))
        });
        if let Some(name) = named {
            if name == "PROJECTS" {
                written.push_str(&line(&["rule", &rule_name(told)], end));
                written.push_str(&line(&["comment", &comment], end));
            }
            section = name;
            written.push_str(raw);
            if name == "VOTES" {
                written.push_str(rows.rest());
                break;
            }
            continue;
        }
        match (section, columns) {
            _ if row.is_blank() => written.push_str(raw),
            ("META", _) => match row.field(0).to_ascii_lowercase().as_str() {
                "rule" => {}
                "comment" => comment = format!("{} | {comment}", row.field(1)),
                "budget" if arguments.budget.is_some() => {
                    let budget = instance.budget().to_text(instance.decimals());
                    written.push_str(&line(&["budget", &budget], end));
                }
                _ => written.push_str(raw),
            },
            ("PROJECTS", None) => {
                let at = |name: &str| {
                    (0..row.fields.len()).find(|&at| row.field(at).eq_ignore_ascii_case(name))
                };
                let all = row.fields.len();
                let selected = at("selected").unwrap_or(all);
                let all = all.max(selected + 1);
                columns = Some((selected, all));
                written.push_str(&with_field(&row, selected, all, "selected", end));
            }
            ("PROJECTS", Some((selected, all))) => {
                // Projects are listed in the order in which they were read.
                let chosen = told.mix.selected.contains(&next_feature);
                next_feature += 1;
                let says = if chosen { "1" } else { "0" };
                written.push_str(&with_field(&row, selected, all, says, end));
            }
            _ => written.push_str(raw),
        }
    }
    Ok(written)
}

/// A table of features as a Pabulib file: its people with their parties in a column `party`.
pub(super) fn of_table(
    arguments: &Arguments,
    told: &Report,
    err: &mut dyn Write,
) -> Result<String, Refusal> {
    let instance = &told.instance;
    let features = instance.features();
    let unfit = |id: &str| id.contains([',', '"']) || id.trim() != id;
    if let Some(feature) = features.iter().find(|f| unfit(&f.id)) {
        return Err(Refusal(format!(
            "the id \"{}\" cannot stand in a Pabulib file, whose votes set ids apart by commas",
            feature.id
        )));
    }
    let bound =
        |f: usize| !instance.prerequisites(f).is_empty() || !instance.exclusions(f).is_empty();
    if !instance.musts().is_empty() || (0..features.len()).any(bound) {
        // The answer matters more than a closed standard error.
        let _ = writeln!(
            err,
            "--pabulib: such a file cannot say what must be in, needs or excludes what: left out"
        );
    }
    let points = instance.point_decimals() > 0
        || (0..instance.groups().len()).any(|g| instance.ballot(g).any(|(_, points)| points != 1));
    let end = "\n";
    let people = instance.people().to_string();
    let count = features.len().to_string();
    let budget = instance.budget().to_text(instance.decimals());
    let description = match told.about.title.as_str() {
        "" => table::file_name(arguments),
        title => title.to_owned(),
    };
    let mut text = String::from("META\nkey;value\n");
    let kind = if points { "scoring" } else { "approval" };
    for setting in [
        ["description", &description],
        ["num_projects", &count],
        ["num_votes", &people],
        ["budget", &budget],
        ["currency", instance.currency()],
        ["vote_type", kind],
        ["rule", &rule_name(told)],
        ["comment", &computed(arguments, told)],
    ] {
        if !setting[1].is_empty() {
            text.push_str(&line(&setting, end));
        }
    }
    text.push_str("PROJECTS\n");
    text.push_str("project_id;cost;votes;score;name;category;selected\n");
    for (f, feature) in features.iter().enumerate() {
        let category = told
            .about
            .categories
            .as_ref()
            .map_or("", |all| all[f].as_str());
        text.push_str(&line(
            &[
                &feature.id,
                &feature.cost.to_text(instance.decimals()),
                &instance.support(f).to_string(),
                &major(instance.points(f), instance.point_decimals()),
                &feature.name,
                category,
                if told.mix.selected.contains(&f) {
                    "1"
                } else {
                    "0"
                },
            ],
            end,
        ));
    }
    text.push_str("VOTES\n");
    text.push_str(if points {
        "voter_id;party;vote;points\n"
    } else {
        "voter_id;party;vote\n"
    });
    let mut voter = 0;
    for (g, group) in instance.groups().iter().enumerate() {
        let ids: Vec<&str> = instance
            .ballot(g)
            .map(|(f, _)| features[f].id.as_str())
            .collect();
        let given: Vec<String> = (instance.ballot(g))
            .map(|(_, points)| major(u128::from(points), instance.point_decimals()))
            .collect();
        for _ in 0..group.people {
            voter += 1;
            let voter: String = voter.to_string();
            let party = &instance.parties()[group.party].name;
            let (ids, given) = (ids.join(","), given.join(","));
            let all = [voter.as_str(), party, &ids, &given];
            text.push_str(&line(if points { &all } else { &all[..3] }, end));
        }
    }
    Ok(text)
}

/// The rule as Pabulib names it, where it does; else by our own name.
fn rule_name(told: &Report) -> String {
    match told.choice.rule {
        Rule::EqualShares(Completion::NONE) => "equalshares".to_owned(),
        Rule::EqualShares(Completion::ADD1) => "equalshares/add1".to_owned(),
        Rule::Greedy(Manner::PER_COST) => "greedy".to_owned(),
        _ => "unknown".to_owned(),
    }
}

/// How it was computed, in one line.
fn computed(arguments: &Arguments, told: &Report) -> String {
    let facts = table::computed(arguments, told);
    let facts: Vec<String> = facts
        .into_iter()
        .map(|(what, says)| format!("{what}: {says}"))
        .collect();
    format!("selected by covalue mix ({})", facts.join(", "))
}

/// A row with one field said again.
fn with_field(row: &Row, at: usize, all: usize, says: &str, end: &str) -> String {
    let mut fields: Vec<Cow<str>> = row.fields.clone();
    // What is beyond the header is empty: the reader refused anything else.
    fields.truncate(all);
    fields.resize(all, Cow::Borrowed(""));
    fields[at] = Cow::Borrowed(says);
    let fields: Vec<&str> = fields.iter().map(AsRef::as_ref).collect();
    line(&fields, end)
}

fn line(fields: &[&str], end: &str) -> String {
    let fields: Vec<String> = fields
        .iter()
        .map(|field| match field.contains([';', '"', '\n', '\r']) {
            true => format!("\"{}\"", field.replace('"', "\"\"")),
            false => (*field).to_owned(),
        })
        .collect();
    format!("{}{end}", fields.join(";"))
}
