//! What an agreement says, in its reader's language: the same paragraphs for its page, for paper, for files, and
//! for comparing one version with another.

use domain::ids::*;
use domain::view::{AgreementView, ClauseView};
use domain::words::*;

use crate::chart;
use crate::money::Decimals;
use crate::names::PartyLabel;
use crate::pages::features::room::rule_name;
use crate::pages::measures;
use crate::room::Room;

/// More words than this are no unit.
const UNIT_WORDS: usize = 3;

/// One part of the text, under its heading.
pub struct Section {
    /// Which it is.
    pub section: AgreementSection,
    /// “2 · What it is worth, and to whom”.
    pub heading: String,
    /// What stands there, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph of the text.
pub struct Paragraph {
    /// What it is, in every version: by this it is found again in another one.
    pub key: String,
    /// `lead`, `item`, `quote`, `note`, or nothing.
    pub look: &'static str,
    /// Before what somebody typed, the paper's own words on it: “At once, when a value falls:”; else empty.
    pub before: String,
    /// All of it but that.
    pub text: String,
    /// The same on one line, in quotation marks where it is what somebody typed.
    said: String,
    /// The value of an outcome to the party that it is for, drawn beside the paragraph.
    pub value: Option<Value>,
    /// Whose words they are, where that is told apart from them.
    pub who: String,
    /// The entry in which they said it, and where that is; empty where it is not told.
    pub entry: String,
    /// Its address.
    pub entry_at: String,
}

impl Paragraph {
    /// What somebody typed, as a test has it.
    #[cfg(test)]
    pub(super) fn quotation(key: &str, before: &str, text: &str, who: &str) -> Self {
        Self {
            key: key.to_owned(),
            look: "quote",
            before: before.to_owned(),
            text: text.to_owned(),
            said: text.to_owned(),
            value: None,
            who: who.to_owned(),
            entry: String::new(),
            entry_at: String::new(),
        }
    }

    /// Who said it, and in which entry.
    pub fn by(&self) -> String {
        let told = [&self.who, &self.entry];
        let told: Vec<_> = told.into_iter().filter(|it| !it.is_empty()).collect();
        told.into_iter().cloned().collect::<Vec<_>>().join(", ")
    }
}

impl Paragraph {
    /// All of it in one.
    pub fn whole(&self) -> String {
        format!("{} {}", self.before, self.said)
            .trim_start()
            .to_owned()
    }
}

/// A value: the number and what it is made of.
pub struct Value {
    /// Whose it is.
    pub party: PartyLabel,
    /// The number.
    pub number: String,
    /// Three bars, as SVG.
    pub bars: String,
}

/// The people whom a text names.
pub fn people(view: &AgreementView) -> impl Iterator<Item = PersonId> + '_ {
    let words = view.clauses.iter().filter_map(|clause| clause.words_of);
    let signed = view.signatures.iter().map(|signed| signed.person);
    let missing = view
        .missing
        .iter()
        .flat_map(|missing| missing.people.iter().copied());
    let declined = view.declined.iter().map(|declined| declined.person);
    let withdrawn = view
        .withdrawn
        .iter()
        .flat_map(|it| it.people.iter().copied().chain([it.person]));
    let reopened = view.reopened.iter().map(|reopened| reopened.person);
    words
        .chain(signed)
        .chain(missing)
        .chain(declined)
        .chain(withdrawn)
        .chain(reopened)
        .chain(view.opened_by)
        .chain([view.composed_by])
}

/// The whole text. It is signed as it stands, on a page as on paper: no name goes on in its words.
pub fn sections(room: &Room<'_>, view: &AgreementView) -> Vec<Section> {
    let room = &room.on_paper();
    let mut sections = Vec::new();
    for section in AgreementSection::ALL.iter().copied() {
        let clauses = view.clauses.iter();
        let in_it = clauses.filter(|it| it.clause.section() == section);
        let mut paragraphs: Vec<Paragraph> = in_it
            .flat_map(|it| [Some(paragraph(room, view, it)), whole(room, it)])
            .flatten()
            .collect();
        if section == AgreementSection::Worth {
            if !view.unmeasured.is_empty() {
                paragraphs.push(unmeasured(room, view));
            }
            paragraphs.extend(untold(room, view));
        }
        if paragraphs.is_empty() {
            continue;
        }
        let number = sections.len() + 1;
        let title = section_title(room, section);
        sections.push(Section {
            section,
            heading: format!("{number} · {title}"),
            paragraphs,
        });
    }
    sections
}

