//! A mix on record: what was chosen and what not, and why, as it was recorded; and whether it comes to the
//! same today. What is told of it here is read from its entry and never computed again.

use askama::Template;
use domain::act::MixAsked;
use domain::ids::*;
use domain::view::{FeaturesPage, MixView};
use domain::words::*;

use crate::ask::{Answer, Ask, page};
use crate::figures::Silent;
use crate::host::address;
use crate::layout::Layout;
use crate::pages::decisions::Ways;
use crate::pages::invitation::mailto;
use crate::problem::Problem;
use crate::room::Room;

use super::room::{Fair, FeaturesRoom, Gets, Pays, Row, fold, rule_name};

/// Features of each kind that a letter names; the page tells of all.
const IN_A_LETTER: usize = 15;

#[derive(Template)]
#[template(path = "mix.html")]
struct Page {
    layout: Layout,
    title: String,
    said: String,
    note: String,
    provisional: String,
    /// Whose word on how things turned out was read.
    realised: String,
    budget: String,
    summary: String,
    proof: String,
    /// What the reader's party pays.
    you_pay: Pays,
    chosen: Vec<Row>,
    out: Vec<Row>,
    /// Those that are out beyond the first handful.
    folded: Vec<Row>,
    gets: Vec<Gets>,
    /// What each party pays in all, and what nobody has said yet.
    pays: Vec<(String, String, String)>,
    /// The same as a table to take away.
    csv: String,
    letter: Letter,
    not_rated: Option<Silent>,
    fair: Option<Fair>,
    facts: Vec<(String, String)>,
    again: String,
    again_href: String,
    same: bool,
    inputs: String,
    ways: Ways,
}

/// Why one feature is in a mix or not, on one sheet.
#[derive(Template)]
#[template(path = "mix_why.html")]
struct Card {
    layout: Layout,
    /// Of which mix, and where that is.
    mix: String,
    mix_href: String,
    said: String,
    name: String,
    note: String,
    why: String,
    facts: Vec<(String, String)>,
    letter: Letter,
}

/// A text to send.
pub(super) struct Letter {
    pub text: String,
    /// As a draft in the reader's own mail program.
    pub mailto: String,
}

impl Letter {
    fn of(subject: &str, lines: &[String]) -> Self {
        let text = lines.join("\n");
        Self {
            mailto: mailto("", subject, &text),
            text,
        }
    }
}

/// The recorded mix that the address names, as far as the visitor may see it.
fn asked(ask: &Ask, mixes: &[MixView]) -> Result<MixView, Problem> {
    let id: MixId = ask.param("mix")?;
    let mix = mixes.iter().find(|mix| mix.id == id);
    mix.cloned().ok_or(Problem::NotFound)
}

impl FeaturesRoom<'_> {
    /// “Equal voice, €240,000”.
    pub(super) fn mix_title(&self, mix: &MixView) -> String {
        let rule = rule_name(&self.room, mix.rule, &mix.result.endowments);
        let budget = self.room.money.text(mix.budget);
        self.room
            .say
            .two("mix-recorded-title", ("rule", rule), ("budget", budget))
    }

    fn recorded_by(&self, mix: &MixView) -> String {
        self.room.say.two(
            "mix-recorded-by",
            ("who", self.room.names.person(mix.person)),
            ("moment", self.room.dates.exact(mix.at)),
        )
    }

    /// What bearers have said since it was recorded, where that is something else.
    fn said_since(&self, mixed: &MixedFeature) -> Vec<String> {
        let now = self.feature(mixed.feature);
        let now = now.map(|feature| &feature.bearing[..]).unwrap_or_default();
        let since = mixed.bearing.iter().filter_map(|then| {
            let now = now.iter().find(|now| now.party == then.party)?;
            let key = match now.word {
                ShareWord::Agreed => "borne-since-agreed",
                ShareWord::Declined => "borne-since-declined",
                // Its yes was to other words, or to another share.
                ShareWord::Asked => "borne-since-asked",
                ShareWord::Own => return None,
            };
            let is_asked = now.word == ShareWord::Asked;
            let other = now.word != then.word && (is_asked || now.share == then.share);
            other.then(|| self.room.say.one(key, "party", self.short(then.party)))
        });
        since.collect()
    }

    fn recorded_rows(&self, mix: &MixView) -> Vec<Row> {
        let rows = self.rows(mix.rule, &mix.result.selected, &mix.result.features);
        let told = |mut row: Row| {
            let mixed = mix.result.features.iter();
            let Some(mixed) = mixed.clone().find(|mixed| mixed.feature == row.id) else {
                return row;
            };
            if self.then.iter().any(|then| then.feature == row.id) {
                let now = self.name_now(row.id);
                let called = self.room.say.one("mix-now-called", "name", now);
                row.why = format!("{} ({called})", row.why);
            }
            for since in self.said_since(mixed) {
                row.borne = format!("{} {since}", row.borne);
            }
            if !row.chosen {
                row.card = self
                    .room
                    .to(format_args!("features/mixes/{}/why/{}", mix.id, row.id));
            }
            row
        };
        rows.into_iter().map(told).collect()
    }

    /// What a letter says of a mix, to somebody who was not there.
    fn letter(&self, mix: &MixView, rows: &[Row], you_pay: &Pays) -> Letter {
        let say = self.room.say;
        let title = self.mix_title(mix);
        let subject = say.two(
            "mix-letter-subject",
            ("mix", title.clone()),
            ("service", self.room.frame.name.clone().unwrap_or_default()),
        );
        let mut lines = vec![
            subject.clone(),
            self.recorded_by(mix),
            String::new(),
            self.summary(mix.budget, &mix.result),
            you_pay.said.clone(),
        ];
        lines.extend(you_pay.asked.iter().cloned());
        for (chosen, heading) in [(true, "mix-chosen-title"), (false, "mix-left-out-title")] {
            let some: Vec<&Row> = rows.iter().filter(|row| row.chosen == chosen).collect();
            if some.is_empty() {
                continue;
            }
            lines.extend([String::new(), say.text(heading)]);
            let line = |row: &&Row| {
                let Row {
                    name, cost, why, ..
                } = row;
                format!("– {name}, {cost}. {why}")
            };
            lines.extend(some.iter().take(IN_A_LETTER).map(line));
            if let Some(more) = some.len().checked_sub(IN_A_LETTER).filter(|more| *more > 0) {
                lines.push(say.count("mix-letter-more", more));
            }
        }
        let place = self.room.to(format_args!("features/mixes/{}", mix.id));
        lines.extend([String::new(), address(self.room.ask) + &place]);
        Letter::of(&subject, &lines)
    }
}

