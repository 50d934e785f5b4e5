//! Putting something to the table, and changing its words: one form.

use app::Done;
use askama::Template;
use domain::ids::*;
use domain::view::VersionView;
use domain::words::*;
use domain::{Command, Day, Fact, Moment, act};

use crate::ask::{Answer, Ask, page};
use crate::figures;
use crate::layout::Layout;
use crate::markdown;
use crate::names::PartyLabel;
use crate::problem::Problem;
use crate::room::Room;

/// Days that a round takes unless somebody says otherwise.
const ROUND: i64 = 7;
/// Days after which a trial is looked at again, unless somebody says otherwise.
const TRIAL: i64 = 42;
/// Characters of a word that become a title.
const TITLE: usize = 80;

#[derive(Template)]
#[template(path = "decision_form.html")]
struct Page {
    layout: Layout,
    /// Where the form is sent.
    action: String,
    /// Whether the words of a proposal are changed; else one is opened.
    amends: bool,
    version: u64,
    /// From what it comes: field and id.
    from: Vec<(&'static str, String)>,
    /// The same in words.
    comes_from: Vec<(String, String)>,
    title: String,
    text: String,
    outcomes: Vec<(String, String, bool)>,
    costs: Vec<(PartyLabel, String, String)>,
    currency: String,
    /// Parties that need a sponsor's position once it costs them something.
    sponsors: String,
    until: String,
    review: String,
    trial: bool,
    /// Whose yes the change undoes; empty where nobody's is seen.
    undoes: String,
    /// Who is asked.
    asked: Vec<PartyLabel>,
    not_asked: Vec<PartyLabel>,
    objections: Vec<(PersonId, String)>,
    takes_in: String,
    smaller: bool,
}

/// What a form begins with.
#[derive(Default)]
struct Begun {
    title: String,
    text: String,
    outcomes: Vec<OutcomeId>,
    costs: Vec<CostTo>,
    from: Vec<(&'static str, String)>,
    comes_from: Vec<(String, String)>,
}

/// `GET …/decisions/new`: blank, or from a word (`?word=`), a recorded mix (`?mix=`), another proposal
/// (`?follows=`).
pub fn open_page(ask: &Ask) -> Answer {
    let room = ask.room()?;
    if !room.seen.may::<act::OpenProposal>(()) {
        return Err(Problem::NotFound);
    }
    let begun = begin(&room)?;
    let title = room.say.text("decision-new");
    form_page(room, begun, title, None)
}

/// `GET …/decisions/{proposal}/amendment`; with `?smaller` as a trial that ends.
pub fn amend_page(ask: &Ask) -> Answer {
    let mut room = ask.room()?;
    let id: ProposalId = ask.param("proposal")?;
    let view = room
        .seen
        .proposal(id, ask.moment())
        .ok_or(Problem::NotFound)?;
    if !view.may_amend {
        return Err(Problem::NotFound);
    }
    let people = view.undoes.iter().copied();
    room.name(people.chain(view.positions.iter().map(|it| it.person)))?;
    let version = view.version.clone();
    let begun = Begun {
        title: version.title.clone().unwrap_or_default(),
        text: version.text.clone().unwrap_or_default(),
        outcomes: version.outcomes.clone(),
        costs: version.costs.clone(),
        ..Begun::default()
    };
    let title = room.say.text("decision-amend");
    let undoes: Vec<_> = view
        .undoes
        .iter()
        .map(|it| room.names.quoted_person(*it))
        .collect();
    let objections = view
        .positions
        .iter()
        .filter(|it| it.stance == Stance::Object);
    let amended = Amended {
        id,
        version,
        blind: view.state == domain::view::ProposalState::Blind,
        undoes,
        objections: objections
            .filter(|_| view.state == domain::view::ProposalState::Open)
            .map(|it| (it.person, room.names.person(it.person)))
            .collect(),
        asked: view.parties.iter().map(|it| it.party).collect(),
    };
    form_page(room, begun, title, Some(amended))
}

struct Amended {
    id: ProposalId,
    version: VersionView,
    blind: bool,
    undoes: Vec<String>,
    objections: Vec<(PersonId, String)>,
    asked: Vec<PartyId>,
}

fn form_page(room: Room<'_>, begun: Begun, title: String, amended: Option<Amended>) -> Answer {
    let ask = room.ask;
    let layout = room.layout(title)?;
    let value = room.seen.value();
    let outcomes = value.outcomes.iter().map(|outcome| {
        let chosen = begun.outcomes.contains(&outcome.id);
        (
            outcome.id.to_string(),
            figures::statement(&room, outcome),
            chosen,
        )
    });
    let table = room.seen.table();
    let speaks = |party: PartyId| {
        let mut theirs = table.seats.iter().filter(|seat| seat.party == party);
        let own = [room.frame.provider, room.frame.consumer].contains(&party);
        own || theirs.any(|seat| seat.roles.iter().any(|role| role.speaks_for_party()))
    };
    let asked_of = |party: &PartyLabel| match &amended {
        Some(amended) => amended.asked.contains(&party.id),
        None => speaks(party.id),
    };
    let (asked, not_asked): (Vec<_>, Vec<_>) = room.names.seated().cloned().partition(asked_of);
    let costs = asked.iter().map(|party| {
        let amount = begun.costs.iter().find(|cost| cost.party == party.id);
        let amount = amount.map(|cost| room.money.plain(cost.amount));
        (
            party.clone(),
            format!("cost-{}", party.id),
            amount.unwrap_or_default(),
        )
    });
    let costs: Vec<_> = costs.collect();
    let has_sponsor = |party: &&PartyLabel| {
        let mut theirs = table.seats.iter().filter(|seat| seat.party == party.id);
        theirs.any(|seat| seat.roles.contains(&Role::Sponsor))
    };
    let sponsors: Vec<_> = asked
        .iter()
        .filter(has_sponsor)
        .map(|it| it.short.clone())
        .collect();
    let in_days = |days: i64| {
        let at = Moment(ask.moment().0 + days * Moment::DAY);
        at.day_in_utc().to_string()
    };
    let smaller = amended.is_some() && ask.query.has("smaller");
    let version = amended.as_ref().map(|amended| &amended.version);
    let review = version.and_then(|version| version.review);
    page(&Page {
        action: match &amended {
            Some(amended) => format!("{}/decisions/{}/amendment", room.base, amended.id),
            None => format!("{}/decisions/new", room.base),
        },
        amends: amended.is_some(),
        version: version.map_or(0, |version| version.number),
        from: begun.from,
        comes_from: begun.comes_from,
        title: begun.title,
        text: begun.text,
        outcomes: outcomes.collect(),
        costs,
        currency: room.money.code().to_owned(),
        sponsors: match sponsors.is_empty() {
            true => String::new(),
            false => room
                .say
                .one("decision-sponsors", "parties", sponsors.join(", ")),
        },
        until: in_days(ROUND),
        review: match review {
            Some(day) => day.to_string(),
            None if smaller => in_days(TRIAL),
            None => String::new(),
        },
        trial: smaller || version.is_some_and(|version| version.trial),
        undoes: match &amended {
            Some(amended) if amended.blind => room.say.text("decision-undoes-blind"),
            Some(amended) if !amended.undoes.is_empty() => {
                room.say
                    .one("decision-undoes", "people", amended.undoes.join(", "))
            }
            Some(_) => room.say.text("decision-undoes-nobody"),
            None => String::new(),
        },
        asked,
        not_asked,
        takes_in: match amended.as_ref().map(|amended| &amended.objections[..]) {
            Some([(only, _)]) => only.to_string(),
            _ => String::new(),
        },
        objections: amended
            .map(|amended| amended.objections)
            .unwrap_or_default(),
        smaller,
        layout,
    })
}

/// What the form begins with, as the address says.
fn begin(room: &Room<'_>) -> Result<Begun, Problem> {
    let query = match room.ask.form.has("form") {
        true => &room.ask.form,
        false => &room.ask.query,
    };
    if let Some(word) = query.optional::<ContributionId>("word")? {
        let thread = room.seen.thread_part(word, room.ask.now, 0..1);
        let thread = thread.ok_or(Problem::NotFound)?;
        let said = thread.said.first().ok_or(Problem::NotFound)?;
        let words = said.contribution.words.clone().unwrap_or_default();
        return Ok(Begun {
            title: markdown::excerpt(&words, TITLE),
            text: words.clone(),
            outcomes: said.contribution.outcomes.clone(),
            from: vec![("word", word.to_string())],
            comes_from: vec![(
                room.to(format_args!("dialogue/{word}")),
                markdown::excerpt(&words, TITLE),
            )],
            ..Begun::default()
        });
    }
    if let Some(mix) = query.optional::<MixId>("mix")? {
        return of_mix(room, mix);
    }
    if let Some(follows) = query.optional::<ProposalId>("follows")? {
        let view = room.seen.proposal(follows, room.ask.moment());
        let version = view.ok_or(Problem::NotFound)?.version;
        let title = room.or_erased(version.title.as_ref());
        return Ok(Begun {
            title: room.say.one("decision-part-of", "title", &title),
            text: version.text.unwrap_or_default(),
            outcomes: version.outcomes,
            costs: version.costs,
            from: vec![("follows", follows.to_string())],
            comes_from: vec![(super::href(room, follows), title)],
        });
    }
    Ok(Begun::default())
}

/// From a recorded mix: what it chose, what that serves, and what it costs whom.
fn of_mix(room: &Room<'_>, id: MixId) -> Result<Begun, Problem> {
    let features = room.seen.features();
    let mix = features.mixes.iter().find(|mix| mix.id == id);
    let mix = mix.ok_or(Problem::NotFound)?;
    let find = |id: &FeatureId| features.features.iter().find(|feature| feature.id == *id);
    let chosen: Vec<_> = mix.result.selected.iter().filter_map(find).collect();
    let lines = chosen.iter().map(|feature| {
        let name = room.or_erased(feature.name.as_ref());
        format!("- {name}")
    });
    let mut outcomes: Vec<OutcomeId> = Vec::new();
    for served in chosen.iter().flat_map(|feature| &feature.serves) {
        if !outcomes.contains(&served.outcome) && outcomes.len() < SERVED {
            outcomes.push(served.outcome);
        }
    }
    // What a party said no to is not put on it again by the form.
    let sums = room.seen.borne_by_now(&mix.result).borne().into_iter();
    let costs = sums.map(|(party, sum)| CostTo {
        party,
        amount: sum.agreed.saturating_add(sum.asked),
    });
    let budget = room.money.text(mix.result.cost);
    let title = room.say.one("decision-mix-title", "cost", &budget);
    Ok(Begun {
        text: lines.collect::<Vec<_>>().join("\n"),
        outcomes,
        costs: costs.collect(),
        from: vec![("mix", id.to_string())],
        comes_from: vec![(room.to(format_args!("features/mixes/{id}")), title.clone())],
        title,
    })
}

/// Outcomes that a mix puts into the form.
const SERVED: usize = 20;

/// What a form says of costs, outcomes and days.
struct Said {
    outcomes: Vec<OutcomeId>,
    costs: Vec<CostTo>,
    until: Day,
    trial: bool,
    review: Option<Day>,
}

fn said(ask: &Ask) -> Result<Said, Problem> {
    let room = ask.room()?;
    let form = &ask.form;
    let mut costs = Vec::new();
    for party in room.names.parties() {
        let typed = form.text(&format!("cost-{}", party.id)).trim();
        if !typed.is_empty() {
            let amount = room.money.field("costs", typed)?;
            costs.push(CostTo {
                party: party.id,
                amount,
            });
        }
    }
    Ok(Said {
        outcomes: form.parse_all("outcomes")?,
        costs,
        until: form.parse_field("until")?,
        trial: form.has("trial"),
        review: form.optional("review")?,
    })
}

/// `POST …/decisions/new`
pub(crate) fn open(ask: &Ask) -> Result<Command, Problem> {
    let (form, said) = (&ask.form, said(ask)?);
    Ok(Command::from(act::OpenProposal {
        title: form.text("title").to_owned(),
        text: form.text("text").to_owned(),
        outcomes: said.outcomes,
        costs: said.costs,
        contribution: form.optional("word")?,
        mix: form.optional("mix")?,
        follows: form.optional("follows")?,
        blind: !form.has("not_blind"),
        until: said.until,
        trial: said.trial,
        review: said.review,
    }))
}

/// The proposal that was opened.
pub(crate) fn opened(ask: &Ask, done: &Done) -> String {
    ask.fill(&match done.facts.first() {
        Some(Fact::ProposalOpened(fact)) => {
            format!(
                "/r/{{relationship}}/decisions/{}?said=proposal-opened",
                fact.proposal
            )
        }
        _ => "/r/{relationship}/decisions".to_owned(),
    })
}

/// `POST …/decisions/{proposal}/amendment`
pub(crate) fn amend(ask: &Ask) -> Result<Command, Problem> {
    let (form, said) = (&ask.form, said(ask)?);
    Ok(Command::from(act::AmendProposal {
        proposal: ask.param("proposal")?,
        version: form.parse_field("version")?,
        title: form.text("title").to_owned(),
        text: form.text("text").to_owned(),
        outcomes: said.outcomes,
        costs: said.costs,
        until: said.until,
        trial: said.trial,
        review: said.review,
        takes_in: form.optional("takes_in")?,
    }))
}
