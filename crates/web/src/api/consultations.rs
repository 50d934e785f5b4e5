//! Consultations, for programs: what is asked, and what came of it.

use app::ballots::results::{Figures, Tally};
use domain::Moment;
use domain::ids::*;
use domain::view::{ConsultationView, ConsultationsPage};
use domain::words::Vote;
use serde::Serialize;
use utoipa::ToSchema;

use super::named::{Named, named};
use crate::ask::{Answer, Ask};
use crate::problem::Problem;

/// A consultation, and what people said in it as far as others see it.
#[derive(Serialize, ToSchema)]
pub struct ConsultationTold {
    /// What the table decided of it.
    consultation: ConsultationView,
    /// What came of it; `null` before five people have answered, before its end where that was chosen, and in
    /// the past.
    figures: Option<FiguresView>,
}

/// What people said, of at least five of them.
#[derive(Serialize, ToSchema)]
pub struct FiguresView {
    /// How many people it tells of; more may have answered, where these are not all (`all_voices`).
    voices: usize,
    /// Whether these are all whose votes are in the figures: how many they are is told by five more at least.
    all_voices: bool,
    /// How many are told in no group, where there are groups: they answered little or unlike everybody else, or wait to be
    /// told.
    apart: usize,
    /// How many votes they gave.
    votes: u64,
    /// The groups of people who vote the same way; none without a map.
    groups: Vec<GroupView>,
    /// What every group says, and every party of which five people or more are told, the clearest first.
    shared: Vec<SharedView>,
    /// What every group says and the people of a party do not, the clearest first.
    unlike: Vec<UnlikeView>,
    /// Where two groups differ for certain; first the one whose smallest certain difference is the largest.
    divides: Vec<DivideView>,
    /// Statements on which people agree least, whatever group they are in. That is not what divides groups.
    least_agreed: Vec<u64>,
    /// Every statement of which something is told.
    statements: Vec<StatementView>,
    /// Statements that were left out after people had voted on them; why stands with what was decided of them.
    left_out: Vec<LeftOutView>,
    /// The parties whose people answered, in the order of `by_party`.
    parties: Vec<PartyId>,
}

/// People who vote the same way.
#[derive(Serialize, ToSchema)]
pub struct GroupView {
    /// Its letter.
    letter: String,
    /// How many belong to it.
    voices: usize,
    /// How much of it is found again when people are drawn again, from 0 to 1.
    stability: Option<f64>,
    /// The numbers of statements on which it says what others do not.
    says: Vec<u64>,
}

/// What every group says.
#[derive(Serialize, ToSchema)]
pub struct SharedView {
    /// The number of the statement.
    statement: u64,
    /// What they say.
    vote: Vote,
}

/// What every group says, and the people of a party do not.
#[derive(Serialize, ToSchema)]
pub struct UnlikeView {
    /// The number of the statement.
    statement: u64,
    /// What the groups say.
    vote: Vote,
    /// The parties of whose people most do not.
    parties: Vec<PartyId>,
}

/// Two groups that answer a statement differently.
#[derive(Serialize, ToSchema)]
pub struct DivideView {
    /// The number of the statement.
    statement: u64,
    /// The letters of the group that agrees more, and of the one that agrees less.
    groups: [String; 2],
    /// The share of those who agree in each, from 0 to 1.
    shares: [f64; 2],
    /// The difference of the shares, and the bounds of its 90 % interval.
    difference: [f64; 3],
}

/// What is told of a statement.
#[derive(Serialize, ToSchema)]
pub struct StatementView {
    /// Its number.
    statement: u64,
    /// Its words; `null` once withdrawn or erased.
    words: Option<String>,
    /// What everybody said.
    all: TallyView,
    /// What each group said, in their order; `null` where somebody could be told apart.
    by_group: Option<Vec<TallyView>>,
    /// What the people of each party said; `null` where somebody could be told apart.
    by_party: Option<Vec<TallyView>>,
}

/// A statement that was left out after people had voted on it.
#[derive(Serialize, ToSchema)]
pub struct LeftOutView {
    /// Its number.
    statement: u64,
    /// Its words, where the consultation began with it; of what people added they are not shown.
    words: Option<String>,
    /// What everybody had said when others last saw figures of it.
    all: TallyView,
}

