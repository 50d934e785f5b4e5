//! The answer as one page that needs nothing else: no script, no other file, nothing from elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::json::{decimals_of, major, percent};
use super::table::{computed, fairness, file_name, proof, why};
use super::{Arguments, Out, Report};
use crate::frontier::Step;
use crate::instance::{Instance, Utility};
use crate::money::Money;
use crate::search::Share;

const LOOKS: &str = "
:root{--paper:#fdfcf9;--ink:#23211d;--quiet:#6a655a;--line:#ddd8cc;--much:#2563a8;--wished:#b45309}
@media (prefers-color-scheme:dark){:root{--paper:#191815;--ink:#ece8df;--quiet:#a39d90;--line:#3a372f;
--much:#7db3ee;--wished:#eda55b}}
*{box-sizing:border-box}
html{color-scheme:light dark}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1.25rem;margin:2.75rem 0 .25rem}
p{margin:.25rem 0 .75rem;max-width:44rem}
.quiet{color:var(--quiet)}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin-top:.5rem}
th,td{text-align:left;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;font-size:.9rem;color:var(--quiet)}
th.n,td.n{text-align:right;white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
td.name{overflow-wrap:anywhere}
td small{display:block;color:var(--quiet);font-size:.9rem}
ul.bars{list-style:none;margin:.75rem 0 0;padding:0}
ul.bars li{padding:.5rem 0;border-top:1px solid var(--line);display:grid;gap:.1rem .9rem;
grid-template-columns:minmax(8rem,15rem) 1fr;align-items:center}
ul.bars b{font-weight:400;overflow-wrap:anywhere}
.bar{display:grid;grid-template-columns:1fr 9.5rem;gap:.75rem;align-items:center;font-size:.95rem;
font-variant-numeric:tabular-nums}
.bar span{color:var(--quiet);white-space:nowrap}
.bar i{display:block;height:.8rem;min-width:1px;background:var(--much);print-color-adjust:exact;
-webkit-print-color-adjust:exact}
.bar.wished i{height:.4rem;background:var(--wished)}
li>.bar~.bar{grid-column:2}
figure{margin:1rem 0 0}
.plot{display:grid;grid-template-columns:3.2rem 1fr;gap:.25rem .5rem;font-size:.85rem;color:var(--quiet)}
.plot .up{display:flex;flex-direction:column;justify-content:space-between;text-align:right;line-height:1}
.plot .along{grid-column:2;display:flex;justify-content:space-between}
.plot svg{display:block;width:100%;height:17rem;border:1px solid var(--line);border-width:0 0 1px 1px;
overflow:visible}
.plot path{fill:none;stroke:var(--place,var(--much));stroke-width:2.25;vector-effect:non-scaling-stroke}
.plot .here{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 4}
.key{list-style:none;margin:.75rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;
font-size:.95rem}
.key svg{width:2.2rem;height:.7rem;vertical-align:.05rem;margin-right:.45rem}
.key path{fill:none;stroke:var(--place);stroke-width:2.5}
.g0{--place:#2563a8}.g1{--place:#b45309}.g2{--place:#2f7d4f}.g3{--place:#7c4d9e}.g4{--place:#b03052}.g5{--place:#44617b}
@media (prefers-color-scheme:dark){.g0{--place:#7db3ee}.g1{--place:#eda55b}.g2{--place:#79c698}.g3{--place:#c39ae3}
.g4{--place:#f08ca6}.g5{--place:#a5bccf}}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;margin:.75rem 0 0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
@media (max-width:36rem){main{padding:1.5rem 1rem 3rem}ul.bars li,dl{grid-template-columns:1fr}
li>.bar~.bar{grid-column:1}.bar{grid-template-columns:1fr 9rem}dl{gap:0}dd{margin-bottom:.6rem}}
@media print{:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#bbb;--much:#2563a8;--wished:#b45309}
body{font-size:11pt}main{max-width:none;padding:0}h2,figure,tr,ul.bars li{break-inside:avoid}
h2{break-after:avoid}}
";

/// How many lines look different: by colour and by dashes. Further ones begin again from the first.
const LINES: usize = 6;
const DASHES: [&str; LINES] = ["", "8 4", "2 4", "12 4 2 4", "16 6", "5 2"];

/// People who get more features than this are one bar.
const MOST_BARS: usize = 12;

pub(super) fn html(arguments: &Arguments, told: &Report) -> String {
    let title = match told.about.title.as_str() {
        "" => format!("The mix for {}", file_name(arguments)),
        title => format!("The mix for {title}"),
    };
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>{LOOKS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        title = escaped(&title),
    );
    summary(told, &mut text);
    chosen(told, &mut text);
    where_money_goes(told, &mut text);
    parties(told, &mut text);
    satisfaction(told, &mut text);
    over_budgets(told, &mut text);
    left_out(told, &mut text);
    method(arguments, told, &mut text);
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// An amount with its thousands set apart, and its currency.
fn money(instance: &Instance, amount: Money) -> String {
    let text = apart(&amount.to_text(instance.decimals()));
    match instance.currency() {
        "" => text,
        code => format!("{text} {}", escaped(code)),
    }
}

/// A number with its thousands set apart by narrow spaces that do not break.
fn apart(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 4 {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text + rest
}

fn summary(told: &Report, text: &mut String) {
    let Report {
        instance,
        mix,
        outlook,
        ..
    } = told;
    let worth = |value: u128| major(value, decimals_of(instance, told.choice.utility));
    let _ = writeln!(
        text,
        "<p>{} of {} features are in, for {} of {}. {} spoke.</p>",
        mix.selected.len(),
        instance.features().len(),
        money(instance, mix.cost),
        money(instance, instance.budget()),
        people(instance.people()),
    );
    let nothing = match outlook.spread.with_nothing {
        0 => "Everybody who wished for something gets some of it.".to_owned(),
        1 => "One person who wished for something gets nothing of it.".to_owned(),
        n => format!("{} who wished for something get nothing of it.", people(n)),
    };
    let _ = writeln!(text, "<p>{nothing}</p>");
    let _ = writeln!(
        text,
        "<p>{}.</p>",
        sentence(&fairness(instance, &outlook.certificate))
    );
    if let Some(bound) = &mix.bound {
        let said = proof(bound, mix.proven, mix.value, &worth);
        let _ = writeln!(text, "<p>{}.</p>", sentence(&said));
    }
}

/// With a capital in front, and safe in a page.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>());
    escaped(&(first.unwrap_or_default() + letters.as_str()))
}

fn people(count: u64) -> String {
    match count {
        1 => "1 person".to_owned(),
        count => format!("{} people", apart(&count.to_string())),
    }
}

/// What a feature is called, with its id beneath where that says something else.
fn named(instance: &Instance, feature: usize) -> String {
    let feature = &instance.features()[feature];
    match feature.name.as_str() {
        "" => escaped(&feature.id),
        name if name == feature.id => escaped(name),
        name => format!("{}<small>{}</small>", escaped(name), escaped(&feature.id)),
    }
}

fn chosen(told: &Report, text: &mut String) {
    let Report { instance, mix, .. } = told;
    text.push_str("<h2>What is in</h2>\n");
    if mix.selected.is_empty() {
        text.push_str("<p>Nothing.</p>\n");
        return;
    }
    text.push_str(
        "<table><thead><tr><th class=\"n\">Order</th><th>Feature</th><th class=\"n\">Cost</th>\
         <th class=\"n\">People</th></tr></thead><tbody>\n",
    );
    for (at, &f) in mix.selected.iter().enumerate() {
        let _ = writeln!(
            text,
            "<tr><td class=\"n\">{}</td><td class=\"name\">{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td></tr>",
            at + 1,
            named(instance, f),
            apart(&instance.features()[f].cost.to_text(instance.decimals())),
            apart(&instance.support(f).to_string()),
        );
    }
    text.push_str("</tbody></table>\n");
}

/// A bar of a part of a whole, with what it says.
fn bar(part: f64, says: &str, class: &str) -> String {
    let part = if part.is_finite() {
        part.clamp(0.0, 1.0)
    } else {
        0.0
    };
    format!(
        "<div class=\"bar{class}\"><div><i style=\"width:{:.2}%\"></i></div><span>{says}</span></div>",
        part * 100.0
    )
}

fn ratio(of: f64, whole: f64) -> f64 {
    if whole > 0.0 { of / whole } else { 0.0 }
}

/// Money by category beside what people asked for; without categories, by feature.
fn where_money_goes(told: &Report, text: &mut String) {
    let Report { instance, mix, .. } = told;
    let Some(categories) = &told.about.categories else {
        return;
    };
    // What is filed under several counts in equal parts.
    let mut sums: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    for (f, filed) in categories.iter().enumerate() {
        let kinds: Vec<&str> = filed
            .split(',')
            .map(str::trim)
            .filter(|kind| !kind.is_empty())
            .collect();
        let kinds = if kinds.is_empty() {
            vec!["not said"]
        } else {
            kinds
        };
        let each = 1.0 / kinds.len() as f64;
        let cost = match mix.selected.contains(&f) {
            true => instance.features()[f].cost.0 as f64,
            false => 0.0,
        };
        for kind in kinds {
            let sum = sums.entry(kind.to_owned()).or_default();
            sum[0] += cost * each;
            sum[1] += instance.points(f) as f64 * each;
        }
    }
    let (spent, asked) = sums
        .values()
        .fold((0.0, 0.0), |all, sum| (all.0 + sum[0], all.1 + sum[1]));
    let mut rows: Vec<(String, [f64; 2])> = sums.into_iter().collect();
    rows.sort_by(|a, b| b.1[0].total_cmp(&a.1[0]).then(b.1[1].total_cmp(&a.1[1])));
    text.push_str(
        "<h2>Where the money goes</h2>\n<p class=\"quiet\">The wide bar is the part of the money \
         spent, the thin one the part of all votes. A feature that is filed under several kinds counts \
         for each in equal parts.</p>\n<ul class=\"bars\">\n",
    );
    for (kind, [cost, votes]) in rows {
        let (cost, votes) = (ratio(cost, spent), ratio(votes, asked));
        let _ = writeln!(
            text,
            "<li><b>{}</b>{}{}</li>",
            escaped(&kind),
            bar(cost, &format!("{:.1} % of money", cost * 100.0), ""),
            bar(
                votes,
                &format!("{:.1} % of votes", votes * 100.0),
                " wished"
            ),
        );
    }
    text.push_str("</ul>\n");
}

/// What each party gives and gets.
fn parties(told: &Report, text: &mut String) {
    let Report {
        instance,
        mix,
        outlook,
        ..
    } = told;
    if !instance.names_parties() {
        return;
    }
    text.push_str("<h2>What each party gives and gets</h2>\n");
    let given = told.account.as_ref().map(|account| {
        let mut given = vec![0u128; instance.parties().len()];
        for backing in &account.backings {
            for (sum, voice) in given.iter_mut().zip(&backing.by_party) {
                *sum += u128::from(voice.0);
            }
        }
        given
    });
    text.push_str(match given {
        Some(_) => {
            "<p class=\"quiet\">The wide bar is the part of what is spent that this party’s voice \
             carried; the thin one is how much of all it wishes for it gets.</p>\n"
        }
        None => "<p class=\"quiet\">How much of all it wishes for each party gets.</p>\n",
    });
    text.push_str("<ul class=\"bars\">\n");
    for (at, party) in instance.parties().iter().enumerate() {
        let carried = given.as_ref().map_or(String::new(), |given| {
            let amount = Money(u64::try_from(given[at]).unwrap_or(u64::MAX));
            let part = ratio(given[at] as f64, mix.cost.0 as f64);
            bar(part, &money(instance, amount), "")
        });
        let gets = outlook.parties[at];
        let _ = writeln!(
            text,
            "<li><b>{}, {}</b>{carried}{}</li>",
            escaped(&party.name),
            people(party.people),
            bar(
                part_of(gets),
                &format!("gets {} %", percent(gets)),
                if given.is_some() { " wished" } else { "" },
            ),
        );
    }
    text.push_str("</ul>\n");
}

fn part_of(share: Share) -> f64 {
    ratio(share.of as f64, share.whole as f64)
}

/// How many of the features that they named people get.
fn satisfaction(told: &Report, text: &mut String) {
    let Report { instance, mix, .. } = told;
    let mut is_in = vec![false; instance.features().len()];
    for &f in &mix.selected {
        is_in[f] = true;
    }
    let mut counts: Vec<u64> = Vec::new();
    for (g, group) in instance.groups().iter().enumerate() {
        let mut named = instance.ballot(g).peekable();
        if named.peek().is_none() {
            continue;
        }
        let got = named.filter(|&(f, _)| is_in[f]).count().min(MOST_BARS);
        counts.resize(counts.len().max(got + 1), 0);
        counts[got] += u64::from(group.people);
    }
    let all: u64 = counts.iter().sum();
    text.push_str(
        "<h2>How far wishes come true</h2>\n<p class=\"quiet\">People by how many of the features that \
         they named are in.</p>\n<ul class=\"bars\">\n",
    );
    for (got, &here) in counts.iter().enumerate() {
        let got = match got {
            0 => "none".to_owned(),
            MOST_BARS => format!("{MOST_BARS} or more"),
            got => got.to_string(),
        };
        let part = ratio(here as f64, all as f64);
        let says = format!("{} ({:.1} %)", apart(&here.to_string()), part * 100.0);
        let _ = writeln!(text, "<li><b>{got}</b>{}</li>", bar(part, &says, ""));
    }
    text.push_str("</ul>\n");
    let spread = &told.outlook.spread;
    let _ = writeln!(
        text,
        "<p class=\"quiet\">Inequality (Gini) {} %: 0 when all get alike, towards 100 when one person \
         gets everything.</p>",
        percent(spread.gini)
    );
}

/// What each party gets by budget.
fn over_budgets(told: &Report, text: &mut String) {
    let Report { instance, .. } = told;
    text.push_str("<h2>With less or more money</h2>\n");
    if told.steps.is_empty() {
        text.push_str(
            "<p class=\"quiet\">This rule looks long for each budget: the picture is not drawn. Equal \
             shares, greedy and Phragmén’s rule have it.</p>\n",
        );
        return;
    }
    let all: u64 = instance.features().iter().map(|f| f.cost.0).sum();
    let most = all.max(instance.budget().0).max(1);
    let x = |budget: Money| ratio(budget.0 as f64, most as f64) * 1_000.0;
    let line = |party: usize| {
        let mut path = String::from("M0 400");
        for step in &told.steps {
            let _ = write!(path, "H{:.1}V{:.1}", x(step.from), height(step, party));
        }
        path.push_str("H1000");
        path
    };
    let several = instance.names_parties();
    let _ = writeln!(
        text,
        "<p class=\"quiet\">How much of all {} would come true by the same rule, for budgets up to what \
         everything costs. The dashed upright line is this budget.</p>",
        if several {
            "each party wishes for"
        } else {
            "that people wish for"
        },
    );
    let mut lines = String::new();
    for party in 0..instance.parties().len() {
        let look = party % LINES;
        let _ = write!(
            lines,
            "<path class=\"g{look}\" stroke-dasharray=\"{}\" d=\"{}\"/>",
            DASHES[look],
            line(party)
        );
    }
    let _ = writeln!(
        text,
        "<figure><div class=\"plot\"><div class=\"up\"><span>100 %</span><span>50 %</span><span>0 %</span>\
         </div><svg viewBox=\"0 0 1000 400\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"Lines that rise with the budget; the same numbers come with --frontier --csv\">{lines}<path class=\"here\" d=\"M{here:.1} 0V400\"/></svg>\
         <div class=\"along\"><span>0</span><span>{}</span></div></div>",
        money(instance, Money(most)),
        here = x(instance.budget()),
    );
    if several {
        text.push_str("<ul class=\"key\">");
        for (at, party) in instance.parties().iter().enumerate() {
            let look = at % LINES;
            let _ = write!(
                text,
                "<li class=\"g{look}\"><svg viewBox=\"0 0 44 14\" aria-hidden=\"true\"><path \
                 stroke-dasharray=\"{}\" d=\"M0 7H44\"/></svg>{}, {} % now</li>",
                DASHES[look],
                escaped(&party.name),
                percent(told.outlook.parties[at]),
            );
        }
        text.push_str("</ul>\n");
    }
    text.push_str("</figure>\n");
}

fn height(step: &Step, party: usize) -> f64 {
    let part = step.shares.get(party).map_or(0.0, |&share| part_of(share));
    400.0 * (1.0 - part.clamp(0.0, 1.0))
}

fn left_out(told: &Report, text: &mut String) {
    let Report { instance, .. } = told;
    if told.left_out.is_empty() {
        return;
    }
    text.push_str(
        "<h2>What is out</h2>\n<p class=\"quiet\">Nearest to coming in first. What is said to bring \
         something in was tried with the whole rule.</p>\n\
         <table><thead><tr><th>Feature</th><th class=\"n\">Cost</th><th class=\"n\">People</th></tr>\
         </thead><tbody>\n",
    );
    for out in &told.left_out {
        let Out { feature, .. } = *out;
        let _ = writeln!(
            text,
            "<tr><td class=\"name\">{}<small>{}.</small></td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td></tr>",
            named(instance, feature),
            sentence(&why(told, out)),
            apart(
                &instance.features()[feature]
                    .cost
                    .to_text(instance.decimals())
            ),
            apart(&instance.support(feature).to_string()),
        );
    }
    text.push_str("</tbody></table>\n");
}

fn method(arguments: &Arguments, told: &Report, text: &mut String) {
    let Report { instance, .. } = told;
    text.push_str("<h2>How it was computed</h2>\n<dl>\n");
    for (what, says) in computed(arguments, told) {
        let _ = writeln!(
            text,
            "<dt>{}</dt><dd>{}</dd>",
            sentence(what),
            escaped(&says)
        );
    }
    text.push_str("</dl>\n");
    let utility = match told.choice.utility {
        Utility::Cost => "what it costs, to each person who named it",
        Utility::Cardinality => "one, to each person who named it",
        Utility::Points => "the points that each person gave it",
    };
    let _ = writeln!(
        text,
        "<p class=\"quiet\">A feature that is in counts as {utility}. Amounts are exact, and the same file \
         and the same words give the same answer on every machine. {}</p>",
        match instance.people() {
            0 => "",
            _ => "Voice is what people hold to decide with; nobody pays it.",
        }
    );
    if !told.about.warnings.is_empty() {
        text.push_str("<h2>What was odd about the file</h2>\n<ul>\n");
        for warning in &told.about.warnings {
            let _ = writeln!(
                text,
                "<li>Line {}: {}</li>",
                warning.line,
                escaped(&warning.what)
            );
        }
        text.push_str("</ul>\n");
    }
}