/// What a section is called.
pub(crate) fn section_title(room: &Room<'_>, section: AgreementSection) -> String {
    room.say.text(&format!("agreement-part-{}", section.word()))
}

/// Of which of the four qualities no measure tells.
fn unmeasured(room: &Room<'_>, view: &AgreementView) -> Paragraph {
    let names = view.unmeasured.iter();
    let names = names.map(|quality| room.say.text(&format!("quality-{}", quality.word())));
    let names: Vec<_> = names.collect();
    let text = room
        .say
        .one("agreement-unmeasured", "qualities", names.join(", "));
    noted("unmeasured", text)
}

/// Of which outcomes no measure tells, where one tells of their quality elsewhere.
fn untold(room: &Room<'_>, view: &AgreementView) -> Option<Paragraph> {
    let of = |clause: Clause| view.clauses.iter().filter(move |it| it.clause == clause);
    let is_measured = |outcome| of(Clause::Measure).any(|it| it.outcome == outcome);
    let untold = of(Clause::Outcome).filter(|it| {
        let is_told = it
            .quality
            .is_some_and(|quality| view.unmeasured.contains(&quality));
        !is_told && !is_measured(it.outcome)
    });
    let names: Vec<_> = untold
        .map(|it| room.names.quoted_words(&room.or_erased(it.words.as_ref())))
        .collect();
    (!names.is_empty()).then(|| {
        let names = names.join(", ");
        let text = room.say.one("agreement-untold", "outcomes", names);
        noted("untold", text)
    })
}

fn noted(key: &str, text: String) -> Paragraph {
    Paragraph {
        key: key.to_owned(),
        look: "note",
        said: text.clone(),
        text,
        before: String::new(),
        value: None,
        who: String::new(),
        entry: String::new(),
        entry_at: String::new(),
    }
}

fn paragraph(room: &Room<'_>, view: &AgreementView, clause: &ClauseView) -> Paragraph {
    let typed = match clause.clause {
        Clause::Purpose
        | Clause::Commitment
        | Clause::Contract
        | Clause::Factor
        | Clause::Fall
        | Clause::Dissent => !clause.erased,
        _ => false,
    };
    let look = match clause.clause {
        Clause::Outcome => "lead",
        Clause::Measure | Clause::Effect => "note",
        _ if typed => "quote",
        Clause::Feature | Clause::Decision | Clause::Commitment | Clause::Dissent => "item",
        _ => "",
    };
    let before = match clause.clause {
        Clause::Factor if typed => room.say.text("agreement-factor"),
        Clause::Fall if typed => room.say.text("agreement-fall"),
        Clause::Commitment if typed => room
            .say
            .with("agreement-promise-by", &promised(room, clause)),
        _ => String::new(),
    };
    let by_link = room.names.by_link(clause.by_link_of);
    let mut text = text(room, view, clause);
    let is_by_author = typed || clause.clause == Clause::Dissent;
    if !is_by_author && !by_link.is_empty() {
        text = format!("{text} ({by_link})");
    }
    let who = match (clause.clause, clause.words_of) {
        _ if is_by_author => author(room, clause),
        (Clause::Decision, Some(person)) => room.names.person(person),
        _ => String::new(),
    };
    let told = matches!(
        clause.clause,
        Clause::Dissent | Clause::Decision | Clause::Commitment
    );
    let cites = clause.cites.filter(|_| told);
    Paragraph {
        key: key(clause),
        look,
        before,
        said: match typed {
            true => room.names.quoted_words(&text),
            false => text.clone(),
        },
        text,
        value: value(room, view, clause),
        who,
        entry: cites.map_or_else(String::new, |entry| {
            room.say.one("agreement-entry", "entry", entry)
        }),
        entry_at: cites.map_or_else(String::new, |entry| room.to(format_args!("record/{entry}"))),
    }
}

/// Whose words a clause is in, and what is to be known of them.
fn author(room: &Room<'_>, clause: &ClauseView) -> String {
    let Some(person) = clause.words_of else {
        return String::new();
    };
    let mut who = room.names.person(person);
    // The clause's party is whom it is about: somebody else may have said it.
    let mut sides = room.frame.sides.iter();
    if let Some((_, party)) = sides.find(|(it, _)| *it == person) {
        who = format!("{who}, {}", room.short(*party));
    }
    match room.names.by_link(clause.by_link_of) {
        mark if mark.is_empty() => who,
        mark => format!("{who} ({mark})"),
    }
}

