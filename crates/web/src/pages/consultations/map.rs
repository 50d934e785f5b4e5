//! What came of a consultation, told to people: the map, what all share, what each group says, what divides.
//!
//! Common ground comes first. Everything here is told of at least five people, or not at all.

use std::fmt::Write as _;

use app::ballots::results::{Drawn, FEWEST, Figures, Group, Statement, Tally};
use domain::Consultation;
use domain::ballot::{Ballot, Voice};
use domain::ids::*;
use domain::words::{Tongue, Vote};
use opinion::drawing::{self, Declared, Gathered, Picture, Words};
use opinion::map::TooFew;

use crate::ask::Ask;

/// From so much firmness on a group is called firm, and from so much fairly firm.
const FIRM: f64 = 0.85;
const FAIRLY_FIRM: f64 = 0.6;

/// What came of it, ready for the page.
pub(crate) struct Results {
    /// How many people and votes are in it.
    pub counted: String,
    /// Who is in none of it, and what waits for the next step; may be empty.
    pub notes: Vec<String>,
    /// The map as SVG; empty where there is none.
    pub picture: String,
    /// Whether the parties can be laid over the map, and whether they are.
    pub overlay: Option<bool>,
    /// In which groups the people of which parties are, where that is laid over the map.
    pub laid: Vec<String>,
    /// What the picture shows, in a sentence, or why there is none.
    pub sentence: String,
    pub shared: Vec<Line>,
    /// Why nothing is shared, where nothing is.
    pub unshared: String,
    /// What all groups say, and the people of a party do not.
    pub unlike: Vec<Line>,
    /// The key of what stands over that.
    pub unlike_note: &'static str,
    pub groups: Vec<GroupTold>,
    pub divides: Vec<Line>,
    pub least: Vec<Line>,
    pub left_out: Vec<LeftOut>,
    /// What stands over the columns after the statement.
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
    pub parties: Vec<String>,
    pub party_rows: Vec<Row>,
}

/// A statement, and what is said of it.
pub(crate) struct Line {
    pub words: String,
    /// Its language, where it is another one than the page's.
    pub lang: &'static str,
    /// The page of the statement; empty for whoever only takes part.
    pub href: String,
    /// “all groups agree”.
    pub what: String,
    /// What the look of it is: `agree`, `disagree`, or nothing.
    pub look: &'static str,
    /// Each group's share, or the difference, in words.
    pub detail: String,
    pub bar: String,
}

/// A statement that was left out: those with which it began, and others once people had voted on them.
pub(crate) struct LeftOut {
    /// Its words, where it began with it; else that they are not shown.
    pub words: String,
    pub lang: &'static str,
    /// Whether these are the statement's own words.
    pub own: bool,
    /// What people had said to it; empty where nothing was told of it.
    pub said: String,
    pub why: String,
}

/// A group of people who vote the same way.
pub(crate) struct GroupTold {
    pub mark: String,
    pub name: String,
    pub people: String,
    pub firm: String,
    pub says: Vec<Line>,
}

/// A statement in the table.
pub(crate) struct Row {
    pub number: u64,
    pub words: String,
    pub lang: &'static str,
    pub href: String,
    pub cells: Vec<String>,
}

/// What a reader needs to be told of it.
pub(crate) struct Reading<'a> {
    pub ask: &'a Ask,
    pub consultation: &'a Consultation,
    pub ballot: &'a Ballot,
    /// The reader's own voice, where they take part.
    pub own: Option<&'a Voice>,
    /// What the parties are called, and how they look.
    pub parties: &'a [PartyTold],
    /// Below which address the pages of statements are; empty for whoever only takes part.
    pub place: String,
    /// Whether the parties are laid over the map.
    pub laid_over: bool,
}

/// A party whose people are asked.
pub(crate) struct PartyTold {
    pub id: PartyId,
    pub name: String,
    /// The class of its look; empty where the reader knows none.
    pub look: &'static str,
}

/// The language of somebody's words, where it is another one than the page's.
pub(crate) fn lang(ask: &Ask, tongue: Option<Tongue>) -> &'static str {
    match tongue.map(Tongue::word) {
        Some(word) if word != ask.say.0.code() => word,
        _ => "",
    }
}

