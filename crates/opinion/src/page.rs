//! The map and what people say as one page that needs nothing else.

use std::fmt::Write as _;

use crate::command::{MOST_LISTED, Told, counted, found_again, grouped, letter, percent};
use crate::distinct::Side;
use crate::drawing::{escaped, shape};
use crate::exact::{NOTE, PAPER, STYLE, figure};
use crate::map::Map;
use crate::votes::Counts;

const LAYOUT: &str = "
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:2.75rem 0 .25rem}
h2 small,p.quiet,.quiet{color:var(--quiet);font-weight:400}
h2 small{font-size:1rem}
p{margin:.25rem 0 .75rem;max-width:44rem}
.map{display:block;width:100%;height:auto;margin:1.25rem 0 .5rem;border:1px solid var(--line);border-radius:.5rem}
.mark{width:1.1rem;height:1.1rem;vertical-align:-.15rem;margin-right:.4rem;overflow:visible}
.mark .dot{fill:var(--place)}
ol{list-style:none;margin:.75rem 0 0;padding:0}
li{padding:.85rem 0;border-top:1px solid var(--line)}
.words{max-width:46rem;overflow-wrap:anywhere}
.number{color:var(--quiet);font-variant-numeric:tabular-nums;margin-right:.4rem}
.rows{display:grid;grid-template-columns:max-content minmax(6rem,22rem) 1fr;gap:.15rem .75rem;
align-items:center;margin-top:.45rem;font-size:.9rem}
.bar{width:100%;height:.8rem;display:block}
.yes{fill:#3f8f63}.no{fill:#c05a4d}.neither{fill:var(--line)}
.figures{font-variant-numeric:tabular-nums}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.95rem}
th,td{text-align:left;padding:.3rem 1.25rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th.n,td.n{text-align:right}
.wide{overflow-x:auto}
details{margin-top:2.5rem}
summary{cursor:pointer}
@media (max-width:36rem){.rows{grid-template-columns:max-content 1fr}.rows .figures{grid-column:2}}
";

/// The page.
pub(crate) fn html(told: &Told) -> String {
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{PAPER}{STYLE}{LAYOUT}</style>\n</head>\n<body>\n<main>\n\
         <h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&told.summary()),
        title = escaped(&told.title),
    );
    if let Ok(map) = &told.map {
        text.push_str(&figure(told));
        let _ = writeln!(text, "<p class=\"quiet\">{NOTE}</p>");
        group_table(told, map, &mut text);
        common_ground(told, map, &mut text);
        if map.k() > 1 {
            what_groups_say(told, map, &mut text);
            what_divides(told, map, &mut text);
        }
    }
    least_agreed(told, &mut text);
    all_statements(told, &mut text);
    method(told, &mut text);
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn mark(of: u8) -> String {
    let shape = shape(of, [8.0, 8.0], 5.5);
    let end = shape
        .split([' ', '>'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('<');
    format!("<svg class=\"mark\" viewBox=\"0 0 16 16\" aria-hidden=\"true\">{shape}</{end}></svg>")
}

fn group_table(told: &Told, map: &Map, text: &mut String) {
    text.push_str(
        "<div class=\"wide\"><table><thead><tr><th>Group</th><th class=\"n\">People</th>\
         <th>How sure it is</th></tr></thead><tbody>\n",
    );
    for group in &map.groups {
        let _ = writeln!(
            text,
            "<tr><td>{}{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
            mark(group.letter),
            letter(group.letter),
            grouped(group.people),
            group.stability.map_or("not asked".to_owned(), found_again)
        );
    }
    if told.aside() > 0 {
        let _ = writeln!(
            text,
            "<tr><td>In no group</td><td class=\"n\">{}</td><td></td></tr>",
            grouped(told.aside())
        );
    }
    text.push_str("</tbody></table></div>\n");
}

fn common_ground(told: &Told, map: &Map, text: &mut String) {
    text.push_str("<h2>Common ground</h2>\n");
    let shared = map.common_ground();
    if shared.is_empty() {
        text.push_str("<p>There is nothing that more than half of every group say.</p>\n");
        return;
    }
    let several = if map.k() > 1 {
        "in every group"
    } else {
        "of them"
    };
    let _ = writeln!(
        text,
        "<p class=\"quiet\">More than half {several} say so; shared disagreement counts as much as \
         shared agreement. In the bars, from the left: agree, pass, disagree.</p>\n<ol>"
    );
    for of in shared.iter().take(MOST_LISTED) {
        let counts = groups_counts(map, of.statement);
        item(told, of.statement, Some(of.side), &counts, text);
    }
    text.push_str("</ol>\n");
    rest(shared.len(), text);
}

fn what_groups_say(told: &Told, map: &Map, text: &mut String) {
    for (at, group) in map.groups.iter().enumerate() {
        let _ = writeln!(
            text,
            "<h2>{}Group {} <small>{}</small></h2>\n<p class=\"quiet\">What it says more than the \
             others do.</p>\n<ol>",
            mark(group.letter),
            letter(group.letter),
            counted(group.people, "person", "people")
        );
        if group.says().next().is_none() {
            text.push_str("<li>Nothing for certain.</li>\n");
        }
        for of in group.says() {
            let own = group.counts[of.statement];
            let everybody = map.groups.iter().map(|group| group.counts[of.statement]);
            let all = everybody.fold(Counts::default(), Counts::with);
            let rows = [
                (
                    Some(map.groups[at].letter),
                    format!("Group {}", letter(group.letter)),
                    own,
                ),
                (None, "All others".to_owned(), all.without(own)),
            ];
            item(told, of.statement, Some(of.side), &rows, text);
        }
        text.push_str("</ol>\n");
    }
}

fn what_divides(told: &Told, map: &Map, text: &mut String) {
    let divides = map.divides();
    text.push_str("<h2>What divides</h2>\n");
    if divides.is_empty() {
        text.push_str("<p>No two groups differ for certain.</p>\n");
        return;
    }
    text.push_str(
        "<p class=\"quiet\">Where two groups differ most for certain. That is something else than \
         being undecided: see below.</p>\n<ol>\n",
    );
    for of in divides.iter().take(MOST_LISTED) {
        item(
            told,
            of.statement,
            None,
            &groups_counts(map, of.statement),
            text,
        );
        let [a, b] = of.groups.map(|group| letter(map.groups[group].letter));
        let [difference, low, high] = of.difference.map(|x| x * 100.0);
        let _ = writeln!(
            text,
            "<p class=\"quiet\">{a} agrees more often than {b}, by {difference:.0} points (at 90 % \
             between {low:.0} and {high:.0}).</p></li>"
        );
    }
    text.push_str("</ol>\n");
    rest(divides.len(), text);
}

fn least_agreed(told: &Told, text: &mut String) {
    let least = told.least_agreed();
    if least.is_empty() {
        return;
    }
    text.push_str(
        "<h2>Least agreed</h2>\n<p class=\"quiet\">Where opinions are most opposed, whatever \
         the group.</p>\n<ol>\n",
    );
    for (statement, _) in least {
        let rows = [(None, "Everybody".to_owned(), told.counts[statement])];
        item(told, statement, None, &rows, text);
        text.push_str("</li>\n");
    }
    text.push_str("</ol>\n");
}

fn groups_counts(map: &Map, statement: usize) -> Vec<(Option<u8>, String, Counts)> {
    map.groups
        .iter()
        .map(|group| {
            let name = format!("Group {}", letter(group.letter));
            (Some(group.letter), name, group.counts[statement])
        })
        .collect()
}

/// One statement with a bar for each of several sets of people. With a side said, it is closed;
/// without, something may follow.
fn item(
    told: &Told,
    statement: usize,
    side: Option<Side>,
    rows: &[(Option<u8>, String, Counts)],
    text: &mut String,
) {
    let _ = writeln!(
        text,
        "<li><div class=\"words\"><span class=\"number\">{}</span>{}</div>\n<div class=\"rows\">",
        told.id(statement),
        escaped(told.words(statement))
    );
    for (of, name, counts) in rows {
        let mark = of.map(mark).unwrap_or_default();
        let _ = writeln!(
            text,
            "<span>{mark}{name}</span>{}<span class=\"figures\">{}</span>",
            bar(*counts),
            figures(*counts, side)
        );
    }
    text.push_str("</div>");
    if side.is_some() {
        text.push_str("</li>\n");
    }
}

fn figures(counts: Counts, side: Option<Side>) -> String {
    if counts.all() == 0 {
        return "no votes".to_owned();
    }
    let share = |of: u32| percent(f64::from(of) / f64::from(counts.all()));
    let votes = counted(counts.all() as usize, "vote", "votes");
    match side {
        Some(Side::Agree) => format!("{} agree, {votes}", share(counts.agree)),
        Some(Side::Disagree) => format!("{} disagree, {votes}", share(counts.disagree)),
        None => format!(
            "{} agree, {} disagree, {votes}",
            share(counts.agree),
            share(counts.disagree)
        ),
    }
}

fn bar(counts: Counts) -> String {
    let whole = f64::from(counts.all().max(1));
    let share = |of: u32| 100.0 * f64::from(of) / whole;
    let (yes, neither, no) = (
        share(counts.agree),
        share(counts.pass),
        share(counts.disagree),
    );
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"yes\" width=\"{yes:.2}\" height=\"8\"/>\
         <rect class=\"neither\" x=\"{yes:.2}\" width=\"{neither:.2}\" height=\"8\"/>\
         <rect class=\"no\" x=\"{:.2}\" width=\"{no:.2}\" height=\"8\"/></svg>",
        yes + neither
    )
}

fn rest(all: usize, text: &mut String) {
    if all > MOST_LISTED {
        let more = counted(all - MOST_LISTED, "more is", "more are");
        let _ = writeln!(text, "<p class=\"quiet\">{more} in the JSON answer.</p>");
    }
}

fn all_statements(told: &Told, text: &mut String) {
    text.push_str(
        "<details><summary>Every statement and its votes</summary>\n<div class=\"wide\"><table><thead>\
         <tr><th class=\"n\">No.</th><th>Statement</th><th class=\"n\">Agree</th><th class=\"n\">Pass\
         </th><th class=\"n\">Disagree</th></tr></thead><tbody>\n",
    );
    for statement in 0..told.counts.len() {
        let of = told.counts[statement];
        let left_out = if told.excluded[statement] {
            " <span class=\"quiet\">(left out)</span>"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "<tr><td class=\"n\">{}</td><td class=\"words\">{}{left_out}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            told.id(statement),
            escaped(told.words(statement)),
            of.agree,
            of.pass,
            of.disagree
        );
    }
    text.push_str("</tbody></table></div></details>\n");
}

fn method(told: &Told, text: &mut String) {
    let _ = writeln!(
        text,
        "<details><summary>How this came about</summary>\n\
         <p>Near each other on the map are people who voted alike: its axes are the two directions in \
         which votes differ most, and have no names. A statement somebody did not vote on counts for \
         them as its average. Groups are found by k-means, in the number that sets them apart best; \
         fewer than {} people are no group. How sure a group is was found out by drawing the people \
         again and again and looking whether it comes back.</p>\n\
         <p>How evenly people took part: Gini {:.2} (0 is evenly, towards 1 a few gave nearly all \
         votes).{}</p>\n</details>",
        told.min_group,
        told.gini(),
        match told.silent {
            0 => String::new(),
            silent => format!(
                " {} wrote a statement and did not vote.",
                counted(silent, "person", "people")
            ),
        }
    );
}