/// When an outcome is good enough, in the words of the party that it is for; all that was decided.
fn whole(room: &Room<'_>, clause: &ClauseView) -> Option<Paragraph> {
    let before = match clause.clause {
        Clause::Outcome => room.say.text("agreement-good-enough"),
        Clause::Decision => String::new(),
        _ => return None,
    };
    let more = clause.more.as_ref()?;
    Some(Paragraph {
        key: format!("{} whole", key(clause)),
        look: "quote",
        before,
        text: more.clone(),
        said: room.names.quoted_words(more),
        value: None,
        who: author(room, clause),
        entry: String::new(),
        entry_at: String::new(),
    })
}

/// What a clause is, whatever it says.
fn key(clause: &ClauseView) -> String {
    let kind = clause.clause.word();
    match clause.clause {
        Clause::Outcome | Clause::Worth => match clause.outcome {
            Some(outcome) => format!("{kind} {outcome}"),
            None => kind.to_owned(),
        },
        Clause::Measure => match clause.measure {
            Some(measure) => format!("{kind} {measure}"),
            None => kind.to_owned(),
        },
        Clause::Feature => match clause.feature {
            Some(feature) => format!("{kind} {feature}"),
            None => kind.to_owned(),
        },
        Clause::Decision => match clause.proposal {
            Some(proposal) => format!("{kind} {proposal}"),
            None => kind.to_owned(),
        },
        Clause::Commitment => match clause.commitment {
            Some(commitment) => format!("{kind} {commitment}"),
            None => kind.to_owned(),
        },
        Clause::Dissent => match clause.dissent {
            Some(dissent) => format!("{kind} {dissent}"),
            None => kind.to_owned(),
        },
        // An effect has no id here: it is what is said of whom.
        Clause::Effect => {
            let said = [
                clause.outcome.map(|it| it.to_string()),
                clause.party.map(|it| it.to_string()),
                clause.direction.map(|it| it.word().to_owned()),
                clause.words.clone(),
            ];
            format!("{kind} {}", said.map(Option::unwrap_or_default).join(" "))
        }
        _ => kind.to_owned(),
    }
}

/// Who promised what to whom by when, but for the words.
fn promised(room: &Room<'_>, clause: &ClauseView) -> [(&'static str, String); 3] {
    let name = |party: Option<PartyId>| party.map_or("", |party| room.short(party)).to_owned();
    [
        ("party", name(clause.party)),
        ("to", name(clause.promised_to)),
        (
            "day",
            clause.day.map(|day| room.dates.on(day)).unwrap_or_default(),
        ),
    ]
}

/// A unit as it stands behind a number: one that is more than a unit is somebody's words.
pub(crate) fn unit(room: &Room<'_>, typed: &str) -> String {
    let is_of_a_unit = |c: char| c.is_alphanumeric() || " %‰°€$£/·²³µ".contains(c);
    let words = typed.split_whitespace().count();
    match words <= UNIT_WORDS && typed.chars().all(is_of_a_unit) {
        true => typed.to_owned(),
        false => room.names.quoted_words(typed),
    }
}