/// `GET …/features/mixes/{mix}`; with `?again` it is computed again from the same entry of the record
/// and compared.
///
/// # Errors
/// [`Problem::NotFound`] for a mix that is not there, or that the visitor may not see yet.
pub fn show(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let features = room.seen.features();
    let mix = asked(ask, &features.mixes)?;
    let id = mix.id;
    room.name([mix.person])?;
    let shown = FeaturesRoom {
        then: mix.other_words.clone(),
        ..FeaturesRoom::of(room, features)
    };
    let room = &shown.room;
    let title = shown.mix_title(&mix);
    let layout = room.layout(title.clone())?;
    let result = &mix.result;
    let by_now = room.seen.borne_by_now(result);
    let you_pay = shown.you_pay(&by_now);
    let sums = by_now.borne();
    let said = sums.iter().map(|(_, sum)| sum.all());
    let said = said.fold(0, u64::saturating_add);
    let mut pays: Vec<(String, String, String)> = sums
        .iter()
        .map(|(party, sum)| {
            (
                shown.short(*party),
                room.money.text(sum.agreed),
                shown.open_parts(sum),
            )
        })
        .collect();
    if said < result.cost {
        let open = room.money.text(result.cost - said);
        pays.push((room.say.text("borne-unsaid"), open, String::new()));
    }
    let weights = result.endowments.iter().map(|one| {
        let party = room.short(one.party);
        format!("{party} {}", one.weight)
    });
    let equal = result
        .endowments
        .windows(2)
        .all(|pair| pair[0].weight == pair[1].weight);
    let weights = if equal {
        room.say.text("endowments-equal")
    } else {
        weights.collect::<Vec<_>>().join(" : ")
    };
    let facts = vec![
        (room.say.text("mix-fact-cost"), room.money.text(result.cost)),
        (room.say.text("mix-fact-voices"), weights),
        (
            room.say.text("mix-fact-read"),
            room.say.one("mix-read-at", "sequence", mix.read_at),
        ),
        (room.say.text("mix-fact-engine"), mix.engine.clone()),
    ];
    let (again, same) = again(&shown, &mix)?;
    let again_href = room.to(format_args!("features/mixes/{id}?again=1"));
    let rows = shown.recorded_rows(&mix);
    let letter = shown.letter(&mix, &rows, &you_pay);
    let (chosen, mut out): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.chosen);
    let folded = fold(&mut out, |row| row.chosen);
    page(&Page {
        title,
        said: shown.recorded_by(&mix),
        note: mix.note.clone().unwrap_or_default(),
        provisional: shown.provisional(result),
        realised: shown.realised(result),
        budget: room.money.text(mix.budget),
        summary: shown.summary(mix.budget, result),
        proof: shown.proof(mix.rule, result, false),
        you_pay,
        chosen,
        out,
        folded,
        gets: shown.gets(result),
        pays,
        csv: room.to(format_args!("features/mixes/{id}/mix.csv")),
        letter,
        not_rated: shown.not_rated(result),
        fair: result
            .fairness
            .as_ref()
            .map(|one| shown.fair(mix.rule, one)),
        facts,
        again,
        again_href,
        same,
        inputs: mix.inputs.clone(),
        ways: Ways::from_mix(room, id),
        layout,
    })
}