/// How many said what.
#[derive(Serialize, ToSchema)]
pub struct TallyView {
    /// Yes.
    agree: u32,
    /// No.
    disagree: u32,
    /// Neither.
    pass: u32,
}

impl From<&Tally> for TallyView {
    fn from(tally: &Tally) -> Self {
        Self {
            agree: tally.agree,
            disagree: tally.disagree,
            pass: tally.pass,
        }
    }
}

/// `GET /api/v1/relationships/{relationship}/consultations`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/consultations", tag = "Consultations",
    summary = "What is asked of many people; those that take votes first",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "Consultations", body = Named<ConsultationsPage>)))]
pub fn consultations(ask: &Ask) -> Answer {
    named(ask, ask.seen()?.consultations(ask.moment()))
}

/// `GET /api/v1/relationships/{relationship}/consultations/{consultation}`
#[utoipa::path(get, path = "/api/v1/relationships/{relationship}/consultations/{consultation}", tag = "Consultations",
    summary = "One of them, and what people said as far as others see it",
    params(("relationship" = RelationshipId, Path, description = "The relationship"),
        ("consultation" = ConsultationId, Path, description = "The consultation"),
        ("as_of" = Option<Moment>, Query, description = "A past moment")),
    responses((status = 200, description = "The consultation", body = Named<ConsultationTold>)))]
pub fn consultation(ask: &Ask) -> Answer {
    let seen = ask.seen()?;
    let id = ask.param("consultation")?;
    let consultation = seen.consultation(id, ask.moment());
    let consultation = consultation.ok_or(Problem::NotFound)?;
    let asked = seen.asks(id).ok_or(Problem::NotFound)?;
    let app = ask.web.app();
    let ballot = match seen.is_present() {
        true => app.ballot(ask.table()?.id, &asked)?,
        false => None,
    };
    let figures = ballot.and_then(|ballot| {
        let figures = app.drawn(&asked, &ballot)?;
        let figures = figures.figures(asked.consultation, &ballot);
        let words = |statement| ballot.words(asked.consultation, statement);
        let seed = |statement| asked.consultation.seed(statement).map(str::to_owned);
        Some(told(&figures, &|it| words(it).map(str::to_owned), &seed))
    });
    named(
        ask,
        ConsultationTold {
            consultation,
            figures,
        },
    )
}

fn letter(group: u8) -> String {
    char::from(b'A' + group.min(25)).to_string()
}

type Words<'a> = &'a dyn Fn(u64) -> Option<String>;

fn told(figures: &Figures, words: Words<'_>, seed: Words<'_>) -> FiguresView {
    let each = |tallies: &Vec<Tally>| tallies.iter().map(TallyView::from).collect();
    FiguresView {
        voices: figures.people,
        all_voices: figures.everybody,
        apart: figures.apart,
        votes: figures.votes,
        groups: figures
            .groups
            .iter()
            .map(|group| GroupView {
                letter: letter(group.letter),
                voices: group.people,
                stability: group.stability,
                says: group.says.iter().map(|saying| saying.statement).collect(),
            })
            .collect(),
        shared: figures
            .shared
            .iter()
            .map(|shared| SharedView {
                statement: shared.statement,
                vote: shared.vote,
            })
            .collect(),
        unlike: figures
            .unlike
            .iter()
            .map(|unlike| UnlikeView {
                statement: unlike.shared.statement,
                vote: unlike.shared.vote,
                parties: unlike.parties.clone(),
            })
            .collect(),
        divides: figures
            .divides
            .iter()
            .map(|divide| DivideView {
                statement: divide.statement,
                groups: divide.groups.map(letter),
                shares: divide.shares,
                difference: divide.difference,
            })
            .collect(),
        least_agreed: figures.least_agreed.clone(),
        statements: figures
            .statements
            .iter()
            .map(|(statement, told)| StatementView {
                statement: *statement,
                words: words(*statement),
                all: TallyView::from(&told.all),
                by_group: told.by_group.as_ref().map(each),
                by_party: told.by_party.as_ref().map(each),
            })
            .collect(),
        left_out: figures
            .left_out
            .iter()
            .map(|(statement, all)| LeftOutView {
                statement: *statement,
                words: seed(*statement),
                all: TallyView::from(all),
            })
            .collect(),
        parties: figures.parties.clone(),
    }
}