/// The text of a clause. What somebody typed stands in quotation marks wherever words of the paper's own stand beside
/// it: nobody writes a sentence that others sign as the paper's.
fn text(room: &Room<'_>, view: &AgreementView, clause: &ClauseView) -> String {
    let say = room.say;
    let words = match (clause.erased, clause.erased_since_fixed) {
        (true, false) => say.text("text-erased"),
        (true, true) => say.text("agreement-erased"),
        (false, _) => clause.words.clone().unwrap_or_default(),
    };
    let quoted = match clause.erased {
        true => words.clone(),
        false => room.names.quoted_words(&words),
    };
    let name = |party: Option<PartyId>| match party {
        Some(party) => room.short(party).to_owned(),
        None => String::new(),
    };
    match clause.clause {
        Clause::Commitment if clause.erased => {
            let before = say.with("agreement-promise-by", &promised(room, clause));
            format!("{before} {words}")
        }
        Clause::Purpose
        | Clause::Commitment
        | Clause::Contract
        | Clause::Factor
        | Clause::Fall
        | Clause::Dissent => words,
        Clause::Outcome => match (clause.party, clause.erased) {
            (Some(party), false) => say.two(
                "agreement-for",
                ("party", room.short(party)),
                ("words", quoted.as_str()),
            ),
            (None, false) => quoted,
            (_, true) => words,
        },
        Clause::Worth => worth(room, view, clause),
        Clause::Measure => {
            let aim = clause.aim.unwrap_or(Aim::AtLeast);
            let unit = clause.more.as_deref().unwrap_or_default();
            let target = measures::figure(room, clause.target.unwrap_or_default(), unit);
            let quality = clause.quality.unwrap_or(Quality::Utility);
            say.with(
                "agreement-measure",
                &[
                    ("name", quoted),
                    ("aim", aim.word().to_owned()),
                    ("target", target),
                    ("quality", say.text(&format!("quality-{}", quality.word()))),
                ],
            )
        }
        Clause::Effect => {
            let direction = clause.direction.unwrap_or(Direction::Removes);
            let burden = clause.burden.unwrap_or(Burden::Cost);
            let key = format!("agreement-{}-{}", direction.word(), burden.word());
            say.two(&key, ("party", name(clause.party)), ("words", quoted))
        }
        Clause::Mix if clause.hidden => say.text("agreement-mix-hidden"),
        Clause::Mix => {
            let chosen = view
                .clauses
                .iter()
                .filter(|it| it.clause == Clause::Feature);
            let rule = clause.rule.unwrap_or(MixRule::EqualVoice);
            let mix = clause.mix.and_then(|id| room.seen.mix_result(id));
            let voices = mix.map_or(&[][..], |mix| &mix.endowments);
            say.with(
                "agreement-mix",
                &[
                    ("count", chosen.count().to_string()),
                    ("cost", room.money.text(clause.cost.unwrap_or_default())),
                    ("budget", room.money.text(clause.budget.unwrap_or_default())),
                    ("rule", rule_name(room, rule, voices)),
                ],
            )
        }
        Clause::Feature => match (clause.price, &clause.bears[..]) {
            (Some(price), []) => say.two(
                "agreement-feature",
                ("name", quoted),
                ("price", room.money.text(price)),
            ),
            (Some(price), bears) => say.with(
                "agreement-feature-paid",
                &[
                    ("name", quoted),
                    ("price", room.money.text(price)),
                    ("pays", pays(room, bears)),
                ],
            ),
            (None, _) => quoted,
        },
        Clause::Decision => {
            let again = clause.day.map(|day| {
                let day = room.dates.on(day);
                say.one("agreement-decision-again", "day", day)
            });
            let told = [Some(pays(room, &clause.bears)), again];
            let told = told.into_iter().flatten().filter(|it| !it.is_empty());
            let told: Vec<String> = told.collect();
            match told.is_empty() {
                true => quoted,
                false => format!("{quoted} ({})", told.join("; ")),
            }
        }
        Clause::Review => {
            let day = clause.day.map(|day| room.dates.on(day)).unwrap_or_default();
            let months = clause.months.unwrap_or_default();
            let every = say.count(
                "agreement-every",
                usize::try_from(months).unwrap_or_default(),
            );
            say.two("agreement-review", ("day", day), ("every", every))
        }
    }
}

/// Which parties pay how much.
fn pays(room: &Room<'_>, bears: &[CostTo]) -> String {
    let told = bears.iter().map(|it| {
        let amount = room.money.text(it.amount);
        let party = room.short(it.party);
        let values = (("party", party), ("amount", amount.as_str()));
        room.say.two("agreement-pays", values.0, values.1)
    });
    told.collect::<Vec<_>>().join(", ")
}

/// What an outcome is worth to every party that said so, that of the party it is for first.
fn worth(room: &Room<'_>, view: &AgreementView, clause: &ClauseView) -> String {
    let say = room.say;
    if clause.hidden {
        return match room.frame.you.party == room.frame.provider {
            true => say.text("agreement-worth-guess"),
            false => say.text("agreement-worth-hidden"),
        };
    }
    let decides = for_party(view, clause);
    let (own, others): (Vec<&WorthTo>, Vec<&WorthTo>) = clause
        .worth
        .iter()
        .partition(|it| Some(it.party) == decides);
    let told = own.into_iter().chain(others).map(|it| {
        let basis = say.count(
            "agreement-raters",
            usize::try_from(it.raters).unwrap_or_default(),
        );
        let basis = match it.other_words {
            0 => basis,
            all if all == it.raters => format!("{basis}, {}", say.text("other-words")),
            some => {
                let values = (("count", some.to_string()), ("all", it.raters.to_string()));
                let some = say.two("other-words-some", values.0, values.1);
                format!("{basis}, {some}")
            }
        };
        say.with(
            "agreement-worth-to",
            &[
                ("value", tenths(say, it.tenths)),
                ("party", room.short(it.party).to_owned()),
                ("basis", basis),
            ],
        )
    });
    let told: Vec<_> = told.collect();
    match told.is_empty() {
        true => say.text("agreement-worth-none"),
        false => say.one("agreement-worth", "values", told.join("; ")),
    }
}