/// What each feature in a recorded mix or out of it is called there, and why it is, as its page says it.
pub(crate) fn reasons<'a>(
    room: Room<'a>,
    features: FeaturesPage,
    mix: &MixView,
) -> (Room<'a>, Vec<(FeatureId, String, String)>) {
    let shown = FeaturesRoom {
        then: mix.other_words.clone(),
        ..FeaturesRoom::of(room, features)
    };
    let rows = shown.recorded_rows(mix).into_iter();
    let reasons = rows.map(|row| (row.id, row.name, row.why)).collect();
    (shown.room, reasons)
}

/// What a mix comes to when it is computed again, where that is asked, and whether it is the same.
fn again(shown: &FeaturesRoom<'_>, mix: &MixView) -> Result<(String, bool), Problem> {
    let (room, ask) = (&shown.room, shown.room.ask);
    if !ask.query.has("again") {
        return Ok((String::new(), false));
    }
    let asked = MixAsked {
        rule: mix.rule,
        budget: mix.budget,
        read_at: mix.read_at,
    };
    let (app, result) = (ask.web.app(), &mix.result);
    match app.compute_mix(ask.table()?.id, ask.person()?, asked) {
        Ok(mut now) => {
            // What an earlier release did not say.
            if result.fairness.is_none() {
                now.result.fairness = None;
            }
            let then = result.fairness.as_ref().map(|then| then.loses_nothing);
            if let (Some(None), Some(now)) = (then, &mut now.result.fairness) {
                now.loses_nothing = None;
            }
            if result.room.is_none() {
                now.result.room = None;
            }
            for mixed in &mut now.result.features {
                let mut then = result.features.iter();
                let then = then.find(|then| then.feature == mixed.feature);
                if let Some(then) = then.filter(|then| !then.why.is_in() && then.fits.is_none()) {
                    (mixed.why, mixed.fits) = (then.why, None);
                }
            }
            let same = now.inputs == mix.inputs && now.result == *result;
            let key = if same {
                "mix-again-same"
            } else if now.inputs == mix.inputs {
                "mix-again-otherwise"
            } else {
                "mix-again-inputs"
            };
            Ok((room.say.one(key, "engine", now.engine), same))
        }
        Err(app::Refused::Rule(refusal)) => {
            Ok((room.say.text(&format!("rule-{}", refusal.rule())), false))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET …/features/mixes/{mix}/why/{feature}`: why one feature is in a recorded mix or not, on one sheet that
/// can be printed and sent.
///
/// # Errors
/// [`Problem::NotFound`] for a mix that is not there, or that the visitor may not see yet; and for a feature
/// that it could not choose from.
pub fn why(ask: &Ask) -> Answer {
    let id: FeatureId = ask.param("feature")?;
    let mut room = ask.room()?;
    let features = room.seen.features();
    let mix = asked(ask, &features.mixes)?;
    let mixed = mix.result.features.iter().find(|one| one.feature == id);
    let mixed = mixed.ok_or(Problem::NotFound)?;
    room.name([mix.person])?;
    let shown = FeaturesRoom {
        then: mix.other_words.clone(),
        ..FeaturesRoom::of(room, features)
    };
    let (room, say) = (&shown.room, shown.room.say);
    let name = shown.name(id);
    let is_in = mixed.why.is_in();
    let key = if is_in { "mix-why-in" } else { "mix-why-out" };
    let title = say.one(key, "feature", name.clone());
    let (_, backed) = shown.backed(&mixed.backed);
    let mut borne = shown.bearing(&mixed.bearing, mixed.price);
    for since in shown.said_since(mixed) {
        borne = format!("{borne} {since}");
    }
    let facts = vec![
        (say.text("mix-cost"), room.money.text(mixed.price)),
        (say.text("mix-backed"), backed),
        (say.text("mix-borne"), borne),
        (
            say.text("mix-why-mix"),
            shown.summary(mix.budget, &mix.result),
        ),
    ];
    let why = shown.why(mix.rule, mixed);
    let said = shown.recorded_by(&mix);
    let mix_title = shown.mix_title(&mix);
    let mix_href = room.to(format_args!("features/mixes/{}", mix.id));
    let feature = shown.feature(id);
    let note = match shown.then.iter().find(|then| then.feature == id) {
        Some(then) => then.note.clone(),
        None => feature.and_then(|feature| feature.note.clone()),
    };
    let mut lines = vec![title.clone(), String::new(), why.clone(), String::new()];
    lines.extend(facts.iter().map(|(what, text)| format!("{what}: {text}")));
    let place = room.to(format_args!("features/mixes/{}/why/{id}", mix.id));
    lines.extend([
        String::new(),
        format!("{mix_title}. {said}."),
        address(ask) + &place,
    ]);
    page(&Card {
        letter: Letter::of(&title, &lines),
        layout: room.layout(title)?,
        mix: mix_title,
        mix_href,
        said,
        name,
        note: note.unwrap_or_default(),
        why,
        facts,
    })
}