/// How it is told that so many groups, or all where there are none, say the same, and how that looks.
pub(super) fn how_shared(vote: Vote, groups: usize) -> (&'static str, &'static str) {
    match (vote, groups) {
        (Vote::Disagree, 0..2) => ("map-most-disagree", "disagree"),
        (Vote::Disagree, _) => ("map-all-disagree", "disagree"),
        (_, 0..2) => ("map-most-agree", "agree"),
        _ => ("map-all-agree", "agree"),
    }
}

impl Reading<'_> {
    /// The words of a statement.
    pub fn words(&self, statement: u64) -> String {
        let words = self.ballot.words(self.consultation, statement);
        words.map_or_else(|| self.ask.say.text("text-erased"), str::to_owned)
    }

    /// The language of a statement, where it is another one than the page's.
    fn lang(&self, statement: u64) -> &'static str {
        lang(self.ask, self.ballot.language(self.consultation, statement))
    }

    /// The page of a statement.
    fn href(&self, statement: u64) -> String {
        match self.place.as_str() {
            "" => String::new(),
            place => format!("{place}/{statement}"),
        }
    }

    /// Parties of which the map can show in which groups their people are, where people of two answered at least.
    fn laid_over(&self, drawn: &Drawn) -> Vec<(&PartyTold, Vec<u8>)> {
        let by_party = drawn.groups_by_party(self.consultation);
        let known = self.parties.iter();
        let all: Vec<_> = known
            .filter_map(|party| Some((party, by_party.get(&party.id)?.clone())))
            .filter(|(_, groups)| !groups.is_empty())
            .collect();
        if by_party.len() < 2 { Vec::new() } else { all }
    }

    /// The name of the group with this letter.
    pub fn group(&self, letter: u8) -> String {
        self.ask
            .say
            .one("map-group", "letter", char::from(b'A' + letter.min(25)))
    }

    fn people(&self, people: usize) -> String {
        self.ask.say.count("map-people", people)
    }

    /// The map as SVG, and how many people each of its dots stands for.
    fn picture(&self, drawn: &Drawn, figures: &Figures) -> (String, usize) {
        if figures.groups.is_empty() {
            return (String::new(), 1);
        }
        let laid = match self.laid_over {
            true => self.laid_over(drawn),
            false => Vec::new(),
        };
        let class = |look: &str| {
            format!(
                "declared party-{}",
                if look.is_empty() { "further" } else { look }
            )
        };
        let classes: Vec<String> = laid.iter().map(|(party, _)| class(party.look)).collect();
        let declared: Vec<Declared<'_>> = laid
            .iter()
            .zip(&classes)
            .map(|((party, groups), class)| Declared {
                class,
                name: &party.name,
                groups,
            })
            .collect();
        let groups: Vec<Gathered> = figures.groups.iter().map(|group| group.place).collect();
        let own = self.own.and_then(|own| drawn.closest(figures, own));
        let picture = Picture {
            groups: &groups,
            aside: figures.apart,
            own: own.map(|place| figures.groups[place].letter),
            declared: &declared,
        };
        let mut drawing = String::new();
        let words = Words {
            group: &|letter| self.group(letter),
            people: &|people| self.people(people),
            aside: &|| {
                self.ask.say.text(match figures.settled {
                    true => "map-aside",
                    false => "map-aside-untold",
                })
            },
            own: &|| self.ask.say.text("map-you"),
        };
        let [upper, lower] = drawing::drawn(&picture, &words, &mut drawing);
        let text = format!(
            "<svg class=\"opinions\" viewBox=\"0 {upper:.1} {:.1} {:.1}\" role=\"img\" aria-labelledby=\"map-title\">\
             <title id=\"map-title\">{}</title>{drawing}</svg>",
            drawing::SIZE[0],
            lower - upper,
            self.ask.say.plain("map-title")
        );
        (text, picture.people_per_dot())
    }

    /// Everything that came of it so far.
    pub fn results(&self, drawn: &Drawn) -> Results {
        let figures = drawn.figures(self.consultation, self.ballot);
        let say = self.ask.say;
        let (picture, each) = self.picture(drawn, &figures);
        let over = figures.is_over;
        let mut sentence = match (&drawn.map, figures.groups.len()) {
            (Ok(_), 0) => say.text(or_over(over, "map-groups-untold", "map-groups-untold-over")),
            (Ok(_), 1) => say.text("map-one-group"),
            (Ok(_), groups) => say.count("map-read", groups),
            (Err(few), _) => no_map(self.ask, over, few),
        };
        if !figures.groups.is_empty() {
            sentence = format!("{sentence} {}", say.count("map-dot", each));
        }
        let notes = self.notes(drawn, &figures);
        let mut heads = vec![
            say.text("vote-agree"),
            say.text("vote-disagree"),
            say.text("vote-pass"),
        ];
        let grouped = figures.groups.len() > 1;
        if grouped {
            let groups = figures.groups.iter();
            heads.extend(
                groups.map(|group| say.one("map-agree-of", "group", self.group(group.letter))),
            );
        }
        let laid_over = self.laid_over(drawn);
        Results {
            counted: say.two(
                match figures.everybody {
                    true => "map-counted",
                    false => "map-counted-least",
                },
                ("people", self.people(figures.people)),
                ("votes", figures.votes.to_string()),
            ),
            notes,
            overlay: (!picture.is_empty() && !laid_over.is_empty()).then_some(self.laid_over),
            laid: match self.laid_over {
                true => self.laid(&figures, &laid_over),
                false => Vec::new(),
            },
            picture,
            sentence,
            shared: self.shared(&figures),
            unshared: self.unshared(&figures),
            unlike: self.unlike(&figures),
            unlike_note: match figures.groups.len() {
                0..2 => "map-unlike-note-most",
                _ => "map-unlike-note",
            },
            groups: match grouped {
                true => figures
                    .groups
                    .iter()
                    .map(|it| self.told(it, &figures))
                    .collect(),
                false => Vec::new(),
            },
            divides: self.divides(&figures),
            least: self.least(&figures),
            left_out: self.left_out(&figures),
            rows: self.rows(&figures, grouped),
            parties: match figures.parties.len() > 1 || !grouped {
                true => figures.parties.iter().map(|it| self.party(*it)).collect(),
                false => Vec::new(),
            },
            party_rows: self.party_rows(&figures),
            heads,
        }
    }

    /// Who is in no group, what is not told yet, and why.
    fn notes(&self, drawn: &Drawn, figures: &Figures) -> Vec<String> {
        let say = self.ask.say;
        let over = figures.is_over;
        let mut notes = Vec::new();
        if figures.apart > 0 {
            let key = match figures.settled {
                true => "map-apart",
                false => or_over(over, "map-apart-untold", "map-apart-untold-over"),
            };
            notes.push(say.one(key, "count", figures.apart));
        }
        // In steps, as everything that is told of people.
        let gone = usize::try_from(self.ballot.withdrawn).unwrap_or(usize::MAX);
        let gone = gone - gone % FEWEST;
        if gone > 0 {
            notes.push(say.one(
                or_over(over, "map-withdrawn", "map-withdrawn-over"),
                "count",
                gone,
            ));
        }
        let more = self.ballot.waiting() > 0 || self.ballot.steps.len() > drawn.steps();
        if over && self.misses_something() {
            notes.push(say.text("map-waiting-over"));
        } else if more && !over {
            notes.push(say.text("map-waiting"));
        }
        if figures.held {
            notes.push(say.text(or_over(over, "map-groups-held", "map-groups-held-over")));
        }
        notes
    }

    /// Whether something that is said to a statement is in no view.
    fn misses_something(&self) -> bool {
        let seen = self.ballot.seen();
        self.ballot.voices.iter().any(|(id, voice)| {
            let told = seen.and_then(|step| step.voices.get(id));
            let is_told = |statement: u64| told.and_then(|told| told.vote_on(statement));
            let mut votes = voice.votes.iter();
            votes.any(|&(statement, vote)| {
                is_told(statement) != Some(vote)
                    && self.ballot.is_shown(self.consultation, statement)
            })
        })
    }

    /// In which groups the people of which parties are, group by group.
    fn laid(&self, figures: &Figures, laid_over: &[(&PartyTold, Vec<u8>)]) -> Vec<String> {
        let groups = figures.groups.iter().map(|group| group.letter);
        let lines = groups.filter_map(|letter| {
            let here = laid_over
                .iter()
                .filter(|(_, groups)| groups.contains(&letter));
            let names: Vec<&str> = here.map(|(party, _)| party.name.as_str()).collect();
            let (group, parties) = (self.group(letter), names.join(", "));
            let told = ("parties", parties);
            (!names.is_empty()).then(|| self.ask.say.two("map-parties-in", ("group", group), told))
        });
        lines.collect()
    }

    /// Why nothing is shared; empty where something is.
    pub fn unshared(&self, figures: &Figures) -> String {
        let key = match (figures.groups.len(), figures.is_over && !figures.held) {
            _ if !figures.shared.is_empty() => return String::new(),
            (0, true) => "map-nothing-shared-untold",
            (1, _) => "map-nothing-most",
            (_, true) => "map-nothing-shared-over",
            _ => "map-nothing-shared",
        };
        self.ask.say.text(key)
    }

    /// What all groups say, and the people of a party do not.
    fn unlike(&self, figures: &Figures) -> Vec<Line> {
        let lines = figures.unlike.iter().filter_map(|unlike| {
            let told = figures.statements.get(&unlike.shared.statement)?;
            let (what, _) = how_shared(unlike.shared.vote, figures.groups.len());
            Some(Line {
                words: self.words(unlike.shared.statement),
                lang: self.lang(unlike.shared.statement),
                href: self.href(unlike.shared.statement),
                what: self.ask.say.text(what),
                look: "",
                detail: self.unlike_of(&unlike.parties),
                bar: bar(told.all),
            })
        });
        lines.collect()
    }

    /// That most people of these parties do not say what all groups say.
    pub(super) fn unlike_of(&self, parties: &[PartyId]) -> String {
        let names: Vec<String> = parties.iter().map(|party| self.party(*party)).collect();
        let say = self.ask.say;
        say.one("map-unlike-of", "parties", names.join(", "))
    }

    pub(super) fn party(&self, id: PartyId) -> String {
        let known = self.parties.iter().find(|party| party.id == id);
        known.map_or_else(String::new, |party| party.name.clone())
    }

    /// What all share, for a page that says no more.
    pub fn shared(&self, figures: &Figures) -> Vec<Line> {
        let lines = figures.shared.iter().filter_map(|shared| {
            let told = figures.statements.get(&shared.statement)?;
            let by_group = told.by_group.as_deref().unwrap_or_default();
            let (what, look) = how_shared(shared.vote, figures.groups.len());
            let each = figures.groups.iter().zip(by_group);
            let each = each.map(|(group, tally)| {
                let share = percent(self.ask, tally.of(shared.vote), tally.all());
                format!("{} {share}", self.group(group.letter))
            });
            let of_parties = figures.parties.iter().zip(told.by_party.iter().flatten());
            let of_parties = of_parties.filter(|(_, tally)| tally.all() > 0);
            let of_parties = of_parties.map(|(party, tally)| {
                let share = percent(self.ask, tally.of(shared.vote), tally.all());
                format!("{} {share}", self.party(*party))
            });
            let of_parties = of_parties.filter(|_| figures.parties.len() > 1);
            let each = each.chain(of_parties);
            Some(Line {
                words: self.words(shared.statement),
                lang: self.lang(shared.statement),
                href: self.href(shared.statement),
                what: self.ask.say.text(what),
                look,
                detail: match figures.groups.len() {
                    0..2 => percent(self.ask, told.all.of(shared.vote), told.all.all()),
                    _ => each.collect::<Vec<_>>().join(" · "),
                },
                bar: bar(told.all),
            })
        });
        lines.collect()
    }

    fn told(&self, group: &Group, figures: &Figures) -> GroupTold {
        let say = self.ask.say;
        let firm = group.stability.map(|stability| match stability {
            it if it >= FIRM => "map-firm",
            it if it >= FAIRLY_FIRM => "map-fairly-firm",
            _ => "map-may-be-chance",
        });
        let says = group.says.iter().map(|saying| {
            let (what, look) = match saying.vote {
                Vote::Disagree => ("map-disagrees", "disagree"),
                _ => ("map-agrees", "agree"),
            };
            let place = figures
                .groups
                .iter()
                .position(|it| it.letter == group.letter);
            let told = figures.statements.get(&saying.statement);
            let by_group = told.and_then(|told| told.by_group.as_ref());
            let own = place.and_then(|place| by_group?.get(place).copied());
            Line {
                words: self.words(saying.statement),
                lang: self.lang(saying.statement),
                href: self.href(saying.statement),
                what: say.text(what),
                look,
                detail: say.two(
                    "map-of",
                    ("said", saying.said.to_string()),
                    ("asked", saying.asked.to_string()),
                ),
                bar: bar(own.unwrap_or_default()),
            }
        });
        GroupTold {
            mark: mark(group.letter),
            name: self.group(group.letter),
            people: self.people(group.people),
            firm: firm.map_or_else(String::new, |key| say.text(key)),
            says: says.collect(),
        }
    }

    fn divides(&self, figures: &Figures) -> Vec<Line> {
        let lines = figures.divides.iter().map(|divide| {
            let shares = divide.groups.iter().zip(divide.shares);
            let shares = shares.map(|(letter, share)| {
                format!("{} {}", self.group(*letter), of_hundred(self.ask, share))
            });
            let [difference, low, high] = divide.difference;
            Line {
                words: self.words(divide.statement),
                lang: self.lang(divide.statement),
                href: self.href(divide.statement),
                what: self.ask.say.with(
                    "map-difference",
                    &[
                        ("points", points(difference)),
                        ("low", points(low)),
                        ("high", points(high)),
                    ],
                ),
                look: "",
                detail: self.ask.say.one(
                    "map-agree-shares",
                    "shares",
                    shares.collect::<Vec<_>>().join(" · "),
                ),
                bar: String::new(),
            }
        });
        lines.collect()
    }

    fn least(&self, figures: &Figures) -> Vec<Line> {
        let told = |statement: &u64| Some((*statement, figures.statements.get(statement)?));
        let all = figures.least_agreed.iter().filter_map(told);
        all.map(|(statement, told)| Line {
            words: self.words(statement),
            lang: self.lang(statement),
            href: self.href(statement),
            what: self.tally(told),
            look: "",
            detail: String::new(),
            bar: bar(told.all),
        })
        .collect()
    }

    /// What was left out after everybody had seen it stays to be read, with the reason and with what was said to it.
    fn left_out(&self, figures: &Figures) -> Vec<LeftOut> {
        let say = self.ask.say;
        let all = self.consultation.moderated.iter();
        let lines =
            all.filter(|(_, decided)| decided.rejected)
                .filter_map(|(statement, decided)| {
                    let told = figures.left_out.get(statement);
                    let seed = self.consultation.seed(*statement);
                    let words = match seed {
                        Some(words) => words.to_owned(),
                        None => {
                            told?;
                            say.text("statement-words-left-out")
                        }
                    };
                    let erased = || say.text("text-erased");
                    Some(LeftOut {
                        words,
                        lang: seed.map_or("", |_| self.lang(*statement)),
                        own: seed.is_some(),
                        said: told.map_or_else(String::new, |all| left_out_said(self.ask, *all)),
                        why: decided.why.clone().unwrap_or_else(erased),
                    })
                });
        lines.collect()
    }

    pub(super) fn tally(&self, told: &Statement) -> String {
        tally(self.ask, told.all)
    }

    fn rows(&self, figures: &Figures, grouped: bool) -> Vec<Row> {
        self.each_shown(figures, |told| {
            let mut cells = told.map_or_else(
                || untold(Vote::ALL.len()),
                |told| {
                    let all = [told.all.agree, told.all.disagree, told.all.pass];
                    all.map(|it| it.to_string()).to_vec()
                },
            );
            if grouped {
                let groups = told.and_then(|told| told.by_group.as_ref());
                let few = || untold(figures.groups.len());
                cells.extend(groups.map_or_else(few, |groups| {
                    groups.iter().map(|it| agreeing(self.ask, it)).collect()
                }));
            }
            cells
        })
    }

    fn party_rows(&self, figures: &Figures) -> Vec<Row> {
        self.each_shown(figures, |told| {
            let parties = told.and_then(|told| told.by_party.as_ref());
            let few = || untold(figures.parties.len());
            parties.map_or_else(few, |parties| {
                parties.iter().map(|tally| self.of_each(*tally)).collect()
            })
        })
    }

    /// A row for each statement that is shown, also where nothing is told of it.
    fn each_shown(
        &self,
        figures: &Figures,
        cells: impl Fn(Option<&Statement>) -> Vec<String>,
    ) -> Vec<Row> {
        let all = self.ballot.shown(self.consultation).into_iter();
        let rows = all.map(|number| Row {
            number,
            words: self.words(number),
            lang: self.lang(number),
            href: self.href(number),
            cells: cells(figures.statements.get(&number)),
        });
        rows.collect()
    }

    pub(super) fn of_each(&self, tally: Tally) -> String {
        match tally.all() {
            0 => "–".to_owned(),
            _ => format!("{} / {} / {}", tally.agree, tally.disagree, tally.pass),
        }
    }
}