/// Whom the outcome of a clause is for.
fn for_party(view: &AgreementView, clause: &ClauseView) -> Option<PartyId> {
    let mut clauses = view.clauses.iter();
    let outcome = clauses.find(|it| it.clause == Clause::Outcome && it.outcome == clause.outcome);
    outcome.and_then(|outcome| outcome.party)
}

fn value(room: &Room<'_>, view: &AgreementView, clause: &ClauseView) -> Option<Value> {
    if clause.clause != Clause::Worth {
        return None;
    }
    let party = for_party(view, clause)?;
    let worth = clause.worth.iter().find(|it| it.party == party)?;
    let of = |tenths: u16| f64::from(tenths) / 10.0;
    let title = room.say.with(
        "agreement-bars",
        &[
            ("benefit", tenths(room.say, worth.benefit)),
            ("usefulness", tenths(room.say, worth.usefulness)),
            ("importance", tenths(room.say, worth.importance)),
        ],
    );
    Some(Value {
        party: room.names.party(party).clone(),
        number: tenths(room.say, worth.tenths),
        bars: chart::value_bars(
            of(worth.benefit),
            of(worth.usefulness),
            of(worth.importance),
            &title,
        ),
    })
}

fn tenths(say: crate::catalogue::Say, tenths: u16) -> String {
    number(say, i64::from(tenths) * 100)
}

/// Thousandths, as the language writes them.
pub fn number(say: crate::catalogue::Say, thousandths: i64) -> String {
    let sign = if thousandths < 0 { "−" } else { "" };
    let (whole, part) = (thousandths.abs() / 1_000, thousandths.abs() % 1_000);
    let part = format!("{part:03}");
    let part = part.trim_end_matches('0');
    let mark = Decimals::of(say).mark();
    match part.is_empty() {
        true => format!("{sign}{whole}"),
        false => format!("{sign}{whole}{mark}{part}"),
    }
}

/// A number as somebody typed it, in thousandths; none where it is none, has more than three decimals, or could be
/// two.
pub fn thousandths(say: crate::catalogue::Say, typed: &str) -> Option<i64> {
    let typed = typed.trim().replace('\u{2212}', "-");
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, &typed[..]),
    };
    let own = Decimals::of(say).mark();
    let (whole, part) = match digits.split_once(['.', ',']) {
        None => (digits, ""),
        // “1.000” may be a thousand where decimals begin with a comma.
        Some((_, part)) if part.len() == 3 && !digits.contains(own) => return None,
        Some(parts) => parts,
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 12
        || part.len() > 3
        || !all_digits(whole)
        || !all_digits(part)
    {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(sign * (whole * 1_000 + part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Say;
    use accounts::Language;

    #[test]
    fn a_target_is_written_and_read_as_the_language_has_it() {
        let (en, de) = (Say(Language::En), Say(Language::De));
        for (thousandths, english, german) in [
            (99_500, "99.5", "99,5"),
            (-2_000, "−2", "−2"),
            (125, "0.125", "0,125"),
        ] {
            assert_eq!(
                (number(en, thousandths), number(de, thousandths)),
                (english.into(), german.into())
            );
            assert_eq!(super::thousandths(en, english), Some(thousandths));
            assert_eq!(super::thousandths(de, german), Some(thousandths));
        }
        assert_eq!(
            super::thousandths(de, "99.5"),
            Some(99_500),
            "nothing else can be meant"
        );
        for unclear in [
            "1,000",
            "1.2.3",
            "",
            "-",
            "1.2345",
            "a",
            "1 000",
            "9999999999999",
        ] {
            assert_eq!(super::thousandths(en, unclear), None, "{unclear}");
        }
        assert_eq!(super::thousandths(de, "1.000"), None);
    }
}