/// Cells in which nothing can be told.
fn untold(cells: usize) -> Vec<String> {
    vec!["–".to_owned(); cells]
}

/// Why there is no map. How many people came so far is no figure of five, and not all of them are in view.
pub(super) fn no_map(ask: &Ask, over: bool, few: &TooFew) -> String {
    let say = ask.say;
    match few {
        TooFew::People { votes, .. } => say.one(
            or_over(over, "map-few-people", "map-few-people-over"),
            "votes",
            votes,
        ),
        TooFew::Statements { statements } => say.one(
            or_over(over, "map-few-statements", "map-few-statements-over"),
            "statements",
            statements,
        ),
    }
}

/// One sentence while answers are taken, another once they are not.
fn or_over(over: bool, open: &'static str, once_over: &'static str) -> &'static str {
    if over { once_over } else { open }
}

fn tally(ask: &Ask, all: Tally) -> String {
    ask.say.with(
        "map-tally",
        &[
            ("agree", all.agree.to_string()),
            ("disagree", all.disagree.to_string()),
            ("pass", all.pass.to_string()),
        ],
    )
}

/// What people had said to a statement when it was left out.
pub(super) fn left_out_said(ask: &Ask, all: Tally) -> String {
    ask.say
        .one("statement-left-out-said", "said", tally(ask, all))
}

/// “8 of 10”, as a cell has it.
fn agreeing(ask: &Ask, tally: &Tally) -> String {
    match tally.all() {
        0 => "–".to_owned(),
        all => percent(ask, tally.agree, all),
    }
}

fn percent(ask: &Ask, part: u32, whole: u32) -> String {
    of_hundred(ask, f64::from(part) / f64::from(whole.max(1)))
}

fn of_hundred(ask: &Ask, share: f64) -> String {
    let number = format!("{:.0}", share * 100.0);
    ask.say.one("percent", "number", number)
}

fn points(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

/// The mark of a group, in its shape and colour.
pub(crate) fn mark(letter: u8) -> String {
    let shape = drawing::shape(letter, [10.0, 10.0], 6.0);
    let element: String = shape
        .trim_start_matches('<')
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    format!(
        "<svg class=\"opinion-mark\" viewBox=\"0 0 20 20\" aria-hidden=\"true\">{shape}</{element}></svg>"
    )
}

/// What people said to a statement, as a bar: those who agree from the left, those who disagree from the right.
pub(super) fn bar(tally: Tally) -> String {
    let all = f64::from(tally.all().max(1));
    let [agree, disagree] = [tally.agree, tally.disagree].map(|it| f64::from(it) / all * 100.0);
    let mut text = String::from(
        "<svg class=\"tally\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"pass\" width=\"100\" height=\"6\"/>",
    );
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "<rect class=\"agree\" width=\"{agree:.1}\" height=\"6\"/>\
         <rect class=\"disagree\" x=\"{:.1}\" width=\"{disagree:.1}\" height=\"6\"/></svg>",
        100.0 - disagree
    );
    text
}
